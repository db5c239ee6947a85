"""What records are called on the sheets of a hand-over workbook: one name means one record.

A cell that refers to a record shows its name, and whoever edits it in a spreadsheet types a name.
So within a kind no two records have the same one: where a name isn't enough, the day or the account
stands behind it, and otherwise a number: "Anna Schmidt (2)".
Names are made from the parcel alone, in the order of its rows: the same parcel, the same names.
"""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from acctdesk.exchange.grids.headings import key
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.handover.parcel import Parcel
from acctdesk.services.values.cell import tidy

LONGEST = 200
"""Letters of a name; more of it is left out."""
_DASH = " – "
_NAMES_PERSON = {"position": "person_id"}
"""Kinds whose title alone says too little, and the reference that goes before it."""


class Names:
    """Names of all records of a parcel, and of those it refers to outside.

    Args:
        catalogue: The fields, see `layout.described`.
        parcel: The parcel.
    """

    def __init__(self, catalogue: Catalogue, parcel: Parcel) -> None:
        self._catalogue, self._parcel = catalogue, parcel
        self._known = {kind.name for kind in catalogue.kinds()}
        self._by_kind: dict[str, dict[str, str]] = {}
        self._making: set[str] = set()

    def of_kind(self, kind: str) -> Mapping[str, str]:
        """Names by id: of a kind's records, and of all that lie outside the parcel."""
        found = self._by_kind.get(kind)
        if found is None:
            found = self._by_kind[kind] = dict(_distinct(self._plain(kind)))
        return found

    def of(self, kind: str, record: str) -> str:
        """The name of a record; empty when it isn't known."""
        return self.of_kind(kind).get(record, "")

    def ids(self, kind: str) -> Mapping[str, str]:
        """Ids by name, in the form in which two names are the same; see `key` in grids."""
        return self._ids(kind)

    @functools.cached_property
    def _ids(self) -> Callable[[str], Mapping[str, str]]:
        return functools.cache(
            lambda kind: {key(name): record for record, name in self.of_kind(kind).items()}
        )

    def _plain(self, kind: str) -> Iterator[tuple[str, str, str]]:
        """Ids, names, which may be the same or empty, and what then tells them apart."""
        if kind in self._known:
            said, apart = self._said(kind), self._apart(kind)
            label = str(self._catalogue.kind(kind).label)
            for row in self._parcel.rows.get(kind, ()):
                yield row[0], _short(said(row)) or label, apart(row)
        for record, name in self._parcel.outside.items():
            yield record, _short(name) or record, ""

    def _apart(self, kind: str) -> Callable[[Sequence[Any]], str]:
        """What tells records of a kind apart that are called the same: their day, or account."""
        columns = self._parcel.columns.get(kind, ())
        fields = [one for one in self._catalogue.kind(kind).fields.values() if one.required]
        days = [one.name for one in fields if one.format in (Format.DATE, Format.MOMENT)]
        if days and days[0] in columns:
            place = columns.index(days[0])
            return lambda row: str(row[place] or "")[:10]
        homes = [one for one in fields if one.target == "account"]
        if homes and homes[0].name in columns and kind != "account":
            return self._part(homes[0], columns.index(homes[0].name))
        return lambda row: ""

    def _said(self, kind: str) -> Callable[[Sequence[Any]], str]:
        """What says how one record of a kind is called."""
        described = self._catalogue.kind(kind)
        columns = self._parcel.columns.get(kind, ())
        if kind in _NAMES_PERSON:
            parts = [_NAMES_PERSON[kind], described.title]
        elif described.title in columns:
            parts = [described.title]
        else:
            parts = _telling(list(described.fields.values()))
        told = [
            self._part(described.fields[name], columns.index(name))
            for name in parts
            if name in columns
        ]
        return lambda row: _DASH.join(filter(None, [part(row) for part in told]))

    def _part(self, field: Field, place: int) -> Callable[[Sequence[Any]], str]:
        if field.format is not Format.REFERENCE:
            return lambda row: str(row[place] or "")
        if field.target in self._making:  # a kind that is called by others of its own
            return lambda row: ""
        self._making.add(field.target)
        names = self.of_kind(field.target)
        self._making.discard(field.target)
        return lambda row: names.get(row[place], "")


def _telling(fields: Sequence[Field]) -> list[str]:
    """Fields by which a record without a title is told: what it joins, and since when."""
    seen = [one for one in fields if not (one.system or one.computed or one.custom)]
    joins = [one.name for one in seen if one.format is Format.REFERENCE and one.required]
    if not joins:
        joins = [one.name for one in seen if one.format is Format.REFERENCE][:2]
    days = [one.name for one in seen if one.format is Format.DATE][:1]
    return [*joins, *days]


def _short(name: str) -> str:
    return tidy(name)[:LONGEST].rstrip()


def _distinct(names: Iterable[tuple[str, str, str]]) -> Iterator[tuple[str, str]]:
    """Names of which no two are the same, with a number where nothing else tells them apart."""
    told = list(names)
    often = Counter(key(name) for _record, name, _apart in told)
    taken: set[str] = set()
    tried: dict[str, int] = {}
    for record, name, apart in told:
        if apart and often[key(name)] > 1:
            name = f"{name}{_DASH}{apart}"
        made, at = name, key(name)
        if at in taken:
            number = tried.get(at, 1)
            while key(made) in taken:
                number += 1
                made = f"{name} ({number})"
            tried[at] = number
        taken.add(key(made))
        yield record, made
