"""The sample workspace, made once a run for each day it is asked for: making one takes seconds."""

from __future__ import annotations

import datetime as dt
import shutil
import time
from pathlib import Path

import pytest

PATIENCE = 300.0
"""Seconds to wait for another worker that makes it, before this one makes it for itself."""


def kept_sample(factory: pytest.TempPathFactory, day: dt.date | None = None) -> Path:
    """A closed sample that nobody writes to; all workers of a run share it.

    Args:
        factory: Tells where the files of this run are.
        day: The day it is made for; None is today.
    """
    day = day or dt.date.today()  # noqa: DTZ011 - the sample's own default
    base = factory.getbasetemp()
    # Workers have each a folder in that of the run.
    folder = (base.parent if base.name.startswith("popen-") else base) / f"sample-{day}"
    made = folder / "sample.acctdesk"
    try:
        folder.mkdir()
    except FileExistsError:
        until = time.monotonic() + PATIENCE
        while not made.exists():
            if time.monotonic() > until or not folder.exists():
                return _make(factory.mktemp("sample"), day)
            time.sleep(0.05)
        return made
    try:
        return _make(folder, day)
    except BaseException:
        shutil.rmtree(folder)  # whoever waits sees that nobody makes it any more
        raise


def _make(folder: Path, day: dt.date) -> Path:
    from acctdesk.exchange.sample import make_sample

    made = folder / "sample.acctdesk"
    # Moved into place: whoever waits for it must find it whole.
    beside = folder / "made" / made.name
    make_sample(beside, today=day)
    beside.replace(made)
    return made


def copy_sample(factory: pytest.TempPathFactory, to: Path, day: dt.date | None = None) -> Path:
    """Put a sample of one's own where it may be written to."""
    to.parent.mkdir(parents=True, exist_ok=True)
    shutil.copy(kept_sample(factory, day), to)
    return to
