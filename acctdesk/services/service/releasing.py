"""What of service levels is released to a client: as the shapes of `clientview`.

An objective is released where it is flagged so; who calls this hands in no others. A credit is
released once it was issued or agreed. Values of fields go through the gate, by their audience.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from acctdesk.clientview import Gauge, Line, Part, Series, Table, Text, View
from acctdesk.services.releasing import Gate
from acctdesk.services.service import wording as say
from acctdesk.services.service_detail import CreditLine, Detail, Durations, LedgerTold
from acctdesk.services.service_level import AVAILABILITY, MINUTES, SHARE
from acctdesk.services.service_level import Gauge as Told
from acctdesk.words import _, money

BINS = 12
"""Bars of a distribution at most."""
GIVEN = ("issued", "agreed")
"""How far a credit is when a client may read of it."""


def released_levels(
    account: str, details: Sequence[Detail], ledgers: Sequence[LedgerTold], gate: Gate
) -> View:
    """The service levels of one account and time.

    Args:
        account: Name of the account.
        details: Its objectives that are flagged safe for the client.
        ledgers: Ledgers of tickets and outages that missed.
        gate: Says which fields are released.
    """
    name = gate.text("account.name", account)
    title = _("Service levels of %s") % name if name else _("Service levels")
    parts: list[Part] = [released_gauge(one.gauge, gate) for one in details]
    parts += [Text(_("Scorecard"), "heading"), _scorecard(details, gate)]
    for one in details:
        parts += _objective(one, gate)
    if ledgers:
        parts.append(Text(_("Ledgers"), "heading"))
    for each in ledgers:
        parts += _ledger(each, gate)
    return View(Text(title, "title"), tuple(parts))


def released_gauge(told: Told, gate: Gate) -> Gauge:
    """An objective as a gauge.

    Args:
        told: The objective, flagged safe for the client.
        gate: Says which fields are released.
    """
    service = gate.text("service.name", told.service_name)
    low, high = _scale(told)
    scale = 100 if told.unit == SHARE else 1
    unit = SHARE if told.unit == SHARE else ""
    return Gauge(
        name=gate.text("objective.name", told.name),
        note=" · ".join(one for one in (service, say.period(told.period)) if one),
        value=say.figure(told.value, told.unit, told.target) or str(say.STATES["no_data"]),
        target=say.target(told.target, told.unit),
        margin=say.margin(told.margin, told.unit),
        state=str(say.STATES[told.standing]),
        tone=say.TONES[told.standing],
        foot=say.foot(told),
        low=low,
        high=high,
        low_text=say.target(Decimal(str(low)) / scale, unit),
        high_text=say.target(Decimal(str(high)) / scale, unit),
        at=_number(told.value, told.unit),
        mark=_number(told.target, told.unit),
        trend=tuple(_number(one.value, told.unit) for one in told.trend),
    )


def _scale(told: Told) -> tuple[float, float]:
    """The ends of a gauge's scale: shares up to 100 %, others around value and target."""
    known = [one for one in (told.value, told.target) if one is not None]
    if told.unit == SHARE:
        most = max([Decimal(1), *known])
        room = (1 - told.target) * 4 if told.target is not None else Decimal(1)
        least = max(min([Decimal(1) - room, *known]), Decimal()) if known else Decimal()
        return float(_floor(least * 100)), float(most * 100)
    if not known:
        return 0.0, 1.0
    span = max(max(known) - min(known), abs(max(known)) / 5, Decimal("0.1"))
    return float(round(min(known) - span / 2, 2)), float(round(max(known) + span / 2, 2))


def _floor(percent: Decimal) -> Decimal:
    """The next round percentage below, finer near 100."""
    step = Decimal(10) if percent < 90 else Decimal(5) if percent < 95 else Decimal("0.5")
    return percent // step * step


def _number(value: Decimal | None, unit: str) -> float | None:
    if value is None:
        return None
    return float(value * 100) if unit == SHARE else float(value)


def _scorecard(details: Sequence[Detail], gate: Gate) -> Table:
    headings = (
        _("Objective"), _("Service"), _("Period"), _("Target"), _("Actual"), _("Variance"),
        _("State"), _("Rests on"),
    )  # fmt: skip
    rows = []
    for one in details:
        told = one.gauge
        rows.append(
            (
                gate.text("objective.name", told.name),
                gate.text("service.name", told.service_name),
                say.period(told.period),
                say.target(told.target, told.unit),
                say.figure(told.value, told.unit, told.target),
                say.margin(told.margin, told.unit),
                str(say.STATES[told.standing]),
                str(told.n),
            )
        )
    return Table(headings, tuple(rows))


def _objective(one: Detail, gate: Gate) -> Iterator[Part]:
    told = one.gauge
    yield Text(gate.text("objective.name", told.name), "heading")
    yield released_trend(told)
    if one.burn and told.allowed is not None:
        yield released_budget(one)
    for each in (one.response, one.resolution):
        if each.n and told.kind in ("response", "resolution"):
            yield released_spread(each)
    if one.breaches:
        yield Text(_("What missed"), "caption")
        yield _breaches(one, gate)
    # Why a service was down is for ourselves; what tickets have in common the client may know.
    if one.causes and told.kind != AVAILABILITY and gate.lets("ticket.category"):
        yield released_causes(one)
    given = [each for each in one.credits if each.stage in GIVEN and each.money is not None]
    if given:
        yield Text(_("Credits"), "caption")
        yield _credits(given, told.unit)


def released_trend(told: Told) -> Series:
    """The figures of an objective beside its target, period by period.

    Args:
        told: The objective, flagged safe for the client.
    """
    labels = tuple(say.period(one.period) for one in told.trend)
    actual = Line(
        _("Actual"), "actual",
        tuple(_number(one.value, told.unit) for one in told.trend),
        tuple(say.figure(one.value, told.unit, one.target) for one in told.trend),
    )  # fmt: skip
    promised = Line(
        _("Target"), "target",
        tuple(_number(one.target, told.unit) for one in told.trend),
        tuple(say.target(one.target, told.unit) for one in told.trend),
    )  # fmt: skip
    unit = "%" if told.unit == SHARE else told.unit
    note = _("{unit} by period, {first} to {last}").format(
        unit=unit or _("Value"), first=labels[0], last=labels[-1]
    )
    title = _("Trend of %s") % told.name
    return Series(title, note, "trend", _("Period"), labels, (actual, promised), unit)


def released_budget(one: Detail) -> Series:
    """What was left of an objective's allowance as its period went on.

    Args:
        one: An objective with an allowance, flagged safe for the client.
    """
    told, zone = one.gauge, one.gauge.period.zone
    allowed = told.allowed or Decimal()
    unit = _("min") if told.budget == MINUTES else _("misses")
    left = [allowed - each.used for each in one.burn]
    even = [allowed * (1 - each.elapsed) for each in one.burn]
    labels = tuple(say.moment(each.at, zone) for each in one.burn)
    lines = [
        _line(_("Left"), "actual", left),
        _line(_("Even use"), "even", even),
    ]
    note = _("{unit} left of {allowed}, {period}").format(
        unit=unit, allowed=say.plain(allowed, 1), period=say.period(told.period)
    )
    title = _("Allowance of %s") % told.name
    return Series(title, note, "budget", _("Time"), labels, tuple(lines), unit)


def _line(name: str, role: str, values: Sequence[Decimal]) -> Line:
    return Line(name, role, tuple(map(float, values)), tuple(say.plain(one, 1) for one in values))


def released_spread(durations: Durations) -> Series:
    """Durations in bins of one width, the last taking all that is longer.

    Args:
        durations: Of one ticket at least.
    """
    longest = durations.minutes[-1]
    nine = durations.p90 or longest
    width = _width((max(nine, Decimal(1)) * Decimal("1.5")) / (BINS - 1))
    counts = [0] * BINS
    for one in durations.minutes:
        counts[min(int(one // width), BINS - 1)] += 1
    while len(counts) > 1 and not counts[-1]:
        counts.pop()
    labels = []
    for at in range(len(counts)):
        begin, end = say.plain(at * width), say.plain((at + 1) * width)
        labels.append(f"{begin}–{end}" if at < BINS - 1 else f"≥ {begin}")
    title = _("Time to respond") if durations.clock == "response" else _("Time to resolve")
    note = _("{n} tickets, working minutes; median {median}, 90th percentile {p90}").format(
        n=durations.n, median=say.plain(durations.median or Decimal(), 0),
        p90=say.plain(durations.p90 or Decimal(), 0),
    )  # fmt: skip
    line = Line(_("Tickets"), "actual", tuple(map(float, counts)), tuple(map(str, counts)))
    return Series(title, note, "spread", _("Minutes"), tuple(labels), (line,), _("tickets"))


def _width(least: Decimal) -> Decimal:
    """A round width of bins, no less than this many minutes."""
    steps = (1, 2, 5, 10, 15, 20, 30, 60, 120, 240, 480, 960, 1920, 4800, 9600)
    return Decimal(next((one for one in steps if one >= least), int(least) + 1))


def _breaches(one: Detail, gate: Gate) -> Table:
    zone = one.gauge.period.zone
    if one.gauge.kind == AVAILABILITY:
        headings = (_("Outage"), _("From"), _("Downtime"), _("State"))
        rows = [
            (
                gate.text("outage.summary", each.title),
                say.moment(each.due, zone),
                say.lasted(each.over),
                _("Goes on") if each.open else _("Over"),
            )
            for each in one.breaches
        ]
        return Table(headings, tuple(rows))
    headings5 = (
        _("Ticket"), _("Title"), _("Priority"), _("Due"), _("Over by"), _("Cause"), _("State"),
    )  # fmt: skip
    told = [
        (
            gate.text("ticket.number", each.number),
            gate.text("ticket.title", each.title),
            gate.text("ticket.priority", each.priority),
            say.moment(each.due, zone),
            say.lasted(each.over) if each.over else "",
            gate.text("ticket.category", each.cause),
            _("Open") if each.open else _("Done"),
        )
        for each in one.breaches
    ]
    return Table(headings5, tuple(told))


def released_causes(one: Detail) -> Series:
    """What tickets that missed have in common, the heaviest first.

    Args:
        one: An objective judged by tickets, flagged safe for the client.
    """
    unnamed = _("None said")
    labels = tuple(each.name or unnamed for each in one.causes)
    counts = [Decimal(each.count) for each in one.causes]
    shares = [each.cumulative * 100 for each in one.causes]
    lines = (
        _line(_("Missed"), "actual", counts),
        Line(
            _("Cumulative share"), "cumulative", tuple(map(float, shares)),
            tuple(f"{say.plain(each, 0)} %" for each in shares),
        ),
    )  # fmt: skip
    note = _("Tickets that missed, %s") % say.period(one.gauge.period)
    title = _("Causes of what missed")
    return Series(title, note, "causes", _("Cause"), labels, lines, _("tickets"))


def _credits(given: Sequence[CreditLine], unit: str) -> Table:
    headings = (_("Period"), _("Actual"), _("Credit"), _("State"), _("On"))
    rows = [
        (
            say.period(one.period),
            say.figure(one.attained, unit),
            money(one.money.amount, one.money.currency) if one.money else "",
            str(say.CREDITS[one.stage]),
            one.day,
        )
        for one in given
    ]
    return Table(headings, tuple(rows))


def _ledger(one: LedgerTold, gate: Gate) -> Iterator[Part]:
    if one.kind == "ticket":
        named = gate.text("ticket.number", one.number)
        title = gate.text("ticket.title", one.title)
    else:
        named, title = _("Outage"), gate.text("outage.summary", one.title)
    yield Text(_("Ledger: %s") % " ".join(part for part in (named, title) if part), "caption")
    rows = [
        (
            say.moment(each.begin, one.zone),
            say.moment(each.end, one.zone),
            say.lasted(each.duration),
            str(say.COUNTS[each.kind]),
            say.reason(each),
        )
        for each in one.ledger.entries
    ]
    whole = (_("Counted"), "", say.lasted(one.counted or dt.timedelta()), "", "")
    headings = (_("From"), _("To"), _("Lasted"), _("Kind"), _("Why"))
    yield Table(headings, (*rows, whole))
