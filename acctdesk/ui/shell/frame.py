"""Small parts of the frame, painted so that the first paint needn't load Qt's enumerations."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from acctdesk.ui.theme.ink import Ink
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.paint import LEFT
from acctdesk.ui.widgets.text import ElidedLabel

if TYPE_CHECKING:
    from PySide6.QtGui import QPaintEvent

    from acctdesk.ui.theme.theme import Theme
    from acctdesk.ui.theme.tokens import Role, TypeName


class Words(ElidedLabel):
    """One line that ends in "…" when it doesn't fit.

    Args:
        theme: The theme in force.
        text: What it says.
        style: Size and weight.
        quiet: Whether it is of second rank.
    """

    def __init__(
        self, theme: Theme, text: str = "", style: TypeName = "body", *, quiet: bool = False
    ) -> None:
        super().__init__(theme, text, style, "secondary" if quiet else "text")
        self._quiet = quiet

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        shown = self._theme.elide(self._style, self._text, self.width())
        role: Role = "secondary" if self._quiet else "text"
        Ink(self, self._theme).write(QRectF(self.rect()), LEFT, shown, self._style, role)


class Rule(Line):
    """A hairline."""

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        Ink(self, self._theme).fill(QRectF(self.rect()), self._role)
