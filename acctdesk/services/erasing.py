"""Erasing one person everywhere: what is planned first, what is done, and the report of it.

What belongs to the person goes. What is about others as well stays and forgets them: a talk keeps
everybody else, a promise stays a promise, an answer keeps its score. Names in free texts are taken
out as far as the person who asks for it says that they mean this one.
"""

from __future__ import annotations

import datetime as dt
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import orjson
from sqlalchemy import delete, select, update

from acctdesk.errors import Problem
from acctdesk.models import Remembered
from acctdesk.services.calling import BLOT, Called
from acctdesk.services.context import Context
from acctdesk.services.drafts import MINUTES, TOPIC
from acctdesk.services.handover.contents import naming, telling
from acctdesk.services.lanes import Job
from acctdesk.services.mentions import DRAFT, REACHED, Mention
from acctdesk.services.person_data import ANSWER, KIND, WORDS, Copy, PersonData, Surroundings
from acctdesk.services.purging import Purging
from acctdesk.services.trash import Deleted
from acctdesk.workspace import Label, Unit
from acctdesk.workspace.erasing import PURGED, Eraser, without

_HIDDEN = frozenset({"alias", "distinct_pair"})
"""Kinds that mean nothing to a person; they aren't counted."""


@dataclass(frozen=True, slots=True)
class Plan:
    """What erasing a person would do.

    Attributes:
        person: Their id.
        name: Their name.
        fields: Names of their own fields that are filled.
        gone: How many records of each kind go.
        kept: How many records of each kind stay and forget them.
        entries: Entries of the history that go.
        decks: Frozen decks that name them.
        contents: Kept hand-overs that tell of them.
        drafts: Drafts that go.
        mentions: Texts that may name them.
        alike: Kind and name of others of the same name or address.
        copies: Backups that know them.
    """

    person: str
    name: str
    fields: tuple[str, ...]
    gone: tuple[tuple[str, int], ...]
    kept: tuple[tuple[str, int], ...]
    entries: int
    decks: tuple[str, ...]
    contents: int
    drafts: int
    mentions: tuple[Mention, ...]
    alike: tuple[tuple[str, str], ...]
    copies: tuple[Copy, ...]

    @property
    def doubtful(self) -> bool:
        """Whether a name in a text may well mean somebody else."""
        return bool(self.alike)


@dataclass(frozen=True, slots=True)
class Erased:
    """The report of what was erased; it holds nothing of the person but their name.

    Attributes:
        name: Their name.
        at: When, UTC.
        by: Who did it; empty before anybody said who they are.
        fields: Names of their own fields that were filled.
        gone: How many records of each kind went.
        kept: How many records of each kind stayed and forgot them.
        entries: Entries of the history that went.
        texts: Texts from which the name was taken, by kind.
        left: Texts that may name them and were left as they are.
        decks: Frozen decks that named them.
        contents: Kept hand-overs that told of them.
        drafts: Drafts that went.
        learned: Words of imports that were forgotten.
        backup: The backup that was made afterwards; None where none could be.
        copies: Backups that still know them.
        removed: Names of backups that knew them and were deleted.
        problems: What could not be done.
    """

    name: str
    at: dt.datetime
    by: str
    fields: tuple[str, ...]
    gone: tuple[tuple[str, int], ...]
    kept: tuple[tuple[str, int], ...]
    entries: int
    texts: tuple[tuple[str, int], ...]
    left: int
    decks: int
    contents: int
    drafts: int
    learned: int
    backup: Path | None = None
    copies: tuple[Copy, ...] = ()
    removed: tuple[str, ...] = ()
    problems: tuple[Problem, ...] = ()


class Erasing:
    """Erases people.

    Args:
        context: The open workspace.
        data: Knows what hangs on a person.
        purging: Erases rows with their history.
    """

    def __init__(self, context: Context, data: PersonData, purging: Purging) -> None:
        self._context, self._data, self._purging = context, data, purging

    def plan(self, person: str, job: Job | None = None) -> Plan:
        """Say what erasing a person would do; changes nothing.

        Args:
            person: Their id; they may be in the trash.
            job: May be stopped.

        Raises:
            NotFound: There is nobody of this id.
            Cancelled: The job was stopped.
        """
        told, data = job or Job(""), self._data
        with self._context.workspace.read() as connection:
            unit = data.reading(connection)
            around = data.around(unit, person, told)
            scan = data.scan(unit, around)
            mentions = scan.run(told)
            return Plan(
                person, around.name, self._filled(around), _counts(around.gone.values()),
                _counts(around.kept.values()), data.history(unit, around)[0],
                tuple(data.decks(unit, around)), telling(connection, around.called, around.own),
                data.drafts(unit, around), mentions,
                tuple(scan.alike.values()), data.copies(person),
            )  # fmt: skip

    def erase(
        self,
        person: str,
        leave: Collection[str] = (),
        job: Job | None = None,
        *,
        drop_copies: bool = False,
    ) -> Erased:
        """Erase a person; nothing brings them back.

        Afterwards the file is written anew and a backup is made. What of that fails is told in the
        report: the person is erased then all the same.

        Args:
            person: Their id; they may be in the trash.
            leave: Keys of mentions that mean somebody else; from the others the name is taken.
            job: Told how far it is. Until the moment in which all of it holds at once it can be
                stopped, and then nothing is different.
            drop_copies: Whether backups that know them are deleted once the new one is made.

        Raises:
            NotFound: There is nobody of this id.
            Cancelled: The job was stopped.
        """
        told, context = job or Job(""), self._context
        label = Label("Erase one person")
        with context.workspace.write(label, context.author, mode=PURGED) as unit:
            told.progress(0.0)
            around = self._data.around(unit, person, told)
            scan = self._data.scan(unit, around)
            mentions = scan.run(told)
            told.progress(0.2)
            done = self._carry_out(unit, person, around, mentions, leave, told, bool(scan.alike))
            told.check()
            unit.begin()
            unit.commit()
        if unit.committed is not None:
            context.bus.publish(unit.committed)
        return self._look_after(person, done, drop_copies=drop_copies)

    def without_copies(self, done: Erased) -> Erased:
        """Delete the backups that still know somebody who was erased.

        Args:
            done: The report.

        Returns:
            The report as it is then.
        """
        removed = self.remove_copies(done.copies)
        left = tuple(one for one in done.copies if one.path.name not in removed)
        return replace(done, copies=left, removed=(*done.removed, *removed))

    def remove_copies(self, copies: Iterable[Copy]) -> tuple[str, ...]:
        """Delete backups; those that can't be deleted stay.

        Returns:
            Names of those that went.
        """
        removed = []
        for one in copies:
            try:
                one.path.unlink()
                for tail in ("-wal", "-shm"):
                    one.path.with_name(one.path.name + tail).unlink(missing_ok=True)
            except OSError:
                continue
            removed.append(one.path.name)
        return tuple(removed)

    # -- inside ----------------------------------------------------------------------------

    def _carry_out(
        self,
        unit: Unit,
        person: str,
        around: Surroundings,
        mentions: Iterable[Mention],
        leave: Collection[str],
        job: Job,
        doubtful: bool,
    ) -> Erased:
        context, called = self._context, around.called
        chosen = [one for one in mentions if one.key not in leave]
        answers = [one for one, kind in around.kept.items() if kind == ANSWER]
        entries = self._data.history(unit, around)[0]
        drafts = self._data.drafts(unit, around)
        said = [str(row["comment"]) for row in unit.stored_many(ANSWER, answers).values()
                if row["comment"]]  # fmt: skip
        for one in answers:
            unit.update(ANSWER, one, dict.fromkeys(WORDS))
        for mention in chosen:
            if mention.kind != DRAFT and mention.times:
                held = unit.stored(mention.kind, mention.record)[mention.field]
                change = self._taken_out(mention, called)
                unit.update_stored(mention.kind, mention.record, {mention.field: change(held)})
        deleted = around.deleted
        if deleted is None:
            context.delete_all(unit, KIND, [person])
            unit.flush()
            deleted = Deleted(KIND, person, "", context.now(), "", unit.id, merged=False)
        doomed = self._purging.doomed(unit, [deleted], Job(""))
        job.progress(0.3)
        told = {one.record for one in chosen}
        spared = {one.record for one in mentions if one.key in leave}
        told |= naming(unit.connection, called, spared)
        wiped = self._purging.wipe(unit, doomed, job, dict.fromkeys(answers, ANSWER), told)
        self._rewrite(unit, chosen, answers, said, called, doubtful=doubtful)
        learned = self._drafts_and_words(unit, person, chosen, called)
        return Erased(
            around.name, context.now(), context.author.name, self._filled(around),
            _counts(doomed.values()), _counts(around.kept.values()), entries,
            _counts(one.kind for one in chosen), sum(one.key in leave for one in mentions),
            wiped.decks, wiped.contents, drafts, learned,
        )  # fmt: skip

    def _taken_out(self, mention: Mention, called: Called) -> Callable[[str], str | None]:
        """What becomes of a text: without the name; nothing where it was an address alone."""
        field = self._context.workspace.tables.catalogue.kind(mention.kind).fields[mention.field]
        if field.format not in REACHED or field.required:
            return called.without

        def change(text: str) -> str | None:
            left = called.without(text)
            return left if left.strip(BLOT) else None

        return change

    def _rewrite(
        self,
        unit: Unit,
        chosen: Iterable[Mention],
        answers: Iterable[str],
        said: list[str],
        called: Called,
        *,
        doubtful: bool,
    ) -> None:
        """Take names and an answer's words out of the history, and out of what changes are called.

        In labels of changes about others the name may mean somebody else, as long as there is one.
        """
        eraser = Eraser(unit)
        fields: dict[str, dict[str, Any]] = {}
        for one in chosen:
            if one.kind != DRAFT:
                fields.setdefault(one.record, {})[one.field] = self._taken_out(one, called)
        roots = eraser.rewrite(fields)
        words = eraser.rewrite(
            {one: {name: lambda _text: None for name in WORDS} for one in answers}
        )
        eraser.relabel(called.without, roots if doubtful else None)
        eraser.relabel(lambda text: without(text, said), words)

    @staticmethod
    def _drafts_and_words(
        unit: Unit, person: str, chosen: Iterable[Mention], called: Called
    ) -> int:
        """Take the person out of what was begun, and forget words of imports that name them."""
        texts = {(one.field, one.record) for one in chosen if one.kind == DRAFT}
        rows = unit.connection.execute(
            select(Remembered.topic, Remembered.key, Remembered.target)
        ).all()
        learned = 0
        for topic, key, target in rows:
            this = (Remembered.topic == topic, Remembered.key == key)
            if topic in (TOPIC, MINUTES):
                told = _not_there(target, person)
                told = called.without(told) if (topic, key) in texts else told
                if told != target:
                    unit.connection.execute(update(Remembered).where(*this).values(target=told))
            elif target == person or called.places(f"{key} {target}"):
                unit.connection.execute(delete(Remembered).where(*this))
                learned += 1
        return learned

    def _look_after(self, person: str, done: Erased, *, drop_copies: bool) -> Erased:
        """Write the file anew, make a backup, and look at the older ones."""
        workspace, problems = self._context.workspace, []
        made: Path | None = None
        try:
            workspace.compact()
        except Problem as problem:
            problems.append(problem)
        try:
            made = workspace.back_up()
        except Problem as problem:
            problems.append(problem)
        copies = self._data.copies(person)
        told = replace(done, backup=made, copies=copies, problems=tuple(problems))
        return self.without_copies(told) if drop_copies and made is not None else told

    def _filled(self, around: Surroundings) -> tuple[str, ...]:
        """Names of the person's own fields that say something, custom ones by their id."""
        fields = self._context.catalogue.fields(KIND)
        return tuple(one.name for one in fields if around.row.get(one.name) not in (None, "", ()))


def _counts(kinds: Iterable[str]) -> tuple[tuple[str, int], ...]:
    """How many there are of each kind, the most first."""
    return tuple((kind, n) for kind, n in Counter(kinds).most_common() if kind not in _HIDDEN)


def _not_there(text: str, person: str) -> str:
    """A draft without a person among those who took part."""
    if person not in text:
        return text
    try:
        return orjson.dumps(_dropped(orjson.loads(text), person)).decode()
    except orjson.JSONDecodeError:
        return text


def _dropped(told: Any, person: str) -> Any:
    """What JSON said, without lists' items and values that are about a person."""
    if isinstance(told, Mapping):
        return {name: _dropped(one, person) for name, one in told.items() if one != person}
    if isinstance(told, list):
        return [
            _dropped(one, person)
            for one in told
            if one != person and not (isinstance(one, Mapping) and person in one.values())
        ]
    return told


__all__ = ["Erased", "Erasing", "Plan"]
