"""A heading that folds what stands beneath it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets.paint import LEFT, RIGHT
from acctdesk.words import _


class _Heading(QAbstractButton):
    def __init__(self, theme: Theme, title: str) -> None:
        super().__init__()
        self._theme = theme
        self._note = ""
        self.setText(title)
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self._tell()
        self.toggled.connect(lambda _on: self._tell())
        theme.changed.connect(self._retheme)

    def set_note(self, note: str) -> None:
        self._note = note
        self._tell()
        self.update()

    def sizeHint(self) -> QSize:
        return QSize(self._theme.px(160), self._theme.px(Size.CONTROL))

    def paintEvent(self, event: QPaintEvent) -> None:
        theme, px = self._theme, self._theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        icon = "chevron-down" if self.isChecked() else "chevron-right"
        role = "text" if self.underMouse() else "secondary"
        picture = theme.pixmap(icon, role, 16, self.devicePixelRatioF())  # type: ignore[arg-type]
        painter.drawPixmap(QPointF(self.width() - px(20), (self.height() - px(16)) / 2), picture)
        painter.setFont(theme.font("strong"))
        painter.setPen(theme.colour("text"))
        painter.drawText(QRectF(0, 0, self.width() - px(28), self.height()), LEFT, self.text())
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("secondary"))
        painter.drawText(QRectF(0, 0, self.width() - px(28), self.height()), RIGHT, self._note)

    def _tell(self) -> None:
        state = _("open") if self.isChecked() else _("closed")
        self.setAccessibleName(", ".join(filter(None, (self.text(), self._note, state))))

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()


class Disclosure(QWidget):
    """A section with a heading; a press on the heading folds and unfolds it.

    Args:
        theme: The theme in force.
        title: The heading.
        opened: Whether it is unfolded at first.
    """

    toggled = Signal(bool)
    """The person folded or unfolded it."""

    def __init__(self, theme: Theme, title: str, *, opened: bool = True) -> None:
        super().__init__()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.heading = _Heading(theme, title)
        column.addWidget(self.heading)
        self.inner = QWidget()
        self.body = QVBoxLayout(self.inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(2)
        column.addWidget(self.inner)
        self.heading.setChecked(opened)
        self.inner.setHidden(not opened)
        self.heading.toggled.connect(self._on_toggled)

    def set_note(self, note: str) -> None:
        """Grey words at the right end of the heading, such as a count."""
        self.heading.set_note(note)

    @property
    def opened(self) -> bool:
        """Whether it is unfolded."""
        return self.heading.isChecked()

    def _on_toggled(self, on: bool) -> None:
        self.inner.setVisible(on)
        self.toggled.emit(on)
