"""What needs attention is counted at rest, and again after a change that matters."""

from __future__ import annotations

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from acctdesk.ui.service_levels import watch
from acctdesk.ui.service_levels.watch import LevelsWatch
from tests.ui.opened import Open
from tests.ui.service_levels.levels_book import Levels, moment, ticket


def test_the_count_follows_tickets(levels: Levels, qtbot: QtBot, monkeypatch) -> None:  # type: ignore[no-untyped-def]
    monkeypatch.setattr(watch, "AFTER_START", 0)
    monkeypatch.setattr(watch, "AFTER_CHANGE", 0)
    opened = Open(levels.desk, qtbot)
    owner = QObject()
    counting = LevelsWatch(levels.desk, opened.tasks, owner)
    with qtbot.waitSignal(counting.counted, timeout=10_000) as told:
        pass
    assert told.args == [1]
    with qtbot.waitSignal(counting.counted, timeout=10_000) as told:
        rows = [ticket(f"N{at}", moment(17, 10), 30) for at in range(10)]
        levels.desk.service_levels.put_tickets(levels.account, rows)
    assert told.args == [0]
    opened.tasks.stop()
    opened.settle()
