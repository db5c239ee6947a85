"""Writes a hand-over workbook: a cover, sheets of records that people read, and the exact content.

Rows are written as they are shown and lie on the disk until the file is packed, so that a hundred
thousand tickets cost little memory. No cell is a formula, whatever a client's text begins with.
"""

from __future__ import annotations

import datetime as dt
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.grids.book import opened
from acctdesk.exchange.grids.headings import key
from acctdesk.exchange.grids.looks import Looks
from acctdesk.exchange.handoff import layout
from acctdesk.exchange.handoff.briefsheet import write_brief
from acctdesk.exchange.handoff.cover import Cover, Entry, headline, write_cover
from acctdesk.exchange.handoff.historysheet import MOST as MOST_LINES
from acctdesk.exchange.handoff.historysheet import write_history
from acctdesk.exchange.handoff.lists import ChoiceList, choice_lists, rows_of
from acctdesk.exchange.handoff.locking import lock
from acctdesk.exchange.handoff.packing import pack
from acctdesk.exchange.handoff.rows import Contents
from acctdesk.exchange.handoff.sheets import Beside, is_internal, write_page
from acctdesk.exchange.handoff.team import matrix, write_team
from acctdesk.models.catalogue import Catalogue
from acctdesk.services.handover.brief import Brief
from acctdesk.services.handover.parcel import Page, Parcel
from acctdesk.services.historical_lines import HistoryLine
from acctdesk.services.lanes import Job
from acctdesk.words import _, number, speaking

MOST = 1_048_576 - 1_000
"""Records that a sheet holds, with room for those that somebody adds."""

_ABOUT = 40
"""Letters that the cover tells of a sheet's columns."""
_WRITING, _PACKING = 0.75, 0.9
"""Shares of the work that are done when all rows are written, and when the file is packed."""


@dataclass(frozen=True, slots=True)
class Book:
    """What a workbook tells.

    Attributes:
        parcel: What is handed over.
        catalogue: The fields as the program knows them.
        brief: What has to be known of the accounts; None for none.
        history: What changed, the newest first; nothing for none.
        language: The language it speaks (BCP 47); English when empty.
        to: Who takes it over; may be empty.
        documents: What lies beside the workbook, as a sentence; empty for nothing.
    """

    parcel: Parcel
    catalogue: Catalogue
    brief: Brief | None = None
    history: Sequence[HistoryLine] = ()
    language: str = ""
    to: str = ""
    documents: str = ""


@dataclass(frozen=True, slots=True)
class Written:
    """A workbook that was written.

    Attributes:
        path: The file.
        records: How many records its sheets show.
        sheets: Names of the sheets that people see.
        parcel: What was packed into it.
        locked: Whether it is locked with a password.
    """

    path: Path
    records: int
    sheets: tuple[str, ...]
    parcel: Parcel
    locked: bool


def write_handover(
    book: Book, path: Path, *, when: dt.datetime, job: Job | None = None, password: str = ""
) -> Written:
    """Write a hand-over workbook.

    Args:
        book: What it tells.
        path: The .xlsx file; it is replaced as a whole or not at all.
        when: The moment at which it is written, with a zone.
        job: Told the progress; may be cancelled.
        password: Locks the file; blank for none.

    Returns:
        What was written.

    Raises:
        FileProblem: The file can't be written, or a sheet doesn't hold so many rows.
        Cancelled: The person stopped it; there is no new file.
    """
    with speaking(book.language or "en"), ExitStack() as leaving:
        part = leaving.enter_context(replacing(path))
        part.touch()  # a place that can't be written is told now and not after all the work
        plain = part
        if password:
            # What will be locked never lies open beside the others' files, not even for a while.
            folder = leaving.enter_context(
                tempfile.TemporaryDirectory(prefix="acctdesk-", ignore_cleanup_errors=True)
            )
            plain = Path(folder) / "open.xlsx"
        writing = _Writing(book, when, job or Job(""), path.name)
        with opened(plain) as made:
            written = writing.write(made)
        writing.job.progress(_PACKING)
        if password:
            lock(plain, part, password)
        writing.job.check()
    return replace(written, path=path, locked=bool(password))


class _Writing:
    """A workbook on its way."""

    def __init__(self, book: Book, when: dt.datetime, job: Job, name: str) -> None:
        self.book, self.when, self.job = book, when, job
        catalogue = layout.described(book.catalogue, book.parcel)
        self.contents = Contents(catalogue, book.parcel)
        self.pages = layout.pages(catalogue, book.parcel)
        self._lists = choice_lists(self.contents, self.pages)
        self._done = 0
        self._total = max(sum(len(self.contents.ids(one)) for one in self.pages), 1)
        for page in self.pages:
            if len(self.contents.ids(page)) > MOST:
                raise FileProblem(
                    _("a sheet holds %(most)s rows, and there are more %(what)s.")
                    % {"most": number(MOST), "what": page.name},
                    where=name,
                    remedy=_("Hand over fewer accounts at once, or leave this section out."),
                )

    def write(self, made: Any) -> Written:
        book, parcel = self.book, self.book.parcel
        title = headline(parcel)
        made.set_properties({"title": title, "author": parcel.by, "comments": "AcctDesk"})
        looks = Looks(made, tall=True)
        names = _Names(self.pages)
        cover = made.add_worksheet(names.cover)
        extras: list[Entry] = []
        if book.brief is not None and book.brief.accounts:
            write_brief(made.add_worksheet(names.brief), looks, book.brief)
            about = _("What to know first, account by account")
            extras.append(Entry(names.brief, about, None, internal=True))
        if matrix(self.contents)[1]:
            write_team(made.add_worksheet(names.team), looks, self.contents, title, names.team)
            about = _("Who of us does what, and where")
            extras.append(Entry(names.team, about, None, internal=True))
        ranges = _ranges(names.lists, self._lists)
        told = [*extras]
        records = 0
        for page in self.pages:
            sheet = made.add_worksheet(page.name)
            count = write_page(
                sheet, looks, self.contents, page, Beside(title, ranges, self._advance)
            )
            internal = is_internal(self.contents, page)
            told.append(Entry(page.name, _about(page), count, internal))
            records += count
        if book.history:
            sheet = made.add_worksheet(names.history)
            count = write_history(sheet, looks, book.history, title, names.history)
            about = _("What changed, by whom and when")
            if len(book.history) > MOST_LINES:
                about = _("The newest changes, by whom and when")
            told.append(Entry(names.history, about, count, internal=True))
        self._write_lists(made.add_worksheet(names.lists))
        packed = replace(parcel, pages=self.pages)
        self._write_packed(made.add_worksheet(names.packed), packed)
        write_cover(cover, looks, Cover(parcel, book.to, self.when, tuple(told), book.documents))
        cover.activate()
        self.job.progress(_WRITING)
        shown = (names.cover, *(one.name for one in told))
        return Written(Path(), records, shown, packed, locked=False)

    def _advance(self, rows: int) -> None:
        self._done += rows
        self.job.progress(_WRITING * min(self._done / self._total, 1.0))

    def _write_lists(self, sheet: Any) -> None:
        cells = sorted(rows_of(self._lists))
        for row, column, words in cells:
            sheet.write_string(row, column, words)
        sheet.hide()

    def _write_packed(self, sheet: Any, parcel: Parcel) -> None:
        for row, words in enumerate(pack(parcel)):
            sheet.write_string(row, 0, words)
        sheet.very_hidden()


class _Names:
    """Names of the sheets that are no kind's; none is taken twice."""

    def __init__(self, pages: Sequence[Page]) -> None:
        taken = {"history", *(key(one.name) for one in pages)}
        self.cover = layout.free_name(_("Cover"), taken)
        self.brief = layout.free_name(_("Brief"), taken)
        self.team = layout.free_name(_("Who does what"), taken)
        self.history = layout.free_name(_("What changed"), taken)
        self.lists = layout.free_name(_("Lists"), taken)
        self.packed = layout.free_name(_("AcctDesk data"), taken)


def _about(page: Page) -> str:
    """What a sheet tells: its first columns, as far as they fit a line."""
    heads = [head for name, head in zip(page.fields, page.headings, strict=True) if name[0] != "~"]
    told = heads[0]
    for one in heads[1:]:
        if len(told) + len(one) > _ABOUT:
            return f"{told}, …"
        told = f"{told}, {one}"
    return told


def _ranges(name: str, lists: Sequence[ChoiceList]) -> dict[str, tuple[str, bool]]:
    """Where the list of each field stands."""
    from xlsxwriter.utility import xl_col_to_name

    found = {}
    quoted = name.replace("'", "''")
    for place, one in enumerate(lists):
        column = xl_col_to_name(1 + 2 * place)
        first, last = layout.FIRST + 1, layout.FIRST + len(one.said)
        source = f"'{quoted}'!${column}${first}:${column}${last}"
        found.update(dict.fromkeys(one.fields, (source, one.closed)))
    return found
