"""How the cells of an exported workbook look; each format is made once."""

from __future__ import annotations

import re
from decimal import Decimal
from typing import Any

from acctdesk.services.view import How, Tone

_INK = "#1B1F24"
_GREY = "#57606A"
_HEAD = "#EDF0F3"
_GROUP = "#F7F8FA"
_LINE = "#828B95"

DEEPEST = 7
"""Levels that a spreadsheet can fold."""

DAY = "d mmm yyyy"
WHOLE = "#,##0"
PARTS = "#,##0.00####"
SHARE = "0.0###%"

MARKS: dict[How, str] = {
    "sum": "Σ",
    "average": "Ø",
    "median": "med",
    "min": "min",
    "max": "max",
    "count": "n",
    "empty": "∅",
    "distinct": "≠",
}
"""What stands before a sum, so that it isn't taken for another."""

SIGNS: dict[Tone, str] = {"good": "✓", "warn": "▲", "bad": "✕", "info": "●"}
"""What stands before a marked value: the sign tells what the colour tells."""

_GROUNDS: dict[Tone, str] = {
    "good": "#DEEDF5",
    "warn": "#EEE8DE",
    "bad": "#F5E3DE",
    "info": "#DFEAF4",
}
_EDGES: dict[Tone, tuple[int, str]] = {
    "good": (1, "#0072B2"),
    "warn": (2, "#7A4F00"),
    "bad": (5, "#B02A00"),
    "info": (4, "#0B5CAD"),
}
"""Left edge of a marked cell: the heavier, the more it matters. A blank cell shows no sign."""

_CODE = re.compile(r"[A-Z]{3}")


class Looks:
    """Makes the formats of one workbook.

    Args:
        book: The workbook.
        tall: Whether texts are wrapped.
    """

    def __init__(self, book: Any, *, tall: bool) -> None:
        self._book = book
        self._made: dict[tuple[tuple[str, Any], ...], Any] = {}
        self._sign = ""
        self._base: dict[str, Any] = {"valign": "top"} if tall else {}
        self._wrap: dict[str, Any] = {"text_wrap": True} if tall else {}

    def toned(self, ground: Tone | None, sign: Tone | None) -> Looks:
        """The same looks for a marked cell.

        The sign is part of how the cell shows its value, so that the value stays what it is.

        Args:
            ground: Tone of its ground; None for none.
            sign: Tone of the sign and the edge; None for none.
        """
        made = Looks(self._book, tall=bool(self._wrap))
        made._made = self._made
        made._base = dict(self._base)
        if ground is not None:
            made._base |= {"bg_color": _GROUNDS[ground], "font_color": _INK}
        if sign is not None:
            style, colour = _EDGES[sign]
            made._base |= {"left": style, "left_color": colour}
            made._sign = f'"{SIGNS[sign]} "'
        return made

    def text(self) -> Any:
        """A text; None where it needs no format."""
        shown = {"num_format": f"{self._sign}@"} if self._sign else {}
        look = {**self._base, **self._wrap, **shown}
        return self._format(**look) if look else None

    def line(self) -> Any:
        """A text on one line, where others are wrapped."""
        return self._format(**self._base) if self._base else None

    def number(self, pattern: str) -> Any:
        """A number, or a date, shown by a pattern."""
        left = {"align": "left"} if pattern == DAY else {}
        return self._format(**self._base, **left, num_format=f"{self._sign}{pattern}")

    def money(self, currency: str, *, whole: bool) -> Any:
        """An amount in a currency."""
        return self.number(money_pattern(currency, whole=whole))

    def indent(self, level: int) -> Any:
        """A name that stands beneath others."""
        shown = {"num_format": f"{self._sign}@"} if self._sign else {}
        return self._format(**self._base, **self._wrap, **shown, indent=min(level, DEEPEST))

    def head(self) -> Any:
        """A heading."""
        return self._format(
            bold=True, bg_color=_HEAD, font_color=_INK, bottom=1, bottom_color=_LINE,
            valign="vcenter", text_wrap=True,
        )  # fmt: skip

    def group(self, level: int, pattern: str = "") -> Any:
        """A cell of a group's head."""
        shown = {"num_format": pattern} if pattern else {"indent": min(level, DEEPEST)}
        return self._format(
            bold=True, bg_color=_GROUP if level else _HEAD, font_color=_INK, **shown
        )

    def sum(self, pattern: str = "", *, first: bool = False) -> Any:
        """A cell of the sums at the end."""
        line = {"top": 1, "top_color": _LINE} if first else {}
        shown = {"num_format": pattern} if pattern else {}
        return self._format(bold=True, font_color=_INK, **line, **shown)

    def caption(self) -> Any:
        """The name of something on the page that tells about the list."""
        return self._format(font_color=_GREY, valign="top")

    def words(self) -> Any:
        """A sentence on that page."""
        return self._format(text_wrap=True, valign="top")

    def title(self) -> Any:
        """Its title."""
        return self._format(bold=True, font_size=14, font_color=_INK)

    def of(self, **properties: Any) -> Any:
        """Any other look, by XlsxWriter's names of its properties."""
        return self._format(**properties)

    def _format(self, **properties: Any) -> Any:
        key = tuple(sorted(properties.items()))
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._book.add_format(properties)
        return found


def money_pattern(currency: str, *, whole: bool) -> str:
    """How an amount is shown: with its ISO code, which says more than a "$".

    Args:
        currency: ISO 4217 code; anything else shows no currency.
        whole: Whether there is nothing behind the point.
    """
    digits = WHOLE if whole else "#,##0.00"
    return f"[${currency}] {digits}" if _CODE.fullmatch(currency) else digits


def marked(how: How, pattern: str) -> str:
    """A pattern that also says what a number is: "Ø 12.50"."""
    return f'"{MARKS[how]} "{pattern}'


def is_whole(value: Any) -> bool:
    """Whether a number has nothing behind its point."""
    return bool(Decimal(value) == Decimal(value).to_integral_value())
