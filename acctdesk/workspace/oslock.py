"""A lock on a file, held by the operating system and gone with its process.

Ours and not a library's because it stands in the way of every start: the well-known one loads
asyncio for locks that wait, and costs a sixth of the time until the window's first list.
"""

from __future__ import annotations

import contextlib
import os
import sys
from pathlib import Path


class Held(Exception):  # noqa: N818 - not an error: somebody else has it
    """Another process, or another part of this one, holds the lock."""


class OsLock:
    """An exclusive lock that never waits.

    Args:
        path: The lock file; made when it is missing, removed when the lock is given back.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._file: int | None = None

    @property
    def is_locked(self) -> bool:
        """Whether it is held through this object."""
        return self._file is not None

    def acquire(self) -> None:
        """Take the lock.

        Raises:
            Held: Somebody else has it.
            OSError: The file can't be made.
        """
        while self._file is None:
            file = os.open(self._path, os.O_RDWR | os.O_CREAT, 0o644)
            try:
                _lock(file)
                if self._is_ours(file):
                    self._file, file = file, -1
            except OSError as error:
                raise Held from error
            finally:
                if file >= 0:
                    os.close(file)

    def _is_ours(self, file: int) -> bool:
        """Whether the file that was locked still has its name; its holder may have removed it."""
        if sys.platform == "win32":
            return True
        try:
            return os.path.samestat(os.fstat(file), os.stat(self._path))
        except FileNotFoundError:
            return False

    def release(self) -> None:
        """Give it back; harmless when it isn't held."""
        if self._file is None:
            return
        file, self._file = self._file, None
        if sys.platform != "win32":
            # While it is still held: afterwards it could be somebody's lock already, and the next
            # one would lock another file of the same name.
            with contextlib.suppress(OSError):
                self._path.unlink(missing_ok=True)
        os.close(file)


if sys.platform == "win32":
    import msvcrt

    def _lock(file: int) -> None:
        msvcrt.locking(file, msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: int) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
