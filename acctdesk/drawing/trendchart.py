"""The way of a level over its last periods, and what was promised in each of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from acctdesk.drawing.charting import (
    LABEL,
    ChartLook,
    Plane,
    measure,
    steps_between,
)

_GAP = 10


@dataclass(frozen=True, slots=True)
class TrendChart:
    """A line of values with a step of targets.

    Attributes:
        title: The finding.
        note: Unit, period, source.
        labels: Of the periods.
        values: By period; None where there is none, and the line has a gap there.
        targets: By period, as promised then; None for nothing.
        tips: What to say at each period.
        keys: What a click on each leads to.
        missed: Whether a period missed its target, which gets a cross instead of a disc.
        value_words: Said beside the last value.
        target_words: Said beside the last target.
        ticks: Values at which lines lie across, with their words; round numbers where empty.
    """

    title: str
    note: str
    labels: tuple[str, ...]
    values: tuple[float | None, ...]
    targets: tuple[float | None, ...]
    tips: tuple[str, ...]
    keys: tuple[str, ...]
    missed: tuple[bool, ...] = ()
    value_words: str = ""
    target_words: str = ""
    ticks: tuple[tuple[float, str], ...] = ()

    def margin(self, look: ChartLook, width: float) -> tuple[float, float]:
        """Room for the labels of the axis at the left, and of the lines at the right."""
        words = [words for _at, words in self.ticks] or ["100"]
        left = max(measure(one, look) for one in words) + 16 + 10
        right = max(measure(self.value_words, look, LABEL, 600), measure(self.target_words, look))
        return left, right + _GAP + 16

    def plot(self, plane: Plane) -> Sequence[tuple[float, float, str, str, float]]:
        """Draw line, steps, marks and direct labels."""
        axes, look = plane.axes, plane.look
        count = len(self.labels)
        axes.set_xlim(-0.15, count - 0.85)
        ends = [one for one in (*self.values, *self.targets) if one is not None]
        low, high = self._range(ends)
        axes.set_ylim(low, high)
        across = self.ticks or [
            (one, f"{one:g}".replace("-", "−")) for one in steps_between(low, high)
        ]
        plane.frame(across, list(enumerate(self._thinned(plane))))
        self._steps(plane)
        line = [float("nan") if one is None else one for one in self.values]
        axes.plot(range(count), line, color=look.line, linewidth=2, solid_joinstyle="round")
        missed = self.missed or (False,) * count
        for cross, marker, colour in ((False, "o", look.line), (True, "X", look.breached)):
            at = [i for i in range(count) if self.values[i] is not None and missed[i] is cross]
            axes.plot(
                at, [line[i] for i in at], linestyle="none", marker=marker, color=colour,
                markersize=8 if cross else 6, markeredgecolor=look.surface, markeredgewidth=1,
                clip_on=False, zorder=3,
            )  # fmt: skip
        self._say(plane)
        return [
            (at, one, self.tips[at], self.keys[at], 0.5)
            for at, one in enumerate(self.values)
            if one is not None
        ]

    def _range(self, ends: Sequence[float]) -> tuple[float, float]:
        if self.ticks:
            return self.ticks[0][0], self.ticks[-1][0]
        low, high = (min(ends), max(ends)) if ends else (0.0, 1.0)
        room = (high - low) or abs(high) or 1.0
        return low - 0.1 * room, high + 0.1 * room

    def _thinned(self, plane: Plane) -> list[str]:
        """Every label, or every second or third where they would touch."""
        each = plane.size[0] / max(len(self.labels), 1)
        need = max((measure(one, plane.look) for one in self.labels), default=0) + 6
        step = next((n for n in (1, 2, 3, 4, 6) if n * each >= need), 12)
        last = len(self.labels) - 1
        return [one if (last - at) % step == 0 else "" for at, one in enumerate(self.labels)]

    def _steps(self, plane: Plane) -> None:
        """What was promised, as steps: each period at its own height."""
        xs: list[float] = []
        ys: list[float] = []
        for at, target in enumerate(self.targets):
            height = float("nan") if target is None else target
            xs += [at - 0.5, at + 0.5]
            ys += [height, height]
        if xs:
            xs[0], xs[-1] = -0.15, len(self.targets) - 0.85
        plane.axes.plot(xs, ys, color=plane.look.text, linewidth=1.25)

    def _say(self, plane: Plane) -> None:
        """Value and target at the right of the plot, never over one another or a line."""
        last = len(self.labels) - 1
        said = []
        value, target = self.values[last], self.targets[last]
        if value is not None and self.value_words:
            said.append((value, self.value_words, "line", 600))
        if target is not None and self.target_words:
            said.append((target, self.target_words, "text", 400))
        plane.say_apart(last + 0.15, said, _GAP - 2)
