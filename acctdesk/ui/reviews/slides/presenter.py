"""The check before presenting, as a page: what it is handed, and what of it is kept."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QVBoxLayout

from acctdesk.ui.shell.page import Crumb, Page, Params, Place
from acctdesk.ui.tasks import Latest
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.errors import Problem
    from acctdesk.services.meeting import Meeting
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.presenting.preflight import Preflight
    from acctdesk.ui.presenting.talk import Talk
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

HELD, REVIEWS = "held", "reviews"


def read_talk(desk: Desk, meeting: str) -> tuple[Meeting, Talk]:
    """Everything that presenting a review needs; for a lane.

    Raises:
        NotFound: There is no such review.
        Invalid: It is an internal one.
    """
    from acctdesk.ui.presenting.drawn import parted
    from acctdesk.ui.presenting.talk import Cue, Talk

    told, built = desk.meetings.get(meeting), desk.decks.build(meeting)
    cues = tuple(
        Cue(notes, minutes or 0) for notes, minutes in zip(built.notes, built.minutes, strict=True)
    )
    withheld = tuple((one.label, one.count) for one in built.withheld)
    talk = Talk(built.deck, cues, withheld, built.warnings, told.client_minutes)
    return told, parted(talk)


class Keeper(QObject):
    """Keeps what comes of a presentation: that it was rehearsed, and the minutes.

    Args:
        desk: The open workspace.
        tasks: Runs commands.
        undo: Takes the minutes of one presentation as one step.
        meeting: The review.
        parent: Its owner.
    """

    def __init__(
        self, desk: Desk, tasks: Tasks, undo: Undo, meeting: Meeting, parent: QObject
    ) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._undo = desk, tasks, undo
        self._meeting = meeting
        self._last = ""

    def rehearsed(self) -> None:
        """Every slide was looked at: say so, of a review that is still to come."""
        desk, meeting = self._desk, self._meeting
        today = desk.context.today().isoformat()
        if desk.read_only or meeting.state == HELD or meeting.rehearsed == today:
            return
        self._tasks.write(self, lambda: desk.meetings.rehearse(meeting.id))

    def write_minutes(self, text: str) -> None:
        """Keep the minutes as they stand."""
        desk, meeting = self._desk, self._meeting
        if not desk.read_only:
            self._tasks.write(
                self, lambda: desk.meetings.write_minutes(meeting.id, text), self._joined
            )

    def _joined(self, change: Change | None) -> None:
        if change is not None:
            if self._last:
                self._undo.join(self._last, change.id)
            self._last = change.id


class PresentPage(Page):
    """Checks a review's slides one by one, and presents them.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(shell)
        self._desk, self._tasks, self._undo = desk, tasks, undo
        self._latest = Latest(tasks, self)
        self._asked = ""
        self._meeting: Meeting | None = None
        self.preflight: Preflight | None = None
        self.keeper: Keeper | None = None
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        self.busy = Label(self.theme, _("Putting the slides together…"), tone="secondary")
        self._column.addWidget(self.busy)
        self._column.addStretch(1)
        self._empty: EmptyState | None = None
        # The window closes: what is still written down must not wait for a thread.
        tasks.stopping.connect(self._clear)

    def title(self) -> str:
        """Check and present."""
        return _("Check and present")

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """Of whom it is."""
        told = self._meeting
        if told is None:
            return ()
        return (Crumb(told.account_name, Place(REVIEWS, {"review": told.id})),)

    def activated(self, params: Params) -> None:
        """Put the slides of a review together."""
        meeting = params.get("meeting", "")
        if self.preflight is not None and meeting == self._asked:
            return
        self._clear()
        self._asked = meeting
        self.busy.show()
        self._latest.read(lambda: read_talk(self._desk, meeting), self._show_talk, self._refuse)

    def deactivated(self) -> None:
        """Somebody goes elsewhere: the next check begins anew, with what is so then."""
        if self.preflight is None or self.preflight.session is None:
            self._latest.drop()
            self._clear()

    def has_reviews(self) -> bool:
        """Whether actions on a review mean something here."""
        return True

    def reveal_change(self, change: Change) -> bool:
        """Stay here when a change touched the review."""
        return "meeting" in change.touched

    def run_command(self, action_id: str) -> bool:
        """The key for presenting begins, once that is allowed."""
        if action_id == "present" and self.preflight is not None:
            self.preflight.present()
            return True
        return False

    # -- inside ----------------------------------------------------------------------------

    def _show_talk(self, found: tuple[Meeting, Talk]) -> None:
        from acctdesk.ui.presenting.preflight import Preflight

        told, talk = found
        self._meeting = told
        self.title_changed.emit()
        self.busy.hide()
        if not talk.deck.slides:
            self._say(
                _("No slides to present"), _("All slides are hidden, or have nothing to show.")
            )
            return
        self.keeper = Keeper(self._desk, self._tasks, self._undo, told, self)
        self.preflight = page = Preflight(self.theme, talk)
        page.left.connect(self._leave)
        page.rehearsed.connect(self.keeper.rehearsed)
        page.minutes_changed.connect(self.keeper.write_minutes)
        self._column.insertWidget(0, page, 1)
        page.canvas.setFocus()

    def _refuse(self, problem: Problem) -> None:
        self.busy.hide()
        what = problem.what[:1].upper() + problem.what[1:]
        self._say(_("There is nothing to present"), f"{what} {problem.remedy}".strip())

    def _say(self, title: str, text: str) -> None:
        self._empty = EmptyState(self.theme, "presentation", title, text, _("Back"))
        self._empty.pressed.connect(self._leave)
        self._column.insertWidget(0, self._empty, 1)

    def _leave(self) -> None:
        self.shell.action_set.action("back").trigger()

    def _clear(self) -> None:
        for one in (self.preflight, self._empty):
            if one is not None:
                one.hide()
                one.deleteLater()
        if self.preflight is not None:
            self.preflight.stop()
        if self.keeper is not None:
            self.keeper.deleteLater()
        self.preflight = self._empty = self.keeper = None
        self._meeting = None
