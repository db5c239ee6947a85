"""Hand-overs: what was given to whom, what was taken over, and what is still to be done."""

from __future__ import annotations

from sqlalchemy import String
from sqlalchemy.orm import Mapped, mapped_column

from acctdesk.models.base import Base, Record, describe
from acctdesk.models.catalogue import Choice, Format
from acctdesk.models.column import field
from acctdesk.models.types import Listed
from acctdesk.words import lazy

DIRECTIONS = (
    Choice("given", lazy("Handed over")),
    Choice("taken", lazy("Taken over")),
)
"""Which way accounts went."""

PURPOSES = (
    Choice("handover", lazy("For good")),
    Choice("copy", lazy("For a while")),
    Choice("return", lazy("Given back")),
)
"""Why accounts went to somebody."""


class Handover(Record):
    """Accounts that were handed to somebody, or taken over from somebody.

    Attributes:
        accounts: Ids of the accounts.
        origin: For what was taken over, id of the workspace that it came from.
        number: Number of that workspace's newest change in it; of ours, for what was given.
        at: Number of our change that merged it.
        content: Fingerprint of the kept content, see `acctdesk.services.handover.keeping`.
        edits: Fingerprint of what had been edited in the workbook itself; empty for nothing.
        held: References that lead out of it, as JSON: they go back as they came.
    """

    __tablename__ = "handover"
    kind = describe("handover", "Hand-over", "Hand-overs", title="names", searched=False)

    direction: Mapped[str] = field("Direction", Format.CHOICE, choices=DIRECTIONS, required=True)
    purpose: Mapped[str] = field("Purpose", Format.CHOICE, choices=PURPOSES, required=True)
    peer: Mapped[str | None] = field("With", width=200)
    day: Mapped[str] = field("Day", Format.DATE, required=True)
    names: Mapped[str] = field("Accounts", required=True, width=280)
    file: Mapped[str | None] = field("File", width=280)
    note: Mapped[str | None] = field("Note", Format.LONG_TEXT)
    accounts: Mapped[tuple[str, ...]] = field(
        "Account ids", Format.TAGS, system=True, column=Listed
    )
    origin: Mapped[str | None] = field("Workspace", system=True, index=True)
    number: Mapped[int] = field("Change there", Format.INTEGER, required=True, system=True)
    at: Mapped[int] = field("Change here", Format.INTEGER, required=True, system=True)
    content: Mapped[str | None] = field("Content", system=True)
    edits: Mapped[str | None] = field("Edits", system=True)
    held: Mapped[str | None] = field("Held references", Format.LONG_TEXT, system=True)


class HandoverStep(Record):
    """Something to be done before a hand-over is complete."""

    __tablename__ = "handover_step"
    kind = describe(
        "handover_step", "Hand-over step", "Hand-over steps", title="title", owner="handover_id",
        searched=False,
    )  # fmt: skip

    handover_id: Mapped[str] = field(
        "Hand-over", Format.REFERENCE, target="handover", required=True
    )
    position: Mapped[int] = field("Order", Format.INTEGER, required=True, system=True)
    code: Mapped[str | None] = field("Code", system=True)
    title: Mapped[str | None] = field("Step", width=280)
    done: Mapped[str | None] = field("Done", Format.DATE)
    done_by: Mapped[str | None] = field("Done by", width=160)


class Identity(Base):
    """Which workspace this is; one row, made with the file and never journalled."""

    __tablename__ = "identity"

    id: Mapped[str] = mapped_column(String(32), primary_key=True)
