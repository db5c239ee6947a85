"""One objective over time, what it came to, what helped and what comes next."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from acctdesk.clientview import Figure, Part, Series, Slide, Table, Text
from acctdesk.metrics.service.standing import BREACHED
from acctdesk.services.review.blocks.scorecard import MEANINGS, source
from acctdesk.services.review.levels import Level, attention, reached
from acctdesk.services.review.said import (
    NOTHING,
    in_each,
    in_period,
    label_of,
    marked,
    of_several,
    period_words,
    spell,
)
from acctdesk.services.review.stock import Block, Material, paragraphs
from acctdesk.services.service import wording as say
from acctdesk.services.service.releasing import (
    released_budget,
    released_causes,
    released_spread,
    released_trend,
)
from acctdesk.services.service_detail import Detail
from acctdesk.services.service_level import AVAILABILITY, Gauge, Point
from acctdesk.words import _, lazy


class Chart(Block):
    """The chosen objective, or the first that needs attention."""

    code = "chart"
    label = lazy("Chart")
    agenda = ("availability", "trend")
    writes = True

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide with details prepared; none where there is no objective."""
        level = self._level(material)
        if level is None:
            return ()
        told = level.gauge
        parts: list[Part] = []
        trend = _trimmed(told)
        if trend.trend:
            parts.append(released_trend(trend))
        parts.append(_figure(level))
        # Beside a chart to which nobody has said anything the figures before say more.
        parts += list(_typed(material)) or list(_before(level))
        periods = tuple(one.period for one in trend.trend)
        return (
            Slide(
                told.name or _("Chart"),
                _finding(level, material),
                _subtitle(told, told.service_name, spell(periods)),
                tuple(parts),
                source(material),
                notes=_notes(level),
                more=tuple(self._more(level, material)),
            ),
        )

    @staticmethod
    def _level(material: Material) -> Level | None:
        levels = material.stock.levels.all
        chosen = material.option("objective")
        if chosen:
            return next((one for one in levels if chosen in one.ids), None)
        return next(iter(worth_a_chart(levels)), None)

    def _more(self, level: Level, material: Material) -> Iterator[Slide]:
        """What is asked for next: the figures, what is left, how long it took, why it missed."""
        told = level.gauge
        if any(one.value is not None for one in told.trend):
            yield Slide(
                _("Figures"), _("Target and figure of each period"), told.name,
                (_table(_trimmed(told).trend, told.unit),),
                source(material),
            )  # fmt: skip
        for name, series in _charts(material.stock.levels.detail(level), material):
            yield Slide(name, series.title, series.note, (series,), source(material))


def worth_a_chart(levels: Sequence[Level]) -> list[Level]:
    """Objectives with figures, those first that have several, and that need attention."""
    known = [one for one in attention(levels) if one.known]
    return sorted(known, key=lambda one: len(_trimmed(one.gauge).trend) < SEVERAL)


SEVERAL, MOST_BEFORE = 3, 3
"""Figures that make a course worth looking at, and those that are told beside the last one."""


def _charts(detail: Detail, material: Material) -> Iterator[tuple[str, Series]]:
    told = detail.gauge
    if detail.burn and told.allowed is not None:
        yield _("Allowance"), released_budget(detail)
    for each in (detail.response, detail.resolution):
        if each.n and told.kind == each.clock:
            yield _("Durations"), released_spread(each)
    if detail.causes and told.kind != AVAILABILITY and material.stock.gate.lets("ticket.category"):
        yield _("Causes"), released_causes(detail)


def _trimmed(told: Gauge) -> Gauge:
    """An objective whose trend begins with its first figure."""
    points = list(told.trend)
    while points and points[0].value is None:
        points.pop(0)
    return replace(told, trend=tuple(points))


def _finding(level: Level, material: Material) -> str:
    told, kind = level.gauge, level.gauge.period.kind
    subject = (told.service_name if told.kind == AVAILABILITY else "") or told.name
    target, n = say.target(told.target, told.unit), level.judged
    if not level.known:
        when = period_words(material.stock.period)
        return _("There are no figures of {name} for {when} yet").format(name=subject, when=when)
    last = level.known[-1]
    said = {
        "name": subject,
        "target": target,
        "value": say.figure(last.value, told.unit, last.target),
        "when": in_period(last.period),
    }
    missed = sum(one.standing == BREACHED for one in level.within)
    if not n or not target:
        return _("{name}: {value} {when}").format(**said)
    if missed:
        if n > 1:
            said["when"] = _within(of_several(kind, missed, n), material)
        return _("{name} missed its target of {target} {when}").format(**said)
    if not all(reached(one, told.direction) for one in level.known):
        return _("{name} is at {value} {when}, agreed are {target}").format(**said)
    if n > 1:
        said["when"] = _within(in_each(kind), material)
    if told.direction == "up":
        return _("{name} stayed at or above {target} {when}").format(**said)
    return _("{name} stayed at or below {target} {when}").format(**said)


def _within(several: str, material: Material) -> str:
    """In how many periods of the review's: "in every month of Q4 2026 so far"."""
    stock = material.stock
    told = _("{several} of {when}").format(several=several, when=period_words(stock.period))
    return told if stock.last < stock.today else _("%s so far") % told


def _subtitle(told: Gauge, service: str, periods: str) -> str:
    what = {
        "availability": _("Availability in the agreed service time, approved maintenance excluded"),
        "response": _("Share of tickets answered in time"),
        "resolution": _("Share of tickets resolved in time"),
        "first_contact": _("Share of tickets resolved at the first contact"),
        "throughput": _("Tickets resolved for each ticket opened"),
    }.get(told.kind, told.unit)
    return ", ".join(one for one in (what, service, periods) if one)


def _figure(level: Level) -> Figure:
    told = level.gauge
    if not level.known:
        return Figure(str(say.STATES["no_data"]), label_of(told.period), say.foot(told))
    last = level.known[-1]
    # What is left of the allowance is known of the last period alone.
    foot = say.foot(told) if last.period == told.period else ""
    return Figure(
        say.figure(last.value, told.unit, last.target),
        in_period(last.period),
        foot,
        say.TONES[last.standing],
    )


def _typed(material: Material) -> Iterator[Part]:
    for heading, name in ((_("What helped"), "body"), (_("What comes next"), "outlook")):
        if lines := material.typed.lines(name):
            yield Text(heading, "heading")
            yield from paragraphs(lines)


def _before(level: Level) -> Iterator[Part]:
    told = level.gauge
    earlier = level.known[-1 - MOST_BEFORE : -1]
    if earlier:
        yield Text(_("Before"), "heading")
    for one in reversed(earlier):
        value, state = say.figure(one.value, told.unit, one.target), say.STATES[one.standing]
        yield Text(f"{label_of(one.period)}: {value}, {state}")


def _notes(level: Level) -> tuple[str, ...]:
    told, notes = level.gauge, []
    if told.kind in MEANINGS:
        notes.append(str(MEANINGS[told.kind]))
    if told.target is not None:
        notes.append(_("Agreed: %s.") % say.target(told.target, told.unit))
    notes += [
        f"{label_of(one.period)}: {say.figure(one.value, told.unit, one.target)}, n = {one.n}."
        for one in level.known
    ]
    return tuple(notes)


def _table(points: Sequence[Point], unit: str) -> Table:
    headings = (_("Period"), _("Target"), _("Actual"), _("State"))
    rows = tuple(
        (
            label_of(one.period),
            say.target(one.target, unit) or NOTHING,
            say.figure(one.value, unit, one.target) or NOTHING,
            marked(say.TONES[one.standing], str(say.STATES[one.standing])),
        )
        for one in reversed(points)
    )
    return Table(headings, rows)
