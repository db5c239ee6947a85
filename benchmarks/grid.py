"""The real lists at full size: what a keystroke, a scroll and a sort cost the window.

Run: python -m benchmarks.grid [accounts] [people] [rounds]

The program opens a workspace of 10,000 accounts and 100,000 people at 1600 × 1000. A keystroke is
a real key event into the box for words; its figures are the time the window's own thread worked
on it (processor time of that thread, painting included) and the time from the key until the rows
that answer it are painted. A frame of scrolling is a turn of the wheel with its paint; every fourth
is a leap to another place, which has to paint everything anew. Sorting is told from the click to
the painted rows.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks import book

Figure = tuple[str, float, float, str]
KEY_MS, RESULT_MS, FRAME_MS, SORT_MS, GROUP_MS = 16, 40, 16, 150, 200
"""What the project promises."""

RUN = """
import gc, json, sys, time
gc.disable()
from pathlib import Path
from PySide6 import QtCore, QtGui, QtWidgets
from acctdesk import app as program_module
from acctdesk.ui.shell.places import Place
from acctdesk.ui.starting import Folders, Options
from acctdesk.ui.theme.application import make_application

home, rounds = Path(sys.argv[1]), int(sys.argv[2])
sys.setswitchinterval(0.0005)
app = make_application(["acctdesk"])
program = program_module.Program(
    app, Folders(home / "data", home / "config", home / "logs"),
    Options(workspace=home / "Book.acctdesk"))
program.window.resize(1600, 1000)
program.show()
app.processEvents()

def until(condition, seconds=20):
    # Sleeps in Qt's own loop: waiting costs the thread nothing, and no timer adds to its work.
    end = time.perf_counter() + seconds
    while not condition():
        if time.perf_counter() > end:
            raise SystemExit("waited in vain")
        app.processEvents(QtCore.QEventLoop.ProcessEventsFlag.WaitForMoreEvents)

tick = QtCore.QTimer()
tick.start(500)
until(lambda: program.desk is not None and program.desk.ready.done())

def measured(kind):
    section = program.window.page(kind)
    page = section.list
    # What goes on in the background at the start is measured elsewhere.
    until(lambda: page.total > 0 and not program.tasks.busy, 600)
    return page

def settle(seconds=0.4):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end:
        app.processEvents()
        time.sleep(0.002)

def type_text(page, text, found):
    box = page.filters.box
    for at in range(1, len(text) + 1):
        done = [False]
        def answered(answer, show=page.show_answer):
            show(answer)
            done[0] = True
        page.show_answer = answered
        wall, work = time.perf_counter(), time.thread_time()
        key = QtGui.QKeyEvent(QtCore.QEvent.Type.KeyPress, 0,
                              QtCore.Qt.KeyboardModifier.NoModifier, text[at - 1])
        app.sendEvent(box, key)
        until(lambda: done[0])
        # What changed is painted in the same turn; a letter may well change nothing.
        app.processEvents()
        found["result"].append((time.perf_counter() - wall) * 1000)
        found["work"].append((time.thread_time() - work) * 1000)
        del page.show_answer
        # As fast as people type, and the whole list now and then.
        settle(0.09)
    settle()
    box.clear()
    settle(0.6)

def wheel(page, found):
    view, bar = page.grid.viewport(), page.grid.verticalScrollBar()
    middle = QtCore.QPointF(view.rect().center())
    for turn in range(60):
        leap = turn % 4 == 3
        wall = time.perf_counter()
        if leap:
            bar.setValue((bar.maximum() // 61) * turn)
        else:
            app.sendEvent(view, QtGui.QWheelEvent(
                middle, view.mapToGlobal(middle), QtCore.QPoint(), QtCore.QPoint(0, -120),
                QtCore.Qt.MouseButton.NoButton, QtCore.Qt.KeyboardModifier.NoModifier,
                QtCore.Qt.ScrollPhase.NoScrollPhase, False))
        app.sendPostedEvents()
        view.repaint() if leap else app.processEvents()
        found["frame"].append((time.perf_counter() - wall) * 1000)
        settle(0.05)
    bar.setValue(0)

def sort(page, found, names):
    for name in names:
        done = [False]
        def answered(answer, show=page.show_answer):
            show(answer)
            done[0] = True
        page.show_answer = answered
        wall = time.perf_counter()
        page.columns.sort(name, descending=False)
        until(lambda: done[0])
        # What changed is painted in the same turn; a letter may well change nothing.
        app.processEvents()
        found["sort"].append((time.perf_counter() - wall) * 1000)
        del page.show_answer
        settle()

def group(page, found, names):
    for name in names:
        done = [False]
        def answered(answer, show=page.show_answer):
            show(answer)
            done[0] = True
        page.show_answer = answered
        wall = time.perf_counter()
        page.view_state.change(group=(name,))
        until(lambda: done[0])
        # What changed is painted in the same turn; a letter may well change nothing.
        app.processEvents()
        found["group"].append((time.perf_counter() - wall) * 1000)
        del page.show_answer
        settle()
    page.view_state.change(group=())
    settle()

told = {}
for kind, words, sorts, groups in (
    ("accounts", ("nord", "bank", "ham", "tec", "gro", "clin", "müll"),
     ("renewal_date", "annual_value", "city", "owner_id"), ("tier", "owner_id")),
    ("people", ("anna", "mei", "jan k", "li", "schm", "peter", "vog"),
     ("email", "language", "last_contact", "title"), ("language", "title")),
):
    if kind not in program.window.sidebar.rows():
        continue
    program.window.go(Place(kind))
    page = measured(kind)
    settle(1)
    found = {"work": [], "result": [], "frame": [], "sort": [], "group": []}
    for _round in range(rounds):
        for text in words:
            type_text(page, text, found)
    wheel(page, found)
    sort(page, found, sorts)
    group(page, found, groups)
    told[kind] = {**found, "rows": page.total}
print(json.dumps(told), flush=True)
import os
os._exit(0)
"""


def measure(accounts: int = 10_000, people: int = 100_000, rounds: int = 3) -> list[Figure]:
    """Measure both lists.

    Args:
        accounts: How many accounts.
        people: How many people.
        rounds: How often each text is typed.

    Returns:
        Name, value, limit and note of each figure, in milliseconds.
    """
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        book.make(home / "Book.acctdesk", accounts, people).close()
        env = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
        done = subprocess.run(
            [sys.executable, "-c", RUN, folder, str(rounds)],
            env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(done.stderr)
        told = json.loads(done.stdout.strip().splitlines()[-1])
    figures: list[Figure] = []
    for kind, found in told.items():
        note = f"{found['rows']:,} {kind}"
        figures += [
            _figure(f"{kind}: keystroke, window's thread, ms p95", found["work"], KEY_MS, note),
            _figure(f"{kind}: keystroke to result, ms p95", found["result"], RESULT_MS, note),
            _figure(f"{kind}: frame while scrolling, ms p95", found["frame"], FRAME_MS, note),
            (f"{kind}: sort to painted rows, ms max", max(found["sort"]), SORT_MS, note),
            (f"{kind}: group to painted rows, ms max", max(found["group"]), GROUP_MS, note),
        ]
    return figures


def _figure(name: str, values: list[float], limit: float, note: str) -> Figure:
    middle = statistics.median(values)
    return name, _p95(values), limit, f"{note}, n={len(values)}, median {middle:.1f}"


def _p95(values: list[float]) -> float:
    return sorted(values)[max(round(len(values) * 0.95) - 1, 0)]


if __name__ == "__main__":
    for name, value, limit, note in measure(*map(int, sys.argv[1:])):
        holds = "ok  " if value <= limit else "OVER"
        print(f"{holds} {value:7.1f}  (limit {limit})  {name}: {note}")
