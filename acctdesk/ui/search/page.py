"""The search page: everything that holds some words, and a look at each."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from acctdesk.services.hits import Found, Hit
from acctdesk.ui.search.delegate import HitRows
from acctdesk.ui.search.filters import Filters, narrowed
from acctdesk.ui.search.kinds import counts_of
from acctdesk.ui.search.looking import Looking, search
from acctdesk.ui.search.model import Former, HitsModel, More
from acctdesk.ui.search.pile import Pile
from acctdesk.ui.search.preview import Preview
from acctdesk.ui.search.said import about, summary
from acctdesk.ui.shell.page import Page, Params, Place, Shell
from acctdesk.ui.tasks import Latest
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import SearchField
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.layouts import Splitter
from acctdesk.ui.widgets.rowlist import RowList
from acctdesk.ui.widgets.text import Label
from acctdesk.ui.widgets.toast import announce
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.tasks import Tasks

SECTION = "search"
REST = 120
"""Milliseconds after the last letter when the window tells of it and the hit is looked at."""
LATELY = 8
"""Former searches that are offered."""
LOW = 420
"""Height of the window in pixels at 100 % below which only kinds with hits are offered."""
PREVIEW_FROM = 980
"""Width of the page in pixels at 100 % from which there is room for a look at each hit."""


class SearchPage(Page):
    """Searches as one types; Enter opens what is chosen, and Back returns to the hits.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs the searches.
        place_of: Says where a hit is shown.
    """

    def __init__(
        self, shell: Shell, desk: Desk, tasks: Tasks, place_of: Callable[[Hit], Place]
    ) -> None:
        super().__init__(shell)
        self._desk, self._place_of = desk, place_of
        self._finding = Latest(tasks, self)
        self._rest, self._letter = QTimer(self), QTimer(self)
        for timer, pause, then in (
            (self._rest, REST, self._on_rest),
            (self._letter, 0, self._read),
        ):
            timer.setSingleShot(True)
            timer.setInterval(pause)
            timer.timeout.connect(then)
        self._found = Found("")
        self._untold = False
        """Whether an answer has come since what was found was last told."""
        self._lately: list[str] = []
        self._want: str = ""
        """The record to choose when the answer is there: the one that was opened."""
        self._build()
        self._looking = Looking(self.preview, desk, tasks)
        self._show()
        tasks.changed.connect(self._on_change)

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        column.setSpacing(Space.CARD_GAP)
        keys = self.shell.action_set.shortcut_text("find")
        self.box = SearchField(self.theme, _("Search everything"), keys.replace("+", " "))
        self.box.setPlaceholderText(_("Names, titles, numbers, notes, calls, attachments"))
        self.box.textChanged.connect(lambda _text: self.ask())
        self.box.installEventFilter(self)
        column.addWidget(self.box)
        self.filters = Filters(self.theme)
        self.filters.changed.connect(self.ask)
        column.addWidget(self.filters)
        self._near = QWidget()
        near = FlowLayout(self._near, Space.CONTROL)
        self.near_text = Label(self.theme, "", wrap=False)
        self.near_link = Button(self.theme, "", "link")
        self.near_link.clicked.connect(self._take_near)
        near.addWidget(self.near_text)
        near.addWidget(self.near_link)
        self._near.hide()
        column.addWidget(self._near)
        self.model = HitsModel()
        self.list = RowList(self.theme, _("Hits"), HitRows(self.theme, self.model), "surface")
        self.list.setModel(self.model)
        self.list.selectionModel().currentChanged.connect(self._look)
        self.list.activated.connect(self._on_activated)
        self.list.clicked.connect(self._on_clicked)
        self.list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.list.customContextMenuRequested.connect(self._offer)
        self.list.installEventFilter(self)
        self.empty = EmptyState(self.theme, "search", _("Search everything"))
        self.empty.pressed.connect(self._widen)
        self.preview = Preview(self.theme)
        self.preview.hide()
        self.preview.open.clicked.connect(self.open_current)
        self._split = Splitter("search-preview")
        self._split.addWidget(self.list)
        self._split.addWidget(self.preview)
        self._split.setStretchFactor(0, 3)
        self._split.setStretchFactor(1, 2)
        self._pile = Pile(self._split, self.empty)
        card = Card(self.theme, flush=True)
        # The rows' square corners would lie over the round ones of the card.
        card.body.setContentsMargins(0, Size.RADIUS_CARD // 2, 0, 0)
        card.add(self._pile, 1)
        column.addWidget(card, 1)
        self._retheme()
        self.theme.changed.connect(self._retheme)

    def _retheme(self) -> None:
        self._pile.setMinimumHeight(self.theme.px(180))
        self.preview.setMinimumWidth(self.theme.px(320))

    # -- as a page -------------------------------------------------------------------------

    def title(self) -> str:
        """The words, where there are some."""
        words = self.box.text().strip()
        return _("Search: %s") % words if words else _("Search")

    def activated(self, params: Params) -> None:
        """Search the words that the place names, else stand ready for others."""
        if params.get("words") and params["words"] != self.box.text():
            self.filters.put(narrowed(params))
            self.box.setText(params["words"])
        elif "only" in params and params["only"] != self.filters.now.account:
            self.filters.only(params["only"], params.get("only_name", ""))
        self.box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.box.selectAll()

    def refresh(self) -> None:
        """Search again: something was changed."""
        self._want = self._want or self._current_id()
        self.ask()

    def state(self) -> dict[str, object]:
        """Former searches, and where the look at a hit begins."""
        return {"lately": self._lately, "split": self._split.sizes()}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take them back."""
        lately = state.get("lately")
        if isinstance(lately, list):
            self._lately = [one for one in lately if isinstance(one, str)][:LATELY]
        sizes = state.get("split")
        if isinstance(sizes, list) and len(sizes) == 2 and all(isinstance(n, int) for n in sizes):
            self._split.setSizes(sizes)
        self._show()

    def panes(self) -> tuple[QWidget, ...]:
        """The box, the hits, the look at one."""
        return (self.box, self.list, self.preview)

    def run_command(self, action_id: str) -> bool:
        """Search only the account of the chosen hit; nothing else here answers to an action."""
        return action_id == "search.only" and self.search_only()

    def search_only(self) -> bool:
        """Leave out what isn't about the account of the chosen hit.

        Returns:
            Whether there is one to be narrowed to.
        """
        row = self.model.row(self.list.currentIndex().row())
        account, name = about(row) if isinstance(row, Hit) else ("", "")
        if account and not self.filters.now.account:
            self.filters.only(account, name)
        return bool(account)

    def reveal_change(self, _change: Change) -> bool:
        """What was undone is shown elsewhere."""
        return False

    def _on_change(self, _change: Change) -> None:
        if self.box.text().strip():
            self.mark_stale()

    # -- searching -------------------------------------------------------------------------

    def ask(self) -> None:
        """Search what stands in the box."""
        self._finding.drop()
        if self.box.text().strip():
            # The letter is painted first: beside a search that takes three times as long.
            self._letter.start()
            return
        self._letter.stop()
        self._found = Found("")
        self._show()
        self.title_changed.emit()

    def _read(self) -> None:
        desk, words = self._desk, self.box.text().strip()
        find = self.filters.now.find(words, desk.context.today())
        self._finding.read(lambda: search(desk, find), self._take)

    def _take(self, found: Found) -> None:
        self._found = found
        self._show()
        # The look, the title and the status bar follow when the hands rest.
        self._untold = True
        self._rest.start()

    def _on_rest(self) -> None:
        found = self._found
        self.title_changed.emit()
        row = self.model.row(self.list.currentIndex().row())
        if isinstance(row, Hit):
            self._looking.at(row, found)
        if found.words and self._untold:
            self._untold = False
            text = summary(found.count, more=any(group.more for group in found.groups))
            self.shell.set_selection_text(text)
            announce(self.box, text)

    def _show(self) -> None:
        found, now = self._found, self.filters.now
        words = self.box.text().strip()
        if words:
            self.model.show(found, alone=bool(now.kind))
        else:
            self.model.show_former(self._lately)
        if words:
            self.filters.kinds.make_room()
        if not now.kind:
            self.filters.kinds.set_counts(counts_of(found.groups))
        if self._near.isHidden() == bool(found.meant):
            self._near.setVisible(bool(found.meant))
        if found.meant:
            self.near_text.setText(_("Little holds “%s”. Names close to it are shown too:") % words)
            self.near_link.set_text(" ".join(found.meant))
        nothing = not self.model.rowCount()
        if nothing:
            self._say_nothing(words)
        self._pile.show_first(on=not nothing)
        self._fit()
        row = self.model.row_of(self._want) if self._want else -1
        self._want = ""
        self._choose(row if row >= 0 else self.model.step(-1, 1) if words else -1)

    def _say_nothing(self, words: str) -> None:
        narrow = bool(self.filters.now.params())
        if not words:
            self.empty.title.setText(_("Search everything"))
            text = _(
                "A few letters are enough, in any order: a name, a job title, part of a phone"
                " number, a word from a note or a call."
            )
            action = ""
        else:
            self.empty.title.setText(_("Nothing holds “%s”") % words)
            text = _("Every word must be found. Try fewer letters or fewer words.")
            action = _("Search without filters") if narrow else _("Search archived records too")
        self.empty.text.setText(text)
        self.empty.text.show()
        self.empty.button.set_text(action)
        self.empty.button.setVisible(bool(action))

    def _widen(self) -> None:
        if self.filters.now.params():
            self.filters.clear()
        else:
            self.filters.archived.setChecked(True)
        self.box.setFocus()

    def _take_near(self) -> None:
        self.box.setText(" ".join(self._found.meant))
        self.box.setFocus()

    # -- hits ------------------------------------------------------------------------------

    def open_current(self) -> None:
        """Open what is chosen."""
        self._open(self.list.currentIndex().row())

    def next_hit(self) -> None:
        """Go to the next hit: on this page choose it, elsewhere open it."""
        row = self.list.currentIndex().row()
        following = self.model.step(row, 1)
        place = Place(SECTION)
        if self.isVisible() or following < 0 or not self.model.hits():
            if not self.isVisible():
                self.shell.go(place)
            self._choose(following)
            return
        if following == row:
            self.shell.toast(_("That was the last hit."))
            return
        self._choose(following)
        self._open(following)

    def _open(self, at: int) -> None:
        row = self.model.row(at)
        if isinstance(row, Former):
            self.box.setText(row.words)
            self.box.setFocus()
        elif isinstance(row, More):
            self.filters.kinds.set_current(row.kind)
            self.filters.kinds.chosen.emit(row.kind)
            self.box.setFocus()
        elif isinstance(row, Hit):
            self._remember()
            self.shell.go(self._place_of(row))

    def _remember(self) -> None:
        """Keep the words, here and as the place that Back leads to."""
        words = self.box.text().strip()
        others = [one for one in self._lately if one.casefold() != words.casefold()]
        self._lately = [words, *others][:LATELY]
        if self.isVisible():
            params = {"words": words, **self.filters.now.params()}
            self.shell.replace_place(Place(SECTION, params))

    def _choose(self, row: int) -> None:
        index = self.model.index(row, 0) if row >= 0 else QModelIndex()
        if index != self.list.currentIndex():
            self.list.setCurrentIndex(index)
        if row == self.model.step(-1, 1):
            self.list.scrollToTop()
        self._look(index)

    def _current_id(self) -> str:
        row = self.model.row(self.list.currentIndex().row())
        return row.id if isinstance(row, Hit) else ""

    def _look(self, index: QModelIndex, _before: QModelIndex | None = None) -> None:
        """Show what is known of the chosen hit."""
        row = self.model.row(index.row()) if index.isValid() else None
        if isinstance(row, Hit):
            # Not while somebody types: the look follows when the hands rest.
            self._rest.start()
        else:
            self._looking.drop()

    def _on_activated(self, index: QModelIndex) -> None:
        self._open(index.row())

    def _on_clicked(self, index: QModelIndex) -> None:
        if not isinstance(self.model.row(index.row()), Hit):
            self._open(index.row())

    def _offer(self, where: QPoint) -> None:
        row = self.model.row(self.list.indexAt(where).row())
        if not isinstance(row, Hit):
            return
        menu = QMenu(self)
        menu.addAction(_("Open"), self.open_current)
        account, name = about(row)
        if account and not self.filters.now.account:
            menu.addAction(_("Search only %s") % name.replace("&", "&&"), self.search_only)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(self.list.viewport().mapToGlobal(where))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows and Enter of the box belong to the hits; letters typed on the hits to the box."""
        if event.type() != QEvent.Type.KeyPress or not isinstance(event, QKeyEvent):
            return False
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.open_current()
            return True
        if watched is self.list:
            return False
        steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8,
                 Qt.Key.Key_PageUp: -8}  # fmt: skip
        if key not in steps:
            return False
        row = self.model.step(self.list.currentIndex().row(), steps[Qt.Key(key)])
        self._choose(row)
        if row >= 0:
            said = self.model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole)
            announce(self.box, str(said or ""))
        return True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Look at hits only where there is room for it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        window = self.window().height()
        self.filters.kinds.set_sparing(window < self.theme.px(LOW))
        room = self.width() >= self.theme.px(PREVIEW_FROM)
        if room == self.preview.isHidden():
            self.preview.setVisible(room)
            if room:
                self._look(self.list.currentIndex())
