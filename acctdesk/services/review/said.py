"""Words that several blocks share: states with their marks, periods, moments, who does what."""

from __future__ import annotations

import datetime as dt
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from acctdesk.services.promise import OURS
from acctdesk.services.review.levels import Level
from acctdesk.services.review.rows import Row
from acctdesk.services.service import wording as say
from acctdesk.services.service_level import Stretch
from acctdesk.words import _, date, quarter

MARKS = {"good": "✓", "warn": "▲", "bad": "✗", "none": "○"}
"""What stands before the word of a state; signs that the font of a deck has."""
NOTHING = "–"
"""In a cell that has nothing to say."""


def marked(tone: str, word: str) -> str:
    """A state as mark and word: "✓ Met"; empty for no word."""
    return f"{MARKS[tone]} {word}" if word else ""


def period_words(code: str) -> str:
    """A period in words: "Q3 2026", "Sep 2026", "2026"; empty for none.

    Args:
        code: A period in its usual writing: "2026-Q3", "2026-09" or "2026".
    """
    year, _dash, part = code.partition("-")
    if part.startswith("Q"):
        return quarter(int(year), int(part[1:]))
    return date(code) if code else ""


def days_words(first: dt.date, last: dt.date) -> str:
    """From day to day: "1 Jul 2026 – 30 Sep 2026"."""
    return f"{date(first)} – {date(last)}"


def time_words(at: dt.datetime, minutes: int, zone: str) -> str:
    """When something is, on the clock of a zone: "10:00–11:30 (Europe/Amsterdam)".

    Args:
        at: When it begins.
        minutes: How long it takes.
        zone: IANA name; the computer's own zone when empty or unknown.
    """
    begin = local(at, zone)
    end = begin + dt.timedelta(minutes=minutes)
    told = f"{begin:%H:%M}–{end:%H:%M}" if minutes else f"{begin:%H:%M}"
    return f"{told} ({zone})" if zone else told


def local(at: dt.datetime, zone: str) -> dt.datetime:
    """A moment on the clock of a zone; of the computer's own when that is empty or unknown."""
    try:
        return at.astimezone(ZoneInfo(zone)) if zone else at.astimezone()
    except (ZoneInfoNotFoundError, ValueError):
        return at.astimezone()


def day(text: str) -> str:
    """A day in words; a dash for none."""
    return date(text) if text else NOTHING


def who(row: Row) -> str:
    """Who of us and of them a row names: "Ann Fox, Jana Ode"; a dash for nobody."""
    return ", ".join(one for one in (row.text("member_id"), row.text("person_id")) if one) or (
        NOTHING
    )


def promised_by(row: Row, client: str) -> str:
    """Which side a promise is of, as the client reads it: "Us", or the client's name."""
    if not row.text("side"):
        return NOTHING
    return _("Us") if row["side"] == OURS else client or _("You")


def owner(row: Row) -> str:
    """Who is to keep a promise; a dash for nobody."""
    return row.text("member_id" if row["side"] == OURS else "person_id") or NOTHING


def state_of(level: Level) -> str:
    """The worst state of an objective's periods, with its mark."""
    return marked(say.TONES[level.standing], str(say.STATES[level.standing]))


def in_each(kind: str) -> str:
    """That something held in each period of a kind."""
    return {
        "week": _("in every week"),
        "month": _("in every month"),
        "quarter": _("in every quarter"),
    }.get(kind, _("in every contract year"))


def of_several(kind: str, n: int, of: int) -> str:
    """In how many periods of a kind something held: "in 2 of 3 months"."""
    return {
        "week": _("in {n} of {of} weeks"),
        "month": _("in {n} of {of} months"),
        "quarter": _("in {n} of {of} quarters"),
    }.get(kind, _("in {n} of {of} contract years")).format(n=n, of=of)


def label_of(period: Stretch) -> str:
    """A period as a heading: "Sep 2026", "Year from 7 May 2026"."""
    if period.kind == "contract_year":
        return _("Year from %s") % date(period.first)
    return say.period(period)


def in_period(period: Stretch) -> str:
    """When something was: "in Sep 2026", "in the contract year from 7 May 2026 so far"."""
    if period.kind == "contract_year":
        told = _("in the contract year from %s") % date(period.first)
    elif period.kind == "week":
        told = _("in the week from %s") % date(period.first)
    else:
        told = _("in %s") % say.period(period)
    return told if period.ended else _("%s so far") % told


def spell(periods: tuple[Stretch, ...]) -> str:
    """The periods that are shown: "Jul 2026 – Sep 2026"; one alone by its name."""
    if not periods:
        return ""
    first, last = label_of(periods[0]), label_of(periods[-1])
    return first if first == last else f"{first} – {last}"


def first_day(text: str) -> dt.date:
    """The first day of a day, a month or a year as it was written."""
    year, month, on = (*map(int, text.split("-")), 1, 1)[:3]
    return dt.date(year, month, on)
