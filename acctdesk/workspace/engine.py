"""The one place that builds database engines.

Transactions are explicit: the driver never begins one by itself, `BEGIN IMMEDIATE` takes the
write lock at once, and readers see one consistent state from `BEGIN` to the end. Statements and
errors never show their parameters, since those are the client's data.
"""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.pool import QueuePool, StaticPool

from acctdesk.workspace import driver

READERS = 4
"""Read-only connections kept at most: the grid, a page, and two for what comes at once."""


def _nothing() -> Any:
    return None


def write_engine(
    path: Path, key: bytes | None, *, create: bool = False, held: Callable[[], Any] = _nothing
) -> Engine:
    """The engine of the write lane: one connection, `BEGIN IMMEDIATE`.

    Args:
        path: The workspace file.
        key: Raw key, or None.
        create: Make the file when it is missing.
        held: Hands over a connection of the driver that is open already, or None.
    """
    engine = create_engine(
        "sqlite://",
        module=driver.module,
        creator=lambda: (
            held()
            or driver.connect(
                path, key=key, read_only=False, create=create, cache_kib=driver.WRITE_CACHE_KIB
            )
        ),
        poolclass=StaticPool,
        hide_parameters=True,
    )
    _explicit(engine, "BEGIN IMMEDIATE")
    return engine


def read_engine(
    path: Path,
    key: bytes | None,
    *,
    held: Callable[[], Any] = _nothing,
    heard: Callable[[str, Any], object] | None = None,
) -> Engine:
    """The engine of the readers: a small pool of read-only connections.

    Args:
        path: The workspace file.
        key: Raw key, or None.
        held: Hands over a connection of the driver that is open already, or None.
        heard: Told every statement and its parameters, as the driver gets them.
    """
    engine = create_engine(
        "sqlite://",
        module=driver.module,
        creator=lambda: (
            held() or driver.connect(path, key=key, read_only=True, cache_kib=driver.READ_CACHE_KIB)
        ),
        poolclass=QueuePool,
        pool_size=READERS,
        max_overflow=READERS,
        hide_parameters=True,
    )
    _explicit(engine, "BEGIN")
    if heard is not None:

        @event.listens_for(engine, "before_cursor_execute")
        def _hear(
            _connection: Any, _cursor: Any, sql: str, given: Any, _context: Any, _many: bool
        ) -> None:
            heard(sql, given)

    return engine


def _explicit(engine: Engine, begin: str) -> None:
    @event.listens_for(engine, "begin")
    def _begin(connection: Connection) -> None:
        connection.exec_driver_sql(begin)
