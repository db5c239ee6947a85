"""Undo and redo: a compensating change, worked out from the journal.

Fields that still hold what the change set go back; what was edited later stays and is named. A
created row goes unless it was edited later or something was added to it later; then it stays,
with its parts and with what it refers to. The same rule serves redo, which reverts the undo.
The work is set-based, so that an import of a hundred thousand rows is undone in seconds.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import (
    Column,
    Integer,
    MetaData,
    String,
    Table,
    delete,
    exists,
    func,
    insert,
    literal,
    select,
)

from acctdesk.models import ChangeRow
from acctdesk.workspace.change import DELETE, INSERT, UPDATE, Stored
from acctdesk.workspace.documents import in_parts
from acctdesk.workspace.journal import Kept
from acctdesk.workspace.tables import Link, Tables
from acctdesk.workspace.unit import Unit

_DOOMED = Table(
    "doomed",
    MetaData(),
    Column("id", String(32), primary_key=True),
    Column("kind", String(32)),
    Column("ordinal", Integer),
    prefixes=["TEMPORARY"],
)


class Reverter:
    """Reverts one journalled change inside a unit of work.

    Args:
        unit: The unit that takes the compensating writes.
        seq: Number of the change to revert.
        only: Ids of the rows to revert, each with the fields that go back; None for all of them.
            All rows when not given.
    """

    def __init__(
        self, unit: Unit, seq: int, only: Mapping[str, Collection[str] | None] | None = None
    ) -> None:
        self._unit, self._seq, self._only = unit, seq, only
        self._tables: Tables = unit.tables
        self._db = unit.connection
        self._kept: dict[str, Kept] = {}

    def run(self) -> tuple[Kept, ...]:
        """Write the compensating rows.

        Returns:
            What was left alone, and why.
        """
        # Rows that the change deleted come back first, so that what refers to them finds them;
        # then fields go back; then created rows go.
        self._restore_deleted()
        self._restore_fields()
        self._remove_created()
        return tuple(self._kept.values())

    def _touched(self, op: int) -> list[tuple[str, str, Stored, Stored]]:
        statement = (
            select(ChangeRow.kind, ChangeRow.row_id, ChangeRow.before, ChangeRow.after)
            .where(ChangeRow.seq == self._seq, ChangeRow.op == op)
            .order_by(ChangeRow.ordinal.desc())
        )
        return [
            (kind, record, orjson.loads(before or "{}"), orjson.loads(after or "{}"))
            for kind, record, before, after in self._db.execute(statement)
            if self._only is None or record in self._only
        ]

    def _wanted(self, record: str, after: Stored) -> list[str]:
        """The fields of a row that are to go back."""
        fields = self._only.get(record) if self._only is not None else None
        return [name for name in after if fields is None or name in fields]

    def _keep(self, kind: str, record: str, why: str, row: Stored, fields: Sequence[str]) -> None:
        title = self._tables.catalogue.kind(kind).title
        if record not in self._kept:
            name = str(row.get(title) or "") if title else ""
            self._kept[record] = Kept(kind, record, name, why, tuple(fields))

    # -- deleted rows ----------------------------------------------------------------------

    def _restore_deleted(self) -> None:
        rows = {record: (kind, before) for kind, record, before, _a in self._touched(DELETE)}
        if not rows:
            return
        present = self._present(rows)
        missing = self._missing_parents(rows)
        back: dict[str, list[Stored]] = {}
        for record, (kind, before) in rows.items():
            if record in present:
                continue
            if record in missing:
                self._keep(kind, record, "parent", before, ())
                continue
            back.setdefault(kind, []).append(before)
        for kind, its in back.items():
            self._unit.insert_all_stored(kind, its)

    def _present(self, rows: dict[str, tuple[str, Stored]]) -> set[str]:
        found: set[str] = set()
        for kind in {kind for kind, _row in rows.values()}:
            found.update(
                self._unit.stored_many(kind, [r for r, (k, _row) in rows.items() if k == kind])
            )
        return found

    def _missing_parents(self, rows: dict[str, tuple[str, Stored]]) -> set[str]:
        """Rows whose required neighbours neither exist nor come back with them."""
        wanted: dict[str, set[str]] = {}
        for kind, row in rows.values():
            for link in self._tables.links:
                if link.kind == kind and link.target and row.get(link.column):
                    wanted.setdefault(link.target, set()).add(row[link.column])
        there: set[str] = set(rows)
        for target, ids in wanted.items():
            there.update(self._unit.stored_many(target, sorted(ids - there)))
        lost: set[str] = set()
        again = True
        while again:
            again = False
            for record, (kind, row) in rows.items():
                if record in lost:
                    continue
                for link in self._tables.links:
                    value = row.get(link.column) if link.kind == kind and link.target else None
                    if value and (value not in there or value in lost):
                        lost.add(record)
                        again = True
                        break
        return lost

    # -- changed fields --------------------------------------------------------------------

    def _restore_fields(self) -> None:
        batch = self._touched(UPDATE)
        for start in range(0, len(batch), 500):
            part = batch[start : start + 500]
            current: dict[str, Stored] = {}
            for kind in {entry[0] for entry in part}:
                current |= self._unit.stored_many(kind, [e[1] for e in part if e[0] == kind])
            for kind, record, before, after in part:
                row = current.get(record)
                if row is None:
                    self._keep(kind, record, "gone", before, ())
                    continue
                wanted = self._wanted(record, after)
                still = [name for name in wanted if row.get(name) == after[name]]
                values = {name: (after[name], before[name]) for name in wanted}
                later = [name for name in wanted if row.get(name) not in values[name]]
                if later:
                    self._keep(kind, record, "edited", row, later)
                self._unit.update_stored(kind, record, {name: before[name] for name in still})

    # -- created rows ----------------------------------------------------------------------

    def _remove_created(self) -> None:
        _DOOMED.drop(self._db, checkfirst=True)
        _DOOMED.create(self._db)
        created = select(ChangeRow.row_id, ChangeRow.kind, ChangeRow.ordinal).where(
            ChangeRow.seq == self._seq, ChangeRow.op == INSERT
        )
        chosen = [created]
        if self._only is not None:
            parts = in_parts(list(self._only))
            chosen = [created.where(ChangeRow.row_id.in_(part)) for part in parts]
        for some in chosen:
            self._db.execute(insert(_DOOMED).from_select(["id", "kind", "ordinal"], some))
        kinds = [row[0] for row in self._db.execute(select(_DOOMED.c.kind).distinct()).all()]
        self._spare(self._edited_since(), "edited")
        self._forget_gone(kinds)
        self._spare_connected(kinds)
        self._delete_doomed(kinds)
        _DOOMED.drop(self._db)

    def _edited_since(self) -> list[tuple[str, str, Stored, list[str]]]:
        """Created rows whose values differ now; only rows with later entries can."""
        later = (
            select(ChangeRow.row_id)
            .where(ChangeRow.row_id == _DOOMED.c.id, ChangeRow.seq > self._seq)
            .correlate(_DOOMED)
        )
        suspects = self._db.execute(
            select(_DOOMED.c.kind, _DOOMED.c.id, ChangeRow.after)
            .join(
                ChangeRow, (ChangeRow.seq == self._seq) & (ChangeRow.ordinal == _DOOMED.c.ordinal)
            )
            .where(exists(later))
        ).all()
        found = []
        for start in range(0, len(suspects), 500):
            part = suspects[start : start + 500]
            current: dict[str, Stored] = {}
            for kind in {row[0] for row in part}:
                current |= self._unit.stored_many(kind, [row[1] for row in part if row[0] == kind])
            for kind, record, after in part:
                row = current.get(record)
                if row is None:
                    continue
                made = orjson.loads(after)
                differs = [n for n, value in row.items() if value != made.get(n)]
                if differs:
                    found.append((kind, record, row, differs))
        return found

    def _spare(self, rows: Iterable[tuple[str, str, Stored, list[str]]], why: str) -> None:
        spared = []
        for kind, record, row, fields in rows:
            self._keep(kind, record, why, row, fields)
            spared.append(record)
        self._undoom(spared)

    def _undoom(self, ids: Sequence[str]) -> None:
        for start in range(0, len(ids), 500):
            self._db.execute(delete(_DOOMED).where(_DOOMED.c.id.in_(ids[start : start + 500])))

    def _forget_gone(self, kinds: Iterable[str]) -> None:
        """Created rows that were deleted since need no deleting."""
        for kind in kinds:
            table = self._tables.table(kind)
            there = select(table.c.id).where(table.c.id == _DOOMED.c.id).correlate(_DOOMED)
            self._db.execute(delete(_DOOMED).where(_DOOMED.c.kind == kind, ~exists(there)))

    def _spare_connected(self, kinds: Sequence[str]) -> None:
        """Spare what survivors need, until nothing more is spared.

        A row stays when one that stays refers to it, and a part stays when its owner was created
        by this change and stays.
        """
        again = True
        while again:
            again = False
            for link in self._tables.links:
                if link.target and link.target not in kinds:
                    continue
                again |= self._spare_referred(link)
            again |= self._spare_parts(kinds)

    def _spare_referred(self, link: Link) -> bool:
        child = self._tables.table(link.kind)
        column = child.c[link.column]
        dying = _DOOMED.alias("dying")
        needed = self._db.execute(
            select(_DOOMED.c.kind, _DOOMED.c.id)
            .distinct()
            .join(child, column == _DOOMED.c.id)
            .where(
                _DOOMED.c.kind == link.target if link.target else literal(True),
                ~exists(select(dying.c.id).where(dying.c.id == child.c.id).correlate(child)),
            )
        ).all()
        self._spare_as_children([(row[0], row[1]) for row in needed])
        return bool(needed)

    def _spare_as_children(self, found: list[tuple[str, str]]) -> None:
        for kind in {kind for kind, _record in found}:
            ids = [record for one, record in found if one == kind]
            for record, row in self._unit.stored_many(kind, ids).items():
                self._keep(kind, record, "children", row, ())
            self._undoom(ids)

    def _spare_parts(self, kinds: Sequence[str]) -> bool:
        spared = False
        owners = [record for record, kept in self._kept.items() if kept.why != "parent"]
        for kind in kinds:
            owner = self._tables.catalogue.kind(kind).owner
            if not owner:
                continue
            table = self._tables.table(kind)
            for start in range(0, len(owners), 500):
                ids = [
                    row[0]
                    for row in self._db.execute(
                        select(_DOOMED.c.id)
                        .join(table, table.c.id == _DOOMED.c.id)
                        .where(table.c[owner].in_(owners[start : start + 500]))
                    )
                ]
                # Parts go unnamed: their owner is named.
                self._undoom(ids)
                spared |= bool(ids)
        return spared

    def _delete_doomed(self, kinds: Iterable[str]) -> None:
        count = self._db.execute(select(func.count()).select_from(_DOOMED)).scalar() or 0
        if not count:
            return
        self._unit.flush()
        seq, first = self._unit.begin()
        top = select(func.max(_DOOMED.c.ordinal)).scalar_subquery()
        original = ChangeRow.__table__
        self._db.execute(
            insert(ChangeRow).from_select(
                ["seq", "ordinal", "kind", "row_id", "op", "before"],
                select(
                    literal(seq),
                    literal(first) + top - original.c.ordinal,
                    original.c.kind,
                    original.c.row_id,
                    literal(DELETE),
                    original.c.after,
                ).join(
                    _DOOMED,
                    (original.c.seq == self._seq) & (original.c.ordinal == _DOOMED.c.ordinal),
                ),
            )
        )
        self._unit.advance(int(self._db.execute(select(top)).scalar() or 0) + 1)
        documents = self._unit.documents
        documents.index.remove_selected(select(_DOOMED.c.id))
        values = select(_DOOMED.c.id).where(_DOOMED.c.kind == "custom_value")
        poorer = documents.owners(list(self._db.scalars(values)))
        for kind in kinds:
            table = self._tables.table(kind)
            ids = select(_DOOMED.c.id).where(_DOOMED.c.kind == kind)
            self._unit.figures.note_selected(kind, ids)
            self._unit.judging.note_selected(kind, ids)
            touched: list[Any] = [row[0] for row in self._db.execute(ids)]
            self._unit.touch(kind, touched)
            self._db.execute(delete(table).where(table.c.id.in_(ids)))
        for kind, owners in poorer.items():
            documents.renew(kind, sorted(owners))
