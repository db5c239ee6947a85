"""How the person likes the window: colours, text size, density, language and formats."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QObject, QSettings, Signal

from acctdesk.ui.theme.theme import Mode
from acctdesk.words import set_locale

RECENT = 8
"""Workspaces remembered."""


class Preferences(QObject):
    """What holds for the window whatever workspace is open; kept at once, no Save.

    Args:
        settings: Where it is kept.
        parent: Its owner.
    """

    changed = Signal()
    """Something is different now."""

    def __init__(self, settings: QSettings, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._settings = settings

    @property
    def mode(self) -> Mode:
        """How the colours are chosen."""
        kept = str(self._settings.value("look/mode", ""))
        return Mode(kept) if kept in {one.value for one in Mode} else Mode.SYSTEM

    @property
    def text_scale(self) -> int:
        """Text size in percent."""
        kept = str(self._settings.value("look/text", "100"))
        return int(kept) if kept.isdecimal() else 100

    @property
    def compact(self) -> bool:
        """Whether rows of grids stand closer."""
        return self._settings.value("look/compact", "0") == "1"

    @property
    def locale(self) -> str:
        """BCP 47 tag of language and formats: the computer's own unless chosen."""
        return str(self._settings.value("formats/locale", "")) or QLocale.system().bcp47Name()

    @property
    def chosen_locale(self) -> str:
        """The tag that was chosen; empty while the computer's own holds."""
        return str(self._settings.value("formats/locale", ""))

    def set_mode(self, mode: Mode) -> None:
        """Choose the colours."""
        self._keep("look/mode", mode.value)

    def set_text_scale(self, percent: int) -> None:
        """Choose the text size, 100 to 200 percent."""
        self._keep("look/text", str(percent))

    def set_compact(self, on: bool) -> None:
        """Choose how close rows of grids stand."""
        self._keep("look/compact", "1" if on else "0")

    def set_locale(self, tag: str) -> None:
        """Choose language and formats; empty takes the computer's own."""
        self._keep("formats/locale", tag)

    def speak(self) -> None:
        """Make the chosen language and formats hold for the whole program."""
        set_locale(self.locale if self.locale != "C" else "en")

    @property
    def last(self) -> str:
        """The workspace file opened last; empty at the first start."""
        return str(self._settings.value("workspace/last", ""))

    @property
    def recent(self) -> tuple[str, ...]:
        """Workspace files opened lately, newest first."""
        kept = str(self._settings.value("workspace/recent", ""))
        return tuple(line for line in kept.split("\n") if line)

    def opened(self, path: str) -> None:
        """Remember that a workspace was opened."""
        others = [one for one in self.recent if one != path]
        self._settings.setValue("workspace/recent", "\n".join([path, *others][:RECENT]))
        self._settings.setValue("workspace/last", path)

    def forget_place(self) -> None:
        """Forget where one was: another workspace has other records."""
        self._settings.remove("window/place")

    def _keep(self, name: str, value: str) -> None:
        if self._settings.value(name, None) != value:
            self._settings.setValue(name, value)
            self.changed.emit()
