"""The fence around the reading process, put up by that process before it opens the file."""

from __future__ import annotations

import os
import sys
from typing import Any

_REFUSED_PREFIXES = (
    "socket.", "ctypes.", "subprocess.", "os.exec", "os.spawn", "os.posix_spawn", "shutil.",
    "winreg.", "ftplib.", "smtplib.", "urllib.", "http.client.",
)  # fmt: skip
_REFUSED = frozenset(
    {
        "os.system", "os.fork", "os.forkpty", "os.startfile", "pty.spawn", "os.remove",
        "os.rename", "os.mkdir", "os.rmdir", "os.link", "os.symlink", "os.truncate", "os.chmod",
        "os.chown", "os.utime", "os.putenv", "os.kill", "signal.pthread_kill", "webbrowser.open",
        "tempfile.mkstemp", "tempfile.mkdtemp",
    }
)  # fmt: skip
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND


def _refuse(event: str, arguments: tuple[Any, ...]) -> None:
    if event == "open":
        _path, mode, flags = arguments
        if (isinstance(mode, str) and set(mode) & set("wax+")) or (flags or 0) & _WRITING:
            raise PermissionError("the reading process writes no files")
    elif event in _REFUSED or event.startswith(_REFUSED_PREFIXES):
        raise PermissionError(f"the reading process may not: {event}")


def forbid() -> None:
    """Refuse sockets, processes, ctypes and writing files from here on; it can't be undone.

    The hook sees what Python code does. Code in a compiled reader passes it by, which is why
    the limits and the separate process are there as well.
    """
    sys.addaudithook(_refuse)


def limit(memory_bytes: int, seconds: float, spool_bytes: int) -> None:
    """Lower this process's limits where the system has them.

    Args:
        memory_bytes: Address space in bytes.
        seconds: Processor time in seconds.
        spool_bytes: The largest file it may write, in bytes.
    """
    try:
        import resource
    except ImportError:  # Windows: the program watches the memory from outside
        return
    whole = int(seconds) + 1
    for name, wanted in (
        ("RLIMIT_AS", memory_bytes),
        ("RLIMIT_CPU", whole),
        ("RLIMIT_FSIZE", spool_bytes),
        ("RLIMIT_CORE", 0),
        ("RLIMIT_NOFILE", 64),
    ):
        kind = getattr(resource, name, None)
        if kind is None:
            continue
        hard = resource.getrlimit(kind)[1]
        value = wanted if hard == resource.RLIM_INFINITY else min(wanted, hard)
        try:
            resource.setrlimit(kind, (value, value))
        except (ValueError, OSError):  # macOS refuses some; the program watches as well
            continue
