"""Starts the reading process, watches it, and ends it when it costs too much."""

from __future__ import annotations

import contextlib
import logging
import os
import stat
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from dataclasses import asdict
from pathlib import Path

import orjson

from acctdesk.errors import Cancelled
from acctdesk.exchange.reading.cells import USUAL, Limits
from acctdesk.exchange.reading.frames import BadFrame
from acctdesk.exchange.reading.memory import memory_of
from acctdesk.exchange.reading.reasons import problem
from acctdesk.exchange.reading.received import Received
from acctdesk.exchange.reading.table import Spool, TableFile

_log = logging.getLogger(__name__)
_TICK = 0.01
_MEMORY_EVERY = 0.1
_START = (
    "import sys; sys.path.append(sys.argv[1]); "
    "from acctdesk.exchange.reading.child import main; sys.exit(main())"
)


class _Died(Exception):  # noqa: N818 - the process has
    """The reading process ended without a last word."""


def command() -> list[str]:
    """The command line of the reading process.

    Neither the environment nor the current folder may slip it a module (-E, -P).
    """
    if getattr(sys, "frozen", False):
        return [sys.executable, "_read"]
    root = str(Path(__file__).resolve().parents[3])
    return [sys.executable, "-E", "-P", "-c", _START, root]


def _never() -> bool:
    return False


def _ignore(_part: float) -> None:
    return None


def _measured(path: Path, limits: Limits) -> int:
    """The file's size in bytes, once it is known that it can be opened."""
    try:
        about = path.stat()
        if stat.S_ISDIR(about.st_mode):
            raise problem("folder", {}, path.name)
        if not stat.S_ISREG(about.st_mode):
            raise problem("not_table", {"kind": "binary"}, path.name)
        with path.open("rb"):
            pass
    except FileNotFoundError as bad:
        raise problem("missing", {}, path.name) from bad
    except PermissionError as bad:
        raise problem("forbidden", {}, path.name) from bad
    except (OSError, ValueError) as bad:
        reason = getattr(bad, "strerror", None) or type(bad).__name__
        raise problem("unreadable", {"reason": reason}, path.name) from bad
    if about.st_size > limits.file_bytes:
        raise problem("file_bytes", {"limit": limits.file_bytes}, path.name)
    return about.st_size


class _Run:
    """One run of the reading process over one file."""

    def __init__(
        self, path: Path, limits: Limits, wall: float, deadline: float, password: str | None
    ) -> None:
        self._path = path
        self._limits = limits
        self._wall = wall
        self._deadline = deadline
        self._password = password
        self._next_look = 0.0
        self._over = ""
        handle, where = tempfile.mkstemp(prefix="acctdesk-")
        self._writer = os.fdopen(handle, "wb")
        self.received = Received(Spool(where, open(where, "rb")), limits, path.name)  # noqa: SIM115

    def _start(self, *, avoid: bool) -> subprocess.Popen[bytes]:
        job = {
            "path": os.fsencode(self._path.absolute()).hex(),
            "sheet": self._path.stem[:100].encode("utf-8", "replace").decode(),
            "password": self._password,
            "avoid": avoid,
            "seconds": max(1.0, self._deadline - time.monotonic()) + 1,
            "limits": asdict(self._limits),
        }
        process = subprocess.Popen(  # noqa: S603 - our own interpreter, no shell
            command(),
            stdin=subprocess.PIPE,
            stdout=self._writer,
            stderr=subprocess.DEVNULL,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )
        assert process.stdin is not None  # noqa: S101 - asked for above
        with contextlib.suppress(OSError), process.stdin as pipe:
            pipe.write(orjson.dumps(job))
        return process

    def _exceeded(self, process: subprocess.Popen[bytes]) -> str:
        """Which limit the process is over, as a refusal's code; "" for none."""
        now = time.monotonic()
        if now > self._deadline:
            return "slow"
        if now >= self._next_look:
            self._next_look = now + _MEMORY_EVERY
            if memory_of(process.pid) > self._limits.memory_bytes:
                return "memory"
            if self.received.spool.size() > self._limits.spool_bytes:
                return "spool"
        return ""

    def _watch(
        self,
        process: subprocess.Popen[bytes],
        cancelled: Callable[[], bool],
        progress: Callable[[float], None],
    ) -> None:
        told = -1.0
        while True:
            ended = process.poll() is not None
            self.received.follow()
            if self.received.part > told:
                told = self.received.part
                progress(told)
            if ended:
                return
            if cancelled():
                raise Cancelled
            self._over = self._exceeded(process)
            if self._over:
                return
            time.sleep(_TICK)

    def run(
        self, cancelled: Callable[[], bool], progress: Callable[[float], None], *, avoid: bool
    ) -> TableFile:
        """Run the process to its end.

        Raises:
            FileProblem: The file is refused.
            Cancelled: The person said stop.
            _Died: The process ended without a last word.
        """
        process: subprocess.Popen[bytes] | None = None
        received = self.received
        done = False
        try:
            process = self._start(avoid=avoid)
            self._writer.close()
            self._watch(process, cancelled, progress)
            found = self._judge()
            done = True
            return found
        except BadFrame as bad:
            raise problem("crashed", {}, self._path.name) from bad
        finally:
            if process is not None:
                with contextlib.suppress(OSError):
                    process.kill()
                process.wait()
            self._writer.close()
            if not done:
                received.spool.close()

    def _judge(self) -> TableFile:
        received, name = self.received, self._path.name
        if received.refusal and received.refusal[0] != "memory":
            raise problem(*received.refusal, name)
        if self._over == "slow":
            raise problem("slow", {"limit": round(self._wall)}, name)
        if received.fault:
            _log.warning("the reading process failed: %s", received.fault)
            raise problem("crashed", {}, name)
        if self._over == "spool":
            raise problem("spool", {}, name)
        if not received.complete:
            raise _Died("memory" if self._over == "memory" or received.refusal else "crashed")
        return received.table(self._path)


def read_table(
    path: Path,
    *,
    password: str | None = None,
    limits: Limits = USUAL,
    cancelled: Callable[[], bool] = _never,
    progress: Callable[[float], None] = _ignore,
) -> TableFile:
    """Read a table file from outside in a process of its own.

    Blocks until all is read; run it in a worker thread. The callbacks are called in that thread.

    Args:
        path: The file. Its content decides what it is, not its name.
        password: The password of an encrypted workbook.
        limits: What it may cost.
        cancelled: Asked often; True kills the reading process.
        progress: Told the share that is read, 0 to 1.

    Returns:
        The file's sheets; close it after use.

    Raises:
        FileProblem: It can't be read, or is refused.
        PasswordNeeded: It is encrypted, and no password or a wrong one was given.
        Cancelled: `cancelled` said so.
    """
    wall = limits.wall(_measured(path, limits))
    deadline = time.monotonic() + wall
    cause = "crashed"
    for avoid in (False, True):
        run = _Run(path, limits, wall, deadline, password)
        try:
            return run.run(cancelled, progress, avoid=avoid)
        except _Died as died:
            # A reader that aborts takes its process along. The second one reads .xlsx as well.
            cause = str(died)
            if run.received.kind not in ("xlsx", "xlsm"):
                break
        except OSError as bad:
            raise problem("spool", {}, path.name) from bad
    raise problem(cause, {}, path.name)
