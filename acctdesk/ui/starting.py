"""How the program starts: options, folders, and a log without clients' words."""

from __future__ import annotations

import gc
import importlib.util
import logging
import os
import sys
import threading
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, QStandardPaths, QTimer

from acctdesk.words import _

LOG = logging.getLogger("acctdesk")
LONGEST_LOG = 500_000
"""Bytes."""


class Options(NamedTuple):
    """What the program was started with.

    Attributes:
        sample: Whether to open the sample.
        workspace: Which workspace to open; None for the last one.
        read_only: Open it without the right to write.
    """

    sample: bool = False
    workspace: Path | None = None
    read_only: bool = False


class Folders:
    """Where the program keeps things; what isn't given is where the system wants it.

    Args:
        data: Workspaces.
        config: Settings of the window.
        logs: The log.
    """

    def __init__(
        self, data: Path | None = None, config: Path | None = None, logs: Path | None = None
    ) -> None:
        self._data, self._config, self._logs = data, config, logs

    # The first paint waits for the settings alone, and Qt knows their place without platformdirs.

    @property
    def config(self) -> Path:
        """Settings of the window."""
        where = QStandardPaths.StandardLocation.GenericConfigLocation
        return self._config or Path(QStandardPaths.writableLocation(where), "AcctDesk")

    @property
    def data(self) -> Path:
        """Workspaces."""
        if self._data is None:
            import platformdirs

            self._data = platformdirs.user_data_path("AcctDesk", appauthor=False)
        return self._data

    @property
    def logs(self) -> Path:
        """The log."""
        if self._logs is None:
            import platformdirs

            self._logs = platformdirs.user_log_path("AcctDesk", appauthor=False)
        return self._logs


def options_of(argv: list[str]) -> Options:
    """Read the options; prints help and ends the program where they are wrong."""
    if not argv:
        return Options()
    import argparse

    parser = argparse.ArgumentParser(prog="acctdesk")
    parser.add_argument("--sample", action="store_true", help=_("open the sample workspace"))
    parser.add_argument("--workspace", type=Path, metavar="FILE", help=_("open this workspace"))
    parser.add_argument("--read-only", action="store_true", help=_("change nothing"))
    found = parser.parse_args(argv)
    return Options(found.sample, found.workspace, found.read_only)


class _Traces(logging.Formatter):
    """Tells where a fault arose, never the values: those belong to the client."""

    def formatException(self, found: Any) -> str:
        """Files and lines of a fault."""
        import traceback

        kind, _value, trace = found
        steps = traceback.extract_tb(trace)
        return "\n".join([kind.__name__, *(f"  {s.filename}:{s.lineno} {s.name}" for s in steps)])


class _LogFile(logging.FileHandler):
    """Starts anew when it is long, and keeps the one before.

    `logging.handlers` has such a one, but loads sockets and pickles before the first list is there.
    """

    def emit(self, record: logging.LogRecord) -> None:
        """Write a line."""
        super().emit(record)
        if self.stream is not None and self.stream.tell() > LONGEST_LOG:
            self.stream.close()
            # The next line opens a file again.
            self.stream = None
            try:
                os.replace(self.baseFilename, f"{self.baseFilename}.1")
            except OSError:
                self.handleError(record)


def start_logging(folder: Path) -> None:
    """Write the log to a file that starts anew when it is long."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        handler: logging.Handler = _LogFile(folder / "acctdesk.log", encoding="utf-8", delay=True)
    except OSError:
        handler = logging.StreamHandler()
    handler.setFormatter(_Traces("%(asctime)s %(levelname)s %(name)s %(message)s"))
    LOG.addHandler(handler)
    LOG.setLevel(logging.INFO)


def can_import() -> bool:
    """Whether the page that imports is there; it isn't loaded for that."""
    return importlib.util.find_spec("acctdesk.ui.imports.page") is not None


class Teller(QObject):
    """Somebody who can say that there was a bug."""

    def tell_bug(self) -> None:
        """Say calmly that something went wrong on our side."""
        raise NotImplementedError


def catch_bugs(teller: Teller) -> None:
    """Log every bug, say that there was one, and go on."""

    def on_bug(kind: type[BaseException], value: BaseException, trace: Any) -> None:
        if issubclass(kind, KeyboardInterrupt):
            sys.__excepthook__(kind, value, trace)
            return
        LOG.error("a bug", exc_info=(kind, value, trace))
        # From whatever thread: the window's own shows it.
        QTimer.singleShot(0, teller, teller.tell_bug)

    def on_thread_bug(found: threading.ExceptHookArgs) -> None:
        if found.exc_value is not None:
            on_bug(found.exc_type, found.exc_value, found.exc_traceback)

    sys.excepthook = on_bug
    threading.excepthook = on_thread_bug


def collect_garbage() -> None:
    """Look for garbage from now on, but not among what the start has made, which stays."""
    gc.freeze()
    gc.enable()
