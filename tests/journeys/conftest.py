"""The real program in a home of its own, with answers instead of dialogs."""

from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from acctdesk.app import Program
from acctdesk.compose import create_desk
from acctdesk.errors import Problem
from acctdesk.ui.shell.page import Place
from acctdesk.ui.starting import Folders, Options
from tests.samples import copy_sample
from tests.ui.settling import qtbot as qtbot
from tests.ui.settling import settle, until

CITIES = (
    ("Rotterdam", "NL", "EUR"), ("St. Gallen", "CH", "CHF"), ("Lisboa", "PT", "EUR"),
    ("Tromsø", "NO", "NOK"), ("Leeds", "GB", "GBP"), ("Lille", "FR", "EUR"),
    ("Seattle", "US", "USD"), ("Warszawa", "PL", "PLN"),
)  # fmt: skip


class Answers:
    """Answers questions from a list, and remembers what was asked."""

    def __init__(self) -> None:
        self.asked: list[tuple[str, str]] = []
        self.choices: list[int | None] = []
        self.files: list[Path | None] = []
        self.refuses = False

    def confirm(self, title: str, text: str, verb: str, *, danger: bool = False) -> bool:
        self.asked.append((title, text))
        return not self.refuses

    def choose(self, title: str, text: str, verbs: Sequence[str]) -> int | None:
        self.asked.append((title, text))
        return self.choices.pop(0) if self.choices else None

    def tell(self, title: str, text: str) -> None:
        self.asked.append((title, text))

    def problem(self, problem: Problem) -> None:
        self.asked.append((problem.what, problem.remedy))

    def text(self, title: str, label: str, value: str = "", *, secret: bool = False) -> str | None:
        self.asked.append((title, label))
        return None

    def open_file(self, title: str, patterns: str, folder: Path | None = None) -> Path | None:
        self.asked.append((title, patterns))
        return self.files.pop(0) if self.files else None

    def save_file(self, title: str, patterns: str, proposal: Path | None = None) -> Path | None:
        self.asked.append((title, patterns))
        return self.files.pop(0) if self.files else None

    def folder(self, title: str, start: Path | None = None) -> Path | None:
        self.asked.append((title, ""))
        return None


class Running:
    """A started program, and how to wait for it."""

    def __init__(self, program: Program, answers: Answers, qtbot: QtBot) -> None:
        self.program, self.answers = program, answers

    @property
    def window(self):
        return self.program.window

    @property
    def desk(self):
        return self.program.desk

    def wait(self, condition: Callable[[], bool]) -> None:
        """Until something is so, and nothing is under way any more."""
        until(condition, patience=60.0)
        self.settle()

    def settle(self) -> None:
        """Until nothing is under way any more."""

        def busy() -> bool:
            tasks = self.program.tasks
            return tasks is not None and tasks.busy

        settle(busy)

    def go(self, **params: str) -> None:
        self.window.go(Place("accounts", params))
        self.settle()

    @property
    def accounts(self):
        """The page of the list."""
        return self.window.page("accounts").list

    @property
    def account(self):
        """The page of the account in front."""
        return self.window.page("accounts").front()

    def ids(self) -> list[str]:
        return list(self.accounts.model.store.ids)

    def names(self) -> list[str]:
        model = self.accounts.model
        column = model.column("name")
        return [model.index(row, column).data() for row in range(model.rowCount())]

    def record(self, account: str):
        return self.desk.records.get("account", account)


@pytest.fixture
def folders(tmp_path: Path) -> Folders:
    return Folders(tmp_path / "data", tmp_path / "config", tmp_path / "logs")


@pytest.fixture
def sample_there(folders: Folders, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample where the program would make it, as if it had been open before."""
    return copy_sample(tmp_path_factory, folders.data / "Sample.acctdesk")


@pytest.fixture
def start(qapp: QApplication, qtbot: QtBot, folders: Folders) -> Iterator[Callable[..., Running]]:
    """Starts the program; a second call closes the first, as a restart does."""
    running: list[Program] = []

    def stop() -> None:
        while running:
            program = running.pop()
            program.window.close()
            QCoreApplication.sendPostedEvents(program, 0)
            program.window.deleteLater()
            program.deleteLater()
            QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)

    def begin(options: Options | None = None, *, opened: bool = True) -> Running:
        stop()
        answers = Answers()
        program = Program(qapp, folders, options or Options(), ask=answers)
        running.append(program)
        program.window.resize(1280, 800)
        program.show()
        found = Running(program, answers, qtbot)
        if opened:
            found.wait(lambda: program.desk is not None and bool(program.window.present_place()))
        return found

    yield begin
    stop()


def add_accounts(path: Path, count: int = 40) -> None:
    """Make a workspace with plausible accounts."""
    phases = ("onboarding", "steady", "growth", "exit")
    with create_desk(path) as desk:
        desk.settings.introduce("Jana Ode", "jana@firm.example")
        for at in range(count):
            city, country, currency = CITIES[at % len(CITIES)]
            desk.accounts.create(
                {
                    "name": f"Client {at:02}", "city": city, "country": country,
                    "tier": "ABCD"[at % 4], "phase": phases[at % 4],
                    "rag": ("green", "amber", "red", None)[at % 4],
                    "annual_value": 100_000 + at * 1000, "currency": currency,
                    "renewal_date": (dt.date(2027, 1, 1) + dt.timedelta(at * 9)).isoformat(),
                    "client_since": str(2010 + at % 15),
                }
            )  # fmt: skip


@pytest.fixture(scope="session")
def forty_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed workspace of 40 accounts, to be copied."""
    path = tmp_path_factory.mktemp("forty") / "Book.acctdesk"
    add_accounts(path)
    return path


@pytest.fixture
def full(start: Callable[..., Running], folders: Folders, forty_file: Path) -> Running:
    """The program over a workspace of 40 accounts."""
    path = folders.data / "Book.acctdesk"
    path.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(forty_file, path)
    found = start(Options(workspace=path))
    found.wait(lambda: found.accounts.model.rowCount() == 40)
    return found
