"""Text with marked parts, and keys as they look on a keyboard: what lists of finds paint."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainter

from acctdesk.ui.theme.tokens import Role, TypeName
from acctdesk.ui.widgets.paint import CENTRE, LEFT, fill_round, stroke_round

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


def paint_marked(
    painter: QPainter,
    theme: Theme,
    box: QRectF,
    text: str,
    marks: Marks = (),
    *,
    style: TypeName = "body",
    role: Role = "text",
    tint: Role = "selection",
) -> float:
    """Paint one line, its marked parts heavier and on a tint; shortened where it doesn't fit.

    Args:
        painter: Where to.
        theme: The theme in force.
        box: The room.
        text: What it says.
        marks: Start and end of each marked part, in order.
        style: Size and weight of the rest.
        role: Colour of the text.
        tint: Colour behind the marked parts.

    Returns:
        Where the text ends.
    """
    heavy = HEAVIER.get(style, style)
    x, right = box.left(), box.right()
    for part, is_marked in runs(text, marks):
        face = heavy if is_marked else style
        width = theme.metrics(face).horizontalAdvance(part)
        cut = x + width > right + 0.5
        if cut:
            mode = Qt.TextElideMode.ElideRight
            part = theme.metrics(face).elidedText(part, mode, max(0.0, right - x))
            width = theme.metrics(face).horizontalAdvance(part)
        if is_marked and part:
            line = theme.line(style)
            ground = QRectF(x - 1, box.center().y() - line / 2, width + 2, line)
            fill_round(painter, ground, 3, theme.colour(tint))
        painter.setFont(theme.font(face))
        painter.setPen(theme.colour(role if not is_marked else "text"))
        painter.drawText(QRectF(x, box.top(), width + 2, box.height()), LEFT, part)
        x += width
        if cut:
            break
    return min(x, right)


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
