"""What the pages of service levels read: plain functions for the read lane."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from acctdesk.errors import NotFound
from acctdesk.services.catalogue import Field
from acctdesk.services.query import Condition, ListQuery
from acctdesk.services.record import Record
from acctdesk.ui.service_levels import tables
from acctdesk.ui.service_levels.chartwords import burn, charts_of, trend

if TYPE_CHECKING:
    from acctdesk.drawing.charting import Chart
    from acctdesk.services.service_detail import Detail, LedgerTold
    from acctdesk.services.service_level import Alert, Gauge, Panel
    from acctdesk.services.service_terms import AgreementTold, TicketTold
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.widgets.tabled import Table

KINDS = frozenset(
    {
        "calendar", "service", "agreement", "agreement_version", "objective", "exclusion",
        "outage", "measurement", "credit", "ticket",
    }
)  # fmt: skip
"""Kinds whose changes show here."""
MOST = 500
"""Rows of a list that are shown; older ones are reached by words."""

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Overview:
    """The panel and what stands beside it."""

    panel: Panel
    alerts: tuple[Alert, ...]


def overview(desk: Desk, account: str) -> Overview:
    """The gauges of an account, or of all when it is empty, with their alerts."""
    levels = desk.service_levels
    return Overview(levels.panel(account), levels.alerts(account))


@dataclass(frozen=True, slots=True)
class Closer:
    """One objective looked at closely.

    Attributes:
        detail: It with all that is behind it.
        charts: Its charts by name, ready to be drawn.
        now: The moment they are of.
    """

    detail: Detail
    charts: Mapping[str, Chart]
    now: dt.datetime


def detail(desk: Desk, objective: str, first: str) -> Closer:
    """One objective in a period, and its charts in words, which take a while the first time.

    Args:
        desk: The open workspace.
        objective: Its id.
        first: ISO day of the period; empty for the running one.
    """
    day = dt.date.fromisoformat(first) if first else None
    found, now = desk.service_levels.detail(objective, day), desk.context.now()
    return Closer(found, charts_of(found, now), now)


def courses(desk: Desk, gauge: Gauge, now: dt.datetime) -> dict[str, tuple[Chart, Table]]:
    """The charts beneath the panel: the trend of a gauge, and the use of its allowance.

    Args:
        desk: The open workspace.
        gauge: In the running period.
        now: The moment it is of.

    Returns:
        By name, each chart with its numbers.
    """
    found: dict[str, tuple[Chart, Table]] = {"trend": (trend(gauge), tables.trend(gauge))}
    if gauge.budget and gauge.allowed:
        course = desk.service_levels.course(gauge.objective)
        if course:
            found["burn"] = burn(gauge, course, now), tables.burn(gauge, course)
    return found


def ledger(desk: Desk, objective: str, record: str) -> LedgerTold:
    """The ledger of a ticket or outage against an objective."""
    return desk.service_levels.ledger(objective, record)


def by_itself(desk: Desk, record: str) -> Draft:
    """The form of a ticket or an outage that falls under no objective.

    Raises:
        NotFound: There is neither.
    """
    try:
        return draft(desk, "ticket", record)
    except NotFound:
        return draft(desk, "outage", record)


@dataclass(frozen=True, slots=True)
class Terms:
    """What was set up: everything that gauges follow from.

    Attributes:
        agreements: With their versions and objectives.
        records: Services, calendars, exclusions and outages, by kind.
        tickets: The newest tickets of the account; none without an account.
    """

    agreements: tuple[AgreementTold, ...]
    records: Mapping[str, tuple[Record, ...]] = field(default_factory=dict)
    tickets: tuple[TicketTold, ...] = ()


def terms(desk: Desk, account: str, words: str = "") -> Terms:
    """What was set up for an account, or for all when it is empty.

    Args:
        desk: The open workspace.
        account: Account id, or empty.
        words: Only tickets with these words.
    """
    agreements = desk.service_levels.agreements(account)
    mine = (Condition("account_id", "is", account),) if account else ()
    services = _records(desk, ListQuery("service", conditions=mine))
    agreed, served = {one.id for one in agreements}, {one.id for one in services}
    exclusions = _records(desk, ListQuery("exclusion"))
    outages = _records(desk, ListQuery("outage"))
    found = {
        "service": services,
        "calendar": _records(desk, ListQuery("calendar")),
        "exclusion": tuple(one for one in exclusions if one["agreement_id"] in agreed),
        "outage": tuple(one for one in outages if one["service_id"] in served),
    }
    tickets = desk.service_levels.tickets(account, words, MOST) if account else ()
    return Terms(agreements, found, tuple(tickets))


def _records(desk: Desk, query: ListQuery) -> tuple[Record, ...]:
    return tuple(desk.listing.page(query.kind, desk.listing.ids(query)))


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form shows.

    Attributes:
        kind: Kind of the record.
        fields: Its fields.
        record: The record as it is; None for a new one.
        options: What references can be set to, by kind.
    """

    kind: str
    fields: tuple[Field, ...]
    record: Record | None
    options: Mapping[str, Options]


def draft(desk: Desk, kind: str, record: str) -> Draft:
    """What a form of a kind needs.

    Args:
        desk: The open workspace.
        kind: Kind of the record.
        record: Its id; empty for a new one.

    Raises:
        NotFound: There is no such record.
    """
    fields = tuple(one for one in desk.fields.of(kind) if not one.computed)
    held = desk.records.get(kind, record) if record else None
    # The version that an objective belongs to is never chosen: it is where it was added.
    targets = {one.target for one in fields if one.target} - {"agreement_version"}
    options = {one: tuple(desk.records.options(one)) for one in targets}
    return Draft(kind, fields, held, options)
