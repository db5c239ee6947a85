"""All objectives of the time at a glance, fifteen at most."""

from __future__ import annotations

from collections.abc import Sequence

from acctdesk.clientview import Slide, Table
from acctdesk.metrics.reviews import MOST_KPIS
from acctdesk.services.review.levels import Level, attention
from acctdesk.services.review.said import NOTHING, label_of, of_several, period_words, state_of
from acctdesk.services.review.stock import Block, Material, Withheld
from acctdesk.services.service import wording as say
from acctdesk.services.service_level import Point
from acctdesk.words import _, _n, date, lazy

_MOST_COLUMNS = 4
"""Periods side by side; of weeks the last ones."""


class Scorecard(Block):
    """Target and figures of each objective, with its state in words."""

    code = "scorecard"
    label = lazy("Service levels")
    agenda = ("service levels", "scorecard", "kpi", "performance", "sla")

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide, with the objectives that don't fit prepared; none without objectives."""
        levels = material.stock.levels.all
        chosen = set(material.several("objectives"))
        if chosen:
            levels = tuple(one for one in levels if chosen & set(one.ids))
        if not levels:
            return ()
        # What needs attention is never among those that are left out.
        first = {id(one) for one in list(attention(levels))[:MOST_KPIS]}
        shown = [one for one in levels if id(one) in first]
        rest = [one for one in levels if id(one) not in first]
        subtitle = _("Target and figures in %s") % period_words(material.stock.period)
        if rest:
            subtitle += ". " + _n(
                "{n} more objective is prepared", "{n} more objectives are prepared", len(rest)
            )
        more: tuple[Slide, ...] = ()
        if rest:
            more = (Slide(_("Further objectives"), finding(rest), subtitle="",
                          parts=tables(rest)),)  # fmt: skip
        return (
            Slide(
                _("Service levels"), finding(levels), subtitle, tables(shown),
                source(material), notes=notes(levels), more=more,
            ),
        )  # fmt: skip

    def withheld(self, material: Material) -> tuple[Withheld, ...]:
        """Objectives that aren't flagged for the client."""
        count = material.stock.levels.held_back
        return (Withheld(_("Objectives not flagged for the client"), count),) if count else ()


def finding(levels: Sequence[Level]) -> str:
    """What a scorecard says, as a sentence."""
    judged = [one for one in levels if one.judged]
    if not judged:
        return _("There are no figures for this time yet")
    met = sum(one.met == one.judged for one in judged)
    if met == len(judged):
        return _n("The objective was met throughout", "All {n} objectives were met throughout", met)
    return _n(
        "{met} of {n} objective was met throughout",
        "{met} of {n} objectives were met throughout",
        len(judged),
    ).format(met=met)


def tables(levels: Sequence[Level]) -> tuple[Table, ...]:
    """Objectives of one kind of period beneath one another, the figures side by side."""
    kinds = dict.fromkeys(one.gauge.period.kind for one in levels)
    found = []
    for kind in kinds:
        its = [one for one in levels if one.gauge.period.kind == kind]
        periods = {point.period.first: point for one in its for point in one.within}
        first = sorted(periods)[-_MOST_COLUMNS:]
        headings = (
            _("Objective"), _("Service"), _("Target"),
            *(label_of(periods[one].period) for one in first), _("State"),
        )  # fmt: skip
        rows = tuple(
            (
                one.gauge.name,
                one.gauge.service_name,
                say.target(one.gauge.target, one.gauge.unit) or NOTHING,
                *(_figure(one, {p.period.first: p for p in one.within}.get(at)) for at in first),
                _state(one),
            )
            for one in its
        )
        found.append(_without_services(Table(headings, rows)))
    return tuple(found)


def notes(levels: Sequence[Level]) -> tuple[str, ...]:
    """What the figures of some objectives mean, each kind once, and on how many each rests."""
    kinds = dict.fromkeys(one.gauge.kind for one in levels)
    told = [str(MEANINGS[one]) for one in kinds if one in MEANINGS]
    for one in levels:
        rests = [f"{label_of(point.period)}: n = {point.n}" for point in one.within if point.n]
        if rests:
            told.append(f"{one.gauge.name}: {', '.join(rests)}.")
    return tuple(told)


def source(material: Material) -> str:
    """Where figures of service levels come from."""
    last = date(material.stock.until)
    return _("Source: service desk and monitoring, as known on {today}, up to {last}").format(
        today=date(material.stock.today), last=last
    )


MEANINGS = {
    "availability": lazy(
        "Availability is the share of the agreed service time in which the service was up; "
        "approved maintenance doesn't count."
    ),
    "response": lazy(
        "Response time is the share of tickets answered within the agreed working time."
    ),
    "resolution": lazy(
        "Resolution time is the share of tickets resolved within the agreed working time; "
        "waiting for the client doesn't count."
    ),
    "first_contact": lazy(
        "First-contact resolution is the share of tickets resolved at the first contact."
    ),
    "throughput": lazy("Throughput is tickets resolved for each ticket opened in the period."),
}
"""What the figures of a kind of objective mean."""


def _figure(level: Level, point: Point | None) -> str:
    if point is None or point.value is None:
        return NOTHING
    return say.figure(point.value, level.gauge.unit, point.target)


def _state(one: Level) -> str:
    if one.judged > 1 and one.met < one.judged:
        told = of_several(one.gauge.period.kind, one.met, one.judged)
        return f"{state_of(one)}, " + _("met %s") % told
    return state_of(one)


def _without_services(table: Table) -> Table:
    """A table without its second column where no objective names a service."""
    if any(row[1] for row in table.rows):
        return table
    return Table(
        (table.headings[0], *table.headings[2:]),
        tuple((row[0], *row[2:]) for row in table.rows),
    )
