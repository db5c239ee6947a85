"""What the Accounts page writes: entries, fills and pasted blocks, checked on the write lane."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from acctdesk.errors import Invalid
from acctdesk.services.catalogue import Field, Format
from acctdesk.services.imports import Inserts, Updates
from acctdesk.services.listing import ListQuery
from acctdesk.ui.accounts.model import Edit
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.entry import CLOSED, typed
from acctdesk.words import _, lazy

if TYPE_CHECKING:
    from acctdesk.services.records import Record

PASTED = lazy("Paste {cells} cells")


def keep(desk: Desk, edit: Edit) -> Change | None:
    """Carry out what was entered into a cell.

    Raises:
        Invalid: It can't be read or doesn't fit.
    """
    return desk.accounts.edit([edit.record], values_of(desk, edit.field, edit.value))


def values_of(desk: Desk, field: Field, value: object) -> dict[str, Any]:
    """The values a command gets for an entry.

    Args:
        desk: The open workspace.
        field: The field it was entered into.
        value: A code or id chosen from a list, or the text as it was typed.

    Raises:
        Invalid: It can't be read, or names no record.
    """
    if not isinstance(value, str):
        return {field.name: value}
    if field.format is Format.REFERENCE:
        return {field.name: _named(desk, field, value)}
    if field.format in CLOSED and any(value == one.code for one in field.choices):
        return {field.name: value}
    return typed(field, value, desk.context.today())


def _named(desk: Desk, field: Field, text: str) -> str | None:
    """The record that a text names: its id, or the name of exactly one."""
    text = text.strip()
    if not text:
        return None
    options = desk.listing.page(field.target, [text])
    if options:
        return text
    found = desk.listing.page(
        field.target, desk.listing.ids(ListQuery(field.target, words=text))[:50]
    )
    exact = [one for one in found if one.title.casefold() == text.casefold()]
    fitting = exact or found
    if len(fitting) == 1:
        return fitting[0].id
    what = _("“%s” is the name of several.") if fitting else _("there is nobody called “%s”.")
    if field.target == "account" and not fitting:
        what = _("there is no account called “%s”.")
    raise Invalid(
        what % text,
        where=str(field.label),
        field=field.name,
        remedy=_("Type more of the name, or add it first."),
    )


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
