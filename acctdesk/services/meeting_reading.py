"""Reads reviews and their parts as records: with names, in their order."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import ColumnElement, Connection, UnaryExpression, func, select

from acctdesk.metrics.reviews import days_of_period
from acctdesk.models import Account, Member, Person
from acctdesk.models import AgendaItem as AgendaRow
from acctdesk.models import Attendee as AttendeeRow
from acctdesk.models import Meeting as Row
from acctdesk.models import Slide as SlideRow
from acctdesk.models import Snapshot as SnapshotRow
from acctdesk.services.interaction import Party
from acctdesk.services.keypeople import key_people
from acctdesk.services.meeting import (
    AgendaItem,
    Attendee,
    Meeting,
    Missing,
    SlideTold,
    Snapshot,
)
from acctdesk.services.parties import Parties, rows_of, titles_at
from acctdesk.workspace.folding import fold


def read_meetings(
    connection: Connection,
    fiscal_month: int,
    *where: ColumnElement[bool],
    order: Sequence[UnaryExpression[Any]] = (),
    limit: int | None = None,
) -> tuple[Meeting, ...]:
    """The reviews that some conditions choose.

    Args:
        connection: A read connection.
        fiscal_month: The month in which the fiscal year starts.
        *where: The conditions.
        order: Their order; the newest first when not given.
        limit: How many at most.
    """
    frozen = (
        select(func.max(SnapshotRow.made))
        .where(SnapshotRow.meeting_id == Row.id)
        .correlate(Row)
        .scalar_subquery()
    )
    statement = (
        select(
            *Row.__table__.c, Account.name.label("account_name"),
            Account.language.label("account_language"), frozen.label("frozen"),
        )
        .join(Account, Account.id == Row.account_id)
        .where(*where)
        .order_by(*(order or (Row.starts.desc(), Row.id.desc())))
        .limit(limit)
    )  # fmt: skip
    rows = rows_of(connection, statement)
    named = Parties(connection, rows)
    return tuple(_meeting(row, named.member(row), fiscal_month) for row in rows)


def _meeting(row: Mapping[str, Any], member: Party | None, fiscal_month: int) -> Meeting:
    first = last = None
    if row["period"]:
        first, last = days_of_period(row["period"], fiscal_month)
    return Meeting(
        id=row["id"],
        account=row["account_id"],
        account_name=row["account_name"],
        type=row["type"],
        title=row["title"],
        period=row["period"] or "",
        first=first,
        last=last,
        starts=row["starts"],
        minutes=row["minutes"],
        place=row["place"] or "",
        state=row["state"],
        member=member,
        language=row["language"] or row["account_language"] or "",
        template=row["template"] or "",
        previous=row["previous_id"] or "",
        pre_read_due=row["pre_read_due"] or "",
        pre_read_sent=row["pre_read_sent"] or "",
        rehearsed=row["rehearsed"] or "",
        client_minutes=row["client_minutes"] or "",
        note=row["note"] or "",
        frozen=row["frozen"],
    )


def read_agenda(connection: Connection, meeting: str) -> tuple[AgendaItem, ...]:
    """The agenda of a review, in its order."""
    rows = _parts(connection, AgendaRow.__table__, meeting)
    named = Parties(connection, rows)
    return tuple(
        AgendaItem(
            row["id"], row["title"], row["minutes"], row["looks"], named.member(row),
            named.person(row), row["block"] or "", row["note"] or "",
        )
        for row in rows
    )  # fmt: skip


def read_slides(connection: Connection, meeting: str) -> tuple[SlideTold, ...]:
    """The slides of a review, in their order."""
    return tuple(
        SlideTold(
            row["id"], row["block"], row["title"] or "", row["subtitle"] or "", row["body"] or "",
            row["outlook"] or "", row["deck_notes"] or "", bool(row["hidden"]), row["minutes"],
            row["speaker_notes"] or "", orjson.loads(row["options"]) if row["options"] else {},
        )
        for row in _parts(connection, SlideRow.__table__, meeting)
    )  # fmt: skip


def _parts(connection: Connection, table: Any, meeting: str) -> list[dict[str, Any]]:
    statement = (
        select(table).where(table.c.meeting_id == meeting).order_by(table.c.position, table.c.id)
    )
    return rows_of(connection, statement)


def read_attendees(connection: Connection, account: str, meeting: str) -> tuple[Attendee, ...]:
    """Who is asked to a review: theirs first, each side by name."""
    statement = (
        select(
            *AttendeeRow.__table__.c, Person.name.label("person_name"), Person.email.label("email"),
            Member.name.label("member_name"), Member.email.label("member_email"),
        )
        .outerjoin(Person, Person.id == AttendeeRow.person_id)
        .outerjoin(Member, Member.id == AttendeeRow.member_id)
        .where(AttendeeRow.meeting_id == meeting)
    )  # fmt: skip
    rows = rows_of(connection, statement)
    titles = titles_at(connection, account, (row["person_id"] for row in rows if row["person_id"]))
    found = []
    for row in rows:
        person, member = row["person_id"], row["member_id"]
        found.append(
            Attendee(
                row["id"],
                Party(person, row["person_name"]) if person else None,
                Party(member, row["member_name"]) if member else None,
                titles.get(person or "", ""),
                row["email"] or row["member_email"] or "",
                row["state"],
                row["role"] or "",
            )
        )
    return tuple(sorted(found, key=lambda one: (one.person is None, fold(one.party.name), one.id)))


def read_missing(
    connection: Connection, account: str, asked: Sequence[Attendee]
) -> tuple[Missing, ...]:
    """Key people of an account who aren't asked, who decides first.

    Args:
        connection: A read connection.
        account: Account id.
        asked: Who is.
    """
    there = {one.person.id for one in asked if one.person is not None}
    return tuple(
        Missing(one.party, one.title, "decides" if one.decides else "key")
        for one in key_people(connection, account)
        if one.party.id not in there
    )


def read_snapshot(connection: Connection, meeting: str) -> Snapshot | None:
    """The frozen deck of a review; None where none was frozen."""
    table = SnapshotRow.__table__
    statement = select(table).where(table.c.meeting_id == meeting).order_by(table.c.made)
    rows = rows_of(connection, statement.limit(1))
    if not rows:
        return None
    [row] = rows
    named = Parties(connection, rows)
    return Snapshot(
        row["id"], meeting, row["made"], named.member(row), row["content"], row["withheld"] or ""
    )
