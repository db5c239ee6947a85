"""An entry of the contact log as services hand it out: plain values, detached from the database."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Party:
    """Somebody who took part.

    Attributes:
        id: Person or member id.
        name: Their name.
    """

    id: str
    name: str


@dataclass(frozen=True, slots=True)
class Interaction:
    """One entry of the contact log.

    Attributes:
        id: Its id.
        account: Account id.
        account_name: That account's name.
        type: "call", "meeting", "email", "message" or "note".
        day: When it was, ISO 8601.
        minutes: How long it took; None when nobody said.
        subject: What it was about, in one line.
        summary: What was said; may be empty.
        next_step: What somebody promised to do; may be empty.
        next_step_due: Until when; may be empty.
        next_step_done: Since when it is done; empty while it is open.
        logged_by: Who of us logged it; None when nobody had said who they are.
        people: Who took part at the client, by name.
        members: Who of us took part, by name.
        attachments: How many files and links hang on it.
    """

    id: str
    account: str
    account_name: str
    type: str
    day: str
    minutes: int | None
    subject: str
    summary: str = ""
    next_step: str = ""
    next_step_due: str = ""
    next_step_done: str = ""
    logged_by: Party | None = None
    people: tuple[Party, ...] = ()
    members: tuple[Party, ...] = ()
    attachments: int = 0

    @property
    def place(self) -> tuple[str, str]:
        """Where it stands in the log, to ask for what is older."""
        return self.day, self.id

    @property
    def is_open(self) -> bool:
        """Whether its next step is still to be done."""
        return bool(self.next_step) and not self.next_step_done
