"""Workspaces of two managers, each new."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.services.handover.sites import Site


@pytest.fixture
def one(tmp_path: Path, blank: Path) -> Iterator[Site]:
    """The workspace of whoever hands over first."""
    made = Site.made(blank, tmp_path / "one.acctdesk")
    yield made
    made.close()


@pytest.fixture
def other(tmp_path: Path, blank: Path) -> Iterator[Site]:
    """The workspace of the colleague."""
    made = Site.made(blank, tmp_path / "other.acctdesk")
    yield made
    made.close()
