"""Small parts that pages of several steps share: glyphs, columns, the order of Tab, the steps."""

from __future__ import annotations

from collections.abc import Iterable

from PySide6.QtCore import QRectF, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size, Space
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.status import GLYPH, Status, paint_status
from acctdesk.ui.widgets.steps import Stepper
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _


class Glyph(QWidget):
    """The glyph of a status alone, beside words that say the same.

    Args:
        theme: The theme in force.
        status: Which glyph.
    """

    def __init__(self, theme: Theme, status: Status) -> None:
        super().__init__()
        self._theme, self._status = theme, status
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_status(self, status: Status) -> None:
        """Show another one."""
        self._status = status
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it, on the middle of the first line beside it."""
        edge = self._theme.px(GLYPH)
        top = (self._theme.line("strong") - edge) / 2
        paint_status(QPainter(self), self._theme, QRectF(0, top, edge, edge), self._status)

    def _retheme(self) -> None:
        edge = self._theme.px(GLYPH)
        self.setFixedSize(edge, self._theme.line("strong"))


class IconMark(QWidget):
    """An icon beside words.

    Args:
        theme: The theme in force.
        icon: Lucide's name.
        role: Its colour.
        edge: Its edge at 100 %, in pixels.
    """

    def __init__(
        self, theme: Theme, icon: str, role: Role = "secondary", edge: int = Size.ICON
    ) -> None:
        super().__init__()
        self._theme, self._icon, self._role, self._edge = theme, icon, role, edge
        self._retheme()
        theme.changed.connect(self._retheme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the icon."""
        picture = self._theme.pixmap(self._icon, self._role, self._edge, self.devicePixelRatioF())
        QPainter(self).drawPixmap(0, 0, picture)

    def _retheme(self) -> None:
        edge = self._theme.px(self._edge)
        self.setFixedSize(edge, edge)
        self.update()


class Column(QScrollArea):
    """A column of widgets that scrolls up and down; `body` takes them.

    Args:
        name: Accessible name.
    """

    def __init__(self, name: str) -> None:
        super().__init__()
        self.setAccessibleName(name)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        inner = QWidget()
        inner.setProperty("plane", "none")
        inner.setAccessibleName(name)
        self.body = QVBoxLayout(inner)
        self.body.setContentsMargins(0, 0, 0, 0)
        self.body.setSpacing(0)
        self.setWidget(inner)


class Tall(QWidget):
    """Holds broken lines, and is always as high as they need: a seam between cards asks nobody."""

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Need the height that goes with the new width."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Need the height that goes with what it holds now."""
        room = self.layout()
        if room is not None:
            self.setMinimumHeight(max(room.heightForWidth(self.width()), 0))


def stops(widget: QWidget) -> list[QWidget]:
    """The widgets in another that Tab goes to, in the order they were made."""
    inside = [widget, *widget.findChildren(QWidget)]
    # A combo box's list is a window of its own.
    return [
        one
        for one in inside
        if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.window() is widget.window()
    ]


def chain(first: QWidget, after: Iterable[QWidget]) -> None:
    """Let Tab go from one widget through others; new ones would come last in the window."""
    for one in after:
        QWidget.setTabOrder(first, one)
        first = one


def clear(layout: QLayout) -> None:
    """Remove everything from a layout."""
    while (item := layout.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()


class Steps(QWidget):
    """Where one is, with counts at the right; where the steps don't fit, one line says it.

    Args:
        theme: The theme in force.
        name: What the steps lead to.
        words: The steps.
    """

    chosen = Signal(int)
    """A step that is done was pressed, to go back to it."""

    def __init__(self, theme: Theme, name: str, words: tuple[str, ...]) -> None:
        super().__init__()
        self._theme, self._words = theme, words
        self.stepper = Stepper(theme, name, words)
        self.stepper.chosen.connect(self.chosen)
        self._line = Label(theme, "", "strong")
        self._line.hide()
        self._side = QWidget()
        self.counts = FlowLayout(self._side, Space.CONTROL + 2, to_right=True)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CARD)
        row.addWidget(self.stepper)
        row.addWidget(self._line)
        row.addWidget(self._side, 1, Qt.AlignmentFlag.AlignVCenter)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        theme.changed.connect(self._fit)

    def set_current(self, at: int) -> None:
        """Go to a step."""
        self.stepper.set_current(at)
        self._line.setText(
            _("Step {at} of {all}: {name}").format(
                at=at + 1, all=len(self._words), name=self._words[at]
            )
        )

    def set_counts(self, widgets: list[QWidget]) -> None:
        """Show other counts."""
        while (item := self.counts.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for widget in widgets:
            self.counts.addWidget(widget)
            widget.show()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between steps and one line."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        need = self.stepper.sizeHint().width() + Space.CARD
        room = self.width() - min(self.counts.sizeHint().width(), self._theme.px(230))
        wide = need <= room
        self.stepper.setVisible(wide)
        self._line.setVisible(not wide)
