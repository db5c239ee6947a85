"""How slides look: always light, one accent beside greys, letters that are read across a room.

A slide is laid out 1920 wide and drawn at any size. There, 22 pixels are 16 points of a page that
is as wide as a screen; nothing is written smaller.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from acctdesk.clientview import Brand
from acctdesk.drawing.look import Look, Measure, Tone

WIDE = 1920.0
"""Width that everything is laid out for, in pixels."""
EDGE = 104.0
"""Left and right of everything."""
LEAST = 22.0
"""The smallest letters."""
BODY = 32.0
"""Letters of a paragraph that has room."""
GAP = 48.0
"""Between things that stand side by side."""
APART = 36.0
"""Between things that stand beneath one another."""
STROKE = 4.0
"""Of a line that carries meaning."""
HAIR = 2.0
"""Of a line that only parts or rules."""
SERIES = ("#0072b2", "#d55e00", "#009e73", "#cc79a7", "#57606a")
"""Colours of lines side by side, told apart by how they are drawn as well."""
TONES = {"good": Tone.GOOD, "warn": Tone.WARY, "bad": Tone.COLD, "none": Tone.EVEN}
"""How warm each tone of a client's figure is."""

_COLOUR = re.compile(r"#[0-9a-fA-F]{6}")


@dataclass(frozen=True, slots=True)
class Kit:
    """What whoever draws a slide needs.

    Attributes:
        measure: Says how wide words are.
        look: Colours of light paper, its accent being the deck's.
        said: What the head of the slide says already, and no chart says again.
    """

    measure: Measure
    look: Look
    said: frozenset[str] = frozenset()

    def width(self, words: str, size: float, weight: int = 400) -> float:
        """How wide words are, in pixels."""
        return self.measure.width(words, size, weight)

    def tone(self, tone: str) -> tuple[str, str | None]:
        """Colour of a tone, and of its outline where the colour alone has little contrast."""
        return self.look.tones[TONES.get(tone, Tone.EVEN)]

    def series(self, number: int) -> str:
        """Colour of a line: the accent for the first, one of its own for each further."""
        return SERIES[number % len(SERIES)] if number else self.look.accent


class Remembered:
    """Measures words once: while a slide is laid out, the same ones are measured many times.

    Args:
        inner: Measures them.
    """

    def __init__(self, inner: Measure) -> None:
        self._inner = inner
        self._known: dict[tuple[str, float, int], float] = {}

    def width(self, text: str, size: float, weight: int) -> float:
        """Width of one line, in pixels; see `acctdesk.drawing.look.Measure`."""
        key = (text, size, weight)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = self._inner.width(text, size, weight)
        return found


def remembered(measure: Measure) -> Remembered:
    """A measure that measures every word once.

    Args:
        measure: Measures them; the same one again where it remembers already.
    """
    return measure if isinstance(measure, Remembered) else Remembered(measure)


def kit_for(brand: Brand, measure: Measure, said: frozenset[str] = frozenset()) -> Kit:
    """What is needed to draw slides of a brand.

    Args:
        brand: How the deck looks.
        measure: Says how wide words are.
        said: What the head of the slide says already.
    """
    return Kit(measure, Look(accent=readable(brand.accent)), said)


def readable(colour: str, least: float = 4.5) -> str:
    """A colour that can be read on white: darkened until its contrast suffices.

    Args:
        colour: "#rrggbb"; anything else gives the accent of the house.
        least: Contrast asked for, from 1 to 21.
    """
    if not _COLOUR.fullmatch(colour):
        return Brand().accent
    parts = [int(colour[at : at + 2], 16) for at in (1, 3, 5)]
    while 1.05 / (_luminance(parts) + 0.05) < least:
        parts = [int(one * 0.94) for one in parts]
    return "#" + "".join(f"{one:02x}" for one in parts)


def _luminance(parts: list[int]) -> float:
    """How light a colour is, 0 to 1, as WCAG counts it."""
    shares = [one / 255 for one in parts]
    linear = [one / 12.92 if one <= 0.04045 else ((one + 0.055) / 1.055) ** 2.4 for one in shares]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]
