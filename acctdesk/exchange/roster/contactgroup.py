"""The columns of one contact: a sheet may have several beside each other."""

from __future__ import annotations

from typing import Any

from acctdesk.exchange.roster.block import Block, Column
from acctdesk.exchange.roster.own import OWN
from acctdesk.services.values import person_key


class ContactGroup:
    """The columns of one contact.

    Args:
        columns: Place among the reader's columns, and column.
        only: Whether the sheet has no second contact beside it.

    Attributes:
        named: The place of each column by kind and field name.
        plain: The columns of the person's own fields.
        post: The columns of the position's own fields.
        manager: The place of the column that says whom they report to; -1 for none. It is no plain
            value: it names somebody who may stand in a later row.
    """

    def __init__(self, columns: list[tuple[int, Column]], only: bool) -> None:
        self.columns = columns
        self.only = only
        self.named = {(c.kind, c.name): i for i, c in columns}
        self.plain = [
            (i, c) for i, c in columns if c.kind == "person" and c.name not in ("#id", OWN)
        ]
        self.post = [(i, c) for i, c in columns if c.kind == "position" and c.name != "manager_id"]
        self.manager = self.named.get(("position", "manager_id"), -1)

    def column(self, block: Block, kind: str, name: str) -> list[Any]:
        """The values of a field, one a row; None where there is no such column."""
        at = self.named.get((kind, name))
        return [None] * len(block.rows) if at is None else block.values[at]

    def full_names(self, block: Block) -> list[str | None]:
        """What each row calls the person: the name, its parts, or the address."""
        names, given, family, mails = (
            self.column(block, "person", name)
            for name in ("name", "given_name", "family_name", "email")
        )
        return [
            name or " ".join(part for part in (first, last) if part) or mail
            for name, first, last, mail in zip(names, given, family, mails, strict=True)
        ]


def same_name(value: Any, current: dict[str, Any]) -> bool:
    """Whether a name is only written in another way; then the present one stays."""
    return value is None or person_key(value) == person_key(current["name"])
