"""Gauges on cards, as many as there are, painted by one widget."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPointF, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from acctdesk.ui.service_levels import spoken
from acctdesk.ui.service_levels.pictures import CardPictures
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.gauge import Face, GaugePaint, LinearGauge, paint_rim
from acctdesk.ui.widgets.gaugedial import DialGauge
from acctdesk.ui.widgets.sight import bring_into_sight
from acctdesk.words import _

LINEAR, DIAL = "linear", "dial"
STYLES = (LINEAR, DIAL)
_Key = Qt.Key


class Board(QWidget):
    """Cards in rows. Arrows move among them, Enter opens one.

    It is as high as its cards; the page scrolls it.

    Args:
        theme: The theme in force.
        style: "linear" or "dial".
    """

    opened = Signal(str)
    """Id of the face that is to be looked at closely."""
    current_changed = Signal()
    """The keyboard is on another card."""
    menu_wanted = Signal(object)
    """What can be done with the current card is asked for, at a `QPoint` of the screen."""

    def __init__(self, theme: Theme, style: str = LINEAR) -> None:
        super().__init__()
        self._theme = theme
        self._styles: dict[str, GaugePaint] = {LINEAR: LinearGauge(theme), DIAL: DialGauge(theme)}
        self._pictures = CardPictures(theme)
        self._style = style if style in STYLES else LINEAR
        self._faces: tuple[Face, ...] = ()
        self._at = 0
        self._hot = -1
        self._pressed = -1
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setMouseTracking(True)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        theme.changed.connect(self._retheme)
        spoken.install()
        self._tell()

    # -- what is shown ---------------------------------------------------------------------

    def faces(self) -> tuple[Face, ...]:
        """What the cards say, in order."""
        return self._faces

    def set_faces(self, faces: Sequence[Face]) -> None:
        """Show other cards; the keyboard stays on its card where that is still there."""
        faces = tuple(faces)
        if faces == self._faces:
            return
        old, height = self.current(), self.heightForWidth(max(self.width(), 1))
        before, self._faces = self._faces, faces
        ids = [one.id for one in faces]
        if old is not None and old.id in ids:
            self._at = ids.index(old.id)
        else:
            self._at = max(min(self._at, len(faces) - 1), 0)
        self._hot = -1
        self._tell()
        if self.heightForWidth(max(self.width(), 1)) != height:
            self.updateGeometry()
        if [one.id for one in before] != ids:
            self.update()
            return
        for at, (was, now) in enumerate(zip(before, faces, strict=True)):
            if was != now:
                self.update(self.box(at))

    def gauge_style(self) -> str:
        """How the gauges are drawn: "linear" or "dial"."""
        return self._style

    def set_gauge_style(self, style: str) -> None:
        """Draw the gauges in another style; an unknown one changes nothing."""
        if style in STYLES and style != self._style:
            self._style = style
            self.updateGeometry()
            self.update()

    def current(self) -> Face | None:
        """The face the keyboard is on; None without any."""
        return self._faces[self._at] if 0 <= self._at < len(self._faces) else None

    def current_at(self) -> int:
        """Its place among the cards."""
        return self._at

    def set_current(self, id: str) -> None:
        """Put the keyboard on a card; an unknown one changes nothing."""
        for at, one in enumerate(self._faces):
            if one.id == id:
                self._move(at)

    # -- where things stand ----------------------------------------------------------------

    def columns(self, width: int | None = None) -> int:
        """How many cards stand side by side."""
        wide, gap = self.width() if width is None else width, Space.CARD_GAP + 4
        return max(1, (wide + gap) // (self._styles[self._style].width() + gap))

    def box(self, at: int) -> QRect:
        """Where a card stands."""
        columns, gap = self.columns(), Space.CARD_GAP + 4
        row, column = divmod(at, columns)
        wide = (self.width() - gap * (columns - 1)) / columns
        left = round(column * (wide + gap))
        high = self._styles[self._style].height()
        right = round(column * (wide + gap) + wide)
        return QRect(left, row * (high + gap), right - left, high)

    def at(self, where: QPointF) -> int:
        """The card under a point; -1 for none."""
        for at in range(len(self._faces)):
            if self.box(at).contains(where.toPoint()):
                return at
        return -1

    def hasHeightForWidth(self) -> bool:
        """Fewer columns need more rows."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of all rows."""
        rows = -(-len(self._faces) // self.columns(width))
        gap = Space.CARD_GAP + 4
        return max(rows * (self._styles[self._style].height() + gap) - gap, 0)

    def sizeHint(self) -> QSize:
        """Three cards side by side."""
        wide = 3 * (self._styles[self._style].width() + Space.CARD_GAP)
        return QSize(wide, self.heightForWidth(self.width() or wide))

    def minimumSizeHint(self) -> QSize:
        """One card wide, and as high as all of them at the present width."""
        style = self._styles[self._style]
        wide = min(style.width(), self._theme.px(300))
        return QSize(wide, self.heightForWidth(self.width() or wide))

    # -- events ----------------------------------------------------------------------------

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the cards in sight."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        style, area = self._styles[self._style], event.rect()
        self._pictures.begin(self.devicePixelRatioF())
        for at, face in enumerate(self._faces):
            box = self.box(at)
            if not box.intersects(area):
                continue
            painter.drawPixmap(box.topLeft(), self._pictures.picture(face, box.size(), style))
            focused = at == self._at and self.hasFocus()
            if focused or at == self._hot:
                paint_rim(painter, self._theme, QRectF(box), focused=focused)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The height follows the width."""
        super().resizeEvent(event)
        if event.oldSize().width() != event.size().width():
            self.updateGeometry()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the card under the pointer."""
        self._light(self.at(event.position()))

    def leaveEvent(self, event: QEvent) -> None:
        """Go out again."""
        super().leaveEvent(event)
        self._light(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Put the keyboard on a card."""
        self._pressed = self.at(event.position())
        if self._pressed >= 0:
            self._move(self._pressed)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the card that was pressed."""
        at, self._pressed = self._pressed, -1
        left = event.button() == Qt.MouseButton.LeftButton
        if left and at >= 0 and at == self.at(event.position()):
            self.opened.emit(self._faces[at].id)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for what can be done with a card."""
        if self.current() is None:
            return
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            self.menu_wanted.emit(self.mapToGlobal(self.box(self._at).center()))
        elif self.at(QPointF(event.pos())) >= 0:
            self._move(self.at(QPointF(event.pos())))
            self.menu_wanted.emit(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows, Home and End move; Enter and Space open."""
        steps = {
            _Key.Key_Right: 1, _Key.Key_Left: -1,
            _Key.Key_Down: self.columns(), _Key.Key_Up: -self.columns(),
            _Key.Key_Home: -len(self._faces), _Key.Key_End: len(self._faces),
        }  # fmt: skip
        key, last = _Key(event.key()), len(self._faces) - 1
        face = self.current()
        if face is None or event.modifiers() & Qt.KeyboardModifier.AltModifier:
            super().keyPressEvent(event)
        elif key in (_Key.Key_Return, _Key.Key_Enter, _Key.Key_Space):
            self.opened.emit(face.id)
        elif key in (_Key.Key_Home, _Key.Key_End):
            self._move(0 if key == _Key.Key_Home else last)
        elif key in steps:
            to = self._at + steps[key]
            # Down from the last full row lands on the last card; beyond an end nothing happens.
            if (
                key == _Key.Key_Down
                and to > last
                and self._at // self.columns() < last // (self.columns())
            ):
                to = last
            if 0 <= to <= last:
                self._move(to)
        else:
            super().keyPressEvent(event)

    def event(self, event: QEvent) -> bool:
        """Say the whole of a card under the pointer."""
        if isinstance(event, QHelpEvent):
            at = self.at(QPointF(event.pos()))
            if at >= 0:
                face = self._faces[at]
                words = f"{face.title}\n{face.line}\n{face.description}"
                QToolTip.showText(event.globalPos(), words, self, self.box(at))
                return True
        return super().event(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update(self.box(self._at))
        if event.reason() in (Qt.FocusReason.TabFocusReason, Qt.FocusReason.BacktabFocusReason):
            bring_into_sight(self, self.box(self._at))

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """It isn't here any more."""
        super().focusOutEvent(event)
        self.update(self.box(self._at))

    # -- inside ----------------------------------------------------------------------------

    def _light(self, at: int) -> None:
        if at != self._hot:
            for one in {at, self._hot} - {-1}:
                self.update(self.box(one))
            self._hot = at
            self.setCursor(
                Qt.CursorShape.PointingHandCursor if at >= 0 else Qt.CursorShape.ArrowCursor
            )

    def _move(self, to: int) -> None:
        self.update(self.box(self._at))
        changed = to != self._at
        self._at = to
        self.update(self.box(to))
        self._tell()
        bring_into_sight(self, self.box(to))
        if changed:
            spoken.tell_focus(self, to)
            self.current_changed.emit()

    def _tell(self) -> None:
        face = self.current()
        self.setAccessibleName(_("Gauges"))
        self.setAccessibleDescription("" if face is None else f"{face.title}: {face.description}")

    def _retheme(self) -> None:
        self._pictures.forget()
        for one in self._styles.values():
            one.forget()
        self.updateGeometry()
        self.update()
