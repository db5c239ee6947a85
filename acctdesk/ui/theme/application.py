"""Makes the Qt application, cheaply."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtWidgets import QApplication

STYLED = "acctdesk-styled"
"""Property of an application whose style is set already."""


def make_application(arguments: Sequence[str]) -> QApplication:
    """The application, on the Fusion style.

    `QApplication.setStyle` hands back the style, and wrapping that loads all of QStyle's
    enumerations (10 ms); the command line does the same for nothing.

    Args:
        arguments: ``sys.argv``.
    """
    name, *rest = [*arguments] or ["acctdesk"]
    app = QApplication([name, "-style", "fusion", *rest])
    app.setProperty(STYLED, True)
    return app
