"""What was deleted is kept for as long as the settings say; what is over is offered."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest

from acctdesk.compose import Desk
from acctdesk.errors import Invalid
from acctdesk.services.retention import Rules
from acctdesk.workspace import Workspace
from acctdesk.workspace.backup import Rule
from tests.services.making import Book


def test_what_was_deleted_long_enough_ago_is_over(tmp_path: Path, blank: Path) -> None:
    path = tmp_path / "book.acctdesk"
    path.write_bytes(blank.read_bytes())
    day = [dt.datetime.now(dt.UTC).date()]
    with Desk(Workspace.open(path), today=lambda: day[0]) as desk:
        book = Book(desk)
        gone, kept = book.account("Gone"), book.account("Kept")
        twin = book.account("Twin")
        desk.merging.merge("account", kept, twin)
        desk.records.delete("account", [gone])
        assert desk.retention.rules() == Rules(30, 10, 0)
        day[0] += dt.timedelta(days=30)
        assert desk.retention.over() == []
        day[0] += dt.timedelta(days=1)
        assert [one.title for one in desk.retention.over()] == ["Gone"]
        assert desk.retention.over(90) == []
        desk.retention.keep_trash(90)
        assert desk.retention.over() == []
        assert desk.trash.deleted()


def test_backups_stay_by_number_and_by_age(desk: Desk) -> None:
    folder = desk.path.with_name("book backups")
    folder.mkdir()
    today = desk.context.today()
    for age in range(1, 9):
        (folder / f"{today - dt.timedelta(days=age)} 120000.acctdesk").touch()
    desk.retention.keep_newest(2)
    assert [one.name[:10] for one in desk.retention.backups_over()] == [
        (today - dt.timedelta(days=age)).isoformat() for age in range(8, 2, -1)
    ]
    desk.retention.keep_days(5)
    over = desk.retention.backups_over()
    assert [one.name[:10] for one in over] == [
        (today - dt.timedelta(days=age)).isoformat() for age in range(8, 4, -1)
    ]
    assert desk.retention.remove_backups(over) == 4
    assert desk.retention.backups_over() == []
    # The real day is another one: all of these are old, and a new backup takes their place.
    desk.retention.keep_days(0)
    made = desk.workspace.back_up()
    assert desk.workspace.backups()[-1] == made
    assert len(desk.workspace.backups()) == 2


def test_when_a_backup_goes_by_itself() -> None:
    backups = [Path(f"2026-03-0{day} 120000.acctdesk") for day in range(1, 5)]
    rule = Rule(newest=3, days=10)
    assert rule.over(backups, dt.date(2026, 3, 10)) == []
    assert rule.over(backups, dt.date(2026, 3, 11)) == backups[:1]
    assert rule.until(backups, backups[0]) == (0, dt.date(2026, 3, 11))
    assert rule.until(backups, backups[3]) == (3, dt.date(2026, 3, 14))


@pytest.mark.parametrize("newest", [0, 1001])
def test_a_number_nobody_means_is_refused(desk: Desk, newest: int) -> None:
    with pytest.raises(Invalid, match="can't be kept"):
        desk.retention.keep_newest(newest)
    with pytest.raises(Invalid):
        desk.retention.keep_trash(-1)
