"""The embedded database's driver: the only module that knows SQLCipher.

SQLCipher opens plain SQLite files when no key is given, so one driver serves workspaces with and
without encryption.
"""

from __future__ import annotations

import threading
from pathlib import Path
from typing import Any

from sqlcipher3 import dbapi2

from acctdesk.errors import WorkspaceProblem
from acctdesk.words import _
from acctdesk.workspace.folding import fold_or_none as fold

MINIMUM = (3, 51, 3)
"""Older SQLite can corrupt a file when its write-ahead log is reset while another reads."""

module = dbapi2
DatabaseError: type[Exception] = dbapi2.DatabaseError
Error: type[Exception] = dbapi2.Error

WRITE_CACHE_KIB = 16 * 1024
READ_CACHE_KIB = 4 * 1024

_opening = threading.Lock()


def connect(
    path: Path, *, key: bytes | None, read_only: bool, create: bool = False, cache_kib: int = 8192
) -> Any:
    """Open a connection with the rules of the house.

    Args:
        path: The workspace file.
        key: The raw 32-byte key, or None for a plain file.
        read_only: Refuse every write at the level of the file.
        create: Make the file when it is missing; otherwise a missing file is an error.
        cache_kib: Page cache in KiB.

    Raises:
        WorkspaceProblem: The library is too old.
    """
    if dbapi2.sqlite_version_info < MINIMUM:
        raise WorkspaceProblem(
            _("the SQLite inside this program is too old to be trusted with your data."),
            remedy=_("Install AcctDesk anew."),
        )
    mode = "ro" if read_only else "rwc" if create else "rw"
    with _opening:
        raw = dbapi2.connect(
            f"{path.absolute().as_uri()}?mode={mode}",
            uri=True,
            isolation_level=None,
            check_same_thread=False,
            timeout=15,
        )
    try:
        if key is not None:
            raw.execute(f"PRAGMA key = \"x'{key.hex()}'\"")
        raw.create_function("acct_fold", 1, fold, deterministic=True)
        raw.execute("PRAGMA foreign_keys = ON")
        raw.execute(f"PRAGMA cache_size = -{cache_kib}")
        if read_only:
            raw.execute("PRAGMA query_only = ON")
        else:
            raw.execute("PRAGMA journal_mode = WAL")
            raw.execute("PRAGMA synchronous = FULL")
            raw.execute("PRAGMA journal_size_limit = 16777216")
    except BaseException:
        raw.close()
        raise
    return raw
