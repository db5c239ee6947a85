"""The bar above the page: back, forward, where one is, search, and who may see this."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtGui import QAction, QPainter
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from acctdesk.ui.shell.page import Crumb
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.paint import CENTRE, LEFT, fill_round, stroke_round
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QPaintEvent, QResizeEvent


class CommandBox(QAbstractButton):
    """Looks like a search field and opens the command palette.

    Args:
        theme: The theme in force.
        action: Triggered when pressed; its shortcut is shown.
    """

    def __init__(self, theme: Theme, action: QAction) -> None:
        super().__init__()
        self._theme = theme
        self._action = action
        self._words = _("Search or run a command")
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.clicked.connect(action.trigger)
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)
        action.changed.connect(self.update)
        theme.changed.connect(self._retheme)

    def sizeHint(self) -> QSize:
        """Wide enough for its words and keys."""
        return QSize(self._theme.px(360), self._theme.px(Size.CONTROL))

    def minimumSizeHint(self) -> QSize:
        """Icon and keys at least."""
        return QSize(self._theme.px(110), self._theme.px(Size.CONTROL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field."""
        theme = self._theme
        px = theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        focused = self.hasFocus()
        box = QRectF(self.rect())
        fill_round(
            painter, box, Size.RADIUS, theme.colour("hover" if self.underMouse() else "page")
        )
        ring = theme.colour("accent" if focused else "hairline")
        stroke_round(painter, box, Size.RADIUS, ring, 2 if focused else 1)
        edge = px(16)
        picture = theme.pixmap("search", "secondary", 16, self.devicePixelRatioF())
        painter.drawPixmap(QPointF(px(10), (self.height() - edge) / 2), picture)
        right = float(self.width() - px(8))
        keys = self._action.shortcut().toString().replace("+", " ")
        if keys:
            wide = theme.metrics("caption").horizontalAdvance(keys) + px(12)
            cap = QRectF(right - wide, (self.height() - px(20)) / 2, wide, px(20))
            fill_round(painter, cap, 4, theme.colour("surface"))
            stroke_round(painter, cap, 4, theme.colour("control_line"))
            painter.setPen(theme.colour("secondary"))
            painter.setFont(theme.font("caption"))
            painter.drawText(cap, CENTRE, keys)
            right = cap.left() - px(8)
        painter.setFont(theme.font())
        painter.setPen(theme.colour("secondary"))
        words = QRectF(px(34), 0, right - px(34), self.height())
        painter.drawText(words, LEFT, theme.elide("body", self._words, words.width()))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Go out again."""
        self.update()

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()


class TopBar(QWidget):
    """Back and forward, the way here, a slot for widgets, the "Internal" pill.

    Args:
        theme: The theme in force.
        back: Action of the first arrow.
        forward: Action of the second arrow.
        search: Action of the search box.
    """

    crumb_chosen = Signal(object)
    """The `Place` of a step of the breadcrumb that was pressed."""

    def __init__(self, theme: Theme, back: QAction, forward: QAction, search: QAction) -> None:
        super().__init__()
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CARD, 0, Space.PAGE, 0)
        row.setSpacing(Space.TIGHT)
        for action, icon in ((back, "arrow-left"), (forward, "arrow-right")):
            button = IconButton(theme, icon, action.text(), role="text")
            button.clicked.connect(action.trigger)
            button.setEnabled(action.isEnabled())
            action.enabledChanged.connect(button.setEnabled)
            row.addWidget(button)
        row.addSpacing(Space.TIGHT)
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(0)
        row.addLayout(self._crumbs)
        self.title = ElidedLabel(theme, "", "strong")
        row.addWidget(self.title, 1)
        row.addSpacing(Space.CONTROL)
        self._slot = QHBoxLayout()
        self._slot.setSpacing(Space.CONTROL)
        row.addLayout(self._slot)
        self.search = CommandBox(theme, search)
        row.addWidget(self.search)
        row.addSpacing(Space.CONTROL)
        self.audience = Badge(theme, _("Internal"), "quiet", icon="lock")
        row.addWidget(self.audience)
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_way(self, crumbs: Sequence[Crumb], title: str) -> None:
        """Show where one is.

        Args:
            crumbs: The steps before the title.
            title: The present place.
        """
        while (item := self._crumbs.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        for crumb in crumbs:
            step = Button(self._theme, crumb.label, "crumb")
            step.setEnabled(crumb.place is not None)
            step.clicked.connect(
                lambda _checked=False, place=crumb.place: self.crumb_chosen.emit(place)
            )
            self._crumbs.addWidget(step)
            self._crumbs.addWidget(Label(self._theme, "/ ", tone="secondary"))
        self.title.set_text(title)

    def add(self, widget: QWidget) -> None:
        """Put a widget left of the search box."""
        self._slot.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title its room before the search box takes its own."""
        super().resizeEvent(event)
        share = round(self.width() * 0.34)
        wanted = self.search.sizeHint().width()
        self.search.setFixedWidth(max(min(wanted, share), self.search.minimumSizeHint().width()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plane and the hairline beneath."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), self._theme.colour("surface"))
        painter.fillRect(0, self.height() - 1, self.width(), 1, self._theme.colour("hairline"))

    def _retheme(self) -> None:
        self.setFixedHeight(self._theme.px(Size.TOP_BAR))
