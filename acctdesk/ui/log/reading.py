"""What the timeline reads of the log, and ticking a next step."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

from acctdesk.ui.log.draft import TYPES, Draft, Someone
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.undo import Undo
from acctdesk.words import _, date

if TYPE_CHECKING:
    from acctdesk.services.interaction import Interaction
    from acctdesk.ui.desk import Change, Desk


@dataclass(frozen=True, slots=True)
class Sought:
    """Which entries are shown.

    Attributes:
        of: "account" or "person".
        id: Whose.
        type: Only this type; empty for all.
        person: Only with this person of the client; empty for all.
        words: Only with these words.
    """

    of: str = "account"
    id: str = ""
    type: str = ""
    person: str = ""
    words: str = ""

    @property
    def narrowed(self) -> bool:
        """Whether entries are left out."""
        return bool(self.type or self.person or self.words.strip())


def read(
    desk: Desk, sought: Sought, limit: int, before: Interaction | None = None
) -> list[Interaction]:
    """Read entries, newest first: one more than asked for when there are more.

    Args:
        desk: The open workspace.
        sought: Which.
        limit: How many at most.
        before: Only older ones than this.
    """
    service = desk.interactions
    ask = service.of_account if sought.of == "account" else service.of_person
    return ask(
        sought.id,
        limit + 1,
        (before.day, before.id) if before is not None else None,
        types=(sought.type,) if sought.type else (),
        person=sought.person,
        words=sought.words.strip(),
    )


def tick(receiver: QObject, desk: Desk, tasks: Tasks, undo: Undo, entry: Interaction) -> None:
    """Say that the next step of an entry is done, or open it again; Undo is offered.

    Args:
        receiver: Whom the result is for.
        desk: The open workspace.
        tasks: Runs the command.
        undo: Offers to undo it.
        entry: The entry.
    """
    again = bool(entry.next_step_done)
    words = _("Open again: %s") if again else _("Done: %s")

    def task() -> Change | None:
        if again:
            return desk.interactions.reopen_step(entry.id)
        return desk.interactions.finish_step(entry.id)

    tasks.write(receiver, task, lambda change: undo.offer(words % entry.next_step, change))


def draft_of(entry: Interaction) -> Draft:
    """An entry as it stands in the form."""
    return Draft(
        entry.type if entry.type in TYPES else TYPES[0],
        date(entry.day),
        str(entry.minutes or ""),
        entry.subject,
        entry.summary,
        entry.next_step,
        date(entry.next_step_due) if entry.next_step_due else "",
        (
            *(Someone(one.id, one.name, "client") for one in entry.people),
            *(Someone(one.id, one.name, "us") for one in entry.members),
        ),
    )
