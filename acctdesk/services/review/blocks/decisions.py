"""What is to be decided, and what was."""

from __future__ import annotations

from acctdesk.clientview import Part, Slide, Table, Text
from acctdesk.services.review.said import day, who
from acctdesk.services.review.stock import Block, Material, Withheld
from acctdesk.words import _, _n, lazy


class Decisions(Block):
    """Decisions that are wanted; beneath them what this review has decided."""

    code = "decisions"
    label = lazy("Decisions we need")
    agenda = ("decision", "decide")

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none where nothing is to be decided."""
        stock = material.stock
        held = stock.all("decision")
        wanted = [one for one in held if one["state"] == "wanted"]
        made = [
            one
            for one in held
            if one["state"] == "made" and stock.meeting_id and one["meeting_id"] == stock.meeting_id
        ]
        if not (wanted or made):
            return ()
        wanted.sort(key=lambda one: (one["due"] or "9", one.text("title").casefold()))
        parts: list[Part] = []
        if wanted:
            headings = (_("What is to be decided"), _("Who"), _("By"))
            rows = tuple((one.text("title"), who(one), day(one.text("due"))) for one in wanted)
            parts.append(Table(headings, rows))
        if made:
            if wanted:
                parts.append(Text(_("Decided"), "heading"))
            told = (_("What was decided"), _("Outcome"), _("On"))
            rows = tuple(
                (one.text("title"), " ".join(one.lines("outcome")), day(one.text("day")))
                for one in made
            )
            parts.append(Table(told, rows))
        title = _n("{n} decision is wanted", "{n} decisions are wanted", len(wanted))
        if not wanted:
            title = _n("{n} decision was made", "{n} decisions were made", len(made))
        return (Slide(_("Decisions"), title, "", tuple(parts)),)

    def withheld(self, material: Material) -> tuple[Withheld, ...]:
        """Decisions that aren't flagged for the client."""
        count = material.stock.rows.held_back("decision")
        return (Withheld(_("Decisions not flagged for the client"), count),) if count else ()
