"""A plan: the writes a check worked out, waiting on the disk until the person says import.

They lie in a temporary file, so that a roster of a hundred thousand rows is not held in the
window's memory between the check and the import, and need not be read twice.
"""

from __future__ import annotations

import tempfile
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any

import orjson

from acctdesk.services.imports import Inserts, Updates

BATCH = 2000


class PlanFile:
    """Collects writes and gives them back in order; see `acctdesk.services.imports.Plan`."""

    def __init__(self) -> None:
        self.label = ""
        self.params: Mapping[str, Any] = {}
        self.seen = 0
        self.learned: dict[str, dict[str, str]] = {}
        self._file = tempfile.TemporaryFile(prefix="acctdesk-plan-")  # noqa: SIM115
        self._frames: list[tuple[str, tuple[str, ...], int, int]] = []
        self._open: dict[tuple[str, tuple[str, ...]], list[tuple[Any, ...]]] = {}
        self._updates: dict[str, dict[str, dict[str, Any]]] = {}
        self.patches: dict[str, dict[str, dict[str, Any]]] = {}
        self.links: dict[str, dict[str, str]] = {}

    @property
    def size(self) -> int:
        """How many batches there are."""
        return len(self._frames) + len(self._updates)

    def add(self, kind: str, columns: Sequence[str], rows: list[tuple[Any, ...]]) -> None:
        """Plan new rows of a kind, the id first."""
        key = (kind, tuple(columns))
        waiting = self._open.setdefault(key, [])
        waiting.extend(rows)
        if len(waiting) >= BATCH:
            self._write(key, waiting)
            self._open[key] = []

    def update(self, kind: str, record: str, values: dict[str, Any]) -> None:
        """Plan changes of an existing row; what was planned for it before is completed."""
        self._updates.setdefault(kind, {}).setdefault(record, {}).update(values)

    def patch(self, kind: str, record: str, values: dict[str, Any]) -> None:
        """Complete a new row that was planned before; fields that have a value keep it."""
        held = self.patches.setdefault(kind, {}).setdefault(record, {})
        for name, value in values.items():
            held.setdefault(name, value)

    def finish(self) -> None:
        """Write what still waits."""
        for key, waiting in self._open.items():
            if waiting:
                self._write(key, waiting)
        self._open.clear()

    def _write(self, key: tuple[str, tuple[str, ...]], rows: list[tuple[Any, ...]]) -> None:
        body = orjson.dumps(rows, default=_plain)
        self._frames.append((*key, self._file.tell(), len(body)))
        self._file.write(body)

    def planned(self, kind: str) -> Iterator[tuple[tuple[str, ...], list[Any]]]:
        """The new rows of a kind as they were planned: their columns and values, the id first."""
        self.finish()
        for one, columns, offset, length in list(self._frames):
            if one == kind:
                self._file.seek(offset)
                for row in orjson.loads(self._file.read(length)):
                    yield columns, row
        self._file.seek(0, 2)

    def batches(self) -> Iterator[Inserts | Updates]:
        """The writes in order: new rows as they were planned, then changes."""
        for kind, columns, offset, length in self._frames:
            self._file.seek(offset)
            rows = orjson.loads(self._file.read(length))
            yield Inserts(kind, columns, self._completed(kind, columns, rows))
        for kind, changes in self._updates.items():
            yield Updates(kind, list(changes.items()))
        self._file.seek(0, 2)

    def _completed(
        self, kind: str, columns: tuple[str, ...], rows: list[list[Any]]
    ) -> list[tuple[Any, ...]]:
        money = [i for i, name in enumerate(columns) if name in ("annual_value", "number")]
        for i in money:
            for row in rows:
                if row[i] is not None:
                    row[i] = Decimal(row[i])
        patches = self.patches.get(kind)
        links = self.links.get(kind)
        if patches or links:
            places = {name: i for i, name in enumerate(columns)}
            for row in rows:
                if links and row[0] in links:
                    row[places[LINK[kind]]] = links[row[0]]
                for name, value in (patches or {}).get(row[0], {}).items():
                    if row[places[name]] is None:
                        row[places[name]] = value
        return [tuple(row) for row in rows]

    def close(self) -> None:
        """Delete the temporary file."""
        self._file.close()

    def __del__(self) -> None:
        self._file.close()


LINK = {"account": "parent_id", "position": "manager_id"}
"""The field that `links` fills: what is known only after all rows were read."""


def _plain(value: Any) -> Any:
    if isinstance(value, Decimal):
        return str(value)
    raise TypeError(type(value))
