"""Exporting a client's deck to a file: what the window and the scripts call.

What is handed in is a deck of released words and numbers, and nothing else is read.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Sequence
from pathlib import Path

from acctdesk.clientview import Deck
from acctdesk.drawing.inter import Inter
from acctdesk.drawing.scene import Scene
from acctdesk.errors import FileProblem
from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.grids.exporting import file_name
from acctdesk.words import _

SUFFIXES = (".pptx", ".pdf", ".xlsx")
"""What a deck can be exported as: to be edited, to be read, and its numbers alone."""

WritePages = Callable[[Sequence[Scene], Path], None]
"""Writes scenes as the pages of a PDF into a file that is there."""


def export_deck(
    deck: Deck, path: Path, write_pages: WritePages, template: Path | None = None
) -> int:
    """Export a deck; what the file is, its suffix says.

    Args:
        deck: What was released to the client.
        path: The file; it is replaced as a whole or not at all.
        write_pages: Writes a .pdf.
        template: The presentation whose layouts a .pptx gets; the program's own unless given.

    Returns:
        How many slides or sheets it has.

    Raises:
        FileProblem: The suffix is none of ours, the template can't be used, or the file can't be
            written.
    """
    suffix = path.suffix.lower()
    if suffix not in SUFFIXES:
        raise FileProblem(
            _("a deck can't be exported as “%s”.") % (path.suffix or path.name),
            where=path.name,
            remedy=_("Use a name that ends in .pptx, .pdf or .xlsx."),
        )
    if template is not None and suffix != ".pptx":
        raise FileProblem(
            _("only a .pptx is written into a template."),
            where=path.name,
            remedy=_("Use a name that ends in .pptx, or leave the template out."),
        )
    with replacing(path) as part:
        part.touch()  # a place that can't be written is told now and not after all the work
        if suffix == ".pptx":
            from acctdesk.exchange.decks.writing import write_deck

            return write_deck(deck, part, template)
        from acctdesk.exchange.decks.plain import plain

        if suffix == ".xlsx":
            from acctdesk.exchange.decks.numbers import write_numbers

            return write_numbers(plain(deck), part)
        from acctdesk.drawing.slides import deck_scenes, paginate

        measure = Inter()
        scenes = deck_scenes(paginate(plain(deck), measure), measure)
        write_pages(scenes, part)
        return len(scenes)


def deck_file_name(deck: Deck, day: dt.date, suffix: str) -> str:
    """A name to propose: "Northwind Quarterly business review Q4 2026 2026-12-04.pptx".

    Args:
        deck: The deck.
        day: The day of the occasion, or of the export.
        suffix: What it is exported as.
    """
    said = " ".join(one for one in (deck.client, deck.title, deck.period) if one)
    return file_name(said, day, suffix)
