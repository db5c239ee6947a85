"""A grid whose rows are looked at pixel by pixel, and what can happen to it."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from PySide6.QtGui import QImage
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk
from acctdesk.services.filters import Op
from acctdesk.services.standpoint import Standpoint
from acctdesk.services.view import Mark
from acctdesk.ui.lists.model import ListModel
from acctdesk.ui.lists.rows import Rows
from acctdesk.ui.theme.theme import Mode, Theme
from acctdesk.ui.widgets.grid import GridView

SHOWN = ("name", "tier", "city", "rag", "annual_value", "notes", "website", "phone")


class Painted:
    """A grid over a list model, with all its records read."""

    def __init__(
        self, desk: Desk, theme: Theme, qtbot: QtBot, shown: Sequence[str] = SHOWN
    ) -> None:
        self.desk, self.shown = desk, shown
        known = {one.name: one for one in desk.fields.of("account")}
        self.model = ListModel()
        self.model.set_fields([known[name] for name in shown if name in known])
        self.records = [record for record, _name in desk.records.options("account")]
        self.model.set_rows(Rows(self.records), desk.records.get_many("account", self.records))
        self.grid = GridView(theme, "Accounts", selection="cells")
        qtbot.addWidget(self.grid)
        self.grid.resize(900, 420)
        self.grid.setModel(self.model)
        self.grid._auto.stop()
        for column in range(self.model.columnCount()):
            self.grid.setColumnWidth(column, 180)
        self.grid.show()
        qtbot.waitExposed(self.grid)

    def picture(self) -> QImage:
        """What is in sight: the same before and after its rows are kept as pictures."""
        painted = self._grab()
        while self.grid._rows.fill(7):
            pass
        kept = self._grab()
        assert kept == painted
        return kept

    def heads(self, *, anew: bool = False) -> QImage:
        """The heads of the columns; painted now where asked for."""
        if anew:
            self.grid.head._painted = ()
        return self.grid.head.viewport().grab().toImage()

    def _grab(self) -> QImage:
        # Rows that came or went are laid out by the event loop; a bar may come with them.
        self.grid.executeDelayedItemsLayout()
        return self.grid.viewport().grab().toImage()

    def anew(self) -> QImage:
        """The same, with nothing kept from before."""
        self.grid._rows.renew()
        self.model.store.forget_cells()
        return self._grab()


def deed(painted: Painted, what: str, at: int, theme: Theme) -> None:
    """Do something that changes what is seen."""
    model, grid = painted.model, painted.grid
    if what == "filter":
        model.set_ids(painted.records[at:])
    elif what == "order":
        model.set_ids(list(reversed(model.store.ids)))
    elif what == "edit" and model.rowCount():
        index = model.index(at % model.rowCount(), model.column("city"))
        model.setData(index, f"Delft {at}")
    elif what == "read" and model.rowCount():
        record = model.store.known(model.store.ids[at % model.rowCount()])
        assert record is not None
        # As if another had changed it.
        values: dict[str, Any] = {**record.values, "city": f"Bonn {at}"}
        model.put([replace(record, values=values)])
    elif what == "mark":
        mark = Mark("city", Op.CONTAINS, f"{at % 4}", "warn", whole_row=bool(at % 2))
        model.set_marks([mark], Standpoint(dt.date(2026, 10, 14)))
    elif what == "width":
        grid.setColumnWidth(1, 80 + at * 5)
    elif what == "move":
        grid.head.moveSection(0, 1 + at % 3)
    elif what == "hide":
        grid.setColumnHidden(2, bool(at % 2))
    elif what == "pin":
        grid.set_pinned(at % 3)
    elif what == "scroll":
        grid.verticalScrollBar().setValue(at * 17)
        grid.horizontalScrollBar().setValue(at * 11)
    elif what == "select" and model.rowCount():
        grid.setCurrentIndex(model.index(at % model.rowCount(), 0))
    elif what == "hover":
        grid.set_hover(at % 10)
    elif what == "tall":
        grid.set_row_height(38 + at % 3 * 20, 1 + at % 3)
    elif what == "dark":
        theme.set_mode(Mode.DARK if at % 2 else Mode.LIGHT)
    elif what == "columns":
        known = {one.name: one for one in painted.desk.fields.of("account")}
        model.set_fields(
            [known[name] for name in (painted.shown if at % 2 else painted.shown[::-1])]
        )
        model.put(painted.desk.records.get_many("account", painted.records))


DEEDS = (
    "filter", "order", "edit", "read", "mark", "width", "move", "hide", "pin", "scroll", "select",
    "hover", "tall", "dark", "columns",
)  # fmt: skip
