"""Chips that count what a hand-over does, of which one chooses what the list shows."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from acctdesk.ui.handover.taking_said import CHANGED, CLASH, DELETED, EDITED, NEW, WAITING
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.paint import LEFT
from acctdesk.ui.widgets.pieces import clear
from acctdesk.ui.widgets.status import Status, paint_status
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.ui.handover.taking_overview import Overview

MATCHED, FINDINGS = "matched", "findings"
"""What can be shown beside records that differ."""
_GLYPH = 12
_PAD = 11


@dataclass(frozen=True, slots=True)
class Choice:
    """What can be shown.

    Attributes:
        code: Its code.
        words: How many, and what, in words.
        status: A glyph before them; None for none.
    """

    code: str
    words: str
    status: Status | None = None


def choices(overview: Overview, edited: int, matched: int | None, findings: int) -> list[Choice]:
    """What can be shown of a hand-over: what there is none of isn't offered.

    Args:
        overview: How much becomes what.
        edited: How many records were edited in the workbook.
        matched: How many are taken for the same; None where none ever was.
        findings: How many edits weren't understood.
    """
    of, total = overview.of, overview.total
    whole = _n("{n} record differs", "{n} records differ", total) if total else _("Nothing new")
    found = [Choice("", whole)]
    for what, words, status in (
        (CLASH, _n("{n} with conflicts", "{n} with conflicts", of.get(CLASH, 0)), Status.RISK),
        (NEW, _n("{n} new", "{n} new", of.get(NEW, 0)), None),
        (CHANGED, _n("{n} changed", "{n} changed", of.get(CHANGED, 0)), None),
        (DELETED, _n("{n} deleted", "{n} deleted", of.get(DELETED, 0)), None),
        (WAITING, _n("{n} waits", "{n} wait", of.get(WAITING, 0)), Status.NO_DATA),
    ):
        if of.get(what):
            found.append(Choice(what, words, status))
    if edited:
        words = _n("{n} edited in the workbook", "{n} edited in the workbook", edited)
        found.append(Choice(EDITED, words))
    if matched is not None:
        words = _n("{n} taken for the same", "{n} taken for the same", matched)
        found.append(Choice(MATCHED, words))
    if findings:
        words = _n("{n} not understood", "{n} not understood", findings)
        found.append(Choice(FINDINGS, words, Status.RISK))
    return found


class CountChip(QAbstractButton):
    """How many there are of something; pressed, they are shown.

    Args:
        theme: The theme in force.
        choice: What it stands for.
    """

    stepped = Signal(int)
    """An arrow key goes to a neighbour: -1 or 1."""

    def __init__(self, theme: Theme, choice: Choice) -> None:
        super().__init__()
        self._theme, self.choice = theme, choice
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.show_choice(choice)
        theme.changed.connect(self._retheme)

    def show_choice(self, choice: Choice) -> None:
        """Say other words."""
        self.choice = choice
        self.setText(choice.words)
        self.setAccessibleName(choice.words)
        self._retheme()

    def sizeHint(self) -> QSize:
        """Glyph and words."""
        px = self._theme.px
        wide = self._theme.metrics("caption_medium").horizontalAdvance(self.text())
        glyph = px(_GLYPH + 6) if self.choice.status else 0
        return QSize(round(wide) + 1 + glyph + 2 * px(_PAD), px(26))

    def nextCheckState(self) -> None:
        """Pressing what is shown goes on showing it."""
        self.setChecked(True)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go to the neighbours."""
        steps = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}
        step = steps.get(Qt.Key(event.key()))
        if step is not None and not event.modifiers():
            self.stepped.emit(step)
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill, the glyph and the words."""
        theme, px, on = self._theme, self._theme.px, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(
            theme.colour("selection" if on else "hover" if self.underMouse() else "chip")
        )
        if on or self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        left = px(_PAD)
        if self.choice.status is not None:
            edge = px(_GLYPH)
            glyph = QRectF(left, (self.height() - edge) / 2, edge, edge)
            paint_status(painter, theme, glyph, self.choice.status)
            left += px(_GLYPH + 6)
        painter.setFont(theme.font("caption_strong" if on else "caption_medium"))
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(self.rect()).adjusted(left, 0, 0, 0), LEFT, self.text())

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()


class Chips(QWidget):
    """Chips side by side, of which one is pressed; arrows go from one to the next.

    Args:
        theme: The theme in force.
    """

    chosen = Signal(str)
    """Another one was pressed: its code."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(_("What is shown"))
        self._flow = FlowLayout(self, Space.CONTROL - 2)
        self.chips: list[CountChip] = []

    @property
    def current(self) -> str:
        """Code of the one that is pressed; empty for the first."""
        return next((one.choice.code for one in self.chips if one.isChecked()), "")

    def show_choices(self, choices: Sequence[Choice], current: str) -> str:
        """Offer other ones; equal ones stay the same widgets.

        Args:
            choices: They.
            current: Code of the one that is pressed; the first where it isn't there.

        Returns:
            Code of the one that is pressed now.
        """
        if [one.code for one in choices] != [one.choice.code for one in self.chips]:
            had = any(one.hasFocus() for one in self.chips)
            clear(self._flow)
            self.chips = [CountChip(self._theme, one) for one in choices]
            for chip in self.chips:
                chip.clicked.connect(lambda _on=False, chip=chip: self._press(chip))
                chip.stepped.connect(lambda step, chip=chip: self._step(chip, step))
                self._flow.addWidget(chip)
                chip.show()
            if had and self.chips:
                self.chips[0].setFocus(Qt.FocusReason.OtherFocusReason)
        for chip, choice in zip(self.chips, choices, strict=True):
            chip.show_choice(choice)
        return self.set_current(current)

    def set_current(self, code: str) -> str:
        """Press one without telling; the first where there is no such one."""
        known = {one.choice.code for one in self.chips}
        wanted = code if code in known or not self.chips else self.chips[0].choice.code
        for chip in self.chips:
            chip.setChecked(chip.choice.code == wanted)
        return wanted

    def _press(self, chip: CountChip) -> None:
        self.set_current(chip.choice.code)
        self.chosen.emit(chip.choice.code)

    def _step(self, chip: CountChip, step: int) -> None:
        at = self.chips.index(chip) + step
        if 0 <= at < len(self.chips):
            other = self.chips[at]
            other.setFocus(Qt.FocusReason.OtherFocusReason)
            self._press(other)
