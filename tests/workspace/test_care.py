"""Backups, encryption, damage: what keeps a book safe."""

from __future__ import annotations

import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from sqlalchemy import func, select

from acctdesk.errors import WorkspaceProblem
from acctdesk.workspace import Author, Label, Workspace, backup, driver

KEY = bytes(range(32))
MARKER = "Zanzibarquark"
"""A word that stands nowhere else."""


def add(workspace: Workspace, name: str) -> None:
    with workspace.write(Label("Add"), Author()) as unit:
        unit.insert("account", {"name": name, "notes": f"{name} said so"})
        unit.commit()


def names(workspace: Workspace) -> list[str]:
    table = workspace.tables.table("account")
    with workspace.read() as connection:
        return sorted(connection.scalars(select(table.c.name)))


@pytest.fixture(params=[None, KEY], ids=["plain", "encrypted"])
def key(request: pytest.FixtureRequest) -> bytes | None:
    found: bytes | None = request.param
    return found


@pytest.fixture
def keyed(tmp_path: Path, key: bytes | None) -> Iterator[Workspace]:
    with Workspace.create(tmp_path / "book.acctdesk", key=key) as made:
        yield made


# --- backups ---------------------------------------------------------------------------------


def test_a_backup_holds_what_was_committed_last(keyed: Workspace, key: bytes | None) -> None:
    add(keyed, "Acme")
    copy = keyed.back_up()
    add(keyed, "Beta")
    assert keyed.backups() == [copy]
    assert [one.name for one in copy.parent.iterdir()] == [copy.name], "one file, whole"
    with Workspace.open(copy, key=key) as restored:
        assert names(restored) == ["Acme"]
        assert restored.check() == []


def test_a_backup_may_go_elsewhere_and_replaces_what_is_there(
    keyed: Workspace, tmp_path: Path, key: bytes | None
) -> None:
    add(keyed, "Acme")
    target = tmp_path / "far" / "copy.acctdesk"
    assert keyed.back_up(target) == target
    add(keyed, "Beta")
    keyed.back_up(target)
    assert keyed.backups() == []
    with Workspace.open(target, key=key, read_only=True) as restored:
        assert names(restored) == ["Acme", "Beta"]


def test_the_oldest_backups_go(workspace: Workspace) -> None:
    folder = backup.folder(workspace.path)
    folder.mkdir()
    for day in range(1, 15):
        (folder / f"2020-01-{day:02d} 120000.acctdesk").touch()
    (folder / "a note of my own.txt").touch()
    newest = workspace.back_up()
    kept = workspace.backups()
    assert len(kept) == backup.KEPT
    assert kept[-1] == newest
    assert kept[0].name.startswith("2020-01-06")
    assert (folder / "a note of my own.txt").exists()


def test_a_backup_made_while_another_thread_writes_is_whole(workspace: Workspace) -> None:
    stop, wrote = threading.Event(), threading.Event()

    def write() -> None:
        number = 0
        while not stop.is_set():
            with workspace.write(Label("Add"), Author()) as unit:
                account = unit.insert("account", {"name": f"Firm {number}"})
                unit.insert("unit", {"name": "IT", "account_id": account})
                unit.commit()
            number += 1
            wrote.set()

    writer = threading.Thread(target=write)
    writer.start()
    try:
        assert wrote.wait(20)
        copies = [workspace.back_up(workspace.path.with_name(f"{n}.acctdesk")) for n in range(3)]
    finally:
        stop.set()
        writer.join(20)
    sizes = []
    for copy in copies:
        with Workspace.open(copy, read_only=True) as restored:
            assert restored.check() == []
            with restored.read() as connection:
                counts = [
                    connection.execute(
                        select(func.count()).select_from(restored.tables.table(kind))
                    ).scalar()
                    for kind in ("account", "unit")
                ]
        assert counts[0] == counts[1], "half a command"
        sizes.append(counts[0] or 0)
    assert sizes == sorted(sizes)
    assert sizes[0] > 0


def test_a_damaged_copy_does_not_take_a_place(
    workspace: Workspace, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "copy.acctdesk"
    target.write_text("the backup before")
    monkeypatch.setattr(backup, "verify", lambda raw: ["page 7 is torn"])
    with pytest.raises(WorkspaceProblem, match="page 7 is torn"):
        workspace.back_up(target)
    assert target.read_text() == "the backup before"
    assert not list(tmp_path.glob("*.part"))


def test_a_backup_that_cannot_be_written_is_told(workspace: Workspace, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WorkspaceProblem) as caught:
        workspace.back_up(tmp_path / "file" / "copy.acctdesk")
    assert caught.value.remedy


# --- encryption ------------------------------------------------------------------------------


def everything_on_disk(path: Path) -> dict[str, bytes]:
    return {
        name: Path(path.parent / name).read_bytes()
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm")
        if (path.parent / name).exists()
    }


def test_an_encrypted_book_shows_nothing_on_the_disk(tmp_path: Path) -> None:
    with Workspace.create(tmp_path / "book.acctdesk", key=KEY) as made:
        for number in range(30):
            add(made, f"{MARKER} {number}")
        files = everything_on_disk(made.path)
        assert len(files) == 3, "the log and the shared memory are looked at too"
        assert len(files[f"{made.path.name}-wal"]) > 4096
        copy = made.back_up()
        files["copy"] = copy.read_bytes()
    files["closed"] = made.path.read_bytes()
    for name, data in files.items():
        for form in (MARKER, MARKER.lower(), "SQLite format 3", "CREATE TABLE"):
            assert form.encode() not in data, (name, form)
            assert form.encode("utf-16-le") not in data, (name, form)


def test_a_plain_book_does_show_it(tmp_path: Path) -> None:
    """Else the test above would look for the wrong thing."""
    with Workspace.create(tmp_path / "book.acctdesk") as made:
        add(made, MARKER)
        assert any(MARKER.encode() in data for data in everything_on_disk(made.path).values())


@pytest.mark.parametrize("wrong", [None, bytes(32), KEY[::-1]])
@pytest.mark.parametrize("read_only", [False, True])
def test_it_opens_with_its_key_alone(tmp_path: Path, wrong: bytes | None, read_only: bool) -> None:
    path = tmp_path / "book.acctdesk"
    with Workspace.create(path, key=KEY) as made:
        add(made, "Acme")
    before = path.read_bytes()
    with pytest.raises(WorkspaceProblem, match="another key") as caught:
        Workspace.open(path, key=wrong, read_only=read_only)
    assert KEY.hex() not in f"{caught.value}{caught.value.__cause__}"
    assert path.read_bytes() == before
    with Workspace.open(path, key=KEY, read_only=read_only) as again:
        assert names(again) == ["Acme"]


def test_a_plain_book_does_not_open_with_a_key(tmp_path: Path) -> None:
    Workspace.create(tmp_path / "book.acctdesk").close()
    with pytest.raises(WorkspaceProblem):
        Workspace.open(tmp_path / "book.acctdesk", key=KEY)


def test_an_error_of_the_database_does_not_tell_the_clients_data(workspace: Workspace) -> None:
    with workspace.write(Label("Add"), Author()) as unit:
        first = unit.insert("account", {"name": MARKER})
        with pytest.raises(Exception, match="UNIQUE") as caught:
            unit.insert("account", {"name": MARKER}, first)
    assert MARKER not in str(caught.value)


# --- damage ----------------------------------------------------------------------------------


def test_a_sound_book_has_no_faults(keyed: Workspace) -> None:
    add(keyed, "Acme")
    assert keyed.check() == []


def test_torn_pages_are_found(tmp_path: Path, key: bytes | None) -> None:
    path = tmp_path / "book.acctdesk"
    with Workspace.create(path, key=key) as made:
        with made.write(Label("Add"), Author()) as unit:
            for number in range(400):
                unit.insert("account", {"name": f"Firm {number}", "notes": "x" * 200})
            unit.commit()
        with made.transaction() as connection:
            page = connection.exec_driver_sql(
                "SELECT rootpage FROM sqlite_master WHERE name = 'account'"
            ).scalar()
    with path.open("r+b") as file:
        file.seek((int(page or 0) - 1) * 4096)
        file.write(os.urandom(4096))
    with Workspace.open(path, key=key, read_only=True) as opened:
        assert opened.check()


def test_a_row_that_points_to_nothing_is_found(workspace: Workspace) -> None:
    raw = driver.connect(workspace.path, key=None, read_only=False)
    raw.execute("PRAGMA foreign_keys = OFF")
    raw.execute("INSERT INTO unit (id, account_id, name) VALUES (?, ?, 'IT')", ("a" * 32, "b" * 32))
    raw.close()
    [fault] = workspace.check()
    assert "unit" in fault
