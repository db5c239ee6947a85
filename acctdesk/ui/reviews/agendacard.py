"""The agenda: its items in order, and how much of the time looks forward."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QLineEdit, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.ui.reviews.agendarow import AgendaRow
from acctdesk.ui.reviews.focusrows import FocusRows, same_order
from acctdesk.ui.reviews.noted import Noted
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.status import Status
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.services.meeting import MeetingDetail
    from acctdesk.ui.theme.theme import Theme


class ShareBar(QWidget):
    """Minutes that look back and forward, as one bar; the words stand beside it.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._share = 0.0
        self.setMinimumWidth(36)
        theme.changed.connect(self.update)

    def set_minutes(self, back: int, forward: int) -> None:
        """Show other minutes."""
        self._share = back / (back + forward) if back + forward else 0.0
        self.setAccessibleName(
            _("{back} minutes look back, {forward} forward").format(back=back, forward=forward)
        )
        self.update()

    def sizeHint(self) -> QSize:
        """As in a heading."""
        return QSize(self._theme.px(130), self._theme.px(16))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint both parts, with a gap between them."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        high = self._theme.px(8)
        box = QRectF(0, (self.height() - high) / 2, self.width(), high)
        painter.setBrush(self._theme.colour("track"))
        painter.drawRoundedRect(box, high / 2, high / 2)
        if not self.accessibleName():
            return
        at = box.width() * self._share
        for left, right, role in ((0.0, at, "border"), (at, box.width(), "met")):
            if right - left > 0.5:
                painter.setClipRect(QRectF(left, box.top(), right - left, high))
                painter.setBrush(self._theme.colour("border" if role == "border" else "met"))
                painter.drawRoundedRect(box, high / 2, high / 2)


class AgendaRows(FocusRows[AgendaRow]):
    """Items, with a mark where a dragged one would go."""

    drop_at = -1

    def set_drop(self, at: int) -> None:
        """Mark a place; -1 marks none."""
        if at != self.drop_at:
            self.drop_at = at
            self._mark_line.setVisible(at >= 0 and bool(self.rows))
            if at >= 0 and self.rows:
                last = at >= len(self.rows)
                row = self.rows[-1 if last else at]
                top = row.geometry().bottom() if last else row.geometry().top()
                self._mark_line.setGeometry(8, max(top - 1, 0), self.width() - 16, 3)
                self._mark_line.raise_()

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name)
        self._mark_line = Mark(theme, self)

    def place_at(self, height: float) -> int:
        """The place before which something at a height of the screen would go."""
        y = self.mapFromGlobal(QPoint(0, round(height))).y()
        return sum(y > row.geometry().center().y() for row in self.rows)


class Mark(QWidget):
    """The mark where a dragged item would go."""

    def __init__(self, theme: Theme, parent: QWidget) -> None:
        super().__init__(parent)
        self._theme = theme
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.hide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint a line of the accent."""
        QPainter(self).fillRect(self.rect(), self._theme.colour("accent"))


class AgendaCard(Card):
    """The agenda of a review.

    Args:
        theme: The theme in force.
        able: Whether anything can be changed.
    """

    changed = Signal(str, object)
    """Id of an item, and fields that are to be changed."""
    moved = Signal(str, int)
    """Id of an item, and its new place, 0 being the first."""
    removed = Signal(str)
    """Id of an item that is to go."""
    typed = Signal(str)
    """Title of an item that is to be added."""
    form_wanted = Signal(str)
    """Id of an item of which all fields are to be edited."""

    def __init__(self, theme: Theme, *, able: bool) -> None:
        super().__init__(theme, _("Agenda"), flush=True)
        self._theme, self._able = theme, able
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.back = Label(theme, "", "caption", "secondary")
        self.bar = ShareBar(theme)
        self.forward = Label(theme, "", "caption", "accent")
        for part in (self.back, self.bar, self.forward):
            self.head.addWidget(part)
        self.warning = Noted(theme)
        self.warning.setContentsMargins(Space.CARD, 8, Space.CARD, 8)
        self.warning.hide()
        self.add(self.warning)
        self.list = AgendaRows(theme, _("Agenda"))
        self.add(self.list)
        self.empty = Label(theme, _("Nothing on the agenda yet"), tone="secondary", wrap=True)
        self.empty.setContentsMargins(Space.CARD, 10, Space.CARD, 10)
        self.add(self.empty)
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Add an item…"))
        self.line.setAccessibleName(_("Add an item to the agenda"))
        self.line.returnPressed.connect(self._type)
        self._foot = QWidget()
        foot = QVBoxLayout(self._foot)
        foot.setContentsMargins(Space.CARD - 4, 6, Space.CARD - 4, 2)
        foot.addWidget(self.line)
        self.body.addWidget(Line(theme, "table_line"))
        self.add(self._foot)
        self._foot.setVisible(able)
        self.body.addStretch(1)
        self._dragged: AgendaRow | None = None

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for two in a row."""
        return QSize(self._theme.px(240), super().minimumSizeHint().height())

    def show_agenda(self, told: MeetingDetail, me: str) -> None:
        """Show the agenda of a review.

        Args:
            told: The review.
            me: Id of the one who works here.
        """
        items = told.agenda
        held = {row.key: row for row in self.list.rows}
        if not same_order(self.list.rows, [one.id for one in items]):
            self.list.set_rows([held.get(one.id) or self._made(one, me) for one in items])
        for row, item in zip(self.list.rows, items, strict=True):
            if row.item != item:
                row.show_item(item, me)
        back, forward, minutes = told.back, told.forward, told.meeting.minutes
        self.empty.setVisible(not items)
        self.back.setText(_("%d back") % back)
        self.forward.setText(_("%d forward") % forward)
        self.bar.set_minutes(back, forward)
        warnings = []
        if items and forward < back:
            warnings.append(_("Under half of the minutes looks forward."))
        if back + forward > minutes:
            over = back + forward - minutes
            warnings.append(
                _n("{n} minute more than there is.", "{n} minutes more than there are.", over)
            )
        self.warning.setVisible(bool(warnings))
        if warnings:
            self.warning.show_words(Status.RISK, " ".join(warnings))

    def order(self) -> list[str]:
        """Ids of the items."""
        return [row.item.id for row in self.list.rows]

    # -- inside ----------------------------------------------------------------------------

    def _made(self, item: object, me: str) -> AgendaRow:
        row = AgendaRow(self._theme, item, me, able=self._able)  # type: ignore[arg-type]
        row.changed.connect(lambda values, row=row: self.changed.emit(row.item.id, values))
        row.moved.connect(lambda step, row=row: self._move(row, step))
        row.removed.connect(lambda row=row: self.removed.emit(row.item.id))
        row.form_wanted.connect(lambda row=row: self.form_wanted.emit(row.item.id))
        row.grip.dragged.connect(lambda height, row=row: self._drag(row, height))
        row.grip.dropped.connect(self._drop)
        return row

    def _move(self, row: AgendaRow, step: int) -> None:
        at = self.list.rows.index(row) + step
        if 0 <= at < len(self.list.rows):
            self.moved.emit(row.item.id, at)

    def _drag(self, row: AgendaRow, height: float) -> None:
        self._dragged = row
        self.list.set_drop(self.list.place_at(height))

    def _drop(self) -> None:
        row, place = self._dragged, self.list.drop_at
        self._dragged = None
        self.list.set_drop(-1)
        if row is None or place < 0 or row not in self.list.rows:
            return
        at = self.list.rows.index(row)
        # Taken out, those behind it move up.
        place -= place > at
        if place != at:
            row.setFocus(Qt.FocusReason.OtherFocusReason)
            self.moved.emit(row.item.id, place)

    def _type(self) -> None:
        words = self.line.text().strip()
        if words:
            self.typed.emit(words)
            self.line.clear()
