"""What stands where nothing is yet: an icon, a sentence, one action."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.text import Label


class _Mark(QWidget):
    def __init__(self, theme: Theme, icon: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._retheme()
        theme.changed.connect(self._retheme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon on a disc."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("chip"))
        painter.drawEllipse(self.rect())
        picture = self._theme.pixmap(self._icon, "secondary", 26, self.devicePixelRatioF())
        at = (self.width() - self._theme.px(26)) // 2
        painter.drawPixmap(at, at, picture)

    def _retheme(self) -> None:
        self.setFixedSize(self._theme.px(56), self._theme.px(56))


class EmptyState(QWidget):
    """An icon, a heading, a sentence, one action, in the middle of its room.

    Args:
        theme: The theme in force.
        icon: Lucide's name.
        title: What isn't there, such as "No accounts yet".
        text: What to do about it; empty shows none.
        action: Words of the button; empty shows none.
        primary: Whether the button is the page's primary one.
    """

    pressed = Signal()
    """The button was pressed."""

    def __init__(
        self,
        theme: Theme,
        icon: str,
        title: str,
        text: str = "",
        action: str = "",
        *,
        primary: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setAccessibleName(title)
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CONTROL)
        self._column = column
        column.addStretch(2)
        middle = Qt.AlignmentFlag.AlignHCenter
        self.mark = _Mark(theme, icon)
        column.addWidget(self.mark, 0, middle)
        column.addSpacing(Space.TIGHT)
        self.title = Label(theme, title, "strong")
        column.addWidget(self.title, 0, middle)
        self.text = Label(theme, text, tone="secondary", wrap=True)
        self.text.setAlignment(Qt.AlignmentFlag.AlignCenter)
        if not text:
            self.text.hide()
        # A widget with an alignment of its own is never asked how high its lines are.
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self.text, 1000)
        row.addStretch(1)
        column.addLayout(row)
        self.button = Button(theme, action, "primary" if primary else "secondary")
        if not action:
            self.button.hide()
        self.button.clicked.connect(self.pressed.emit)
        column.addSpacing(Space.CONTROL)
        column.addWidget(self.button, 0, middle)
        column.addStretch(3)
        self._retheme()
        theme.changed.connect(self._retheme)

    def least(self, width: int) -> int:
        """Height without which words and button would lie over each other.

        Args:
            width: Pixels that are there.
        """
        column = self._column
        margins = column.contentsMargins()
        high = column.totalMinimumHeightForWidth(width) - margins.top() - margins.bottom()
        if not self.mark.isHidden():
            high -= self.mark.height() + column.spacing()
        return high + 2 * Space.CONTROL

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The icon goes first where there is little room; the words stay."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        spare = self.height() - self.least(self.width())
        mark = self.mark.height() + self._column.spacing()
        around = 2 * (Space.PAGE - Space.CONTROL)
        side = Space.PAGE if spare >= mark + around else Space.CONTROL
        self._column.setContentsMargins(Space.PAGE, side, Space.PAGE, side)
        if self.mark.isHidden() == (spare >= mark):
            self.mark.setVisible(spare >= mark)

    def _retheme(self) -> None:
        self.text.setMaximumWidth(self._theme.px(440))
        self._fit()
