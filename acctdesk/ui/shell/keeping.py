"""What the window remembers over a restart, in the settings it was given."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray
from PySide6.QtGui import QGuiApplication

from acctdesk.ui.shell.places import Place

if TYPE_CHECKING:
    from PySide6.QtCore import QRect, QSettings
    from PySide6.QtWidgets import QMainWindow

VISIBLE = 64
"""At least so many pixels of the window must lie on a screen, each way."""


INSPECTOR_FROM = 1200
"""Window width in pixels from which the inspector is open unless the person closed it."""


def inspector_wanted(settings: QSettings, width: int) -> bool:
    """Whether the inspector is open in a window of this width."""
    usual = "1" if width >= INSPECTOR_FROM else "0"
    return settings.value(_inspector_key(width), usual) == "1"


def keep_inspector(settings: QSettings, width: int, on: bool) -> None:
    """Store whether the inspector is open in a window of this width."""
    settings.setValue(_inspector_key(width), "1" if on else "0")


def _inspector_key(width: int) -> str:
    return f"window/inspector-{'wide' if width >= INSPECTOR_FROM else 'small'}"


def on_a_screen(window: QRect, screens: list[QRect]) -> bool:
    """Whether enough of a window lies on some screen to be grasped."""
    return any(
        part.width() >= VISIBLE and part.height() >= VISIBLE
        for part in (screen.intersected(window) for screen in screens)
    )


def keep_window(settings: QSettings, window: QMainWindow) -> None:
    """Store geometry and state of a window."""
    settings.setValue("window/geometry", window.saveGeometry())
    settings.setValue("window/maximized", "1" if window.isMaximized() else "0")


def restore_window(settings: QSettings, window: QMainWindow) -> None:
    """Give a window its kept geometry; one that lies off every screen comes back to the first."""
    kept = settings.value("window/geometry")
    if not isinstance(kept, QByteArray) or not window.restoreGeometry(kept):
        return
    screens = [screen.availableGeometry() for screen in QGuiApplication.screens()]
    if screens and not on_a_screen(window.frameGeometry(), screens):
        size = window.size().boundedTo(screens[0].size())
        window.resize(size)
        window.move(screens[0].center() - window.rect().center())


def keep_place(settings: QSettings, place: Place | None) -> None:
    """Store where one is."""
    if place is not None:
        import json

        settings.setValue("window/place", f"{place.section} {json.dumps(dict(place.params))}")


def kept_section(settings: QSettings) -> str:
    """Id of the section where one was; empty when nothing is kept. Quicker than `kept_place`."""
    return str(settings.value("window/place", "")).partition(" ")[0]


def kept_place(settings: QSettings) -> Place | None:
    """Where one was; None when nothing readable is kept."""
    import json

    section, _blank, params = str(settings.value("window/place", "")).partition(" ")
    try:
        return Place(section, {str(k): str(v) for k, v in json.loads(params).items()})
    except (ValueError, AttributeError):
        return None


def keep_page(settings: QSettings, section: str, state: Mapping[str, object]) -> None:
    """Store the state of a page; its values must fit JSON."""
    import json

    settings.beginGroup(f"page/{section}")
    settings.remove("")
    for name, value in state.items():
        settings.setValue(name, json.dumps(value))
    settings.endGroup()


def kept_page(settings: QSettings, section: str) -> dict[str, object]:
    """The state of a page as it was kept; empty at the first time."""
    import json

    found: dict[str, object] = {}
    settings.beginGroup(f"page/{section}")
    for name in settings.allKeys():
        try:
            found[name] = json.loads(str(settings.value(name)))
        except ValueError:
            # Written by hand or by a version that kept it otherwise: as if never kept.
            continue
    settings.endGroup()
    return found
