"""What somebody began to write down: kept as it was typed until it is logged."""

from __future__ import annotations

from dataclasses import dataclass

TYPES = ("call", "meeting", "email", "message", "note")
"""Codes of the types in the order in which they are offered."""

ICONS = {
    "call": "phone",
    "meeting": "users",
    "email": "mail",
    "message": "message-square",
    "note": "sticky-note",
}
"""Lucide's name for each type; the word always stands beside it."""


@dataclass(frozen=True, slots=True)
class Someone:
    """One who took part.

    Attributes:
        id: Person's or member's id; empty for somebody who isn't here yet.
        name: The name.
        side: "client", "us", or "new" for a contact who is added with the entry.
        note: What tells them from others of that name: a title.
    """

    id: str
    name: str
    side: str = "client"
    note: str = ""


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as it stands in the form: texts as they were typed.

    Attributes:
        type: Code of the type.
        day: Day as typed; empty means today.
        minutes: Minutes as typed.
        subject: One line.
        summary: What was said.
        next_step: What is to be done.
        due: By when, as typed.
        people: Who took part, both sides.
    """

    type: str = "call"
    day: str = ""
    minutes: str = ""
    subject: str = ""
    summary: str = ""
    next_step: str = ""
    due: str = ""
    people: tuple[Someone, ...] = ()

    @property
    def typed(self) -> bool:
        """Whether there is something in it that one would miss."""
        texts = (self.minutes, self.subject, self.summary, self.next_step, self.due)
        return any(text.strip() for text in texts) or any(one.side != "us" for one in self.people)
