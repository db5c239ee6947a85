"""Stops at what opens over a list: menus, popovers, and the strip of a pasted block."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMenu

from acctdesk.services.filters import Condition, Match, Op
from acctdesk.services.query import Sort
from touring.camera import Stop, Tour
from touring.lists import accounts, plain


def popped(open_it: Callable[[Tour], object]) -> Callable[[Tour], None]:
    """A stop at a menu or popover of the list of accounts."""

    def reach(tour: Tour) -> None:
        accounts(tour)
        where = Match(
            "all", (Condition("tier", Op.IN, ("A", "B")), Condition("city", Op.NOT_EMPTY))
        )
        tour.page.view_state.change(where=where, sort=(Sort("tier"), Sort("annual_value", True)))
        tour.settle()
        open_it(tour)
        tour.settle()

    return reach


def leave(tour: Tour) -> None:
    for popup in QApplication.topLevelWidgets():
        if popup.windowType() == Qt.WindowType.Popup:
            popup.close()
    tour.settle()
    plain(tour)


def more_menu(tour: Tour) -> None:
    menu = tour.page.tools.more_menu()
    bar = tour.page.bar.more
    menu.popup(bar.mapToGlobal(bar.rect().bottomLeft()))


def views_menu(tour: Tour) -> None:
    button = tour.page.bar.view
    menu: QMenu = button.menu()
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def pasting(tour: Tour) -> None:
    grid, model = tour.page.grid, tour.page.model
    grid.setCurrentIndex(model.index(1, model.column("tier")))
    rows = ("A\tGrowth\tGreen", "Gold\tSteady\tAmber", "B\tSleeping\tRed") * 3
    QGuiApplication.clipboard().setText("\n".join(rows))
    grid.paste()


def leave_pasting(tour: Tour) -> None:
    tour.page.commands.strip.dismissed.emit()
    plain(tour)


def _over(name: str, open_it: Callable[[Tour], object]) -> Stop:
    return Stop(name, popped(open_it), leave=leave, again=True)


STOPS = (
    _over("accounts-filter", lambda tour: tour.page.tools.open_filter()),
    _over("accounts-sort", lambda tour: tour.page.tools.open_sort()),
    _over("accounts-columns", lambda tour: tour.page.tools.open_columns()),
    _over("accounts-views", views_menu),
    _over("accounts-more", more_menu),
    _over("accounts-marks", lambda tour: tour.page.tools.open_marks()),
    _over("accounts-new", lambda tour: tour.page.run_command("new")),
    Stop("accounts-paste", popped(pasting), leave=leave_pasting),
)
