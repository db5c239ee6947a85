"""What a grid shows after one read, and the quickest way to read it.

The ordinary services need the database library, which takes longer to load than the window to
appear. A look that was had before is had again without it, by a kept `Plan`; whatever doesn't fit
goes the ordinary way. See docs/decisions/0011.
"""

from __future__ import annotations

import logging
import threading
from collections.abc import Callable, Iterable, Mapping, Sequence
from concurrent.futures import CancelledError, Future
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple, TypeVar

from acctdesk.models.catalogue import Audience, Choice, Field, Format
from acctdesk.models.stored import scaled
from acctdesk.services import plan as kept
from acctdesk.services.filters import moves
from acctdesk.services.plan import Plan, Title
from acctdesk.services.query import ListQuery
from acctdesk.services.record import Record
from acctdesk.workspace import driver, schema
from acctdesk.workspace.folding import fold
from acctdesk.workspace.glance import Glance, Statement, columns_of

if TYPE_CHECKING:
    from acctdesk.services.suite import Suite
    from acctdesk.workspace import Workspace

T = TypeVar("T")

Options = tuple[tuple[str, str], ...]
"""Ids and names."""

SIGHT = 48
"""Records read early: more than a window has in sight, few enough to cost nothing."""

LOG = logging.getLogger("acctdesk")


class Wish(NamedTuple):
    """What a grid wants to show.

    Attributes:
        query: The list.
        sum_of: A MONEY field to sum by currency; empty for none.
        offered: Kinds whose records can be chosen, each with the number of the list's own records
            up to which; 0 for any number.
    """

    query: ListQuery
    sum_of: str = ""
    offered: tuple[tuple[str, int], ...] = ()


class Look(NamedTuple):
    """What a grid shows after one read.

    Attributes:
        fields: The fields of the kind, the person's own included.
        ids: The records in their order.
        records: Those that were wanted with it.
        total: How many there are without a filter.
        options: Ids and names by kind; None when there are too many to choose from.
        sums: Sums by currency.
        early: Whether it was had before the services were there; they may know more.
    """

    fields: tuple[Field, ...]
    ids: list[str]
    records: list[Record]
    total: int
    options: Mapping[str, Options | None]
    sums: Mapping[str, Decimal]
    early: bool = False


class Looks:
    """Answers wishes: early by a kept plan while the services aren't there, else by them.

    Args:
        workspace: The open workspace.
        services: Makes the services, or waits until another thread has; takes its time.
        ready: Whether they are there.
        file: Where plans are kept; None keeps none.
    """

    def __init__(
        self,
        workspace: Workspace,
        services: Callable[[], Suite],
        ready: Callable[[], bool],
        file: Path | None = None,
    ) -> None:
        self._workspace, self._services, self._ready = workspace, services, ready
        self._file = file
        self._guard = threading.Lock()
        self._kept: dict[str, Plan] | None = None
        self._fresh: dict[str, tuple[Plan, Wish]] = {}
        self._used: dict[str, Plan] = {}
        self._ahead: Future[tuple[Plan, Look] | None] | None = None

    def begin(
        self,
        lane: Callable[[Callable[[], tuple[Plan, Look] | None]], Future[tuple[Plan, Look] | None]],
    ) -> None:
        """Read on a lane what was shown last, as long as nobody has asked for anything yet.

        Args:
            lane: Runs a query on another thread.
        """
        self._ahead = lane(self._foresee)

    def look(
        self, wish: Wish, *, changed: Iterable[str] = (), first: int = 0, count: int = 200
    ) -> Look:
        """Read what a grid shows; for a read lane.

        Args:
            wish: What it wants.
            changed: Records to read wherever they stand.
            first: A row whose record is wanted, with those around it.
            count: How many rows are read together; early only those in sight.
        """
        early = None if self._ready() else self._early(wish, first)
        return early or self._ordinary(wish, changed, first, count)

    def page(self, kind: str, ids: Sequence[str]) -> list[Record]:
        """Records by their ids, in that order; for a read lane."""
        plan = self._used.get(kind)
        if plan is not None and not self._ready():
            try:
                with self._workspace.bare() as raw:
                    return _records(Glance(raw), plan, ids)
            except driver.Error:
                self._used.pop(kind, None)
        return self._services().listing.page(kind, ids)

    def keep(self) -> None:
        """Keep how the newest looks were had, for the next start; for a quiet moment.

        Only what gives the same answer is kept, so that a plan can be slow but not wrong.
        """
        if self._file is None:
            return
        plans = dict(self._plans())
        for kind, (plan, wish) in tuple(self._fresh.items()):
            if plans.get(kind) == plan or self._true(plan, wish):
                # The one that was shown last stands last.
                plans.pop(kind, None)
                plans[kind] = plan
        if list(plans.items()) != list(self._plans().items()):
            try:
                kept.save(self._file, self._workspace.path, kept.stamp(schema.HEAD), plans.values())
            except (OSError, TypeError) as error:
                # The next start takes a little longer.
                LOG.info("no plan was kept: %s", type(error).__name__)
            else:
                self._kept = plans

    # -- early -----------------------------------------------------------------------------

    def _plans(self) -> dict[str, Plan]:
        with self._guard:
            if self._kept is None:
                self._kept = (
                    kept.load(self._file, self._workspace.path, kept.stamp(schema.HEAD))
                    if self._file is not None
                    else {}
                )
            return self._kept

    def _foresee(self) -> tuple[Plan, Look] | None:
        for plan in reversed(self._plans().values()):
            found = self._by(plan, 0)
            return (plan, found) if found is not None else None
        return None

    def _early(self, wish: Wish, first: int) -> Look | None:
        ahead, self._ahead = self._ahead, None
        try:
            foreseen = ahead.result() if ahead is not None else None
        except CancelledError:
            foreseen = None
        if foreseen is not None and foreseen[0].wish == repr(wish) and first < SIGHT:
            self._used[wish.query.kind] = foreseen[0]
            return foreseen[1]
        plan = self._plans().get(wish.query.kind)
        if plan is None or plan.wish != repr(wish):
            return None
        found = self._by(plan, first)
        if found is not None:
            self._used[plan.kind] = plan
        return found

    def _by(self, plan: Plan, first: int) -> Look | None:
        try:
            with self._workspace.bare() as raw:
                glance = Glance(raw)
                with glance.still():
                    return _read(glance, plan, first)
        except (driver.Error, LookupError, ValueError, TypeError) as error:
            LOG.info("a kept plan does not fit: %s", type(error).__name__)
            return None

    # -- the ordinary way ------------------------------------------------------------------

    def _ordinary(self, wish: Wish, changed: Iterable[str], first: int, count: int) -> Look:
        services = self._services()
        kind = wish.query.kind
        fields = services.fields.of(kind)
        # A column that was removed meanwhile can't be sorted or filtered by any more.
        query = wish.query.fitting({one.name for one in fields})
        total, counted = self._heard(lambda: services.records.count(kind))
        ids, listed = self._heard(lambda: services.listing.ids_by_statement(query))
        sums: dict[str, Decimal] = {}
        summed: Statement | None = None
        if wish.sum_of:
            sums, summed = self._heard(lambda: services.listing.sums(query, wish.sum_of))
        options: dict[str, Options | None] = {}
        offered: dict[str, Statement | None] = {}
        for other, most in wish.offered:
            options[other] = offered[other] = None
            if not most or total <= most:
                found, offered[other] = self._heard(
                    lambda other=other: services.records.options(other)  # type: ignore[misc]
                )
                options[other] = tuple(found)
        start = _start(first, count, ids)
        wanted = dict.fromkeys([*ids[start : start + count], *changed])
        records = services.listing.page(kind, list(wanted))
        made = self._plan(services, wish, fields, counted, listed, summed, offered)
        self._fresh.pop(kind, None)
        if made is not None and query == wish.query:
            self._fresh[kind] = (made, wish)
        return Look(fields, ids, records, total, options, sums)

    def _heard(self, read: Callable[[], T]) -> tuple[T, Statement | None]:
        """What a read returns, and the statement it sent; None unless it was exactly one."""
        with self._workspace.sent.listening() as sent:
            found = read()
        return found, sent[0] if len(sent) == 1 else None

    def _plan(
        self,
        services: Suite,
        wish: Wish,
        fields: tuple[Field, ...],
        total: Statement | None,
        ids: Statement | None,
        sums: Statement | None,
        options: dict[str, Statement | None],
    ) -> Plan | None:
        """How a look was had; None where that can't be kept."""
        kind = wish.query.kind
        words = repr(wish)
        columns = columns_of(self._workspace.tables.table(kind))
        if self._file is None or columns is None or total is None or ids is None:
            return None
        # What was asked today is another question tomorrow.
        if moves(wish.query.where) or any(map(moves, wish.query.conditions)):
            return None
        # The words of a person's own choices stay in the workspace.
        if any(one.custom and one.choices and one.name in words for one in fields):
            return None
        catalogue = services.fields.catalogue
        titles = {
            one.name: Title(one.target, catalogue.kind(one.target).title)
            for one in catalogue.kind(kind).fields.values()
            if one.format is Format.REFERENCE and catalogue.kind(one.target).title
        }
        with self._workspace.bare() as raw:
            own = Glance(raw).own_fields()
        return Plan(
            words,
            kind,
            kept.digest(own),
            tuple(one for one in fields if not one.custom),
            columns,
            tuple(one.name for one in fields if one.computed),
            titles,
            ids,
            total,
            sums,
            options,
            wish.offered,
        )

    def _true(self, plan: Plan, wish: Wish) -> bool:
        """Whether a plan gives the answer that the services give."""
        early = self._by(plan, 0)
        ordinary = self._ordinary(wish, (), 0, SIGHT)
        return early is not None and early._replace(early=False) == ordinary


def _read(glance: Glance, plan: Plan, first: int) -> Look | None:
    own = glance.own_fields()
    if kept.digest(own) != plan.own:
        return None
    fields = (*plan.fields, *(_own_field(row) for row in own if row[1] == plan.kind))
    [(total,)] = glance.rows(plan.total)
    options: dict[str, Options | None] = {}
    for other, most in plan.offered:
        statement = plan.options[other]
        if (statement is None) != bool(most and total > most):
            return None
        options[other] = statement and tuple(
            sorted(((one, name) for one, name in glance.rows(statement)), key=_by_name)
        )
    ids = [row[0] for row in glance.rows(plan.ids)]
    sums: dict[str, Decimal] = {}
    if plan.sums is not None:
        rows = glance.rows(plan.sums)
        rows.sort(key=lambda row: (not row[0], -row[2], row[0]))
        sums = {row[0]: scaled(row[1]) or Decimal(0) for row in rows}
    start = _start(first, SIGHT, ids)
    records = _records(glance, plan, ids[start : start + SIGHT])
    return Look(fields, ids, records, total, options, sums, early=True)


def _records(glance: Glance, plan: Plan, ids: Sequence[str]) -> list[Record]:
    found = glance.records(plan.kind, plan.columns, plan.figures, ids)
    titles: dict[str, dict[str, str]] = {}
    for name, target in plan.titles.items():
        wanted = {row[name] for row in found.values() if row.get(name)}
        names = glance.names_of(target.kind, target.column, sorted(wanted))
        for one, row in found.items():
            if row.get(name) in names:
                titles.setdefault(one, {})[name] = names[row[name]]
    return [Record(plan.kind, one, found[one], titles.get(one, {})) for one in ids if one in found]


def _own_field(row: tuple[str, str, str, str, tuple[str, ...], str]) -> Field:
    name, kind, label, form, choices, audience = row
    return Field(
        kind=kind,
        name=name,
        label=label,
        format=Format(form),
        choices=tuple(Choice(word, word) for word in choices),
        audience=Audience(audience),
        custom=True,
    )


def _start(row: int, count: int, ids: Sequence[str]) -> int:
    """The first row of those that are read together with one."""
    return max(min(row, len(ids) - 1), 0) // count * count


def _by_name(option: tuple[str, str]) -> str:
    return fold(option[1])
