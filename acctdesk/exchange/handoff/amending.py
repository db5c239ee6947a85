"""A parcel with edits made in it; the parcel that was handed over stays as it is."""

from __future__ import annotations

import hashlib
from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from acctdesk.exchange.handoff.cells import SCALED
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.handover.parcel import Parcel, Row

_CUSTOM = "custom_value"


def typed_column(field: Field) -> str:
    """The column of custom values that holds those of a field."""
    if field.format is Format.CHECK:
        return "tick"
    return "number" if field.format in SCALED else "text"


def made_id(*parts: str) -> str:
    """An id that the same parts always give: UUID version 8 (RFC 9562) as 32 hexadecimal digits.

    A workbook may be taken over twice; what somebody added to it must not become two records.
    """
    digest = hashlib.sha256("\x1f".join(parts).encode("utf-8", "replace")).hexdigest()
    return f"{digest[:12]}8{digest[13:16]}a{digest[17:32]}"


class Amending:
    """Changes stored values of a parcel, adds records and removes them.

    Args:
        catalogue: The fields, with the parcel's custom ones.
        parcel: The parcel.
    """

    def __init__(self, catalogue: Catalogue, parcel: Parcel) -> None:
        self._catalogue, self._parcel = catalogue, parcel
        self._rows: dict[str, list[Row | None]] = {}
        self._index: dict[str, dict[str, int]] = {}
        self._gone: dict[str, dict[str, None]] = {}
        self._customs: dict[tuple[str, str], str] | None = None

    def ids(self, kind: str) -> list[str]:
        """The records of a kind that are there."""
        return [str(row[0]) for row in self._of(kind) if row is not None]

    def there(self, kind: str, record: str) -> bool:
        """Whether there is such a record, and it wasn't removed."""
        place = self._places(kind).get(record)
        return place is not None and self._of(kind)[place] is not None

    def values(self, kind: str, record: str) -> dict[str, Any]:
        """The stored values of a record by column."""
        row = self._of(kind)[self._places(kind)[record]]
        return dict(zip(self._parcel.columns[kind], row or (), strict=False))

    def value(self, field: Field, record: str) -> Any:
        """The stored value of a field, also of a custom one."""
        if field.custom:
            held = self._custom().get((record, field.name))
            return self.values(_CUSTOM, held).get(typed_column(field)) if held else None
        return self.values(field.kind, record).get(field.name)

    def set(self, field: Field, record: str, value: Any) -> None:
        """Change the value of a field; a custom one that becomes blank is gone."""
        if field.custom:
            self._set_custom(field, record, value)
        else:
            self._put(field.kind, record, field.name, value)

    def add(self, kind: str, record: str, values: Mapping[str, Any]) -> None:
        """Add a record; what isn't given is blank."""
        columns = self._parcel.columns[kind]
        self._places(kind)[record] = len(self._of(kind))
        told = {**values, columns[0]: record}
        self._of(kind).append([told.get(name) for name in columns])

    def remove(self, kind: str, records: Collection[str]) -> None:
        """Remove records with all that can't be without them; what can be forgets them."""
        ids = {one for one in records if self.there(kind, one)}
        if not ids:
            return
        for one in sorted(ids):
            self._of(kind)[self._places(kind)[one]] = None
            self._gone.setdefault(kind, {})[one] = None
        for other in self._catalogue.kinds():
            for field in other.fields.values():
                owner = field.name == other.owner and field.format is not Format.REFERENCE
                if owner or (field.format is Format.REFERENCE and field.target == kind):
                    self._forget(field, ids, goes=owner or field.required or field.bound)

    def _forget(self, field: Field, ids: Collection[str], *, goes: bool) -> None:
        columns = self._parcel.columns.get(field.kind, ())
        if field.name not in columns:
            return
        place = columns.index(field.name)
        held = [
            str(row[0]) for row in self._of(field.kind) if row is not None and row[place] in ids
        ]
        if goes:
            self.remove(field.kind, held)
            return
        for one in held:
            self._put(field.kind, one, field.name, None)

    def parcel(self) -> Parcel:
        """The parcel as it is now."""
        rows = dict(self._parcel.rows)
        rows |= {
            kind: [row for row in made if row is not None] for kind, made in self._rows.items()
        }
        gone = {kind: tuple(ids) for kind, ids in self._parcel.gone.items()}
        for kind, ids in self._gone.items():
            gone[kind] = (*gone.get(kind, ()), *ids)
        # The accounts stay those that were handed over, so that one that was removed is told.
        return replace(self._parcel, rows=rows, gone=gone)

    # -- inside ----------------------------------------------------------------------------

    def _of(self, kind: str) -> list[Row | None]:
        """The rows of a kind, ours to change."""
        found = self._rows.get(kind)
        if found is None:
            found = self._rows[kind] = list(self._parcel.rows.get(kind, ()))
        return found

    def _places(self, kind: str) -> dict[str, int]:
        found = self._index.get(kind)
        if found is None:
            rows = self._of(kind)
            found = {str(row[0]): at for at, row in enumerate(rows) if row is not None}
            self._index[kind] = found
        return found

    def _put(self, kind: str, record: str, column: str, value: Any) -> None:
        place = self._places(kind)[record]
        row = list(self._of(kind)[place] or ())
        row[self._parcel.columns[kind].index(column)] = value
        self._of(kind)[place] = row

    def _custom(self) -> dict[tuple[str, str], str]:
        """Ids of custom values by record and field."""
        if self._customs is None:
            columns = self._parcel.columns.get(_CUSTOM, ())
            self._customs = {}
            if columns:
                owner, field = columns.index("record_id"), columns.index("field_id")
                self._customs = {
                    (row[owner], row[field]): row[0] for row in self._of(_CUSTOM) if row is not None
                }
        return self._customs

    def _set_custom(self, field: Field, record: str, value: Any) -> None:
        held = self._custom().get((record, field.name))
        if held is None and value is not None:
            made = self._custom()[record, field.name] = made_id(_CUSTOM, record, field.name)
            known = {"field_id": field.name, "record_id": record, typed_column(field): value}
            self.add(_CUSTOM, made, known)
        elif held is not None and value is None:
            del self._custom()[record, field.name]
            self.remove(_CUSTOM, [held])
        elif held is not None:
            self._put(_CUSTOM, held, typed_column(field), value)
