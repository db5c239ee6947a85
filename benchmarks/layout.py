"""How long it takes to lay out a map of 1,000 people, against Graphviz `dot` on the same tree.

Run: python -m benchmarks.layout [people]

Both get the same tree with cards of the same sizes and are measured in turn. Counted is processor
time: of `dot` that of its process minus that of a tree of one, so that its start is not held
against it; of ours that of the thread, from plain numbers to placed cards and their lines of
reporting, since `dot` draws lines as well.
"""

from __future__ import annotations

import os
import random
import shutil
import statistics
import subprocess
import sys
import time

from acctdesk.drawing.routes import Tie, connect
from acctdesk.drawing.tree import Card, Hanging, arrange

Figure = tuple[str, float, float, str]
LIMIT = 0.25
"""The share of what `dot` takes that is promised."""
TIES = 100


def organisation(people: int) -> list[tuple[int | None, float, float]]:
    """Whom each reports to, and the size of the card: bushy, some chains, some large teams."""
    rng = random.Random(11)
    found: list[tuple[int | None, float, float]] = [(None, 200.0, 72.0)]
    teams = [0]
    while len(found) < people:
        lead = teams.pop(0) if teams else rng.randrange(len(found))
        for _one in range(min(rng.choice((1, 2, 4, 6, 8, 12)), people - len(found))):
            if rng.random() < 0.4:
                teams.append(len(found))
            found.append((lead, rng.choice((160.0, 200.0, 240.0)), rng.choice((56.0, 72.0))))
    return found


def ours(tree: list[tuple[int | None, float, float]], hanging: Hanging | None = None) -> float:
    """Seconds of the thread to place the cards and draw the lines of reporting."""
    start = time.thread_time()
    connect(
        arrange([Card(width, height, parent) for parent, width, height in tree], hanging=hanging)
    )
    return time.thread_time() - start


def lines(tree: list[tuple[int | None, float, float]], ties: int) -> float:
    """Seconds of the thread to find all lines, with ties between any two: the worst there are."""
    rng = random.Random(5)
    layout = arrange([Card(width, height, parent) for parent, width, height in tree])
    pairs = [Tie(*rng.sample(range(len(tree)), 2), (70.0, 16.0)) for _tie in range(ties)]
    start = time.thread_time()
    connect(layout, pairs)
    return time.thread_time() - start


def as_dot(tree: list[tuple[int | None, float, float]]) -> str:
    """The same tree in dot's language, sizes in inches of 96 pixels."""
    rows = ["digraph { node [shape=box fixedsize=true]"]
    for number, (parent, width, height) in enumerate(tree):
        rows.append(f"n{number} [width={width / 96:.3f} height={height / 96:.3f}]")
        if parent is not None:
            rows.append(f"n{parent} -> n{number}")
    return "\n".join([*rows, "}"])


def theirs(dot: str, text: str) -> float:
    """Seconds of processor that dot takes."""
    before = os.times()
    subprocess.run([dot, "-Tplain"], input=text, text=True, check=True, stdout=subprocess.DEVNULL)
    after = os.times()
    return (
        after.children_user + after.children_system
        - before.children_user - before.children_system
    )  # fmt: skip


def measure(people: int = 1_000, runs: int = 7) -> list[Figure]:
    """Measure both in turn."""
    tree = organisation(people)
    dot = shutil.which("dot")
    mine: list[float] = []
    other: list[float] = []
    start: list[float] = []
    hung: list[float] = []
    for _run in range(runs):
        mine.append(ours(tree))
        hung.append(ours(tree, Hanging()))
        if dot:
            other.append(theirs(dot, as_dot(tree)))
            start.append(theirs(dot, as_dot(tree[:1])))
    took = statistics.median(mine) * 1000
    bare = [lines(tree, 0) for _run in range(runs)]
    tied = [lines(tree, TIES) for _run in range(runs)]
    name = f"layout of {people:,} people with lines, share of Graphviz dot"
    note = f"{took:.1f} ms, {statistics.median(hung) * 1000:.1f} ms with columns"
    figures: list[Figure] = []
    if dot:
        whole, empty = statistics.median(other), statistics.median(start)
        said = f"{note}; dot {whole * 1000:.0f} ms, of which {empty * 1000:.0f} ms to start"
        # os.times() counts in hundredths of a second: too coarse for less than one.
        figures.append((name, took / 1000 / max(whole - empty, 0.01), LIMIT, said))
    else:
        figures.append((name, took, float("inf"), f"no dot on this machine; ms alone: {note}"))
    figures.append(
        (
            f"lines of {people:,} people and {TIES} ties, ms",
            statistics.median(tied) * 1000,
            float("inf"),
            f"{statistics.median(bare) * 1000:.1f} ms for the lines of reporting alone",
        )
    )
    return figures


if __name__ == "__main__":
    for figure in measure(*map(int, sys.argv[1:2])):
        print(*figure)
