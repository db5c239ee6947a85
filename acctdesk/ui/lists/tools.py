"""The buttons and menus of a list; what they open is made when it is first wanted."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint
from PySide6.QtWidgets import QMenu, QWidget

from acctdesk.services.view import ROW_HEIGHTS, ListView
from acctdesk.ui.shell.places import Place
from acctdesk.words import _, lazy

if TYPE_CHECKING:
    from acctdesk.ui.lists.exporting import Exporting
    from acctdesk.ui.lists.page import ListPage
    from acctdesk.ui.widgets.layouts import Popover

_WAYS_OUT = frozenset(
    {"print", "list.export", "list.export_csv", "list.copy_picture", "list.save_picture"}
)
"""Actions by which a list leaves the program."""

HEIGHT_LABELS = {
    "compact": lazy("Compact"),
    "normal": lazy("Normal"),
    "tall": lazy("Tall"),
}


class Tools(QObject):
    """Filter, sort, group, columns, views, and what is under "More".

    Args:
        page: The list.
    """

    def __init__(self, page: ListPage) -> None:
        super().__init__(page)
        self._page = page
        self.views: tuple[ListView, ...] = ()
        self._popover: Popover | None = None
        self.prompt: Popover | None = None
        """What asks for the name of a view."""
        self._extra: list[Callable[[QMenu], None]] = []
        bar = page.bar
        bar.filter.clicked.connect(lambda: self.open_filter())
        bar.sort.clicked.connect(self.open_sort)
        bar.group.clicked.connect(self.open_group)
        bar.columns.clicked.connect(self.open_columns)
        bar.more.clicked.connect(lambda: self._pop(self.more_menu(), bar.more))
        menu = bar.view.menu()
        if menu is not None:
            menu.aboutToShow.connect(self._fill_views)
        page.filters.edit_wanted.connect(self.open_filter)
        page.grid.head.set_menu(self._head_menu)
        self.follow()

    def add_more(self, fill: Callable[[QMenu], None]) -> None:
        """Let somebody else add to the menu "More", such as exports.

        Args:
            fill: Called with the menu each time it opens.
        """
        self._extra.append(fill)

    @functools.cached_property
    def exporting(self) -> Exporting:
        """Exports, prints and pictures; made when the first is wanted."""
        from acctdesk.ui.lists.exporting import Exporting

        return Exporting(self._page)

    def run_command(self, action_id: str) -> bool:
        """Export, print or picture the list, if that is what an action means."""
        return action_id in _WAYS_OUT and self.exporting.run_command(action_id)

    def merge(self) -> None:
        """Show the selected records side by side, two at a time, to make one of them."""
        page = self._page
        first, *more = page.selected() or [""]
        if page.desk.read_only:
            return
        if not more:
            page.shell.toast(_("Select two or more rows to merge them."))
            return
        params = {"kind": page.spec.kind, "first": first, "second": more[0]}
        if more[1:]:
            params["more"] = ",".join(more[1:])
        page.shell.go(Place("duplicates", params))

    def set_views(self, views: Sequence[ListView]) -> None:
        """Say which saved views there are."""
        self.views = tuple(views)
        self.follow()

    def follow(self) -> None:
        """Say which view is in force, and what of it is."""
        state, bar = self._page.view_state, self._page.bar
        name = state.base.name or str(self._page.spec.words.title)
        bar.view.show_view(name, dirty=state.dirty)
        view = state.view
        conditions = len(view.where.parts) if view.where is not None else 0
        for button, words, number in (
            (bar.filter, _("Filter"), conditions),
            (bar.sort, _("Sort"), len(view.sort)),
            (bar.group, _("Group"), len(view.group)),
        ):
            button.set_text(f"{words} · {number}" if number else words)
        bar.group.setEnabled(not view.tree and bar.sort.isEnabled())
        bar.fit()

    # -- popovers --------------------------------------------------------------------------

    @property
    def popover(self) -> Popover | None:
        """What was opened last; None when it is gone."""
        return self._popover

    def open_filter(self, part: int = -1) -> None:
        """Open the filter.

        Args:
            part: The condition to begin with; -1 for none.
        """
        from acctdesk.ui.lists.filtering.builder import FilterBuilder

        page = self._page
        builder = FilterBuilder(page.theme, page.spec, page.view_state, page.model, page)
        self._open(builder, page.bar.filter)
        builder.begin(part)

    def filter_by(self, field: str) -> None:
        """Open the filter with a new condition on a field."""
        from acctdesk.ui.lists.filtering.builder import FilterBuilder

        page = self._page
        builder = FilterBuilder(page.theme, page.spec, page.view_state, page.model, page)
        self._open(builder, page.bar.filter)
        builder.add(field)

    def open_sort(self) -> None:
        """Open the order."""
        from acctdesk.ui.lists.ordering import SortPopover

        page = self._page
        popover = SortPopover(page.theme, page.view_state, page.model.fields(), page)
        self._open(popover, page.bar.sort)
        popover.begin()

    def open_group(self) -> None:
        """Open the groups."""
        from acctdesk.ui.lists.ordering import GroupPopover

        page = self._page
        popover = GroupPopover(page.theme, page.view_state, page.model.fields(), page)
        self._open(popover, page.bar.group)
        popover.begin()

    def open_columns(self) -> None:
        """Open the columns."""
        from acctdesk.ui.lists.choosing import ColumnChooser

        page = self._page
        chooser = ColumnChooser(page)
        self._open(chooser, page.bar.columns)
        chooser.search.setFocus()

    def open_marks(self) -> None:
        """Open the conditional marks."""
        from acctdesk.ui.lists.filtering.marking import MarksPopover

        page = self._page
        popover = MarksPopover(page.theme, page.view_state, page.model, page)
        self._open(popover, page.bar.more)
        popover.begin()

    def save_as(self) -> None:
        """Ask for a name, and save the view in force as a new one."""
        from acctdesk.ui.lists.viewmenu import ask_new

        ask_new(self._page)

    def _open(self, popover: Popover, anchor: QWidget) -> None:
        if self._popover is not None:
            self._popover.deleteLater()
        self._popover = popover
        popover.open_under(anchor)

    # -- menus -----------------------------------------------------------------------------

    def more_menu(self) -> QMenu:
        """Row height, tree, archive, marks, and what others added."""
        page = self._page
        state = page.view_state
        menu = QMenu(page)
        heights = menu.addMenu(_("Row height"))
        for height in ROW_HEIGHTS:
            action = heights.addAction(str(HEIGHT_LABELS[height]))
            action.setCheckable(True)
            action.setChecked(state.view.row_height == height)
            action.triggered.connect(lambda _on, height=height: state.change(row_height=height))
        if page.spec.tree:
            tree = menu.addAction(_("Show below their parents"))
            tree.setCheckable(True)
            tree.setChecked(state.view.tree)
            tree.toggled.connect(lambda on: state.change(tree=on))
        archived = menu.addAction(_("Include archived"))
        archived.setCheckable(True)
        archived.setChecked(state.view.archived)
        archived.toggled.connect(lambda on: state.change(archived=on))
        marks = menu.addAction(page.theme.icon("flag"), _("Marks…"))
        marks.triggered.connect(self.open_marks)
        fit = menu.addAction(_("Fit columns to their content"))
        fit.triggered.connect(page.columns.fit_all)
        if page.view_state.view.group:
            menu.addSeparator()
            menu.addAction(_("Close all groups")).triggered.connect(
                lambda: page.model.fold_all(shut=True)
            )
            menu.addAction(_("Open all groups")).triggered.connect(
                lambda: page.model.fold_all(shut=False)
            )
        menu.addSeparator()
        self.exporting.fill_menu(menu)
        for fill in self._extra:
            menu.addSeparator()
            fill(menu)
        return menu

    def row_menu(self, where: QPoint) -> None:
        """Open the menu of the selected rows.

        Args:
            where: On the screen.
        """
        page = self._page
        menu = QMenu(page)
        for context in page.spec.contexts:
            part = page.shell.action_set.context_menu(context, menu)
            for action in part.actions():
                menu.addAction(action)
        link = page.grid.currentIndex()
        if link.isValid() and page.grid.cell_delegate.is_link(link):
            menu.addSeparator()
            menu.addAction(page.shell.action_set.action("list.open_link"))
        if menu.actions():
            menu.aboutToHide.connect(menu.deleteLater)
            menu.popup(where)

    def open_link(self) -> None:
        """Open the address in the current cell."""
        grid = self._page.grid
        link = grid.currentIndex()
        if link.isValid() and grid.cell_delegate.is_link(link):
            grid.link_requested.emit(link)

    def open_column(self) -> None:
        """Open the menu that the head of the current column has."""
        page = self._page
        index = page.grid.currentIndex()
        column = index.column() if index.isValid() else page.model.column(page.model.named)
        head = page.grid.head
        if column < 0 or head.isSectionHidden(column):
            return
        menu = self._head_menu(column)
        menu.aboutToHide.connect(menu.deleteLater)
        left = head.sectionViewportPosition(column)
        menu.popup(head.viewport().mapToGlobal(QPoint(max(left, 0), head.height())))

    def _head_menu(self, column: int) -> QMenu:
        from acctdesk.ui.lists.headmenu import head_menu

        return head_menu(self._page, column)

    def _fill_views(self) -> None:
        from acctdesk.ui.lists.viewmenu import fill_view_menu

        menu = self._page.bar.view.menu()
        if menu is not None:
            fill_view_menu(self._page, menu)

    def _pop(self, menu: QMenu, anchor: QWidget) -> None:
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(anchor.mapToGlobal(QPoint(0, anchor.height() + 4)))
