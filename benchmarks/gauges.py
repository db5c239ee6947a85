"""How long gauges and charts take: painting forty, the first chart after a click, drawing it anew.

Run: python -m benchmarks.gauges [runs]

The real program runs without a display in a process of its own, over a workspace with forty
objectives. It is left alone for two seconds, as somebody does who looks at the first page; then a
gauge is clicked, and the time until its first chart is there is what one would have waited.
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

GAUGES = 40
REPAINT_MS, FIRST_MS, REDRAW_MS = 16, 150, 45
"""What the house promises."""
IDLE = 2.0
"""Seconds for which nothing is done before the click."""
SECONDS = 120


def make_book(path: Path) -> None:
    """A workspace with forty objectives, half of them with tickets, half measured."""
    import datetime as dt
    from decimal import Decimal

    from acctdesk.compose import create_desk
    from acctdesk.services.service_terms import TicketRow

    with create_desk(path) as desk:
        desk.settings.introduce("Jana Ode", "jana@firm.example")
        levels, now = desk.service_levels, desk.context.now()
        for at in range(10):
            account, _change = desk.accounts.create({"name": f"Client {at}"})
            shared = {"period": "month", "zone": "UTC"}
            timed = {**shared, "target": Decimal("0.9"), "minutes": 240}
            levels.add_agreement(
                account,
                {"name": "Managed services"},
                None,
                [{"name": "Response", "type": "response", **timed},
                 {"name": "Resolution", "type": "resolution", **timed},
                 {"name": "Satisfaction", "type": "satisfaction", "target": Decimal(4),
                  "unit": "of 5", "direction": "up", **shared},
                 {"name": "Backlog", "type": "custom", "target": Decimal(9), "unit": "tickets",
                  "direction": "down", **shared}],
            )  # fmt: skip
            rows = []
            for n in range(200):
                begin = now - dt.timedelta(days=n * 395 / 200, hours=1)
                ends = begin + dt.timedelta(minutes=5 + (n * 37 + at * 11) % 300)
                events = tuple(
                    (int(when.timestamp()) * 1_000_000, stage, "")
                    for when, stage in ((begin, "opened"), (ends, "resolved"))
                )
                rows.append(TicketRow(f"INC{n}", title="Printer", category="ABC"[n % 3],
                                      events=events))  # fmt: skip
            levels.put_tickets(account, rows)
            for gauge in levels.panel(account).gauges:
                if gauge.unit != "share":
                    days = [(now - dt.timedelta(days=30 * n)).date() for n in range(13)]
                    held = [(day.isoformat(), Decimal(3 + (n + at) % 9)) for n, day in
                            enumerate(days)]  # fmt: skip
                    levels.measure(gauge.objective, held)


def watch(path: str) -> None:
    """Measure in the real window; milliseconds are printed as JSON."""
    home = Path(tempfile.mkdtemp())
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtGui import QImage

    from acctdesk.app import Program
    from acctdesk.ui.shell.places import Place
    from acctdesk.ui.starting import Folders, Options
    from acctdesk.ui.theme.application import make_application

    app = make_application(["acctdesk"])
    program = Program(
        app, Folders(home / "d", home / "c", home / "l"), Options(workspace=Path(path))
    )
    program.window.resize(1600, 1000)
    program.show()
    end = time.monotonic() + SECONDS

    def until(condition: Any) -> None:
        while not condition():
            if time.monotonic() > end:
                print("stuck", file=sys.stderr, flush=True)
                os._exit(1)
            app.processEvents()
            time.sleep(0.001)

    def rest(seconds: float) -> None:
        """Let the program alone; polling would take the interpreter from its threads."""
        loop = QEventLoop()
        QTimer.singleShot(round(seconds * 1000), loop.quit)
        loop.exec()

    until(lambda: program.desk is not None and program.window.present_place() is not None)
    program.window.go(Place("service_levels"))
    view: Any = program.window.page("service_levels").view  # type: ignore[attr-defined]
    until(lambda: view.panel.panel() is not None and not program.tasks.busy)
    board = view.panel.board
    until(lambda: board.width() > 600 and board.height() > 600)
    found: dict[str, float] = {}
    canvas = QImage(board.size(), QImage.Format.Format_RGB32)
    board.render(canvas)
    held = []
    for _run in range(15):
        begun = time.thread_time()
        board.render(canvas)
        held.append((time.thread_time() - begun) * 1000)
    found["repaint"], found["gauges"] = statistics.median(held), float(len(board.faces()))
    board._pictures.forget()
    begun = time.thread_time()
    board.render(canvas)
    found["anew"] = (time.thread_time() - begun) * 1000
    # The two seconds begin when the page stands there and nothing runs.
    rest(IDLE)
    chosen = next(one for one in view.panel.panel().gauges if one.kind == "resolution")
    begun, spent = time.perf_counter(), time.process_time()
    board.opened.emit(chosen.objective)
    charts = view.detail.charts.cards
    until(lambda: any(one.view._picture is not None for one in charts.values()))
    found["first"] = (time.perf_counter() - begun) * 1000
    found["first busy"] = (time.process_time() - spent) * 1000
    until(lambda: all(one.view._picture is not None for one in charts.values()))
    found["all"] = (time.perf_counter() - begun) * 1000
    from acctdesk.ui.service_levels.chartview import light, seen

    # What is loaded ahead at rest would take the interpreter from the drawing.
    rest(5)
    for name, card in charts.items():
        times = []
        for _run in range(9):
            begun = time.thread_time()
            seen(card.view.chart(), light(), card.view.size(), 1, 36)
            times.append((time.thread_time() - begun) * 1000)
        found[f"redraw {name}"] = statistics.median(times)
    print(json.dumps(found), flush=True)
    os._exit(0)


def measure(runs: int = 3) -> list[tuple[str, float, float, str]]:
    """Medians over several starts of the program.

    Returns:
        Name, value, limit and explanation of each figure.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.acctdesk"
        make_book(path)
        held = []
        environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen",
                       "PYTHONPYCACHEPREFIX": str(Path(folder) / "code")}  # fmt: skip
        environment.pop("PYTHONDONTWRITEBYTECODE", None)
        # The first run also writes byte code and the cache of fonts, as an installed program has.
        for run in range(runs + 1):
            done = subprocess.run(
                [sys.executable, "-m", "benchmarks.gauges", "--watch", str(path)],
                stdout=subprocess.PIPE, text=True, check=True, timeout=SECONDS + 60,
                env=environment,
            )  # fmt: skip
            if run or not runs:
                held.append(json.loads(done.stdout.splitlines()[-1]))

    def median(name: str) -> float:
        return statistics.median(one[name] for one in held)

    redraws = {name: median(name) for name in held[0] if name.startswith("redraw")}
    worst = max(redraws, key=lambda name: redraws[name])
    told = ", ".join(f"{name.removeprefix('redraw ')} {ms:.0f}" for name, ms in redraws.items())
    return [
        ("40 gauges painted again, ms", median("repaint"), REPAINT_MS,
         f"{median('gauges'):.0f} gauges; all of them anew {median('anew'):.0f} ms"),
        ("first chart after a click, ms", median("first"), FIRST_MS,
         f"after {IDLE:g} s of idleness, {median('first busy'):.0f} ms of processor time in all"
         f" threads; all charts of the detail {median('all'):.0f} ms"),
        ("a chart drawn anew, ms of processor time", redraws[worst], REDRAW_MS,
         f"the slowest of {told}"),
    ]  # fmt: skip


if __name__ == "__main__":
    if sys.argv[1:2] == ["--watch"]:
        watch(sys.argv[2])
    else:
        for name, value, limit, note in measure(*[int(one) for one in sys.argv[1:]]):
            print(f"{name}: {value:.1f} (limit {limit:g}) - {note}")
