"""What lies over the cards: rings, handles, folding buttons, the ghost of a drag, what a drop does.

All of it is painted in the foreground, so that none of it is an item of its own.
"""

from __future__ import annotations

import enum
from collections.abc import Callable

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPixmap

from acctdesk.ui.stakeholders.chart.canvas import Canvas
from acctdesk.ui.stakeholders.chart.drops import Drop, Kind
from acctdesk.ui.stakeholders.chosen import Chosen
from acctdesk.ui.theme.tokens import Role
from acctdesk.words import Lazy, lazy, number

RADIUS, REACH = 10, 13
"""Of a handle, and how far from its middle it can be pressed, in pixels at 100 % text."""
FOLD = 24
"""From a card to the middle of its folding button, in pixels at 100 % text."""
NARROWEST = 120
"""Cards narrower than this show no handles, in pixels at 100 % text."""


class Side(enum.Enum):
    """A handle of a card."""

    ABOVE = "above"
    BELOW = "below"
    BESIDE = "beside"
    CONNECT = "connect"
    FOLD = "fold"


NAMES: dict[Side, Lazy] = {
    Side.ABOVE: lazy("Add a manager above"),
    Side.BELOW: lazy("Add a report below"),
    Side.BESIDE: lazy("Add somebody beside"),
    Side.CONNECT: lazy("Connect: drag to another card"),
    Side.FOLD: lazy("Fold or unfold the branch"),
}
"""What each handle does."""


class Marks:
    """Paints them, and knows where they are.

    Args:
        canvas: What they lie over.
        chosen: Who is chosen.
        able: Whether the map can be changed.
    """

    def __init__(self, canvas: Canvas, chosen: Chosen, able: Callable[[], bool]) -> None:
        self._canvas, self._chosen, self._able = canvas, chosen, able
        self._theme = canvas.theme
        self.hover = ""
        """The card under the pointer."""
        self.drop: Drop | None = None
        """What letting go would do."""
        self.ghost: QPixmap | None = None
        self.ghost_at = QPointF()
        """Upper left corner of the ghost, in the scene's pixels."""
        self.band: QRectF | None = None
        """The rubber band, in the scene's pixels."""
        self.wire: QLineF | None = None
        """A line that is being drawn, in the scene's pixels."""
        self.tie = ""
        """The tie that is selected."""
        self.pick = ""
        """The card that a line would lead to."""
        self.hits: frozenset[str] = frozenset()
        """Cards that were searched for."""
        self.busy = False
        """Whether something is being dragged, so that no handles are in the way."""

    # -- where things are ------------------------------------------------------------------

    def box(self, position: str) -> QRectF | None:
        """A card in the scene's pixels; None when it isn't shown."""
        place = self._canvas.plan.place(position)
        return None if place is None else self._canvas.to_scene(place)

    def around(self, position: str) -> QRectF | None:
        """A card with its handles."""
        box = self.box(position)
        if box is None:
            return None
        by = self._theme.px(RADIUS + 4)
        return box.adjusted(-by, -by, by, self._theme.px(FOLD + 14))

    def handled(self) -> list[str]:
        """The cards that show handles: the one under the pointer, and the one that is chosen."""
        if self.busy or not self._able():
            return []
        cards = [self.hover] if self.hover else []
        if len(self._chosen.cards) == 1 and self._chosen.current not in cards:
            cards.append(self._chosen.current)
        found = []
        for one in cards:
            box = self.box(one)
            if box is not None and box.width() >= self._theme.px(NARROWEST):
                found.append(one)
        return found

    def handles(self, position: str) -> dict[Side, QPointF]:
        """The middles of a card's handles."""
        box = self.box(position)
        if box is None:
            return {}
        middle = box.center()
        return {
            Side.ABOVE: QPointF(middle.x(), box.top()),
            Side.BELOW: QPointF(middle.x(), box.bottom()),
            Side.BESIDE: QPointF(box.right(), middle.y()),
            Side.CONNECT: QPointF(box.left(), middle.y()),
        }

    def fold_words(self, position: str) -> str:
        """What the folding button of a card says; empty when it has none to show."""
        plan = self._canvas.plan
        if position in plan.folded:
            return f"+{number(plan.folded[position], 0)}"
        shown = position in (self.hover, self._chosen.current) and not self.busy
        return "−" if shown and plan.below.get(position) else ""

    def fold_box(self, position: str) -> QRectF | None:
        """The folding button of a card."""
        words, box, theme = self.fold_words(position), self.box(position), self._theme
        if not words or box is None or box.width() < self._theme.px(NARROWEST) / 3:
            return None
        gap = self._canvas.plan.layout.spacing.row * self._canvas.scale_
        high = theme.px(20)
        if position not in self._canvas.plan.folded and gap < high * 1.5:
            return None
        wide = max(high, theme.metrics("caption_medium").horizontalAdvance(words) + theme.px(12))
        middle = box.bottom() + max(min(theme.px(FOLD), gap * 0.42), high / 2)
        return QRectF(box.center().x() - wide / 2, middle - high / 2, wide, high)

    def handle_at(self, where: QPointF) -> tuple[str, Side] | None:
        """The handle at a place of the scene."""
        reach = max(self._theme.px(REACH), 12)
        for position in self.handled():
            for side, middle in self.handles(position).items():
                if QLineF(where, middle).length() <= reach:
                    return position, side
        for position in {self.hover, self._chosen.current, *self._canvas.plan.folded} - {""}:
            box = self.fold_box(position)
            if box is not None and box.adjusted(-2, -2, 2, 2).contains(where):
                return position, Side.FOLD
        return None

    # -- painting --------------------------------------------------------------------------

    def refresh(self, *positions: str) -> None:
        """Paint cards with their marks anew."""
        for one in positions:
            box = self.around(one)
            if box is not None:
                self._canvas.touch(box)

    def paint(self, painter: QPainter, exposed: QRectF) -> None:
        """Paint what lies in a part of the scene."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        for one in self.hits:
            self._ring(painter, one, exposed, "risk_outline", 2, 3)
        for one in self._chosen.cards:
            self._ring(painter, one, exposed, "accent", 2, 0)
        current = self._chosen.current
        if current and self._canvas.hasFocus():
            self._ring(painter, current, exposed, "accent", 1.5, 3.5)
        if self.pick:
            self._ring(painter, self.pick, exposed, "accent", 3, 2)
        self._paint_tie(painter)
        for one in {self.hover, current, *self._canvas.plan.folded} - {""}:
            if self._is_near(one, exposed):
                self._paint_fold(painter, one, exposed)
        for one in self.handled():
            if self._is_near(one, exposed):
                self._paint_handles(painter, one)
        if self.ghost is not None:
            painter.drawPixmap(self.ghost_at, self.ghost)
        if self.drop is not None:
            self._paint_drop(painter, self.drop, exposed)
        if self.wire is not None:
            painter.setPen(QPen(self._theme.colour("accent"), 2, Qt.PenStyle.DashLine))
            painter.drawLine(self.wire)
        if self.band is not None:
            fill = QColor(self._theme.colour("selection"))
            fill.setAlpha(90)
            painter.setPen(QPen(self._theme.colour("accent"), 1))
            painter.setBrush(fill)
            painter.drawRect(self.band)

    def _is_near(self, position: str, exposed: QRectF) -> bool:
        """Whether a card's marks reach into a part of the scene."""
        box = self.around(position)
        return box is not None and box.intersects(exposed)

    def _ring(
        self, painter: QPainter, position: str, exposed: QRectF, role: Role, wide: float, out: float
    ) -> None:
        box = self.box(position)
        if box is None or not box.adjusted(-8, -8, 8, 8).intersects(exposed):
            return
        by = wide / 2 - out - (wide if out else 0)
        painter.setPen(QPen(self._theme.colour(role), wide))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        radius = 6 * self._canvas.scale_ + out
        painter.drawRoundedRect(box.adjusted(by, by, -by, -by), radius, radius)

    def _paint_tie(self, painter: QPainter) -> None:
        found = self._canvas.ties.find(self.tie) if self.tie else None
        if found is None:
            return
        scale = self._canvas.scale_
        colour = QColor(self._theme.colour("accent"))
        colour.setAlpha(90)
        painter.setPen(
            QPen(
                colour, 8, Qt.PenStyle.SolidLine, Qt.PenCapStyle.RoundCap, Qt.PenJoinStyle.RoundJoin
            )
        )
        painter.drawPolyline([QPointF(p.x * scale, p.y * scale) for p in found.route.points])

    def _paint_fold(self, painter: QPainter, position: str, exposed: QRectF) -> None:
        box = self.fold_box(position)
        if box is None or not box.intersects(exposed):
            return
        theme = self._theme
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.setBrush(theme.colour("raised"))
        radius = box.height() / 2
        painter.drawRoundedRect(box.adjusted(0.5, 0.5, -0.5, -0.5), radius, radius)
        painter.setPen(theme.colour("text"))
        painter.setFont(theme.font("caption_medium"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.fold_words(position))

    def _paint_handles(self, painter: QPainter, position: str) -> None:
        theme, radius = self._theme, self._theme.px(RADIUS)
        edge = theme.px(12)
        ratio = self._canvas.devicePixelRatioF()
        for side, middle in self.handles(position).items():
            painter.setPen(QPen(theme.colour("accent"), 1.5))
            painter.setBrush(theme.colour("raised"))
            painter.drawEllipse(middle, radius, radius)
            icon = "link" if side is Side.CONNECT else "plus"
            picture = theme.pixmap(icon, "accent", 12, ratio)
            painter.drawPixmap(middle - QPointF(edge / 2, edge / 2), picture)

    def _paint_drop(self, painter: QPainter, drop: Drop, exposed: QRectF) -> None:
        role: Role = "breached" if drop.why else "accent"
        if drop.kind is Kind.BESIDE and drop.mark is not None:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._theme.colour(role))
            bar = self._canvas.to_scene(drop.mark)
            painter.drawRoundedRect(bar.adjusted(-0.5, -0.5, 0.5, 0.5), 2, 2)
        box = self.box(drop.target) if drop.kind is Kind.ONTO else None
        if box is not None:
            fill = QColor(self._theme.colour(role))
            fill.setAlpha(36)
            painter.setPen(QPen(self._theme.colour(role), 3))
            painter.setBrush(fill)
            radius = 6 * self._canvas.scale_
            painter.drawRoundedRect(box.adjusted(-1.5, -1.5, 1.5, 1.5), radius, radius)
        if drop.kind is Kind.PARK and self._canvas.plan.zone is not None:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self._canvas.to_scene(self._canvas.plan.zone), 8, 8)
        target = self.box(drop.target)
        if drop.why and target is not None:
            self._paint_refusal(painter, target.topRight())

    def _paint_refusal(self, painter: QPainter, at: QPointF) -> None:
        """The sign that says no: a ring with a bar through it."""
        theme, radius = self._theme, self._theme.px(11)
        painter.setPen(QPen(theme.colour("breached"), theme.px(3)))
        painter.setBrush(theme.colour("raised"))
        painter.drawEllipse(at, radius, radius)
        off = radius * 0.68
        painter.drawLine(at + QPointF(-off, -off), at + QPointF(off, off))
