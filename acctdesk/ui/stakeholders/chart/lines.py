"""The lines of the chart: one item for all lines of reporting, one for all ties."""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen, QPicture, QPolygonF, QTransform
from PySide6.QtWidgets import QGraphicsItem, QGraphicsPathItem, QStyleOptionGraphicsItem, QWidget

from acctdesk.drawing.geometry import Point, Rect, around, strip
from acctdesk.drawing.look import Kind, Look
from acctdesk.drawing.routes import Route
from acctdesk.drawing.ties import ground_of, tie_shapes
from acctdesk.ui.stakeholders.chart.pieces import Pieces
from acctdesk.ui.widgets.shapes import Fonts, paint_shapes

if TYPE_CHECKING:
    from acctdesk.services.stakeholder import Tie
    from acctdesk.ui.stakeholders.chart.plan import Plan

FAR = 0.38
"""Below this scale ties are drawn as from far."""
BUDGET = 0.0015
"""Seconds of a paint that may go into pieces of ties that weren't needed before."""
KINDS: Mapping[str, Kind] = {
    "dotted": Kind.DOTTED,
    "influence": Kind.INFLUENCE,
    "conflict": Kind.CONFLICT,
}
"""The kind of line of each type of tie."""


class ReportLines(QGraphicsPathItem):
    """All lines of reporting as one path of level and upright stretches, on whole pixels."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(0)
        self._trunks: tuple[tuple[Point, Point], ...] = ()
        self._path = QPainterPath()

    def set_trunks(self, trunks: Sequence[tuple[Point, Point]], scale: float) -> None:
        """Draw other lines.

        Args:
            trunks: Stretches that nowhere run over each other, in pixels of the drawing.
            scale: Pixels of the window for a pixel of the drawing.
        """
        self._trunks = tuple(trunks)
        path = QPainterPath()
        for one, other in self._trunks:
            path.moveTo(*one)
            path.lineTo(*other)
        self._path = path
        self.set_scale(scale)

    def set_scale(self, scale: float) -> None:
        """Draw them at another zoom."""
        self.setPath(QTransform.fromScale(scale, scale).map(self._path))

    def trunks(self) -> tuple[tuple[Point, Point], ...]:
        """What is drawn."""
        return self._trunks

    def set_look(self, look: Look, thick: int) -> None:
        """Draw them in other colours.

        Args:
            look: Colours.
            thick: Pixels of the screen.
        """
        pen = QPen(look.lines[Kind.REPORTS])
        pen.setWidth(thick)
        pen.setCosmetic(True)
        pen.setCapStyle(Qt.PenCapStyle.SquareCap)
        self.setPen(pen)


@dataclass(frozen=True)
class Drawn:
    """A tie with its line.

    Attributes:
        tie: The tie.
        route: Where it runs.
        ground: What it covers, in pixels of the drawing.
        picture: How it is painted at 100 %.
    """

    tie: Tie
    route: Route
    ground: Rect
    picture: QPicture


class TieLines(QGraphicsItem):
    """All ties; each is recorded once, and copied from pieces painted for the zoom."""

    def __init__(self) -> None:
        super().__init__()
        self.setZValue(1)
        self._drawn: tuple[Drawn, ...] = ()
        self._scale = 1.0
        self._bounds = QRectF()
        self._pens: dict[str, QPen] = {}
        self._pieces: dict[str, Pieces] = {}
        """Of each tie that was seen at this scale, by its id."""
        self._far: dict[str, QPolygonF] = {}
        """The bare line of each that was seen at this scale, by its id."""
        self._thin: set[str] = set()
        """Ties that were painted as bare lines, since their pieces weren't there."""
        self._ratio = 1.0
        self.resting = True
        """Whether there is time to make pieces: not while the zoom changes."""
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)

    def set_ties(
        self, ties: Sequence[tuple[Tie, Route, str]], look: Look, fonts: Fonts, scale: float
    ) -> None:
        """Draw other ties.

        Args:
            ties: Each with its line and its words.
            look: Colours.
            fonts: Of the words.
            scale: Pixels of the window for a pixel of the drawing.
        """
        drawn = []
        for tie, route, words in ties:
            picture = QPicture()
            painter = QPainter(picture)
            shapes = tie_shapes(route, KINDS[tie.type], words, look, tie.strength)
            paint_shapes(painter, shapes, fonts)
            painter.end()
            drawn.append(Drawn(tie, route, ground_of(route), picture))
        self._pens = {name: _far_pen(kind, look) for name, kind in KINDS.items()}
        self._drawn = tuple(drawn)
        self.set_scale(scale)

    def set_scale(self, scale: float) -> None:
        """Draw them at another zoom."""
        self.prepareGeometryChange()
        self._scale = scale
        self._forget()
        bounds = around(one.ground for one in self._drawn)
        self._bounds = _scaled(bounds, scale)
        self.update()

    def keep(self, plan: Plan) -> None:
        """Go on showing only ties whose ends still stand where their line begins and ends."""

        def stays(one: Drawn) -> bool:
            ends = (one.tie.start, one.route.points[0]), (one.tie.end, one.route.points[-1])
            return all(
                (place := plan.place(position)) is not None and place.grown(1.0).holds(point)
                for position, point in ends
            )

        self._drawn = tuple(one for one in self._drawn if stays(one))
        self.set_scale(self._scale)

    def drawn(self) -> tuple[Drawn, ...]:
        """What is drawn."""
        return self._drawn

    def at(self, point: Point, reach: float) -> str:
        """The tie at a point; empty for none.

        Args:
            point: In pixels of the drawing.
            reach: How far from the line still counts.
        """
        for one in reversed(self._drawn):
            label = one.route.label
            near = Rect(point.x - reach, point.y - reach, 2 * reach, 2 * reach)
            if (label is not None and label.holds(point)) or any(
                strip(a, b).grown(0.5).overlaps(near) and _distance(point, a, b) <= reach
                for a, b in pairwise(one.route.points)
            ):
                return one.tie.id
        return ""

    def find(self, tie: str) -> Drawn | None:
        """A tie that is drawn."""
        return next((one for one in self._drawn if one.tie.id == tie), None)

    def boundingRect(self) -> QRectF:
        """All they cover."""
        return self._bounds

    def sharpen(self, seen: QRect, ratio: float, until: float) -> bool:
        """Paint pieces that will be needed, as many as there is time for.

        Args:
            seen: The part of the scene that is seen; others wait.
            ratio: Pixels of the screen for a pixel of the window.
            until: `time.perf_counter` after which no more are painted.

        Returns:
            Whether all that are seen are done.
        """
        self._set_ratio(ratio)
        if self._scale < FAR:
            return True
        self.resting = True
        for one in self._seen(QRectF(seen)):
            if not self.pieces_of(one).sharpen(seen, until):
                return False
            if one.tie.id in self._thin:
                self._thin.remove(one.tie.id)
                self.update(_scaled(one.ground, self._scale))
        return True

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """Copy those that are to be seen; bare lines stand for those whose pieces aren't there."""
        exposed = QRectF(option.exposedRect)
        seen = self._seen(exposed)
        if self._scale >= FAR:
            self._set_ratio(painter.device().devicePixelRatio())
            area = exposed.toAlignedRect()
            until = time.perf_counter() + BUDGET if self.resting else 0.0
            seen = [one for one in seen if not self.pieces_of(one).paint(painter, area, until)]
            self._thin.update(one.tie.id for one in seen)
        if seen:
            self._paint_far(painter, seen)

    def _seen(self, area: QRectF) -> list[Drawn]:
        """The ties whose ground an area touches."""
        scale = self._scale
        left, top = area.left() / scale, area.top() / scale
        part = Rect(left, top, area.width() / scale, area.height() / scale)
        return [one for one in self._drawn if one.ground.overlaps(part)]

    def _set_ratio(self, ratio: float) -> None:
        if ratio != self._ratio:
            self._ratio = ratio
            self._forget()

    def _forget(self) -> None:
        self._pieces.clear()
        self._far.clear()
        self._thin.clear()

    def pieces_of(self, one: Drawn) -> Pieces:
        """The pictures of a tie's parts, for the present scale."""
        found = self._pieces.get(one.tie.id)
        if found is None:
            made = Pieces(one.route, one.picture, self._scale, self._ratio)
            found = self._pieces[one.tie.id] = made
        return found

    def _paint_far(self, painter: QPainter, seen: Sequence[Drawn]) -> None:
        """From far, where words can't be read: thin lines on whole pixels, dashed by their kind."""
        painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        for one in seen:
            painter.setPen(self._pens[one.tie.type])
            painter.drawPolyline(self._line(one))

    def _line(self, one: Drawn) -> QPolygonF:
        found = self._far.get(one.tie.id)
        if found is None:
            scale = self._scale
            points = [QPointF(p.x * scale, p.y * scale) for p in one.route.points]
            found = self._far[one.tie.id] = QPolygonF(points)
        return found


def _far_pen(kind: Kind, look: Look) -> QPen:
    """How a kind of line is drawn from far."""
    pen = QPen(look.lines[kind])
    pen.setCosmetic(True)
    dash = {Kind.DOTTED: [1.0, 2.0], Kind.INFLUENCE: [4.0, 2.0]}.get(kind)
    if dash:
        pen.setDashPattern(dash)
    return pen


def _scaled(rect: Rect, scale: float) -> QRectF:
    return QRectF(rect.x * scale, rect.y * scale, rect.width * scale, rect.height * scale)


def _distance(point: Point, one: Point, other: Point) -> float:
    """From a point to a straight line between two others."""
    dx, dy = other.x - one.x, other.y - one.y
    length = dx * dx + dy * dy
    share = ((point.x - one.x) * dx + (point.y - one.y) * dy) / length if length else 0.0
    share = min(max(share, 0.0), 1.0)
    x, y = one.x + dx * share - point.x, one.y + dy * share - point.y
    return float((x * x + y * y) ** 0.5)
