"""The list of the timeline: rows of their own height, ticked and edited where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QPersistentModelIndex,
    QPoint,
    QPointF,
    QRectF,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QHelpEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QResizeEvent,
)
from PySide6.QtWidgets import (
    QAbstractItemView,
    QFrame,
    QHeaderView,
    QMenu,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QToolTip,
    QWidget,
)

from acctdesk.ui.log.model import EntryRole, MonthRole, TimelineModel
from acctdesk.ui.log.painting import EntryPainter, Look
from acctdesk.ui.theme.theme import Theme
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.interaction import Interaction

Index = QModelIndex | QPersistentModelIndex


class TimelineView(QTableView):
    """Shows a `TimelineModel`.

    Up and Down go from entry to entry, Enter or F2 edits, Space ticks the next step, Delete
    deletes; the context menu repeats all of it.

    Args:
        theme: The theme in force.
        model: The entries.
        painter: Measures and paints them.
        able: Whether entries can be changed.
        with_accounts: Whether each entry names its account.
    """

    edit_wanted = Signal(str)
    """Id of an entry that is to be edited."""
    delete_wanted = Signal(str)
    """Id of an entry that is to be deleted."""
    tick_wanted = Signal(str)
    """Id of an entry whose next step is to be ticked, or opened again."""

    def __init__(
        self,
        theme: Theme,
        model: TimelineModel,
        painter: EntryPainter,
        *,
        able: bool,
        with_accounts: bool = False,
    ) -> None:
        super().__init__()
        self._theme, self._entries, self._able = theme, model, able
        self.painter = painter
        self.with_accounts = with_accounts
        self._hot = -1
        self._held: dict[int, QWidget] = {}
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(40)
        self._later.timeout.connect(self._measure_all)
        self._width = 0
        self.setModel(model)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(_("Timeline"))
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setShowGrid(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        # The current entry is what is selected; the delegate paints it, with round corners.
        self.setSelectionMode(QAbstractItemView.SelectionMode.NoSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.horizontalHeader().hide()
        self.horizontalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Stretch)
        side = self.verticalHeader()
        side.hide()
        side.setMinimumSectionSize(1)
        side.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        model.rowsInserted.connect(lambda _p, first, last: self._measure(first, last))
        model.dataChanged.connect(lambda a, b, _roles: self._measure(a.row(), b.row()))
        self.selectionModel().currentRowChanged.connect(self._on_current)
        self._retheme()
        theme.changed.connect(self._retheme)

    # -- what is looked at -----------------------------------------------------------------

    def current_entry(self) -> Interaction | None:
        """The entry that is selected."""
        return self._entries.entry(self.currentIndex())

    def show_entry(self, interaction: str) -> bool:
        """Select an entry and bring it into sight; whether it is here."""
        row = self._entries.row_of(interaction)
        if row >= 0:
            index = self._entries.index(row, 0)
            self.setCurrentIndex(index)
            self.scrollTo(index)
        return row >= 0

    def holds(self, row: int) -> bool:
        """Whether a widget stands in for the entry of a row."""
        return row in self._held

    def look_of(self, index: Index, entry: Interaction) -> Look:
        """How a row is painted now."""
        current = index.row() == self.currentIndex().row()
        return Look(
            selected=current,
            focus=current and self.hasFocus(),
            hot=index.row() == self._hot,
            open=current,
            account=entry.account_name if self.with_accounts else "",
        )

    def hold(self, interaction: str, form: QWidget) -> None:
        """Show a widget in place of an entry, as high as it asks to be."""
        row = self._entries.row_of(interaction)
        if row >= 0:
            self.setIndexWidget(self._entries.index(row, 0), form)
            self._held[row] = form
            self.refit(form)
            self.scrollTo(self._entries.index(row, 0))

    def release(self) -> None:
        """Show entries again where widgets stood."""
        for row in list(self._held):
            del self._held[row]
            index = self._entries.index(row, 0)
            self.setIndexWidget(index, None)  # type: ignore[arg-type]
            self._measure(row, row)

    def refit(self, form: QWidget) -> None:
        """A widget that stands in for an entry wants another height."""
        for row, one in self._held.items():
            if one is form:
                layout = form.layout()
                wide = self.viewport().width()
                high = form.sizeHint().height()
                if layout is not None and layout.hasHeightForWidth():
                    high = layout.totalHeightForWidth(wide)
                self.setRowHeight(row, high)

    # -- mouse and keys --------------------------------------------------------------------

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Light up the row under the pointer, and turn the pointer over what can be pressed."""
        super().mouseMoveEvent(event)
        self._set_hot(self.rowAt(round(event.position().y())))
        hand = bool(self._part_at(event.position()))
        shape = Qt.CursorShape.PointingHandCursor if hand else Qt.CursorShape.ArrowCursor
        self.viewport().setCursor(shape)

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is under the pointer."""
        super().leaveEvent(event)
        self._set_hot(-1)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Tick, edit or delete where their signs are; select elsewhere."""
        part = self._part_at(event.position())
        entry = self._entries.entry(self.indexAt(event.position().toPoint()))
        if part and entry is not None and event.button() == Qt.MouseButton.LeftButton:
            self._do(part, entry.id)
        elif entry is not None or event.button() != Qt.MouseButton.LeftButton:
            super().mousePressEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Edit."""
        entry = self._entries.entry(self.indexAt(event.position().toPoint()))
        if entry is not None and not self._part_at(event.position()):
            self._do("edit", entry.id)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Edit, tick, delete; go past months."""
        entry = self.current_entry()
        key = event.key()
        if entry is not None:
            part = _KEYS.get(Qt.Key(key), "")
            if part and (part != "tick" or entry.next_step):
                self._do(part, entry.id)
                return
        if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
            self._step(-1 if key == Qt.Key.Key_Up else 1)
            return
        super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Repeat the commands of an entry."""
        index = self.indexAt(event.pos())
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        entry = self.current_entry() if by_key else self._entries.entry(index)
        if entry is None or not self._able:
            return
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(_("Edit")).triggered.connect(lambda: self._do("edit", entry.id))
        if entry.next_step:
            words = _("Open the step again") if entry.next_step_done else _("Step is done")
            menu.addAction(words).triggered.connect(lambda: self._do("tick", entry.id))
        menu.addSeparator()
        menu.addAction(_("Delete")).triggered.connect(lambda: self._do("delete", entry.id))
        spot = self.visualRect(self.currentIndex()).center() if by_key else event.pos()
        menu.popup(self.viewport().mapToGlobal(spot))

    def viewportEvent(self, event: QEvent) -> bool:
        """Say what the signs do."""
        if isinstance(event, QHelpEvent):
            part = self._part_at(QPointF(event.pos()))
            entry = self._entries.entry(self.indexAt(event.pos()))
            words = ""
            if part == "tick" and entry is not None:
                words = _("Open the step again") if entry.next_step_done else _("Step is done")
            elif part:
                words = {"edit": _("Edit (Enter)"), "delete": _("Delete (Del)")}[part]
            QToolTip.showText(event.globalPos(), words, self.viewport())
            return True
        return super().viewportEvent(event)

    def run_command(self, action_id: str) -> bool:
        """Do what an action of the window means for an entry."""
        entry = self.current_entry()
        part = {"edit_cell": "edit", "open_record": "edit", "account.delete": "delete"}.get(
            action_id, ""
        )
        if entry is None or not part:
            return False
        self._do(part, entry.id)
        return True

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard begins at the newest entry."""
        super().focusInEvent(event)
        by_tab = event.reason() in (
            Qt.FocusReason.TabFocusReason,
            Qt.FocusReason.BacktabFocusReason,
        )
        if by_tab and self.current_entry() is None:
            self._step(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Measure again: other lines break."""
        super().resizeEvent(event)
        if self.viewport().width() != self._width:
            self._later.start()

    def sizeHint(self) -> QSize:
        """A few entries."""
        return QSize(self._theme.px(420), self._theme.px(420))

    # -- inside ----------------------------------------------------------------------------

    def _do(self, part: str, entry: str) -> None:
        if self._able:
            {"edit": self.edit_wanted, "delete": self.delete_wanted, "tick": self.tick_wanted}[
                part
            ].emit(entry)

    def _part_at(self, where: QPointF) -> str:
        index = self.indexAt(where.toPoint())
        entry = self._entries.entry(index)
        if entry is None or not self._able:
            return ""
        box = QRectF(self.visualRect(index))
        slack = self._theme.px(4)
        tick = self.painter.tick_box(entry, box)
        if not tick.isEmpty() and tick.adjusted(-slack, -slack, slack, slack).contains(where):
            return "tick"
        if index.row() in (self._hot, self.currentIndex().row()):
            for name, spot in self.painter.buttons(box).items():
                if spot.contains(where):
                    return name
        return ""

    def _step(self, step: int) -> None:
        """Go to the next entry, past the months."""
        count = self._entries.rowCount()
        row = self.currentIndex().row() + step if self.currentIndex().isValid() else 0
        while 0 <= row < count and self._entries.entry(self._entries.index(row, 0)) is None:
            row += step
        if 0 <= row < count:
            index = self._entries.index(row, 0)
            self.setCurrentIndex(index)
            # The month above the first entry comes into sight with it.
            self.scrollTo(self._entries.index(row - 1, 0) if step < 0 and row else index)

    def _set_hot(self, row: int) -> None:
        if row != self._hot:
            old, self._hot = self._hot, row
            for one in (old, row):
                if one >= 0:
                    self.viewport().update(self.visualRect(self._entries.index(one, 0)))

    def _on_current(self, new: QModelIndex, old: QModelIndex) -> None:
        # The current entry shows all of its summary.
        for index in (old, new):
            if index.isValid():
                self._measure(index.row(), index.row())

    def _measure_all(self) -> None:
        self._measure(0, self._entries.rowCount() - 1)

    def _measure(self, first: int, last: int) -> None:
        self._width = width = self.viewport().width()
        current = self.currentIndex().row()
        side = self.verticalHeader()
        for row in range(first, last + 1):
            if row in self._held:
                self.refit(self._held[row])
                continue
            entry = self._entries.entry(self._entries.index(row, 0))
            if entry is None:
                high = self.painter.month_height()
            else:
                high = self.painter.height(entry, width, open_=row == current)
            if side.sectionSize(row) != high:
                side.resizeSection(row, high)

    def _retheme(self) -> None:
        self.verticalHeader().setDefaultSectionSize(self._theme.px(64))
        self.verticalScrollBar().setSingleStep(self._theme.px(24))
        self._measure_all()


_KEYS = {
    Qt.Key.Key_Return: "edit",
    Qt.Key.Key_Enter: "edit",
    Qt.Key.Key_F2: "edit",
    Qt.Key.Key_Space: "tick",
    Qt.Key.Key_Delete: "delete",
}


class _Delegate(QStyledItemDelegate):
    def __init__(self, view: TimelineView) -> None:
        super().__init__(view)
        self._view = view

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        box = QRectF(option.rect)
        month = index.data(MonthRole)
        if self._view.holds(index.row()):
            return
        painter.save()
        if month is not None:
            self._view.painter.paint_month(painter, box, month)
        else:
            entry = index.data(EntryRole)
            self._view.painter.paint(painter, box, entry, self._view.look_of(index, entry))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(0, self._view.rowHeight(index.row()))


def point_of(view: TimelineView, interaction: str, part: str) -> QPoint:
    """Where a sign of an entry is in the viewport; for tests and for the tour."""
    model = view.model()
    assert isinstance(model, TimelineModel)  # noqa: S101 - the view is made with one
    index = model.index(model.row_of(interaction), 0)
    entry = model.entry(index)
    box = QRectF(view.visualRect(index))
    if entry is None:
        return box.center().toPoint()
    if part == "tick":
        return view.painter.tick_box(entry, box).center().toPoint()
    return view.painter.buttons(box)[part].center().toPoint()
