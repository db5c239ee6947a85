"""The contact log: what was said with a client, who took part, and what comes next."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from acctdesk.models.base import Record, describe
from acctdesk.models.catalogue import Choice, Format
from acctdesk.models.column import field
from acctdesk.words import lazy

INTERACTION_TYPES = (
    Choice("call", lazy("Call"), ("phone", "phone call", "telephone", "anruf", "telefonat")),
    Choice("meeting", lazy("Meeting"), ("visit", "workshop", "on site", "besuch", "termin")),
    Choice("email", lazy("E-mail"), ("mail", "e-mail")),
    Choice("message", lazy("Message"), ("chat", "sms", "text", "teams", "nachricht")),
    Choice("note", lazy("Note"), ("memo", "notiz", "remark")),
)
"""What an interaction is. A note is for ourselves: it is no contact with the client."""

NO_CONTACT = "note"
"""The type that says nothing of when a client was last spoken to."""


class Interaction(Record):
    """A call, a meeting, a message with a client, or a note about it, on a day."""

    __tablename__ = "interaction"
    __table_args__ = (
        # What is still to be done is looked for over all accounts, and is a small part of the log.
        Index(
            "ix_interaction_open_step",
            "next_step_due",
            sqlite_where=text("next_step IS NOT NULL AND next_step_done IS NULL"),
        ),
    )
    kind = describe("interaction", "Interaction", "Contact log", title="subject")

    account_id: Mapped[str] = field(
        "Account", Format.REFERENCE, target="account", required=True, width=200
    )
    type: Mapped[str] = field(
        "Type", Format.CHOICE, choices=INTERACTION_TYPES, required=True, width=110
    )
    day: Mapped[str] = field("Day", Format.DATE, required=True, width=120)
    minutes: Mapped[int | None] = field("Minutes", Format.INTEGER, width=90)
    subject: Mapped[str] = field(
        "Subject", required=True, width=280, help="One line: what the log shows."
    )
    summary: Mapped[str | None] = field("Summary", Format.LONG_TEXT, width=320)
    next_step: Mapped[str | None] = field(
        "Next step", width=240, help="What somebody promised to do."
    )
    next_step_due: Mapped[str | None] = field("Next step due", Format.DATE, width=130)
    next_step_done: Mapped[str | None] = field("Next step done", Format.DATE, width=130)
    logged_by: Mapped[str | None] = field(
        "Logged by", Format.REFERENCE, target="member", width=160, importable=False
    )


class Participant(Record):
    """Somebody who took part in an interaction: a person of the client or one of us."""

    __tablename__ = "participant"
    kind = describe("participant", "Participant", "Participants", owner="interaction_id")

    interaction_id: Mapped[str] = field(
        "Interaction", Format.REFERENCE, target="interaction", required=True
    )
    person_id: Mapped[str | None] = field("Person", Format.REFERENCE, target="person", bound=True)
    member_id: Mapped[str | None] = field(
        "Team member", Format.REFERENCE, target="member", bound=True
    )
