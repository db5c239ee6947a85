"""Stored values to Python ones, without the database library: what SQLite holds, and what it means.

`acctdesk.models.types` are the column types; they and whoever reads by plain statements share this.
"""

from __future__ import annotations

import json
from decimal import Decimal

SCALE = 6
"""Decimals kept of an amount or a number: enough for any currency, a rate and a share."""

UNIT = 10**SCALE
"""What one whole is stored as."""


def scaled(value: int | None) -> Decimal | None:
    """Millionths to Decimal, without trailing zeros."""
    if value is None:
        return None
    whole, rest = divmod(value, UNIT)
    return Decimal(whole) if not rest else (Decimal(value) / UNIT).normalize()


def words(value: str | None) -> tuple[str, ...]:
    """A JSON list to words; NULL is no words."""
    return tuple(json.loads(value)) if value else ()


def tick(value: int | None) -> bool | None:
    """0 and 1 to no and yes; NULL stays unsaid."""
    return None if value is None else bool(value)
