"""All that is held on one person: what belongs to them, what refers to them, what names them.

The same look around a person is what an export tells and what erasing them starts from.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import func, select

from acctdesk.errors import NotFound
from acctdesk.models import Alias, Change, ChangeRow, Participant, Remembered
from acctdesk.models.catalogue import Field
from acctdesk.services.calling import Called, called
from acctdesk.services.context import Context, in_parts
from acctdesk.services.drafts import MINUTES, TOPIC
from acctdesk.services.handover.contents import telling
from acctdesk.services.lanes import Job
from acctdesk.services.mentions import Mention, Scan
from acctdesk.services.purging import Purging
from acctdesk.services.record import Record
from acctdesk.services.records import Records
from acctdesk.services.review.forgetting import Forgetting
from acctdesk.services.trash import Deleted, Trash
from acctdesk.words import _
from acctdesk.workspace import Author, Label, Unit, backup

KIND = "person"
ANSWER = "answer"
"""The kind that stays without a name: what counts is the score."""
WORDS = ("person_id", "comment", "may_quote", "note")
"""Fields of an answer that go with the person."""
_LEFT_OUT = frozenset({"custom_value", "alias", "distinct_pair"})
"""Kinds that are told with the person, or that tell nothing of them."""


@dataclass(frozen=True, slots=True)
class Part:
    """What is held of one kind.

    Attributes:
        kind: The kind.
        fields: Its fields, the workspace's own included, as far as a person sees them.
        rows: The records.
    """

    kind: str
    fields: tuple[Field, ...]
    rows: tuple[Record, ...]


@dataclass(frozen=True, slots=True)
class Copy:
    """Another file that knows the person.

    Attributes:
        path: The file.
        day: When it was made.
        more: It goes by itself after so many further backups; None where it never does.
        until: And not before this day.
    """

    path: Path
    day: dt.date
    more: int | None = None
    until: dt.date | None = None


@dataclass(frozen=True, slots=True)
class Held:
    """All that is held on one person.

    Attributes:
        person: Their record; the last one where they are in the trash.
        name: Their name.
        at: When this was read, UTC.
        parts: What belongs or refers to them, their own fields first.
        former: Ids of ours that records had which were merged into theirs.
        entries: Entries of the history about them.
        first: The moment of the oldest; None without entries.
        last: The moment of the newest.
        decks: Frozen decks that name them: the review's title and day.
        contents: Kept hand-overs that tell of them.
        mentions: Texts that may name them.
        alike: Kind and name of others of the same name or address.
        copies: Backups that know them.
    """

    person: str
    name: str
    at: dt.datetime
    parts: tuple[Part, ...]
    former: tuple[str, ...]
    entries: int
    first: dt.datetime | None
    last: dt.datetime | None
    decks: tuple[str, ...]
    contents: int
    mentions: tuple[Mention, ...]
    alike: tuple[tuple[str, str], ...]
    copies: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class Surroundings:
    """What hangs on a person.

    Attributes:
        deleted: How they are in the trash; None while they aren't.
        row: Their fields by name; the last ones where they are in the trash.
        called: What they may be called.
        gone: What goes with them, by id; kinds.
        kept: What refers to them and can be without them, by id; kinds.
        own: What goes, with what was taken off them earlier.
    """

    deleted: Deleted | None
    row: Mapping[str, Any]
    called: Called
    gone: Mapping[str, str]
    kept: Mapping[str, str]
    own: Mapping[str, str]

    @property
    def name(self) -> str:
        """Their name."""
        return str(self.row.get("name") or "")


class PersonData:
    """Reads what is held on people.

    Args:
        context: The open workspace.
        records: Generic queries.
        trash: What is deleted.
        purging: Knows what goes with a record.
    """

    def __init__(self, context: Context, records: Records, trash: Trash, purging: Purging) -> None:
        self._context, self._records = context, records
        self._trash, self._purging = trash, purging

    def held(self, person: str, job: Job | None = None) -> Held:
        """Everything that is held on a person; takes a second or a few.

        Args:
            person: Their id; they may be in the trash.
            job: May be stopped.

        Raises:
            NotFound: There is nobody of this id.
            Cancelled: The job was stopped.
        """
        told = job or Job("")
        context = self._context
        with context.workspace.read() as connection:
            unit = self.reading(connection)
            around = self.around(unit, person, told)
            scan = self.scan(unit, around)
            mentions = scan.run(told)
            entries, first, last = self.history(unit, around)
            decks = tuple(self.decks(unit, around))
            contents = telling(connection, around.called, around.own)
            former = tuple(connection.scalars(select(Alias.alias).where(Alias.record_id == person)))
        return Held(
            person, around.name, context.now(), tuple(self._parts(person, around)), former,
            entries, first, last, decks, contents, mentions, tuple(scan.alike.values()),
            self.copies(person),
        )  # fmt: skip

    def reading(self, connection: Any) -> Unit:
        """A unit that only reads, for what else is done inside one that writes.

        Args:
            connection: A read connection.
        """
        context = self._context
        return Unit(connection, context.workspace.tables, Label(""), Author(), context.now())

    def around(self, unit: Unit, person: str, job: Job) -> Surroundings:
        """What hangs on a person.

        Args:
            unit: Reads.
            person: Their id.
            job: May be stopped.

        Raises:
            NotFound: There is nobody of this id.
        """
        stored = unit.stored_many(KIND, [person]).get(person)
        if stored is not None:
            gone, kept = self._reach(unit, person)
            own = self._purging.with_parts(unit, gone | self._merged(unit, person), job)
            return Surroundings(None, stored, self._called(unit, own, stored), gone, kept, own)
        known = {one.record: one for one in self._trash.deleted(kinds=(KIND,))}
        if person not in known or known[person].merged:
            raise NotFound(_("this person is not there any more."), remedy=_("Look in the list."))
        deleted = known[person]
        own = self._purging.doomed(unit, [deleted], Job(""))
        job.check()
        last = select(ChangeRow.before).where(
            ChangeRow.row_id == person, ChangeRow.before.is_not(None)
        )
        text = unit.connection.scalars(last.order_by(ChangeRow.seq.desc())).first()
        row = orjson.loads(text or "{}")
        return Surroundings(deleted, row, self._called(unit, own, row), own, {}, own)

    def scan(self, unit: Unit, around: Surroundings) -> Scan:
        """What looks for the person in texts.

        Args:
            unit: Reads.
            around: What hangs on them.
        """
        catalogue, tables = self._context.catalogue, unit.tables
        return Scan(unit.connection, tables, catalogue, around.called, around.own)

    def decks(self, unit: Unit, around: Surroundings) -> list[str]:
        """Titles and days of the reviews whose frozen decks name the person.

        Args:
            unit: Reads.
            around: What hangs on them.
        """
        ids = Forgetting(unit).naming(around.own)
        snapshot, meeting = unit.tables.table("snapshot"), unit.tables.table("meeting")
        found: list[str] = []
        for part in in_parts(ids):
            rows = unit.connection.execute(
                select(meeting.c.title, meeting.c.starts)
                .join(snapshot, snapshot.c.meeting_id == meeting.c.id)
                .where(snapshot.c.id.in_(part))
            )
            found += [f"{title}, {starts.date().isoformat()}" for title, starts in rows]
        return sorted(found)

    def copies(self, person: str) -> tuple[Copy, ...]:
        """Backups that know the person, and when they go.

        Args:
            person: Their id.
        """
        workspace = self._context.workspace
        backups = workspace.backups()
        with workspace.bare() as raw:
            rule = backup.rule_of(raw)
        found = []
        for path in workspace.copies_with(person):
            more, until = rule.until(backups, path) if path in backups else (None, None)
            found.append(Copy(path, backup.made_on(path), more, until))
        return tuple(found)

    def drafts(self, unit: Unit, around: Surroundings) -> int:
        """How many drafts go: those of what goes with the person."""
        keys = unit.connection.scalars(
            select(Remembered.key).where(Remembered.topic.in_((TOPIC, MINUTES)))
        )
        return sum(key in around.own for key in keys)

    @staticmethod
    def history(
        unit: Unit, around: Surroundings
    ) -> tuple[int, dt.datetime | None, dt.datetime | None]:
        """How many entries of the history are about a person, with the first and last moment.

        Args:
            unit: Reads.
            around: What hangs on them.
        """
        count, moments = 0, []
        for part in in_parts(list(around.own)):
            found = unit.connection.execute(
                select(func.count(), func.min(Change.at), func.max(Change.at))
                .join(ChangeRow, ChangeRow.seq == Change.seq)
                .where(ChangeRow.row_id.in_(part))
            ).one()
            count += found[0]
            moments += [one for one in found[1:] if one is not None]
        return count, min(moments, default=None), max(moments, default=None)

    # -- inside ----------------------------------------------------------------------------

    def _reach(self, unit: Unit, person: str) -> tuple[dict[str, str], dict[str, str]]:
        """What goes with somebody who is there, and what would be emptied: as deleting does it."""
        gone, kept = {person: KIND}, dict[str, str]()
        fresh = dict(gone)
        while fresh:
            found: dict[str, str] = {}
            for link in unit.tables.links:
                wanted = [one for one, kind in fresh.items() if link.target in (kind, "")]
                table = unit.tables.table(link.kind)
                field = self._context.catalogue.kind(link.kind).fields[link.column]
                stays = link.kind == ANSWER or not (field.required or field.bound)
                for part in in_parts(wanted):
                    held = unit.connection.scalars(
                        select(table.c.id).where(table.c[link.column].in_(part))
                    )
                    for one in held:
                        (kept if stays else found)[one] = link.kind
            fresh = {one: kind for one, kind in found.items() if one not in gone}
            gone |= fresh
        return gone, {one: kind for one, kind in kept.items() if one not in gone}

    @staticmethod
    def _merged(unit: Unit, person: str) -> dict[str, str]:
        rows = unit.connection.execute(
            select(Alias.alias, Alias.of_kind).where(Alias.record_id == person)
        )
        return {row[0]: row[1] for row in rows}

    @staticmethod
    def _called(unit: Unit, own: Mapping[str, str], row: Mapping[str, Any]) -> Called:
        rows = [dict(row)]
        people = [one for one, kind in own.items() if kind == KIND]
        for part in in_parts(people):
            sides = unit.connection.execute(
                select(ChangeRow.before, ChangeRow.after).where(ChangeRow.row_id.in_(part))
            )
            rows += [orjson.loads(side) for pair in sides for side in pair if side]
        return called(rows)

    def _parts(self, person: str, around: Surroundings) -> Iterable[Part]:
        """Records, with names for what they refer to; of a talk all, not that one was there."""
        by_kind: dict[str, list[str]] = {KIND: [person]}
        for one, kind in {**around.gone, **around.kept}.items():
            if kind not in _LEFT_OUT and one != person:
                by_kind.setdefault(kind, []).append(one)
        by_kind["interaction"] = self._talks(by_kind.pop("participant", []))
        if around.deleted is not None:
            last = Record(KIND, person, {**around.row, "id": person}, {})
            yield Part(KIND, self._fields(KIND), (last,))
            return
        for kind, ids in by_kind.items():
            rows = tuple(self._records.get_many(kind, ids))
            if kind == "position":
                # Those who report to them are others.
                rows = tuple(one for one in rows if one["person_id"] == person)
            if rows:
                yield Part(kind, self._fields(kind), rows)

    def _talks(self, participants: Sequence[str]) -> list[str]:
        found: list[str] = []
        with self._context.workspace.read() as connection:
            for part in in_parts(participants):
                found += connection.scalars(
                    select(Participant.interaction_id).where(Participant.id.in_(part))
                )
        return list(dict.fromkeys(found))

    def _fields(self, kind: str) -> tuple[Field, ...]:
        return tuple(one for one in self._context.catalogue.fields(kind) if not one.computed)
