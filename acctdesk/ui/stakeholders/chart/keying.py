"""What keys do to the map while the chart has the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

from acctdesk.ui.stakeholders.chart import ways

if TYPE_CHECKING:
    from acctdesk.ui.stakeholders.chart.view import OrgChart

_Key = Qt.Key
_NONE = Qt.KeyboardModifier.NoModifier
_CTRL = Qt.KeyboardModifier.ControlModifier
_SHIFT = Qt.KeyboardModifier.ShiftModifier
_ALT = Qt.KeyboardModifier.AltModifier

ARROWS: dict[int, str] = {
    _Key.Key_Left: ways.LEFT,
    _Key.Key_Right: ways.RIGHT,
    _Key.Key_Up: ways.UP,
    _Key.Key_Down: ways.DOWN,
}
COMMANDS: dict[tuple[int, Qt.KeyboardModifier], str] = {
    (_Key.Key_F2, _NONE): "map.rename",
    (_Key.Key_Insert, _NONE): "map.add_below",
    (_Key.Key_Return, _SHIFT): "map.add_beside",
    (_Key.Key_Enter, _SHIFT): "map.add_beside",
    (_Key.Key_Up, _CTRL | _SHIFT): "map.add_above",
    (_Key.Key_C, _NONE): "map.connect",
    (_Key.Key_P, _NONE): "map.park",
    (_Key.Key_Delete, _NONE): "map.remove",
    (_Key.Key_F, _CTRL): "map.find",
    (_Key.Key_Plus, _NONE): "map.zoom_in",
    (_Key.Key_Minus, _NONE): "map.zoom_out",
    (_Key.Key_0, _NONE): "map.fit",
}
"""Keys that run commands. Without Shift, C and P are commands; with it they begin a name."""


class Keying:
    """Turns keys into gestures.

    Args:
        chart: The chart.
    """

    def __init__(self, chart: OrgChart) -> None:
        self._chart, self._study = chart, chart.study

    def wants(self, event: QKeyEvent) -> bool:
        """Whether a key means something here, whatever it means to the window."""
        key, modifiers = event.key(), _plain(event)
        if (key, modifiers) in COMMANDS or (key == _Key.Key_A and modifiers == _CTRL):
            return True
        if key in ARROWS:
            return not modifiers & _ALT
        return not modifiers & (_CTRL | _ALT) and bool(event.text()) and event.text().isprintable()

    def press(self, event: QKeyEvent) -> bool:
        """A key went down; whether it meant something."""
        key, modifiers = event.key(), _plain(event)
        command = COMMANDS.get((key, modifiers))
        if command is not None:
            return self._chart.run_command(command)
        if key in ARROWS:
            return self._arrow(ARROWS[key], modifiers)
        study, current = self._study, self._study.chosen.current
        simple: dict[int, Callable[[], object]] = {
            _Key.Key_Return: self._chart.open_current,
            _Key.Key_Enter: self._chart.open_current,
            _Key.Key_Home: lambda: self._choose(ways.first(self._chart.stage.plan)),
        }
        if key in simple and modifiers == _NONE:
            simple[key]()
            return True
        if key == _Key.Key_Escape:
            return self._chart.escape()
        if key == _Key.Key_A and modifiers == _CTRL:
            study.chosen.choose([one for one, _place in self._chart.stage.plan.shown()], current)
            return True
        text = event.text()
        if current and text and text.isprintable() and not modifiers & (_CTRL | _ALT):
            if not text.isspace() and study.may_change(current):
                self._chart.edit_name(current, text)
            return True
        return False

    def _arrow(self, direction: str, modifiers: Qt.KeyboardModifier) -> bool:
        study, plan = self._study, self._chart.stage.plan
        chosen = study.chosen
        current = chosen.current
        if modifiers == _CTRL and current:
            if direction in (ways.UP, ways.DOWN):
                chosen.fold(current, direction == ways.UP and bool(plan.below.get(current)))
            elif study.may_change(current):
                study.step(current, 1 if direction == ways.RIGHT else -1)
            return True
        if modifiers not in (_NONE, _SHIFT):
            return False
        to = ways.way(plan, current, direction)
        if to and modifiers == _SHIFT and current:
            # Going back the way one came leaves out again what was added.
            back = len(chosen.cards) > 1 and to == chosen.cards[-2]
            kept = chosen.cards[:-1] if back else [*chosen.cards, to]
            chosen.choose(dict.fromkeys(kept), to)
            self._chart.stage.bring_into_sight(to)
        elif to:
            self._choose(to)
        return True

    def _choose(self, position: str) -> None:
        if position:
            self._study.chosen.choose([position])
            self._chart.stage.bring_into_sight(position)


def _plain(event: QKeyEvent) -> Qt.KeyboardModifier:
    """The modifiers without that of the number pad."""
    modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if event.key() == _Key.Key_Plus:
        # On many keyboards the plus is typed with Shift.
        modifiers &= ~_SHIFT
    return modifiers
