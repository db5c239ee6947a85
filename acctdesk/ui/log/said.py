"""How entries and next steps read: days, states, people."""

from __future__ import annotations

import datetime as dt
from typing import NamedTuple

from acctdesk.ui.widgets.text import Tone
from acctdesk.words import _, _n, date


class Step(NamedTuple):
    """How a next step stands.

    Attributes:
        state: "open", "overdue" or "done".
        words: When it is or was due, or done: "3 d overdue".
        tone: Colour of the words.
    """

    state: str
    words: str
    tone: Tone


def step_of(due: str | None, done: str | None, today: dt.date) -> Step:
    """How a next step stands.

    Args:
        due: ISO day by which it is to be done, of any precision; None without one.
        done: ISO day on which it was done; None while it is open.
        today: The day it is.
    """
    if done:
        return Step("done", _("done %s") % date(done), "secondary")
    if not due:
        return Step("open", _("no date"), "secondary")
    if len(due) < 10:
        # A month or year is over when its last day is.
        late = due < today.isoformat()[: len(due)]
        words = _("overdue since %s") % date(due) if late else _("due %s") % date(due)
        return Step("overdue" if late else "open", words, "danger" if late else "secondary")
    days = (dt.date.fromisoformat(due) - today).days
    if days < 0:
        return Step("overdue", _n("{n} d overdue", "{n} d overdue", -days), "danger")
    if days == 0:
        return Step("open", _("due today"), "text")
    if days == 1:
        return Step("open", _("due tomorrow"), "text")
    return Step("open", _("due %s") % date(due), "secondary")


def ago(day: str, today: dt.date) -> str:
    """How long ago a day was: "today", "3 d ago", "5 months ago"; of a coming one its date."""
    if len(day) < 10:
        return date(day)
    days = (today - dt.date.fromisoformat(day)).days
    if days < 0:
        return date(day)
    if days == 0:
        return _("today")
    if days == 1:
        return _("yesterday")
    if days < 60:
        return _n("{n} d ago", "{n} d ago", days)
    if days < 700:
        return _n("{n} month ago", "{n} months ago", round(days / 30.44))
    return _n("{n} year ago", "{n} years ago", round(days / 365.25))


def until(day: str, today: dt.date) -> str:
    """How far off a day is: "in 12 d", "in 5 months", "43 d ago"."""
    if len(day) < 10:
        return ""
    days = (dt.date.fromisoformat(day) - today).days
    if days < 0:
        return ago(day, today)
    if days == 0:
        return _("today")
    if days < 60:
        return _n("in {n} d", "in {n} d", days)
    if days < 700:
        return _n("in {n} month", "in {n} months", round(days / 30.44))
    return _n("in {n} year", "in {n} years", round(days / 365.25))
