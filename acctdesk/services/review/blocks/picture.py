"""A picture from the attachments of the client or of the review."""

from __future__ import annotations

from sqlalchemy import select

from acctdesk.clientview import Part, Picture, Slide, Text
from acctdesk.errors import Problem
from acctdesk.models import Base
from acctdesk.services.review.stock import Block, Material, paragraphs
from acctdesk.words import _, lazy

KINDS = ((b"\x89PNG\r\n\x1a\n", "image/png"), (b"\xff\xd8\xff", "image/jpeg"))
"""How the files begin that a deck can hold."""


class PictureBlock(Block):
    """The chosen picture; its name stays with us, since nobody wrote it for a client."""

    code = "picture"
    label = lazy("Picture")
    writes = True

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none without a picture."""
        data = _content(material)
        kind = kind_of(data)
        if not kind:
            return ()
        lines = material.typed.lines("body")
        said = material.typed.text("title") or (lines[0] if lines else "")
        parts: list[Part] = [Picture(data, kind, said or _("Picture"))]
        parts += paragraphs(lines)
        if outlook := material.typed.lines("outlook"):
            parts.append(Text(_("What comes next"), "heading"))
            parts += paragraphs(outlook)
        return (Slide(_("Picture"), said or _("Picture"), "", tuple(parts)),)


def kind_of(data: bytes) -> str:
    """What sort of picture a file is; empty for one that a deck can't hold."""
    return next((kind for begin, kind in KINDS if data.startswith(begin)), "")


def _content(material: Material) -> bytes:
    chosen, stock = material.option("attachment"), material.stock
    if not chosen:
        return b""
    table = Base.metadata.tables["attachment"]
    owners = [one for one in (stock.account_id, stock.meeting_id, material.typed.id) if one]
    held = stock.connection.execute(
        select(table.c.id).where(table.c.id == chosen, table.c.record_id.in_(owners))
    ).first()
    if held is None:
        return b""  # of another client, or gone
    try:
        return stock.reach.file(chosen)
    except (Problem, OSError):
        return b""  # a linked file that isn't there any more
