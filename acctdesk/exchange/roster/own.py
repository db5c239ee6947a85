"""Lists that AcctDesk exported and that come back, perhaps with changes made in a spreadsheet.

The column with our ids tells such a sheet. Its records are found by id and nothing else, its
headings are known exactly, its values are written in one way, and lines without a record (group
heads, sums) are marked. A cell that says what an export of the record would say again is no
change, so that a list which is only saved and imported changes nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from acctdesk.exchange.grids.cells import labels, text_cell, workbook_cell
from acctdesk.exchange.grids.headings import headings, key, kind_of
from acctdesk.exchange.grids.text import unguarded
from acctdesk.exchange.intake.drafts import Match, Target
from acctdesk.exchange.intake.layout import Heading
from acctdesk.exchange.roster.headings import Vocabulary
from acctdesk.exchange.roster.matching import target_label
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.values import Hints, fold, parse_column
from acctdesk.services.values.cell import Cell
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.exchange.reading import Sheet, TableFile

OWN = "#own"
"""Name of the target that takes our ids."""

ASIDE = "#"
"""How the id cell of a line begins that is no record."""

_LOOKED_AT = 80
"""Rows from the top that are looked at."""

BROUGHT = ("account", "person")
"""Kinds whose lists can be imported."""


@dataclass(frozen=True, slots=True)
class Own:
    """What tells an exported list.

    Attributes:
        kind: Kind of its records.
        row: Number of the row of headings, from 1.
        column: Place of the ids, from 0.
        headings: What stands over each column.
        is_text: Whether it is a text file, whose texts are guarded.
    """

    kind: str
    row: int
    column: int
    headings: tuple[str, ...]
    is_text: bool


def find_own(sheet: Sheet, file: TableFile) -> Own | None:
    """What tells that a sheet is one of our lists; None when it isn't.

    Args:
        sheet: The sheet.
        file: The file it is in.
    """
    is_text = bool(file.delimiter)
    for number, cells in enumerate(sheet.head(_LOOKED_AT), 1):
        for place, cell in enumerate(cells):
            if kind := kind_of(cell):
                texts = [plain(one, is_text=is_text) for one in cells]
                return Own(kind, number, place, tuple(map(str, texts)), is_text)
    return None


def plain(cell: Cell, *, is_text: bool) -> Cell:
    """A cell as it was before it was guarded against being taken for a formula."""
    return unguarded(cell) if is_text and isinstance(cell, str) else cell


def own_matches(
    own: Own, columns: Sequence[Heading], usual: Sequence[Match], catalogue: Catalogue
) -> tuple[Match, ...]:
    """Match the columns of an exported list: exactly, and as usual what a person has added.

    Args:
        own: The list.
        columns: Its columns.
        usual: What the columns would be taken for in any other file.
        catalogue: All fields.
    """
    words = Vocabulary(catalogue)
    every = catalogue.fields(own.kind)
    by_heading = {key(heading): name for name, heading in headings(every).items()}
    known = {field.name: field for field in every}
    found: dict[int, Match] = {}
    for place, column in enumerate(columns):
        text = own.headings[column.index] if column.index < len(own.headings) else ""
        if column.index == own.column:
            target: Target | None = Target(f"{own.kind}.{OWN}", 0, _("AcctDesk's own id"))
        elif (name := by_heading.get(key(text))) is not None:
            target = _target(known[name], words)
        else:
            continue
        found[place] = Match(column.index, column.text, target, "exact", 1.0, column.samples)
    taken = {one.target.code for one in found.values() if one.target}
    return tuple(
        found.get(place)
        or (replace(one, target=None, how="") if one.target and one.target.code in taken else one)
        for place, one in enumerate(usual)
    )


def _target(field: Field, words: Vocabulary) -> Target | None:
    """Where a field's column goes; nowhere when the program works it out."""
    if not field.importable:
        return None
    code = f"custom:{field.name}" if field.custom else field.key
    return Target(code, 0, target_label(code, 0, words))


def own_hints(own: Own, field: Field | None, hints: Hints) -> Hints:
    """What is known of a column of an exported list: everything.

    Args:
        own: The list.
        field: Its field.
        hints: What is known otherwise.
    """
    if field is None:
        return hints
    listed = labels(field)
    words = {fold(code if own.is_text else label): code for code, label in reversed(listed.items())}
    return replace(
        hints,
        date_order="ymd",
        decimal=".",
        percent=field.format is Format.PERCENT,
        words={**hints.words, **words},
    )


def says_the_same(own: Own, field: Field, hints: Hints, held: Any, value: Any) -> bool:
    """Whether a cell says no more than what an export of the present value says.

    A text is tidied when it is read, a number has 15 digits in a spreadsheet, two countries may
    have one name: none of that is a change somebody made.

    Args:
        own: The list.
        field: The column's field; no reference.
        hints: What the column was read with.
        held: The present value.
        value: What the cell was read as.
    """
    cell: Cell = text_cell(field)(held) if own.is_text else workbook_cell(field)(held)
    [again], _remarks = parse_column(field, [None if cell == "" else cell], hints, {})
    return bool(again == value)
