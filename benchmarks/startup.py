"""First paint: a bare PySide6 window against the shell, whole process, alternating.

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
import sys
from PySide6 import QtCore, QtWidgets
app = QtWidgets.QApplication([])
class Window(QtWidgets.QMainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QtCore.QTimer.singleShot(0, app.quit)
window = Window()
window.setCentralWidget(QtWidgets.QLabel("Hello"))
window.resize(1280, 800)
window.show()
app.exec()
"""

SHELL = """
import os, sys, tempfile
sys.path.insert(0, {root!r})
from PySide6 import QtCore, QtWidgets
app = QtWidgets.QApplication([])
from acctdesk.ui.theme.theme import Mode, Theme
from acctdesk.ui.shell.page import Page, Section
from acctdesk.ui.shell.window import MainWindow
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.grid import GridView
from acctdesk.words import lazy

class Rows(QtCore.QAbstractTableModel):
    def rowCount(self, parent=None):
        return 0
    def columnCount(self, parent=None):
        return 9
    def headerData(self, section, orientation, role=0):
        return f"Column {{section}}" if role == 0 else None
    def data(self, index, role=0):
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

names = [("today", "Today", "sun"), ("portfolio", "Portfolio", "layout-dashboard"),
    ("accounts", "Accounts", "building-2"), ("sla", "Service levels", "gauge"),
    ("issues", "Issues", "triangle-alert"), ("renewals", "Renewals", "calendar-clock"),
    ("growth", "Growth", "trending-up"), ("satisfaction", "Satisfaction", "smile"),
    ("qbr", "QBRs", "presentation")]
sections = [Section(i, lazy(n), icon, GridPage) for i, n, icon in names]
sections += [Section("import", lazy("Import"), "file-input", GridPage, "tools"),
    Section("settings", lazy("Settings"), "settings", GridPage, "foot")]
class Window(MainWindow):
    def paintEvent(self, event):
        super().paintEvent(event)
        QtCore.QTimer.singleShot(0, app.quit)
settings = QtCore.QSettings(os.devnull, QtCore.QSettings.Format.IniFormat)
window = Window(Theme(app, mode=Mode.LIGHT), sections, settings)
window.resize(1280, 800)
window.start()
window.show()
app.exec()
loaded = sorted(m for m in sys.modules if m.split(".")[0] in
    ("babel", "sqlalchemy", "matplotlib", "openpyxl", "numpy", "alembic", "xlsxwriter"))
assert not loaded, loaded
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
    shell = SHELL.format(root=str(ROOT))
    for code in (BARE, shell):
        once(code)
    bare_times, shell_times = [], []
    for _run in range(runs):
        bare_times.append(once(BARE))
        shell_times.append(once(shell))
    bare, ours = statistics.median(bare_times), statistics.median(shell_times)
    pairs = [a / b for a, b in zip(shell_times, bare_times, strict=True)]
    print(
        f"{os.environ['QT_QPA_PLATFORM']}: bare {bare * 1000:.0f} ms, shell {ours * 1000:.0f} ms, "
        f"ratio {ours / bare:.2f} (median of pairs {statistics.median(pairs):.2f})"
    )


if __name__ == "__main__":
    if "--profile" in sys.argv:
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
        subprocess.run(
            [sys.executable, "-X", "importtime", "-c", SHELL.format(root=str(ROOT))], check=True
        )
    else:
        with tempfile.TemporaryDirectory() as folder:
            main(int(sys.argv[1]) if len(sys.argv) > 1 else 9, Path(folder))
