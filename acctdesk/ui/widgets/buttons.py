"""Buttons: one primary a page, everything else quiet."""

from __future__ import annotations

from typing import Literal

from PySide6.QtCore import QPointF, QSize
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QStyleOptionButton, QToolButton

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size

Kind = Literal["primary", "secondary", "quiet", "danger", "link", "crumb"]
_INK: dict[Kind, Role] = {
    "primary": "on_accent",
    "secondary": "secondary",
    "quiet": "secondary",
    "danger": "on_danger",
    "link": "accent",
    "crumb": "secondary",
}


class Button(QPushButton):
    """A button with words.

    Args:
        theme: The theme in force.
        text: A verb: what it does.
        kind: ``primary`` once a page, ``danger`` for what can't be undone, ``link`` in running
            rows, ``crumb`` in the way to a place.
        icon: Lucide's name; empty shows none.
    """

    def __init__(
        self, theme: Theme, text: str, kind: Kind = "secondary", *, icon: str = ""
    ) -> None:
        # A leading ampersand would become a mnemonic and vanish from names typed by people.
        super().__init__(text.replace("&", "&&"))
        self._theme = theme
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        if icon:
            self.setIcon(theme.icon(icon, _INK[kind]))
            # A blank keeps the words from sticking to the icon.
            self.setText(" " + self.text())
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_text(self, text: str) -> None:
        """Change the words and the accessible name."""
        self.setText((" " if not self.icon().isNull() else "") + text.replace("&", "&&"))
        self.setAccessibleName(text)

    def _retheme(self) -> None:
        edge = self._theme.px(Size.ICON)
        self.setIconSize(QSize(edge, edge))


class MenuButton(Button):
    """A button that opens a menu; a chevron says so.

    Args:
        theme: The theme in force.
        text: What is chosen, or what the menu is about.
        menu: Shown beneath; the button owns it from now on.
        kind: As for `Button`.
        icon: As for `Button`.
    """

    def __init__(
        self,
        theme: Theme,
        text: str,
        menu: QMenu,
        kind: Kind = "secondary",
        *,
        icon: str = "",
    ) -> None:
        super().__init__(theme, text, kind, icon=icon)
        self.setProperty("drop", True)
        menu.setParent(self, menu.windowFlags())
        self.setMenu(menu)

    def initStyleOption(self, option: QStyleOptionButton) -> None:
        """Draw it as a plain button: with a menu, Qt leaves the style sheet's padding out."""
        super().initStyleOption(option)
        features = option.features
        option.features = features & ~QStyleOptionButton.ButtonFeature.HasMenu

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the button and its chevron."""
        super().paintEvent(event)
        paint_chevron(self, self._theme)


def paint_chevron(button: QPushButton, theme: Theme) -> None:
    """Paint the sign that a button opens something, at its right end."""
    edge = theme.px(16)
    corner = QPointF(button.width() - edge - theme.px(10), (button.height() - edge) / 2)
    role: Role = "secondary" if button.isEnabled() else "disabled"
    if button.property("kind") == "primary":
        role = "on_accent"
    picture = theme.pixmap("chevron-down", role, 16, button.devicePixelRatioF())
    QPainter(button).drawPixmap(corner, picture)


_TARGET = 24
"""The least edge of what one points at, at 100 %, in pixels (WCAG 2.5.8)."""


class IconButton(QToolButton):
    """A button that is only an icon; its name is tooltip and accessible name.

    Args:
        theme: The theme in force.
        icon: Lucide's name.
        name: What it does, in words.
        role: Colour of the icon.
        checkable: Whether it stays down.
        small: Whether it is as small as a target may be, to stand within a line of words.
    """

    def __init__(
        self,
        theme: Theme,
        icon: str,
        name: str,
        *,
        role: Role = "secondary",
        checkable: bool = False,
        small: bool = False,
    ) -> None:
        super().__init__()
        self._theme = theme
        self._size = _TARGET if small else Size.CONTROL
        if small:
            self.setStyleSheet("padding: 0;")
        self.setIcon(theme.icon(icon, role, on="accent"))
        self.setToolTip(name)
        self.setAccessibleName(name)
        self.setCheckable(checkable)
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_icon(self, icon: str, name: str, role: Role = "secondary") -> None:
        """Change what it shows and does."""
        self.setIcon(self._theme.icon(icon, role, on="accent"))
        self.setToolTip(name)
        self.setAccessibleName(name)

    def _retheme(self) -> None:
        edge = self._theme.px(Size.ICON if self._size == Size.CONTROL else Size.ICON - 2)
        self.setIconSize(QSize(edge, edge))
        self.setFixedSize(self._theme.px(self._size), self._theme.px(self._size))
