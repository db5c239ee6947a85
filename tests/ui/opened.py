"""An open workspace for widgets: its services, and what runs commands and offers to undo them."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk
from acctdesk.ui.tasks import Tasks
from acctdesk.workspace import Workspace
from tests.services.making import Book
from tests.ui.settling import settle

DAY = dt.date(2026, 3, 4)  # a Wednesday


class Offers(QObject):
    """Stands for the window's undo: remembers what it was offered."""

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self.desk = desk
        self.said: list[str] = []
        self.changes: list[object] = []
        self.joined: list[tuple[str, str]] = []

    def offer(self, text: str, change: object) -> None:
        self.said.append(text)
        self.changes.append(change)

    def join(self, first: str, second: str) -> None:
        self.joined.append((first, second))

    def revert(self, change: str) -> None:
        self.desk.history.revert(change)


class Open:
    """An open workspace as a widget gets it, and how to wait for what it does."""

    def __init__(self, desk: Desk, qtbot: QtBot) -> None:
        self.desk = desk
        self.book = Book(desk)
        self.tasks = Tasks(desk.lanes)
        self.tasks.follow(desk.bus)
        self.problems: list[object] = []
        self.tasks.problem.connect(self.problems.append)
        self.undo = Offers(desk)

    def settle(self) -> None:
        settle(lambda: self.tasks.busy)


@pytest.fixture(scope="session")
def blank_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("blank") / "blank.acctdesk"
    Workspace.create(path).close()
    return path


@pytest.fixture
def opened(tmp_path: Path, blank_file: Path, qtbot: QtBot) -> Iterator[Open]:
    path = tmp_path / "book.acctdesk"
    shutil.copy(blank_file, path)
    with Desk(Workspace.open(path), today=lambda: DAY) as desk:
        desk.settings.introduce("Jana Ode", "jana@firm.example")
        found = Open(desk, qtbot)
        yield found
        found.tasks.stop()
        found.settle()
