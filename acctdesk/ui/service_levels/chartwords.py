"""From a detail to its charts: what they show, and the finding each of them states."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from acctdesk.drawing.burnchart import BurnChart
from acctdesk.drawing.charting import steps_between
from acctdesk.drawing.paretochart import MOST, ParetoChart
from acctdesk.drawing.spreadchart import SpreadChart, bins
from acctdesk.drawing.trendchart import TrendChart
from acctdesk.services.service_level import MISSES, SHARE
from acctdesk.ui.service_levels import said
from acctdesk.words import _, _n, date, number

if TYPE_CHECKING:
    from acctdesk.drawing.charting import Chart
    from acctdesk.services.service_detail import Burn, Detail, Durations
    from acctdesk.services.service_level import Gauge

_FLAT = Decimal("0.005")
"""A change of a share over the periods that is called none."""


def charts_of(detail: Detail, now: dt.datetime) -> dict[str, Chart]:
    """The charts that there is something to show in, by name, in order."""
    found: dict[str, Chart] = {"trend": trend(detail.gauge)}
    if detail.burn and detail.gauge.allowed:
        found["burn"] = burn(detail.gauge, detail.burn, now)
    for durations in (detail.response, detail.resolution):
        if durations.n:
            found[durations.clock] = spread(durations, detail.gauge, now)
    if detail.causes:
        found["causes"] = causes(detail, now)
    return found


def _whose(gauge: Gauge) -> str:
    return " · ".join(filter(None, (gauge.account_name, gauge.service_name)))


def trend(gauge: Gauge) -> TrendChart:
    """The last periods against what was promised in each."""
    points = said.since_begin(gauge.trend)
    share = gauge.unit == SHARE
    times = 100 if share else 1
    values = tuple(None if one.value is None else float(one.value * times) for one in points)
    targets = tuple(None if one.target is None else float(one.target * times) for one in points)
    tips = []
    for one in points:
        words = [said.period(one.period), said.figure(one.value, gauge.unit, one.target)]
        if one.target is not None:
            words.append(_("target %s") % said.promise(one.target, gauge.unit))
        words.append("n = " + number(one.n))
        tips.append(" · ".join(filter(None, words)))
    known = [one for one in (*values, *targets) if one is not None]
    unit = "%" if share else gauge.unit
    note = (_whose(gauge), _every(gauge), unit, _source(gauge))
    return TrendChart(
        trend_finding(gauge),
        " · ".join(filter(None, note)),
        tuple(said.short_period(one.period) for one in points),
        values,
        targets,
        tuple(tips),
        tuple(one.period.first.isoformat() for one in points),
        tuple(one.standing == "breached" for one in points),
        said.figure(points[-1].value, gauge.unit, gauge.target) if points else "",
        _("target %s") % said.promise(gauge.target, gauge.unit) if gauge.target is not None else "",
        _ticks(known, share=share),
    )


def _ticks(known: list[float], *, share: bool) -> tuple[tuple[float, str], ...]:
    """Lines across that hold every value and target between them."""
    if not known:
        return ()
    low, high = min(known), max(known)
    room = (high - low) or max(abs(high) * 0.05, 0.01 if share else 1.0)
    low, high = low - 0.35 * room, high + 0.25 * room
    if share:
        low, high = max(low, 0.0), min(high, 100.0)
    elif min(known) >= 0:
        low = 0.0
    steps = steps_between(low, high)
    if len(steps) < 2:
        steps = [low, high]
    size = steps[1] - steps[0]
    if steps[0] > min(known):
        steps.insert(0, steps[0] - size)
    if steps[-1] < max(known):
        steps.append(steps[-1] + size)
    digits = next((n for n in range(5) if abs(round(size, n) - size) < 1e-9), 4)
    return tuple((one, number(round(one, digits), digits)) for one in steps)


def _every(gauge: Gauge) -> str:
    words = {
        "week": _("by week"), "month": _("by month"), "quarter": _("by quarter"),
        "contract_year": _("by contract year"),
    }  # fmt: skip
    return words.get(gauge.period.kind, "")


def _source(gauge: Gauge) -> str:
    if gauge.kind == "availability":
        return _("from outages")
    return _("from tickets") if gauge.kind in _TICKETS else _("from measurements")


_TICKETS = ("response", "resolution", "first_contact", "throughput")


def trend_finding(gauge: Gauge) -> str:
    """What the trend shows, in a sentence."""
    known = [one for one in gauge.trend if one.value is not None]
    name = gauge.name
    if not known:
        return _("%s: nothing to show yet") % name
    missed = sum(one.standing == "breached" for one in known)
    last, first = known[-1], known[0]
    if len(known) == 1 or last.value is None or first.value is None:
        return _("{name} stands at {figure}").format(
            name=name, figure=said.figure(last.value, gauge.unit, last.target)
        )
    change = last.value - first.value
    better = change >= 0 if gauge.direction != "down" else change <= 0
    flat = abs(change) < (_FLAT if gauge.unit == SHARE else abs(first.value) * _FLAT * 4)
    if flat:
        way = _("{name} held steady over {n} periods")
    elif better:
        way = _("{name} improved by {size} over {n} periods")
    else:
        way = _("{name} fell back by {size} over {n} periods")
    size = said.margin(abs(change), gauge.unit, last.target).removeprefix("+")
    words = way.format(name=name, size=size, n=number(len(known)))
    if last.target is None:
        return words
    if missed == len(known):
        return words + _(", and never met its target")
    if missed:
        return words + _n(", and missed its target in {n} of them",
                          ", and missed its target in {n} of them", missed)  # fmt: skip
    return words + _(", always within its target")


def burn(gauge: Gauge, course: tuple[Burn, ...], now: dt.datetime) -> BurnChart:
    """What is left of the period's allowance, day by day."""
    allowed = gauge.allowed or Decimal()
    points = tuple((float(one.elapsed), float(allowed - one.used)) for one in course)
    tips = []
    for one in course:
        spare = allowed - one.used
        tips.append(f"{date(one.at.date())} · {_left(spare, gauge)}")
    ends = None
    if gauge.projected is not None and not gauge.period.ended:
        ends = float((gauge.projected_allowed or allowed) - gauge.projected)
    days = (gauge.period.last - gauge.period.first).days + 1
    step = 7 if days <= 31 else 30 if days <= 100 else 91
    marks = []
    for at in range(0, days, step):
        day = gauge.period.first + dt.timedelta(days=at)
        words = str(day.day) if days <= 31 else f"{day.day} {said.month_name(day.month)[:3]}"
        marks.append((at / days, words))
    unit = _("misses") if gauge.budget == MISSES else _("minutes")
    target = said.promise(gauge.target, gauge.unit)
    note = _("{name}: {unit} left of {all} ({target}), {period}").format(
        name=gauge.name,
        unit=unit, all=_amount(allowed, gauge), target=target,
        period=said.period(gauge.period, now),
    )  # fmt: skip
    projected = (
        _("ends with %s") % _left(Decimal(str(round(ends, 4))), gauge) if ends is not None else ""
    )
    return BurnChart(
        _begun(burn_finding(gauge, now)),
        " · ".join(filter(None, (_whose(gauge), note))),
        float(allowed),
        points,
        tuple(tips),
        ends,
        tuple(marks),
        _left(Decimal(str(points[-1][1])), gauge) if points else "",
        projected,
        _("even use"),
    )


def _begun(words: str) -> str:
    """A sentence with a capital letter: a period may stand at its beginning."""
    return words[:1].upper() + words[1:]


def _amount(value: Decimal, gauge: Gauge) -> str:
    return number(int(value)) if gauge.budget == MISSES else number(round(value, 1))


def _left(spare: Decimal, gauge: Gauge) -> str:
    """So much left, or over."""
    if gauge.budget == MISSES:
        whole = int(spare) if spare >= 0 else -int(-spare)
        if whole < 0:
            return _n("{n} miss over", "{n} misses over", -whole)
        return _n("{n} miss left", "{n} misses left", whole)
    words = said.duration(abs(spare))
    return (_("%s over") if spare < 0 else _("%s left")) % words


def burn_finding(gauge: Gauge, now: dt.datetime) -> str:
    """What the burn-down shows, in a sentence."""
    when = said.period(gauge.period, now)
    days = max((gauge.period.end - now).days, 0)
    left = said.left(gauge)
    if gauge.left is not None and gauge.left < 0:
        return _("{period} is over its allowance by {size}").format(
            period=when, size=left.removesuffix(_(" over")).strip()
        )
    if gauge.period.ended:
        return _("{period} ended with {left}").format(period=when, left=left)
    if gauge.projected_breach:
        return _("At this pace {period} goes over its allowance").format(period=when)
    return _n(
        "{left}, with {n} day to go", "{left}, with {n} days to go", days
    ).format(left=left[:1].upper() + left[1:])  # fmt: skip


def spread(durations: Durations, gauge: Gauge, now: dt.datetime) -> SpreadChart:
    """How long tickets took."""
    minutes = tuple(float(one) for one in durations.minutes)
    clock = durations.clock
    lines = []
    if durations.median is not None:
        words = _("median %s") % said.duration(durations.median)
        lines.append((float(durations.median), words, False))
    if durations.p90 is not None and durations.n > 1:
        words = _("90 %% within %s") % said.duration(durations.p90)
        lines.append((float(durations.p90), words, False))
    if durations.target is not None:
        words = _("%s promised") % said.duration(durations.target)
        lines.append((float(durations.target), words, True))
    bars = tuple(
        (a, b, count, _("{a} to {b}: {n}").format(
            a=said.duration(a), b=said.duration(b), n=_n("{n} ticket", "{n} tickets", count)))
        for a, b, count in bins(minutes, durations.target)
    )  # fmt: skip
    end = max([bars[-1][1]] + [at for at, _w, _p in lines]) if bars else 1.0
    marks = tuple((at, said.duration(at)) for at in _hours(end))
    what = _("Working time to the first response") if clock == "response" else (
        _("Working time to resolution"))  # fmt: skip
    note = (what, _n("{n} ticket", "{n} tickets", durations.n), said.period(gauge.period, now))
    return SpreadChart(
        spread_finding(durations), " · ".join(note), minutes, tuple(lines), marks, bars
    )


def _hours(end: float) -> list[float]:
    """Round times up to a longest one, in minutes."""
    steps = (1, 2, 5, 10, 15, 30, 60, 120, 240, 480, 960, 1920, 4800, 9600, 24000)
    step = next((one for one in steps if end / one <= 6), end / 6)
    return [at * step for at in range(int(end / step + 1e-9) + 1)]


def spread_finding(durations: Durations) -> str:
    """What the spread shows, in a sentence."""
    if durations.median is None:
        return _("No ticket is finished yet")
    words = (
        _("Half of the tickets were answered within %s")
        if durations.clock == "response"
        else _("Half of the tickets were resolved within %s")
    ) % said.duration(durations.median)
    if durations.p90 is None or durations.n < 2:
        return words
    return _("{half}, nine in ten within {long}").format(
        half=words, long=said.duration(durations.p90)
    )


def causes(detail: Detail, now: dt.datetime) -> ParetoChart:
    """What breaches have in common."""
    gauge, found = detail.gauge, detail.causes
    shown = found if len(found) <= MOST else found[: MOST - 1]
    names = [one.name or _("Not said") for one in shown]
    weights = [float(one.weight) for one in shown]
    cumulative = [one.cumulative for one in shown]
    if len(shown) < len(found):
        names.append(_("Others"))
        weights.append(sum(float(one.weight) for one in found[len(shown) :]))
        cumulative.append(Decimal(1))
    minutes = gauge.budget != MISSES and gauge.kind == "availability"
    said_at = [
        (said.duration(weight) if minutes else number(round(weight)))
        + f" · {number(share * 100, 0)} %"
        for weight, share in zip(weights, cumulative, strict=True)
    ]
    tips = [
        _("{name}: {words} of all so far").format(name=name, words=words)
        for name, words in zip(names, said_at, strict=True)
    ]
    misses = sum(one.count for one in found)
    note = (
        _n("{n} outage", "{n} outages", misses)
        if minutes
        else _n("{n} miss", "{n} misses", misses),
        said.period(gauge.period, now),
        _("with the share they add up to"),
    )  # fmt: skip
    return ParetoChart(
        causes_finding(detail), " · ".join(note), tuple(names), tuple(weights), tuple(said_at),
        tuple(tips), tuple(one.name for one in shown) + ("",) * (len(names) - len(shown)),
    )  # fmt: skip


def causes_finding(detail: Detail) -> str:
    """What the causes show, in a sentence."""
    found = detail.causes
    if not found[0].name:
        return _("Most misses have no cause written down")
    if len(found) == 1:
        return _("All of it comes from one cause: %s") % found[0].name
    if len(found) == 2:
        return _("It comes from two causes: {a} and {b}").format(
            a=found[0].name, b=found[1].name or _("others, not said")
        )
    for count, one in enumerate(found[:-1], 1):
        if one.cumulative >= Decimal("0.8"):
            # Rounded down: what is left out is never nothing.
            share = number(int(one.cumulative * 100))
            return (
                _n("{n} cause makes {share} %% of it", "{n} causes make {share} %% of it", count)
                .replace("%%", "%")
                .format(share=share)
            )
    return _("%s causes, none of them alone") % number(len(found))
