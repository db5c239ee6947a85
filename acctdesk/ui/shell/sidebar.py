"""The sidebar: the workspace, the sections, their counts."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6 import QtCore
from PySide6.QtCore import QPointF, QRectF, QSize, Signal
from PySide6.QtWidgets import (
    QAbstractButton,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from acctdesk.ui.shell.frame import Rule
from acctdesk.ui.theme.ink import Ink
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets.paint import CENTRE, LEFT, RIGHT
from acctdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QEnterEvent, QKeyEvent, QPaintEvent

    from acctdesk.ui.shell.places import Section
    from acctdesk.ui.theme.theme import Theme
    from acctdesk.ui.theme.tokens import Role, TypeName

_EDGE = 8


class NavRow(QAbstractButton):
    """One section: icon, label, count; with a tinted fill and a bar while it is shown.

    Args:
        theme: The theme in force.
        icon: Lucide's name.
        label: The words; tooltip while only the icon shows.
    """

    def __init__(self, theme: Theme, icon: str, label: str) -> None:
        super().__init__()
        self._theme = theme
        self._icon = icon
        self._label = label
        self._badge = ""
        self._alarm = False
        self._narrow = False
        self.setCheckable(True)
        self.setAutoExclusive(False)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(label)
        theme.changed.connect(self._retheme)

    def set_badge(self, text: str, *, alarm: bool = False) -> None:
        """Show a count; empty removes it.

        Args:
            text: The count.
            alarm: Adds a triangle and a colour.
        """
        self._badge = text
        self._alarm = alarm
        name = f"{self._label}, {text}" if text else self._label
        self.setAccessibleName(name)
        self._hint()
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the icon alone, or icon and words."""
        self._narrow = narrow
        self._hint()
        self.update()

    def sizeHint(self) -> QSize:
        """A row of the sidebar."""
        return QSize(self._theme.px(40), self._theme.px(Size.NAV_ROW))

    def nextCheckState(self) -> None:
        """The window decides which row is checked, not the click."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes there too, Up and Down move between rows."""
        key = QtCore.Qt.Key
        if event.key() in (key.Key_Return, key.Key_Enter):
            self.click()
        elif event.key() == key.Key_Down:
            self.focusNextChild()
        elif event.key() == key.Key_Up:
            self.focusPreviousChild()
        else:
            super().keyPressEvent(event)

    def enterEvent(self, event: QEnterEvent) -> None:
        """Light up."""
        self.update()

    def leaveEvent(self, event: QEvent) -> None:
        """Go out again."""
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the row."""
        theme = self._theme
        px = theme.px
        painter = Ink(self, theme)
        here = self.isChecked()
        box = QRectF(self.rect()).adjusted(_EDGE, 1, -_EDGE, -1)
        if here:
            painter.fill(box, "selection", Size.RADIUS)
            bar = QRectF(-2, box.top() + px(8), 5, box.height() - 2 * px(8))
            painter.fill(bar, "accent", 2)
        elif self.underMouse():
            painter.fill(box, "side_hover", Size.RADIUS)
        if self.hasFocus():
            painter.stroke(box, "accent", Size.RADIUS, 2)
        edge = px(Size.ICON)
        left = (self.width() - edge) / 2 if self._narrow else px(18)
        picture = theme.pixmap(
            self._icon, "accent" if here else "secondary", Size.ICON, self.devicePixelRatioF()
        )
        painter.drawPixmap(QPointF(left, (self.height() - edge) / 2), picture)
        role: Role = "breached" if self._alarm else "secondary"
        if self._narrow:
            if self._badge and self._alarm:
                dot = QRectF(left + edge - 4, (self.height() - edge) / 2 - 3, 8, 8)
                painter.fill(dot, "breached", 4)
            return
        words = QRectF(self.rect()).adjusted(px(46), 0, -px(19), 0)
        if self._badge:
            badge = f"{self._badge} ▲" if self._alarm else self._badge
            small: TypeName = "caption_strong" if self._alarm else "caption"
            painter.write(words, RIGHT, badge, small, role)
            words.setRight(words.right() - theme.metrics("caption").horizontalAdvance(badge) - 8)
        style: TypeName = "strong" if here else "body"
        shown = theme.elide(style, self._label, words.width())
        painter.write(words, LEFT, shown, style, "text")

    def _hint(self) -> None:
        self.setToolTip(self.accessibleName() if self._narrow else "")

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()


class WorkspaceBlock(QAbstractButton):
    """Mark, name and counts of the open workspace; pressing it leads to the workspaces.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._name = "AcctDesk"
        self._line = ""
        self._narrow = False
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Workspace"))
        theme.changed.connect(self._retheme)

    def set_workspace(self, name: str, line: str) -> None:
        """Say which workspace is open.

        Args:
            name: Its name.
            line: Counts and protection, such as "42 accounts · encrypted".
        """
        self._name = name
        self._line = line
        self.setAccessibleName(f"{name}, {line}" if line else name)
        self.update()

    def set_narrow(self, narrow: bool) -> None:
        """Show the mark alone, or mark and words."""
        self._narrow = narrow
        self.setToolTip(self.accessibleName() if narrow else "")
        self.update()

    def sizeHint(self) -> QSize:
        """The head of the sidebar."""
        return QSize(self._theme.px(120), self._theme.px(68))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint mark and words."""
        theme = self._theme
        px = theme.px
        painter = Ink(self, theme)
        edge = px(28)
        left = (self.width() - edge) / 2 if self._narrow else px(16)
        mark = QRectF(left, px(22), edge, edge)
        painter.fill(mark, "accent", Size.RADIUS)
        painter.write(mark, CENTRE, self._name[:1].upper(), "strong", "on_accent")
        if self.hasFocus():
            ring = QRectF(self.rect()).adjusted(_EDGE, px(12), -_EDGE, -px(6))
            painter.stroke(ring, "accent", Size.RADIUS, 2)
        if self._narrow:
            return
        start = mark.right() + px(10)
        width = self.width() - start - px(10)
        lines: tuple[tuple[str, TypeName, Role, int], ...] = (
            (self._name, "strong", "text", px(18)),
            (self._line, "caption", "secondary", px(37)),
        )
        for text, style, role, top in lines:
            room = QRectF(start, top, width, theme.line(style))
            painter.write(room, LEFT, theme.elide(style, text, width), style, role)

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()


class Sidebar(QWidget):
    """The sections in their fixed order; icons alone when narrow.

    Args:
        theme: The theme in force.
        sections: The rows. Sections that are not given are not there.
    """

    chosen = Signal(str)
    """Id of the section whose row was pressed."""

    def __init__(self, theme: Theme, sections: Sequence[Section]) -> None:
        super().__init__()
        self._theme = theme
        self._narrow = False
        self._rows: dict[str, NavRow] = {}
        self.setAccessibleName(_("Sections"))
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        self.workspace = WorkspaceBlock(theme)
        whole.addWidget(self.workspace)
        # With large text on a small screen the rows need more height than there is.
        self._scroll = QScrollArea()
        self._scroll.setWidgetResizable(True)
        # By number (NoFrame, NoFocus, ScrollBarAlwaysOff): naming one of Qt's enumerations loads
        # all of them, 25 ms that the first paint can't spare.
        for name, value in (
            ("frameShape", 0),
            ("focusPolicy", 0),
            ("horizontalScrollBarPolicy", 1),
        ):
            self._scroll.setProperty(name, value)
        inner = QWidget()
        inner.setProperty("plane", "side")
        self._scroll.setWidget(inner)
        whole.addWidget(self._scroll, 1)
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, _EDGE)
        column.setSpacing(2)
        self._add(column, [one for one in sections if one.placement == "main"])
        tools = [one for one in sections if one.placement == "tools"]
        if tools:
            column.addSpacing(10)
            inset = QVBoxLayout()
            inset.setContentsMargins(16, 0, 16, 0)
            inset.addWidget(Rule(theme))
            column.addLayout(inset)
            column.addSpacing(10)
            self._add(column, tools)
        column.addStretch(1)
        self._add(column, [one for one in sections if one.placement == "foot"])
        self._retheme()
        theme.changed.connect(self._retheme)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the plane."""
        Ink(self, self._theme).fill(QRectF(self.rect()), "side")

    def rows(self) -> dict[str, NavRow]:
        """The rows by id of their section, in order."""
        return self._rows

    def is_narrow(self) -> bool:
        """Whether only icons show."""
        return self._narrow

    def set_narrow(self, narrow: bool) -> None:
        """Show icons alone, or icons and words."""
        if narrow == self._narrow:
            return
        self._narrow = narrow
        self.workspace.set_narrow(narrow)
        for row in self._rows.values():
            row.set_narrow(narrow)
        self._retheme()

    def set_current(self, section: str) -> None:
        """Mark the section that is shown."""
        for name, row in self._rows.items():
            row.setChecked(name == section)

    def _add(self, column: QVBoxLayout, sections: Sequence[Section]) -> None:
        for section in sections:
            row = NavRow(self._theme, section.icon, str(section.label))
            row.clicked.connect(lambda _checked=False, name=section.id: self.chosen.emit(name))
            self._rows[section.id] = row
            column.addWidget(row)

    def _retheme(self) -> None:
        wide = min(self._theme.px(Size.SIDEBAR), 320)
        narrow = max(Size.SIDEBAR_ICONS, self._theme.px(44))
        self.setFixedWidth(narrow if self._narrow else wide)
