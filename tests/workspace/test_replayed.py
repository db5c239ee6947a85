"""The shortcut by which tests make workspaces leads where the migrations lead."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from acctdesk.workspace import Workspace, schema
from tests.replayed import replayed


@pytest.fixture
def runs(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Counts how often the migrations really run; nothing is recorded at first."""
    made: list[str] = []

    def migrate(engine: Any, revision: str, then: Any = None) -> None:
        made.append(revision)
        real(engine, revision, then)

    real: Any = schema.migrate.__wrapped__  # type: ignore[attr-defined]
    monkeypatch.setattr(schema, "migrate", replayed(migrate))
    return made


def content(path: Path) -> tuple[list[tuple[Any, ...]], str]:
    """Everything in a file but the id it drew, and that id."""
    with Workspace.open(path, read_only=True) as opened, opened.read() as connection:
        read = connection.exec_driver_sql
        names = read("SELECT type, name, sql FROM sqlite_master ORDER BY type, name").fetchall()
        rows = [
            (name, tuple(row))
            for kind, name, sql in names
            if kind == "table" and name != "identity" and "VIRTUAL" not in sql
            for row in read(f'SELECT * FROM "{name}"')
        ]
        settings = [read(f"PRAGMA {one}").scalar() for one in ("user_version", "application_id")]
        [identity] = read("SELECT id FROM identity").scalars()
    return [*map(tuple, names), *rows, *settings], str(identity)


def test_a_replayed_file_is_a_migrated_one_with_an_id_of_its_own(
    tmp_path: Path, runs: list[str]
) -> None:
    found = []
    for name in ("migrated", "replayed", "again"):
        Workspace.create(tmp_path / name).close()
        found.append(content(tmp_path / name))
    assert runs == [schema.HEAD]
    assert found[0][0] == found[1][0] == found[2][0]
    assert len({identity for _content, identity in found}) == 3


def test_what_is_no_new_file_runs_the_migrations(tmp_path: Path, runs: list[str]) -> None:
    from acctdesk.workspace.engine import write_engine

    Workspace.create(tmp_path / "one").close()
    engine = write_engine(tmp_path / "two", None, create=True)
    try:
        for revision in (schema.KNOWN[0], schema.HEAD):
            schema.migrate(engine, revision)
    finally:
        engine.dispose()
    assert runs == [schema.HEAD, schema.KNOWN[0], schema.HEAD]
