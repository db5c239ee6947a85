"""What the Accounts page writes: entries, fills and pasted blocks, checked on the write lane."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acctdesk.errors import Invalid
from acctdesk.services.catalogue import Field, Format
from acctdesk.ui.accounts.model import Edit
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.entering import values_of
from acctdesk.words import _, lazy

if TYPE_CHECKING:
    from acctdesk.services.imports import Inserts, Updates
    from acctdesk.services.record import Record

PASTED = lazy("Paste {cells} cells")


def keep(desk: Desk, edit: Edit) -> Change | None:
    """Carry out what was entered into a cell.

    Raises:
        Invalid: It can't be read or doesn't fit.
    """
    return desk.accounts.edit([edit.record], values_of(desk, edit.field, edit.value))


@dataclass(slots=True)
class Block:
    """A pasted block after it was read.

    Attributes:
        values: New values by record.
        cells: How many cells those are.
        problems: Row and column in words, and what is wrong, for each cell that can't be read.
        beyond: Rows of the block that lie behind the end of the list.
        columns: The fields it goes to.
    """

    values: dict[str, dict[str, Any]] = field(default_factory=dict)
    cells: int = 0
    problems: list[str] = field(default_factory=list)
    beyond: int = 0
    columns: tuple[Field, ...] = ()


def read_block(
    desk: Desk, records: Sequence[str], fields: Sequence[Field], cells: Sequence[Sequence[str]]
) -> Block:
    """Read a pasted block without writing anything.

    Args:
        desk: The open workspace.
        records: The accounts from the first row on.
        fields: The fields from the first column on.
        cells: The words, row by row.
    """
    block = Block(beyond=max(len(cells) - len(records), 0), columns=tuple(fields))
    names = {one.id: one.title for one in desk.listing.page("account", list(records[: len(cells)]))}
    known: dict[tuple[str, str], dict[str, Any] | Invalid] = {}
    for record, row in zip(records, cells, strict=False):
        for one, text in zip(fields, row, strict=False):
            key = (one.name, text)
            if key not in known:
                try:
                    known[key] = desk.records.checked("account", values_of(desk, one, text))
                except Invalid as problem:
                    known[key] = problem
            answer = known[key]
            if isinstance(answer, Invalid):
                block.problems.append(f"{names.get(record, '')}, {one.label}: {answer.what}")
            else:
                block.values.setdefault(record, {}).update(answer)
                block.cells += 1
    return block


@dataclass(slots=True)
class _Plan:
    """One change of different values in different accounts."""

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

        yield Updates("account", self.rows)


def write_block(desk: Desk, block: Block) -> Change | None:
    """Write a block as one change."""
    for record, values in block.values.items():
        if values.get("parent_id"):
            _no_loop(desk, record, values["parent_id"])
    plan = _Plan(
        PASTED.message, {"cells": block.cells}, desk.imports.seen(), list(block.values.items())
    )
    return desk.imports.apply(plan)


def _no_loop(desk: Desk, record: str, parent: str) -> None:
    if record == parent or record in desk.accounts.ancestors(parent):
        raise Invalid(
            _("an account can't stand above itself."),
            field="parent_id",
            remedy=_("Choose a parent outside its own subsidiaries."),
        )


def fill(desk: Desk, source: Record, one: Field, records: Sequence[str]) -> Change | None:
    """Give the value of one account's field to others, as one change."""
    values = {one.name: source[one.name]}
    if one.format is Format.MONEY and not one.custom and source["currency"]:
        values["currency"] = source["currency"]
    return desk.accounts.edit(records, values)
