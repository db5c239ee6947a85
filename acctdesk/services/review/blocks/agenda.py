"""What is talked about, for how long, and who speaks."""

from __future__ import annotations

import datetime as dt

from acctdesk.clientview import Slide, Table
from acctdesk.metrics.reviews import agenda
from acctdesk.services.review.rows import Row
from acctdesk.services.review.said import local, who
from acctdesk.services.review.stock import Block, Material
from acctdesk.words import _, _n, lazy, number


class Agenda(Block):
    """The items of the agenda with their times."""

    code = "agenda"
    label = lazy("Agenda")
    agenda = ("agenda",)

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none without an agenda."""
        items = material.stock.parts("agenda_item")
        if not items:
            return ()
        held = [(one["minutes"] or 0, one["looks"] or "") for one in items]
        plan = agenda(0, held)
        headings = (_("Time"), _("Topic"), _("Who"), _("Minutes"))
        times = self._times(material, items)
        rows = tuple(
            (at, one.text("title"), who(one), number(minutes))
            for at, one, (minutes, _looks) in zip(times, items, held, strict=True)
        )
        title = _n("{n} minute", "{n} minutes", plan.planned)
        if plan.forward:
            title = _("{minutes}, {forward} of them about what comes next").format(
                minutes=title, forward=number(plan.forward)
            )
        return (Slide(_("Agenda"), title, "", (Table(headings, rows),)),)

    @staticmethod
    def _times(material: Material, items: tuple[Row, ...]) -> list[str]:
        meeting = material.stock.meeting
        if meeting is None or meeting["starts"] is None:
            return [""] * len(items)
        at, told = local(meeting["starts"], material.stock.zone), []
        for one in items:
            told.append(f"{at:%H:%M}")
            at += dt.timedelta(minutes=one["minutes"] or 0)
        return told
