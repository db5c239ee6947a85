"""A slide of one's own: what somebody has written for the client."""

from __future__ import annotations

from acctdesk.clientview import Part, Slide, Text
from acctdesk.services.review.stock import Block, Material, paragraphs
from acctdesk.words import _, lazy


class Own(Block):
    """Title and paragraphs as they were written; what comes next under a heading of its own."""

    code = "own"
    label = lazy("Own slide")
    writes = True

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none where nothing was written."""
        typed = material.typed
        title, lines = typed.text("title"), typed.lines("body")
        outlook = typed.lines("outlook")
        if not (title or lines or outlook):
            return ()
        parts: list[Part] = [*paragraphs(lines)]
        if outlook:
            parts.append(Text(_("What comes next"), "heading"))
            parts += paragraphs(outlook)
        layout = "content" if parts else "section"
        name = title if title and len(title) <= MOST_NAME else _("Own slide")
        return (Slide(name, title or _("Own slide"), "", tuple(parts), layout=layout),)


MOST_NAME = 40
"""Letters of a title that still serve as a slide's short name."""
