"""Drawings are made one at a time, in the order they were asked for."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot

from acctdesk.errors import Problem
from acctdesk.services.lanes import Lanes
from acctdesk.ui.service_levels.inturn import InTurn
from acctdesk.ui.tasks import Tasks


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    lanes = Lanes()
    made = Tasks(lanes)
    yield made
    made.stop()
    lanes.close()


class Easel:
    """Draws what it is let to, and notes it."""

    def __init__(self, tasks: Tasks) -> None:
        self.owner = QObject()
        self.turns = InTurn(tasks, self.owner)
        self.begun: list[str] = []
        self.told: list[str] = []
        self.gates: dict[str, threading.Event] = {}

    def ask(self, name: str, receiver: QObject | None = None, *, fails: bool = False):  # type: ignore[no-untyped-def]
        gate = self.gates[name] = threading.Event()

        def draw() -> str:
            self.begun.append(name)
            assert gate.wait(5)
            if fails:
                raise Problem("no paint")
            return name

        return self.turns.ask(
            receiver or self.owner, draw, self.told.append, lambda _problem: self.told.append("!")
        )  # type: ignore[arg-type]


def test_the_second_begins_when_the_first_was_seen(tasks: Tasks, qtbot: QtBot) -> None:
    easel = Easel(tasks)
    for name in "abc":
        easel.ask(name, fails=name == "b")
    qtbot.waitUntil(lambda: easel.begun == ["a"])
    easel.gates["a"].set()
    qtbot.waitUntil(lambda: easel.begun == ["a", "b"])
    assert easel.told == ["a"]
    easel.gates["b"].set()
    easel.gates["c"].set()
    qtbot.waitUntil(lambda: easel.told == ["a", "!", "c"])


def test_what_nobody_wants_holds_nobody_up(tasks: Tasks, qtbot: QtBot) -> None:
    easel = Easel(tasks)
    first, second = easel.ask("a"), easel.ask("b")
    gone = QObject()
    easel.ask("c", gone)
    easel.ask("d")
    qtbot.waitUntil(lambda: easel.begun == ["a"])
    second.drop()
    import shiboken6

    shiboken6.delete(gone)
    first.drop()
    easel.gates["d"].set()
    qtbot.waitUntil(lambda: easel.told == ["d"])
    easel.gates["a"].set()
    qtbot.wait(30)
    assert easel.told == ["d"]
    assert easel.begun == ["a", "d"]
