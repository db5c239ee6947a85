"""A workspace full of tokens, checked and presented: what is seen and heard of it holds none."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QMainWindow
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk
from acctdesk.ui.presenting.drawn import parted
from acctdesk.ui.presenting.preflight import Preflight
from acctdesk.ui.presenting.session import Presenting
from acctdesk.ui.presenting.talk import Cue, Talk, steps_of
from acctdesk.ui.theme.theme import Theme
from acctdesk.workspace import Workspace
from tests.canaries import NOW, Canaries, planted
from tests.ui.presenting.reading import texts_of

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def nest(tmp_path_factory: pytest.TempPathFactory) -> tuple[Talk, Canaries]:
    """A review of all blocks as it is presented, and what was planted around it."""
    path: Path = tmp_path_factory.mktemp("canaries") / "book.acctdesk"
    Workspace.create(path).close()
    with Desk(Workspace.open(path), today=NOW.date, now=lambda: NOW) as desk:
        canaries = planted(desk)
        built = desk.decks.build(canaries.meeting)
    cues = tuple(
        Cue(notes, minutes or 0) for notes, minutes in zip(built.notes, built.minutes, strict=True)
    )
    withheld = tuple((one.label, one.count) for one in built.withheld)
    return parted(Talk(built.deck, cues, withheld, built.warnings)), canaries


def test_no_token_is_seen_or_heard_while_presenting(
    nest: tuple[Talk, Canaries], theme: Theme, qtbot: QtBot
) -> None:
    talk, canaries = nest
    main = QMainWindow()
    qtbot.addWidget(main)
    session = Presenting(theme, main, talk)
    session.begin(QGuiApplication.primaryScreen())
    assert session.client is not None
    said: set[str] = set()
    for step in steps_of(talk.deck):
        session.course.go(step)
        said |= texts_of(session.client)
    for key in ("overview", "black"):
        session.keyboard.do(key)
        said |= {text for one in QApplication.topLevelWidgets() if one.isVisible()
                 for text in texts_of(one)}  # fmt: skip
    titles = {one.title() for one in QGuiApplication.topLevelWindows()}
    session.leave()
    assert canaries.leaks([*said, *titles]) == []
    # What is theirs is there, so that the search looks at the right places.
    assert {"slide.title", "promise.title", "objective.name"} <= canaries.keys(said)
    assert canaries.leaks(one.notes for one in talk.cues)


def test_no_token_is_seen_or_heard_while_checking(
    nest: tuple[Talk, Canaries], theme: Theme, qtbot: QtBot
) -> None:
    """The screen may be shared already: kinds and counts of what is withheld, never values."""
    talk, canaries = nest
    page = Preflight(theme, talk)
    qtbot.addWidget(page)
    page.resize(1200, 800)
    page.show()
    said: set[str] = set()
    for step in steps_of(talk.deck):
        page.course.go(step)
        said |= texts_of(page)
    assert canaries.leaks(said) == []
    assert any("Contact log" in one for one in said)
    assert {"slide.title", "promise.title"} <= canaries.keys(said)
