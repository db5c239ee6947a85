"""A small form over the page: the fields of one record of a review, made from the catalogue."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QWidget

from acctdesk.errors import Invalid, Problem
from acctdesk.services.catalogue import Format
from acctdesk.ui.entering import complaint
from acctdesk.ui.entry import CLOSED, choices_of, hint_of, to_edit
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import CheckBox, ComboBox, ValidatedField
from acctdesk.ui.widgets.layouts import Popover, PopoverPart
from acctdesk.ui.widgets.text import Label
from acctdesk.words import Lazy, _, lazy

if TYPE_CHECKING:
    from acctdesk.services.catalogue import Field
    from acctdesk.ui.reviews.reading import Draft
    from acctdesk.ui.theme.theme import Theme

WIDE = 400
TITLES: Mapping[str, tuple[Lazy, Lazy]] = {
    "promise": (lazy("Add an action"), lazy("Action")),
    "goal": (lazy("Add a goal"), lazy("Goal")),
    "decision": (lazy("Add a decision"), lazy("Decision")),
    "risk": (lazy("Add a risk"), lazy("Risk")),
    "initiative": (lazy("Add to the road map"), lazy("Initiative")),
    "agenda_item": (lazy("Add an item"), lazy("Item of the agenda")),
    "answer": (lazy("Add an answer"), lazy("Answer")),
    "meeting": (lazy("Plan a review"), lazy("Review")),
}
"""What a form is headed: of a new record, and of one that is there."""
_HIDDEN: Mapping[str, frozenset[str]] = {
    "meeting": frozenset({"account_id", "state", "template", "client_minutes"}),
    "agenda_item": frozenset({"meeting_id", "block"}),
    "promise": frozenset({"account_id", "meeting_id"}),
    "decision": frozenset({"account_id", "meeting_id"}),
    "risk": frozenset({"account_id", "meeting_id"}),
}
"""Fields that a form doesn't ask for: they follow from where it is opened."""
_LATER: Mapping[str, frozenset[str]] = {
    "promise": frozenset({"made", "state", "done", "evidence"}),
    "decision": frozenset({"state", "outcome", "day"}),
    "risk": frozenset({"state"}),
    "goal": frozenset({"progress"}),
    "answer": frozenset({"survey"}),
}
"""Fields that a form of a new record leaves for later."""
_USUAL: Mapping[str, Mapping[str, object]] = {
    "promise": {"side": "ours", "state": "open"},
    "goal": {"state": "planned"},
    "decision": {"state": "wanted"},
    "risk": {"state": "open"},
    "initiative": {"state": "planned"},
    "agenda_item": {"minutes": 10, "looks": "forward"},
    "answer": {"type": "nps"},
}
"""What a new record begins with."""


class EntryForm(Popover):
    """The fields of one record, or of one that is to be made.

    Args:
        theme: The theme in force.
        draft: What it shows.
        begun: What was typed before and not kept, by field.
        parent: The widget it belongs to.
    """

    save_wanted = Signal()
    """What was entered is to be kept; answer with `close` or `refuse`."""
    delete_wanted = Signal()
    """The record is to be deleted."""
    left = Signal()
    """It was closed without being kept."""

    def __init__(
        self, theme: Theme, draft: Draft, begun: Mapping[str, object], parent: QWidget
    ) -> None:
        new, old = TITLES[draft.kind]
        title = str(new if draft.record is None else old)
        super().__init__(theme, title, parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._theme, self.draft = theme, draft
        self.done = False
        self.body.addWidget(Label(theme, title, "strong"))
        self.part = PopoverPart(theme, title)
        self.rows: dict[str, ValidatedField] = {}
        self.ticks: dict[str, CheckBox] = {}
        usual = dict(_USUAL.get(draft.kind, {})) if draft.record is None else {}
        usual |= begun
        hidden = _HIDDEN.get(draft.kind, frozenset({"account_id"}))
        if draft.record is None:
            hidden |= _LATER.get(draft.kind, frozenset())
        for one in draft.fields:
            if one.name not in hidden and one.name != "account_id" and not one.system:
                self.part.column.addWidget(self._row(one, usual))
        self.part.column.addStretch(1)
        self.body.addWidget(self.part)
        self.problem = Label(theme, "", tone="danger", wrap=True)
        self.problem.hide()
        self.body.addWidget(self.problem)
        row = QHBoxLayout()
        self.delete = Button(theme, _("Delete"), "quiet", icon="trash-2")
        self.delete.setVisible(False)
        cancel = Button(theme, _("Cancel"), "quiet")
        self.save = Button(theme, _("Add") if draft.record is None else _("Save"), "primary")
        row.addWidget(self.delete)
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(self.save)
        self.body.addLayout(row)
        self.delete.setHidden(draft.record is None or draft.kind == "meeting")
        self.save.clicked.connect(self.save_wanted)
        self.delete.clicked.connect(self.delete_wanted)
        cancel.clicked.connect(self._cancel)

    def open_at(self, anchor: QWidget) -> None:
        """Open beneath a widget, with the keyboard in its first field."""
        self.part.fit(self, self._theme.px(WIDE))
        self.open_under(anchor)
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def entered(self) -> dict[str, object]:
        """What was entered, by field: a code, id or tick, or text as it was typed."""
        found: dict[str, object] = {name: tick.isChecked() for name, tick in self.ticks.items()}
        for name, row in self.rows.items():
            editor = row.editor
            found[name] = editor.value() if isinstance(editor, ComboBox) else row.text()
        return found

    def refuse(self, problem: Problem) -> None:
        """Say what is wrong, at its field where it has one; what was typed stays."""
        row = self.rows.get(problem.field) if isinstance(problem, Invalid) else None
        self.problem.setVisible(row is None)
        if row is not None:
            row.set_problem(complaint(problem))
            row.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            self.part.reveal(row)
        else:
            self.problem.setText(complaint(problem))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Ctrl+Enter keeps wherever one is."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if enter and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
                self.save_wanted.emit()
                return True
        return super().eventFilter(watched, event)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Tell that it was left, so that what was typed isn't lost."""
        super().closeEvent(event)
        if not self.done:
            self.left.emit()

    # -- inside ----------------------------------------------------------------------------

    def _cancel(self) -> None:
        self.done = True
        self.close()

    def _row(self, field: Field, usual: Mapping[str, object]) -> QWidget:
        record, theme = self.draft.record, self._theme
        value = record[field.name] if record is not None else None
        if field.format is Format.CHECK:
            tick = CheckBox(theme, str(field.label))
            tick.setChecked(bool(usual.get(field.name, value)))
            self.ticks[field.name] = tick
            tick.installEventFilter(self)
            return tick
        editor: QLineEdit | QPlainTextEdit | ComboBox
        if field.format is Format.REFERENCE or field.format in CLOSED:
            nothing = () if field.required else ((None, ""),)
            listed = (
                self.draft.options.get(field.target, ())
                if field.format is Format.REFERENCE
                else tuple(one for one in choices_of(field) if one[0] is not None)
            )
            editor = ComboBox(theme, str(field.label), (*nothing, *listed))
            editor.set_value(usual.get(field.name, value))
        elif field.format is Format.LONG_TEXT:
            editor = QPlainTextEdit()
            editor.setTabChangesFocus(True)
            editor.setFixedHeight(theme.px(64))
            editor.setPlainText(str(usual.get(field.name, value) or ""))
        else:
            editor = QLineEdit()
            editor.setPlaceholderText(hint_of(field))
            shown = to_edit(field, value) if field.name not in usual else str(usual[field.name])
            editor.setText(shown)
            editor.returnPressed.connect(self.save_wanted)
        editor.installEventFilter(self)
        made = ValidatedField(theme, str(field.label), editor, required=field.required)
        self.rows[field.name] = made
        return made
