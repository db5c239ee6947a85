"""The bar above a list: its heading, the saved view, and what one can do with it."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from acctdesk.ui.lists.spec import ListSpec
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.widgets.buttons import Button, IconButton, MenuButton
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
        self._name, self._room = "", 0

    def show_view(self, name: str, *, dirty: bool) -> None:
        """Say which view it is, and whether it was changed.

        Args:
            name: Its name.
            dirty: Whether something differs from how it was saved.
        """
        self._name, self._dirty = name, dirty
        self._say()
        self.setAccessibleName(_("View: %s, with unsaved changes") % name if dirty else
                               _("View: %s") % name)  # fmt: skip
        self.setToolTip(_("Unsaved changes") if dirty else "")
        self.update()

    def set_room(self, width: int) -> None:
        """Shorten the name.

        Args:
            width: What the button may take, in pixels; 0 for as much as it needs.
        """
        if width != self._room:
            self._room = width
            self._say()

    def _say(self) -> None:
        words = self._name
        if self._room:
            around = self._theme.px(12 + 18 + 8 + 32 + (16 if self._dirty else 0))
            words = self._theme.elide("medium", words, max(self._room - around, self._theme.px(24)))
        said = self.accessibleName()
        # Room for the dot after the name.
        self.set_text(f"{words}   " if self._dirty else words)
        self.setAccessibleName(said)

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

    Where large text or a small window leaves too little room, tools shrink to their icons.

    Args:
        theme: The theme in force.
        spec: Which list.
    """

    def __init__(self, theme: Theme, spec: ListSpec) -> None:
        super().__init__()
        self._theme = theme
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(Space.CONTROL)
        self.title = Label(theme, str(spec.words.title), "title")
        self._row.addWidget(self.title)
        self.view = ViewButton(theme)
        self._row.addWidget(self.view)
        self._row.addStretch(1)
        self.filter = ToolButton(theme, _("Filter"), icon="list-filter")
        self.sort = ToolButton(theme, _("Sort"), icon="arrow-up-down")
        self.group = ToolButton(theme, _("Group"), icon="layout-list")
        self.columns = ToolButton(theme, _("Columns"), icon="columns-3")
        self.more = IconButton(theme, "ellipsis", _("More"))
        self.new = ToolButton(theme, str(spec.words.new), "primary", icon="plus")
        for one in (self.filter, self.sort, self.group, self.columns, self.more, self.new):
            self._row.addWidget(one)
        self._tight = 0
        theme.changed.connect(self._fit)

    def tools(self) -> tuple[QWidget, ...]:
        """What needs records to be of use."""
        return (self.filter, self.sort, self.group, self.columns)

    def fit(self) -> None:
        """Shrink or widen the tools to the room there is; their words changed."""
        self._fit()

    def minimumSizeHint(self) -> QSize:
        """With every tool shrunk to its icon."""
        icons = (self.filter, self.sort, self.group, self.columns, self.new)
        wide = sum(one.icon_width() for one in icons) + self.more.width()
        wide += self._theme.px(120)
        return QSize(wide + 7 * Space.CONTROL, self._theme.px(Size.CONTROL))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Shrink or widen the tools."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        steps: tuple[tuple[ToolButton, ...], ...] = (
            (self.group, self.columns, self.sort, self.filter),
            (self.new,),
        )
        for one in (*steps[0], *steps[1]):
            one.set_shrunk(False)
        # The bar of the window says what it is as well.
        self.title.setVisible(True)
        self.view.set_room(0)
        for step in steps:
            if self._row.minimumSize().width() <= self.width():
                break
            for one in step:
                one.set_shrunk(True)
        if self._row.minimumSize().width() > self.width():
            self.title.hide()
        over = self._row.minimumSize().width() - self.width()
        if over > 0:
            self.view.set_room(self.view.sizeHint().width() - over)


class ToolButton(Button):
    """A button that can shrink to its icon; its name stays as tooltip and accessible name."""

    _words = ""
    _shrunk = False

    def set_text(self, text: str) -> None:
        """Change the words."""
        super().set_text(text)
        self._words = self.text()
        self._show()

    def set_shrunk(self, shrunk: bool) -> None:
        """Show the icon alone, or the words as well."""
        self._words = self._words or self.text()
        self._shrunk = shrunk
        self._show()

    def icon_width(self) -> int:
        """Its width as an icon."""
        return self.iconSize().width() + 2 * self._theme.px(12) + 2

    def _show(self) -> None:
        self.setText("" if self._shrunk else self._words)
        self.setToolTip(self.accessibleName() if self._shrunk else "")
