"""A brief as a PDF file: what the window and the scripts call."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path

from acctdesk.drawing.inter import Inter
from acctdesk.drawing.scene import Scene
from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.handoff.briefpages import BriefCover, brief_pages
from acctdesk.services.handover.brief import Brief
from acctdesk.words import _, current_locale, speaking

__all__ = ["BriefCover", "write_brief"]

WritePages = Callable[[Sequence[Scene], Path], None]
"""Writes scenes as the pages of a PDF into a file that is there."""


def write_brief(
    brief: Brief, cover: BriefCover, path: Path, write_pages: WritePages, language: str = ""
) -> int:
    """Write a brief as a PDF.

    Args:
        brief: What is told.
        cover: What is said of the whole.
        path: The file; it is replaced as a whole or not at all.
        write_pages: Writes the pages; `acctdesk.ui.printing.scenes.write_pages` in the window,
            `Display().pages` in a script.
        language: BCP 47 tag to write it in; the program's own when empty.

    Returns:
        How many pages it has.

    Raises:
        FileProblem: The name doesn't end in .pdf, or the file can't be written.
    """
    if path.suffix.lower() != ".pdf":
        raise FileProblem(
            _("a brief can't be written as “%s”.") % (path.suffix or path.name),
            where=path.name,
            remedy=_("Use a name that ends in .pdf."),
        )
    with replacing(path) as part:
        part.touch()  # a place that can't be written is told now and not after all the work
        with speaking(language or current_locale()):
            pages = brief_pages(brief, cover, Inter())
        write_pages(pages, part)
    return len(pages)
