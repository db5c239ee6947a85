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
class Words:
    """Something written in a chart.

    Attributes:
        text: One line.
        x: Where it begins, in logical pixels from the left; by `ha` its middle or end.
        y: Its middle, in logical pixels from the top; by `va` its upper edge.
        size: Of the letters in logical pixels.
        colour: "#rrggbb".
        weight: 400 or 600.
        ha: "left", "center" or "right".
        va: "center" or "top".
    """

    text: str
    x: float
    y: float
    size: float
    colour: str
    weight: int = 400
    ha: str = "left"
    va: str = "center"


@dataclass(frozen=True, slots=True)
class Drawn:
    """A drawn chart.

    Attributes:
        width: In pixels of the device.
        height: Likewise.
        pixels: Red, green, blue and alpha of each pixel, row by row from the top.
        hits: Its places.
        words: What has still to be written on it.
    """

    width: int
    height: int
    pixels: bytes
    hits: tuple[Hit, ...]
    words: tuple[Words, ...] = ()


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

    def plot(self, plane: Plane) -> Sequence[tuple[float, float, str, str, float]]:
        """Draw into a frame.

        Returns:
            Places in units of the axes: x, y, words, key, and reach to either side.
        """


def measure(text: str, look: ChartLook, size: int = LABEL, weight: int = 400) -> float:
    """Width of a text in pixels."""
    return inter().width(text, size * look.scale, weight)


class Plane:
    """What a chart draws on: axes for its lines and marks, and a list for its words.

    Words are two thirds of the time a chart takes when matplotlib sets them; whoever shows the
    chart may write them by other means.

    Args:
        axes: Switched off, and in their place on the figure.
        look: In which colours.
        size: Width and height of the whole picture in logical pixels.
    """

    def __init__(self, axes: Axes, look: ChartLook, size: tuple[float, float]) -> None:
        self.axes, self.look = axes, look
        self.words: list[Words] = []
        self._width, self._height = size

    @property
    def width(self) -> float:
        """Of the whole picture, in logical pixels."""
        return self._width

    @property
    def size(self) -> tuple[float, float]:
        """Width and height of the plot in logical pixels."""
        box = self.axes.get_position(original=True)
        return box.width * self._width, box.height * self._height

    def place(self, x: float, y: float) -> tuple[float, float]:
        """A place of the axes in logical pixels from the top left."""
        axes = self.axes
        box = axes.get_position(original=True)
        (left, right), (low, top) = axes.get_xlim(), axes.get_ylim()
        across = box.x0 + (x - left) / ((right - left) or 1) * box.width
        up = box.y0 + (y - low) / ((top - low) or 1) * box.height
        return float(across * self._width), float((1 - up) * self._height)

    def say(
        self,
        words: str,
        at: tuple[float, float],
        offset: tuple[float, float] = (0, 0),
        colour: str = "text",
        *,
        weight: int = 400,
        ha: str = "left",
        va: str = "center",
    ) -> None:
        """Write something at a place of the axes, so many pixels to the right and up from it."""
        if words:
            x, y = self.place(*at)
            self.words.append(
                Words(words, x + offset[0], y - offset[1], LABEL * self.look.scale,
                      getattr(self.look, colour), weight, ha, va)
            )  # fmt: skip

    def say_apart(
        self, x: float, labels: Sequence[tuple[float, str, str, int]], offset: float
    ) -> None:
        """Write labels one beneath the other, at their heights or as near as there is room.

        Args:
            x: Where they stand, in units of the axes.
            labels: Height in units of the axes, words, colour and weight.
            offset: How far to the right of it they begin, in logical pixels.
        """
        heights = [self.place(x, one[0])[1] for one in labels]
        placed = apart(heights, (LABEL + 4) * self.look.scale)
        for (at, words, colour, weight), want, have in zip(labels, heights, placed, strict=True):
            self.say(words, (x, at), (offset, want - have), colour, weight=weight)

    def frame(
        self, across: Sequence[tuple[float, str]], beneath: Sequence[tuple[float, str]]
    ) -> None:
        """A grid across with its labels at the left, and labels beneath; no lines up and down.

        matplotlib's own axes make five artists for every label and measure each twice: two thirds
        of the time a chart takes.

        Args:
            across: Heights and words of the lines; the limits of the axes are set already.
            beneath: Places and words along the bottom.
        """
        axes, look = self.axes, self.look
        left, right = axes.get_xlim()
        wide, high = self.size
        low, top = axes.get_ylim()
        # Lines closer than their words would be: every second or third of them.
        need = (LABEL + 6) * look.scale
        each = min(
            (abs(b[0] - a[0]) / (top - low) * high for a, b in itertools.pairwise(across)),
            default=need,
        )
        across = across[:: max(math.ceil(need / max(each, 0.01) - 1e-9), 1)]
        if across:
            # One line with gaps: it takes a third of a collection of lines.
            nan = math.nan
            xs = [one for _line in across for one in (left, right, nan)]
            ys = [one for at, _words in across for one in (at, at, nan)]
            axes.plot(xs, ys, color=look.faint, linewidth=1, zorder=0)
        for at, words in across:
            self.say(words, (left, at), (-8, 0), "secondary", ha="right")
        taken = -math.inf
        down = (0, -8 * look.scale)
        for at, words in beneath:
            middle, half = (at - left) / (right - left) * wide, measure(words, look) / 2
            if words and middle - half > taken:
                self.say(words, (at, low), down, "secondary", ha="center", va="top")
                taken = middle + half + 6


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


def font(words: Words) -> Any:
    """The bundled typeface, and one with more letters where the text needs them."""
    families = ["Inter"] if _knows(words.text) else ["Inter", "DejaVu Sans"]
    return library().properties(family=families, size=words.size, weight=words.weight)


_LETTERS = "·–−≤≥…×’“”€£°äöüßÄÖÜéèàçñåøæÅØÆ"


def _knows(text: str) -> bool:
    return all(one.isascii() or one in _LETTERS for one in text)
