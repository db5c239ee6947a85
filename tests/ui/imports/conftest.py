from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from acctdesk.compose import Desk, create_desk
from acctdesk.ui.imports.page import ImportPage
from acctdesk.ui.shell.page import Page, Place, Section
from acctdesk.ui.shell.window import MainWindow
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.words import lazy
from tests.ui.imports.making import clean_csv, messy_workbook


class Answers:
    """Answers questions about files from what the test says; any other question fails it."""

    def __init__(self) -> None:
        self.file: Path | None = None
        self.files: list[Path] = []
        self.folder: Path | None = None

    def open_file(self, title: str, patterns: str, folder: Path | None = None) -> Path | None:
        return self.file

    def open_files(self, title: str, patterns: str, folder: Path | None = None) -> list[Path]:
        self.folder = folder
        return self.files

    def save_file(self, title: str, patterns: str, proposal: Path | None = None) -> Path | None:
        return self.file

    def __getattr__(self, name: str) -> object:
        raise AssertionError(f"asked to {name}")


class Bench:
    """A window over a workspace, with the import page in it."""

    def __init__(self, qtbot: QtBot, theme: Theme, path: Path, desk: Desk) -> None:
        self.qtbot, self.desk = qtbot, desk
        self.tasks = Tasks(desk.lanes)
        self._closed = False
        self.ask = Answers()
        sections = [
            Section("accounts", lazy("Accounts"), "building-2", Page),
            Section(
                "import",
                lazy("Import"),
                "file-input",
                lambda shell: ImportPage(shell, desk, self.tasks),
                "tools",
            ),
        ]
        settings = QSettings(str(path.with_suffix(".ini")), QSettings.Format.IniFormat)
        self.window = MainWindow(theme, sections, settings, ask=self.ask)
        qtbot.addWidget(self.window)
        self.window.resize(1400, 900)
        self.window.show()
        self.window.go(Place("import"))
        found = self.window.page("import")
        assert isinstance(found, ImportPage)
        self.page = found

    def until(self, ready: Callable[[], bool] = lambda: True) -> None:
        """Wait until something is so and all work is done."""

        def so() -> None:
            assert ready()
            assert not self.page.session.doing
            assert not self.tasks.busy

        self.qtbot.waitUntil(so, timeout=20_000)

    def open(self, *paths: Path) -> None:
        self.page.open(paths)
        self.until()

    def to_check(self, *paths: Path) -> None:
        """Open files and go on until they are checked."""
        self.open(*paths)
        for _step in range(3):
            if self.page.session.view is None:
                self.page.footer.primary.click()
                self.until()
        assert self.page.session.view is not None

    def card(self, words: str):
        """The card of what needs the person whose title holds words."""
        cards = self.page.check.needs.cards.values()
        found = [card for card in cards if words in card.item.title]
        assert found, [card.item.title for card in cards]
        return found[0]

    def accounts(self) -> dict[str, dict[str, object]]:
        """Name to values of every account."""
        ids = [record for record, _name in self.desk.records.options("account")]
        return {r.title: dict(r.values) for r in self.desk.records.get_many("account", ids)}

    def close(self) -> None:
        if self._closed:
            return
        self._closed = True
        # While one waits, what is about to be deleted goes: the window must be closed before.
        self.window.close()
        self.qtbot.waitUntil(lambda: not self.tasks.busy, timeout=20_000)
        self.tasks.stop()
        self.desk.close()


@pytest.fixture
def bench(qtbot: QtBot, theme: Theme, tmp_path: Path) -> Iterator[Bench]:
    path = tmp_path / "book.acctdesk"
    made = Bench(qtbot, theme, path, create_desk(path))
    yield made
    made.close()


@pytest.fixture
def messy(tmp_path: Path) -> Path:
    return messy_workbook(tmp_path / "Kundenliste.xlsx")


@pytest.fixture
def clean(tmp_path: Path) -> Path:
    return clean_csv(tmp_path / "clean.csv")
