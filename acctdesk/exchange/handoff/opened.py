"""What a hand-over workbook holds when it is read back: the parcel, and what was edited in it."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import Any

from acctdesk.services.handover.parcel import Parcel
from acctdesk.services.values.cell import Cell, as_text, tidy
from acctdesk.words import _

_SHOWN = 60
"""Letters of a cell that are told."""


@dataclass(frozen=True, slots=True)
class Finding:
    """Something in the workbook that wasn't taken as it stands, in words.

    Attributes:
        sheet: Name of the sheet.
        row: Row as a spreadsheet counts; 0 for the sheet as a whole.
        column: Heading of the column; empty for the row as a whole.
        found: What stands there; empty where nothing is quoted.
        expected: What was expected there, such as "a date"; empty where nothing was.
        how: What became of it, as sentences.
    """

    sheet: str
    row: int
    column: str
    found: str
    expected: str
    how: str

    def __str__(self) -> str:
        where = [self.sheet]
        if self.row:
            where.append(_("row %s") % self.row)
        if self.column:
            where.append(self.column)
        what = self.how
        if self.expected:
            said = _("expected %(expected)s, found “%(found)s”.") % {
                "expected": self.expected,
                "found": self.found,
            }
            what = f"{said} {self.how}".strip()
        return _("%(where)s: %(what)s") % {"where": ", ".join(where), "what": what}


@dataclass(frozen=True, slots=True)
class CellEdit:
    """A cell that somebody changed.

    Attributes:
        kind: The kind of the record.
        record: Its id.
        field: The field's name.
        before: The stored value that was handed over.
        after: The stored value that the cell stands for now.
        sheet: Name of the sheet.
        row: Row as a spreadsheet counts.
    """

    kind: str
    record: str
    field: str
    before: Any
    after: Any
    sheet: str
    row: int


@dataclass(frozen=True, slots=True)
class RowEdit:
    """A row that somebody added or removed.

    Attributes:
        kind: The kind of the record.
        record: Its id; a new one for a row that was added.
        title: What the record is called.
        sheet: Name of the sheet.
        row: Row as a spreadsheet counts; 0 for one that isn't there any more.
    """

    kind: str
    record: str
    title: str
    sheet: str
    row: int = 0


@dataclass(frozen=True, slots=True)
class Opened:
    """A hand-over workbook as it came.

    Attributes:
        parcel: What was handed over, with the edits made.
        edits: Cells that were changed.
        added: Rows that were added.
        removed: Rows that were removed; records that went with them aren't told.
        findings: What wasn't taken as it stands.
        path: The file; None for what was not read from one.
        encrypted: Whether it was locked with a password.
        written: What was handed over, as it was written; None where it is the parcel itself.
    """

    parcel: Parcel
    edits: tuple[CellEdit, ...] = ()
    added: tuple[RowEdit, ...] = ()
    removed: tuple[RowEdit, ...] = ()
    findings: tuple[Finding, ...] = ()
    path: Path | None = None
    encrypted: bool = False
    written: Parcel | None = None

    @property
    def edited(self) -> bool:
        """Whether anything was edited since it was written."""
        return bool(self.edits or self.added or self.removed)


def quoted(cell: Cell) -> str:
    """A cell as a finding quotes it: one line, and not too long."""
    text = tidy(as_text(cell))
    return f"{text[: _SHOWN - 1]}…" if len(text) > _SHOWN else text
