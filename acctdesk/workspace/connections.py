"""The connections to one file, made when somebody first needs them.

A single connection of the driver serves until the engines are there, which load the database
library; they take it over then.
"""

from __future__ import annotations

import functools
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from acctdesk.workspace import driver
from acctdesk.workspace.glance import Recorder

if TYPE_CHECKING:
    from sqlalchemy import Engine


class Connections:
    """Engines and connections of one workspace; any thread may ask for them.

    Args:
        path: Its file.
        key: Its raw key, or None.

    Attributes:
        sent: Hears the statements of reads.
    """

    def __init__(self, path: Path, key: bytes | None) -> None:
        self._path, self._key = path, key
        # Made by whichever lane asks first, once.
        self._making = threading.RLock()
        self._writer: Engine | None = None
        self._readers: Engine | None = None
        self._bare: dict[bool, Any] = {}
        """Connections of the driver that no engine has taken over yet; True is the reader's."""
        self.sent = Recorder()

    def begin_writing(self) -> None:
        """Connect the write lane, which starts the write-ahead log: no later reader is in its way.

        The log can't be started while somebody reads.
        """
        with self._making:
            if self._writer is None and False not in self._bare:
                self._bare[False] = driver.connect(
                    self._path, key=self._key, read_only=False, cache_kib=driver.WRITE_CACHE_KIB
                )

    def readers(self) -> Engine:
        """The engine of the readers."""
        with self._making:
            if self._readers is None:
                from acctdesk.workspace.engine import read_engine

                held = functools.partial(self._held, reader=True)
                self._readers = read_engine(self._path, self._key, held=held, heard=self.sent.hear)
            return self._readers

    def writer(self) -> Engine:
        """The engine of the write lane."""
        with self._making:
            if self._writer is None:
                from acctdesk.workspace.engine import write_engine

                held = functools.partial(self._held, reader=False)
                self._writer = write_engine(self._path, self._key, held=held)
            return self._writer

    def _held(self, *, reader: bool) -> Any:
        """Hand over the driver's connection that is there already; None when there is none."""
        with self._making:
            return self._bare.pop(reader, None)

    @contextmanager
    def bare(self) -> Iterator[Any]:
        """A read-only connection of the driver, for plain statements before the engines are there.

        Outside a transaction; no other thread may use it meanwhile.
        """
        raw = self._held(reader=True) or driver.connect(
            self._path, key=self._key, read_only=True, cache_kib=driver.READ_CACHE_KIB
        )
        try:
            yield raw
        except BaseException:
            raw.close()
            raise
        with self._making:
            spare = self._bare.setdefault(True, raw)
        if spare is not raw:
            raw.close()

    def close(self) -> None:
        """Close them all."""
        with self._making:
            for engine in (self._readers, self._writer):
                if engine is not None:
                    # A damaged file may fail to close as well.
                    with suppress(driver.Error):
                        engine.dispose()
            for raw in self._bare.values():
                with suppress(driver.Error):
                    raw.close()
            self._bare.clear()
