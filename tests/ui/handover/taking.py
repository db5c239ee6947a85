"""The page on which accounts are taken over, between two workspaces; workbooks are stood for."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from acctdesk.errors import FileProblem, PasswordNeeded
from acctdesk.exchange.handoff import courier
from acctdesk.exchange.handoff.opened import Opened
from acctdesk.services.handover.parcel import Parcel
from acctdesk.ui.handover.taking_page import TakingPage
from acctdesk.ui.shell.page import Place
from acctdesk.ui.theme.theme import Theme
from tests.services.handover.sites import Site
from tests.ui.opened import Open


class Job:
    """Stands for a job in the status bar."""

    def set_progress(self, _share: float | None, _label: str = "") -> None:
        pass

    def finish(self) -> None:
        pass


class Window(QObject):
    """Stands for the window: remembers where one goes, and answers questions."""

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self.theme, self.ask = theme, self
        self.places: list[Place] = []
        self.said: list[str] = []
        self.undo: Callable[[], object] | None = None
        self.files: list[Path | None] = []

    def go(self, place: Place) -> None:
        self.places.append(place)

    def replace_place(self, place: Place) -> None:
        self.places.append(place)

    def toast(self, text: str, *, undo: Any = None, **_more: Any) -> None:
        self.said.append(text)
        self.undo = undo

    def add_job(self, _label: str, _cancel: object = None) -> Any:
        return Job()

    def open_file(self, _title: str, _patterns: str, _folder: object = None) -> Path | None:
        return self.files.pop(0)

    def save_file(self, _title: str, _patterns: str, _proposal: Path) -> Path | None:
        return self.files.pop(0)


class Bench:
    """The page over a workspace, and a colleague with another one."""

    def __init__(self, opened: Open, other: Site, theme: Theme, qtbot: QtBot) -> None:
        self.opened, self.desk, self.book, self.other = opened, opened.desk, opened.book, other
        other.desk.settings.introduce("Mara Klein", "mara@firm.example")
        self.files: dict[str, Opened | FileProblem] = {}
        self.window = Window(theme)
        self.page = TakingPage(self.window, self.desk, opened.tasks, opened.undo)
        qtbot.addWidget(self.page)
        self.page.resize(1300, 800)
        self.page.show()
        self.page.activateWindow()
        self.settle()

    @property
    def session(self) -> Any:
        return self.page.session

    @property
    def body(self) -> Any:
        return self.page.body

    @property
    def panel(self) -> Any:
        return self.page.body.panel

    @property
    def go_on(self) -> Any:
        return self.page.footer.primary

    def settle(self) -> None:
        self.opened.settle()
        assert not self.opened.problems

    def rest(self) -> None:
        """Until the record of the current row is shown as well."""
        QTest.qWait(60)
        self.settle()

    def bring(self, name: str, parcel: Parcel, **more: Any) -> None:
        """Let a workbook hold a parcel, and open it."""
        self.files[name] = Opened(parcel, path=Path(f"{name}.xlsx"), **more)
        self.page.activated({"file": f"{name}.xlsx"})
        self.settle()
        self.rest()

    def words(self) -> list[str]:
        model = self.body.model
        return [
            f"{model.index(row, 0).data()}: {model.index(row, 1).data()}"
            for row in range(model.rowCount())
        ]

    def chips(self) -> list[str]:
        return [one.text() for one in self.body.chips.chips]

    def press(self, widget: QWidget, key: Qt.Key) -> None:
        QTest.keyClick(widget, key)
        self.rest()


@pytest.fixture
def other(tmp_path: Path, blank_file: Path) -> Iterator[Site]:
    made = Site.made(blank_file, tmp_path / "other.acctdesk")
    yield made
    made.close()


@pytest.fixture
def bench(
    opened: Open, other: Site, theme: Theme, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> Bench:
    made = Bench(opened, other, theme, qtbot)

    def open_handover(desk: Any, path: Path, password: str | None = None, **how: Any) -> Any:
        found = made.files[path.stem]
        if isinstance(found, PasswordNeeded) and password == "open sesame":
            return courier.compare(desk, made.files["inside"], **how)
        if isinstance(found, FileProblem):
            raise found
        return courier.compare(desk, found, **how)

    monkeypatch.setattr(courier, "open_handover", open_handover)
    return made
