"""The bar above a list: its heading, the saved view, and what one can do with it."""

from __future__ import annotations

from PySide6.QtCore import QPointF
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from acctdesk.ui.lists.spec import ListSpec
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton, MenuButton
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _


class ViewButton(MenuButton):
    """Names the saved view in force, with a dot while it differs from how it was saved.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("View"), QMenu(), "quiet", icon="bookmark")
        self._dirty = False

    def show_view(self, name: str, *, dirty: bool) -> None:
        """Say which view it is, and whether it was changed.

        Args:
            name: Its name.
            dirty: Whether something differs from how it was saved.
        """
        self._dirty = dirty
        # Room for the dot after the name.
        self.set_text(f"{name}   " if dirty else name)
        self.setAccessibleName(_("View: %s, with unsaved changes") % name if dirty else
                               _("View: %s") % name)  # fmt: skip
        self.setToolTip(_("Unsaved changes") if dirty else "")
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button, and the dot of unsaved changes."""
        super().paintEvent(event)
        if self._dirty:
            px = self._theme.px
            painter = QPainter(self)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(self._theme.colour("accent"))
            painter.setBrush(self._theme.colour("accent"))
            x = self.width() - px(10) - px(16) - px(8)
            painter.drawEllipse(QPointF(x, self.height() / 2), px(3), px(3))


class ViewBar(QWidget):
    """Heading and view at the left, tools and the primary button at the right.

    Args:
        theme: The theme in force.
        spec: Which list.
    """

    def __init__(self, theme: Theme, spec: ListSpec) -> None:
        super().__init__()
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.CONTROL)
        left = QWidget()
        begin = QHBoxLayout(left)
        begin.setContentsMargins(0, 0, 0, 0)
        begin.setSpacing(Space.CARD_GAP)
        self.title = Label(theme, str(spec.words.title), "title")
        begin.addWidget(self.title)
        self.view = ViewButton(theme)
        begin.addWidget(self.view)
        row.addWidget(left)
        self.filter = Button(theme, _("Filter"), icon="list-filter")
        self.sort = Button(theme, _("Sort"), icon="arrow-up-down")
        self.group = Button(theme, _("Group"), icon="layout-list")
        self.columns = Button(theme, _("Columns"), icon="columns-3")
        self.more = IconButton(theme, "ellipsis", _("More"))
        self.new = Button(theme, str(spec.words.new), "primary", icon="plus")
        tools = QWidget()
        self._flow = FlowLayout(tools, Space.CONTROL, to_right=True)
        for one in (self.filter, self.sort, self.group, self.columns, self.more, self.new):
            self._flow.addWidget(one)
        # Tools go to a second row where large text leaves too little room for one.
        row.addWidget(tools, 1)

    def tools(self) -> tuple[QWidget, ...]:
        """What needs records to be of use."""
        return (self.filter, self.sort, self.group, self.columns)
