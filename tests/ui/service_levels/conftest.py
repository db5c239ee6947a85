"""A workspace with service levels, as widgets get it."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk
from acctdesk.ui.commands import LEVELS
from acctdesk.ui.service_levels.view import LevelsView
from acctdesk.ui.shell.actions import ActionSet
from acctdesk.ui.shell.places import Place
from acctdesk.ui.shell.standard import STANDARD
from acctdesk.ui.theme.theme import Theme
from acctdesk.workspace import Workspace
from tests.again import Template
from tests.ui.opened import Open
from tests.ui.opened import blank_file as blank_file
from tests.ui.service_levels.levels_book import NOW, Levels


class Window(QObject):
    """Stands for the window: goes to places by handing them to the view, answers questions."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        from PySide6.QtWidgets import QWidget

        self.theme = theme
        self.holder = QWidget()
        self.action_set = ActionSet(theme, [*STANDARD, *LEVELS], self.holder)
        self.ask = self
        self.files: list[Path | None] = []
        self.proposed: list[Path] = []
        self.said: list[str] = []
        self.offered: list[dict[str, Any]] = []
        self.places: list[Place] = []
        self.view: LevelsView | None = None

    def go(self, place: Place) -> None:
        self.places.append(place)
        if self.view is not None and place.section == "service_levels":
            self.view.show_params(place.params)

    def toast(self, text: str, **more: Any) -> None:
        self.said.append(text)
        self.offered.append(more)

    def save_file(self, _title: str, _pattern: str, proposal: Path) -> Path | None:
        self.proposed.append(proposal)
        return self.files.pop(0) if self.files else None


def _opened(path: Path) -> Desk:
    return Desk(Workspace.open(path), today=lambda: NOW.date(), now=lambda: NOW)


def _filled(desk: Desk) -> Levels:
    desk.settings.introduce("Jana Ode", "jana@firm.example")
    return Levels(desk)


@pytest.fixture(scope="session")
def levels_made(tmp_path_factory: pytest.TempPathFactory, blank_file: Path) -> Template[Levels]:
    path = tmp_path_factory.mktemp("levels") / "book.acctdesk"
    shutil.copy(blank_file, path)
    return Template(path, _opened, _filled)


@pytest.fixture
def levels(tmp_path: Path, levels_made: Template[Levels]) -> Iterator[Levels]:
    found = levels_made.copied(tmp_path / "book.acctdesk")
    with found.desk:
        yield found


class Shown:
    """A view over that workspace."""

    def __init__(self, levels: Levels, theme: Theme, qtbot: QtBot, *, alone: bool) -> None:
        self.levels = levels
        self.open = Open(levels.desk, qtbot)
        self.window = Window(theme)
        qtbot.addWidget(self.window.holder)
        self.view = LevelsView(
            self.window, levels.desk, self.open.tasks, self.open.undo,  # type: ignore[arg-type]
            lambda where: Place("service_levels", where), alone=alone,
        )  # fmt: skip
        self.window.view = self.view
        qtbot.addWidget(self.view)
        self.view.resize(1200, 900)
        self.view.show()
        if alone:
            self.view.set_account(levels.account)
        self.go({})

    def go(self, where: dict[str, str]) -> None:
        self.view.go(where)
        self.settle()

    def settle(self) -> None:
        self.open.settle()

    @property
    def front(self) -> object:
        return self.view._stack.currentWidget()

    def names(self) -> list[str]:
        return [one.title for one in self.view.panel.board.faces()]

    def face(self, name: str) -> Any:
        return next(one for one in self.view.panel.board.faces() if one.title == name)


@pytest.fixture
def shown(levels: Levels, theme: Theme, qtbot: QtBot) -> Iterator[Shown]:
    found = Shown(levels, theme, qtbot, alone=False)
    yield found
    found.open.tasks.stop()
    found.settle()


@pytest.fixture
def mine(levels: Levels, theme: Theme, qtbot: QtBot) -> Iterator[Shown]:
    """The tab of the account."""
    found = Shown(levels, theme, qtbot, alone=True)
    yield found
    found.open.tasks.stop()
    found.settle()
