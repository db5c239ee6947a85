"""A sheet of records: one row each, typed, with lists to choose from, ready to be printed."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeAlias

from acctdesk.exchange.grids.book import unmarked
from acctdesk.exchange.grids.looks import DAY, PARTS, SHARE, Looks, money_pattern
from acctdesk.exchange.handoff.cells import SCALED, Cell
from acctdesk.exchange.handoff.layout import FIRST, HEADS, KEYS, keys
from acctdesk.exchange.handoff.ordering import reading_order
from acctdesk.exchange.handoff.rows import Contents
from acctdesk.models.catalogue import Audience, Field, Format
from acctdesk.services.handover.parcel import Page
from acctdesk.words import _

MOMENT = "d mmm yyyy hh:mm"
SECONDS = "d mmm yyyy hh:mm:ss"
WHOLE = "0"
ROOM = "_)"
"""Keeps figures away from the words of the next column."""
SPARE = 500
"""Rows below the last that offer the same lists, for what somebody adds."""
INTERNAL_TAB, CLIENT_TAB = "#B02A00", "#0072B2"
"""Colours of the tabs of what stays internal, and of what a client may see."""

EPOCH = dt.datetime(1899, 12, 30)  # noqa: DTZ001 - cells know no zone; headings say UTC
ONE_DAY = dt.timedelta(days=1)
_SAMPLE = 500
"""Rows whose texts tell how wide a column becomes."""
_WIDEST, _NARROWEST = 46, 9
_ACROSS = 170
"""Letters that can still be read when an A4 page is printed across."""
_POINTS, _MOST_LINES = 15.0, 20
"""Height of a line, and lines that a row shows at most; a cell holds more."""
_ONE_LINE = 20
"""Letters of a heading that stand on one line."""
_HIGH, _TWO_HIGH = 20.0, 34.0
"""Points of the row of headings, on one line and on two."""
_LETTERS = 1.15
"""Letters of a text that take the room of a figure; a column's width is told in figures."""
_STEP = 2000
_PLAIN = (Format.TEXT, Format.LONG_TEXT)

Write: TypeAlias = Callable[[int, int, Any], object]
Ranges: TypeAlias = Mapping[str, tuple[str, bool]]
"""By field key, where its list stands, and whether nothing else may be written."""


@dataclass(frozen=True, slots=True)
class Beside:
    """What is written beside the records.

    Attributes:
        head: What stands at the head of every printed page.
        ranges: Where the lists stand.
        done: Called with the number of rows written since the last call.
    """

    head: str
    ranges: Ranges
    done: Callable[[int], None]


@dataclass(frozen=True, slots=True)
class _Column:
    """A column on its way.

    Attributes:
        place: Where it stands.
        name: Name of its field, or what begins with "~".
        field: Its field; None for what is only told beside.
        cells: Its cells in reading order.
        width: How wide it becomes, in letters.
        wraps: Whether its texts go over several lines.
    """

    place: int
    name: str
    field: Field | None
    cells: Sequence[Cell]
    width: float
    wraps: bool

    @property
    def blank(self) -> bool:
        """Whether it says nothing at all."""
        return not any(cell is not None for cell in self.cells)


def is_internal(contents: Contents, page: Page) -> bool:
    """Whether a sheet tells what no client may see."""
    told = (contents.field(page.kind, name) for name in page.fields if name[0] != "~")
    return any(one.audience is Audience.INTERNAL for one in told)


def write_page(sheet: Any, looks: Looks, contents: Contents, page: Page, beside: Beside) -> int:
    """Write a sheet of records.

    Args:
        sheet: An empty sheet.
        looks: Formats of its workbook, wrapping.
        contents: The records.
        page: Which.
        beside: What is written beside them.

    Returns:
        How many records were written.
    """
    order = reading_order(contents, page)
    columns = list(_columns(contents, page, order))
    head(sheet, looks, keys(page), (_("Record"), *page.headings))
    money = _currencies(contents, page, order)
    ways = [(one.place, _writer(sheet, looks, one, money)) for one in columns]
    ids = contents.ids(page)
    write_string = sheet.write_string
    at = FIRST - 1
    heights = _heights(columns)
    for at, row in enumerate(zip(*(one.cells for one in columns), strict=True), FIRST):
        if height := heights.get(at):
            sheet.set_row(at, height)
        write_string(at, 0, ids[order[at - FIRST]])
        for place, write in ways:
            value = row[place - 1]
            if value is not None:
                write(at, place, value)
        if at % _STEP == 0:
            beside.done(_STEP)
    sheet.set_column(0, 0, 34, None, {"hidden": True})
    for one in columns:
        sheet.set_column(one.place, one.place, one.width, None, {"hidden": one.blank})
    sheet.autofilter(HEADS, 0, max(at, FIRST), len(columns))
    title = contents.catalogue.kind(page.kind).title
    titles = [one.place for one in columns if one.name == title and one.place <= 3]
    sheet.freeze_panes(FIRST, max(titles, default=1) + 1)
    # Numbers of tickets, post codes and the like are texts, and no mistakes.
    sheet.ignore_errors({"number_stored_as_text": f"A1:XFD{at + SPARE}"})
    _offer(sheet, columns, beside.ranges, at + SPARE)
    across = sum(one.width for one in columns if not one.blank)
    internal = is_internal(contents, page)
    set_up(sheet, beside.head, page.name, internal=internal, across=across, titles=titles)
    return len(order)


def head(sheet: Any, looks: Looks, said: Sequence[str], headings: Sequence[str]) -> None:
    """Write the hidden row that programs read, and the headings.

    Args:
        sheet: An empty sheet.
        looks: Formats of its workbook.
        said: What the hidden row says.
        headings: What people read.
    """
    sheet.set_row(KEYS, None, None, {"hidden": True})
    for place, words in enumerate(said):
        sheet.write_string(KEYS, place, words)
    wide = any(len(words) > _ONE_LINE for words in headings)
    sheet.set_row(HEADS, _TWO_HIGH if wide else _HIGH)
    for place, words in enumerate(headings):
        sheet.write_string(HEADS, place, unmarked(words), looks.head())


def set_up(
    sheet: Any, head: str, name: str, *, internal: bool, across: float, titles: Sequence[int] = ()
) -> None:
    """Make a sheet fit to be printed, and mark what is internal.

    Args:
        sheet: The sheet.
        head: What stands at the head of every page.
        name: What the sheet is called.
        internal: Whether it tells what no client may see.
        across: Letters in a row.
        titles: Places of columns that are repeated on each page where a row takes several.
    """
    sheet.set_landscape()
    sheet.set_paper(9)
    sheet.set_margins(left=0.5, right=0.5, top=0.75, bottom=0.6)
    pages = max(1, math.ceil(across / _ACROSS))
    sheet.fit_to_pages(pages, 0)
    sheet.repeat_rows(HEADS)
    if pages > 1 and titles:
        sheet.repeat_columns(1, titles[0])
    sheet.set_header(f"&L{_printed(name)}&R{_printed(head)}")
    mark = _("Internal") if internal else ""
    sheet.set_footer(f"&L&B{mark}&R&P / &N")
    sheet.set_tab_color(INTERNAL_TAB if internal else CLIENT_TAB)


def _printed(words: str) -> str:
    return words[:60].replace("&", "&&")


def _columns(contents: Contents, page: Page, order: Sequence[int]) -> Iterator[_Column]:
    heads = zip(page.fields, page.headings, strict=True)
    for place, (name, heading) in enumerate(heads, 1):
        shown = contents.shown(page, name)
        cells = [shown[number] for number in order]
        field = None if name[0] == "~" else contents.field(page.kind, name)
        longest = max((_letters(cell, field) for cell in cells[:_SAMPLE]), default=0)
        # The arrow of the filter covers the end of a heading.
        least = min(len(heading), _ONE_LINE) + 4
        width = max(min(longest + 2, _WIDEST), least, _NARROWEST)
        wraps = (field is None or field.format in _PLAIN) and longest + 2 > _WIDEST
        wraps = wraps or (field is not None and field.format is Format.LONG_TEXT)
        yield _Column(place, name, field, cells, width, wraps)


def _heights(columns: Sequence[_Column]) -> dict[int, float]:
    """Points of the rows that take several lines."""
    most: dict[int, int] = {}
    for column in columns:
        if column.wraps:
            for at, cell in enumerate(column.cells, FIRST):
                lines = lines_of(cell, column.width) if isinstance(cell, str) else 1
                if lines > 1:
                    most[at] = max(most.get(at, 0), lines)
    return {at: height_of(lines) for at, lines in most.items()}


def lines_of(words: str, width: float) -> int:
    """About how many lines some words take in a column."""
    across = int(width * _LETTERS)
    if len(words) <= across and "\n" not in words:
        return 1
    return sum(1 + (len(part) - 1) // across if part else 1 for part in words.split("\n"))


def height_of(lines: int, most: int = _MOST_LINES) -> float:
    """Points of a row of so many lines; not every program works it out by itself."""
    return _POINTS * min(lines, most)


def time_look(looks: Looks, pattern: str) -> Any:
    """How a day or a moment looks: like a text, from the left."""
    return looks.of(valign="top", align="left", num_format=pattern)


def _letters(cell: Cell, field: Field | None) -> int:
    """How many letters a cell takes on its longest line."""
    if isinstance(cell, str):
        return max(map(len, cell.split("\n")))
    if isinstance(cell, dt.datetime):
        return 17
    if isinstance(cell, dt.date):
        return 11
    if cell is None:
        return 0
    money = field is not None and field.format is Format.MONEY
    return len(f"{cell:,.2f}") + 4 if money else len(f"{cell:g}")


def _currencies(contents: Contents, page: Page, order: Sequence[int]) -> Sequence[str | None]:
    """The currency of each row, in reading order; none where the kind has no such field."""
    if "currency" not in contents.parcel.columns.get(page.kind, ()):
        return ()
    stored = contents.stored(page.kind, "currency")
    return [stored[number] for number in order]


def _writer(sheet: Any, looks: Looks, column: _Column, money: Sequence[str | None]) -> Write:
    """What writes the cells of a column; its texts are texts whatever they begin with."""
    form = column.field.format if column.field is not None else Format.TEXT
    write_string, write_number = sheet.write_string, sheet.write_number
    if form is Format.MONEY:
        return _money(sheet, looks, money)
    if form in SCALED or form is Format.INTEGER:
        pattern = {Format.NUMBER: PARTS, Format.PERCENT: SHARE}.get(form, WHOLE)
        look = looks.number(pattern + ROOM)
        return lambda at, place, value: write_number(at, place, value, look)
    line = looks.text() if column.wraps else looks.line()
    if form in (Format.DATE, Format.MOMENT):
        day, moment, second = (time_look(looks, one) for one in (DAY, MOMENT, SECONDS))

        def write_day(at: int, place: int, value: Any) -> None:
            if type(value) is dt.datetime:
                look = second if value.second else moment
                write_number(at, place, (value - EPOCH) / ONE_DAY, look)
            elif type(value) is dt.date:
                write_number(at, place, value.toordinal() - EPOCH.toordinal(), day)
            else:
                write_string(at, place, value, line)

        return write_day

    def write_text(at: int, place: int, value: Any) -> None:
        write_string(at, place, unmarked(value) if value[0] == "<" else value, line)

    return write_text


def _money(sheet: Any, looks: Looks, currencies: Sequence[str | None]) -> Write:
    made: dict[tuple[str, bool], Any] = {}
    write_number = sheet.write_number

    def write(at: int, place: int, value: Any) -> None:
        code = (currencies[at - FIRST] or "") if currencies else ""
        key = (code, value == int(value))
        look = made.get(key)
        if look is None:
            look = made[key] = looks.number(money_pattern(code, whole=key[1]) + ROOM)
        write_number(at, place, value, look)

    return write


def _offer(sheet: Any, columns: Sequence[_Column], ranges: Ranges, last: int) -> None:
    """Let cells be chosen from lists, and figures stay within their bounds."""
    for one in columns:
        field = one.field
        if field is None or field.format is Format.TAGS:
            continue
        if field.key in ranges:
            source, closed = ranges[field.key]
            sheet.data_validation(
                FIRST, one.place, last, one.place,
                {
                    "validate": "list",
                    "source": f"={source}",
                    "error_type": "stop" if closed else "warning",
                    "error_title": _("Not in the list"),
                    "error_message": _("Choose one of the list, or leave the cell blank.")
                    if closed
                    else _("No record in this workbook is called so."),
                },
            )  # fmt: skip
        elif field.within is not None:
            least, most = field.within
            sheet.data_validation(
                FIRST, one.place, last, one.place,
                {
                    "validate": "integer",
                    "criteria": "between",
                    "minimum": least,
                    "maximum": most,
                    "error_title": _("Not a figure that fits"),
                    "error_message": _("Write a whole number from {least} to {most}.").format(
                        least=least, most=most
                    ),
                },
            )  # fmt: skip
