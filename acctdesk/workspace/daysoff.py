"""Public holidays: asked of the library once for a place, and kept in the workspace."""

from __future__ import annotations

import datetime as dt
import functools
import importlib.metadata

from sqlalchemy import Connection, delete, insert, select

from acctdesk.models import Holidays

YEARS = range(1995, 2061)
"""The years whose holidays are known."""


def days_off(connection: Connection, place: str, *, keep: bool) -> frozenset[dt.date]:
    """The public holidays of a place.

    Args:
        connection: A connection; the write connection where they are to be kept.
        place: Code of a country, and of its part after a hyphen; empty for none.
        keep: Whether to keep what had to be asked of the library.

    Returns:
        No days where the library knows no such place.
    """
    if not place:
        return frozenset()
    statement = select(Holidays.days).where(Holidays.place == place, Holidays.edition == _edition())
    held = connection.execute(statement).scalar()
    if held is None:
        held = _asked(place)
        if keep:
            keep_days(connection, place, _edition(), held)
    return _days(held)


def keep_days(connection: Connection, place: str, edition: str, days: str) -> None:
    """Keep the public holidays of a place.

    Args:
        connection: The write connection.
        place: As in `days_off`.
        edition: Edition of the library that knows them; those of another aren't looked at.
        days: ISO days, parted by blanks.
    """
    connection.execute(delete(Holidays).where(Holidays.place == place))
    row = {"place": place, "edition": edition, "days": days}
    connection.execute(insert(Holidays).values(row))


@functools.lru_cache(maxsize=64)
def _days(text: str) -> frozenset[dt.date]:
    return frozenset(map(dt.date.fromisoformat, text.split()))


@functools.lru_cache(maxsize=64)
def _asked(place: str) -> str:
    """Loads the library, which takes half a second."""
    import holidays

    country, _hyphen, part = place.partition("-")
    try:
        found = holidays.country_holidays(country, subdiv=part or None, years=YEARS)
    except NotImplementedError:
        return ""
    return " ".join(sorted(one.isoformat() for one in found))


@functools.cache
def _edition() -> str:
    try:
        return importlib.metadata.version("holidays")
    except importlib.metadata.PackageNotFoundError:
        return ""


def parts_of(country: str) -> tuple[str, ...] | None:
    """The codes of a country's parts that have holidays of their own; None for one nobody knows.

    Loads the library.

    Args:
        country: ISO code.
    """
    import holidays

    found = holidays.list_supported_countries().get(country)
    return None if found is None else tuple(found)
