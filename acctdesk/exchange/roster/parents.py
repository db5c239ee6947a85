"""Parents of accounts: named anywhere in the files, so resolved when all rows were read."""

from __future__ import annotations

from typing import Any, Protocol

from acctdesk.exchange.intake.findings import Group
from acctdesk.exchange.roster.block import Block, Column, SheetReader
from acctdesk.exchange.roster.shared import Desk
from acctdesk.services.values import company_key, id_key
from acctdesk.services.values.cell import tidy
from acctdesk.words import _


class Holder(Protocol):
    """What knows the accounts that exist."""

    def current(self, ref: int) -> dict[str, Any]:
        """The present values of an account that exists."""

    def changed(self, ref: int, reader: SheetReader, row: int) -> None:
        """Count an account as changed after its row was taken."""


class Parents:
    """Collects what rows say about parents.

    Args:
        desk: The tools of the check.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._said: list[tuple[int, str, SheetReader, Column, int]] = []

    def note(self, reader: SheetReader, at: int, block: Block, refs: list[int]) -> None:
        """Take what a block of rows says.

        Args:
            reader: The sheet.
            at: Place of the column among the reader's.
            block: The rows.
            refs: For each row the place of its account; negative for none.
        """
        column = reader.columns[at]
        for i, text in enumerate(block.values[at]):
            if text is not None and refs[i] >= 0:
                self._said.append((refs[i], text, reader, column, block.rows[i]))

    def resolve(self, holder: Holder) -> None:
        """Find every parent by id or name, and tell those that aren't found or would loop.

        Args:
            holder: Knows the accounts that exist.
        """
        desk = self._desk
        links: dict[int, int] = {}
        for ref, text, reader, column, row in self._said:
            if reader.draft.own and self._is_above(ref, text):
                continue
            parent = desk.accounts.by_id(id_key(text))
            if parent < 0:
                parent = desk.accounts.by_name(company_key(text))
            if parent < 0 or self._would_loop(ref, parent, links):
                self._tell(text, reader, column, row, loop=parent >= 0)
                continue
            links[ref] = parent
            record, above = desk.accounts.ids[ref], desk.accounts.ids[parent]
            if not desk.accounts.exists(ref):
                desk.plan.links.setdefault("account", {})[record] = above
                continue
            current = holder.current(ref)
            offered = [(column, above, False)]
            if desk.compare(reader, "account", record, current["name"], current, offered, row):
                holder.changed(ref, reader, row)

    def _is_above(self, ref: int, text: str) -> bool:
        """Whether the parent has this name already: of two with one name the right one."""
        accounts = self._desk.accounts
        above = accounts.above.get(ref, -1)
        return above >= 0 and tidy(accounts.names[above]) == text

    def _tell(
        self, text: str, reader: SheetReader, column: Column, row: int, *, loop: bool
    ) -> None:
        self._desk.findings.add(
            (str(reader.draft.place), column.heading, "parent", text, str(loop)),
            row,
            lambda: Group(
                reader.draft.file.name,
                reader.draft.name,
                column.heading,
                "parent",
                "account.parent_id",
                text,
                _("a parent outside the account's own subsidiaries")
                if loop
                else _("the name or id of an account in these files or in the workspace"),
                _("Add a row for it, or mend the name. The account is taken without a parent."),
            ),
        )

    def _would_loop(self, ref: int, parent: int, links: dict[int, int]) -> bool:
        held = self._desk.accounts.above
        above: int | None = parent
        while above is not None:
            if above == ref:
                return True
            above = links.get(above, held.get(above))
        return False
