"""One field of a record in a form: read as text, edited in place."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from acctdesk.services.catalogue import Audience, Field, Format
from acctdesk.services.record import Record
from acctdesk.ui.entry import (
    Choices,
    choices_of,
    currency_of,
    hint_of,
    in_words,
    status_of,
    to_edit,
)
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.fields import ComboBox, ValidatedField
from acctdesk.ui.widgets.status import GLYPH, Status, paint_status
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

_EDIT_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2, Qt.Key.Key_Space)

_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The focus comes back by itself: what is typed isn't finished."""


class ValueLabel(Label):
    """A value that is read, and that a click or Enter turns into an editor.

    Args:
        theme: The theme in force.
        name: Accessible name: the field's label.
    """

    pressed = Signal()
    """It is to be edited."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, "", wrap=True)
        self._theme = theme
        self._name = name
        self._status: Status | None = None
        self._able = True
        self._hot = False
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Minimum)
        self.setAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._fit()
        theme.changed.connect(self._fit)

    def show_value(self, text: str, status: Status | None, *, pending: bool = False) -> None:
        """Show a value.

        Args:
            text: The words; empty shows that there is none.
            status: The glyph before the words.
            pending: Whether it is on its way to the workspace.
        """
        self._status = status
        self.setText(text or "–")
        faint = pending or not text or status is Status.NO_DATA
        self.set_tone("secondary" if faint else "text")
        font = self.font()
        font.setItalic(pending)
        self.setFont(font)
        self.setAccessibleName(f"{self._name}: {text or _('empty')}")
        self._fit()

    def set_able(self, able: bool) -> None:
        """Whether it can be edited."""
        self._able = able

    def enterEvent(self, event: object) -> None:
        """Light up."""
        self._hot = self._able
        self.update()

    def leaveEvent(self, event: object) -> None:
        """Go out again."""
        self._hot = False
        self.update()

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Edit."""
        if event.button() == Qt.MouseButton.LeftButton and self._able:
            self.pressed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit by Enter, F2 or Space."""
        if self._able and event.key() in _EDIT_KEYS:
            self.pressed.emit()
        else:
            super().keyPressEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show the ring."""
        super().focusInEvent(event)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint hover, ring, glyph and words."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        painter.setPen(Qt.PenStyle.NoPen)
        if self._hot:
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("accent"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(box, Size.RADIUS, Size.RADIUS)
        if self._status is not None:
            edge = theme.px(GLYPH)
            glyph = QRectF(theme.px(8), (self.height() - edge) / 2, edge, edge)
            paint_status(painter, theme, glyph, self._status)
        painter.end()
        super().paintEvent(event)

    def _fit(self) -> None:
        px = self._theme.px
        left = px(8) + (px(GLYPH + 5) if self._status is not None else 0)
        self.setContentsMargins(left, px(5), px(8), px(5))
        self.setMinimumHeight(px(Size.CONTROL))


class FieldRow(QWidget):
    """A field's name, its value, and its editor when it is asked for.

    Enter and leaving keep what was typed, Esc puts the value of before back. What can't be kept
    stays in the editor, with the reason beneath.

    Args:
        theme: The theme in force.
        field: The field.
        able: Whether it can be edited.
    """

    entered = Signal(object)
    """What was entered: the text, or the value chosen from a list. Answer with `refuse`, or show
    the record again."""

    def __init__(self, theme: Theme, field: Field, *, able: bool = True) -> None:
        super().__init__()
        self.field = field
        self._theme = theme
        self._able = able
        self._record: Record | None = None
        self._choices: Choices = ()
        self._editing: ValidatedField | None = None
        self._begun: object = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        head = QHBoxLayout()
        head.setContentsMargins(theme.px(8), 0, 0, 0)
        head.setSpacing(6)
        self._label = Label(theme, str(field.label), "caption", "secondary", wrap=False)
        head.addWidget(self._label)
        if field.custom and field.audience is Audience.CLIENT:
            head.addWidget(Badge(theme, _("Client may see it")))
        head.addStretch(1)
        self._head = QWidget()
        self._head.setLayout(head)
        self._column.addWidget(self._head)
        self.value = ValueLabel(theme, str(field.label))
        self.value.set_able(able)
        self.value.pressed.connect(self.edit)
        self._column.addWidget(self.value)
        if field.help:
            self._label.setToolTip(str(field.help))

    def show_record(self, record: Record, options: Choices = ()) -> None:
        """Show the value of a record; an editor that is open stays.

        Args:
            record: The record.
            options: For a reference: ids and names to choose from.
        """
        self._record = record
        self._choices = ((None, ""), *options) if options else choices_of(self.field)
        value = record[self.field.name]
        text = in_words(
            self.field,
            value,
            title=record.titles.get(self.field.name, ""),
            currency=currency_of(self.field, record),
        )
        self.value.show_value(text, status_of(self.field, value))

    def edit(self) -> None:
        """Open the editor."""
        if self._editing is not None or self._record is None or not self._able:
            return
        editor = self._make_editor()
        label = str(self.field.label)
        self._editing = ValidatedField(self._theme, label, editor, help=str(self.field.help))
        editor.installEventFilter(self)
        self._head.hide()
        self.value.hide()
        self._column.addWidget(self._editing)
        editor.setFocus(Qt.FocusReason.OtherFocusReason)
        self._begun = self._entry()
        self._editing.validated.connect(lambda _right: self._grow())
        self._grow()

    def editor(self) -> QWidget | None:
        """The editor; None while the value is only shown."""
        return self._editing.editor if self._editing is not None else None

    def problem(self) -> str:
        """What is wrong with what was entered."""
        return self._editing.problem() if self._editing is not None else ""

    def settle(self) -> None:
        """What was entered is kept: close the editor."""
        self._close()

    def refuse(self, entered: object, words: str) -> None:
        """What was entered can't be kept: open the editor with it again, and say why."""
        if self.editor() is None:
            self.edit()
            if isinstance(entered, str):
                self._put(entered)
        self._complain(words)

    def _complain(self, words: str) -> None:
        if self._editing is not None:
            self._editing.set_problem(words)
            self._grow()

    def cancel(self) -> None:
        """Close the editor; the value of before is back."""
        self._close()
        if self._record is not None:
            self.value.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter and leaving keep, Esc puts back."""
        if self._editing is None or watched is not self._editing.editor:
            return super().eventFilter(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.ShortcutOverride:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape):
                # Ctrl+Enter is the window's elsewhere; here it keeps what was typed.
                event.accept()
                return True
        elif isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            key = event.key()
            many = isinstance(watched, QPlainTextEdit)
            ctrl = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
            if key == Qt.Key.Key_Escape:
                self.cancel()
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and (ctrl or not many):
                self._commit(stay=True)
                return True
        elif (
            isinstance(event, QFocusEvent) and event.lostFocus() and event.reason() not in _PASSING
        ):
            QTimer.singleShot(0, self, self._leave)
        return super().eventFilter(watched, event)

    def _leave(self) -> None:
        editor = self.editor()
        if editor is not None and not editor.hasFocus() and not self.problem():
            self._commit(stay=False)

    def _commit(self, *, stay: bool) -> None:
        entered = self._entry()
        if entered == self._begun:
            self._close()
        else:
            words = dict(self._choices)
            text = words.get(entered, "" if entered is None else str(entered))
            status = status_of(self.field, entered)
            self._close()
            self.value.show_value(text, status, pending=True)
            self.entered.emit(entered)
        if stay:
            self.value.setFocus()

    def _entry(self) -> Any:
        editor = self.editor()
        if isinstance(editor, ComboBox):
            return editor.value()
        if isinstance(editor, QPlainTextEdit):
            return editor.toPlainText()
        return editor.text() if isinstance(editor, QLineEdit) else None

    def _put(self, text: str) -> None:
        editor = self.editor()
        if isinstance(editor, QPlainTextEdit):
            editor.setPlainText(text)
        elif isinstance(editor, QLineEdit):
            editor.setText(text)

    def _make_editor(self) -> QLineEdit | QPlainTextEdit | ComboBox:
        record = self._record
        assert record is not None  # noqa: S101 - asked for by `edit`
        value = record[self.field.name]
        if self._choices:
            combo = ComboBox(self._theme, str(self.field.label), self._choices)
            combo.set_value(value)
            combo.activated.connect(lambda _at: self._commit(stay=True))
            return combo
        if self.field.format is Format.LONG_TEXT:
            text = QPlainTextEdit()
            text.setTabChangesFocus(True)
            text.setPlainText(str(value or ""))
            text.setFixedHeight(5 * self._theme.line() + self._theme.px(16))
            return text
        line = QLineEdit()
        title = record.titles.get(self.field.name, "")
        currency = currency_of(self.field, record)
        line.setText(to_edit(self.field, value, title=title, currency=currency))
        line.setPlaceholderText(hint_of(self.field))
        line.selectAll()
        return line

    def _close(self) -> None:
        if self._editing is None:
            return
        editing, self._editing = self._editing, None
        editing.editor.removeEventFilter(self)
        self._column.removeWidget(editing)
        editing.hide()
        editing.deleteLater()
        self._head.show()
        self.value.show()
        self._grow()

    def _grow(self) -> None:
        """Ask the card for another height once the layouts have settled.

        A card whose rows wrap keeps the height it had before a row was swapped.
        """
        QTimer.singleShot(0, self, self._ask_for_room)

    def _ask_for_room(self) -> None:
        widget: QWidget | None = self
        while widget is not None and not isinstance(widget, QScrollArea):
            widget.updateGeometry()
            widget = widget.parentWidget()
