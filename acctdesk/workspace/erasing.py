"""Erasing: the one thing that the journal does not keep.

Everything else can be undone because the journal remembers it. What a person purges is taken out
of the journal as well, with the names that labels of changes hold, and then out of the file.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

import orjson
from sqlalchemy import (
    Column,
    MetaData,
    String,
    Table,
    and_,
    bindparam,
    delete,
    exists,
    func,
    insert,
    or_,
    select,
    update,
)
from sqlalchemy.orm import aliased

from acctdesk.models import Attachment, Blob, Change, ChangeRow, Figure
from acctdesk.workspace.change import as_json
from acctdesk.workspace.unit import Unit

PURGED = "gone"
"""Mode of the entry that tells of a purge: nothing can be undone by it."""

_MANY = 500
_BRIEFLY = 500
"""Milliseconds to wait for readers with the last step."""
_SHORT = 3
"""Letters below which a text is only replaced where it is the whole of a parameter."""
_GONE = Table(
    "purged", MetaData(), Column("id", String(32), primary_key=True), prefixes=["TEMPORARY"]
)


class Eraser:
    """Takes rows that are deleted out of the journal, inside a unit of work.

    Args:
        unit: The unit; nothing it erases is journalled.
    """

    def __init__(self, unit: Unit) -> None:
        self._unit, self._db = unit, unit.connection

    def erase(
        self, ids: Sequence[str], told: Callable[[float], object] = lambda _share: None
    ) -> int:
        """Erase every trace of some rows that aren't there any more.

        Args:
            ids: Their ids.
            told: Called with how far it is, 0 to 1, between one step and the next; it may raise
                what ends the unit of work.

        Returns:
            How many entries of the journal went.
        """
        _GONE.drop(self._db, checkfirst=True)
        _GONE.create(self._db)
        for start in range(0, len(ids), _MANY):
            part = [{"id": one} for one in ids[start : start + _MANY]]
            self._db.execute(insert(_GONE), part)
        which = select(_GONE.c.id)
        told(0.05)
        roots, texts, files = self._read(which)
        told(0.3)
        self._unit.documents.index.remove_selected(which)
        self._db.execute(delete(Figure).where(Figure.record_id.in_(which)))
        erased = self._db.execute(delete(ChangeRow).where(ChangeRow.row_id.in_(which))).rowcount
        told(0.5)
        self._forget_links(which)
        told(0.7)
        self._clear_changes(sorted(roots), texts)
        told(0.9)
        self._drop_files(files)
        told(1.0)
        _GONE.drop(self._db)
        return int(erased)

    def keep_out(self) -> None:
        """Take out of the journal what the unit has written into it; what was done stays done."""
        self._unit.flush()
        seq, _ordinal = self._unit.begin()
        self._db.execute(delete(ChangeRow).where(ChangeRow.seq == seq))

    def rewrite(self, fields: Mapping[str, Mapping[str, Callable[[str], str | None]]]) -> set[str]:
        """Change what the journal says that fields of rows were.

        Args:
            fields: By row id and field, what becomes of a text; None takes the value out.

        Returns:
            Roots of the changes that held one.
        """
        roots: set[str] = set()
        made: list[dict[str, Any]] = []
        ids = list(fields)
        for start in range(0, len(ids), _MANY):
            rows = self._db.execute(
                select(
                    ChangeRow.seq, ChangeRow.ordinal, ChangeRow.row_id, ChangeRow.before,
                    ChangeRow.after, Change.root_id,
                )
                .join(Change, Change.seq == ChangeRow.seq)
                .where(ChangeRow.row_id.in_(ids[start : start + _MANY]))
            ).all()  # fmt: skip
            for seq, ordinal, record, before, after, root in rows:
                told = [_rewritten(side, fields[record]) for side in (before, after)]
                if told != [before, after]:
                    made.append({"of": seq, "at": ordinal, "was": told[0], "is": told[1]})
                    roots.add(root)
        self._put(made)
        return roots

    def relabel(self, change: Callable[[str], str], roots: Iterable[str] | None = None) -> int:
        """Change the texts in labels of changes.

        Args:
            change: What becomes of one.
            roots: Only of these changes, their undoings among them; None for all.

        Returns:
            How many labels are different now.
        """
        wanted = None if roots is None else frozenset(roots)
        rows = self._db.execute(select(Change.seq, Change.root_id, Change.params)).all()
        made = []
        for seq, root, params in rows:
            if wanted is not None and root not in wanted:
                continue
            held = orjson.loads(params or "{}")
            told = {
                name: change(one) if isinstance(one, str) else one for name, one in held.items()
            }
            if told != held:
                made.append({"of": seq, "is": orjson.dumps(told).decode()})
        if made:
            self._db.execute(
                update(Change)
                .where(Change.seq == bindparam("of"))
                .values(params=bindparam("is"))
                .execution_options(synchronize_session=False),
                made,
            )
        return len(made)

    def _put(self, made: list[dict[str, Any]]) -> None:
        """Write sides of entries anew: "of", "at", "was" and "is" each."""
        if made:
            self._db.execute(
                update(ChangeRow)
                .where(ChangeRow.seq == bindparam("of"), ChangeRow.ordinal == bindparam("at"))
                .values(before=bindparam("was"), after=bindparam("is"))
                .execution_options(synchronize_session=False),
                made,
            )

    def _read(self, which: Any) -> tuple[set[str], set[str], set[str]]:
        """Root changes of all entries, the texts in them, and fingerprints of copied files."""
        roots: set[str] = set()
        texts: set[str] = set()
        files: set[str] = set()
        rows = self._db.execute(
            select(ChangeRow.kind, ChangeRow.before, ChangeRow.after, Change.root_id)
            .join(Change, Change.seq == ChangeRow.seq)
            .where(ChangeRow.row_id.in_(which))
        )
        for kind, before, after, root in rows:
            roots.add(root)
            fields = self._unit.tables.catalogue.kind(kind).fields
            for told in (before, after):
                for name, value in orjson.loads(told).items() if told else ():
                    if kind == "attachment" and name == "sha256" and value:
                        files.add(value)
                    field = fields.get(name)
                    if isinstance(value, str) and value.strip() and field and not field.system:
                        texts.add(value.strip())
        return roots, texts, files

    def _forget_links(self, which: Any) -> None:
        """Entries of other rows that refer to what is erased refer to nothing."""
        columns: dict[str, list[str]] = {}
        for link in self._unit.tables.links:
            columns.setdefault(link.kind, []).append(link.column)
        held = [
            and_(
                ChangeRow.kind == kind,
                or_(
                    *(
                        func.json_extract(side, f"$.{name}").in_(which)
                        for name in names
                        for side in (ChangeRow.before, ChangeRow.after)
                    )
                ),
            )
            for kind, names in columns.items()
        ]
        rows = self._db.execute(
            select(
                ChangeRow.seq, ChangeRow.ordinal, ChangeRow.kind, ChangeRow.before, ChangeRow.after
            ).where(or_(*held))
        ).all()
        if not rows:
            return
        gone = set(self._db.scalars(which))
        made = []
        for seq, ordinal, kind, *sides in rows:
            told = []
            for side in sides:
                row = orjson.loads(side) if side else None
                if row is not None:
                    for name in columns[kind]:
                        if row.get(name) in gone:
                            row[name] = None
                told.append(as_json(row))
            made.append({"of": seq, "at": ordinal, "was": told[0], "is": told[1]})
        self._put(made)

    def _clear_changes(self, roots: Sequence[str], texts: Iterable[str]) -> None:
        """Remove changes of which nothing is left, and names from the labels of the others."""
        said = sorted(texts, key=len, reverse=True)
        for start in range(0, len(roots), _MANY):
            part = roots[start : start + _MANY]
            other = aliased(Change)
            left = (
                select(ChangeRow.seq)
                .join(other, other.seq == ChangeRow.seq)
                .where(other.root_id == Change.root_id)
                .correlate(Change)
            )
            self._db.execute(delete(Change).where(Change.root_id.in_(part), ~exists(left)))
            rows = self._db.execute(
                select(Change.seq, Change.params).where(Change.root_id.in_(part))
            ).all()
            for seq, params in rows:
                held = orjson.loads(params or "{}")
                told = {name: _without(value, said) for name, value in held.items()}
                if told != held:
                    text = orjson.dumps(told).decode()
                    self._db.execute(update(Change).where(Change.seq == seq).values(params=text))

    def _drop_files(self, files: Iterable[str]) -> None:
        """Remove copies of files that neither a record nor the journal refers to."""
        for one in sorted(files):
            used = self._db.execute(
                select(Attachment.id).where(Attachment.sha256 == one).limit(1)
            ).first()
            kept = self._db.execute(
                select(ChangeRow.seq)
                .where(
                    ChangeRow.kind == "attachment",
                    or_(
                        ChangeRow.before.contains(one, autoescape=True),
                        ChangeRow.after.contains(one, autoescape=True),
                    ),
                )
                .limit(1)
            ).first()
            if used is None and kept is None:
                self._db.execute(delete(Blob).where(Blob.sha256 == one))


def _rewritten(side: str | None, fields: Mapping[str, Callable[[str], str | None]]) -> str | None:
    """One side of an entry with some of its fields changed; the same text where none is."""
    row = orjson.loads(side) if side else None
    if not row:
        return side
    told = dict(row)
    for name, change in fields.items():
        value = told.get(name)
        if value is not None:
            told[name] = change(value) if isinstance(value, str) else change("")
    return side if told == row else as_json(told)


def without(value: str, texts: Sequence[str]) -> str:
    """A text without others, the longest of which come first; "…" stands where they were."""
    return str(_without(value, texts))


def _without(value: Any, texts: Sequence[str]) -> Any:
    """A parameter of a label without texts that were erased."""
    if not isinstance(value, str):
        return value
    for text in texts:
        if value == text:
            return "…"
        if len(text) >= _SHORT and text in value:
            value = value.replace(text, "…")
    return value


def compact(raw: Any, *, index: str = "search_index") -> None:
    """Write a file anew, so that nothing of what was erased is left in its free pages.

    Args:
        raw: The driver's write connection, outside a transaction.
        index: The full-text table, whose lists keep erased words until they are written anew.
    """
    raw.execute(f"INSERT INTO {index}({index}) VALUES ('optimize')")
    raw.execute("VACUUM")
    [(patience,)] = raw.execute("PRAGMA busy_timeout").fetchall()
    # Whoever reads right now holds the log; closing the workspace removes it in any case.
    raw.execute(f"PRAGMA busy_timeout = {_BRIEFLY}").fetchall()
    try:
        raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()
    finally:
        raw.execute(f"PRAGMA busy_timeout = {int(patience)}").fetchall()


__all__ = ["PURGED", "Eraser", "compact", "without"]
