from __future__ import annotations

import datetime as dt
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from acctdesk.compose import Desk
from acctdesk.workspace import Workspace
from tests.services.making import Book

DAY = dt.date(2026, 3, 4)


@pytest.fixture(scope="session")
def blank(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A closed, empty workspace to be copied: making one takes longer than most tests."""
    path = tmp_path_factory.mktemp("blank") / "blank.acctdesk"
    Workspace.create(path).close()
    return path


@pytest.fixture
def desk(tmp_path: Path, blank: Path) -> Iterator[Desk]:
    """An open, empty workspace with its services."""
    path = tmp_path / "book.acctdesk"
    shutil.copy(blank, path)
    with Desk(Workspace.open(path), today=lambda: DAY) as made:
        yield made


@pytest.fixture
def book(desk: Desk) -> Book:
    return Book(desk)
