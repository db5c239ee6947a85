"""One list being answered: everything it needs, read in one transaction."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, Select, and_, select

from acctdesk.models import Setting
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.context import Context
from acctdesk.services.filters import Match, moves
from acctdesk.services.query import ListQuery
from acctdesk.services.querying.filtering import Filtering
from acctdesk.services.querying.orders import Orders, Step
from acctdesk.services.querying.statements import all_of
from acctdesk.services.querying.totals import Teller
from acctdesk.services.settings import FISCAL_MONTH
from acctdesk.services.standpoint import Standpoint
from acctdesk.services.view import How
from acctdesk.workspace.bulk import among, gather_ids, holds_words, parted
from acctdesk.workspace.search import matching


@dataclass
class Reading:
    """One list within one read transaction.

    Attributes:
        context: The open workspace.
        orders: The kept orders.
        connection: The read connection.
        query: The list.
    """

    context: Context
    orders: Orders
    connection: Connection
    query: ListQuery

    @cached_property
    def catalogue(self) -> Catalogue:
        """Every field."""
        return self.context.catalogue

    @cached_property
    def standpoint(self) -> Standpoint:
        """What relative values mean; read only when there are any."""
        if not moves(self._where):
            return Standpoint(self.context.today())
        month = select(Setting.value).where(Setting.name == FISCAL_MONTH)
        found = self.connection.execute(month).scalar()
        return Standpoint(self.context.today(), int(found or 1), self.context.author.id or "")

    @property
    def _where(self) -> Match | None:
        parts = (*self.query.conditions, *((self.query.where,) if self.query.where else ()))
        return Match("all", parts) if parts else None

    @property
    def narrowed(self) -> bool:
        """Whether anything is left out, but for archived records."""
        return bool(self.query.words.strip()) or self._where is not None

    def steps(self) -> tuple[Step, ...]:
        """The order of the list, its groups first."""
        down = {one.field: one.descending for one in self.query.sort}
        groups = tuple(Step(name, down.get(name, False), coarse=True) for name in self.query.group)
        return groups + tuple(Step(one.field, one.descending) for one in self.query.sort)

    def ordered(self) -> list[str]:
        """All records of the kind in the list's order."""
        return self.orders.ordered(
            self.connection,
            self.catalogue,
            self.query.kind,
            self.steps(),
            archived=self.query.archived,
        )

    def ids(self) -> list[str]:
        """The list's records in order."""
        order = self.ordered()
        if not self.narrowed:
            return list(order)
        found = set(parted(self._matching()))
        return [one for one in order if one in found]

    def _matching(self) -> str:
        """The ids that fulfil words and filter, in no order."""
        words, where = self.query.words, self._where
        if where is None:
            found = matching(self.query.kind, words)
            return gather_ids(self.connection, found.selected_columns[0], found)
        statement = self.narrow(all_of(self.query))
        return gather_ids(self.connection, statement.selected_columns[0], statement)

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """A selection from the kind's table, narrowed to what the list shows."""
        table = self.context.workspace.tables.table(self.query.kind)
        if self.query.words.strip():
            statement = statement.where(table.c.id.in_(matching(self.query.kind, self.query.words)))
        if self._where is not None:
            statement = statement.where(self._filtering().match(self._where))
        return statement

    def fulfilling(self, ids: Sequence[str]) -> set[str]:
        """Those of a few records that the list shows."""
        table = self.context.workspace.tables.table(self.query.kind)
        conditions = [among(table.c.id, ids)]
        if self.query.words.strip():
            conditions.append(holds_words(table.c.id, self.query.words))
        if self._where is not None:
            conditions.append(self._filtering(few=True).match(self._where))
        statement: Select[Any] = select(table.c.id).where(and_(*conditions))
        return set(parted(gather_ids(self.connection, table.c.id, statement)))

    def _filtering(self, *, few: bool = False) -> Filtering:
        tables = self.context.workspace.tables
        return Filtering(tables, self.catalogue, self.query.kind, self.standpoint, few=few)

    # -- totals ----------------------------------------------------------------------------

    def summing(self) -> dict[str, How]:
        """The usual summary: the sum of each amount of the kind."""
        return {
            one.name: "sum"
            for one in self.catalogue.fields(self.query.kind)
            if one.format is Format.MONEY and not one.custom
        }

    def tellers(self, how: Mapping[str, How]) -> list[Teller]:
        """What tells of fields, over places in the order by name."""
        described: list[Field] = [self.catalogue.field(self.query.kind, name) for name in how]
        of_kind = self.catalogue.kind(self.query.kind).fields
        code = "currency" if "currency" in of_kind else ""
        amounts = any(one.format is Format.MONEY for one in described)
        names = dict.fromkeys([*how, *([code] if code and amounts else [])])
        _ids, values = self.orders.values(
            self.connection, self.catalogue, self.query.kind, names, archived=self.query.archived
        )
        return [
            Teller(
                one,
                how[one.name],
                values[one.name],
                values[code] if code and one.format is Format.MONEY else None,
            )
            for one in described
        ]

    def places(self, ids: Sequence[str]) -> list[int]:
        """The places of records in the order by name."""
        by_name = self.orders.ordered(
            self.connection, self.catalogue, self.query.kind, archived=self.query.archived
        )
        if len(ids) == len(by_name) and not self.steps():
            return list(range(len(ids)))
        at = {one: place for place, one in enumerate(by_name)}
        return [at[one] for one in ids]
