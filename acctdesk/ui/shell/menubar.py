"""The menu bar of the window: its titles come first, what is in the menus after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QMenuBar

from acctdesk.words import lazy

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from acctdesk.words import Lazy

MenuId = Literal["file", "edit", "view", "account", "tools", "help"]

MENUS: tuple[tuple[MenuId, Lazy], ...] = (
    ("file", lazy("&File")),
    ("edit", lazy("&Edit")),
    ("view", lazy("&View")),
    ("account", lazy("&Account")),
    ("tools", lazy("&Tools")),
    ("help", lazy("&Help")),
)
"""The menu bar, in order."""


def make_menu_bar(parent: QWidget) -> QMenuBar:
    """A menu bar with empty menus, each named by its id."""
    bar = QMenuBar(parent)
    for menu_id, label in MENUS:
        bar.addMenu(str(label)).setObjectName(menu_id)
    return bar
