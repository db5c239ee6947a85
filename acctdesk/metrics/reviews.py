"""Reviews: which time they look at, whether the agenda fits, and what is still to be prepared.

Definitions: 60 to 90 minutes, at most 15 KPIs, at least half of the minutes look forward; last
actions are always carried over; the pre-read goes out one or two working days before. Everything
here takes plain values, days included, and answers with codes and values, never with sentences.
"""

from __future__ import annotations

import calendar
import datetime as dt
import re
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from decimal import Decimal

MOST_KPIS = 15
"""Figures a review shows at most."""
LENGTH = (60, 90)
"""Minutes a quarterly review usually takes, from and to."""
FORWARD_SHARE = Decimal("0.5")
"""Share of the minutes that looks forward at least."""
LAG = 7
"""Days that service data may be behind and still count as complete."""
PRE_READ = (1, 2)
"""Working days before the meeting on which the pre-read goes out: the last and the first."""

DONE, OPEN, LATE = "done", "open", "late"

AGENDA_FITS = "agenda_fits"
FORWARD = "forward"
CARRIED_OVER = "carried_over"
LEVELS = "levels_complete"
SPONSOR = "sponsor"
TEMPLATE = "template"
REHEARSED = "rehearsed"
ANSWERS = "answers"
PRE_READ_SENT = "pre_read"
CODES = (
    AGENDA_FITS, FORWARD, CARRIED_OVER, LEVELS, SPONSOR, TEMPLATE, REHEARSED, ANSWERS,
    PRE_READ_SENT,
)  # fmt: skip
"""What makes a review ready, in the order in which it is shown."""

_QUARTER = re.compile(r"(\d{4})-?Q([1-4])", re.IGNORECASE)
_MONTH = re.compile(r"(\d{4})-(0[1-9]|1[0-2])")
_YEAR = re.compile(r"\d{4}")


# -- periods -----------------------------------------------------------------------------------


def days_of_period(code: str, fiscal_month: int = 1) -> tuple[dt.date, dt.date]:
    """First and last day of a period.

    Quarters and years are fiscal: a year is named after the calendar year in which it begins.

    Args:
        code: "2026-Q3" (or "2026Q3"), "2026-09" or "2026".
        fiscal_month: The month in which the fiscal year begins, 1 to 12.

    Raises:
        ValueError: It names no period.
    """
    text = code.strip()
    if match := _QUARTER.fullmatch(text):
        return _span(int(match[1]), fiscal_month + 3 * (int(match[2]) - 1), 3)
    if match := _MONTH.fullmatch(text):
        return _span(int(match[1]), int(match[2]), 1)
    if _YEAR.fullmatch(text):
        return _span(int(text), fiscal_month, 12)
    raise ValueError(f"no such period: {code}")


def _span(year: int, month: int, months: int) -> tuple[dt.date, dt.date]:
    first, after = _month(year, month), _month(year, month + months)
    return first, after - dt.timedelta(days=1)


def _month(year: int, month: int) -> dt.date:
    return dt.date(year + (month - 1) // 12, (month - 1) % 12 + 1, 1)


def period_code(code: str) -> str:
    """A period in its usual writing: "2026q3" is "2026-Q3".

    Raises:
        ValueError: It names no period.
    """
    days_of_period(code)
    match = _QUARTER.fullmatch(code.strip())
    return f"{match[1]}-Q{match[2]}" if match else code.strip()


def quarter_of(day: dt.date, fiscal_month: int = 1) -> str:
    """The fiscal quarter that a day is part of: "2026-Q3"."""
    passed = (day.month - fiscal_month) % 12
    year = day.year if day.month >= fiscal_month else day.year - 1
    return f"{year}-Q{passed // 3 + 1}"


def period_before(code: str) -> str:
    """The period of the same length before one: "2026-Q4" before "2027-Q1".

    Raises:
        ValueError: It names no period.
    """
    code = period_code(code)
    year = int(code[:4])
    if "Q" in code:
        place = int(code[-1])
        return f"{year}-Q{place - 1}" if place > 1 else f"{year - 1}-Q4"
    if "-" in code:
        month = int(code[-2:])
        return f"{year}-{month - 1:02}" if month > 1 else f"{year - 1}-12"
    return str(year - 1)


def month_of(day: dt.date) -> str:
    """The month that a day is part of: "2026-09"."""
    return f"{day.year:04}-{day.month:02}"


def period_near(day: dt.date, kind: str, fiscal_month: int = 1) -> str:
    """The period that a review on a day looks at: the one whose end is nearest to it.

    Args:
        day: The day.
        kind: "quarter" or "month".
        fiscal_month: The month in which the fiscal year begins.
    """
    code = quarter_of(day, fiscal_month) if kind == "quarter" else month_of(day)
    before = period_before(code)
    ends = [(days_of_period(one, fiscal_month)[1], one) for one in (code, before)]
    return min(ends, key=lambda end: abs((end[0] - day).days))[1]


def quarters_of(year: int) -> tuple[str, ...]:
    """The four quarters of a fiscal year."""
    return tuple(f"{year}-Q{place}" for place in range(1, 5))


# -- working days ------------------------------------------------------------------------------


def is_working(day: dt.date, off: Collection[dt.date] = ()) -> bool:
    """Whether a day is from Monday to Friday and none of some days off."""
    return day.weekday() < calendar.SATURDAY and day not in off


def working_days_before(day: dt.date, count: int, off: Collection[dt.date] = ()) -> dt.date:
    """The working day so many working days before a day.

    Args:
        day: The day.
        count: How many working days before, at least one.
        off: Holidays.
    """
    found = day
    for _each in range(count):
        found -= dt.timedelta(days=1)
        while not is_working(found, off):
            found -= dt.timedelta(days=1)
    return found


def working_day_from(day: dt.date, off: Collection[dt.date] = ()) -> dt.date:
    """A day, or the first working day after it."""
    while not is_working(day, off):
        day += dt.timedelta(days=1)
    return day


def review_day(first: dt.date, last: dt.date, off: Collection[dt.date] = ()) -> dt.date:
    """The day proposed for reviewing a period: in the third week after it has ended.

    By then the figures of its last month are there, and the next period is young enough to plan.

    Args:
        first: First day of the period.
        last: Its last day.
        off: Holidays.
    """
    weeks = 2 if (last - first).days > 31 else 1
    return working_day_from(last + dt.timedelta(weeks=weeks, days=1), off)


# -- the agenda --------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Agenda:
    """An agenda held against the time there is.

    Attributes:
        minutes: Minutes of the meeting.
        back: Minutes of items that look back.
        forward: Minutes of those that look forward.
    """

    minutes: int
    back: int
    forward: int

    @property
    def planned(self) -> int:
        """Minutes of all items."""
        return self.back + self.forward

    @property
    def share(self) -> Decimal | None:
        """Share of the planned minutes that looks forward; None where nothing is planned."""
        return Decimal(self.forward) / self.planned if self.planned else None

    @property
    def fits(self) -> bool:
        """Whether there are items and no more of them than time."""
        return 0 < self.planned <= self.minutes

    @property
    def looks_forward(self) -> bool:
        """Whether at least half of the planned minutes looks forward."""
        return self.share is not None and self.share >= FORWARD_SHARE


def agenda(minutes: int, items: Iterable[tuple[int, str]]) -> Agenda:
    """Hold an agenda against the time there is.

    Args:
        minutes: Minutes of the meeting.
        items: Minutes of each item, and where it looks: "back" or "forward".
    """
    held = list(items)
    back = sum(one for one, looks in held if looks == "back")
    return Agenda(minutes, back, sum(one for one, _looks in held) - back)


# -- readiness ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Facts:
    """What the readiness of a review follows from.

    Attributes:
        today: The day.
        day: The day of the meeting.
        period_last: Last day of what is looked at; None without a period.
        agenda: The agenda against the time.
        has_previous: Whether there was a review before.
        carried: How many of its promises are carried over.
        settled: How many of those are kept, late or not, or dropped.
        has_levels: Whether service levels were agreed with the account.
        levels_to: The newest day of which service data is there; None for none.
        sponsors: The answers of the sponsors who are asked.
        template: Whether nothing is missing in the template of the deck; None while unknown.
        rehearsed: Day of the rehearsal.
        answers: Survey answers in the period.
        pre_read_due: Chosen day for the pre-read; None for the usual one.
        pre_read_sent: Day it went out.
        off: Holidays.
    """

    today: dt.date
    day: dt.date
    period_last: dt.date | None
    agenda: Agenda
    has_previous: bool = False
    carried: int = 0
    settled: int = 0
    has_levels: bool = False
    levels_to: dt.date | None = None
    sponsors: tuple[str, ...] = ()
    template: bool | None = None
    rehearsed: dt.date | None = None
    answers: int = 0
    pre_read_due: dt.date | None = None
    pre_read_sent: dt.date | None = None
    off: frozenset[dt.date] = frozenset()


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is to be ready.

    Attributes:
        code: One of `CODES`.
        state: "done", "open" while there is time, or "late".
        day: The day it is about: until when it is to be done, since when it is, or to which data
            is complete; None for none.
        count: Minutes, promises or answers that it is about; None for none.
        of: Out of how many; None for none.
    """

    code: str
    state: str
    day: dt.date | None = None
    count: int | None = None
    of: int | None = None


def readiness(facts: Facts) -> tuple[Check, ...]:
    """What is ready for a review and what isn't, in the order of `CODES`.

    What doesn't apply is left out: actions of a review before the first, service levels where none
    were agreed, the template while nobody has looked at it.

    Args:
        facts: What it follows from.
    """
    plan = facts.agenda
    made = [
        Check(AGENDA_FITS, DONE if plan.fits else OPEN, None, plan.planned, plan.minutes),
        Check(FORWARD, DONE if plan.looks_forward else OPEN, None, plan.forward, plan.planned),
    ]
    if facts.has_previous:
        made.append(Check(CARRIED_OVER, DONE, None, facts.settled, facts.carried))
    if facts.has_levels:
        made.append(_levels(facts))
    made.append(_by(facts, SPONSOR, done=bool({"accepted", "attended"} & set(facts.sponsors))))
    if facts.template is not None:
        made.append(Check(TEMPLATE, DONE if facts.template else OPEN))
    rehearsed = facts.rehearsed
    made.append(
        Check(REHEARSED, DONE, rehearsed) if rehearsed else _by(facts, REHEARSED, done=False)
    )
    made.append(Check(ANSWERS, DONE if facts.answers else OPEN, None, facts.answers))
    made.append(_pre_read(facts))
    return tuple(made)


def _by(facts: Facts, code: str, *, done: bool) -> Check:
    """Something to be done before the day of the meeting."""
    until = working_days_before(facts.day, 1, facts.off)
    if done:
        return Check(code, DONE)
    return Check(code, OPEN if facts.today <= until else LATE, until)


def _levels(facts: Facts) -> Check:
    wanted = facts.today - dt.timedelta(days=LAG)
    if facts.period_last is not None:
        wanted = min(wanted, facts.period_last)
    done = facts.levels_to is not None and facts.levels_to >= wanted
    return Check(LEVELS, DONE if done else OPEN, facts.levels_to)


def pre_read_days(day: dt.date, off: Collection[dt.date] = ()) -> tuple[dt.date, dt.date]:
    """The first and the last day on which the pre-read of a meeting usually goes out."""
    last, first = PRE_READ
    return working_days_before(day, first, off), working_days_before(day, last, off)


def _pre_read(facts: Facts) -> Check:
    first, last = pre_read_days(facts.day, facts.off)
    due = facts.pre_read_due or first
    if facts.pre_read_sent is not None:
        in_time = facts.pre_read_sent <= max(due, last)
        return Check(PRE_READ_SENT, DONE if in_time else LATE, facts.pre_read_sent)
    return Check(PRE_READ_SENT, OPEN if facts.today <= due else LATE, due)
