"""Our people × theirs: who knows whom, how well, and what they are to each other."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QRect, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from acctdesk.metrics.stakeholders import STRENGTHS
from acctdesk.ui.stakeholders.bonds import BondPopover
from acctdesk.ui.stakeholders.chart.panels import Bubble
from acctdesk.ui.stakeholders.matrixmodel import MatrixModel
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import MenuButton
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.stakeholders.study import Study

MenuMaker = Callable[[QWidget], QMenu]
_DIGITS = {Qt.Key.Key_0: 0, Qt.Key.Key_1: 1, Qt.Key.Key_2: 2, Qt.Key.Key_3: 3}


class _Cells(GridView):
    """The table; digits say how well two know each other."""

    def __init__(self, theme: Theme, owner: Matrix) -> None:
        super().__init__(theme, _("Our people and theirs"), selection="cells")
        self._owner = owner

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The matrix's own keys first."""
        plain = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        rank = _DIGITS.get(Qt.Key(event.key()))
        if rank is not None and plain == Qt.KeyboardModifier.NoModifier:
            self._owner.rate(rank)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with who is chosen."""
        self._owner.open_menu(event)

    def run_command(self, action_id: str) -> bool:
        """F2 opens what Enter opens."""
        if action_id == "edit_cell":
            self._owner.ask(self.currentIndex())
            return True
        return super().run_command(action_id)


class Matrix(QWidget):
    """Their people in rows, ours in columns.

    Args:
        theme: The theme in force.
        study: The map.
    """

    details_wanted = Signal(str)
    """Somebody is to be looked at closely."""

    def __init__(self, theme: Theme, study: Study) -> None:
        super().__init__()
        self._study = study
        self._menu: MenuMaker | None = None
        self._account = ""
        self._guests: list[tuple[str, str]] = []
        self._following = False
        self.model = MatrixModel(study, self)
        self.grid = _Cells(theme, self)
        self.grid.setModel(self.model)
        self.grid.head.setSectionsClickable(False)
        self.grid.set_two_lines(True)
        self.grid.set_pinned(1)
        self.grid.set_empty(
            EmptyState(
                theme, "users", _("Nobody to know yet"),
                _("Placeholders have no row here: say who they are first."),
            )
        )  # fmt: skip
        self.setFocusProxy(self.grid)
        row = QHBoxLayout()
        self.hint = Label(
            theme, _("0 to 3 says how well they know each other; Enter says more."), "caption",
            "secondary", wrap=True,
        )  # fmt: skip
        row.addWidget(self.hint, 1)
        self.menu = QMenu()
        self.add = MenuButton(theme, _("Add one of ours"), self.menu, icon="user-plus")
        self.menu.aboutToShow.connect(self._fill_menu)
        row.addWidget(self.add)
        self._others: Sequence[tuple[str, str]] = ()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        column.addLayout(row)
        card = Card(theme, flush=True)
        card.add(self.grid, 1)
        column.addWidget(card, 1)
        self.bubble = Bubble(theme, self)
        self._anchor = QWidget(self)
        self._anchor.hide()
        self.popover = BondPopover(theme, study, self)
        self.popover.kept.connect(study.relate)
        self.grid.open_requested.connect(self.ask)
        self.grid.clear_requested.connect(lambda: self.rate(0))
        self.grid.selectionModel().currentChanged.connect(lambda *_both: self._choose())
        study.shown.connect(self._show)
        study.refused.connect(self._refuse)
        study.chosen.changed.connect(self._follow)
        self._show()

    # -- what the tab asks -----------------------------------------------------------------

    def set_menu(self, make: MenuMaker) -> None:
        """Say what makes the menu of who is chosen."""
        self._menu = make

    def run_command(self, action_id: str) -> bool:
        """A grid's commands while it has the keyboard; the tab answers those of the map."""
        return self.grid.hasFocus() and self.grid.run_command(action_id)

    def fit(self) -> None:
        """Make every column as wide as what it shows."""
        self.grid.fit_columns()

    def edit_name(self, position: str) -> None:
        """Somebody without a name has no row here: the details are opened instead."""
        self.details_wanted.emit(position)

    def panes(self) -> tuple[QWidget, ...]:
        """The table, and who can be added."""
        return (self.grid, self.add)

    # -- relationships -----------------------------------------------------------------------

    def rate(self, rank: int) -> None:
        """Say how well the two of the current cell know each other.

        Args:
            rank: 0 for not at all to 3 for in depth.
        """
        index = self.grid.currentIndex()
        card, member = self.model.person(index.row()), self.model.member(index.column())
        if card is not None and member is not None and self._study.may_change(card.position):
            self._study.relate(member[0], card.person, {"strength": STRENGTHS[rank]})

    def ask(self, index: QModelIndex) -> None:
        """Ask for everything about a relationship; of a name show the details."""
        card, member = self.model.person(index.row()), self.model.member(index.column())
        if card is None:
            return
        if member is None:
            self.details_wanted.emit(card.position)
            return
        self._anchor.setGeometry(self._box(index.row(), index.column()))
        theirs = (card.person, card.name)
        relation = self.model.relation(index.row(), index.column())
        self.popover.ask(self._anchor, member, theirs, relation, able=self._study.able)

    def add_member(self, member: str, name: str) -> None:
        """Give one of our people a column; nothing is written until something is said there."""
        self._guests.append((member, name))
        self._show()
        self.grid.fit_columns()
        last = self.model.columnCount() - 1
        self.grid.setCurrentIndex(self.model.index(max(self.grid.currentIndex().row(), 0), last))
        self.grid.setFocus()

    def open_menu(self, event: QContextMenuEvent) -> None:
        """Open the menu of who is chosen."""
        if self._menu is not None and self._study.chosen.cards:
            self._menu(self).popup(event.globalPos())

    # -- inside ----------------------------------------------------------------------------

    def _fill_menu(self) -> None:
        self.menu.clear()
        there = {member for member, _name in self.model.members()}
        for member, name in self._others:
            if member not in there:
                action = self.menu.addAction(name.replace("&", "&&"))
                action.triggered.connect(functools.partial(self._on_member, member, name))
        if self.menu.isEmpty():
            self.menu.addAction(_("Everybody has a column")).setEnabled(False)

    def _on_member(self, member: str, name: str, _checked: bool = False) -> None:
        self.add_member(member, name)

    def _take_others(self, others: Sequence[tuple[str, str]]) -> None:
        self._others = others

    def _show(self) -> None:
        seen = self._study.seen
        if seen is None:
            return
        if seen.account != self._account:
            self._account, self._guests = seen.account, []
            self._study.colleagues(self._take_others)
        self.add.setEnabled(self._study.able)
        current = self.grid.currentIndex()
        at = (current.row(), current.column())
        self._following = True
        fresh = self.model.rowCount() == 0
        anew = self.model.show_map(self._guests)
        if anew and at[0] >= 0:
            self.grid.setCurrentIndex(self.model.index(*at))
        self._following = False
        if anew and fresh:
            self.grid.fit_columns()
        if anew:
            self._follow()

    def _follow(self) -> None:
        card = self._study.card(self._study.chosen.current)
        row = self.model.row_of(card.person) if card is not None else -1
        if not self._following and row >= 0 and row != self.grid.currentIndex().row():
            self._following = True
            column = max(self.grid.currentIndex().column(), 0)
            self.grid.setCurrentIndex(self.model.index(row, column))
            self._following = False

    def _choose(self) -> None:
        card = self.model.person(self.grid.currentIndex().row())
        if not self._following and card is not None:
            self._following = True
            self._study.chosen.choose([card.position])
            self._following = False

    def _refuse(self, text: str, position: str) -> None:
        if self.isVisible():
            card = self._study.card(position)
            row = self.model.row_of(card.person) if card is not None else -1
            self.bubble.say(text, self._box(row, max(self.grid.currentIndex().column(), 0)))

    def _box(self, row: int, column: int) -> QRect:
        if row < 0:
            return QRect(self.rect().center(), self.rect().center())
        box = self.grid.visualRect(self.model.index(row, column))
        return QRect(self.grid.viewport().mapTo(self, box.topLeft()), box.size())
