"""What records that were merged away were called: told by the journal, asked by imports."""

from __future__ import annotations

from dataclasses import dataclass, field

import orjson
from sqlalchemy import Connection, func, select

from acctdesk.models import Alias, Change, ChangeRow
from acctdesk.services.context import in_parts

_DELETED = 3
"""The journal's mark of a row that was deleted."""


@dataclass(slots=True)
class Merged:
    """What became part of one record.

    Attributes:
        ids: Ids of ours that the others had.
        names: What they were called, and what the record itself was called before it took the
            name of another.
        external: Ids of `external_id` rows that came with them.
    """

    ids: list[str] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    external: set[str] = field(default_factory=set)


def merged(connection: Connection, kind: str) -> dict[str, Merged]:
    """What became part of each record of a kind; by the record's id.

    Args:
        connection: Reads.
        kind: The kind.
    """
    rows = connection.execute(select(Alias.alias, Alias.record_id).where(Alias.of_kind == kind))
    survivors: dict[str, str] = {row[0]: row[1] for row in rows}
    found: dict[str, Merged] = {}
    for alias, record in survivors.items():
        found.setdefault(record, Merged()).ids.append(alias)
    merges: dict[int, list[str]] = {}
    for part in in_parts(list(survivors)):
        # The last deletion of each: one that was undone was no merge that counts.
        last = (
            select(ChangeRow.row_id, func.max(ChangeRow.seq))
            .where(ChangeRow.row_id.in_(part), ChangeRow.op == _DELETED, ChangeRow.kind == kind)
            .group_by(ChangeRow.row_id)
        )
        for alias, seq in connection.execute(last):
            merges.setdefault(seq, []).append(alias)
    for chosen in in_parts([str(seq) for seq in merges]):
        said = (
            select(ChangeRow.seq, ChangeRow.kind, ChangeRow.row_id, ChangeRow.before)
            .join(Change, Change.seq == ChangeRow.seq)
            .where(
                ChangeRow.seq.in_([int(seq) for seq in chosen]),
                ChangeRow.kind.in_((kind, "external_id")),
                ChangeRow.before.is_not(None),
            )
        )
        for seq, of, row, before in connection.execute(said):
            into = found[survivors[merges[seq][0]]]
            told = orjson.loads(before or "{}")
            if of == kind and told.get("name"):
                into.names.append(told["name"])
            elif of == "external_id" and "record_id" in told:
                into.external.add(row)
    return found
