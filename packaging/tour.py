"""Renders every page on the sample workspace, to be looked at.

Run: ``python packaging/tour.py OUT [name…]``. Needs no display. Every stop is a function in
`STOPS`; a new page adds one. Each is rendered light and dark at both sizes; some also in high
contrast and with text at 200 %.
"""

from __future__ import annotations

import os
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
from PySide6.QtGui import QGuiApplication, QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QMenu, QWidget

from acctdesk.app import Program
from acctdesk.services.filters import Condition, Match, Op
from acctdesk.services.query import Sort
from acctdesk.services.view import Mark
from acctdesk.ui.shell.page import Place
from acctdesk.ui.starting import Folders, Options
from acctdesk.ui.theme.application import make_application
from acctdesk.ui.theme.theme import Mode

SIZES = ((960, 600), (1600, 1000))
SCREEN = '{"screens": [{"name": "tour", "x": 0, "y": 0, "width": 1600, "height": 1000}]}'
SECONDS = 60


@dataclass(frozen=True)
class View:
    """How a stop is rendered."""

    mode: Mode
    size: tuple[int, int]
    text: int = 100

    @property
    def tag(self) -> str:
        scale = "" if self.text == 100 else f"-{self.text}"
        return f"{self.mode.value}-{self.size[0]}{scale}"


VIEWS = tuple(View(mode, size) for mode in (Mode.LIGHT, Mode.DARK) for size in SIZES)
HARD = (View(Mode.CONTRAST, SIZES[1]), View(Mode.LIGHT, SIZES[0], 200))


class Tour:
    """The running program, and a camera."""

    def __init__(self, program: Program, out: Path) -> None:
        self.program, self.out = program, out
        self.taken: list[Path] = []
        self.front: QWidget | None = None
        """What stands before the window and is taken instead of it."""

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        end = time.monotonic() + SECONDS
        while not condition():
            if time.monotonic() > end:
                raise SystemExit(f"The tour waited {SECONDS} s in vain for {what}.")
            QCoreApplication.processEvents()
            time.sleep(0.005)

    def settle(self) -> None:
        for _round in range(8):
            QCoreApplication.processEvents()
            self.wait(lambda: not self.program.tasks or not self.program.tasks.busy, "a result")
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
            time.sleep(0.01)

    def go(self, section: str, **params: str) -> None:
        self.program.window.go(Place(section, params))
        self.settle()

    def look(self, view: View) -> None:
        preferences = self.program.preferences
        preferences.set_mode(view.mode)
        preferences.set_text_scale(view.text)
        self.program.window.resize(*view.size)
        if self.front is not None:
            self.front.resize(min(1080, view.size[0] - 40), min(820, view.size[1] - 40))
        self.settle()

    def take(self, name: str, view: View) -> None:
        self.settle()
        path = self.out / f"{name}-{view.tag}.png"
        shown = self.front or self.program.window
        picture = shown.grab()
        painter = QPainter(picture)
        for popup in QApplication.topLevelWidgets():
            # Menus and popovers are windows of their own.
            if popup.isVisible() and popup.windowType() == Qt.WindowType.Popup:
                painter.drawPixmap(shown.mapFromGlobal(popup.pos()), popup.grab())
        painter.end()
        picture.save(str(path))
        self.taken.append(path)

    def account(self) -> str:
        """The account with the most people: the page with the most on it."""
        desk = self.program.desk
        ids = [one for one, _name in desk.records.options("account")]
        return max(ids, key=lambda one: len(desk.people.at(one)))

    @property
    def page(self) -> QObject:
        section = self.program.window.page("accounts")
        return section.front()


def accounts(tour: Tour) -> None:
    tour.go("accounts", list="1")
    tour.page.grid.clearSelection()


def accounts_selected(tour: Tour) -> None:
    accounts(tour)
    for row in (1, 2, 3):
        flags = Qt.KeyboardModifier.ControlModifier if row > 1 else Qt.KeyboardModifier.NoModifier
        grid = tour.page.grid
        spot = grid.visualRect(tour.page.model.index(row, tour.page.model.column("tier"))).center()
        QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, flags, spot)


def accounts_filtered(tour: Tour) -> None:
    accounts(tour)
    where = Match("all", (Condition("tier", Op.IN, ("A", "B")),))
    tour.page.view_state.change(where=where, sort=(Sort("tier"), Sort("annual_value", True)))


def accounts_grouped(tour: Tour) -> None:
    accounts(tour)
    tour.page.view_state.change(group=("tier",), sort=(Sort("annual_value", True),))


def accounts_tree(tour: Tour) -> None:
    accounts(tour)
    tour.page.view_state.change(tree=True)


def accounts_inspected(tour: Tour) -> None:
    accounts(tour)
    grid = tour.page.grid
    spot = grid.visualRect(tour.page.model.index(3, tour.page.model.column("name"))).center()
    QTest.mouseClick(grid.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    time.sleep(0.6)


def people(tour: Tour) -> None:
    tour.go("people", list="1")


def search(tour: Tour) -> None:
    tour.go("search")
    page = tour.program.window.page("search")
    page.box.setText("plan")
    time.sleep(0.5)


def palette(tour: Tour) -> None:
    tour.go("accounts", list="1")
    tour.program.window.action_set.action("palette").trigger()
    QTest.keyClicks(tour.program.furniture.palette.box, "mar")
    time.sleep(0.4)


def leave_palette(tour: Tour) -> None:
    QTest.keyClick(tour.program.furniture.palette.box, Qt.Key.Key_Escape)


def shortcuts(tour: Tour) -> None:
    tour.go("shortcuts")


def duplicates(tour: Tour) -> None:
    desk = tour.program.desk
    if "Banco Litoral S.A." not in dict(map(reversed, desk.records.options("account"))):
        desk.accounts.create(
            {
                "name": "Banco Litoral S.A.", "city": "Lisbon", "tags": ("bank",),
                "website": "https://www.banco-litoral.example",
                "notes": "Met at the fair; wants a second opinion on the exit plan.",
            }
        )  # fmt: skip
    tour.go("duplicates")
    page = tour.program.window.page("duplicates")
    tour.wait(lambda: page.side.isVisible(), "a pair")


def trash(tour: Tour) -> None:
    desk = tour.program.desk
    if not desk.trash.deleted():
        made, _change = desk.accounts.create({"name": "Entered twice"})
        desk.people.add(made, {"name": "Nobody Known"}, title="CIO")
        desk.accounts.delete([made])
    tour.go("trash")


def accounts_nothing(tour: Tour) -> None:
    accounts(tour)
    tour.page.filters.box.setText("no such client")
    tour.wait(lambda: tour.page.model.rowCount() == 0, "an empty list")


def accounts_refused(tour: Tour) -> None:
    accounts(tour)
    model = tour.page.model
    model.setData(model.index(2, model.column("renewal_date")), "some day")


def accounts_print(tour: Tour) -> None:
    accounts(tour)
    ways_out = tour.page.tools.exporting
    ways_out.print()
    tour.wait(lambda: ways_out.preview is not None and ways_out.preview.view.image, "the pages")
    tour.front = ways_out.preview


def leave_print(tour: Tour) -> None:
    tour.front = None
    tour.page.tools.exporting.preview.reject()


def popped(open_it: Callable[[Tour], object]) -> Callable[[Tour], None]:
    """A stop at a menu or popover of the list of accounts."""

    def stop(tour: Tour) -> None:
        accounts(tour)
        where = Match(
            "all", (Condition("tier", Op.IN, ("A", "B")), Condition("city", Op.NOT_EMPTY))
        )
        tour.page.view_state.change(where=where, sort=(Sort("tier"), Sort("annual_value", True)))
        tour.settle()
        open_it(tour)
        tour.settle()

    return stop


def leave_popped(tour: Tour) -> None:
    for popup in QApplication.topLevelWidgets():
        if popup.windowType() == Qt.WindowType.Popup:
            popup.close()
    tour.settle()
    tour.page.view_state.reset()
    tour.settle()


def more_menu(tour: Tour) -> None:
    menu = tour.page.tools.more_menu()
    bar = tour.page.bar.more
    menu.popup(bar.mapToGlobal(bar.rect().bottomLeft()))


def views_menu(tour: Tour) -> None:
    button = tour.page.bar.view
    menu: QMenu = button.menu()
    menu.popup(button.mapToGlobal(button.rect().bottomLeft()))


def pasting(tour: Tour) -> None:
    grid, model = tour.page.grid, tour.page.model
    grid.setCurrentIndex(model.index(1, model.column("tier")))
    rows = ("A\tGrowth\tGreen", "Gold\tSteady\tAmber", "B\tSleeping\tRed") * 3
    QGuiApplication.clipboard().setText("\n".join(rows))
    grid.paste()


def leave_pasting(tour: Tour) -> None:
    tour.page.commands.strip.dismissed.emit()
    undo_filter(tour)


def accounts_marked(tour: Tour) -> None:
    accounts(tour)
    marks = (
        Mark("rag", Op.IS, "red", "bad", whole_row=True),
        Mark("rag", Op.IS, "amber", "warn"),
        Mark("tier", Op.IS, "A", "info"),
        Mark("phase", Op.IS, "growth", "good"),
    )
    columns = tuple(
        replace(one, pinned=at < 2) for at, one in enumerate(tour.page.view_state.columns())
    )
    tour.page.view_state.change(marks=marks, columns=columns, row_height="tall")


def account(tab: str) -> Callable[[Tour], None]:
    def stop(tour: Tour) -> None:
        tour.go("accounts", account=tour.account(), tab=tab)

    return stop


def account_logging(tour: Tour) -> None:
    tour.go("accounts", account=tour.account(), tab="overview", log="meeting")


def account_entry(tour: Tour) -> None:
    tour.go("accounts", account=tour.account(), tab="overview")
    tour.page.box.fold()
    timeline = tour.page.overview.timeline
    if timeline.model.entries():
        timeline.edit(timeline.model.entries()[0].id)


def somebody(tour: Tour) -> str:
    """A person with whom much was said."""
    desk = tour.program.desk
    people = [one.person for one in desk.people.at(tour.account()) if not one.ended]
    return max(people, key=lambda one: len(desk.interactions.of_person(one)))


def person(tab: str) -> Callable[[Tour], None]:
    def stop(tour: Tour) -> None:
        tour.go("people", person=somebody(tour), tab=tab)

    return stop


def log_sheet(tour: Tour) -> None:
    tour.go("accounts", list="1")
    tour.program.window.action_set.action("log").trigger()
    tour.settle()


def leave_sheet(tour: Tour) -> None:
    from acctdesk.ui.log.sheet import LogSheet

    for sheet in tour.program.window.findChildren(LogSheet):
        sheet.leave()


def account_editing(tour: Tour) -> None:
    tour.go("accounts", account=tour.account(), tab="details")
    row = tour.page.details.rows["renewal_date"]
    row.edit()
    row.editor().setText("soon")
    QTest.keyClick(row.editor(), Qt.Key.Key_Return)


def account_gone(tour: Tour) -> None:
    tour.go("accounts", account="0" * 32)


def settings(tour: Tour) -> None:
    tour.go("settings")


def importing(tour: Tour) -> None:
    tour.go("import")


def importing_file(tour: Tour) -> None:
    path = Path(tempfile.mkdtemp()) / "Clients.csv"
    path.write_text(
        "Client;City;Tier;Revenue;Start date\n"
        "Northwind Logistics;Rotterdam;A;€ 1.240.000;03.04.2019\n"
        "Helvetia Medtech;St. Gallen;Gold;CHF 980'000;2021\n"
        ";Lisboa;B;910400;01.02.2020\n",
        encoding="utf-8",
    )
    tour.go("import", files=str(path))
    time.sleep(1.5)


def undo_filter(tour: Tour) -> None:
    tour.go("accounts", list="1")
    tour.page.view_state.reset()


@dataclass(frozen=True)
class Stop:
    """Somewhere the tour stops.

    Attributes:
        name: Name of the pictures.
        reach: Goes there.
        section: Section that must be there.
        hard: Whether it is also rendered in high contrast and with large text.
        leave: Tidies up.
        again: Whether it is reached, and left, anew for every picture: popups don't follow a window
            that changes size.
    """

    name: str
    reach: Callable[[Tour], None]
    section: str = "accounts"
    hard: bool = False
    leave: Callable[[Tour], None] | None = None
    again: bool = False


STOPS = (
    Stop("accounts", accounts, hard=True),
    Stop("accounts-selected", accounts_selected),
    Stop("accounts-filtered", accounts_filtered, leave=undo_filter),
    Stop("accounts-grouped", accounts_grouped, hard=True, leave=undo_filter),
    Stop("accounts-tree", accounts_tree, leave=undo_filter),
    Stop("accounts-inspected", accounts_inspected, hard=True),
    Stop("accounts-nothing", accounts_nothing, hard=True, leave=undo_filter),
    Stop("accounts-refused", accounts_refused),
    Stop("accounts-print", accounts_print, hard=True, leave=leave_print),
    Stop(
        "accounts-filter",
        popped(lambda tour: tour.page.tools.open_filter()),
        hard=True,
        leave=leave_popped,
        again=True,
    ),
    Stop(
        "accounts-sort",
        popped(lambda tour: tour.page.tools.open_sort()),
        hard=True,
        leave=leave_popped,
        again=True,
    ),
    Stop(
        "accounts-columns",
        popped(lambda tour: tour.page.tools.open_columns()),
        hard=True,
        leave=leave_popped,
        again=True,
    ),
    Stop("accounts-views", popped(views_menu), hard=True, leave=leave_popped, again=True),
    Stop("accounts-more", popped(more_menu), hard=True, leave=leave_popped, again=True),
    Stop(
        "accounts-marks",
        popped(lambda tour: tour.page.tools.open_marks()),
        hard=True,
        leave=leave_popped,
        again=True,
    ),
    Stop(
        "accounts-new",
        popped(lambda tour: tour.page.run_command("new")),
        hard=True,
        leave=leave_popped,
        again=True,
    ),
    Stop("accounts-paste", popped(pasting), hard=True, leave=leave_pasting),
    Stop("accounts-marked", accounts_marked, hard=True, leave=undo_filter),
    Stop("account-overview", account("overview"), hard=True),
    Stop("account-logging", account_logging, hard=True),
    Stop("account-entry", account_entry, hard=True),
    Stop("account-details", account("details"), hard=True),
    Stop("account-editing", account_editing),
    Stop("account-people", account("people"), hard=True),
    Stop("account-units", account("units"), hard=True),
    Stop("account-history", account("history"), hard=True),
    Stop("account-gone", account_gone),
    Stop("people", people, "people", hard=True),
    Stop("person", person("overview"), "people", hard=True),
    Stop("person-history", person("history"), "people"),
    Stop("log-sheet", log_sheet, hard=True, leave=leave_sheet),
    Stop("import", importing, "import", hard=True),
    Stop("import-file", importing_file, "import", hard=True),
    Stop("settings", settings, "settings", hard=True),
    Stop("search", search, hard=True),
    Stop("palette", palette, hard=True, leave=leave_palette),
    Stop("shortcuts", shortcuts, hard=True),
    Stop("trash", trash, hard=True),
    Stop("duplicates", duplicates, hard=True),
)


def welcome(app: QObject, out: Path, home: Path) -> list[Path]:
    """The first start, before there is a workspace."""
    program = Program(app, Folders(home / "data", home / "config", home / "logs"), Options())
    tour = Tour(program, out)
    program.show()
    tour.wait(lambda: program.window.present_place() is not None, "the welcome page")
    for view in (*VIEWS, *HARD):
        tour.look(view)
        tour.take("welcome", view)
    program.window.close()
    return tour.taken


def main(out: Path, names: list[str]) -> int:
    out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        if os.environ["QT_QPA_PLATFORM"] == "offscreen":
            # On the plugin's own screen, 800 wide, menus and popovers would move away.
            screen = Path(folder) / "screen.json"
            screen.write_text(SCREEN, encoding="utf-8")
            os.environ["QT_QPA_PLATFORM"] = f"offscreen:configfile={screen}"
        app = make_application(["acctdesk"])
    with tempfile.TemporaryDirectory() as folder:
        home = Path(folder)
        taken = welcome(app, out, home / "first") if not names or "welcome" in names else []
        folders = Folders(home / "data", home / "config", home / "logs")
        program = Program(app, folders, Options(sample=True))
        tour = Tour(program, out)
        program.show()
        tour.wait(lambda: program.desk is not None, "the sample")
        tour.settle()
        there = set(program.window.sidebar.rows())
        for stop in STOPS:
            if stop.section not in there or (names and stop.name not in names):
                continue
            if not stop.again:
                stop.reach(tour)
            for view in (*VIEWS, *(HARD if stop.hard else ())):
                tour.look(view)
                if stop.again:
                    stop.reach(tour)
                tour.take(stop.name, view)
                if stop.again and stop.leave is not None:
                    stop.leave(tour)
            tour.look(VIEWS[0])
            if stop.leave is not None:
                stop.leave(tour)
        program.window.close()
        taken += tour.taken
    print(f"{len(taken)} pictures in {out}")
    return 0 if taken else 1


if __name__ == "__main__":
    if len(sys.argv) < 2:
        raise SystemExit(__doc__)
    sys.exit(main(Path(sys.argv[1]), sys.argv[2:]))
