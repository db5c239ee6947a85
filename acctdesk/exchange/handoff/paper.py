"""Running text in a workbook: headings, sentences and small tables, ready to be printed."""

from __future__ import annotations

import math
import textwrap
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from acctdesk.exchange.grids.book import unmarked
from acctdesk.exchange.grids.looks import Looks
from acctdesk.exchange.handoff.cells import text

INK, GREY, LINE, ALARM = "#1B1F24", "#57606A", "#D0D7DE", "#B02A00"
_POINTS = 15.0
"""Height of a line of the usual size."""
_LETTERS = 1.18
"""Letters of a text that take the room of a figure; a column's width is told in figures."""
_TALLEST = 400.0
"""What a row may have at most; spreadsheets take 409 points."""


@dataclass(frozen=True, slots=True)
class Piece:
    """Some words in a line.

    Attributes:
        words: What is said.
        span: Columns it takes.
        look: Properties of XlsxWriter's formats that differ from plain words.
        link: A sheet, or an address, that it leads to.
    """

    words: str
    span: int = 1
    look: Mapping[str, Any] = field(default_factory=dict)
    link: str = ""


class Paper:
    """A sheet that is written from the top down.

    Args:
        sheet: An empty sheet.
        looks: Formats of its workbook.
        widths: How wide its columns are, from the second on; the first is the margin.
        mark: What its hidden first row says, so that no program takes it for records.
    """

    def __init__(self, sheet: Any, looks: Looks, widths: Sequence[float], mark: str) -> None:
        self.sheet, self._looks, self._widths = sheet, looks, tuple(widths)
        self.row = 1
        self.breaks: list[int] = []
        sheet.set_row(0, None, None, {"hidden": True})
        sheet.write_string(0, 0, mark)
        sheet.set_column(0, 0, 2)
        for place, width in enumerate(widths, 1):
            sheet.set_column(place, place, width)
        sheet.hide_gridlines(2)
        sheet.set_paper(9)
        sheet.set_margins(left=0.6, right=0.6, top=0.7, bottom=0.7)
        sheet.fit_to_pages(1, 0)

    @property
    def across(self) -> int:
        """How many columns a line has."""
        return len(self._widths)

    def line(self, *pieces: Piece, points: float = 0.0) -> None:
        """Write a line as tall as its words need.

        Args:
            pieces: Its words, from the left.
            points: Its height; worked out from the words when 0.
        """
        self.sheet.set_row(self.row, points or self._height(pieces))
        at = 1
        for piece in pieces:
            self._write(at, piece)
            at += piece.span
        self.row += 1

    def gap(self, points: float = 9.0) -> None:
        """Leave some room."""
        self.sheet.set_row(self.row, points)
        self.row += 1

    def title(self, words: str) -> None:
        """What the page is about."""
        look = {"bold": True, "font_size": 20, "valign": "vcenter"}
        lines = len(textwrap.wrap(words, int(sum(self._widths) * 0.55))) or 1
        self.line(Piece(words, self.across, look), points=28.0 * lines)

    def heading(self, words: str, points: float = 21.0) -> None:
        """What follows."""
        look = {"bold": True, "font_size": 13, "bottom": 1, "bottom_color": LINE,
                "valign": "bottom"}  # fmt: skip
        self.line(Piece(words, self.across, look), points=points)

    def words(self, words: str, **look: Any) -> None:
        """A paragraph."""
        for part in words.split("\n"):
            self.line(Piece(part, self.across, look))

    def fact(self, name: str, words: str, **look: Any) -> None:
        """Something that is so: what, and how it is."""
        self.line(Piece(name, 1, {"font_color": GREY}), Piece(words, self.across - 1, look))

    def heads(self, *names: Piece) -> None:
        """The headings of a small table."""
        look = {"font_color": GREY, "bottom": 1, "bottom_color": LINE, "font_size": 10}
        self.line(*(Piece(one.words, one.span, {**look, **one.look}) for one in names))

    def page_break(self) -> None:
        """What follows begins on a page of its own."""
        self.breaks.append(self.row)

    def close(self, *, one_page: bool = False) -> None:
        """Say where pages end; call it at the end.

        Args:
            one_page: All of it is to be on one page.
        """
        if one_page:
            self.sheet.fit_to_pages(1, 1)
        if self.breaks:
            self.sheet.set_h_pagebreaks(self.breaks[:1000])
        self.sheet.print_area(0, 1, max(self.row - 1, 1), self.across)

    def _write(self, at: int, piece: Piece) -> None:
        look = self._looks.of(
            **{"valign": "top", "text_wrap": True, "font_color": INK, **piece.look}
        )
        if piece.span > 1:
            self.sheet.merge_range(self.row, at, self.row, at + piece.span - 1, "", look)
        words = text(piece.words)
        if not words:
            self.sheet.write_blank(self.row, at, None, look)
        elif piece.link:
            self.sheet.write_url(self.row, at, piece.link, look, words)
        else:
            self.sheet.write_string(self.row, at, unmarked(words), look)

    def _height(self, pieces: Sequence[Piece]) -> float:
        """How tall a line is: merged cells don't grow by themselves."""
        at, most = 0, _POINTS
        for piece in pieces:
            size = float(piece.look.get("font_size", 11))
            bold = 1.08 if piece.look.get("bold") else 1.0
            letters = sum(self._widths[at : at + piece.span]) * _LETTERS * 11 / (size * bold)
            lines = sum(
                max(1, len(textwrap.wrap(part, max(int(letters), 8))))
                for part in piece.words.split("\n")
            )
            most = max(most, lines * math.ceil(_POINTS * size / 11))
            at += piece.span
        return min(most, _TALLEST)
