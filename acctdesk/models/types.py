"""Column types that both SQLite and PostgreSQL hold without loss."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import orjson
from sqlalchemy import BigInteger, String, Text
from sqlalchemy.engine import Dialect
from sqlalchemy.types import TypeDecorator

from acctdesk.models.stored import UNIT, scaled, words


class Scaled(TypeDecorator[Decimal]):
    """An exact decimal as an integer of millionths, since SQLite would make Numeric a float."""

    impl = BigInteger
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect | None) -> int | None:
        """Decimal to millionths; a finer value is rounded half to even."""
        if value is None:
            return None
        return int((Decimal(value) * UNIT).to_integral_value())

    def process_result_value(self, value: Any, dialect: Dialect | None) -> Decimal | None:
        """Millionths to Decimal, without trailing zeros."""
        return scaled(value)


class Tags(TypeDecorator[tuple[str, ...]]):
    """A set of words, sorted and without repeats, as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect | None) -> str | None:
        """Words to JSON; no words is NULL."""
        if not value:
            return None
        return orjson.dumps(sorted(set(value), key=str.casefold)).decode()

    def process_result_value(self, value: Any, dialect: Dialect | None) -> tuple[str, ...]:
        """JSON to words; NULL is no words."""
        return words(value)


class Listed(TypeDecorator[tuple[str, ...]]):
    """Words in the order a person gave them, as a JSON list."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect | None) -> str | None:
        """Words to JSON, repeats left out; no words is NULL."""
        return orjson.dumps(list(dict.fromkeys(value))).decode() if value else None

    def process_result_value(self, value: Any, dialect: Dialect | None) -> tuple[str, ...]:
        """JSON to words; NULL is no words."""
        return words(value)


class Instant(TypeDecorator[dt.datetime]):
    """A moment in UTC as ISO 8601 text, which sorts and reads well in any database."""

    impl = String(27)
    cache_ok = True

    def process_bind_param(self, value: Any, dialect: Dialect | None) -> str | None:
        """An aware datetime to text in UTC."""
        if value is None:
            return None
        utc = value if value.tzinfo is dt.UTC else value.astimezone(dt.UTC)
        return f"{utc.isoformat(timespec='microseconds')[:-6]}Z"  # instead of +00:00

    def process_result_value(self, value: Any, dialect: Dialect | None) -> dt.datetime | None:
        """Text to an aware datetime in UTC."""
        return dt.datetime.fromisoformat(value) if value else None
