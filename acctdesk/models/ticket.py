"""Tickets of the clients' service desks, each with the history of its states in one column."""

from __future__ import annotations

from sqlalchemy import BigInteger, Index, Integer, String, Text
from sqlalchemy.orm import Mapped, mapped_column

from acctdesk.models.base import Base, Record, describe
from acctdesk.models.catalogue import Choice, Format
from acctdesk.models.column import field
from acctdesk.words import lazy

STAGES = (
    Choice("opened", lazy("Opened"), ("new", "open", "neu")),
    Choice("responded", lazy("Responded"), ("active", "in progress", "in arbeit")),
    Choice("paused", lazy("Paused"), ("waiting", "on hold", "pending")),
    Choice("resolved", lazy("Resolved"), ("solved", "done", "gelöst")),
    Choice("closed", lazy("Closed"), ("geschlossen",)),
    Choice("reopened", lazy("Reopened"), ("wieder geöffnet",)),
)
"""What the states of a service desk are mapped to, and what a ticket's state is one of."""


class Ticket(Record):
    """A request or an incident of an account, as its service desk told of it.

    Attributes:
        events: Compact JSON: a list of [instant in microseconds since 1970 UTC, stage, the desk's
            own word]; see `acctdesk.models.events`. One column, so that 120,000 events are 20,000
            rows.
    """

    __tablename__ = "ticket"
    __table_args__ = (
        # Unique in the services alone: undo and merging put rows back one by one.
        Index("ix_ticket_account_number", "account_id", "number"),
        Index("ix_ticket_account_opened", "account_id", "opened"),
    )
    kind = describe("ticket", "Ticket", "Tickets", title="number", searched=False)

    account_id: Mapped[str] = field(
        "Account", Format.REFERENCE, target="account", required=True, client=True, width=200,
        index=False,
    )  # fmt: skip
    number: Mapped[str] = field(
        "Number", required=True, client=True, width=120,
        synonyms=("key", "id", "ticket", "ticket id", "issue key", "incident", "incident number",
                  "case", "case number", "nummer", "ticketnummer", "vorgang"),
    )  # fmt: skip
    title: Mapped[str | None] = field(
        "Title", client=True, width=280,
        synonyms=("short description", "summary", "subject", "betreff", "kurzbeschreibung"),
    )  # fmt: skip
    priority: Mapped[str | None] = field(
        "Priority", client=True, width=110, synonyms=("prio", "severity", "priorität", "urgency")
    )
    category: Mapped[str | None] = field(
        "Cause", client=True, width=160,
        synonyms=("category", "closed code", "close code", "cause", "root cause", "resolution code",
                  "kategorie", "ursache"),
    )  # fmt: skip
    service_id: Mapped[str | None] = field(
        "Service", Format.REFERENCE, target="service", client=True, width=160,
        synonyms=("service", "business service", "component", "dienst"),
    )  # fmt: skip
    state: Mapped[str | None] = field(
        "State", Format.CHOICE, choices=STAGES, client=True, width=110,
        synonyms=("status", "incident state", "state", "zustand"),
    )  # fmt: skip
    opened: Mapped[object | None] = field(
        "Opened", Format.MOMENT, client=True, width=150,
        synonyms=("opened at", "created", "created at", "created on", "reported", "erstellt",
                  "eröffnet"),
    )  # fmt: skip
    responded: Mapped[object | None] = field(
        "Responded", Format.MOMENT, client=True, width=150,
        synonyms=("first response", "first response at", "first reply at", "responded at",
                  "erste antwort"),
    )  # fmt: skip
    resolved: Mapped[object | None] = field(
        "Resolved", Format.MOMENT, client=True, width=150,
        synonyms=("resolved at", "resolution date", "solved at", "gelöst am"),
    )  # fmt: skip
    closed: Mapped[object | None] = field(
        "Closed", Format.MOMENT, client=True, width=150,
        synonyms=("closed at", "closed on", "geschlossen am"),
    )  # fmt: skip
    assignee: Mapped[str | None] = field(
        "Assigned to", width=150, synonyms=("assignee", "assigned to", "owner", "bearbeiter")
    )
    source: Mapped[str | None] = field(
        "Source", width=140, importable=False, help="The service desk it comes from."
    )
    events: Mapped[str | None] = field("History", Format.LONG_TEXT, system=True)


NO_PERIOD = -1
"""Instead of an instant: the ticket belongs to no period yet."""


class Judged(Base):
    """A ticket held against an objective: worked out from both, kept so that it isn't each time.

    It holds whatever the present moment is: an open ticket is missed from `late` on.

    Attributes:
        objective_id: The objective of the version in force when the ticket was opened.
        ticket_id: The ticket.
        at: The instant by which it belongs to a period, in microseconds since 1970 UTC: when it is
            due, when it was resolved (first contact) or opened (throughput); `NO_PERIOD` for none
            yet.
        outcome: "met" or "missed" once it is finished, "open", or "paused"; "missed" of a paused
            one that is past due. For throughput "met" once resolved.
        late: The instant from which an open one is missed; for throughput when it was resolved.
        spent: Working time that counted until it was finished, in microseconds; None when it isn't.
    """

    __tablename__ = "judged"
    __table_args__ = (
        # The rows themselves stand in the order in which the periods of an objective are counted.
        Index("ix_judged_ticket_id", "ticket_id"),
        {"sqlite_with_rowid": False},
    )

    objective_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    at: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    ticket_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    outcome: Mapped[str] = mapped_column(String(8))
    late: Mapped[int | None] = mapped_column(BigInteger)
    spent: Mapped[int | None] = mapped_column(BigInteger)


class Monthly(Base):
    """The measurements of one objective and account in one month, put together.

    Attributes:
        account_id: The account.
        month: Months since the year 0.
        objective_id: The objective.
        n: How many there are.
        total: Their sum, in millionths.
    """

    __tablename__ = "monthly"
    __table_args__ = ({"sqlite_with_rowid": False},)

    account_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    month: Mapped[int] = mapped_column(Integer, primary_key=True)
    objective_id: Mapped[str] = mapped_column(String(32), primary_key=True)
    n: Mapped[int] = mapped_column(Integer)
    total: Mapped[int] = mapped_column(BigInteger)


class Holidays(Base):
    """The public holidays of a place, so that the library that knows them loads but once.

    Attributes:
        place: Code of the country, and of its part after a hyphen.
        edition: Of the library; another one may know better.
        days: ISO days, parted by blanks.
    """

    __tablename__ = "holidays"
    __table_args__ = ({"sqlite_with_rowid": False},)

    place: Mapped[str] = mapped_column(String(32), primary_key=True)
    edition: Mapped[str] = mapped_column(String)
    days: Mapped[str] = mapped_column(Text)
