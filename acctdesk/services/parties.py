"""Who is named in rows: people of the client and those of us, by name."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from acctdesk.errors import Invalid, NotFound
from acctdesk.models import Member, Person, Position
from acctdesk.services.context import Context, in_parts
from acctdesk.services.interaction import Party
from acctdesk.words import _


class Parties:
    """Names of whoever some rows refer to by "member_id" and "person_id".

    Args:
        connection: A read connection.
        rows: The rows.
    """

    def __init__(self, connection: Connection, rows: Sequence[Mapping[str, Any]]) -> None:
        self._members = _named(connection, Member, (row.get("member_id") for row in rows))
        self._people = _named(connection, Person, (row.get("person_id") for row in rows))

    def member(self, row: Mapping[str, Any]) -> Party | None:
        """Who of us a row refers to."""
        return self._members.get(row["member_id"] or "")

    def person(self, row: Mapping[str, Any]) -> Party | None:
        """Who of them a row refers to."""
        return self._people.get(row["person_id"] or "")


def _named(connection: Connection, of: Any, ids: Iterable[str | None]) -> dict[str, Party]:
    wanted = sorted({one for one in ids if one})
    found = {}
    for part in in_parts(wanted):
        for record, name in connection.execute(select(of.id, of.name).where(of.id.in_(part))):
            found[record] = Party(record, name)
    return found


def titles_at(connection: Connection, account: str, people: Iterable[str]) -> dict[str, str]:
    """The titles of people at an account, by person; of former posts where there is no other.

    Args:
        connection: A read connection.
        account: Account id.
        people: Person ids.
    """
    found: dict[str, str] = {}
    for part in in_parts(sorted(set(people))):
        statement = (
            select(Position.person_id, Position.title)
            .where(Position.account_id == account, Position.person_id.in_(part))
            .order_by(Position.ended.is_not(None), Position.id)
        )
        for person, title in connection.execute(statement):
            found[str(person)] = found.get(str(person)) or title or ""
    return found


def rows_of(connection: Connection, statement: Any) -> list[dict[str, Any]]:
    """The rows that a statement selects, by column."""
    return [dict(row._mapping) for row in connection.execute(statement)]


def whole_day(values: Mapping[str, Any], *names: str) -> None:
    """Check that days are whole ones, not months or years.

    Args:
        values: Checked values by field.
        *names: The fields.

    Raises:
        Invalid: One isn't.
    """
    for name in names:
        if values.get(name):
            try:
                dt.date.fromisoformat(values[name])
            except ValueError:
                raise Invalid(
                    _("this names no day."), field=name, remedy=_("Write it like 14 Oct 2026.")
                ) from None


def day_of(text: str | None) -> dt.date | None:
    """A stored day; of a month or a year its last day, since until then there is time."""
    if not text:
        return None
    if len(text) == 10:
        return dt.date.fromisoformat(text)
    year, month = int(text[:4]), int(text[5:7] or 12)
    after = dt.date(year + month // 12, month % 12 + 1, 1)
    return after - dt.timedelta(days=1)


def check_required(context: Context, kind: str, checked: Mapping[str, Any]) -> None:
    """Check that nothing required is missing in a new record.

    Args:
        context: The open workspace.
        kind: Its kind.
        checked: Checked values.

    Raises:
        Invalid: Something is.
    """
    for field in context.catalogue.kind(kind).fields.values():
        if field.required and not field.system and checked.get(field.name) in (None, ""):
            raise Invalid(
                _("%s is missing.") % field.label, field=field.name, remedy=_("Fill it in.")
            )


def gone(context: Context, kind: str) -> NotFound:
    """What is raised where a record isn't there any more."""
    return NotFound(
        _("this record is not there any more."),
        where=str(context.catalogue.kind(kind).label),
        remedy=_("Undo its deletion, or go back."),
    )
