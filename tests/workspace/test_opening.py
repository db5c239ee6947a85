"""A workspace is opened by one at a time, and what is none is refused and left as it is."""

from __future__ import annotations

import getpass
import hashlib
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest
from sqlalchemy import func, select

from acctdesk.errors import NewerWorkspace, ReadOnly, WorkspaceBusy, WorkspaceProblem
from acctdesk.workspace import Author, Label, Workspace, driver
from acctdesk.workspace.lock import WorkspaceLock

ROOT = Path(__file__).resolve().parents[2]

HOLD = """
import sys
from pathlib import Path
from acctdesk.workspace import Author, Label, Workspace

held = Workspace.open(Path(sys.argv[1]))
with held.write(Label("Add"), Author(None, "Other")) as unit:
    unit.insert("account", {"name": "Committed"})
    unit.commit()
with held.write(Label("Add"), Author(None, "Other")) as unit:
    unit.insert("account", {"name": "Never committed"})
    print("held", flush=True)
    sys.stdin.readline()
"""


@contextmanager
def another_process(path: Path) -> Iterator[subprocess.Popen[str]]:
    """Another program that has the workspace open, in the middle of a command."""
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT)},
    ) as process:
        assert process.stdout is not None
        try:
            assert process.stdout.readline() == "held\n"
            yield process
        finally:
            process.kill()
            process.wait(30)


def names(workspace: Workspace) -> list[str]:
    table = workspace.tables.table("account")
    with workspace.read() as connection:
        return sorted(connection.scalars(select(table.c.name)))


def add(workspace: Workspace, name: str) -> None:
    with workspace.write(Label("Add"), Author()) as unit:
        unit.insert("account", {"name": name})
        unit.commit()


def digest(path: Path) -> bytes:
    return hashlib.sha256(path.read_bytes()).digest()


@pytest.fixture
def closed(tmp_path: Path) -> Path:
    """The file of a workspace that nobody has open."""
    with Workspace.create(tmp_path / "book.acctdesk") as made:
        add(made, "Acme")
    return made.path


def test_what_was_created_can_be_opened(closed: Path) -> None:
    with Workspace.open(closed) as again:
        assert names(again) == ["Acme"]
        assert not again.read_only


def test_closing_leaves_one_file(closed: Path) -> None:
    assert [one.name for one in closed.parent.iterdir()] == [closed.name]


def test_a_name_that_is_taken_is_refused(closed: Path) -> None:
    before = digest(closed)
    with pytest.raises(WorkspaceProblem, match="already"):
        Workspace.create(closed)
    assert digest(closed) == before


def test_a_file_that_appears_while_one_is_made_is_not_replaced(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "book.acctdesk"
    acquire = WorkspaceLock.acquire

    def late(lock: WorkspaceLock) -> None:
        acquire(lock)
        path.write_text("somebody was quicker")

    monkeypatch.setattr(WorkspaceLock, "acquire", late)
    with pytest.raises(WorkspaceProblem, match="already"):
        Workspace.create(path)
    assert path.read_text() == "somebody was quicker"


def test_a_folder_that_cannot_be_made_is_told(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(WorkspaceProblem) as caught:
        Workspace.create(tmp_path / "file" / "deep" / "book.acctdesk")
    assert caught.value.where


def test_a_missing_file_is_told_and_not_made(tmp_path: Path) -> None:
    with pytest.raises(WorkspaceProblem, match="no such file"):
        Workspace.open(tmp_path / "nothing.acctdesk")
    assert not list(tmp_path.iterdir())


# --- one at a time ---------------------------------------------------------------------------


def test_the_second_is_told_who_holds_it_and_may_read(closed: Path) -> None:
    with another_process(closed):
        with pytest.raises(WorkspaceBusy) as caught:
            Workspace.open(closed)
        assert getpass.getuser() in caught.value.holder
        assert caught.value.holder in caught.value.what
        with Workspace.open(closed, read_only=True) as reading:
            assert names(reading) == ["Acme", "Committed"]
            with pytest.raises(ReadOnly):
                add(reading, "Nobody")


def test_the_second_of_one_process_is_refused_too(workspace: Workspace) -> None:
    with pytest.raises(WorkspaceBusy):
        Workspace.open(workspace.path)
    add(workspace, "Acme")
    assert names(workspace) == ["Acme"]


def test_a_killed_process_frees_the_lock_and_keeps_what_it_committed(closed: Path) -> None:
    with another_process(closed) as process:
        process.kill()
        process.wait(30)
        with Workspace.open(closed) as again:
            assert names(again) == ["Acme", "Committed"]
            assert again.check() == []
            add(again, "Beta")


def test_a_lock_taken_while_another_lets_go_is_a_lock(
    closed: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The second takes it between the release and whatever the first still does."""
    first, second, third = WorkspaceLock(closed), WorkspaceLock(closed), WorkspaceLock(closed)
    first.acquire()
    release = type(first._lock).release

    def let_go(lock: object) -> None:
        release(lock)  # type: ignore[arg-type]
        if lock is first._lock:
            second.acquire()

    with monkeypatch.context() as patch:
        patch.setattr(type(first._lock), "release", let_go)
        first.release()
    with pytest.raises(WorkspaceBusy):
        third.acquire()
    second.release()
    third.acquire()
    third.release()


def test_a_user_without_a_name_can_open(closed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def nameless() -> str:
        raise KeyError("getpwuid(): uid not found: 4711")

    monkeypatch.setattr(getpass, "getuser", nameless)
    with Workspace.open(closed), pytest.raises(WorkspaceBusy):
        Workspace.open(closed)


@pytest.mark.parametrize("note", [b"", b"null", b"{}", b'{"since": 5}', b"\xff"])
def test_a_holder_whose_note_is_unreadable_is_unknown(workspace: Workspace, note: bytes) -> None:
    Path(f"{workspace.path}.holder").write_bytes(note)
    with pytest.raises(WorkspaceBusy) as caught:
        Workspace.open(workspace.path)
    assert caught.value.holder == ""


def test_a_failed_opening_gives_the_lock_back(tmp_path: Path) -> None:
    path = tmp_path / "book.acctdesk"
    path.write_bytes(b"not a database" * 1000)
    with pytest.raises(WorkspaceProblem):
        Workspace.open(path)
    WorkspaceLock(path).acquire()


# --- what is no workspace of ours ------------------------------------------------------------


def foreign(path: Path) -> None:
    raw = driver.connect(path, key=None, read_only=False, create=True)
    raw.execute("PRAGMA journal_mode = DELETE")
    raw.execute("CREATE TABLE recipe (id INTEGER PRIMARY KEY, name TEXT)")
    raw.execute("INSERT INTO recipe (name) VALUES ('Soup')")
    raw.close()


def newer(path: Path) -> None:
    Workspace.create(path).close()
    raw = driver.connect(path, key=None, read_only=False)
    raw.execute("UPDATE alembic_version SET version_num = '9999'")
    raw.close()


def no_version(path: Path) -> None:
    Workspace.create(path).close()
    raw = driver.connect(path, key=None, read_only=False)
    raw.execute("DELETE FROM alembic_version")
    raw.close()


REFUSED = {
    "text": lambda path: path.write_bytes(b"name;city\nAcme;Bonn\n" * 500),
    "short": lambda path: path.write_bytes(b"x"),
    "empty": lambda path: path.write_bytes(b""),
    "foreign": foreign,
    "newer": newer,
    "no version": no_version,
    "cut off": lambda path: (newer(path), path.write_bytes(path.read_bytes()[:5000])),
}


@pytest.mark.parametrize("read_only", [False, True])
@pytest.mark.parametrize("kind", REFUSED)
def test_what_is_no_workspace_of_ours_is_refused_untouched(
    tmp_path: Path, kind: str, read_only: bool
) -> None:
    path = tmp_path / "book.acctdesk"
    REFUSED[kind](path)
    before = digest(path)
    with pytest.raises(WorkspaceProblem) as caught:
        Workspace.open(path, read_only=read_only)
    assert caught.value.what
    assert caught.value.remedy
    assert isinstance(caught.value, NewerWorkspace) == (kind == "newer")
    assert digest(path) == before
    # A reader of a file with a write-ahead log makes these two anew, with nothing in the log.
    beside = {one.name: one.stat().st_size for one in tmp_path.iterdir() if one != path}
    assert set(beside) <= {f"{path.name}-wal", f"{path.name}-shm"}
    assert not beside.get(f"{path.name}-wal")


# --- connections -----------------------------------------------------------------------------


def test_a_read_connection_refuses_every_write(workspace: Workspace) -> None:
    add(workspace, "Acme")
    for statement in (
        "UPDATE account SET name = 'Hacked'", "DELETE FROM account", "CREATE TABLE x (y)",
        "PRAGMA query_only = OFF; DELETE FROM account",
    ):  # fmt: skip
        with workspace.read() as connection, pytest.raises(Exception, match=r"readonly|one stat"):
            connection.exec_driver_sql(statement)
    assert names(workspace) == ["Acme"]


def test_a_reader_sees_one_state_from_beginning_to_end(workspace: Workspace) -> None:
    table = workspace.tables.table("account")
    count = select(func.count()).select_from(table)
    with workspace.read() as connection:
        assert connection.execute(count).scalar() == 0
        add(workspace, "Acme")
        assert connection.execute(count).scalar() == 0
    assert names(workspace) == ["Acme"]


def test_connections_hold_the_rules_of_the_house(workspace: Workspace) -> None:
    def pragma(connection: object, name: str) -> object:
        return connection.exec_driver_sql(f"PRAGMA {name}").scalar()  # type: ignore[attr-defined]

    with workspace.transaction() as connection:
        assert pragma(connection, "journal_mode") == "wal"
        assert pragma(connection, "synchronous") == 2  # FULL
        assert pragma(connection, "foreign_keys") == 1
    with workspace.read() as connection:
        assert pragma(connection, "foreign_keys") == 1
        assert pragma(connection, "query_only") == 1


def test_a_transaction_is_the_programs_alone(workspace: Workspace) -> None:
    """The driver begins none by itself, and the write lock is taken at once."""
    with workspace.transaction() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None
        assert raw.in_transaction
        other = driver.connect(workspace.path, key=None, read_only=False)
        other.execute("PRAGMA busy_timeout = 0")
        with pytest.raises(driver.DatabaseError, match="locked"):
            other.execute("BEGIN IMMEDIATE")
        other.execute("CREATE TEMPORARY TABLE t (x)")
        assert not other.in_transaction
        other.close()


def test_tables_made_in_a_transaction_go_with_it(workspace: Workspace) -> None:
    with workspace.transaction() as connection:
        connection.exec_driver_sql("CREATE TABLE half (x)")
    with workspace.read() as connection:
        left = connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'half'")
        assert left.first() is None


def test_a_row_that_points_to_nothing_is_not_committed_and_stops_nobody(
    workspace: Workspace,
) -> None:
    with workspace.write(Label("Add"), Author()) as unit:
        unit.insert("account", {"name": "Acme", "parent_id": "f" * 32})
        with pytest.raises(Exception, match="FOREIGN KEY"):
            unit.commit()
    assert names(workspace) == []
    add(workspace, "Beta")
    assert names(workspace) == ["Beta"]
