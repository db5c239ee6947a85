"""The steps of an import."""

from __future__ import annotations

from enum import IntEnum


class Step(IntEnum):
    """Where one is."""

    FILE = 0
    MATCH = 1
    CHECK = 2
    IMPORT = 3
