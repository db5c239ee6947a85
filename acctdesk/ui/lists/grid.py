"""The grid of a list: records are opened by their name, and copied as spreadsheets like it."""

from __future__ import annotations

from PySide6.QtCore import QUrl, Signal
from PySide6.QtGui import QDesktopServices, QGuiApplication, QMouseEvent

from acctdesk.ui.lists.model import ListModel
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.blocks import paste_at_current
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.roles import LinkRole


class ListGrid(GridView):
    """A grid of records; a double click on a name opens the record instead of editing the name.

    Args:
        theme: The theme in force.
        name: Accessible name: what the rows are.
        named: The field that names a record.
    """

    def __init__(self, theme: Theme, name: str, named: str) -> None:
        super().__init__(theme, name, selection="cells")
        self._named = named
        # Columns that jump with every letter of a filter can't be read.
        self.steady = True
        self.link_requested.connect(
            lambda index: QDesktopServices.openUrl(QUrl(str(index.data(LinkRole))))
        )

    copied = Signal()
    """The selection is to be copied; the page reads what hasn't been read."""

    def copy(self) -> None:
        """Ask the page to put the selection on the clipboard."""
        self.copied.emit()

    def paste(self) -> None:
        """Hand the clipboard's block to the page, our own form of it where it is there."""
        from acctdesk.ui.lists.copying import pasted

        block = paste_at_current(self, pasted(QGuiApplication.clipboard().mimeData()))
        if block is not None:
            self.pasted.emit(block)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Open by the name; edit elsewhere."""
        index = self.indexAt(event.position().toPoint())
        model = self.model()
        if isinstance(model, ListModel) and index.isValid():
            named = index.column() == model.column(self._named)
            if named and model.band(index.row()) is None:
                self.open_requested.emit(index)
                return
        super().mouseDoubleClickEvent(event)
