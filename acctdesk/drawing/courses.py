"""The course of one line: a way through cells made into stretches, each on a lane of its own."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise

from acctdesk.drawing.corridors import Ground, Port, Side, Way
from acctdesk.drawing.geometry import Point
from acctdesk.drawing.lanes import Lanes, straight

NARROW = 40.0
"""Where there is no more room than this, a line runs in the middle of it; in pixels."""
AWAY = 24.0
"""How far a line keeps from the row it passes where there is more room."""
LANES = 16.0
"""How wide an upright stretch needs its range to be, so that others can run beside it."""
HEAD = 12.0
"""How long the stretch that meets a card is at least where there is room: arrows end there."""


@dataclass(slots=True)
class _Run:
    """An upright stretch.

    Args:
        low: Where it may stand at the left.
        high: Where it may stand at the right.
        down: Whether it goes down.
        last: Which cell of the way it ends in.
    """

    low: float
    high: float
    down: bool
    last: int


class Course:
    """A way through cells, made into upright and level stretches on lanes of their own.

    Args:
        way: The cells.
        ground: Where they lie.
        lanes: What runs there already.
    """

    def __init__(self, way: Way, ground: Ground, lanes: Lanes) -> None:
        self._way, self._ground, self._lanes = way, ground, lanes
        self._runs = self._upright()

    def points(self) -> tuple[Point, ...]:
        """The line, corner by corner."""
        start, end = self._way.start, self._way.end
        if (level := self._sideways()) is not None:
            return (Point(start.edge, level), Point(end.edge, level))
        xs = self._across()
        levels = self._levels(xs)
        points: list[Point] = []
        if start.side.upright:
            points.append(Point(xs[0], start.edge))
        else:
            points.append(Point(start.edge, levels[0]))
        before = None if start.side.upright else levels.pop(0)
        for x in xs:
            if before is not None:
                points.append(Point(x, before))
            before = levels.pop(0) if levels else None
            points.append(Point(x, end.edge if before is None else before))
        if not end.side.upright:
            points.append(Point(end.edge, points[-1].y))
        return straight(points)

    def _sideways(self) -> float | None:
        """How high a line runs that goes straight from side to side, None when it can't."""
        start, end = self._way.start, self._way.end
        if start.side.upright or end.side.upright or start.cell != end.cell:
            return None
        low, high = max(start.low, end.low), min(start.high, end.high)
        if low > high:
            return None
        span = (min(start.edge, end.edge), max(start.edge, end.edge))
        return self._lanes.free((low + high) / 2, low, high, span, upright=False)

    def _upright(self) -> list[_Run]:
        """As few upright stretches as will do: each goes on as long as it can go straight."""
        way, ground = self._way, self._ground
        openings: list[tuple[float, float, bool, int]] = []
        for at, (one, other) in enumerate(pairwise(way.cells), 1):
            low = max(ground.lefts[one], ground.lefts[other])
            high = min(ground.rights[one], ground.rights[other])
            openings.append((low, high, ground.top(other) > ground.top(one), at))
        if way.start.side.upright:
            down = way.start.side is Side.BELOW
            openings.insert(0, (way.start.low, way.start.high, down, 0))
        if way.end.side.upright:
            down = way.end.side is Side.ABOVE
            openings.append((way.end.low, way.end.high, down, len(way.cells) - 1))
        if not openings:
            cell = way.cells[0]
            openings = [(ground.lefts[cell], ground.rights[cell], True, 0)]
        runs: list[_Run] = []
        for low, high, down, last in openings:
            run = runs[-1] if runs else None
            # Not where going straight on would leave no room for a second line beside it.
            room = min(LANES, high - low, run.high - run.low) if run else 0.0
            if run and run.down is down and max(run.low, low) + room <= min(run.high, high):
                run.low, run.high, run.last = max(run.low, low), min(run.high, high), last
            else:
                runs.append(_Run(low, high, down, last))
        for port, run in ((way.start, runs[0]), (way.end, runs[-1])):
            if not port.side.upright:
                run.low, run.high = _apart(run.low, run.high, port)
        return runs

    def _across(self) -> list[float]:
        """Where each upright stretch stands: near to the one before, on a lane of its own."""
        way, ground, runs = self._way, self._ground, self._runs
        if way.start.side.upright:
            at = _middle(way.end) if len(runs) == 1 else (runs[1].low + runs[1].high) / 2
        else:
            at = way.start.edge
        xs: list[float] = []
        first = 0
        for run in runs:
            at = (run.low + run.high) / 2 if run.high - run.low <= NARROW else at
            at = min(max(at, run.low), run.high)
            tops: list[float] = []
            for cell in way.cells[first : run.last + 1]:
                tops += ground.headroom(cell, *self._inside(cell, at))
            at = self._lanes.free(at, run.low, run.high, (min(tops), max(tops)), upright=True)
            xs.append(at)
            first = run.last
        return xs

    def _inside(self, cell: int, x: float) -> tuple[float, float]:
        """The point x as a stretch that certainly lies inside the cell."""
        x = min(max(x, self._ground.lefts[cell]), self._ground.rights[cell])
        return x, x

    def _levels(self, xs: list[float]) -> list[float]:
        """How high each level stretch runs, on a lane of its own, away from the rows."""
        way, ground, runs = self._way, self._ground, self._runs
        spans: list[tuple[int, float, float, Port | None]] = []
        if not way.start.side.upright:
            spans.append((way.cells[0], way.start.edge, xs[0], way.start))
        spans += [
            (way.cells[run.last], one, other, None)
            for run, one, other in zip(runs, xs, xs[1:], strict=False)
        ]  # fmt: skip
        if not way.end.side.upright:
            spans.append((way.cells[-1], xs[-1], way.end.edge, way.end))
        found: list[float] = []
        inner = [i for i, span in enumerate(spans) if span[3] is None]
        for i, (cell, one, other, port) in enumerate(spans):
            low, high = min(one, other), max(one, other)
            if port is None:
                top, bottom = ground.headroom(cell, low, high)
                for end, at in ((way.start, inner[0]), (way.end, inner[-1])):
                    if end.side.upright and i == at:
                        top, bottom = _apart(top, bottom, end)
            else:
                top, bottom = port.low, port.high
            wanted = (top + bottom) / 2
            if port is None and bottom - top > 2 * NARROW:
                near = way.start.edge if way.start.side.upright else ground.top(cell)
                wanted = top + AWAY if abs(top - near) <= abs(bottom - near) else bottom - AWAY
            found.append(self._lanes.free(wanted, top, bottom, (low, high), upright=False))
        return found


def _middle(port: Port) -> float:
    return (port.low + port.high) / 2 if port.side.upright else port.edge


def _apart(low: float, high: float, port: Port) -> tuple[float, float]:
    """A range that keeps away from a card's edge, if it isn't too narrow for that."""
    if port.side in (Side.BELOW, Side.RIGHT):
        return min(max(low, port.edge + HEAD), high), high
    return low, max(min(high, port.edge - HEAD), low)
