"""One field of a record in a form: read as text, edited in place."""

from __future__ import annotations

from typing import Any, NamedTuple

from PySide6.QtCore import QEvent, QObject, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QScrollArea,
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
from acctdesk.ui.record.breaking import breakable
from acctdesk.ui.record.clearing import ClearButton, may_clear
from acctdesk.ui.record.contactlink import ContactLink
from acctdesk.ui.record.notes import NotesBar, NotesEdit
from acctdesk.ui.record.tags import TagsField
from acctdesk.ui.record.value import Formatted, ValueLabel
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import TypeName
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.fields import ComboBox, ValidatedField
from acctdesk.ui.widgets.text import ElidedLabel
from acctdesk.words import _


class Common(NamedTuple):
    """What several records have in common in a field.

    Attributes:
        value: The value that all of them have; None when they differ.
        title: For a reference, the name of what it refers to.
        currency: For an amount, its currency.
        several: Whether they differ.
        some: For tags: those that only some of them have.
    """

    value: Any = None
    title: str = ""
    currency: str = ""
    several: bool = False
    some: tuple[str, ...] = ()


_ANY = (1 << 24) - 1
"""Qt's word for a width without limit."""
_PASSING = (Qt.FocusReason.PopupFocusReason, Qt.FocusReason.ActiveWindowFocusReason)
"""The focus comes back by itself: what is typed isn't finished."""
NAMES = 112
"""Width of the names' column where they stand beside the values, at 100 %."""
ABOVE_FROM = 150
"""Text size from which there is no room for names beside the values, in percent."""


class FieldRow(QWidget):
    """A field's name, its value, and its editor when it is asked for.

    Enter and leaving keep what was typed, Esc puts the value of before back. What can't be kept
    stays in the editor, with the reason beneath.

    Args:
        theme: The theme in force.
        field: The field.
        able: Whether it can be edited.
        beside: Whether the name stands at the left of the value rather than above it.
        named: Whether the name is shown; it needn't be where a heading says the same.
    """

    entered = Signal(object)
    """What was entered: the text, or the value chosen from a list. Answer with `refuse`, or show
    the record again."""
    tag_added = Signal(str)
    """A tag is to be put on; only from fields of tags."""
    tag_removed = Signal(str)
    """A tag is to be taken off; only from fields of tags."""

    def __init__(
        self,
        theme: Theme,
        field: Field,
        *,
        able: bool = True,
        beside: bool = False,
        named: bool = True,
    ) -> None:
        super().__init__()
        self.field = field
        self._theme = theme
        self._able = able and not field.computed
        self._several = False
        self._shown: object = None
        self._title = self._currency = ""
        self._options: Choices = ()
        self._choices: Choices = ()
        self._told: tuple[object, ...] | None = None
        self._pending = False
        self._editing: ValidatedField | None = None
        self._bar: NotesBar | None = None
        self.clear_button: ClearButton | None = None
        self._begun: object = None
        long = field.format is Format.LONG_TEXT
        self._may_beside = beside and not long
        self._beside = self._may_beside and theme.text_scale < ABOVE_FROM
        way = QBoxLayout.Direction
        self._column = QBoxLayout(way.LeftToRight if self._beside else way.TopToBottom, self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(0)
        self._named = named
        self._head = self._make_head()
        if not named:
            self._head.hide()
        above = Qt.AlignmentFlag.AlignTop
        self._column.addWidget(self._head, 0, above if self._may_beside else Qt.AlignmentFlag(0))
        self._holder = QWidget()
        values = QHBoxLayout(self._holder)
        values.setContentsMargins(0, 0, 0, 0)
        values.setSpacing(2)
        self._column.addWidget(self._holder, 1)
        self.value: ValueLabel | Formatted
        self.tags: TagsField | None = None
        self._link: ContactLink | None = None
        label = str(field.label)
        self.value = Formatted(theme, label) if long else ValueLabel(theme, label)
        self.value.set_able(self._able)
        self.value.pressed.connect(self.edit)
        values.addWidget(self.value, 1)
        if field.format is Format.TAGS:
            self.value.hide()
            self.tags = TagsField(theme, label, able=self._able)
            self.tags.added.connect(self.tag_added)
            self.tags.removed.connect(self.tag_removed)
            values.setContentsMargins(theme.px(8), theme.px(4), 0, theme.px(4))
            values.addWidget(self.tags, 1)
        elif field.format in (Format.EMAIL, Format.PHONE, Format.URL):
            self._link = ContactLink(theme, field.format)
            values.addWidget(self._link, 0, above)
        self._fit()
        theme.changed.connect(self._fit)

    def show_record(self, record: Record, options: Choices = ()) -> None:
        """Show the value of a record; an editor that is open stays.

        Args:
            record: The record.
            options: For a reference: ids and names to choose from.
        """
        self._several = False
        self._take(
            record[self.field.name],
            record.titles.get(self.field.name, ""),
            currency_of(self.field, record),
            options,
        )

    def show_common(self, common: Common, options: Choices = ()) -> None:
        """Show what several records have in this field.

        Args:
            common: What they have in common.
            options: For a reference: ids and names to choose from.
        """
        if self.tags is not None:
            self.tags.set_tags(common.value or (), common.some)
            return
        self._several = common.several
        self._take(common.value, common.title, common.currency, options)

    def edit(self) -> None:
        """Open the editor."""
        if self.tags is not None:
            self.tags.type()
            return
        if self._editing is not None or not self._able:
            return
        # Closed lists are long; they are looked up when one is to be chosen from.
        listed = ((None, ""), *self._options) if self._options else choices_of(self.field)
        self._choices = listed
        editor = self._make_editor()
        label = str(self.field.label)
        self._editing = ValidatedField(self._theme, label, editor, help=str(self.field.help))
        self._editing.label.setHidden(not self._named)
        if isinstance(editor, NotesEdit):
            self._bar = NotesBar(self._theme, editor)
        editor.installEventFilter(self)
        self._head.hide()
        self._holder.hide()
        if self._bar is not None:
            self._column.addWidget(self._bar)
        self._column.addWidget(self._editing, 1)
        if may_clear(self.field, editor, several=self._several):
            self.clear_button = ClearButton(self._theme, self.field)
            self.clear_button.clicked.connect(self._clear)
            low = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignBottom
            self._column.addWidget(self.clear_button, 0, low)
            QWidget.setTabOrder(editor, self.clear_button)
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

    def cancel(self) -> None:
        """Close the editor; the value of before is back."""
        self._close()
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

    # -- inside ----------------------------------------------------------------------------

    def _make_head(self) -> QWidget:
        head = QHBoxLayout()
        head.setSpacing(6)
        style: TypeName = "body" if self._may_beside else "caption"
        # One line: labels that wrap are measured at every change of the layout.
        self._label = ElidedLabel(self._theme, str(self.field.label), style, "secondary")
        head.addWidget(self._label, 1 if self._may_beside else 0)
        if self.field.custom and self.field.audience is Audience.CLIENT:
            head.addWidget(Badge(self._theme, _("Client may see it")))
        if not self._may_beside:
            head.addStretch(1)
        widget = QWidget()
        widget.setLayout(head)
        if self.field.help:
            widget.setToolTip(str(self.field.help))
        return widget

    def _take(self, value: object, title: str, currency: str, options: Choices) -> None:
        told = (value, title, currency, self._several)
        self._options = options
        if told == self._told and not self._pending:
            # Most fields stay as they are when one of them changes.
            return
        self._told, self._pending = told, False
        self._shown, self._title, self._currency = value, title, currency
        if self.tags is not None:
            self.tags.set_tags(value if isinstance(value, tuple) else ())
            return
        text = in_words(self.field, value, title=title, currency=currency)
        if self._several:
            text = _("Several values")
        if self.field.format in (Format.EMAIL, Format.URL):
            text = breakable(text)
        status = None if self._several else status_of(self.field, value)
        self.value.show_value(text, status)
        if self._link is not None:
            self._link.set_address(str(value or ""))

    def _complain(self, words: str) -> None:
        if self._editing is not None:
            self._editing.set_problem(words)
            self._grow()

    def _leave(self) -> None:
        editor, clear = self.editor(), self.clear_button
        if clear is not None and clear.hasFocus():
            return
        if editor is not None and not editor.hasFocus() and not self.problem():
            self._commit(stay=False)

    def _clear(self) -> None:
        """Empty the field in all records, which differ in it."""
        self._close()
        self._pending = True
        self.value.show_value("", None, pending=True)
        self.entered.emit("")
        self.value.setFocus()

    def _commit(self, *, stay: bool) -> None:
        entered = self._entry()
        if entered == self._begun:
            self._close()
        else:
            words = dict(self._choices)
            text = words.get(entered, "" if entered is None else str(entered))
            status = status_of(self.field, entered)
            self._close()
            self._pending = True
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
        value = self._shown
        if self._choices:
            listed: Choices = self._choices
            if self._several:
                # Nothing is chosen yet; to empty the field in all of them must be a choice too.
                listed = ((Ellipsis, _("Several values")), *listed)
            combo = ComboBox(self._theme, str(self.field.label), listed)
            combo.set_value(Ellipsis if self._several else value)
            if self._several:
                combo.setCurrentIndex(0)
            combo.activated.connect(lambda _at: self._commit(stay=True))
            return combo
        if self.field.format is Format.LONG_TEXT:
            return NotesEdit(self._theme, str(value or ""))
        line = QLineEdit()
        line.setText(to_edit(self.field, value, title=self._title, currency=self._currency))
        line.setPlaceholderText(_("Several values") if self._several else hint_of(self.field))
        line.selectAll()
        return line

    def _close(self) -> None:
        if self._editing is None:
            return
        editing, self._editing = self._editing, None
        editing.editor.removeEventFilter(self)
        for one in (editing, self._bar, self.clear_button):
            if one is not None:
                self._column.removeWidget(one)
                one.hide()
                one.deleteLater()
        self._bar = self.clear_button = None
        self._head.setVisible(self._named)
        self._holder.show()
        self._grow()

    def _fit(self) -> None:
        px = self._theme.px
        layout = self._head.layout()
        if layout is None:
            return
        self._beside = self._may_beside and self._theme.text_scale < ABOVE_FROM
        way = QBoxLayout.Direction
        self._column.setDirection(way.LeftToRight if self._beside else way.TopToBottom)
        if self._beside:
            layout.setContentsMargins(0, px(6), px(8), 0)
            self._head.setFixedWidth(px(NAMES))
        else:
            layout.setContentsMargins(px(8), 0, 0, 0)
            self._head.setMinimumWidth(0)
            self._head.setMaximumWidth(_ANY)

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
