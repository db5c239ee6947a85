"""What the readiness of a review follows from, read from all around it."""

from __future__ import annotations

import datetime as dt
import functools

from sqlalchemy import Connection, func, or_, select

from acctdesk.metrics.reviews import Facts, agenda
from acctdesk.models import (
    Account,
    Agreement,
    AgreementVersion,
    Answer,
    Holidays,
    Measurement,
    Objective,
    Outage,
    Service,
    Setting,
    Ticket,
)
from acctdesk.services.meeting import LastActions, MeetingDetail
from acctdesk.services.parties import day_of
from acctdesk.services.settings import HOME_COUNTRY

QUARTER_DAYS = 92
"""Days before a review without a period in which answers count as its own."""


def facts_of(
    connection: Connection,
    told: MeetingDetail,
    last: LastActions,
    today: dt.date,
    template: bool | None,
) -> Facts:
    """What a review's readiness follows from.

    Args:
        connection: A read connection.
        told: The review with its parts.
        last: What is carried over to it.
        today: The day.
        template: Whether nothing is missing in the template of the deck; None while unknown.
    """
    meeting = told.meeting
    account = meeting.account
    first = meeting.first or meeting.day - dt.timedelta(days=QUARTER_DAYS)
    until = meeting.last or meeting.day
    answers = select(func.count()).where(
        Answer.account_id == account,
        Answer.day >= first.isoformat(),
        Answer.day <= until.isoformat(),
    )
    count = last.tally
    return Facts(
        today=today,
        day=meeting.day,
        period_last=meeting.last,
        agenda=agenda(meeting.minutes, ((one.minutes, one.looks) for one in told.agenda)),
        has_previous=last.previous is not None,
        carried=count.n,
        settled=count.kept + count.kept_late + count.dropped,
        has_levels=_has_levels(connection, account),
        levels_to=_levels_to(connection, account),
        sponsors=tuple(one.state for one in told.attendees if one.role == "sponsor"),
        template=template,
        rehearsed=day_of(meeting.rehearsed),
        answers=connection.execute(answers).scalar() or 0,
        pre_read_due=day_of(meeting.pre_read_due),
        pre_read_sent=day_of(meeting.pre_read_sent),
        off=known_holidays(connection, account),
    )


def known_holidays(connection: Connection, account: str) -> frozenset[dt.date]:
    """Public holidays of our country and the client's, as far as they are kept here.

    They are kept once a working calendar has needed them. Asking the library for others would take
    longer than all the rest.

    Args:
        connection: A read connection.
        account: Account id.
    """
    theirs = select(Account.country).where(Account.id == account).scalar_subquery()
    ours = select(Setting.value).where(Setting.name == HOME_COUNTRY).scalar_subquery()
    kept = select(Holidays.days).where(or_(Holidays.place == theirs, Holidays.place == ours))
    return frozenset(day for text in connection.scalars(kept) for day in _days(text))


@functools.lru_cache(maxsize=16)
def _days(text: str) -> frozenset[dt.date]:
    return frozenset(map(dt.date.fromisoformat, text.split()))


def _has_levels(connection: Connection, account: str) -> bool:
    statement = (
        select(Objective.id)
        .join(AgreementVersion, AgreementVersion.id == Objective.version_id)
        .join(Agreement, Agreement.id == AgreementVersion.agreement_id)
        .where(Agreement.account_id == account)
        .limit(1)
    )
    return connection.execute(statement).first() is not None


def _levels_to(connection: Connection, account: str) -> dt.date | None:
    """The newest day of which tickets, outages or measurements are there."""
    opened = select(func.max(Ticket.opened)).where(Ticket.account_id == account)
    begun = (
        select(func.max(Outage.begins))
        .join(Service, Service.id == Outage.service_id)
        .where(Service.account_id == account)
    )
    month = (
        select(func.max(Measurement.month))
        .where(Measurement.account_id == account)
        .scalar_subquery()
    )
    measured = select(func.max(Measurement.day)).where(
        Measurement.account_id == account, Measurement.month == month
    )
    found = []
    for statement in (opened, begun):
        moment = connection.execute(statement).scalar()
        if isinstance(moment, dt.datetime):
            found.append(moment.astimezone().date())
    day = connection.execute(measured).scalar()
    if day:
        found.append(dt.date.fromisoformat(day))
    return max(found, default=None)
