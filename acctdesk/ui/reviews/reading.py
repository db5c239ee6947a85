"""What the pages of reviews read: plain functions for the read lane."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from acctdesk.errors import Invalid
from acctdesk.services.meeting import CANCELLED, PLANNED
from acctdesk.ui.reviews.slides.looks import read_look
from acctdesk.words import date

if TYPE_CHECKING:
    from acctdesk.services.catalogue import Field
    from acctdesk.services.goal import Decision, Goal, Initiative, Risk
    from acctdesk.services.meeting import LastActions, Meeting, MeetingDetail, Readiness
    from acctdesk.services.promise import Ledger
    from acctdesk.services.record import Record
    from acctdesk.services.review.differing import Difference
    from acctdesk.services.survey import Summary
    from acctdesk.services.templates import Template
    from acctdesk.ui.desk import Desk

KINDS = frozenset(
    {
        "meeting", "agenda_item", "attendee", "slide", "snapshot", "promise", "goal", "decision",
        "risk", "initiative", "answer",
    }
)  # fmt: skip
"""Kinds whose changes show here."""
BEHIND = KINDS | {
    "account", "person", "member", "position", "assignment", "ticket", "measurement", "outage",
    "objective", "agreement", "agreement_version",
}  # fmt: skip
"""Kinds that readiness and what is withheld follow from as well."""
SHOWN_READY = 60
"""Coming reviews of which it is told how far they are prepared."""
QUESTIONS = ("nps", "csat", "ces")

Options = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of reviews.

    Attributes:
        meetings: All of them, the next one first, then the others by day, the newest first.
        ready: Of coming ones, how many things of how many are ready.
        today: The day it is.
    """

    meetings: tuple[Meeting, ...]
    ready: Mapping[str, tuple[int, int]]
    today: dt.date


def listed(desk: Desk, account: str) -> Listed:
    """The reviews of an account, or of all when it is empty."""
    meetings = desk.meetings
    if account:
        held = meetings.of_account(account)
        coming = sorted(
            (one for one in held if one.state == PLANNED), key=lambda one: (one.starts, one.id)
        )
        rest = [one for one in held if one.state != PLANNED]
    else:
        coming, rest = list(meetings.coming()), list(meetings.past())
    ready = {}
    complete = read_look(desk).complete
    for one in coming[:SHOWN_READY]:
        told = meetings.readiness(one.id, template=complete)
        ready[one.id] = (told.done, len(told.checks))
    return Listed((*coming, *rest), ready, desk.context.today())


def coming(desk: Desk, account: str) -> tuple[Meeting, ...]:
    """Planned reviews of an account, or of all when it is empty, the next one first."""
    held = desk.meetings.coming()
    return tuple(one for one in held if account in ("", one.account))


@dataclass(frozen=True, slots=True)
class Sheet:
    """One review with all that its page shows.

    Attributes:
        told: It with its parts.
        ready: What is ready.
        last: What was promised last time.
        made: What was promised at it.
        goals: The client's goals.
        decisions: Those of this review, and those still wanted.
        risks: Risks that aren't closed.
        initiatives: The road map.
        scores: What was answered in its period, by question; only where somebody answered.
        me: Id of the one who works here; empty while nobody said.
        people: Who of them can be chosen: ids and names.
        members: Who of us.
        today: The day it is.
        draft: Minutes that were begun and not kept; None for none.
    """

    told: MeetingDetail
    ready: Readiness
    last: LastActions
    made: Ledger
    goals: tuple[Goal, ...]
    decisions: tuple[Decision, ...]
    risks: tuple[Risk, ...]
    initiatives: tuple[Initiative, ...]
    scores: tuple[Summary, ...]
    me: str
    people: Options
    members: Options
    today: dt.date
    draft: str | None = None

    @property
    def meeting(self) -> Meeting:
        """The review itself."""
        return self.told.meeting


def sheet(desk: Desk, meeting: str) -> Sheet:
    """One review with all that its page shows.

    Raises:
        NotFound: There is none.
    """
    meetings, goals, today = desk.meetings, desk.goals, desk.context.today()
    told = meetings.detail(meeting)
    held = told.meeting
    account = held.account
    first = held.first or held.day - dt.timedelta(days=92)
    last = held.last or held.day
    scores = (desk.surveys.summary(account, one, first, last) for one in QUESTIONS)
    people = tuple((one.person, one.name) for one in desk.people.at(account) if not one.ended)
    draft = desk.minutes_drafts.all().get(meeting, {}).get("text")
    return Sheet(
        told,
        meetings.readiness(meeting, template=read_look(desk).complete),
        meetings.last_actions(meeting),
        desk.promises.of_meeting(meeting),
        tuple(one for one in goals.goals(account) if one.state != "dropped"),
        tuple(
            one for one in goals.decisions(account)
            if one.meeting == meeting or one.state == "wanted"
        ),
        tuple(one for one in goals.risks(account) if one.state != "closed"),
        tuple(one for one in goals.initiatives(account) if one.state != "stopped"),
        tuple(one for one in scores if one.score.n),
        desk.settings.me.id or "",
        people,
        tuple(desk.records.options("member")),
        today,
        draft if isinstance(draft, str) else None,
    )  # fmt: skip


@dataclass(frozen=True, slots=True)
class Kept:
    """What a client doesn't get of a review, and what differs from what they got.

    Attributes:
        withheld: Kinds and counts.
        frozen: When the deck was frozen; None while it isn't.
        changed: What would be shown otherwise today.
        internal: Whether nothing of it is ever released.
    """

    withheld: tuple[tuple[str, int], ...] = ()
    frozen: dt.datetime | None = None
    changed: tuple[Difference, ...] = ()
    internal: bool = False


def kept(desk: Desk, meeting: str) -> Kept:
    """What the deck of a review keeps back, and what has changed since it was frozen.

    Raises:
        NotFound: There is none.
    """
    try:
        built = desk.decks.build(meeting)
    except Invalid:
        return Kept(internal=True)
    counts = tuple((str(one.label), one.count) for one in built.withheld)
    changed = desk.decks.differences(meeting) if built.frozen is not None else ()
    return Kept(counts, built.frozen, tuple(changed))


@dataclass(frozen=True, slots=True)
class Draft:
    """What a form shows.

    Attributes:
        kind: Kind of the record.
        fields: Its fields.
        record: The record as it is; None for a new one.
        options: What references can be set to, by kind.
    """

    kind: str
    fields: tuple[Field, ...]
    record: Record | None
    options: Mapping[str, Options] = field(default_factory=dict)


def draft(desk: Desk, kind: str, record: str, account: str) -> Draft:
    """What a form of a kind needs.

    Args:
        desk: The open workspace.
        kind: Kind of the record.
        record: Its id; empty for a new one.
        account: Of whose people and goals one can choose.

    Raises:
        NotFound: There is no such record.
    """
    fields = tuple(one for one in desk.fields.of(kind) if not one.computed and not one.custom)
    held = desk.records.get(kind, record) if record else None
    options = {
        "member": tuple(desk.records.options("member")),
        "person": tuple((one.person, one.name) for one in desk.people.at(account) if not one.ended),
        "goal": tuple(desk.records.options("goal", account_id=account)),
        "meeting": tuple(
            (one.id, f"{one.title}, {date(one.day)}")
            for one in desk.meetings.of_account(account) if one.state != CANCELLED
        ),
    }  # fmt: skip
    return Draft(kind, fields, held, _with_held(options, fields, held))


def _with_held(
    options: dict[str, Options], fields: Sequence[Field], held: Record | None
) -> dict[str, Options]:
    """Options with whoever is chosen already, though they may have left the account."""
    for one in fields:
        if held is None or not one.target or one.target not in options:
            continue
        chosen = held[one.name]
        if chosen and all(chosen != id_ for id_, _name in options[one.target]):
            name = held.titles.get(one.name, "")
            options[one.target] = (*options[one.target], (str(chosen), name))
    return options


@dataclass(frozen=True, slots=True)
class Planning:
    """What a new review can be planned from.

    Attributes:
        templates: The kinds of reviews.
        accounts: Whose it can be.
        year: The fiscal year that is running.
        day: The day that is proposed.
    """

    templates: tuple[Template, ...]
    accounts: Options
    year: int
    day: dt.date


def planning(desk: Desk) -> Planning:
    """What a new review can be planned from."""
    today = desk.context.today()
    month = desk.settings.fiscal_month
    year = today.year if today.month >= month else today.year - 1
    return Planning(
        desk.meetings.templates(), tuple(desk.records.options("account")), year,
        today + dt.timedelta(days=14),
    )  # fmt: skip
