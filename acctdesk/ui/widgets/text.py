"""Words on a page: labels, and labels that shorten themselves."""

from __future__ import annotations

from typing import Literal

from PySide6 import QtCore
from PySide6.QtCore import QRectF, QSize
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QLabel, QSizePolicy, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, TypeName
from acctdesk.ui.widgets.paint import LEFT

Tone = Literal["text", "secondary", "danger", "accent"]
_TONE_ROLES: dict[Tone, Role] = {
    "text": "text",
    "secondary": "secondary",
    "danger": "breached",
    "accent": "accent",
}


class Label(QLabel):
    """Text in one style of the type scale. Plain text only: nothing in it is read as markup.

    Args:
        theme: The theme in force.
        text: What it says.
        style: Size and weight.
        tone: Colour by meaning.
        wrap: Whether long text breaks into lines.
    """

    def __init__(
        self,
        theme: Theme,
        text: str = "",
        style: TypeName = "body",
        tone: Tone = "text",
        *,
        wrap: bool = False,
    ) -> None:
        super().__init__(text)
        self._theme = theme
        self._style = style
        self.setTextFormat(QtCore.Qt.TextFormat.PlainText)
        self.setWordWrap(wrap)
        if tone != "text":
            self.setProperty("tone", tone)
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_tone(self, tone: Tone) -> None:
        """Change the colour by meaning."""
        if self.property("tone") != tone:
            self.setProperty("tone", tone)
            self.style().polish(self)

    def _retheme(self) -> None:
        self.setFont(self._theme.font(self._style))


class ElidedLabel(QWidget):
    """One line that ends in "…" when it doesn't fit; the tooltip then holds the whole.

    Args:
        theme: The theme in force.
        text: What it says.
        style: Size and weight.
        tone: Colour by meaning.
    """

    def __init__(
        self, theme: Theme, text: str = "", style: TypeName = "body", tone: Tone = "text"
    ) -> None:
        super().__init__()
        self._theme = theme
        self._text = text
        self._style: TypeName = style
        self._tone: Tone = tone
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(text)
        theme.changed.connect(self._retheme)

    def text(self) -> str:
        """The whole text."""
        return self._text

    def set_text(self, text: str) -> None:
        """Say something else."""
        if text != self._text:
            self._text = text
            self.setAccessibleName(text)
            self._hint()
            self.updateGeometry()
            self.update()

    def set_tone(self, tone: Tone) -> None:
        """Change the colour by meaning."""
        self._tone = tone
        self.update()

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        width = self._theme.metrics(self._style).horizontalAdvance(self._text)
        return QSize(int(width) + 2, self._theme.line(self._style))

    def minimumSizeHint(self) -> QSize:
        """Room for a few letters."""
        return QSize(self._theme.px(24), self._theme.line(self._style))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Offer the tooltip only while text is hidden."""
        super().resizeEvent(event)
        self._hint()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the line."""
        painter = QPainter(self)
        painter.setFont(self._theme.font(self._style))
        role = _TONE_ROLES[self._tone] if self.isEnabled() else "disabled"
        painter.setPen(self._theme.colour(role))
        shown = self._theme.elide(self._style, self._text, self.width())
        painter.drawText(QRectF(self.rect()), LEFT, shown)

    def _hint(self) -> None:
        hidden = self.sizeHint().width() > self.width() + 1
        self.setToolTip(self._text if hidden else "")

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()
