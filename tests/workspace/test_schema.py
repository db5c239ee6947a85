"""The migrations make exactly what the mapped classes say, and would still do so in ten years."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import inspect

from acctdesk.errors import WorkspaceProblem
from acctdesk.models import Base
from acctdesk.workspace import Workspace, driver, schema
from acctdesk.workspace.engine import write_engine

MIGRATIONS = Path(schema.__file__).parent / "migrations"
VERSIONS = sorted((MIGRATIONS / "versions").glob("[0-9]*.py"))


def scripts() -> ScriptDirectory:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS))
    return ScriptDirectory.from_config(config)


def ours(_object: object, name: str | None, kind: str, _reflected: bool, _other: object) -> bool:
    """All but the full-text index, which SQLite keeps in tables of its own."""
    return not (kind == "table" and (name or "").startswith("search_index"))


def test_the_migrated_schema_is_the_mapped_one(workspace: Workspace) -> None:
    with workspace.transaction() as connection:
        context = MigrationContext.configure(
            connection, opts={"compare_type": True, "include_object": ours}
        )
        assert compare_metadata(context, Base.metadata) == []


def test_a_difference_would_be_found(workspace: Workspace) -> None:
    with workspace.transaction() as connection:
        connection.exec_driver_sql("DROP INDEX ix_unit_parent_id")
        connection.exec_driver_sql("ALTER TABLE account ADD COLUMN forgotten TEXT")
        context = MigrationContext.configure(connection, opts={"include_object": ours})
        assert {step[0] for step in compare_metadata(context, Base.metadata)} == {
            "add_index", "remove_column",
        }  # fmt: skip


def test_constraints_have_the_names_of_the_convention(workspace: Workspace) -> None:
    """Else a later migration could not drop one: SQLite gives none by itself."""
    with workspace.read() as connection:
        found = inspect(connection)
        for table in Base.metadata.tables:
            names = [found.get_pk_constraint(table)["name"]]
            names += [one["name"] for one in found.get_foreign_keys(table)]
            names += [one["name"] for one in found.get_unique_constraints(table)]
            for name in names:
                assert name is not None
                assert re.match(rf"(pk|fk|uq)_{table}", name), (table, name)


def test_the_program_knows_its_newest_revision() -> None:
    assert scripts().get_heads() == [schema.HEAD]
    known = [script.revision for script in scripts().walk_revisions()]
    assert tuple(reversed(known)) == schema.KNOWN


def test_a_new_book_has_the_newest_revision(workspace: Workspace) -> None:
    with workspace.bare() as raw:
        assert schema.version(raw, workspace.path) == schema.HEAD


def imported(path: Path) -> set[str]:
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found.update(alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            found.add(node.module or "")
    return found


@pytest.mark.parametrize("path", VERSIONS, ids=lambda path: path.stem)
def test_a_migration_names_its_tables_itself(path: Path) -> None:
    """Never today's mapped classes, which will be others when it runs."""
    assert not [name for name in imported(path) if name.split(".")[0] == "acctdesk"]
    calls = [
        node
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Attribute)
        and node.func.attr in {"create_table", "drop_table", "add_column", "batch_alter_table"}
    ]
    assert calls
    for call in calls:
        assert isinstance(call.args[0], ast.Constant), ast.unparse(call)[:60]


# --- a migration that goes wrong -------------------------------------------------------------


@pytest.fixture
def broken(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> str:
    """A further revision that makes a table, adds a row that points to nothing, or fails."""
    import shutil

    folder = tmp_path / "broken"
    shutil.copytree(MIGRATIONS, folder / "migrations", ignore=shutil.ignore_patterns("__pycache__"))
    (folder / "migrations" / "versions" / "9999_next.py").write_text(
        "from alembic import op\n"
        "revision = '9999'\n"
        f"down_revision = '{schema.HEAD}'\n"
        "def upgrade():\n"
        "    op.execute('CREATE TABLE first_of_two (x)')\n"
        "    op.execute(STATEMENT)\n"
    )
    monkeypatch.setattr(schema, "__file__", str(folder / "schema.py"))
    monkeypatch.setattr(schema, "KNOWN", (*schema.KNOWN, "9999"))
    monkeypatch.setattr(schema, "HEAD", "9999")
    return str(folder / "migrations" / "versions" / "9999_next.py")


def give(path: str, statement: str) -> None:
    text = Path(path).read_text(encoding="utf-8")
    Path(path).write_text(text.replace("STATEMENT", repr(statement)), encoding="utf-8")


def old_book(path: Path) -> bytes:
    """A book of the first revision, with one account."""
    engine = write_engine(path, None, create=True)
    schema.migrate(engine, "0001")
    engine.dispose()
    raw = driver.connect(path, key=None, read_only=False)
    raw.execute("INSERT INTO account (id, name) VALUES (?, 'Acme')", ("a" * 32,))
    raw.close()
    return path.read_bytes()


def tables(path: Path) -> set[str]:
    raw = driver.connect(path, key=None, read_only=True)
    found = {row[0] for row in raw.execute("SELECT name FROM sqlite_master")}
    raw.close()
    return found


def test_an_older_book_is_copied_then_migrated(tmp_path: Path, broken: str) -> None:
    give(broken, "CREATE TABLE second_of_two (y)")
    path = tmp_path / "book.acctdesk"
    old_book(path)
    with Workspace.open(path) as opened:
        [copy] = opened.backups()
        with opened.bare() as raw:
            assert schema.version(raw, path) == "9999"
        with opened.read() as connection:
            assert connection.exec_driver_sql("SELECT name FROM account").scalar() == "Acme"
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
        with opened.transaction() as connection:
            assert connection.exec_driver_sql("PRAGMA foreign_keys").scalar() == 1
    assert {"first_of_two", "second_of_two"} <= tables(path)
    assert "first_of_two" not in tables(copy)


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TABLE account (z)",
        "INSERT INTO unit (id, account_id, name) VALUES ('u', 'nobody', 'IT')",
    ],
    ids=["fails", "points to nothing"],
)
def test_a_migration_that_fails_leaves_the_book_as_it_was(
    tmp_path: Path, broken: str, statement: str
) -> None:
    give(broken, statement)
    path = tmp_path / "book.acctdesk"
    old_book(path)
    with pytest.raises(WorkspaceProblem) as caught:
        Workspace.open(path)
    assert caught.value.where == path.name
    assert "first_of_two" not in tables(path)
    raw = driver.connect(path, key=None, read_only=True)
    assert raw.execute("SELECT version_num FROM alembic_version").fetchone() == ("0001",)
    assert raw.execute("SELECT name FROM account").fetchall() == [("Acme",)]
    raw.close()
    assert len(list((tmp_path / "book backups").iterdir())) == 1


def test_an_older_book_is_not_migrated_for_reading(tmp_path: Path, broken: str) -> None:
    give(broken, "CREATE TABLE second_of_two (y)")
    path = tmp_path / "book.acctdesk"
    before = old_book(path)
    with pytest.raises(WorkspaceProblem, match="another schema"):
        Workspace.open(path, read_only=True)
    assert path.read_bytes() == before
