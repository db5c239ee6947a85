"""What all charts have in common: their look, their frame, and what is said in them.

matplotlib draws them in `rendering`, which imports it when the first chart is drawn and sets its
settings for the length of one drawing only. A pixel at 100 % is one point, so that sizes mean the
same here as elsewhere.
"""

from __future__ import annotations

import itertools
import math
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any, Protocol

from acctdesk.drawing.inter import Inter
from acctdesk.drawing.library import library

if TYPE_CHECKING:
    # The package brings its own types; a checkout without it is still checked.
    Axes = Any
    Figure = Any

DPI = 72
"""Points in an inch: with it a point is a pixel."""
TITLE, NOTE, LABEL = 14, 12, 12
"""Sizes of the letters at 100 %."""


@dataclass(frozen=True, slots=True)
class ChartLook:
    """Colours by what they are for, each "#rrggbb", and the size of the letters.

    Attributes:
        surface: Behind the chart.
        text: Title, values, target.
        secondary: Labels of axes, the grey line.
        faint: Lines of the grid.
        line: The first series.
        other: The second series.
        bar: Bars.
        met: Marks of what was met.
        breached: Marks of what was missed.
        scale: Size of the letters, 1 being 100 %.
    """

    surface: str = "#FFFFFF"
    text: str = "#1B1F24"
    secondary: str = "#57606A"
    faint: str = "#EDF0F3"
    line: str = "#0072B2"
    other: str = "#D55E00"
    bar: str = "#0072B2"
    met: str = "#0072B2"
    breached: str = "#B02A00"
    scale: float = 1.0


@dataclass(frozen=True, slots=True)
class Hit:
    """A place of a chart that means something.

    Attributes:
        x: From the left, in logical pixels.
        y: From the top.
        words: What to say there.
        key: What a click there leads to; empty for nothing.
        wide: How far to the left and right it reaches, in logical pixels; 0 for a point.
    """

    x: float
    y: float
    words: str
    key: str = ""
    wide: float = 0.0


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn chart.

    Attributes:
        width: In pixels of the device.
        height: Likewise.
        pixels: Red, green, blue and alpha of each pixel, row by row from the top.
        hits: Its places.
    """

    width: int
    height: int
    pixels: bytes
    hits: tuple[Hit, ...]


class Chart(Protocol):
    """What can be drawn."""

    @property
    def title(self) -> str:
        """The finding."""

    @property
    def note(self) -> str:
        """Unit, period, source."""

    def margin(self, look: ChartLook, width: float) -> tuple[float, float]:
        """Room left and right of the plot, in pixels."""

    def plot(self, axes: Axes, look: ChartLook) -> Sequence[tuple[float, float, str, str, float]]:
        """Draw into a frame.

        Returns:
            Places in units of the axes: x, y, words, key, and reach to either side.
        """


def measure(text: str, look: ChartLook, size: int = LABEL, weight: int = 400) -> float:
    """Width of a text in pixels."""
    return inter().width(text, size * look.scale, weight)


def frame(
    axes: Axes,
    look: ChartLook,
    across: Sequence[tuple[float, str]],
    beneath: Sequence[tuple[float, str]],
) -> None:
    """A grid across with its labels at the left, and labels beneath; no lines up and down.

    matplotlib's own axes make five artists for every label and measure each twice: two thirds of
    the time a chart takes.

    Args:
        axes: Its limits are set already.
        look: In which colours.
        across: Heights and words of the lines.
        beneath: Places and words along the bottom.
    """
    axes.set_axis_off()
    left, right = axes.get_xlim()
    wide, high = plot_size(axes)
    low, top = axes.get_ylim()
    # Lines closer than their words would be: every second or third of them.
    need = (LABEL + 6) * look.scale
    each = min(
        (abs(b[0] - a[0]) / (top - low) * high for a, b in itertools.pairwise(across)),
        default=need,
    )
    across = across[:: max(math.ceil(need / max(each, 0.01) - 1e-9), 1)]
    if across:
        lines = [at for at, _words in across]
        axes.hlines(lines, left, right, colors=look.faint, linewidth=1, zorder=0)
    for at, words in across:
        say(axes, look, words, (left, at), (-8, 0), "secondary", ha="right")
    taken = -math.inf
    down = (0, -8 * look.scale)
    for at, words in beneath:
        middle, half = (at - left) / (right - left) * wide, measure(words, look) / 2
        if words and middle - half > taken:
            say(axes, look, words, (at, low), down, "secondary", ha="center", va="top")
            taken = middle + half + 6


def plot_size(axes: Axes) -> tuple[float, float]:
    """Width and height of the plot in logical pixels."""
    figure, box = axes.get_figure(), axes.get_position()
    return box.width * figure.get_figwidth() * DPI, box.height * figure.get_figheight() * DPI


def say(
    axes: Axes,
    look: ChartLook,
    words: str,
    at: tuple[float, float],
    offset: tuple[float, float] = (0, 0),
    colour: str = "text",
    *,
    weight: int = 400,
    ha: str = "left",
    va: str = "center",
) -> None:
    """Write something at a place of the axes, so many pixels away from it."""
    if not words:
        return
    # A text of the figure at a place worked out here: an annotation takes half as long again.
    figure = axes.get_figure()
    scale = figure.dpi / DPI
    across, up = axes.transData.transform(at)
    figure.text(
        (across + offset[0] * scale) / figure.bbox.width,
        (up + offset[1] * scale) / figure.bbox.height,
        words, ha=ha, va=va, color=getattr(look, colour),
        fontproperties=font(words, look, LABEL, weight),
    )  # fmt: skip


def steps_between(low: float, high: float, most: int = 5) -> list[float]:
    """Round numbers from one to another, not more than so many.

    Args:
        low: The least.
        high: The most.
        most: How many at most.
    """
    span = high - low
    if span <= 0:
        return [low]
    scale = 10.0 ** math.floor(math.log10(span / most))
    step = next(one * scale for one in (1, 2, 2.5, 5, 10, 20) if span / (one * scale) <= most)
    first = math.ceil(low / step - 1e-9)
    return [at * step for at in range(first, math.floor(high / step + 1e-9) + 1)]


def apart(places: Sequence[float], gap: float) -> list[float]:
    """Move places apart so that none is nearer to the next than a gap; their order stays.

    Args:
        places: Where labels want to stand.
        gap: The least distance.
    """
    order = sorted(range(len(places)), key=lambda at: places[at])
    found = list(places)
    for first, second in itertools.pairwise(order):
        if found[second] - found[first] < gap:
            found[second] = found[first] + gap
    if len(order) > 1:
        # As a whole they stay where they wanted to be.
        shift = (sum(found) - sum(places)) / len(places)
        found = [one - shift for one in found]
    return found


@cache
def inter() -> Inter:
    """Measures words in the bundled typeface."""
    return Inter()


def font(text: str, look: ChartLook, size: int, weight: int) -> Any:
    """The bundled typeface, and one with more letters where the text needs them."""
    families = ["Inter"] if text.isascii() or _knows(text) else ["Inter", "DejaVu Sans"]
    return library().properties(family=families, size=size * look.scale, weight=weight)


_LETTERS = "·–−≤≥…×’“”€£°äöüßÄÖÜéèàçñåøæÅØÆ"


def _knows(text: str) -> bool:
    return all(one.isascii() or one in _LETTERS for one in text)
