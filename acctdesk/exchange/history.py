"""History and trash as files: a line for each field, text as text, nothing in it a formula."""

from __future__ import annotations

import csv
import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.grids.book import opened, sheet_name, text
from acctdesk.exchange.grids.cells import cut
from acctdesk.exchange.grids.text import guarded
from acctdesk.services.catalogue import Catalogue
from acctdesk.services.historical_lines import HistoryLine
from acctdesk.services.history import History
from acctdesk.services.lanes import Job
from acctdesk.services.trash import Deleted
from acctdesk.words import _

MOST = 1_000_000
"""Lines of a file at most: a sheet holds no more."""
_WIDTHS = (18, 20, 24, 18, 28, 34, 20, 48, 48, 12)
"""Widths of the columns of a history, in letters."""

Cell = str | dt.datetime


def export_history(
    history: History,
    asked: Mapping[str, Any],
    path: Path,
    when: dt.datetime,
    job: Job | None = None,
) -> int:
    """Write what a search of the history finds.

    Args:
        history: The history.
        asked: What is looked for, as for `History.search`.
        path: The .xlsx or .csv file; it is replaced as a whole or not at all.
        when: The moment of the export, with its zone.
        job: Told the progress; may be cancelled.

    Returns:
        How many lines were written.

    Raises:
        FileProblem: The suffix is none of ours, or the file can't be written.
        Cancelled: The person stopped it; there is no new file.
    """
    _check(path)
    lines = history.found_lines(MOST, **asked)
    if job is not None:
        job.progress(0.5)
    heads = (
        _("When"), _("Who"), _("Account"), _("Kind"), _("Name"), _("What"), _("Field"),
        _("Before"), _("After"), _("Done"),
    )  # fmt: skip
    rows = (_history_row(one, path) for one in lines)
    _write(path, _("Changes"), heads, _WIDTHS, rows, len(lines), when, job)
    return len(lines)


def export_trash(
    deleted: Sequence[Deleted],
    catalogue: Catalogue,
    path: Path,
    when: dt.datetime,
    job: Job | None = None,
) -> int:
    """Write what is in the trash.

    Args:
        deleted: The records.
        catalogue: Names their kinds.
        path: The .xlsx or .csv file; it is replaced as a whole or not at all.
        when: The moment of the export, with its zone.
        job: Told the progress; may be cancelled.

    Returns:
        How many records were written.

    Raises:
        FileProblem: The suffix is none of ours, or the file can't be written.
        Cancelled: The person stopped it; there is no new file.
    """
    _check(path)
    heads = (_("Deleted"), _("Who"), _("Kind"), _("Name"), _("Note"), _("Id"))
    rows = (
        (
            _moment(one.at, path), one.author, str(catalogue.kind(one.kind).label), one.title,
            _("merged into another") if one.merged else "", one.record,
        )
        for one in deleted
    )  # fmt: skip
    widths = (18, 20, 18, 40, 20, 34)
    _write(path, _("Trash"), heads, widths, rows, len(deleted), when, job)
    return len(deleted)


def _check(path: Path) -> None:
    if path.suffix.lower() not in (".xlsx", ".csv"):
        raise FileProblem(
            _("this can't be exported as “%s”.") % (path.suffix or path.name),
            where=path.name,
            remedy=_("Use a name that ends in .xlsx or .csv."),
        )


def _history_row(one: HistoryLine, path: Path) -> tuple[Cell, ...]:
    return (
        _moment(one.at, path), one.author, one.account, one.kind_label, one.title, one.what,
        one.field_label, one.before, one.after, one.done,
    )  # fmt: skip


def _moment(at: dt.datetime, path: Path) -> Cell:
    """A real date in a workbook, in the computer's zone; ISO 8601 in UTC in a text file."""
    if path.suffix.lower() == ".csv":
        return at.astimezone(dt.UTC).isoformat(timespec="seconds")
    return at.astimezone().replace(tzinfo=None)


def _write(
    path: Path,
    title: str,
    heads: Sequence[str],
    widths: Sequence[int],
    rows: Iterable[Sequence[Cell]],
    count: int,
    when: dt.datetime,
    job: Job | None,
) -> None:
    told = _telling(rows, count, job)
    if path.suffix.lower() == ".csv":
        with replacing(path) as part, part.open("w", encoding="utf-8-sig", newline="") as out:
            writer = csv.writer(out)
            writer.writerow(heads)
            writer.writerows([guarded(str(cell)) for cell in row] for row in told)
        return
    with replacing(path) as part, opened(part) as book:
        book.set_properties({"title": title, "comments": "AcctDesk", "created": when})
        head = book.add_format({"bold": True, "bottom": 1, "valign": "top"})
        words = book.add_format({"valign": "top", "text_wrap": True})
        day = book.add_format({"valign": "top", "num_format": "d mmm yyyy hh:mm", "align": "left"})
        page = book.add_worksheet(sheet_name(title))
        for place, wide in enumerate(widths):
            page.set_column(place, place, wide)
        page.freeze_panes(1, 0)
        page.autofilter(0, 0, max(count, 1), len(heads) - 1)
        for place, said in enumerate(heads):
            page.write_string(0, place, said, head)
        for line, row in enumerate(told, 1):
            for place, cell in enumerate(row):
                if isinstance(cell, dt.datetime):
                    page.write_datetime(line, place, cell, day)
                elif cell:
                    text(page, line, place, cut(cell), words)


def _telling(
    rows: Iterable[Sequence[Cell]], count: int, job: Job | None
) -> Iterable[Sequence[Cell]]:
    """The rows, told to the job as they are written."""
    for done, row in enumerate(rows):
        if job is not None and done % 500 == 0:
            job.progress(0.5 + 0.5 * done / max(count, 1))
        yield row
