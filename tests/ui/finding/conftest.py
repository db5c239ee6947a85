"""A window over a small workspace, with the palette, the search and the shortcuts in it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk, create_desk
from acctdesk.ui.palette.entries import Target
from acctdesk.ui.palette.palette import Palette
from acctdesk.ui.search.page import SearchPage
from acctdesk.ui.search.places import place_of
from acctdesk.ui.shell.page import Page, Place, Section
from acctdesk.ui.shell.window import MainWindow
from acctdesk.ui.shortcuts.page import ShortcutsPage
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.words import lazy
from tests.ui.settling import settle


class Plain(Page):
    """A page that remembers where it was sent."""

    def __init__(self, shell):
        super().__init__(shell)
        self.params: list[dict[str, str]] = []
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)

    def activated(self, params):
        self.params.append(dict(params))


class Bench:
    """The window, and short ways to use it."""

    def __init__(self, qtbot: QtBot, theme: Theme, folder: Path, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.tasks = Tasks(desk.lanes)
        self.tasks.follow(desk.bus)
        self.settings = QSettings(str(folder / "window.ini"), QSettings.Format.IniFormat)
        sections = [
            Section("accounts", lazy("Accounts"), "building-2", Plain),
            Section("people", lazy("People"), "users", Plain),
            Section("settings", lazy("Settings"), "settings", Plain, "foot"),
            Section(
                "search", lazy("Search"), "search",
                lambda shell: SearchPage(shell, desk, self.tasks, place_of), "none",
            ),
            Section(
                "shortcuts", lazy("Keyboard shortcuts"), "keyboard",
                lambda shell: ShortcutsPage(shell, self.settings), "none",
            ),
        ]  # fmt: skip
        self.window = MainWindow(theme, sections, self.settings)
        qtbot.addWidget(self.window)
        self.window.resize(1400, 900)
        with qtbot.waitActive(self.window):
            self.window.show()
            self.window.activateWindow()
        qtbot.waitUntil(lambda: self.window._painted, timeout=3000)
        self.window.complete()
        self.window.go(Place("accounts"))
        self.done: list[str] = []
        actions = self.window.action_set
        actions.on("undo", lambda: self.done.append("undo"))
        targets = [Target(lazy("Appearance"), Place("settings", {"card": "look"}))]
        self.palette = Palette(self.window, targets, place_of)
        self.palette.attach(desk, self.tasks)
        actions.on("palette", self.palette.toggle)
        actions.on("find", lambda: self.window.go(Place("search")))
        actions.on("find_next", lambda: self.search.next_hit())
        actions.on("shortcuts", lambda: self.window.go(Place("shortcuts")))

    @property
    def search(self) -> SearchPage:
        page = self.window.page("search")
        assert isinstance(page, SearchPage)
        return page

    @property
    def shortcuts(self) -> ShortcutsPage:
        page = self.window.page("shortcuts")
        assert isinstance(page, ShortcutsPage)
        return page

    def settle(self) -> None:
        """Until nothing is under way any more."""
        settle(lambda: self.tasks.busy)

    def press(
        self, keys: Qt.Key, held: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """Press keys where the keyboard is."""
        QTest.keyClick(self.focused(), keys, held)
        self.settle()

    def type(self, text: str) -> None:
        """Type where the keyboard is."""
        for letter in text:
            QTest.keyClicks(self.focused(), letter)
        self.settle()

    def focused(self) -> QWidget:
        found = self.window.focusWidget()
        return found if found is not None else self.window

    def ctrl(self, key: Qt.Key) -> None:
        self.press(key, Qt.KeyboardModifier.ControlModifier)


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Bench]:
    with create_desk(tmp_path / "book.acctdesk") as desk:
        north, _change = desk.accounts.create(
            {"name": "Northwind Logistics", "notes": "The board wants a portal."}
        )
        other, _change = desk.accounts.create({"name": "Müller & Söhne", "phone": "+49 30 1234567"})
        desk.people.add(north, {"name": "Jana Ode"}, title="CIO")
        desk.people.add(other, {"name": "Li Wei"}, title="CFO", unit="Nordics")
        made = Bench(qtbot, theme, tmp_path, desk)
        yield made
        made.tasks.stop()
        made.tasks.deleteLater()
