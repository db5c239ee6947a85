"""Keeps what was entered into the rows of a form, for one record or for several."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acctdesk.errors import Problem
from acctdesk.services.catalogue import Field
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.entering import complaint, values_of
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.undo import Undo
from acctdesk.words import _, number

if TYPE_CHECKING:
    from collections.abc import Callable

    from acctdesk.ui.record.fieldrow import FieldRow


class Saver(QObject):
    """Carries out what was entered, as one change however many records there are.

    Args:
        desk: The open workspace.
        tasks: Runs the commands.
        undo: Offers to undo a change of several records.
        parent: The form.
    """

    def __init__(self, desk: Desk, tasks: Tasks, undo: Undo, parent: QObject) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._undo = desk, tasks, undo

    def keep(
        self,
        kind: str,
        ids: Sequence[str],
        row: FieldRow,
        entered: object,
        again: Callable[[], object],
    ) -> None:
        """Keep an entry; where that can't be, the row says why.

        Args:
            kind: Kind of the records.
            ids: Which.
            row: Where it was entered.
            entered: What.
            again: Shows the rows as the workspace has them; called before the row refuses, and
                when nothing differed.
        """
        field, several = row.field, len(ids)

        def task() -> Change | None:
            values = values_of(self._desk, field, entered)
            if kind == "account":
                return self._desk.accounts.edit(list(ids), values)
            return self._desk.records.edit_many(kind, list(ids), values)

        def done(change: Change | None) -> None:
            again()
            if several > 1 and change is not None:
                self._undo.offer(changed_words(field, several), change)

        def refuse(problem: Problem) -> None:
            again()
            row.refuse(entered, complaint(problem))

        self._tasks.write(row, task, done, refuse)

    def tag(self, kind: str, ids: Sequence[str], field: Field, tag: str, *, off: bool) -> None:
        """Put a tag on records, or take it off; what else they have stays.

        Args:
            kind: Kind of the records.
            ids: Which.
            field: The field of tags.
            tag: The tag.
            off: Whether it is taken off.
        """
        words = (_("Took the tag “%s” off") if off else _("Put the tag “%s” on")) % tag

        def task() -> Change | None:
            add, remove = ((), (tag,)) if off else ((tag,), ())
            return self._desk.tags.change(kind, list(ids), add=add, remove=remove, field=field.name)

        def done(change: Change | None) -> None:
            if change is not None and (off or len(ids) > 1):
                self._undo.offer(words, change)

        self._tasks.write(self, task, done)


def changed_words(field: Field, count: int) -> str:
    """What is said after several records were edited at once."""
    return _("Changed {field} of {n} records").format(field=field.label, n=number(count))
