"""What is kept of hand-overs: who got what, and the last state that came from each workspace.

The record is journalled, so that undoing a take-over forgets it as well. The content itself lies
beside the copies of files, by its fingerprint, until a purge.
"""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Any

import orjson
from sqlalchemy import Connection, delete, select
from sqlalchemy.dialects.sqlite import insert

from acctdesk.models import Blob, Handover, Identity
from acctdesk.services.handover.freight import head, load, unload
from acctdesk.services.handover.lineage import number_of
from acctdesk.services.handover.parcel import Parcel
from acctdesk.workspace import Unit

_DIGEST = 64


@dataclass(frozen=True, slots=True)
class Beside:
    """What is kept of a hand-over beside its content.

    Attributes:
        seen: By account, for workspaces, which change of theirs is merged with it; a mark, and
            behind "!" what was left out of it.
        links: References that lead out of it: kind, id, column and the id referred to.
    """

    seen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    links: tuple[tuple[str, str, str, str], ...] = ()

    def text(self) -> str:
        """It as text."""
        return orjson.dumps({"seen": self.seen, "links": self.links}).decode()

    @classmethod
    def read(cls, text: str | None) -> Beside:
        """What `text` made."""
        told = orjson.loads(text or "{}")
        return cls(told.get("seen", {}), tuple(tuple(one) for one in told.get("links", ())))


@dataclass(frozen=True, slots=True)
class Kept:
    """A hand-over as it is kept.

    Attributes:
        id: Its id.
        direction: "given" or "taken".
        origin: Id of the workspace that it came from; empty for what was given.
        number: Number of that workspace's newest change; of ours, for what was given.
        at: Number of our change that merged it.
        accounts: Ids of the accounts.
        content: Fingerprint of the content; empty when it isn't kept.
        edits: Fingerprint of what was edited in the workbook; empty for nothing.
        beside: What is kept beside.
    """

    id: str
    direction: str
    origin: str
    number: int
    at: int
    accounts: tuple[str, ...]
    content: str
    edits: str
    beside: Beside


def identity(connection: Connection) -> str:
    """Which workspace this is."""
    return str(connection.scalars(select(Identity.id)).one())


def kept(connection: Connection) -> list[Kept]:
    """All hand-overs, the oldest first."""
    rows = connection.execute(
        select(
            Handover.id, Handover.direction, Handover.origin, Handover.number, Handover.at,
            Handover.accounts, Handover.content, Handover.edits, Handover.held,
        ).order_by(Handover.at, Handover.id)
    )  # fmt: skip
    return [
        Kept(
            row.id, row.direction, row.origin or "", row.number, row.at, tuple(row.accounts),
            row.content or "", row.edits or "", Beside.read(row.held),
        )
        for row in rows
    ]  # fmt: skip


def seen_by(records: Iterable[Kept], accounts: Collection[str]) -> dict[str, dict[str, str]]:
    """By account, for other workspaces, which change of theirs is merged here.

    Args:
        records: All hand-overs, the oldest first.
        accounts: Which accounts.
    """
    found: dict[str, dict[str, str]] = {one: {} for one in accounts}
    for record in records:
        if record.direction != "taken":
            continue
        for account, marks in record.beside.seen.items():
            if account not in found:
                continue
            held = found[account]
            for origin, mark in marks.items():
                if origin not in held or number_of(held[origin]) <= number_of(mark):
                    held[origin] = mark
    return {one: marks for one, marks in found.items() if marks}


def marked(mark: str, left_out: Iterable[str], *, private: bool) -> str:
    """A mark that also tells what wasn't told of that state."""
    without = sorted({*left_out, *(() if private else ("private",))})
    return f"{mark}!{','.join(without)}" if without else mark


def more_left_out(mark: str, left_out: Iterable[str], *, private: bool) -> str:
    """A mark of what came by a third one: what that one left out is missing as well."""
    plain, _sign, without = mark.partition("!")
    held = {one for one in without.split(",") if one}
    return marked(plain, {*held, *left_out}, private=private and "private" not in held)


def parted(mark: str) -> tuple[str, frozenset[str]]:
    """A mark, and the codes of what wasn't told of that state; "private" for private notes."""
    plain, _sign, without = mark.partition("!")
    return plain, frozenset(one for one in without.split(",") if one)


# -- content -------------------------------------------------------------------------------


def keep_content(unit: Unit, parcel: Parcel) -> str:
    """Keep a parcel; returns its fingerprint."""
    # The sheets are of no use here, and the names of what is outside neither.
    freight, digest = load(replace(parcel, pages=()))
    return put(unit.connection, digest.encode() + freight)


def content(connection: Connection, fingerprint: str) -> Parcel | None:
    """A kept parcel; None when it was purged."""
    found = _get(connection, fingerprint)
    if found is None:
        return None
    return unload(found[_DIGEST:], found[:_DIGEST].decode())


def content_head(connection: Connection, fingerprint: str) -> Parcel | None:
    """A kept parcel without its rows; None when it was purged."""
    found = _get(connection, fingerprint)
    return None if found is None else head(found[_DIGEST:])


def content_mark(parcel: Parcel) -> str:
    """The fingerprint under which a parcel is kept."""
    freight, digest = load(replace(parcel, pages=()))
    return hashlib.sha256(digest.encode() + freight).hexdigest()


Edits = dict[str, dict[str, dict[str, Any] | None]]
"""By kind and id, the values of records that were edited in the workbook; None for removed ones."""


def keep_edits(unit: Unit, edits: Edits) -> str:
    """Keep what was edited in a workbook; returns its fingerprint."""
    return put(unit.connection, zlib.compress(orjson.dumps(edits), 6))


def edits_of(connection: Connection, fingerprint: str) -> Edits:
    """What was edited in a workbook; nothing when it was purged."""
    found = _get(connection, fingerprint)
    return orjson.loads(zlib.decompress(found)) if found else {}


def forget(unit: Unit, ids: Collection[str]) -> int:
    """Take records out of all kept contents, for a purge.

    What is left out of a content is as if it had never been told: it is asked about when it comes
    again, and nothing is lost.

    Args:
        unit: The unit of work of the purge.
        ids: Ids of the records.

    Returns:
        How many contents held any of them.
    """
    gone, changed = frozenset(ids), 0
    records = kept(unit.connection)
    dropped: set[str] = set()
    for record in records:
        values: dict[str, str] = {}
        parcel = content(unit.connection, record.content) if record.content else None
        if parcel is not None and (slim := _without(parcel, gone)) is not None:
            values["content"] = keep_content(unit, slim)
        edits = edits_of(unit.connection, record.edits) if record.edits else {}
        if any(one in gone for of in edits.values() for one in of):
            left = {
                kind: {one: row for one, row in of.items() if one not in gone}
                for kind, of in edits.items()
            }
            values["edits"] = keep_edits(unit, left)
        if not values:
            continue
        changed += 1
        unit.update_stored("handover", record.id, dict(values))
        dropped.update(getattr(record, name) for name in values)
    # Several may share one: all are read before any goes.
    for fingerprint in dropped:
        _drop(unit.connection, fingerprint)
    return changed


def _without(parcel: Parcel, gone: frozenset[str]) -> Parcel | None:
    """A parcel without some records, and without the names of them; None when it had none."""
    rows = {
        kind: [row for row in held if not any(one in gone for one in row if type(one) is str)]
        for kind, held in parcel.rows.items()
    }
    outside = {one: name for one, name in parcel.outside.items() if one not in gone}
    slim = replace(parcel, rows=rows, outside=outside)
    return slim if slim.count() < parcel.count() or len(outside) < len(parcel.outside) else None


def put(connection: Connection, data: bytes) -> str:
    """Keep bytes beside the copies of files; returns their fingerprint."""
    fingerprint = hashlib.sha256(data).hexdigest()
    connection.execute(insert(Blob).values(sha256=fingerprint, data=data).on_conflict_do_nothing())
    return fingerprint


def _get(connection: Connection, fingerprint: str) -> bytes | None:
    found = connection.execute(select(Blob.data).where(Blob.sha256 == fingerprint)).scalar()
    return None if found is None else bytes(found)


def _drop(connection: Connection, fingerprint: str) -> None:
    connection.execute(delete(Blob).where(Blob.sha256 == fingerprint))
