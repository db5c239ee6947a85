"""Whether the program keeps still: while one presents, nothing may come up that isn't the deck."""

from __future__ import annotations

from collections.abc import Callable

import shiboken6
from PySide6.QtCore import QCoreApplication, QObject, Qt, QTimer


class _Stillness(QObject):
    """Hangs on the application, the one thing all windows share, as long as it lasts."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self.waiting: list[tuple[QObject, Callable[[], object]]] = []


def is_still() -> bool:
    """Whether questions are answered with "no" unasked, and messages wait."""
    return _present() is not None


def keep_still(on: bool) -> None:
    """Begin to keep still, or end it; what waited for the end follows."""
    app, present = QCoreApplication.instance(), _present()
    if on and app is not None and present is None:
        _Stillness(app)
    elif not on and present is not None:
        present.setParent(None)
        present.deleteLater()
        for owner, do in present.waiting:
            when_over(owner, do)


def when_over(owner: QObject, do: Callable[[], object]) -> None:
    """Do something once the program doesn't keep still any more, if its owner is there then.

    Args:
        owner: Whose business it is.
        do: Called in a turn of its own; in the next one where the program isn't still now.
    """
    present = _present()
    if present is not None:
        present.waiting.append((owner, do))
    elif shiboken6.isValid(owner):
        # Whatever it is, it doesn't come between the presentation and the window that returns.
        QTimer.singleShot(0, owner, do)


def _present() -> _Stillness | None:
    app = QCoreApplication.instance()
    direct = Qt.FindChildOption.FindDirectChildrenOnly
    return app.findChild(_Stillness, "", direct) if app is not None else None
