"""All slides at a glance, to go to one of them."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QPoint, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QColor,
    QFont,
    QFontMetricsF,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QResizeEvent,
)
from PySide6.QtWidgets import QWidget

from acctdesk.ui.presenting.canvas import fitting
from acctdesk.ui.presenting.pictures import Pictures
from acctdesk.ui.presenting.talk import Step
from acctdesk.ui.presenting.wording import OVERVIEW, place
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import LIGHT, Space
from acctdesk.ui.widgets.toast import announce
from acctdesk.words import speaking


class Overview(QWidget):
    """A grid of the slides, over the whole window.

    Args:
        theme: The theme in force.
        pictures: Makes the thumbnails.
        parent: The window it lies over.
    """

    chosen = Signal(int)
    """The slide that was picked."""

    def __init__(self, theme: Theme, pictures: Pictures, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._pictures = theme, pictures
        self._at = 0
        self._fitted: tuple[tuple[QSize, int], int] | None = None
        self.hide()
        self.setMouseTracking(True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(str(OVERVIEW))
        pictures.ready.connect(self.update)

    def at(self) -> int:
        """The slide the keyboard is on."""
        return self._at

    def open_at(self, slide: int) -> None:
        """Show it, beginning at a slide."""
        self._at = slide
        self.show()
        self.raise_()
        self._wish()
        self._tell()

    def move_by(self, across: int, down: int) -> None:
        """Go to a neighbour."""
        count = len(self._pictures.deck.slides)
        self._at = min(max(self._at + across + down * self._columns(), 0), count - 1)
        self._tell()
        self.update()

    def move_to(self, slide: int) -> None:
        """Go to a slide."""
        self._at = slide
        self.move_by(0, 0)

    def pick(self) -> None:
        """Choose the slide the keyboard is on."""
        self.chosen.emit(self._at)

    def box(self, slide: int) -> QRect:
        """Where a thumbnail lies."""
        columns, gap, line = self._columns(), Space.PAGE, self._line()
        rows = -(-len(self._pictures.deck.slides) // columns)
        inner = fitting(QRect(0, 0, *self._room(columns)))
        grid = rows * (inner.height() + line + gap) - gap
        top = max((self.height() - grid) // 2, gap)
        row, column = divmod(slide, columns)
        all_wide = columns * inner.width() + (columns - 1) * gap
        left = (self.width() - all_wide) // 2
        return QRect(
            left + column * (inner.width() + gap),
            top + row * (inner.height() + line + gap),
            inner.width(),
            inner.height(),
        )

    # -- events ----------------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Want no more thumbnails once it is hidden."""
        done = super().event(event)
        if event.type() == QEvent.Type.Hide:
            self._pictures.forget("overview")
        return done

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Other thumbnails may be wanted."""
        super().resizeEvent(event)
        self._wish()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Go with the pointer."""
        super().mouseMoveEvent(event)
        at = self._under(event.position().toPoint())
        if at is not None and at != self._at:
            self.move_to(at)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Choose what is under the pointer."""
        at = self._under(event.position().toPoint())
        if at is not None and event.button() == Qt.MouseButton.LeftButton:
            self.chosen.emit(at)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the thumbnails, each with its number and name."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        painter.fillRect(self.rect(), QColor(LIGHT.page))
        for at, slide in enumerate(self._pictures.deck.slides):
            box = self.box(at)
            picture = self._pictures.nearest(Step(at), self._pixels().width())
            painter.fillRect(box, QColor(LIGHT.surface))
            if picture is not None:
                painter.drawImage(QRectF(box), picture)
            here = at == self._at
            pen = QPen(QColor(LIGHT.accent if here else LIGHT.hairline), 3 if here else 1)
            painter.setPen(pen)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(box)
            font = QFont(theme.font("strong" if here else "body"))
            font.setPixelSize(self._letters())
            metrics = QFontMetricsF(font)
            painter.setFont(font)
            painter.setPen(QColor(LIGHT.text))
            elide = Qt.TextElideMode.ElideRight
            words = metrics.elidedText(f"{at + 1}   {slide.name}", elide, box.width())
            base = box.bottom() + self._letters() / 2 + metrics.ascent()
            painter.drawText(QPointF(box.left(), base), words)

    # -- inside ----------------------------------------------------------------------------

    def _columns(self) -> int:
        """As many as make the thumbnails largest."""
        key = (self.size(), self._letters())
        if self._fitted is None or self._fitted[0] != key:
            self._fitted = key, self._fit()
        return self._fitted[1]

    def _fit(self) -> int:
        count = len(self._pictures.deck.slides)

        def wide(columns: int) -> int:
            return fitting(QRect(0, 0, *self._room(columns))).width()

        return max(range(1, count + 1), key=wide)

    def _letters(self) -> int:
        """Size of names, in pixels: large where one wants large letters, if the window is."""
        return max(12, min(self._theme.px(14), self.height() // 40))

    def _line(self) -> int:
        return 2 * self._letters()

    def _room(self, columns: int) -> tuple[int, int]:
        """Width and height that a thumbnail may have."""
        rows, gap = -(-len(self._pictures.deck.slides) // columns), Space.PAGE
        wide = (self.width() - gap * (columns + 1)) // columns
        high = (self.height() - gap) // rows - gap - self._line()
        return max(wide, 1), max(high, 1)

    def _under(self, point: QPoint) -> int | None:
        count = len(self._pictures.deck.slides)
        return next((at for at in range(count) if self.box(at).contains(point)), None)

    def _pixels(self) -> QSize:
        return self.box(0).size() * self.devicePixelRatioF()

    def _wish(self) -> None:
        if self.isVisible():
            count = len(self._pictures.deck.slides)
            self._pictures.wish("overview", 2, map(Step, range(count)), self._pixels())

    def _tell(self) -> None:
        slides = self._pictures.deck.slides
        with speaking(self._pictures.deck.language):
            where = place(self._at + 1, len(slides))
        self.setAccessibleDescription(f"{where}\n{slides[self._at].name}")
        if self.isVisible():
            announce(self, f"{where}: {slides[self._at].name}")
