"""Reviews as services hand them out: plain values, detached from the database.

Days are ISO texts, empty where there is none; moments are datetimes in UTC. Of the fields here a
client may see those that the catalogue releases: `Gate` decides, never this file.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field

from acctdesk.metrics.reviews import Check
from acctdesk.services.interaction import Party
from acctdesk.services.promise import Promise, Tally

PLANNED, HELD, CANCELLED = "planned", "held", "cancelled"
INTERNAL = "internal"
"""The type of review of which nothing is ever released."""
BACK, FORWARD = "back", "forward"


@dataclass(frozen=True, slots=True)
class Meeting:
    """A review.

    Attributes:
        id: Its id.
        account: Account id.
        account_name: Its name.
        type: Code of `REVIEW_TYPES`: "qbr", "monthly_review", "renewal", "onboarding", "internal".
        title: What it is called.
        period: What is looked at: "2026-Q3", "2026-09" or "2026"; may be empty.
        first: First day of that; None without a period.
        last: Its last day.
        starts: When it starts, UTC.
        minutes: How long it takes.
        place: Where; may be empty.
        state: "planned", "held" or "cancelled".
        member: Who of us leads it.
        language: BCP 47 tag for slides and minutes: its own, else the account's, else empty.
        template: Code of the template it was planned from; may be empty.
        previous: Id of the review before, as it was chosen; see `Meetings.previous`.
        pre_read_due: Day by which the slides go out, as it was chosen.
        pre_read_sent: Day they went out.
        rehearsed: Day of the rehearsal.
        client_minutes: What was said, as the client may read it.
        note: For ourselves.
        frozen: When its deck was frozen; None while it wasn't.
    """

    id: str
    account: str
    account_name: str
    type: str
    title: str
    period: str
    first: dt.date | None
    last: dt.date | None
    starts: dt.datetime
    minutes: int
    place: str
    state: str
    member: Party | None
    language: str
    template: str
    previous: str
    pre_read_due: str
    pre_read_sent: str
    rehearsed: str
    client_minutes: str
    note: str
    frozen: dt.datetime | None = None

    @property
    def ends(self) -> dt.datetime:
        """When it ends, UTC."""
        return self.starts + dt.timedelta(minutes=self.minutes)

    @property
    def day(self) -> dt.date:
        """The day it starts, in the computer's own zone."""
        return self.starts.astimezone().date()


@dataclass(frozen=True, slots=True)
class AgendaItem:
    """One item of an agenda.

    Attributes:
        id: Its id.
        title: What it is about.
        minutes: The time it is given.
        looks: "back" or "forward".
        member: Who of us speaks.
        person: Who of them speaks.
        block: Code of the block that is shown with it; may be empty.
        note: For ourselves.
    """

    id: str
    title: str
    minutes: int
    looks: str
    member: Party | None = None
    person: Party | None = None
    block: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who is asked to a meeting.

    Attributes:
        id: Id of the invitation.
        person: Who of the client; None for one of us.
        member: Who of us; None for one of them.
        title: Their title at the account, or what they do for us; may be empty.
        email: Where an invitation reaches them; may be empty.
        state: "invited", "accepted", "declined" or "attended".
        role: "sponsor", "decides", "presents", "takes_part" or empty; for ourselves.
    """

    id: str
    person: Party | None
    member: Party | None
    title: str
    email: str
    state: str
    role: str = ""

    @property
    def party(self) -> Party:
        """Who it is, of whichever side."""
        return self.person or self.member or Party("", "")


@dataclass(frozen=True, slots=True)
class SlideTold:
    """One block of slides of a meeting, as it was put together.

    Attributes:
        id: Its id.
        block: Code of the block.
        title: Instead of the block's own; may be empty. For the client, as the next four.
        subtitle: Likewise.
        body: Paragraphs, one a line.
        outlook: What comes next, beside a chart or a picture.
        deck_notes: For who reads the deck later.
        hidden: Whether it is left out.
        minutes: How long one speaks to it; None for nothing said.
        speaker_notes: For the second screen alone.
        options: What the block is told: ids and choices by name.
    """

    id: str
    block: str
    title: str = ""
    subtitle: str = ""
    body: str = ""
    outlook: str = ""
    deck_notes: str = ""
    hidden: bool = False
    minutes: int | None = None
    speaker_notes: str = ""
    options: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Missing:
    """Somebody who should be asked and isn't.

    Attributes:
        person: Who.
        title: Their title; may be empty.
        reason: "decides" for a decision maker, "key" for another key person.
    """

    person: Party
    title: str
    reason: str


@dataclass(frozen=True, slots=True)
class MeetingDetail:
    """A review with all its parts, each in its order.

    Attributes:
        meeting: The review.
        agenda: Its agenda.
        attendees: Who is asked: theirs first, each side by name.
        slides: Its slides, hidden ones too.
        missing: Who isn't asked but should be.
    """

    meeting: Meeting
    agenda: tuple[AgendaItem, ...]
    attendees: tuple[Attendee, ...]
    slides: tuple[SlideTold, ...]
    missing: tuple[Missing, ...]

    @property
    def back(self) -> int:
        """Minutes that look back."""
        return sum(one.minutes for one in self.agenda if one.looks == BACK)

    @property
    def forward(self) -> int:
        """Minutes that look forward."""
        return sum(one.minutes for one in self.agenda if one.looks == FORWARD)


@dataclass(frozen=True, slots=True)
class LastActions:
    """What was promised at or before the review before, as it stands now.

    Attributes:
        previous: The review before; None for the first.
        promises: Those of that review, and what was still open when it was held.
        tally: How many of each standing.
    """

    previous: Meeting | None
    promises: tuple[Promise, ...]
    tally: Tally


@dataclass(frozen=True, slots=True)
class Readiness:
    """How far a review is prepared.

    Attributes:
        checks: Each thing to be ready, in the order of `metrics.reviews.CODES`.
    """

    checks: tuple[Check, ...]

    @property
    def done(self) -> int:
        """How many are ready."""
        return sum(one.state == "done" for one in self.checks)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A review that a year plan proposes, or has.

    Attributes:
        period: Its period: "2026-Q3".
        first: First day of the period.
        last: Its last day.
        starts: When it is to be, UTC.
        meeting: The one that is there already; None where it is only proposed.
    """

    period: str
    first: dt.date
    last: dt.date
    starts: dt.datetime
    meeting: Meeting | None = None


@dataclass(frozen=True, slots=True)
class Snapshot:
    """A deck as it was when its meeting was held.

    Attributes:
        id: Its id.
        meeting: The meeting's id.
        made: When, UTC.
        member: By whom.
        content: Compact JSON of a `clientview.Deck`.
        withheld: Compact JSON of what was kept back; empty for nothing.
    """

    id: str
    meeting: str
    made: dt.datetime
    member: Party | None
    content: str
    withheld: str


@dataclass(frozen=True, slots=True)
class Frozen:
    """What is kept of a deck when a meeting is held.

    Attributes:
        content: Compact JSON of a `clientview.Deck`.
        withheld: Compact JSON of labels and counts.
    """

    content: str
    withheld: str = ""
