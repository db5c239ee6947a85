"""What a cell of a list shows: from a record, its field, an entry under way, and marks."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from acctdesk.errors import Problem
from acctdesk.services.catalogue import Field, Format
from acctdesk.services.holding import holds
from acctdesk.services.record import Record
from acctdesk.services.standpoint import Standpoint
from acctdesk.services.view import Mark
from acctdesk.ui.entering import complaint
from acctdesk.ui.entry import kind_of, status_of, tag_words
from acctdesk.ui.widgets.cell import Cell
from acctdesk.ui.widgets.cell import Mark as Tone
from acctdesk.ui.widgets.roles import Kind

LINKS = frozenset({Format.URL, Format.EMAIL, Format.PHONE})
"""Formats whose values can be opened."""


@dataclass(slots=True)
class Entry:
    """What a cell shows in place of its record's value.

    Attributes:
        text: The words.
        value: A code or id chosen from a list, or the text as it was typed.
        pending: Whether it is on its way to the workspace.
        problem: Why it can't be kept; the words are then those of before.
    """

    text: str
    value: object
    pending: bool = True
    problem: str = ""


def refused(text: str, value: object, problem: Problem) -> Entry:
    """An entry that can't be kept: the words of before, what was entered, and the reason."""
    return Entry(text, value, pending=False, problem=complaint(problem))


def paints(one: Field) -> Kind:
    """How the column of a field is painted."""
    return Kind.CHECK if one.format is Format.CHECK else kind_of(one)


def make_cell(one: Field, record: Record, text: str, entry: Entry | None) -> Cell:
    """What a cell shows, without marks.

    Args:
        one: The field.
        record: The record.
        text: Its value in words.
        entry: What was entered; None for nothing.
    """
    held = entry is not None and not entry.problem
    value = entry.value if entry is not None and held else record[one.name]
    cell = Cell(entry.text if entry is not None else text)
    if entry is not None:
        cell.pending, cell.problem = entry.pending, entry.problem
    if one.format is Format.TAGS:
        cell.tags = _tags(cell.text) if held else tag_words(one, record[one.name] or ())
    elif one.format is Format.CHECK:
        cell.ticked = bool(value)
    elif one.format in LINKS and cell.text:
        cell.tone = "accent"
    status = status_of(one, value)
    if status is not None:
        cell.status = status
        if not value and entry is None:
            cell.tone = "secondary"
    return cell


def _tags(text: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in text.split(",") if part.strip())


@dataclass(slots=True)
class Marks:
    """The conditional marks of a view, and what they say of each record.

    Attributes:
        marks: The marks; the first that holds for a cell counts.
        fields: The fields by name.
        standpoint: What relative values refer to; None while that isn't known, and then nothing is
            marked.
    """

    marks: Sequence[Mark] = ()
    fields: Mapping[str, Field] = field(default_factory=dict)
    standpoint: Standpoint | None = None
    _found: dict[str, tuple[Tone, dict[str, Tone]]] = field(default_factory=dict)

    @property
    def meaning(self) -> tuple[object, ...]:
        """What they say of any record: cells made by marks of the same meaning are the same."""
        return (tuple(self.marks), self.standpoint) if self.marks else ()

    def twin(self) -> Marks:
        """The same, for another thread."""
        return Marks(self.marks, self.fields, self.standpoint)

    def forget(self, records: Sequence[str] | None = None) -> None:
        """Ask again: of some records, or of all."""
        if records is None:
            self._found.clear()
        for one in records or ():
            self._found.pop(one, None)

    def of(self, record: Record) -> tuple[Tone, dict[str, Tone]]:
        """The tone of the whole row, and tones by field."""
        found = self._found.get(record.id)
        if found is None:
            found = self._found[record.id] = self._work_out(record)
        return found

    def _work_out(self, record: Record) -> tuple[Tone, dict[str, Tone]]:
        row: Tone = ""
        cells: dict[str, Tone] = {}
        if self.standpoint is None:
            return row, cells
        for mark in self.marks:
            if mark.field not in self.fields:
                continue
            try:
                held = holds(mark.condition, record, self.fields, self.standpoint)
            except (KeyError, TypeError, ValueError):
                # A mark of a newer program, or on a field that is of another format now.
                continue
            if held:
                cells.setdefault(mark.field, mark.tone)
                if mark.whole_row and not row:
                    row = mark.tone
        return row, cells


def link_of(one: Field, record: Record) -> str:
    """What opening a cell opens; empty for nothing."""
    value = str(record[one.name] or "") if one.format in LINKS else ""
    if not value:
        return ""
    if one.format is Format.EMAIL:
        return f"mailto:{value}"
    if one.format is Format.PHONE:
        return "tel:" + "".join(sign for sign in value if sign.isdigit() or sign == "+")
    return value if value.startswith(("http://", "https://")) else f"https://{value}"
