"""Which columns the accounts grid shows, kept over a restart and over new fields."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import QObject, Qt, QTimer
from PySide6.QtWidgets import QApplication

from acctdesk.services.catalogue import Field
from acctdesk.services.query import Sort
from acctdesk.ui.accounts.model import AccountsModel
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.grid import GridView

SHOWN = (
    "name", "tier", "rag", "phase", "annual_value", "renewal_date", "owner_id", "city", "country",
    "client_since",
)  # fmt: skip
"""The columns one sees at first, in this order."""


class Columns(QObject):
    """Order, widths, hidden columns and the sort arrow.

    Widths follow the content until somebody sets one; those hold for the text size they were set
    at.

    Args:
        theme: The theme in force.
        grid: The grid.
        model: Behind the grid.
    """

    def __init__(self, theme: Theme, grid: GridView, model: AccountsModel) -> None:
        super().__init__(grid)
        self._theme, self._grid, self._model = theme, grid, model
        self._kept: Mapping[str, object] = {}
        self._sort: tuple[Sort, ...] = ()
        self._laid_out = False
        self._own_widths = False
        grid.head.sectionResized.connect(self._on_resized)
        grid.head.changed.connect(self.refit)
        theme.changed.connect(lambda: QTimer.singleShot(0, self, self.refit))

    def state(self) -> dict[str, object]:
        """What to keep."""
        columns = self._grid.column_state() if self._laid_out else dict(self._kept)
        return {"columns": columns, "widths": self._theme.text_scale if self._own_widths else 0}

    def restore(self, state: Mapping[str, object]) -> tuple[Sort, ...]:
        """Take back what `state` returned.

        Returns:
            The order of the rows.
        """
        columns = state.get("columns")
        if isinstance(columns, dict):
            self._kept = columns
            by = columns.get("sort")
            if isinstance(by, list) and len(by) == 2:
                self._sort = (Sort(str(by[0]), bool(by[1])),)
        self._own_widths = state.get("widths") == self._theme.text_scale
        return self._sort

    def lay_out(self, fields: Sequence[Field]) -> None:
        """Show fields as columns: those kept as they were, of others the usual ones."""
        kept = self._grid.column_state() if self._laid_out else self._kept
        self._model.set_fields(fields)
        self._laid_out = True
        head = self._grid.head
        named = kept.get("columns")
        known = {entry[0] for entry in named} if isinstance(named, list) else set()
        for at, field in enumerate(fields):
            head.setSectionHidden(at, field.name not in SHOWN and field.name not in known)
        if known:
            # Sorting is the page's: it asks for the rows in the kept order anyway.
            self._grid.restore_columns({**kept, "sort": []})
        else:
            for place, name in enumerate(SHOWN):
                head.moveSection(head.visualIndex(self._model.column(name)), place)
        by = kept.get("sort")
        if isinstance(by, list) and len(by) == 2 and self._model.column(str(by[0])) >= 0:
            down = Qt.SortOrder.DescendingOrder if by[1] else Qt.SortOrder.AscendingOrder
            head.setSortIndicator(self._model.column(str(by[0])), down)
            head.setSortIndicatorShown(True)

    @property
    def kept(self) -> bool:
        """Whether the widths are those of the last time, and so will mostly fit."""
        return bool(self._kept.get("columns"))

    def refit(self) -> None:
        """Fit the widths to the content, unless somebody set them."""
        if self._laid_out and not self._own_widths:
            self._grid.fit_columns()

    def _on_resized(self, _column: int, _old: int, new: int) -> None:
        if new and QApplication.mouseButtons() & Qt.MouseButton.LeftButton:
            self._own_widths = True
