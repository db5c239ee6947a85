"""Service levels in words: figures, margins, periods, reasons."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Mapping
from decimal import ROUND_HALF_UP, Decimal
from typing import TYPE_CHECKING

from acctdesk.services.service import wording
from acctdesk.services.service.wording import digits, figure, plain
from acctdesk.services.service_level import MINUTES, MISSES, SHARE
from acctdesk.ui.widgets.status import Status
from acctdesk.words import Lazy, _, _n, date, lazy, locale, money, number

if TYPE_CHECKING:
    from acctdesk.metrics.service.credits import Money
    from acctdesk.services.service_level import Gauge, Point, Stretch

__all__ = [
    "KINDS", "REASONS", "STAGES", "STATUS", "amount", "bare", "basis", "duration", "figure", "left",
    "margin", "month_name", "most_of", "period", "promise", "reason", "short_period", "since_begin",
]  # fmt: skip

STATUS: Mapping[str, Status] = {
    "met": Status.MET,
    "at_risk": Status.RISK,
    "breached": Status.BREACHED,
    "no_data": Status.NO_DATA,
}
"""The glyph of each standing."""

REASONS: Mapping[str, Lazy] = {
    "nothing_due": lazy("Nothing was due yet"),
    "no_target": lazy("No target was agreed"),
    "no_values": lazy("Nothing was measured yet"),
    "nothing_resolved": lazy("Nothing was resolved yet"),
    "no_service_time": lazy("No service time has passed yet"),
    "no_service": lazy("No service is named"),
    "no_users": lazy("Nobody said how many use it"),
    "no_charge": lazy("The service has no monthly charge"),
    "no_version": lazy("No version of the agreement holds"),
    "too_early": lazy("Too early to tell"),
}
"""Why there is no figure."""

KINDS: Mapping[str, Lazy] = {
    "availability": lazy("Availability"),
    "response": lazy("Response time"),
    "resolution": lazy("Resolution time"),
    "first_contact": lazy("First-contact resolution"),
    "throughput": lazy("Throughput"),
    "quality": lazy("Quality"),
    "satisfaction": lazy("Satisfaction"),
    "custom": lazy("Other figure"),
}
"""What objectives are about."""

STAGES: Mapping[str, Lazy] = {
    "projected": lazy("Projected"),
    "confirmed": lazy("Confirmed"),
    "issued": lazy("Issued"),
    "agreed": lazy("Agreed"),
}
"""How far a credit is."""

_PRECISE = 4
"""Decimals of a percentage at most."""
_HOUR, _MINUTE = 60, Decimal(1)


def reason(code: str) -> str:
    """Why there is no figure."""
    return str(REASONS[code]) if code in REASONS else _("It can't be told")


def bare(value: Decimal | None, unit: str) -> str:
    """A target or the end of a scale: a percentage without its sign."""
    if value is None:
        return ""
    return plain(value * 100) if unit == SHARE else plain(value)


def promise(value: Decimal | None, unit: str) -> str:
    """What was promised, with its unit."""
    return wording.target(value, unit)


def margin(value: Decimal | None, unit: str, target: Decimal | None = None) -> str:
    """How far a figure is on the good side of its target: "+0.4 pt"."""
    if value is None:
        return ""
    sign = "+" if value >= 0 else "−"
    size = abs(value)
    if unit != SHARE:
        unit = "" if most_of(unit) else unit
        return f"{sign}{plain(size)} {unit}".strip()
    places = digits(target)
    while places < _PRECISE and size and not round(size * 100, places):
        places += 1
    return f"{sign}{number(size * 100, places)} pt"


_OF = re.compile(r"of (\d+)$")


def most_of(unit: str) -> float | None:
    """The most that a figure can be, where its unit says so: 5 for "of 5"."""
    found = _OF.match(unit)
    return float(found[1]) if found else None


def period(stretch: Stretch, now: dt.datetime | None = None) -> str:
    """A period: "November", "Q4 2026", "week of 16 Nov 2026".

    Args:
        stretch: The period.
        now: Leaves the year of a month out when it is this year's.
    """
    first = stretch.first
    if stretch.kind == "month":
        name = month_name(first.month)
        return name if now is not None and now.year == first.year else f"{name} {first.year}"
    if stretch.kind == "quarter":
        return _("Q{n} {year}").format(n=(first.month + 2) // 3, year=first.year)
    if stretch.kind == "week":
        return _("week of %s") % date(first)
    return _("year to %s") % date(stretch.last)


def short_period(stretch: Stretch) -> str:
    """A period beneath a chart: a letter or two where that is plain."""
    first = stretch.first
    if stretch.kind == "month":
        return month_name(first.month)[:3]
    if stretch.kind == "quarter":
        return _("Q{n} {year}").format(n=(first.month + 2) // 3, year=f"{first.year % 100:02}")
    if stretch.kind == "week":
        return f"{first.day}.{first.month}."
    return str(stretch.last.year)


def month_name(month: int) -> str:
    """The name of a month, 1 to 12."""
    return str(locale().months["stand-alone"]["wide"][month])


def duration(span: dt.timedelta | Decimal | float) -> str:
    """A time in hours and minutes: "2 h 10 min".

    Args:
        span: The time, or so many minutes.
    """
    minutes = (
        Decimal(str(span.total_seconds())) / 60
        if isinstance(span, dt.timedelta)
        else Decimal(str(span))
    )
    if abs(minutes) < _HOUR:
        return _("%s min") % _short(minutes)
    whole = int(minutes.to_integral_value(ROUND_HALF_UP))
    hours, rest = divmod(abs(whole), _HOUR)
    sign = "−" if whole < 0 else ""
    if hours >= 100 or not rest:
        return sign + _("%s h") % number(hours)
    return sign + _("{h} h {m} min").format(h=number(hours), m=rest)


def _short(minutes: Decimal) -> str:
    digits = 0 if abs(minutes) >= 10 or minutes == int(minutes) else 1
    return number(minutes, digits)


def left(gauge: Gauge) -> str:
    """What is left of the allowance, or over it; empty for a figure without one."""
    if gauge.left is None or gauge.allowed is None:
        return ""
    if gauge.budget == MISSES:
        spare, allowed = int(gauge.left), int(gauge.allowed)
        if spare < 0:
            return _n("{n} miss over", "{n} misses over", -spare)
        if not allowed:
            return _("no miss allowed")
        words = _n("{n} miss left of %s", "{n} misses left of %s", spare)
        return words % number(allowed)
    if gauge.budget == MINUTES:
        if gauge.left < 0:
            return _("%s over") % duration(-gauge.left)
        return _("{left} of {all} left").format(
            left=duration(gauge.left), all=duration(gauge.allowed)
        )
    return ""


def since_begin(trend: tuple[Point, ...]) -> tuple[Point, ...]:
    """A trend without the periods before anything was promised or known; one at least."""
    begins = next(
        (at for at, one in enumerate(trend) if one.value is not None or one.target is not None),
        len(trend) - 1,
    )
    return trend[begins:]


def basis(gauge: Gauge) -> str:
    """What a figure rests on: so many tickets, outages or measurements."""
    if gauge.kind == "availability":
        return _n("{n} outage", "{n} outages", gauge.n)
    if gauge.kind in ("response", "resolution", "first_contact", "throughput"):
        return _n("{n} ticket", "{n} tickets", gauge.n)
    return _n("{n} measurement", "{n} measurements", gauge.n)


def amount(value: Money | None) -> str:
    """An amount of money, to the cent where there are cents; empty for none."""
    if value is None:
        return ""
    return money(value.amount.quantize(Decimal("0.01"), ROUND_HALF_UP), value.currency)
