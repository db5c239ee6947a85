"""One item of an agenda: a grip, what it is about, who, its minutes, and where it looks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QMenu,
    QSizePolicy,
    QSpinBox,
    QVBoxLayout,
    QWidget,
)

from acctdesk.services.meeting import FORWARD
from acctdesk.ui.reviews import said
from acctdesk.ui.reviews.focusrows import FocusRow
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.meeting import AgendaItem
    from acctdesk.ui.theme.theme import Theme

WHO, CHIP, LOOKS = 84, 66, 62
"""Widths at 100 % of who speaks, of the minutes, and of where it looks."""
STEP = 5
"""Minutes by which + and - change an item."""
MOST = 480


class Grip(QWidget):
    """What an item is dragged by.

    Args:
        theme: The theme in force.
    """

    dragged = Signal(float)
    """The pointer is at this height of the screen."""
    dropped = Signal()
    """It was let go."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._held = False
        self.setCursor(Qt.CursorShape.OpenHandCursor)
        self.setToolTip(_("Drag, or Alt+↑ and Alt+↓"))
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def sizeHint(self) -> QSize:
        """A column for the dots."""
        return QSize(self._theme.px(24), self._theme.px(24))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Take it."""
        self._held = event.button() == Qt.MouseButton.LeftButton

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag it."""
        if self._held:
            self.setCursor(Qt.CursorShape.ClosedHandCursor)
            self.dragged.emit(event.globalPosition().y())

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Let it go."""
        if self._held:
            self._held = False
            self.setCursor(Qt.CursorShape.OpenHandCursor)
            self.dropped.emit()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the dots."""
        edge = self._theme.px(16)
        picture = self._theme.pixmap("grip-vertical", "secondary", 16, self.devicePixelRatioF())
        corner = QPointF((self.width() - edge) / 2, (self.height() - edge) / 2)
        QPainter(self).drawPixmap(corner, picture)


class Pill(QAbstractButton):
    """Minutes as a pill that can be clicked.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)

    def set_text(self, text: str) -> None:
        """Say something else."""
        self.setText(text)
        self.setAccessibleName(text)
        self.updateGeometry()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        wide = self._theme.metrics("caption_medium").horizontalAdvance(self.text())
        return QSize(max(round(wide) + self._theme.px(18), self._theme.px(58)), self._theme.px(24))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._theme.colour("pressed" if self.underMouse() else "chip"))
        box = QRectF(self.rect())
        painter.drawRoundedRect(box, box.height() / 2, box.height() / 2)
        painter.setFont(self._theme.font("caption_medium"))
        painter.setPen(self._theme.colour("text"))
        painter.drawText(box, int(Qt.AlignmentFlag.AlignCenter), self.text())


class Minutes(QSpinBox):
    """Minutes as they are changed in place: Enter and leaving keep them, Esc doesn't."""

    kept = Signal(int)
    """So many are to be kept."""
    left = Signal()
    """It is to be put away."""

    def __init__(self) -> None:
        super().__init__()
        self.setRange(1, MOST)
        self.setSingleStep(STEP)
        self.setKeyboardTracking(False)
        self.setButtonSymbols(QSpinBox.ButtonSymbols.NoButtons)
        self._begun = 0

    def begin(self, minutes: int) -> None:
        """Change so many."""
        self._begun = minutes
        self.setValue(minutes)
        self.selectAll()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter keeps, Esc doesn't."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.interpretText()
            self._end()
        elif event.key() == Qt.Key.Key_Escape:
            self.setValue(self._begun)
            self._end()
        else:
            super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving keeps."""
        super().focusOutEvent(event)
        self._end()

    def _end(self) -> None:
        if self.isHidden():
            return
        self.left.emit()
        if self.value() != self._begun:
            self._begun = self.value()
            self.kept.emit(self.value())


class AgendaRow(FocusRow):
    """One item.

    Args:
        theme: The theme in force.
        item: The item.
        me: Id of the one who works here: "You".
        able: Whether anything can be changed.
    """

    changed = Signal(object)
    """Fields that are to be changed, by name."""
    moved = Signal(int)
    """It is to go so many places on."""
    removed = Signal()
    """It is to be taken off the agenda."""
    form_wanted = Signal()
    """All its fields are to be edited."""

    def __init__(self, theme: Theme, item: AgendaItem, me: str, *, able: bool) -> None:
        super().__init__(theme, item.id)
        self.item, self._able = item, able
        self.grip = Grip(theme)
        self.grip.setVisible(False)
        self.title = Label(theme, "", wrap=True)
        self.title.setMinimumWidth(theme.px(90))
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Title"))
        self.name.hide()
        self.who = Label(theme, "", "caption", "secondary", wrap=True)
        self.chip = Pill(theme)
        self.minutes = Minutes()
        self.minutes.setAccessibleName(_("Minutes"))
        self.minutes.hide()
        self.looks = Button(theme, "", "link")
        for one in (self.chip, self.looks):
            # The keyboard changes them on the row: M, plus and minus, Space.
            one.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            one.setEnabled(able)
        row = QHBoxLayout(self)
        row.setContentsMargins(8, 5, Space.CONTROL, 5)
        row.setSpacing(Space.CONTROL)
        row.addWidget(self.grip)
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(self.title)
        words.addWidget(self.name)
        row.addLayout(words, 1)
        row.addWidget(self.who)
        self._chips = QWidget()
        chips = QHBoxLayout(self._chips)
        chips.setContentsMargins(0, 0, 0, 0)
        chips.addWidget(self.chip, 0, Qt.AlignmentFlag.AlignRight)
        chips.addWidget(self.minutes)
        row.addWidget(self._chips)
        row.addWidget(self.looks)
        self.grip.setVisible(able)
        self.chip.clicked.connect(self.edit_minutes)
        self.minutes.kept.connect(lambda value: self.changed.emit({"minutes": value}))
        self.minutes.left.connect(self._show_chip)
        self.looks.clicked.connect(self._turn)
        self.name.returnPressed.connect(self._keep_name)
        self.name.editingFinished.connect(self._keep_name)
        self.opened.connect(self.edit_name)
        self.menu_wanted.connect(self._open_menu)
        self.show_item(item, me)
        theme.changed.connect(self._retheme)
        self._retheme()

    def show_item(self, item: AgendaItem, me: str) -> None:
        """Show another state of the item."""
        self.item = item
        speaker = item.member or item.person
        who = "" if speaker is None else _("You") if speaker.id == me else speaker.name
        minutes, looks = _("%d min") % item.minutes, str(said.LOOKS[item.looks])
        self.title.setText(item.title)
        self.who.setText(who)
        self.chip.set_text(minutes)
        self.looks.set_text(looks)
        faint = item.looks != FORWARD
        if self.looks.property("faint") != faint:
            self.looks.setProperty("faint", faint)
            self.looks.style().polish(self.looks)
        self.setAccessibleName(
            ", ".join(filter(None, (item.title, who, minutes, _("looks %s") % looks)))
        )
        self.looks.setAccessibleName(_("Looks %s") % looks)

    # -- editing in place ------------------------------------------------------------------

    def edit_name(self) -> None:
        """Change the title in place."""
        if self._able:
            self.name.setText(self.item.title)
            self.title.hide()
            self.name.show()
            self.name.setFocus(Qt.FocusReason.OtherFocusReason)
            self.name.selectAll()

    def edit_minutes(self) -> None:
        """Change the minutes in place."""
        if self._able:
            self.minutes.begin(self.item.minutes)
            self.chip.hide()
            self.minutes.show()
            self.minutes.setFocus(Qt.FocusReason.OtherFocusReason)

    def _keep_name(self) -> None:
        if self.name.isHidden():
            return
        words, held = self.name.text().strip(), self.name.hasFocus()
        self.name.hide()
        self.title.show()
        if held:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
        if words and words != self.item.title:
            self.changed.emit({"title": words})

    def _show_chip(self) -> None:
        held = self.minutes.hasFocus()
        self.minutes.hide()
        self.chip.show()
        if held:
            self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _turn(self) -> None:
        if self._able:
            other = "back" if self.item.looks == FORWARD else FORWARD
            self.changed.emit({"looks": other})

    def _add(self, step: int) -> None:
        value = min(max(self.item.minutes + step, 1), MOST)
        if value != self.item.minutes:
            self.changed.emit({"minutes": value})

    # -- keys and menu ---------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt and arrows move, M, plus and minus change minutes, Space turns, Del removes."""
        key = Qt.Key(event.key())
        alt = event.modifiers() == Qt.KeyboardModifier.AltModifier
        if key == Qt.Key.Key_Escape and self.name.isVisible():
            self.name.setText(self.item.title)
            self._keep_name()
        elif not self._able or self.name.hasFocus() or self.minutes.hasFocus():
            super().keyPressEvent(event)
        elif alt and key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self.moved.emit(-1 if key == Qt.Key.Key_Up else 1)
        elif key == Qt.Key.Key_Delete:
            self.removed.emit()
        elif key == Qt.Key.Key_Space:
            self._turn()
        elif key == Qt.Key.Key_M:
            self.edit_minutes()
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Minus):
            self._add(STEP if key == Qt.Key.Key_Plus else -STEP)
        elif event.modifiers() == Qt.KeyboardModifier.ControlModifier and key in (
            Qt.Key.Key_Return, Qt.Key.Key_Enter,
        ):  # fmt: skip
            self.form_wanted.emit()
        else:
            super().keyPressEvent(event)

    def menu(self) -> QMenu:
        """What can be done with it."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        icon = self._theme.icon
        other = said.LOOKS["back" if self.item.looks == FORWARD else FORWARD]
        for name, words, do in (
            ("pencil", _("Rename"), self.edit_name),
            ("clock", _("Minutes…"), self.edit_minutes),
            ("refresh-cw", _("Looks %s") % other, self._turn),
            ("arrow-up", _("Move up"), lambda: self.moved.emit(-1)),
            ("arrow-down", _("Move down"), lambda: self.moved.emit(1)),
            ("pencil", _("Edit…"), self.form_wanted.emit),
            ("trash-2", _("Take off the agenda"), self.removed.emit),
        ):
            menu.addAction(icon(name), words).triggered.connect(lambda _on=False, do=do: do())
        return menu

    def _open_menu(self, where: object) -> None:
        if self._able:
            self.menu().popup(where)  # type: ignore[arg-type]

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer what can be done with it."""
        self._open_menu(event.globalPos())

    def _retheme(self) -> None:
        px = self._theme.px
        self.setMinimumHeight(px(40))
        self.who.setFixedWidth(px(WHO))
        self._chips.setFixedWidth(px(CHIP))
        self.looks.setFixedWidth(px(LOOKS))
