"""The sample of one day, for tests to look at."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from acctdesk.compose import Desk, open_desk
from acctdesk.exchange.sample import make_sample
from acctdesk.services.records import Record
from tests.samples import copy_sample

DAY = dt.date(2026, 3, 4)


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_sample(tmp_path_factory, tmp_path_factory.mktemp("sample") / "sample.acctdesk", DAY)


@pytest.fixture(scope="module")
def again(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Made for the same day once more, alone in its folder."""
    made = tmp_path_factory.mktemp("again") / "again.acctdesk"
    make_sample(made, today=DAY, seed=20260101)
    return made


@pytest.fixture(scope="module")
def desk(path: Path) -> Iterator[Desk]:
    with open_desk(path, read_only=True) as opened:
        yield opened


def records(desk: Desk, kind: str) -> list[Record]:
    table = desk.workspace.tables.table(kind)
    with desk.workspace.read() as connection:
        ids = list(connection.scalars(select(table.c.id)))
    return desk.records.get_many(kind, ids)


def content(path: Path) -> list[tuple[Any, ...]]:
    """Everything in a sample, history included, with ids numbered in the order they appear."""
    seen: dict[str, str] = {}

    def plain(value: Any) -> Any:
        return re.sub(
            r"\b[0-9a-f]{32}\b", lambda hit: seen.setdefault(hit[0], f"#{len(seen)}"), str(value)
        )

    with open_desk(path, read_only=True) as desk, desk.workspace.read() as connection:
        read = connection.exec_driver_sql
        changes = "SELECT seq, at, author, label, params, mode FROM change ORDER BY seq"
        rows = "SELECT seq, ordinal, kind, row_id, op, before, after FROM change_row"
        found = [tuple(change) for change in read(changes)]
        found += [tuple(map(plain, row)) for row in read(f"{rows} ORDER BY seq, ordinal")]
        for kind in desk.workspace.tables.kinds:
            found += sorted(tuple(map(plain, row)) for row in read(f'SELECT * FROM "{kind}"'))
    return found
