"""The key sequences a person chose, kept over a restart."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

_GROUP = "keys"
_BETWEEN = "\n"


def kept(settings: QSettings) -> dict[str, tuple[str, ...]]:
    """The chosen sequences by action id; an action with no keys any more has an empty tuple."""
    settings.beginGroup(_GROUP)
    found = {
        name: tuple(one for one in str(settings.value(name, "")).split(_BETWEEN) if one)
        for name in settings.allKeys()
    }
    settings.endGroup()
    return found


def keep(settings: QSettings, action_id: str, shortcuts: tuple[str, ...]) -> None:
    """Store what was chosen for an action."""
    settings.setValue(f"{_GROUP}/{action_id}", _BETWEEN.join(shortcuts))


def forget(settings: QSettings, action_id: str) -> None:
    """Let an action have its usual keys again."""
    settings.remove(f"{_GROUP}/{action_id}")
