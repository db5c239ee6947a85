"""A workspace with a review, as widgets get it."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk
from acctdesk.ui.commands import REVIEWS
from acctdesk.ui.reviews.view import ReviewsView
from acctdesk.ui.shell.actions import ActionSet
from acctdesk.ui.shell.places import Place
from acctdesk.ui.shell.standard import STANDARD
from acctdesk.ui.theme.theme import Theme
from acctdesk.workspace import Workspace
from tests.again import Template
from tests.services.making import Book
from tests.ui.opened import DAY, Open
from tests.ui.opened import blank_file as blank_file

NOW = dt.datetime.combine(DAY, dt.time(9), dt.UTC)
STARTS = NOW + dt.timedelta(days=7, hours=1)


class Window(QObject):
    """Stands for the window: goes to places by handing them to the view, answers questions."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.holder = QWidget()
        self.action_set = ActionSet(theme, [*STANDARD, *REVIEWS], self.holder)
        self.ask = self
        self.files: list[Path | None] = []
        self.proposed: list[Path] = []
        self.said: list[str] = []
        self.asked: list[str] = []
        self.agrees = True
        self.places: list[Place] = []
        self.view: ReviewsView | None = None

    def go(self, place: Place) -> None:
        self.places.append(place)
        if self.view is not None and place.section == "reviews":
            self.view.show_params(place.params)

    def toast(self, text: str, **_more: Any) -> None:
        self.said.append(text)

    def confirm(self, title: str, _text: str, _verb: str, *, danger: bool = False) -> bool:
        self.asked.append(title)
        return self.agrees

    def problem(self, problem: object) -> None:
        self.asked.append(str(problem))

    def save_file(self, _title: str, _pattern: str, proposal: Path) -> Path | None:
        self.proposed.append(proposal)
        return self.files.pop(0) if self.files else None


class Reviewed(Book):
    """An account whose sponsor and key person are known, and a review in a week."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk)
        self.northwind = self.account("Northwind Logistics", language="en-GB")
        self.jana, post = self.person(self.northwind, "Jana Vries")
        desk.people.edit_position(post, {"buying_roles": ("economic_buyer",)})
        self.piet, _post = self.person(self.northwind, "Piet Bakker")
        self.review, _change = desk.meetings.plan(
            self.northwind, "qbr", STARTS, {"place": "Rotterdam", "period": "2025-Q4"}
        )


def _opened(path: Path) -> Desk:
    return Desk(Workspace.open(path), today=lambda: DAY, now=lambda: NOW)


def _filled(desk: Desk) -> Reviewed:
    desk.settings.introduce("Tara Lind", "tara@firm.example")
    return Reviewed(desk)


@pytest.fixture(scope="session")
def reviewed_made(tmp_path_factory: pytest.TempPathFactory, blank_file: Path) -> Template[Reviewed]:
    path = tmp_path_factory.mktemp("reviewed") / "book.acctdesk"
    shutil.copy(blank_file, path)
    return Template(path, _opened, _filled)


@pytest.fixture
def book(tmp_path: Path, reviewed_made: Template[Reviewed]) -> Iterator[Reviewed]:
    found = reviewed_made.copied(tmp_path / "book.acctdesk")
    with found.desk:
        yield found


class Shown:
    """The section over that workspace."""

    def __init__(self, book: Reviewed, theme: Theme, qtbot: QtBot) -> None:
        self.book, self.desk = book, book.desk
        self.open = Open(book.desk, qtbot)
        self.window = Window(theme)
        qtbot.addWidget(self.window.holder)
        self.view = ReviewsView(
            self.window, book.desk, self.open.tasks, self.open.undo,  # type: ignore[arg-type]
            lambda where: Place("reviews", where),
        )  # fmt: skip
        self.window.view = self.view
        qtbot.addWidget(self.view)
        qtbot.addWidget(self.view.planner.side)
        self.view.resize(1200, 1400)
        self.view.show()
        self.view.activateWindow()
        qtbot.waitUntil(self.view.isActiveWindow)
        self.go({})

    def go(self, where: dict[str, str]) -> None:
        self.view.go(where)
        self.settle()

    def settle(self) -> None:
        self.open.settle()

    def opened(self) -> Any:
        """The page of the review."""
        self.go({"review": self.book.review})
        self.view.planner.finish()
        return self.view.planner

    def detail(self) -> Any:
        return self.desk.meetings.detail(self.book.review)

    def revert(self) -> None:
        """Undo what was done last."""
        self.desk.history.undo()
        self.settle()


@pytest.fixture
def shown(book: Reviewed, theme: Theme, qtbot: QtBot) -> Iterator[Shown]:
    found = Shown(book, theme, qtbot)
    yield found
    found.view.slides.stop()
    found.open.tasks.stop()
    found.settle()
