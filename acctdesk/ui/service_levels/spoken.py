"""What assistive technology is told of gauges: each painted card is an indicator of its own."""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING, Protocol, cast

import shiboken6
from PySide6.QtCore import QObject, QRect
from PySide6.QtGui import QAccessible, QAccessibleEvent, QAccessibleInterface, QColor, QWindow
from PySide6.QtWidgets import QAccessibleWidget, QWidget

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acctdesk.ui.widgets.gauge import Face

_Text = QAccessible.Text


class Cards(Protocol):
    """A widget that paints faces on cards."""

    def faces(self) -> Sequence[Face]:
        """What they say."""

    def box(self, at: int) -> QRect:
        """Where a card stands."""

    def current_at(self) -> int:
        """The card the keyboard is on."""


class SpokenGauge(QAccessibleInterface):
    """One card.

    Args:
        board: The widget that paints it.
        at: Its place.
    """

    def __init__(self, board: QWidget, at: int) -> None:
        super().__init__()
        self._board, self._at = board, at

    def _face(self) -> Face | None:
        faces = cast("Cards", self._board).faces() if shiboken6.isValid(self._board) else ()
        return faces[self._at] if self._at < len(faces) else None

    def isValid(self) -> bool:
        """Whether the card is still there."""
        return self._face() is not None

    def object(self) -> QObject | None:  # type: ignore[override]
        """No object of its own."""
        return None

    def window(self) -> QWindow:
        """The window it is in."""
        return self._board.window().windowHandle()

    def parent(self) -> QAccessibleInterface:
        """The board."""
        return QAccessible.queryAccessibleInterface(self._board)

    def child(self, index: int) -> QAccessibleInterface:
        """It has none."""
        return None  # type: ignore[return-value]

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """It has none."""
        return None  # type: ignore[return-value]

    def childCount(self) -> int:
        """It has none."""
        return 0

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """It has none."""
        return -1

    def role(self) -> QAccessible.Role:
        """An indicator."""
        return QAccessible.Role.Indicator

    def rect(self) -> QRect:
        """Where it stands on the screen."""
        box = cast("Cards", self._board).box(self._at)
        return QRect(self._board.mapToGlobal(box.topLeft()), box.size())

    def state(self) -> QAccessible.State:
        """Whether the keyboard is on it."""
        state = QAccessible.State()
        state.focusable = True
        here = cast("Cards", self._board).current_at() == self._at
        state.focused = here and self._board.hasFocus()
        return state

    def text(self, t: QAccessible.Text) -> str:
        """Its name, and what it says."""
        face = self._face()
        if face is None:
            return ""
        if t == _Text.Name:
            return f"{face.title}, {face.line}"
        if t == _Text.Value:
            return face.description
        return face.said if t == _Text.Description else ""

    def setText(self, t: QAccessible.Text, text: str) -> None:
        """Nothing is typed here."""

    def foregroundColor(self) -> QColor:
        """As the board."""
        return self._board.palette().windowText().color()

    def backgroundColor(self) -> QColor:
        """As the board."""
        return self._board.palette().window().color()


class SpokenBoard(QAccessibleWidget):
    """The widget with all cards.

    Args:
        board: The widget.
    """

    def __init__(self, board: QWidget) -> None:
        super().__init__(board, QAccessible.Role.List, board.accessibleName())
        self._board = board
        self._cards: dict[int, SpokenGauge] = {}

    def _count(self) -> int:
        return len(cast("Cards", self._board).faces()) if shiboken6.isValid(self._board) else 0

    def childCount(self) -> int:
        """How many cards there are."""
        return self._count()

    def child(self, index: int) -> QAccessibleInterface:
        """A card."""
        if not 0 <= index < self._count():
            return None  # type: ignore[return-value]
        found = self._cards.get(index)
        if found is None:
            found = self._cards[index] = SpokenGauge(self._board, index)
            QAccessible.registerAccessibleInterface(found)
        return found

    def indexOfChild(self, child: QAccessibleInterface) -> int:
        """Its place."""
        return next((at for at, one in self._cards.items() if one is child), -1)

    def childAt(self, x: int, y: int) -> QAccessibleInterface:
        """The card at a place of the screen."""
        for at in range(self._count()):
            if SpokenGauge(self._board, at).rect().contains(x, y):
                return self.child(at)
        return None  # type: ignore[return-value]


_kept: weakref.WeakKeyDictionary[QWidget, SpokenBoard] = weakref.WeakKeyDictionary()
_installed: list[bool] = []


def _make(name: str, thing: QObject) -> QAccessibleInterface | None:
    if isinstance(thing, QWidget) and hasattr(thing, "faces") and hasattr(thing, "current_at"):
        found = _kept.get(thing)
        if found is None:
            found = _kept[thing] = SpokenBoard(thing)
        return found
    return None


def install() -> None:
    """Tell Qt how boards of gauges are spoken; once is enough."""
    if not _installed:
        _installed.append(True)
        QAccessible.installFactory(_make)


def tell_focus(board: QWidget, at: int) -> None:
    """Tell that the keyboard is on a card now.

    Args:
        board: The widget that paints it.
        at: Its place.
    """
    if QAccessible.isActive() and board.hasFocus():
        event = QAccessibleEvent(board, QAccessible.Event.Focus)
        event.setChild(at)
        QAccessible.updateAccessibility(event)
