"""The Accounts page: find, compare, edit, add and delete accounts in one grid."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QMouseEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.services.query import Sort
from acctdesk.ui.accounts.columns import Columns
from acctdesk.ui.accounts.commands import Commands
from acctdesk.ui.accounts.filters import FilterBar
from acctdesk.ui.accounts.footer import Footer
from acctdesk.ui.accounts.model import AccountsModel
from acctdesk.ui.accounts.reading import Filter, View, look, page
from acctdesk.ui.accounts.selection import Selection
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.entering import complaint
from acctdesk.ui.preferences import Preferences
from acctdesk.ui.shell.page import Page, Params, Place, Shell
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.line import Line
from acctdesk.words import _, _n, number

if TYPE_CHECKING:
    from acctdesk.ui.prompt import NamePrompt

_KINDS = {"account", "member", "custom_field", "custom_value"}
"""What this page shows something of."""


class AccountsGrid(GridView):
    """The grid; a double click on a name opens the account instead of editing the name."""

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open by the name; edit elsewhere."""
        index = self.indexAt(event.position().toPoint())
        model = self.model()
        if isinstance(model, AccountsModel) and index.column() == model.column("name"):
            self.open_requested.emit(index)
        else:
            super().mouseDoubleClickEvent(event)


class AccountsPage(Page):
    """The book of accounts.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
        preferences: Say how close the rows stand.
    """

    def __init__(
        self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo, preferences: Preferences
    ) -> None:
        super().__init__(shell)
        self._desk, self._tasks, self._undo = desk, tasks, undo
        self._sort: tuple[Sort, ...] = ()
        self._dirty: set[str] = set()
        self._all_dirty = False
        self._reveal: tuple[str, ...] = ()
        self._total = 0
        self._unfit = False
        self._list = Latest(tasks, self)
        self._build()
        self._wire()
        self._preferences = preferences
        self._densify()
        preferences.changed.connect(self._densify)

    # -- what the window asks --------------------------------------------------------------

    def activated(self, params: Params) -> None:
        """Show the list, and what the place names: records to select, or the wish for a new one."""
        if "reveal" in params:
            self.reveal(tuple(params["reveal"].split(",")))
        if "new" in params:
            self.run_command("new")
        self._tell_selection()

    def refresh(self) -> None:
        """Read the list again, and of its records those that changed."""
        query = self.filters.filter().query(self._sort)
        dirty, everything = frozenset(self._dirty), self._all_dirty
        top = max(self.grid.rowAt(0), 0)
        self._list.read(
            lambda: look(self._desk, query, dirty, top),
            functools.partial(self._show, dirty, everything),
        )

    def state(self) -> dict[str, object]:
        """Columns, order and filter."""
        shown = self.filters.filter()
        values = {name: list(codes) for name, codes in shown.values.items()}
        return {**self._columns.state(), "words": shown.words, "values": values}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take back columns, order and filter."""
        self._sort = self._columns.restore(state)
        values = state.get("values")
        words = state.get("words")
        if isinstance(values, dict):
            held = {str(n): c for n, c in values.items() if isinstance(c, list)}
            self.filters.set_filter(words if isinstance(words, str) else "", held)

    def panes(self) -> tuple[QWidget, ...]:
        """Filter and grid."""
        return (self.filters, self.grid)

    def run_command(self, action_id: str) -> bool:
        """Do what an action of the window means here.

        Returns:
            Whether it means something here.
        """
        if action_id == "new":
            if not self._desk.read_only:
                self._new.ask(self.add_button)
        elif action_id in ("find", "filter"):
            self.filters.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.filters.box.selectAll()
        elif action_id == "account.delete":
            self.delete_selected()
        else:
            return self.grid.run_command(action_id)
        return True

    def reveal_change(self, change: Change) -> bool:
        """Select the accounts that a change touched.

        Returns:
            Whether it touched any.
        """
        touched = change.touched.get("account")
        if not touched:
            return False
        self.reveal(tuple(touched))
        return True

    def reveal(self, records: Sequence[str]) -> None:
        """Select accounts, as soon as they have been read; the filter goes if it hides them."""
        self._reveal = tuple(records)
        self.mark_stale()

    # -- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        column.setSpacing(Space.CARD_GAP)
        self._head = PageHeader(theme, _("Accounts"))
        self._count = Badge(theme, "")
        self._head.add_beside(self._count)
        self._columns_button = Button(theme, _("Columns"), icon="columns-3")
        self._head.add(self._columns_button)
        self.add_button = Button(theme, _("New account"), "primary", icon="plus")
        self.add_button.setEnabled(not self._desk.read_only)
        self._head.add(self.add_button)
        column.addWidget(self._head)
        self.filters = FilterBar(theme)
        column.addWidget(self.filters)
        above = column.count()
        self.model = AccountsModel(self, writable=not self._desk.read_only)
        self.grid = AccountsGrid(theme, _("Accounts"))
        self.grid.setModel(self.model)
        self._columns = Columns(theme, self.grid, self.model)
        self._selection = Selection(self.grid, self.model)
        self._footer = Footer(theme)
        card = Card(theme, flush=True)
        card.add(self.grid, 1)
        card.add(Line(theme))
        card.add(self._footer)
        column.addWidget(card, 1)
        self._commands = Commands(self, self._desk, self._tasks, self._undo, self.model, self.grid)
        column.insertWidget(above, self._commands.place)

    @functools.cached_property
    def _new(self) -> NamePrompt:
        from acctdesk.ui.prompt import NamePrompt

        prompt = NamePrompt(self.theme, _("New account"), _("Add account"), self)
        prompt.wanted.connect(self._create)
        return prompt

    def _wire(self) -> None:
        self.filters.changed.connect(self._on_filter)
        self._columns_button.clicked.connect(self._choose_columns)
        self.add_button.clicked.connect(lambda: self.run_command("new"))
        self.model.page_wanted.connect(self._read_page)
        self.model.edited.connect(self._commands.keep)
        self.grid.open_requested.connect(self._open)
        self.grid.sort_requested.connect(self._on_sort)
        self.grid.pasted.connect(self._commands.paste)
        self.grid.fill_requested.connect(self._commands.fill)
        self.grid.selectionModel().selectionChanged.connect(lambda *_both: self._tell_selection())
        self._tasks.changed.connect(self._on_change)
        # Its key means something else elsewhere: it is heard in the grid alone.
        self.grid.addAction(self.shell.action_set.action("account.delete"))

    def _densify(self) -> None:
        self.grid.set_compact(self._preferences.compact)

    # -- reading ---------------------------------------------------------------------------

    def _show(self, dirty: frozenset[str], everything: bool, view: View) -> None:
        self._dirty -= dirty
        if everything:
            self._all_dirty = False
            self.model.store.forget_all()
        selected, current = self.selected(), self._selection.current()
        fresh, was_empty = view.fields != self.model.fields(), not self.model.rowCount()
        if fresh:
            self._columns.lay_out(view.fields)
        self.model.set_options("member", view.owners)
        if view.parents is not None:
            self.model.set_options("account", view.parents)
        self.model.set_ids(view.ids, view.records)
        self.filters.offer(view.fields, view.owners)
        self._total = view.total
        if self.selected() != selected:
            self._selection.select(selected, current)
        self._unfit = self._unfit or fresh or was_empty
        # The first list stands at its kept widths; measuring it would take longer than reading it.
        if self._unfit and not (view.early and self._columns.kept):
            self._unfit = False
            self._columns.refit()
        focus = self.window().focusWidget()
        if fresh and view.ids and (focus is None or not self.isAncestorOf(focus)):
            # What is typed at the first moment looks for a client; in the grid it would rename one.
            self.filters.box.setFocus(Qt.FocusReason.OtherFocusReason)
        self._follow_reveal()
        self._show_counts()
        self._set_empty()
        self._tell_selection()
        self._footer.set_sums(view.sums)
        if view.early:
            self._tasks.wait(self, self._desk.ready, lambda _none: self.mark_stale())

    def _read_page(self, ids: Sequence[str]) -> None:
        def failed(problem: Problem) -> None:
            self.model.store.ask_again([self.model.store.row_of(one) for one in ids])
            self._tasks.problem.emit(problem)

        self._tasks.read(self, lambda: page(self._desk, ids), self.model.put, failed)

    def _on_change(self, change: Change) -> None:
        touched = {kind: ids for kind, ids in change.touched.items() if kind in _KINDS}
        if not touched:
            return
        accounts = touched.get("account", frozenset())
        if accounts is None or touched.keys() - {"account"}:
            self._all_dirty = True
        else:
            self._dirty |= accounts
        self.mark_stale()

    def _on_filter(self, _filter: Filter) -> None:
        self.grid.scrollToTop()
        self.refresh()

    def _on_sort(self, column: int, descending: bool) -> None:
        self._sort = (Sort(self.model.fields()[column].name, descending),)
        self.refresh()

    def _show_counts(self) -> None:
        self._count.set_text(number(self._total))
        self._footer.set_count(self.model.rowCount(), self._total)
        self.shell.set_badge("accounts", number(self._total) if self._total else "")
        self.filters.setEnabled(self._total > 0)
        self._columns_button.setEnabled(self._total > 0)

    def _set_empty(self) -> None:
        if self.model.rowCount():
            return
        from acctdesk.ui.widgets.empty import EmptyState

        if self.filters.filter().active and self._total:
            empty = EmptyState(
                self.theme, "search", _("No account fits"),
                _("Take words or choices out of the filter."), _("Clear filter"),
            )  # fmt: skip
            empty.pressed.connect(self.filters.clear)
        elif self._desk.read_only:
            empty = EmptyState(self.theme, "building-2", _("No accounts yet"))
        else:
            empty = EmptyState(
                self.theme, "building-2", _("No accounts yet"),
                _("Add the first one, or import a roster from a workbook or a CSV file."),
                _("New account"),
            )  # fmt: skip
            empty.pressed.connect(lambda: self.run_command("new"))
        self.grid.set_empty(empty)

    # -- selection -------------------------------------------------------------------------

    def selected(self) -> tuple[str, ...]:
        """The selected accounts, in their order."""
        return self._selection.records()

    def _follow_reveal(self) -> None:
        if not self._reveal:
            return
        rows = [row for row in map(self.model.store.row_of, self._reveal) if row >= 0]
        if not rows:
            if self.filters.filter().active:
                self.filters.clear()
            else:
                self._reveal = ()
            return
        revealed, self._reveal = self._reveal, ()
        column = max(self.grid.currentIndex().column(), self.model.column("name"))
        self._selection.select(revealed, (self.model.store.ids[min(rows)], column))
        self.grid.scrollTo(self.model.index(min(rows), column))
        self.grid.setFocus()

    def _tell_selection(self) -> None:
        chosen = len(self.grid.selectionModel().selectedRows())
        rows = number(self.model.rowCount())
        text = _("{n} selected of {rows}").format(n=number(chosen), rows=rows) if chosen else ""
        if self.isVisible():
            self.shell.set_selection_text(text)
        able = chosen > 0 and not self._desk.read_only
        self.shell.action_set.action("account.delete").setEnabled(able)

    # -- commands --------------------------------------------------------------------------

    def delete_selected(self) -> None:
        """Delete the selected accounts; Undo is offered."""
        ids = self.selected()
        if not ids or self._desk.read_only:
            return
        row = self.model.store.row_of(ids[0])
        only = self.model.store.known(ids[0])
        words = (
            _("Deleted %s") % only.title
            if len(ids) == 1 and only is not None
            else _n("Deleted {n} account", "Deleted {n} accounts", len(ids))
        )

        def done(change: Change | None) -> None:
            self._undo.offer(words, change)
            left = [one for one in self.model.store.ids if one not in set(ids)]
            if left:
                near = left[min(row, len(left) - 1)]
                self._selection.select((near,), (near, self.model.column("name")))

        self._tasks.write(self, lambda: self._desk.accounts.delete(ids), done)

    def _create(self, name: str) -> None:
        from acctdesk.ui.widgets.toast import announce

        def done(made: tuple[str, Change | None]) -> None:
            self._new.close()
            self.reveal((made[0],))
            announce(self, _("Added %s") % name)

        self._tasks.write(
            self,
            lambda: self._desk.accounts.create({"name": name}),
            done,
            lambda problem: self._new.refuse(complaint(problem)),
        )

    def _open(self, index: QModelIndex) -> None:
        self.shell.go(Place("accounts", {"account": self.model.store.ids[index.row()]}))

    def _choose_columns(self) -> None:
        menu = self.grid.head.column_menu()
        menu.setToolTipsVisible(False)
        corner = self._columns_button.mapToGlobal(QPoint(0, self._columns_button.height() + 4))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(corner)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Repeat the actions of a row."""
        if self.grid.underMouse() or self.grid.hasFocus():
            menu = self.shell.action_set.context_menu("accounts.row", self)
            if menu.actions():
                menu.aboutToHide.connect(menu.deleteLater)
                menu.popup(event.globalPos())
