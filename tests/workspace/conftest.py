from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from acctdesk.workspace import Author, Workspace


@pytest.fixture
def workspace(tmp_path: Path) -> Iterator[Workspace]:
    made = Workspace.create(tmp_path / "book.acctdesk")
    yield made
    made.close()


@pytest.fixture
def author() -> Author:
    return Author(None, "Mara")
