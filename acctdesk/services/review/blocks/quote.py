"""What somebody at the client said, and lets us repeat."""

from __future__ import annotations

from acctdesk.clientview import Slide
from acctdesk.services.review.blocks.satisfaction import quotes
from acctdesk.services.review.stock import Block, Material
from acctdesk.words import _, lazy


class QuoteBlock(Block):
    """The chosen answer to a survey, or the newest that may be quoted."""

    code = "quote"
    label = lazy("Quote")

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none without words that may be quoted."""
        held = sorted(material.stock.all("answer"), key=lambda one: one["day"] or "", reverse=True)
        chosen = material.option("answer")
        if chosen:
            held = [one for one in held if one.id == chosen]
        found = quotes(material, held)[:1]
        if not found:
            return ()
        return (Slide(_("Quote"), _("What you told us"), "", tuple(found)),)
