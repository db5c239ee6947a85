"""Long work of a page: progress, Cancel, failures, and the end of the program."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from types import SimpleNamespace
from typing import Any

import pytest
from PySide6.QtCore import QObject

from acctdesk.errors import FileProblem
from acctdesk.services.lanes import Job, Lanes
from acctdesk.ui.running import LASTS, Running
from acctdesk.ui.tasks import Tasks


class Handle:
    def __init__(self, cancel: Any) -> None:
        self.cancel = cancel
        self.shares: list[float | None] = []
        self.finished = False

    def set_progress(self, share: float | None, label: str = "") -> None:
        self.shares.append(share)

    def finish(self) -> None:
        self.finished = True


class Shell:
    """As much of a window as long work asks for."""

    def __init__(self) -> None:
        self.jobs: list[Handle] = []
        self.toasts: list[str] = []
        self.problems: list[str] = []
        self.ask = SimpleNamespace(problem=lambda problem: self.problems.append(problem.what))

    def add_job(self, label: str, cancel: Any = None) -> Handle:
        self.jobs.append(Handle(cancel))
        return self.jobs[-1]

    def toast(self, text: str, **_more: Any) -> None:
        self.toasts.append(text)


@pytest.fixture
def made(qapp) -> Iterator[tuple[Running, Shell, Tasks]]:
    lanes = Lanes()
    owner = QObject()
    tasks, shell = Tasks(lanes, owner), Shell()
    yield Running(shell, tasks, owner), shell, tasks  # type: ignore[arg-type]
    tasks.stop()
    lanes.close()


def test_progress_is_told_and_the_result_delivered(qtbot, made) -> None:
    running, shell, _tasks = made
    got: list[int] = []

    def work(job: Job) -> int:
        job.progress(0.25)
        job.progress(1.0)
        return 7

    running.run("Exporting", work, got.append)
    qtbot.waitUntil(lambda: got == [7] and shell.jobs[0].finished)
    assert shell.jobs[0].shares == [0.25, 1.0]


def test_cancel_stops_it_and_says_so(qtbot, made) -> None:
    running, shell, _tasks = made
    begun, got = threading.Event(), []

    def work(job: Job) -> int:
        begun.set()
        while True:
            job.check()

    running.run("Exporting", work, got.append)
    assert begun.wait(5)
    shell.jobs[0].cancel()
    qtbot.waitUntil(lambda: shell.jobs[0].finished and bool(shell.toasts))
    assert not got
    assert shell.toasts == ["Stopped. Nothing was written."]


def test_what_goes_wrong_is_told_and_the_bar_is_freed(qtbot, made) -> None:
    running, shell, _tasks = made

    def work(job: Job) -> int:
        raise FileProblem("it can't be written")

    running.run("Exporting", work, lambda _made: None)
    qtbot.waitUntil(lambda: shell.jobs[0].finished and bool(shell.problems))
    assert shell.problems == ["it can't be written"]


def test_closing_the_workspace_waits_for_no_file(qtbot, made) -> None:
    running, _shell, tasks = made
    begun, ended = threading.Event(), threading.Event()

    def work(job: Job) -> int:
        begun.set()
        try:
            while True:
                job.check()
        finally:
            ended.set()

    running.run("Exporting", work, lambda _made: None)
    assert begun.wait(5)
    tasks.stop()
    assert ended.wait(5)


def test_a_command_is_told_of_only_when_it_lasts(qtbot, made) -> None:
    running, shell, _tasks = made
    got: list[int] = []
    running.change("Purging", lambda job: 7, got.append, got.append)
    qtbot.waitUntil(lambda: got == [7])
    qtbot.wait(LASTS + 50)
    assert not shell.jobs
    go_on = threading.Event()

    def lasting(job: Job) -> int:
        job.progress(0.5)
        assert go_on.wait(20)
        job.check()
        return 8

    running.change("Purging", lasting, got.append, got.append)
    qtbot.waitUntil(lambda: bool(shell.jobs))
    assert shell.jobs[0].shares == [0.5]
    shell.jobs[0].cancel()
    go_on.set()
    qtbot.waitUntil(lambda: shell.jobs[0].finished and len(got) == 2)
    assert got == [7, None]


def test_a_command_that_was_asked_for_outlives_the_window(qtbot, made) -> None:
    running, _shell, tasks = made
    go_on, ended = threading.Event(), threading.Event()

    def command(job: Job) -> None:
        assert go_on.wait(20)
        job.check()
        ended.set()

    running.change("Purging", command, lambda _made: None, lambda _problem: None)
    tasks.stop()
    go_on.set()
    assert ended.wait(5)
