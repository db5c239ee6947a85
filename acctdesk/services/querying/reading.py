"""One list being answered: everything it needs, read in one transaction."""

from __future__ import annotations

from collections.abc import Hashable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from typing import Any

from sqlalchemy import Connection, Select, select

from acctdesk.models import Setting
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.context import Context
from acctdesk.services.filters import TEXTUAL, Match, Op, moves
from acctdesk.services.query import ListQuery
from acctdesk.services.querying.columns import elsewhere, own
from acctdesk.services.querying.filtering import Filtering
from acctdesk.services.querying.orders import Orders
from acctdesk.services.querying.roll import Listed
from acctdesk.services.querying.shelf import Shelf
from acctdesk.services.querying.statements import all_of
from acctdesk.services.querying.step import Step
from acctdesk.services.querying.totals import Teller
from acctdesk.services.settings import FISCAL_MONTH
from acctdesk.services.standpoint import Standpoint
from acctdesk.services.view import How
from acctdesk.workspace.bulk import among, gather, gather_ids, parted
from acctdesk.workspace.folding import fold
from acctdesk.workspace.search import matching

FEW = 2000
TENTH = 10
"""Records, or the share of them, up to which a filter is asked of each instead of the whole kind:
finding one by its id costs as much as reading several that lie side by side."""

STRIDE = 1000
"""Records looked at together for the beginning of a list."""

_PARTS = (Op.IS, Op.CONTAINS, Op.STARTS)


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

    @cached_property
    def shelf(self) -> Shelf:
        """The kind's records."""
        return self.orders.shelf(
            self.connection, self.catalogue, self.query.kind, archived=self.query.archived
        )

    def order(self) -> Sequence[int]:
        """The places of all records of the kind in the list's order."""
        return self.shelf.order(self.connection, self.catalogue, self.steps())

    def places(self) -> Sequence[int]:
        """The places of the list's records in its order."""
        order = self.order()
        if not self.narrowed:
            return order
        return self._in_order(self._found())

    def _in_order(self, found: Sequence[int]) -> Sequence[int]:
        """Places by name, put into the list's order."""
        order = self.order()
        if isinstance(order, range):
            return found
        if len(found) == len(order):
            return order
        wanted = bytearray(len(order))
        for place in found:
            wanted[place] = 1
        return list(compress(order, map(wanted.__getitem__, order)))

    def _found(self) -> Sequence[int]:
        """The places of the list's records by name."""
        where = self._where
        found: Sequence[int] = range(self.shelf.size)
        if self.query.words.strip():
            found = self.shelf.holding(self.connection, self._words)
        if where is None:
            return found
        picked = self.shelf.picks.get(self._key)
        if picked is None:
            near = self._near(where, found)
            if len(near) <= max(FEW, self.shelf.size // TENTH):
                fulfil = self._fulfilling(near)
                if not self.query.words.strip():
                    self.shelf.picks.keep_places(self._key, fulfil)
                return fulfil
            statement = all_of(self.query).where(self._filtering().match(where))
            column = statement.selected_columns[0]
            picked = self.shelf.picks.keep_ids(
                self._key, gather_ids(self.connection, column, statement)
            )
        return list(compress(found, map(picked.__getitem__, found)))

    @cached_property
    def _key(self) -> Hashable:
        """What the filter is, for keeping what fulfils it."""
        key = self._where, self.standpoint
        try:
            hash(key)
        except TypeError:  # a value that is a list
            return repr(key)
        return key

    def _near(self, where: Match, found: Sequence[int]) -> Sequence[int]:
        """Those of some places that can fulfil a filter at all, by the texts it wants in them."""
        if not self.catalogue.kind(self.query.kind).searched:
            return found
        searched = self.context.workspace.tables.searched(self.query.kind)
        for part in where.parts:
            if isinstance(part, Match):
                found = self._near(part, found) if part.mode == "all" else found
            elif part.op in _PARTS and isinstance(part.value, str):
                field = self.catalogue.field(self.query.kind, part.field)
                textual = field.name in searched and field.format in TEXTUAL
                if textual and (word := fold(part.value)):
                    found = self.shelf.having(self.connection, found, word)
        return found

    def _fulfilling(self, places: Sequence[int]) -> Sequence[int]:
        """Those of a few places that fulfil the filter."""
        where = self._where
        if where is None:
            return places
        table = self.context.workspace.tables.table(self.query.kind)
        ids = self.named(places)
        statement: Select[Any] = select(table.c.id).where(
            among(table.c.id, ids), self._filtering(few=True).match(where)
        )
        held = set(parted(gather_ids(self.connection, table.c.id, statement)))
        return [place for place, one in zip(places, ids, strict=True) if one in held]

    def ids(self) -> list[str]:
        """The list's records in order."""
        return self.named(self.places())

    def named(self, places: Sequence[int]) -> list[str]:
        """The ids of records by their places."""
        return self.shelf.roll.named(places)

    def listed(self, places: Sequence[int]) -> Listed:
        """The same for as many as there are, told one by one when somebody asks."""
        return Listed(self.shelf.roll, places)

    def narrow(self, statement: Select[Any]) -> Select[Any]:
        """A selection from the kind's table, narrowed to what the list shows."""
        table = self.context.workspace.tables.table(self.query.kind)
        if self.query.words.strip():
            statement = statement.where(table.c.id.in_(matching(self.query.kind, self.query.words)))
        if self._where is not None:
            statement = statement.where(self._filtering().match(self._where))
        return statement

    def first(self, limit: int) -> tuple[list[str], bool]:
        """The beginning of the list, found without looking at every record where that does.

        Args:
            limit: How many records are wanted.

        Returns:
            Records in order, and whether they are the whole list.
        """
        if not self.narrowed:
            first = self.shelf.beginning(self.connection, self.catalogue, self.steps(), limit)
            return self.named(first), self.shelf.size <= limit
        order = self.order()
        if self._known():
            return self.ids(), True
        if self._where is None and isinstance(order, range):
            foremost = self.shelf.foremost(self.connection, self._words, limit)
            if foremost is not None:
                return self.named(foremost), len(foremost) < limit
        hits: list[int] = []
        waiting: list[int] = []
        asked = 0
        for start in range(0, len(order), STRIDE):
            waiting += self._able(order[start : start + STRIDE])
            if self._where is None and 4 * len(waiting) < limit:
                # Few hold these words: all texts together are searched faster than by and by.
                return self.ids(), True
            # What the texts allow is asked of the database some at a time.
            if len(waiting) < STRIDE // 4 and start + STRIDE < len(order):
                continue
            hits += self._fulfilling(waiting) if waiting else ()
            asked += len(waiting)
            waiting = []
            if len(hits) >= limit:
                return self.named(hits[:limit]), False
            if self._where is not None and len(hits) * FEW < limit * asked:
                # Too few among those asked: all together are asked sooner.
                return self.ids(), True
        return self.named(hits), True

    def _known(self) -> bool:
        """Whether the whole list is soon told, from what was asked before."""
        if self._where is not None:
            return self.shelf.picks.get(self._key) is not None
        return self.shelf.remembers(self._words)

    @cached_property
    def _words(self) -> tuple[str, ...]:
        """The typed words, folded, each once, long ones first."""
        return tuple(sorted(set(fold(self.query.words).split()), key=len, reverse=True))

    def _able(self, places: Sequence[int]) -> Sequence[int]:
        """Those of a few places that can be on the list, by their texts."""
        if self.query.words.strip() and not self._words:
            return ()
        for word in self._words:
            places = self.shelf.having(self.connection, places, word)
        return places if self._where is None else self._near(self._where, places)

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
        currencies = (
            self.values(self.catalogue.field(self.query.kind, code)) if code and amounts else None
        )
        return [
            Teller(
                one,
                how[one.name],
                self.values(one),
                currencies if one.format is Format.MONEY else None,
            )
            for one in described
        ]

    def values(self, field: Field) -> Sequence[Any]:
        """The stored values of a field by place."""
        return self.shelf.values(self.connection, field)

    def stored(self, field: Field, ids: Sequence[str]) -> dict[str, Any]:
        """The stored values of a field of some records, by id."""
        if own(field):
            table = self.context.workspace.tables.table(self.query.kind)
            record, column, which = table.c.id, table.c[field.name], select(table.c.id)
        else:
            record, column, which = elsewhere(field)
        scan, values = gather(self.connection, record, column, which.where(among(record, ids)))
        return dict(zip(parted(scan), values, strict=True))
