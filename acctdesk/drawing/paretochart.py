"""What the misses have in common: bars, the longest first, with the share they add up to."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from acctdesk.drawing.charting import LABEL, ChartLook, Plane, inter, measure
from acctdesk.drawing.look import elided

MOST = 7
"""Causes that are shown; the rest are one."""
_NAMES = 190


@dataclass(frozen=True, slots=True)
class ParetoChart:
    """Bars from nought, side by side with their names.

    Attributes:
        title: The finding.
        note: Unit, period, source.
        names: The causes, the heaviest first.
        weights: Misses or minutes.
        said: What stands at the end of each bar.
        tips: What to say at each bar.
        keys: What a click on each leads to.
    """

    title: str
    note: str
    names: tuple[str, ...]
    weights: tuple[float, ...]
    said: tuple[str, ...]
    tips: tuple[str, ...]
    keys: tuple[str, ...]

    def margin(self, look: ChartLook, width: float) -> tuple[float, float]:
        """Room for the names at the left, and for what is said at the right."""
        names = max((measure(one, look) for one in self.names), default=0)
        said = max((measure(one, look) for one in self.said), default=0)
        return min(names, self._room(look, width)) + 28, said + 28

    def _room(self, look: ChartLook, width: float) -> float:
        """How wide a name may be."""
        return min(_NAMES * look.scale, 0.4 * width)

    def plot(self, plane: Plane) -> Sequence[tuple[float, float, str, str, float]]:
        """Draw the bars."""
        axes, look = plane.axes, plane.look
        count = len(self.names)
        room = self._room(look, plane.width)
        # Few bars don't fill the height; as many rows as there is room for, up to six.
        fitting = int(plane.size[1] / ((LABEL + 10) * look.scale))
        axes.set_ylim(max(count, min(fitting, 6)) - 0.5, -0.6)
        axes.set_xlim(0, max(self.weights, default=1) or 1)
        axes.barh(range(count), self.weights, height=0.56, color=look.bar, linewidth=0)
        for at, (name, weight, words) in enumerate(
            zip(self.names, self.weights, self.said, strict=True)
        ):
            shown = elided(name, room, LABEL * look.scale, 400, inter())
            plane.say(shown, (0, at), (-8, 0), ha="right")
            plane.say(words, (weight, at), (6, 0), "secondary")
        half = (max(self.weights, default=1) or 1) / 2
        return [(half, at, self.tips[at], self.keys[at], half) for at in range(count)]
