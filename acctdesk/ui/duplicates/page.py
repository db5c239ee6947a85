"""The page of duplicates: look through the pairs, merge what is the same, keep apart the rest."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.errors import NotFound, Problem
from acctdesk.services.lanes import Job
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.duplicates.models import PairsModel
from acctdesk.ui.duplicates.side import SidePanel
from acctdesk.ui.duplicates.watch import SEEN
from acctdesk.ui.shell.page import Page, Params, Shell
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.undo import Undo
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.low import unfold_when_low
from acctdesk.ui.widgets.steps import Segmented
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.services.duplicates import Pair
    from acctdesk.services.merging import Comparison

_NARROW, _FEW, _SOME = 760, 180, 280
"""Width from which the two stand beside the pairs; heights of pairs and values beneath it."""

KINDS = ("account", "person")


class DuplicatesPage(Page):
    """Pairs that may be the same, and one of them side by side.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs the search and the commands.
        undo: Offers to undo what was done.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(shell)
        self._desk, self._tasks, self._undo = desk, tasks, undo
        self._kind = KINDS[0]
        self._found: dict[str, list[Pair]] = {}
        self._asked: tuple[str, str] | None = None
        self._shown: tuple[str, str] | None = None
        self._waiting: list[str] = []
        """Further records that are to be compared with the first that was asked for."""
        self._job = Job("")
        self._compare = Latest(tasks, self)
        self._build()
        tasks.changed.connect(self._on_change)

    def title(self) -> str:
        """What the top bar says."""
        return _("Duplicates")

    def activated(self, params: Params) -> None:
        """Show the pairs, or the two records that the place names."""
        kind = params.get("kind", "")
        if kind in KINDS:
            self._set_kind(kind)
        if params.get("first") and params.get("second"):
            self._asked = (params["first"], params["second"])
            self._waiting = [one for one in params.get("more", "").split(",") if one]
            self._read(*self._asked)
        self.mark_stale()

    def refresh(self) -> None:
        """Look for pairs again."""
        self.note.set_text(_("Looking…"))
        kind = self._kind
        self._job.cancel()
        job = self._job = Job(_("Looking for duplicates"))
        self._tasks.work(
            self,
            lambda: self._desk.duplicates.find(kind, job),
            lambda pairs: self._show(kind, pairs),
        )

    def state(self) -> dict[str, object]:
        """Which kind is looked at."""
        return {"kind": self._kind}

    def restore(self, state: Mapping[str, object]) -> None:
        """Take it back."""
        if state.get("kind") in KINDS:
            self._set_kind(str(state["kind"]))

    def panes(self) -> tuple[QWidget, ...]:
        """The pairs, and the two side by side."""
        return (self.pairs, self.side)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where it is narrow, the two stand beneath the pairs."""
        super().resizeEvent(event)
        narrow = self.width() < self.theme.px(_NARROW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._parts.setDirection(down if narrow else across)
        self.pairs.set_least(self.theme.px(_FEW) if narrow else 0)
        self.side.grid.set_least(self.theme.px(_SOME) if narrow else 0)

    # -- building --------------------------------------------------------------------------

    def _build(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        column.setSpacing(Space.CARD_GAP)
        head = PageHeader(self.theme, _("Duplicates"), _("Looking…"))
        self.note = head.note
        self.switch = Segmented(self.theme, _("Kind"), [_("Accounts"), _("People")])
        self.switch.chosen.connect(self._on_switch)
        head.add(self.switch)
        column.addWidget(head)
        self.model = PairsModel(self)
        self.pairs = GridView(self.theme, _("Pairs that may be the same"))
        self.pairs.set_two_lines(True)
        self.pairs.setModel(self.model)
        unfold_when_low(self.theme, self.pairs)
        self.pairs.head.setSectionsClickable(False)
        self.pairs.selectionModel().currentChanged.connect(self._on_current)
        left = Card(self.theme, flush=True)
        left.add(self.pairs, 1)
        self.side = SidePanel(self.theme, able=not self._desk.read_only)
        self.side.merge_wanted.connect(self.merge)
        self.side.apart_wanted.connect(self.keep_apart)
        self.side.swap_wanted.connect(self.swap)
        self._parts = QHBoxLayout()
        self._parts.setSpacing(Space.CARD_GAP)
        self._parts.addWidget(left, 2)
        self._parts.addWidget(self.side, 3)
        column.addLayout(self._parts, 1)
        self.side.hide()

    # -- the pairs -------------------------------------------------------------------------

    def _set_kind(self, kind: str) -> None:
        self._kind = kind
        self.switch.set_current(KINDS.index(kind))

    def _on_switch(self, at: int) -> None:
        self._kind = KINDS[at]
        self._asked = self._shown = None
        self._waiting.clear()
        self._show(self._kind, self._found.get(self._kind, []))
        self.mark_stale()

    def _on_change(self, change: Change) -> None:
        if SEEN & change.touched.keys():
            self.mark_stale()

    def _show(self, kind: str, pairs: list[Pair]) -> None:
        self._found[kind] = pairs
        if kind != self._kind:
            return
        row = self.pairs.currentIndex().row()
        wanted = self._asked or self._shown
        self.model.show(pairs)
        self.pairs.fit_columns()
        count = _n("{n} pair may be the same", "{n} pairs may be the same", len(pairs))
        self.note.set_text(count if pairs else "")
        if not pairs:
            self.pairs.set_empty(self._nothing())
        at = self.model.row_of(*wanted) if wanted else -1
        if self._asked is not None and at < 0:
            return  # two that somebody chose, and that look nothing alike
        if pairs:
            self.pairs.setCurrentIndex(self.model.index(max(at, min(row, len(pairs) - 1), 0), 0))
        else:
            self._shown = None
            self.side.hide()

    def _nothing(self) -> EmptyState:
        other = 1 - KINDS.index(self._kind)
        empty = EmptyState(
            self.theme, "check", _("No duplicates"),
            _("Records that share a name, an e-mail, a web domain or a phone show up here."),
            _("Look among people") if other else _("Look among accounts"),
        )  # fmt: skip
        empty.pressed.connect(lambda: self._look_among(other))
        return empty

    def _look_among(self, at: int) -> None:
        self.switch.set_current(at)
        self._on_switch(at)

    def _on_current(self, now: QModelIndex, _before: QModelIndex) -> None:
        pair = self.model.pair(now.row())
        if pair is not None and self.pairs.hasFocus():
            self._waiting.clear()  # another pair was chosen
        if pair is not None and {pair.first, pair.second} != set(self._shown or ()):
            self._asked = None
            self._read(pair.first, pair.second)

    # -- two side by side ------------------------------------------------------------------

    def _read(self, first: str, second: str) -> None:
        kind = self._kind
        self._shown = (first, second)
        self._compare.read(
            lambda: self._desk.merging.compare(kind, first, second), self._on_compared, self._gone
        )

    def _on_compared(self, found: Comparison) -> None:
        kinds = {
            one.name: str(one.plural)
            for one in self._desk.fields.catalogue.kinds()
            if one.name not in ("custom_value", "external_id", "alias", "distinct_pair")
        }
        self.side.show_comparison(found, kinds)
        self.side.show()

    def _gone(self, problem: Problem) -> None:
        self._shown = self._asked = None
        self.side.hide()
        if not isinstance(problem, NotFound):
            self._tasks.problem.emit(problem)

    def swap(self) -> None:
        """The other one is to stay."""
        if self._shown is not None:
            self._read(self._shown[1], self._shown[0])

    def merge(self) -> None:
        """Make one of the two; Undo is offered."""
        found = self.side.model.comparison
        if found is None:
            return
        kind, chosen = self._kind, dict(self.side.model.chosen)
        first, second = found.first, found.second
        words = _("Merged {name} into {other}").format(name=second.title, other=first.title)
        self._leave()
        self._tasks.write(
            self,
            lambda: self._desk.merging.merge(kind, first.id, second.id, chosen),
            lambda change: self._merged(words, change, first.id),
        )

    def _merged(self, words: str, change: Change | None, kept: str) -> None:
        self._undo.offer(words, change)
        self._go_on(kept)

    def _go_on(self, kept: str) -> None:
        """Of several that were chosen, the next beside the one that stays."""
        if self._waiting:
            self._asked = (kept, self._waiting.pop(0))
            self._read(*self._asked)

    def keep_apart(self) -> None:
        """They are not the same; Undo is offered."""
        found = self.side.model.comparison
        if found is None:
            return
        kind, first, second = self._kind, found.first, found.second
        self._leave()
        self._tasks.write(
            self,
            lambda: self._desk.duplicates.apart(kind, first.id, second.id),
            lambda change: self._merged(_("Kept apart"), change, first.id),
        )

    def _leave(self) -> None:
        """What was asked for is being done: the next pair takes its place."""
        self._asked = self._shown = None
        self.pairs.setFocus(Qt.FocusReason.OtherFocusReason)
