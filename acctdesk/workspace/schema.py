"""The schema's version: created, checked and migrated by Alembic, which loads only when needed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acctdesk.errors import NewerWorkspace, WorkspaceProblem
from acctdesk.words import _

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

HEAD = "0007"
"""The newest revision this program knows; a test holds it against the migrations."""

KNOWN = ("0001", "0002", "0003", "0004", "0005", "0006", "0007")
"""Every revision this program can open, oldest first."""


def version(raw: Any, path: Path) -> str:
    """The revision of a workspace, one that this program knows.

    Args:
        raw: Any connection of the driver; nothing is written.
        path: The file, for messages.

    Raises:
        NewerWorkspace: A newer AcctDesk wrote it.
        WorkspaceProblem: The file is empty, or a database of another program.
    """
    tables = {
        row[0]
        for row in raw.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
    }
    if not tables:
        # Not filled in silence: whoever opens a book wants what was in it.
        raise WorkspaceProblem(
            _("it is empty."), where=path.name, remedy=_("Restore a backup, or make a new one.")
        )
    found = None
    if "alembic_version" in tables and "change_row" in tables:
        rows = raw.execute("SELECT version_num FROM alembic_version").fetchall()
        found = rows[0][0] if rows else None
    if found is None:
        raise WorkspaceProblem(
            _("it is a database of another program."),
            where=path.name,
            remedy=_("Choose a workspace of AcctDesk."),
        )
    if found not in KNOWN:
        raise NewerWorkspace(
            _("it was written by a newer AcctDesk (schema %s).") % found,
            where=path.name,
            remedy=_("Update AcctDesk on this computer; the file was not touched."),
        )
    return str(found)


def bring_up_to_date(
    engine: Engine,
    path: Path,
    found: str,
    back_up: Callable[[], Path],
    then: Callable[[Connection], None],
) -> bool:
    """Migrate the schema, after a backup, in one transaction, verified.

    Args:
        engine: The write engine.
        path: The file, for messages.
        found: The revision it has.
        back_up: Makes a verified copy and returns its path.
        then: Fills what is derived from the records, in the same transaction.

    Returns:
        Whether anything was done.

    Raises:
        WorkspaceProblem: The migration failed; the file is as it was.
    """
    if found == HEAD:
        return False
    from sqlalchemy.exc import DBAPIError

    copy = back_up()
    try:
        migrate(engine, HEAD, then)
    except (DBAPIError, WorkspaceProblem) as error:
        reason = error.what if isinstance(error, WorkspaceProblem) else error.orig
        raise WorkspaceProblem(
            _("it could not be migrated and is as it was (%s).") % reason,
            where=path.name,
            remedy=_("A copy stands at %s.") % copy,
        ) from error
    return True


def migrate(
    engine: Engine, revision: str, then: Callable[[Connection], None] | None = None
) -> None:
    """Run the migrations up to a revision in one explicit transaction.

    Foreign keys are off meanwhile, since a table that is rebuilt would take its children along,
    and are checked before the commit.

    Args:
        engine: The write engine.
        revision: Where to stop.
        then: What else to do in the same transaction.

    Raises:
        WorkspaceProblem: Rows point to nothing after the migration; it is rolled back.
    """
    from alembic import command
    from alembic.config import Config
    from sqlalchemy import text

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    with engine.connect() as connection:
        raw = connection.connection.driver_connection
        assert raw is not None  # noqa: S101 - an open connection has one
        raw.execute("PRAGMA foreign_keys = OFF")
        try:
            with connection.begin():
                config.attributes["connection"] = connection
                command.upgrade(config, revision)
                if then is not None:
                    then(connection)
                if connection.execute(text("PRAGMA foreign_key_check")).first() is not None:
                    raise WorkspaceProblem(_("rows would point to nothing after the migration"))
        finally:
            raw.execute("PRAGMA foreign_keys = ON")
