"""The service levels of an account, printed: what the panel shows, by objective and period."""

from __future__ import annotations

import argparse
import datetime as dt
import re
from typing import TYPE_CHECKING, Any

from acctdesk.cli.naming import account_named
from acctdesk.cli.where import desk_of, show
from acctdesk.errors import Invalid
from acctdesk.words import _

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    from acctdesk.cli.commands import Commands
    from acctdesk.services.service_detail import Detail, Durations
    from acctdesk.services.service_level import Gauge

_PERIOD = re.compile(r"(\d{4})(?:-?Q([1-4])|-(\d{2})(?:-(\d{2}))?)?", re.IGNORECASE)


def add(commands: Commands) -> None:
    """Add `metrics`."""
    parser = commands.add("metrics", _metrics, _("print the service levels of an account"))
    parser.add_argument("--account", required=True, metavar="NAME", help=_("its name or id"))
    parser.add_argument(
        "--period", metavar="P",
        help=_("a day, month, quarter or year, like 2026-10 or 2026-Q4; the running periods"
               " when not given"),
    )  # fmt: skip


def _metrics(arguments: argparse.Namespace) -> None:
    days = days_of(arguments.period) if arguments.period else None
    with desk_of(arguments) as desk:
        account, name = account_named(desk, arguments.account)
        levels = desk.service_levels
        found: list[Detail] = []
        for one in levels.panel(account).gauges:
            firsts: Sequence[dt.date | None] = [None]
            if days is not None:
                firsts = levels.periods(one.objective, *days)
            found += [levels.detail(one.objective, first) for first in firsts]
        rows = [_row(one) for one in found]
        now = desk.context.now()
    value = {"account": account, "name": name, "at": now.isoformat(), "objectives": rows}
    show(arguments, value, _table(found) if found else _("No objective holds."))


def days_of(text: str) -> tuple[dt.date, dt.date]:
    """The first and the last day of a period as it is typed: a day, month, quarter or year.

    Raises:
        Invalid: It is none of them.
    """
    match = _PERIOD.fullmatch(text.strip())
    try:
        if match is None:
            raise ValueError
        year = int(match[1])
        if match[4]:
            first = last = dt.date(year, int(match[3]), int(match[4]))
        else:
            month, count = 1, 12
            if match[2]:
                month, count = 3 * int(match[2]) - 2, 3
            elif match[3]:
                month, count = int(match[3]), 1
            first = dt.date(year, month, 1)
            after = month - 1 + count
            last = dt.date(year + after // 12, after % 12 + 1, 1) - dt.timedelta(days=1)
    except ValueError as error:
        raise Invalid(
            _("“%s” is no period.") % text,
            where="--period",
            remedy=_("Write a day, month, quarter or year: 2026-10-14, 2026-10, 2026-Q4, 2026."),
        ) from error
    return first, last


def _row(one: Detail) -> dict[str, Any]:
    told = one.gauge
    by_tickets = told.kind in ("response", "resolution", "first_contact")
    return {
        "objective": told.objective,
        "name": told.name,
        "kind": told.kind,
        "agreement": told.agreement_name,
        "service": told.service_name or None,
        "priorities": list(told.priorities),
        "period": {
            "kind": told.period.kind,
            "first": told.period.first,
            "last": told.period.last,
            "zone": told.period.zone,
            "elapsed": _number(told.period.elapsed, 4),
        },
        "unit": told.unit,
        "value": _number(told.value),
        "target": _number(told.target),
        "margin": _number(told.margin),
        "standing": told.standing,
        "reason": told.reason or None,
        "n": told.n,
        "attainment": _number(told.value) if by_tickets else None,
        "met": told.met if by_tickets else None,
        "missed": told.missed if by_tickets else None,
        "open": told.open if by_tickets else None,
        "response": _durations(one.response),
        "resolution": _durations(one.resolution),
        "availability": _number(told.value) if told.kind == "availability" else None,
        "user_weighted": _number(one.user_weighted),
        "budget": _budget(told),
        "credit": _credit(told),
        "minutes": told.minutes,
        "client_safe": told.client_safe,
    }


def _durations(found: Durations) -> dict[str, Any] | None:
    """Business hours that tickets took; None where there were none."""
    if not found.n:
        return None
    hours = [None if one is None else one / 60 for one in (found.median, found.p90)]
    return {"n": found.n, "median_hours": _number(hours[0]), "p90_hours": _number(hours[1])}


def _budget(told: Gauge) -> dict[str, Any] | None:
    if not told.budget:
        return None
    used = None
    if told.allowed is not None and told.left is not None:
        used = told.allowed - told.left
    return {
        "unit": told.budget,
        "allowed": _number(told.allowed),
        "used": _number(used),
        "left": _number(told.left),
        "share": _number(told.used),
        "burn": _number(told.burn),
        "projected": _number(told.projected),
        "projected_breach": told.projected_breach,
    }


def _credit(told: Gauge) -> dict[str, Any] | None:
    if told.credit is None:
        return None
    amount = f"{told.credit.amount.normalize():f}"
    return {"amount": amount, "currency": told.credit.currency, "state": told.credit_stage}


def _number(value: Decimal | None, digits: int = 6) -> float | int | None:
    """A number for JSON, rounded to what anybody can use."""
    if value is None:
        return None
    short = round(value, digits)
    return int(short) if short == short.to_integral_value() else float(short)


def _table(found: Sequence[Detail]) -> str:
    """The objectives as text, a line each."""
    from acctdesk.services.service import wording as say
    from acctdesk.words import money, number

    def hours(one: Durations) -> str:
        if one.median is None or one.p90 is None:
            return ""
        return f"{number(one.median / 60, 1)} / {number(one.p90 / 60, 1)}"

    cells = [
        [
            _("Objective"), _("Period"), _("Target"), _("Actual"), _("State"), _("Met"),
            _("Missed"), _("Open"), _("Response h"), _("Resolution h"), _("Left"), _("Credit"),
        ]
    ]  # fmt: skip
    for one in found:
        told = one.gauge
        counts = [told.met, told.missed, told.open] if told.budget == "misses" else ["", "", ""]
        left = ""
        if told.left is not None and told.allowed is not None:
            unit = _("min") if told.budget == "minutes" else _("misses")
            left = f"{say.plain(told.left, 1)} / {say.plain(told.allowed, 1)} {unit}"
        credit = money(told.credit.amount, told.credit.currency) if told.credit else ""
        cells.append(
            [
                told.name, say.period(told.period), say.target(told.target, told.unit),
                say.figure(told.value, told.unit, told.target)
                or str(say.REASONS.get(told.reason, "")),
                str(say.STATES[told.standing]), *map(str, counts),
                hours(one.response), hours(one.resolution), left, credit,
            ]
        )  # fmt: skip
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in cells
    )
