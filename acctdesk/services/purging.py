"""Purging: removing deleted records for good, with their history.

The one command that cannot be undone. What belongs to a purged record goes with it, also what was
taken off it earlier, and people are taken out of frozen decks; backups that were made before are
files of their own and keep it.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

import orjson
from sqlalchemy import delete, literal_column, select

from acctdesk.errors import Invalid, NotFound
from acctdesk.models import ChangeRow, Remembered, Setting
from acctdesk.services.context import Context, in_parts
from acctdesk.services.drafts import MINUTES, TOPIC
from acctdesk.services.handover.contents import forget_contents
from acctdesk.services.lanes import Job
from acctdesk.services.review.branding import accent_of
from acctdesk.services.review.forgetting import Forgetting
from acctdesk.services.trash import Deleted, Trash
from acctdesk.words import _
from acctdesk.workspace import Label, Unit
from acctdesk.workspace.change import DELETE
from acctdesk.workspace.erasing import PURGED, Eraser

FOUND, ERASED = 0.3, 0.8
"""How far a purge is when all that goes is found, and when it is erased."""
NOTHING: Mapping[str, str] = {}


@dataclass(frozen=True, slots=True)
class Purged:
    """What a purge removed.

    Attributes:
        records: How many of the records that were asked for.
        rows: How many rows altogether, with all that belonged to them.
        decks: How many frozen decks named somebody who was purged, and don't any more.
    """

    records: int
    rows: int
    decks: int = 0


@dataclass(frozen=True, slots=True)
class Wiped:
    """What held something of records whose traces were erased.

    Attributes:
        decks: How many frozen decks named somebody who is among them.
        contents: How many kept hand-overs told of them.
    """

    decks: int
    contents: int


class Purging:
    """Removes for good.

    Args:
        context: The open workspace.
        trash: What is deleted.
    """

    def __init__(self, context: Context, trash: Trash) -> None:
        self._context, self._trash = context, trash

    def purge(self, records: Sequence[str], job: Job | None = None) -> Purged:
        """Remove deleted records with their history; takes its time, since the file is rewritten.

        Args:
            records: Ids of deleted records; one that goes with another may be named as well.
            job: Told how far it is. Until the moment in which all of it holds at once it can be
                stopped, and then nothing is different; afterwards only the file is written anew.

        Raises:
            Cancelled: The job was stopped.
            NotFound: One is not in the trash.
            Invalid: One went into another record; its history is that one's as well.
            WorkspaceProblem: It is purged, but the file couldn't be rewritten.
        """
        known = {one.record: one for one in self._trash.deleted()}
        chosen: list[Deleted] = []
        for record in dict.fromkeys(records):
            if record not in known:
                raise NotFound(
                    _("this record is not in the trash any more."), remedy=_("Look in the list.")
                )
            if known[record].merged:
                raise Invalid(
                    _("it was merged into another record and shares its history."),
                    remedy=_("Delete the other one and purge that, or undo the merge first."),
                )
            chosen.append(known[record])
        if not chosen:
            return Purged(0, 0)
        told = job or Job("")
        context = self._context
        label = Label("Purge {n} records", {"n": len(chosen)})
        with context.workspace.write(label, context.author, mode=PURGED) as unit:
            told.progress(0.0)
            doomed = self.doomed(unit, chosen, told)
            told.progress(FOUND)
            decks = self.wipe(unit, doomed, told).decks
            told.check()
            unit.begin()
            unit.commit()
        if unit.committed is not None:
            context.bus.publish(unit.committed)
        context.workspace.compact()
        return Purged(len(chosen), len(doomed), decks)

    def wipe(
        self,
        unit: Unit,
        doomed: Mapping[str, str],
        job: Job,
        said: Mapping[str, str] = NOTHING,
        told: Collection[str] = (),
    ) -> Wiped:
        """Erase every trace of rows that aren't there any more, inside a unit of work.

        Args:
            unit: The unit.
            doomed: The rows, by id; their kinds.
            job: Told how far it is.
            said: Answers that stay without a name: their words go from frozen decks as well.
            told: Records that stay, and that kept hand-overs had better not tell as they were.

        Returns:
            What else held something of them.
        """
        contents = forget_contents(unit, {*doomed, *said, *told})
        # What is emptied by this change was never anything else, as far as the history tells.
        Eraser(unit).keep_out()
        by_kind: dict[str, list[str]] = {}
        for record, kind in doomed.items():
            by_kind.setdefault(kind, []).append(record)
        decks = Forgetting(unit).forget({**doomed, **said})
        looks = self._looks(unit, doomed)
        Eraser(unit).erase(
            [*doomed, *looks], lambda share: job.progress(FOUND + (ERASED - FOUND) * share)
        )
        for part in in_parts(list(doomed)):
            unit.connection.execute(
                delete(Remembered).where(
                    Remembered.topic.in_((TOPIC, MINUTES)), Remembered.key.in_(part)
                )
            )
        unit.connection.execute(delete(Setting).where(Setting.id.in_(looks)))
        for kind, ids in by_kind.items():
            unit.touch(kind, ids)
        return Wiped(decks, contents)

    def doomed(self, unit: Unit, chosen: Iterable[Deleted], job: Job) -> dict[str, str]:
        """The rows that go with deleted records for good: ids and kinds.

        Args:
            unit: Reads.
            chosen: The records.
            job: Told how far it is.
        """
        by_change: dict[str, list[str]] = {}
        for one in chosen:
            by_change.setdefault(one.change, []).append(one.record)
        doomed: dict[str, str] = {}
        for at, (change, records) in enumerate(by_change.items()):
            job.progress(FOUND * at / len(by_change) / 2)
            doomed |= self._trash.family(unit, change, records)
        return self.with_parts(unit, doomed, job)

    def with_parts(self, unit: Unit, rows: Mapping[str, str], job: Job) -> dict[str, str]:
        """Rows with all that was taken off them earlier, or merged into them: ids and kinds.

        Args:
            unit: Reads.
            rows: Rows that go, by id; their kinds.
            job: May be stopped.
        """
        doomed = dict(rows)
        parts = self._parts(unit)
        fresh = list(doomed)
        while fresh:
            job.check()
            found = {part: kind for one in fresh for part, kind in parts.get(one, ())}
            found |= self._merged(unit, fresh)
            found = {one: kind for one, kind in found.items() if one not in doomed}
            for kind in set(found.values()):
                ids = [one for one, of in found.items() if of == kind]
                for alive in unit.stored_many(kind, ids):
                    del found[alive]
            doomed |= found
            fresh = list(found)
        return doomed

    @staticmethod
    def _looks(unit: Unit, doomed: Mapping[str, str]) -> list[str]:
        """Settings that were made for accounts which go: the colours of their decks."""
        accounts = [one for one, kind in doomed.items() if kind == "account"]
        found: list[str] = []
        for part in in_parts(accounts):
            names = [accent_of(one) for one in part]
            found += unit.connection.scalars(select(Setting.id).where(Setting.name.in_(names)))
        return found

    def _parts(self, unit: Unit) -> dict[str, list[tuple[str, str]]]:
        """Deleted rows that can't be without another, whenever that was: by the other's id."""
        columns: dict[str, list[str]] = {}
        for link in unit.tables.links:
            field = self._context.catalogue.kind(link.kind).fields[link.column]
            if not link.target or field.required or field.bound:
                columns.setdefault(link.kind, []).append(link.column)
        found: dict[str, list[tuple[str, str]]] = {}
        rows = unit.connection.execute(
            select(ChangeRow.kind, ChangeRow.row_id, ChangeRow.before).where(
                ChangeRow.op == literal_column(str(DELETE)), ChangeRow.kind.in_(columns)
            )
        )
        for kind, record, before in rows:
            told = orjson.loads(before or "{}")
            for name in columns[kind]:
                if told.get(name):
                    found.setdefault(told[name], []).append((record, kind))
        return found

    @staticmethod
    def _merged(unit: Unit, rows: Sequence[str]) -> dict[str, str]:
        """Records that had become part of what goes: told by their aliases, which go with it."""
        found: dict[str, str] = {}
        for part in in_parts(rows):
            told = unit.connection.scalars(
                select(ChangeRow.before).where(
                    ChangeRow.row_id.in_(part),
                    ChangeRow.kind == "alias",
                    ChangeRow.before.is_not(None),
                )
            )
            for text in told:
                row = orjson.loads(text or "{}")
                if "alias" in row and "of_kind" in row:
                    found[row["alias"]] = row["of_kind"]
        return found
