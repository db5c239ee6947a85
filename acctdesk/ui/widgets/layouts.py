"""How things stand together: named values, splitters, popovers."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QRect, Qt, QTimer
from PySide6.QtWidgets import (
    QFrame,
    QGridLayout,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.text import Label

LEAST = 80
"""Height at 100 % that the part of a popover keeps that scrolls."""


class KeyValueList(QWidget):
    """Names at the left in grey, values at the right.

    Args:
        theme: The theme in force.
        name_width: Width of the names' column at 100 %, in pixels.
    """

    def __init__(self, theme: Theme, name_width: int = 104) -> None:
        super().__init__()
        self._theme = theme
        self._name_width = name_width
        self._rows = 0
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(Space.CONTROL)
        self._grid.setVerticalSpacing(Space.CONTROL)
        self._grid.setColumnStretch(1, 1)
        self._retheme()
        theme.changed.connect(self._retheme)

    def add(self, name: str, value: str | QWidget) -> QWidget:
        """Add a row.

        Args:
            name: What it is.
            value: Words, or a widget that shows it.

        Returns:
            The widget that shows the value.
        """
        if isinstance(value, str):
            shown: QWidget = Label(self._theme, value, wrap=True)
        else:
            shown = value
        if not shown.accessibleName():
            shown.setAccessibleName(name)
        top = Qt.AlignmentFlag.AlignTop
        self._grid.addWidget(
            Label(self._theme, name, tone="secondary", wrap=True), self._rows, 0, top
        )
        self._grid.addWidget(shown, self._rows, 1, top)
        self._rows += 1
        return shown

    def clear(self) -> None:
        """Remove all rows."""
        while (item := self._grid.takeAt(0)) is not None:
            widget = item.widget()
            if widget:
                widget.hide()
                widget.deleteLater()
        self._rows = 0

    def _retheme(self) -> None:
        self._grid.setColumnMinimumWidth(0, self._theme.px(self._name_width))


class Splitter(QSplitter):
    """Two or more panes with a hairline that can be dragged.

    Args:
        name: Object name, under which pages keep its state; also the accessible name.
        orientation: Horizontal puts panes side by side.
    """

    def __init__(self, name: str, orientation: Qt.Orientation = Qt.Orientation.Horizontal) -> None:
        super().__init__(orientation)
        self.setObjectName(name)
        self.setAccessibleName(name)
        self.setHandleWidth(1)
        self.setChildrenCollapsible(False)


class Popover(QFrame):
    """A small surface over the page, closed by Esc or a click elsewhere; `body` takes content.

    Args:
        theme: The theme in force.
        name: Accessible name: what it is for.
        parent: The widget it belongs to.
    """

    def __init__(self, theme: Theme, name: str, parent: QWidget) -> None:
        super().__init__(parent, Qt.WindowType.Popup | Qt.WindowType.FramelessWindowHint)
        self._anchor: QWidget | None = None
        self.setObjectName("popup")
        self.setAccessibleName(name)
        self.body = QVBoxLayout(self)
        margin = theme.px(Space.CARD_GAP)
        self.body.setContentsMargins(margin, margin, margin, margin)
        self.body.setSpacing(Space.CONTROL)

    def room(self) -> QRect:
        """Where on the screen it may stand: over its window, however large the screen is."""
        room = self.screen().availableGeometry()
        parent = self.parentWidget()
        while parent is not None and parent.window().windowType() == Qt.WindowType.Popup:
            parent = parent.window().parentWidget()
        if parent is not None and parent.window().isVisible():
            over = room.intersected(parent.window().geometry())
            room = over if not over.isEmpty() else room
        return room

    def open_under(self, anchor: QWidget) -> None:
        """Show it beneath a widget, within the screen."""
        self._anchor = anchor
        self.adjustSize()
        self._place()
        self.show()
        self.setFocus(Qt.FocusReason.PopupFocusReason)

    def event(self, event: QEvent) -> bool:
        """Follow what comes into it while it is open."""
        done = super().event(event)
        if event.type() == QEvent.Type.LayoutRequest and self.isVisible():
            self._place()
        return done

    def _place(self) -> None:
        anchor = self._anchor
        if anchor is None:
            return
        screen, room = anchor.screen().availableGeometry(), self.room()
        # Qt's own size stops at two thirds of the screen, and squeezes what would need more.
        wide = max(self.width(), self.body.totalSizeHint().width())
        if self.body.totalMinimumSize().width() > room.width():
            room.setLeft(screen.left())
            room.setRight(screen.right())
        wide = min(wide, room.width())
        need = self.body.totalSizeHint().height()
        if self.body.hasHeightForWidth():
            need = self.body.totalHeightForWidth(wide)
        if need > room.height():
            room.setTop(screen.top())
            room.setBottom(screen.bottom())
        self.resize(wide, min(max(need, self.minimumHeight()), room.height()))
        corner = anchor.mapToGlobal(QPoint(0, anchor.height() + 4))
        corner.setX(max(room.left(), min(corner.x(), room.right() - self.width())))
        if corner.y() + self.height() > room.bottom():
            corner.setY(anchor.mapToGlobal(QPoint(0, 0)).y() - self.height() - 4)
        if corner.y() < room.top():
            # What fits neither beneath nor above lies over the widget.
            corner.setY(max(room.top(), room.bottom() + 1 - self.height()))
        self.move(corner)


class PopoverPart(QScrollArea):
    """What of a popover scrolls where its window is too low for all of it; `column` takes rows.

    Args:
        theme: The theme in force.
        name: Accessible name: what the rows are.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__()
        self._theme = theme
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(name)
        inner = QWidget()
        inner.setProperty("plane", "none")
        self.column = QVBoxLayout(inner)
        self.column.setContentsMargins(0, 0, theme.px(4), 0)
        self.setWidget(inner)

    def fit(self, popover: Popover, wide: int = 0) -> None:
        """Be as high as the rows need, but leave room for what stands above and beneath.

        Args:
            popover: Whose part it is.
            wide: Width in pixels; 0 is what the rows need.
        """
        column, room = self.column, popover.room()
        bar = self.verticalScrollBar().sizeHint().width()
        wide = min(wide or column.totalSizeHint().width() + bar, room.width() - 80)
        high = column.totalSizeHint().height()
        if column.hasHeightForWidth():
            high = column.totalHeightForWidth(wide - bar)
        self.setFixedSize(wide, 0)
        rest = popover.body.totalSizeHint()
        others = rest.height()
        if popover.body.hasHeightForWidth():
            others = popover.body.totalHeightForWidth(rest.width())
        self.setFixedHeight(min(high, max(room.height() - others, self._theme.px(LEAST))))

    def reveal(self, row: QWidget) -> None:
        """Bring a row into sight, as soon as it has its place."""
        QTimer.singleShot(0, row, lambda: self.ensureWidgetVisible(row))
