"""The ledger: every interval of a ticket or an outage, and why it counted or didn't."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.ui.record.explained import Explained, Meaning
from acctdesk.ui.service_levels import said, tables
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.tabled import TableModel
from acctdesk.ui.widgets.text import Label
from acctdesk.words import Lazy, _, lazy

if TYPE_CHECKING:
    from acctdesk.services.service_detail import LedgerTold
    from acctdesk.ui.shell.page import Shell

NOTES: dict[str, Lazy] = {
    "out_of_order": lazy("Its events were out of order; they were put in order of time."),
    "no_opening": lazy("Nothing says when it was opened; its first event is taken."),
    "before_opening": lazy("Something is dated before its opening."),
    "reopened_unsaid": lazy("It was worked on after it was resolved, without being reopened."),
    "closed_unresolved": lazy("It was closed without being resolved; that is taken for both."),
}
"""What was odd about the events of a ticket."""


class LedgerPart(QWidget):
    """One ledger.

    Args:
        shell: The window.
        able: Whether anything can be changed.
    """

    edit_wanted = Signal(str, str)
    """Kind ("ticket" or "outage") and id of the record that is to be corrected."""
    export_wanted = Signal()
    """It is to be written to a file."""

    def __init__(self, shell: Shell, *, able: bool) -> None:
        super().__init__()
        theme = self._theme = shell.theme
        self._told: LedgerTold | None = None
        self.head = PageHeader(theme, _("Ledger"), " ")
        self.edit = Button(theme, _("Correct the ticket"), icon="pencil")
        self.export = Button(theme, _("Export"), "primary", icon="download")
        if able:
            self.head.add(self.edit)
        self.head.add(self.export)
        self._figures = Card(theme)
        inner = QWidget()
        flow = FlowLayout(inner, Space.PAGE)
        self.counted, self.target, self.due = (Explained(theme) for _one in range(3))
        self.paused, self.excluded, self.outside = (Explained(theme) for _one in range(3))
        self._all = (self.counted, self.target, self.due, self.paused, self.excluded, self.outside)
        for one in self._all:
            flow.addWidget(one)
        self._figures.add(inner)
        self.notes = Label(theme, "", "body", "secondary", wrap=True)
        self.notes.hide()
        self.grid = GridView(theme, _("Every interval"))
        self.model = TableModel(self)
        self.grid.setModel(self.model)
        self.grid.set_empty(EmptyState(theme, "clock", _("Nothing is known of it")))
        self.grid.set_unfolded(True)
        card = Card(theme, flush=True)
        card.add(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP + 4)
        for part in (self.head, self._figures, self.notes, card):
            column.addWidget(part)
        column.addStretch(1)
        self.edit.clicked.connect(self._edit)
        self.export.clicked.connect(self.export_wanted)

    def told(self) -> LedgerTold | None:
        """What is shown."""
        return self._told

    def show_ledger(self, told: LedgerTold) -> None:
        """Show a ledger."""
        fresh = self._told is None or self._told.record != told.record
        self._told = told
        self.head.set_title(told.number or _("Outage"))
        outcome = str(tables.OUTCOMES.get(told.outcome, "")) if told.outcome else ""
        clock = {
            "response": _("time to the first response"), "resolution": _("time to resolution"),
        }.get(told.clock, _("downtime"))  # fmt: skip
        self.head.set_note(" · ".join(filter(None, (told.title, told.name, clock, outcome))))
        outage = told.kind == "outage"
        self.edit.set_text(_("Correct the outage") if outage else _("Correct the ticket"))
        self._show_figures(told, outage=outage)
        notes = [str(NOTES[one]) for one in told.notes if one in NOTES]
        self.notes.setText(" ".join(notes))
        self.notes.setVisible(bool(notes))
        self.model.show_table(tables.ledger(told))
        if fresh:
            self.grid.fit_columns()

    def panes(self) -> tuple[QWidget, ...]:
        """Head, figures and rows."""
        return (self.head, self._figures, self.grid)

    def _show_figures(self, told: LedgerTold, *, outage: bool) -> None:
        over = told.target is not None and told.counted > told.target
        basis = _("{n} intervals, times of {zone}").format(
            n=len(told.ledger.entries), zone=told.zone
        )
        counted = Meaning(
            _("Downtime that counts") if outage else _("Counted"),
            _("Working time in which the clock ran: the sum of the intervals that counted."),
            basis,
        )
        self.counted.set_value(
            said.duration(told.counted), counted, tone="danger" if over else "text"
        )
        target = said.duration(told.target) if told.target is not None else ""
        note = ""
        if told.target is not None:
            spare = told.target - told.counted
            words = said.duration(abs(spare))
            note = (_("%s over") if spare < dt.timedelta() else _("%s to spare")) % words
        self.target.set_value(
            target, Meaning(_("Allowed"), _("What the agreement allows, in working time.")),
            note=note,
        )  # fmt: skip
        due = tables.local(told.due, told.zone) if told.due is not None else ""
        self.due.set_value(
            due,
            Meaning(
                _("Due"),
                _("The earliest moment by which the time allowed has been counted."),
            ),
        )
        for widget, kind, title, why in (
            (self.paused, "paused", _("Paused"),
             _("Working time in which the clock was stopped, such as while the client was asked.")),
            (self.excluded, "excluded", _("Excluded"),
             _("Time that an approved exclusion of the agreement leaves out.")),
            (self.outside, "outside", _("Outside"),
             _("Time outside the agreed hours: nights, weekends, holidays.")),
        ):  # fmt: skip
            total = told.ledger.total(kind)
            widget.set_value(said.duration(total) if total else "", Meaning(title, why, basis))
        self.target.setVisible(not outage)
        self.due.setVisible(not outage)
        self.paused.setVisible(not outage)

    def _edit(self) -> None:
        if self._told is not None:
            self.edit_wanted.emit(self._told.kind, self._told.record)
