"""What is compared on one sheet of a hand-over, and what is found to differ."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from acctdesk.exchange.handoff.locating import Place
from acctdesk.exchange.handoff.opened import Finding, quoted
from acctdesk.exchange.handoff.rows import Contents
from acctdesk.exchange.reading import Cell
from acctdesk.models.catalogue import Format
from acctdesk.services.handover.parcel import Page
from acctdesk.words import speaking

_AS_STORED = frozenset(
    {
        Format.TEXT, Format.LONG_TEXT, Format.EMAIL, Format.PHONE, Format.URL, Format.CURRENCY,
        Format.TIME_ZONE,
    }
)  # fmt: skip
"""Formats whose cells mostly are what is stored."""
_REPEATED = frozenset(
    {
        Format.CHOICE, Format.COUNTRY, Format.LANGUAGE, Format.CHECK, Format.TAGS, Format.REFERENCE,
        Format.DATE,
    }
)  # fmt: skip
"""Formats of which few different values are many cells."""
NEVER = -1
"""Place of no record."""


class Written:
    """What was written on one sheet.

    Args:
        contents: All records of the parcel.
        page: The sheet.
    """

    def __init__(self, contents: Contents, page: Page) -> None:
        self.page = page
        self.ids = contents.ids(page)
        self.index = {record: place for place, record in enumerate(self.ids)}
        self._contents = contents
        self._columns: dict[str, Sequence[Any]] = {}
        self._showers: dict[str, Callable[[Any], Any]] = {}

    def column(self, name: str) -> Sequence[Any]:
        """Cells in the order of the records; texts as they are stored, see `cell`."""
        found = self._columns.get(name)
        if found is None:
            # Labels and names are those of the language in which the workbook was written.
            with speaking(self.page.language):
                found = self._columns[name] = self._made(name)
        return found

    def _made(self, name: str) -> Sequence[Any]:
        if name.startswith("~"):
            return self._contents.shown(self.page, name)
        form = self._contents.field(self.page.kind, name).format
        shower = self._showers[name] = self._contents.shower(self.page.kind, name)
        stored = self._contents.stored(self.page.kind, name)
        if form in _AS_STORED:
            return stored
        if form in _REPEATED:
            known = {value: shower(value) for value in set(stored)}
            return [known[value] for value in stored]
        return list(map(shower, stored))

    def cell(self, name: str, place: int) -> Any:
        """What was written into a cell."""
        value = self.column(name)[place]
        if name.startswith("~"):
            return value
        form = self._contents.field(self.page.kind, name).format
        return self._showers[name](value) if form in _AS_STORED else value

    def shower(self, name: str) -> Callable[[Any], Any]:
        """What turns the stored values of a field into cells."""
        self.column(name)
        return self._showers[name]

    def row(self, place: int, names: Sequence[str]) -> dict[str, Any]:
        """What was written of a record."""
        return {name: self.cell(name, place) for name in names}


@dataclass(slots=True)
class Changed:
    """A cell that says something else now.

    Attributes:
        place: Which record, by its place among those that were written.
        field: The field.
        cell: What stands there.
        row: In which row, from 1.
    """

    place: int
    field: str
    cell: Cell
    row: int


@dataclass(slots=True)
class Loose:
    """A row that isn't one of the records that were written.

    Attributes:
        row: Which row, from 1.
        cells: Its cells by field.
        claims: The id that stands there; empty for none.
        copy_of: Place of the record that it is a copy of; -1 for none.
    """

    row: int
    cells: dict[str, Cell]
    claims: str = ""
    copy_of: int = NEVER


@dataclass(slots=True)
class Compared:
    """What differs on a sheet.

    Attributes:
        place: The sheet.
        written: What was written on it.
        changed: Cells that say something else.
        added: Rows that are new.
        removed: Places of records whose rows are gone.
        findings: What is to be told.
        telling: Columns that name a record: its title, and its account; may be none.
    """

    place: Place
    written: Written
    changed: list[Changed] = field(default_factory=list)
    added: list[Loose] = field(default_factory=list)
    removed: list[int] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    telling: list[str] = field(default_factory=list)

    def tell(self, how: str, row: int = 0, column: str = "", cell: Cell = None) -> None:
        """Add a finding."""
        self.findings.append(Finding(self.place.sheet.name, row, column, quoted(cell), "", how))

    def heading(self, name: str) -> str:
        """What a column is headed."""
        page = self.place.page
        return page.headings[page.fields.index(name)]
