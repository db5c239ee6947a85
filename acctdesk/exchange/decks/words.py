"""Words and large figures of a deck as text that is edited where it stands."""

from __future__ import annotations

from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.scene import Box, Ink, Shape
from acctdesk.drawing.slides.prose import Cell, Fitted, Piece
from acctdesk.drawing.slides.style import Kit
from acctdesk.exchange.decks.markup import Paragraph

SIGNS = {"good": "✓", "warn": "▲", "bad": "✕", "none": "○"}
"""The sign of each tone, which stands beside the word."""


def cell_paragraphs(cell: Cell, above: float = 0.0) -> list[Paragraph]:
    """What a group says.

    Args:
        cell: The group as it is set.
        above: Room above it, in pixels.
    """
    return [
        _paragraph(piece, piece.above if at else above, right=cell.right)
        for at, piece in enumerate(cell.pieces)
    ]


def _paragraph(piece: Piece, above: float, *, right: bool) -> Paragraph:
    lines = piece.lines
    words = lines.text or " ".join(lines.lines)
    return Paragraph(
        words, lines.size, piece.colour, lines.weight, right=right, above=above,
        inset=0.0 if right else piece.inset, sign=SIGNS.get(piece.tone, ""),
    )  # fmt: skip


def column_paragraphs(fitted: Fitted) -> list[Paragraph]:
    """What a block of one column says, as one text.

    Args:
        fitted: The block as it is set.
    """
    found: list[Paragraph] = []
    for at, cell in enumerate(fitted.cells):
        found += cell_paragraphs(cell, 2 * fitted.gap if at else 0.0)
    return found


def quote_bars(fitted: Fitted, rect: Rect, kit: Kit) -> list[Shape]:
    """The bars beside somebody's words.

    Args:
        fitted: The block as it is set.
        rect: Where it stands.
        kit: What is needed to draw.
    """
    found: list[Shape] = []
    for cell, place in fitted.places(rect):
        if any(piece.inset for piece in cell.pieces):
            x = place.right - 6.0 if cell.right else place.x
            bar = Rect(x, place.y + 4.0, 6.0, max(cell.height - 8.0, 1.0))
            found.append(Box(bar, Ink(kit.look.accent)))
    return found
