"""Promises between a client and us: what, who to whom, until when, and what became of it."""

from __future__ import annotations

from sqlalchemy import Index, text
from sqlalchemy.orm import Mapped

from acctdesk.models.base import Record, describe
from acctdesk.models.catalogue import Choice, Format
from acctdesk.models.column import field
from acctdesk.words import lazy

SIDES = (
    Choice("ours", lazy("Ours"), ("us", "supplier", "unsere")),
    Choice("theirs", lazy("Theirs"), ("client", "customer", "ihre")),
)
"""Who promised."""

PROMISE_STATES = (
    Choice("open", lazy("Open"), ("in progress", "offen")),
    Choice("kept", lazy("Kept"), ("done", "closed", "erledigt")),
    Choice("dropped", lazy("Dropped"), ("cancelled", "withdrawn", "verworfen")),
)
"""What became of a promise; late and overdue follow from its days."""


class Promise(Record):
    """Something one side promised the other.

    Of the two people the one on the side that promised owns it, the other waits for it. A client
    sees a promise only once it was agreed with them.
    """

    __tablename__ = "promise"
    __table_args__ = (
        Index("ix_promise_account_made", "account_id", "made"),
        # What is still open is looked for over all accounts, and is a small part.
        Index("ix_promise_open", "due", sqlite_where=text("state = 'open'")),
    )
    kind = describe("promise", "Promise", "Promises", title="title")

    account_id: Mapped[str] = field(
        "Account", Format.REFERENCE, target="account", required=True, client=True, width=200,
        index=False,
    )  # fmt: skip
    title: Mapped[str] = field(
        "What", required=True, client=True, width=300, synonyms=("action", "aufgabe", "zusage")
    )
    side: Mapped[str] = field(
        "Side", Format.CHOICE, choices=SIDES, required=True, client=True, width=90
    )
    member_id: Mapped[str | None] = field(
        "Of us", Format.REFERENCE, target="member", client=True, width=160,
        help="Who keeps it when it is ours, to whom it was promised when it is theirs.",
    )  # fmt: skip
    person_id: Mapped[str | None] = field(
        "Of them", Format.REFERENCE, target="person", client=True, width=160,
        help="To whom it was promised when it is ours, who keeps it when it is theirs.",
    )  # fmt: skip
    meeting_id: Mapped[str | None] = field(
        "Made at", Format.REFERENCE, target="meeting", client=True, width=200
    )
    made: Mapped[str] = field("Made on", Format.DATE, required=True, client=True, width=120)
    due: Mapped[str | None] = field("Due", Format.DATE, client=True, width=120)
    state: Mapped[str] = field(
        "State", Format.CHOICE, choices=PROMISE_STATES, required=True, client=True, width=100
    )
    done: Mapped[str | None] = field(
        "Done on", Format.DATE, client=True, width=120, help="When it was kept or dropped."
    )
    evidence: Mapped[str | None] = field(
        "Evidence for the client", client=True, width=240,
        help="How one sees that it was kept, as the client may read it.",
    )  # fmt: skip
    agreed: Mapped[bool | None] = field(
        "Agreed with the client", Format.CHECK, width=110,
        help="Only then is it shown to them.",
    )  # fmt: skip
    note: Mapped[str | None] = field("Internal note", Format.LONG_TEXT, private=True, width=240)
