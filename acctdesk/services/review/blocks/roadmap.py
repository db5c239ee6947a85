"""What is planned, along the quarters to come."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from acctdesk.clientview import Part, Roadmap, Slide, Stretch, Table
from acctdesk.services.parties import day_of
from acctdesk.services.review.rows import Row
from acctdesk.services.review.said import NOTHING, day, first_day, who
from acctdesk.services.review.stock import Block, Material, Withheld
from acctdesk.words import _, _n, date, lazy, quarter

MOST_QUARTERS = 8
LAST = dt.date(2199, 12, 31)
"""No axis goes further, and no day after it is counted with."""
MOST = 10
"""Rows of a road map; more can't be read across a room."""
TONES = {"idea": "none", "planned": "none", "running": "good", "done": "good", "stopped": "bad"}
"""How the state of an initiative is marked."""


class RoadmapBlock(Block):
    """Initiatives by quarter, what has no days beneath."""

    code = "roadmap"
    label = lazy("Roadmap")
    agenda = ("roadmap", "road map", "plan", "projects")

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none where nothing is planned."""
        stock = material.stock
        begin = _quarter(stock.until)
        held = [one for one in stock.all("initiative") if _ahead(one, begin)]
        dated = [one for one in held if one["begins"] or one["ends"]]
        ideas = [one for one in held if one not in dated]
        if not held:
            return ()
        dated.sort(key=lambda one: (_from(one), _to(one), one.text("name").casefold()))
        parts: list[Part] = []
        more: tuple[Slide, ...] = ()
        if dated:
            parts.append(_drawn(dated[:MOST], begin, stock.today))
            more = (Slide(_("Roadmap"), _("What is planned, from when to when"), "",
                          (_listed(dated),)),)  # fmt: skip
        if ideas:
            headings = (_("Idea"), _("What it brings"))
            rows = tuple((one.text("name"), " ".join(one.lines("value"))) for one in ideas)
            parts.append(Table(headings, rows))
        subtitle = ""
        if len(dated) > MOST:
            subtitle = _n("{n} more is prepared", "{n} more are prepared", len(dated) - MOST)
        return (Slide(_("Roadmap"), _finding(held), subtitle, tuple(parts), more=more),)

    def withheld(self, material: Material) -> tuple[Withheld, ...]:
        """Initiatives that aren't flagged for the client."""
        count = material.stock.rows.held_back("initiative")
        return (Withheld(_("Plans not flagged for the client"), count),) if count else ()


def _ahead(one: Row, begin: dt.date) -> bool:
    """Whether an initiative isn't over when the road map begins."""
    if one["state"] == "stopped":
        return False
    ends = day_of(one["ends"])
    return ends >= begin if ends is not None else one["state"] != "done"


def _quarter(day: dt.date) -> dt.date:
    return dt.date(day.year, (day.month - 1) // 3 * 3 + 1, 1)


def _from(one: Row) -> dt.date:
    return min(first_day(one["begins"] or one["ends"]), LAST)


def _to(one: Row) -> dt.date:
    """The last day; never before the first, whatever was typed."""
    ends = day_of(one["ends"]) or day_of(one["begins"]) or LAST
    return max(min(ends, LAST), _from(one))


def _on_axis(at: dt.date, begin: dt.date) -> float:
    """Where a day stands, in quarters from the begin of the axis."""
    first = _quarter(at)
    after = _quarter(first + dt.timedelta(days=95))
    quarters = (first.year - begin.year) * 4 + (first.month - begin.month) // 3
    return quarters + (at - first).days / (after - first).days


def _drawn(held: Sequence[Row], begin: dt.date, today: dt.date) -> Roadmap:
    longest = max(_on_axis(_to(one), begin) for one in held)
    count = min(max(int(longest) + 1, 2), MOST_QUARTERS)
    labels = []
    for at in range(count):
        month = begin.month + 3 * at
        labels.append(quarter(begin.year + (month - 1) // 12, (month - 1) // 3 % 4 + 1))
    stretches = tuple(
        Stretch(
            one.text("name"),
            who(one) if who(one) != NOTHING else "",
            _when(one),
            one.text("state"),
            TONES.get(one["state"], "none"),
            min(max(_on_axis(_from(one), begin), 0.0), float(count)),
            min(max(_on_axis(_to(one) + dt.timedelta(days=1), begin), 0.0), float(count)),
        )
        for one in held
    )
    now = _on_axis(today, begin)
    return Roadmap(tuple(labels), stretches, now if 0 <= now <= count else None)


def _when(one: Row) -> str:
    begins, ends = one.text("begins"), one.text("ends")
    if begins and ends and begins != ends:
        return f"{date(begins)} – {date(ends)}"
    if not begins and ends:
        return _("until %s") % date(ends)
    return _("from %s") % date(begins) if not ends else date(begins)


def _listed(held: Sequence[Row]) -> Table:
    headings = (_("What"), _("Begins"), _("Ends"), _("State"), _("Who"), _("What it brings"))
    rows = tuple(
        (one.text("name"), day(one.text("begins")), day(one.text("ends")), one.text("state"),
         who(one), " ".join(one.lines("value")))
        for one in held
    )  # fmt: skip
    return Table(headings, rows)


def _finding(held: Sequence[Row]) -> str:
    running = sum(one["state"] == "running" for one in held)
    coming = sum(one["state"] in ("planned", "idea") for one in held)
    under_way = _n("{n} project is under way", "{n} projects are under way", running)
    planned = _n("{n} is planned", "{n} are planned", coming)
    if running and coming:
        return f"{under_way}, {planned}"
    if running:
        return under_way
    if coming:
        return _n("{n} project is planned", "{n} projects are planned", coming)
    return _n("{n} project has been delivered", "{n} projects have been delivered", len(held))
