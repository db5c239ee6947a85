"""Long work over plain values, during which nobody looks for circles among them."""

from __future__ import annotations

import gc
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field


@dataclass
class _Pause:
    lock: threading.Lock = field(default_factory=threading.Lock)
    within: int = 0
    collects: bool = True


_PAUSE = _Pause()
"""The collector belongs to the process: whoever works last lets it go on."""


@contextmanager
def uncollected() -> Iterator[None]:
    """Don't look for circles: among a million tuples there are none, and it takes long.

    May be nested, and entered on several threads.
    """
    with _PAUSE.lock:
        if not _PAUSE.within:
            _PAUSE.collects = gc.isenabled()
            gc.disable()
        _PAUSE.within += 1
    try:
        yield
    finally:
        with _PAUSE.lock:
            _PAUSE.within -= 1
            if not _PAUSE.within and _PAUSE.collects:
                gc.enable()
