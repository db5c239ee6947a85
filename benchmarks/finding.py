"""Search over everything, keystroke by keystroke: 10,000 accounts, 100,000 people, a long log.

Run: python -m benchmarks.finding [accounts] [people] [interactions]

Every keystroke of some forty queries is one measurement: names, parts of names, two words, phone
numbers, addresses, words of the log, slips, single letters, scripts without spaces. First the
service is asked on its own; then the real palette and the real search page are typed into, in a
process of their own, and the time that the window's thread was busy is told apart from the time
until the answer stood there.
"""

from __future__ import annotations

import datetime as dt
import gc
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import book

if TYPE_CHECKING:
    from acctdesk.compose import Desk

RESULT_MS, WINDOW_MS = 40, 16
"""What the project promises, for 95 of 100 keystrokes."""
TALK = (  # noqa: SIM905 - reads best as words
    "agreed board budget call capacity contract credit escalation helpdesk incident invoice latency"
    " meeting migration network notice outage patch procurement promised quarter recovery renewal"
    " report review roadmap security service shift team test uptime visit waiting"
).split()


def add_log(desk: Desk, count: int) -> None:
    """Add interactions with subjects, summaries and next steps."""
    from acctdesk.models.base import new_ids

    rng = random.Random(17)
    accounts = [one for one, _name in desk.records.options("account")]
    rows = (
        (
            one, accounts[i % len(accounts)], rng.choice(("call", "meeting", "email", "note")),
            (dt.date(2024, 1, 1) + dt.timedelta(i * 1000 // count)).isoformat(),
            " ".join(rng.choices(TALK, k=5)), " ".join(rng.choices(TALK, k=40)),
            " ".join(rng.choices(TALK, k=4)),
        )
        for i, one in enumerate(new_ids(count))
    )  # fmt: skip
    names = ("id", "account_id", "type", "day", "subject", "summary", "next_step")
    with desk.context.write("Log") as unit:
        unit.insert_many("interaction", names, rows)
        unit.commit()


def queries(desk: Desk) -> list[str]:
    """What is typed: each begins with its first letter and grows."""
    rng = random.Random(23)
    firms = [name for _one, name in desk.records.options("account")]
    people = [name for _one, name in desk.records.options("person")]
    some_firms, some_people = rng.sample(firms, 6), rng.sample(people, 6)
    slips = [name.split()[0][:3] + name.split()[0][4:] for name in rng.sample(firms, 4)]
    return [
        *(name.split()[0] for name in some_firms),
        *(name[:14].lower() for name in some_people),
        f"{some_people[0].split()[0]} {some_firms[0].split()[0]}".lower(),
        f"cio {some_firms[1].split()[0]}".lower(),
        *slips,
        "weiss", "Björn", "li", "w", "e", "王伟", "qx", "logistics gmbh", "procurement manager",
        "+49 30 1004711", "0170 1000815", "client-12.example", "ann.77@", "renewal contract",
        "escalation", "outage report", "berlin", "nothing like this",
    ]  # fmt: skip


def keystrokes(words: Sequence[str]) -> Iterator[str]:
    """What stands in the box after each keystroke."""
    for word in words:
        for end in range(1, len(word) + 1):
            yield word[:end]


def service(desk: Desk, words: Sequence[str]) -> tuple[list[float], list[float]]:
    """Milliseconds of each keystroke as the palette asks, and as the search page asks."""
    from acctdesk.services.hits import Find

    desk.finding.warm()
    taken: tuple[list[float], list[float]] = ([], [])
    for typed in keystrokes(words):
        for at, find in enumerate((Find(typed, ("account", "person"), limit=6), Find(typed))):
            began = time.perf_counter()
            desk.lanes.read(lambda find=find: desk.finding.search(find)).result()
            taken[at].append((time.perf_counter() - began) * 1000)
    return taken


# -- the window ----------------------------------------------------------------------------


class Busy:
    """Tells how long the window's thread was busy, by when it goes to sleep and wakes."""

    def __init__(self) -> None:
        from PySide6.QtCore import QAbstractEventDispatcher

        self._dispatcher = QAbstractEventDispatcher.instance()
        assert self._dispatcher is not None
        self._asleep = 0.0
        self._since: float | None = None
        self._dispatcher.aboutToBlock.connect(self._sleep)
        self._dispatcher.awake.connect(self._wake)

    def _sleep(self) -> None:
        self._since = time.perf_counter()

    def _wake(self) -> None:
        if self._since is not None:
            self._asleep += time.perf_counter() - self._since
            self._since = None

    def during(self, task: Callable[[], None]) -> tuple[float, float, float]:
        """Milliseconds that a task took, that the thread worked, and that it didn't sleep.

        The last includes what others kept from it: the search on another thread, other programs.
        """
        self._asleep = 0.0
        began, work = time.perf_counter(), time.thread_time()
        task()
        took, worked = time.perf_counter() - began, time.thread_time() - work
        return took * 1000, worked * 1000, (took - self._asleep) * 1000


def window(path: Path) -> None:
    """Type into the palette and the search page; print what was measured as JSON."""
    gc.disable()  # as acctdesk.__main__ does
    from PySide6.QtCore import QEvent, QEventLoop, QObject, QSettings, Qt, QTimer
    from PySide6.QtGui import QKeyEvent
    from PySide6.QtWidgets import QApplication, QLineEdit

    from acctdesk.compose import open_desk
    from acctdesk.ui.palette.palette import Palette
    from acctdesk.ui.search.page import SearchPage
    from acctdesk.ui.search.places import place_of
    from acctdesk.ui.shell.page import Page, Place, Section
    from acctdesk.ui.shell.window import MainWindow
    from acctdesk.ui.starting import collect_garbage
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.theme.application import make_application
    from acctdesk.ui.theme.theme import Mode, Theme
    from acctdesk.words import lazy

    sys.setswitchinterval(0.0005)  # as acctdesk.app does
    app = make_application(["acctdesk"])
    theme = Theme(app, mode=Mode.LIGHT)
    desk = open_desk(path, read_only=True)
    tasks = Tasks(desk.lanes)
    sections = [
        Section("accounts", lazy("Accounts"), "building-2", Page),
        Section(
            "search", lazy("Search"), "search",
            lambda shell: SearchPage(shell, desk, tasks, place_of), "none",
        ),
    ]  # fmt: skip
    settings = QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat)
    made = MainWindow(theme, sections, settings)
    made.resize(1600, 1000)
    made.show()
    made.complete()
    desk.finding.warm()
    words = queries(desk)
    collect_garbage()
    palette = Palette(made, [], place_of)
    palette.attach(desk, tasks)
    busy = Busy()
    loop = QEventLoop()

    asking: list[QTimer] = []

    def settle() -> None:
        while True:
            loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)
            # The search begins when the letter is painted.
            if not tasks.busy and not any(timer.isActive() for timer in asking):
                break
            loop.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents)
        loop.processEvents(QEventLoop.ProcessEventsFlag.AllEvents)

    def press(box: QLineEdit, letter: str) -> None:
        for kind in (QEvent.Type.KeyPress, QEvent.Type.KeyRelease):
            event = QKeyEvent(kind, 0, Qt.KeyboardModifier.NoModifier, letter)
            QApplication.sendEvent(box, event)
        settle()

    def typed(box: QLineEdit, owner: QObject) -> list[tuple[float, float, float]]:
        asking[:] = [timer for timer in owner.findChildren(QTimer) if not timer.interval()]
        found = []
        for word in words:
            box.clear()
            settle()
            found += [busy.during(lambda letter=letter: press(box, letter)) for letter in word]
        return found

    said: dict[str, Any] = {}
    made.go(Place("accounts"))
    palette.enter()
    settle()
    said["palette"] = typed(palette.box, palette)
    palette.leave()
    made.go(Place("search"))
    page = made.page("search")
    assert isinstance(page, SearchPage)
    settle()
    said["page"] = typed(page.box, page)
    print(json.dumps(said), flush=True)
    os._exit(0)


def _window(path: Path) -> dict[str, list[tuple[float, float, float]]]:
    # Qt's own dispatcher tells when it sleeps; glib's doesn't.
    environment = {**os.environ, "QT_NO_GLIB": "1"}
    environment.setdefault("QT_QPA_PLATFORM", "offscreen")
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.finding", "--window", str(path)],
        stdout=subprocess.PIPE, text=True, check=True, env=environment, timeout=600,
    )  # fmt: skip
    found: dict[str, list[tuple[float, float, float]]] = json.loads(done.stdout.splitlines()[-1])
    return found


def _p95(values: Sequence[float]) -> float:
    return sorted(values)[int(len(values) * 0.95)]


def _note(values: Sequence[float]) -> str:
    return (
        f"{len(values)} keystrokes, median {statistics.median(values):.1f},"
        f" longest {max(values):.0f} ms"
    )


def measure(
    accounts: int = 10_000, people: int = 100_000, interactions: int = 50_000
) -> list[tuple[str, float, float, str]]:
    """The 95th percentiles of the keystrokes.

    Returns:
        Name, value, limit and explanation of each figure.
    """
    from acctdesk.compose import open_desk

    figures: list[tuple[str, float, float, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.acctdesk"
        with book.make(path, accounts, people) as desk:
            add_log(desk, interactions)
        # Opened anew, as a person's is: what was needed to make it would be in the way.
        with open_desk(path, read_only=True) as desk:
            gc.collect()
            gc.freeze()
            words = queries(desk)
            began = time.perf_counter()
            desk.finding.warm()
            warm = time.perf_counter() - began
            few, all_kinds = service(desk, words)
            gc.unfreeze()
        shown = _window(path)
    size = f"{accounts:,} accounts, {people:,} people, {interactions:,} interactions"
    for name, values in (("palette", few), ("everything", all_kinds)):
        figures.append((f"search ({name}), ms, 95 %", _p95(values), RESULT_MS, _note(values)))
    for name, pairs in shown.items():
        took, worked, busy = ([one[at] for one in pairs] for at in range(3))
        figures.append(
            (f"keystroke to result on the {name}, ms, 95 %", _p95(took), RESULT_MS, _note(took))
        )
        figures.append(
            (f"window's thread, {name}, ms, 95 %", _p95(worked), WINDOW_MS, _note(worked))
        )
        figures.append((f"window awake, {name}, ms, 95 %", _p95(busy), float("inf"), _note(busy)))
    figures.append(("first look at all names, s", warm, float("inf"), size))
    return figures


if __name__ == "__main__":
    if sys.argv[1:2] == ["--window"]:
        window(Path(sys.argv[2]))
    else:
        for name, value, limit, note in measure(*map(int, sys.argv[1:])):
            print(f"{name}: {value:.1f} (limit {limit:g}) - {note}")
