"""One slide on a widget, crisp at any size and density of the screen."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QImage,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QWidget

from acctdesk.drawing.geometry import Point
from acctdesk.ui.presenting.pictures import Pictures
from acctdesk.ui.presenting.spots import Spot, spot_at
from acctdesk.ui.presenting.talk import Step
from acctdesk.ui.presenting.wording import BROKEN
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import LIGHT, Size
from acctdesk.words import speaking

WIDE, HIGH = 16, 9
"""Shape of a slide."""
NEAR = 26.0
"""How far the pointer may be from a value, in pixels of a slide 1920 wide."""
LETTERS = 26.0
"""Size of a value's letters, in the same."""
LEAST = 14.0
"""Likewise in pixels of the widget, at least."""
RING = 6.0
"""How far the line around what is pointed at runs from it, in pixels of the widget."""
CALM = 80
"""Milliseconds after a slide was asked for until those that may follow are drawn."""
_ANEW = (QEvent.Type.DevicePixelRatioChange, QEvent.Type.Show, QEvent.Type.Hide)


def fitting(room: QRect, *, corner: bool = False) -> QRect:
    """The largest slide within a rectangle, in its middle or in its upper left corner."""
    wide = min(room.width(), room.height() * WIDE // HIGH)
    high = min(room.height(), round(wide * HIGH / WIDE))
    if corner:
        return QRect(room.left(), room.top(), wide, high)
    x, y = (room.width() - wide) // 2, (room.height() - high) // 2
    return QRect(room.left() + x, room.top() + y, wide, high)


class Canvas(QWidget):
    """Shows one slide, and the value that is pointed at.

    Args:
        theme: The theme in force.
        pictures: Makes the pictures.
        who: Name under which it wants pictures.
        rank: How urgently; see `Pictures.wish`.
        values: Whether values are shown.
    """

    clicked = Signal()
    """The left button was pressed and let go."""
    said = Signal(str)
    """The value that is pointed at; empty for none."""

    def __init__(
        self, theme: Theme, pictures: Pictures, who: str, rank: int, *, values: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._pictures = theme, pictures
        self._who, self._rank, self._values = who, rank, values
        self._step: Step | None = None
        self._ahead: Sequence[Step] = ()
        self._shown: Step | None = None
        self._spot: Spot | None = None
        self._framed = False
        # What comes next isn't drawn while this one is painted: they would share the interpreter.
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(CALM)
        self._later.timeout.connect(self._wish)
        self.setMouseTracking(values)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        pictures.ready.connect(self._on_ready)
        pictures.broken.connect(self._on_ready)

    def set_framed(self, on: bool) -> None:
        """Set whether it stands among other things: a line around it, and in the corner."""
        self._framed = on
        self._wish()

    def step(self) -> Step | None:
        """What is to be shown."""
        return self._step

    def shown(self) -> Step | None:
        """What is really shown: a picture of the right size was painted."""
        return self._shown

    def spot(self) -> Spot | None:
        """The value that is pointed at."""
        return self._spot

    def box(self) -> QRect:
        """Where the slide lies."""
        edge = 4 if self._framed else 0
        room = self.rect().adjusted(edge, edge, -edge, -edge)
        return fitting(room, corner=self._framed)

    def show_step(self, step: Step | None, ahead: Sequence[Step] = ()) -> None:
        """Show a slide; the one before stays until its picture is there.

        Args:
            step: Which; None for none.
            ahead: What may be shown next, to be made ready.
        """
        if (step, tuple(ahead)) == (self._step, tuple(self._ahead)):
            return
        self._step, self._ahead = step, tuple(ahead)
        self.point(None)
        self._later.start()
        self._wish()
        if step is None or self._shown is None or self._is_ready(step):
            # Else what is there stays: painting it again would only hold the new one up.
            self.update()

    def point(self, spot: Spot | None) -> None:
        """Point at a value."""
        if spot is not self._spot:
            self._spot = spot
            self.said.emit(spot.words if spot else "")
            self.update()

    def point_next(self, by: int) -> None:
        """Point at the next value in the order they are drawn; after the last at none."""
        spots = self._pictures.spots(self._step) if self._step is not None else ()
        if not self._values or not spots:
            return
        here = spots.index(self._spot) if self._spot in spots else (-1 if by > 0 else len(spots))
        at = here + by
        self.point(spots[at] if 0 <= at < len(spots) else None)

    def pixels(self) -> QSize:
        """Size of the slide in pixels of the screen."""
        ratio, box = self.devicePixelRatioF(), self.box()
        return QSize(round(box.width() * ratio), round(box.height() * ratio))

    def sizeHint(self) -> QSize:
        """A small slide."""
        return QSize(self._theme.px(WIDE * 20), self._theme.px(HIGH * 20))

    # -- events ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Want pictures of the new size."""
        super().resizeEvent(event)
        self._wish()

    def event(self, event: QEvent) -> bool:
        """Want other pictures on a screen of another density."""
        done = super().event(event)
        if event.type() in _ANEW:
            self._wish()
        return done

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the slide, and the value that is pointed at."""
        painter = QPainter(self)
        step, box = self._step, self.box()
        if step is None:
            return
        exact = self._pictures.picture(step, self.pixels())
        picture = exact
        if exact is not None:
            self._shown = step
        elif self._pictures.failed(step):
            self._shown = step
            self._apologise(painter, box)
            return
        else:
            picture = self._instead(step)
        if picture is None:
            painter.fillRect(box, QColor(LIGHT.surface))
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        if exact is not None:
            # On whole pixels of the screen, also where one of ours is one and a quarter of them.
            ratio = self.devicePixelRatioF()
            exact.setDevicePixelRatio(ratio)
            left, top = round(box.left() * ratio) / ratio, round(box.top() * ratio) / ratio
            painter.drawImage(QPointF(left, top), exact)
        else:
            painter.drawImage(QRectF(box), picture)
        if self._spot is not None and self._shown == step:
            self._paint_value(painter, box, self._spot)
        if self._framed:
            self._frame(painter, box)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Point at what is under the pointer."""
        super().mouseMoveEvent(event)
        if self._values:
            self.point(self._under(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Point at nothing."""
        super().leaveEvent(event)
        self.point(None)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Say that it was clicked."""
        inside = self.rect().contains(event.position().toPoint())
        if event.button() == Qt.MouseButton.LeftButton and inside:
            self.clicked.emit()

    # -- inside ----------------------------------------------------------------------------

    def _wish(self) -> None:
        wanted = [] if self._step is None else [self._step]
        if not self._later.isActive():
            wanted.extend(self._ahead)
        self._pictures.wish(
            self._who, self._rank, wanted if self.isVisible() else [], self.pixels()
        )

    def _is_ready(self, step: Step) -> bool:
        found = self._pictures.picture(step, self.pixels())
        return found is not None or self._pictures.failed(step)

    def _instead(self, step: Step) -> QImage | None:
        """What is shown until a slide is there: the same at another size, else the one before."""
        wide = self.pixels().width()
        same = self._pictures.nearest(step, wide)
        # A thumbnail blown up would be seen as a flaw, though only for a moment.
        if self._shown is not None and (same is None or 2 * same.width() < wide):
            return self._pictures.nearest(self._shown, wide) or same
        return same

    def _on_ready(self, step: object) -> None:
        if step == self._step:
            self.update()

    def _scale(self, box: QRect) -> float:
        scene = self._pictures.scene(self._step) if self._step is not None else None
        return box.width() / scene.bounds.width if scene else 1.0

    def _under(self, where: QPointF) -> Spot | None:
        if self._step is None or self._shown != self._step:
            return None
        box, scene = self.box(), self._pictures.scene(self._step)
        if scene is None or not box.contains(where.toPoint()):
            return None
        scale = self._scale(box)
        point = Point(
            (where.x() - box.left()) / scale + scene.bounds.x,
            (where.y() - box.top()) / scale + scene.bounds.y,
        )
        return spot_at(self._pictures.spots(self._step), point, NEAR * scene.bounds.width / 1920)

    def _paint_value(self, painter: QPainter, box: QRect, spot: Spot) -> None:
        """The value in a bubble above what it belongs to; in the window, so that no tip is one."""
        scene = self._pictures.scene(self._step) if self._step is not None else None
        if scene is None:
            return
        scale = self._scale(box)
        font = QFont(self._theme.font("medium"))
        font.setPixelSize(round(max(LETTERS * scale * scene.bounds.width / 1920, LEAST)))
        metrics = QFontMetricsF(font)
        pad = metrics.height() * 0.45
        room = box.width() - 4 * pad
        words = metrics.elidedText(spot.words, Qt.TextElideMode.ElideRight, room)
        wide, high = metrics.horizontalAdvance(words) + 2 * pad, metrics.height() + pad
        x = box.left() + (spot.mark.middle.x - scene.bounds.x) * scale - wide / 2
        y = box.top() + (spot.mark.y - scene.bounds.y) * scale - high - pad - RING
        if y < box.top() + pad:
            y = box.top() + (spot.mark.bottom - scene.bounds.y) * scale + pad + RING
        x = min(max(x, box.left() + pad), box.right() - wide - pad)
        y = min(max(y, box.top() + pad), box.bottom() - high - pad)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        around = QRectF(
            box.left() + (spot.mark.x - scene.bounds.x) * scale,
            box.top() + (spot.mark.y - scene.bounds.y) * scale,
            spot.mark.width * scale,
            spot.mark.height * scale,
        ).adjusted(-RING, -RING, RING, RING)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(QColor(LIGHT.text), 2))
        painter.drawRoundedRect(around, Size.RADIUS, Size.RADIUS)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(LIGHT.text))
        bubble = QRectF(x, y, wide, high)
        painter.drawRoundedRect(bubble, Size.RADIUS, Size.RADIUS)
        painter.setPen(QColor(LIGHT.surface))
        painter.setFont(font)
        painter.drawText(bubble, int(Qt.AlignmentFlag.AlignCenter), words)

    def _frame(self, painter: QPainter, box: QRect) -> None:
        focus = self.hasFocus()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(self._theme.colour("accent" if focus else "hairline"), 1 + focus))
        out = 2 if focus else 0.5
        painter.drawRect(QRectF(box).adjusted(-out, -out, out, out))

    def _apologise(self, painter: QPainter, box: QRect) -> None:
        with speaking(self._pictures.deck.language):
            said = str(BROKEN)
        painter.fillRect(box, QColor(LIGHT.surface))
        painter.setPen(QColor(LIGHT.secondary))
        painter.setFont(self._theme.font("subtitle"))
        painter.drawText(QRectF(box), int(Qt.AlignmentFlag.AlignCenter), said)
