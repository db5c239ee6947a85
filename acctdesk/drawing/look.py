"""How maps look: colours by what they are for, and the measuring of words.

Whoever paints says both: the window gives the colours of its theme, a file has those of light
paper. Nothing here knows a toolkit.
"""

from __future__ import annotations

import enum
from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Protocol

from acctdesk.drawing.strokes import Mark


class Measure(Protocol):
    """Says how wide words are."""

    def width(self, text: str, size: float, weight: int) -> float:
        """Width of one line, in pixels.

        Args:
            text: What is written.
            size: Of the font, in pixels.
            weight: 400 regular, 500 medium, 600 semibold.
        """


class Tone(enum.Enum):
    """How warm an attitude is. Each has a mark of its own, so that colour isn't needed."""

    WARM = "warm"
    GOOD = "good"
    EVEN = "even"
    WARY = "wary"
    COLD = "cold"


MARKS: Mapping[Tone, Mark] = MappingProxyType(
    {
        Tone.WARM: Mark.DIAMOND,
        Tone.GOOD: Mark.DISC,
        Tone.EVEN: Mark.RING,
        Tone.WARY: Mark.TRIANGLE,
        Tone.COLD: Mark.CROSS,
    }
)
"""The mark of each tone."""


class Kind(enum.Enum):
    """What a line between two cards says."""

    REPORTS = "reports"
    DOTTED = "dotted"
    INFLUENCE = "influence"
    CONFLICT = "conflict"


_TONES = {
    Tone.WARM: ("#0072b2", None),
    Tone.GOOD: ("#0072b2", None),
    Tone.EVEN: ("#57606a", None),
    Tone.WARY: ("#e69f00", "#7a4f00"),
    Tone.COLD: ("#b02a00", None),
}
_LINES = {
    Kind.REPORTS: "#57606a",
    Kind.DOTTED: "#57606a",
    Kind.INFLUENCE: "#a64900",
    Kind.CONFLICT: "#b02a00",
}


@dataclass(frozen=True, slots=True)
class Look:
    """Colours by what they are for, each "#rrggbb". What is not said is that of light paper.

    Attributes:
        page: Behind the cards.
        surface: Of the cards.
        text: What is read first.
        secondary: What is read second.
        border: Around cards.
        strong: Around placeholders, whose dashes must be seen; lines that carry meaning.
        accent: Around what is chosen.
        faint: Rulers, and the words that lie across an internal map.
        chip: Behind a badge.
        disc: Behind initials.
        on_disc: Of initials.
        tones: Colour of each tone, and of its outline where the colour alone has little contrast.
        lines: Colour of each kind of line.
        fonts: Families of fonts to use, the first that is there.
    """

    page: str = "#ffffff"
    surface: str = "#ffffff"
    text: str = "#1b1f24"
    secondary: str = "#57606a"
    border: str = "#d9dee4"
    strong: str = "#828b95"
    accent: str = "#0b5cad"
    faint: str = "#e2e6eb"
    chip: str = "#edf0f3"
    disc: str = "#dde1e6"
    on_disc: str = "#3a424b"
    tones: Mapping[Tone, tuple[str, str | None]] = field(
        default_factory=lambda: MappingProxyType(_TONES), hash=False
    )
    lines: Mapping[Kind, str] = field(default_factory=lambda: MappingProxyType(_LINES), hash=False)
    fonts: tuple[str, ...] = ("Inter", "Segoe UI", "Helvetica", "Arial", "sans-serif")


def elided(text: str, room: float, size: float, weight: int, measure: Measure) -> str:
    """A text, shortened with "…" when it is wider than its room.

    Args:
        text: One line.
        room: In pixels.
        size: Of the font, in pixels.
        weight: Of the font.
        measure: Says how wide words are.

    Returns:
        The text, or its beginning and "…"; empty when not even one letter fits.
    """
    if measure.width(text, size, weight) <= room:
        return text
    low, high = 0, len(text) - 1
    while low < high:
        half = (low + high + 1) // 2
        if measure.width(text[:half].rstrip() + "…", size, weight) <= room:
            low = half
        else:
            high = half - 1
    return text[:low].rstrip() + "…" if low else ""


def broken(
    text: str, room: float, lines: int, size: float, weight: int, measure: Measure
) -> list[str]:
    """A text on several lines, broken at spaces; the last one is shortened where needed.

    Args:
        text: What is written.
        room: Width of a line, in pixels.
        lines: How many at most.
        size: Of the font, in pixels.
        weight: Of the font.
        measure: Says how wide words are.
    """
    waiting = text.split()
    found: list[str] = []
    while waiting and len(found) < lines - 1:
        line = waiting.pop(0)
        while waiting and measure.width(f"{line} {waiting[0]}", size, weight) <= room:
            line = f"{line} {waiting.pop(0)}"
        found.append(elided(line, room, size, weight, measure))
    if waiting:
        found.append(elided(" ".join(waiting), room, size, weight, measure))
    return [line for line in found if line]
