"""Compares a parcel with what is here, as far as they differ.

Nearly all of a large parcel is either new here or the same on both sides: neither is held twice.
Only what differs goes into the three-way merge.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from acctdesk.errors import FileProblem
from acctdesk.services.handover import keeping
from acctdesk.services.handover.bases import Bases, commons
from acctdesk.services.handover.keeping import Edits
from acctdesk.services.handover.lineage import Basis
from acctdesk.services.handover.matching import Match, matches
from acctdesk.services.handover.parcel import Parcel, Row
from acctdesk.services.handover.stored import PART, Stored
from acctdesk.services.handover.threeway import Key, Merge, Values, merge
from acctdesk.services.lanes import Job
from acctdesk.words import _
from acctdesk.workspace import schema
from acctdesk.workspace.tables import Link, Tables


@dataclass(slots=True)
class Compared:
    """What a parcel comes to here.

    Attributes:
        at: Number of our newest change when it was compared.
        columns: By kind, the columns that are compared, the id first.
        fresh: By kind, rows that were never here, with references as they are here.
        merged: What becomes of the others, and what has to be decided.
        ours: Records here, as far as they take part in that.
        theirs: The same there.
        base: What they were for the last time that both had the same.
        matched: Records that are taken for one that is here.
        names: Ids that records have here, where they have others there.
        known: Whether the parcel as it was written holds nothing that hasn't been merged.
        edits: By kind and id there, what was edited in the workbook.
        same: How many records are the same on both sides.
    """

    at: int
    columns: dict[str, tuple[str, ...]]
    fresh: dict[str, list[Row]]
    merged: Merge
    ours: dict[Key, Values]
    theirs: dict[Key, Values]
    base: dict[Key, Values] = field(default_factory=dict)
    matched: tuple[Match, ...] = ()
    names: dict[str, str] = field(default_factory=dict)
    known: bool = False
    edits: Edits = field(default_factory=dict)
    same: int = 0


class Links:
    """Tells without which records one can't be.

    Args:
        tables: The journalled tables.
    """

    def __init__(self, tables: Tables) -> None:
        self.hard: dict[str, list[Link]] = {}
        self.soft: dict[str, list[Link]] = {}
        for link in tables.links:
            of = tables.catalogue.kind(link.kind).fields[link.column]
            hard = not link.target or of.required or of.bound
            (self.hard if hard else self.soft).setdefault(link.kind, []).append(link)
        self.kinds: dict[str, str] = {}
        """Kinds of records that a part of any record may belong to, by id."""

    def __call__(self, key: Key, values: Values) -> Iterable[Key]:
        """See `threeway.Links`."""
        for link in self.hard.get(key[0], ()):
            record = values.get(link.column)
            kind = link.target or self.kinds.get(record or "")
            if record and kind:
                yield kind, record


class Comparing:
    """Compares one parcel.

    Args:
        stored: Reads rows.
        parcel: The parcel as it was written.
        amended: It with what was edited in the workbook; the same where nothing was.
        apart: Ids of its records that aren't taken for one that is here.
        job: Told the progress; may be cancelled.

    Raises:
        FileProblem: A newer program wrote it.
    """

    def __init__(
        self,
        stored: Stored,
        parcel: Parcel,
        amended: Parcel,
        apart: Collection[str],
        job: Job,
    ) -> None:
        check_schema(parcel)
        self._stored, self._parcel, self._amended = stored, parcel, amended
        self._apart, self._job = frozenset(apart), job
        self._records = keeping.kept(stored.db)
        self._links = Links(stored.tables)
        self._names = self._aliases()
        self._shared = commons(stored, parcel, self._names, self._records)
        self._bases = Bases(stored, parcel, self._shared, self._records, self._names)
        self._edits = _edits(parcel, amended)
        self._base: dict[Key, Values] = {}
        self._ours: dict[Key, Values] = {}
        self._theirs: dict[Key, Values] = {}
        self._matched: list[Match] = []
        self._same = 0

    def run(self) -> Compared:
        """Compare."""
        tables = self._stored.tables
        known = all(one.basis is Basis.ITSELF for one, _without in self._shared.values())
        columns = {
            kind: names
            for kind in _order(tables)
            if (names := self._columns(kind)) and kind in self._amended.rows
        }
        fresh: dict[str, list[Row]] = {}
        if not known or self._edits:
            total, done = max(self._amended.count(), 1), 0
            for kind, names in columns.items():
                rows = self._renamed(kind, names, self._rows(kind, names, known=known))
                fresh[kind] = self._sift(kind, names, rows)
                done += len(self._amended.rows[kind])
                self._job.progress(0.9 * done / total)
                self._job.check()
            self._gone(columns)
            self._hang(columns, fresh)
        merged = merge(self._base, self._ours, self._theirs, self._links)
        return Compared(
            at=self._stored.newest(),
            columns=columns,
            fresh={kind: rows for kind, rows in fresh.items() if rows},
            merged=merged,
            ours=self._ours,
            theirs=self._theirs,
            base=self._base,
            matched=tuple(self._matched),
            names=self._names,
            known=known,
            edits=self._edits,
            same=self._same,
        )

    # -- ids -------------------------------------------------------------------------------

    def _aliases(self) -> dict[str, str]:
        """Ids that records have here, by those they have there, as far as it was told before."""
        theirs = {row[0] for rows in self._amended.rows.values() for row in rows}
        aliases = self._stored.having(
            "alias", "alias", sorted(theirs), ("id", "alias", "record_id")
        )
        names = {one["alias"]: one["record_id"] for one in aliases.values()}
        columns = self._amended.columns.get("alias", ())
        rows = self._amended.rows.get("alias", ())
        if rows and {"alias", "record_id", "of_kind"} <= set(columns):
            places = [columns.index(name) for name in ("alias", "record_id", "of_kind")]
            by_kind: dict[str, dict[str, str]] = {}
            for row in rows:
                alias, record, kind = (row[place] for place in places)
                if record not in names:
                    by_kind.setdefault(kind, {})[alias] = record
            for kind, held in by_kind.items():
                if kind not in self._stored.tables.kinds:
                    continue
                there = self._stored.present(kind, [*held, *held.values()])
                names |= {
                    record: alias
                    for alias, record in held.items()
                    if alias in there and record not in there
                }
        return {one: mine for one, mine in names.items() if one != mine}

    def _columns(self, kind: str) -> tuple[str, ...]:
        here = set(self._stored.tables.columns(kind))
        return tuple(one for one in self._amended.columns.get(kind, ()) if one in here)

    def _rows(self, kind: str, columns: tuple[str, ...], *, known: bool) -> Sequence[Row]:
        """What came of a kind; only what was edited, where the rest has been merged."""
        rows = self._amended.rows[kind]
        if known:
            edited = self._edits.get(kind, {})
            rows = [row for row in rows if row[0] in edited]
        told = self._amended.columns[kind]
        if told != columns:
            places = [told.index(name) for name in columns]
            rows = [[row[place] for place in places] for row in rows]
        return rows

    def _renamed(self, kind: str, columns: tuple[str, ...], rows: Sequence[Row]) -> Sequence[Row]:
        """Rows with the ids and references that they have here."""
        if not self._names:
            return rows
        names = self._names
        linked = [*self._links.hard.get(kind, ()), *self._links.soft.get(kind, ())]
        places = [columns.index(link.column) for link in linked if link.column in columns]
        made: list[Row] = []
        for row in rows:
            if row[0] in names or any(row[place] in names for place in places):
                changed = list(row)
                for place in (0, *places):
                    changed[place] = names.get(row[place], row[place])
                made.append(changed)
            else:
                made.append(row)
        return made

    # -- rows ------------------------------------------------------------------------------

    def _sift(self, kind: str, columns: tuple[str, ...], rows: Sequence[Row]) -> list[Row]:
        """Put what differs into the merge; returns what was never here."""
        new: list[Row] = []
        known: set[str] = set()
        back = {mine: theirs for theirs, mine in self._names.items()} if self._names else {}
        for start in range(0, len(rows), PART):
            part = rows[start : start + PART]
            ids = [row[0] for row in part]
            here: dict[str, tuple[Any, ...]] = {}
            for page in self._stored.pages(kind, columns, ids):
                here |= page
            known |= here.keys()
            differing: list[tuple[Row, tuple[Any, ...]]] = []
            for row in part:
                mine = here.get(row[0])
                if mine is None:
                    new.append(row)
                elif mine == tuple(row):
                    self._same += 1
                else:
                    differing.append((row, mine))
            self._differ(kind, columns, differing, back)
        if new:
            new = self._never_here(kind, columns, new, known, back)
        return new

    def _differ(
        self,
        kind: str,
        columns: tuple[str, ...],
        differing: Sequence[tuple[Row, tuple[Any, ...]]],
        back: Mapping[str, str],
    ) -> None:
        ids = {row[0]: back.get(row[0], row[0]) for row, _mine in differing}
        for one, values in self._was(kind, columns, ids).items():
            self._base[kind, one] = values
        for row, mine in differing:
            self._theirs[kind, row[0]] = dict(zip(columns, row, strict=True))
            self._ours[kind, row[0]] = dict(zip(columns, mine, strict=True))

    def _never_here(
        self,
        kind: str,
        columns: tuple[str, ...],
        new: list[Row],
        known: set[str],
        back: Mapping[str, str],
    ) -> list[Row]:
        """Of rows that aren't here: what was deleted here and what is another's goes elsewhere."""
        if self._bases.only is None or self._bases.only.basis is not Basis.NEVER:
            ids = {row[0]: back.get(row[0], row[0]) for row in new}
            was = self._was(kind, columns, ids)
            for row in new:
                if row[0] in was:
                    self._base[kind, row[0]] = was[row[0]]
                    self._theirs[kind, row[0]] = dict(zip(columns, row, strict=True))
            new = [row for row in new if row[0] not in was]
        candidates = [row for row in new if back.get(row[0], row[0]) not in self._apart]
        found = matches(self._stored, kind, columns, candidates, known)
        if not found:
            return new
        title = self._stored.tables.catalogue.kind(kind).title
        place = columns.index(title) if title in columns else 0
        same: list[Row] = []
        for row in new:
            if row[0] in found:
                self._names[back.get(row[0], row[0])] = found[row[0]]
                name = str(row[place] or "") if place else ""
                self._matched.append(Match(kind, row[0], found[row[0]], name))
                same.append(row)
        left = [row for row in new if row[0] not in found]
        # They may refer to each other: again, with the ids that are known now.
        self._sift(kind, columns, self._renamed(kind, columns, same))
        return list(self._renamed(kind, columns, left))

    def _was(
        self, kind: str, columns: Sequence[str], ids: Mapping[str, str]
    ) -> dict[str, dict[str, Any]]:
        """What records were when both last had the same, as far as the parcel tells of them."""
        return {
            one: {name: values[name] for name in columns if name in values}
            for one, values in self._bases.of(kind, ids).items()
        }

    # -- what was deleted ------------------------------------------------------------------

    def _gone(self, columns: Mapping[str, tuple[str, ...]]) -> None:
        """What was deleted there and is here, with what hangs on it here."""
        doomed: list[Key] = []
        for kind, ids in self._amended.gone.items():
            if kind not in self._stored.tables.kinds:
                continue
            names = columns.get(kind) or self._columns(kind)
            mine = {self._names.get(one, one): one for one in ids}
            here: dict[str, tuple[Any, ...]] = {}
            for page in self._stored.pages(kind, names, list(mine)):
                here |= page
            if not here:
                continue
            was = self._was(kind, names, {one: mine[one] for one in here})
            for one, row in here.items():
                if one in was and (kind, one) not in self._theirs:
                    self._base[kind, one] = was[one]
                    self._ours[kind, one] = dict(zip(names, row, strict=True))
                    doomed.append((kind, one))
        for kind, one in doomed:
            self._links.kinds[one] = kind
        for kind, links in self._links.hard.items():
            for link in links:
                held = [one for of, one in doomed if link.target in (of, "")]
                if held:
                    # What isn't told there stays, and so what it hangs on is asked about.
                    whole = self._stored.tables.columns(kind)
                    for one, values in self._stored.having(kind, link.column, held, whole).items():
                        self._ours.setdefault((kind, one), values)

    def _hang(self, columns: Mapping[str, tuple[str, ...]], fresh: dict[str, list[Row]]) -> None:
        """Let what came and hangs on something that was deleted here wait for the answer."""
        missing = {key for key in self._theirs if key not in self._ours}
        self._links.kinds.update({one: kind for kind, one in missing})
        again = bool(missing)
        while again:
            again = False
            for kind, rows in fresh.items():
                names = columns[kind]
                stay: list[Row] = []
                for row in rows:
                    values = dict(zip(names, row, strict=True))
                    if any(one in missing for one in self._links((kind, row[0]), values)):
                        self._theirs[kind, row[0]] = values
                        missing.add((kind, row[0]))
                        self._links.kinds[row[0]] = kind
                        again = True
                    else:
                        stay.append(row)
                fresh[kind] = stay


def check_schema(parcel: Parcel) -> None:
    """Refuse a parcel whose schema this program doesn't know.

    Raises:
        FileProblem: A newer program wrote it.
    """
    if parcel.schema not in schema.KNOWN:
        raise FileProblem(
            _("a newer AcctDesk wrote this hand-over (schema %s).") % parcel.schema,
            remedy=_("Update AcctDesk on this computer; nothing was taken over."),
        )


def _order(tables: Tables) -> list[str]:
    """Kinds so that what a record refers to comes before it; parts of any record at the end."""
    parts = {link.kind for link in tables.links if not link.target}
    return [
        *(one for one in tables.kinds if one not in parts),
        *(one for one in tables.kinds if one in parts),
    ]


def _edits(parcel: Parcel, amended: Parcel) -> Edits:
    """By kind and id, what differs between a parcel and what was edited in its workbook."""
    if amended is parcel:
        return {}
    found: Edits = {}
    for kind, rows in amended.rows.items():
        old = parcel.rows.get(kind, ())
        if rows is old:
            continue
        columns = amended.columns[kind]
        was = {row[0]: row for row in old}
        for row in rows:
            held = was.pop(row[0], None)
            if held is None or (held is not row and list(held) != list(row)):
                found.setdefault(kind, {})[row[0]] = dict(zip(columns, row, strict=True))
        for one in was:
            found.setdefault(kind, {})[one] = None
    return found
