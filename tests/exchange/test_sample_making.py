"""The sample is made: for any day, always alike, and wholly or not at all."""

from __future__ import annotations

import datetime as dt
import hashlib
import shutil
from pathlib import Path
from typing import Any

import pytest

from acctdesk.compose import open_desk
from acctdesk.errors import WorkspaceProblem
from acctdesk.exchange.sample import make_sample, maker
from tests.effort import tries
from tests.exchange.sample_book import DAY, content, records
from tests.exchange.sample_book import again as again
from tests.exchange.sample_book import desk as desk
from tests.exchange.sample_book import path as path
from tests.samples import copy_sample


def test_nothing_of_its_making_is_left_beside_it(again: Path) -> None:
    assert [one.name for one in again.parent.iterdir()] == ["again.acctdesk"]


def test_its_computed_columns_are_those_worked_out_anew(path: Path, tmp_path: Path) -> None:
    shutil.copy(path, tmp_path / "copy.acctdesk")
    with open_desk(tmp_path / "copy.acctdesk") as desk:

        def kept() -> list[tuple[Any, ...]]:
            with desk.workspace.read() as connection:
                rows = connection.exec_driver_sql("SELECT * FROM figure ORDER BY record_id")
                return [tuple(row) for row in rows]

        before = kept()
        assert desk.workspace.rebuild_figures() == len(before)
        assert kept() == before


@pytest.mark.parametrize(
    "today",
    tries(
        [dt.date(2024, 2, 29), dt.date(2027, 1, 1)],
        [dt.date(2024, 2, 29), dt.date(2027, 1, 1), dt.date(2026, 12, 31)],
    ),
)
def test_it_looks_alive_on_any_day(
    tmp_path: Path, tmp_path_factory: pytest.TempPathFactory, today: dt.date
) -> None:
    copy_sample(tmp_path_factory, tmp_path / "sample.acctdesk", today)
    with open_desk(tmp_path / "sample.acctdesk", read_only=True) as desk:
        history = desk.history.recent(500)
        assert len(history) > 30
        moments = [one.at for one in reversed(history)]
        assert moments == sorted(moments)
        assert moments[-1].date() < today
        assert (today - moments[-1].date()).days <= 5
        assert (today - moments[0].date()).days > 250
        assert all(moment.weekday() < 5 for moment in moments)
        accounts = records(desk, "account")
        renewals = [dt.date.fromisoformat(one["renewal_date"]) for one in accounts]
        assert sum(0 < (day - today).days <= 90 for day in renewals) >= 5
        assert sum(day < today for day in renewals) >= 1
        for one in accounts:
            # Text of a date sorts by time, whatever its precision.
            assert one["client_since"] <= today.isoformat()
            assert "{" not in f"{one['notes']}{one['goals']}{one['plan']}"
        young = (today - dt.timedelta(days=400)).isoformat()
        assert sum(one["client_since"] > young for one in accounts) >= 5


def test_the_same_day_and_seed_make_the_same_book(path: Path, again: Path, tmp_path: Path) -> None:
    first = content(path)
    assert content(again) == first
    other = tmp_path / "other.acctdesk"
    make_sample(other, today=DAY, seed=7)
    assert content(other) != first


def test_a_file_that_is_there_is_not_touched(path: Path) -> None:
    before = hashlib.sha256(path.read_bytes()).digest()
    with pytest.raises(WorkspaceProblem):
        make_sample(path)
    assert hashlib.sha256(path.read_bytes()).digest() == before


def test_a_failure_on_the_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_args: object) -> None:
        raise OSError("disk full")

    monkeypatch.setattr(maker, "_arrive", fail)
    with pytest.raises(OSError, match="disk full"):
        make_sample(tmp_path / "sample.acctdesk")
    assert list(tmp_path.iterdir()) == []
