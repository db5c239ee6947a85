"""Stops at presenting: the check before, the client's window, all slides, and the second screen.

They stand before the program's window and don't hide it: the tour goes on afterwards.
"""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMainWindow, QScrollArea, QVBoxLayout, QWidget

from acctdesk.ui.presenting.client import ClientWindow
from acctdesk.ui.presenting.course import Course, Stopwatch
from acctdesk.ui.presenting.drawn import draw_slide, parted
from acctdesk.ui.presenting.keyboard import Command, Keyboard
from acctdesk.ui.presenting.pictures import Pictures
from acctdesk.ui.presenting.preflight import Preflight
from acctdesk.ui.presenting.speaker import SpeakerWindow
from acctdesk.ui.presenting.talk import Cue, Step, Talk
from benchmarks.presenting import make_deck
from touring.camera import Stop, Tour

CHART = Step(2)
WITHHELD = (
    ("Health and its reasons", 2),
    ("Attitude and influence of people", 9),
    ("Internal notes", 4),
    ("Quotes without permission", 1),
)


def make_talk() -> Talk:
    deck = make_deck()
    cue = Cue("Say what changed since September.\nThen ask for the release window in January.", 5)
    warnings = ("No satisfaction answers this quarter.", "The pre-read goes out on 2 Dec 2026.")
    return parted(Talk(deck, (cue,) * len(deck.slides), WITHHELD, warnings, "Present: all."))


class _Stage:
    """What is open before the program's window, and how it is put away."""

    def __init__(self) -> None:
        self.put_away: list[Callable[[], object]] = []

    def check(self, tour: Tour) -> None:
        page = Preflight(tour.program.theme, make_talk())
        inner = QWidget()
        inner.setProperty("plane", "page")
        inner.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        column = QVBoxLayout(inner)
        column.setContentsMargins(24, 20, 24, 20)
        column.addWidget(page)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setWidget(inner)
        window = QMainWindow()
        window.setCentralWidget(area)
        self._show(tour, window)
        self.put_away = [page.stop, window.close, window.deleteLater]
        page.course.go(CHART)
        page.canvas.setFocus()

    def client(self, *commands: Command) -> Callable[[Tour], None]:
        def reach(tour: Tour) -> None:
            course, pictures, keyboard = self._talk()
            window = ClientWindow(tour.program.theme, course, pictures, keyboard)
            self._show(tour, window)
            self.put_away = [pictures.stop, window.let_go]
            course.go(CHART)
            tour.wait(lambda: window.canvas.shown() == CHART, "a slide")
            for command in commands:
                keyboard.do(command)
            tour.rest(1.0)

        return reach

    def speaker(self, tour: Tour) -> None:
        course, pictures, keyboard = self._talk()
        window = SpeakerWindow(
            tour.program.theme, make_talk(), course, pictures, keyboard, Stopwatch()
        )
        self._show(tour, window)
        self.put_away = [pictures.stop, window.let_go]
        course.go(CHART)

    def leave(self, tour: Tour) -> None:
        tour.front = None
        for one in self.put_away:
            one()
        self.put_away = []
        tour.settle()

    def _talk(self) -> tuple[Course, Pictures, Keyboard]:
        deck = make_talk().deck
        course = Course(deck)
        return course, Pictures(deck, draw_slide, course), Keyboard(course, course)

    def _show(self, tour: Tour, window: QWidget) -> None:
        tour.front = window
        window.show()
        tour.rest(1.5)


_STAGE = _Stage()
STOPS = (
    Stop("present-check", _STAGE.check, leave=_STAGE.leave),
    Stop("present-slide", _STAGE.client("value", "value"), leave=_STAGE.leave),
    Stop("present-black", _STAGE.client("black", "forward"), leave=_STAGE.leave),
    Stop("present-overview", _STAGE.client("overview", "forward"), leave=_STAGE.leave),
    Stop("present-notes", _STAGE.speaker, leave=_STAGE.leave),
)
