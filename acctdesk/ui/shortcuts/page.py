"""The page of shortcuts: all keys by menu, other ones by pressing them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, Qt
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import (
    QBoxLayout,
    QListView,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from acctdesk.ui.shell import keys as kept
from acctdesk.ui.shell.page import Page, Params, Shell
from acctdesk.ui.shortcuts.delegate import KeysDelegate
from acctdesk.ui.shortcuts.model import KeysModel, table
from acctdesk.ui.shortcuts.panel import KeysPanel
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import SearchField
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from PySide6.QtCore import QSettings

BESIDE_FROM = 760
"""Width of the page in pixels at 100 % from which the panel stands beside the list."""


class ShortcutsPage(Page):
    """Every action with its keys; each can be given others.

    Args:
        shell: The window.
        settings: Where the person's choice of keys is kept.
    """

    def __init__(self, shell: Shell, settings: QSettings) -> None:
        super().__init__(shell)
        self._actions, self._settings = shell.action_set, settings
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        column.setSpacing(Space.CARD)
        head = PageHeader(self.theme, _("Keyboard shortcuts"))
        self.usual = Button(self.theme, _("All usual keys"))
        self.usual.clicked.connect(self._reset_all)
        self.printer = Button(self.theme, _("Print…"), icon="printer")
        self.printer.clicked.connect(self.print)
        head.add(self.usual)
        head.add(self.printer)
        column.addWidget(head)
        self.box = SearchField(self.theme, _("Filter by action or keys"))
        self.box.textChanged.connect(self._narrow)
        self.box.installEventFilter(self)
        column.addWidget(self.box)
        self.model = KeysModel(self._actions)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setItemDelegate(KeysDelegate(self.theme))
        self.list.setAccessibleName(_("Actions and their keys"))
        self.list.setFrameShape(QListView.Shape.NoFrame)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.selectionModel().currentChanged.connect(self._look)
        self.list.installEventFilter(self)
        self.empty = EmptyState(
            self.theme, "keyboard", _("No action fits"), "", _("Show all actions")
        )
        self.empty.pressed.connect(self.box.clear)
        self._stack = QStackedWidget()
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        card = Card(self.theme, flush=True)
        # The rows' square corners would lie over the round ones of the card.
        card.body.setContentsMargins(0, Size.RADIUS_CARD // 2, 0, 0)
        card.add(self._stack, 1)
        self.panel = KeysPanel(self.theme, self._actions, settings)
        self.panel.done.connect(self._back_to_list)
        self.list.activated.connect(lambda _index: self._record())
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._row.setSpacing(Space.CARD)
        self._row.addWidget(card, 1)
        self._row.addWidget(self.panel)
        column.addLayout(self._row, 1)
        self._actions.remapped.connect(self._on_remapped)
        self._retheme()
        self.theme.changed.connect(self._retheme)
        self._choose(1)

    def activated(self, params: Params) -> None:
        """Stand ready for words."""
        self.model.refresh()
        self._choose(self.model.row_of(params.get("action", "")))
        self.box.setFocus(Qt.FocusReason.OtherFocusReason)

    def panes(self) -> tuple[QWidget, ...]:
        """The box, the list, the panel."""
        return (self.box, self.list, self.panel)

    def run_command(self, action_id: str) -> bool:
        """Print the keys; filter them."""
        if action_id == "print":
            self.print()
        elif action_id == "filter":
            self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            return False
        return True

    def reveal_change(self, _change: object) -> bool:
        """Keys are the window's, not the workspace's."""
        return False

    def print(self) -> None:
        """Show how all keys look on paper; from there they are printed or saved as a PDF."""
        from acctdesk.ui.shortcuts.printing import KeysPrinting

        KeysPrinting(self, table(self._actions))

    def _narrow(self, words: str) -> None:
        self.model.narrow(words)
        nothing = not self.model.rowCount()
        if nothing:
            self.empty.title.setText(_("No action fits “%s”") % words.strip())
        self._stack.setCurrentWidget(self.empty if nothing else self.list)
        self._choose(1)

    def _choose(self, row: int) -> None:
        row = row if self.model.row(row) is not None else 1
        self.list.setCurrentIndex(self.model.index(row, 0))
        if row == 1:
            self.list.scrollToTop()
        self._look(self.list.currentIndex())

    def _look(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        self.panel.show_row(self.model.row(index.row()) if index.isValid() else None)

    def _on_remapped(self, _action: str) -> None:
        chosen = self.panel.action
        self.model.refresh()
        self._choose(self.model.row_of(chosen))

    def _record(self) -> None:
        """Wait for keys, where one can see it."""
        self.panel.record()
        around = self.parentWidget()
        while around is not None and not isinstance(around, QScrollArea):
            around = around.parentWidget()
        if around is not None:
            around.ensureWidgetVisible(self.panel)

    def _back_to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _reset_all(self) -> None:
        """Give every action its usual keys again."""
        changed = [
            one for one in self._actions.specs() if one.shortcuts != self._actions.defaults(one.id)
        ]
        # First all let go, so that nobody stands in another's way.
        for spec in changed:
            self._actions.remap(spec.id, ())
        for spec in changed:
            self._actions.remap(spec.id, self._actions.defaults(spec.id))
            kept.forget(self._settings, spec.id)
        if changed:
            n = len(changed)
            said = _n("{n} action has its usual keys again", "{n} actions have their usual keys", n)
            self.shell.toast(said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows of the box choose in the list; Enter asks for keys."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self._record()
            return True
        step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()), 0)
        if watched is self.list or not step:
            return False
        row = self.list.currentIndex().row() + step
        while 0 <= row < self.model.rowCount() and self.model.row(row) is None:
            row += step
        if self.model.row(row) is not None:
            self._choose(row)
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The panel stands beside the list where there is room, else beneath it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        beside = self.width() >= self.theme.px(BESIDE_FROM)
        way = QBoxLayout.Direction.LeftToRight if beside else QBoxLayout.Direction.TopToBottom
        if way != self._row.direction():
            self._row.setDirection(way)
        if beside:
            self.panel.setFixedWidth(self.theme.px(320))
        else:
            self.panel.setMinimumWidth(0)
            self.panel.setMaximumWidth(16_777_215)

    def _retheme(self) -> None:
        self._stack.setMinimumHeight(self.theme.px(200))
        self._fit()
