"""Measures what AcctDesk promises, and says which promise holds.

Run: python -m benchmarks [--quick]

Every figure is a ratio of medians of processes measured in turn in this one run, since the speed
of a machine drifts; memory is in MiB. Exit status 1 when a limit is passed.
"""

from __future__ import annotations

import sys
from collections.abc import Callable

from benchmarks import (
    decks,
    finding,
    gauges,
    grid,
    grid_export,
    handover,
    handover_export,
    handover_taking,
    layout,
    lists,
    map,
    presenting,
    responsive,
    roster_import,
    service,
    startup,
    tickets,
)

Figure = tuple[str, float, float, str]


def main(arguments: list[str]) -> int:
    """Measure everything.

    Args:
        arguments: "--quick" for fewer runs and smaller files, to see that it works.
    """
    quick = "--quick" in arguments
    parts: list[Callable[[], list[Figure]]] = [
        lambda: roster_import.measure(10_000 if quick else 100_000, 1 if quick else 5),
        lambda: startup.measure(3 if quick else 9),
        lambda: responsive.measure(5_000 if quick else 100_000, 1 if quick else 3),
        lambda: grid_export.measure(10_000 if quick else 100_000, 1 if quick else 5),
        lambda: handover.measure(*((5_000, 1_000, 1) if quick else ())),
        lambda: list(handover_export.measure(*((5_000, 1_000) if quick else ()))),
        lambda: list(handover_taking.measure(*((5_000, 1_000) if quick else ()))),
        lambda: lists.measure(*((1, 1_000, 5_000) if quick else ())),
        lambda: grid.measure(*((1_000, 5_000, 1) if quick else ())),
        lambda: finding.measure(*((1_000, 5_000, 2_000) if quick else ())),
        lambda: layout.measure(1_000, 1 if quick else 7),
        lambda: map.measure(1 if quick else 3),
        lambda: gauges.measure(1 if quick else 3),
        lambda: presenting.measure(1 if quick else 3),
        lambda: decks.measure(1 if quick else 9),
        lambda: tickets.measure(1_000 if quick else 20_000, 1 if quick else 5),
        lambda: service.measure(*((10_000, 1_000, 1) if quick else ())),
    ]
    passed = True
    for part in parts:
        for name, value, limit, note in part():
            holds = value <= limit
            passed &= holds
            bound = "no limit" if limit == float("inf") else f"limit {limit:g}"
            print(
                f"{'ok  ' if holds else 'OVER'} {value:8.2f}  ({bound})  {name}: {note}", flush=True
            )
    return 0 if passed or quick else 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
