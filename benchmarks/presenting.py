"""How long one waits while presenting: for the next slide, for a jump, and for the check before.

Run: python -m benchmarks.presenting [runs]

The real windows open without a display, on a screen of 1920 × 1080, in a process of their own. A
slide change is the time from the key until the new slide is painted; between two keys a second
passes, as somebody needs who says at least a word. The check is done when every slide of twelve
stands there in small and the first one large.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

CHANGE_MS, JUMP_MS, CHECK_S = 100, 100, 1.0
"""What the house promises."""
SECONDS = 120
SCREEN = '{"screens": [{"name": "wall", "x": 0, "y": 0, "width": 1920, "height": 1080}]}'


def make_deck() -> Any:
    """Twelve slides: six charts, gauges, tables, a tree, a road map, answers and words."""
    from acctdesk.clientview import (
        Deck,
        Figure,
        Gauge,
        Line,
        Node,
        Roadmap,
        Series,
        Share,
        Slide,
        Stack,
        Stretch,
        Table,
        Text,
        Tree,
    )

    names = "Nov Dec Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov"
    months = tuple(names.split(" "))

    def chart(at: int) -> Slide:
        values = tuple(99.62 + (7 * at + 3 * n) % 37 / 100 for n in range(13))
        told = tuple(f"{one:.2f} %" for one in values)
        lines = (
            Line(f"Service {at}", "actual", values, told),
            Line("Agreed", "target", (99.6,) * 13, ("99.6 %",) * 13),
        )
        series = Series(f"Service {at} by month", "%", "trend", "Month", months, lines, "%")
        words = (
            Figure(told[-1], "in November"),
            Text("What helped", "heading"),
            Text("A standby."),
        )
        return Slide(f"Chart {at}", f"Service {at} kept its promise in every month",
                     "Availability by month", (series, *words), "Source: monitoring")  # fmt: skip

    gauges = tuple(
        Gauge(f"Objective {at}", "Order portal · November", "99.7 %", "99.9 %", "-0.20 pt", "Met",
              "good", "21 of 43 minutes left", 99.0, 100.0, "99 %", "100 %", 99.7, 99.9,
              (99.5, 99.8, 99.7))
        for at in range(6)
    )  # fmt: skip
    rows = tuple((f"Action number {at}", "Jana Ode", "4 Dec 2026", "Open") for at in range(12))
    table = Table(("Action", "Owner", "Due", "State"), rows)
    people = Tree(tuple(Node((f"Person {at}", "Head of something"), (at - 1) // 3 if at else -1)
                        for at in range(10)))  # fmt: skip
    plan = Roadmap(months[:6], tuple(
        Stretch(f"Work {at}", "For everybody", "Nov - Jan", "On track", "good", at * 0.5, at + 1.0)
        for at in range(5)
    ), 0.7)  # fmt: skip
    shares = Stack("Would you recommend us?", "22 answers", (
        Share("Promoters", 12, "12 (55 %)", "good"), Share("Detractors", 10, "10 (45 %)", "bad"),
    ))  # fmt: skip
    slides = [
        Slide("Title", "Quarterly business review", "Northwind Logistics", layout="title"),
        *(chart(at) for at in range(1, 7)),
        Slide("Gauges", "Five of six objectives were met", "November", gauges),
        Slide("Actions", "Twelve actions", "Since September", (table,)),
        Slide("People", "Who decides with us", "", (people,)),
        Slide("Road map", "What comes next", "", (plan,)),
        Slide("Satisfaction", "More would recommend us", "", (shares,)),
    ]
    return Deck("Quarterly business review", "Northwind Logistics", "Q4 2026", "4 December 2026",
                "Jana Ode", "en", tuple(slides))  # fmt: skip


def watch() -> None:
    """Measure in the real windows; seconds are printed as JSON."""
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QMainWindow, QScrollArea

    from acctdesk.ui.presenting.drawn import parted
    from acctdesk.ui.presenting.preflight import Preflight
    from acctdesk.ui.presenting.talk import Step, Talk
    from acctdesk.ui.theme.application import make_application
    from acctdesk.ui.theme.theme import Mode, Theme

    # As the program does; see `acctdesk.app.main`.
    sys.setswitchinterval(0.0005)
    app = make_application(["acctdesk"])
    theme = Theme(app, mode=Mode.LIGHT)
    end = time.monotonic() + SECONDS
    found: dict[str, Any] = {}
    begun = time.perf_counter()
    talk = parted(Talk(make_deck()))
    found["parted"] = time.perf_counter() - begun
    main, area = QMainWindow(), QScrollArea()
    area.setWidgetResizable(True)
    main.setCentralWidget(area)
    main.resize(1600, 1000)
    main.show()

    def until(condition: Any) -> None:
        while not condition():
            if time.monotonic() > end:
                print("stuck", file=sys.stderr, flush=True)
                os._exit(1)
            app.processEvents()
            time.sleep(0.0005)

    def rest(seconds: float) -> None:
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    rest(0.2)
    begun = time.perf_counter()
    page = Preflight(theme, talk)
    # Pages of the program scroll; else a low window would grow with what is in it.
    area.setWidget(page)
    until(lambda: page.canvas.shown() is not None)
    found["first"] = time.perf_counter() - begun
    steps = [one.step for one in page.thumbs.thumbs]
    until(lambda: all(page.pictures.nearest(one, 150) is not None for one in steps))
    found["check"] = time.perf_counter() - begun
    page.course.last()
    page.present()
    assert page.session is not None
    assert page.session.client is not None
    course, canvas = page.session.course, page.session.client.canvas
    until(lambda: canvas.shown() == Step(0))
    changes, jumps = [], []
    for at in (10, 4, 7):
        rest(1.0)
        begun = time.perf_counter()
        course.go(Step(at))
        until(lambda at=at: canvas.shown() == Step(at))
        jumps.append(time.perf_counter() - begun)
    course.first()
    for at in range(1, len(talk.deck.slides)):
        rest(1.0)
        begun = time.perf_counter()
        course.forward()
        until(lambda at=at: canvas.shown() == Step(at))
        changes.append(time.perf_counter() - begun)
    found |= {"change": max(changes), "usual": statistics.median(changes), "jump": max(jumps)}
    page.stop()
    print(json.dumps(found), flush=True)
    os._exit(0)


def measure(runs: int = 3) -> list[tuple[str, float, float, str]]:
    """Medians over several processes.

    Returns:
        Name, value, limit and explanation of each figure.
    """
    held = []
    with tempfile.TemporaryDirectory() as folder:
        screen = Path(folder) / "screen.json"
        screen.write_text(SCREEN, encoding="utf-8")
        environment = {**os.environ, "QT_QPA_PLATFORM": f"offscreen:configfile={screen}",
                       "PYTHONPYCACHEPREFIX": str(Path(folder) / "code")}  # fmt: skip
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        # The first run also writes byte code, as an installed program has.
        for run in range(runs + 1):
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.presenting", "--watch"],
                stdout=subprocess.PIPE, text=True, check=True, timeout=SECONDS + 60,
                env=environment,
            )  # fmt: skip
            if run or not runs:
                held.append(json.loads(done.stdout.splitlines()[-1]))

    def median(name: str) -> float:
        return statistics.median(one[name] for one in held)

    return [
        ("the next slide, ms", 1000 * median("change"), CHANGE_MS,
         f"the slowest of eleven; usually {1000 * median('usual'):.1f} ms"),
        ("a slide that nobody expected, ms", 1000 * median("jump"), JUMP_MS,
         "the slowest of three jumps"),
        ("12 slides checked, s", median("check"), CHECK_S,
         f"the first large after {1000 * median('first'):.0f} ms; parted before in "
         f"{1000 * median('parted'):.0f} ms on a lane"),
    ]  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--watch"]:
        watch()
    else:
        for name, value, limit, note in measure(*[int(one) for one in sys.argv[1:]]):
            print(f"{name}: {value:.2f} (limit {limit:g}) - {note}")
