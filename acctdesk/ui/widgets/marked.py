"""Parts of texts that are marked, and keys as they look on a keyboard: for lists of finds.

`acctdesk.ui.widgets.shaped` paints the texts.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter

from acctdesk.ui.theme.tokens import Role, TypeName
from acctdesk.ui.widgets.paint import CENTRE, fill_round, stroke_round

if TYPE_CHECKING:
    from acctdesk.ui.theme.theme import Theme

Marks = Sequence[tuple[int, int]]
HEAVIER: dict[TypeName, TypeName] = {
    "caption": "caption_strong",
    "caption_medium": "caption_strong",
    "body": "strong",
    "medium": "strong",
}
"""Style of marked parts, by that of the rest."""


def runs(text: str, marks: Marks) -> Iterator[tuple[str, bool]]:
    """The parts of a text in order, and whether each is marked."""
    at = 0
    for start, end in marks:
        if start > at:
            yield text[at:start], False
        yield text[start:end], True
        at = end
    if at < len(text):
        yield text[at:], False


def keys_width(theme: Theme, keys: Sequence[str]) -> float:
    """How wide key caps are."""
    px = theme.px
    metrics = theme.metrics("caption")
    wide = [max(px(20), metrics.horizontalAdvance(key) + px(10)) for key in keys]
    return sum(wide) + px(4) * max(0, len(keys) - 1)


def paint_keys(painter: QPainter, theme: Theme, right: float, middle: float, keys: Sequence[str],
               role: Role = "secondary") -> float:  # fmt: skip
    """Paint key caps that end at a place.

    Args:
        painter: Where to.
        theme: The theme in force.
        right: Where they end.
        middle: The height of their middle.
        keys: What stands on them, from the left.
        role: Colour of the words.

    Returns:
        Where they begin.
    """
    px = theme.px
    metrics = theme.metrics("caption")
    x = right
    for key in reversed(keys):
        width = max(px(20), metrics.horizontalAdvance(key) + px(10))
        cap = QRectF(x - width, middle - px(10), width, px(20))
        fill_round(painter, cap, 4, theme.colour("surface"))
        stroke_round(painter, cap, 4, theme.colour("control_line"))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour(role))
        painter.drawText(cap, CENTRE, key)
        x -= width + px(4)
    return x + px(4) if keys else right


def caps(sequence: str) -> list[str]:
    """The keys of a sequence as the platform writes it: "Ctrl+Shift++" is Ctrl, Shift and +."""
    if not sequence:
        return []
    if sequence.endswith("+"):
        head = sequence[:-1].rstrip("+")
        return [*(head.split("+") if head else []), "+"]
    return sequence.split("+")
