"""The reviews of all accounts: the list, and the page of one.

What is in front follows from the parameters of a place, so that Back, links and a restart lead to
the same.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QScrollArea, QVBoxLayout, QWidget

from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.reviews import reading, said
from acctdesk.ui.reviews.acting import Acting
from acctdesk.ui.reviews.listpart import ListPart
from acctdesk.ui.reviews.planner import Planner
from acctdesk.ui.reviews.slides.card import SlidesCard
from acctdesk.ui.tasks import Latest
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.errors import Problem
    from acctdesk.services.meeting import Meeting
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.reviews.linescard import LineRow
    from acctdesk.ui.reviews.reading import Kept, Sheet
    from acctdesk.ui.shell.page import Params, Place, Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

OWN = ("review", "plan")
"""Parameters of a place that are the view's."""
LATER = 250
"""Milliseconds of rest before it is told what is withheld: that makes the whole deck."""


class ReviewsView(QWidget):
    """The list, and the page of a review.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
        place: Makes a place of the view's parameters.
    """

    turned = Signal()
    """Something else is in front, or its title changed."""

    def __init__(
        self,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        undo: Undo,
        place: Callable[[Mapping[str, str]], Place],
    ) -> None:
        super().__init__()
        self.shell, self._desk, self._tasks = shell, desk, tasks
        self._place = place
        self._where: dict[str, str] = {}
        self._stale = True
        theme, able = shell.theme, not desk.read_only
        self.list = ListPart(theme, alone=False, able=able)
        self.slides = SlidesCard(shell, desk, tasks, undo)
        self.planner = Planner(theme, able=able, slides=self.slides)
        self.gone = EmptyState(
            theme, "presentation", _("This review isn’t here any more"),
            _("It was deleted, or belongs to another workspace."), _("Show all reviews"),
        )  # fmt: skip
        self._stack = FrontStack()
        for one in (self.list, self.planner, self.gone):
            self._stack.addWidget(one)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._stack)
        self._read_list, self._read = Latest(tasks, self), Latest(tasks, self)
        self._read_kept = Latest(tasks, self)
        self._later = QTimer(self, singleShot=True, interval=LATER)
        self._later.timeout.connect(self._fill_kept)
        self.acting = Acting(self, desk, tasks, undo)
        self._wire()
        tasks.changed.connect(self._on_change)

    def _wire(self) -> None:
        acting, planner = self.acting, self.planner
        self.list.opened.connect(lambda review: self.go({"review": review}))
        self.list.plan_wanted.connect(acting.plans.ask)
        self.gone.pressed.connect(lambda: self.go({}))
        planner.act_wanted.connect(acting.act)
        agenda = planner.agenda
        agenda.changed.connect(acting.edit_item)
        agenda.moved.connect(acting.move_item)
        agenda.removed.connect(acting.remove_item)
        agenda.typed.connect(lambda words: acting.add("agenda", words))
        agenda.form_wanted.connect(
            lambda item: acting.open_form("agenda_item", item, agenda.list.row(item) or agenda)
        )
        for name, card in planner.lists.items():
            card.acted.connect(acting.act_on)
            card.typed.connect(functools.partial(acting.add, name))
        planner.scores.add_wanted.connect(
            lambda: acting.open_form("answer", "", planner.scores.button)
        )
        planner.minutes.kept.connect(acting.keep_minutes)
        planner.minutes.drafted.connect(acting.draft_minutes)
        for panel in (planner.side, planner.inline):
            panel.check_wanted.connect(acting.mend)
            panel.invite_wanted.connect(acting.invite)
            panel.missing_wanted.connect(acting.invite_missing)
            panel.answered.connect(acting.answer)
            panel.role_chosen.connect(acting.set_role)
        planner.side.turned.connect(self._fit_aside)
        planner.side.closed.connect(
            lambda: self.shell.action_set.action("inspector").setChecked(False)
        )

    # -- where one is ----------------------------------------------------------------------

    @property
    def where(self) -> dict[str, str]:
        """The parameters that say what is in front."""
        return dict(self._where)

    def go(self, where: Mapping[str, str]) -> None:
        """Show something, and remember the way back."""
        self.shell.go(self._place(where))

    def show_params(self, params: Params) -> None:
        """Show what a place says."""
        where = {name: params[name] for name in OWN if params.get(name)}
        plan = where.pop("plan", "")
        changed = where != self._where
        if changed:
            self.planner.minutes.commit()
        self._where = where
        if changed or self._stale:
            self.refresh()
        if not where:
            self._put_in_front(self.list)
        if plan:
            self.acting.plans.ask(self.planning_anchor())

    def front(self) -> QWidget | None:
        """The part in front."""
        return self._stack.currentWidget()

    def meeting(self) -> Meeting | None:
        """The review in front; None while the list is."""
        sheet = self.planner.sheet
        if "review" not in self._where or sheet is None:
            return None
        return sheet.meeting if sheet.meeting.id == self._where["review"] else None

    def title(self) -> str:
        """What is in front; empty for the list."""
        meeting = self.meeting()
        return said.name_of(meeting) if meeting is not None else ""

    def steps(self) -> list[tuple[str, dict[str, str]]]:
        """The way from the list to what is in front, without the last step."""
        return [(_("QBRs"), {})] if self._where else []

    def state(self) -> dict[str, object]:
        """What the list keeps."""
        return self.list.state()

    def restore(self, state: Mapping[str, object]) -> None:
        """Take it back."""
        self.list.restore(state)

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        if self.front() is self.planner:
            return self.planner.panes()
        return (self.list.head, self.list.grid)

    def inspector(self) -> QWidget | None:
        """What stands beside a review; nothing beside the list."""
        return self.planner.side if self._where else None

    def run_command(self, action_id: str) -> bool:
        """Do what an action means here; whether it means something."""
        return self.acting.run(action_id)

    def reveal(self, change: Change) -> bool:
        """Stay where one is, when a change touched what is shown here; whether it did."""
        if not reading.KINDS & change.touched.keys():
            return False
        self.mark_stale()
        return True

    def planning_anchor(self) -> QWidget:
        """Beneath what a review is asked for."""
        return self.list.plan if self.front() is self.list else self.planner.head

    def row_of(self, kind: str, record: str) -> LineRow | None:
        """The line of a record on the page; None for none."""
        for card in self.planner.lists.values():
            row = card.list.row((kind, record))
            if row is not None:
                return row
        return None

    def title_of(self, kind: str, record: str) -> str:
        """What a line is called."""
        row = self.row_of(kind, record)
        return row.line.title if row is not None else ""

    # -- reading ---------------------------------------------------------------------------

    def mark_stale(self) -> None:
        """Something shown here has changed."""
        self._stale = True
        if self.isVisible():
            self.refresh()

    def refresh(self) -> None:
        """Read what is in front."""
        self._stale = False
        review = self._where.get("review", "")
        if review:
            self._read.read(
                functools.partial(reading.sheet, self._desk, review),
                functools.partial(self._show_sheet, review),
                self._miss,
            )
        else:
            self._read_list.read(
                functools.partial(reading.listed, self._desk, ""), self.list.show_listed
            )

    def _show_sheet(self, review: str, sheet: Sheet) -> None:
        if review != self._where.get("review"):
            return
        before = self.planner.sheet
        fresh = before is None or before.meeting.id != review
        self.planner.show_sheet(sheet)
        if fresh:
            self.planner.show_kept(None)
            self.slides.show(review)
        self._later.start()
        self._put_in_front(self.planner)
        self._fit_aside()
        if fresh:
            self._begin()

    def _fill_kept(self) -> None:
        review = self._where.get("review", "")
        if review and self.isVisible():
            self._read_kept.read(
                functools.partial(reading.kept, self._desk, review),
                functools.partial(self._show_kept, review),
                lambda _problem: None,
            )

    def _show_kept(self, review: str, kept: Kept) -> None:
        if review == self._where.get("review"):
            self.planner.show_kept(kept)

    def _miss(self, _problem: Problem) -> None:
        self._put_in_front(self.gone)

    def _put_in_front(self, part: QWidget) -> None:
        if self._stack.currentWidget() is not part:
            self._stack.setCurrentWidget(part)
            self._to_top()
        self.turned.emit()

    def _begin(self) -> None:
        """Another review: the keyboard begins with its agenda, and one sees it from the top."""
        focus, agenda = self.window().focusWidget(), self.planner.agenda
        if focus is None or self.isAncestorOf(focus):
            first: QWidget = agenda.list.rows[0] if agenda.list.rows else agenda.line
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        QTimer.singleShot(0, self, self._to_top)

    def _to_top(self) -> None:
        """What comes is seen from its beginning."""
        above = self.parentWidget()
        while above is not None:
            if isinstance(above, QScrollArea):
                above.verticalScrollBar().setValue(0)
            above = above.parentWidget()

    # -- inside ----------------------------------------------------------------------------

    def showEvent(self, event: QShowEvent) -> None:
        """Read what changed while it was hidden."""
        super().showEvent(event)
        if self._stale:
            self.refresh()

    def _fit_aside(self) -> None:
        # Where the pane beside the page isn't open, the page itself says how ready it is.
        if self.planner.sheet is not None:
            self.planner.show_aside(inline=not self.planner.side.isVisible())

    def _on_change(self, change: Change) -> None:
        if reading.BEHIND & change.touched.keys():
            self.mark_stale()
