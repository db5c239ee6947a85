"""New workspaces at a tenth of the time: the migrations run once a process and are then replayed.

Running them takes most of the time of a test that makes a workspace. What they send is always the
same but for the ids they draw, which are drawn anew. Whatever isn't a new, empty file migrated to
the newest schema runs the migrations themselves.
"""

from __future__ import annotations

import functools
import re
import uuid
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from acctdesk.workspace import schema

if TYPE_CHECKING:
    from sqlalchemy import Connection, Engine

Migrate = Callable[..., None]

_ID = re.compile("[0-9a-f]{32}")
_NEWEST = schema.HEAD


def replayed(migrate: Migrate) -> Migrate:
    """The same as `schema.migrate`, which runs the migrations of new files only once."""
    kept: list[tuple[str, Any, bool]] = []

    @functools.wraps(migrate)
    def quick(
        engine: Engine, revision: str, then: Callable[[Connection], None] | None = None
    ) -> None:
        usual = revision == schema.HEAD == _NEWEST and then is None and _is_empty(engine)
        if usual and kept:
            _replay(engine, kept)
        elif usual:
            kept.extend(_recorded(engine, lambda: migrate(engine, revision)))
        else:
            migrate(engine, revision, then)

    return quick


def _is_empty(engine: Engine) -> bool:
    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        return raw.execute("SELECT count(*) FROM sqlite_master").fetchone() == (0,)


def _recorded(engine: Engine, run: Callable[[], None]) -> list[tuple[str, Any, bool]]:
    """The statements that change something, as the driver gets them while something runs."""
    from sqlalchemy import event

    heard: list[tuple[str, Any, bool]] = []

    def hear(_conn: Any, _cursor: Any, sql: str, given: Any, _context: Any, many: bool) -> None:
        if sql.split(None, 1)[0] not in ("BEGIN", "PRAGMA", "SELECT"):
            heard.append((sql, given, many))

    event.listen(engine, "before_cursor_execute", hear)
    try:
        run()
    finally:
        event.remove(engine, "before_cursor_execute", hear)
    return heard


def _replay(engine: Engine, kept: list[tuple[str, Any, bool]]) -> None:
    anew: dict[str, str] = {}

    def drawn(value: Any) -> Any:
        if isinstance(value, str) and _ID.fullmatch(value):
            return anew.setdefault(value, uuid.uuid4().hex)
        return value

    with engine.connect() as connection:
        raw: Any = connection.connection.driver_connection
        raw.execute("BEGIN IMMEDIATE")
        for sql, given, many in kept:
            rows = given if many else [given]
            for row in rows:
                raw.execute(sql, tuple(drawn(value) for value in row or ()))
        raw.execute("COMMIT")
