"""What people at a client answered when they were asked how satisfied they are."""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from acctdesk.models.base import Record, describe
from acctdesk.models.catalogue import Choice, Format
from acctdesk.models.column import field
from acctdesk.words import lazy

SURVEY_TYPES = (
    Choice("nps", lazy("NPS"), ("net promoter score", "recommendation", "weiterempfehlung")),
    Choice("csat", lazy("CSAT"), ("satisfaction", "customer satisfaction", "zufriedenheit")),
    Choice("ces", lazy("CES"), ("effort", "customer effort score", "aufwand")),
)
"""What was asked: would you recommend us (0 to 10), how satisfied are you (1 to 5), how easy was
it (1 to 7)."""


class Answer(Record):
    """One answer of one person on one day.

    Comment and name are shown to a client only where the person allowed to be quoted; the score
    alone counts among the others.
    """

    __tablename__ = "answer"
    __table_args__ = (Index("ix_answer_account_day", "account_id", "day"),)
    kind = describe("answer", "Survey answer", "Survey answers", title="comment", searched=True)

    account_id: Mapped[str] = field(
        "Account", Format.REFERENCE, target="account", required=True, client=True, width=200,
        index=False,
    )  # fmt: skip
    person_id: Mapped[str | None] = field(
        "Person", Format.REFERENCE, target="person", bound=True, client=True, width=180,
        help="Who answered; empty for an answer without a name.",
    )  # fmt: skip
    type: Mapped[str] = field(
        "Asked for", Format.CHOICE, choices=SURVEY_TYPES, required=True, client=True, width=100
    )
    score: Mapped[int] = field(
        "Score", Format.INTEGER, required=True, client=True, within=(0, 10), width=80
    )
    day: Mapped[str] = field("Day", Format.DATE, required=True, client=True, width=120)
    comment: Mapped[str | None] = field(
        "Comment", Format.LONG_TEXT, client=True, width=320,
        help="In their own words; shown to others only where they may be quoted.",
    )  # fmt: skip
    may_quote: Mapped[bool | None] = field(
        "May be quoted", Format.CHECK, width=110,
        help="They allowed us to show their words and their name.",
    )  # fmt: skip
    survey: Mapped[str | None] = field(
        "Survey", width=180, help="In which round of questions it was given."
    )
    note: Mapped[str | None] = field("Internal note", Format.LONG_TEXT, private=True, width=240)
