"""What was delivered, and what it brought."""

from __future__ import annotations

from acctdesk.clientview import Slide, Table
from acctdesk.services.parties import day_of
from acctdesk.services.review.rows import Row
from acctdesk.services.review.said import day, period_words
from acctdesk.services.review.stock import Block, Material
from acctdesk.words import _, _n, lazy


class Value(Block):
    """Initiatives that ended in the time that is looked at."""

    code = "value"
    label = lazy("Value delivered")
    agenda = ("value", "delivered", "achievements")

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none where nothing was delivered."""
        held = [one for one in material.stock.all("initiative") if _delivered(one, material)]
        if not held:
            return ()
        held.sort(key=lambda one: (one["ends"] or "", one.text("name").casefold()))
        headings = (_("What"), _("Done"), _("What it brings"))
        rows = tuple(
            (one.text("name"), day(one.text("ends")), " ".join(one.lines("value")))
            for one in held
        )  # fmt: skip
        when = period_words(material.stock.period)
        title = _n("{n} project was delivered in {when}", "{n} projects were delivered in {when}",
                   len(held)).format(when=when)  # fmt: skip
        return (Slide(_("Value"), title, "", (Table(headings, rows),)),)


def _delivered(one: Row, material: Material) -> bool:
    ends = day_of(one["ends"])
    stock = material.stock
    return one["state"] == "done" and ends is not None and stock.first <= ends <= stock.last
