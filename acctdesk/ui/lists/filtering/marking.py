"""The small surface that says what stands out in a list."""

from __future__ import annotations

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.services.catalogue import Field
from acctdesk.services.filters import Condition, Op
from acctdesk.services.view import TONES, Mark, Tone
from acctdesk.ui.lists.filtering.row import ConditionRow, choices_for, ops_offered
from acctdesk.ui.lists.model import ListModel
from acctdesk.ui.lists.state import ViewState
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import CheckBox, ComboBox
from acctdesk.ui.widgets.layouts import Popover, PopoverPart
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, lazy

TONE_LABELS = {
    "good": lazy("Good"),
    "warn": lazy("Watch"),
    "bad": lazy("Act"),
    "info": lazy("Note"),
}

WIDE = 620
"""Pixels at 100 %."""


class _MarkRow(QWidget):
    """One mark: its condition, its tone, and how far it reaches."""

    def __init__(self, popover: MarksPopover, mark: Mark) -> None:
        super().__init__()
        theme = popover.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        self.row = ConditionRow(
            theme, popover.fields, popover.model.offers, popover.today, mark.condition
        )
        self.row.changed.connect(popover.apply)
        self.row.removed.connect(lambda: popover.drop(self))
        column.addWidget(self.row)
        line = QHBoxLayout()
        line.setSpacing(Space.CONTROL)
        self.tone = ComboBox(theme, _("Meaning"), [(one, str(TONE_LABELS[one])) for one in TONES])
        self.tone.set_value(mark.tone)
        self.tone.activated.connect(lambda _at: popover.apply())
        line.addWidget(Label(theme, _("means"), "caption", "secondary"))
        line.addWidget(self.tone)
        self.whole = CheckBox(theme, _("Mark the whole row"))
        self.whole.setChecked(mark.whole_row)
        self.whole.toggled.connect(lambda _on: popover.apply())
        line.addWidget(self.whole)
        line.addStretch(1)
        column.addLayout(line)

    def mark(self) -> Mark | None:
        """The mark; None while its value is missing."""
        condition = self.row.condition()
        if condition is None:
            return None
        tone: Tone = next(one for one in TONES if one == self.tone.value())
        op = Op(condition.op)
        return Mark(condition.field, op, condition.value, tone, self.whole.isChecked())


class MarksPopover(Popover):
    """The conditional marks of a list; what is entered counts at once.

    Args:
        theme: The theme in force.
        state: The view in force.
        model: Knows the fields, and what can be chosen.
        parent: The list's page; tells the day.
    """

    def __init__(self, theme: Theme, state: ViewState, model: ListModel, parent: QWidget) -> None:
        super().__init__(theme, _("Marks"), parent)
        self.theme, self.model, self._state = theme, model, state
        self.fields: dict[str, Field] = {one.name: one for one in model.fields()}
        self.today = parent.desk.context.today  # type: ignore[attr-defined]
        self.body.addWidget(Label(theme, _("Mark values that stand out"), "strong"))
        note = _("A mark has a shape and a colour; the first one that holds counts.")
        self.body.addWidget(Label(theme, note, "caption", "secondary", wrap=True))
        self.part = PopoverPart(theme, _("Marks"))
        self.part.column.setSpacing(Space.CARD_GAP)
        self.body.addWidget(self.part)
        self.rows: list[_MarkRow] = []
        foot = QHBoxLayout()
        self.more = Button(theme, _("Add mark"), "quiet", icon="plus")
        self.more.clicked.connect(self.add)
        foot.addWidget(self.more)
        foot.addStretch(1)
        done = Button(theme, _("Done"), "secondary")
        done.clicked.connect(self.close)
        foot.addWidget(done)
        self.body.addLayout(foot)
        for mark in state.view.marks:
            if mark.field in self.fields:
                self._put(mark)
        self.fit()

    def fit(self) -> None:
        """Make it as high as its marks need, within the window; more of them scroll."""
        self.part.fit(self, self.theme.px(WIDE))
        self.adjustSize()

    def begin(self) -> None:
        """Give the first mark the keyboard; add one where there is none."""
        if self.rows:
            self.rows[0].row.begin()
        else:
            self.add()

    def add(self) -> None:
        """Add a mark."""
        used = {one.row.field.value() for one in self.rows}
        shown = [one.field for one in self._state.columns() if one.field in self.fields]
        name = next((one for one in shown[1:] if one not in used), next(iter(self.fields)))
        field = self.fields[name]
        op = ops_offered(field, choices_for(field, self.model.offers))[0]
        row = self._put(Mark(name, op, Condition(name, op).value, "warn"))
        row.row.begin()
        self.apply()
        self.part.reveal(row)

    def drop(self, row: _MarkRow) -> None:
        """Take a mark away."""
        self.rows.remove(row)
        self.part.column.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.apply()
        self.more.setFocus()

    def apply(self) -> None:
        """Make what is entered hold."""
        marks = (one.mark() for one in self.rows)
        kept = tuple(one for one in self._state.view.marks if one.field not in self.fields)
        self._state.change(marks=(*(one for one in marks if one is not None), *kept))
        self.fit()

    def _put(self, mark: Mark) -> _MarkRow:
        row = _MarkRow(self, mark)
        self.rows.append(row)
        self.part.column.addWidget(row)
        row.show()
        return row
