"""Waiting for a window to come to rest, without sleeping longer than it takes."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QCoreApplication, QEventLoop
from PySide6.QtTest import QTest

PATIENCE = 20.0
"""Seconds that something may take before its test fails."""


def until(condition: Callable[[], bool], patience: float = PATIENCE) -> None:
    """Handle events until something is so, looking again all the time."""
    end = time.monotonic() + patience
    while not condition():
        assert time.monotonic() < end, "waited in vain"
        QCoreApplication.processEvents(QEventLoop.ProcessEventsFlag.AllEvents, 2)
        time.sleep(0.001)  # whoever works on another thread gets on meanwhile


def settle(busy: Callable[[], bool], rounds: int = 4) -> None:
    """Wait until nothing is under way; what that leads to may begin something else.

    Args:
        busy: Whether something is under way.
        rounds: How often one thing may lead to the next.
    """
    for _round in range(rounds):
        until(lambda: not busy())
        QTest.qWait(1)
