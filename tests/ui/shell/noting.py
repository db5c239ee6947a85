"""A window with pages that note what is done to them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QLabel, QLineEdit, QVBoxLayout

from acctdesk.ui.shell.page import Crumb, Page, Place, Section
from acctdesk.ui.shell.window import MainWindow
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.words import lazy


class Silent:
    """Answers no question; a test that asks one fails."""

    def __getattr__(self, name):
        raise AssertionError(f"asked to {name}")


class Note(Page):
    built = 0

    def __init__(self, shell):
        super().__init__(shell)
        type(self).built += 1
        self.refreshed = 0
        self.params = []
        self.kept = {}
        column = QVBoxLayout(self)
        head = PageHeader(self.theme, "A page with a title of some length", "and a line beneath it")
        for text in ("Filter", "Sort", "Columns", "New account"):
            head.add(Button(self.theme, text))
        column.addWidget(head)
        self.line = QLineEdit()
        self.line.setAccessibleName("Note")
        column.addWidget(self.line)
        column.addStretch(1)
        self.pane = QLabel("inspector")

    def activated(self, params):
        self.params.append(dict(params))

    def refresh(self):
        self.refreshed += 1

    def breadcrumb(self):
        return (Crumb("Home", Place("a")),) if self.params and self.params[-1] else ()

    def state(self):
        return {"text": self.line.text(), "widths": [1, 2]}

    def restore(self, state):
        self.kept = dict(state)
        self.line.setText(str(state.get("text", "")))

    def inspector(self):
        return self.pane


SECTIONS = [
    Section("a", lazy("Accounts"), "building-2", Note),
    Section("b", lazy("Issues"), "triangle-alert", Note),
    Section("import", lazy("Import"), "file-input", Note, "tools"),
    Section("settings", lazy("Settings"), "settings", Note, "foot"),
]


@pytest.fixture
def settings(tmp_path):
    return QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def window(theme, qtbot, settings):
    Note.built = 0
    made = MainWindow(theme, SECTIONS, settings, ask=Silent())
    qtbot.addWidget(made)
    made.resize(1300, 800)
    with qtbot.waitActive(made):
        made.show()
        made.activateWindow()
    qtbot.waitUntil(lambda: made._painted, timeout=3000)
    made.complete()
    made.go(Place("a"))
    return made
