"""Renders the window with demo content, to be looked at.

Run: ``python tests/ui/gallery.py OUT [name…]``. Needs no display.
"""

from __future__ import annotations

import os
import sys
import tempfile
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))

from PySide6.QtCore import QSettings
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QApplication,
)

from acctdesk.ui.shell.page import Place, Section
from acctdesk.ui.shell.window import MainWindow
from acctdesk.ui.theme.theme import Mode, Theme
from acctdesk.ui.widgets.toast import Banner
from acctdesk.words import lazy
from tests.ui.gallery_pages import AccountsPage, EmptyPage, FormPage, ImportPage

SECTIONS = [
    Section("today", lazy("Today"), "sun", EmptyPage),
    Section("portfolio", lazy("Portfolio"), "layout-dashboard", EmptyPage),
    Section("accounts", lazy("Accounts"), "building-2", AccountsPage),
    Section("sla", lazy("Service levels"), "gauge", EmptyPage),
    Section("issues", lazy("Issues"), "triangle-alert", EmptyPage),
    Section("renewals", lazy("Renewals"), "calendar-clock", EmptyPage),
    Section("growth", lazy("Growth"), "trending-up", EmptyPage),
    Section("satisfaction", lazy("Satisfaction"), "smile", EmptyPage),
    Section("qbr", lazy("QBRs"), "presentation", EmptyPage),
    Section("import", lazy("Import"), "file-input", ImportPage, "tools"),
    Section("handoff", lazy("Hand over"), "arrow-left-right", EmptyPage, "tools"),
    Section("settings", lazy("Settings"), "settings", FormPage, "foot"),
]


def make_window(theme: Theme, folder: str) -> MainWindow:
    settings = QSettings(f"{folder}/state.ini", QSettings.Format.IniFormat)
    window = MainWindow(theme, SECTIONS, settings)
    window.sidebar.workspace.set_workspace("My accounts", "42 accounts · encrypted")
    for section, text in (("today", "7"), ("accounts", "42"), ("issues", "9"), ("qbr", "1")):
        window.set_badge(section, text)
    window.set_badge("sla", "2", alarm=True)
    window.action_set.action("palette").setEnabled(True)
    return window


def main(out: str, only: list[str]) -> None:
    folder = Path(out)
    folder.mkdir(parents=True, exist_ok=True)
    app = QApplication.instance() or QApplication([])
    theme = Theme(app, mode=Mode.LIGHT)
    with tempfile.TemporaryDirectory() as temp:
        window = make_window(theme, temp)
        window.show()
        window.activateWindow()
        QTest.qWaitForWindowActive(window, 2000)
        shots = [
            (section, mode, size, scale)
            for section in ("accounts", "import", "settings", "issues")
            for mode in (Mode.LIGHT, Mode.DARK, Mode.CONTRAST)
            for size, scale in (((1600, 1000), 100), ((960, 600), 100), ((960, 600), 200))
            if scale == 100 or mode == Mode.LIGHT
        ]
        for section, mode, size, scale in shots:
            name = f"{section}-{mode}-{size[0]}-{scale}"
            if only and not any(part in name for part in only):
                continue
            theme.set_mode(mode)
            theme.set_text_scale(scale)
            window.resize(*size)
            window.go(Place("issues"))
            window.go(Place(section))
            banner = section == "import"
            window.set_banner(
                Banner(theme, "Sample workspace: nothing here is real.", action="Open my own")
                if banner
                else None
            )
            if section == "import":
                window.toast("Globex archived", undo=lambda: None)
                window.toast("3 promises moved to Tara Rios")
                job = window.add_job("Reading roster", lambda: None)
                job.set_progress(0.43)
            window.set_selection_text("1 selected of 42" if section == "accounts" else "")
            if section == "accounts":
                window.page(section).grid.setFocus()
            if section == "settings":
                window.page(section).name.editor.setFocus()
            for _turn in range(4):
                app.processEvents()
            window.grab().save(str(folder / f"{name}.png"))
            if section == "import":
                job.finish()
                for toast in window.toasts.toasts():
                    toast._close()
            app.processEvents()


if __name__ == "__main__":
    main(sys.argv[1], sys.argv[2:])
