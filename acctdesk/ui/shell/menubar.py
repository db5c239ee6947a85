"""The menu bar of the window: its titles come first, what is in the menus after the first paint."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from PySide6.QtWidgets import QMenu, QMenuBar

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
LATE = frozenset({"tools", "help"})
"""Menus that are empty until a page answers to something in them; the first paint lacks them."""


def make_menu_bar(parent: QWidget) -> QMenuBar:
    """A menu bar with empty menus, each named by its id, as it is to be painted first."""
    bar = QMenuBar(parent)
    for menu_id, label in MENUS:
        if menu_id not in LATE:
            bar.addMenu(str(label)).setObjectName(menu_id)
    return bar


def complete_menu_bar(bar: QMenuBar) -> dict[str, QMenu]:
    """Add the late menus to a menu bar of `make_menu_bar`, hidden.

    Returns:
        All its menus by id.
    """
    for menu_id, label in MENUS:
        if menu_id in LATE:
            menu = bar.addMenu(str(label))
            menu.setObjectName(menu_id)
            menu.menuAction().setVisible(False)
    return {menu.objectName(): menu for menu in bar.findChildren(QMenu)}
