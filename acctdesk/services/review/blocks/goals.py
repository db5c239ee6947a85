"""Where the client wants to go, and how far that is."""

from __future__ import annotations

from decimal import Decimal

from acctdesk.clientview import Slide, Table
from acctdesk.metrics.goals import progress
from acctdesk.services.review.rows import Row
from acctdesk.services.review.said import NOTHING, day, marked
from acctdesk.services.review.stock import Block, Material, Withheld
from acctdesk.services.service.wording import plain
from acctdesk.words import _, _n, lazy, percent

TONES = {"planned": "none", "on_track": "good", "at_risk": "warn", "reached": "good",
         "missed": "bad", "dropped": "none"}  # fmt: skip
"""How the state of a goal is marked."""
_ORDER = ("missed", "at_risk", "on_track", "planned", "reached")


class Goals(Block):
    """The goals that were agreed with the client, with their measures."""

    code = "goals"
    label = lazy("Your goals")
    agenda = ("goals", "objectives for", "targets")

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none without an agreed goal."""
        held = [one for one in material.stock.all("goal") if one["state"] != "dropped"]
        if not held:
            return ()
        held.sort(key=lambda one: (_place(one), one["due"] or "9", one.text("name").casefold()))
        headings = (_("Goal"), _("Measure"), _("From → now"), _("Target"), _("Progress"),
                    _("Due"), _("State"))  # fmt: skip
        rows = tuple(
            (
                one.text("name"), one.text("measure"), _way(one),
                _figure(one, "target"), _progress(one),
                day(one.text("due")), marked(TONES.get(one["state"], "none"), one.text("state")),
            )
            for one in held
        )  # fmt: skip
        notes = tuple(
            f"{one.text('name')}: {' '.join(one.lines('summary'))}"
            for one in held
            if one.lines("summary")
        )
        return (Slide(_("Goals"), _finding(held), "", (Table(headings, rows),), notes=notes),)

    def withheld(self, material: Material) -> tuple[Withheld, ...]:
        """Goals that weren't agreed with the client."""
        count = material.stock.rows.held_back("goal")
        return (Withheld(_("Goals that aren't agreed"), count),) if count else ()


def _place(one: Row) -> int:
    return _ORDER.index(one["state"]) if one["state"] in _ORDER else len(_ORDER)


def _figure(one: Row, name: str) -> str:
    value: Decimal | None = one[name]
    return NOTHING if value is None else f"{plain(value)} {one.text('unit')}".strip()


def _way(one: Row) -> str:
    """Where it began and where it is: "23.5 → 21.4 EUR"."""
    begin: Decimal | None = one["baseline"]
    if begin is None or one["current"] is None:
        return _figure(one, "current")
    return f"{plain(begin)} → {_figure(one, 'current')}"


def _progress(one: Row) -> str:
    share = progress(one["baseline"], one["target"], one["current"], one["progress"])
    return NOTHING if share is None else percent(share, 0)


def _finding(held: list[Row]) -> str:
    states = [one["state"] for one in held]
    good = sum(one in ("on_track", "reached") for one in states)
    bad = sum(one in ("at_risk", "missed") for one in states)
    if good == len(held):
        return _n("Your goal is on track or reached", "All {n} goals are on track or reached", good)
    if good or bad:
        return _n(
            "{good} of {n} goal is on track or reached",
            "{good} of {n} goals are on track or reached",
            len(held),
        ).format(good=good)
    return _n("{n} goal is agreed", "{n} goals are agreed", len(held))
