"""Start-up of the real program against a bare PySide6 window, each a whole process, in turn.

Run: python -m benchmarks.startup [runs]

Each round starts a bare window, the program on a small workspace until its window is painted, and
the program on 10,000 accounts until the list shows its first rows and the filter takes a key. The
first list comes before the services are loaded; so that this cost is not hidden, another process
goes on until the filter has answered that key. Ratios are of medians. QT_QPA_PLATFORM decides the
platform: offscreen unless set; for X run it under ``xvfb-run -a env QT_QPA_PLATFORM=xcb``.
"""

from __future__ import annotations

import json
import math
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
import uuid
from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import rosters

if TYPE_CHECKING:
    from acctdesk.services.imports import Inserts

ROOT = Path(__file__).resolve().parents[1]
ACCOUNTS = 10_000
FRAME, LIST, MEMORY_MIB, STALL_MS = 1.25, 3.5, 200, 100
"""What the project promises."""
_HOMES = ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_STATE_HOME", "XDG_CACHE_HOME",
          "APPDATA", "LOCALAPPDATA", "USERPROFILE")  # fmt: skip

BARE = """
import os
from PySide6 import QtCore, QtWidgets
app = QtWidgets.QApplication([])
class Label(QtWidgets.QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        os._exit(0)
window = QtWidgets.QMainWindow()
window.setCentralWidget(Label("Hello"))
window.resize(1280, 800)
window.show()
app.exec()
"""

FRAME_PAINTED = """
import gc, os
gc.disable()  # as acctdesk.__main__ does before it imports the window
from acctdesk.ui import spare_sources
spare_sources()  # likewise
from acctdesk import app
from acctdesk.ui.shell.statusbar import StatusBar
painting = StatusBar.paintEvent
def painted(self, event):
    painting(self, event)
    os._exit(0)
StatusBar.paintEvent = painted  # the last part of the frame to be painted
import acctdesk.__main__
acctdesk.__main__.main([])
"""

LIST_SHOWN = """
import gc
gc.disable()  # as acctdesk.__main__ does before it imports the window
import json, os, sys, time
from acctdesk.ui import spare_sources
spare_sources()  # likewise
from acctdesk import app
from acctdesk.ui.rooms import Rooms
from PySide6 import QtCore, QtGui, QtWidgets

UNTIL = {until!r}
gaps = [0.0]
building = Rooms.accounts

def beat():
    now = time.perf_counter()
    gaps.append(now - beat.last)
    beat.last = now

class Watch(QtCore.QObject):
    done = False
    def eventFilter(self, watched, event):
        if (event.type() == QtCore.QEvent.Type.Paint and not self.done
                and self.list.model.rowCount() and self.list.model.store.record(0) is not None):
            self.done = True
            QtCore.QTimer.singleShot(0, self.press)
        return False
    def press(self):
        box = self.list.findChild(QtWidgets.QLineEdit)
        box.setFocus()
        key = QtCore.Qt.Key
        for kind in (QtCore.QEvent.Type.KeyPress, QtCore.QEvent.Type.KeyRelease):
            QtWidgets.QApplication.sendEvent(
                box, QtGui.QKeyEvent(kind, key.Key_E, QtCore.Qt.KeyboardModifier.NoModifier, "e"))
        assert box.text() == "e", box.text()
        if UNTIL == "list":
            os._exit(0)
        if UNTIL == "answered":
            showing = self.list.show_answer
            def shown(answer):
                showing(answer)
                if not answer.early and self.list.query().words == "e":
                    os._exit(0)
            self.list.show_answer = shown
            return
        box.clear()
        QtCore.QTimer.singleShot(2500, self.end)
    def end(self):
        if UNTIL == "close":
            self.list.window().close()
            return
        with open("/proc/self/statm") as held:
            pages = int(held.read().split()[1])
        print(json.dumps({{"rss": pages * os.sysconf("SC_PAGE_SIZE") / 2**20,
            "stall": max(gaps) * 1000, "rows": self.list.model.rowCount()}}), flush=True)
        os._exit(0)

def built(self, shell):
    page = building(self, shell)
    watch = Watch(page)
    watch.list = page.list
    page.list.grid.viewport().installEventFilter(watch)
    return page

Rooms.accounts = built
if UNTIL == "memory":
    from acctdesk.ui.shell.statusbar import StatusBar
    painting = StatusBar.paintEvent
    def painted(self, event):
        painting(self, event)
        if not hasattr(beat, "last"):
            beat.last = time.perf_counter()
            beat.timer = QtCore.QTimer()
            beat.timer.timeout.connect(beat)
            beat.timer.start(1)
    StatusBar.paintEvent = painted
import acctdesk.__main__
sys.exit(acctdesk.__main__.main([]))
"""


@dataclass
class _Book:
    """A plan of new accounts, as an import would write them."""

    owner: str
    count: int
    seen: int
    label: str = "Import"
    params: dict[str, Any] = field(default_factory=dict)
    learned: dict[str, dict[str, str]] = field(default_factory=dict)
    size: int = 1

    def batches(self) -> Iterator[Inserts]:
        from acctdesk.services.imports import Inserts

        rng = random.Random(5)
        columns = ("id", "name", "sector", "tier", "phase", "rag", "owner_id", "annual_value",
                   "currency", "renewal_date", "client_since", "city", "country")  # fmt: skip
        rows = [
            (
                uuid.UUID(int=rng.getrandbits(128), version=4).hex, name,
                rng.choice(rosters.SECTORS), rng.choice("ABCD"),
                rng.choice(("steady", "growth", "exit")),
                rng.choice(("green", "amber", "red", None)), self.owner,
                Decimal(rng.randint(5, 3000) * 1000), rng.choice(("EUR", "GBP", "CHF")),
                f"2027-{rng.randint(1, 12):02d}-{rng.randint(1, 28):02d}",
                str(rng.randint(2001, 2025)), rng.choice(rosters.CITIES),
                rng.choice(("DE", "NL", "GB")),
            )
            for name in rosters.names(self.count, rng)
        ]  # fmt: skip
        yield Inserts("account", columns, rows)


def make_workspace(path: Path, accounts: int) -> None:
    """A workspace of one's own with so many accounts."""
    from acctdesk.compose import create_desk

    with create_desk(path) as desk:
        desk.settings.introduce("Ann Kelly", "ann.kelly@example.com")
        desk.imports.apply(_Book(desk.settings.me.id or "", accounts, desk.imports.seen()))


def make_home(folder: Path, accounts: int) -> dict[str, str]:
    """Somebody's home after a first session with such a workspace.

    Returns:
        The environment of their processes.
    """
    folder.mkdir(parents=True)
    environment = {**os.environ, **dict.fromkeys(_HOMES, str(folder))}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    # An installed program has its byte code, a checkout may not: all get theirs.
    environment.pop("PYTHONDONTWRITEBYTECODE", None)
    environment["PYTHONPYCACHEPREFIX"] = str(folder.parent / "bytecode")
    environment["PYTHONPATH"] = str(ROOT)
    book = folder / "Accounts.acctdesk"
    make_workspace(book, accounts)
    opened = LIST_SHOWN.format(until="close").replace(
        "main([])", f"main(['--workspace', {str(book)!r}])"
    )
    _run(opened, environment)
    # The offscreen screen is small: a kept geometry would give a narrow window, whose sidebar shows
    # no words, and a first paint that is cheaper than a person's.
    for kept in folder.rglob("window.ini"):
        lines = kept.read_text(encoding="utf-8").splitlines()
        rest = [line for line in lines if not line.startswith("geometry=")]
        kept.write_text("\n".join(rest) + "\n", encoding="utf-8")
    return environment


def _run(code: str, environment: dict[str, str]) -> tuple[float, str]:
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-c", code], env=environment, capture_output=True,
        text=True, check=False, timeout=120,
    )  # fmt: skip
    took = time.perf_counter() - began
    if done.returncode:
        raise RuntimeError(done.stderr)
    return took, done.stdout


def measure(runs: int = 9) -> list[tuple[str, float, float, str]]:
    """Ratios to the bare window, memory, and the longest stall.

    Returns:
        Name, value, limit and explanation of each figure.
    """
    with tempfile.TemporaryDirectory() as folder:
        small = make_home(Path(folder) / "small", 40)
        large = make_home(Path(folder) / "large", ACCOUNTS)
        codes = {
            "bare": (BARE, small),
            "frame": (FRAME_PAINTED, small),
            "list": (LIST_SHOWN.format(until="list"), large),
            "answered": (LIST_SHOWN.format(until="answered"), large),
        }
        times: dict[str, list[float]] = {name: [] for name in codes}
        for run in range(runs + 1):
            for name, (code, home) in codes.items():
                took, _said = _run(code, home)
                if run:  # the first round fills caches
                    times[name].append(took * 1000)
        held = [
            json.loads(_run(LIST_SHOWN.format(until="memory"), large)[1].splitlines()[-1])
            for _run_of in range(3)
        ]
    bare = statistics.median(times["bare"])
    figures = []
    for name, words, limit in (
        ("frame", "first paint of the program / bare window", FRAME),
        ("list", f"list of {ACCOUNTS:,} accounts usable / bare window", LIST),
        ("answered", "typed filter answered by the services / bare window", math.inf),
    ):
        middle = statistics.median(times[name])
        pairs = sorted(a / b for a, b in zip(times[name], times["bare"], strict=True))
        note = (
            f"{middle:.0f} ms, bare {bare:.0f} ms; pair by pair {pairs[0]:.2f} to {pairs[-1]:.2f}, "
            f"middle {statistics.median(pairs):.2f}"
        )
        figures.append((words, middle / bare, limit, note))
    rows = int(held[0]["rows"])
    memory = statistics.median(one["rss"] for one in held)
    figures.append(("memory with that list shown, MiB", memory, MEMORY_MIB, f"{rows:,} rows"))
    stalls = sorted(one["stall"] for one in held)
    figures.append(
        (
            "longest stall of the window until the services are there, ms",
            statistics.median(stalls), STALL_MS, f"{stalls[0]:.0f} to {stalls[-1]:.0f}",
        )
    )  # fmt: skip
    return figures


if __name__ == "__main__":
    for name, value, limit, note in measure(*[int(one) for one in sys.argv[1:]]):
        print(f"{name}: {value:.2f} (limit {limit:g}) - {note}")
