"""Reviews with a client: the meeting, its agenda, who comes, its slides, and what was frozen of it.

What stands on a slide or in the minutes is for the client and says so in its label; speaker notes,
the note of a meeting and how far it is prepared are ours. A snapshot is written once, when a
meeting was held, and never changed.
"""

from __future__ import annotations

from sqlalchemy import Index
from sqlalchemy.orm import Mapped

from acctdesk.models.base import Record, describe
from acctdesk.models.catalogue import Choice, Format
from acctdesk.models.column import field
from acctdesk.words import lazy

REVIEW_TYPES = (
    Choice("qbr", lazy("Quarterly business review"), ("quarterly review", "quartalsgespräch")),
    Choice("monthly_review", lazy("Monthly performance review"), ("monthly", "service review")),
    Choice("renewal", lazy("Renewal meeting"), ("renewal review", "vertragsgespräch")),
    Choice("onboarding", lazy("Onboarding review"), ("onboarding", "transition review")),
    Choice("internal", lazy("Internal review"), ("account review", "internal")),
)
"""What a review is. An internal one is held without the client, and nothing of it is released."""

INTERNAL = "internal"
"""The type of which nothing is ever released."""

MEETING_STATES = (
    Choice("planned", lazy("Planned"), ("open", "geplant")),
    Choice("held", lazy("Held"), ("done", "stattgefunden")),
    Choice("cancelled", lazy("Cancelled"), ("canceled", "abgesagt")),
)

LOOKS = (
    Choice("back", lazy("Back"), ("backward", "past")),
    Choice("forward", lazy("Forward"), ("ahead", "future")),
)
"""Where an item of an agenda looks: at what was, or at what comes."""

ATTENDEE_STATES = (
    Choice("invited", lazy("Invited"), ("tentative", "no answer", "eingeladen")),
    Choice("accepted", lazy("Accepted"), ("yes", "zugesagt")),
    Choice("declined", lazy("Declined"), ("no", "abgesagt")),
    Choice("attended", lazy("Attended"), ("was there", "teilgenommen")),
)

ATTENDEE_ROLES = (
    Choice("sponsor", lazy("Sponsor"), ("executive sponsor",)),
    Choice("decides", lazy("Decides"), ("decision maker",)),
    Choice("presents", lazy("Presents"), ("presenter", "speaker")),
    Choice("takes_part", lazy("Takes part"), ("participant", "guest")),
)
"""What somebody does in a meeting. Who sponsors or decides is our judgement, so it is internal."""

LONGEST_MINUTES = (0, 24 * 60)
"""From where to where the minutes of a meeting or of a part of it go."""


class Meeting(Record):
    """A review: what is looked at, when and where, and what was written down."""

    __tablename__ = "meeting"
    __table_args__ = (
        Index("ix_meeting_account_starts", "account_id", "starts"),
        # What comes next over all accounts.
        Index("ix_meeting_state_starts", "state", "starts"),
    )
    kind = describe("meeting", "Review", "Reviews", title="title")

    account_id: Mapped[str] = field(
        "Account", Format.REFERENCE, target="account", required=True, client=True, width=200,
        index=False,
    )  # fmt: skip
    type: Mapped[str] = field(
        "Kind", Format.CHOICE, choices=REVIEW_TYPES, required=True, client=True, width=180
    )
    title: Mapped[str] = field("Title", required=True, client=True, width=260)
    period: Mapped[str | None] = field(
        "Period", client=True, width=110,
        help="The quarter or month that is looked at: 2026-Q3 or 2026-09.",
    )  # fmt: skip
    starts: Mapped[object] = field("Starts", Format.MOMENT, required=True, client=True, width=150)
    minutes: Mapped[int] = field(
        "Minutes", Format.INTEGER, required=True, client=True, within=LONGEST_MINUTES, width=90
    )
    place: Mapped[str | None] = field("Place", client=True, width=180)
    state: Mapped[str] = field(
        "State", Format.CHOICE, choices=MEETING_STATES, required=True, client=True, width=110
    )
    member_id: Mapped[str | None] = field(
        "Led by", Format.REFERENCE, target="member", client=True, width=160
    )
    language: Mapped[str | None] = field(
        "Language", Format.LANGUAGE, client=True, width=110,
        help="Of slides and minutes; the account's own when empty.",
    )  # fmt: skip
    template: Mapped[str | None] = field("Template", importable=False, width=140)
    previous_id: Mapped[str | None] = field(
        "Review before", Format.REFERENCE, target="meeting", width=200,
        help="Whose actions are looked at; the last one of its kind when empty.",
    )  # fmt: skip
    pre_read_due: Mapped[str | None] = field(
        "Pre-read due", Format.DATE, width=130,
        help="When the client is to have the slides; one or two working days before when empty.",
    )  # fmt: skip
    pre_read_sent: Mapped[str | None] = field("Pre-read sent", Format.DATE, width=130)
    rehearsed: Mapped[str | None] = field("Rehearsed", Format.DATE, width=120)
    client_minutes: Mapped[str | None] = field(
        "Minutes for the client", Format.LONG_TEXT, client=True, width=320,
        help="What was said, as the client may read it.",
    )  # fmt: skip
    note: Mapped[str | None] = field("Internal note", Format.LONG_TEXT, private=True, width=240)


class AgendaItem(Record):
    """One item of an agenda, with the time it is given."""

    __tablename__ = "agenda_item"
    kind = describe("agenda_item", "Agenda item", "Agenda items", title="title", owner="meeting_id")

    meeting_id: Mapped[str] = field(
        "Review", Format.REFERENCE, target="meeting", required=True, client=True
    )
    position: Mapped[int] = field("Position", Format.INTEGER, required=True, system=True)
    """Sorts the items of a meeting; need not be without gaps."""
    title: Mapped[str] = field("Title", required=True, client=True, width=240)
    minutes: Mapped[int] = field(
        "Minutes", Format.INTEGER, required=True, client=True, within=LONGEST_MINUTES, width=90
    )
    looks: Mapped[str] = field(
        "Looks", Format.CHOICE, choices=LOOKS, required=True, client=True, width=100
    )
    member_id: Mapped[str | None] = field(
        "Of us", Format.REFERENCE, target="member", client=True, width=160,
        help="Who of us speaks.",
    )  # fmt: skip
    person_id: Mapped[str | None] = field(
        "Of them", Format.REFERENCE, target="person", client=True, width=160,
        help="Who of them speaks.",
    )  # fmt: skip
    block: Mapped[str | None] = field("Slides", width=140, help="What is shown with it.")
    note: Mapped[str | None] = field("Internal note", Format.LONG_TEXT, private=True, width=240)


class Attendee(Record):
    """Somebody who is asked to a meeting: a person of the client or one of us."""

    __tablename__ = "attendee"
    kind = describe("attendee", "Attendee", "Attendees", owner="meeting_id")

    meeting_id: Mapped[str] = field(
        "Review", Format.REFERENCE, target="meeting", required=True, client=True
    )
    person_id: Mapped[str | None] = field(
        "Person", Format.REFERENCE, target="person", bound=True, client=True, width=180
    )
    member_id: Mapped[str | None] = field(
        "Team member", Format.REFERENCE, target="member", bound=True, client=True, width=180
    )
    state: Mapped[str] = field(
        "Answer", Format.CHOICE, choices=ATTENDEE_STATES, required=True, client=True, width=110
    )
    role: Mapped[str | None] = field("Role", Format.CHOICE, choices=ATTENDEE_ROLES, width=120)


class Slide(Record):
    """One block of slides of a meeting, and what is said beside it."""

    __tablename__ = "slide"
    kind = describe("slide", "Slide", "Slides", title="title", owner="meeting_id")

    meeting_id: Mapped[str] = field(
        "Review", Format.REFERENCE, target="meeting", required=True, client=True
    )
    position: Mapped[int] = field("Position", Format.INTEGER, required=True, system=True)
    """Sorts the slides of a meeting; need not be without gaps."""
    block: Mapped[str] = field("Block", required=True, importable=False, width=140)
    title: Mapped[str | None] = field(
        "Title for the client", client=True, width=260,
        help="What the slide says; the block's own title when empty.",
    )  # fmt: skip
    subtitle: Mapped[str | None] = field("Subtitle for the client", client=True, width=260)
    body: Mapped[str | None] = field(
        "Text for the client", Format.LONG_TEXT, client=True, width=320,
        help="One paragraph a line; beside a chart, what helped.",
    )  # fmt: skip
    outlook: Mapped[str | None] = field(
        "What comes next, for the client", Format.LONG_TEXT, client=True, width=320,
        help="Beside a chart or a picture.",
    )  # fmt: skip
    deck_notes: Mapped[str | None] = field(
        "Notes in the deck", Format.LONG_TEXT, client=True, width=320,
        help="For who reads the deck later; the client gets them.",
    )  # fmt: skip
    hidden: Mapped[bool | None] = field("Hidden", Format.CHECK, width=80)
    minutes: Mapped[int | None] = field(
        "Speaker minutes", Format.INTEGER, within=LONGEST_MINUTES, width=110
    )
    speaker_notes: Mapped[str | None] = field(
        "Speaker notes",
        Format.LONG_TEXT,
        private=True,
        width=320,
        help="For the second screen alone.",
    )
    options: Mapped[str | None] = field("Options", Format.LONG_TEXT, system=True)
    """Compact JSON of what the block is told: ids and choices, never text that is shown."""


class Snapshot(Record):
    """A deck as it was when a meeting was held; its figures never change afterwards."""

    __tablename__ = "snapshot"
    kind = describe("snapshot", "Frozen deck", "Frozen decks", owner="meeting_id")

    meeting_id: Mapped[str] = field(
        "Review", Format.REFERENCE, target="meeting", required=True, client=True
    )
    made: Mapped[object] = field("Frozen", Format.MOMENT, required=True, client=True, width=150)
    member_id: Mapped[str | None] = field(
        "Frozen by", Format.REFERENCE, target="member", width=160, importable=False
    )
    content: Mapped[str] = field("Content", Format.LONG_TEXT, required=True, system=True)
    """Compact JSON of a `clientview.Deck`."""
    withheld: Mapped[str | None] = field("Withheld", Format.LONG_TEXT, system=True)
    """Compact JSON of what was kept back: labels and counts, never values."""
