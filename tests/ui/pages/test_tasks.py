"""Work off the window's thread comes back to whoever still wants it, and to nobody else."""

from __future__ import annotations

import sys
import threading
from collections.abc import Iterator
from types import TracebackType

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QObject, QThread
from pytestqt.qtbot import QtBot

from acctdesk.errors import Problem
from acctdesk.services.bus import ChangeBus
from acctdesk.services.lanes import Lanes
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.workspace import Committed, Label


@pytest.fixture
def tasks(qtbot: QtBot) -> Iterator[Tasks]:
    lanes = Lanes()
    made = Tasks(lanes)
    yield made
    lanes.close()
    made.stop()
    QCoreApplication.processEvents()
    made.deleteLater()


def test_a_result_comes_back_on_the_windows_thread(tasks: Tasks, qtbot: QtBot) -> None:
    receiver = QObject()
    seen: list[tuple[str, bool, bool]] = []

    def task() -> str:
        return threading.current_thread().name

    here = QThread.currentThread()
    tasks.read(
        receiver, task, lambda name: seen.append((name, QThread.currentThread() is here, True))
    )
    qtbot.waitUntil(lambda: bool(seen))
    name, on_ours, _said = seen[0]
    assert name.startswith("read")
    assert on_ours


def test_commands_keep_their_order(tasks: Tasks, qtbot: QtBot) -> None:
    receiver = QObject()
    done: list[int] = []
    for number in range(20):
        tasks.write(receiver, lambda number=number: number, done.append)
    qtbot.waitUntil(lambda: len(done) == 20)
    assert done == list(range(20))


def test_a_dead_receiver_gets_nothing_but_its_command_is_done(tasks: Tasks, qtbot: QtBot) -> None:
    receiver, witness = QObject(), QObject()
    go, ran, seen, after = threading.Event(), [], [], []

    def task() -> None:
        go.wait(5)
        ran.append(True)

    tasks.write(receiver, task, lambda _none: seen.append(True))
    receiver.deleteLater()
    QCoreApplication.sendPostedEvents(receiver, QEvent.Type.DeferredDelete)
    go.set()
    tasks.write(witness, lambda: None, lambda _none: after.append(True))
    qtbot.waitUntil(lambda: bool(after))
    assert ran
    assert not seen


def test_a_problem_goes_to_its_handler_or_to_all(tasks: Tasks, qtbot: QtBot) -> None:
    receiver = QObject()
    mine: list[Problem] = []

    def fail() -> None:
        raise Problem("The disk is full.")

    tasks.write(receiver, fail, None, mine.append)
    qtbot.waitUntil(lambda: bool(mine))
    assert mine[0].what == "The disk is full."
    with qtbot.waitSignal(tasks.problem) as told:
        tasks.write(receiver, fail)
    assert isinstance(told.args[0], Problem)


def test_a_bug_is_reported_even_when_the_receiver_is_gone(
    tasks: Tasks, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    bugs: list[type[BaseException]] = []

    def hook(
        kind: type[BaseException], _value: BaseException, _trace: TracebackType | None
    ) -> None:
        bugs.append(kind)

    monkeypatch.setattr(sys, "excepthook", hook)
    receiver = QObject()
    tasks.read(receiver, lambda: 1 / 0)
    receiver.deleteLater()
    QCoreApplication.sendPostedEvents(receiver, QEvent.Type.DeferredDelete)
    qtbot.waitUntil(lambda: bool(bugs))
    assert bugs == [ZeroDivisionError]


def test_only_the_newest_query_is_answered(tasks: Tasks, qtbot: QtBot) -> None:
    receiver = QObject()
    latest = Latest(tasks, receiver)
    go = threading.Event()
    seen: list[str] = []

    def answer(words: str) -> str:
        go.wait(5)
        return words

    for words in ("n", "no", "nor", "nort", "north"):
        latest.read(lambda words=words: answer(words), seen.append)
    go.set()
    qtbot.waitUntil(lambda: not tasks.busy)
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == ["north"]


def test_changes_are_told_on_the_windows_thread(tasks: Tasks, qtbot: QtBot) -> None:
    bus = ChangeBus()
    tasks.follow(bus)
    change = Committed("1", Label("Edit {fields}"), {"account": frozenset({"a"})})
    here, seen = QThread.currentThread(), []
    tasks.changed.connect(lambda told: seen.append((told, QThread.currentThread() is here)))
    thread = threading.Thread(target=bus.publish, args=(change,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: bool(seen))
    assert seen == [(change, True)]
    tasks.stop()
    bus.publish(change)
    QCoreApplication.processEvents()
    assert len(seen) == 1


def test_what_nobody_waits_for_is_done_without_being_busy(tasks: Tasks, qtbot: QtBot) -> None:
    done, go = threading.Event(), threading.Event()

    def task() -> None:
        go.wait(10)
        done.set()

    tasks.spare(task)
    assert not tasks.busy
    go.set()
    assert done.wait(10)
    tasks.stop()
    tasks.spare(done.clear)
    assert done.is_set(), "nothing begins after the end"


def test_a_bug_in_it_is_reported(tasks: Tasks, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[type[BaseException]] = []
    over = threading.Event()

    def hook(kind: type[BaseException], _error: BaseException, _at: TracebackType | None) -> None:
        told.append(kind)
        over.set()

    def fail() -> None:
        raise KeyError("bug")

    monkeypatch.setattr(sys, "excepthook", hook)
    tasks.spare(fail)
    assert over.wait(10)
    assert told == [KeyError]
