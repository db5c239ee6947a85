"""What the Accounts page reads, each answer in one go: plain functions for the read lane."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import NamedTuple

from acctdesk.services.catalogue import Field
from acctdesk.services.look import Options, Wish
from acctdesk.services.query import Condition, ListQuery, Sort
from acctdesk.services.record import Record
from acctdesk.ui.accounts.store import PAGE
from acctdesk.ui.desk import Desk

MOST_PARENTS = 2000
"""Accounts up to which a parent is chosen from a list; with more its name is typed."""


@dataclass(frozen=True, slots=True)
class Filter:
    """What the list is narrowed to.

    Attributes:
        words: Typed words.
        values: Chosen codes by field; the code "" stands for "nothing there" and stands alone.
    """

    words: str = ""
    values: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    @property
    def active(self) -> bool:
        """Whether it leaves anything out."""
        return bool(self.words.strip() or any(self.values.values()))

    def query(self, sort: Sequence[Sort]) -> ListQuery:
        """The query that answers it."""
        conditions = tuple(
            Condition(name, "empty") if codes == ("",) else Condition(name, "in", codes)
            for name, codes in self.values.items()
            if codes
        )
        return ListQuery("account", self.words, conditions, tuple(sort))


class View(NamedTuple):
    """What the page shows after one read.

    Attributes:
        fields: The fields of an account, the person's own included.
        ids: The accounts in their order.
        records: The ones in sight, and those that changed.
        total: How many accounts there are without a filter.
        owners: Ids and names of our people.
        parents: Ids and names of accounts; None when there are too many to choose from.
        sums: Annual value of the list by currency.
        early: Whether it was had before the services were there: it is read once more then.
    """

    fields: tuple[Field, ...]
    ids: list[str]
    records: list[Record]
    total: int
    owners: Options
    parents: Options | None
    sums: Mapping[str, Decimal]
    early: bool


def look(desk: Desk, query: ListQuery, changed: Iterable[str], top: int) -> View:
    """Read a list.

    Args:
        desk: The open workspace.
        query: What to list.
        changed: Records to read again wherever they stand.
        top: First row in sight.
    """
    wish = Wish(query, "annual_value", (("member", 0), ("account", MOST_PARENTS)))
    found = desk.looks.look(wish, changed=changed, first=top, count=PAGE)
    return View(
        found.fields,
        found.ids,
        found.records,
        found.total,
        found.options["member"] or (),
        found.options["account"],
        found.sums,
        found.early,
    )


def page(desk: Desk, ids: Sequence[str]) -> list[Record]:
    """Read accounts that came into sight."""
    return desk.looks.page("account", ids)
