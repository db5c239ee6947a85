"""What the tables of a detail say."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING
from zoneinfo import ZoneInfo

from acctdesk.ui.service_levels import said
from acctdesk.ui.widgets.cell import Cell
from acctdesk.ui.widgets.roles import Kind
from acctdesk.ui.widgets.status import STATUS_WORDS
from acctdesk.ui.widgets.tabled import Column, Row, Table
from acctdesk.words import Lazy, _, date, lazy, number

if TYPE_CHECKING:
    from acctdesk.services.service_detail import (
        Breach,
        Burn,
        CreditLine,
        Detail,
        LedgerTold,
        ScoreLine,
    )
    from acctdesk.services.service_level import Gauge

LEDGER_KINDS: Mapping[str, Lazy] = {
    "counted": lazy("Counted"),
    "paused": lazy("Paused"),
    "excluded": lazy("Excluded"),
    "outside": lazy("Outside working time"),
    "stopped": lazy("Resolved, reopened later"),
}
"""What became of a stretch of time."""
LEDGER_WHY: Mapping[str, Lazy] = {
    "hours": lazy("Outside the agreed hours"),
    "holiday": lazy("Holiday"),
    "own_day": lazy("Own day of the calendar"),
    "maintenance": lazy("Maintenance, approved"),
    "force_majeure": lazy("Force majeure, approved"),
}
"""Why it didn't count, where that isn't the service desk's own word."""
SOURCES: Mapping[str, Lazy] = {"tickets": lazy("Tickets"), "outages": lazy("Outages")}
OUTCOMES: Mapping[str, Lazy] = {
    "met": lazy("Met"),
    "missed": lazy("Missed"),
    "open": lazy("Open, not due yet"),
    "paused": lazy("Paused, not due yet"),
    "no_events": lazy("Nothing is known of it"),
}


def local(at: dt.datetime, zone: str = "") -> str:
    """A moment in a zone: "16 Nov 2026, 09:14"; the computer's own unless one is given."""
    there = at.astimezone(ZoneInfo(zone)) if zone else at.astimezone()
    return f"{date(there.date())}, {there:%H:%M}"


def breaches(found: tuple[Breach, ...], zone: str = "") -> Table:
    """Tickets or outages that missed."""
    outages = bool(found) and found[0].kind == "outage"
    columns: tuple[Column, ...] = (
        Column("what", _("Outage") if outages else _("Ticket"), Kind.NAME),
        Column("title", _("Title")),
        Column("priority", _("Priority")),
        Column("due", _("Began") if outages else _("Due")),
        Column("over", _("Downtime") if outages else _("Over by"), Kind.NUMBER),
        Column("cause", _("Cause")),
    )
    rows = []
    for one in found:
        over = said.duration(one.over)
        rows.append(
            Row(
                one.record,
                (
                    Cell(one.number or _("Outage")),
                    Cell(one.title),
                    Cell(one.priority),
                    Cell(local(one.due, zone)),
                    Cell(over, extra=_("and running") if one.open else ""),
                    Cell(one.cause or _("Not said"), tone="" if one.cause else "secondary"),
                ),
            )
        )
    if outages:
        columns = tuple(one for one in columns if one.name != "priority")
        rows = [Row(one.key, (*one.cells[:2], *one.cells[3:])) for one in rows]
    return Table(columns, tuple(rows))


def scorecard(lines: tuple[ScoreLine, ...]) -> Table:
    """All objectives of an account: target, actual, variance, state, source."""
    columns = (
        Column("name", _("Objective"), Kind.NAME),
        Column("service", _("Service")),
        Column("target", _("Target"), Kind.NUMBER),
        Column("actual", _("Actual"), Kind.NUMBER),
        Column("variance", _("Variance"), Kind.NUMBER),
        Column("state", _("State"), Kind.STATUS),
        Column("n", _("n"), Kind.NUMBER),
        Column("source", _("Source")),
        Column("client", _("Client sees it")),
    )
    rows = []
    for one in lines:
        status = said.STATUS[one.standing]
        target = said.promise(one.target, one.unit)
        if target:
            target = ("≤ " if one.direction == "down" else "≥ ") + target
        actual = said.figure(one.actual, one.unit, one.target)
        rows.append(
            Row(
                one.objective,
                (
                    Cell(one.name),
                    Cell(one.service_name),
                    Cell(target),
                    Cell(actual or "–", tone="" if actual else "secondary"),
                    Cell(said.margin(one.variance, one.unit, one.target)),
                    Cell(
                        str(STATUS_WORDS[status]), status=status,
                        extra=said.reason(one.reason) if one.actual is None else "",
                    ),
                    Cell(str(one.n)),
                    Cell(str(SOURCES.get(one.source, one.source))),
                    Cell(_("Yes") if one.client_safe else _("No")),
                ),
            )
        )  # fmt: skip
    return Table(columns, tuple(rows))


def credits(lines: tuple[CreditLine, ...]) -> Table:
    """Credits by period."""
    columns = (
        Column("period", _("Period"), Kind.NAME),
        Column("attained", _("Attained"), Kind.NUMBER),
        Column("share", _("Share of the charge"), Kind.NUMBER),
        Column("amount", _("Credit"), Kind.NUMBER),
        Column("stage", _("State")),
        Column("day", _("On")),
    )
    rows = []
    for one in lines:
        money = said.amount(one.money)
        why = said.reason(one.reason) if not money and one.reason else ""
        rows.append(
            Row(
                one.period.first.isoformat(),
                (
                    Cell(said.period(one.period)),
                    Cell(said.figure(one.attained, "share") or "–"),
                    Cell(said.figure(one.share, "share")),
                    Cell(money or "–", extra=_("capped") if one.capped else why),
                    Cell(str(said.STAGES[one.stage]) if one.stage in said.STAGES else ""),
                    Cell(date(one.day) if one.day else ""),
                ),
            )
        )
    return Table(columns, tuple(rows))


def numbers_of(detail: Detail) -> dict[str, Table]:
    """The numbers of all charts there may be of a detail, by name."""
    from acctdesk.drawing.spreadchart import bins

    gauge = detail.gauge
    causes = Table(
        (
            Column("cause", _("Cause"), Kind.NAME),
            Column("count", _("Misses"), Kind.NUMBER),
            Column("share", _("Together"), Kind.NUMBER),
        ),
        tuple(
            Row(one.name, (Cell(one.name or _("Not said")), Cell(number(one.count)),
                           Cell(said.figure(one.cumulative, "share"))))
            for one in detail.causes
        ),
    )  # fmt: skip
    found = {"trend": trend(gauge), "burn": burn(gauge, detail.burn), "causes": causes}
    for durations in (detail.response, detail.resolution):
        spread = bins(
            [float(one) for one in durations.minutes],
            float(durations.target) if durations.target is not None else None,
        )
        found[durations.clock] = Table(
            (Column("time", _("Working time"), Kind.NAME), Column("n", _("Tickets"), Kind.NUMBER)),
            tuple(
                Row("", (Cell(f"{said.duration(a)} – {said.duration(b)}"), Cell(number(n))))
                for a, b, n in spread
            ),
        )
    return found


def burn(gauge: Gauge, course: tuple[Burn, ...]) -> Table:
    """The numbers of a budget's course, the newest first."""
    return Table(
        (Column("at", _("Moment"), Kind.NAME), Column("used", _("Used"), Kind.NUMBER)),
        tuple(
            Row("", (Cell(local(one.at, gauge.period.zone)), Cell(number(round(one.used, 1)))))
            for one in reversed(course)
        ),
    )


def trend(gauge: Gauge) -> Table:
    """The numbers of the trend, the newest first."""
    unit = gauge.unit
    columns = (
        Column("period", _("Period"), Kind.NAME),
        Column("value", _("Actual"), Kind.NUMBER),
        Column("target", _("Target"), Kind.NUMBER),
        Column("state", _("State"), Kind.STATUS),
        Column("n", _("n"), Kind.NUMBER),
    )
    rows = []
    for one in reversed(said.since_begin(gauge.trend)):
        status = said.STATUS[one.standing]
        rows.append(
            Row(
                one.period.first.isoformat(),
                (
                    Cell(said.period(one.period)),
                    Cell(said.figure(one.value, unit, one.target) or "–"),
                    Cell(said.promise(one.target, unit)),
                    Cell(
                        str(STATUS_WORDS[status]), status=status,
                        extra=said.reason(one.reason) if one.value is None else "",
                    ),
                    Cell(str(one.n)),
                ),
            )
        )  # fmt: skip
    return Table(columns, tuple(rows))


def ledger(told: LedgerTold) -> Table:
    """Every interval: from, to, how long, what became of it and why."""
    columns = (
        Column("from", _("From")),
        Column("to", _("To")),
        Column("lasted", _("Lasted"), Kind.NUMBER),
        Column("kind", _("What became of it"), Kind.NAME),
        Column("why", _("Why")),
    )
    rows = []
    for at, one in enumerate(told.ledger.entries):
        why = str(LEDGER_WHY.get(one.reason, one.reason))
        quiet = "" if one.kind == "counted" else "secondary"
        rows.append(
            Row(
                str(at),
                (
                    Cell(local(one.begin, told.zone)),
                    Cell(local(one.end, told.zone)),
                    Cell(said.duration(one.duration)),
                    Cell(str(LEDGER_KINDS[one.kind]), tone=quiet),
                    Cell(why, tone="secondary"),
                ),
            )
        )
    return Table(columns, tuple(rows))
