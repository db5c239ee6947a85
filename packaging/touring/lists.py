"""Stops at lists of records."""

from __future__ import annotations

from dataclasses import replace

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from acctdesk.services.filters import Condition, Match, Op
from acctdesk.services.query import Sort
from acctdesk.services.view import Mark
from touring.camera import Stop, Tour


def accounts(tour: Tour) -> None:
    tour.go("accounts", list="1")
    tour.page.grid.clearSelection()


def plain(tour: Tour) -> None:
    """The list as it is without a filter, an order or a colour."""
    tour.go("accounts", list="1")
    tour.page.view_state.reset()
    tour.settle()


def _click(tour: Tour, row: int, field: str, *, further: bool = False) -> None:
    held = Qt.KeyboardModifier.ControlModifier if further else Qt.KeyboardModifier.NoModifier
    grid, model = tour.page.grid, tour.page.model
    spot = grid.visualRect(model.index(row, model.column(field))).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, held, spot)


def selected(tour: Tour) -> None:
    accounts(tour)
    for row in (1, 2, 3):
        _click(tour, row, "tier", further=row > 1)


def filtered(tour: Tour) -> None:
    accounts(tour)
    where = Match("all", (Condition("tier", Op.IN, ("A", "B")),))
    tour.page.view_state.change(where=where, sort=(Sort("tier"), Sort("annual_value", True)))


def grouped(tour: Tour) -> None:
    accounts(tour)
    tour.page.view_state.change(group=("tier",), sort=(Sort("annual_value", True),))


def tree(tour: Tour) -> None:
    accounts(tour)
    tour.page.view_state.change(tree=True)


def inspected(tour: Tour) -> None:
    accounts(tour)
    _click(tour, 3, "name")
    tour.rest(0.6)


def marked(tour: Tour) -> None:
    accounts(tour)
    marks = (
        Mark("rag", Op.IS, "red", "bad", whole_row=True),
        Mark("rag", Op.IS, "amber", "warn"),
        Mark("tier", Op.IS, "A", "info"),
        Mark("phase", Op.IS, "growth", "good"),
    )
    columns = tuple(
        replace(one, pinned=at < 2) for at, one in enumerate(tour.page.view_state.columns())
    )
    tour.page.view_state.change(marks=marks, columns=columns, row_height="tall")


def compact(tour: Tour) -> None:
    accounts(tour)
    tour.page.view_state.change(row_height="compact")


def nothing(tour: Tour) -> None:
    accounts(tour)
    tour.page.filters.box.setText("no such client")
    tour.wait(lambda: tour.page.model.rowCount() == 0, "an empty list")


def refused(tour: Tour) -> None:
    accounts(tour)
    model = tour.page.model
    model.setData(model.index(2, model.column("renewal_date")), "some day")


def print_preview(tour: Tour) -> None:
    accounts(tour)
    ways_out = tour.page.tools.exporting
    ways_out.print()
    tour.wait(lambda: ways_out.preview is not None and ways_out.preview.view.image, "the pages")
    tour.front = ways_out.preview


def leave_print(tour: Tour) -> None:
    tour.front = None
    tour.page.tools.exporting.preview.reject()


def people(tour: Tour) -> None:
    tour.go("people", list="1")


STOPS = (
    Stop("accounts", accounts),
    Stop("accounts-selected", selected),
    Stop("accounts-filtered", filtered, leave=plain),
    Stop("accounts-grouped", grouped, leave=plain),
    Stop("accounts-tree", tree, leave=plain),
    Stop("accounts-inspected", inspected),
    Stop("accounts-compact", compact, leave=plain),
    Stop("accounts-marked", marked, leave=plain),
    Stop("accounts-nothing", nothing, leave=plain),
    Stop("accounts-refused", refused),
    Stop("accounts-print", print_preview, leave=leave_print),
    Stop("people", people, "people"),
)
