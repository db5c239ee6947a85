"""What went wrong: outages as the client may read of them, tickets that missed, and lessons."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Sequence
from decimal import Decimal

from acctdesk.clientview import Figure, Line, Part, Series, Slide, Table, Text
from acctdesk.services.review.blocks.scorecard import source
from acctdesk.services.review.levels import Missed
from acctdesk.services.review.said import NOTHING, period_words
from acctdesk.services.review.stock import Block, Material
from acctdesk.services.service import wording as say
from acctdesk.services.service.detailing import causes
from acctdesk.services.service_detail import Breach
from acctdesk.services.service_level import AVAILABILITY, FIRST_CONTACT, RESOLUTION, RESPONSE
from acctdesk.words import _, _n, lazy, number

MOST_CAUSES = 8
"""Bars of the causes; the others are left to the numbers."""
MOST_TICKETS = 40
"""Tickets that are named at most, the newest."""


class Incidents(Block):
    """Outages and missed tickets of objectives that are flagged for the client."""

    code = "incidents"
    label = lazy("Incidents and what we learned")
    agenda = ("incident", "outage", "lessons", "learned")
    writes = True

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide with the tickets prepared; none where nothing happened or was promised."""
        levels = material.stock.levels
        if not levels.all:
            return ()
        outages = _each_once(levels.missed((AVAILABILITY,)))
        tickets = _each_once(levels.missed((RESPONSE, RESOLUTION, FIRST_CONTACT)))
        lessons = material.typed.lines("body")
        if not (outages or tickets or lessons):
            return ()
        parts: list[Part] = []
        if outages:
            parts.append(_outages(outages, material))
        named = [one for _missed, one in tickets if one.cause]
        if named and material.stock.gate.lets("ticket.category"):
            parts.append(_causes(named, material))
        elif tickets:
            when = period_words(material.stock.period)
            parts.append(Figure(number(len(tickets)), _("Tickets that missed a target"), when))
        if lessons:
            parts.append(Text(_("What we learned"), "heading"))
            parts += [Text(one) for one in lessons]
        parts += _next(material)
        more = (_tickets(tickets, material),) if tickets else ()
        return (
            Slide(
                _("Incidents"), _finding(outages, tickets), period_words(material.stock.period),
                tuple(parts), source(material), notes=_notes(outages, tickets), more=more,
            ),
        )  # fmt: skip


def _next(material: Material) -> Iterator[Part]:
    if lines := material.typed.lines("outlook"):
        yield Text(_("What comes next"), "heading")
        yield from (Text(one) for one in lines)


def _each_once(found: Sequence[Missed]) -> list[tuple[Missed, Breach]]:
    """Breaches with the objective that they missed first, one record once, the newest first."""
    seen: dict[str, tuple[Missed, Breach]] = {}
    for missed in found:
        for one in missed.breaches:
            seen.setdefault(one.record, (missed, one))
    return sorted(seen.values(), key=lambda one: one[1].due, reverse=True)


def _outages(found: Sequence[tuple[Missed, Breach]], material: Material) -> Table:
    gate = material.stock.gate
    headings = (_("Outage"), _("Service"), _("From"), _("Downtime"), _("State"))
    rows = tuple(
        (
            gate.text("outage.summary", one.title) or _("Outage"),
            missed.gauge.service_name or NOTHING,
            say.moment(one.due, missed.gauge.period.zone),
            say.lasted(one.over),
            _("Goes on") if one.open else _("Over"),
        )
        for missed, one in found
    )
    return Table(headings, rows)


def _causes(named: Sequence[Breach], material: Material) -> Series:
    held = causes(named)[:MOST_CAUSES]
    counts = tuple(float(one.count) for one in held)
    words = tuple(number(one.count) for one in held)
    whole = Decimal(len(named))
    reached, shares = Decimal(), []
    for one in held:
        reached += one.count
        shares.append(reached / whole * 100)
    lines = (
        Line(_("Missed"), "actual", counts, words),
        Line(_("Cumulative share"), "cumulative", tuple(map(float, shares)),
             tuple(f"{say.plain(one, 0)} %" for one in shares)),
    )  # fmt: skip
    note = _("Tickets that missed a target, %s") % period_words(material.stock.period)
    labels = tuple(one.name for one in held)
    return Series(_("Causes of what missed"), note, "causes", _("Cause"), labels, lines,
                  _("tickets"))  # fmt: skip


def _tickets(found: Sequence[tuple[Missed, Breach]], material: Material) -> Slide:
    gate = material.stock.gate
    headings = (_("Ticket"), _("Title"), _("Priority"), _("Due"), _("Over by"))
    rows = tuple(
        (
            gate.text("ticket.number", one.number),
            gate.text("ticket.title", one.title),
            gate.text("ticket.priority", one.priority),
            say.moment(one.due, missed.gauge.period.zone),
            say.lasted(one.over) if one.over else NOTHING,
        )
        for missed, one in found[:MOST_TICKETS]
    )
    title = _n("{n} ticket missed a target", "{n} tickets missed a target", len(found))
    subtitle = ""
    if len(found) > MOST_TICKETS:
        subtitle = _("The newest %s of them") % number(MOST_TICKETS)
    return Slide(_("Tickets"), title, subtitle, (Table(headings, rows),), source(material))


def _finding(
    outages: Sequence[tuple[Missed, Breach]], tickets: Sequence[tuple[Missed, Breach]]
) -> str:
    missed = _n("{n} ticket missed a target", "{n} tickets missed a target", len(tickets))
    if not outages:
        return missed if tickets else _("No outage, and no ticket missed its target")
    down = sum((one.over for _missed, one in outages), dt.timedelta())
    told = _n("{n} outage of {down}", "{n} outages of {down} together", len(outages)).format(
        down=say.lasted(down)
    )
    return f"{told}; {missed}" if tickets else told


def _notes(
    outages: Sequence[tuple[Missed, Breach]], tickets: Sequence[tuple[Missed, Breach]]
) -> tuple[str, ...]:
    told = []
    if outages:
        told.append(_("Downtime counts in the agreed service time, without approved maintenance."))
    if tickets:
        told.append(_("A ticket that missed several targets is counted once."))
    return tuple(told)
