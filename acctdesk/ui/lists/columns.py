"""The columns of a list and the view in force, each following the other."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import QObject, QTimer

from acctdesk.services.query import Sort
from acctdesk.services.view import Column
from acctdesk.ui.lists.model import ListModel
from acctdesk.ui.lists.state import ViewState
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.autofit import visual_columns
from acctdesk.ui.widgets.grid import GridView


class Columns(QObject):
    """Shows the columns of the view, and tells the view what was done to them in the header.

    Widths are kept as they are at 100 % text; a column without one fits its content.

    Args:
        theme: The theme in force.
        grid: The grid.
        model: Behind the grid.
        state: The view in force.
    """

    def __init__(self, theme: Theme, grid: GridView, model: ListModel, state: ViewState) -> None:
        super().__init__(grid)
        self._theme, self._grid, self._model, self._state = theme, grid, model, state
        self._busy = False
        self._last: dict[str, int] = {}
        grid.head.widths_chosen.connect(self._on_widths)
        grid.head.sectionMoved.connect(self._on_moved)
        grid.head.sectionHandleDoubleClicked.connect(self._fit_one)
        theme.changed.connect(lambda: QTimer.singleShot(0, self, self.refit))

    def shown(self) -> tuple[str, ...]:
        """The fields that are shown, from left to right."""
        known = [one for one in self._state.columns() if self._model.column(one.field) >= 0]
        return tuple(one.field for one in known)

    def lay_out(self, *, fit: bool = True) -> None:
        """Show the columns of the view.

        Args:
            fit: Whether to fit their widths, too.
        """
        head = self._grid.head
        self._busy = True
        columns = [one for one in self._state.columns() if self._model.column(one.field) >= 0]
        # Pinned columns stand first.
        columns.sort(key=lambda one: not one.pinned)
        wanted = [self._model.column(one.field) for one in columns]
        if not wanted and self._model.columnCount():
            wanted = [max(self._model.column(self._model.named), 0)]
        for place, column in enumerate(wanted):
            if head.visualIndex(column) != place:
                head.moveSection(head.visualIndex(column), place)
        shown = set(wanted)
        for column in range(head.count()):
            if head.isSectionHidden(column) != (column not in shown):
                head.setSectionHidden(column, column not in shown)
        self._grid.set_pinned(sum(one.pinned for one in columns))
        self.show_order()
        self._busy = False
        if fit:
            self.refit()

    def show_order(self) -> None:
        """Show the arrow of the first column the list is sorted by."""
        sort = self._state.view.sort
        column = self._model.column(sort[0].field) if sort else -1
        self._grid.show_sorted(column, descending=bool(sort) and sort[0].descending)

    def state(self) -> dict[str, int]:
        """The widths in force, to begin with the next time."""
        return self._widths() if self._model.fields() else dict(self._last)

    def restore(self, widths: object) -> None:
        """Take back what `state` returned."""
        if isinstance(widths, dict):
            self._last = {str(name): wide for name, wide in widths.items() if isinstance(wide, int)}

    def fit_as_last(self) -> bool:
        """Give the columns the widths of the last time, which cost no measuring.

        Returns:
            Whether all of them are known.
        """
        shown = self.shown()
        if not shown or not all(self._last.get(name) for name in shown):
            return False
        self._busy = True
        self._grid.set_widths({self._model.column(name): self._last[name] for name in shown})
        self._busy = False
        return True

    def refit(self) -> None:
        """Give the columns their widths: those of the view, else what their content needs."""
        self._busy = True
        widths = {
            self._model.column(one.field): one.width for one in self._state.columns() if one.width
        }
        widths.pop(-1, None)
        self._grid.set_widths(widths)
        self._busy = False

    def sort(self, field: str, *, descending: bool, further: bool = False) -> None:
        """Sort by a field.

        Args:
            field: Its name.
            descending: Largest first.
            further: Among equals of the present order, rather than before everything.
        """
        kept = tuple(one for one in self._state.view.sort if one.field != field)
        step = Sort(field, descending)
        self._state.change(sort=(*kept, step) if further else (step,))

    def hide(self, field: str) -> None:
        """Hide a column; the last one stays."""
        kept = tuple(one for one in self._state.columns() if one.field != field)
        if kept:
            self._state.change(columns=kept)

    def pin_to(self, field: str) -> None:
        """Pin the columns up to this one; "" pins none."""
        names = self.shown()
        last = names.index(field) if field in names else -1
        by = {one.field: one for one in self._state.columns()}
        self._state.change(
            columns=tuple(replace(by[name], pinned=at <= last) for at, name in enumerate(names))
        )

    def fit_all(self) -> None:
        """Let every column fit its content."""
        self._state.change(columns=tuple(replace(one, width=0) for one in self._state.columns()))
        self.refit()

    def _fit_one(self, column: int) -> None:
        name = self._model.fields()[column].name
        kept = self._widths()
        kept[name] = 0
        self._keep(kept)

    def _on_widths(self) -> None:
        self._keep(self._widths())

    def _widths(self) -> dict[str, int]:
        """The widths in force, at 100 % text."""
        head, fields = self._grid.head, self._model.fields()
        scale = self._theme.text_scale
        return {
            fields[column].name: round(head.sectionSize(column) * 100 / scale)
            for column in visual_columns(head)
        }

    def _keep(self, widths: dict[str, int]) -> None:
        self._state.change(
            columns=tuple(
                replace(one, width=widths.get(one.field, one.width))
                for one in self._state.columns()
            )
        )

    def _on_moved(self, column: int, _old: int, _new: int) -> None:
        if self._busy or not self._grid.head.held:
            return
        by = {one.field: one for one in self._state.columns()}
        fields = self._model.fields()
        names = [fields[shown].name for shown in visual_columns(self._grid.head)]
        moved = fields[column].name
        at, pinned = names.index(moved), moved in by and by[moved].pinned
        # A column that was dragged among pinned ones is pinned, one dragged out isn't.
        fixed = sum(one.pinned for one in by.values())
        fixed += (at < fixed) - pinned if pinned is not (at < fixed) else 0
        self._state.change(
            columns=tuple(
                replace(by.get(name, Column(name)), pinned=at < fixed)
                for at, name in enumerate(names)
            )
        )
