"""Lists: which records, in which order, in which groups, one page at a time.

A list is declared by field names. Filters are answered by the database; orders are kept in memory
while nothing changes; see docs/decisions/0012-lists-from-kept-orders.md.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from decimal import Decimal
from typing import Any

from sqlalchemy import func, select

from acctdesk.models.catalogue import Field
from acctdesk.services.context import Context
from acctdesk.services.filters import Condition, Match
from acctdesk.services.outline import GroupHead, Head, Outline, Totals, Tree
from acctdesk.services.query import ListQuery, Sort
from acctdesk.services.querying.ahead import load_for, prepare
from acctdesk.services.querying.branching import tree
from acctdesk.services.querying.grouping import heads
from acctdesk.services.querying.orders import Orders
from acctdesk.services.querying.reading import Reading
from acctdesk.services.querying.roll import Listed
from acctdesk.services.querying.statements import all_of, ordered
from acctdesk.services.querying.totals import all_told, hows_for
from acctdesk.services.record import Record
from acctdesk.services.records import Records
from acctdesk.services.settings import FISCAL_MONTH, Settings
from acctdesk.services.standpoint import Standpoint
from acctdesk.services.view import How
from acctdesk.workspace.folding import fold
from acctdesk.workspace.search import sort_key

__all__ = [
    "Condition", "GroupHead", "Head", "ListQuery", "Listing", "Outline", "Sort", "Tree",
]  # fmt: skip

SIGHT = 60
"""Records of a list's beginning that are answered at once: more than a window shows."""


class Listing:
    """Answers list queries.

    Args:
        context: The open workspace.
        records: Reads the pages.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records
        self._orders = Orders(context.workspace.tables)

    @contextmanager
    def _reading(self, query: ListQuery) -> Iterator[Reading]:
        with self._context.workspace.read() as connection:
            yield Reading(self._context, self._orders, connection, query)

    # -- records ---------------------------------------------------------------------------

    def head(self, query: ListQuery, limit: int = SIGHT) -> Head:
        """The beginning of a list, which answers a keystroke; `ids` or `outline` tell the rest.

        Args:
            query: The list.
            limit: How many records are wanted at once.

        Returns:
            As many records, or the whole list when it is short or sparse.
        """
        with self._reading(query) as reading:
            return Head(*reading.first(limit))

    def ids(self, query: ListQuery) -> list[str]:
        """The ids of all records of a list, in display order."""
        with self._reading(query) as reading:
            return reading.ids()

    def listed(self, query: ListQuery) -> Listed:
        """The same, not written out: ids are told, and records found, when somebody asks."""
        with self._reading(query) as reading:
            return reading.listed(reading.places())

    def ids_by_statement(self, query: ListQuery) -> list[str]:
        """The same by one statement, which can be kept and sent again; slow for large kinds."""
        with self._reading(query) as reading:
            narrowed = reading.narrow(all_of(query))
            return list(reading.connection.scalars(ordered(narrowed, query, reading.catalogue)))

    def count(self, query: ListQuery) -> int:
        """How many records a list has."""
        with self._reading(query) as reading:
            return len(reading.places())

    def page(self, kind: str, ids: Sequence[str]) -> list[Record]:
        """The records with these ids, in their order."""
        return self._records.get_many(kind, ids)

    def standpoint(self) -> Standpoint:
        """What relative values of a filter mean now, for `acctdesk.services.holding`."""
        month = int(Settings(self._context).get(FISCAL_MONTH, "1"))
        return Standpoint(self._context.today(), month, self._context.author.id or "")

    def load(self, kind: str) -> None:
        """Load what the first sorting of a list needs beside its records; for a lane."""
        with self._reading(ListQuery(kind)) as reading:
            load_for(reading)

    def prepare(self, kind: str) -> None:
        """Read ahead what the first sorting and typed word of a list need; for a moment of rest."""
        with self._reading(ListQuery(kind)) as reading:
            prepare(reading)

    # -- typed filters ---------------------------------------------------------------------

    def parse(self, kind: str, text: str) -> Match:
        """Read a filter that was typed; see `acctdesk.services.filtertext`.

        Raises:
            FilterProblem: It can't be understood.
        """
        # Here, since what reads typed values takes its time to load.
        from acctdesk.services.filtertext import parse_filter

        fields = self._context.catalogue.fields(kind)
        return parse_filter(text, fields, today=self._context.today(), resolve=self._called)

    def _called(self, field: Field, name: str) -> list[str]:
        """The records that a reference may point to and that have a name."""
        table = self._context.workspace.tables.table(field.target)
        title = self._context.catalogue.kind(field.target).title
        statement = select(table.c.id).where(sort_key(table.c[title]) == fold(name))
        with self._context.workspace.read() as connection:
            return list(connection.scalars(statement.order_by(table.c.id)))

    # -- groups, trees, totals -------------------------------------------------------------

    def outline(self, query: ListQuery, summary: Mapping[str, How] | None = None) -> Outline:
        """A whole list with its groups.

        Args:
            query: The list.
            summary: What the heads tell, by field; the sum of each amount unless given.
        """
        with self._reading(query) as reading:
            places = reading.places()
            ids = reading.listed(places)
            if not query.group:
                return Outline(ids)
            how = reading.summing() if summary is None else summary
            return Outline(ids, heads(reading, places, how))

    def tree(self, query: ListQuery, summary: Mapping[str, How] | None = None) -> Tree:
        """A list as a tree: parents before children, and totals over whole branches.

        Shown is what fulfils the filter, all beneath it, and all above it; an archived parent is
        left out, and its children stand by themselves.

        Args:
            query: The list; its groups don't count.
            summary: What the totals tell, by field; the sum of each amount unless given.

        Raises:
            ValueError: Records of this kind have no parent.
        """
        with self._reading(query) as reading:
            return tree(reading, reading.summing() if summary is None else summary)

    def summary(self, query: ListQuery, how: Mapping[str, How]) -> Totals:
        """What a summary row tells of a list.

        Args:
            query: The list.
            how: What is told, by field; see `hows`.
        """
        with self._reading(query) as reading:
            if not how:
                return {}
            return all_told(reading.tellers(how), reading.places())

    @staticmethod
    def hows(field: Field) -> tuple[How, ...]:
        """What a summary can tell of a field, the most usual first."""
        return hows_for(field)

    def sums(self, query: ListQuery, field: str) -> dict[str, Decimal]:
        """The sum of an amount over a list for each currency; currencies are never added up.

        Args:
            query: The list.
            field: A MONEY field of the kind's own.

        Returns:
            ISO 4217 code to sum, the currency of most records first, amounts without one last.
        """
        table = self._context.workspace.tables.table(query.kind)
        code = func.coalesce(table.c.currency, "")
        counted = func.count()
        with self._reading(query) as reading:
            statement: Any = reading.narrow(all_of(query)).with_only_columns(
                code, func.sum(table.c[field]), counted
            )
            statement = statement.where(table.c[field].is_not(None)).group_by(code)
            rows = list(reading.connection.execute(statement).all())
        rows.sort(key=lambda row: (not row[0], -row[2], row[0]))
        return {row[0]: row[1] for row in rows}

    def forget(self) -> None:
        """Forget kept orders, after figures were made anew without a change."""
        self._orders.forget()
