"""What the files are, and of tickets how they are to be read; recognised, and switched here."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QSize
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.exchange.intake.answers import EVENT, PEOPLE, ROSTER, TICKET, TICKETS
from acctdesk.ui.imports.session import Session
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

MOST_VISIBLE = 14
"""Entries of an open list that are seen at once; typing jumps to the rest."""
WIDE = 140
"""Pixels at 100 % that the name of most time zones needs."""


class _Zones(ComboBox):
    """A list so long that measuring all its words would hold the window up."""

    def sizeHint(self) -> QSize:
        """As wide as most names."""
        return QSize(self._theme.px(WIDE), super().minimumSizeHint().height())


class What(QWidget):
    """Says what was recognised, and lets the person say otherwise.

    Args:
        theme: The theme in force.
        session: The import.
    """

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, Space.CONTROL)
        column.setSpacing(Space.TIGHT)
        label = Label(theme, _("What is this?"), "caption_strong")
        column.addWidget(label)
        self.kind = self._box(
            _("What the files are"),
            (
                (ROSTER, _("Accounts and people")),
                (PEOPLE, _("Organisation of one account")),
                (TICKETS, _("Tickets of one account")),
            ),
        )
        self.rows = self._box(
            _("What a row is"), ((TICKET, _("A row is a ticket")), (EVENT, _("A row is an event")))
        )
        self.zone = _Zones(theme, _("Time zone of the file"))
        self.zone.setMaxVisibleItems(MOST_VISIBLE)
        self.zone.setToolTip(self.zone.accessibleName())
        label.setBuddy(self.kind)
        column.addWidget(self.kind)
        self._how = QWidget()
        beside = QHBoxLayout(self._how)
        beside.setContentsMargins(0, Space.TIGHT, 0, 0)
        beside.setSpacing(Space.CONTROL)
        beside.addWidget(self.rows, 3)
        beside.addWidget(self.zone, 2)
        column.addWidget(self._how)
        self.kind.activated.connect(lambda _at: self._decide("kind", self.kind.value()))
        self.rows.activated.connect(lambda _at: self._decide("rows", self.rows.value()))
        self.zone.activated.connect(lambda _at: self._decide("zone", self.zone.value()))
        self.refresh()

    def _box(self, name: str, choices: tuple[tuple[object, str], ...]) -> ComboBox:
        box = ComboBox(self._theme, name, choices)
        box.setMaxVisibleItems(MOST_VISIBLE)
        box.setToolTip(name)
        return box

    def refresh(self) -> None:
        """Show what the files are taken for."""
        draft = self._session.draft
        tickets = draft is not None and draft.kind == TICKETS
        self.kind.set_value(draft.kind if draft is not None else ROSTER)
        self._how.setVisible(tickets)
        if draft is None or not tickets:
            return
        self.rows.set_value(draft.rows)
        if not self.zone.count():
            for zone, name in (("UTC", "UTC"), *self._session.zones):
                self.zone.addItem(_("In %s") % name, zone)
        if self.zone.findData(draft.zone) < 0:
            self.zone.addItem(_("In %s") % draft.zone, draft.zone)
        self.zone.set_value(draft.zone)

    def _decide(self, name: str, value: object) -> None:
        answers = self._session.answers
        if not isinstance(value, str):
            return
        if name == "kind":
            # Columns and words are another kind's; files and whose they are stay.
            answers = replace(answers, kind=value, columns={}, modes={}, words={}, cells={})
            if value == ROSTER:
                answers = replace(answers, account="")
        elif name == "rows":
            answers = replace(answers, rows=value)
        else:
            answers = replace(answers, zone=value)
        if answers != self._session.answers:
            self._session.set_answers(answers)
