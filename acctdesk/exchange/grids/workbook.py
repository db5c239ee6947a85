"""A list as a workbook: types kept, groups folded, nothing in it a formula.

Rows are written as they are read and lie on the disk until the file is packed, so that a list of
a hundred thousand records costs little memory.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, TypeAlias

from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.grids.about import write_about
from acctdesk.exchange.grids.book import opened, sheet_name, text, unmarked
from acctdesk.exchange.grids.cells import LISTED, cut, labels, workbook_cell
from acctdesk.exchange.grids.content import PAGE, Content, Head
from acctdesk.exchange.grids.looks import DAY, DEEPEST, PARTS, SHARE, WHOLE, Looks
from acctdesk.exchange.grids.marking import PLAIN, Tones
from acctdesk.exchange.grids.totals import Figure, group_figure, sum_rows
from acctdesk.models.catalogue import Field, Format
from acctdesk.services.extracts import Row
from acctdesk.services.lanes import Job
from acctdesk.words import _, number

MOST = 1_048_576 - 200
"""Records that a sheet holds, with room for heads and sums."""

_EPOCH = dt.date(1899, 12, 30)
_WIDEST = 60
"""Letters up to which a column grows with its content."""

_BLANK: tuple[Any, ...] = (None, "", ())
"""Values of which nothing is written."""

_SHORT = 16_000
"""Letters of a text that surely fits a cell."""

_PACKING = 0.75
"""Share of the work that is done when all rows are written."""

Write: TypeAlias = Callable[[int, int, Any, Row], object]
"""Writes a value into the cell at a row and a column; the whole row tells the currency."""

Way: TypeAlias = tuple[int, int, Write]
"""A column, the place of its value in a row, and what writes it."""


def write_workbook(content: Content, path: Path, when: dt.datetime, job: Job | None = None) -> int:
    """Write a list as a workbook with a second sheet that tells about it.

    Args:
        content: The list.
        path: The .xlsx file; it is replaced as a whole or not at all.
        when: The moment of the export.
        job: Told the progress; may be cancelled.

    Returns:
        How many records were written.

    Raises:
        FileProblem: The file can't be written, or a sheet doesn't hold so many rows.
        Cancelled: The person stopped it; there is no new file.
    """
    if len(content.ids) + len(content.heads) > MOST:
        raise FileProblem(
            _("a workbook holds %s rows and this list is longer.") % number(MOST),
            where=path.name,
            remedy=_("Narrow the list, or export it as .csv."),
        )
    with replacing(path) as part, opened(part) as book:
        book.set_properties({"title": content.request.title, "comments": "AcctDesk"})
        looks = Looks(book, tall=content.view.row_height == "tall")
        about = _("About")
        page = book.add_worksheet(sheet_name(content.request.title, about))
        written = _Sheet(page, looks, content, job).write()
        write_about(book.add_worksheet(about), looks, content, when)
        if job is not None:
            job.check()
    return written


class _Sheet:
    """The list's sheet on its way."""

    def __init__(self, page: Any, looks: Looks, content: Content, job: Job | None) -> None:
        self._page, self._looks, self._content, self._job = page, looks, content, job
        self._fields = content.fields
        self._writers = self._made()
        self._marking = content.marking
        self._marked: dict[int, tuple[Sequence[Way], Sequence[Way]]] = {}
        self._widths = [0] * (len(self._fields) + 1)
        self._row = 0

    def _made(self, tones: Tones = PLAIN) -> list[Way]:
        """How the cells of a record are written that has these marks."""
        content, currency = self._content, self._content.place("currency")
        return [
            (
                column,
                content.place(one.name),
                _writer(self._page, one, self._toned(one, tones), currency),
            )
            for column, one in enumerate(self._fields, 1)
        ]

    def _toned(self, field: Field, tones: Tones) -> Looks:
        if tones is PLAIN:
            return self._looks
        return self._looks.toned(tones.of(field.name), tones.signs.get(field.name))

    def write(self) -> int:
        """Write everything; returns how many records there were."""
        content = self._content
        self._head()
        done = self._nested() if content.levels else self._plain()
        last = self._row
        self._sums()
        self._page.autofilter(0, 0, max(last, 1), len(self._fields))
        self._lay_out()
        return done

    def _head(self) -> None:
        page, head = self._page, self._looks.head()
        page.write_string(0, 0, self._content.id_heading, head)
        for place, field in enumerate(self._fields, 1):
            page.write_string(0, place, self._content.headings[field.name], head)

    def _plain(self) -> int:
        """The quick way, for a list without groups and levels."""
        total = max(len(self._content.ids), 1)
        for rows in self._content.pages():
            self._measure(rows)
            at = self._row
            for row in rows:
                at += 1
                self._record(at, row)
            self._row = at
            self._told(at / total)
        return self._row

    def _nested(self) -> int:
        content, page = self._content, self._page
        page.outline_settings(symbols_below=False)
        done = 0
        for start in range(0, content.line_count, PAGE):
            lines = content.lines(start, PAGE)
            self._measure([line.row for line in lines if line.row is not None])
            for line in lines:
                self._row += 1
                page.set_row(self._row, None, None, {"level": min(line.level, DEEPEST)})
                if line.head is not None:
                    self._group(line.head)
                elif line.row is not None:
                    self._record(self._row, line.row)
                    self._indent(line.row, line.level)
                    done += 1
            self._told(start / content.line_count)
        return done

    def _record(self, at: int, row: Row) -> None:
        self._page.write_string(at, 0, row[0])
        ways: Sequence[Way] = self._writers
        if key := self._marking.key(row[0]):
            ways, blank = self._marked.get(key) or self._mark(key)
            for column, place, write in blank:
                if row[place] in _BLANK:
                    write(at, column, None, row)
        for column, place, write in ways:
            value = row[place]
            if value is not None:
                write(at, column, value, row)

    def _mark(self, key: int) -> tuple[Sequence[Way], Sequence[Way]]:
        """How values, and blanks, of records with the same marks are written."""
        tones, page = self._marking.tones(key), self._page
        blank: list[Way] = []
        for column, field in enumerate(self._fields, 1):
            look = self._toned(field, tones).text()
            if look is not None:

                def write(at: int, column: int, _none: Any, _row: Row, look: Any = look) -> None:
                    page.write_blank(at, column, None, look)

                blank.append((column, self._content.place(field.name), write))
        found = self._marked[key] = (self._made(tones), blank)
        return found

    def _indent(self, row: Row, level: int) -> None:
        """Show how deep a record stands by where its name begins."""
        title = self._content.kind.title
        for column, field in enumerate(self._fields, 1):
            if field.name == title and level and self._content.depth:
                name = cut(str(row[self._content.place(title)]))
                looks = self._toned(field, self._marking.tones(self._marking.key(row[0])))
                text(self._page, self._row, column, name, looks.indent(level))

    def _group(self, head: Head) -> None:
        page, row, looks = self._page, self._row, self._looks
        page.write_string(row, 0, "#group")
        text(page, row, 1, head.words, looks.group(head.level))
        for place, field in enumerate(self._fields[1:], 2):
            how = self._content.hows.get(field.name, "sum")
            figure = group_figure(field, head.sums.get(field.name), how)
            if figure is None:
                page.write_blank(row, place, None, looks.group(head.level))
            else:
                self._figure(row, place, figure, looks.group(head.level, figure.pattern))

    def _sums(self) -> None:
        content = self._content
        for number_, figures in enumerate(sum_rows(self._fields, content.hows, content.sums)):
            self._row += 1
            self._page.write_string(self._row, 0, "#sum")
            for place, figure in enumerate(figures, 1):
                look = self._looks.sum(figure.pattern if figure else "", first=number_ == 0)
                if figure is None:
                    self._page.write_blank(self._row, place, None, look)
                else:
                    self._figure(self._row, place, figure, look)

    def _figure(self, row: int, place: int, figure: Figure, look: Any) -> None:
        if isinstance(figure.value, str):
            text(self._page, row, place, figure.value, look)
        else:
            self._page.write_number(row, place, figure.value, look)

    # -- around the rows -------------------------------------------------------------------

    def _measure(self, rows: Sequence[Row]) -> None:
        """Letters of the first rows: they stand for all where nobody has set a width."""
        if any(self._widths):
            return
        for column, field in enumerate(self._fields, 1):
            cell, place = workbook_cell(field), self._content.place(field.name)
            longest = max((len(str(cell(row[place]) or "")) for row in rows[:500]), default=0)
            self._widths[column] = longest + (5 if field.format is Format.MONEY else 0)

    def _lay_out(self) -> None:
        page, content = self._page, self._content
        page.set_column(0, 0, 34, None, {"hidden": True})
        said = {one.field: one for one in content.view.columns}
        for place, field in enumerate(self._fields, 1):
            column = said.get(field.name)
            if column is not None and column.width:
                page.set_column_pixels(place, place, column.width)
                continue
            # The arrow of the filter covers the end of a heading.
            head = min(len(content.headings[field.name]), 24) + 4
            page.set_column(place, place, min(max(self._widths[place] + 2, head), _WIDEST))
        pinned = [one.field for one in content.view.columns if one.pinned]
        shown = [one.name for one in self._fields]
        fixed = len(pinned) if shown[: len(pinned)] == pinned else 0
        page.freeze_panes(1, fixed + 1 if fixed else 0)
        page.set_landscape()
        page.set_paper(9)
        page.fit_to_pages(1, 0)
        page.repeat_rows(0)
        title = content.request.title.replace("&", "&&")[:120]
        page.set_header(f"&L{title}&R&D")
        page.set_footer(f"&L{_('Internal')}&R&P / &N")

    def _told(self, share: float) -> None:
        if self._job is not None:
            self._job.progress(_PACKING * share)


def _writer(page: Any, field: Field, looks: Looks, currency: int) -> Write:
    """The function that writes the values of one field."""
    patterns = {Format.INTEGER: WHOLE, Format.NUMBER: PARTS, Format.PERCENT: SHARE}
    if field.format in patterns:
        return _number(page, field, looks.number(patterns[field.format]))
    if field.format is Format.MONEY:
        return _money(page, field, looks, currency)
    if field.format is Format.DATE:
        return _day(page, field, looks)
    look = looks.text()
    if field.format is Format.CHECK:
        return lambda at, column, value, _row: page.write_boolean(at, column, value, look)
    write_string = page.write_string
    if field.format in LISTED:
        words = {code: unmarked(label) for code, label in labels(field).items()}
        return lambda at, column, value, _row: write_string(
            at, column, words.get(value) or unmarked(value), look
        )
    cell = workbook_cell(field)

    def plain(at: int, column: int, value: Any, _row: Row) -> None:
        # Nearly all texts are short and no markup: they are passed on at once.
        if type(value) is not str or len(value) > _SHORT or value[:1] == "<":
            value = unmarked(str(cell(value) or ""))
        if value:
            write_string(at, column, value, look)

    return plain


def _number(page: Any, field: Field, look: Any) -> Write:
    cell, write_number = workbook_cell(field), page.write_number
    return lambda at, column, value, _row: write_number(at, column, cell(value), look)


def _money(page: Any, field: Field, looks: Looks, currency: int) -> Write:
    cell, write_number = workbook_cell(field), page.write_number
    made: dict[tuple[str, bool], Any] = {}

    def money(at: int, column: int, value: Any, row: Row) -> None:
        found: Any = cell(value)
        key = (row[currency] if currency else "", found == int(found))
        look = made.get(key)
        if look is None:
            look = made[key] = looks.money(key[0] or "", whole=key[1])
        write_number(at, column, found, look)

    return money


def _day(page: Any, field: Field, looks: Looks) -> Write:
    cell, plain, day = workbook_cell(field), looks.text(), looks.number(DAY)

    def date(at: int, column: int, value: Any, _row: Row) -> None:
        found = cell(value)
        if isinstance(found, dt.date):
            page.write_number(at, column, (found - _EPOCH).days, day)
        else:
            text(page, at, column, str(found), plain)

    return date
