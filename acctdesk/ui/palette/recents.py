"""What was chosen lately and what is pinned, kept over a restart, for each workspace apart."""

from __future__ import annotations

import hashlib

from PySide6.QtCore import QSettings

MOST = 24
"""Choices remembered."""
SHOWN = 8
"""Choices shown before anything is typed."""


class Recents:
    """Remembers choices.

    Args:
        settings: Where they are kept.
        workspace: Path of the workspace; empty while none is open. Records belong to one.
    """

    def __init__(self, settings: QSettings, workspace: str = "") -> None:
        self._settings = settings
        name = hashlib.sha256(workspace.encode()).hexdigest()[:16] if workspace else "none"
        self._group = f"palette/{name}"

    @property
    def lately(self) -> tuple[str, ...]:
        """Keys of entries chosen lately, the newest first; pinned ones among them."""
        return self._read("recent")

    @property
    def pinned(self) -> tuple[str, ...]:
        """Keys of pinned entries, in the order they were pinned."""
        return self._read("pinned")

    def note(self, key: str) -> None:
        """Remember that an entry was chosen."""
        others = [one for one in self.lately if one != key]
        self._write("recent", [key, *others][:MOST])

    def pin(self, key: str, *, on: bool) -> None:
        """Keep an entry at the top, or no longer."""
        others = [one for one in self.pinned if one != key]
        self._write("pinned", [*others, key] if on else others)

    def _read(self, what: str) -> tuple[str, ...]:
        kept = str(self._settings.value(f"{self._group}/{what}", ""))
        return tuple(line for line in kept.split("\n") if line)

    def _write(self, what: str, keys: list[str]) -> None:
        self._settings.setValue(f"{self._group}/{what}", "\n".join(keys))
