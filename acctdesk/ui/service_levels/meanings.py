"""Why this number? The definition of each figure of a detail, what it rests on, and its rows."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from acctdesk.services.service_level import MINUTES, MISSES
from acctdesk.ui.record.explained import Meaning
from acctdesk.ui.service_levels import said
from acctdesk.ui.widgets.status import STATUS_WORDS
from acctdesk.words import Lazy, _, _n, lazy, number

if TYPE_CHECKING:
    from decimal import Decimal

    from acctdesk.services.service_level import Gauge

DEFINITIONS: Mapping[str, Lazy] = {
    "availability": lazy(
        "Agreed service time that has passed, less downtime, divided by that service time. "
        "Overlapping outages count once; approved exclusions are left out of both."
    ),
    "response": lazy(
        "Tickets answered in time, divided by all that are answered or past due. A ticket belongs "
        "to the period in which it is due; open ones that aren't due yet don't count."
    ),
    "resolution": lazy(
        "Tickets resolved in time, divided by all that are resolved or past due. A ticket belongs "
        "to the period in which it is due; open ones that aren't due yet don't count."
    ),
    "first_contact": lazy(
        "Tickets resolved by the first answer, never paused or reopened, divided by all that were "
        "resolved in the period."
    ),
    "throughput": lazy("Tickets resolved in the period, divided by those opened in it."),
    "quality": lazy("The measurements of the period, put together as the objective says."),
    "satisfaction": lazy("The measurements of the period, put together as the objective says."),
    "custom": lazy("The measurements of the period, put together as the objective says."),
}
"""How the figure of each kind comes about."""


@dataclass(frozen=True, slots=True)
class Told:
    """A figure with its meaning.

    Attributes:
        name: Its stable name.
        value: In words; empty for none.
        note: Grey words after it.
        meaning: What it means.
        alarm: Whether it must be acted on.
    """

    name: str
    value: str
    note: str
    meaning: Meaning
    alarm: bool = False


def figures(gauge: Gauge, now: dt.datetime, user_weighted: Decimal | None = None) -> list[Told]:
    """The figures at the head of a detail, in order; only those there is something to say of.

    Args:
        gauge: The objective.
        now: The moment it is of.
        user_weighted: Availability weighted by users, where it is known.
    """
    when = said.period(gauge.period, now)
    found = [_attained(gauge, when), _target(gauge, when)]
    if gauge.budget:
        found.append(_left(gauge, when))
    if gauge.burn is not None:
        found.append(_burn(gauge, when))
    if gauge.projected is not None or gauge.projected_reason == "too_early":
        found.append(_projection(gauge, when))
    if user_weighted is not None:
        found.append(_weighted(gauge, user_weighted, when))
    if gauge.credit is not None or gauge.credit_stage:
        found.append(_credit(gauge, when))
    return found


def _rows(gauge: Gauge) -> str:
    if gauge.kind == "availability":
        return _("Show the outages")
    if gauge.kind in ("response", "resolution"):
        return _("Show the breaches")
    return ""


def _basis(gauge: Gauge, when: str) -> str:
    parts = [said.basis(gauge)]
    if gauge.met or gauge.missed:
        parts.append(
            _("{met} met, {missed} missed").format(
                met=number(gauge.met), missed=number(gauge.missed)
            )
        )
    if gauge.open:
        parts.append(_n("{n} open", "{n} open", gauge.open))
    parts.append(when)
    return " · ".join(parts)


def _attained(gauge: Gauge, when: str) -> Told:
    definition = str(DEFINITIONS[gauge.kind])
    if gauge.minutes is not None and gauge.kind in ("response", "resolution"):
        definition += " " + _("In time means within %s of working time.") % said.duration(
            gauge.minutes
        )
    if gauge.priorities:
        definition += " " + _("Only tickets of priority %s.") % ", ".join(gauge.priorities)
    word = str(STATUS_WORDS[said.STATUS[gauge.standing]])
    note = word if gauge.value is not None else said.reason(gauge.reason)
    meaning = Meaning(_("Attained"), definition, _basis(gauge, when), _rows(gauge))
    value = said.figure(gauge.value, gauge.unit, gauge.target)
    return Told("attained", value, note, meaning, gauge.standing == "breached")


def _target(gauge: Gauge, when: str) -> Told:
    definition = _("What the version of the agreement promises that was in force in this period.")
    sign = ("≤ " if gauge.direction == "down" else "≥ ") if gauge.target is not None else ""
    value = sign + said.promise(gauge.target, gauge.unit)
    margin = said.margin(gauge.margin, gauge.unit, gauge.target)
    meaning = Meaning(_("Target"), definition, " · ".join((gauge.agreement_name, when)))
    return Told("target", value, margin, meaning)


def _left(gauge: Gauge, when: str) -> Told:
    if gauge.budget == MISSES:
        definition = _(
            "Misses allowed for the tickets so far, which is (1 − target) × tickets rounded down, "
            "less those there were. At 0 the next miss may breach; below 0 it is missed so far."
        )
    else:
        definition = _(
            "The error budget, which is (1 − target) × service time of the whole period, less the "
            "downtime so far."
        )
    note = ""
    if gauge.used is not None:
        note = _("%s %% used") % number(round(gauge.used * 100))
    meaning = Meaning(
        _("Misses left") if gauge.budget == MISSES else _("Budget left"),
        definition, _basis(gauge, when), _rows(gauge),
    )  # fmt: skip
    value = said.left(gauge)
    over = gauge.left is not None and gauge.left < 0
    return Told("left", value[:1].upper() + value[1:], note, meaning, over)


def _burn(gauge: Gauge, when: str) -> Told:
    definition = _(
        "Share of the budget that is used, divided by the share of the period that has passed. "
        "At 1 the budget is used up just as the period ends."
    )
    meaning = Meaning(_("Burn rate"), definition, _basis(gauge, when), _rows(gauge))
    value = number(round(gauge.burn, 2), 2) if gauge.burn is not None else ""
    return Told("burn", value, "", meaning, gauge.burn is not None and gauge.burn > 1)


def _projection(gauge: Gauge, when: str) -> Told:
    definition = _(
        "Where the period ends when things go on at the pace they had so far. It isn't told before "
        "5 % of the period has passed."
    )
    meaning = Meaning(_("At this pace"), definition, _basis(gauge, when))
    if gauge.projected is None:
        return Told("projected", "", said.reason(gauge.projected_reason), meaning)
    if gauge.budget == MINUTES:
        value = _("%s used") % said.duration(gauge.projected)
        of = said.duration(gauge.projected_allowed or 0)
    else:
        whole = int(gauge.projected)
        value = _n("{n} miss", "{n} misses", whole)
        of = number(int(gauge.projected_allowed or 0))
    return Told("projected", value, _("of %s") % of, meaning, gauge.projected_breach)


def _weighted(gauge: Gauge, share: Decimal, when: str) -> Told:
    definition = _(
        "Minutes that users could have worked, less those they couldn't, divided by the former. "
        "Where outages overlap, those hit are added, never more than there are."
    )
    meaning = Meaning(_("Weighted by users"), definition, _basis(gauge, when),
                      _("Show the outages"))  # fmt: skip
    value = said.figure(share, "share", gauge.target)
    return Told("weighted", value, "", meaning)


def _credit(gauge: Gauge, when: str) -> Told:
    definition = _(
        "The share of the monthly charge that the contract's tier gives for what was attained, "
        "never above its cap. Projected while the period runs, confirmed when it has ended. The "
        "client sees it only once it is issued or agreed."
    )
    stage = str(said.STAGES[gauge.credit_stage]) if gauge.credit_stage in said.STAGES else ""
    meaning = Meaning(_("Credit"), definition, when, _("Show all credits"))
    owed = gauge.credit is not None and gauge.credit.amount > 0
    return Told("credit", said.amount(gauge.credit), stage, meaning, owed)
