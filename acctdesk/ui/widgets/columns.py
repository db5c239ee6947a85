"""Which columns a grid shows, in which order, how wide, sorted how: as plain data."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHeaderView

from acctdesk.ui.widgets.roles import ColumnRole


def column_name(header: QHeaderView, logical: int) -> str:
    """The stable name of a column; its title where the model names none."""
    model = header.model()
    side = Qt.Orientation.Horizontal
    name = model.headerData(logical, side, ColumnRole)
    return str(name or model.headerData(logical, side) or logical)


def column_state(header: QHeaderView) -> dict[str, object]:
    """The state of a header.

    Returns:
        ``columns``: a list of ``[name, width, hidden]`` in visual order; ``sort``: ``[name,
        descending]``, empty when unsorted. Fit for JSON.
    """
    columns: list[list[object]] = []
    for at in range(header.count()):
        logical = header.logicalIndex(at)
        hidden = header.isSectionHidden(logical)
        if hidden:
            # Qt reports 0 for a hidden column and keeps its width to itself.
            header.setSectionHidden(logical, False)
        width = header.sectionSize(logical)
        header.setSectionHidden(logical, hidden)
        columns.append([column_name(header, logical), width, hidden])
    sort: list[object] = []
    by = header.sortIndicatorSection()
    if header.isSortIndicatorShown() and 0 <= by < header.count():
        down = header.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
        sort = [column_name(header, by), down]
    return {"columns": columns, "sort": sort}


def restore_columns(header: QHeaderView, state: Mapping[str, object]) -> tuple[int, bool] | None:
    """Give a header back its state. Columns it doesn't name keep theirs, at the end.

    Args:
        header: The header; its model must be set.
        state: What `column_state` returned, perhaps for other columns.

    Returns:
        Column to sort by and whether descending; None when unsorted.
    """
    logical = {column_name(header, at): at for at in range(header.count())}
    columns = state.get("columns")
    place = 0
    for entry in columns if isinstance(columns, list) else []:
        if not (isinstance(entry, list) and len(entry) == 3 and entry[0] in logical):
            continue
        name, width, hidden = entry
        at = logical[name]
        header.moveSection(header.visualIndex(at), place)
        place += 1
        if isinstance(width, int) and width > 0:
            header.resizeSection(at, width)
        header.setSectionHidden(at, bool(hidden))
    sort = state.get("sort")
    if isinstance(sort, list) and len(sort) == 2 and sort[0] in logical:
        return logical[sort[0]], bool(sort[1])
    return None
