"""Merging: two records that turn out to be the same become one, as one change.

What refers to the one that goes refers to the other afterwards; its id stays known as an alias, so
that a later import still finds the survivor. Undo parts them again.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from acctdesk.errors import Invalid
from acctdesk.models.catalogue import Field, Format
from acctdesk.services.context import Context
from acctdesk.services.record import Record
from acctdesk.services.records import Records
from acctdesk.words import _
from acctdesk.workspace import Committed, Unit
from acctdesk.workspace.folding import fold

MERGED = ("account", "person")
"""The kinds whose records can be merged."""

BOTH = (Format.TAGS, Format.LONG_TEXT)
"""Formats of which two values can be kept side by side."""

_RIVALS: dict[str, dict[str, tuple[str, ...]]] = {
    "account": {"assignment": ("member_id",), "unit": ("name",), "ticket": ("number",)},
    "person": {
        "position": ("account_id", "unit_id", "title", "started"),
        "participant": ("interaction_id",),
        "attendee": ("meeting_id",),
        "relationship": ("member_id",),
    },
}
"""By kind merged: kinds of which each record has one of these values only once."""


@dataclass(frozen=True, slots=True)
class Difference:
    """A field whose values differ.

    Attributes:
        field: The field.
        first: Value of the first record; the name's id for a reference.
        second: Value of the second.
        proposed: "first", "second" or "both": what would be kept.
    """

    field: Field
    first: Any
    second: Any
    proposed: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Two records side by side.

    Attributes:
        first: The one that would stay.
        second: The one that would go.
        differences: Fields whose values differ, in the catalogue's order.
        same: Fields on which both agree and that aren't empty.
        moves: How many records of each kind refer to the one that would go.
    """

    first: Record
    second: Record
    differences: tuple[Difference, ...]
    same: tuple[Field, ...]
    moves: Mapping[str, int]


class Merging:
    """Compares records and makes one of two.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context, self._records = context, records

    def compare(self, kind: str, first: str, second: str) -> Comparison:
        """Two records field by field.

        Args:
            kind: "account" or "person".
            first: The one that would stay.
            second: The one that would go.

        Raises:
            NotFound: One isn't there.
        """
        left, right = self._records.get(kind, first), self._records.get(kind, second)
        differences, same = [], []
        for field in self._context.catalogue.fields(kind):
            if field.computed:
                continue
            a, b = left[field.name] or None, right[field.name] or None
            if field.format is Format.CHECK:
                a, b = left[field.name], right[field.name]
            if a == b:
                if a is not None:
                    same.append(field)
            else:
                differences.append(Difference(field, a, b, _proposed(field, a, b)))
        return Comparison(left, right, tuple(differences), tuple(same), self._moves(kind, second))

    def _moves(self, kind: str, record: str) -> dict[str, int]:
        tables = self._context.workspace.tables
        found: dict[str, set[str]] = {}
        with self._context.workspace.read() as connection:
            for link in tables.links:
                if link.target not in (kind, ""):
                    continue
                table = tables.table(link.kind)
                ids = connection.scalars(
                    select(table.c.id).where(table.c[link.column] == record)
                ).all()
                if ids:
                    found.setdefault(link.kind, set()).update(ids)
        return {one: len(ids) for one, ids in found.items()}

    def merge(
        self, kind: str, keep: str, lose: str, chosen: Mapping[str, str] | None = None
    ) -> Committed | None:
        """Make one record of two.

        Args:
            kind: "account" or "person".
            keep: The record that stays.
            lose: The record that goes.
            chosen: By field name what is kept: "first" (of `keep`), "second" or "both"; what
                isn't named is kept as `compare` proposes.

        Returns:
            The change.

        Raises:
            Invalid: Both are the same, or the kind can't be merged.
            NotFound: One isn't there.
        """
        if kind not in MERGED or keep == lose:
            raise Invalid(_("these can't be merged."), remedy=_("Choose two of one kind."))
        found = self.compare(kind, keep, lose)
        chosen = chosen or {}
        values = {
            one.field.name: kept(one, chosen.get(one.field.name, one.proposed))
            for one in found.differences
        }
        changed = {
            one.field.name: values[one.field.name]
            for one in found.differences
            if values[one.field.name] != one.first
        }
        changed.pop("parent_id", None)
        with self._context.write(
            "Merge {name} into {other}", kind=kind, name=found.second.title, other=found.first.title
        ) as unit:
            if kind == "account":
                parent = found.first["parent_id"]
                self._lift(unit, keep, lose, values.get("parent_id", parent))
            for rivals, columns in _RIVALS[kind].items():
                self._drop_rivals(unit, kind, rivals, columns, keep, lose)
            self._hand_over(unit, kind, keep, lose)
            self._records.update(unit, kind, [keep], self._records.checked(kind, changed))
            unit.insert("alias", {"alias": lose, "of_kind": kind, "record_id": keep})
            unit.delete(kind, lose)
            return unit.commit()

    @staticmethod
    def _lift(unit: Unit, keep: str, lose: str, wanted: str | None) -> None:
        """Give the survivor a parent above which neither of the two stands."""
        table = unit.tables.table("account")

        def parent(one: str) -> str | None:
            above = select(table.c.parent_id).where(table.c.id == one)
            found: str | None = unit.connection.execute(above).scalar()
            return found

        def fits(candidate: str | None) -> bool:
            seen: set[str] = set()
            while candidate is not None and candidate not in seen:
                if candidate in (keep, lose):
                    return False
                seen.add(candidate)
                candidate = parent(candidate)
            return True

        candidates = (wanted, parent(keep), parent(lose), None)
        unit.update("account", keep, {"parent_id": next(one for one in candidates if fits(one))})

    def _drop_rivals(
        self, unit: Unit, kind: str, part: str, columns: tuple[str, ...], keep: str, lose: str
    ) -> None:
        """Of two parts that say the same, the one of the record that goes is put into the other."""
        table = unit.tables.table(part)
        [owner] = {
            one.column for one in unit.tables.links if one.kind == part and one.target == kind
        }

        def parts(record: str) -> dict[tuple[str, ...], str]:
            rows = unit.connection.execute(
                select(table.c.id, *(table.c[name] for name in columns))
                .where(table.c[owner] == record)
                .order_by(table.c.id)
            )
            found: dict[tuple[str, ...], str] = {}
            for one, *said in rows:
                found.setdefault(tuple(fold(str(value or "")) for value in said), one)
            return found

        held = parts(keep)
        for said, twin in parts(lose).items():
            if said not in held:
                continue
            mine, theirs = unit.get(part, held[said]), unit.get(part, twin)
            above = _untangle(unit, part, held[said], twin)
            blanks = {
                name: value
                for name, value in theirs.items()
                if value not in (None, ())
                and mine.get(name) in (None, ())
                and name not in ("id", owner, *above)
            }
            if blanks:
                unit.update(part, held[said], blanks)
            self._hand_over(unit, part, held[said], twin)
            unit.delete(part, twin)
            if part == "position":
                _drop_loops(unit, held[said])

    @staticmethod
    def _hand_over(unit: Unit, kind: str, keep: str, lose: str) -> None:
        """What refers to one record refers to the other."""
        for link in unit.tables.links:
            if link.target not in (kind, ""):
                continue
            table = unit.tables.table(link.kind)
            held = unit.connection.scalars(
                select(table.c.id).where(table.c[link.column] == lose)
            ).all()
            for one in held:
                if link.kind != "custom_value":  # those are chosen like any field
                    unit.update(link.kind, one, {link.column: keep})
        table = unit.tables.table("custom_value")
        for one in unit.connection.scalars(select(table.c.id).where(table.c.record_id == lose)):
            unit.delete("custom_value", one)
        pair = unit.tables.table("distinct_pair")
        rows = unit.connection.execute(
            select(pair.c.id, pair.c.first_id, pair.c.second_id).where(
                (pair.c.first_id == keep) | (pair.c.second_id.in_((keep, lose)))
            )
        ).all()
        seen: set[tuple[str, ...]] = set()
        for one, *sides in rows:
            first, second = sorted(keep if side == lose else side for side in sides)
            if first == second or (first, second) in seen:
                unit.delete("distinct_pair", one)
            elif [first, second] != sides:
                unit.update("distinct_pair", one, {"first_id": first, "second_id": second})
            seen.add((first, second))


def _untangle(unit: Unit, part: str, keep: str, twin: str) -> tuple[str, ...]:
    """Give a part, before its twin is put into it, a place above that neither of the two takes.

    Returns:
        The columns that say what stands above; they are settled.
    """
    columns = tuple(
        one.column for one in unit.tables.links if one.kind == part and one.target == part
    )
    for column in columns:
        mine, theirs = _above(unit, part, column, keep), _above(unit, part, column, twin)
        if twin in mine or (not mine and keep not in theirs):
            unit.update(part, keep, {column: theirs[0] if theirs else None})
    return columns


def _above(unit: Unit, part: str, column: str, record: str) -> list[str]:
    """What stands above a record, the nearest first."""
    table = unit.tables.table(part)
    found: list[str] = []
    current: str | None = record
    while current is not None and len(found) == len(set(found)):
        above = select(table.c[column]).where(table.c.id == current)
        current = unit.connection.execute(above).scalar()
        if current is not None:
            found.append(current)
    return found


def _drop_loops(unit: Unit, position: str) -> None:
    """Forget what joins a post to itself, and all but one of what joins it twice to another."""
    table = unit.tables.table("tie")
    rows = unit.connection.execute(
        select(table.c.id, table.c.from_id, table.c.to_id, table.c.type)
        .where((table.c.from_id == position) | (table.c.to_id == position))
        .order_by(table.c.id)
    ).all()
    seen: set[tuple[str, ...]] = set()
    for one, start, end, kind in rows:
        if start == end or (start, end, kind) in seen:
            unit.delete("tie", one)
        seen.add((start, end, kind))


def kept(difference: Difference, choice: str) -> Any:
    """What a choice keeps of two values.

    Args:
        difference: The two.
        choice: "first", "second" or "both"; both is the first where they can't stand together.
    """
    first, second = difference.first, difference.second
    if choice == "second":
        return second
    if choice == "both" and first and second:
        if difference.field.format is Format.TAGS:
            return (*first, *(one for one in second if fold(one) not in set(map(fold, first))))
        if difference.field.format is Format.LONG_TEXT:
            return f"{first}\n\n{second}"
    return first if first is not None else second if choice == "both" else None


def _proposed(field: Field, first: Any, second: Any) -> str:
    if first is None:
        return "second"
    if second is None:
        return "first"
    return "both" if field.format in BOTH else "first"
