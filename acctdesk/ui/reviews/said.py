"""How reviews read: periods, moments, states, what is ready and what isn't."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import TYPE_CHECKING

from acctdesk.metrics.promises import DROPPED, KEPT, KEPT_LATE, OVERDUE
from acctdesk.metrics.reviews import (
    AGENDA_FITS,
    ANSWERS,
    CARRIED_OVER,
    FORWARD,
    LEVELS,
    PRE_READ_SENT,
    REHEARSED,
    SPONSOR,
    TEMPLATE,
)
from acctdesk.services.meeting import CANCELLED, HELD, PLANNED
from acctdesk.ui.widgets.status import Status
from acctdesk.words import Lazy, _, _n, date, lazy, locale

if TYPE_CHECKING:
    from acctdesk.metrics.reviews import Check
    from acctdesk.services.meeting import Meeting
    from acctdesk.services.promise import Promise, Tally

KINDS: Mapping[str, Lazy] = {
    "qbr": lazy("Quarterly business review"),
    "monthly_review": lazy("Monthly performance review"),
    "renewal": lazy("Renewal meeting"),
    "onboarding": lazy("Onboarding review"),
    "internal": lazy("Internal review"),
}
"""Kinds of reviews, as they are called in lists."""
SHORT: Mapping[str, Lazy] = {
    "qbr": lazy("QBR"),
    "monthly_review": lazy("Monthly review"),
    "renewal": lazy("Renewal"),
    "onboarding": lazy("Onboarding"),
    "internal": lazy("Internal"),
}
"""The same where there is little room."""
STATES: Mapping[str, Lazy] = {
    PLANNED: lazy("Planned"),
    HELD: lazy("Held"),
    CANCELLED: lazy("Cancelled"),
}
ANSWERED: Mapping[str, Lazy] = {
    "invited": lazy("invited"),
    "accepted": lazy("accepted"),
    "declined": lazy("declined"),
    "attended": lazy("attended"),
}
"""What somebody answered to an invitation."""
ROLES: Mapping[str, Lazy] = {
    "sponsor": lazy("Sponsor"),
    "decides": lazy("Decides"),
    "presents": lazy("Presents"),
    "takes_part": lazy("Takes part"),
}
LOOKS: Mapping[str, Lazy] = {"back": lazy("back"), "forward": lazy("forward")}
_CHECKED = {"done": Status.MET, "open": Status.RISK, "late": Status.BREACHED}


def period(code: str) -> str:
    """A period in words: "Q4 2026", "Sep 2026", "2026"; empty for none."""
    year, _dash, part = code.partition("-")
    if part.startswith("Q"):
        return _("Q{n} {year}").format(n=part[1:], year=year)
    return date(code) if code else ""


def clock(at: dt.datetime) -> str:
    """The time of a moment on the computer's own clock: "10:00"."""
    return f"{at.astimezone():%H:%M}"


def weekday(day: dt.date) -> str:
    """The name of a day of the week."""
    return str(locale().days["format"]["wide"][day.weekday()])


def when(meeting: Meeting) -> str:
    """When a review is: "Friday 4 Dec 2026, 10:00–11:30"."""
    day = meeting.day
    return f"{weekday(day)} {date(day)}, {clock(meeting.starts)}–{clock(meeting.ends)}"


def headline(meeting: Meeting) -> str:
    """What a review is called, with its period where its title doesn't say it."""
    words = period(meeting.period)
    return f"{meeting.title}, {words}" if words and words not in meeting.title else meeting.title


def name_of(meeting: Meeting) -> str:
    """A review in a line: "Northwind Logistics, Q4 2026"."""
    words = period(meeting.period) or date(meeting.day)
    return f"{meeting.account_name}, {words}"


def state(meeting: Meeting, today: dt.date) -> tuple[Status, str]:
    """How a review stands, as glyph and words."""
    if meeting.state == HELD:
        return Status.MET, str(STATES[HELD])
    if meeting.state == PLANNED and meeting.day < today:
        return Status.RISK, _("Not yet held")
    return Status.NO_DATA, str(STATES.get(meeting.state, meeting.state))


def counted(tally: Tally, between: str = " · ") -> str:
    """Promises by how they stand: "6 kept · 1 late · 1 open"; empty for none."""
    parts = (
        (tally.kept, _n("{n} kept", "{n} kept", tally.kept)),
        (tally.kept_late, _n("{n} late", "{n} late", tally.kept_late)),
        (tally.overdue, _n("{n} overdue", "{n} overdue", tally.overdue)),
        (tally.open, _n("{n} open", "{n} open", tally.open)),
        (tally.dropped, _n("{n} dropped", "{n} dropped", tally.dropped)),
    )
    return between.join(words for count, words in parts if count)


def standing(promise: Promise) -> tuple[Status, str]:
    """How a promise stands, as glyph and words: "3 d overdue", "Kept 3 Oct 2026"."""
    if promise.standing == KEPT:
        return Status.MET, _("Kept %s") % date(promise.done) if promise.done else _("Kept")
    if promise.standing == KEPT_LATE:
        return Status.RISK, _n("Late, {n} d", "Late, {n} d", promise.late)
    if promise.standing == OVERDUE:
        return Status.BREACHED, _n("{n} d overdue", "{n} d overdue", promise.late)
    if promise.standing == DROPPED:
        return Status.NO_DATA, _("Dropped")
    return Status.NO_DATA, _("Due %s") % date(promise.due) if promise.due else _("Open")


def check(one: Check, carried: Tally) -> tuple[Status, str]:
    """One thing that is to be ready, as glyph and words.

    Args:
        one: The thing.
        carried: How the promises of the review before stand.
    """
    done = one.state == "done"
    day = date(one.day) if one.day is not None else ""
    count, of = one.count or 0, one.of or 0
    words = {
        AGENDA_FITS: _agenda(count, of, done=done),
        FORWARD: _forward(count, of, done=done),
        CARRIED_OVER: _carried(carried),
        LEVELS: _levels(day, done=done),
        SPONSOR: _("Sponsor has accepted") if done else _("No sponsor has accepted yet"),
        TEMPLATE: _("Deck template complete") if done else _("Deck template has gaps"),
        REHEARSED: _("Slides rehearsed") if done else _("Rehearse the slides by %s") % day,
        ANSWERS: _n("{n} satisfaction answer", "{n} satisfaction answers", count)
        if count
        else _("No satisfaction answers in this time"),
        PRE_READ_SENT: _pre_read(one.state, day),
    }
    return _CHECKED[one.state], words.get(one.code, one.code)


def _agenda(count: int, of: int, *, done: bool) -> str:
    if done:
        return _("Agenda fits %d minutes") % of
    return _("Agenda takes {n} of {of} minutes").format(n=count, of=of) if count else _(
        "The agenda is empty"
    )  # fmt: skip


def _forward(count: int, of: int, *, done: bool) -> str:
    if not of:
        return _("Nothing looks forward yet")
    if done and count * 2 == of:
        words = _("Half looks forward: {n} of {of}")
    else:
        words = (
            _("Over half looks forward: {n} of {of}")
            if done
            else _("Under half looks forward: {n} of {of}")
        )
    return words.format(n=count, of=of)


def _carried(tally: Tally) -> str:
    told = counted(tally, ", ")
    return _("Last actions carried over: %s") % told if told else _("No actions from last time")


def _levels(day: str, *, done: bool) -> str:
    if not day:
        return _("No service data yet")
    return _("Service levels complete to %s") % day if done else _("Service data ends %s") % day


def _pre_read(state: str, day: str) -> str:
    if state == "done":
        return _("Pre-read sent %s") % day
    return _("Pre-read was due %s") % day if state == "late" else _("Pre-read goes out %s") % day


def withheld(label: str, count: int) -> str:
    """What the client doesn't get, as kind and count: "Internal notes: 4"."""
    return _("{kind}: {n}").format(kind=label, n=count)
