"""Pages are loaded before they are wanted, away from the window's thread."""

from __future__ import annotations

import importlib
import importlib.util
import threading
from decimal import Decimal
from pathlib import Path
from types import SimpleNamespace

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from acctdesk.compose import create_desk
from acctdesk.ui import furniture, resting


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
    monkeypatch.setattr(resting, "QUIET", 0)
    ahead = furniture.Ahead(tasks, owner, rest=0, step=0)
    qtbot.waitUntil(lambda: len(loaded) == len(furniture.AHEAD))
    qtbot.wait(30)
    assert [name for name, _here in loaded] == list(furniture.AHEAD)
    assert not any(here for _name, here in loaded)
    assert not ahead.isActive()
    tasks.stop()
    lanes.close()


def test_what_nobody_waits_for_waits_while_somebody_reads(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
):
    from acctdesk.services.lanes import Lanes
    from acctdesk.ui.tasks import Tasks

    monkeypatch.setattr(resting, "QUIET", 150)
    lanes = Lanes()
    tasks = Tasks(lanes)
    owner = QObject()
    begun: list[float] = []
    once = resting.AtRest(tasks, owner, lambda: begun.append(tasks.rested()))
    once.start(10)
    for _letter in range(6):
        tasks.read(owner, lambda: None)
        qtbot.wait(50)
        assert not begun
    qtbot.waitUntil(lambda: bool(begun))
    # Not before the rest was long enough, and only once.
    assert begun[0] >= 150
    qtbot.wait(200)
    assert len(begun) == 1
    tasks.stop()
    lanes.close()


@pytest.mark.parametrize("promised", [True, False])
def test_charts_are_loaded_where_there_are_some(
    promised: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    loaded: list[str] = []
    monkeypatch.setattr(furniture, "importlib", SimpleNamespace(import_module=loaded.append))
    with create_desk(tmp_path / "Book.acctdesk") as desk:
        if promised:
            objective = {"name": "Answered", "type": "response", "period": "month",
                         "minutes": 15, "target": Decimal("0.9")}  # fmt: skip
            account, _change = desk.accounts.create({"name": "Acme"})
            desk.service_levels.add_agreement(account, {"name": "Support"}, None, [objective])
        furniture.load_charts(desk)
    assert loaded == (["acctdesk.ui.service_levels.ahead"] if promised else [])
