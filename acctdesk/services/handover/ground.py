"""What briefs and readiness rest on, read for many accounts at once, each part when needed."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from sqlalchemy import Connection, select

from acctdesk.metrics.stakeholders import DECIDES, Bond, Stakeholder
from acctdesk.models import (
    Account,
    Assignment,
    CustomField,
    CustomValue,
    Figure,
    Goal,
    Interaction,
    Meeting,
    Member,
    Person,
    Position,
    Promise,
    Relationship,
    Risk,
)
from acctdesk.models.catalogue import Format
from acctdesk.services.bygone import last_days
from acctdesk.services.context import in_parts
from acctdesk.services.handover.agreed import Agreed, Row, by_account
from acctdesk.services.handover.brief import MOST_PEOPLE
from acctdesk.services.maps import has_ended
from acctdesk.services.parties import day_of, rows_of
from acctdesk.workspace.folding import fold

LIVE_GOALS = ("planned", "on_track", "at_risk")
LIVE_RISKS = ("open", "occurred")
ENDED = "ended"
"""The phase of who is no client any more."""


@dataclass(frozen=True, slots=True)
class Post:
    """Somebody who is at an account, with all posts they hold there put together.

    Attributes:
        person: Columns of the person.
        title: The first title that is known.
        held: What they are there: the union of roles, the greatest power, the tightest cadence.
        attitude: Code; may be empty.
    """

    person: Row
    title: str
    held: Stakeholder
    attitude: str


class Ground:
    """Reads what some accounts are made of, a query or two for all of them together.

    Args:
        connection: A read connection; every part is read when it is first asked for.
        accounts: Account ids, at most 500.
        today: The day.
        now: The present moment, in UTC.
        without: Kinds that are not to be looked at; it is as if there were none of them.
    """

    def __init__(
        self,
        connection: Connection,
        accounts: Sequence[str],
        today: dt.date,
        now: dt.datetime,
        without: Collection[str] = (),
    ) -> None:
        self.db, self.today, self.now = connection, today, now
        self.without = frozenset(without)
        self._ids = list(accounts)

    # -- accounts and us -------------------------------------------------------------------

    @cached_property
    def accounts(self) -> dict[str, Row]:
        """Columns of the accounts by id, in the order they were asked for."""
        table = Account.__table__
        rows = rows_of(self.db, select(table).where(table.c.id.in_(self._ids)))
        found = {row["id"]: row for row in rows}
        return {one: found[one] for one in self._ids if one in found}

    @cached_property
    def figures(self) -> dict[str, Row]:
        """Columns of the figures of the accounts, by account: their last contact is of the log."""
        if "interaction" in self.without:
            return {}
        table = Figure.__table__
        rows = rows_of(self.db, select(table).where(table.c.record_id.in_(self._ids)))
        return {row["record_id"]: row for row in rows}

    @cached_property
    def team(self) -> dict[str, list[Row]]:
        """Assignments by account."""
        return self.of_accounts(Assignment)

    @cached_property
    def members(self) -> dict[str, Row]:
        """Columns of all of us, by id."""
        return {row["id"]: row for row in rows_of(self.db, select(Member.__table__))}

    @cached_property
    def own_fields(self) -> tuple[str, ...]:
        """Fields of one's own that accounts have; a tick says something when it is not set."""
        statement = (
            select(CustomField.id)
            .where(CustomField.of_kind == "account", CustomField.format != Format.CHECK)
            .order_by(CustomField.position, CustomField.label)
        )
        return tuple(self.db.scalars(statement))

    @cached_property
    def own_values(self) -> frozenset[tuple[str, str]]:
        """Which account has a value of which of them."""
        statement = select(CustomValue.record_id, CustomValue.field_id).where(
            CustomValue.record_id.in_(self._ids), CustomValue.field_id.in_(self.own_fields)
        )
        return frozenset((one, field) for one, field in self.db.execute(statement))

    # -- people ----------------------------------------------------------------------------

    @cached_property
    def posts(self) -> dict[str, list[Row]]:
        """Posts by account that weren't left, placeholders among them."""
        post = Position
        columns = (
            post.id, post.account_id, post.person_id, post.title, post.unit_id, post.manager_id,
            post.power, post.interest, post.attitude, post.buying_roles, post.status, post.cadence,
            post.ended,
        )  # fmt: skip
        found = self.of_accounts(Position, columns=columns)
        return {
            account: [row for row in rows if not has_ended(row, self.today)]
            for account, rows in found.items()
        }

    @cached_property
    def people(self) -> dict[str, Row]:
        """Columns of whoever holds a post, with their last contact; not of archived people."""
        ids = {row["person_id"] for rows in self.posts.values() for row in rows} - {None}
        person = Person
        # Only what is told: of thousands of people every column counts.
        statement = select(
            person.id, person.name, person.email, person.other_email, person.phone, person.mobile,
            person.other_phone, person.contact_preference, Figure.last_contact,
        ).outerjoin(Figure, Figure.record_id == person.id)  # fmt: skip
        found: dict[str, Row] = {}
        for part in in_parts(sorted(ids)):
            there = statement.where(person.id.in_(part), person.archived.is_(None))
            for row in rows_of(self.db, there):
                found[row["id"]] = row
        return found

    @cached_property
    def stakeholders(self) -> dict[str, tuple[Stakeholder, ...]]:
        """The posts of each account as the rules of stakeholders take them."""
        return {
            account: tuple(map(self._stakeholder, self.posts.get(account, ())))
            for account in self._ids
        }

    def _stakeholder(self, row: Row) -> Stakeholder:
        person = self.people.get(row["person_id"] or "")
        return Stakeholder(
            row["id"], person["id"] if person else "", row["unit_id"] or "",
            row["manager_id"] or "", row["power"], row["interest"],
            tuple(row["buying_roles"] or ()), row["status"] or "", row["cadence"] or "",
            day_of(person["last_contact"]) if person and self._log else None,
        )  # fmt: skip

    @cached_property
    def agreed(self) -> Agreed:
        """What was agreed with the accounts."""
        return Agreed(self.db, self._ids, self.today, self.now, self.without)

    @property
    def _log(self) -> bool:
        return "interaction" not in self.without

    @cached_property
    def there(self) -> dict[str, list[Post]]:
        """Who is at each account: who decides first, then who has a say, then who was met last."""
        return {account: self._there(account) for account in self._ids}

    def _there(self, account: str) -> list[Post]:
        found: dict[str, Post] = {}
        for row, one in zip(self.posts.get(account, ()), self.stakeholders[account], strict=True):
            if not one.is_there:
                continue
            other = found.get(one.person)
            title, attitude = row["title"] or "", row["attitude"] or ""
            if other is not None:
                one = _joined(other.held, one)
                title, attitude = other.title or title, other.attitude or attitude
            found[one.person] = Post(self.people[one.person], title, one, attitude)
        return sorted(found.values(), key=_rank)

    @cached_property
    def bonds(self) -> dict[str, list[Bond]]:
        """Who of us knows whom of those who matter, by person, the closest first."""
        ids = {
            one.held.person
            for posts in self.there.values()
            for place, one in enumerate(posts)
            if place < MOST_PEOPLE or one.held.is_key
        }
        together = last_days(self.db, ids, self.today)[1] if self._log else {}
        found: dict[tuple[str, str], Bond] = {
            (member, person): Bond(member, person, last_contact=day)
            for (member, person), day in together.items()
        }
        for part in in_parts(sorted(ids)):
            for row in rows_of(
                self.db,
                select(Relationship.__table__).where(Relationship.person_id.in_(part)),
            ):
                pair = row["member_id"], row["person_id"]
                found[pair] = Bond(
                    *pair, row["strength"] or "", row["now"] or "", row["wanted"] or "",
                    together.get(pair),
                )  # fmt: skip
        by_person: dict[str, list[Bond]] = defaultdict(list)
        for bond in found.values():
            by_person[bond.person].append(bond)
        for held in by_person.values():
            held.sort(key=lambda one: (-one.rank, one.member))
        return by_person

    # -- what is promised, planned and feared --------------------------------------------------

    @cached_property
    def promises(self) -> dict[str, list[Row]]:
        """Open promises by account, those due first."""
        found = self.of_accounts(Promise, Promise.state == "open")
        return {
            account: sorted(rows, key=lambda row: (row["due"] or "9999", row["made"], row["id"]))
            for account, rows in found.items()
        }

    @cached_property
    def steps(self) -> dict[str, list[Row]]:
        """Entries of the log whose next step is open, by account."""
        return self.of_accounts(
            Interaction, Interaction.next_step.is_not(None), Interaction.next_step_done.is_(None)
        )

    @cached_property
    def goals(self) -> dict[str, list[Row]]:
        """Live goals by account."""
        return self.of_accounts(Goal, Goal.state.in_(LIVE_GOALS))

    @cached_property
    def risks(self) -> dict[str, list[Row]]:
        """Live risks by account."""
        return self.of_accounts(Risk, Risk.state.in_(LIVE_RISKS))

    @cached_property
    def reviews(self) -> dict[str, list[Row]]:
        """Reviews that are planned from now on, by account, the next first."""
        starts: Any = Meeting.starts
        found = self.of_accounts(Meeting, Meeting.state == "planned", starts >= self.now)
        return {
            account: sorted(rows, key=lambda row: (row["starts"], row["id"]))
            for account, rows in found.items()
        }

    def of_accounts(
        self, of: Any, *where: Any, columns: Sequence[Any] = ()
    ) -> dict[str, list[Row]]:
        """Rows by account, in the order of their ids.

        Args:
            of: The mapped class; it has an account.
            *where: What chooses among them.
            columns: Only these, where there are very many; the account must be one of them.
        """
        table = of.__table__
        if table.name in self.without:
            return {}
        statement = select(*(columns or table.c))
        statement = statement.where(table.c.account_id.in_(self._ids), *where)
        return by_account(rows_of(self.db, statement.order_by(table.c.id)))


def _joined(one: Stakeholder, other: Stakeholder) -> Stakeholder:
    """Two posts of one person: whatever makes them matter more holds."""
    powers = [each.power for each in (one, other) if each.power is not None]
    return replace(
        one,
        power=max(powers, default=None),
        roles=tuple(dict.fromkeys((*one.roles, *other.roles))),
        status=one.status or other.status,
    )


def _rank(one: Post) -> tuple[Any, ...]:
    held = one.held
    since = held.last_contact or dt.date.min
    return (
        not held.is_key,
        DECIDES not in held.roles,
        -(held.power or 0),
        not held.roles,
        -since.toordinal(),
        fold(one.person["name"]),
        held.person,
    )
