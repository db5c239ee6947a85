"""A chart in the window: drawn on another thread, read by pointer and keys."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QSize, Qt, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QImage,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from acctdesk.ui.entering import complaint
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import LIGHT, Size, Tokens
from acctdesk.ui.widgets.shapes import Fonts
from acctdesk.ui.widgets.toast import announce
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.drawing.charting import Chart, ChartLook, Drawn, Hit
    from acctdesk.errors import Problem
    from acctdesk.ui.service_levels.inturn import InTurn, Turn

    Seen = tuple[Drawn, QImage]

HEIGHT = 330
"""Height of a chart at 100 %."""
CORNER = 36
"""Width at 100 % that the title leaves free for a button."""
_STILL = 80
"""Milliseconds for which the size must stay before it is drawn anew."""
_NEAR = 28
"""How far the pointer may be from a place, in pixels at 100 %."""
_RISE = {"center": 0.35, "top": 0.76}
"""From where words stand down to their base line, in sizes of their letters."""
_SHARE = {"left": 0.0, "center": 0.5, "right": 1.0}
"""What part of words lies to the left of where they stand."""


def look_of(tokens: Tokens, scale: float = 1.0) -> ChartLook:
    """Colours of a chart on a surface.

    Args:
        tokens: The colours in force.
        scale: Size of the letters, 1 being 100 %.
    """
    from acctdesk.drawing.charting import ChartLook

    return ChartLook(
        surface=tokens.surface, text=tokens.text, secondary=tokens.secondary,
        faint=tokens.table_line, line=tokens.series[0], other=tokens.series[1],
        bar=tokens.series[0], met=tokens.met, breached=tokens.breached, scale=scale,
    )  # fmt: skip


class ChartView(QWidget):
    """One chart.

    Args:
        theme: The theme in force.
        turns: Draws.
    """

    picked = Signal(str)
    """The key of a place that was clicked, or on which Enter was pressed."""
    drawn = Signal()
    """A new picture is there."""

    def __init__(self, theme: Theme, turns: InTurn) -> None:
        super().__init__()
        self._theme, self._turns = theme, turns
        self._chart: Chart | None = None
        self._drawn: Drawn | None = None
        self._picture: QImage | None = None
        self._problem = ""
        self._at = -1
        self._turn: Turn | None = None
        self._wanted: object = None
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_STILL)
        self._later.timeout.connect(self._draw)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Chart"))
        theme.changed.connect(self._retheme)

    def chart(self) -> Chart | None:
        """What is shown."""
        return self._chart

    def hits(self) -> tuple[Hit, ...]:
        """Places that mean something; none until it is drawn."""
        return self._drawn.hits if self._drawn is not None else ()

    def problem(self) -> str:
        """Why it can't be drawn; empty when it can."""
        return self._problem

    def set_chart(self, chart: Chart) -> None:
        """Show a chart; it is drawn at once, on another thread."""
        if chart == self._chart:
            return
        self._chart = chart
        self._at = -1
        self.setAccessibleName(chart.title)
        self.setAccessibleDescription(chart.note)
        self._draw()

    def clear(self) -> None:
        """Show nothing; what is being drawn isn't wanted any more."""
        if self._turn is not None:
            self._turn.drop()
        self._chart = self._drawn = self._picture = self._turn = self._wanted = None
        self._problem, self._at = "", -1
        self.update()

    def is_awaited(self) -> bool:
        """Whether a chart is there that has yet to be drawn, and will be as soon as it is seen."""
        return self._chart is not None and self._picture is None and not self._problem

    def sizeHint(self) -> QSize:
        """Its design."""
        return QSize(self._theme.px(420), self._theme.px(HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As high as its design, and narrow if need be."""
        return QSize(self._theme.px(240), self._theme.px(HEIGHT))

    # -- events ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw anew once the size stays."""
        super().resizeEvent(event)
        self._draw_soon()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture, and the place that is looked at."""
        painter = QPainter(self)
        if self._picture is not None:
            painter.drawImage(QPointF(0, 0), self._picture)
        elif self._problem:
            painter.setPen(self._theme.colour("secondary"))
            painter.setFont(self._theme.font())
            flags = int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap)
            painter.drawText(self.rect().adjusted(24, 24, -24, -24), flags, self._problem)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setBrush(Qt.BrushStyle.NoBrush)
        hit = self._hit()
        if hit is not None and self._picture is not None:
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            radius = self._theme.px(6)
            painter.drawEllipse(QPointF(hit.x, hit.y), radius, radius)
        if self.hasFocus():
            painter.setPen(QPen(self._theme.colour("accent"), 2))
            box = self.rect().adjusted(1, 1, -1, -1)
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Say the value under the pointer."""
        at = self._under(event.position())
        if at != self._at:
            self._look_at(at)
            hit = self._hit()
            if hit is not None and hit.words:
                where = self.mapToGlobal(QPoint(round(hit.x), round(hit.y)))
                QToolTip.showText(where, hit.words, self, QRect(self.rect()))
            else:
                QToolTip.hideText()
        hit = self._hit()
        pointing = hit is not None and bool(hit.key)
        self.setCursor(
            Qt.CursorShape.PointingHandCursor if pointing else Qt.CursorShape.ArrowCursor
        )

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is looked at."""
        super().leaveEvent(event)
        if not self.hasFocus():
            self._look_at(-1)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Go to what is behind a place."""
        if event.button() == Qt.MouseButton.LeftButton:
            self._look_at(self._under(event.position()))
            self._pick()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows go from place to place and say them; Enter goes behind one."""
        key, last = event.key(), len(self.hits()) - 1
        steps = {
            Qt.Key.Key_Right: 1, Qt.Key.Key_Down: 1, Qt.Key.Key_Left: -1, Qt.Key.Key_Up: -1,
        }  # fmt: skip
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._pick()
        elif key in steps and last >= 0 and not event.modifiers() & Qt.KeyboardModifier.AltModifier:
            step = steps[Qt.Key(key)]
            # Begun from the present period, which is at the end.
            at = last if self._at < 0 else min(max(self._at + step, 0), last)
            self._look_at(at)
            hit = self._hit()
            if hit is not None:
                QToolTip.showText(
                    self.mapToGlobal(QPoint(round(hit.x), round(hit.y))), hit.words, self
                )
                announce(self, hit.words)
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Nothing is looked at any more."""
        super().focusOutEvent(event)
        self._look_at(-1)

    # -- inside ----------------------------------------------------------------------------

    def _hit(self) -> Hit | None:
        hits = self.hits()
        return hits[self._at] if 0 <= self._at < len(hits) else None

    def _look_at(self, at: int) -> None:
        if at != self._at:
            self._at = at
            hit = self._hit()
            if hit is not None:
                self.setAccessibleDescription(hit.words)
            self.update()

    def _under(self, where: QPointF) -> int:
        """The place nearest to a point, if near enough."""
        near, best = -1, float(self._theme.px(_NEAR))
        for at, hit in enumerate(self.hits()):
            beside = max(abs(where.x() - hit.x) - hit.wide, 0.0)
            above = abs(where.y() - hit.y)
            # Where a place reaches to either side, what is above and beneath it counts as well.
            far = beside + (above if not hit.wide else 0.05 * above)
            if far < best:
                near, best = at, far
        return near

    def _pick(self) -> None:
        hit = self._hit()
        if hit is not None and hit.key:
            self.picked.emit(hit.key)

    def _retheme(self) -> None:
        self.updateGeometry()
        self._later.start()

    def _draw_soon(self) -> None:
        """Draw when the size stays: the first time when whatever is around has found its place."""
        self._later.start(0 if self._drawn is None else _STILL)

    def _draw(self) -> None:
        chart, size = self._chart, self.size()
        if chart is None or size.width() < 80 or size.height() < 80 or not self.isVisible():
            return
        theme, ratio = self._theme, self.devicePixelRatioF()
        wanted = (chart, size, theme.tokens, theme.text_scale, ratio)
        if wanted == self._wanted:
            return
        if self._turn is not None:
            self._turn.drop()
        self._wanted = wanted
        scale, tokens = theme.text_scale / 100, theme.tokens
        corner = theme.px(CORNER)

        def work() -> Seen:
            return seen(chart, look_of(tokens, scale), size, ratio, corner)

        self._turn = self._turns.ask(self, work, self._show, self._fail)

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while it was hidden."""
        super().showEvent(event)
        self._draw_soon()

    def _show(self, found: Seen) -> None:
        self._turn = None
        self._problem = ""
        self._drawn, self._picture = found
        self.update()
        self.drawn.emit()

    def _fail(self, problem: Problem) -> None:
        self._turn = None
        self._drawn = self._picture = None
        self._problem = complaint(problem)
        self.update()
        self.drawn.emit()


def seen(chart: Chart, look: ChartLook, size: QSize, ratio: float, corner: float) -> Seen:
    """Draw a chart as the window shows it; on any thread.

    Its words are written by Qt, as everywhere in the window: matplotlib takes four times as long
    for them as for all the rest.

    Args:
        chart: What.
        look: In which colours.
        size: In logical pixels.
        ratio: How many pixels of the device a logical one has.
        corner: Width at the right of the title that stays free, in logical pixels.
    """
    from acctdesk.drawing.rendering import draw

    drawn = draw(chart, look, size.width(), size.height(), ratio, corner=corner, written=False)
    made = image_of(drawn, ratio)
    fonts = Fonts()
    painter = QPainter(made)
    for one in drawn.words:
        painter.setFont(fonts.font(one.size, one.weight))
        painter.setPen(fonts.letters(one.colour))
        left = one.x - fonts.width(one.text, one.size, one.weight) * _SHARE[one.ha]
        painter.drawText(QPointF(left, one.y + _RISE[one.va] * one.size), one.text)
    painter.end()
    return drawn, made


def image_of(drawn: Drawn, ratio: float = 1.0) -> QImage:
    """A drawn chart as Qt's picture."""
    # Alpha is full everywhere: what is drawn has a ground.
    form = QImage.Format.Format_RGBX8888
    made = QImage(drawn.pixels, drawn.width, drawn.height, 4 * drawn.width, form).copy()
    made.setDevicePixelRatio(ratio)
    return made


def light() -> ChartLook:
    """The look of pictures that leave the window: always light, for paper and slides."""
    return look_of(LIGHT)
