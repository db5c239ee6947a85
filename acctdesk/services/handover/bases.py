"""What both workspaces had in common last, record by record.

Every account of a parcel may have gone its own ways: what was in common is told for each of them.
A record that several accounts share is compared with the oldest that any of them gives, and with
nothing where that can't be told: what is too old asks a question more, what is too new would take
an edit away in silence.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

from acctdesk.services.handover import keeping
from acctdesk.services.handover.belonging import Belonging
from acctdesk.services.handover.keeping import Edits, Kept
from acctdesk.services.handover.lineage import Basis, Common, Received, Sender, Trail, common
from acctdesk.services.handover.parcel import Parcel
from acctdesk.services.handover.scope import columns_of
from acctdesk.services.handover.stored import RowReads, Stored

Values = dict[str, Any]
NEVER = Common(Basis.NEVER)
_STRENGTH = {Basis.NEVER: 0, Basis.OURS: 1, Basis.THEIRS: 1, Basis.ITSELF: 2}


def commons(
    stored: Stored, parcel: Parcel, names: Mapping[str, str], records: Sequence[Kept]
) -> dict[str, tuple[Common, frozenset[str]]]:
    """By account of a parcel, what was in common last and what wasn't told of that.

    Args:
        stored: Reads rows.
        parcel: The parcel.
        names: Ids that its accounts have here, where they have others.
        records: All hand-overs here, the oldest first.
    """
    here, trail = keeping.identity(stored.db), stored.trail()
    theirs = Trail.read(parcel.trail)
    trails: dict[str, Trail] = {}
    found: dict[str, tuple[Common, frozenset[str]]] = {}
    for account in parcel.accounts:
        mine = names.get(account, account)
        last = _last(stored, records, parcel.origin, mine, trails)
        seen, without = {}, frozenset[str]()
        for origin, mark in parcel.seen.get(account, {}).items():
            seen[origin], left_out = keeping.parted(mark)
            if origin == here:
                without = left_out
        sender = Sender(parcel.origin, parcel.number, theirs, seen)
        shared = common(sender, here, trail, last)
        found[account] = shared, without if shared.basis is Basis.OURS else frozenset()
    return found


def _last(
    stored: Stored,
    records: Sequence[Kept],
    origin: str,
    account: str,
    trails: dict[str, Trail],
) -> Received | None:
    """What was merged last of an account from a workspace."""
    for record in reversed(records):
        if record.direction != "taken" or record.origin != origin:
            continue
        if account not in record.accounts:
            continue
        if record.id not in trails:
            head = keeping.content_head(stored.db, record.content)
            trails[record.id] = Trail.read(head.trail) if head else Trail()
        return Received(record.id, record.number, record.at, trails[record.id])
    return None


class Bases:
    """Tells what records were for the last time that both had the same.

    Args:
        stored: Reads rows.
        parcel: The parcel as it was written, with the ids that its records have there.
        shared: By account, what was in common; see `commons`.
        records: All hand-overs here, the oldest first.
        names: Ids that records have here, where they have others; more may come in.
    """

    def __init__(
        self,
        stored: Stored,
        parcel: Parcel,
        shared: Mapping[str, tuple[Common, frozenset[str]]],
        records: Sequence[Kept],
        names: Mapping[str, str],
    ) -> None:
        self._stored, self._parcel, self._names = stored, parcel, names
        self._records = {one.id: one for one in records}
        self._all = frozenset(shared.values())
        self._groups: dict[tuple[str, str], tuple[Common, frozenset[str]]] | None = None
        self._shared = shared
        self._columns: dict[frozenset[str], dict[str, tuple[str, ...]]] = {}
        self._held: dict[tuple[str, str], dict[str, Values]] = {}
        self._contents: dict[str, Parcel | None] = {}
        self._edits: Edits | None = None

    @property
    def only(self) -> Common | None:
        """What all records have in common; None where it isn't the same for all."""
        return next(iter(self._all))[0] if len(self._all) == 1 else None

    def of(self, kind: str, ids: Mapping[str, str]) -> dict[str, Values]:
        """What records of a kind were; those that weren't there are left out.

        Args:
            kind: The kind.
            ids: Ids that they have here, with those that they have there.

        Returns:
            By the ids that they have here.
        """
        if len(self._all) == 1:
            return self._by(next(iter(self._all)), kind, ids)
        parts: dict[tuple[Common, frozenset[str]], dict[str, str]] = {}
        groups, weakest = self._grouped(), _weakest(self._all)
        for mine, theirs in ids.items():
            parts.setdefault(groups.get((kind, theirs), weakest), {})[mine] = theirs
        found: dict[str, Values] = {}
        for which, part in parts.items():
            found |= self._by(which, kind, part)
        return found

    def _grouped(self) -> dict[tuple[str, str], tuple[Common, frozenset[str]]]:
        """By record, what it has in common by all the accounts that it belongs to."""
        if self._groups is None:
            belonging = Belonging(self._stored.tables)
            reads = RowReads(self._parcel.columns, self._parcel.rows)
            self._groups = {}
            by: dict[tuple[Common, frozenset[str]], list[str]] = {}
            for account, which in self._shared.items():
                by.setdefault(which, []).append(account)
            for which, accounts in by.items():
                for key in belonging.of(accounts, reads):
                    held = self._groups.get(key)
                    self._groups[key] = which if held is None else _weakest((held, which))
        return self._groups

    def _by(
        self, which: tuple[Common, frozenset[str]], kind: str, ids: Mapping[str, str]
    ) -> dict[str, Values]:
        shared, without = which
        if shared.basis is Basis.NEVER or not ids:
            return {}
        if shared.basis is Basis.OURS:
            columns = self._told(without).get(kind)
            if columns is None:
                return {}
            rows = self._stored.past(kind, list(ids), shared.number)
            return {
                one: {name: row[name] for name in columns if name in row}
                for one, row in rows.items()
            }
        if shared.basis is Basis.THEIRS:
            if shared.record not in self._contents:
                kept = self._records[shared.record]
                self._contents[shared.record] = keeping.content(self._stored.db, kept.content)
            content = self._contents[shared.record]
            held = {} if content is None else self._rows(shared.record, content, kind)
        else:
            held = self._rows("", self._parcel, kind)
        found = {mine: held[theirs] for mine, theirs in ids.items() if theirs in held}
        return self._edited(kind, ids, found) if shared.basis is Basis.ITSELF else found

    def _told(self, without: frozenset[str]) -> dict[str, tuple[str, ...]]:
        if without not in self._columns:
            self._columns[without] = columns_of(
                self._stored.tables.catalogue, without, private="private" not in without
            )
        return self._columns[without]

    def _rows(self, record: str, parcel: Parcel, kind: str) -> dict[str, Values]:
        """The rows of a parcel by the ids they have there, with references as they are here."""
        if (record, kind) not in self._held:
            columns = parcel.columns.get(kind, ())
            linked = [link.column for link in self._stored.tables.links if link.kind == kind]
            places = [columns.index(name) for name in ("id", *linked) if name in columns]
            made: dict[str, Values] = {}
            for row in parcel.rows.get(kind, ()):
                told = row
                if self._names and any(row[place] in self._names for place in places):
                    told = list(row)
                    for place in places:
                        told[place] = self._names.get(row[place], row[place])
                made[row[0]] = dict(zip(columns, told, strict=True))
            self._held[record, kind] = made
        return self._held[record, kind]

    def _edited(
        self, kind: str, ids: Mapping[str, str], found: dict[str, Values]
    ) -> dict[str, Values]:
        """With what had been edited in this very workbook when it came before."""
        if self._edits is None:
            self._edits = {}
            mark = keeping.content_mark(self._parcel)
            for record in self._records.values():
                if record.direction == "taken" and record.content == mark and record.edits:
                    for of, rows in keeping.edits_of(self._stored.db, record.edits).items():
                        self._edits.setdefault(of, {}).update(rows)
        edits = self._edits.get(kind, {})
        for mine, theirs in ids.items():
            if theirs in edits:
                row = edits[theirs]
                if row is None:
                    found.pop(mine, None)
                else:
                    found[mine] = row
        return found


def _weakest(
    many: Iterable[tuple[Common, frozenset[str]]],
) -> tuple[Common, frozenset[str]]:
    """What can be relied on where any of several may hold."""
    each: Collection[tuple[Common, frozenset[str]]] = set(many)
    least = min(_STRENGTH[one.basis] for one, _without in each)
    held = [one for one in each if _STRENGTH[one[0].basis] == least]
    without = frozenset[str]().union(*(left for _one, left in held))
    ways = {one.basis for one, _left in held}
    if len(ways) > 1:
        return NEVER, frozenset()
    if ways == {Basis.OURS}:
        return Common(Basis.OURS, min(one.number for one, _left in held)), without
    if len(held) > 1 and ways == {Basis.THEIRS}:
        return NEVER, frozenset()
    return held[0]
