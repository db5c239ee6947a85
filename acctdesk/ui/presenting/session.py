"""One presentation, from the first slide until the program is back."""

from __future__ import annotations

import functools
import time
from collections.abc import Callable, Collection

import shiboken6
from PySide6.QtCore import QObject, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QScreen
from PySide6.QtWidgets import QWidget

from acctdesk.ui.presenting.client import ClientWindow
from acctdesk.ui.presenting.course import Course, Stopwatch
from acctdesk.ui.presenting.drawn import draw_slide
from acctdesk.ui.presenting.guard import Guard
from acctdesk.ui.presenting.keyboard import Keyboard
from acctdesk.ui.presenting.pictures import Draw, Pictures
from acctdesk.ui.presenting.screens import apart
from acctdesk.ui.presenting.speaker import SpeakerWindow
from acctdesk.ui.presenting.talk import Talk
from acctdesk.ui.presenting.wording import clock
from acctdesk.ui.theme.theme import Theme

SLEPT = 10.0
"""Seconds by which the clock on the wall may run ahead before the computer must have slept."""


class Presenting(QObject):
    """Shows a talk on a screen, and keeps everything else off it.

    Args:
        theme: The theme in force.
        main: The program's window: hidden from `begin` until the end, then as it was.
        talk: What is presented.
        draw: Lays slides out.
        parent: Its owner.
        pictures: Has drawn the slides before; of its own unless given.
    """

    left = Signal()
    """It is over; the program's window is back."""
    minutes_changed = Signal(str)
    """The minutes as they stand, a moment after the last letter."""

    def __init__(
        self,
        theme: Theme,
        main: QWidget,
        talk: Talk,
        draw: Draw = draw_slide,
        parent: QObject | None = None,
        *,
        pictures: Pictures | None = None,
    ) -> None:
        super().__init__(parent)
        self._theme, self._main, self._talk = theme, main, talk
        self._own = pictures is None
        self.pictures = pictures or Pictures(talk.deck, draw, self)
        self.course = Course(talk.deck, parent=self)
        self.keyboard = Keyboard(self.course, self)
        self.watch = Stopwatch()
        self.client: ClientWindow | None = None
        self.speaker: SpeakerWindow | None = None
        # It outlives its owner, so that whatever ends this brings the program back.
        self.guard = Guard(main, self.windows)
        self.destroyed.connect(functools.partial(_clear_up, self.guard, self.windows))
        self._shows_time = False
        self._over = self._listening = False
        self._wall = time.time()
        self._tick = QTimer(self)
        self._tick.setInterval(1000)
        self._tick.timeout.connect(self._on_tick)
        self.keyboard.leave.connect(self.leave)
        self.keyboard.clock.connect(self._turn_time)
        self.course.moved.connect(self._count)
        self.course.blanked.connect(self._count)

    def windows(self) -> tuple[ClientWindow | SpeakerWindow, ...]:
        """The windows of the presentation."""
        return tuple(one for one in (self.client, self.speaker) if one is not None)

    def begin(self, screen: QScreen, second: QScreen | None = None) -> None:
        """Hide the program and show the first slide.

        Args:
            screen: Where the client's window goes.
            second: Where notes go; None for nowhere. One that mirrors `screen` is nowhere.
        """
        try:
            self.guard.stand()
            self.client = ClientWindow(self._theme, self.course, self.pictures, self.keyboard)
            self.client.closed.connect(self._end_black)
            self.client.open_on(screen)
        except BaseException:
            # Whatever went wrong: nobody is left without a window.
            self.leave()
            raise
        self.watch.begin()
        self.watch.show(self.course.step.slide)
        self._wall = time.time()
        self._tick.start()
        self._listen(True)
        if second is not None and apart(screen, second):
            # In a turn of its own: both windows together would hold the first slide up.
            QTimer.singleShot(0, self, lambda: self._open_speaker(second))

    def blank(self) -> None:
        """Show nothing: what locks the program calls it first."""
        self.course.blank()

    def leave(self) -> None:
        """End it: black first, then the program's window as it was."""
        if self._over:
            return
        self._over = True
        self._tick.stop()
        try:
            self.course.blank()
            self._listen(False)
        finally:
            _clear_up(self.guard, self.windows)
            self.client = self.speaker = None
            if self._own:
                self.pictures.stop()
        self.left.emit()

    # -- inside ----------------------------------------------------------------------------

    def _listen(self, on: bool) -> None:
        """Follow what happens to the screens and to the program as a whole."""
        app = QGuiApplication.instance()
        if not isinstance(app, QGuiApplication) or on == self._listening:
            return
        self._listening = on
        for signal, slot in (
            (app.screenRemoved, self._on_screen_gone),
            (app.screenAdded, self._watch_screen),
            (app.applicationStateChanged, self._on_state),
        ):
            if on:
                signal.connect(slot)
            else:
                signal.disconnect(slot)
        if on:
            for screen in app.screens():
                self._watch_screen(screen)

    def _watch_screen(self, screen: QScreen) -> None:
        screen.geometryChanged.connect(self._part_screens)

    def _open_speaker(self, screen: QScreen) -> None:
        if self.client is None:
            return
        self.speaker = speaker = SpeakerWindow(
            self._theme, self._talk, self.course, self.pictures, self.keyboard, self.watch
        )
        speaker.minutes_changed.connect(self.minutes_changed)
        speaker.closed.connect(self._close_speaker)
        speaker.open_on(screen)
        self.client.activateWindow()

    def _count(self) -> None:
        self.watch.show(None if self.course.black else self.course.step.slide)

    def _turn_time(self) -> None:
        self._shows_time = not self._shows_time
        self._tell_time()

    def _tell_time(self) -> None:
        if self.client is not None:
            self.client.time.say(clock(self.watch.total()) if self._shows_time else "")

    def _on_tick(self) -> None:
        now = time.time()
        if now - self._wall > SLEPT:
            # The computer slept: who woke it may be anybody.
            self.course.blank()
        self._wall = now
        self._tell_time()
        self._part_screens()

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state == Qt.ApplicationState.ApplicationSuspended:
            self.course.blank()

    def _part_screens(self) -> None:
        """Notes never stand on the client's screen, even if screens are plugged or mirrored."""
        if self.client is None or self.speaker is None:
            return
        if not apart(self.client.screen(), self.speaker.screen()):
            self._close_speaker()

    def _close_speaker(self) -> None:
        speaker, self.speaker = self.speaker, None
        if speaker is not None:
            speaker.hide()
            speaker.let_go()

    def _on_screen_gone(self, screen: QScreen) -> None:
        if self.speaker is not None and self.speaker.screen() is screen:
            self._close_speaker()
        if self.client is not None and self.client.screen() is screen:
            self._end_black()
        self._part_screens()

    def _end_black(self) -> None:
        self.course.blank()
        QTimer.singleShot(0, self, self.leave)


def _clear_up(
    guard: Guard, windows: Callable[[], Collection[ClientWindow | SpeakerWindow]], *_gone: object
) -> None:
    """The program first, then our windows: there is never a moment without one of them."""
    guard.lift()
    for window in windows():
        if shiboken6.isValid(window):
            window.let_go()
