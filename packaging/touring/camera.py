"""What a stop is, how it is rendered, and the camera that renders it."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent, QObject, QRect, Qt
from PySide6.QtGui import QImage, QPainter
from PySide6.QtWidgets import QApplication, QWidget

from acctdesk.app import Program
from acctdesk.ui.shell.page import Place
from acctdesk.ui.theme.theme import Mode

SMALL, LARGE = (960, 600), (1600, 1000)
SECONDS = 60
SAMPLE, EMPTY = "sample", "empty"
"""The workspaces of the tour: the sample, and one without a record."""


@dataclass(frozen=True)
class View:
    """How a stop is rendered."""

    mode: Mode
    size: tuple[int, int]
    text: int = 100

    @property
    def tag(self) -> str:
        scale = "" if self.text == 100 else f"-{self.text}"
        return f"{self.mode.value}-{self.size[0]}{scale}"


VIEWS = (
    View(Mode.LIGHT, LARGE),
    View(Mode.LIGHT, SMALL),
    View(Mode.DARK, LARGE),
    View(Mode.DARK, SMALL),
    View(Mode.CONTRAST, LARGE),
    View(Mode.LIGHT, SMALL, 200),
)


class Tour:
    """The running program, and a camera."""

    def __init__(self, program: Program, out: Path) -> None:
        self.program, self.out = program, out
        self.taken: list[Path] = []
        self.front: QWidget | None = None
        """What stands before the window and is taken instead of it."""

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + SECONDS
        while not condition():
            if time.monotonic() > end:
                raise SystemExit(f"The tour waited {SECONDS} s in vain for {what}.")
            QCoreApplication.processEvents()
            time.sleep(0.005)

    def settle(self) -> None:
        for _round in range(8):
            QCoreApplication.processEvents()
            self.wait(lambda: not self.program.tasks or not self.program.tasks.busy, "a result")
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            time.sleep(0.01)

    def rest(self, seconds: float) -> None:
        """Let pass what begins only when nobody types."""
        end = time.monotonic() + seconds
        self.wait(lambda: time.monotonic() > end, "the clock")
        self.settle()

    def go(self, section: str, **params: str) -> None:
        self.program.window.go(Place(section, params))
        self.settle()

    def look(self, view: View) -> None:
        preferences = self.program.preferences
        preferences.set_mode(view.mode)
        preferences.set_text_scale(view.text)
        self.program.window.resize(*view.size)
        if self.front is not None:
            self.front.resize(min(1080, view.size[0] - 40), min(820, view.size[1] - 40))
        self.settle()

    def take(self, name: str, view: View) -> None:
        self.settle()
        path = self.out / f"{name}-{view.tag}.png"
        shown = self.front or self.program.window
        # Menus and popovers are windows of their own, and may stand out of the one beneath.
        popups = [
            (popup.grab(), QRect(shown.mapFromGlobal(popup.pos()), popup.size()))
            for popup in QApplication.topLevelWidgets()
            if popup.isVisible() and popup.windowType() == Qt.WindowType.Popup
        ]
        whole = shown.rect()
        for _picture, box in popups:
            whole = whole.united(box)
        picture = QImage(whole.size(), QImage.Format.Format_RGB32)
        picture.fill(Qt.GlobalColor.gray)
        painter = QPainter(picture)
        painter.translate(-whole.topLeft())
        painter.drawPixmap(0, 0, shown.grab())
        for popup, box in popups:
            painter.drawPixmap(box.topLeft(), popup)
        painter.end()
        picture.save(str(path))
        self.taken.append(path)

    def account(self) -> str:
        """The account with the most people: the page with the most on it."""
        desk = self.program.desk
        ids = [one for one, _name in desk.records.options("account")]
        return max(ids, key=lambda one: len(desk.people.at(one)))

    def person(self) -> str:
        """A person with whom much was said."""
        desk = self.program.desk
        people = [one.person for one in desk.people.at(self.account()) if not one.ended]
        return max(people, key=lambda one: len(desk.interactions.of_person(one)))

    @property
    def page(self) -> QObject:
        """The page of the accounts that is in front: the list, or one account."""
        return self.program.window.page("accounts").front()


@dataclass(frozen=True)
class Stop:
    """Somewhere the tour stops.

    Attributes:
        name: Name of the pictures.
        reach: Goes there.
        section: Section that must be there.
        workspace: In which workspace.
        leave: Tidies up.
        again: Whether it is reached, and left, anew for every picture: popups don't follow a window
            that changes size.
    """

    name: str
    reach: Callable[[Tour], None]
    section: str = "accounts"
    workspace: str = SAMPLE
    leave: Callable[[Tour], None] | None = None
    again: bool = False


def visit(tour: Tour, stop: Stop) -> None:
    """Render a stop in every view."""
    if not stop.again:
        stop.reach(tour)
    for view in VIEWS:
        tour.look(view)
        if stop.again:
            stop.reach(tour)
        tour.take(stop.name, view)
        if stop.again and stop.leave is not None:
            stop.leave(tour)
    tour.look(VIEWS[1])
    if stop.leave is not None and not stop.again:
        stop.leave(tour)
