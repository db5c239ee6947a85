"""The org chart at work: what a frame costs while a map is panned, zoomed, dragged and painted.

Run: python -m benchmarks.map [rounds]

Maps of 150 and of 1,000 people are opened in the program's own window at 1600 × 1000, offscreen,
and worked on by real events. A frame is one event with all that it sets off until it is painted.
Frames and opening are told in processor time of the window's thread; what passes meanwhile, with
what else the page does on other threads, stands beside it. Painting anew is held
against one item that draws the same ground, lines and pictures.
"""

from __future__ import annotations

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
from pathlib import Path

from acctdesk.compose import create_desk
from acctdesk.models.base import new_ids
from benchmarks.rosters import FIRST, LAST, TITLES

Figure = tuple[str, float, float, str]
FRAME_MS = {150: 8.0, 1_000: 12.0}
OPEN_MS = {150: 150.0, 1_000: 500.0}
REPAINT = 2.0
"""What the project promises: frames, opening, and painting anew as a multiple of one item's."""
TIES = {150: 20, 1_000: 40}


def make(path: Path, people: int) -> str:
    """Make a workspace with one account and its map.

    Args:
        path: Its file; must not exist.
        people: How many stand on the map: bushy, some chains, some large teams, a few ties.

    Returns:
        The account's id.
    """
    rng = random.Random(11)
    with create_desk(path) as desk:
        desk.settings.introduce("Ann Keeler")
        account, _change = desk.accounts.create({"name": "Northwind Logistics"})
        persons, posts = new_ids(people), new_ids(people)
        managers: list[str | None] = [None]
        teams = [0]
        while len(managers) < people:
            lead = teams.pop(0) if teams else rng.randrange(len(managers))
            for _one in range(min(rng.choice((1, 2, 4, 6, 8, 12)), people - len(managers))):
                if rng.random() < 0.4:
                    teams.append(len(managers))
                managers.append(posts[lead])
        attitudes = ("mentor", "supporter", "neutral", "sceptic", "opponent", None)
        with desk.context.write("Make a map") as unit:
            unit.insert_many(
                "person",
                ("id", "name"),
                [
                    (one, f"{rng.choice(FIRST)} {rng.choice(LAST)} {i}")
                    for i, one in enumerate(persons)
                ],
            )
            unit.insert_many(
                "position",
                ("id", "person_id", "account_id", "title", "manager_id", "attitude", "power",
                 "interest"),
                [
                    (posts[i], persons[i], account, rng.choice(TITLES), managers[i],
                     rng.choice(attitudes), rng.randint(0, 10), rng.randint(0, 10))
                    for i in range(people)
                ],
            )  # fmt: skip
            unit.insert_many(
                "tie",
                ("id", "account_id", "from_id", "to_id", "type"),
                [
                    (one, account, *rng.sample(posts, 2), rng.choice(("dotted", "influence")))
                    for one in new_ids(TIES.get(people, 20))
                ],
            )
            unit.commit()
        return account


RUN = """
import gc, json, sys, time
gc.disable()
from pathlib import Path
from PySide6.QtCore import QEvent, QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QMouseEvent, QWheelEvent
from PySide6.QtWidgets import QGraphicsItem, QGraphicsScene, QGraphicsView
from acctdesk import app as program_module
from acctdesk.ui.shell.places import Place
from acctdesk.ui.stakeholders.chart.view import OrgChart
from acctdesk.ui.starting import Folders, Options
from acctdesk.ui.theme.application import make_application

home, account, rounds = Path(sys.argv[1]), sys.argv[2], int(sys.argv[3])
sys.setswitchinterval(0.0005)
app = make_application(["acctdesk"])
program = program_module.Program(
    app, Folders(home / "data", home / "config", home / "logs"),
    Options(workspace=home / "Book.acctdesk"))
program.window.resize(1600, 1000)
program.show()
app.processEvents()

def until(condition, seconds=60):
    end = time.perf_counter() + seconds
    while not condition():
        if time.perf_counter() > end:
            raise SystemExit("waited in vain")
        app.processEvents()
        time.sleep(0.001)

def settle(seconds=0.4):
    end = time.perf_counter() + seconds
    while time.perf_counter() < end or program.tasks.busy:
        app.processEvents()
        time.sleep(0.002)

until(lambda: program.desk is not None and program.desk.ready.done())
# Long enough at rest that its modules were loaded ahead.
settle(6)

# Opening: from the click, and from when the map was read, until it is painted.
painted, read = [], []
showing, painting = OrgChart._show, None
def shown(chart):
    read.append((time.thread_time(), time.perf_counter()))
    showing(chart)
OrgChart._show = shown
from acctdesk.ui.stakeholders.chart.stage import Stage
paint = Stage.paintEvent
def paints(stage, event):
    paint(stage, event)
    if stage.plan.cards:
        painted.append((time.thread_time(), time.perf_counter()))
Stage.paintEvent = paints
start = time.perf_counter()
program.window.go(Place("accounts", {"account": account, "tab": "stakeholders"}))
until(lambda: painted)
told = {
    "open": [(painted[0][0] - read[0][0]) * 1000],
    "wall": [(painted[0][1] - read[0][1]) * 1000],
    "click": [(painted[0][1] - start) * 1000],
}
chart = program.window.findChild(OrgChart)
stage = chart.stage
settle(1)
Stage.paintEvent = paint

# Shown again, as on going from one account to the other.
for _round in range(rounds):
    seen = chart.study.seen
    chart._account, chart._unseen = "", True
    stage.show_plan(type(stage.plan)(), {})
    settle(0.1)
    start = time.thread_time()
    showing(chart)
    stage.viewport().repaint()
    told["open"].append((time.thread_time() - start) * 1000)
    settle(0.3)

def frame(widget, event, into):
    start = time.thread_time()
    app.sendEvent(widget, event)
    app.sendPostedEvents()
    app.processEvents()
    into.append((time.thread_time() - start) * 1000)

def mouse(kind, at, button, buttons, modifiers=Qt.KeyboardModifier.NoModifier):
    at = QPointF(at)
    return QMouseEvent(kind, at, stage.viewport().mapToGlobal(at), button, buttons, modifiers)

def pull(start, steps, button, into):
    view = stage.viewport()
    app.sendEvent(view, mouse(QEvent.Type.MouseButtonPress, start, button, button))
    for at in steps:
        frame(view, mouse(QEvent.Type.MouseMove, at, Qt.MouseButton.NoButton, button), into)
        time.sleep(0.004)
    return steps[-1]

def let_go(at, button):
    none = Qt.MouseButton.NoButton
    app.sendEvent(
        stage.viewport(), mouse(QEvent.Type.MouseButtonRelease, at, button, none))

def round_trip(centre, wide, count):
    import math
    return [
        QPointF(centre.x() + wide * math.sin(i / 9), centre.y() + wide * 0.6 * math.sin(i / 7))
        for i in range(1, count)
    ]

def pan(into):
    middle = QPointF(stage.viewport().rect().center())
    at = pull(middle, round_trip(middle, 300, 60), Qt.MouseButton.MiddleButton, into)
    let_go(at, Qt.MouseButton.MiddleButton)
    settle(0.1)

def zoom(into):
    view = stage.viewport()
    middle = QPointF(view.rect().center())
    for turn in [120] * 12 + [-120] * 18 + [120] * 6:
        frame(view, QWheelEvent(
            middle, view.mapToGlobal(middle), QPoint(), QPoint(0, turn),
            Qt.MouseButton.NoButton, Qt.KeyboardModifier.ControlModifier,
            Qt.ScrollPhase.NoScrollPhase, False), into)
        time.sleep(0.01)
    settle(0.2)

def drag(into):
    view = stage.viewport()
    # A card with a branch, though not the whole map.
    sizes = [(len(stage.plan.branch(one)), one) for one, _place in stage.plan.shown()]
    _size, card = max(pair for pair in sizes if pair[0] <= len(stage.plan.cards) // 3)
    stage.bring_into_sight(card)
    settle(0.1)
    start = stage.to_window(stage.plan.place(card)).center()
    at = pull(start, round_trip(start, 220, 60), Qt.MouseButton.LeftButton, into)
    if chart.marks.ghost is None:
        raise SystemExit("nothing was dragged")
    chart.pointer.cancel()
    let_go(at, Qt.MouseButton.LeftButton)
    settle(0.2)

told |= {name: [] for name in ("pan", "pan_fit", "zoom", "drag", "drag_fit")}
for _round in range(rounds):
    stage.fit()
    settle(0.3)
    pan(told["pan_fit"])
    drag(told["drag_fit"])
    zoom(told["zoom"])
    stage.set_zoom(1.0)
    settle(0.3)
    pan(told["pan"])
    drag(told["drag"])

# Painting anew: the chart, and one item that draws the same ground, lines and pictures.
class Batch(QGraphicsItem):
    def __init__(self, items, bounds):
        super().__init__()
        self._all = [(item.pos(), item.pixmap()) for item in items]
        self._bounds = bounds
        self.setFlag(QGraphicsItem.GraphicsItemFlag.ItemUsesExtendedStyleOption)
    def boundingRect(self):
        return self._bounds
    def paint(self, painter, option, widget=None):
        stage._ground.paint(painter, option.exposedRect)
        painter.setPen(stage.reports.pen())
        painter.drawPath(stage.reports.path())
        stage.ties.paint(painter, option)
        draw = painter.drawPixmap
        for spot, picture in self._all:
            draw(spot, picture)

stage.fit()
stage.sharpen_all()
chart.study.chosen.clear()
settle(0.5)
scene = QGraphicsScene()
scene.setSceneRect(stage.sceneRect())
scene.addItem(Batch(stage.cards.items.values(), stage.sceneRect()))
other = QGraphicsView(scene)
other.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
other.setFrameShape(QGraphicsView.Shape.NoFrame)
other.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
other.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
other.resize(stage.size())
other.show()
for bar, same in (
    (other.horizontalScrollBar(), stage.horizontalScrollBar()),
    (other.verticalScrollBar(), stage.verticalScrollBar()),
):
    bar.setValue(same.value())
settle(0.2)
told["ours"], told["batch"] = [], []
for _round in range(30 * rounds):
    for view, into in ((stage, told["ours"]), (other, told["batch"])):
        start = time.thread_time()
        view.viewport().repaint()
        into.append((time.thread_time() - start) * 1000)
told["zoomed"] = stage.zoom
print(json.dumps(told), flush=True)
import os
os._exit(0)
"""


def measure(rounds: int = 3) -> list[Figure]:
    """Measure both maps.

    Args:
        rounds: How often everything is done.

    Returns:
        Name, value, limit and note of each figure.
    """
    figures: list[Figure] = []
    for people, limit in FRAME_MS.items():
        told = _run(people, rounds)
        named = f"map of {people:,}"
        frames = ("pan", "zoom", "drag") if people == 150 else ("drag",)
        for name in ("pan", "zoom", "drag"):
            values = [*told[name], *told.get(f"{name}_fit", ())]
            held = limit if name in frames else float("inf")
            note = f"n={len(values)}, median {statistics.median(values):.1f}"
            figures.append((f"{named}: {name}, frame, ms p95", _p95(values), held, note))
        first, *again = told["open"]
        note = f"passed {told['wall'][0]:.0f} ms; again, median {statistics.median(again):.0f} ms"
        figures.append((f"{named}: open, read to painted, ms", first, OPEN_MS[people], note))
        note = "with its page, the reading and the gaps"
        figures.append(
            (f"{named}: open, click to painted, ms", told["click"][0], float("inf"), note)
        )
        ours, batch = statistics.median(told["ours"]), statistics.median(told["batch"])
        note = f"{ours:.2f} ms against {batch:.2f} ms, all {people:,} in sight"
        bound = REPAINT if people == 1_000 else float("inf")
        figures.append((f"{named}: repaint, share of one item's", ours / batch, bound, note))
    return figures


def _run(people: int, rounds: int) -> dict[str, list[float]]:
    with tempfile.TemporaryDirectory() as folder:
        account = make(Path(folder) / "Book.acctdesk", people)
        env = {**os.environ, "QT_QPA_PLATFORM": os.environ.get("QT_QPA_PLATFORM", "offscreen")}
        done = subprocess.run(
            [sys.executable, "-c", RUN, folder, account, str(rounds)],
            env=env, capture_output=True, text=True, check=False,
        )  # fmt: skip
        if done.returncode:
            raise SystemExit(done.stderr)
        found: dict[str, list[float]] = json.loads(done.stdout.strip().splitlines()[-1])
        return found


def _p95(values: list[float]) -> float:
    return sorted(values)[max(round(len(values) * 0.95) - 1, 0)]


if __name__ == "__main__":
    for name, value, limit, note in measure(*map(int, sys.argv[1:])):
        holds = "ok  " if value <= limit else "OVER"
        print(f"{holds} {value:7.1f}  (limit {limit:g})  {name}: {note}")
