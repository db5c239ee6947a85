"""What every workbook that leaves the program is written with: text stays text, little is kept."""

from __future__ import annotations

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape

from acctdesk.words import _


@contextmanager
def opened(part: Path) -> Iterator[Any]:
    """An empty workbook that is written to the disk row by row, and closed when the block ends.

    Args:
        part: The file to write.

    Yields:
        The workbook, of XlsxWriter.

    Raises:
        OSError: The file can't be written.
    """
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


def text(page: Any, row: int, place: int, words: str, look: Any = None) -> None:
    """Write a text as it is."""
    page.write_string(row, place, unmarked(words), look)


def unmarked(words: str) -> str:
    """A text that the writer takes for a text.

    It takes one between `<r>` and `</r>` for its own markup: such a one is given to it as markup
    of ours, so that nothing in a client's words becomes part of the file's structure.
    """
    if words.startswith("<r>") and words.endswith("</r>"):
        return f'<r><t xml:space="preserve">{escape(words[:5000])}</t></r>'
    return words
