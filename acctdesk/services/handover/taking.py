"""What a parcel would do here, told before anything is written: by kind, record and field."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import AbstractContextManager
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection

from acctdesk.models.catalogue import Catalogue, Format
from acctdesk.services.handover.comparing import Compared
from acctdesk.services.handover.matching import Match
from acctdesk.services.handover.naming import Naming
from acctdesk.services.handover.parcel import Parcel, Row
from acctdesk.services.handover.stored import Stored
from acctdesk.services.handover.threeway import WHOLE, Clash, Key, Step, Values
from acctdesk.workspace.tables import Tables

NEW, CHANGED, DELETED, CLASH, WAITING = "new", "changed", "deleted", "clash", "waiting"


@dataclass(frozen=True, slots=True)
class KindCount:
    """How much of a kind becomes what.

    Attributes:
        kind: The kind.
        label: What a person calls several.
        added: Records that are new here.
        changed: Records of which fields change.
        deleted: Records that go.
        clashes: Records about which something has to be decided.
    """

    kind: str
    label: str
    added: int = 0
    changed: int = 0
    deleted: int = 0
    clashes: int = 0


@dataclass(frozen=True, slots=True)
class FieldDifference:
    """A field of a record.

    Attributes:
        field: Its name; empty for the record as a whole, which one side deleted.
        label: What it is called; empty for the whole.
        format: What its values are; None for the whole.
        before: What it was, for the last time that both had the same; None for nothing.
        ours: What it is here; a name for a reference.
        theirs: What it is there.
        clash: Whether it has to be decided.
        edited: Whether it was edited in the workbook itself.
    """

    field: str
    label: str
    format: Format | None
    before: Any
    ours: Any
    theirs: Any
    clash: bool = False
    edited: bool = False


@dataclass(frozen=True, slots=True)
class Difference:
    """What becomes of a record.

    Attributes:
        kind: Its kind.
        record: Its id here.
        label: What a person calls one of its kind.
        title: Its name; its owner's for a part.
        account: Name of the account it belongs to; empty for what several may share.
        what: "new", "changed", "deleted", "clash" or "waiting", which depends on how a clash about
            something else is decided.
        fields: Its fields, as far as they differ; all that are set for one that is new.
        edited: Whether anything of it was edited in the workbook itself.
    """

    kind: str
    record: str
    label: str
    title: str
    account: str
    what: str
    fields: tuple[FieldDifference, ...]
    edited: bool = False


class Taking:
    """A parcel and what it would do here.

    Args:
        parcel: The parcel as it was written.
        amended: It with what was edited in the workbook.
        compared: What was compared.
        tables: The journalled tables.
        catalogue: The field catalogue, with fields of one's own.
        read: Opens a read connection, for names of records here.
        apart: Ids of its records that aren't taken for one that is here.
    """

    def __init__(
        self,
        parcel: Parcel,
        amended: Parcel,
        compared: Compared,
        tables: Tables,
        catalogue: Catalogue,
        read: Callable[[], AbstractContextManager[Connection]],
        apart: frozenset[str] = frozenset(),
    ) -> None:
        self.parcel, self.amended, self.compared = parcel, amended, compared
        self.apart = apart
        self._tables, self._catalogue, self._read = tables, catalogue, read
        self._edited = {
            (kind, compared.names.get(one, one)): values
            for kind, rows in compared.edits.items()
            for one, values in rows.items()
        }
        self._listed = self._list()
        self._rows: dict[str, tuple[str, Row]] | None = None

    @property
    def nothing_new(self) -> bool:
        """Whether it changes nothing here."""
        return not self._listed

    @property
    def clashes(self) -> tuple[Clash, ...]:
        """What has to be decided."""
        return self.compared.merged.clashes

    @property
    def matched(self) -> tuple[Match, ...]:
        """Records that are taken for one that is here."""
        return self.compared.matched

    @property
    def counts(self) -> tuple[KindCount, ...]:
        """How much of each kind becomes what, in the order of the catalogue."""
        found: dict[str, dict[str, int]] = defaultdict(lambda: defaultdict(int))
        for what, kind, _at in self._listed:
            found[kind][what] += 1
        return tuple(
            KindCount(
                kind.name, str(kind.plural), found[kind.name][NEW],
                found[kind.name][CHANGED] + found[kind.name][WAITING],
                found[kind.name][DELETED], found[kind.name][CLASH],
            )
            for kind in self._catalogue.kinds()
            if kind.name in found
        )  # fmt: skip

    def count(self, kind: str = "", what: str = "") -> int:
        """How many records differ.

        Args:
            kind: Only this kind.
            what: Only these; see `Difference`.
        """
        return sum(1 for _one in self._chosen(kind, what))

    def differences(
        self, kind: str = "", what: str = "", start: int = 0, count: int = 100
    ) -> tuple[Difference, ...]:
        """Some of what differs; reads names, so it is for the read lane.

        What has to be decided comes first, then the rest kind by kind.

        Args:
            kind: Only this kind.
            what: Only these; see `Difference`.
            start: How many are passed over.
            count: How many at most.
        """
        wanted = []
        for place, one in enumerate(self._chosen(kind, what)):
            if place >= start + count:
                break
            if place >= start:
                wanted.append(one)
        with self._read() as connection:
            names = Naming(
                Stored(connection, self._tables),
                self._came,
                self.compared.names,
                self.parcel.outside,
            )
            return tuple(self._told(one, names) for one in wanted)

    # -- listing ---------------------------------------------------------------------------

    def _list(self) -> list[tuple[str, str, Any]]:
        """What becomes of which kind, and the row, step or clashes that say so."""
        clashes: dict[Key, list[Clash]] = {}
        for clash in self.compared.merged.clashes:
            clashes.setdefault(clash.key, []).append(clash)
        steps = {step.key: step for step in self.compared.merged.steps}
        found: list[tuple[str, str, Any]] = [
            (CLASH, key[0], (key, of, steps.pop(key, None))) for key, of in clashes.items()
        ]
        by_kind: dict[str, list[tuple[str, str, Any]]] = defaultdict(list)
        for step in steps.values():
            what = DELETED if step.after is None else NEW if step.before is None else CHANGED
            by_kind[step.key[0]].append((what, step.key[0], step))
        for waiting in self.compared.merged.waiting:
            key = waiting.step.key
            if key not in clashes:
                by_kind[key[0]].append((WAITING, key[0], waiting.step))
        for kind in self._tables.kinds:
            found += by_kind[kind]
            found += [(NEW, kind, row) for row in self.compared.fresh.get(kind, ())]
        return found

    def _chosen(self, kind: str, what: str) -> Iterator[tuple[str, str, Any]]:
        return (
            one
            for one in self._listed
            if (not kind or one[1] == kind) and (not what or one[0] == what)
        )

    def _came(self, record: str) -> tuple[str, Values] | None:
        """What came, by the id that it has here: kind and values."""
        if self._rows is None:
            names = self.compared.names
            self._rows = {
                str(names.get(row[0], row[0])): (kind, row)
                for kind, rows in self.amended.rows.items()
                for row in rows
            }
        found = self._rows.get(record)
        if found is None:
            return None
        kind, row = found
        return kind, dict(zip(self.amended.columns[kind], row, strict=True))

    # -- telling ---------------------------------------------------------------------------

    def _told(self, one: tuple[str, str, Any], names: Naming) -> Difference:
        what, kind, about = one
        described = self._catalogue.kind(kind)
        if what == CLASH:
            key, clashes, step = about
            whole: Values = self.compared.theirs.get(key) or self.compared.ours.get(key) or {}
            fields = self._clashing(key, clashes, step, names)
        elif isinstance(about, Step):
            key = about.key
            whole = (
                self.compared.theirs.get(key)
                or self.compared.ours.get(key)
                or about.after
                or about.before
                or {}
            )
            fields = self._changing(key, about.before or {}, about.after or {}, names)
        else:
            columns = self.compared.columns[kind]
            key, whole = (kind, about[0]), dict(zip(columns, about, strict=True))
            fields = self._changing(key, {}, whole, names)
        edited = key in self._edited
        title, account = names.title(kind, key[1], whole)
        return Difference(
            kind, key[1], str(described.label), title, account, what, tuple(fields), edited
        )

    def _changing(
        self, key: Key, before: Values, after: Values, names: Naming
    ) -> list[FieldDifference]:
        return [
            self._field(key, name, before.get(name), before.get(name), after.get(name), names)
            for name in self._shown(key[0], {**before, **after})
            if before.get(name) is not None or after.get(name) is not None
        ]

    def _clashing(
        self, key: Key, clashes: Sequence[Clash], step: Step | None, names: Naming
    ) -> list[FieldDifference]:
        made: list[FieldDifference] = []
        by_field = {one.field: one for one in clashes}
        if WHOLE in by_field:
            clash = by_field[WHOLE]
            made.append(
                FieldDifference(
                    WHOLE, "", None, None, clash.ours is not None, clash.theirs is not None,
                    clash=True, edited=key in self._edited,
                )
            )  # fmt: skip
            was: Values = clash.base or {}
            stands: Values = clash.ours or clash.theirs or {}
            for name in self._shown(key[0], {**was, **stands}):
                if was.get(name) != stands.get(name):
                    ours = None if clash.ours is None else clash.ours.get(name)
                    theirs = None if clash.theirs is None else clash.theirs.get(name)
                    made.append(self._field(key, name, was.get(name), ours, theirs, names))
            return made
        after: Values = (step.after or {}) if step else {}
        before: Values = (step.before or {}) if step else {}
        for name in self._shown(key[0], {**dict.fromkeys(by_field), **after}, always=by_field):
            if name in by_field:
                one = by_field[name]
                made.append(
                    self._field(key, name, one.base, one.ours, one.theirs, names, clash=True)
                )
            else:
                old = before.get(name)
                made.append(self._field(key, name, old, old, after.get(name), names))
        return made

    def _shown(
        self, kind: str, values: Mapping[str, Any], always: Mapping[str, Any] | None = None
    ) -> list[str]:
        """Fields in the order of the catalogue; the program's own only where one must decide."""
        fields = self._catalogue.kind(kind).fields
        owner = self._catalogue.kind(kind).owner
        return [
            name
            for name, field in fields.items()
            if name in values
            and ((not field.system and name != owner) or (always is not None and name in always))
        ]

    def _field(
        self,
        key: Key,
        name: str,
        before: Any,
        ours: Any,
        theirs: Any,
        names: Naming,
        *,
        clash: bool = False,
    ) -> FieldDifference:
        field = self._catalogue.kind(key[0]).fields[name]
        was, mine, there = (self._value(key[0], name, one, names) for one in (before, ours, theirs))
        edited = self._edited.get(key)
        label = str(field.label)
        if key[0] == "custom_value" and name in ("text", "number", "tick"):
            label = names.custom_label(key[1]) or label
        return FieldDifference(
            name, label, field.format, was, mine, there, clash=clash,
            edited=edited is not None and self._is_edit(key, name),
        )  # fmt: skip

    def _is_edit(self, key: Key, name: str) -> bool:
        """Whether a field was edited in the workbook, and not before it was written."""
        if self._written is None:
            back = {mine: theirs for theirs, mine in self.compared.names.items()}
            wanted = {(kind, back.get(one, one)) for kind, one in self._edited}
            self._written = {
                (kind, str(self.compared.names.get(row[0], row[0]))): dict(
                    zip(self.parcel.columns[kind], row, strict=True)
                )
                for kind in {kind for kind, _one in wanted}
                for row in self.parcel.rows.get(kind, ())
                if (kind, row[0]) in wanted
            }
        held, now = self._written.get(key), self._edited[key]
        return held is None or now is None or held.get(name) != now.get(name)

    _written: dict[Key, Values] | None = None

    def _value(self, kind: str, name: str, value: Any, names: Naming) -> Any:
        if value is None:
            return None
        field = self._catalogue.kind(kind).fields[name]
        if field.format is Format.REFERENCE:
            return names.name(field.target, value)
        return self._tables.load(kind, {name: value})[name]
