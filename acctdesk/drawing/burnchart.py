"""What is left of a period's budget day by day, against even use, and where it ends so."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from acctdesk.drawing.charting import LABEL, ChartLook, Plane, measure, steps_between

_GAP = 8


@dataclass(frozen=True, slots=True)
class BurnChart:
    """A burn-down.

    Attributes:
        title: The finding.
        note: Unit, period, source.
        whole: The budget.
        points: Share of the period passed, and what was left then; a step each.
        tips: What to say at each point.
        ends: What is left when the period ends at this pace; None when it can't be told.
        days: Share of the period and label of some days.
        left_words: Said at the last point, while nothing is projected.
        projected_words: Said at the end of the projection.
        even_words: Said at the end of even use.
    """

    title: str
    note: str
    whole: float
    points: tuple[tuple[float, float], ...]
    tips: tuple[str, ...]
    ends: float | None
    days: tuple[tuple[float, str], ...]
    left_words: str = ""
    projected_words: str = ""
    even_words: str = ""

    def margin(self, look: ChartLook, width: float) -> tuple[float, float]:
        """Room for the labels of the axis at the left, and of the lines at the right."""
        right = max(
            measure(one, look, LABEL, 600)
            for one in (self.left_words, self.projected_words, self.even_words)
        )
        return measure("0000", look) + 26, right + _GAP + 16

    def plot(self, plane: Plane) -> Sequence[tuple[float, float, str, str, float]]:
        """Draw steps, even use, projection and direct labels."""
        axes, look = plane.axes, plane.look
        lefts = [left for _at, left in self.points]
        # What is overdrawn is shown; a projection far below is drawn to the edge only.
        least = min([0.0, *lefts])
        floor = least
        if self.ends is not None and self.ends < least:
            floor = max(self.ends, least - max(self.whole, 1.0))
        axes.set_xlim(0, 1)
        axes.set_ylim(floor - 0.04 * ((self.whole - floor) or 1), (self.whole or 1) * 1.04)
        steps = steps_between(floor, self.whole)
        if len(steps) > 1 and self.whole - steps[-1] > 0.4 * (steps[1] - steps[0]):
            # The budget itself is the most telling of all heights.
            steps.append(self.whole)
        across = [(one, f"{round(one, 1):g}".replace("-", "−")) for one in steps]
        plane.frame(across, self.days)
        axes.plot([0, 1], [self.whole, 0], color=look.secondary, linewidth=1, linestyle=(0, (4, 3)))
        if least < 0 or floor < 0:
            axes.axhline(0, color=look.secondary, linewidth=1)
        if self.points:
            axes.step(
                [at for at, _left in self.points], lefts, where="post", color=look.line, linewidth=2
            )
        labels = [(0.0, self.even_words, "secondary", 400)]
        if self.points:
            at, left = self.points[-1]
            axes.plot([at], [left], marker="o", color=look.line, markersize=6, clip_on=False)
            if self.ends is not None and at < 1:
                axes.plot(
                    [at, 1], [left, self.ends], color=look.line, linewidth=2, linestyle=(0, (1, 2))
                )
                labels.append((max(self.ends, floor), self.projected_words, "line", 600))
            elif at >= 0.99:
                labels.append((left, self.left_words, "line", 600))
        # Beside the plot: no line reaches there.
        plane.say_apart(1, labels, _GAP)
        return [
            (at, left, tip, "", 0.02)
            for (at, left), tip in zip(self.points, self.tips, strict=True)
        ]
