"""The hand-over page: what was handed over and taken over, and the way to hand over more."""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.services.handover.parcel import Purpose
from acctdesk.ui.handover import said
from acctdesk.ui.handover.giving_draft import GivingDraft
from acctdesk.ui.handover.giving_session import GivingSession
from acctdesk.ui.handover.home import Home
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.shell.page import Crumb, Page, Params, Place, Shell
from acctdesk.ui.tasks import Latest
from acctdesk.ui.theme.tokens import Space
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.handover.giving import Giving
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

SECTION = "handover"
HOME = {"home": "1"}
"""Parameters of the place that lists what was handed over."""


class HandoverPage(Page):
    """Lists hand-overs, and leads through a new one.

    Places: ``give`` (ids of accounts with commas, or empty) begins to hand over, with ``back`` to
    who they came from; ``home`` lists; ``record`` chooses a hand-over; without any there is what
    was in front.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
        take: Makes the place where a workbook is taken over; None where that isn't possible.
    """

    def __init__(
        self,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        undo: Undo,
        take: Callable[[Path], Place] | None = None,
    ) -> None:
        super().__init__(shell)
        self.setAccessibleName(_("Hand-over"))
        self.setAcceptDrops(take is not None)
        self._desk, self._tasks, self._undo, self._take = desk, tasks, undo, take
        self._latest = Latest(tasks, self)
        able = not desk.read_only
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, Space.CARD)
        self._stack = FrontStack()
        column.addWidget(self._stack)
        self.home = Home(self.theme, able=able)
        self.home.take.setVisible(take is not None)
        self._stack.addWidget(self.home)
        self.session = GivingSession(desk, tasks, self)
        self._wire()
        self.session.resume(self._tell_prepared)

    @functools.cached_property
    def giving(self) -> Giving:
        """The steps; made when they are first wanted."""
        from acctdesk.ui.handover.giving import Giving

        made = Giving(self.shell, self._desk, self._tasks, self._undo, self.session)
        made.left.connect(lambda: self.shell.go(Place(SECTION, HOME)))
        made.record_wanted.connect(lambda record: self.shell.go(Place(SECTION, {"record": record})))
        self._stack.addWidget(made)
        return made

    def _wire(self) -> None:
        home, session = self.home, self.session
        home.give_wanted.connect(lambda: self.shell.go(Place(SECTION, {"give": ""})))
        home.take_wanted.connect(self.choose_workbook)
        home.resume_wanted.connect(self._resume)
        home.discard_wanted.connect(lambda: self.giving.put_aside())
        session.changed.connect(self._tell_prepared)
        session.offered.connect(self._tell_prepared)
        panel, handovers = home.panel, self._desk
        panel.ticked.connect(self._tick)
        panel.step_added.connect(
            lambda record, words: self._write(
                functools.partial(handovers.handovers.add_step, record, words),
                _("Added: %s") % words,
            )
        )
        panel.step_removed.connect(
            lambda step: self._write(
                functools.partial(handovers.handovers.remove_step, step), _("Removed the step")
            )
        )
        panel.edited.connect(self._edit)
        panel.give_back_wanted.connect(
            lambda accounts, peer: self.shell.go(
                Place(SECTION, {"give": ",".join(accounts), "back": peer})
            )
        )
        panel.account_wanted.connect(
            lambda account: self.shell.go(Place("accounts", {"account": account}))
        )
        self._tasks.changed.connect(self._on_change)
        # While tasks still run what is asked for: the window is about to close.
        self._tasks.stopping.connect(session.flush)

    # -- what the window asks --------------------------------------------------------------

    def title(self) -> str:
        """What the top bar says."""
        return _("Hand over accounts") if self.gives() else _("Hand-over")

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """The way back from the steps to the list."""
        return (Crumb(_("Hand-over"), Place(SECTION, HOME)),) if self.gives() else ()

    def gives(self) -> bool:
        """Whether the steps of a new hand-over are in front."""
        return "giving" in self.__dict__ and self._stack.currentWidget() is self.giving

    def activated(self, params: Params) -> None:
        """Begin to hand over, or show what was handed over."""
        if "give" in params:
            accounts = tuple(one for one in params["give"].split(",") if one)
            purpose = Purpose.RETURN if "back" in params else Purpose.HANDOVER
            self.giving.begin(GivingDraft(accounts, purpose.value, params.get("back", "")))
            self._show(self.giving)
            # Coming back must not choose the accounts anew.
            self.shell.replace_place(Place(SECTION))
        elif "home" in params or "record" in params:
            self.home.reveal(params.get("record", ""))
            self._show(self.home)
        self.mark_stale()

    def refresh(self) -> None:
        """Read again what is in front."""
        # Asked for on the lane: right after the start the services are still being loaded.
        self._latest.read(lambda: self._desk.handovers.records(), self.home.show_records)
        if "giving" in self.__dict__:
            self.giving.refresh()
        else:
            self.session.read_offer()

    def heightForWidth(self, width: int) -> int:
        """What is needed, rather than what would be nice: the window's frame scrolls from there."""
        room = self.layout()
        return room.minimumHeightForWidth(width) if room is not None else -1

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return self.giving.panes() if self.gives() else self.home.panes()

    def state(self) -> dict[str, object]:
        """Whether the steps are in front; what was decided is kept in the workspace."""
        return {"gives": self.gives() and self.session.draft.begun}

    def restore(self, state: Mapping[str, object]) -> None:
        """Go on with the steps where they were in front."""
        if state.get("gives") is True:
            self.session.resume(self._resume)

    def reveal_change(self, change: Change) -> bool:
        """Show what an undo touched, when it touched a hand-over."""
        touched = change.touched.get("handover") or ()
        if "handover" not in change.touched and "handover_step" not in change.touched:
            return False
        if touched:
            self.home.reveal(next(iter(touched)))
        return True

    def run_command(self, action_id: str) -> bool:
        """Begin to hand over at "new"; ask for a workbook at "handover.take"."""
        if action_id == "new" and not self._desk.read_only:
            self.shell.go(Place(SECTION, {"give": ""}))
        elif action_id == "handover.take":
            self.choose_workbook()
        else:
            return False
        return True

    # -- taking over -----------------------------------------------------------------------

    def choose_workbook(self) -> None:
        """Ask which workbook is taken over."""
        found = self.shell.ask.open_file(_("Take over a workbook"), _("Workbooks") + " (*.xlsx)")
        if found is not None and self._take is not None:
            self.shell.go(self._take(found))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a workbook."""
        if _workbook(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Lead to where it is taken over."""
        found = _workbook(event.mimeData().urls())
        if found is not None and self._take is not None:
            event.acceptProposedAction()
            self.shell.go(self._take(found))

    # -- inside ----------------------------------------------------------------------------

    def _show(self, part: QWidget) -> None:
        if self._stack.currentWidget() is not part:
            self._stack.setCurrentWidget(part)
            self.title_changed.emit()
        start = self.giving.start() if self.gives() else self.home.start()
        start.setFocus(Qt.FocusReason.OtherFocusReason)

    def _resume(self) -> None:
        self.giving.resume()
        self._show(self.giving)
        self._tell_prepared()

    def _tell_prepared(self) -> None:
        """Say on the list what is being prepared."""
        session = self.session
        draft, names = session.draft, session.names()
        words = ""
        if draft.begun and names:
            told = said.accounts(names)
            words = (
                _("{accounts} to {name}").format(accounts=told, name=draft.peer)
                if draft.peer
                else told
            )
        elif draft.begun:
            words = draft.peer or _("No account chosen yet")
        self.home.show_prepared(words)

    def _tick(self, step: str, on: bool) -> None:
        words = _("Ticked a step") if on else _("Took the tick away")
        self._write(lambda: self._desk.handovers.tick(step, done=on), words)

    def _edit(self, record: str, field: str, text: str) -> None:
        words = _("Changed the note") if field == "note" else _("Changed who it was with")
        self._write(lambda: self._desk.handovers.edit(record, **{field: text}), words)

    def _write(self, task: Callable[[], Change | None], words: str) -> None:
        if self._desk.read_only:
            return

        def done(change: Change | None) -> None:
            if change is not None:
                self._undo.offer(words, change)

        self._tasks.write(self, task, done)

    def _on_change(self, _change: Change) -> None:
        self.mark_stale()


def _workbook(urls: Sequence[object]) -> Path | None:
    """The one workbook that is dropped; None for anything else."""
    paths = [Path(url.toLocalFile()) for url in urls if url.isLocalFile()]  # type: ignore[attr-defined]
    if len(paths) == 1 and paths[0].suffix.lower() == ".xlsx":
        return paths[0]
    return None
