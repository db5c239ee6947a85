"""The steps of handing accounts over."""

from __future__ import annotations

from enum import IntEnum


class Step(IntEnum):
    """Where one is."""

    ACCOUNTS = 0
    CONTENT = 1
    READINESS = 2
    PREVIEW = 3
    EXPORT = 4
