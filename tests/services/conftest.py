from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

import pytest

from acctdesk.compose import Desk
from acctdesk.workspace import Workspace
from tests.services.making import Book

DAY = dt.date(2026, 3, 4)


@pytest.fixture
def desk(tmp_path: Path) -> Iterator[Desk]:
    """An open, empty workspace with its services."""
    with Desk(Workspace.create(tmp_path / "book.acctdesk"), today=lambda: DAY) as made:
        yield made


@pytest.fixture
def book(desk: Desk) -> Book:
    return Book(desk)
