"""Exporting a client's report to a file: what the window and the scripts call.

What is handed in is a view of released fields, and nothing else is read.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from acctdesk.clientview import View
from acctdesk.drawing.inter import Inter
from acctdesk.drawing.scene import Scene
from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.reports.reading import Cover, read_report
from acctdesk.words import _

SUFFIXES = (".xlsx", ".pdf")
"""What a report can be exported as."""

WritePages = Callable[[Sequence[Scene], Path], None]
"""Writes scenes as the pages of a PDF into a file that is there."""


def export_report(view: View, cover: Cover, path: Path, write_pages: WritePages) -> int:
    """Export a report; what the file is, its suffix says.

    Args:
        view: What was released to the client.
        cover: What is said of the whole.
        path: The file; it is replaced as a whole or not at all.
        write_pages: Writes a .pdf.

    Returns:
        How many objectives are in it.

    Raises:
        FileProblem: The suffix is none of ours, or the file can't be written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FileProblem(
            _("a report can't be exported as “%s”.") % (path.suffix or path.name),
            where=path.name,
            remedy=_("Use a name that ends in .xlsx or .pdf."),
        )
    with replacing(path) as part:
        part.touch()  # a place that can't be written is told now and not after all the work
        if suffix == ".xlsx":
            from acctdesk.exchange.reports.workbook import write_report

            return write_report(view, cover, part)
        from acctdesk.exchange.reports.pages import report_pages

        write_pages(report_pages(view, cover, Inter()), part)
        return len(read_report(view).gauges)
