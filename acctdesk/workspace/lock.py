"""Who has a workspace open for writing.

The operating system holds the lock, so that it dies with its process, however that ends. A note
beside the file tells the second one who the first is.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import json
import os
from pathlib import Path

from acctdesk.errors import WorkspaceBusy, WorkspaceProblem
from acctdesk.words import _, moment
from acctdesk.workspace.oslock import Held, OsLock


class WorkspaceLock:
    """The right to write one workspace file.

    Args:
        path: The workspace file.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._lock = OsLock(Path(f"{path}.lock"))
        self._note = Path(f"{path}.holder")

    def acquire(self) -> None:
        """Take the lock at once.

        Raises:
            WorkspaceBusy: Another AcctDesk holds it.
            WorkspaceProblem: The folder can't be written.
        """
        try:
            self._lock.acquire()
        except Held:
            holder = self._holder()
            raise WorkspaceBusy(
                _("it is open in another AcctDesk (%s).") % (holder or _("holder unknown")),
                where=self._path.name,
                remedy=_("Close it there, or open it read-only here."),
                holder=holder,
            ) from None
        except OSError as error:
            raise WorkspaceProblem(
                _("the folder can't be written (%s).") % error.strerror,
                where=str(self._path.parent),
                remedy=_("Choose a folder of your own, or open the workspace read-only."),
            ) from error
        note = {
            "user": _user(),
            "computer": _computer(),
            "process": os.getpid(),
            "since": dt.datetime.now(dt.UTC).isoformat(),
        }
        # The note only informs; the lock holds without it.
        with contextlib.suppress(OSError):
            self._note.write_bytes(json.dumps(note).encode())

    def release(self) -> None:
        """Give the lock back; harmless when it isn't held."""
        if self._lock.is_locked:
            with contextlib.suppress(OSError):
                self._note.unlink(missing_ok=True)
            self._lock.release()

    def _holder(self) -> str:
        try:
            note = json.loads(self._note.read_bytes())
            since = dt.datetime.fromisoformat(note["since"])
        except (OSError, ValueError, KeyError, TypeError):
            return ""
        return _("%(user)s on %(computer)s since %(since)s") % {
            "user": note.get("user", "?"),
            "computer": note.get("computer", "?"),
            "since": moment(since),
        }


def _computer() -> str:
    # As `platform.node` would tell, which takes longer to load than the lock to take.
    return os.uname().nodename if hasattr(os, "uname") else os.environ.get("COMPUTERNAME", "?")


def _user() -> str:
    import getpass

    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):  # an account without a name, as in a container
        return "?"
