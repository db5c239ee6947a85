"""Service levels in words: figures and targets for everybody; states and reasons for clients.

What the window says besides is in its own `said`: margins beside a target, and why there is no
figure yet, which a client is told as of a time that is over.
"""

from __future__ import annotations

import datetime as dt
from decimal import ROUND_HALF_UP, Decimal
from zoneinfo import ZoneInfo

from acctdesk.metrics.service.ledger import Entry
from acctdesk.services.service_level import MISSES, SHARE, Gauge, Stretch
from acctdesk.words import _, _n, date, lazy, number, quarter

STATES = {
    "met": lazy("Met"),
    "at_risk": lazy("At risk"),
    "breached": lazy("Breached"),
    "no_data": lazy("No data"),
}
TONES = {"met": "good", "at_risk": "warn", "breached": "bad", "no_data": "none"}
REASONS = {
    "nothing_due": lazy("Nothing was due"),
    "no_target": lazy("No target was agreed"),
    "no_values": lazy("Nothing was measured"),
    "nothing_resolved": lazy("Nothing was resolved"),
    "no_service_time": lazy("No service time has passed"),
    "no_service": lazy("No service is named"),
    "no_users": lazy("It isn't known how many use it"),
    "no_version": lazy("Nothing was agreed then"),
}
CREDITS = {"issued": lazy("Issued"), "agreed": lazy("Agreed")}
COUNTS = {
    "counted": lazy("Counted"),
    "paused": lazy("Paused"),
    "excluded": lazy("Excluded"),
    "outside": lazy("Outside hours"),
    "stopped": lazy("Stopped"),
}
WHY = {
    "hours": lazy("Outside working hours"),
    "holiday": lazy("Holiday"),
    "own_day": lazy("Day with hours of its own"),
    "maintenance": lazy("Maintenance"),
    "force_majeure": lazy("Force majeure"),
}
_FINEST = 4


def figure(value: Decimal | None, unit: str, target: Decimal | None = None) -> str:
    """A figure in words; a share isn't rounded onto its target, nor onto all.

    Args:
        value: The figure; empty for none.
        unit: "share", or the unit as it was written.
        target: What was promised.
    """
    if value is None:
        return ""
    if unit != SHARE:
        return f"{plain(value)} {unit}".strip()
    places = digits(target)
    while places < _FINEST and any(
        value != edge and shown(value, places) == edge * 100
        for edge in (target, Decimal(1), Decimal(0))
        if edge is not None
    ):
        places += 1
    return f"{number(value * 100, 0 if value == 1 else places)} %"


def target(value: Decimal | None, unit: str) -> str:
    """What was promised, in words; empty for nothing."""
    if value is None:
        return ""
    return f"{plain(value * 100)} %" if unit == SHARE else f"{plain(value)} {unit}".strip()


def margin(value: Decimal | None, unit: str) -> str:
    """How far a figure is on the good side: "+0.4 pt"; empty for none."""
    if value is None:
        return ""
    sign, size = ("+" if value >= 0 else "−"), abs(value)
    return f"{sign}{plain(size * 100)} pt" if unit == SHARE else f"{sign}{plain(size)} {unit}"


def plain(value: Decimal, digits: int = 2) -> str:
    """A number with as many decimals as it has, up to some."""
    short = value.quantize(Decimal(1).scaleb(-digits), ROUND_HALF_UP).normalize()
    exponent = short.as_tuple().exponent
    return number(short, max(-exponent, 0) if isinstance(exponent, int) else 0)


def period(of: Stretch) -> str:
    """A period: "Nov 2026", "Q4 2026", "16–22 Nov 2026"."""
    if of.kind == "month":
        return date(of.first.isoformat()[:7])
    if of.kind == "quarter":
        return quarter(of.first.year, (of.first.month + 2) // 3)
    return f"{date(of.first)} – {date(of.last)}"


def moment(at: dt.datetime, zone: str) -> str:
    """A moment on the wall clock of a zone."""
    local = at.astimezone(ZoneInfo(zone))
    return f"{date(local.date())}, {local:%H:%M}"


def lasted(duration: dt.timedelta) -> str:
    """A duration as hours and minutes: "4 h 05 min"; seconds below a minute."""
    minutes, rest = divmod(duration, dt.timedelta(minutes=1))
    hours, left = divmod(minutes, 60)
    if hours:
        return _("{hours} h {minutes} min").format(hours=number(hours), minutes=f"{left:02}")
    if minutes:
        return _("{minutes} min").format(minutes=minutes)
    return _("{seconds} s").format(seconds=rest.seconds)


def foot(one: Gauge) -> str:
    """What is left of the allowance, or why there is no figure."""
    if one.value is None:
        return str(REASONS.get(one.reason, "")) if one.reason else ""
    if one.left is None or one.allowed is None:
        return _n("{n} value", "{n} values", one.n) if one.n else ""
    over = one.left < 0
    size, of = plain(abs(one.left), 1), plain(one.allowed, 1)
    if one.budget == MISSES:
        if over:
            return _("{n} more missed than the {of} allowed").format(n=size, of=of)
        return _("{n} of {of} allowed misses left").format(n=size, of=of)
    if over:
        return _("{n} min over the {of} min allowed").format(n=size, of=of)
    return _("{n} of {of} min left").format(n=size, of=of)


def reason(entry: Entry) -> str:
    """Why a stretch of a ledger didn't count, in words; the service desk's own are left as is."""
    return str(WHY.get(entry.reason, entry.reason))


def shown(share: Decimal, places: int) -> Decimal:
    """A share as a percentage with so many decimals, halves rounded up."""
    return (share * 100).quantize(Decimal(1).scaleb(-places), ROUND_HALF_UP)


def digits(promised: Decimal | None) -> int:
    """How many decimals a percentage needs beside its target: one more than that has."""
    if promised is None:
        return 1
    exponent = (promised * 100).normalize().as_tuple().exponent
    return min(max(-exponent if isinstance(exponent, int) else 0, 0) + 1, _FINEST)
