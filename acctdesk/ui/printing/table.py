"""Paints the table of a printed list: headings, records, heads of groups, sums."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTextLayout, QTextOption

from acctdesk.ui.printing.fitting import Band, Fit, Natural, fit
from acctdesk.ui.printing.ink import PIXEL, Ink
from acctdesk.ui.printing.lines import Cell, Column, Printed
from acctdesk.ui.printing.marks import ROOM, SIGN, paint_ground, paint_sign
from acctdesk.ui.theme.tokens import Role
from acctdesk.ui.widgets.status import GLYPH, paint_status

if TYPE_CHECKING:
    from acctdesk.ui.theme.theme import Theme

_LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
_RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
_INDENT = 1.2
"""How far each level stands in, in heights of the type."""
_WORD = 12
"""Heights of the type that a single word of a text may claim."""
_TELLING = 7
"""Heights of the type below which a text says nothing."""
_MOST = 3000
"""Letters of a text that are laid out; no cell shows more."""


def natural(ink: Ink, columns: Sequence[Column], sample: Sequence[Printed]) -> list[Natural]:
    """How wide columns would like to be, by their headings and some lines, and must be.

    Args:
        ink: Type at its usual size.
        columns: The columns.
        sample: The first lines.
    """
    found = []
    for place, column in enumerate(columns):
        widest = ink.wide(ink.head, column.label)
        least = max((ink.wide(ink.head, word) for word in column.label.split()), default=0.0)
        folds = column.long or place == 0
        for line in sample:
            if line.sort == "head":
                continue  # its words reach over the columns beside them
            cell = line.cells[place]
            font = ink.strong if line.sort == "sum" or place == 0 else ink.body
            beside = (GLYPH + 5) * PIXEL if cell.status else 0
            beside += round(ROOM * ink.size) if cell.mark else 0
            beside += round(line.level * ink.size * _INDENT) if place == 0 else 0
            text = cell.text.split("\n")[0][:_MOST]
            width = ink.wide(font, text) + beside
            widest = max(widest, width)
            if folds:
                width = max((ink.wide(font, word) for word in text.split()[:40]), default=0.0)
                width = min(width, _WORD * ink.size) + beside
            least = max(least, width)
        if folds:
            least = max(least, min(widest, _TELLING * ink.size))
        if column.width:
            # Somebody gave it this width on the screen.
            widest = min(widest, max(column.width * PIXEL, least))
        # A hair more, so that rounding never cuts what was measured to fit.
        spare = 2 * ink.pad + ink.size * 0.2
        found.append(Natural(widest + spare, least + spare))
    return found


class Table:
    """A table as it is painted.

    Args:
        family: The typeface.
        columns: Its columns.
        laid: How they are laid out.
        size: The usual size of the type, in units.
    """

    def __init__(self, family: str, columns: Sequence[Column], laid: Fit, size: int) -> None:
        self.ink = Ink(family, max(1, int(size * laid.scale)))
        self.columns, self.laid = columns, laid
        ink = self.ink
        self.row = laid.lines * ink.line + round(ink.size * 0.75)
        wrapped = any(
            ink.wide(ink.head, columns[place].label) > width - 2 * ink.pad
            for band in laid.bands
            for place, width in zip(band.columns, band.widths, strict=True)
        )
        self.head = (2 if wrapped else 1) * ink.line + round(ink.size * 0.7)

    def paint_head(self, painter: QPainter, band: Band, x: float, y: float) -> None:
        """Paint the headings.

        Args:
            painter: What paints.
            band: The columns.
            x: Left edge.
            y: Upper edge.
        """
        ink = self.ink
        painter.setPen(ink.colour("secondary"))
        at = x
        for place, width in zip(band.columns, band.widths, strict=True):
            box = QRectF(at + ink.pad, y, width - 2 * ink.pad, self.head)
            column = self.columns[place]
            self._words(painter, box, column.label, ink.head, 2, right=column.right)
            at += width
        painter.setPen(QPen(ink.colour("border"), PIXEL))
        painter.drawLine(round(x), round(y + self.head), round(at), round(y + self.head))

    def paint_line(self, painter: QPainter, band: Band, line: Printed, x: float, y: float) -> None:
        """Paint a line.

        Args:
            painter: What paints.
            band: The columns.
            line: The line.
            x: Left edge.
            y: Upper edge.
        """
        ink = self.ink
        whole = sum(band.widths)
        if line.sort == "head":
            tone: Role = "page" if line.level else "chip"
            painter.fillRect(QRectF(x, y, whole, self.row), ink.colour(tone))
        elif line.ground is not None:
            paint_ground(painter, ink, QRectF(x, y, whole, self.row), line.ground)
        at = free = x
        reach = self._reach(band, line)
        for number, (place, width) in enumerate(zip(band.columns, band.widths, strict=True)):
            cell, column = line.cells[place], self.columns[place]
            left, inner = at + ink.pad, width - 2 * ink.pad
            if number == 0:
                step = line.level * ink.size * _INDENT
                inner = (reach if line.sort == "head" else width) - 2 * ink.pad - step
                left += step
                free = left + min(inner, ink.wide(ink.strong, cell.text)) + 2 * ink.pad
            elif line.sort == "head" and column.right:
                # Sums in several currencies need more than one amount does: blanks give room.
                inner += max(0.0, left - free)
                left = min(left, free)
            if cell.ground is not None:
                paint_ground(painter, ink, QRectF(at, y, width, self.row), cell.ground)
            box = QRectF(left, y, inner, self.row)
            self._cell(painter, box, line, cell, column, first=not number)
            at += width
            if cell.text and number:
                free = at + ink.pad
        thick = PIXEL if line.sort != "sum" else 0
        if thick:
            painter.setPen(QPen(ink.colour("hairline"), thick / 2))
            painter.drawLine(round(x), round(y + self.row), round(x + whole), round(y + self.row))

    def _reach(self, band: Band, line: Printed) -> float:
        """How far the words of a group's head may reach: to the first column that says more."""
        reach = 0.0
        for number, (place, width) in enumerate(zip(band.columns, band.widths, strict=True)):
            if number and line.cells[place].text:
                break
            reach += width
        return reach

    def _cell(
        self,
        painter: QPainter,
        box: QRectF,
        line: Printed,
        cell: Cell,
        column: Column,
        *,
        first: bool,
    ) -> None:
        if cell.mark:
            edge = SIGN * self.ink.size
            sign = QRectF(box.left(), box.center().y() - edge / 2, edge, edge)
            paint_sign(painter, self.ink, sign, cell.mark)
            box = box.adjusted(ROOM * self.ink.size, 0, 0, 0)
        if cell.status:
            edge = GLYPH * PIXEL * self.ink.size / (14 * PIXEL)
            glyph = QRectF(box.left(), box.center().y() - edge / 2, edge, edge)
            # The glyph asks its theme for nothing but colours.
            paint_status(painter, cast("Theme", self.ink), glyph, cell.status)
            box = box.adjusted(edge * 1.35, 0, 0, 0)
        bold = first or line.sort != "record"
        painter.setPen(self.ink.colour("text"))
        font = self.ink.strong if bold else self.ink.body
        right = column.right and not (first and line.sort == "head")
        self._words(painter, box, cell.text, font, self.laid.lines, right=right)

    def _words(
        self, painter: QPainter, box: QRectF, text: str, font: QFont, lines: int, *, right: bool
    ) -> None:
        if not text or box.width() <= 0:
            return
        painter.setFont(font)
        side = _RIGHT if right else _LEFT
        metrics = self.ink.metrics(font)
        plain = "\n" not in text
        if plain and metrics.horizontalAdvance(text[:_MOST]) <= box.width():
            painter.drawText(box, int(side), text)
            return
        shown = wrapped(text[:_MOST], font, box.width(), lines)
        shown = [metrics.elidedText(one, Qt.TextElideMode.ElideRight, box.width()) for one in shown]
        step = self.ink.line
        top = box.center().y() - step * len(shown) / 2
        for number, one in enumerate(shown):
            painter.drawText(
                QRectF(box.left(), top + number * step, box.width(), step), int(side), one
            )


def wrapped(text: str, font: QFont, width: float, lines: int) -> list[str]:
    """A text on a few lines; the last one holds all that is left, however long.

    Args:
        text: The text.
        font: Its font.
        width: Width of a line.
        lines: How many there may be.
    """
    # Qt counts in UTF-16.
    units = text.replace("\n", "\u2028").encode("utf-16-le", "replace")
    layout = QTextLayout(units.decode("utf-16-le", "replace"), font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    found: list[str] = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        start = 2 * line.textStart()
        if len(found) == lines - 1:
            found.append(units[start:].decode("utf-16-le", "replace"))
            break
        line.setLineWidth(width)
        end = start + 2 * line.textLength()
        found.append(units[start:end].decode("utf-16-le", "replace"))
    layout.endLayout()
    return [" ".join(one.split()) for one in found]


def table_for(
    family: str,
    columns: Sequence[Column],
    sample: Sequence[Printed],
    room: float,
    size: int,
    lines: int,
) -> Table:
    """A table laid out for a width.

    Args:
        family: The typeface.
        columns: Its columns.
        sample: Its first lines, which stand for all.
        room: The width, in units.
        size: The usual size of the type, in units.
        lines: How many lines a long text may take anyway.
    """
    laid = fit(natural(Ink(family, size), columns, sample), room, lines)
    return Table(family, columns, laid, size)
