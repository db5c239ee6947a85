"""Surfaces: cards, avatars, small bars."""

from __future__ import annotations

import zlib

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size, Space
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.text import Label
from acctdesk.words import initials as initials


class Card(QFrame):
    """A surface with round corners and a hairline; `body` takes its content.

    Args:
        theme: The theme in force.
        title: A heading row above the body; empty shows none.
        note: Grey words at the right end of the heading row.
        flush: Whether the content reaches the edges (tables, lists).
    """

    def __init__(
        self, theme: Theme, title: str = "", note: str = "", *, flush: bool = False
    ) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        outer = QVBoxLayout(self)
        outer.setSpacing(0)
        pad = Space.CARD
        self.head = QHBoxLayout()
        self.head.setSpacing(Space.CONTROL)
        outer.setContentsMargins(1, 1, 1, 1)
        if title:
            self.title = Label(theme, title, "strong")
            self.head.setContentsMargins(pad, 9, pad, 9)
            self.head.addStrut(theme.px(24))
            self.head.addWidget(self.title)
            self.head.addStretch(1)
            if note:
                self.note = Label(theme, note, "caption", "secondary")
                self.head.addWidget(self.note)
            outer.addLayout(self.head)
            if flush:
                outer.addWidget(Line(theme, "table_line"))
        self.body = QVBoxLayout()
        self.body.setSpacing(0 if flush else Space.CONTROL)
        top = 0 if flush or title else pad
        self.body.setContentsMargins(*((0, 0, 0, 0) if flush else (pad, top, pad, pad)))
        outer.addLayout(self.body, 1)
        if flush:
            # Square content would stick out of the round corners.
            outer.addSpacing(4)
        theme.changed.connect(self.update)

    def add(self, widget: QWidget, stretch: int = 0) -> None:
        """Put a widget at the end of the body."""
        self.body.addWidget(widget, stretch)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the surface."""
        painter = QPainter(self)
        inner = self.rect().adjusted(1, 1, -1, -1)
        round_ = Size.RADIUS_CARD
        tall, wide = inner.adjusted(round_, 0, -round_, 0), inner.adjusted(0, round_, 0, -round_)
        if tall.contains(event.rect()) or wide.contains(event.rect()):
            # Behind something see-through; neither its corners nor its outline are seen there.
            painter.fillRect(event.rect(), self._theme.colour("surface"))
            return
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(self._theme.colour("hairline"))
        painter.setBrush(self._theme.colour("surface"))
        box = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.drawRoundedRect(box, Size.RADIUS_CARD, Size.RADIUS_CARD)


def tint_of(name: str, count: int) -> int:
    """Which of `count` tints a name has: the same in every run and on every computer."""
    return zlib.crc32(name.encode()) % count


def paint_avatar(
    painter: QPainter, theme: Theme, box: QRectF, name: str, *, square: bool = False
) -> None:
    """Paint the initials of a name on its tint.

    Args:
        painter: Antialiasing is switched on and left on.
        theme: Gives tints and type.
        box: A square.
        name: Whose initials.
        square: A company's mark with round corners rather than a person's disc.
    """
    tints = theme.tokens.tints
    fill, ink = tints[0] if square else tints[tint_of(name, len(tints))]
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QColor(fill))
    radius = Size.RADIUS if square else box.width() / 2
    painter.drawRoundedRect(box, radius, radius)
    font = theme.font("strong" if box.width() >= theme.px(34) else "caption_strong")
    if box.width() < theme.px(26):
        # Two letters of 12 px touch the rim of a small disc.
        font = theme.font("caption_medium")
    painter.setFont(font)
    painter.setPen(QColor(ink))
    painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), initials(name))


class Avatar(QWidget):
    """A person or company by initials on a tint that stays the same.

    Args:
        theme: The theme in force.
        name: Whose; the accessible name.
        size: Edge at 100 %, in pixels.
        square: A company's mark rather than a person's disc.
    """

    def __init__(self, theme: Theme, name: str, size: int = 28, *, square: bool = False) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._size = size
        self._square = square
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        theme.changed.connect(self._retheme)

    def set_name(self, name: str) -> None:
        """Show someone else."""
        self._name = name
        self.setAccessibleName(name)
        self.update()

    def sizeHint(self) -> QSize:
        """Its square."""
        edge = self._theme.px(self._size)
        return QSize(edge, edge)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint initials on the tint."""
        paint_avatar(
            QPainter(self), self._theme, QRectF(self.rect()), self._name, square=self._square
        )

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()


def paint_meter(
    painter: QPainter, theme: Theme, box: QRectF, share: float, role: Role = "met"
) -> None:
    """Paint a thin bar with round ends.

    Args:
        painter: Antialiasing is switched on and left on.
        theme: Gives the colours.
        box: The whole track.
        share: Filled part, 0 to 1; values outside are cut.
        role: Colour of the filled part.
    """
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    radius = box.height() / 2
    painter.setBrush(theme.colour("track"))
    painter.drawRoundedRect(box, radius, radius)
    share = min(max(share, 0.0), 1.0)
    if share > 0:
        painter.setBrush(theme.colour(role))
        filled = QRectF(box)
        filled.setWidth(max(box.width() * share, box.height()))
        painter.drawRoundedRect(filled, radius, radius)


class Meter(QWidget):
    """A thin bar; say its value in words beside it.

    Args:
        theme: The theme in force.
        name: Accessible name, with the value.
        share: Filled part, 0 to 1.
        role: Colour of the filled part.
    """

    def __init__(self, theme: Theme, name: str, share: float, role: Role = "met") -> None:
        super().__init__()
        self._theme = theme
        self._share = share
        self._role: Role = role
        self.setAccessibleName(name)
        self.setMinimumWidth(48)
        theme.changed.connect(self.update)

    def set_share(self, share: float, role: Role | None = None) -> None:
        """Change the filled part, and its colour when given."""
        self._share = share
        self._role = role or self._role
        self.update()

    def sizeHint(self) -> QSize:
        """Wide and thin."""
        return QSize(self._theme.px(120), self._theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the bar, centred."""
        height = self._theme.px(6)
        box = QRectF(0, (self.height() - height) / 2, self.width(), height)
        paint_meter(QPainter(self), self._theme, box, self._share, self._role)
