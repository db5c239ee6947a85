"""A workspace that a fixture fills, made once and copied for each test that changes it."""

from __future__ import annotations

import copy
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Generic, Protocol, TypeVar

from acctdesk.compose import Desk


class Held(Protocol):
    """What stands for a filled workspace: its desk, and plain values such as ids."""

    desk: Desk


T = TypeVar("T", bound=Held)


class Template(Generic[T]):
    """A closed workspace and what is known of its content.

    Args:
        path: A closed workspace, empty or not; it is filled.
        opens: Opens a workspace as the tests want it.
        fill: Fills it, and tells what is in it.
    """

    def __init__(self, path: Path, opens: Callable[[Path], Desk], fill: Callable[[Desk], T]):
        self._path, self._opens = path, opens
        with opens(path) as desk:
            self._made = fill(desk)

    def copied(self, to: Path) -> T:
        """Copy and open it; whoever asks closes its desk."""
        shutil.copy(self._path, to)
        again = copy.copy(self._made)
        again.desk = self._opens(to)
        return again
