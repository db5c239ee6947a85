"""What gauges follow from, in lists: agreements, services, calendars, outages, tickets."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from acctdesk.ui.service_levels.form import ADD
from acctdesk.ui.service_levels.termtables import TABLES
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, MenuButton
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import SearchField
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.steps import TabBar
from acctdesk.ui.widgets.tabled import TableModel
from acctdesk.words import Lazy, _, lazy

if TYPE_CHECKING:
    from acctdesk.ui.service_levels.reading import Terms
    from acctdesk.ui.shell.page import Shell

LISTS: Mapping[str, Lazy] = {
    "agreement": lazy("Agreements"),
    "service": lazy("Services"),
    "calendar": lazy("Calendars"),
    "exclusion": lazy("Exclusions"),
    "outage": lazy("Outages"),
    "ticket": lazy("Tickets"),
}
"""The lists, by the kind whose records they show."""
_EMPTY: Mapping[str, Lazy] = {
    "agreement": lazy("Say what was agreed: each promise is an objective of an agreement."),
    "service": lazy("Services carry the monthly charge, and are what outages are of."),
    "calendar": lazy("Calendars say when a clock runs: weekly hours, holidays, own days."),
    "exclusion": lazy("Maintenance windows and force majeure, left out once they are approved."),
    "outage": lazy("Times in which a service was down."),
    "ticket": lazy("Tickets come from the export of a service desk, or are added by hand."),
}


class SetupPart(QWidget):
    """The lists.

    Args:
        shell: The window.
        able: Whether anything can be changed.
        tickets: Whether there is a list of tickets: of one account alone.
    """

    form_wanted = Signal(str, str, object)
    """Kind, id (empty for a new record) and values that are settled already, by field."""
    words_wanted = Signal(str)
    """Only tickets with these words are to be shown."""
    approve_wanted = Signal(str)
    """An exclusion is to be approved."""

    def __init__(self, shell: Shell, *, able: bool, tickets: bool) -> None:
        super().__init__()
        theme = self._theme = shell.theme
        self._able = able
        self._terms: Terms | None = None
        self.names = [one for one in LISTS if tickets or one != "ticket"]
        self.head = PageHeader(
            theme, _("Agreements and what belongs to them"),
            _("Whatever is changed here shows in the gauges at once, and can be undone."),
        )  # fmt: skip
        self.version = Button(theme, _("New version"), icon="copy")
        self.objective = Button(theme, _("Add an objective"), icon="target")
        self.approve = Button(theme, _("Approve"), icon="check")
        self.words = SearchField(theme, _("Number or title"))
        self.words.setMaximumWidth(theme.px(260))
        menu = QMenu()
        for name in self.names:
            menu.addAction(str(ADD[name])).triggered.connect(functools.partial(self._add, name))
        self.add = MenuButton(theme, _("Add"), menu, "primary", icon="plus")
        for one in (self.words, self.version, self.objective, self.approve, self.add):
            self.head.add(one)
        self.tabs = TabBar(theme, _("Lists"), [str(LISTS[one]) for one in self.names])
        self.tabs.chosen.connect(lambda at: self.show_list(self.names[at]))
        self.grid = GridView(theme, _("Agreements"))
        self.model = TableModel(self)
        self.grid.setModel(self.model)
        self.grid.set_unfolded(True)
        self.grid.open_requested.connect(lambda index: self._open(index.row()))
        card = Card(theme, flush=True)
        top = QHBoxLayout()
        top.setContentsMargins(Space.CARD, 0, Space.CARD, 0)
        top.addWidget(self.tabs)
        card.body.addLayout(top)
        card.add(self.grid)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP + 4)
        column.addWidget(self.head)
        column.addWidget(card)
        column.addStretch(1)
        self._typing = QTimer(self)
        self._typing.setSingleShot(True)
        self._typing.setInterval(200)
        self._typing.timeout.connect(lambda: self.words_wanted.emit(self.words.text()))
        self.words.textChanged.connect(lambda _text: self._typing.start())
        self.version.clicked.connect(self._new_version)
        self.objective.clicked.connect(self._new_objective)
        self.approve.clicked.connect(self._approve)
        self.grid.selectionModel().currentChanged.connect(lambda *_both: self._offer())
        self.show_list("agreement")

    # -- what is shown ---------------------------------------------------------------------

    def list_name(self) -> str:
        """The list in front, by the kind of its records."""
        return self.names[self.tabs.current()]

    def show_list(self, name: str) -> None:
        """Show one of the lists; an unknown one changes nothing."""
        if name not in self.names:
            return
        self.tabs.set_current(self.names.index(name))
        empty = EmptyState(self._theme, "inbox", _("Nothing here yet"), str(_EMPTY[name]))
        self.grid.set_empty(empty)
        self.grid.setAccessibleName(str(LISTS[name]))
        self._fill()
        self.grid.fit_columns()

    def show_terms(self, terms: Terms) -> None:
        """Show what was read."""
        self._terms = terms
        self._fill()

    def select(self, key: str) -> None:
        """Put the keyboard's row on a record."""
        row = self.model.row_of(key)
        if row >= 0:
            self.grid.setCurrentIndex(self.model.index(row, 0))

    def panes(self) -> tuple[QWidget, ...]:
        """Head and list."""
        return (self.head, self.grid)

    # -- inside ----------------------------------------------------------------------------

    def _fill(self) -> None:
        if self._terms is not None:
            key = self.model.key(self.grid.currentIndex().row())
            self.model.show_table(TABLES[self.list_name()](self._terms))
            if key:
                self.select(key)
        self._offer()

    def _agreement(self) -> str:
        """Id of the agreement that the current row is about."""
        key = self.model.key(self.grid.currentIndex().row())
        if self._terms is None or not key:
            return ""
        for agreement in self._terms.agreements:
            keys = {f"agreement:{agreement.id}"}
            for version in agreement.versions:
                keys.add(f"agreement_version:{version.id}")
                keys |= {f"objective:{one.id}" for one in version.objectives}
            if key in keys:
                return agreement.id
        only = self._terms.agreements
        return only[0].id if len(only) == 1 else ""

    def _offer(self) -> None:
        """Offer what can be done with the current row."""
        name, able = self.list_name(), self._able
        agreed = name == "agreement"
        self.add.setVisible(able)
        self.version.setVisible(able and agreed)
        self.objective.setVisible(able and agreed)
        held = bool(self._agreement()) if agreed else False
        self.version.setEnabled(held)
        self.objective.setEnabled(held)
        self.words.setVisible(name == "ticket")
        self.approve.setVisible(able and name == "exclusion")
        key = self.model.key(self.grid.currentIndex().row())
        self.approve.setEnabled(bool(key) and not self._approved(key))

    def _approved(self, key: str) -> bool:
        rows = self._terms.records.get("exclusion", ()) if self._terms is not None else ()
        held = next((one for one in rows if f"exclusion:{one.id}" == key), None)
        return held is None or bool(held["approved_by"])

    def _add(self, name: str, _on: bool = False) -> None:
        self.form_wanted.emit(name, "", {})

    def _new_version(self) -> None:
        agreement = self._agreement()
        if agreement:
            self.form_wanted.emit("agreement_version", "", {"agreement_id": agreement})

    def _new_objective(self) -> None:
        agreement = self._agreement()
        if self._terms is None or not agreement:
            return
        [told] = [one for one in self._terms.agreements if one.id == agreement]
        if told.versions:
            self.form_wanted.emit("objective", "", {"version_id": told.versions[0].id})

    def _approve(self) -> None:
        key = self.model.key(self.grid.currentIndex().row())
        if key.startswith("exclusion:"):
            self.approve_wanted.emit(key.removeprefix("exclusion:"))

    def _open(self, row: int) -> None:
        kind, _colon, record = self.model.key(row).partition(":")
        if record and self._able:
            self.form_wanted.emit(kind, record, {})
