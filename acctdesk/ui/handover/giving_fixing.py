"""Mending what an account lacks: in a form over the steps where one will do, else in its place."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Qt
from PySide6.QtWidgets import QWidget

from acctdesk.metrics import handover as asked
from acctdesk.ui.entering import values_of
from acctdesk.ui.shell.page import Place
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.handover.reading import CheckLine
    from acctdesk.ui.reviews.form import EntryForm
    from acctdesk.ui.reviews.plans import Plans
    from acctdesk.ui.reviews.reading import Draft
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

FIELDS: Mapping[str, tuple[str, ...]] = {
    asked.PROMISE_DATES: ("due",),
    asked.PROMISE_OWNERS: ("member_id", "person_id"),
    asked.OVERDUE_TOLD: ("note",),
    asked.RISKS: ("response",),
}
"""Checks that are met by filling in a field of one record, and that field; of an owner, the one of
our side and the one of theirs."""


class Fixing(QObject):
    """Opens what mends a check.

    Args:
        owner: The widget over which forms open.
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was mended.
    """

    def __init__(self, owner: QWidget, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(owner)
        self._owner, self._shell, self._desk = owner, shell, desk
        self._tasks, self._undo = tasks, undo
        self.form: EntryForm | None = None
        """The form that was opened last."""

    @functools.cached_property
    def plans(self) -> Plans:
        """Asks which review is to be planned."""
        from acctdesk.ui.reviews.plans import Plans

        return Plans(self._owner, self._shell, self._desk, self._tasks, self._undo)

    def mend(self, line: CheckLine, anchor: QWidget) -> None:
        """Ask for what is missing, or go where it is entered.

        Args:
            line: The check.
            anchor: Beneath what a form opens; it must stay where it is.
        """
        if line.code == asked.REVIEW and not self._desk.read_only:
            self.plans.ask(anchor, line.account)
        elif line.code in FIELDS and not self._desk.read_only:
            self._read(line, anchor)
        elif line.fix is not None:
            self._shell.go(Place(line.fix.section, dict(line.fix.params)))
            self._shell.toast(
                _("%s. Mend it and come back.") % line.missing,
                undo=lambda: self._shell.go(Place("handover")),
                action=_("Back to the hand-over"),
            )

    def _read(self, line: CheckLine, anchor: QWidget) -> None:
        from acctdesk.ui.reviews.reading import draft

        kind, record = line.record
        self._tasks.read(
            self,
            lambda: draft(self._desk, kind, record, line.account),
            functools.partial(self._ask, line, anchor),
        )

    def _ask(self, line: CheckLine, anchor: QWidget, draft: Draft) -> None:
        from acctdesk.ui.reviews.form import EntryForm

        form = self.form = EntryForm(self._shell.theme, draft, {}, self._owner)
        form.save_wanted.connect(lambda: self._save(form))
        form.delete_wanted.connect(lambda: self._delete(form))
        form.open_at(anchor)
        row = form.rows.get(_wanted(line, draft))
        if row is not None:
            row.editor.setFocus(Qt.FocusReason.OtherFocusReason)
            form.part.reveal(row)

    def _save(self, form: EntryForm) -> None:
        draft, entered = form.draft, form.entered()

        def done(change: Change | None) -> None:
            form.done = True
            form.close()
            if change is not None:
                self._undo.offer(_("Kept"), change)

        self._tasks.write(form, lambda: save(self._desk, draft, entered), done, form.refuse)

    def _delete(self, form: EntryForm) -> None:
        from acctdesk.ui.reviews.saving import delete

        kind, record = form.draft.kind, form.draft.record
        form.done = True
        form.close()
        if record is not None:
            self._tasks.write(
                self,
                lambda: delete(self._desk, kind, record.id),
                lambda change: self._undo.offer(_("Deleted: %s") % record.title, change),
            )


def _wanted(line: CheckLine, draft: Draft) -> str:
    """The field that a check asks for."""
    ours, *theirs = FIELDS[line.code]
    record = draft.record
    return theirs[0] if theirs and record is not None and record["side"] == "theirs" else ours


def save(desk: Desk, draft: Draft, entered: Mapping[str, object]) -> Change | None:
    """Keep what was entered into the form of a record; for the write lane.

    Args:
        desk: The open workspace.
        draft: What the form showed.
        entered: By field: a code, id or tick, or text as it was typed.

    Returns:
        The change; None when nothing differs.

    Raises:
        Invalid: A value can't be read, or doesn't fit.
    """
    from acctdesk.ui.reviews.saving import edit

    if draft.record is None:
        return None
    fields = {one.name: one for one in draft.fields}
    values: dict[str, Any] = {}
    for name, value in entered.items():
        if isinstance(value, str) and value and fields[name].target:
            # Chosen from a list: an id already.
            values[name] = value
        else:
            values |= values_of(desk, fields[name], value)
    return edit(desk, draft.kind, draft.record.id, values)
