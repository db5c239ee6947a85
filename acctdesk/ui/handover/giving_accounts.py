"""Step 1: which accounts are handed over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.ui.handover.giving_models import AccountsModel
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.chip import Chip
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import SearchField
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.low import unfold_when_low
from acctdesk.ui.widgets.pieces import clear
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.ui.handover.giving_session import GivingSession
    from acctdesk.ui.handover.reading import Offered
    from acctdesk.ui.theme.theme import Theme

MOST_CHIPS = 12
"""Chosen accounts that are named one by one before they are only counted."""


class _Grid(GridView):
    """The accounts: Space ticks the row one is in, in whatever column."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter tick."""
        ticks = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)
        held = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        model = self.model()
        if event.key() in ticks and not held and isinstance(model, AccountsModel):
            model.turn(self.currentIndex().row())
            return
        super().keyPressEvent(event)


class AccountsStep(QWidget):
    """A search, the accounts with a box each, and the chosen ones.

    Args:
        theme: The theme in force.
        session: The hand-over.
    """

    def __init__(self, theme: Theme, session: GivingSession) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        tools = QWidget()
        row = FlowLayout(tools, Space.CONTROL)
        self.box = SearchField(theme, _("Search accounts"))
        row.addWidget(self.box)
        self.mine = Button(theme, _("All my accounts"), icon="users")
        self.mine.clicked.connect(self._take_mine)
        row.addWidget(self.mine)
        self.every = Button(theme, _("All that are listed"))
        self.every.clicked.connect(self._take_listed)
        row.addWidget(self.every)
        self.none = Button(theme, _("None"))
        self.none.setAccessibleName(_("Choose none"))
        self.none.clicked.connect(lambda: session.decide(accounts=()))
        row.addWidget(self.none)
        column.addWidget(tools)
        self.model = AccountsModel(self)
        self.grid = _Grid(theme, _("Accounts to hand over"))
        self.grid.setModel(self.model)
        self.grid.head.setSectionsClickable(False)
        unfold_when_low(theme, self.grid)
        card = Card(theme, flush=True)
        card.add(self.grid, 1)
        column.addWidget(card, 1)
        self.said = Label(theme, "", "strong")
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips, Space.CONTROL)
        column.addWidget(self.said)
        column.addWidget(self._chips)
        self._told: tuple[str, ...] | None = None
        self.box.textChanged.connect(self._find)
        self.box.returnPressed.connect(self._take_first)
        self.grid.clicked.connect(self._on_click)
        self.model.ticked.connect(lambda account, on: session.choose(account, on=on))
        session.offered.connect(self._on_offered)
        session.changed.connect(self.follow)
        theme.changed.connect(self._fit)
        self._fit()
        self._on_offered()
        self.follow()

    def start(self) -> QWidget:
        """What has the keyboard first."""
        return self.box

    def _fit(self) -> None:
        self.box.setFixedWidth(self._theme.px(300))

    def _on_offered(self) -> None:
        offer = self._session.offer
        if offer is None:
            return
        self.model.show(offer.accounts)
        self.grid.setColumnHidden(
            AccountsModel.CAME_FROM, not any(one.came_from for one in offer.accounts)
        )
        self.grid.fit_columns()
        self._say_nothing()
        self.mine.setVisible(any(one.mine for one in offer.accounts))
        self._told = None
        self.follow()

    def _say_nothing(self) -> None:
        if self.model.rowCount() or self._session.offer is None:
            return
        if self.box.text().strip():
            empty = EmptyState(
                self._theme, "search", _("No account has these words"), _("Try fewer letters."),
                _("Show all accounts"),
            )  # fmt: skip
            empty.pressed.connect(self.box.clear)
        else:
            empty = EmptyState(
                self._theme, "building-2", _("No accounts yet"),
                _("Add accounts or import a roster first."),
            )  # fmt: skip
        self.grid.set_empty(empty)

    def _find(self, words: str) -> None:
        self.model.find(words)
        self._say_nothing()

    def _on_click(self, index: QModelIndex) -> None:
        # The box itself is turned over by its cell.
        if index.column() != 0:
            self.model.turn(index.row())

    def _take_first(self) -> None:
        """Enter in the search ticks what alone is left of it."""
        if self.model.rowCount() == 1:
            self.model.turn(0)
            self.box.selectAll()

    def _take_mine(self) -> None:
        offer = self._session.offer
        if offer is not None:
            self._take([one for one in offer.accounts if one.mine])

    def _take_listed(self) -> None:
        self._take(self.model.shown())

    def _take(self, accounts: list[Offered]) -> None:
        held = self._session.draft.accounts
        more = [one.id for one in accounts if one.id not in set(held)]
        self._session.decide(accounts=(*held, *more))

    def follow(self) -> None:
        """Show what was chosen."""
        chosen = self._session.draft.accounts
        self.model.set_chosen(chosen)
        self.none.setEnabled(bool(chosen))
        names = self._session.names()
        if names == self._told:
            return
        self._told = names
        self.said.setText(
            _n("{n} account chosen", "{n} accounts chosen", len(names))
            if names
            else _("No account chosen yet")
        )
        focused = self.focusWidget()
        focus = focused is not None and self._chips.isAncestorOf(focused)
        clear(self._flow)
        for account, name in list(zip(chosen, names, strict=False))[:MOST_CHIPS]:
            chip = Chip(self._theme, name)
            chip.removed.connect(lambda account=account: self._session.choose(account, on=False))
            chip.clicked.connect(lambda account=account: self._session.choose(account, on=False))
            self._flow.addWidget(chip)
        if len(names) > MOST_CHIPS:
            rest = len(names) - MOST_CHIPS
            self._flow.addWidget(
                Label(self._theme, _n("and {n} more", "and {n} more", rest), tone="secondary")
            )
        self._chips.setVisible(bool(names))
        if focus:
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
