"""Cells of a workbook that hold a client's words as words, whatever they are."""

from __future__ import annotations

from typing import Any
from xml.sax.saxutils import escape

LONGEST = 32_767
"""Characters of a cell, as spreadsheets count them: two for those beyond the basic plane."""
_NAME = 31
"""Characters of a sheet's name at most."""


def write_words(page: Any, row: int, column: int, words: str, look: Any = None) -> None:
    """Write words as they are, never as a formula, an address or markup.

    Args:
        page: The sheet.
        row: From 0.
        column: From 0.
        words: What stands in the cell; empty leaves it blank.
        look: Its format.
    """
    words = cut(words)
    if not words:
        return
    if words.startswith("<r>") and words.endswith("</r>"):
        # What stands between these signs the writer takes for its own markup: it gets ours.
        words = f'<r><t xml:space="preserve">{escape(words[:5000])}</t></r>'
    page.write_string(row, column, words, look)


def cut(words: str) -> str:
    """Words as long as a cell can be.

    Args:
        words: Any text.
    """
    while len(words.encode("utf-16-le")) // 2 > LONGEST:
        words = words[: max(len(words) - 1_000, 0)]
    return words


def sheet_name(title: str, taken: set[str], other: str) -> str:
    """A title as the name of a sheet that no other has.

    Args:
        title: Any text.
        taken: Names in use, case folded; the new one is added.
        other: The name where nothing of the title is left.
    """
    clean = "".join(letter for letter in title if letter not in "[]:*?/\\" and letter >= " ")
    plain = clean[:_NAME].strip("' ") or other
    # Spreadsheets keep this one for themselves.
    found, count = (f"{plain} 1" if plain.casefold() == "history" else plain), 1
    while found.casefold() in taken:
        count += 1
        found = f"{plain[: _NAME - 1 - len(str(count))].strip()} {count}"
    taken.add(found.casefold())
    return found
