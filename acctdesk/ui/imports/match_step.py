"""Step 2: which column goes where."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.exchange.intake.answers import KEEP, TICKETS
from acctdesk.exchange.intake.drafts import SheetDraft
from acctdesk.ui.imports.choicegrid import ChoiceGrid
from acctdesk.ui.imports.match_delegate import MatchDelegate
from acctdesk.ui.imports.match_model import BLANKS, HOW, MODE, SAMPLES, TARGET, MatchModel
from acctdesk.ui.imports.session import Session
from acctdesk.ui.imports.sheets import chosen_sheets
from acctdesk.ui.imports.states import States
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.ui.widgets.sides import Sides
from acctdesk.ui.widgets.status import Status
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _, _n


class MatchStep(QWidget):
    """A table of the columns, their samples, and where they go.

    Args:
        theme: The theme in force.
        session: The import.
    """

    changed = Signal()
    """Another sheet is shown, or a column goes elsewhere."""

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self._place = -1
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        self.card = Card(theme, _("Columns"), flush=True)
        self._badge = Badge(theme, "", status=Status.RISK)
        self.card.head.insertWidget(self.card.head.indexOf(self.card.title) + 1, self._badge)
        self.sheets = ComboBox(theme, _("Sheet"))
        self.sheets.currentIndexChanged.connect(self._on_sheet)
        self.card.head.addWidget(self.sheets)
        self.card.head.addWidget(
            ElidedLabel(theme, _("remembered for files from this source"), "caption", "secondary")
        )
        self.grid = ChoiceGrid(theme, _("Columns and where they go"), (TARGET, MODE), short=SAMPLES)
        self.grid.head.setSectionsClickable(False)
        self.model = MatchModel(self)
        self.grid.setModel(self.model)
        self.grid.set_pinned(True)
        self.delegate = MatchDelegate(theme, self.grid)
        for at in (TARGET, HOW, MODE, BLANKS):
            self.grid.setItemDelegateForColumn(at, self.delegate)
        self.model.decided.connect(self._on_decided)
        self.grid.clicked.connect(self._on_click)
        self.card.add(self.grid, 1)
        self.states = States(theme, session)
        column.addWidget(Sides(theme, "import-match", self.card, self.states, turned=True), 1)
        self._rest = QWidget()
        rest = QHBoxLayout(self._rest)
        rest.setContentsMargins(Space.CARD, Space.CONTROL, Space.CARD, Space.TIGHT)
        self._said = Label(theme, "", tone="secondary", wrap=True)
        rest.addWidget(self._said, 1)
        self.keep_all = Button(theme, _("Keep all as custom fields"), icon="plus")
        self.keep_all.clicked.connect(self._keep_all)
        rest.addWidget(self.keep_all)
        self.card.add(self._rest)
        session.draft_changed.connect(self.refresh)

    def refresh(self) -> None:
        """Show the columns as they are matched now."""
        sheets = chosen_sheets(self._session)
        self.sheets.blockSignals(True)
        self.sheets.clear()
        for sheet in sheets:
            label = sheet.name
            if sum(s.name == sheet.name for s in sheets) > 1:
                label = f"{sheet.file.name}: {sheet.name}"
            self.sheets.addItem(label, sheet.place)
        if self._place not in [s.place for s in sheets]:
            self._place = sheets[0].place if sheets else -1
        self.sheets.set_value(self._place)
        self.sheets.blockSignals(False)
        self.sheets.setVisible(len(sheets) > 1)
        self._show(next((s for s in sheets if s.place == self._place), None))

    def _show(self, sheet: SheetDraft | None) -> None:
        draft = self._session.draft
        tickets = draft is not None and draft.kind == TICKETS
        # Of tickets blanks keep, and what has no field isn't kept.
        self.grid.setColumnHidden(BLANKS, tickets)
        self.keep_all.setVisible(not tickets)
        fresh = self.model.show(sheet, self._session.targets, keeps=not tickets)
        self.states.refresh()
        if fresh and self.model.rowCount():
            self.grid.setCurrentIndex(self.model.index(0, TARGET))
        left = self.model.unmatched()
        self._rest.setVisible(bool(left))
        names = ", ".join(one.heading.text for one in left[:6]) + (" …" if len(left) > 6 else "")
        self._said.setText(
            _n("{n} column is left out: ", "{n} columns are left out: ", len(left)) + names
        )
        guesses = self.model.guesses()
        self._badge.setVisible(guesses > 0)
        self._badge.set_text(
            _n("{n} guess to look at", "{n} guesses to look at", guesses), Status.RISK
        )
        self.changed.emit()

    def _on_sheet(self) -> None:
        place = self.sheets.value()
        if isinstance(place, int):
            self._place = place
            self.refresh()

    def _on_decided(self, topic: str, heading: str, value: object) -> None:
        key = f"{self.model.sheet_name()}!{heading}"
        if topic == "clear":
            from dataclasses import replace

            held = self._session.answers
            clear = held.clear | {key} if value else held.clear - {key, heading}
            self._session.set_answers(replace(held, clear=frozenset(clear)))
        else:
            self._session.answer(topic, key, value)

    def _keep_all(self) -> None:
        answers = self._session.answers
        for one in self.model.unmatched():
            key = f"{self.model.sheet_name()}!{one.heading.text}"
            answers = answers.with_entry("columns", key, KEEP)
        self._session.set_answers(answers)

    def _on_click(self, index: QModelIndex) -> None:
        if index.column() in (TARGET, MODE) and index.flags() & Qt.ItemFlag.ItemIsEditable:
            self.grid.edit(index)
