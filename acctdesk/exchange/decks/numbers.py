"""The numbers of a deck as a workbook: a sheet for each chart and table, numbers as numbers.

No cell is a formula, and no text becomes one.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from acctdesk.clientview import (
    Deck,
    Dots,
    Figure,
    Gauge,
    Part,
    Roadmap,
    Series,
    Slide,
    Stack,
    Table,
    Text,
)
from acctdesk.exchange.decks.cells import cut, sheet_name, write_words
from acctdesk.words import _, locale, speaking

Value = str | float | None
_NUMBER = re.compile("([−+-]?)(\\d[\\d.,'’\u00a0\u202f]*)([ \u00a0\u202f]?%)?")
_CODE = re.compile("0\\d")
"""How a number begins that is a name: of a ticket, of a telephone."""
_WIDEST = 60
"""Letters up to which a column grows with its content."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """What one sheet says.

    Attributes:
        name: Of the slide and of what stands on it.
        note: Unit, period and source.
        headings: One a column.
        rows: The cells; None for nothing.
    """

    name: str
    note: str
    headings: tuple[str, ...]
    rows: tuple[tuple[Value, ...], ...]


def write_numbers(deck: Deck, part: Path) -> int:
    """Write the numbers of a deck.

    Args:
        deck: What was released to the client.
        part: The file; written anew.

    Returns:
        How many sheets hold numbers.
    """
    import xlsxwriter

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "strings_to_numbers": False}
    book = xlsxwriter.Workbook(part, plain)
    with speaking(deck.language):
        sheets = [sheet for slide in deck.slides for sheet in sheets_of(slide)]
        book.set_properties(
            {"title": cut(deck.line)[:255], "author": deck.by[:255], "company": "", "comments": ""}
        )
        _Book(book, deck, sheets).write()
    book.close()
    return len(sheets)


def sheets_of(slide: Slide) -> Iterator[Sheet]:
    """What the parts of a slide say in numbers, one sheet a chart or table.

    Args:
        slide: The slide.
    """
    caption = ""
    gauges = [one for one in slide.parts if isinstance(one, Gauge)]
    figures = [one for one in slide.parts if isinstance(one, Figure)]
    for part in slide.parts:
        if isinstance(part, Text):
            caption = part.text if part.role != "body" else ""
            continue
        if sheet := _sheet(part, slide, caption):
            yield sheet
        caption = ""
    if gauges:
        yield _gauges(gauges, slide)
    if figures:
        headings = (_("Figure"), _("Value"), _("Note"))
        rows = tuple((one.name, one.value, one.note) for one in figures)
        yield Sheet(slide.name, slide.subtitle, headings, rows)


def _sheet(part: Part, slide: Slide, caption: str) -> Sheet | None:
    match part:
        case Series():
            headings = (part.heading, *(one.name for one in part.lines))
            columns = [one.values for one in part.lines]
            rows = tuple(
                (label, *(column[at] for column in columns)) for at, label in enumerate(part.labels)
            )
            return Sheet(part.title or slide.name, part.note, headings, rows)
        case Table():
            return Sheet(caption or slide.name, slide.title, part.headings, part.rows)
        case Stack():
            shares = tuple((one.name, float(one.count), one.text) for one in part.shares)
            return Sheet(part.name, part.note, (_("Answer"), _("Count"), _("Share")), shares)
        case Dots():
            answers = tuple((float(one),) for one in part.at)
            return Sheet(part.name, part.note, (_("Answer"),), answers)
        case Roadmap():
            told = tuple((one.name, one.when, one.state, one.note) for one in part.stretches)
            headings = (_("What"), _("When"), _("State"), _("Note"))
            return Sheet(slide.name, slide.title, headings, told)
    return None


def _gauges(gauges: Sequence[Gauge], slide: Slide) -> Sheet:
    headings = (_("Objective"), _("About"), _("Actual"), _("Target"), _("State"),
                _("Actual in words"), _("Target in words"), _("Rests on"))  # fmt: skip
    rows = tuple(
        (one.name, one.note, one.at, one.mark, one.state, one.value, one.target, one.foot)
        for one in gauges
    )
    return Sheet(slide.name, slide.title, headings, rows)


def typed(words: str) -> tuple[float, str] | None:
    """The number that a cell says in the language in force, and how it is shown; None for words.

    Args:
        words: What stands in the cell: "99.4 %", "1,234".
    """
    match = _NUMBER.fullmatch(words)
    if match is None or _CODE.match(match[2]):
        return None
    from babel.numbers import NumberFormatError, parse_decimal

    try:
        value = parse_decimal(match[2], locale=locale(), strict=True)
    except NumberFormatError:
        return None
    digits = -int(value.as_tuple().exponent) if value % 1 else 0
    share = bool(match[3])
    pattern = "#,##0" if abs(value) >= 10_000 else "0"
    pattern += ("." + "0" * digits if digits > 0 else "") + ("%" if share else "")
    exact = float(value) * (-1 if match[1] in ("−", "-") else 1)
    return round(exact / 100 if share else exact, 12), pattern


class _Book:
    def __init__(self, book: Any, deck: Deck, sheets: Sequence[Sheet]) -> None:
        self._book, self._deck, self._sheets = book, deck, sheets
        self._named: set[str] = set()
        self._formats: dict[str, Any] = {}
        self._title = book.add_format({"bold": True, "font_size": 14})
        self._strong = book.add_format({"bold": True})
        self._head = book.add_format(
            {"bold": True, "bg_color": "#EDF0F3", "bottom": 1, "text_wrap": True, "valign": "top"}
        )

    def write(self) -> None:
        """Write what it is about, and a sheet for each chart and table."""
        deck = self._deck
        front = self._page(_("Deck"))
        front.set_column(0, 0, 24)
        front.set_column(1, 1, 70)
        write_words(front, 0, 0, deck.line, self._title)
        facts = ((_("Client"), deck.client), (_("Occasion"), deck.title),
                 (_("Period"), deck.period), (_("Day"), deck.day), (_("By"), deck.by))  # fmt: skip
        at = 2
        for name, fact in facts:
            if fact:
                write_words(front, at, 0, name, self._strong)
                write_words(front, at, 1, fact)
                at += 1
        at += 1
        for sheet in self._sheets:
            name = self._fill(sheet)
            write_words(front, at, 0, name)
            write_words(front, at, 1, sheet.note)
            at += 1

    def _fill(self, sheet: Sheet) -> str:
        page = self._page(sheet.name)
        for column, heading in enumerate(sheet.headings):
            write_words(page, 0, column, heading, self._head)
            longest = max((len(str(row[column])) for row in sheet.rows), default=0)
            page.set_column(column, column, min(max(longest, len(heading)) + 3, _WIDEST))
        for at, row in enumerate(sheet.rows, 1):
            for column, value in enumerate(row):
                if isinstance(value, str):
                    found = typed(value)
                    if found is None:
                        write_words(page, at, column, value)
                    else:
                        page.write_number(at, column, found[0], self._format(found[1]))
                elif value is not None:
                    page.write_number(at, column, round(value, 12))
        page.freeze_panes(1, 1)
        return str(page.get_name())

    def _format(self, pattern: str) -> Any:
        if pattern not in self._formats:
            self._formats[pattern] = self._book.add_format({"num_format": pattern})
        return self._formats[pattern]

    def _page(self, name: str) -> Any:
        """A sheet with a name that no other has, set up to be printed."""
        found = sheet_name(name, self._named, _("Sheet"))
        page = self._book.add_worksheet(found)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        # An ampersand begins an instruction there.
        page.set_footer(f"&L{self._deck.line.replace('&', '&&')[:100]}&R&P / &N")
        return page
