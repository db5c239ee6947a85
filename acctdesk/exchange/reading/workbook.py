"""Workbooks become rows: calamine first, openpyxl where calamine can't, never half a sheet."""

from __future__ import annotations

import datetime as dt
import warnings
from collections.abc import Callable, Iterator, Sequence
from typing import IO, Any, TypeVar

import python_calamine as calamine

from acctdesk.exchange.reading.binaryerrors import Errors, xls_errors, xlsb_errors
from acctdesk.exchange.reading.cells import Limits
from acctdesk.exchange.reading.formats import read_styles, sample_formats
from acctdesk.exchange.reading.output import Output, Row
from acctdesk.exchange.reading.package import Package, Part
from acctdesk.exchange.reading.refusal import Refused
from acctdesk.exchange.reading.sheetscan import SheetScan, scan_sheet

DENSE_CELLS = 5_000_000
"""A small sheet whose cells lie further apart than this is read sparsely: calamine would lay out
the whole rectangle (549 GB for a single cell at XFD1048576)."""

_Made = TypeVar("_Made")
_SHEET = calamine.SheetTypeEnum.WorkSheet
_VISIBLE = calamine.SheetVisibleEnum.Visible


class _Unreadable(Exception):  # noqa: N818 - of the sheet
    """calamine can't read it; openpyxl may."""


def _try(make: Callable[[], _Made]) -> _Made:
    """Call calamine, which panics on some files: a panic is no `Exception`."""
    try:
        return make()
    except (KeyboardInterrupt, SystemExit, MemoryError):
        raise
    except calamine.PasswordError as locked:
        raise Refused("locked") from locked
    except BaseException as bad:
        raise _Unreadable from bad


def _open(source: str | IO[bytes]) -> calamine.CalamineWorkbook:
    def load() -> calamine.CalamineWorkbook:
        if not isinstance(source, str):
            source.seek(0)
        return calamine.load_workbook(source)

    return _try(load)


def _placed(sheet: calamine.CalamineSheet) -> Iterator[list[Any]]:
    """Rows from the sheet's first column on; calamine begins at the first filled one."""
    left = sheet.start[1] if sheet.start else 0
    if not left:
        return sheet.iter_rows()
    blank: list[Any] = [None] * left
    return (blank + row for row in sheet.iter_rows())


def _patched(rows: Iterator[list[Any]], errors: Errors) -> Iterator[Row]:
    """Rows with the texts of error cells, which calamine leaves blank."""
    by_row: dict[int, list[tuple[int, str]]] = {}
    for (row, column), text in errors.items():
        by_row.setdefault(row, []).append((column, text))
    for number, cells in enumerate(rows):
        for column, text in by_row.get(number, ()):
            if column < len(cells) and cells[column] == "":
                cells[column] = text
        yield cells


def _merged(sheet: calamine.CalamineSheet) -> list[tuple[int, int, int, int]]:
    ranges = sheet.merged_cell_ranges or []
    return [(first[0] + 1, first[1], last[0] + 1, last[1]) for first, last in ranges]


def _plain(value: Any) -> Any:
    """A cell of openpyxl as calamine would give it: a day without a time is a date."""
    if type(value) is dt.datetime and value.time() == dt.time():
        return value.date()
    return value


class _OpenPyxl:
    """Opens the workbook with openpyxl when it is first needed."""

    def __init__(self, source: str | IO[bytes]) -> None:
        self._source = source
        self._book: Any = None

    def sheet(self, name: str) -> Any:
        """A worksheet by name, read row by row."""
        if self._book is None:
            import openpyxl

            warnings.simplefilter("ignore")
            if not isinstance(self._source, str):
                self._source.seek(0)
            self._book = openpyxl.load_workbook(
                self._source, read_only=True, data_only=True, keep_links=False
            )
        sheet = self._book[name]
        # The declared size may be a lie; without it blank rows and columns cost nothing.
        sheet.reset_dimensions()
        return sheet

    def rows(self, name: str) -> Iterator[Row]:
        """The rows of a worksheet from the first on.

        Raises:
            Refused: The sheet is damaged.
        """
        number = 0
        try:
            for row in self.sheet(name).iter_rows(values_only=True):
                number += 1
                yield [_plain(value) for value in row]
        except (MemoryError, Refused):
            raise
        except Exception as bad:
            raise Refused("damaged_sheet", sheet=name, row=number + 1) from bad


class _Ooxml:
    """Reads one .xlsx or .xlsm."""

    def __init__(
        self, source: str | IO[bytes], package: Package, out: Output, *, avoid: bool
    ) -> None:
        self._package = package
        self._out = out
        self._second = _OpenPyxl(source)
        self._book: calamine.CalamineWorkbook | None = None
        self._styles = read_styles(package.archive, package.styles)
        self._uncached = 0
        if not avoid:
            try:
                self._book = _open(source)
            except _Unreadable:
                self._book = None

    def _fast(self, part: Part, scan: SheetScan) -> calamine.CalamineSheet:
        book = self._book
        if book is None or scan.area > DENSE_CELLS:
            raise _Unreadable
        sheet = _try(lambda: book.get_sheet_by_name(part.name))
        end = sheet.end
        if scan.values and end is None:
            raise _Unreadable
        if end is not None and scan.last_value_row is not None and end[0] < scan.last_value_row:
            raise _Unreadable
        return sheet

    def sheet(self, part: Part) -> None:
        """Read one worksheet."""
        archive = self._package.archive
        scan = scan_sheet(archive, part.member)
        self._uncached += scan.uncached
        formats = sample_formats(archive, part.member, self._styles)
        hidden = part.state != "visible"
        try:
            fast = self._fast(part, scan)
            merged = _merged(fast)
            rows: Iterator[Row] = _placed(fast)
            if scan.errors:
                rows = _patched(_placed(fast), scan.errors)
            self._out.sheet(
                part.name, rows, hidden=hidden, merged=merged, formats=formats,
                expected=fast.total_height,
            )  # fmt: skip
        except _Unreadable:
            self._out.note("second_reader", sheet=part.name)
            last, _ = self._out.sheet(
                part.name, self._second.rows(part.name), hidden=hidden, formats=formats
            )
            if scan.last_value_row is not None and last <= scan.last_value_row:
                # A last cell that holds an empty text reads as blank; more than that is a loss.
                self._out.note("rows_short", sheet=part.name, row=scan.last_value_row + 1)

    def read(self) -> None:
        """Read all worksheets and say what was left out."""
        parts = [p for p in self._package.parts if p.kind in ("worksheet", "") and p.member]
        skipped = [p.name for p in self._package.parts if p not in parts]
        archive = self._package.archive
        sizes = [archive.getinfo(part.member).file_size for part in parts]
        whole = max(1, sum(sizes))
        for part, size, done in zip(parts, sizes, _running(sizes), strict=True):
            self._out.share(done / whole, size / whole)
            self.sheet(part)
        _leftovers(self._out, skipped, macros=self._package.macros)
        if self._uncached:
            self._out.note("uncached", count=self._uncached)
        if not parts:
            raise Refused("no_sheets")


def _running(sizes: Sequence[int]) -> list[int]:
    done = [0]
    for size in sizes[:-1]:
        done.append(done[-1] + size)
    return done[: len(sizes)]


def _leftovers(out: Output, skipped: Sequence[str], *, macros: bool) -> None:
    if skipped:
        out.note("skipped_sheets", count=len(skipped), names=", ".join(skipped))
    if macros:
        out.note("macros")


def read_ooxml(
    source: str | IO[bytes], package: Package, out: Output, *, avoid: bool = False
) -> None:
    """Read an .xlsx or .xlsm.

    Args:
        source: Path or open file.
        package: What `package.scan` found.
        out: Where the sheets go.
        avoid: Leave calamine out: it died on this file before.

    Raises:
        Refused: Neither reader can read it.
    """
    _Ooxml(source, package, out, avoid=avoid).read()


def read_other(
    source: str | IO[bytes], kind: str, package: Package | None, out: Output, limits: Limits
) -> None:
    """Read an .xls, .xlsb or .ods: calamine alone can.

    Args:
        source: Path or open file.
        kind: xls, xlsb or ods.
        package: What `package.scan` found; None for .xls.
        out: Where the sheets go.
        limits: What is refused.

    Raises:
        Refused: It can't be read.
    """
    try:
        book = _open(source)
        listed = book.sheets_metadata
    except _Unreadable as bad:
        raise Refused("damaged") from bad
    if len(listed) > limits.sheets:
        raise Refused("sheets", count=len(listed))
    errors: dict[str, Errors] = {}
    if kind == "xls":
        errors = xls_errors(source)
    elif kind == "xlsb" and package is not None:
        errors = xlsb_errors(package.archive)
    skipped: list[str] = []
    taken = 0
    for number, about in enumerate(listed):
        if about.typ != _SHEET:
            skipped.append(about.name)
            continue
        out.share(number / len(listed), 1 / len(listed))
        _one(book, number, out, errors.get(about.name, {}))
        taken += 1
    _leftovers(out, skipped, macros=package.macros if package else False)
    if not taken:
        raise Refused("no_sheets")


def _one(book: calamine.CalamineWorkbook, number: int, out: Output, errors: Errors) -> None:
    about = book.sheets_metadata[number]
    try:
        sheet = _try(lambda: book.get_sheet_by_index(number))
    except _Unreadable as bad:
        raise Refused("damaged_sheet", sheet=about.name, row=1) from bad
    rows: Iterator[Row] = _patched(_placed(sheet), errors) if errors else _placed(sheet)
    out.sheet(
        about.name, rows, hidden=about.visible != _VISIBLE, merged=_merged(sheet),
        expected=sheet.total_height,
    )  # fmt: skip
