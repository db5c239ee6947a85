"""What a list writes: entries, fills and pasted blocks, checked on another thread."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acctdesk.errors import Invalid
from acctdesk.services.catalogue import Field, Format
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.entering import values_of
from acctdesk.words import lazy

if TYPE_CHECKING:
    from acctdesk.services.imports import Inserts, Updates
    from acctdesk.ui.lists.model import Edit

PASTED = lazy("Paste {cells} cells")
FILLED = lazy("Fill {cells} cells")
CLEARED = lazy("Clear {cells} cells")


def keep(desk: Desk, kind: str, edit: Edit) -> Change | None:
    """Carry out what was entered into a cell.

    Raises:
        Invalid: It can't be read or doesn't fit.
    """
    values = values_of(desk, edit.field, edit.value)
    return desk.records.edit_many(kind, [edit.record], values)


@dataclass(slots=True)
class Block:
    """A pasted block after it was read.

    Attributes:
        kind: Kind of the records.
        values: New values by record.
        cells: How many cells those are.
        reasons: What is wrong, with the cells that can't be read for it: record, field, text.
        fixed: The columns that can't be written.
        beyond: Rows of the block that lie behind the end of the list.
        wide: Columns of the block that lie behind the last column.
        columns: The fields it goes to.
    """

    kind: str
    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    cells: int = 0
    reasons: dict[str, list[tuple[str, str, str]]] = field(default_factory=dict)
    fixed: tuple[Field, ...] = ()
    beyond: int = 0
    wide: int = 0
    columns: tuple[Field, ...] = ()

    @property
    def refused(self) -> int:
        """How many cells can't be read."""
        return sum(len(one) for one in self.reasons.values())


def read_block(
    desk: Desk,
    kind: str,
    records: Sequence[str],
    fields: Sequence[Field],
    cells: Sequence[Sequence[str]],
) -> Block:
    """Read a pasted block without writing anything.

    Args:
        desk: The open workspace.
        kind: Kind of the records.
        records: The records from the first row on.
        fields: The fields from the first column on.
        cells: The words, row by row.
    """
    block = Block(
        kind,
        beyond=max(len(cells) - len(records), 0),
        wide=max(max((len(row) for row in cells), default=0) - len(fields), 0),
        columns=tuple(one for one in fields if not one.computed),
        fixed=tuple(one for one in fields if one.computed),
    )
    names = {one.id: one.title for one in desk.listing.page(kind, list(records[: len(cells)]))}
    known: dict[tuple[str, str], dict[str, Any] | Invalid] = {}
    for record, row in zip(records, cells, strict=False):
        if record not in names:
            continue
        for one, text in zip(fields, row, strict=False):
            if one.computed:
                continue
            answer = known.get((one.name, text))
            if answer is None:
                answer = known[(one.name, text)] = _read(desk, kind, one, text)
            if isinstance(answer, Invalid):
                where = (names[record], str(one.label), text)
                # Equal mistakes are told together: what was found stands beside its cell.
                reason = answer.what.replace(f", found “{text}”", "").replace(text or "\0", "…")
                block.reasons.setdefault(reason, []).append(where)
            else:
                block.values.setdefault(record, {}).update(answer)
                block.cells += 1
    return block


def _read(desk: Desk, kind: str, one: Field, text: str) -> dict[str, Any] | Invalid:
    try:
        checked: dict[str, Any] = dict(desk.records.checked(kind, values_of(desk, one, text)))
    except Invalid as problem:
        return problem
    return checked


@dataclass(slots=True)
class _Plan:
    """One change of different values in different records."""

    kind: str
    label: str
    params: Mapping[str, Any]
    seen: int
    rows: list[tuple[str, dict[str, Any]]]
    learned: dict[str, dict[str, str]] = field(default_factory=dict)

    @property
    def size(self) -> int:
        """One batch."""
        return 1

    def batches(self) -> Iterator[Inserts | Updates]:
        """The writes."""
        from acctdesk.services.imports import Updates

        yield Updates(self.kind, self.rows)


def write(
    desk: Desk, kind: str, values: Mapping[str, dict[str, Any]], message: str, cells: int
) -> Change | None:
    """Write different values into different records as one change.

    Args:
        desk: The open workspace.
        kind: Kind of the records.
        values: New values by record.
        message: What the change is called.
        cells: How many cells it writes.

    Raises:
        Invalid: An account would stand above itself.
    """
    if kind == "account":
        for record, held in values.items():
            if held.get("parent_id"):
                _no_loop(desk, record, held["parent_id"])
    plan = _Plan(kind, message, {"cells": cells}, desk.imports.seen(), list(values.items()))
    return desk.imports.apply(plan)


def _no_loop(desk: Desk, record: str, parent: str) -> None:
    from acctdesk.words import _

    if record == parent or record in desk.accounts.ancestors(parent):
        raise Invalid(
            _("an account can't stand above itself."),
            field="parent_id",
            remedy=_("Choose a parent outside its own subsidiaries."),
        )


def fill(
    desk: Desk, kind: str, wishes: Sequence[tuple[str, Field, Sequence[str]]]
) -> Change | None:
    """Give values of some records to others, as one change.

    Args:
        desk: The open workspace.
        kind: Kind of the records.
        wishes: The record a value comes from, its field, and the records it goes to.
    """
    sources = desk.listing.page(kind, list({source for source, _one, _to in wishes}))
    held = {one.id: one for one in sources}
    values: dict[str, dict[str, Any]] = {}
    cells = 0
    for source, one, targets in wishes:
        if one.computed or source not in held:
            continue
        given = {one.name: held[source][one.name]}
        if one.format is Format.MONEY and not one.custom and held[source]["currency"]:
            given["currency"] = held[source]["currency"]
        for target in targets:
            values.setdefault(target, {}).update(given)
            cells += 1
    return write(desk, kind, values, FILLED.message, cells) if values else None


def clear(desk: Desk, kind: str, cells: Mapping[str, Sequence[Field]]) -> Change | None:
    """Empty cells, as one change.

    Args:
        desk: The open workspace.
        kind: Kind of the records.
        cells: The fields to empty, by record.

    Raises:
        Invalid: A field can't be empty.
    """
    values: dict[str, dict[str, Any]] = {}
    for record, fields in cells.items():
        for one in fields:
            empty = () if one.format is Format.TAGS else None
            values.setdefault(record, {})[one.name] = empty
    checked: dict[tuple[str, ...], dict[str, Any]] = {}
    for record, held in values.items():
        names = tuple(held)
        if names not in checked:
            checked[names] = dict(desk.records.checked(kind, held))
        values[record] = checked[names]
    count = sum(len(held) for held in values.values())
    return write(desk, kind, values, CLEARED.message, count) if values else None
