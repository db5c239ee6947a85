"""One conflict: two values, of which one is kept."""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QRadioButton, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.services.handover.threeway import Side
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.widgets.pieces import Glyph
from acctdesk.ui.widgets.status import Status
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

BESIDE = 340
"""Width from which both values stand side by side, at 100 %."""
_DISC = 16
_KEYS = {
    Qt.Key.Key_Left: Side.OURS,
    Qt.Key.Key_Right: Side.THEIRS,
}


class Option(QRadioButton):
    """One of both values, on a card that is pressed as a whole.

    Args:
        theme: The theme in force.
        verb: What choosing it does, such as "Keep mine".
        value: The value, in words.
        name: Accessible name.
    """

    sided = Signal(Side)
    """An arrow key chose a side."""

    def __init__(self, theme: Theme, verb: str, value: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self._column = QVBoxLayout(self)
        self._column.setSpacing(2)
        self._column.addWidget(Label(theme, verb, "strong"))
        self.value = Label(theme, value, wrap=True)
        # Its words break where the card ends, however long they are.
        self.value.setMinimumWidth(1)
        self._column.addWidget(self.value)
        self._column.addStretch(1)
        self._retheme()
        theme.changed.connect(self._retheme)

    def sizeHint(self) -> QSize:
        """What its words need."""
        return self._column.sizeHint()

    def minimumSizeHint(self) -> QSize:
        """What its words need at least."""
        return self._column.minimumSize()

    def hitButton(self, where: QPoint) -> bool:
        """The whole card is pressed, not the disc alone."""
        return self.rect().contains(where)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left keeps the first value and Right the second, wherever the focus is of both."""
        side = _KEYS.get(Qt.Key(event.key())) if not event.modifiers() else None
        if side is not None:
            self.sided.emit(side)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card, the disc and the focus."""
        theme, on = self._theme, self.isChecked()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(QPen(theme.colour("accent" if on else "border"), 2 if on else 1))
        hot = self.underMouse() and self.isEnabled()
        painter.setBrush(theme.colour("selection" if on else "hover" if hot else "surface"))
        painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box.adjusted(3, 3, -3, -3), Size.RADIUS - 2, Size.RADIUS - 2)
        edge = theme.px(_DISC)
        top = theme.px(10) + (theme.line("strong") - edge) / 2
        disc = QRectF(theme.px(12), top, edge, edge).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(QPen(theme.colour("accent" if on else "border"), theme.px(1.5)))
        painter.setBrush(theme.colour("surface"))
        painter.drawEllipse(disc)
        if on:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent"))
            quarter = edge / 4
            painter.drawEllipse(disc.adjusted(quarter, quarter, -quarter, -quarter))

    def _retheme(self) -> None:
        px = self._theme.px
        self._column.setContentsMargins(px(12 + _DISC + 8), px(10), px(12), px(10))
        self.updateGeometry()
        self.update()


class Choice(QWidget):
    """A conflict: what it is about, what it was, and both values.

    Args:
        theme: The theme in force.
        label: The field, or the record as a whole.
        was: What it was when both had the same, as a sentence; empty shows none.
        ours: Words of keeping ours, and our value.
        theirs: The same of theirs.
        side: Whose is kept; None while that is open.
        able: Whether one may choose.
    """

    chosen = Signal(Side)
    """One side is kept."""

    def __init__(
        self,
        theme: Theme,
        label: str,
        was: str,
        ours: tuple[str, str],
        theirs: tuple[str, str],
        side: Side | None,
        *,
        able: bool = True,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.label = label
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL - 2)
        head = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        head.setSpacing(Space.CONTROL - 2)
        self._glyph = Glyph(theme, Status.RISK)
        head.addWidget(self._glyph, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(Label(theme, label, "strong", wrap=True))
        self._state = Label(theme, "", "caption", "secondary", wrap=True)
        words.addWidget(self._state)
        head.addLayout(words, 1)
        column.addLayout(head)
        self._was = was
        self._both = QWidget()
        self._both.setAccessibleName(label)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._both)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.CONTROL)
        self.options: dict[Side, Option] = {}
        for one, (verb, value) in ((Side.OURS, ours), (Side.THEIRS, theirs)):
            name = _("{field}: {verb}: {value}").format(field=label, verb=verb, value=value)
            option = Option(theme, verb, value, name)
            option.setEnabled(able)
            option.clicked.connect(lambda _on=False, one=one: self._choose(one))
            option.sided.connect(self._choose)
            self.options[one] = option
            self._row.addWidget(option, 1)
        column.addWidget(self._both)
        self.show_side(side)

    def show_side(self, side: Side | None) -> None:
        """Show whose value is kept; None leaves it open."""
        for one, option in self.options.items():
            # Of one group none can be unticked else.
            option.setAutoExclusive(False)
            option.setChecked(one == side)
            option.setAutoExclusive(True)
        state = _("Decided") if side else _("Open: say which is kept")
        self._state.setText(" · ".join(part for part in (state, self._was) if part))
        self._glyph.set_status(Status.MET if side else Status.RISK)

    def focus_stop(self) -> Option:
        """What the keyboard is for: the value that is kept, or else ours."""
        return next(
            (one for one in self.options.values() if one.isChecked()), self.options[Side.OURS]
        )

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put one value above the other where both don't fit."""
        super().resizeEvent(event)
        beside = self.width() >= self._theme.px(BESIDE)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._row.direction():
            self._row.setDirection(way)

    def _choose(self, side: Side) -> None:
        self.show_side(side)
        self.options[side].setFocus(Qt.FocusReason.OtherFocusReason)
        self.chosen.emit(side)
