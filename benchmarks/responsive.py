"""How long the window is deaf while a large roster is read, checked, imported and undone.

Run: python -m benchmarks.responsive [rows] [runs]

The real program runs without a display in a process of its own; a timer of one millisecond ticks
in it, and the longest time between two ticks is what a key press would have waited. With
``--where FILE`` the long gaps of one import are told, each after the stacks in the middle of it.
"""

from __future__ import annotations

import faulthandler
import gc
import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import rosters, startup

LIMIT_MS = 100
"""What the house promises: nothing on the window's thread takes longer."""
ACCOUNTS = 40
"""Accounts that are there before."""
PHASES = ("read", "check", "import", "undo")
QUIET = 1.5
"""Seconds that are still watched after each phase: pages refresh, toasts come."""
SECONDS = 300
TELLING_MS = 40
"""With --where, the stacks of all threads are told so long after a tick that wasn't followed."""


def watch(path: str, *, where: bool = False) -> None:
    """Import a file in the real window.

    Args:
        path: The roster; its headings must match by themselves, or a guess of them is taken.
        where: Whether to list the longest gaps on standard error.

    The longest gap of each phase in milliseconds, and the number of records imported, are printed
    as JSON.
    """
    gc.disable()  # as acctdesk.__main__ does before it imports the window
    from acctdesk import app

    found: dict[str, float] = {}

    class Watched(app.Program):
        def show(self) -> None:
            super().show()
            self.walk = _Walk(self, Path(path), found, where=where)

    app.Program = Watched  # type: ignore[misc]
    import acctdesk.__main__

    acctdesk.__main__.main([])


class _Walk:
    """Goes from phase to phase as a person would, and notes the gaps."""

    def __init__(self, program: Any, path: Path, found: dict[str, float], *, where: bool) -> None:
        from PySide6.QtCore import QTimer

        self._program, self._path, self._found = program, path, found
        self._phase, self._since, self._begun = "start", time.perf_counter(), time.perf_counter()
        self._where = where
        if where:
            gc.callbacks.append(_tell_collection)
        self._last = time.perf_counter()
        self._beat = QTimer(program)
        self._beat.timeout.connect(self._tick)
        self._beat.start(1)
        self._guide = QTimer(program)
        self._guide.timeout.connect(self._on)
        self._guide.start(50)

    def _tick(self) -> None:
        now = time.perf_counter()
        gap = (now - self._last) * 1000
        if gap > self._found.get(self._phase, 0.0):
            self._found[self._phase] = gap
        if self._where:
            # Told from outside Python, so that it comes in the middle of the gap.
            faulthandler.dump_traceback_later(TELLING_MS / 1000)
            if gap > TELLING_MS:
                print(f"-- {self._phase}: {gap:.0f} ms\n", file=sys.stderr, flush=True)
        self._last = time.perf_counter()

    def _on(self) -> None:
        """Do the next step when the one before has ended and a moment has passed."""
        now = time.perf_counter()
        if now - self._begun > SECONDS:
            print(f"stuck at: {self._phase}", file=sys.stderr, flush=True)
            os._exit(1)
        if not self._ended():
            self._since = now
        elif now - self._since > QUIET:
            self._next()
            self._since = now

    @property
    def _page(self) -> Any:
        return self._program.window.page("import")

    def _ended(self) -> bool:
        program = self._program
        if program.desk is None or program.tasks is None or program.tasks.busy:
            return False
        if self._phase == "start":
            return bool(program.window.present_place())
        page = self._page
        if page.session.doing:
            return False
        return {
            "read": lambda: not page.session.empty,
            "check": lambda: page.session.view is not None,
            "import": lambda: page.result is not None,
            "undo": lambda: page.done.undo.isHidden(),
        }[self._phase]()

    def _next(self) -> None:
        from acctdesk.ui.shell.page import Place

        order = ("start", *PHASES)
        if self._phase == PHASES[-1]:
            self._found["records"] = self._records
            print(json.dumps(self._found), flush=True)
            os._exit(0)
        self._phase = order[order.index(self._phase) + 1]
        if self._where:
            print(f"== {self._phase}", file=sys.stderr, flush=True)
        if self._phase == "read":
            self._program.window.go(Place("import", {"files": [str(self._path)]}))
            return
        page = self._page
        if self._phase == "check":
            # Names of the few accounts that are there may come close to some of the file.
            page.session.answer("duplicates", "*", "create")
            page.footer.primary.click()
            if page.session.doing != "check":
                page.footer.primary.click()
        elif self._phase == "import":
            page.footer.primary.click()
        else:
            counts = page.result
            self._records = counts.accounts.created + counts.people.created
            page.done.undo.click()


_collecting = [0.0]


def _tell_collection(what: str, told: dict[str, int]) -> None:
    """Tell of a search for garbage that took long: no thread goes on meanwhile."""
    if what == "start":
        _collecting[0] = time.perf_counter()
        return
    took = (time.perf_counter() - _collecting[0]) * 1000
    if took > TELLING_MS / 2:
        print(f"== garbage, generation {told['generation']}: {took:.0f} ms", file=sys.stderr)


def _alone(path: Path, environment: dict[str, str], *more: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.responsive", "--watch", str(path), *more],
        stdout=subprocess.PIPE, text=True, check=True, env=environment, timeout=SECONDS + 60,
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(rows: int = 100_000, runs: int = 3) -> list[tuple[str, float, float, str]]:
    """The longest gap of each phase, the worst of all runs.

    Returns:
        Name, value, limit and explanation of each figure.
    """
    figures: list[tuple[str, float, float, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        # An installed program has its byte code: this run writes it for those that count.
        small = Path(folder) / "small.xlsx"
        rosters.account_roster(small, 200)
        _alone(small, startup.make_home(Path(folder, "first"), ACCOUNTS))
        for shape in ("account", "contact"):
            path = Path(folder) / f"{shape}.xlsx"
            getattr(rosters, f"{shape}_roster")(path, rows)
            held = [
                _alone(path, startup.make_home(Path(folder, f"{shape}{run}"), ACCOUNTS))
                for run in range(runs)
            ]
            parts = ", ".join(
                f"{phase} {statistics.median(one[phase] for one in held):.0f} ms"
                for phase in PHASES
            )
            worst = max(one[phase] for one in held for phase in PHASES)
            note = f"{int(held[-1]['records'])} records; medians: {parts}"
            name = f"longest wait of the window, ms, {rows:,} {shape} rows"
            figures.append((name, worst, LIMIT_MS, note))
    return figures


if __name__ == "__main__":
    if sys.argv[1:2] == ["--watch"]:
        watch(sys.argv[2], where="--where" in sys.argv)
    elif sys.argv[1:2] == ["--where"]:
        with tempfile.TemporaryDirectory() as folder:
            small = Path(folder) / "small.xlsx"
            rosters.account_roster(small, 200)
            _alone(small, startup.make_home(Path(folder, "first"), ACCOUNTS))
            print(
                _alone(Path(sys.argv[2]), startup.make_home(Path(folder, "a"), ACCOUNTS), "--where")
            )
    else:
        for name, value, limit, note in measure(*[int(one) for one in sys.argv[1:]]):
            print(f"{name}: {value:.0f} (limit {limit:g}) - {note}")
