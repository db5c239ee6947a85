"""Every slide of a deck in small, to be looked at one after the other."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QWidget

from acctdesk.ui.presenting.course import Course
from acctdesk.ui.presenting.pictures import Pictures
from acctdesk.ui.presenting.talk import Step, slide_of, steps_of
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import LIGHT, Space, TypeName
from acctdesk.words import _, number

WIDE = 152
"""Width of a thumbnail at 100 %, in pixels; they grow until a row is full."""
MOST = 196
"""What that grows to with the letters, in pixels."""
_FOOT = 26
"""Room for its name beneath, likewise."""
_MOVES: dict[Qt.Key, tuple[int, int]] = {
    Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}  # fmt: skip


class Thumb(QAbstractButton):
    """One slide in small, with its number, its name and whether it was seen.

    Args:
        theme: The theme in force.
        pictures: Has its picture.
        step: Which slide or detail.
        parent: What it lies in.
    """

    def __init__(self, theme: Theme, pictures: Pictures, step: Step, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme, self._pictures = theme, pictures
        self.step = step
        self._name = slide_of(pictures.deck, step).name
        self._seen = False
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.set_seen(False)

    @property
    def number(self) -> str:
        """Its number; a detail has that of its slide before its own."""
        said = number(self.step.slide + 1)
        return f"{said}.{number(self.step.detail)}" if self.step.detail else said

    def set_seen(self, on: bool) -> None:
        """Say whether it was looked at."""
        self._seen = on
        said = _("Slide %(number)s, %(name)s, seen") if on else _("Slide %(number)s, %(name)s")
        self.setAccessibleName(said % {"number": self.number, "name": self._name})
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the picture and what stands beneath."""
        theme, painter = self._theme, QPainter(self)
        painter.setRenderHints(
            QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform
        )
        wide = self.width() - 4
        box = QRect(2, 2, wide, round(wide * 9 / 16))
        ratio = self.devicePixelRatioF()
        picture = self._pictures.nearest(self.step, round(box.width() * ratio))
        painter.fillRect(box, QColor(LIGHT.surface))
        if picture is not None:
            painter.drawImage(QRectF(box), picture)
        if self._pictures.failed(self.step):
            edge = theme.px(24)
            middle = box.center()
            painter.drawPixmap(
                middle.x() - edge // 2,
                middle.y() - edge // 2,
                theme.pixmap("triangle-alert", "breached", 24, ratio),
            )
        here = self.isChecked()
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.setPen(QPen(theme.colour("accent" if here else "hairline"), 2 if here else 1))
        painter.drawRoundedRect(QRectF(box), 3, 3)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 4, 4)
        left, mark = box.left() + theme.px(2), theme.px(14)
        style: TypeName = "caption_strong" if here else "caption"
        metrics = theme.metrics("caption")
        base = box.bottom() + theme.px(6) + metrics.ascent()
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("secondary"))
        painter.drawText(left, round(base), self.number)
        left += max(round(metrics.horizontalAdvance(self.number)) + theme.px(6), theme.px(16))
        room = box.right() - left - (mark + theme.px(4) if self._seen else 0)
        painter.setFont(theme.font(style))
        painter.setPen(theme.colour("text"))
        painter.drawText(left, round(base), theme.elide(style, self._name, room))
        if self._seen:
            picture_ = theme.pixmap("check", "accent", 14, ratio)
            painter.drawPixmap(box.right() - mark, round(base) - mark + theme.px(2), picture_)


class Thumbs(QWidget):
    """The slides in small, in rows; one stop for Tab, arrows go among them.

    Args:
        theme: The theme in force.
        course: What is shown large.
        pictures: Makes the pictures.
    """

    entered = Signal()
    """Enter was pressed on a slide that is shown already."""

    def __init__(self, theme: Theme, course: Course, pictures: Pictures) -> None:
        super().__init__()
        self._theme, self._course, self._pictures = theme, course, pictures
        self.setAccessibleName(_("Slides"))
        self.thumbs = [Thumb(theme, pictures, step, self) for step in steps_of(course.deck)]
        for one in self.thumbs:
            one.clicked.connect(lambda _on=False, step=one.step: course.go(step))
            one.installEventFilter(self)
        course.moved.connect(self._show)
        pictures.ready.connect(self._repaint)
        pictures.broken.connect(self._repaint)
        theme.changed.connect(self._place)
        self._show()

    def columns(self) -> int:
        """How many stand in a row."""
        # Large letters need more room, but not twice as much: names are short.
        wide = min(self._theme.px(WIDE), MOST)
        return max(1, (self.width() + self._gap()) // (wide + self._gap()))

    def event(self, event: QEvent) -> bool:
        """Want pictures while it is seen."""
        done = super().event(event)
        if event.type() == QEvent.Type.Show:
            self._wish()
        elif event.type() == QEvent.Type.Hide:
            self._pictures.forget("thumbs")
        return done

    def eventFilter(self, watched: object, event: QEvent) -> bool:
        """Arrows go among the slides."""
        if event.type() == QEvent.Type.KeyPress and isinstance(event, QKeyEvent):
            key = Qt.Key(event.key())
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.entered.emit()
                return True
            if key in _MOVES and event.modifiers() == Qt.KeyboardModifier.NoModifier:
                across, down = _MOVES[key]
                self._move(across + down * self.columns())
                return True
            if key in (Qt.Key.Key_Home, Qt.Key.Key_End):
                (self._course.first if key == Qt.Key.Key_Home else self._course.last)()
                self._focus()
                return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them anew."""
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """Two in a row; as high as they need at the present width."""
        return QSize(self._theme.px(WIDE) * 2, self._high())

    def sizeHint(self) -> QSize:
        """As wide as there is room."""
        return QSize(self._theme.px(WIDE) * 5, self._high())

    # -- inside ----------------------------------------------------------------------------

    def _gap(self) -> int:
        return self._theme.px(Space.CARD_GAP)

    def _cell(self) -> QSize:
        columns, gap = self.columns(), self._gap()
        wide = (self.width() - gap * (columns - 1)) // columns
        return QSize(wide, round((wide - 4) * 9 / 16) + 4 + self._theme.px(_FOOT))

    def _high(self) -> int:
        rows = -(-len(self.thumbs) // self.columns())
        return rows * (self._cell().height() + self._gap()) - self._gap()

    def _place(self) -> None:
        columns, gap, cell = self.columns(), self._gap(), self._cell()
        for at, one in enumerate(self.thumbs):
            row, column = divmod(at, columns)
            one.setGeometry(
                column * (cell.width() + gap), row * (cell.height() + gap), *cell.toTuple()
            )
        self.setFixedHeight(self._high())
        self._wish()

    def _wish(self) -> None:
        if self.isVisible():
            wide = self._cell().width() - 4
            size = QSize(wide, round(wide * 9 / 16)) * self.devicePixelRatioF()
            self._pictures.wish("thumbs", 1, [one.step for one in self.thumbs], size)

    def _repaint(self, step: object) -> None:
        for one in self.thumbs:
            if one.step == step:
                one.update()

    def _show(self) -> None:
        course = self._course
        for one in self.thumbs:
            here = one.step == course.step
            one.setChecked(here)
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if here else Qt.FocusPolicy.ClickFocus)
            one.set_seen(one.step in course.seen)

    def _move(self, by: int) -> None:
        at = next(at for at, one in enumerate(self.thumbs) if one.isChecked())
        target = min(max(at + by, 0), len(self.thumbs) - 1)
        self._course.go(self.thumbs[target].step)
        self._focus()

    def _focus(self) -> None:
        next(one for one in self.thumbs if one.isChecked()).setFocus()
