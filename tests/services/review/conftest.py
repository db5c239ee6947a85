from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from acctdesk.compose import Desk
from acctdesk.workspace import Workspace
from tests.services.levels import NOW


@pytest.fixture
def desk(tmp_path: Path, blank: Path) -> Iterator[Desk]:
    """An open, empty workspace in November 2026."""
    shutil.copy(blank, tmp_path / "book.acctdesk")
    opened = Workspace.open(tmp_path / "book.acctdesk")
    with Desk(opened, today=NOW.date, now=lambda: NOW) as made:
        yield made
