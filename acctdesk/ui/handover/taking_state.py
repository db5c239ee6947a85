"""How far a hand-over workbook is, and what taking it over did; plain values."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from acctdesk.services.handover.taking import KindCount


class State(StrEnum):
    """How far it is."""

    EMPTY = "empty"
    READING = "reading"
    LOCKED = "locked"
    """A password is asked for."""
    REFUSED = "refused"
    """The file can't be taken; `problem` says why."""
    OPEN = "open"
    """What it would do is shown."""
    TAKING = "taking"
    DONE = "done"


@dataclass(frozen=True)
class Result:
    """Accounts that were taken over.

    Attributes:
        change: Id of the change; empty when there was nothing to do.
        record: Id of the record that is kept of it; empty when there is none.
        accounts: Ids of the accounts, as they are here.
        counts: How much of each kind became what.
        decided: How many conflicts had been decided.
        documents: How many documents were added.
        dangling: How many references lead to something that isn't here.
        dropped: How many records can't be here without something that isn't.
        undone: What taking it back did, in words; empty while it stands.
    """

    change: str
    record: str
    accounts: tuple[str, ...]
    counts: tuple[KindCount, ...]
    decided: int = 0
    documents: int = 0
    dangling: int = 0
    dropped: int = 0
    undone: str = ""
