"""Imports: what a file is compared with, and the one command that writes what was checked."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, Protocol

from sqlalchemy import delete, func, insert, select

from acctdesk.models import (
    Account,
    Calendar,
    Change,
    CustomValue,
    ExternalId,
    Member,
    Person,
    Position,
    Remembered,
    Service,
    Ticket,
)
from acctdesk.models import Unit as BusinessUnit
from acctdesk.services.context import Context, in_parts
from acctdesk.services.lanes import Job
from acctdesk.services.merged import merged
from acctdesk.services.records import typed
from acctdesk.workspace import Committed, Unit


@dataclass(frozen=True, slots=True)
class Inserts:
    """New rows of one kind.

    Attributes:
        kind: Their kind.
        columns: Their fields, "id" first.
        rows: Python values in that order.
    """

    kind: str
    columns: tuple[str, ...]
    rows: list[tuple[Any, ...]]


@dataclass(frozen=True, slots=True)
class Updates:
    """Changes of existing rows of one kind.

    Attributes:
        kind: Their kind.
        rows: Id and new values by field; custom fields under their ids.
    """

    kind: str
    rows: list[tuple[str, dict[str, Any]]]


class Plan(Protocol):
    """What a check worked out and an import writes."""

    label: str
    """Message of the change."""
    params: Mapping[str, Any]
    """What fills the message."""
    seen: int
    """Number of the newest change the check has seen; a plan made before a later one is stale."""
    learned: dict[str, dict[str, str]]
    """What is to be remembered: topic to key to target."""

    @property
    def size(self) -> int:
        """How many batches there are, for the progress."""

    def batches(self) -> Iterator[Inserts | Updates]:
        """The writes, in order."""


class Stale(Exception):  # noqa: N818 - not an error: the check is run again
    """The workspace was changed after the check."""


@dataclass(slots=True)
class Known:
    """What the workspace holds that a row of a file may be the same as.

    Attributes:
        id: Record id.
        name: Its name.
        email: E-mail address.
        phones: Phone numbers.
        website: Website.
        country: ISO country.
        legal_name: For an account: its legal name.
        parent: For an account: the id of the account above it.
        keys: Ids that other systems use for it.
        places: For a person: the accounts where they hold a position.
        former: Ids of ours that records had which were merged into it.
        former_names: What those were called, and itself before it took one of their names.
        former_keys: Those of `keys` that came with them.
    """

    id: str
    name: str
    email: str = ""
    phones: tuple[str, ...] = ()
    website: str = ""
    country: str = ""
    legal_name: str = ""
    parent: str = ""
    keys: list[str] = field(default_factory=list)
    places: list[str] = field(default_factory=list)
    former: list[str] = field(default_factory=list)
    former_names: list[str] = field(default_factory=list)
    former_keys: list[str] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class Post:
    """A post that is held, or a placeholder.

    Attributes:
        id: Position id.
        person: Who holds it; empty for a placeholder.
        account: Where.
        manager: Position it reports to; empty for none.
        title: Job title; may be empty.
    """

    id: str
    person: str
    account: str
    manager: str
    title: str


@dataclass(frozen=True, slots=True)
class HeldTicket:
    """A ticket that is there already.

    Attributes:
        id: Its id.
        values: Its fields.
        events: Its history as it is stored; see `acctdesk.models.events`.
    """

    id: str
    values: Mapping[str, Any]
    events: str | None


class Imports:
    """Answers what a check asks, and carries out what it planned.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    @property
    def context(self) -> Context:
        """The open workspace."""
        return self._context

    def seen(self) -> int:
        """Number of the newest change."""
        with self._context.workspace.read() as connection:
            return int(connection.execute(select(func.max(Change.seq))).scalar() or 0)

    def accounts(self) -> list[Known]:
        """Every account, to be compared with."""
        statement = select(
            Account.id, Account.name, Account.email, Account.phone, Account.website,
            Account.country, Account.legal_name, Account.parent_id,
        )  # fmt: skip
        with self._context.workspace.read() as connection:
            found = {
                r[0]: Known(
                    r[0], r[1], r[2] or "", (r[3],) if r[3] else (), r[4] or "", r[5] or "",
                    r[6] or "", r[7] or "",
                )
                for r in connection.execute(statement)
            }  # fmt: skip
            self._add_keys(connection, "account", found)
        return list(found.values())

    def people(self) -> list[Known]:
        """Every person, to be compared with."""
        statement = select(Person.id, Person.name, Person.email, Person.phone, Person.mobile)
        with self._context.workspace.read() as connection:
            found = {
                r[0]: Known(r[0], r[1], r[2] or "", tuple(p for p in (r[3], r[4]) if p))
                for r in connection.execute(statement)
            }
            self._add_keys(connection, "person", found)
            places = select(Position.person_id, Position.account_id).where(
                Position.person_id.is_not(None)
            )
            for person, account in connection.execute(places):
                if person in found:
                    found[person].places.append(account)
        return list(found.values())

    @staticmethod
    def _add_keys(connection: Any, kind: str, found: dict[str, Known]) -> None:
        parts = {record: part for record, part in merged(connection, kind).items()
                 if record in found}  # fmt: skip
        for record, part in parts.items():
            found[record].former = part.ids
            found[record].former_names = part.names
        statement = select(ExternalId.record_id, ExternalId.value, ExternalId.id).where(
            ExternalId.of_kind == kind
        )
        for record, value, key in connection.execute(statement):
            if record in found:
                found[record].keys.append(value)
                if record in parts and key in parts[record].external:
                    found[record].former_keys.append(value)

    def members(self) -> list[tuple[str, str, str]]:
        """Id, name and e-mail of everybody in our team."""
        with self._context.workspace.read() as connection:
            rows = connection.execute(select(Member.id, Member.name, Member.email))
            return [(r[0], r[1], r[2] or "") for r in rows]

    def units(self) -> list[tuple[str, str, str]]:
        """Id, account and name of every business unit."""
        with self._context.workspace.read() as connection:
            rows = connection.execute(
                select(BusinessUnit.id, BusinessUnit.account_id, BusinessUnit.name)
            )
            return [(r[0], r[1], r[2]) for r in rows]

    def current(self, kind: str, ids: Sequence[str]) -> dict[str, dict[str, Any]]:
        """The present values of records by id, custom values under their field's id."""
        workspace = self._context.workspace
        table = workspace.tables.table(kind)
        found: dict[str, dict[str, Any]] = {}
        with workspace.read() as connection:
            for start in range(0, len(ids), 500):
                part = ids[start : start + 500]
                names = table.columns.keys()
                for row in connection.execute(select(table).where(table.c.id.in_(part))):
                    found[row[0]] = dict(zip(names, row, strict=True))
                customs = select(
                    CustomValue.record_id, CustomValue.field_id, CustomValue.text,
                    CustomValue.number, CustomValue.tick,
                ).where(CustomValue.record_id.in_(part))  # fmt: skip
                for owner, name, *values in connection.execute(customs):
                    found[owner][name] = next((v for v in values if v is not None), None)
        return found

    def positions(self, people: Sequence[str]) -> dict[tuple[str, str], dict[str, Any]]:
        """The positions of people, by person and account; the present one where there are two."""
        table = self._context.workspace.tables.table("position")
        found: dict[tuple[str, str], dict[str, Any]] = {}
        names = table.columns.keys()
        with self._context.workspace.read() as connection:
            for start in range(0, len(people), 500):
                statement = (
                    select(table)
                    .where(table.c.person_id.in_(people[start : start + 500]))
                    .order_by(table.c.ended.nulls_last())
                )
                for row in connection.execute(statement):
                    values = dict(zip(names, row, strict=True))
                    found[values["person_id"], values["account_id"]] = values
        return found

    def organisation(self, accounts: Sequence[str]) -> list[Post]:
        """The present posts of accounts, placeholders among them."""
        found: list[Post] = []
        with self._context.workspace.read() as connection:
            for part in in_parts(accounts):
                statement = (
                    select(
                        Position.id, Position.person_id, Position.account_id, Position.manager_id,
                        Position.title,
                    )
                    .where(Position.account_id.in_(part), Position.ended.is_(None))
                    .order_by(Position.id)
                )  # fmt: skip
                found += [
                    Post(row[0], row[1] or "", row[2], row[3] or "", row[4] or "")
                    for row in connection.execute(statement)
                ]
        return found

    def services(self, account: str) -> list[tuple[str, str]]:
        """Ids and names of the services of an account."""
        statement = select(Service.id, Service.name).where(Service.account_id == account)
        with self._context.workspace.read() as connection:
            return [(row[0], row[1] or "") for row in connection.execute(statement)]

    def zone(self, name: str) -> str:
        """The time zone of an account's service hours, else of all working calendars.

        Args:
            name: Name of the account.

        Returns:
            Empty when there is none, or more than one.
        """
        of_account = (
            select(Calendar.zone)
            .join(Service, Service.calendar_id == Calendar.id)
            .join(Account, Account.id == Service.account_id)
            .where(Account.name == name)
        )
        with self._context.workspace.read() as connection:
            for statement in (of_account, select(Calendar.zone)):
                zones = set(connection.scalars(statement.distinct()).all()) - {None}
                if zones:
                    return str(zones.pop()) if len(zones) == 1 else ""
        return ""

    def tickets(self, account: str) -> dict[str, HeldTicket]:
        """The tickets of an account, by number."""
        statement = select(
            Ticket.id, Ticket.number, Ticket.title, Ticket.priority, Ticket.category,
            Ticket.service_id, Ticket.assignee, Ticket.source, Ticket.events,
        ).where(Ticket.account_id == account)  # fmt: skip
        names = ("number", "title", "priority", "category", "service_id", "assignee", "source")
        with self._context.workspace.read() as connection:
            return {
                row[1]: HeldTicket(row[0], dict(zip(names, row[1:8], strict=True)), row[8])
                for row in connection.execute(statement)
            }

    def remembered(self, topic: str) -> dict[str, str]:
        """What earlier imports learned about a topic: key to target."""
        statement = select(Remembered.key, Remembered.target).where(Remembered.topic == topic)
        with self._context.workspace.read() as connection:
            return {row[0]: row[1] for row in connection.execute(statement)}

    # -- the command -----------------------------------------------------------------------

    def apply(self, plan: Plan, job: Job | None = None) -> Committed | None:
        """Write a plan as one change that is undone in one step.

        Args:
            plan: What the check worked out.
            job: Told the progress; its wish to stop rolls everything back.

        Returns:
            The change, or None when there was nothing to write.

        Raises:
            Stale: The workspace was changed after the check; nothing was written.
            Cancelled: The person stopped it; nothing was written.
        """
        with self._context.write(plan.label, **plan.params) as unit:
            newest = unit.connection.execute(select(func.max(Change.seq))).scalar() or 0
            if newest != plan.seen:
                raise Stale
            for done, batch in enumerate(plan.batches()):
                if job is not None:
                    job.progress(done / max(plan.size, 1))
                if isinstance(batch, Inserts):
                    unit.insert_many(batch.kind, batch.columns, batch.rows)
                else:
                    self._update(unit, batch)
            self._remember(unit, plan.learned)
            unit.flush()
            if job is not None:
                job.progress(1.0)
            return unit.commit()

    def _update(self, unit: Unit, batch: Updates) -> None:
        fields = self._context.catalogue.kind(batch.kind).fields
        for record, values in batch.rows:
            own = {n: v for n, v in values.items() if n in fields and not fields[n].custom}
            if own:
                unit.update(batch.kind, record, own)
            for name, value in values.items():
                if name not in own:
                    self._update_custom(unit, batch.kind, record, name, value)

    def _update_custom(self, unit: Unit, kind: str, record: str, name: str, value: Any) -> None:
        held = unit.connection.scalars(
            select(CustomValue.id).where(
                CustomValue.record_id == record, CustomValue.field_id == name
            )
        ).first()
        fields = self._context.catalogue.kind(kind).fields
        columns = typed(fields[name], value) if name in fields else {"text": value}
        if held is not None and value is None:
            unit.delete("custom_value", held)
        elif held is not None:
            unit.update("custom_value", held, columns)
        elif value is not None:
            unit.insert("custom_value", {"field_id": name, "record_id": record, **columns})

    @staticmethod
    def _remember(unit: Unit, learned: Mapping[str, Mapping[str, str]]) -> None:
        for topic, entries in learned.items():
            for key, target in entries.items():
                unit.connection.execute(
                    delete(Remembered).where(Remembered.topic == topic, Remembered.key == key)
                )
                unit.connection.execute(
                    insert(Remembered).values(topic=topic, key=key, target=target)
                )
