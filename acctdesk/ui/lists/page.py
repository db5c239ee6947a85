"""A list of records as a page: find, compare, edit, add and delete in one grid."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.services.catalogue import Field
from acctdesk.services.query import ListQuery
from acctdesk.services.view import ListView
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.entering import complaint
from acctdesk.ui.lists.bar import ViewBar
from acctdesk.ui.lists.chips import Chips
from acctdesk.ui.lists.columns import Columns
from acctdesk.ui.lists.commands import Commands
from acctdesk.ui.lists.display import Display
from acctdesk.ui.lists.footer import Footer
from acctdesk.ui.lists.grid import ListGrid
from acctdesk.ui.lists.model import ListModel
from acctdesk.ui.lists.reader import Reader
from acctdesk.ui.lists.reading import Answer
from acctdesk.ui.lists.selection import Selection
from acctdesk.ui.lists.spec import InspectorFactory, ListSpec
from acctdesk.ui.lists.state import ROWS, ViewState
from acctdesk.ui.lists.summary import SummaryRow
from acctdesk.ui.lists.tools import Tools
from acctdesk.ui.preferences import Preferences
from acctdesk.ui.shell.page import Page, Params, Shell
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.line import Line
from acctdesk.words import _, number

if TYPE_CHECKING:
    from acctdesk.ui.prompt import NamePrompt

HEIGHTS = {"compact": (Size.ROW_COMPACT, 1), "normal": (Size.ROW, 1), "tall": (56, 2)}
"""Height of rows in pixels at 100 %, and how many lines long words take."""
_OWN = frozenset({"custom_field", "custom_value"})


class ListPage(Page):
    """A list of one kind of record.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
        preferences: Say how close the rows stand.
        spec: Which list.
        inspector: Makes what shows and edits the selection; None shows nothing.
    """

    def __init__(
        self,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        undo: Undo,
        preferences: Preferences,
        spec: ListSpec,
        inspector: InspectorFactory | None = None,
    ) -> None:
        super().__init__(shell)
        self.spec = spec
        self.desk, self.tasks, self.undo = desk, tasks, undo
        self.view_state = ViewState(spec, self)
        self._preferences = preferences
        self._make_inspector = inspector
        self._inspector: QWidget | None = None
        self._fields: tuple[Field, ...] = ()
        self.total = 0
        self._build()
        self._wire()
        self._set_height()

    # -- for those who work with lists -----------------------------------------------------

    def view(self) -> ListView:
        """The view in force: columns, filter, order, typed words."""
        return self.view_state.whole()

    def query(self) -> ListQuery:
        """What the list asks for."""
        return self.view_state.query()

    def selected(self) -> tuple[str, ...]:
        """The records with a selected cell, in their order."""
        return self.selection.records()

    def rows_in_sight(self) -> int:
        """How many rows fit into the window, and a few more."""
        height = max(self.grid.verticalHeader().defaultSectionSize(), 1)
        return self.grid.viewport().height() // height + 4

    def columns_shown(self) -> tuple[Field, ...]:
        """The fields that are shown, from left to right."""
        fields = self.model.fields()
        return tuple(fields[self.model.column(name)] for name in self.columns.shown())

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
        self.reader.read()

    def state(self) -> dict[str, object]:
        """The view in force, how it was saved, and how wide its columns were."""
        return {**self.view_state.state(), "fit": self.columns.state()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take back the view."""
        self.columns.restore(state.get("fit"))
        self.view_state.restore(state)

    def inspector(self) -> QWidget | None:
        """What shows and edits the selection."""
        if self._inspector is None and self._make_inspector is not None:
            self._inspector = self._make_inspector()
            opened = getattr(self._inspector, "open_requested", None)
            if opened is not None:
                opened.connect(lambda record: self.shell.go(self.spec.open(record)))
            self._tell_inspector()
        return self._inspector

    def panes(self) -> tuple[QWidget, ...]:
        """Bar, filter and grid."""
        return (self.bar, self.filters, self.grid)

    def run_command(self, action_id: str) -> bool:
        """Do what an action of the window means here.

        Returns:
            Whether it means something here.
        """
        commands: dict[str, Callable[[], object]] = {
            "new": self._ask_new,
            "filter": self.focus_filter,
            "account.delete": lambda: self.commands.delete(self.selected()),
            "list.archive": lambda: self.commands.archive(self.selected()),
            "list.unarchive": lambda: self.commands.unarchive(self.selected()),
            f"{self.spec.kind}.merge": self.tools.merge,
            "list.filter": self.tools.open_filter,
            "list.sort": self.tools.open_sort,
            "list.group": self.tools.open_group,
            "list.columns": self.tools.open_columns,
            "list.column": self.tools.open_column,
            "list.open_link": self.tools.open_link,
            "list.marks": self.tools.open_marks,
            "list.view.save": self.tools.save_as,
        }
        command = commands.get(action_id)
        if command is None:
            return self.tools.run_command(action_id) or self.grid.run_command(action_id)
        command()
        return True

    def focus_filter(self) -> None:
        """Give the box for words the keyboard."""
        self.filters.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filters.box.selectAll()

    def reveal_change(self, change: Change) -> bool:
        """Select the records that a change touched.

        Returns:
            Whether it touched any.
        """
        touched = change.touched.get(self.spec.kind)
        if not touched:
            return False
        self.reveal(tuple(touched))
        return True

    def reveal(self, records: Sequence[str]) -> None:
        """Select records, as soon as they have been read; the filter goes if it hides them."""
        self.display.reveal = tuple(records)
        self.mark_stale()

    # -- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme, spec = self.theme, self.spec
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        column.setSpacing(Space.CARD_GAP)
        self.bar = ViewBar(theme, spec)
        self.add_button = self.bar.new
        self.add_button.setEnabled(not self.desk.read_only)
        column.addWidget(self.bar)
        self.filters = Chips(theme, self.view_state, str(spec.words.find))
        column.addWidget(self.filters)
        above = column.count()
        named = "name"
        self.model = ListModel(self, writable=not self.desk.read_only, named=named)
        self.model.count_said = spec.said.count
        self.grid = ListGrid(theme, str(spec.words.title), named)
        self.grid.setModel(self.model)
        self.columns = Columns(theme, self.grid, self.model, self.view_state)
        self.selection = Selection(self.grid, self.model)
        self.summary = SummaryRow(theme, self.grid, self.model)
        self.footer = Footer(theme, spec)
        card = Card(theme, flush=True)
        card.add(self.grid, 1)
        card.add(self.summary)
        card.add(Line(theme))
        card.add(self.footer)
        column.addWidget(card, 1)
        self.commands = Commands(
            self, spec, self.desk, self.tasks, self.undo, self.model, self.grid
        )
        column.insertWidget(above, self.commands.place)
        self.reader = Reader(self)
        self.tools = Tools(self)
        self.display = Display(self)

    @functools.cached_property
    def prompt(self) -> NamePrompt:
        """Asks for the name of a new record."""
        from acctdesk.ui.prompt import NamePrompt

        words = self.spec.words
        prompt = NamePrompt(self.theme, str(words.new), str(words.add), self)
        prompt.wanted.connect(self._create)
        return prompt

    def _wire(self) -> None:
        self.view_state.changed.connect(self._on_view)
        self.add_button.clicked.connect(self._ask_new)
        self.model.page_wanted.connect(self.reader.read_page)
        self.grid.open_requested.connect(self._open)
        self.grid.sort_requested.connect(self._on_sort)
        self.grid.toggled.connect(self.model.toggle)
        self.grid.selectionModel().selectionChanged.connect(lambda *_both: self._tell_selection())
        self.commands.gone.connect(self._stand_near)
        self._preferences.changed.connect(self._set_height)
        self.tasks.changed.connect(self._on_change)
        # Their keys mean something else elsewhere: they are heard in the grid alone.
        for action in ("account.delete", "list.archive", "list.unarchive"):
            if action in self.shell.action_set:
                self.grid.addAction(self.shell.action_set.action(action))

    # -- what was read ---------------------------------------------------------------------

    def show_answer(self, answer: Answer) -> None:
        """Show what was read."""
        self.display.show(answer)
        self._tell_selection()

    def name_of(self, field: Field, value: object) -> str:
        """What a reference is called, as far as its names have been read."""
        options = self.model.offers.options(field.target)
        return next((words for one, words in options if one == value), "")

    # -- what changed ----------------------------------------------------------------------

    def _on_view(self, parts: frozenset[str]) -> None:
        self.filters.follow()
        if parts != {"words"}:
            self.tools.follow()
        if "columns" in parts and self.model.fields():
            self.columns.lay_out()
            self.display.unfit |= bool(parts & ROWS)
        # Arrows and indents of a tree and signs of marks need room, and leave it when they go.
        self.display.unfit |= bool(parts & {"tree", "marks"})
        if "sort" in parts and self.model.fields():
            self.columns.show_order()
        if "row_height" in parts:
            self._set_height()
        if parts & {"summary", "marks"} or parts & ROWS:
            if parts & ROWS:
                self.grid.scrollToTop()
            if self.isVisible():
                self.reader.read(quick=bool(parts & ROWS))
            else:
                self.mark_stale()
        elif "columns" in parts:
            self.reader.note_soon()

    def _on_change(self, change: Change) -> None:
        kinds = {self.spec.kind, *self.spec.follows, *_OWN, "saved_view"}
        touched = {kind: ids for kind, ids in change.touched.items() if kind in kinds}
        if not touched:
            return
        self.reader.heard(touched)
        self.mark_stale()

    def _on_sort(self, column: int, descending: bool) -> None:
        name = self.model.fields()[column].name
        self.columns.sort(name, descending=descending)

    def _set_height(self) -> None:
        height = self.view_state.view.row_height
        if height == "normal" and self._preferences.compact:
            height = "compact"
        self.grid.set_row_height(*HEIGHTS[height])

    # -- selection and commands ------------------------------------------------------------

    def _tell_selection(self) -> None:
        chosen = self.selection.count()
        shown = number(len(self.model.store.ids))
        text = _("{n} selected of {rows}").format(n=number(chosen), rows=shown) if chosen else ""
        if self.isVisible():
            self.shell.set_selection_text(text)
        able = chosen > 0 and not self.desk.read_only
        for action in ("account.delete", "list.archive", "list.unarchive"):
            if action in self.shell.action_set:
                self.shell.action_set.action(action).setEnabled(able)
        self._tell_inspector()

    def _tell_inspector(self) -> None:
        inspector = self._inspector
        if inspector is not None and hasattr(inspector, "set_records"):
            inspector.set_records(self.selected())

    def _stand_near(self, ids: Sequence[str], row: int) -> None:
        """Make the row that came up the current one."""
        gone = set(ids)
        left = [one for one in self.model.store.ids if one not in gone]
        if left:
            near = left[min(max(row, 0), len(left) - 1)]
            self.selection.select((near,), (near, self.model.named))

    def _ask_new(self) -> None:
        if not self.desk.read_only:
            self.prompt.ask(self.add_button)

    def _create(self, name: str) -> None:
        from acctdesk.ui.widgets.toast import announce

        def done(made: tuple[str, Change | None]) -> None:
            self.prompt.close()
            self.reveal((made[0],))
            announce(self, _("Added %s") % name)

        def failed(problem: Problem) -> None:
            self.prompt.refuse(complaint(problem))

        self.tasks.write(self, lambda: self.spec.create(self.desk, name), done, failed)

    def _open(self, index: QModelIndex) -> None:
        record = self.model.store.rows.record(index.row())
        if record is not None:
            self.shell.go(self.spec.open(record))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Repeat the actions of a row."""
        if self.grid.underMouse() or self.grid.hasFocus():
            self.tools.row_menu(event.globalPos())
