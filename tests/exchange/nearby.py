"""Plain text read without a process of its own, for tests of what is made of its rows.

Starting the process takes longer than such a test. The same reader reads the same file into the
same frames; what the process, its fence and its limits do is held by `tests/exchange/reading`, and
by the journeys and pages that import through it.
"""

from __future__ import annotations

import os
import warnings
from collections.abc import Callable, Iterator
from typing import Any

import pytest

from acctdesk.exchange.reading import process
from acctdesk.exchange.reading.child import read
from acctdesk.exchange.reading.output import Output
from acctdesk.exchange.reading.refusal import Refused


class Ended:
    """Stands for a process that has done its work."""

    pid = os.getpid()

    def poll(self) -> int:
        return 0

    def wait(self) -> int:
        return 0

    def kill(self) -> None: ...


def _nearby(start: Callable[..., Any]) -> Callable[..., Any]:
    def begin(run: Any, *, avoid: bool) -> Any:
        if run._path.suffix != ".csv":
            return start(run, avoid=avoid)
        out = Output(run._writer, run._limits)
        job = {"avoid": avoid, "sheet": run._path.stem, "password": run._password}
        try:
            # A process of its own closes what it reads by ending.
            with run._path.open("rb") as source, warnings.catch_warnings():
                warnings.simplefilter("ignore", ResourceWarning)
                read(source, str(run._path), job, out, run._limits)
            out.end()
        except Refused as why:
            out.refused(why)
        run._writer.flush()
        return Ended()

    return begin


@pytest.fixture
def text_nearby() -> Iterator[None]:
    """Read files that are called .csv in this process."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(process._Run, "_start", _nearby(process._Run._start))
        yield
