"""A list as a workbook: types kept, groups folded, nothing in it a formula.

Rows are written as they are read and lie on the disk until the file is packed, so that a list of
a hundred thousand records costs little memory.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeAlias
from xml.sax.saxutils import escape

from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.grids.about import write_about
from acctdesk.exchange.grids.cells import value_of, workbook_cell
from acctdesk.exchange.grids.content import Content, Head
from acctdesk.exchange.grids.looks import DAY, DEEPEST, PARTS, SHARE, WHOLE, Looks
from acctdesk.exchange.grids.totals import Figure, group_figure, sum_rows
from acctdesk.models.catalogue import Field, Format
from acctdesk.services.lanes import Job
from acctdesk.services.record import Record
from acctdesk.words import _, number

MOST = 1_048_576 - 200
"""Records that a sheet holds, with room for heads and sums."""

_EPOCH = dt.date(1899, 12, 30)
_WIDEST = 60
"""Letters up to which a column grows with its content."""

_PACKING = 0.75
"""Share of the work that is done when all rows are written."""

Writer: TypeAlias = Callable[[Any, int, int, Record], int]
"""Writes one field of a record into a cell; returns how many letters wide it is."""


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
    with replacing(path) as part, _workbook(part) as book:
        book.set_properties({"title": content.request.title, "comments": "AcctDesk"})
        looks = Looks(book, tall=content.view.row_height == "tall")
        about = _("About")
        page = book.add_worksheet(sheet_name(content.request.title, about))
        written = _Sheet(page, looks, content, job).write()
        write_about(book.add_worksheet(about), looks, content, when)
        if job is not None:
            job.check()
    return written


@contextmanager
def _workbook(part: Path) -> Iterator[Any]:
    import xlsxwriter
    from xlsxwriter.exceptions import FileCreateError

    part.touch()  # a place that can't be written is told now and not after all the work
    with tempfile.TemporaryDirectory(prefix="acctdesk-", ignore_cleanup_errors=True) as folder:
        book = xlsxwriter.Workbook(
            part,
            {
                "constant_memory": True,
                "tmpdir": folder,
                "strings_to_formulas": False,
                "strings_to_urls": False,
                "strings_to_numbers": False,
            },
        )
        book.use_zip64()
        try:
            yield book
            book.close()
        except FileCreateError as error:
            raise error.args[0] from None  # the system's own error, which says why
        finally:
            # Left alone after an error, the rows' files would stay open, and on some systems stay.
            for page in book.worksheets():
                page.row_data_fh.close()


def sheet_name(title: str, other: str = "") -> str:
    """A title as the name of a sheet.

    Args:
        title: Any text.
        other: The name of another sheet, which it may not have.
    """
    clean = "".join(letter for letter in title if letter not in "[]:*?/\\" and letter >= " ")
    name = clean[:31].strip("' ") or _("List")
    if name.casefold() in (other.casefold(), "history"):
        name = f"{name[:29]} 1"
    return name


class _Sheet:
    """The list's sheet on its way."""

    def __init__(self, page: Any, looks: Looks, content: Content, job: Job | None) -> None:
        self._page, self._looks, self._content, self._job = page, looks, content, job
        self._fields = content.fields
        self._writers = [(place, _writer(one, looks)) for place, one in enumerate(self._fields, 1)]
        self._widths = [0] * (len(self._fields) + 1)
        self._nested = content.levels > 0
        self._row = 0

    def write(self) -> int:
        """Write everything; returns how many records there were."""
        self._head()
        done = self._lines()
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
        if self._nested:
            page.outline_settings(symbols_below=False)

    def _lines(self) -> int:
        done = 0
        if not self._nested:
            for records in self._content.pages():
                self._plain(records)
                done += len(records)
                self._told(done)
            return done
        for line in self._content.lines(self._told):
            self._row += 1
            self._page.set_row(self._row, None, None, {"level": min(line.level, DEEPEST)})
            if line.record is not None:
                self._record(self._row, line.record, line.level)
                done += 1
            elif line.head is not None:
                self._group(line.head)
        return done

    def _plain(self, records: list[Record]) -> None:
        """The quick way for a list without groups and levels."""
        page, row, writers = self._page, self._row, self._writers
        write_string = page.write_string
        if row == 0:
            self._measure(records)
        for record in records:
            row += 1
            write_string(row, 0, record.id)
            for place, write in writers:
                write(page, row, place, record)
        self._row = row

    def _record(self, row: int, record: Record, level: int) -> None:
        page = self._page
        page.write_string(row, 0, record.id)
        for place, write in self._writers:
            wide = write(page, row, place, record)
            self._widths[place] = max(self._widths[place], wide)
        if level and self._content.depth:
            self._indent(row, record, level)

    def _indent(self, row: int, record: Record, level: int) -> None:
        """Show how deep a record stands by where its name begins."""
        title = self._content.kind.title
        for place, field in enumerate(self._fields, 1):
            if field.name == title and record[title]:
                text(self._page, row, place, str(record[title]), self._looks.indent(level))

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

    def _measure(self, records: list[Record]) -> None:
        """Letters of the first rows: they stand for all where nobody has set a width."""
        for place, field in enumerate(self._fields, 1):
            value, cell = value_of(field), workbook_cell(field)
            longest = max((len(str(cell(value(one)) or "")) for one in records[:500]), default=0)
            self._widths[place] = longest + (5 if field.format is Format.MONEY else 0)

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

    def _told(self, done: int) -> None:
        if self._job is not None:
            self._job.progress(_PACKING * done / max(len(self._content.ids), 1))


def text(page: Any, row: int, place: int, words: str, look: Any = None) -> int:
    """Write a text as it is.

    The writer takes a text between `<r>` and `</r>` for its own markup: such a one is given to it
    as markup of ours, so that nothing in a client's words becomes part of the file's structure.
    """
    if words.startswith("<r>") and words.endswith("</r>"):
        words = f'<r><t xml:space="preserve">{escape(words[:5000])}</t></r>'
    page.write_string(row, place, words, look)
    return len(words)


def _writer(field: Field, looks: Looks) -> Writer:
    """The function that writes one field of a record."""
    value = value_of(field)
    if field.format is Format.MONEY:
        return _money(field, looks)
    patterns = {Format.INTEGER: WHOLE, Format.NUMBER: PARTS, Format.PERCENT: SHARE}
    if field.format in patterns:
        return _number(field, looks.number(patterns[field.format]))
    if field.format is Format.DATE:
        return _day(field, looks)
    if field.format is Format.CHECK:
        look = looks.text()

        def tick(page: Any, row: int, place: int, record: Record) -> int:
            found = value(record)
            if found is not None:
                page.write_boolean(row, place, found, look)
            return 5

        return tick
    return _words(field, looks.text())


def _words(field: Field, look: Any) -> Writer:
    value, cell = value_of(field), workbook_cell(field)

    def words(page: Any, row: int, place: int, record: Record) -> int:
        found = cell(value(record))
        if not found:
            return 0
        return text(page, row, place, str(found), look)

    return words


def _number(field: Field, look: Any) -> Writer:
    value, cell = value_of(field), workbook_cell(field)

    def figure(page: Any, row: int, place: int, record: Record) -> int:
        found = cell(value(record))
        if found is None:
            return 0
        page.write_number(row, place, found, look)
        return len(str(found)) + 3

    return figure


def _money(field: Field, looks: Looks) -> Writer:
    value, cell = value_of(field), workbook_cell(field)
    made: dict[tuple[object, bool], Any] = {}

    def money(page: Any, row: int, place: int, record: Record) -> int:
        found: Any = cell(value(record))
        if found is None:
            return 0
        key = (record.values.get("currency"), found == int(found))
        look = made.get(key)
        if look is None:
            look = made[key] = looks.money(str(key[0] or ""), whole=key[1])
        page.write_number(row, place, found, look)
        return len(str(found)) + 7

    return money


def _day(field: Field, looks: Looks) -> Writer:
    value, cell = value_of(field), workbook_cell(field)
    plain, day = looks.text(), looks.number(DAY)

    def date(page: Any, row: int, place: int, record: Record) -> int:
        found = cell(value(record))
        if isinstance(found, dt.date):
            page.write_number(row, place, (found - _EPOCH).days, day)
            return 11
        if found:
            text(page, row, place, str(found), plain)
        return 8

    return date
