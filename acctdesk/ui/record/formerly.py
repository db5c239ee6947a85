"""The way from a field of a form to all values that it had."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QMenu

from acctdesk.services.catalogue import Field
from acctdesk.services.record import Record
from acctdesk.ui.record.fieldrow import FieldRow
from acctdesk.ui.shell.places import Place
from acctdesk.words import _


def former(field: Field, record: Record) -> Place:
    """Where the values are shown that a field of a record had."""
    of = {"account": record.id} if field.kind == "account" else {"record": record.id}
    named = field.name if field.custom else field.key
    return Place("history", {**of, "kind": field.kind, "field": named, "name": record.title})


class Formerly(QObject):
    """Offers the history of fields in their context menus.

    Args:
        parent: Its owner.
        record: Tells the record that is shown; None while there is none.
        go: Gets the place to go to.
    """

    def __init__(
        self,
        parent: QObject,
        record: Callable[[], Record | None],
        go: Callable[[Place], object],
    ) -> None:
        super().__init__(parent)
        self._record, self._go = record, go

    def watch(self, row: FieldRow) -> None:
        """Offer the history of a field; what is worked out has none."""
        if not row.field.computed:
            row.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Open the menu, unless the field is being edited: its editor has a menu of its own."""
        record = self._record()
        if (
            record is None
            or not isinstance(event, QContextMenuEvent)
            or not isinstance(watched, FieldRow)
            or watched.editor() is not None
        ):
            return False
        place = former(watched.field, record)
        menu = QMenu(watched)
        menu.addAction(_("History of this field…"), lambda: self._go(place))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())
        return True
