"""Ways to choose among a few: segments, tabs, steps."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role, Size, TypeName
from acctdesk.ui.widgets.choice import Choice

_CENTRE = int(Qt.AlignmentFlag.AlignCenter)
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class Segmented(Choice):
    """A few ways to look at the same thing, side by side in one frame.

    Args:
        theme: The theme in force.
        name: What is chosen; the accessible name begins with it.
        words: The ways.
        icons: Lucide's name for each, before its words; where there is no room for all words only
            the chosen one keeps its own.
    """

    def __init__(
        self, theme: Theme, name: str, words: Sequence[str], icons: Sequence[str] = ()
    ) -> None:
        super().__init__(theme, name, words)
        self._icons = tuple(icons)
        wide = QSizePolicy.Policy.Maximum if icons else QSizePolicy.Policy.Fixed
        self.setSizePolicy(wide, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return self._wide(self._room(bare=False))

    def minimumSizeHint(self) -> QSize:
        """As wide as its words, or with icons as those and the longest word."""
        if not self._icons:
            return self.sizeHint()
        bare = self._theme.px(40) * len(self._words)
        longest = max(self._theme.metrics("strong").horizontalAdvance(one) for one in self._words)
        return QSize(bare + round(longest), self._theme.px(Size.CONTROL))

    def event(self, event: QEvent) -> bool:
        """Say the word of a bare icon under the pointer."""
        if isinstance(event, QHelpEvent) and self._bare():
            at = self._under(QPointF(event.pos()))
            QToolTip.showText(event.globalPos(), self._words[at] if at >= 0 else "", self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint frame, icons and words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = QRectF(self.rect())
        # Bare icons don't need all of the width.
        whole.setWidth(min(whole.width(), self._wide(self._boxes()).width()))
        frame = whole.adjusted(0.5, 0.5, -0.5, -0.5)
        painter.setPen(theme.colour("control_line"))
        painter.setBrush(theme.colour("surface"))
        painter.drawRoundedRect(frame, Size.RADIUS, Size.RADIUS)
        for at, box in enumerate(self._boxes()):
            here = at == self._at
            painter.setPen(Qt.PenStyle.NoPen)
            if here or at == self._hot:
                painter.setBrush(theme.colour("selection" if here else "hover"))
                painter.drawRoundedRect(box.adjusted(2, 2, -1, -2), 4, 4)
            self._paint_one(painter, at, box)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(whole.adjusted(1, 1, -1, -1), Size.RADIUS, Size.RADIUS)

    def _paint_one(self, painter: QPainter, at: int, box: QRectF) -> None:
        theme, here = self._theme, at == self._at
        words = self._words[at] if here or not self._bare() else ""
        painter.setFont(theme.font("strong" if here else "medium"))
        painter.setPen(theme.colour("text"))
        if self._icons:
            edge = theme.px(16)
            left = box.left() + theme.px(12)
            role: Role = "text" if here else "secondary"
            picture = theme.pixmap(self._icons[at], role, 16, self.devicePixelRatioF())
            painter.drawPixmap(QPointF(left, (self.height() - edge) / 2), picture)
            painter.drawText(box.adjusted(theme.px(34), 0, 0, 0), _LEFT, words)
        else:
            painter.drawText(box, _CENTRE, words)

    def _bare(self) -> bool:
        return bool(self._icons) and self._wide(self._room(bare=False)).width() > self.width()

    def _boxes(self) -> list[QRectF]:
        return self._room(bare=self._bare())

    def _wide(self, boxes: Sequence[QRectF]) -> QSize:
        return QSize(round(boxes[-1].right() if boxes else 0) + 1, self._theme.px(Size.CONTROL))

    def _room(self, *, bare: bool) -> list[QRectF]:
        px = self._theme.px
        left = 1.0
        boxes = []
        for at, words in enumerate(self._words):
            wide = self._theme.metrics("strong").horizontalAdvance(words)
            if not self._icons:
                wide += px(28)
            elif bare and at != self._at:
                wide = px(40)
            else:
                wide += px(34 + 12)
            boxes.append(QRectF(left, 0, wide, px(Size.CONTROL)))
            left += wide
        return boxes


class TabBar(Choice):
    """Tabs with a line under the chosen one, for the parts of a record.

    Args:
        theme: The theme in force.
        name: What the tabs belong to; the accessible name begins with it.
        words: The tabs.
    """

    def __init__(self, theme: Theme, name: str, words: Sequence[str]) -> None:
        self._shift = 0
        super().__init__(theme, name, words)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        return QSize(round(sum(self._wides())) - self._theme.px(10), self._theme.px(40))

    def minimumSizeHint(self) -> QSize:
        """Narrower than its words: it moves by itself to the chosen one."""
        return QSize(self._theme.px(120), self._theme.px(40))

    def set_current(self, at: int) -> None:
        """Choose one, and bring it into sight; no signal is sent."""
        super().set_current(at)
        self._reveal()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the chosen tab in sight."""
        super().resizeEvent(event)
        self._reveal()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Choose a tab, or show those beyond an edge."""
        x = event.position().x()
        if self._beyond() and x >= self.width() - self._edge():
            self._shift_to(self._shift + self._step())
        elif self._shift and x < self._edge():
            self._shift_to(self._shift - self._step())
        else:
            super().mousePressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Show tabs beyond an edge."""
        if not self._shift and not self._beyond():
            event.ignore()
            return
        turned = event.angleDelta()
        self._shift_to(self._shift - (turned.x() or turned.y()) * self._theme.px(60) // 120)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint words and line; where tabs go on beyond an edge, an arrow says so."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.fillRect(0, self.height() - 1, self.width(), 1, theme.colour("hairline"))
        for at, (box, words) in enumerate(zip(self._boxes(), self._words, strict=True)):
            here = at == self._at
            style: TypeName = "strong" if here else "body"
            role: Role = "text" if here or at == self._hot else "secondary"
            painter.setFont(theme.font(style))
            painter.setPen(theme.colour(role))
            painter.drawText(box, _CENTRE, words)
            if here:
                line = QRectF(box.left() + 2, self.height() - 2, box.width() - 4, 2)
                painter.fillRect(line, theme.colour("accent"))
                if self.hasFocus():
                    painter.setPen(QPen(theme.colour("accent"), 2))
                    painter.setBrush(Qt.BrushStyle.NoBrush)
                    painter.drawRoundedRect(box.adjusted(1, 5, -1, -7), 4, 4)
        if self._shift:
            self._paint_arrow(painter, 0, "chevron-left")
        if self._beyond():
            self._paint_arrow(painter, self.width() - self._edge(), "chevron-right")

    def _paint_arrow(self, painter: QPainter, left: int, icon: str) -> None:
        theme, edge = self._theme, self._edge()
        painter.fillRect(left, 0, edge, self.height() - 1, theme.colour("page"))
        picture = theme.pixmap(icon, "secondary", 16, self.devicePixelRatioF())
        size = theme.px(16)
        painter.drawPixmap(left + (edge - size) // 2, (self.height() - size) // 2, picture)

    def _edge(self) -> int:
        return self._theme.px(24)

    def _step(self) -> int:
        """How far an arrow moves the tabs."""
        return max(self.width() - 2 * self._edge(), 1) * 2 // 3

    def _wides(self) -> list[float]:
        metrics = self._theme.metrics("strong")
        gap = 2 * self._theme.px(10)
        return [metrics.horizontalAdvance(words) + gap for words in self._words]

    def _most(self) -> int:
        """How far the tabs can be moved."""
        return max(round(sum(self._wides()) - self._theme.px(10)) - self.width(), 0)

    def _beyond(self) -> bool:
        """Whether tabs go on beyond the right edge."""
        return self._shift < self._most()

    def _shift_to(self, shift: int) -> None:
        shift = max(0, min(shift, self._most()))
        if shift != self._shift:
            self._shift = shift
            self.update()

    def _reveal(self) -> None:
        """Bring the chosen tab into sight, clear of the arrows."""
        if not self._words:
            return
        wides, edge = self._wides(), self._edge()
        left = sum(wides[: self._at]) - self._theme.px(10)
        right = left + wides[self._at]
        shift = self._shift
        if right - shift > self.width() - edge:
            shift = round(right) - self.width() + edge
        if left - shift < edge:
            shift = round(left) - edge
        self._shift_to(shift)

    def _boxes(self) -> list[QRectF]:
        left = -float(self._theme.px(10)) - self._shift
        boxes = []
        for wide in self._wides():
            boxes.append(QRectF(left, 0, wide, self._theme.px(40)))
            left += wide
        return boxes

    def _retheme(self) -> None:
        super()._retheme()
        self._reveal()


class Stepper(QWidget):
    """Where one is in a short way of steps: done ones are ticked.

    Args:
        theme: The theme in force.
        name: What the steps lead to; the accessible name begins with it.
        words: The steps.
    """

    chosen = Signal(int)
    """A step that is done was pressed, to go back to it."""

    def __init__(self, theme: Theme, name: str, words: Sequence[str]) -> None:
        super().__init__()
        self._theme = theme
        self._name = name
        self._words = tuple(words)
        self._at = 0
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_current(0)
        theme.changed.connect(self._retheme)

    def current(self) -> int:
        """The step one is at, from 0."""
        return self._at

    def set_current(self, at: int) -> None:
        """Go to a step; those before it are done."""
        self._at = at
        self.setAccessibleName(f"{self._name}: {at + 1} / {len(self._words)} {self._words[at]}")
        self.update()

    def sizeHint(self) -> QSize:
        """Discs, words and lines."""
        last = self._boxes()[-1]
        return QSize(round(last.right()), self._theme.px(32))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Go back to a step that is done."""
        for at, box in enumerate(self._boxes()):
            if at < self._at and box.contains(event.position()):
                self.chosen.emit(at)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left goes back one step."""
        if event.key() == Qt.Key.Key_Left and self._at > 0:
            self.chosen.emit(self._at - 1)
        else:
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint discs, words and lines."""
        theme = self._theme
        px = theme.px
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        boxes = self._boxes()
        for at, (box, words) in enumerate(zip(boxes, self._words, strict=True)):
            here, done = at == self._at, at < self._at
            disc = QRectF(box.left(), (self.height() - px(24)) / 2, px(24), px(24))
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("accent" if here else "chip"))
            painter.drawEllipse(disc)
            if here and self.hasFocus():
                painter.setPen(QPen(theme.colour("text"), 2))
                painter.setBrush(Qt.BrushStyle.NoBrush)
                painter.drawEllipse(disc.adjusted(1, 1, -1, -1))
            if done:
                picture = theme.pixmap("check", "secondary", 14, self.devicePixelRatioF())
                spare = (disc.width() - px(14)) / 2
                painter.drawPixmap(disc.topLeft() + QPointF(spare, spare), picture)
            else:
                painter.setFont(theme.font("caption_strong" if here else "caption_medium"))
                painter.setPen(theme.colour("on_accent" if here else "secondary"))
                painter.drawText(disc, _CENTRE, str(at + 1))
            painter.setFont(theme.font("strong" if here else "body"))
            painter.setPen(theme.colour("text" if here else "secondary"))
            painter.drawText(box.adjusted(px(32), 0, 0, 0), _LEFT, words)
            if at + 1 < len(boxes):
                y = self.height() / 2
                painter.setPen(theme.colour("control_line"))
                painter.drawLine(
                    QPointF(box.right() + px(10), y), QPointF(boxes[at + 1].left() - px(10), y)
                )

    def _boxes(self) -> list[QRectF]:
        left = 0.0
        px = self._theme.px
        boxes = []
        for words in self._words:
            wide = px(32) + self._theme.metrics("strong").horizontalAdvance(words) + 2
            boxes.append(QRectF(left, 0, wide, self.height()))
            left += wide + px(72)
        return boxes

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()
