"""Undo and redo as the window offers them: menu, keys, toasts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.history import HistoryEntry
    from acctdesk.ui.desk import Change, Desk, Reversal
    from acctdesk.ui.shell.page import Shell


class Undo(QObject):
    """Steps through the journal, says what it did, and names what it left alone.

    Args:
        shell: The window: its actions and toasts.
        desk: The open workspace.
        tasks: Runs the steps, and tells of changes.
        parent: Its owner.
    """

    reverted = Signal(object)
    """The `Change` of an undo or redo, for whoever can show what it touched."""

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, parent: QObject) -> None:
        super().__init__(parent)
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self._latest = Latest(tasks, self)
        self._before: dict[str, str] = {}
        """Changes that are one step with the change before them, and that one."""
        actions = shell.action_set
        actions.on("undo", self.undo)
        actions.on("redo", self.redo)
        tasks.changed.connect(self._on_changed)

    def look(self) -> None:
        """Say in the menu what undo and redo would do now."""

        def read() -> tuple[HistoryEntry | None, HistoryEntry | None]:
            history = self._desk.history
            return history.next_undo(), history.next_redo()

        self._latest.read(read, self._show)

    def undo(self) -> None:
        """Take back the newest change in force, and what is one step with it."""
        if not self._desk.read_only:
            self._tasks.write(self, self._take_back, self._say_step)

    def redo(self) -> None:
        """Bring back what was undone last, and what is one step with it."""
        if not self._desk.read_only:
            self._tasks.write(self, self._bring_back, lambda done: self._say_step(done, again=True))

    def join(self, first: str, second: str) -> None:
        """Take two changes of one gesture as one step, until the program ends.

        Args:
            first: Id of a change.
            second: Id of the change that followed it.
        """
        self._before[second] = first

    def _take_back(self) -> list[Reversal]:
        history = self._desk.history
        newest = history.next_undo()
        done: list[Reversal] = [history.undo()]
        while newest is not None and newest.id in self._before:
            further = history.next_undo()
            if further is None or further.id != self._before[newest.id]:
                break
            newest = further
            done.append(history.undo())
        return done

    def _bring_back(self) -> list[Reversal]:
        history = self._desk.history
        newest = history.next_redo()
        done: list[Reversal] = [history.redo()]
        while newest is not None and (further := history.next_redo()) is not None:
            if self._before.get(further.id) != newest.id:
                break
            newest = further
            done.append(history.redo())
        return done

    def revert(self, change: str) -> None:
        """Undo any change in force, or redo any undone one.

        Args:
            change: Its id.
        """
        self._tasks.write(self, lambda: self._desk.history.revert(change), self._say)

    def offer(self, text: str, change: Change | None) -> None:
        """Say that something was done, with Undo beside it.

        Args:
            text: What was done.
            change: The change; None when nothing had to be done, and then nothing is offered.
        """
        if change is None:
            self._shell.toast(text)
        else:
            self._shell.toast(text, undo=lambda: self.revert(change.id))

    def name(self, entry: HistoryEntry) -> str:
        """What a change is called."""
        from acctdesk.exchange.wording import say

        return say(entry.label, self._desk.fields.catalogue)

    def _show(self, found: tuple[HistoryEntry | None, HistoryEntry | None]) -> None:
        writable = not self._desk.read_only
        for action_id, entry, plain, named in (
            ("undo", found[0], _("Undo"), _("Undo “%s”")),
            ("redo", found[1], _("Redo"), _("Redo “%s”")),
        ):
            action = self._shell.action_set.action(action_id)
            action.setText((named % self.name(entry) if entry else plain).replace("&", "&&"))
            action.setEnabled(entry is not None and writable)

    def _say_step(self, done: list[Reversal], *, again: bool = False) -> None:
        """Name the step by its last change: that is the one who was named, not the blank card."""
        *others, last = done if again else reversed(done)
        self._say(last, again=again)
        for one in others:
            if one.change is not None:
                self.reverted.emit(one.change)

    def _say(self, done: Reversal, *, again: bool = False) -> None:
        from acctdesk.exchange.wording import say, undone

        words = say(done.of, self._desk.fields.catalogue)
        if done.change is not None and done.change.mode == "redo":
            again = True
        self._shell.toast(undone(words, done.kept, again=again))
        if done.change is not None:
            self.reverted.emit(done.change)

    def _on_changed(self, _change: object) -> None:
        self.look()
