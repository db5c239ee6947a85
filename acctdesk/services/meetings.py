"""Reviews with a client: planned from a template, prepared, held, frozen, and followed up."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from sqlalchemy import ColumnElement, and_, or_

from acctdesk.errors import Invalid
from acctdesk.metrics.reviews import (
    days_of_period,
    quarters_of,
    readiness,
    review_day,
)
from acctdesk.models import Meeting as Row
from acctdesk.models import Promise as PromiseRow
from acctdesk.models import new_id
from acctdesk.services.context import Context
from acctdesk.services.follow_up import Mail, Writer
from acctdesk.services.meeting import (
    CANCELLED,
    HELD,
    INTERNAL,
    PLANNED,
    Frozen,
    LastActions,
    Meeting,
    MeetingDetail,
    Proposal,
    Readiness,
    Snapshot,
)
from acctdesk.services.meeting_facts import facts_of, known_holidays
from acctdesk.services.meeting_planning import MeetingPlanning, fitted
from acctdesk.services.meeting_reading import (
    read_agenda,
    read_attendees,
    read_meetings,
    read_missing,
    read_slides,
    read_snapshot,
)
from acctdesk.services.parties import gone
from acctdesk.services.promises import ledger, read_promises
from acctdesk.services.records import Records
from acctdesk.words import _
from acctdesk.workspace import Committed, Label

__all__ = ["Meeting", "MeetingDetail", "Meetings"]

MORNING = dt.time(10)
"""When a review that is only proposed begins, local time."""
_FIXED = ("account_id", "state", "template")
"""Fields that no edit changes: a review stays with its account; holding has commands of its own."""


class Meetings(MeetingPlanning):
    """Commands and queries over reviews.

    Args:
        context: The open workspace.
        records: The generic part.
        freeze: Puts together what is kept of the deck of a review, when it is held; None keeps
            nothing.
    """

    def __init__(
        self,
        context: Context,
        records: Records,
        freeze: Callable[[str], Frozen | None] | None = None,
    ) -> None:
        super().__init__(context, records)
        self._freeze = freeze

    # -- queries ---------------------------------------------------------------------------

    def get(self, meeting: str) -> Meeting:
        """One review.

        Raises:
            NotFound: There is none.
        """
        found = self._read(Row.id == meeting)
        if not found:
            raise gone(self._context, "meeting")
        return found[0]

    def detail(self, meeting: str) -> MeetingDetail:
        """One review with agenda, attendees, slides, and who is missing.

        Raises:
            NotFound: There is none.
        """
        held = self.get(meeting)
        with self._context.workspace.read() as connection:
            asked = read_attendees(connection, held.account, meeting)
            missing = read_missing(connection, held.account, asked)
            agenda, slides = read_agenda(connection, meeting), read_slides(connection, meeting)
        return MeetingDetail(held, agenda, asked, slides, missing)

    def of_account(self, account: str) -> tuple[Meeting, ...]:
        """The reviews of an account, the newest first."""
        return self._read(Row.account_id == account)

    def coming(self, until: dt.date | None = None, limit: int = 200) -> tuple[Meeting, ...]:
        """Planned reviews of all accounts, the next one first; those past and not held as well.

        Args:
            until: Only those that start by the end of this day.
            limit: How many at most.
        """
        where = [Row.state == PLANNED]
        if until is not None:
            where.append(Row.starts < _at(until + dt.timedelta(days=1), dt.time()))
        return self._read(*where, order=(Row.starts.asc(), Row.id.asc()), limit=limit)

    def past(self, limit: int = 200) -> tuple[Meeting, ...]:
        """Reviews of all accounts that were held, the newest first.

        Args:
            limit: How many at most.
        """
        return self._read(Row.state == HELD, limit=limit)

    def snapshot(self, meeting: str) -> Snapshot | None:
        """What was frozen of a review; None where nothing was."""
        with self._context.workspace.read() as connection:
            return read_snapshot(connection, meeting)

    def previous(self, meeting: str) -> Meeting | None:
        """The review before one: as it was chosen, else the last of its kind not cancelled.

        Raises:
            NotFound: There is no such review.
        """
        held = self.get(meeting)
        if held.previous:
            return next(iter(self._read(Row.id == held.previous)), None)
        before = and_(
            Row.account_id == held.account, Row.type == held.type, Row.state != CANCELLED,
            Row.starts < held.starts, Row.id != meeting,
        )  # fmt: skip
        return next(iter(self._read(before, limit=1)), None)

    def last_actions(self, meeting: str) -> LastActions:
        """What was promised at or before the review before, as it stands today.

        What was settled before that review is left out; what wasn't is always carried over. With
        no review before, everything that is open and older than this one.

        Raises:
            NotFound: There is no such review.
        """
        held, previous = self.get(meeting), self.previous(meeting)
        until = (previous or held).day.isoformat()
        carried = and_(
            PromiseRow.made <= until,
            or_(PromiseRow.done.is_(None), PromiseRow.done > until),
            or_(PromiseRow.meeting_id.is_(None), PromiseRow.meeting_id != meeting),
        )
        if previous is not None:
            carried = or_(PromiseRow.meeting_id == previous.id, carried)
        with self._context.workspace.read() as connection:
            found = read_promises(
                connection, self._context.today(), PromiseRow.account_id == held.account, carried
            )
        told = ledger(found)
        return LastActions(previous, told.promises, told.tally)

    def readiness(self, meeting: str, *, template: bool | None = None) -> Readiness:
        """What is ready for a review and what isn't.

        Args:
            meeting: The review.
            template: Whether nothing is missing in the template of the deck; None while unknown.

        Raises:
            NotFound: There is no such review.
        """
        told, last = self.detail(meeting), self.last_actions(meeting)
        with self._context.workspace.read() as connection:
            facts = facts_of(connection, told, last, self._context.today(), template)
        return Readiness(readiness(facts))

    def invitation(self, meeting: str) -> Mail:
        """The invitation to a review as its client may read it, in their language.

        Raises:
            NotFound: There is no such review.
            Invalid: It is an internal one.
        """
        told = self.detail(meeting)
        _check_released(told.meeting)
        with self._context.workspace.read() as connection:
            writer = Writer(connection, self._context.catalogue, told.meeting)
            return writer.invitation([one.id for one in told.agenda])

    def follow_up(self, meeting: str) -> Mail:
        """The minutes of a review, with decisions and actions, as its client may read them.

        Raises:
            NotFound: There is no such review.
            Invalid: It is an internal one.
        """
        held = self.get(meeting)
        _check_released(held)
        with self._context.workspace.read() as connection:
            return Writer(connection, self._context.catalogue, held).minutes()

    def plan_year(self, account: str, year: int) -> tuple[Proposal, ...]:
        """The four quarterly reviews of a fiscal year: those that are there, the others proposed.

        Args:
            account: Account id.
            year: The fiscal year, by the calendar year in which it begins.
        """
        mine = (Row.account_id == account, Row.type == "qbr", Row.state != CANCELLED)
        there = {one.period: one for one in reversed(self._read(*mine))}
        with self._context.workspace.read() as connection:
            off = known_holidays(connection, account)
        found = []
        for code in quarters_of(year):
            first, last = days_of_period(code, self._settings.fiscal_month)
            meeting = there.get(code)
            starts = meeting.starts if meeting else _at(review_day(first, last, off), MORNING)
            found.append(Proposal(code, first, last, starts, meeting))
        return tuple(found)

    def _read(self, *where: ColumnElement[bool], **how: Any) -> tuple[Meeting, ...]:
        with self._context.workspace.read() as connection:
            return read_meetings(connection, self._settings.fiscal_month, *where, **how)

    # -- what happens to it ----------------------------------------------------------------

    def edit(self, meeting: str, values: Mapping[str, Any]) -> Committed | None:
        """Change a review; neither its account nor its state.

        Returns:
            The change, or None when nothing differs.

        Raises:
            Invalid: A value doesn't fit.
            NotFound: There is no such review.
        """
        for name in _FIXED:
            if name in values:
                label = self._context.catalogue.field("meeting", name).label
                raise Invalid(_("%s stays as it is.") % label, field=name)
        checked = fitted(self._records.checked("meeting", values))
        labels = ", ".join(
            str(self._context.catalogue.field("meeting", name).label) for name in checked
        )
        with self._context.write("Edit {title}: {fields}", title="", fields=labels) as unit:
            title = checked.get("title") or unit.get("meeting", meeting)["title"]
            unit.retitle(Label(unit.label.message, {"title": title, "fields": labels}))
            self._records.update(unit, "meeting", [meeting], checked)
            return unit.commit()

    def rehearse(self, meeting: str, day: dt.date | None = None) -> Committed | None:
        """Say that the slides were rehearsed, today when no day is given; see `edit`."""
        return self.edit(meeting, {"rehearsed": self._day(day)})

    def send_pre_read(self, meeting: str, day: dt.date | None = None) -> Committed | None:
        """Say that the pre-read went out, today when no day is given; see `edit`."""
        return self.edit(meeting, {"pre_read_sent": self._day(day)})

    def write_minutes(self, meeting: str, text: str) -> Committed | None:
        """Write down what was said, as the client may read it; see `edit`."""
        return self.edit(meeting, {"client_minutes": text})

    def hold(self, meeting: str) -> Committed | None:
        """Say that a review was held: its deck is frozen as it is now.

        Args:
            meeting: The review.

        Raises:
            Invalid: It was held already, or it was cancelled.
            NotFound: There is no such review.
        """
        held = self.get(meeting)
        if held.state != PLANNED:
            raise Invalid(
                _("only a planned review can be held."),
                field="state",
                remedy=_("Plan it again, or undo what was done."),
            )
        frozen = self._freeze(meeting) if self._freeze is not None else None
        with self._context.write("Hold {title}", title=held.title) as unit:
            unit.update("meeting", meeting, {"state": HELD})
            if frozen is not None:
                unit.insert(
                    "snapshot",
                    {
                        "meeting_id": meeting, "made": self._context.now(),
                        "member_id": self._context.author.id, "content": frozen.content,
                        "withheld": frozen.withheld or None,
                    },
                    new_id(),
                )  # fmt: skip
            return unit.commit()

    def cancel(self, meeting: str) -> Committed | None:
        """Say that a planned review will not be held.

        Raises:
            Invalid: It isn't planned.
            NotFound: There is no such review.
        """
        return self._turn(meeting, PLANNED, CANCELLED, "Cancel {title}")

    def plan_again(self, meeting: str) -> Committed | None:
        """Take back that a review was cancelled; see `cancel`."""
        return self._turn(meeting, CANCELLED, PLANNED, "Plan {title} again")

    def _turn(self, meeting: str, before: str, after: str, message: str) -> Committed | None:
        with self._context.write(message, title="") as unit:
            held = unit.get("meeting", meeting)
            unit.retitle(Label(message, {"title": held["title"]}))
            if held["state"] != before:
                raise Invalid(
                    _("this review is not in a state for that any more."),
                    field="state",
                    remedy=_("Look at it again."),
                )
            unit.update("meeting", meeting, {"state": after})
            return unit.commit()

    def delete(self, ids: Sequence[str]) -> Committed | None:
        """Delete reviews with agenda, attendees, slides and frozen deck; undo brings them back.

        What was promised or decided there stays.

        Raises:
            NotFound: One isn't there.
        """
        return self._records.delete("meeting", ids)

    def _day(self, day: dt.date | None) -> str:
        return (day or self._context.today()).isoformat()


def _check_released(meeting: Meeting) -> None:
    """Refuse an internal review, of which nothing goes out.

    Raises:
        Invalid: It is one.
    """
    if meeting.type == INTERNAL:
        raise Invalid(
            _("this review is internal: nothing of it goes to the client."),
            field="type",
            remedy=_("Choose another kind of review."),
        )


def _at(day: dt.date, time: dt.time) -> dt.datetime:
    """A moment of a day in the computer's own zone, in UTC."""
    return dt.datetime.combine(day, time).astimezone(dt.UTC)
