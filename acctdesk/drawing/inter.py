"""How wide words are in the bundled typeface, read from its files: for drawing without a window.

Only advances are read, no kerning; words come out a hair wider than they are painted, never
narrower by more than a pixel or two, which is what cutting them to their room needs.
"""

from __future__ import annotations

import struct
from functools import cache
from pathlib import Path

FILES = {400: "Inter-Regular.otf", 500: "Inter-Medium.otf", 600: "Inter-SemiBold.otf"}
"""The file of each weight."""

_UNKNOWN = 0.62
"""Width of a letter the typeface hasn't got, in sizes; such letters come from another one."""
_WIDE = 1.0
"""Likewise, of Chinese, Japanese and Korean ones."""


class Inter:
    """Measures words in the bundled typeface; see `acctdesk.drawing.look.Measure`.

    Args:
        folder: Where the files of the typeface are; those of the program when not given.
    """

    def __init__(self, folder: Path | None = None) -> None:
        self._folder = folder or _fonts()
        self._known: dict[int, dict[str, float]] = {}

    def width(self, text: str, size: float, weight: int) -> float:
        """Width of one line, in pixels.

        Args:
            text: What is written.
            size: Of the font, in pixels.
            weight: 400, 500 or 600; another is taken for the nearest.
        """
        advances = self._known.get(weight)
        if advances is None:
            nearest = min(FILES, key=lambda one: abs(one - weight))
            advances = self._known[weight] = _advances(self._folder / FILES[nearest])
        try:
            return size * sum(map(advances.__getitem__, text))
        except KeyError:
            return size * sum(
                advances.get(letter, _WIDE if letter > "\u2e80" else _UNKNOWN) for letter in text
            )


def _fonts() -> Path:
    # The wheel carries the resources inside the package, a checkout beside it.
    package = Path(__file__).resolve().parents[1]
    inside = package / "resources"
    return (inside if inside.is_dir() else package.parent / "resources") / "fonts"


@cache
def _advances(file: Path) -> dict[str, float]:
    """Width of every letter of a typeface, in sizes; none when the file is missing."""
    try:
        data = file.read_bytes()
    except OSError:
        return {}
    (count,) = struct.unpack_from(">H", data, 4)
    tables: dict[bytes, int] = {}
    for entry in range(count):
        tag, _sum, at, _length = struct.unpack_from(">4sIII", data, 12 + 16 * entry)
        tables[tag] = at
    (unit,) = struct.unpack_from(">H", data, tables[b"head"] + 18)
    (metrics,) = struct.unpack_from(">H", data, tables[b"hhea"] + 34)
    widths = [one for one, _bearing in struct.iter_unpack(
        ">Hh", data[tables[b"hmtx"] : tables[b"hmtx"] + 4 * metrics]
    )]  # fmt: skip
    return {
        chr(code): widths[min(glyph, metrics - 1)] / unit
        for code, glyph in _glyphs(data, tables[b"cmap"]).items()
    }


def _glyphs(data: bytes, start: int) -> dict[int, int]:
    """The glyph of every code point, by the table for all of Unicode or for its first plane."""
    (count,) = struct.unpack_from(">H", data, start + 2)
    tables = {}
    for entry in range(count):
        platform, encoding, at = struct.unpack_from(">HHI", data, start + 4 + 8 * entry)
        (kind,) = struct.unpack_from(">H", data, start + at)
        tables[kind] = start + at
        del platform, encoding
    found: dict[int, int] = {}
    if 12 in tables:
        at = tables[12]
        (groups,) = struct.unpack_from(">I", data, at + 12)
        for group in range(groups):
            first, last, glyph = struct.unpack_from(">III", data, at + 16 + 12 * group)
            found.update((code, glyph + code - first) for code in range(first, last + 1))
    elif 4 in tables:
        at = tables[4]
        (twice,) = struct.unpack_from(">H", data, at + 6)
        ends, starts = at + 14, at + 16 + twice
        deltas, ranges = starts + twice, starts + 2 * twice
        for segment in range(0, twice, 2):
            (last,) = struct.unpack_from(">H", data, ends + segment)
            (first,) = struct.unpack_from(">H", data, starts + segment)
            (delta,) = struct.unpack_from(">H", data, deltas + segment)
            (offset,) = struct.unpack_from(">H", data, ranges + segment)
            for code in range(first, last + 1):
                glyph = code
                if offset:
                    place = ranges + segment + offset + 2 * (code - first)
                    (glyph,) = struct.unpack_from(">H", data, place)
                if glyph or not offset:
                    found[code] = (glyph + delta) & 0xFFFF
    return found
