"""The small surface that chooses and orders the columns of a list."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListWidget, QListWidgetItem

from acctdesk.errors import Problem
from acctdesk.services.catalogue import Format
from acctdesk.services.view import Column
from acctdesk.ui.entering import complaint
from acctdesk.ui.lists.ticks import PIN, TickDelegate
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import SearchField
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.desk import Change
    from acctdesk.ui.lists.page import ListPage

_NAME = Qt.ItemDataRole.UserRole

ROW = 30
"""Height of a field at 100 %, in pixels."""
FEWEST, MOST = 3, 12
"""Fields in sight: in a low window, and where there is room."""


class ColumnChooser(Popover):
    """Every field with a box to tick; ticked ones stand first, in their order.

    Args:
        page: The list.
    """

    def __init__(self, page: ListPage) -> None:
        super().__init__(page.theme, _("Columns"), page)
        self._page = page
        theme = page.theme
        self.search = SearchField(theme, _("Find a column"))
        self.search.textChanged.connect(self._narrow)
        self.search.installEventFilter(self)
        self.body.addWidget(self.search)
        self.list = QListWidget()
        self.list.setObjectName("choices")
        self.list.setAccessibleName(_("Columns"))
        self.list.setItemDelegate(TickDelegate(theme, self.list))
        self.list.setDragDropMode(QAbstractItemView.DragDropMode.InternalMove)
        self.list.setMinimumWidth(theme.px(280))
        self.list.installEventFilter(self)
        self.body.addWidget(self.list)
        hint = _("Drag, or Alt with the arrows, to order")
        self.body.addWidget(Label(theme, hint, "caption", "secondary"))
        foot = QHBoxLayout()
        foot.setSpacing(Space.CONTROL)
        self.new = Button(theme, _("Add a field…"), "quiet", icon="plus")
        self.new.setEnabled(not page.desk.read_only)
        self.new.clicked.connect(self._add_field)
        foot.addWidget(self.new)
        foot.addStretch(1)
        usual = Button(theme, _("Usual columns"), "quiet")
        usual.clicked.connect(self._usual)
        foot.addWidget(usual)
        self.body.addLayout(foot)
        self.list.setFixedHeight(0)
        rest = self.room().height() - self.body.totalSizeHint().height()
        self.list.setFixedHeight(max(min(theme.px(ROW) * MOST, rest), theme.px(ROW) * FEWEST))
        self._fill()
        self.list.itemChanged.connect(lambda _item: self._apply())
        self.list.model().rowsMoved.connect(lambda *_all: self._apply())

    def names(self) -> list[str]:
        """The ticked fields, in their order."""
        items = (self.list.item(at) for at in range(self.list.count()))
        return [
            str(item.data(_NAME)) for item in items if item.checkState() == Qt.CheckState.Checked
        ]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Alt and arrows order; Down goes from the search to the list; Enter ticks."""
        if not isinstance(event, QKeyEvent) or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        key = event.key()
        arrows = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        if watched is self.list:
            if key in arrows and event.modifiers() & Qt.KeyboardModifier.AltModifier:
                self.shift(arrows[Qt.Key(key)])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._turn(self.list.currentItem())
                return True
            return super().eventFilter(watched, event)
        shown = [at for at in range(self.list.count()) if not self.list.item(at).isHidden()]
        if key == Qt.Key.Key_Down and shown:
            self.list.setCurrentRow(shown[0])
            self.list.setFocus()
            return True
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if len(shown) == 1:
                self._turn(self.list.item(shown[0]))
                self.search.selectAll()
            return True
        return super().eventFilter(watched, event)

    def shift(self, by: int) -> None:
        """Move the current column.

        Args:
            by: -1 for earlier, 1 for later.
        """
        at = self.list.currentRow()
        to = at + by
        if at >= 0 and 0 <= to < self.list.count():
            self.list.blockSignals(True)
            item = self.list.takeItem(at)
            self.list.insertItem(to, item)
            self.list.setCurrentRow(to)
            self.list.blockSignals(False)
            self._apply()

    def _fill(self) -> None:
        page = self._page
        self.list.blockSignals(True)
        self.list.clear()
        shown = list(page.columns.shown())
        pinned = {one.field for one in page.view_state.columns() if one.pinned}
        fields = {one.name: one for one in page.model.fields()}
        rest = sorted((n for n in fields if n not in shown), key=lambda n: str(fields[n].label))
        for name in [*shown, *rest]:
            item = QListWidgetItem(str(fields[name].label))
            item.setData(_NAME, name)
            item.setData(PIN, name in pinned)
            state = Qt.CheckState.Checked if name in shown else Qt.CheckState.Unchecked
            item.setCheckState(state)
            self.list.addItem(item)
        self.list.blockSignals(False)

    def _apply(self) -> None:
        names = self.names()
        if not names:
            # A list without columns shows nothing at all: the last one stays.
            self._fill()
            return
        by = {one.field: one for one in self._page.view_state.columns()}
        columns = tuple(by.get(name, Column(name)) for name in names)
        self._page.view_state.change(columns=columns)

    def _narrow(self, text: str) -> None:
        wanted = text.casefold().strip()
        for at in range(self.list.count()):
            item = self.list.item(at)
            item.setHidden(wanted not in item.text().casefold())

    @staticmethod
    def _turn(item: QListWidgetItem | None) -> None:
        if item is not None:
            on = item.checkState() == Qt.CheckState.Checked
            item.setCheckState(Qt.CheckState.Unchecked if on else Qt.CheckState.Checked)

    def _usual(self) -> None:
        base = self._page.view_state.base.columns
        self._page.view_state.change(columns=base)
        self._fill()

    def _add_field(self) -> None:
        from acctdesk.ui.record.newfield import NewField

        page = self._page
        prompt = NewField(page.theme, page, str(page.spec.words.field))
        page.tools.prompt = prompt
        self.close()

        def want(label: str, form: Format) -> None:
            def done(made: tuple[str, Change | None]) -> None:
                prompt.close()
                columns = (*page.view_state.columns(), Column(made[0]))
                page.view_state.change(columns=columns)
                page.undo.offer(_("Added the field %s") % label, made[1])

            def failed(problem: Problem) -> None:
                prompt.refuse(complaint(problem))

            kind, choices = page.spec.kind, prompt.choices()
            page.tasks.write(
                page,
                lambda: page.desk.custom_fields.define(kind, label, form, choices),
                done,
                failed,
            )

        prompt.wanted.connect(want)
        prompt.ask(page.bar.columns)
