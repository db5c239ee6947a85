"""The slides of a review in small, in rows: chosen, opened, moved, hidden and removed here."""

from __future__ import annotations

import functools

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QWidget

from acctdesk.ui.reviews.slides.gallery import Gallery, key_of
from acctdesk.ui.reviews.slides.reading import Seen
from acctdesk.ui.reviews.slides.thumb import EDGE, FOOT, Thumb
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.words import _

WIDE = 152
"""Width of a thumbnail at 100 %, in pixels; they grow until a row is full."""
MOST = 196
"""What that grows to with the letters."""
_ARROWS = {
    Qt.Key.Key_Right: (1, 0), Qt.Key.Key_Left: (-1, 0), Qt.Key.Key_Down: (0, 1),
    Qt.Key.Key_Up: (0, -1),
}  # fmt: skip
_PLAIN = Qt.KeyboardModifier.NoModifier
_PAD = Qt.KeyboardModifier.KeypadModifier


class Mark(QWidget):
    """The line where a dragged slide would come to stand."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint it."""
        QPainter(self).fillRect(self.rect(), self._theme.colour("accent"))


class Strip(QWidget):
    """All blocks of slides; one stop for Tab, arrows go among them.

    Args:
        theme: The theme in force.
        gallery: Makes their pictures.
    """

    chosen = Signal()
    """Another block is chosen, or none any more."""
    opened = Signal(str)
    """Id of a slide that is to be edited."""
    moved = Signal(str, int)
    """Id of a slide that is to stand elsewhere, and its place among the others, from 0."""
    hide_wanted = Signal(str)
    """Id of a slide that is to be hidden, or shown again."""
    remove_wanted = Signal(str)
    """Id of a slide that is to be removed."""
    menu_wanted = Signal(str, QPoint)
    """Id of a slide and the place on the screen of a menu for it."""

    def __init__(self, theme: Theme, gallery: Gallery) -> None:
        super().__init__()
        self._theme, self._gallery = theme, gallery
        self._able = False
        self._current = ""
        self._pressed: tuple[Thumb, QPoint] | None = None
        self._target: int | None = None
        self._mark = Mark(theme, self)
        self.thumbs: list[Thumb] = []
        self.setAccessibleName(_("Slides"))
        gallery.ready.connect(self._repaint)
        gallery.broken.connect(self._repaint)
        theme.changed.connect(self._place)

    # -- what is shown ---------------------------------------------------------------------

    def show_seen(self, seen: Seen, *, able: bool) -> None:
        """Show the slides of a review.

        Args:
            seen: The slides.
            able: Whether they can be changed.
        """
        self._end_drag()
        self._able = able
        had = any(one.hasFocus() for one in self.thumbs)
        at = self.place()
        while len(self.thumbs) < len(seen.shown):
            made = Thumb(self._theme, self._gallery, self)
            made.installEventFilter(self)
            # By Space, or by what reads the screen: chosen, and never unchecked.
            made.clicked.connect(functools.partial(self._click, made))
            made.show()
            self.thumbs.append(made)
        while len(self.thumbs) > len(seen.shown):
            gone = self.thumbs.pop()
            gone.hide()
            gone.deleteLater()
        keys = [key_of(one, at) for at, one in enumerate(seen.shown)]
        for thumb, one, key in zip(self.thumbs, seen.shown, keys, strict=True):
            thumb.set_shown(one, key)
        if self._current not in keys:
            # What was removed: its neighbour is next.
            self._current = keys[min(max(at, 0), len(keys) - 1)] if keys else ""
        self._mark_current()
        self._place()
        if had:
            self.focus_current()

    def current(self) -> str:
        """What the chosen block is known by: the id of its slide; empty for none."""
        return self._current

    def place(self) -> int:
        """Place of the chosen block, from 0; -1 for none."""
        return next((at for at, one in enumerate(self.thumbs) if one.key == self._current), -1)

    def choose(self, key: str) -> None:
        """Choose a block; nothing happens for one that isn't here."""
        if key != self._current and any(one.key == key for one in self.thumbs):
            self._current = key
            self._mark_current()

    def expect(self, key: str) -> None:
        """Choose a block as soon as it is here."""
        self._current = key
        self._mark_current()

    def focus_current(self) -> None:
        """Give the keys to the chosen block."""
        at = self.place()
        if at >= 0:
            self.thumbs[at].setFocus()

    # -- events ----------------------------------------------------------------------------

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keys and the mouse on the thumbnails."""
        if not isinstance(watched, Thumb):
            return False
        kind = event.type()
        if kind == QEvent.Type.FocusIn:
            self.choose(watched.key)
        elif isinstance(event, QKeyEvent):
            if kind == QEvent.Type.ShortcutOverride and self._means(event):
                event.accept()
                return True
            if kind == QEvent.Type.KeyPress:
                return self._press_key(event)
        elif isinstance(event, QMouseEvent):
            return self._mouse(watched, event)
        elif kind == QEvent.Type.ContextMenu:
            self.choose(watched.key)
            self.menu_wanted.emit(watched.key, watched.mapToGlobal(watched.picture_room().center()))
            return True
        return False

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Place them anew."""
        super().resizeEvent(event)
        self._place()

    def minimumSizeHint(self) -> QSize:
        """One in a row; as high as they need at the present width."""
        return QSize(self._theme.px(WIDE), self._high())

    def sizeHint(self) -> QSize:
        """Six in a row."""
        return QSize(self._theme.px(WIDE) * 6, self._high())

    # -- keys ------------------------------------------------------------------------------

    def _means(self, event: QKeyEvent) -> bool:
        """Whether a key means something here, though the window has another use for it."""
        return self._steps(event) is not None

    @staticmethod
    def _steps(event: QKeyEvent) -> int | None:
        if event.modifiers() & ~_PAD != Qt.KeyboardModifier.AltModifier:
            return None
        return {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()))

    def _press_key(self, event: QKeyEvent) -> bool:
        by = self._steps(event)
        if by is not None:
            self.step(by)
            return True
        if event.modifiers() & ~_PAD:
            return False
        key, count = Qt.Key(event.key()), len(self.thumbs)
        if key == Qt.Key.Key_Escape and self._target is not None:
            self._end_drag()
            return True
        if key in _ARROWS:
            across, down = _ARROWS[key]
            to = self.place() + across + down * self.columns()
            if not 0 <= to < count:
                # At the edge: arrows go on to nothing, and scroll nothing either.
                return True
            self.choose(self.thumbs[to].key)
        elif key in (Qt.Key.Key_Home, Qt.Key.Key_End):
            self.choose(self.thumbs[0 if key == Qt.Key.Key_Home else -1].key)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.opened.emit(self._current)
            return True
        elif key == Qt.Key.Key_H:
            self._ask(self.hide_wanted)
            return True
        elif key == Qt.Key.Key_Delete:
            self._ask(self.remove_wanted)
            return True
        else:
            return False
        self.focus_current()
        return True

    def step(self, by: int) -> None:
        """Move the chosen block towards the first or the last one."""
        to = self.place() + by
        if self._able and 0 <= to < len(self.thumbs):
            self.moved.emit(self._current, to)

    def _ask(self, signal: object) -> None:
        if self._able and self._current:
            signal.emit(self._current)  # type: ignore[attr-defined]

    # -- the mouse -------------------------------------------------------------------------

    def _mouse(self, thumb: Thumb, event: QMouseEvent) -> bool:
        kind, spot = event.type(), event.position().toPoint()
        left = Qt.MouseButton.LeftButton
        if kind == QEvent.Type.MouseButtonDblClick and event.button() == left:
            self._end_drag()
            self.opened.emit(thumb.key)
            return True
        if kind == QEvent.Type.MouseButtonPress and event.button() == left:
            self._pressed = (thumb, spot)
            thumb.setFocus(Qt.FocusReason.MouseFocusReason)
            self.choose(thumb.key)
            return True
        if kind == QEvent.Type.MouseMove and self._pressed is not None and self._able:
            far = (spot - self._pressed[1]).manhattanLength()
            if self._target is not None or far >= QApplication.startDragDistance():
                self._drag(thumb.mapTo(self, spot))
            return True
        if kind == QEvent.Type.MouseButtonRelease and event.button() == left:
            target, key = self._target, thumb.key
            at = self.thumbs.index(thumb)
            self._end_drag()
            if target is not None and target not in (at, at + 1):
                self.moved.emit(key, target - (target > at))
            return True
        return False

    def _drag(self, spot: QPoint) -> None:
        """Show between which slides the dragged one would come to stand."""
        self._target = self._gap_at(spot)
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._mark.setGeometry(self._gap_room(self._target))
        self._mark.show()
        self._mark.raise_()

    def _end_drag(self) -> None:
        self._pressed, self._target = None, None
        self._mark.hide()
        self.unsetCursor()

    def _gap_at(self, spot: QPoint) -> int:
        """The gap nearest to a place, from 0 before the first."""
        gap, cell = self._gap(), self._cell()
        row = max(min(spot.y() // (cell.height() + gap), self._rows() - 1), 0)
        column = round((spot.x() + gap / 2) / (cell.width() + gap))
        column = min(max(column, 0), self.columns())
        return min(row * self.columns() + column, len(self.thumbs))

    def _gap_room(self, at: int) -> QRect:
        gap, cell, columns = self._gap(), self._cell(), self.columns()
        row, column = divmod(at, columns)
        if at and (column == 0 or at == len(self.thumbs)):
            # Behind the last of a row rather than before the first of the next.
            row, column = divmod(at - 1, columns)
            column += 1
        x = column * (cell.width() + gap) - gap // 2 - 1
        high = cell.height() - self._theme.px(FOOT)
        return QRect(
            min(max(x, 0), self.width() - 3), row * (cell.height() + gap) + EDGE, 3, high - EDGE
        )

    # -- inside ----------------------------------------------------------------------------

    def columns(self) -> int:
        """How many stand in a row."""
        wide = min(self._theme.px(WIDE), MOST)
        return max(1, (self.width() + self._gap()) // (wide + self._gap()))

    def _rows(self) -> int:
        return max(-(-len(self.thumbs) // self.columns()), 1)

    def _gap(self) -> int:
        return self._theme.px(Space.CARD_GAP) - 2 * EDGE + 2

    def _cell(self) -> QSize:
        columns, gap = self.columns(), self._gap()
        wide = max((self.width() - gap * (columns - 1)) // columns, 4 * EDGE)
        high = round((wide - 2 * EDGE) * 9 / 16) + 2 * EDGE + self._theme.px(FOOT)
        return QSize(wide, high)

    def _high(self) -> int:
        gap = self._gap()
        return self._rows() * (self._cell().height() + gap) - gap

    def _place(self) -> None:
        columns, gap, cell = self.columns(), self._gap(), self._cell()
        for at, one in enumerate(self.thumbs):
            row, column = divmod(at, columns)
            one.setGeometry(
                column * (cell.width() + gap), row * (cell.height() + gap), *cell.toTuple()
            )
        self.setFixedHeight(self._high())
        wide = cell.width() - 2 * EDGE
        self._gallery.set_size(QSize(wide, round(wide * 9 / 16)) * self.devicePixelRatioF())

    def _click(self, thumb: Thumb, _on: bool = False) -> None:
        self.choose(thumb.key)
        self._mark_current()

    def _repaint(self, key: str) -> None:
        for one in self.thumbs:
            if one.key == key:
                one.update()

    def _mark_current(self) -> None:
        here = self.place()
        for at, one in enumerate(self.thumbs):
            one.setChecked(at == here)
            stop = at == here or (here < 0 and at == 0)
            one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if stop else Qt.FocusPolicy.ClickFocus)
        self.chosen.emit()
