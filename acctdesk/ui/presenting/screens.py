"""Which screen shows the client's window, and which one the presenter's."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QGuiApplication, QScreen

from acctdesk.words import _, number


def screens() -> list[QScreen]:
    """The screens there are."""
    return list(QGuiApplication.screens())


def apart(one: QScreen, other: QScreen) -> bool:
    """Whether two screens show different things: they are no mirrors of one another."""
    return one is not other and not one.geometry().intersects(other.geometry())


def beside(screen: QScreen, among: Sequence[QScreen]) -> QScreen | None:
    """The first screen that shows something else than a given one; None for none."""
    return next((one for one in among if apart(one, screen)), None)


def screen_name(screen: QScreen, at: int, here: QScreen | None) -> str:
    """What a screen is called in a choice.

    Args:
        screen: Which.
        at: Its place among them, from 0.
        here: The one the program's window is on.
    """
    ratio, size = screen.devicePixelRatio(), screen.size()
    wide, high = round(size.width() * ratio), round(size.height() * ratio)
    said = _("Screen %(number)s, %(wide)s × %(high)s") % {
        "number": number(at + 1),
        "wide": wide,
        "high": high,
    }
    return _("%s, this one") % said if screen is here else said
