"""What is loaded when the window of the real program is painted first, and nothing else.

Each module here was weighed against the first paint (see benchmarks/startup.py). Whoever needs a
further one imports it in the function that uses it.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]

BARE = """
import os, sys
from PySide6 import QtCore, QtWidgets
app = QtWidgets.QApplication([])
class Label(QtWidgets.QLabel):
    def paintEvent(self, event):
        super().paintEvent(event)
        print(sorted(sys.modules), flush=True)
        os._exit(0)
label = Label("Hello")
label.show()
app.exec()
"""
PROGRAM = """
import os, sys
from acctdesk.ui.shell.statusbar import StatusBar
painting = StatusBar.paintEvent
def painted(self, event):
    painting(self, event)
    from PySide6 import QtCore
    print([sorted(sys.modules), "Qt" in vars(QtCore)], flush=True)
    os._exit(0)
StatusBar.paintEvent = painted  # the last part of the frame to be painted
from acctdesk.__main__ import main
main([])
"""

SESSION = """
import sys, threading
from pathlib import Path
from PySide6.QtCore import QTimer

class Watch:
    found = []
    def find_spec(self, name, path=None, target=None):
        if name == "sqlalchemy":
            self.found.append(threading.current_thread() is threading.main_thread())

sys.meta_path.insert(0, Watch())
from acctdesk import app
from acctdesk.ui.rooms import Rooms
building = Rooms.accounts
said = []

def built(self, shell):
    page = building(self, shell)
    timer = QTimer(page)
    def look():
        model = page.list.model
        if not said and model.rowCount() and model.store.record(0) is not None:
            said.append("sqlalchemy" in sys.modules)
        if said and self._opened.desk.ready.done() and not self._opened.tasks.busy:
            timer.stop()
            self._opened.window.close()
    timer.timeout.connect(look)
    timer.start(5)
    page.list.model.modelReset.connect(lambda: QTimer.singleShot(0, look))
    return page

Rooms.accounts = built
if not Path("book.acctdesk").exists():
    from acctdesk.compose import create_desk
    with create_desk(Path("book.acctdesk")) as desk:
        desk.accounts.create({"name": "Acme"})
    Watch.found.clear()
from acctdesk.__main__ import main
main(["--workspace", str(Path("book.acctdesk").resolve())])
print([*said, *Watch.found])
"""

STANDARD_LIBRARY = {
    "_contextvars", "_datetime", "_decimal", "_locale", "contextvars", "datetime", "decimal", "gc",
    "locale", "numbers",
}  # fmt: skip
"""Beside what PySide6 loads itself."""
OURS = {
    "", "__main__", "app", "errors", "ui", "words",
    "ui.preferences", "ui.rooms", "ui.starting",
    "ui.shell", "ui.shell.frame", "ui.shell.history", "ui.shell.keeping", "ui.shell.menubar",
    "ui.shell.places", "ui.shell.sidebar", "ui.shell.statusbar", "ui.shell.topbar",
    "ui.shell.window",
    "ui.theme", "ui.theme.application", "ui.theme.fonts", "ui.theme.icons", "ui.theme.ink",
    "ui.theme.palette", "ui.theme.resources", "ui.theme.stylesheet", "ui.theme.theme",
    "ui.theme.tokens",
    "ui.widgets", "ui.widgets.line", "ui.widgets.paint", "ui.widgets.text",
    "ui.imports",  # an empty package: whether there is an import page is asked by finding it
}  # fmt: skip
QT = {"QtCore", "QtGui", "QtWidgets", "QtSvg"}


def run(code: str, home: Path) -> object:
    names = ("HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA", "XDG_CONFIG_HOME", "XDG_DATA_HOME",
             "XDG_STATE_HOME", "XDG_CACHE_HOME")  # fmt: skip
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=home,
        env={
            **{name: value for name, value in os.environ.items() if "COVERAGE" not in name},
            **dict.fromkeys(names, str(home)),
            "QT_QPA_PLATFORM": "offscreen",
            "PYTHONPATH": str(ROOT),
        },
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode == 0, done.stderr
    return ast.literal_eval(done.stdout)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> set[str]:
    """What a bare window loads: all of that is free."""
    return set(run(BARE, tmp_path_factory.mktemp("bare")))


@pytest.fixture(scope="module", params=["first start", "workspace known"])
def painted(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> tuple[set[str], bool]:
    """The modules at the first paint, and whether Qt's enumerations are among what is loaded."""
    home = tmp_path_factory.mktemp("home")
    if request.param == "workspace known":
        # Where the settings lie depends on the system: the program itself is asked.
        code = (
            "from acctdesk.ui.starting import Folders\n"
            "from PySide6.QtCore import QSettings\n"
            "kept = QSettings(str(Folders().config / 'window.ini'), QSettings.Format.IniFormat)\n"
            "kept.setValue('workspace/last', 'book.acctdesk')\n"
            "kept.setValue('window/place', 'settings {}')\n"
            "kept.sync(); print(1)\n"
        )
        run(code, home)
    modules, enumerations = run(PROGRAM, home)
    return set(modules), enumerations


def test_the_first_paint_loads_only_what_it_needs(painted, bare):
    modules = painted[0] - bare
    ours = {name.removeprefix("acctdesk").lstrip(".") for name in modules if is_ours(name)}
    assert ours <= OURS
    qt = {name.split(".")[1] for name in modules | bare if name.startswith("PySide6.Qt")}
    assert qt <= QT
    others = {name for name in modules if not is_ours(name) and not name.startswith("PySide6.")}
    assert others <= STANDARD_LIBRARY, others - STANDARD_LIBRARY


def test_the_first_paint_leaves_the_enumerations_of_qt_alone(painted):
    # A colour, pen or brush handed to a painter loads them all, 25 ms: `acctdesk.ui.theme.ink`.
    assert not painted[1]


SOURCES = """
import linecache, sys
from acctdesk.ui import spare_sources
spare_sources()
linecache.clearcache()
import acctdesk.app
from PySide6 import QtCore
from shibokensupport.feature import pyside_feature_dict as judged
print([sorted(linecache.cache),
    judged["acctdesk.app"], judged["acctdesk.ui.starting"]])
"""


def test_nobody_reads_our_sources_at_the_start(tmp_path):
    # PySide6 would, to find out whether a module uses it: a third of the first paint.
    read, *judged = run(SOURCES, tmp_path)
    assert read == []
    assert judged == [0, 0]


def test_the_first_list_is_shown_before_the_database_library(tmp_path):
    # The first session learns how the list is read; from the second on the library comes after it,
    # and never on the window's thread, which it would hold up.
    learned, *_threads = run(SESSION, tmp_path)
    assert learned
    assert run(SESSION, tmp_path) == [False, False]


def is_ours(name: str) -> bool:
    return name.split(".")[0] == "acctdesk"
