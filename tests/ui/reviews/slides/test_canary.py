"""Point 59: with a token in everything that no client may see, none is ever in the client's window.

Every slide and every prepared detail is presented, from a workspace full of tokens, through the
page of the program that hands the deck over.
"""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk
from acctdesk.ui.presenting import keyboard
from acctdesk.ui.presenting.client import ClientWindow
from acctdesk.ui.presenting.talk import steps_of
from acctdesk.ui.reviews.slides.exporting import file_name
from acctdesk.ui.reviews.slides.presenter import PresentPage, read_talk
from acctdesk.ui.theme.theme import Theme
from acctdesk.workspace import Workspace
from tests.canaries import NOW, Canaries, planted
from tests.ui.opened import Open
from tests.ui.presenting.reading import texts_of
from tests.ui.reviews.slides.conftest import Window

pytestmark = pytest.mark.slow


class Nest:
    """A workspace of tokens, and the page that presents it."""

    def __init__(self, desk: Desk, canaries: Canaries, theme: Theme, qtbot: QtBot) -> None:
        self.desk, self.canaries, self.qtbot = desk, canaries, qtbot
        self.open = Open(desk, qtbot)
        self.shell = Window(theme)
        qtbot.addWidget(self.shell.holder)
        self.main = QMainWindow()
        self.main.setObjectName("main")
        qtbot.addWidget(self.main)
        self.page = PresentPage(self.shell, desk, self.open.tasks, self.open.undo)  # type: ignore[arg-type]
        self.main.setCentralWidget(self.page)
        self.main.resize(1400, 900)
        self.main.show()
        self.page.activated({"meeting": canaries.meeting})
        self.until(lambda: self.page.preflight is not None)

    def until(self, ready: object) -> None:
        self.qtbot.waitUntil(ready, timeout=60_000)  # type: ignore[arg-type]

    def begin(self) -> ClientWindow:
        """Look at every slide and present, as a person does."""
        check = self.page.preflight
        assert check is not None
        check.course.last()
        self.until(lambda: check.go.isEnabled())
        check.go.click()
        assert check.session is not None
        assert check.session.client is not None
        return check.session.client

    def titles(self) -> list[str]:
        """Titles of all windows that can be seen, and the names by which the system knows them."""
        shown = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
        return [
            told
            for one in shown
            for told in (one.windowTitle(), one.windowRole(), one.windowFilePath())
        ]


@pytest.fixture
def nest(
    tmp_path: Path, blank_file: Path, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Iterator[Nest]:
    monkeypatch.setattr(keyboard, "CALM", 0.0)
    path = tmp_path / "book.acctdesk"
    shutil.copy(blank_file, path)
    with Desk(Workspace.open(path), today=NOW.date, now=lambda: NOW) as desk:
        canaries = planted(desk)
        found = Nest(desk, canaries, theme, qtbot)
        yield found
        found.page.deactivated()
        found.open.tasks.stop()
        found.open.settle()


def test_no_token_is_ever_in_the_client_s_window(nest: Nest) -> None:
    client = nest.begin()
    session = nest.page.preflight.session  # type: ignore[union-attr]
    assert session is not None
    said: set[str] = set()
    steps = steps_of(session.course.deck)
    for step in steps:
        session.course.go(step)
        nest.until(lambda step=step: client.canvas.shown() == step)
        said |= texts_of(client)
        scene = session.pictures.scene(step)
        assert scene is not None
        said.update(one.words for one in session.pictures.spots(step))
        said.update(nest.titles())
    session.course.blank()
    said |= texts_of(client)
    assert len(steps) > 20
    assert nest.canaries.leaks(said) == []
    # The search finds what may be seen: it isn't blind.
    assert nest.canaries.keys(said) >= {"account.name", "goal.name", "slide.title", "slide.body"}
    visible = [one for one in QApplication.topLevelWidgets() if one.isVisible()]
    assert visible == [client]
    session.leave()
    assert nest.main.isVisible()


def test_the_check_tells_kinds_and_counts_alone(nest: Nest) -> None:
    _meeting, talk = read_talk(nest.desk, nest.canaries.meeting)
    assert talk.withheld
    said = texts_of(nest.page) | {one for one, _count in talk.withheld} | set(talk.warnings)
    assert nest.canaries.leaks(said) == []


def test_names_of_files_hold_no_token(nest: Nest) -> None:
    names = [file_name(nest.desk, nest.canaries.meeting, one) for one in (".pptx", ".pdf", ".xlsx")]
    assert nest.canaries.leaks(names) == []
    assert nest.canaries.keys(names) == {"account.name", "meeting.title"}
