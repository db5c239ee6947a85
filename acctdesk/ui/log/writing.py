"""From an entry as it was typed to what a command gets; runs on the lanes."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING, Any

from acctdesk.errors import Invalid
from acctdesk.ui.entry import typed
from acctdesk.ui.log.draft import Draft, Someone
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.catalogue import Field
    from acctdesk.ui.desk import Change, Desk

_LONG_SUBJECT = 120
"""Characters of a summary's first line that still make a subject."""


def past_day(field: Field, text: str, today: dt.date) -> str:
    """The day that a text means when something is written down that has happened.

    "fri" is the last Friday here, not the next.

    Args:
        field: The field of the day.
        text: What was typed; blank means today.
        today: The day it is.

    Raises:
        Invalid: It can't be read, or is no whole day.
    """
    if not text.strip():
        return today.isoformat()
    value = str(typed(field, text, today)[field.name])
    if len(value) < 10:
        raise Invalid(
            _("this names no day."), field=field.name, remedy=_("Write it like 14 Oct 2026.")
        )
    day = dt.date.fromisoformat(value)
    if day > today and not any(one.isdigit() for one in text):
        # A weekday stays where it is when today moves on by one; "tomorrow" doesn't.
        later = str(typed(field, text, today + dt.timedelta(days=1))[field.name])
        if dt.date.fromisoformat(later) != day + dt.timedelta(days=1):
            day -= dt.timedelta(days=7)
    return day.isoformat()


def coming_day(field: Field, text: str, today: dt.date) -> str | None:
    """The day that a text means for something to be done; None when it is blank.

    Raises:
        Invalid: It can't be read.
    """
    if not text.strip():
        return None
    found = typed(field, text, today)[field.name]
    return str(found) if found else None


def values_from(desk: Desk, draft: Draft) -> dict[str, Any]:
    """The values of an entry.

    Without a subject the first line of the summary becomes it.

    Raises:
        Invalid: Something can't be read, or nothing says what it was about.
    """
    today = desk.context.today()

    def field(name: str) -> Field:
        return desk.fields.field("interaction", name)

    subject, summary = draft.subject.strip(), draft.summary.strip()
    if not subject and summary:
        first, _break, rest = summary.partition("\n")
        if len(first) <= _LONG_SUBJECT:
            subject, summary = first.strip(), rest.strip()
    if not subject:
        raise Invalid(_("say in a line what it was about."), field="subject")
    next_step = draft.next_step.strip() or None
    due = coming_day(field("next_step_due"), draft.due, today)
    if due and not next_step:
        raise Invalid(
            _("there is a date, but no next step."),
            field="next_step",
            remedy=_("Say what is to be done by then."),
        )
    return {
        "type": draft.type,
        "day": past_day(field("day"), draft.day, today),
        "minutes": typed(field("minutes"), draft.minutes, today)["minutes"],
        "subject": subject,
        "summary": summary or None,
        "next_step": next_step,
        "next_step_due": due,
    }


def parted(draft: Draft) -> tuple[list[str], list[str], list[str]]:
    """Ids of their people, ids of ours, and names of those who aren't here yet."""

    def ids(side: str) -> list[str]:
        return [one.id for one in draft.people if one.side == side]

    return ids("client"), ids("us"), [one.name for one in draft.people if one.side == "new"]


def log(desk: Desk, account: str, draft: Draft) -> tuple[str, Change | None]:
    """Log an entry as one change.

    Args:
        desk: The open workspace.
        account: Whose log.
        draft: The entry.

    Raises:
        Invalid: Something doesn't fit.
    """
    people, members, new = parted(draft)
    return desk.interactions.log(account, values_from(desk, draft), people, members, new_people=new)


def edit(desk: Desk, interaction: str, draft: Draft) -> Change | None:
    """Change an entry as one change.

    Raises:
        Invalid: Something doesn't fit.
    """
    people, members, new = parted(draft)
    return desk.interactions.edit(
        interaction, values_from(desk, draft), people, members, new_people=new
    )


def offered(desk: Desk, account: str) -> tuple[Someone, ...]:
    """Who can have taken part: the account's people who haven't left, and our own.

    Args:
        desk: The open workspace.
        account: Whose log; empty offers our own people only.
    """
    theirs = [
        Someone(one.person, one.name, "client", one.title)
        for one in (desk.people.at(account) if account else ())
        if not one.ended
    ]
    ours = [Someone(one, name, "us") for one, name in desk.records.options("member")]
    return (*dict.fromkeys(theirs), *ours)


def me(desk: Desk) -> tuple[Someone, ...]:
    """Myself, who usually took part; nobody before I said who I am."""
    author = desk.settings.me
    return (Someone(author.id, author.name, "us"),) if author.id else ()
