"""Where people stand towards us and one another: choices of a position, ties, relationships.

Reporting is the manager of a position alone; every other line on a map is a tie. Everything here
is internal: a client sees names, titles, units and reporting lines, and none of this.
"""

from __future__ import annotations

from sqlalchemy.orm import Mapped

from acctdesk.models.base import Record, describe
from acctdesk.models.catalogue import Choice, Format
from acctdesk.models.column import field
from acctdesk.words import lazy

ATTITUDES = (
    Choice("mentor", lazy("Mentor"), ("coach us", "++", "promoter", "förderer")),
    Choice("supporter", lazy("Supporter"), ("+", "positive", "friendly", "unterstützer")),
    Choice("neutral", lazy("Neutral"), ("0", "indifferent", "neutre")),
    Choice("sceptic", lazy("Sceptic"), ("-", "skeptic", "sceptical", "skeptical", "skeptiker")),
    Choice("opponent", lazy("Opponent"), ("--", "negative", "enemy", "hostile", "gegner")),
)
"""How somebody stands towards us, the most friendly first."""

BUYING_ROLES = (
    Choice("economic_buyer", lazy("Economic buyer"),
           ("economic", "decision maker", "decision-maker", "decider", "budget holder", "signer",
            "entscheider")),
    Choice("technical_buyer", lazy("Technical buyer"), ("technical", "evaluator", "gatekeeper")),
    Choice("user_buyer", lazy("User buyer"), ("user", "end user", "anwender")),
    Choice("coach", lazy("Coach"), ("informant",)),
    Choice("champion", lazy("Champion"), ("sponsor", "advocate")),
    Choice("blocker", lazy("Blocker"), ("veto", "blockierer")),
)  # fmt: skip
"""What somebody does in a purchase. A champion sells for us; a coach informs."""

POST_STATUSES = (
    Choice("in_post", lazy("In post"), ("active", "current", "aktiv")),
    Choice("leaving", lazy("Leaving"), ("on notice", "resigned")),
    Choice("left", lazy("Left"), ("gone", "former", "inactive", "ausgeschieden")),
    Choice("unknown", lazy("Unknown"), ("vacant", "open", "placeholder", "unbekannt")),
)
"""Whether a post is held. Unknown without a person is a placeholder: a role that surely exists."""

CADENCES = (
    Choice("weekly", lazy("Weekly"), ("week", "every week", "wöchentlich")),
    Choice("fortnightly", lazy("Fortnightly"), ("biweekly", "every two weeks", "zweiwöchentlich")),
    Choice("monthly", lazy("Monthly"), ("month", "every month", "monatlich")),
    Choice("quarterly", lazy("Quarterly"), ("quarter", "every quarter", "vierteljährlich")),
)
"""How often somebody is to be contacted."""

TIE_TYPES = (
    Choice("dotted", lazy("Dotted line"), ("dotted line", "matrix")),
    Choice("influence", lazy("Influence"), ("influences",)),
    Choice("conflict", lazy("Conflict"), ("conflicts",)),
)
"""What joins two posts beside reporting."""

STRENGTHS = (
    Choice("none", lazy("None")),
    Choice("brief", lazy("Brief"), ("once", "weak")),
    Choice("multiple", lazy("Multiple"), ("several", "medium")),
    Choice("in_depth", lazy("In-depth"), ("in depth", "deep", "strong")),
)
"""How well two people know each other, the least first."""

STANDINGS = (
    Choice("vendor", lazy("Vendor"), ("supplier",)),
    Choice("credible_source", lazy("Credible source"), ("credible",)),
    Choice("problem_solver", lazy("Problem solver"), ("solver",)),
    Choice("trusted_advisor", lazy("Trusted advisor"), ("advisor", "trusted adviser")),
)
"""What one of us is to somebody, the least first."""

SCALE = (0, 10)
"""From where to where power and interest go."""

STEPS = (1, 3)
"""From where to where the strength of a tie goes."""


class Tie(Record):
    """A line between two posts beside reporting: dotted, influence or conflict."""

    __tablename__ = "tie"
    kind = describe("tie", "Connection", "Connections", owner="from_id")

    account_id: Mapped[str] = field("Account", Format.REFERENCE, target="account", required=True)
    from_id: Mapped[str] = field("From", Format.REFERENCE, target="position", required=True)
    to_id: Mapped[str] = field("To", Format.REFERENCE, target="position", required=True)
    type: Mapped[str] = field("Type", Format.CHOICE, choices=TIE_TYPES, required=True, width=120)
    strength: Mapped[int | None] = field(
        "Strength", Format.INTEGER, within=STEPS, width=90, help="From 1, weak, to 3, strong."
    )
    note: Mapped[str | None] = field("Note", private=True, width=240)


class Relationship(Record):
    """How well one of us knows one of theirs."""

    __tablename__ = "relationship"
    kind = describe("relationship", "Relationship", "Relationships", owner="person_id")

    member_id: Mapped[str] = field(
        "Team member", Format.REFERENCE, target="member", required=True, width=160
    )
    person_id: Mapped[str] = field("Person", Format.REFERENCE, target="person", required=True)
    strength: Mapped[str | None] = field("Strength", Format.CHOICE, choices=STRENGTHS, width=120)
    now: Mapped[str | None] = field("Relationship now", Format.CHOICE, choices=STANDINGS, width=140)
    wanted: Mapped[str | None] = field(
        "Relationship wanted", Format.CHOICE, choices=STANDINGS, width=140
    )
    note: Mapped[str | None] = field("Note", private=True, width=240)
