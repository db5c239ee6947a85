"""The contact log: an entry written by a script, such as one that follows a telephone."""

from __future__ import annotations

import argparse
import datetime as dt
from typing import TYPE_CHECKING, Any

from acctdesk.cli.naming import account_named
from acctdesk.cli.where import desk_of, show
from acctdesk.errors import Invalid, NotFound, Problem
from acctdesk.words import _, date

if TYPE_CHECKING:
    from acctdesk.cli.commands import Commands
    from acctdesk.compose import Desk

TYPES = ("call", "meeting", "email", "message", "note")
"""What can be logged."""
_LONG_SUBJECT = 120
"""Letters of a summary's first line that still make a subject."""


def add(commands: Commands) -> None:
    """Add `log`."""
    log = commands.add("log", _log, _("write a call, meeting, e-mail, message or note down"))
    log.add_argument("account", metavar="ACCOUNT", help=_("its name or id"))
    log.add_argument("--type", choices=TYPES, required=True)
    log.add_argument(
        "--summary", default="", metavar="TEXT",
        help=_("what was said; its first line is the subject unless one is given"),
    )  # fmt: skip
    log.add_argument("--subject", default="", metavar="TEXT", help=_("what it was about"))
    log.add_argument("--date", default="", metavar="DAY", help=_("14 Oct 2026, fri; else today"))
    log.add_argument("--minutes", default="", metavar="N", help=_("how long it took"))
    log.add_argument(
        "--person", action="append", default=[], metavar="NAME",
        help=_("who took part: name or id of a contact there or of our own; may repeat"),
    )  # fmt: skip
    log.add_argument(
        "--new-person", action="append", default=[], metavar="NAME",
        help=_("who took part and isn't here yet: added to the account; may repeat"),
    )  # fmt: skip
    log.add_argument("--next-step", default="", metavar="TEXT", help=_("what is to be done"))
    log.add_argument("--due", default="", metavar="DAY", help=_("by when: 14 Oct 2026, +14"))


def _log(arguments: argparse.Namespace) -> None:
    with desk_of(arguments, write=True) as desk:
        account, name = account_named(desk, arguments.account)
        people, members = _parties(desk, account, arguments.person)
        values = _values(desk, arguments)
        made, change = desk.interactions.log(
            account, values, people, members, new_people=arguments.new_person
        )
        row: dict[str, Any] = {
            "interaction": made,
            "change": change.id if change is not None else None,
            "account": account,
            "account_name": name,
            **{field: value for field, value in values.items() if value is not None},
            "people": people,
            "members": members,
        }
    said = _("Logged with {account} on {day}: {subject}").format(
        account=name, day=date(values["day"]), subject=values["subject"]
    )
    show(arguments, row, said)


def _parties(desk: Desk, account: str, named: list[str]) -> tuple[list[str], list[str]]:
    """Ids of the client's people and of ours; I am among ours when it is known who I am."""
    from acctdesk.services.values import fold

    theirs = [(one.person, one.name) for one in desk.people.at(account)]
    ours = [(one, name) for one, name in desk.records.options("member")]
    people: list[str] = []
    members = [desk.settings.me.id] if desk.settings.me.id else []
    for text in named:
        for known, chosen in ((theirs, people), (ours, members)):
            found = {one for one, name in known if text == one or fold(text) == fold(name)}
            if len(found) > 1:
                raise Problem(
                    _("several people are called “%s”.") % text, remedy=_("Name one by the id.")
                )
            if found:
                chosen.extend(found - set(chosen))
                break
        else:
            raise NotFound(
                _("nobody at this account, and none of us, is called “%s”.") % text,
                remedy=_("Add them with: --new-person"),
            )
    return people, members


def _values(desk: Desk, arguments: argparse.Namespace) -> dict[str, Any]:
    subject, summary = arguments.subject.strip(), arguments.summary.strip()
    if not subject:
        first, _break, rest = summary.partition("\n")
        if not first or len(first) > _LONG_SUBJECT:
            raise Invalid(
                _("nothing says in a line what it was about."), field="subject",
                remedy=_("Give it with: --subject"),
            )  # fmt: skip
        subject, summary = first.strip(), rest.strip()
    today = desk.context.today()
    due = _typed(desk, "next_step_due", arguments.due, today)
    if due and not arguments.next_step.strip():
        raise Invalid(
            _("there is a date, but no next step."), field="next_step",
            remedy=_("Say what is to be done by then: --next-step"),
        )  # fmt: skip
    return {
        "type": arguments.type,
        "day": _past_day(desk, arguments.date, today),
        "minutes": _typed(desk, "minutes", arguments.minutes, today),
        "subject": subject,
        "summary": summary or None,
        "next_step": arguments.next_step.strip() or None,
        "next_step_due": due,
    }


def _past_day(desk: Desk, text: str, today: dt.date) -> str:
    """The day of something that has happened: "fri" is the last Friday, not the next."""
    found = str(_typed(desk, "day", text, today) or today.isoformat())
    if len(found) < 10:
        raise Invalid(
            _("this names no day."), field="day", remedy=_("Write it like 14 Oct 2026.")
        )  # fmt: skip
    if found > today.isoformat() and not any(one.isdigit() for one in text):
        day, one = dt.date.fromisoformat(found), dt.timedelta(days=1)
        # "tomorrow" moves on when today does; a weekday doesn't.
        if str(_typed(desk, "day", text, today + one)) != (day + one).isoformat():
            return (day - 7 * one).isoformat()
    return found


def _typed(desk: Desk, name: str, text: str, today: dt.date) -> Any:
    """What a typed value means; None when it is blank."""
    from acctdesk.services.values import Hints, describe, parse_typed

    if not text.strip():
        return None
    field = desk.fields.field("interaction", name)
    # What may be day and month or month and day is refused: a script has no language.
    found = parse_typed(field, text, Hints(), today)
    if found.problem:
        what, remedy = describe(found.problem, field, text)
        raise Invalid(what, where=str(field.label), remedy=remedy, field=name)
    return found.value
