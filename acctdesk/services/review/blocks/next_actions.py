"""What is agreed now: who does what until when."""

from __future__ import annotations

from acctdesk.clientview import Slide, Table
from acctdesk.metrics.promises import OPEN
from acctdesk.services.review.blocks.actions import standing_of, told
from acctdesk.services.review.said import day, owner, promised_by
from acctdesk.services.review.stock import Block, Material
from acctdesk.words import _, _n, date, lazy


class NextActions(Block):
    """Open promises of both sides, those of this review among them."""

    code = "next_actions"
    label = lazy("Actions, owners, dates")
    agenda = ("actions, owners, dates", "next actions", "new actions", "next steps")

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none where nothing is open."""
        stock = material.stock
        held = [one for one in stock.all("promise") if one["state"] == OPEN]
        if not held:
            return ()
        held.sort(key=lambda one: (one["due"] or "9", one.text("title").casefold()))
        client = stock.account.text("name")
        headings = (_("What"), _("Promised by"), _("Who"), _("Due"), _("State"))
        rows = tuple(
            (one.text("title"), promised_by(one, client), owner(one), day(one.text("due")),
             told(one, stock.today))
            for one in held
        )  # fmt: skip
        title = _n("{n} action is agreed", "{n} actions are agreed", len(held))
        coming = [one for one in held if one["due"] and standing_of(one, stock.today) == OPEN]
        if coming:
            title = _("{actions}, the next is due on {day}").format(
                actions=title, day=date(coming[0]["due"])
            )
        return (Slide(_("Actions"), title, "", (Table(headings, rows),)),)
