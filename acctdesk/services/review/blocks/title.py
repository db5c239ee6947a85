"""The first slide: which occasion, with whom, when."""

from __future__ import annotations

from acctdesk.clientview import Slide
from acctdesk.services.review.said import local, time_words
from acctdesk.services.review.stock import Block, Material
from acctdesk.words import _, lazy


class Title(Block):
    """The occasion, its hours and place; client, period, day and who presents stand in the deck."""

    code = "title"
    label = lazy("Title")
    agenda = ("welcome", "introduction", "who is here")

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide, always."""
        meeting = material.stock.meeting
        title = _("Quarterly business review")
        subtitle = ""
        if meeting is not None:
            title = meeting.text("title") or meeting.text("type") or title
            held = (self._when(material), meeting.text("place"))
            subtitle = " · ".join(one for one in held if one)
        return (Slide(_("Title"), title, subtitle, layout="title"),)

    @staticmethod
    def _when(material: Material) -> str:
        meeting = material.stock.meeting
        if meeting is None or meeting["starts"] is None:
            return ""
        zone = material.stock.zone
        starts = local(meeting["starts"], zone)
        return time_words(starts, meeting["minutes"] or 0, zone)
