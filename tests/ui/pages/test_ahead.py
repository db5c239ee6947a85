"""Pages are loaded before they are wanted, away from the window's thread."""

from __future__ import annotations

import importlib
import importlib.util
import threading

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from acctdesk.ui import furniture


@pytest.mark.parametrize("name", furniture.AHEAD)
def test_what_is_loaded_ahead_is_there(name: str):
    assert importlib.util.find_spec(name) is not None


def test_each_is_loaded_once_and_on_another_thread(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch):
    from acctdesk.services.lanes import Lanes
    from acctdesk.ui.tasks import Tasks

    loaded: list[tuple[str, bool]] = []
    here = threading.current_thread()

    def load(name: str) -> None:
        loaded.append((name, threading.current_thread() is here))

    monkeypatch.setattr(furniture.importlib, "import_module", load)
    lanes = Lanes()
    tasks = Tasks(lanes)
    owner = QObject()
    ahead = furniture.Ahead(tasks, owner, rest=0, step=0)
    qtbot.waitUntil(lambda: len(loaded) == len(furniture.AHEAD))
    qtbot.wait(30)
    assert [name for name, _here in loaded] == list(furniture.AHEAD)
    assert not any(here for _name, here in loaded)
    assert not ahead.isActive()
    tasks.stop()
    lanes.close()
