"""First paint: a bare PySide6 window against the shell, whole process, alternating.

"frame" is the first paint of the window; "page" is the paint of an empty grid page in it, which is
built right after.

Run: ``python benchmarks/startup.py [RUNS]``. QT_QPA_PLATFORM decides the platform (offscreen
unless set; ``xvfb-run -a env QT_QPA_PLATFORM=xcb python benchmarks/startup.py`` for X).
``--profile`` prints what the shell's share is made of.
"""

from __future__ import annotations

import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parents[1]

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

SHELL = """
import gc
gc.disable()  # as the program does until its window is painted
import os, sys
sys.path.insert(0, {root!r})
from PySide6 import QtCore, QtWidgets
from acctdesk.ui.theme.application import make_application
app = make_application(["acctdesk"])
from acctdesk.ui.theme.theme import Mode, Theme
from acctdesk.ui.shell.page import Section
from acctdesk.ui.shell.window import MainWindow
from acctdesk.words import lazy

def grid_page(shell):
    from PySide6.QtCore import Qt
    from acctdesk.ui.shell.page import Page
    from acctdesk.ui.widgets.cards import Card
    from acctdesk.ui.widgets.grid import GridView

    class Rows(QtCore.QAbstractTableModel):
        def rowCount(self, parent=None):
            return 0
        def columnCount(self, parent=None):
            return 9
        def headerData(self, section, orientation, role=Qt.ItemDataRole.DisplayRole):
            return f"Column {{section}}" if role == Qt.ItemDataRole.DisplayRole else None
        def data(self, index, role=Qt.ItemDataRole.DisplayRole):
            return None

    class GridPage(Page):
        def __init__(self, shell):
            super().__init__(shell)
            column = QtWidgets.QVBoxLayout(self)
            column.setContentsMargins(24, 20, 24, 20)
            self.grid = GridView(self.theme, "Accounts")
            self.rows = Rows()
            self.grid.setModel(self.rows)
            card = Card(self.theme, flush=True)
            card.add(self.grid, 1)
            column.addWidget(card, 1)
        def paintEvent(self, event):
            super().paintEvent(event)
            if {until!r} == "page":
                QtCore.QTimer.singleShot(0, app.quit)
    return GridPage(shell)

names = [("today", "Today", "sun"), ("portfolio", "Portfolio", "layout-dashboard"),
    ("accounts", "Accounts", "building-2"), ("sla", "Service levels", "gauge"),
    ("issues", "Issues", "triangle-alert"), ("renewals", "Renewals", "calendar-clock"),
    ("growth", "Growth", "trending-up"), ("satisfaction", "Satisfaction", "smile"),
    ("qbr", "QBRs", "presentation")]
sections = [Section(i, lazy(n), icon, grid_page) for i, n, icon in names]
sections += [Section("import", lazy("Import"), "file-input", grid_page, "tools"),
    Section("settings", lazy("Settings"), "settings", grid_page, "foot")]
from acctdesk.ui.shell.statusbar import StatusBar
last = StatusBar.paintEvent
def painted(self, event):
    last(self, event)
    if {until!r} == "frame":
        os._exit(0)
StatusBar.paintEvent = painted  # the last part of the frame to be painted
settings = QtCore.QSettings(os.devnull, QtCore.QSettings.Format.IniFormat)
window = MainWindow(Theme(app, mode=Mode.SYSTEM), sections, settings)
window.resize(1280, 800)
window.start()
window.show()
app.exec()
loaded = sorted(m for m in sys.modules if m.split(".")[0] in
    ("babel", "sqlalchemy", "matplotlib", "openpyxl", "numpy", "alembic", "xlsxwriter"))
assert not loaded, loaded
os._exit(0)
"""


def once(code: str) -> float:
    began = time.perf_counter()
    subprocess.run([sys.executable, "-c", code], check=True, stderr=subprocess.DEVNULL)
    return time.perf_counter() - began


def main(runs: int, cache: Path) -> None:
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # An installed program has its byte code, a checkout may not: both windows get theirs.
    os.environ.pop("PYTHONDONTWRITEBYTECODE", None)
    os.environ["PYTHONPYCACHEPREFIX"] = str(cache)
    codes = {
        "bare": BARE,
        "frame": SHELL.format(root=str(ROOT), until="frame"),
        "page": SHELL.format(root=str(ROOT), until="page"),
    }
    times: dict[str, list[float]] = {name: [] for name in codes}
    for run in range(runs + 1):
        for name, code in codes.items():
            took = once(code)
            if run:  # the first round fills caches
                times[name].append(took)
    bare = statistics.median(times["bare"])
    for name, found in times.items():
        middle = statistics.median(found)
        pairs = statistics.median(a / b for a, b in zip(found, times["bare"], strict=True))
        print(
            f"{os.environ['QT_QPA_PLATFORM']} {name}: {middle * 1000:.0f} ms, "
            f"ratio {middle / bare:.2f} (median of pairs {pairs:.2f})"
        )


if __name__ == "__main__":
    if "--profile" in sys.argv:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        subprocess.run(
            [sys.executable, "-X", "importtime", "-c", SHELL.format(root=str(ROOT), until="frame")],
            check=True,
        )
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(int(sys.argv[1]) if len(sys.argv) > 1 else 9, Path(folder))
