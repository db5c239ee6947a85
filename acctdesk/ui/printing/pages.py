"""A printed list as pages: title and filter above, the headings again on each, its number below."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen

from acctdesk.ui.printing.ink import PIXEL, POINT, Ink
from acctdesk.ui.printing.lines import Printable, Printed, page_words, printed_on
from acctdesk.ui.printing.table import table_for, wrapped
from acctdesk.words import _, locale

SIZES = {"A4": (595.28, 841.89), "A3": (841.89, 1190.55), "Letter": (612.0, 792.0)}
"""Papers in points, upright."""
_LETTER = frozenset({"US", "CA", "MX", "PH", "CL", "CO", "VE"})
"""Where paper has the size of a letter."""
MARGIN = 36 * POINT
TYPE = 9 * POINT
"""Size of the body text."""
SAMPLE = 120
"""Lines whose widths stand for all."""

_RIGHT = int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_FAINT = 12
"""Strength of the mark behind the lines, of 255."""


@dataclass(frozen=True, slots=True)
class Setup:
    """How a list is printed.

    Attributes:
        paper: One of `SIZES`.
        landscape: Whether the paper lies on its side.
        internal: Whether every page is marked as internal.
    """

    paper: str = "A4"
    landscape: bool = True
    internal: bool = True

    @property
    def size(self) -> tuple[int, int]:
        """Width and height of the paper in units."""
        wide, high = SIZES[self.paper]
        wide, high = (high, wide) if self.landscape else (wide, high)
        return round(wide * POINT), round(high * POINT)


def usual_paper() -> str:
    """The paper that most printers hold where the person is."""
    return "Letter" if (locale().territory or "") in _LETTER else "A4"


class Pages:
    """The pages of a list.

    Args:
        lines: The list's lines.
        sample: The first `SAMPLE` of them.
        setup: How it is printed.
        family: The typeface; empty for the system's own.
        day: The day that stands on the pages.
    """

    def __init__(
        self, lines: Printable, sample: Sequence[Printed], setup: Setup, family: str, day: dt.date
    ) -> None:
        self.lines, self.setup, self._day = lines, setup, day
        self._ink = Ink(family, TYPE)
        wide, high = setup.size
        self._room = wide - 2 * MARGIN
        self.table = table_for(family, lines.columns, sample, self._room, TYPE, lines.lines_each)
        self._notes = self._wrapped_notes()
        ink = self._ink
        self._top = MARGIN + round(ink.line * 1.9) + len(self._notes) * ink.line + 8 * POINT
        bottom = high - MARGIN - round(ink.line * 1.6)
        self.per_page = max(1, (bottom - self._top - self.table.head) // self.table.row)

    def _wrapped_notes(self) -> list[str]:
        text = " · ".join(self.lines.notes())
        found = wrapped(text, self._ink.small, self._room, 2)
        metrics = self._ink.metrics(self._ink.small)
        return [metrics.elidedText(one, Qt.TextElideMode.ElideRight, self._room) for one in found]

    @property
    def paper(self) -> QColor:
        """The colour of the paper."""
        return self._ink.colour("surface")

    @property
    def count(self) -> int:
        """How many pages there are; an empty list has one."""
        down = -(-self.lines.count // self.per_page) or 1
        return down * len(self.table.laid.bands)

    def wanted(self, page: int) -> tuple[int, int]:
        """Which lines a page shows: the first, and how many.

        Args:
            page: Its number, from 0.
        """
        down = page // len(self.table.laid.bands)
        return down * self.per_page, self.per_page

    def paint(self, painter: QPainter, page: int, lines: Sequence[Printed]) -> None:
        """Paint a page, its corner at the origin, one unit a twentieth of a point.

        Args:
            painter: What paints.
            page: Its number, from 0.
            lines: What `wanted` names.
        """
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.setup.internal:
            self._mark(painter)
        self._above(painter)
        bands = self.table.laid.bands
        band = bands[page % len(bands)]
        self.table.paint_head(painter, band, MARGIN, self._top)
        y = self._top + self.table.head
        for line in lines:
            self.table.paint_line(painter, band, line, MARGIN, y)
            y += self.table.row
        if not self.lines.count:
            painter.setFont(self._ink.body)
            painter.setPen(self._ink.colour("secondary"))
            box = QRectF(MARGIN, y, self._room, 3 * self.table.row)
            painter.drawText(box, _CENTRE, _("Nothing is listed."))
        self._below(painter, page)

    def _above(self, painter: QPainter) -> None:
        ink, room = self._ink, self._room
        y = float(MARGIN)
        high = round(ink.line * 1.9)
        right = float(MARGIN + room)
        day = printed_on(self._day)
        painter.setFont(ink.small)
        painter.setPen(ink.colour("secondary"))
        painter.drawText(QRectF(MARGIN, y, room, high), _RIGHT, day)
        right -= ink.wide(ink.small, day) + 8 * POINT
        if self.setup.internal:
            right = self._badge(painter, right, y + high / 2) - 12 * POINT
        painter.setFont(ink.title)
        painter.setPen(ink.colour("text"))
        title = ink.metrics(ink.title).elidedText(
            self.lines.title, Qt.TextElideMode.ElideRight, right - MARGIN
        )
        painter.drawText(QRectF(MARGIN, y, right - MARGIN, high), _LEFT, title)
        y += high
        painter.setFont(ink.small)
        painter.setPen(ink.colour("secondary"))
        for note in self._notes:
            painter.drawText(QRectF(MARGIN, y, room, ink.line), _LEFT, note)
            y += ink.line

    def _badge(self, painter: QPainter, right: float, middle: float) -> float:
        """Paint "Internal" in a frame; its left edge."""
        ink, words = self._ink, _("Internal")
        wide = ink.wide(ink.head, words) + 12 * POINT
        box = QRectF(right - wide, middle - ink.line * 0.62, wide, ink.line * 1.24)
        painter.setPen(QPen(ink.colour("border"), PIXEL))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(box, 4 * POINT, 4 * POINT)
        painter.setFont(ink.head)
        painter.setPen(ink.colour("text"))
        painter.drawText(box, _CENTRE, words)
        return box.left()

    def _mark(self, painter: QPainter) -> None:
        """Paint "Internal" across the page, too faint to read over but not to see."""
        ink = self._ink
        wide, high = self.setup.size
        colour = QColor(ink.colour("text"))
        colour.setAlpha(_FAINT)
        font = ink.strong
        font = type(font)(font)
        font.setPixelSize(min(wide, high) // 5)
        painter.save()
        painter.translate(QPointF(wide / 2, high / 2))
        painter.rotate(-30)
        painter.setFont(font)
        painter.setPen(colour)
        painter.drawText(QRectF(-wide, -high / 2, 2 * wide, high), _CENTRE, _("Internal"))
        painter.restore()

    def _below(self, painter: QPainter, page: int) -> None:
        ink = self._ink
        high = self.setup.size[1]
        box = QRectF(MARGIN, high - MARGIN - ink.line, self._room, ink.line)
        painter.setFont(ink.small)
        painter.setPen(ink.colour("secondary"))
        left = _("Internal – not for the client") if self.setup.internal else self.lines.title
        half = box.width() / 2
        left = ink.metrics(ink.small).elidedText(left, Qt.TextElideMode.ElideRight, half)
        painter.drawText(box, _LEFT, left)
        painter.drawText(box, _RIGHT, page_words(page + 1, self.count))
