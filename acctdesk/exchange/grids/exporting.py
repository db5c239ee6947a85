"""Exporting a list to a file: what the window and the scripts call."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

from acctdesk.errors import FileProblem
from acctdesk.exchange.grids.content import Content, Request, Source
from acctdesk.services.lanes import Job
from acctdesk.words import _

SUFFIXES = (".xlsx", ".csv")
"""What a list can be exported as."""


def export_grid(
    source: Source,
    request: Request,
    path: Path,
    when: dt.datetime,
    job: Job | None = None,
) -> int:
    """Export a list; what the file is, its suffix says.

    Args:
        source: The open workspace.
        request: Which list.
        path: The file; it is replaced as a whole or not at all.
        when: The moment of the export, with its zone.
        job: Told the progress; may be cancelled.

    Returns:
        How many records were exported.

    Raises:
        FileProblem: The suffix is none of ours, or the file can't be written.
        Cancelled: The person stopped it; there is no new file.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FileProblem(
            _("a list can't be exported as “%s”.") % (path.suffix or path.name),
            where=path.name,
            remedy=_("Use a name that ends in .xlsx or .csv."),
        )
    content = Content(source, request)
    if job is not None:
        job.check()
    if suffix == ".csv":
        from acctdesk.exchange.grids.text import write_text

        return write_text(content, path, job)
    from acctdesk.exchange.grids.workbook import write_workbook

    return write_workbook(content, path, when, job)


def file_name(title: str, when: dt.date, suffix: str = ".xlsx") -> str:
    """A name to propose for a list's file: "My accounts 2026-03-04.xlsx".

    Args:
        title: What the list is called.
        when: The day.
        suffix: What it is exported as.
    """
    clean = "".join(one if one not in '<>:"/\\|?*' and one >= " " else " " for one in title)
    clean = " ".join(clean.split()).strip(". ")[:80].rstrip() or _("List")
    return f"{clean} {when.isoformat()}{suffix}"
