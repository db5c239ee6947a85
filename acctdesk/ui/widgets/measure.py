"""Widths of texts, measured once, and texts shortened or broken to fit."""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import TypeAlias

from PySide6.QtCore import Qt

from acctdesk.ui.theme.tokens import TypeName
from acctdesk.ui.widgets.plain import Faces

_SIMPLE = "".join(map(chr, (*range(0x20, 0x7F), *range(0xA0, 0x180)))) + "–—‘’“”…€−"
"""Letters that stand side by side as they are."""
_SIMPLE_SET = frozenset(_SIMPLE)
_CLOSE = 1.15
"""How much wider than a text the sum of its letters may be: kerning takes a few hundredths."""
_UNKNOWN = float("inf")
Letters: TypeAlias = dict[TypeName, dict[str, float]]
"""The width of each simple letter by style, in pixels."""
KEEP = 20_000
"""Measured texts kept; beyond that all are forgotten and measured anew."""


class Measure:
    """Measures texts in the styles of the type scale.

    Args:
        theme: The fonts in force; call `forget` when they change.
        letters: The widths of letters, as far as somebody measured them with the same fonts.
    """

    def __init__(self, theme: Faces, letters: Letters | None = None) -> None:
        self._theme = theme
        self._advances: dict[tuple[TypeName, str], float] = {}
        self._elided: dict[tuple[TypeName, str, int], str] = {}
        self._letters: Letters = {} if letters is None else letters

    def forget(self) -> None:
        """Forget what was measured."""
        self._advances.clear()
        self._elided.clear()
        self._letters.clear()

    def advance(self, style: TypeName, text: str) -> float:
        """Width of a text in a style, in pixels."""
        key = (style, text)
        found = self._advances.get(key)
        if found is None:
            if len(self._advances) > KEEP:
                self._advances.clear()
            found = self._theme.metrics(style).horizontalAdvance(text)
            self._advances[key] = found
        return found

    def elide(self, style: TypeName, text: str, width: int) -> str:
        """A text, shortened with "…" when it is wider than `width` pixels."""
        rough = self._at_most(style, text)
        if rough <= width:
            return text
        # Between a text that surely fits and one that surely doesn't it has to be measured.
        unsure = rough <= width * _CLOSE or rough == _UNKNOWN
        if unsure and self.advance(style, text) <= width:
            return text
        key = (style, text, width)
        found = self._elided.get(key)
        if found is None:
            if len(self._elided) > KEEP:
                self._elided.clear()
            found = self._elided[key] = self._shortened(style, text, width)
        return found

    def _shortened(self, style: TypeName, text: str, width: int) -> str:
        if all(letter in _SIMPLE_SET for letter in text):
            letters = self._widths(style)
            reach = accumulate(map(letters.__getitem__, text), initial=letters["…"] + 2)
            fits = bisect_right(list(reach), width) - 1
            if fits > 0:
                return text[:fits] + "…"
        return self._theme.metrics(style).elidedText(text, Qt.TextElideMode.ElideRight, width)

    def _at_most(self, style: TypeName, text: str) -> float:
        """The sum of the letters' widths: close to a text's width, and a tenth of the work.

        Letters that are drawn closer together or joined make a text narrower, hardly ever wider;
        scripts whose letters change with their neighbours are measured as a whole.
        """
        letters = self._widths(style)
        try:
            return sum(map(letters.__getitem__, text)) + 2
        except KeyError:
            return _UNKNOWN

    def _widths(self, style: TypeName) -> dict[str, float]:
        """The width of each simple letter, in pixels."""
        found = self._letters.get(style)
        if found is None:
            metrics = self._theme.metrics(style)
            found = self._letters[style] = {
                letter: metrics.horizontalAdvance(letter) for letter in _SIMPLE
            }
        return found

    def wrap(self, style: TypeName, text: str, width: int, lines: int) -> list[str]:
        """Break a text between words; the last line is shortened.

        Args:
            style: How it is set.
            text: The words.
            width: Of a line, in pixels.
            lines: The most lines.
        """
        found: list[str] = []
        words = text.split(" ")
        while words and len(found) < lines - 1:
            line = words.pop(0)
            while words and self.advance(style, f"{line} {words[0]}") <= width:
                line = f"{line} {words.pop(0)}"
            found.append(self.elide(style, line, width))
        if words:
            found.append(self.elide(style, " ".join(words), width))
        return found
