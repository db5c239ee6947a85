"""What goes to a client around a review: the invitation before it, the minutes after it.

Both are made of what is released, in the client's language: minutes written for the client,
decisions they may see, actions agreed with them. Nothing of an internal review goes out.
"""

from __future__ import annotations

import datetime as dt
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from acctdesk.clientview import Contact, Part, Table, Text, View
from acctdesk.models import Person
from acctdesk.models.catalogue import Catalogue
from acctdesk.services.meeting import Meeting
from acctdesk.services.releasing import Gate
from acctdesk.services.review.rows import Row, Rows
from acctdesk.services.review.said import (
    day,
    local,
    owner,
    period_words,
    promised_by,
    time_words,
    who,
)
from acctdesk.words import _, date, number, speaking, speaks

FALLBACK = "en-GB"
"""What a mail speaks to a client whose language we don't."""


@dataclass(frozen=True, slots=True)
class Mail:
    """What a client gets by mail.

    Attributes:
        view: Its title is the subject; its contacts are who gets it, the rest is what it says.
        language: BCP 47 tag.
        uid: Names the meeting in a calendar, the same for every invitation to it.
        starts: When the meeting starts, UTC.
        minutes: How long it takes.
        place: Where; may be empty.
        cancelled: Whether it was cancelled.
    """

    view: View
    language: str
    uid: str
    starts: dt.datetime
    minutes: int
    place: str
    cancelled: bool


class Writer:
    """Writes invitations and minutes from what is released of one review.

    Args:
        connection: A read connection.
        catalogue: Says which fields are released.
        meeting: The review, not an internal one.
    """

    def __init__(self, connection: Connection, catalogue: Catalogue, meeting: Meeting) -> None:
        self._db, self._meeting = connection, meeting
        self._gate = Gate(catalogue)
        self._rows = Rows(connection, catalogue, meeting.account)
        [self._account] = self._rows.of("account", id=meeting.account)
        [self._review] = self._rows.of("meeting", id=meeting.id)
        spoken = meeting.language
        self._language = spoken if spoken and speaks(spoken) else FALLBACK

    def invitation(self, agenda: Sequence[str]) -> Mail:
        """The invitation, with the agenda.

        Args:
            agenda: Ids of its items, in their order.
        """
        with speaking(self._language):
            zone = self._account.text("time_zone")
            parts: list[Part] = [Text(_("We invite you to this meeting."))]
            begin = local(self._meeting.starts, zone)
            when = f"{date(begin.date())}, {time_words(begin, self._meeting.minutes, zone)}"
            place = self._review.text("place")
            parts.append(Text(" · ".join(one for one in (when, place) if one)))
            items = {one.id: one for one in self._rows.of("agenda_item",
                                                          meeting_id=self._meeting.id)}  # fmt: skip
            rows = tuple(self._item(items[one]) for one in agenda if one in items)
            if rows:
                parts.append(Text(_("Agenda"), "heading"))
                parts.append(Table((_("Minutes"), _("What"), _("Who")), rows))
            return self._mail(self._title(), parts)

    @staticmethod
    def _item(row: Row) -> tuple[str, str, str]:
        minutes = row["minutes"]
        return ("" if minutes is None else number(minutes), row.text("title"), who(row))

    def minutes(self) -> Mail:
        """The minutes: what was said, what was decided, who does what until when."""
        with speaking(self._language):
            zone = self._account.text("time_zone")
            on = date(local(self._meeting.starts, zone).date())
            parts: list[Part] = [
                Text(_("Thank you for the meeting on %s. This is what we wrote down.") % on)
            ]
            said = self._review.lines("client_minutes")
            if said:
                parts.append(Text(_("What was said"), "heading"))
                parts += [Text(one) for one in said]
            parts += self._decisions()
            parts += self._actions()
            title = _("{title}, {day}: minutes").format(title=self._title(), day=on)
            return self._mail(title, parts)

    def _decisions(self) -> list[Part]:
        held = self._rows.of("decision", meeting_id=self._meeting.id)
        made = [one for one in held if one["state"] == "made"]
        wanted = [one for one in held if one["state"] == "wanted"]
        parts: list[Part] = []
        if made:
            rows = tuple((one.text("title"), one.text("outcome"), who(one)) for one in made)
            parts.append(Text(_("Decided"), "heading"))
            parts.append(Table((_("What"), _("Outcome"), _("By whom")), rows))
        if wanted:
            rows = tuple((one.text("title"), who(one), day(one.text("due"))) for one in wanted)
            parts.append(Text(_("Still to be decided"), "heading"))
            parts.append(Table((_("What"), _("By whom"), _("Wanted by")), rows))
        return parts

    def _actions(self) -> list[Part]:
        held = list(self._rows.of("promise", meeting_id=self._meeting.id))
        if not held:
            return []
        held.sort(key=lambda one: (one["due"] or "9", one.text("title").casefold()))
        client = self._account.text("name")
        rows = tuple(
            (one.text("title"), promised_by(one, client), owner(one), day(one.text("due")))
            for one in held
        )
        headings = (_("What"), _("Promised by"), _("Who"), _("Due"))
        return [Text(_("Actions, owners, dates"), "heading"), Table(headings, rows)]

    # -- both ------------------------------------------------------------------------------

    def _title(self) -> str:
        title, period = self._review.text("title"), period_words(self._review.text("period"))
        return title if not period or period in title else f"{title}, {period}"

    def _mail(self, title: str, parts: Sequence[Part]) -> Mail:
        closing: list[Part] = [Text(_("Kind regards"))]
        if by := self._review.text("member_id"):
            closing.append(Text(by))
        held = self._meeting
        return Mail(
            View(Text(title, "title"), (*self._people(), *parts, *closing)), self._language,
            _uid(held.id), held.starts, held.minutes, self._review.text("place"),
            held.state == "cancelled",
        )  # fmt: skip

    def _people(self) -> list[Contact]:
        """How those of the client are reached who are asked, by name."""
        asked = self._rows.of("attendee", meeting_id=self._meeting.id)
        names = self._rows.people()
        ids = {one["person_id"] for one in asked} & names.keys()
        emails: dict[str, str] = {}
        if self._gate.lets("person.email"):
            statement = select(Person.id, Person.email).where(Person.id.in_(sorted(ids)))
            emails = {one: email for one, email in self._db.execute(statement) if email}
        found = [Contact(names[one], emails=(emails[one],) if one in emails else ()) for one in ids]
        return sorted(found, key=lambda one: (one.name.casefold(), one.emails))


def _uid(meeting: str) -> str:
    """Names a meeting in calendars without telling the id it has here."""
    return f"{hashlib.sha256(meeting.encode()).hexdigest()[:32]}@acctdesk"
