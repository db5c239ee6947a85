"""Where a client wants to go: goals, decisions, risks, and what is planned for it.

A row is shown to a client only where it is flagged so; its internal note never is.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from acctdesk.models.base import Record, describe
from acctdesk.models.catalogue import Choice, Format
from acctdesk.models.column import field
from acctdesk.words import lazy

GOAL_STATES = (
    Choice("planned", lazy("Planned"), ("not started", "geplant")),
    Choice("on_track", lazy("On track"), ("green", "running", "im plan")),
    Choice("at_risk", lazy("At risk"), ("amber", "red", "gefährdet")),
    Choice("reached", lazy("Reached"), ("done", "met", "erreicht")),
    Choice("missed", lazy("Missed"), ("failed", "verfehlt")),
    Choice("dropped", lazy("Dropped"), ("cancelled", "verworfen")),
)

DECISION_STATES = (
    Choice("wanted", lazy("Wanted"), ("open", "needed", "offen")),
    Choice("made", lazy("Made"), ("decided", "done", "entschieden")),
    Choice("withdrawn", lazy("Withdrawn"), ("dropped", "zurückgezogen")),
)

LEVELS = (
    Choice("low", lazy("Low"), ("l", "gering")),
    Choice("medium", lazy("Medium"), ("m", "mittel")),
    Choice("high", lazy("High"), ("h", "hoch")),
)
"""How likely a risk is, and what it would do."""

RISK_STATES = (
    Choice("open", lazy("Open"), ("active", "offen")),
    Choice("reduced", lazy("Reduced"), ("mitigated", "gemindert")),
    Choice("accepted", lazy("Accepted"), ("akzeptiert",)),
    Choice("occurred", lazy("Occurred"), ("issue", "eingetreten")),
    Choice("closed", lazy("Closed"), ("gone", "geschlossen")),
)

INITIATIVE_STATES = (
    Choice("idea", lazy("Idea"), ("proposed", "vorschlag")),
    Choice("planned", lazy("Planned"), ("scheduled", "geplant")),
    Choice("running", lazy("Running"), ("in progress", "läuft")),
    Choice("done", lazy("Done"), ("delivered", "fertig")),
    Choice("stopped", lazy("Stopped"), ("cancelled", "gestoppt")),
)

_FLAG = "Only then is it shown to them."


class Goal(Record):
    """Something a client wants to reach, with how it is measured."""

    __tablename__ = "goal"
    kind = describe("goal", "Goal", "Goals", title="name")

    account_id: Mapped[str] = field(
        "Account", Format.REFERENCE, target="account", required=True, client=True, width=200
    )
    name: Mapped[str] = field("Name", required=True, client=True, width=260)
    measure: Mapped[str | None] = field(
        "Measure", client=True, width=220, help="What is counted to see whether it is reached."
    )
    unit: Mapped[str | None] = field(
        "Unit", client=True, width=90, help="Of the three figures: %, hours, tickets."
    )
    baseline: Mapped[object | None] = field(
        "Baseline", Format.NUMBER, client=True, width=100, help="Where it began."
    )
    target: Mapped[object | None] = field("Target", Format.NUMBER, client=True, width=100)
    current: Mapped[object | None] = field("Now", Format.NUMBER, client=True, width=100)
    progress: Mapped[object | None] = field(
        "Progress", Format.PERCENT, client=True, width=100,
        help="Where it has no figures; else it follows from them.",
    )  # fmt: skip
    due: Mapped[str | None] = field("Due", Format.DATE, client=True, width=120)
    state: Mapped[str] = field(
        "State", Format.CHOICE, choices=GOAL_STATES, required=True, client=True, width=110
    )
    summary: Mapped[str | None] = field(
        "Where it stands, for the client", Format.LONG_TEXT, client=True, width=280
    )
    person_id: Mapped[str | None] = field(
        "Of them", Format.REFERENCE, target="person", client=True, width=160,
        help="Whose goal it is.",
    )  # fmt: skip
    member_id: Mapped[str | None] = field(
        "Of us", Format.REFERENCE, target="member", client=True, width=160,
        help="Who of us helps with it.",
    )  # fmt: skip
    agreed: Mapped[bool | None] = field(
        "Agreed with the client", Format.CHECK, width=110, help=_FLAG
    )
    note: Mapped[str | None] = field("Internal note", Format.LONG_TEXT, private=True, width=240)


class Decision(Record):
    """Something that is to be decided, or was."""

    __tablename__ = "decision"
    kind = describe("decision", "Decision", "Decisions", title="title")

    account_id: Mapped[str] = field(
        "Account", Format.REFERENCE, target="account", required=True, client=True, width=200
    )
    meeting_id: Mapped[str | None] = field(
        "Review", Format.REFERENCE, target="meeting", client=True, width=200
    )
    title: Mapped[str] = field(
        "What", required=True, client=True, width=300, help="What is to be decided."
    )
    state: Mapped[str] = field(
        "State", Format.CHOICE, choices=DECISION_STATES, required=True, client=True, width=100
    )
    due: Mapped[str | None] = field("Wanted by", Format.DATE, client=True, width=120)
    outcome: Mapped[str | None] = field(
        "Outcome", Format.LONG_TEXT, client=True, width=280, help="What was decided."
    )
    day: Mapped[str | None] = field("Made on", Format.DATE, client=True, width=120)
    person_id: Mapped[str | None] = field(
        "Of them", Format.REFERENCE, target="person", client=True, width=160,
        help="Who of them decides.",
    )  # fmt: skip
    member_id: Mapped[str | None] = field(
        "Of us", Format.REFERENCE, target="member", client=True, width=160,
        help="Who of us decides, or asks for it.",
    )  # fmt: skip
    client_safe: Mapped[bool | None] = field(
        "Client may see it", Format.CHECK, width=110, help=_FLAG
    )
    note: Mapped[str | None] = field("Internal note", Format.LONG_TEXT, private=True, width=240)


class Risk(Record):
    """What may go wrong for a client, and what is done about it."""

    __tablename__ = "risk"
    kind = describe("risk", "Risk", "Risks", title="name")

    account_id: Mapped[str] = field(
        "Account", Format.REFERENCE, target="account", required=True, client=True, width=200
    )
    meeting_id: Mapped[str | None] = field(
        "Raised at", Format.REFERENCE, target="meeting", client=True, width=200
    )
    name: Mapped[str] = field("Name", required=True, client=True, width=260)
    likelihood: Mapped[str | None] = field(
        "Likelihood", Format.CHOICE, choices=LEVELS, client=True, width=100
    )
    impact: Mapped[str | None] = field(
        "Impact", Format.CHOICE, choices=LEVELS, client=True, width=100
    )
    response: Mapped[str | None] = field(
        "Response", Format.LONG_TEXT, client=True, width=280,
        help="What is done about it, as the client may read it.",
    )  # fmt: skip
    state: Mapped[str] = field(
        "State", Format.CHOICE, choices=RISK_STATES, required=True, client=True, width=100
    )
    due: Mapped[str | None] = field("Done by", Format.DATE, client=True, width=120)
    member_id: Mapped[str | None] = field(
        "Of us", Format.REFERENCE, target="member", client=True, width=160,
        help="Who of us sees to it.",
    )  # fmt: skip
    person_id: Mapped[str | None] = field(
        "Of them", Format.REFERENCE, target="person", client=True, width=160,
        help="Who of them sees to it.",
    )  # fmt: skip
    client_safe: Mapped[bool | None] = field(
        "Client may see it", Format.CHECK, width=110, help=_FLAG
    )
    note: Mapped[str | None] = field("Internal note", Format.LONG_TEXT, private=True, width=240)


class Initiative(Record):
    """Something planned or done for a client: a stretch of the road map."""

    __tablename__ = "initiative"
    kind = describe("initiative", "Initiative", "Initiatives", title="name")

    account_id: Mapped[str] = field(
        "Account", Format.REFERENCE, target="account", required=True, client=True, width=200
    )
    name: Mapped[str] = field("Name", required=True, client=True, width=260)
    begins: Mapped[str | None] = field("Begins", Format.DATE, client=True, width=120)
    ends: Mapped[str | None] = field("Ends", Format.DATE, client=True, width=120)
    state: Mapped[str] = field(
        "State", Format.CHOICE, choices=INITIATIVE_STATES, required=True, client=True, width=100
    )
    value: Mapped[str | None] = field(
        "Value for the client", Format.LONG_TEXT, client=True, width=280,
        help="What it brings or has brought, as the client may read it.",
    )  # fmt: skip
    goal_id: Mapped[str | None] = field(
        "For the goal", Format.REFERENCE, target="goal", client=True, width=200
    )
    member_id: Mapped[str | None] = field(
        "Of us", Format.REFERENCE, target="member", client=True, width=160
    )
    person_id: Mapped[str | None] = field(
        "Of them", Format.REFERENCE, target="person", client=True, width=160
    )
    client_safe: Mapped[bool | None] = field(
        "Client may see it", Format.CHECK, width=110, help=_FLAG
    )
    note: Mapped[str | None] = field("Internal note", Format.LONG_TEXT, private=True, width=240)
