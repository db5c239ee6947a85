"""The line of the palette: what one types, while the list beneath gets the keys that lead it."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.fields import SearchField


class PaletteBox(SearchField):
    """A search field that hands keys on.

    It does so by itself: a filter in front of it would be asked about each of its events, too.

    Args:
        theme: The theme in force.
        name: Placeholder and accessible name.
        on_key: Gets every key; returns whether it belonged to the list.
    """

    def __init__(self, theme: Theme, name: str, on_key: Callable[[QKeyEvent], bool]) -> None:
        self._on_key = on_key
        super().__init__(theme, name)

    def event(self, event: QEvent) -> bool:
        """Keys of the list, before Qt makes Tab of one."""
        if isinstance(event, QKeyEvent):
            kind = event.type()
            if kind == QEvent.Type.KeyPress and self._on_key(event):
                return True
            if kind == QEvent.Type.ShortcutOverride and is_pin(event):
                event.accept()
                return True
        return super().event(event)


def is_pin(event: QKeyEvent) -> bool:
    """Whether a key pins what is chosen: Alt+P."""
    alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
    return alt and event.key() == Qt.Key.Key_P
