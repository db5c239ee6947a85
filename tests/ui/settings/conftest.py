from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk, create_desk
from acctdesk.ui.commands import WORKSPACE
from acctdesk.ui.preferences import Preferences
from acctdesk.ui.settings.fielditem import FieldItem
from acctdesk.ui.settings.fields import FieldsCard
from acctdesk.ui.settings.page import SettingsPage
from acctdesk.ui.shell.page import Place, Section
from acctdesk.ui.shell.window import MainWindow
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.words import lazy


class Study:
    """A window over a workspace, with the settings in it."""

    def __init__(self, qtbot: QtBot, theme: Theme, path: Path, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.tasks = Tasks(desk.lanes)
        self.tasks.follow(desk.bus)
        settings = QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat)
        preferences = Preferences(settings)
        section = Section(
            "settings",
            lazy("Settings"),
            "settings",
            lambda shell: SettingsPage(shell, desk, self.tasks, preferences),
        )
        self.window = MainWindow(theme, [section], settings, lambda: WORKSPACE)
        qtbot.addWidget(self.window)
        self.window.resize(1400, 900)
        self.window.show()
        self.window.go(Place("settings"))
        found = self.window.page("settings")
        assert isinstance(found, SettingsPage)
        self.page = found
        self.until()

    @property
    def card(self) -> FieldsCard:
        return self.page.fields

    def until(self, ready: Callable[[], bool] = lambda: True) -> None:
        """Wait until something is so and all work is done."""

        def so() -> None:
            assert not self.tasks.busy
            assert ready()

        self.qtbot.wait(5)
        self.qtbot.waitUntil(so, timeout=20_000)
        self.qtbot.wait(5)
        self.qtbot.waitUntil(so, timeout=20_000)

    def item(self, label: str) -> FieldItem:
        """The line of a field."""
        found = [one for one in self.card.items.values() if one.title.text() == label]
        assert found, [one.title.text() for one in self.card.items.values()]
        return found[0]

    def is_at(self, widget: QWidget) -> bool:
        """Whether a widget has the keyboard; no window is active without a screen."""
        return self.window.focusWidget() is widget

    def toast(self):
        """The newest toast."""
        return self.window.toasts.toasts()[-1]

    def fields(self, kind: str = "account") -> dict[str, object]:
        """The custom fields by name."""
        return {str(one.label): one for one in self.desk.fields.of(kind) if one.custom}

    def close(self) -> None:
        # While one waits, what is about to be deleted goes: the window must be closed before.
        self.window.close()
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)
        self.tasks.stop()
        self.desk.close()


@pytest.fixture
def study(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Study]:
    path = tmp_path / "book.acctdesk"
    made = Study(qtbot, theme, path, create_desk(path))
    yield made
    made.close()
