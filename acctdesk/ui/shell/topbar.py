"""The bar above the page: back, forward, where one is, search, and who may see this."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QSizePolicy, QWidget

from acctdesk.ui.shell.frame import Words
from acctdesk.ui.theme.ink import Ink
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.widgets.paint import CENTRE, LEFT
from acctdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QAction, QEnterEvent, QPaintEvent, QResizeEvent

    from acctdesk.ui.shell.page import Crumb
    from acctdesk.ui.theme.theme import Theme
    from acctdesk.ui.theme.tokens import Role

SEARCH_KEYS = "Ctrl+K"
"""Opens the command palette, unless the person chose other keys."""
_BARE = 110
"""Width at 100 % below which the search box is its icon alone."""
_TITLE = 140
"""Width at 100 % that the title has before the search box takes its own, if it is that long."""


class Arrow(QAbstractButton):
    """Back or forward. Looks as an `IconButton` does; icons and actions of Qt come too late for it.

    Args:
        theme: The theme in force.
        icon: Lucide's name.
        name: What it does, in words.
    """

    def __init__(self, theme: Theme, icon: str, name: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setEnabled(False)
        self._retheme()
        theme.changed.connect(self._retheme)

    def bind(self, action: QAction) -> None:
        """Do what an action does, when it can be done."""
        self.clicked.connect(action.trigger)
        self.setEnabled(action.isEnabled())
        action.enabledChanged.connect(self.setEnabled)

    def sizeHint(self) -> QSize:
        """A square as high as a control."""
        edge = self._theme.px(Size.CONTROL)
        return QSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the arrow."""
        theme = self._theme
        painter = Ink(self, theme)
        box = QRectF(self.rect())
        role: Role = "text" if self.isEnabled() else "disabled"
        if self.isDown():
            painter.fill(box, "selection", Size.RADIUS)
        elif self.isEnabled() and self.underMouse():
            painter.fill(box, "pressed", Size.RADIUS)
        if self.hasFocus():
            painter.stroke(box, "accent", Size.RADIUS, 2)
        spare = (self.width() - theme.px(Size.ICON)) // 2
        picture = theme.pixmap(self._icon, role, Size.ICON, self.devicePixelRatioF())
        painter.drawPixmap(spare, spare, picture)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Go out again."""
        self.update()

    def _retheme(self) -> None:
        edge = self._theme.px(Size.CONTROL)
        self.setFixedSize(edge, edge)
        self.update()


class Pill(QWidget):
    """Who may see what is shown: a lock and a word; looks as a quiet `Badge` does.

    Args:
        theme: The theme in force.
        text: What it says.
    """

    def __init__(self, theme: Theme, text: str) -> None:
        super().__init__()
        self._theme = theme
        self._text = text
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self._retheme)

    def text(self) -> str:
        """What it says."""
        return self._text

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        px = self._theme.px
        width = self._theme.metrics("caption_medium").horizontalAdvance(self._text)
        return QSize(round(width + 2 * px(8) + px(16)), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        theme = self._theme
        px = theme.px
        painter = Ink(self, theme)
        box = QRectF(self.rect())
        painter.fill(box, "surface", box.height() / 2)
        painter.stroke(box, "control_line", box.height() / 2)
        lock = theme.pixmap("lock", "secondary", 14, self.devicePixelRatioF())
        painter.drawPixmap(px(7), (self.height() - px(14)) // 2, lock)
        words = box.adjusted(px(20), 0, -px(4), 0)
        painter.write(words, CENTRE, self._text, "caption_medium", "secondary")

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()


class CommandBox(QAbstractButton):
    """Looks like a search field and opens the command palette; its keys are shown.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._keys = SEARCH_KEYS
        self._words = _("Search or run a command")
        self.setAccessibleName(self._words)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setEnabled(False)
        theme.changed.connect(self._retheme)

    def bind(self, action: QAction) -> None:
        """Do what an action does, when it can be done, and show its keys."""
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        keys = self._action.shortcut().toString()
        if keys != self._keys or self.isEnabled() != self._action.isEnabled():
            self._keys = keys
            self.setEnabled(self._action.isEnabled())
            self.update()

    def sizeHint(self) -> QSize:
        """Wide enough for its words and keys."""
        return QSize(self._theme.px(360), self._theme.px(Size.CONTROL))

    def minimumSizeHint(self) -> QSize:
        """The icon at least; its name is told to assistive technology and in the tooltip."""
        return QSize(self._theme.px(Size.CONTROL), self._theme.px(Size.CONTROL))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the field."""
        theme = self._theme
        px = theme.px
        painter = Ink(self, theme)
        focused = self.hasFocus()
        box = QRectF(self.rect())
        painter.fill(box, "hover" if self.underMouse() else "page", Size.RADIUS)
        painter.stroke(box, "accent" if focused else "hairline", Size.RADIUS, 2 if focused else 1)
        edge = px(16)
        picture = theme.pixmap("search", "secondary", 16, self.devicePixelRatioF())
        bare = self.width() < px(_BARE)
        left = (self.width() - edge) / 2 if bare else px(10)
        painter.drawPixmap(QPointF(left, (self.height() - edge) / 2), picture)
        if bare:
            return
        right = float(self.width() - px(8))
        keys = self._keys.replace("+", " ")
        if keys:
            wide = theme.metrics("caption").horizontalAdvance(keys) + px(12)
            cap = QRectF(right - wide, (self.height() - px(20)) / 2, wide, px(20))
            painter.fill(cap, "surface", 4)
            painter.stroke(cap, "control_line", 4)
            painter.write(cap, CENTRE, keys, "caption", "secondary")
            right = cap.left() - px(8)
        words = QRectF(px(34), 0, right - px(34), self.height())
        shown = theme.elide("body", self._words, words.width())
        painter.write(words, LEFT, shown, "body", "secondary")

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
    """

    crumb_chosen = Signal(object)
    """The `Place` of a step of the breadcrumb that was pressed."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CARD, 0, Space.PAGE, 0)
        row.setSpacing(Space.TIGHT)
        self._back = Arrow(theme, "arrow-left", _("Back"))
        self._forward = Arrow(theme, "arrow-right", _("Forward"))
        row.addWidget(self._back)
        row.addWidget(self._forward)
        row.addSpacing(Space.TIGHT)
        self._crumbs = QHBoxLayout()
        self._crumbs.setSpacing(0)
        row.addLayout(self._crumbs)
        self.title = Words(theme, "", "strong")
        row.addWidget(self.title, 1)
        row.addSpacing(Space.CONTROL)
        self._slot = QHBoxLayout()
        self._slot.setSpacing(Space.CONTROL)
        row.addLayout(self._slot)
        self.search = CommandBox(theme)
        self.search.hide()
        self._foreseen = False
        row.addWidget(self.search)
        row.addSpacing(Space.CONTROL)
        self.audience = Pill(theme, _("Internal"))
        row.addWidget(self.audience)
        self._retheme()
        theme.changed.connect(self._retheme)

    def foresee_search(self) -> None:
        """Show the search box though nobody answers yet: somebody will in a moment."""
        self._foreseen = True
        self.search.show()

    def bind(self, back: QAction, forward: QAction, search: QAction) -> None:
        """Give the arrows and the search box their actions."""
        self._back.bind(back)
        self._forward.bind(forward)
        self.search.bind(search)
        # Without a palette that answers, a search box would be scenery.
        self.search.setVisible(search.isEnabled() or self._foreseen)
        search.enabledChanged.connect(self.search.setVisible)

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
        if crumbs:
            self._add_crumbs(crumbs)
        self.title.set_text(title)
        self._fit()

    def _add_crumbs(self, crumbs: Sequence[Crumb]) -> None:
        from acctdesk.ui.widgets.buttons import Button
        from acctdesk.ui.widgets.text import Label

        for crumb in crumbs:
            step = Button(self._theme, crumb.label, "crumb")
            step.setEnabled(crumb.place is not None)
            step.clicked.connect(
                lambda _checked=False, place=crumb.place: self.crumb_chosen.emit(place)
            )
            self._crumbs.addWidget(step)
            self._crumbs.addWidget(Label(self._theme, "/ ", tone="secondary"))

    def add(self, widget: QWidget) -> None:
        """Put a widget left of the search box."""
        self._slot.addWidget(widget)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the title its room before the search box takes its own."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        """How wide the search box is: a third at most, and what the way here leaves at least."""
        px = self._theme.px
        steps = sum(
            item.sizeHint().width()
            for at in range(self._crumbs.count())
            if (item := self._crumbs.itemAt(at)) is not None
        )
        title = min(self._theme.metrics("strong").horizontalAdvance(self.title.text()), px(_TITLE))
        around = Space.CARD + Space.PAGE + 2 * Space.CONTROL + 7 * Space.TIGHT
        taken = 2 * px(Size.CONTROL) + steps + title + self._slot.sizeHint().width() + around
        room = self.width() - round(taken) - self.audience.sizeHint().width()
        wanted = min(self.search.sizeHint().width(), round(self.width() * 0.34), room)
        bare = self.search.minimumSizeHint().width()
        # Between the icon alone and icon with keys there is nothing to be read.
        self.search.setFixedWidth(wanted if wanted >= px(_BARE) else bare)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plane and the hairline beneath."""
        painter = Ink(self, self._theme)
        painter.fill(QRectF(self.rect()), "surface")
        painter.fill(QRectF(0, self.height() - 1, self.width(), 1), "hairline")

    def _retheme(self) -> None:
        # Large text needs higher controls, not more air around them.
        self.setFixedHeight(self._theme.px(Size.CONTROL) + Size.TOP_BAR - Size.CONTROL)
        self._fit()
