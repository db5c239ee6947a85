"""A list of changes with filters, and a look at the chosen one from which parts are taken back."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QMenu, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.services.catalogue import Catalogue
from acctdesk.ui.desk import Desk
from acctdesk.ui.past.details import FIRST, MOST, Details
from acctdesk.ui.past.filters import Filters, Narrowed
from acctdesk.ui.past.model import Older, PastModel
from acctdesk.ui.past.rows import PastRows, Rows
from acctdesk.ui.past.said import Shown, copied, shown
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.history import FieldChange, RowChange

NARROW = 620
"""Width at 100 % below which the list and the look at a change stand one below the other."""
REST = 60
"""Milliseconds after the last step through the list when the chosen change is looked at."""

Found = tuple[list[Shown], int | None, Catalogue, tuple[str, ...]]


class PastView(QWidget):
    """The history of everything, of an account or of a record.

    Args:
        theme: The theme in force.
        desk: The open workspace.
        tasks: Reads, and takes back.
        undo: Undoes whole changes, and offers to undo what was taken back.
        kind: Kind of the records whose history it shows; empty for all.
    """

    def __init__(self, theme: Theme, desk: Desk, tasks: Tasks, undo: Undo, kind: str = "") -> None:
        super().__init__()
        self._theme, self._desk, self._tasks, self._undo = theme, desk, tasks, undo
        self._finding, self._looking = Latest(tasks, self), Latest(tasks, self)
        self._kind = kind
        self._stale = True
        self._want = ""
        """The change to choose once it is listed."""
        self._rows: tuple[RowChange, ...] = ()
        self._catalogue = Catalogue(())
        """As it was when the changes were read: names kinds and fields."""
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(REST)
        self._rest.timeout.connect(self._look)
        self._build()

    def _build(self) -> None:
        theme = self._theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD)
        self.filters = Filters(theme, self._kind)
        self.filters.changed.connect(self._on_filter)
        self.filters.box.installEventFilter(self)
        column.addWidget(self.filters)
        self.model = PastModel(self._desk.context.today)
        self.list = Rows(theme, _("History"), PastRows(theme, self.model), "surface")
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(lambda *_both: self._rest.start())
        self.list.clicked.connect(self._on_press)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer)
        self.list.installEventFilter(self)
        self.empty = EmptyState(theme, "history", _("Nothing yet"), _("Changes are listed here."),
                                _("Show all changes"))  # fmt: skip
        self.empty.pressed.connect(self.filters.clear)
        self.empty.hide()
        left = Card(theme, flush=True)
        # The rows' square corners would lie over the round ones of the card.
        left.body.setContentsMargins(0, Size.RADIUS_CARD // 2, 0, 0)
        left.add(self.list, 1)
        left.add(self.empty, 1)
        self.details = Details(theme, able=not self._desk.read_only)
        self.details.change_wanted.connect(self.undo_chosen)
        self.details.row_wanted.connect(self.revert_row)
        self.details.field_wanted.connect(self.revert_field)
        self.details.more_wanted.connect(lambda: self._look(MOST))
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._pair.setSpacing(Space.CARD)
        self._pair.addWidget(left, 3)
        self._pair.addWidget(self.details, 2)
        column.addLayout(self._pair, 1)
        self._fit()
        theme.changed.connect(self._fit)

    # -- what is shown ---------------------------------------------------------------------

    def show_of(self, now: Narrowed) -> None:
        """Show another history, with these filters."""
        self.filters.put(now)
        self.mark_stale()

    def mark_stale(self) -> None:
        """Something has changed: read again, at once or at the next showing."""
        self._stale = True
        if self.isVisible():
            self._freshen()

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up with what changed while hidden."""
        super().showEvent(event)
        self._freshen()

    def select(self, change: str) -> None:
        """Look at a change, when it is listed or once it is."""
        row = self.model.row_of(change)
        self._want = change if row < 0 or self._stale else ""
        if row >= 0:
            self._choose(row)

    def chosen(self) -> Shown | None:
        """The change that is looked at."""
        row = self.model.row(self.list.currentIndex().row())
        return row if isinstance(row, Shown) else None

    def _freshen(self) -> None:
        if self._stale:
            self._stale = False
            self._read(None, self._take)

    def _on_filter(self) -> None:
        self.mark_stale()

    def _read(self, before: int | None, done: Callable[[Found], object]) -> None:
        desk, now = self._desk, self.filters.now
        asked: dict[str, Any] = now.asked(desk.context.today())

        def read() -> Found:
            catalogue = desk.fields.catalogue
            page = desk.history.search(**asked, before=before)
            told = shown(page.hits, catalogue, now.words)
            return told, page.before, catalogue, desk.history.authors()

        self._finding.read(read, done, self._fail)

    def _take(self, found: Found) -> None:
        told, before, self._catalogue, authors = found
        current = self.chosen()
        want = self._want or (current.entry.id if current is not None else "")
        self._want = ""
        self.filters.offer(self._catalogue, authors)
        self.model.show(told, before)
        nothing = not told
        if nothing:
            self._say_nothing()
        self.list.setVisible(not nothing)
        self.empty.setVisible(nothing)
        row = self.model.row_of(want) if want else -1
        self._choose(row if row >= 0 else self.model.first())

    def _fail(self, problem: Problem) -> None:
        """What it is the history of never was: there is nothing to be told."""
        self.model.show((), None)
        self._say_nothing()
        self.list.hide()
        self.empty.show()
        self.details.show_change(None, "", (), self._catalogue)
        self.details.complain(problem)

    def _say_nothing(self) -> None:
        narrow = self.filters.now.is_narrow()
        self.empty.title.setText(_("No change fits") if narrow else _("Nothing yet"))
        self.empty.text.setText(
            _("Try fewer words, or a longer period.") if narrow else _("Changes are listed here.")
        )
        self.empty.button.setVisible(narrow)

    def _choose(self, row: int) -> None:
        index = self.model.index(row, 0) if row >= 0 else QModelIndex()
        self.list.setCurrentIndex(index)
        if row == self.model.first():
            self.list.scrollToTop()
        self._rest.start()

    def _older(self, row: Older) -> None:
        current = self.list.currentIndex().row()

        def done(found: Found) -> None:
            self.model.extend(found[0], found[1])
            self._choose(min(current, self.model.rowCount() - 1))

        self._read(row.before, done)

    # -- the look at one -------------------------------------------------------------------

    def _look(self, limit: int = FIRST) -> None:
        one = self.chosen()
        if one is None:
            self._looking.drop()
            self._rows = ()
            self.details.show_change(None, "", (), self._catalogue)
            return
        now, change = self.filters.now, one.entry.id
        record = now.account or now.record or None
        kind = "account" if now.account else self._kind or now.kind

        def take(rows: tuple[RowChange, ...]) -> None:
            self._rows = rows
            self.details.show_change(one.entry, one.what, rows, self._catalogue)

        history = self._desk.history
        if record and kind:
            self._looking.read(lambda: history.details(change, record, limit, kind=kind), take)
        else:
            self._looking.read(lambda: history.details(change, limit=limit), take)

    def undo_chosen(self) -> None:
        """Undo the chosen change as a whole, or do it again."""
        one = self.chosen()
        if one is not None and one.entry.mode == "do" and not self._desk.read_only:
            self._undo.revert(one.entry.id)

    def revert_row(self, row: RowChange, *, insist: bool = False) -> None:
        """Take back what the chosen change did to a record."""
        one = self.chosen()
        if one is None or self._desk.read_only:
            return
        change, history = one.entry.id, self._desk.history
        self._do(
            lambda: history.revert_row(change, row.kind, row.record, even_if_changed=insist),
            _("Reverted %s") % row.title,
            lambda: self.revert_row(row, insist=True),
        )

    def revert_field(self, row: RowChange, field: FieldChange, *, insist: bool = False) -> None:
        """Give a field back what it held before the chosen change."""
        one = self.chosen()
        if one is None or self._desk.read_only:
            return
        change, history = one.entry.id, self._desk.history
        name = field.field.rpartition(".")[2]
        self._do(
            lambda: history.revert_field(
                change, row.kind, row.record, name, even_if_changed=insist
            ),
            _("Reverted %(field)s of %(name)s") % {"field": field.label, "name": row.title},
            lambda: self.revert_field(row, field, insist=True),
        )

    def _do(self, command: Callable[[], Any], words: str, again: Callable[[], object]) -> None:
        self.details.clear_trouble()

        def failed(problem: Problem) -> None:
            from acctdesk.services.history import ChangedSince

            may = isinstance(problem, ChangedSince)
            self.details.complain(problem, again if may else None)

        self._tasks.write(self, command, lambda change: self._undo.offer(words, change), failed)

    # -- keys and menu ---------------------------------------------------------------------

    def copy(self) -> None:
        """Copy the chosen change as text."""
        one = self.chosen()
        if one is not None:
            text = copied(one.entry, self._rows, self._catalogue)
            QGuiApplication.clipboard().setText(text)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Copy, and go on from box to list and from list to the look at a change."""
        if not isinstance(event, QKeyEvent):
            return False
        copies = watched is self.list and event.matches(QKeySequence.StandardKey.Copy)
        if event.type() == QEvent.Type.ShortcutOverride and copies:
            event.accept()
            return True
        if event.type() != QEvent.Type.KeyPress:
            return False
        if copies:
            self.copy()
            return True
        if watched is self.filters.box and event.key() == Qt.Key.Key_Down:
            self.list.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        if watched is self.list and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._on_press(self.list.currentIndex())
            if self.chosen() is not None:
                self.details.lines.setFocus(Qt.FocusReason.TabFocusReason)
            return True
        return False

    def _on_press(self, index: QModelIndex) -> None:
        row = self.model.row(index.row())
        if isinstance(row, Older):
            self._older(row)

    def _offer(self, where: QPoint) -> None:
        one = self.chosen()
        if one is None:
            return
        menu = QMenu(self)
        menu.addAction(self._theme.icon("copy"), _("Copy"), self.copy)
        if one.entry.mode == "do" and not self._desk.read_only:
            words = _("Redo this change") if one.entry.undone else _("Undo this change")
            menu.addAction(self._theme.icon("undo-2"), words, self.undo_chosen)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.list.viewport().mapToGlobal(where))

    # -- room ------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The look at a change stands beneath the list where there is no room beside it."""
        super().resizeEvent(event)
        way = QBoxLayout.Direction
        to = way.TopToBottom if self.width() < self._theme.px(NARROW) else way.LeftToRight
        if to != self._pair.direction():
            self._pair.setDirection(to)
            self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        beneath = self._pair.direction() == QBoxLayout.Direction.TopToBottom
        self.list.setMinimumHeight(px(110))
        self.details.setMinimumWidth(0 if beneath else min(px(240), 340))
        self.details.setMinimumHeight(px(190) if beneath else 0)
