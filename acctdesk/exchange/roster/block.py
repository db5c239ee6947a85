"""A block of a sheet's rows, column by column, read into field values."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from acctdesk.exchange.intake.answers import Answers
from acctdesk.exchange.intake.drafts import ColumnDraft, SheetDraft, said
from acctdesk.exchange.intake.findings import Findings, Group
from acctdesk.exchange.intake.layout import is_total_row
from acctdesk.exchange.reading import Chunk
from acctdesk.exchange.roster.draft import custom_field, field_of
from acctdesk.exchange.roster.own import ASIDE, own_hints, plain
from acctdesk.models import new_id
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.values import (
    Cell,
    Hints,
    Parsed,
    date_orders,
    decimal_marks,
    expectation,
    fold,
    is_blank,
    parse_column,
    tidy,
)
from acctdesk.words import _

NUMERIC = frozenset({Format.NUMBER, Format.INTEGER, Format.MONEY, Format.PERCENT})

_LAST = 6
"""Rows at the end of a sheet among which totals are looked for."""


@dataclass(slots=True)
class Column:
    """A column that is read.

    Attributes:
        draft: The column as it was matched.
        index: Its place in the sheet.
        key: Kind and field name ("account", "city"); the name is "#id" for an id of another
            system, and the field's id for a custom field.
        group: Which of several contacts; 0 where there is one.
        field: The field; None for an id of another system.
        hints: What is known of the whole column.
        cache: Values read before.
    """

    draft: ColumnDraft
    index: int
    kind: str
    name: str
    group: int
    field: Field | None
    hints: Hints
    cache: dict[Any, Any] = dataclasses.field(default_factory=dict)

    @property
    def heading(self) -> str:
        """Its heading."""
        return self.draft.heading.text


@dataclass(slots=True)
class Block:
    """Some rows as field values.

    Attributes:
        rows: Row numbers.
        values: By column of the reader, one value a row.
        currencies: ISO codes of amounts that named their own, by place in the block.
        blank: By column whose blanks erase: the places that are really blank.
    """

    rows: list[int]
    values: list[list[Any]]
    currencies: dict[int, str]
    blank: dict[int, set[int]]


class SheetReader:
    """Reads a sheet into blocks of values and notes the problems of its cells.

    Args:
        draft: The sheet.
        answers: What was decided.
        catalogue: All fields.
        findings: Takes the problems.
        region: ISO country of phone numbers without a country code; may be empty.
    """

    def __init__(
        self,
        draft: SheetDraft,
        answers: Answers,
        catalogue: Catalogue,
        findings: Findings,
        region: str,
    ) -> None:
        self.draft = draft
        self._answers, self._findings, self._region = answers, findings, region
        self.kept: list[Field] = []
        self.columns = [
            made for one in draft.columns if (made := self._column(one, catalogue)) is not None
        ]
        self._fixes = self._own_fixes()

    def _column(self, draft: ColumnDraft, catalogue: Catalogue) -> Column | None:
        index = draft.heading.index
        if draft.keep:
            kind = "person" if self.draft.subject == "person" else "account"
            made = custom_field(kind, new_id(), draft.heading.text)
            self.kept.append(made)
            return Column(draft, index, kind, made.name, 0, made, Hints())
        if draft.target is None:
            return None
        found = field_of(draft.target, catalogue)
        kind, _dot, name = draft.target.key.partition(".")
        if found is not None:
            kind, name = found.kind, found.name
        return Column(
            draft, index, kind, name, draft.target.group, found, self._hints(draft, found)
        )

    def _hints(self, draft: ColumnDraft, found: Field | None) -> Hints:
        shown = self.draft.sheet.formats.get(draft.heading.index)
        name, sheet = draft.heading.text, self.draft.name
        hints = Hints(
            date_order=said(self._answers.date_orders, sheet, name) or "",
            decimal=said(self._answers.decimals, sheet, name) or "",
            default_region=self._region,
            percent=bool(shown and shown.percent),
            pad=shown.pad if shown else 0,
            words=self._answers.words.get(found.key if found else "", {}),
        )
        return own_hints(self.draft.own, found, hints) if self.draft.own else hints

    def _own_fixes(self) -> dict[int, dict[str, str]]:
        """Cells that were mended: row to heading to text."""
        fixes: dict[int, dict[str, str]] = {}
        for place, text in self._answers.cells.items():
            sheet, row, heading = [*place.split("!", 2), "", ""][:3]
            if sheet == self.draft.name and row.isdigit():
                fixes.setdefault(int(row), {})[heading] = text
        return fixes

    # -- what is known of whole columns ----------------------------------------------------

    def settle(self) -> None:
        """Find out the order of day and month, and the decimal mark, of whole columns.

        A column in which more than one reading fits stays open; its cells then ask.
        """
        open_dates = [
            c for c in self.columns
            if c.field and c.field.format is Format.DATE and not c.hints.date_order
        ]  # fmt: skip
        open_marks = [
            c for c in self.columns
            if c.field and c.field.format in NUMERIC and not c.hints.decimal
        ]  # fmt: skip
        if not open_dates and not open_marks:
            return
        texts: dict[int, set[str]] = {c.index: set() for c in open_dates + open_marks}
        first = self.draft.layout.first_data_row
        for chunk in self.draft.sheet.chunks():
            start = max(0, first - chunk.first_row)
            for index, found in texts.items():
                if index < len(chunk.columns):
                    found.update(c for c in chunk.columns[index][start:] if isinstance(c, str))
        for column in open_dates:
            orders = date_orders(texts[column.index])
            if len(orders) == 1:
                column.hints = replace(column.hints, date_order=orders.pop())
        for column in open_marks:
            marks = decimal_marks(texts[column.index])
            if len(marks) == 1:
                column.hints = replace(column.hints, decimal=marks.pop())

    # -- reading ---------------------------------------------------------------------------

    def blocks(self) -> Iterator[Block]:
        """The rows in order, blank ones and totals left out."""
        first = self.draft.layout.first_data_row
        for chunk in self.draft.sheet.chunks():
            if chunk.first_row + chunk.rows <= first:
                continue
            cells, rows = self._filled(chunk, first)
            if rows:
                yield self._read(cells, rows)

    def _filled(self, chunk: Chunk, first: int) -> tuple[list[list[Cell]], list[int]]:
        width = len(chunk.columns)
        end = self.draft.sheet.rows - _LAST
        ids = self.draft.own.column if self.draft.own else -1
        kept = []
        for i, row in enumerate(zip(*chunk.columns, strict=True)):
            number = chunk.first_row + i
            if number < first or row.count(None) == width:
                continue
            own = row[ids] if 0 <= ids < width else None
            if isinstance(own, str) and own.startswith(ASIDE):
                continue
            if number > end and not own and is_total_row(row):
                self._findings.notes.append(
                    _("Row %(row)s of “%(sheet)s” is a total and was left out.")
                    % {"row": number, "sheet": self.draft.name}
                )
                continue
            kept.append(i)
        if len(kept) == chunk.rows:
            columns = chunk.columns
        else:
            columns = [[column[i] for i in kept] for column in chunk.columns]
        return columns, [chunk.first_row + i for i in kept]

    def _read(self, cells: list[list[Cell]], rows: list[int]) -> Block:
        block = Block(rows, [], {}, {})
        for place, column in enumerate(self.columns):
            blank: list[Cell] = [None] * len(rows)
            raw = cells[column.index] if column.index < len(cells) else blank
            if self.draft.own and self.draft.own.is_text:
                raw = [plain(cell, is_text=True) for cell in raw]
            if self._fixes:
                raw = self._mended(column, raw, rows)
            block.values.append(self._values(column, raw, block))
            if column.draft.clear:
                block.blank[place] = {i for i, cell in enumerate(raw) if is_blank(cell)}
        return block

    def _mended(self, column: Column, raw: list[Cell], rows: list[int]) -> list[Cell]:
        mended = list(raw)
        for i, row in enumerate(rows):
            if row in self._fixes and column.heading in self._fixes[row]:
                mended[i] = self._fixes[row][column.heading] or None
        return mended

    def _values(self, column: Column, raw: list[Cell], block: Block) -> list[Any]:
        if column.field is None:
            return [None if is_blank(cell) else _id_text(cell) for cell in raw]
        values, remarks = parse_column(column.field, raw, column.hints, column.cache)
        shown = self.draft.sheet.formats.get(column.index)
        shown = None if self.draft.own else shown  # an amount of ours is in its row's currency
        if column.field.format is Format.MONEY and shown and shown.currency:
            block.currencies |= {
                i: shown.currency for i, value in enumerate(values) if value is not None
            }
        for i, remark in remarks:
            if remark.currency:
                block.currencies[i] = remark.currency
            if remark.problem:
                self._problem(column, raw[i], remark, block.rows[i])
        return values

    def _problem(self, column: Column, cell: Cell, said: Parsed, row: int) -> None:
        assert column.field is not None  # noqa: S101 - ids have no problems
        asks = said.problem in ("date_order", "decimal_mark")
        text = tidy(_id_text(cell))
        # Equal values are mended together; an order of day and month once for the whole column.
        word = "" if asks else fold(text)
        key = (str(self.draft.place), column.heading, said.problem, word)
        found = column.field

        def make() -> Group:
            expected, remedy = expectation(said.problem, found)
            if not asks:
                remedy = _("%s The field stays as it was.") % remedy
            return Group(
                self.draft.file.name,
                self.draft.name,
                column.heading,
                said.problem,
                found.key,
                text,
                expected,
                remedy,
                said.suggestion,
                asks=asks,
            )

        self._findings.add(key, row, make)


def _id_text(cell: Cell) -> str:
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    return str(cell).strip()
