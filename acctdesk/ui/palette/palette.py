"""The palette itself: a box and a list over the window."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import shiboken6
from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QMenu, QVBoxLayout, QWidget

from acctdesk.services.hits import Find, Found, Hit
from acctdesk.ui.palette import entries
from acctdesk.ui.palette.box import PaletteBox, is_pin
from acctdesk.ui.palette.delegate import ROW, PaletteRows
from acctdesk.ui.palette.entries import COMMAND, SEARCH, Entry, Group, Target
from acctdesk.ui.palette.grouping import Typed, grouped, kept, read
from acctdesk.ui.palette.model import EntryRole, PaletteModel
from acctdesk.ui.palette.recents import Recents
from acctdesk.ui.palette.veil import Veil
from acctdesk.ui.shell.places import Place
from acctdesk.ui.tasks import Latest
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.rowlist import RowList
from acctdesk.ui.widgets.text import ElidedLabel
from acctdesk.ui.widgets.toast import announce
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.shell.window import MainWindow
    from acctdesk.ui.tasks import Tasks

FOUND = 6
"""Accounts, and people, that are shown."""
PATIENCE = 400
"""Milliseconds that Enter waits for the names of what was typed."""
SOON = 30
"""Milliseconds that commands wait for names, so that the list is shown once a letter."""


class Palette(Veil):
    """Lies over the window's content while one types; Esc, a click beside it or a choice ends it.

    Commands are there with every letter; accounts and people come from another thread.

    Args:
        window: The window whose actions it offers.
        targets: Pages of settings and other places with a name.
        place_of: Says where a record is shown.
    """

    def __init__(
        self,
        window: MainWindow,
        targets: Sequence[Target],
        place_of: Callable[[Hit], Place],
    ) -> None:
        super().__init__(window.theme, window.centralWidget() or window)
        self._window = window
        self._targets, self._place_of = targets, place_of
        self._desk: Desk | None = None
        self._reading: Latest | None = None
        self._recents = Recents(window.settings)
        self._records: dict[str, Hit] = {}
        """Recent and pinned records, by the keys of their entries."""
        self._found: Found | None = None
        self._waiting = self._hurry = self._moved = False
        self._former: QWidget | None = None
        self._commands: list[Entry] = []
        self._places: list[Entry] = []
        self.setAccessibleName(_("Search or run a command"))
        self._build()
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(PATIENCE)
        self._patience.timeout.connect(self._choose_now)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON)
        self._soon.timeout.connect(self._show)
        self._letter = QTimer(self)
        self._letter.setSingleShot(True)
        self._letter.setInterval(0)
        self._letter.timeout.connect(self._read)
        self.left.connect(self.leave)
        window.place_changed.connect(self._on_place)

    def attach(self, desk: Desk, tasks: Tasks) -> None:
        """Offer the accounts and people of a workspace as well.

        Args:
            desk: The open workspace.
            tasks: Runs the reads.
        """
        self._desk = desk
        self._reading = Latest(tasks, self)
        self._recents = Recents(self._window.settings, str(desk.path))

    def _build(self) -> None:
        column = QVBoxLayout(self.card)
        # Clear of the line around it, also where that covers parts of pixels.
        column.setContentsMargins(2, Space.CONTROL, 2, Space.CONTROL)
        column.setSpacing(Space.TIGHT)
        self.box = PaletteBox(self._theme, _("Search or run a command"), self._on_key)
        self.box.setPlaceholderText(_("An account, a person or a command"))
        self.box.textEdited.connect(lambda _text: self._ask())
        self.box.cleared.connect(self._ask)
        inset = QVBoxLayout()
        inset.setContentsMargins(Space.CONTROL, 0, Space.CONTROL, Space.TIGHT)
        inset.addWidget(self.box)
        column.addLayout(inset)
        self.model = PaletteModel()
        self._rows = PaletteRows(self._theme, self.model)
        self.list = RowList(self._theme, _("What fits"), self._rows, "raised")
        self.list.setModel(self.model)
        # The box keeps the keyboard; it hands arrows on.
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setMouseTracking(True)
        self.list.entered.connect(self._point)
        self.list.clicked.connect(self._click)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer_pin)
        column.addWidget(self.list, 1)
        self.hint = ElidedLabel(self._theme, "", "caption", "secondary")
        foot = QVBoxLayout()
        foot.setContentsMargins(Space.CARD_GAP, Space.TIGHT, Space.CARD_GAP, 0)
        foot.addWidget(self.hint)
        column.addLayout(foot)

    # -- opening and closing ---------------------------------------------------------------

    def toggle(self) -> None:
        """Open it, or close it when it is open."""
        if self.isVisible():
            self.leave()
        else:
            self.enter()

    def enter(self, text: str = "") -> None:
        """Open it.

        Args:
            text: What stands in the box.
        """
        if not self.isVisible():
            self._former = QApplication.focusWidget()
            self.picture()
        self._commands = entries.commands(self._window.action_set, ("palette",))
        self._places = entries.targets(self._targets, self._window.go)
        self.box.setText(text)
        self._found = None
        self._ask()
        self._read_records()
        self.lay_out()
        self.show()
        self.raise_()
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)

    def leave(self) -> None:
        """Close it and give the keyboard back to who had it."""
        if not self.isVisible():
            return
        self._hurry = False
        self._patience.stop()
        self._soon.stop()
        self._letter.stop()
        if self._reading is not None:
            self._reading.drop()
        self.hide()
        former, self._former = self._former, None
        if former is not None and shiboken6.isValid(former) and former.isVisible():
            former.setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_place(self, place: Place) -> None:
        """Another page came to the front; an account that was opened counts as chosen."""
        self.leave()
        for name, kind in (("account", "account"), ("person", "person")):
            if self._desk is not None and place.params.get(name):
                self._recents.note(f"{kind}:{place.params[name]}")

    # -- what is offered -------------------------------------------------------------------

    def _ask(self) -> None:
        """Show what fits by now, and ask for the names that do."""
        typed = read(self.box.text())
        self._moved = False
        # The former answer stays until the next is there, or the list would flicker.
        self._waiting = False
        if self._reading is not None and self._desk is not None:
            self._reading.drop()
            self._waiting = bool(typed.words and typed.kinds)
            if self._waiting:
                # The letter is painted first: beside a search that takes three times as long.
                self._letter.start()
            else:
                self._letter.stop()
                self._found = None
        if self._waiting and self.isVisible():
            self._soon.start()
        else:
            self._show()

    def _read(self) -> None:
        """Ask for the names that fit."""
        typed, desk = read(self.box.text()), self._desk
        if desk is None or self._reading is None or not self._waiting:
            return
        find = Find(typed.words, typed.kinds, limit=FOUND)
        self._reading.read(lambda: desk.finding.search(find), self._take)

    def _take(self, found: Found) -> None:
        self._found = found
        self._waiting = False
        self._show()
        if self._hurry:
            self._choose_now()

    def _read_records(self) -> None:
        """Read the names of records that were chosen lately or are pinned."""
        keys = dict.fromkeys([*self._recents.pinned, *self._recents.lately])
        wanted = [
            (kind, one)
            for kind, _colon, one in (key.partition(":") for key in keys)
            if kind in ("account", "person")
        ]
        if self._desk is None or self._reading is None or not wanted or self.box.text():
            return
        desk = self._desk
        self._reading.read(lambda: desk.finding.known(wanted), self._take_records)

    def _take_records(self, known: dict[tuple[str, str], Hit]) -> None:
        self._records = {f"{kind}:{one}": hit for (kind, one), hit in known.items()}
        self._show()

    def _show(self) -> None:
        self._soon.stop()
        typed = read(self.box.text())
        chosen = self.model.entry(self.list.currentIndex().row())
        self.model.show(self._groups(typed), self._recents.pinned)
        self._say_hint(typed)
        # Before a row is chosen, or the rows would be laid out for the former size as well.
        self.lay_out()
        row = self.model.row_of(chosen.key) if chosen is not None and self._moved else -1
        self._select(row if row >= 0 else self.model.step(-1, 1), said=False)

    def _groups(self, typed: Typed) -> list[Group]:
        actions, places = self._commands, self._places
        if not typed.words:
            records = {
                key: entries.record(hit, functools.partial(self._go, hit))
                for key, hit in self._records.items()
            }
            held = kept(self._recents, [*actions, *places], records, typed)
            commands = Group(_("Commands"), tuple(actions))
            return [*held, *([commands] if typed.commands else [])]
        found = self._found if typed.kinds else None
        named = [
            entries.record(hit, functools.partial(self._go, hit))
            for hit in (found.hits() if found is not None else ())
        ]
        groups = grouped(typed, named, actions, places)
        if self._desk is not None and typed.kinds:
            title = _("Search everything for “%s”") % typed.words
            search = functools.partial(self._search, typed.words)
            keys = self._window.action_set.shortcut_text("find")
            row = Entry("search", title, search, SEARCH, keys=keys, icon="search")
            groups.append(Group(_("Search"), (row,)))
        return groups

    def _say_hint(self, typed: Typed) -> None:
        if not self.model.rowCount():
            self.hint.set_text(_("No command fits “%s”.") % typed.words)
            return
        self.hint.set_text(
            _("↑ ↓ choose · Enter opens · Alt+P pins · > commands · @ people · Esc closes")
        )

    def _go(self, hit: Hit) -> None:
        self._window.go(self._place_of(hit))

    def _search(self, words: str) -> None:
        self._window.go(Place("search", {"words": words}))

    # -- choosing --------------------------------------------------------------------------

    def _on_key(self, event: QKeyEvent) -> bool:
        """A key of the box; whether it belongs to the list."""
        key, row = event.key(), self.list.currentIndex().row()
        steps = {
            Qt.Key.Key_Down: 1, Qt.Key.Key_Tab: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_Backtab: -1,
            Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8,
        }  # fmt: skip
        if key == Qt.Key.Key_Escape:
            self.leave()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._choose()
        elif key in steps:
            self._moved = True
            step = steps[Qt.Key(key)]
            self._select(self.model.step(row, step, around=abs(step) == 1))
        elif is_pin(event):
            self._pin(row)
        else:
            return False
        return True

    def _select(self, row: int, *, said: bool = True) -> None:
        index = self.model.index(row, 0) if row >= 0 else QModelIndex()
        if index != self.list.currentIndex():
            self.list.setCurrentIndex(index)
        if row == self.model.step(-1, 1):
            self.list.scrollToTop()  # with its heading
        entry = self.model.entry(row)
        if said and entry is not None:
            text = index.data(Qt.ItemDataRole.AccessibleTextRole)
            announce(self.box, str(text))

    def _choose(self) -> None:
        """Choose, once the names of what was typed are there, unless something else was pointed."""
        if self._waiting and not self._moved:
            self._hurry = True
            self._patience.start()
        else:
            self._choose_now()

    def _choose_now(self) -> None:
        self._hurry = False
        self._patience.stop()
        entry = self.model.entry(self.list.currentIndex().row())
        if entry is None or not entry.enabled:
            return
        if entry.what != SEARCH:
            self._recents.note(entry.key)
        self.leave()
        if entry.what == COMMAND:
            # In a turn of its own, when the keyboard is back where the command looks for it.
            QTimer.singleShot(0, self._window, entry.run)
        else:
            entry.run()

    def _point(self, index: QModelIndex) -> None:
        entry = index.data(EntryRole)
        if entry is not None and entry.enabled:
            self._moved = True
            self.list.setCurrentIndex(index)

    def _click(self, index: QModelIndex) -> None:
        self._point(index)
        if index.data(EntryRole) is not None:
            self._choose_now()

    def _pin(self, row: int) -> None:
        entry = self.model.entry(row)
        if entry is None or not entry.pinnable:
            return
        on = entry.key not in self._recents.pinned
        self._recents.pin(entry.key, on=on)
        self._moved = True
        announce(self.box, (_("Pinned %s") if on else _("No longer pinned: %s")) % entry.title)
        self._show()

    def _offer_pin(self, where: QPoint) -> None:
        row = self.list.indexAt(where).row()
        entry = self.model.entry(row)
        if entry is None or not entry.pinnable:
            return
        menu = QMenu(self)
        words = _("Unpin") if entry.key in self._recents.pinned else _("Pin to the top")
        menu.addAction(words, functools.partial(self._pin, row))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.list.viewport().mapToGlobal(where))

    def wanted_height(self) -> int:
        """As tall as what the list shows, up to a dozen rows."""
        most = self._theme.px(ROW) * 13
        total = self.box.sizeHint().height() + self.hint.sizeHint().height() + self._theme.px(44)
        rows = 0
        for row in range(self.model.rowCount()):
            rows += self._rows.height(row)
            if rows > most:
                return total + most
        return total + rows
