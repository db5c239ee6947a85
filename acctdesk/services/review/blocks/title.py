"""The first slide: which occasion, with whom, when."""

from __future__ import annotations

from acctdesk.clientview import Slide, Text
from acctdesk.services.review.said import local, period_words, time_words
from acctdesk.services.review.stock import Block, Material
from acctdesk.words import _, date, lazy


class Title(Block):
    """The occasion, the client, the day, and who presents."""

    code = "title"
    label = lazy("Title")
    agenda = ("welcome", "introduction", "who is here")

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide, always."""
        stock, meeting = material.stock, material.stock.meeting
        client = stock.account.text("name")
        period = period_words(stock.period)
        parts = []
        title = _("Quarterly business review")
        if meeting is not None:
            title = meeting.text("title") or meeting.text("type") or title
            parts = [one for one in (self._when(material), meeting.text("place")) if one]
            if led := meeting.text("member_id"):
                parts.append(_("Presented by %s") % led)
        subtitle = " · ".join(one for one in (client, period) if one and one not in title)
        return (
            Slide(_("Title"), title, subtitle, tuple(Text(one) for one in parts), layout="title"),
        )

    @staticmethod
    def _when(material: Material) -> str:
        meeting = material.stock.meeting
        if meeting is None or meeting["starts"] is None:
            return ""
        zone = material.stock.zone
        starts = local(meeting["starts"], zone)
        return f"{date(starts.date())}, {time_words(starts, meeting['minutes'] or 0, zone)}"
