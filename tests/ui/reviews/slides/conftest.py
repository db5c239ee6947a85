"""A client with a review of five slides, and the window as far as slides use it."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk
from acctdesk.errors import Problem
from acctdesk.ui.reviews.slides import card, page
from acctdesk.ui.reviews.slides.card import SlidesCard
from acctdesk.ui.shell.actions import ActionSet
from acctdesk.ui.shell.places import Place
from acctdesk.ui.shell.standard import STANDARD
from acctdesk.ui.theme.theme import Theme
from acctdesk.workspace import Workspace
from tests.services.levels import NOW
from tests.services.review.making import MEASURED, Review
from tests.ui.opened import Open
from tests.ui.opened import blank_file as blank_file

SOON = 4
"""Milliseconds after which what changed is read and drawn."""


class Window(QObject):
    """Stands for the window: remembers places and what was said, answers questions."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme = theme
        self.holder = QWidget()
        self.action_set = ActionSet(theme, STANDARD, self.holder)
        self.ask = self
        self.backs = 0
        self.action_set.on("back", self._back)
        self.files: list[Path | None] = []
        self.proposed: list[Path] = []
        self.said: list[str] = []
        self.offered: list[dict[str, Any]] = []
        self.problems: list[Problem] = []
        self.places: list[Place] = []

    def _back(self) -> None:
        self.backs += 1

    def go(self, place: Place) -> None:
        self.places.append(place)

    def replace_place(self, place: Place) -> None:
        self.places.append(place)

    def toast(self, text: str, **more: Any) -> None:
        self.said.append(text)
        self.offered.append(more)

    def problem(self, problem: Problem) -> None:
        self.problems.append(problem)

    def add_job(self, *_label: object) -> Window:
        return self

    def set_progress(self, *_share: object) -> None:
        pass

    def finish(self) -> None:
        pass

    def save_file(self, _title: str, _pattern: str, proposal: Path) -> Path | None:
        self.proposed.append(proposal)
        return self.files.pop(0) if self.files else None

    def open_file(self, *_asked: object) -> Path | None:
        return self.files.pop(0) if self.files else None


class Stage:
    """The open workspace with a review, the window, and how to wait for both."""

    def __init__(self, desk: Desk, theme: Theme, qtbot: QtBot) -> None:
        self.desk, self.qtbot, self.theme = desk, qtbot, theme
        self.open = Open(desk, qtbot)
        self.tasks, self.undo = self.open.tasks, self.open.undo
        self.window = Window(theme)
        self.kept: list[QWidget] = []
        qtbot.addWidget(self.window.holder)
        self.review = Review(desk, MEASURED, name="Northwind Logistics")
        self.meeting = self.review.id
        self.slides = {
            name: self.review.slide("own", title=name, body=f"About {name}", minutes=at)
            for at, name in enumerate(("One", "Two", "Three", "Four"), 1)
        }
        desk.meetings.add_item(self.meeting, {"title": "All", "minutes": 8, "looks": "forward"})

    def __getitem__(self, name: str) -> str:
        return self.slides[name]

    def order(self) -> list[str]:
        """Titles of the slides in their order, a hidden one in brackets."""
        told = self.desk.meetings.detail(self.meeting).slides
        return [f"({one.title})" if one.hidden else one.title or one.block for one in told]

    def told(self, slide: str) -> Any:
        """A slide as it is kept."""
        return next(
            one for one in self.desk.meetings.detail(self.meeting).slides if one.id == slide
        )

    def shown(self, widget: QWidget, wide: int = 1100, high: int = 700) -> QWidget:
        """A window with a widget in it."""
        window = QWidget()
        QVBoxLayout(window).addWidget(widget)
        self.qtbot.addWidget(window)
        self.kept.append(window)
        window.resize(wide, high)
        window.show()
        window.activateWindow()
        return window

    def until(self, ready: Callable[[], bool]) -> None:
        self.qtbot.waitUntil(ready, timeout=20_000)

    def settle(self) -> None:
        QApplication.processEvents()
        QTest.qWait(3 * SOON)
        self.open.settle()

    def card(self) -> SlidesCard:
        made = SlidesCard(self.window, self.desk, self.tasks, self.undo)  # type: ignore[arg-type]
        self.shown(made)
        made.show(self.meeting)
        self.until(lambda: made.seen is not None)
        return made


@pytest.fixture
def stage(
    tmp_path: Path, blank_file: Path, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Stage]:
    # Nobody types here: what waits for a pause of the hands waits no longer than one notices.
    monkeypatch.setattr(card, "SOON", SOON)
    monkeypatch.setattr(page, "TYPING", SOON)
    path = tmp_path / "book.acctdesk"
    shutil.copy(blank_file, path)
    with Desk(Workspace.open(path), today=NOW.date, now=lambda: NOW) as desk:
        desk.settings.introduce("Jana Ode", "jana@firm.example")
        found = Stage(desk, theme, qtbot)
        yield found
        found.tasks.stop()
        found.open.settle()
