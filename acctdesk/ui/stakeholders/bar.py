"""The bar above a stakeholder map: the view, what is done with it, the day it is seen as of."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence

from PySide6.QtGui import QAction, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton, paint_chevron
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.steps import Segmented
from acctdesk.words import _, date


class DropButton(Button):
    """A button that opens a popover; a chevron says so.

    Args:
        theme: The theme in force.
        text: What is chosen.
        icon: Lucide's name.
    """

    def __init__(self, theme: Theme, text: str, icon: str) -> None:
        super().__init__(theme, text, icon=icon)
        self.setProperty("drop", True)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and its chevron."""
        super().paintEvent(event)
        paint_chevron(self, self._theme)


class ActionIcon(IconButton):
    """An icon that triggers an action of the window, and is able when that is.

    Args:
        theme: The theme in force.
        icon: Lucide's name.
        action: Its words are tooltip and accessible name.
    """

    def __init__(self, theme: Theme, icon: str, action: QAction) -> None:
        super().__init__(theme, icon, action.text())
        self._action = action
        self.clicked.connect(action.trigger)
        action.changed.connect(self._follow)
        self._follow()

    def _follow(self) -> None:
        self.setEnabled(self._action.isEnabled())
        self.setToolTip(self._action.text().replace("&&", "&"))
        self.setAccessibleName(self.toolTip())


class MapBar(QWidget):
    """The bar.

    Args:
        theme: The theme in force.
        views: Words and icon of each view.
        undo: The window's action.
        redo: Likewise.
    """

    def __init__(
        self, theme: Theme, views: Sequence[tuple[str, str]], undo: QAction, redo: QAction
    ) -> None:
        super().__init__()
        self._theme = theme
        self.views = Segmented(
            theme, _("View"), [words for words, _icon in views], [icon for _words, icon in views]
        )
        self.add = Button(theme, _("Person"), icon="plus")
        self.add.setAccessibleName(_("Add a person to the map"))
        self.add.setToolTip(_("Add a person to the map"))
        self.tidy = Button(theme, _("Tidy"), icon="workflow")
        self.tidy.setToolTip(_("Put all cards where the tidy layout has them"))
        self.undo = ActionIcon(theme, "undo-2", undo)
        self.redo = ActionIcon(theme, "redo-2", redo)
        self.past = DropButton(theme, _("As of today"), "history")
        self.gaps = Button(theme, _("Gaps"), icon="triangle-alert")
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.CONTROL)
        left, right = QWidget(), QWidget()
        flow = FlowLayout(left)
        for one in (self.views, self.add, self.tidy, self.undo, self.redo):
            flow.addWidget(one)
        self._right = FlowLayout(right, to_right=True)
        for one in (self.past, self.gaps):
            self._right.addWidget(one)
        self._row.addWidget(left, 1)
        self._row.addWidget(right)
        self._sides = (left, right)
        theme.changed.connect(self._arrange)

    def add_right(self, widget: QWidget) -> None:
        """Put a further button at the right."""
        self._right.addWidget(widget)
        self._arrange()

    def set_day(self, day: dt.date | None) -> None:
        """Say as of which day the map is seen; None for today."""
        self.past.set_text(_("As of %s") % date(day) if day is not None else _("As of today"))
        self._arrange()

    def set_gaps(self, n: int) -> None:
        """Say how many gaps there are."""
        self.gaps.set_text(_("Gaps (%d)") % n if n else _("Gaps"))
        self._arrange()

    def set_panel_open(self, is_open: bool) -> None:
        """Hide the button of what is in sight already; it comes back when that is closed."""
        if self.gaps.isHidden() != is_open:
            self.gaps.setHidden(is_open)
            self._arrange()

    def set_able(self, able: bool) -> None:
        """Say whether the map can be changed."""
        self.add.setEnabled(able)
        self.tidy.setEnabled(able)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or beneath each other where there is no room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        buttons = self._buttons()
        gaps = Space.CONTROL * (len(buttons) + 1)
        others = sum(one.sizeHint().width() for one in buttons if one is not self.views) + gaps
        least = self.views.minimumSizeHint().width()
        # The views give their words away before the buttons take a second row.
        room = self.width() - others
        narrow = room < least
        self.views.setMaximumWidth(max(min(self.width(), 16_000) if narrow else room, least))
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if self._row.direction() != way:
            self._row.setDirection(way)
        # Beside each other both have their room; beneath each other the lines end at the left.
        self._right.set_to_right(not narrow)

    def _buttons(self) -> list[QWidget]:
        return [
            one for side in self._sides for one in side.findChildren(QWidget)
            if one.parentWidget() is side and not one.isHidden()
        ]  # fmt: skip
