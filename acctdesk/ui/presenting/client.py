"""The client's window: slides, and nothing else."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import (
    QCloseEvent,
    QColor,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QScreen,
)
from PySide6.QtWidgets import QWidget

from acctdesk.ui.presenting.black import Blackness, Corner
from acctdesk.ui.presenting.canvas import Canvas
from acctdesk.ui.presenting.course import Course
from acctdesk.ui.presenting.keyboard import Keyboard
from acctdesk.ui.presenting.overview import Overview
from acctdesk.ui.presenting.pictures import Pictures
from acctdesk.ui.presenting.talk import Step, lines_of
from acctdesk.ui.presenting.wording import WINDOW, place
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import LIGHT
from acctdesk.ui.widgets.toast import announce
from acctdesk.words import speaking

REST = 2000
"""Milliseconds without a move after which the pointer isn't seen any more."""
_STEPS: dict[str, tuple[int, int]] = {
    "forward": (1, 0), "back": (-1, 0), "down": (0, 1), "up": (0, -1), "value": (1, 0),
    "value_back": (-1, 0),
}  # fmt: skip


class ClientWindow(QWidget):
    """What the client sees.

    Args:
        theme: The theme in force; slides are always light.
        course: Where one is.
        pictures: Makes the slides' pictures.
        keyboard: Says what keys do.
    """

    closed = Signal()
    """Somebody wants it closed by other means than ours: it stays until it is left."""

    def __init__(
        self, theme: Theme, course: Course, pictures: Pictures, keyboard: Keyboard
    ) -> None:
        super().__init__(None, Qt.WindowType.Window)
        self._course, self._keyboard = course, keyboard
        self._pictures = pictures
        self._leaving = False
        self._ground = QColor(LIGHT.surface)
        self.setObjectName("client-view")
        self.setMinimumSize(320, 180)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.PreventContextMenu)
        self.canvas = Canvas(theme, pictures, "client", 0, values=True)
        self.canvas.setParent(self)
        self.canvas.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.canvas.installEventFilter(self)
        with speaking(course.deck.language):
            self.setWindowTitle(str(WINDOW))
            self.overview = Overview(theme, pictures, self)
            self.black = Blackness(theme, self)
        self.overview.installEventFilter(self)
        self.black.installEventFilter(self)
        self.number = Corner(theme, self, right=False)
        self.time = Corner(theme, self, right=True)
        self._still = QTimer(self)
        self._still.setSingleShot(True)
        self._still.setInterval(REST)
        self._still.timeout.connect(lambda: self.setCursor(Qt.CursorShape.BlankCursor))
        self._still.start()
        pictures.ready.connect(self._reground)
        course.moved.connect(self._show)
        course.blanked.connect(self._on_blanked)
        keyboard.overview.connect(self._turn_overview)
        keyboard.overview_key.connect(self._on_overview_key)
        keyboard.value.connect(self.canvas.point_next)
        keyboard.typed.connect(self.number.say)
        keyboard.puzzled.connect(self.black.hint)
        self.overview.chosen.connect(self._pick)
        self.canvas.clicked.connect(course.forward)
        self.canvas.said.connect(self._on_said)
        self._show()

    def open_on(self, screen: QScreen) -> None:
        """Fill a screen."""
        self.setScreen(screen)
        self.setGeometry(screen.geometry())
        self.showFullScreen()
        self.canvas.setFocus()
        self.activateWindow()

    def let_go(self) -> None:
        """Close for good."""
        self._leaving = True
        self._still.stop()
        self.close()
        self.deleteLater()

    # -- events ----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys mean the same wherever the focus is; a moving pointer is seen."""
        kind = event.type()
        if kind == QEvent.Type.MouseMove:
            self._stir()
        if kind == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            # Also Tab, which would go elsewhere: there is nowhere else.
            return self._keyboard.press(event)
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Where no part of the window has the focus."""
        if not self._keyboard.press(event):
            super().keyPressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show the pointer while it moves."""
        super().mouseMoveEvent(event)
        self._stir()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Everything fills the window."""
        super().resizeEvent(event)
        for one in (self.canvas, self.overview, self.black):
            one.setGeometry(self.rect())
        self.number.place()
        self.time.place()

    def paintEvent(self, event: QPaintEvent) -> None:
        """What a slide doesn't fill has its ground."""
        QPainter(self).fillRect(self.rect(), self._ground)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Turn black rather than close; who presents brings the program back."""
        if self._leaving:
            event.accept()
        else:
            event.ignore()
            self.closed.emit()

    # -- inside ----------------------------------------------------------------------------

    def _show(self) -> None:
        course = self._course
        ahead = (course.following(), course.deeper(), course.before())
        self.canvas.show_step(course.step, [one for one in ahead if one is not None])
        with speaking(course.deck.language):
            where = place(course.step.slide + 1, len(course.deck.slides), course.step.detail)
        said = "\n".join(lines_of(course.slide))
        self.canvas.setAccessibleName(where)
        self.canvas.setAccessibleDescription(said)
        self._close_overview()
        self._reground()
        if self.isVisible() and not course.black:
            announce(self.canvas, f"{where}\n{said}")

    def _reground(self) -> None:
        scene = self._pictures.scene(self._course.step)
        if scene is not None:
            ground = QColor(scene.background or LIGHT.surface)
            if ground != self._ground:
                self._ground = ground
                self.update()

    def _on_blanked(self, on: bool) -> None:
        self._close_overview()
        self.black.cover(on)
        (self.black if on else self.canvas).setFocus()

    def _on_said(self, words: str) -> None:
        if words:
            announce(self.canvas, words)

    def _turn_overview(self) -> None:
        if self.overview.isVisible():
            self._close_overview()
        else:
            self._keyboard.showing_all = True
            self.overview.open_at(self._course.step.slide)
            self.overview.setFocus()

    def _close_overview(self) -> None:
        self._keyboard.showing_all = False
        if self.overview.isVisible():
            self.overview.hide()
            self.canvas.setFocus()

    def _on_overview_key(self, command: str) -> None:
        if command == "enter":
            self.overview.pick()
        elif command in ("first", "last"):
            count = len(self._course.deck.slides)
            self.overview.move_to(0 if command == "first" else count - 1)
        elif command in _STEPS:
            self.overview.move_by(*_STEPS[command])

    def _pick(self, slide: int) -> None:
        self._close_overview()
        self._course.go(Step(slide))

    def _stir(self) -> None:
        self.unsetCursor()
        self._still.start()
