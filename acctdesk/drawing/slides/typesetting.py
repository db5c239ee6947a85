"""Words on a slide: broken into lines that fit, never cut.

A line breaks at a space; a word that alone is too wide breaks after a hyphen or a slash, else
between two of its letters. A paragraph of a language written from right to left stands to the
right.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from acctdesk.drawing.geometry import Point
from acctdesk.drawing.look import Measure
from acctdesk.drawing.scene import Anchor, Shape, Text

LEADING = 1.28
"""From one line to the next, in sizes."""
_RISE = 0.96
"""From the top of a line to its foot, in sizes."""
# A number keeps its per cent sign; spaces that don't break are no place to break.
_SPACES = re.compile(r"[^\S\u00a0\u202f\u2007]+(?!%)")
_AFTER = "-/–—_.@·,;:)"
_JOINS = ("\u200d", "\u200c")


@dataclass(frozen=True, slots=True)
class Lines:
    """A text as it is set.

    Attributes:
        lines: What stands on each line.
        size: Of the letters, in pixels.
        weight: 400, 500 or 600.
        right: Whether it is written from right to left.
        text: What it says, unbroken.
    """

    lines: tuple[str, ...]
    size: float
    weight: int = 400
    right: bool = False
    text: str = ""

    @property
    def height(self) -> float:
        """How high it is, in pixels."""
        return len(self.lines) * self.size * LEADING

    def width(self, measure: Measure) -> float:
        """How wide its longest line is, in pixels."""
        return max((measure.width(one, self.size, self.weight) for one in self.lines), default=0.0)

    def shapes(
        self, at: Point, room: float, colour: str, anchor: Anchor = Anchor.START
    ) -> Iterator[Shape]:
        """Draw it.

        Args:
            at: The upper left corner.
            room: How wide it may be.
            colour: Of the letters.
            anchor: To which side it stands; what is written from right to left begins there.
        """
        if self.right and anchor is Anchor.START:
            anchor = Anchor.END
        x = {Anchor.START: at.x, Anchor.MIDDLE: at.x + room / 2, Anchor.END: at.x + room}[anchor]
        for number, words in enumerate(self.lines):
            y = at.y + number * self.size * LEADING + self.size * _RISE
            if words:
                yield Text(Point(x, y), words, self.size, colour, self.weight, anchor)


def set_text(text: str, room: float, size: float, weight: int, measure: Measure) -> Lines:
    """Set a text.

    Args:
        text: What it says; a line feed begins a new line.
        room: How wide a line may be, in pixels.
        size: Of the letters, in pixels.
        weight: 400, 500 or 600.
        measure: Says how wide words are.
    """
    lines = tuple(_lines(text, room, size, weight, measure)) if text.strip() else ()
    return Lines(lines, size, weight, from_right(text), text.strip())


def largest(
    text: str, room: float, height: float, sizes: Iterable[float], weight: int, measure: Measure
) -> Lines:
    """Set a text as large as it fits; where none of the sizes does, in the smallest.

    Args:
        text: What it says.
        room: How wide a line may be, in pixels.
        height: How high all lines may be.
        sizes: Of the letters, the largest first.
        weight: 400, 500 or 600.
        measure: Says how wide words are.
    """
    found = Lines((), 1.0)
    for size in sizes:
        found = set_text(text, room, size, weight, measure)
        if found.height <= height:
            break
    return found


def from_right(text: str) -> bool:
    """Whether a text is written from right to left: its first letter that says so decides."""
    for letter in text:
        found = unicodedata.bidirectional(letter)
        if found in ("R", "AL"):
            return True
        if found == "L":
            return False
    return False


def longest_word(text: str, size: float, weight: int, measure: Measure) -> float:
    """How wide the widest word of a text is, in pixels."""
    words = _SPACES.split(text)
    return max((measure.width(one, size, weight) for one in words if one), default=0.0)


def _lines(text: str, room: float, size: float, weight: int, measure: Measure) -> Iterator[str]:
    # No typeface has letters so narrow that more of them fit: longer words needn't be measured.
    most = int(room / (size * 0.15)) + 16
    for paragraph in text.strip().splitlines():
        line = ""
        for word in _SPACES.split(paragraph.strip()):
            longer = f"{line} {word}" if line else word
            if len(longer) <= most and measure.width(longer, size, weight) <= room:
                line = longer
                continue
            if line:
                yield line
            line = word
            while line and (len(line) > most or measure.width(line, size, weight) > room):
                at = _breach(line[: most + 1], room, size, weight, measure)
                if at >= len(line):
                    break
                yield line[:at]
                line = line[at:]
        yield line


def _breach(word: str, room: float, size: float, weight: int, measure: Measure) -> int:
    """Where a word is broken that is wider than its line: after how many of its letters."""
    low, high = 1, len(word)
    while low < high:
        half = (low + high + 1) // 2
        if measure.width(word[:half], size, weight) <= room:
            low = half
        else:
            high = half - 1
    at = low
    while at > 1 and _joined(word, at):
        at -= 1
    if at == 1:
        # One letter with all its marks, however wide.
        while at < len(word) and _joined(word, at):
            at += 1
        return at
    seam = max((word.rfind(sign, 0, at) + 1 for sign in _AFTER), default=0)
    return seam if seam > at // 2 else at


def _joined(word: str, at: int) -> bool:
    """Whether a letter belongs to the one before it: a mark on it, or a part of one picture."""
    here, before = word[at], word[at - 1]
    return (
        before in _JOINS
        or here in _JOINS
        or unicodedata.category(here) in ("Mn", "Me", "Mc")
        or "\ufe00" <= here <= "\ufe0f"
        or "\U0001f3fb" <= here <= "\U0001f3ff"
    )


def cut_text(
    text: str, room: float, height: float, size: float, weight: int, measure: Measure
) -> tuple[str, str]:
    """Part a text in what fits and what is left, at a space where there is one.

    Args:
        text: What it says.
        room: How wide a line may be, in pixels.
        height: How high all lines of the first part may be.
        size: Of the letters, in pixels.
        weight: 400, 500 or 600.
        measure: Says how wide words are.

    Returns:
        Both parts; the first is empty when not even one line fits.
    """
    low, high = 0, len(text)
    while low < high:
        half = (low + high + 1) // 2
        if set_text(text[:half], room, size, weight, measure).height <= height:
            low = half
        else:
            high = half - 1
    if low == len(text):
        return text, ""
    space = max(text.rfind(" ", 0, low + 1), text.rfind("\n", 0, low + 1))
    at = space if space > low // 2 else low
    while 0 < at < len(text) and _joined(text, at):
        at -= 1
    return text[:at].strip(), text[at:].strip()
