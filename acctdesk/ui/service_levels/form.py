"""A form for whatever gauges follow from, made from the catalogue; kept as one change."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QGridLayout,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QVBoxLayout,
    QWidget,
)

from acctdesk.errors import Invalid, Problem
from acctdesk.services.catalogue import Format
from acctdesk.ui.entering import complaint
from acctdesk.ui.entry import CLOSED, choices_of, hint_of, to_edit
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.fields import ComboBox, ValidatedField
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.text import Label
from acctdesk.words import Lazy, _, lazy

if TYPE_CHECKING:
    from acctdesk.services.catalogue import Field
    from acctdesk.ui.service_levels.reading import Draft
    from acctdesk.ui.theme.theme import Theme

WIDE = 640
"""Width at 100 % from which two fields stand side by side."""
ADD: Mapping[str, Lazy] = {
    "agreement": lazy("Add an agreement"),
    "agreement_version": lazy("New version of the agreement"),
    "objective": lazy("Add an objective"),
    "service": lazy("Add a service"),
    "calendar": lazy("Add a calendar"),
    "exclusion": lazy("Add an exclusion"),
    "outage": lazy("Add an outage"),
    "ticket": lazy("Add a ticket"),
}
"""What a form for a new record is headed."""
EDIT: Mapping[str, Lazy] = {
    "agreement": lazy("Agreement"),
    "agreement_version": lazy("Version of the agreement"),
    "objective": lazy("Objective"),
    "service": lazy("Service"),
    "calendar": lazy("Calendar"),
    "exclusion": lazy("Exclusion"),
    "outage": lazy("Outage"),
    "ticket": lazy("Ticket"),
}
"""What a form for a record is headed, before its name."""
_TIMED = frozenset({"response", "resolution"})
_ONLY: Mapping[str, frozenset[str]] = {
    "minutes": _TIMED,
    "pauses": _TIMED,
    "priorities": _TIMED | {"first_contact", "throughput"},
    "calendar_id": _TIMED | {"availability"},
    "by_users": frozenset({"availability"}),
    "unit": frozenset({"quality", "satisfaction", "custom"}),
    "gathering": frozenset({"quality", "satisfaction", "custom"}),
    "warning": frozenset({"quality", "satisfaction", "custom", "throughput"}),
    "direction": frozenset({"quality", "satisfaction", "custom", "throughput"}),
}
"""Fields of an objective that mean something for some kinds only."""
_FIRST: Mapping[str, Mapping[str, str]] = {
    "objective": {"type": "response", "period": "month", "direction": "up"},
    "exclusion": {"type": "maintenance"},
    "calendar": dict.fromkeys(
        ("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-17:00"
    ),
}
"""What a new record begins with."""
_HIDDEN = frozenset({"version_id", "source", "state"})


class FormPart(QWidget):
    """The fields of one record, or of one that is to be made.

    Args:
        theme: The theme in force.
    """

    save_wanted = Signal()
    """What was entered is to be kept; answer with `refuse`, or show something else."""
    cancelled = Signal()
    """Nothing is to be kept."""
    delete_wanted = Signal()
    """The record is to be deleted."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        self._draft: Draft | None = None
        self._preset: Mapping[str, str] = {}
        self._said = ""
        self.rows: dict[str, ValidatedField] = {}
        self.head = PageHeader(theme, "", " ")
        self._card = Card(theme)
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(Space.PAGE)
        self._grid.setVerticalSpacing(Space.CARD_GAP)
        self._card.body.addLayout(self._grid)
        self.problem = Label(theme, "", tone="danger", wrap=True)
        self.problem.hide()
        self.delete = Button(theme, _("Delete"), "quiet", icon="trash-2")
        self.cancel = Button(theme, _("Cancel"), "quiet")
        self.save = Button(theme, _("Save"), "primary")
        row = QHBoxLayout()
        row.addWidget(self.delete)
        row.addStretch(1)
        row.addWidget(self.cancel)
        row.addWidget(self.save)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP + 4)
        column.addWidget(self.head)
        column.addWidget(self._card)
        column.addWidget(self.problem)
        column.addLayout(row)
        column.addStretch(1)
        self.save.clicked.connect(self.save_wanted)
        self.cancel.clicked.connect(self.cancelled)
        self.delete.clicked.connect(self.delete_wanted)
        theme.changed.connect(self._arrange)

    def draft(self) -> Draft | None:
        """What is shown."""
        return self._draft

    def show_draft(self, draft: Draft, preset: Mapping[str, str]) -> None:
        """Show the fields of a record.

        Args:
            draft: The record, or a new one.
            preset: Values that are settled already, by field; their fields aren't shown.
        """
        self._draft, self._preset = draft, preset
        record = draft.record
        if record is None:
            self.head.set_title(str(ADD[draft.kind]))
            self.head.set_note(_("Fields with a star are needed."))
        else:
            name = " ".join(filter(None, (str(EDIT[draft.kind]), record.title)))
            self.head.set_title(name)
            self.head.set_note("")
        self.delete.setVisible(record is not None)
        self.problem.hide()
        for row in self.rows.values():
            self._grid.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows, self._said = {}, ""
        for field in draft.fields:
            if field.name in preset or field.name in _HIDDEN or field.custom:
                continue
            self.rows[field.name] = self._row(field)
        kind = self.rows.get("type")
        if draft.kind == "objective" and kind is not None and isinstance(kind.editor, ComboBox):
            kind.editor.activated.connect(lambda _at: self._arrange())
        self._arrange()
        first = next(iter(self.rows.values()), None)
        if first is not None:
            first.editor.setFocus(Qt.FocusReason.OtherFocusReason)

    def entered(self) -> dict[str, object]:
        """What was entered, by field: a code or id, or text as it was typed."""
        found: dict[str, object] = dict(self._preset)
        for name, row in self.rows.items():
            if not self._counts(name):
                continue
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
        else:
            self.problem.setText(complaint(problem))

    def panes(self) -> tuple[QWidget, ...]:
        """The fields."""
        return (self,)

    # -- inside ----------------------------------------------------------------------------

    def _row(self, field: Field) -> ValidatedField:
        draft, theme = self._draft, self._theme
        assert draft is not None  # noqa: S101 - rows are made of a draft
        record = draft.record
        value = record[field.name] if record is not None else None
        if record is None:
            value = _FIRST.get(draft.kind, {}).get(field.name)
        editor: QLineEdit | QPlainTextEdit | ComboBox
        if field.format is Format.REFERENCE or field.format in CLOSED | {Format.CHECK}:
            if field.format is Format.REFERENCE:
                nothing = () if field.required else ((None, ""),)
                choices = (*nothing, *draft.options.get(field.target, ()))
            else:
                choices = choices_of(field)
            editor = ComboBox(theme, str(field.label), choices)
            editor.set_value(value)
            if field.format is Format.TIME_ZONE and value is None:
                editor.set_value(_here())
        elif field.format is Format.LONG_TEXT:
            editor = QPlainTextEdit()
            editor.setTabChangesFocus(True)
            editor.setPlainText(str(value or ""))
            editor.setFixedHeight(theme.px(76))
        else:
            editor = QLineEdit()
            editor.setPlaceholderText(hint_of(field))
            title = record.titles.get(field.name, "") if record is not None else ""
            currency = str(record["currency"] or "") if field.format is Format.MONEY and (
                record is not None and "currency" in record.values) else ""  # fmt: skip
            editor.setText(to_edit(field, value, title=title, currency=currency))
            editor.returnPressed.connect(self.save_wanted)
        # What holds for all days of a week is said once.
        words = str(field.help or "")
        shown, self._said = "" if words == self._said else words, words
        made = ValidatedField(theme, str(field.label), editor, help=shown, required=field.required)
        # Without a parent it would be a window of its own as soon as it is shown.
        made.setParent(self._card)
        return made

    def _counts(self, name: str) -> bool:
        """Whether a field means something for the kind of objective that is chosen."""
        row = self.rows.get("type")
        if self._draft is None or self._draft.kind != "objective" or row is None:
            return True
        editor = row.editor
        kind = editor.value() if isinstance(editor, ComboBox) else ""
        return name not in _ONLY or kind in _ONLY[name]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two fields side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= self._theme.px(WIDE) else 1
        at = 0
        top = Qt.AlignmentFlag.AlignTop
        for name, row in self.rows.items():
            counts = self._counts(name)
            self._grid.removeWidget(row)
            if counts:
                self._grid.addWidget(row, at // columns, at % columns, top)
                at += 1
            row.setVisible(counts)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)


def _here() -> str:
    """The computer's own time zone, where it can be told."""
    import datetime as dt
    from pathlib import Path

    link = Path("/etc/localtime")
    if link.is_symlink():
        parts = link.resolve().parts
        if "zoneinfo" in parts:
            return "/".join(parts[parts.index("zoneinfo") + 1 :])
    return "Europe/London" if dt.datetime.now().astimezone().utcoffset() == dt.timedelta() else ""
