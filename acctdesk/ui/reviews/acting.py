"""What is done with reviews in the window, each as one change that can be undone."""

from __future__ import annotations

import functools
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from acctdesk.services.meeting import PLANNED
from acctdesk.ui.reviews import reading, said, saving
from acctdesk.ui.reviews.planner import ADDED
from acctdesk.ui.reviews.plans import Plans
from acctdesk.ui.reviews.side import UNINVITE
from acctdesk.ui.shell.places import Place
from acctdesk.ui.widgets.sight import bring_into_sight
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.errors import Problem
    from acctdesk.services.meeting import Meeting
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.reviews.form import EntryForm
    from acctdesk.ui.reviews.reading import Draft
    from acctdesk.ui.reviews.view import ReviewsView
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

SETTLED = {
    "keep": "Kept: %s", "drop": "Dropped: %s", "reopen": "Open again: %s", "delete": "Deleted: %s",
    "agree": "The client sees: %s", "hide": "Kept from the client: %s",
}  # fmt: skip


class Acting(QObject):
    """Carries out what is asked for.

    Args:
        view: Where it is asked.
        desk: The open workspace.
        tasks: Runs the commands.
        undo: Offers to undo them.
    """

    def __init__(self, view: ReviewsView, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(view)
        self._view, self._desk, self._tasks, self._undo = view, desk, tasks, undo
        self._begun: dict[tuple[str, str], dict[str, object]] = {}
        self.plans = Plans(view, view.shell, desk, tasks, undo)
        self.popover: QWidget | None = None

    # -- actions ---------------------------------------------------------------------------

    def run(self, action_id: str) -> bool:
        """Do what an action means here; whether it means something."""
        command = self._commands().get(action_id)
        if command is None:
            return False
        command()
        return True

    def _commands(self) -> dict[str, Callable[[], object]]:
        view, able = self._view, not self._desk.read_only
        found: dict[str, Callable[[], object]] = {"reviews.next": self.plans.open_next}
        if able:
            found["reviews.plan"] = lambda: self.plans.ask(view.planning_anchor())
            found["new"] = found["reviews.plan"]
        if view.meeting() is not None:
            found["present"] = lambda: self.act("present")
            if able:
                found["reviews.promise"] = self.log_promise
        elif not view.where:
            found["filter"] = lambda: view.list.words.setFocus(Qt.FocusReason.ShortcutFocusReason)
        return found

    def log_promise(self) -> None:
        """Ask what was promised, with all its fields."""
        card = self._view.planner.lists["actions"]
        bring_into_sight(card)
        self.open_form("promise", "", card.line)

    # -- the review ------------------------------------------------------------------------

    def act(self, name: str) -> None:
        """Do something with the review in front: a name of `planner.MENU`, or a button's."""
        meeting = self._view.meeting()
        slides = self._view.planner.slides
        if meeting is None:
            return
        # What is being typed belongs to what goes out.
        self._view.planner.minutes.commit()
        if name in ("deck", "pdf", "numbers"):
            if slides is not None:
                slides.export({"deck": ".pptx", "pdf": ".pdf", "numbers": ".xlsx"}[name])
        elif name == "present":
            if slides is not None:
                slides.present()
        elif name == "hold":
            self.hold(meeting)
        elif name == "next":
            self.plans.follow(meeting, self._view.planner.held.next)
        elif name in ("follow_up", "invitation", "calendar"):
            from acctdesk.ui.reviews.mailing import Mailing

            Mailing(self._view.shell, self._desk, self._tasks, self).write(meeting, name)
        elif name == "agree":
            self.agree()
        elif name == "edit":
            self.open_form("meeting", meeting.id, self._view.planner.more)
        else:
            self._turn(name, meeting)

    def _turn(self, name: str, meeting: Meeting) -> None:
        meetings = self._desk.meetings
        commands: dict[str, tuple[Callable[[str], Change | None], str]] = {
            "pre_read": (meetings.send_pre_read, _("The pre-read has gone out")),
            "rehearsed": (meetings.rehearse, _("The slides were rehearsed")),
            "cancel": (meetings.cancel, _("Cancelled: %s") % meeting.title),
            "plan_again": (meetings.plan_again, _("Planned again: %s") % meeting.title),
        }
        if name in commands and not self._desk.read_only:
            command, words = commands[name]
            self.write(lambda: command(meeting.id), words)

    def agree(self) -> None:
        """Say that all new actions were agreed with the client, who sees them from then on."""
        sheet = self._view.planner.sheet
        ids = [one.id for one in sheet.made.promises if not one.agreed] if sheet else []
        if ids:
            words = _n("The client sees {n} action", "The client sees {n} actions", len(ids))
            self.write(lambda: self._desk.promises.agree(ids), words)

    def hold(self, meeting: Meeting) -> None:
        """Say that a review was held, once its meaning was confirmed."""
        if meeting.state != PLANNED or self._desk.read_only:
            return
        sure = self._view.shell.ask.confirm(
            _("Mark this review as held?"),
            _("Its slides are frozen as they are now. Their figures don’t change any more, "
              "whatever is corrected later."),
            _("Mark as held"),
        )  # fmt: skip
        if sure:
            words = _("Held: %s") % said.name_of(meeting)
            self.write(lambda: self._desk.meetings.hold(meeting.id), words)

    # -- the agenda ------------------------------------------------------------------------

    def edit_item(self, item: str, values: dict[str, Any]) -> None:
        """Change an item of the agenda."""
        self.write(lambda: self._desk.meetings.edit_item(item, values), _("Changed the agenda"))

    def move_item(self, item: str, at: int) -> None:
        """Give an item of the agenda another place."""
        self.write(lambda: self._desk.meetings.move_item(item, at), _("Moved on the agenda"))

    def remove_item(self, item: str) -> None:
        """Take an item off the agenda."""
        self.write(lambda: self._desk.meetings.remove_items([item]), _("Took it off the agenda"))

    # -- lines -----------------------------------------------------------------------------

    def add(self, card: str, words: str) -> None:
        """Add a line to a card, or an item to the agenda, by its title alone."""
        meeting = self._view.meeting()
        if meeting is None:
            return
        kind = ADDED.get(card, "agenda_item")
        values = saving.begun(kind, words)
        self.write(
            lambda: saving.create(self._desk, kind, values, meeting)[1], _("Added: %s") % words
        )

    def act_on(self, name: str, kind: str, record: str) -> None:
        """Do something with a line."""
        view = self._view
        anchor = view.row_of(kind, record) or view.planner.head
        if name == "edit":
            self.open_form(kind, record, anchor)
        elif name == "decide":
            self.open_form(kind, record, anchor, {"state": "made"})
        else:
            title = view.title_of(kind, record)
            self.write(lambda: saving.act(self._desk, name, kind, record), _(SETTLED[name]) % title)

    def open_form(
        self, kind: str, record: str, anchor: QWidget, preset: dict[str, object] | None = None
    ) -> None:
        """Ask for all fields of a record, or of a new one.

        Args:
            kind: Its kind.
            record: Its id; empty for a new one.
            anchor: Beneath what it is asked.
            preset: Values that it begins with.
        """
        meeting = self._view.meeting()
        if meeting is None or self._desk.read_only:
            return
        self._tasks.read(
            self,
            functools.partial(reading.draft, self._desk, kind, record, meeting.account),
            functools.partial(self._ask, meeting, anchor, preset or {}),
        )

    def _ask(
        self, meeting: Meeting, anchor: QWidget, preset: dict[str, object], draft: Draft
    ) -> None:
        from acctdesk.ui.reviews.form import EntryForm

        view = self._view
        key = (draft.kind, draft.record.id if draft.record is not None else meeting.id)
        form = EntryForm(view.shell.theme, draft, {**self._begun.get(key, {}), **preset}, view)
        before = form.entered()

        def leave() -> None:
            # A click beside it closes it: what was typed is there when it is opened again.
            if form.entered() != before:
                self._begun[key] = form.entered()

        form.left.connect(leave)
        form.save_wanted.connect(lambda: self._save(form, meeting, key))
        form.delete_wanted.connect(lambda: self._delete(form))
        form.open_at(anchor)
        self.popover = form

    def _save(self, form: EntryForm, meeting: Meeting, key: tuple[str, str]) -> None:
        draft, entered = form.draft, form.entered()

        def done(made: tuple[str, Change | None]) -> None:
            self._begun.pop(key, None)
            form.done = True
            form.close()
            words = _("Kept") if draft.record is not None else _("Added")
            if made[1] is not None:
                self._undo.offer(words, made[1])

        self._tasks.write(
            form, functools.partial(saving.save, self._desk, draft, entered, meeting), done,
            form.refuse,
        )  # fmt: skip

    def _delete(self, form: EntryForm) -> None:
        record = form.draft.record
        if record is not None:
            form.done = True
            form.close()
            self.act_on("delete", form.draft.kind, record.id)

    # -- who takes part --------------------------------------------------------------------

    def invite(self, anchor: QWidget) -> None:
        """Ask whom to invite."""
        from acctdesk.ui.reviews.inviting import InviteForm

        sheet = self._view.planner.sheet
        if sheet is None or self._desk.read_only:
            return
        form = InviteForm(self._view.shell.theme, sheet, self._view)

        def keep() -> None:
            people, members = form.chosen()
            form.close()
            self._invite(people, members)

        form.kept.connect(keep)
        form.open_at(anchor)
        self.popover = form

    def invite_missing(self, person: str) -> None:
        """Invite somebody who is missing."""
        self._invite([person], [])

    def _invite(self, people: list[str], members: list[str]) -> None:
        meeting = self._view.meeting()
        if meeting is not None and (people or members):
            count = len(people) + len(members)
            self.write(
                lambda: self._desk.meetings.invite(meeting.id, people, members),
                _n("Invited {n} person", "Invited {n} people", count),
            )

    def answer(self, attendee: str, state: str) -> None:
        """Write down what somebody answered, or take them off the list."""
        meetings = self._desk.meetings
        if state == UNINVITE:
            self.write(lambda: meetings.uninvite([attendee]), _("Took them off the list"))
        else:
            words = _("Answer: %s") % said.ANSWERED[state]
            self.write(lambda: meetings.answer([attendee], state), words)

    def set_role(self, attendee: str, role: str) -> None:
        """Write down what somebody does in the meeting."""
        self.write(
            lambda: self._desk.meetings.set_role([attendee], role or None), _("Changed the role")
        )

    # -- minutes ---------------------------------------------------------------------------

    def keep_minutes(self, text: str) -> None:
        """Keep the minutes."""
        meeting = self._view.meeting()
        if meeting is None or self._desk.read_only:
            return
        desk, id_ = self._desk, meeting.id

        def task() -> Change | None:
            change = desk.meetings.write_minutes(id_, text)
            desk.minutes_drafts.keep({id_: None})
            return change

        def fail(problem: Problem) -> None:
            self._view.planner.minutes.fail()
            self.draft_minutes(text)
            self._tasks.problem.emit(problem)

        self._tasks.write(
            self, task, lambda change: self._undo.offer(_("Kept the minutes"), change), fail
        )

    def draft_minutes(self, text: str) -> None:
        """Keep what is being typed, over the end of the program."""
        meeting = self._view.meeting()
        if meeting is None or self._desk.read_only:
            return
        drafts, id_ = self._desk.minutes_drafts, meeting.id
        told = {"text": text} if text else None
        # Not being able to keep a draft is no reason to stop whoever writes it.
        self._tasks.write(self, lambda: drafts.keep({id_: told}), failed=lambda _problem: None)

    # -- readiness -------------------------------------------------------------------------

    def mend(self, code: str) -> None:
        """Go to where something that isn't ready is mended."""
        view = self._view
        meeting = view.meeting()
        if meeting is None:
            return
        if code == "levels_complete":
            view.shell.go(Place("accounts", {"account": meeting.account, "tab": "service_levels"}))
        elif code == "template":
            view.shell.go(Place("settings", {"card": "decks"}))
        elif code == "sponsor":
            panel = view.planner.panel()
            first = next(iter(panel.people.values()), panel.invite)
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        elif code == "pre_read":
            view.planner.more.setFocus(Qt.FocusReason.OtherFocusReason)
            view.planner.more.showMenu()
        else:
            card = view.planner.card_of(code)
            if card is not None:
                bring_into_sight(card)
                target = card if card.focusPolicy() != Qt.FocusPolicy.NoFocus else None
                for child in card.findChildren(QWidget):
                    if child.focusPolicy() & Qt.FocusPolicy.TabFocus and child.isVisible():
                        target = target or child
                if target is not None:
                    target.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- inside ----------------------------------------------------------------------------

    def write(self, task: Callable[[], Change | None], words: str) -> None:
        """Run a command, and offer to undo it."""
        if self._desk.read_only:
            return

        def done(change: Change | None) -> None:
            if change is not None:
                self._undo.offer(words, change)

        self._tasks.write(self, task, done)
