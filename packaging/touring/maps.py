"""Stops at the map of an account: its views, what stands beside it, its past, and large ones."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from touring.camera import EMPTY, Stop, Tour

MANY = 150


def view(
    name: str, part: str = "gaps", back: int = 0, *, beside: bool | None = None
) -> Callable[[Tour], None]:
    """A view of the map with somebody chosen, and a part of the panel where there is room."""

    def reach(tour: Tour) -> None:
        tour.go("accounts", account=tour.account(), tab="stakeholders")
        tab = tour.page.stakeholders
        tab.show_view(name)
        tab.study.set_day(tab.study.today - dt.timedelta(days=back) if back else None)
        tour.settle()
        tab.study.chosen.choose([tab.study.seen.cards[1].position])
        wide = tour.program.window.width() > 1200 if beside is None else beside
        tour.program.window.action_set.action("inspector").setChecked(wide)
        tab.panel.show_part(part)
        tour.settle()

    return reach


def asked(command: str, name: str = "outline") -> Callable[[Tour], None]:
    def reach(tour: Tour) -> None:
        view(name)(tour)
        tour.page.stakeholders.run_command(command)
        tour.settle()

    return reach


def bond(tour: Tour) -> None:
    view("matrix")(tour)
    matrix = tour.page.stakeholders.view()
    matrix.ask(matrix.model.index(1, 1))
    tour.settle()


def plan(tour: Tour) -> None:
    view("chart", beside=True)(tour)
    panel = tour.page.stakeholders.panel
    if panel.gaps.items:
        panel.gaps.items[0].link.click()
    tour.settle()


def leave(tour: Tour) -> None:
    for popup in QApplication.topLevelWidgets():
        if popup.windowType() == Qt.WindowType.Popup:
            popup.close()
    tour.page.stakeholders.study.set_day(None)
    tour.settle()


def empty(tour: Tour) -> None:
    desk = tour.program.desk
    found = desk.records.options("account")
    made = found[0][0] if found else desk.accounts.create({"name": "Northwind"})[0]
    tour.settle()
    tour.go("accounts", account=made, tab="stakeholders")


def many(name: str) -> Callable[[Tour], None]:
    """A map of many people, five beneath each."""

    def reach(tour: Tour) -> None:
        empty(tour)
        desk, account = tour.program.desk, tour.page.stakeholders.study.account
        if not desk.stakeholders.map(account).cards:
            posts: list[str] = []
            for at in range(MANY):
                above = posts[(at - 1) // 5] if at else None
                values = {"power": at * 7 % 11, "interest": at * 5 % 11}
                made, _change = desk.stakeholders.posts.add(
                    account, anchor=above, name=f"Person {at:03}", title="Post", values=values
                )
                posts.append(made)
        tour.settle()
        tour.page.stakeholders.show_view(name)
        tour.settle()

    return reach


STOPS = (
    Stop("map-chart", view("chart"), leave=leave),
    Stop("map-quadrants", view("quadrants"), leave=leave),
    Stop("map-outline", view("outline", "details"), leave=leave),
    Stop("map-matrix", view("matrix"), leave=leave),
    Stop("map-panel", view("outline", beside=True), leave=leave),
    Stop("map-past", view("chart", "changes", 90), leave=leave),
    Stop("map-day", asked("map.past"), leave=leave, again=True),
    Stop("map-connect", asked("map.connect"), leave=leave, again=True),
    Stop("map-employer", asked("map.employer"), leave=leave, again=True),
    Stop("map-bond", bond, leave=leave, again=True),
    Stop("map-plan", plan, leave=leave, again=True),
    Stop("map-empty", empty, workspace=EMPTY),
    Stop("map-many", many("chart"), workspace=EMPTY),
    Stop("map-many-quadrants", many("quadrants"), workspace=EMPTY),
    Stop("map-many-outline", many("outline"), workspace=EMPTY),
)
