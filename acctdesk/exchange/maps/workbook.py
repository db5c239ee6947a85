"""Sheets as a workbook: numbers and days stay what they are, and nothing becomes a formula."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from acctdesk.exchange.grids.book import sheet_name, text
from acctdesk.exchange.grids.cells import cut
from acctdesk.exchange.maps.register import Sheet, Value
from acctdesk.words import _

_WIDEST = 48
"""Letters up to which a column grows with its content."""


def write_sheets(
    part: Path,
    sheets: Sequence[Sheet],
    facts: Sequence[tuple[str, str]],
    title: str,
    *,
    internal: bool,
) -> None:
    """Write sheets, and a last one that tells about them.

    Args:
        part: The file to write.
        sheets: What is written.
        facts: What the last sheet says: a name, and words.
        title: Of the whole.
        internal: Whether every printed page says so.
    """
    import xlsxwriter

    book = xlsxwriter.Workbook(
        part,
        {
            "strings_to_formulas": False,
            "strings_to_urls": False,
            "strings_to_numbers": False,
        },
    )
    book.set_properties({"title": cut(title), "comments": "AcctDesk"})
    head = book.add_format({"bold": True, "bottom": 1, "text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd", "align": "left"})
    for sheet in sheets:
        page = book.add_worksheet(sheet_name(sheet.name))
        _fill(page, sheet, head, day)
        _print(page, title, internal=internal)
    about = book.add_worksheet(sheet_name(_("About")))
    about.set_column(0, 0, 20)
    about.set_column(1, 1, 60)
    text(about, 0, 0, cut(title), book.add_format({"bold": True, "font_size": 14}))
    for row, (name, words) in enumerate(facts, 2):
        about.write_string(row, 0, name)
        text(about, row, 1, cut(words))
    book.close()


def _fill(page: Any, sheet: Sheet, head: Any, day: Any) -> None:
    for column, heading in enumerate(sheet.headings):
        text(page, 0, column, cut(heading), head)
        cells = [row[column] for row in sheet.rows[:500]]
        longest = max((len(str(cell)) for cell in cells if cell is not None), default=0)
        page.set_column(column, column, min(max(longest, len(heading) + 2) + 2, _WIDEST))
    for at, row in enumerate(sheet.rows, 1):
        for column, cell in enumerate(row):
            _write(page, at, column, cell, day)
    if sheet.headings:
        page.autofilter(0, 0, max(len(sheet.rows), 1), len(sheet.headings) - 1)
    page.freeze_panes(1, sheet.pinned)


def _write(page: Any, row: int, column: int, value: Value, day: Any) -> None:
    if isinstance(value, str):
        text(page, row, column, cut(value))
    elif isinstance(value, dt.date):
        page.write_datetime(row, column, dt.datetime.combine(value, dt.time()), day)
    elif value is not None:
        page.write_number(row, column, value)


def _print(page: Any, title: str, *, internal: bool) -> None:
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)
    page.repeat_rows(0)
    # An ampersand begins an instruction there.
    page.set_header("&L" + title.replace("&", "&&")[:120] + "&R&D")
    page.set_footer((f"&L{_('Internal')}" if internal else "") + "&R&P / &N")
