"""Waiting for a window to come to rest, without sleeping longer than it takes."""

from __future__ import annotations

import time
from collections.abc import Callable

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, QEventLoop
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

PATIENCE = 20.0
"""Seconds that something may take before its test fails."""


class Bot(QtBot):
    """As it comes, but looking again all the time: it sleeps 10 ms between two looks."""

    def waitUntil(self, callback: Callable[[], bool | None], *, timeout: int = 5000) -> None:
        """Handle events until a callback is content; it says so, or asserts it."""

        def content() -> bool:
            try:
                found = callback()
            except AssertionError:
                return False
            return found is None or found

        end = time.monotonic() + timeout / 1000
        while time.monotonic() < end:
            if content():
                return
            _turn()
        super().waitUntil(callback, timeout=0)  # says what is wrong


@pytest.fixture
def qtbot(qapp: QApplication, request: pytest.FixtureRequest) -> QtBot:
    """What tests of the window get as `qtbot`."""
    return Bot(request)


def _turn() -> None:
    QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    time.sleep(0.001)  # whoever works on another thread gets on meanwhile


def until(condition: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Handle events until something is so, looking again all the time."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        _turn()


def settle(busy: Callable[[], bool], rounds: int = 4) -> None:
    """Wait until nothing is under way; what that leads to may begin something else.

    Args:
        busy: Whether something is under way.
        rounds: How often one thing may lead to the next.
    """
    for _round in range(rounds):
        until(lambda: not busy())
        QTest.qWait(1)
