"""How columns share the width of a page.

Columns as wide as their content where there is room; else smaller type, then texts on two lines,
and at last pages beside each other, each beginning with the column that names the records.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from acctdesk.ui.printing.ink import POINT

SMALLEST = 0.78
"""Share of the usual type below which nobody reads any more: 7 points."""
WIDEST = 190 * POINT
"""What a column of long texts may take while others wait."""


@dataclass(frozen=True, slots=True)
class Natural:
    """A column as wide as it would like to be.

    Attributes:
        width: In units at the usual size of type.
        least: Below it words break, or figures are cut.
    """

    width: float
    least: float


@dataclass(frozen=True, slots=True)
class Band:
    """Columns that stand on one page.

    Attributes:
        columns: Their places.
        widths: Their widths in units.
    """

    columns: tuple[int, ...]
    widths: tuple[float, ...]


@dataclass(frozen=True, slots=True)
class Fit:
    """How the columns are laid out.

    Attributes:
        scale: Size of the type, 1 being the usual.
        lines: How many lines a text may take.
        bands: What stands on pages beside each other; one where everything fits.
    """

    scale: float
    lines: int
    bands: tuple[Band, ...]


def fit(columns: Sequence[Natural], room: float, lines: int = 1) -> Fit:
    """Lay columns out on a page.

    Args:
        columns: The columns, the one that names the records first.
        room: Width of the page inside its margins, in units.
        lines: How many lines a text may take anyway.
    """
    every = tuple(range(len(columns)))
    wide = [one.width for one in columns]
    if sum(wide) <= room:
        # Much too narrow a table looks lost on its page; a bit of air does it good.
        spread = min(room / max(sum(wide), 1), 1.35)
        return Fit(1, lines, (Band(every, tuple(one * spread for one in wide)),))
    if sum(wide) * SMALLEST <= room:
        scale = room / sum(wide)
        return Fit(scale, lines, (Band(every, tuple(one * scale for one in wide)),))
    least = [one.least for one in columns]
    capped = [max(one.least, min(one.width, WIDEST)) for one in columns]
    lines = max(lines, 2)
    for scale in (1.0, 0.9, SMALLEST):
        if sum(least) * scale <= room:
            return Fit(scale, lines, (Band(every, _shrunk(capped, least, room, scale)),))
    return Fit(SMALLEST, lines, tuple(_bands(capped, least, room)))


def _shrunk(
    wide: Sequence[float], least: Sequence[float], room: float, scale: float
) -> tuple[float, ...]:
    """Widths between the least and the liked ones that fill the room."""
    spare = room - sum(least) * scale
    wish = max(sum(wide) * scale - sum(least) * scale, 1.0)
    share = max(0.0, min(1.0, spare / wish))
    return tuple(
        (low + (high - low) * share) * scale for high, low in zip(wide, least, strict=True)
    )


def _bands(wide: Sequence[float], least: Sequence[float], room: float) -> list[Band]:
    """Columns on pages beside each other, the first on each of them."""
    first = min(least[0] * SMALLEST, room / 2)
    groups: list[list[int]] = [[]]
    taken = first
    for place in range(1, len(wide)):
        width = min(least[place] * SMALLEST, room - first)
        if groups[-1] and taken + width > room:
            groups.append([])
            taken = first
        groups[-1].append(place)
        taken += width
    bands = []
    for group in groups:
        columns = (0, *group)
        widths = _shrunk(
            [wide[one] for one in columns], [least[one] for one in columns], room, SMALLEST
        )
        over = sum(widths) / room
        bands.append(Band(columns, tuple(one / max(over, 1) for one in widths)))
    return bands
