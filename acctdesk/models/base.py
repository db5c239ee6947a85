"""What every mapped class shares."""

from __future__ import annotations

import os
import time
from typing import ClassVar

from sqlalchemy import MetaData, String
from sqlalchemy.orm import DeclarativeBase, Mapped, mapped_column

from acctdesk.models.catalogue import Format, Kind
from acctdesk.words import lazy


class Base(DeclarativeBase):
    """Base of all mapped classes; constraints get predictable names for later migrations."""

    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class Record(Base):
    """A row that has an identity, is journalled, and is described in the catalogue."""

    __abstract__ = True
    kind: ClassVar[Kind]

    id: Mapped[str] = mapped_column(
        String(32),
        primary_key=True,
        sort_order=-1,
        info={
            "field": {
                "label": lazy("Identifier"),
                "format": Format.TEXT,
                "system": True,
                "importable": False,
            }
        },
    )


def describe(
    kind: str,
    label: str,
    plural: str,
    *,
    title: str = "",
    owner: str = "",
    searched: bool | None = None,
) -> Kind:
    """Name a kind of record; its fields are read off its columns later. See `Kind`."""
    return Kind(
        name=kind,
        label=lazy(label),
        plural=lazy(plural),
        title=title,
        owner=owner,
        searched=bool(title) and not owner if searched is None else searched,
    )


def new_ids(count: int) -> list[str]:
    """Make identifiers: UUID version 7 (RFC 9562) as 32 hexadecimal digits.

    They are sorted by time, so that a hundred thousand new rows are appended to their indexes
    instead of being scattered over them.

    Args:
        count: How many.
    """
    stamp = f"{time.time_ns() // 1_000_000:012x}7"
    noise = os.urandom(9 * count).hex()
    made = [
        f"{stamp}{noise[start : start + 3]}a{noise[start + 3 : start + 18]}"
        for start in range(0, 18 * count, 18)
    ]
    made.sort()
    return made


def new_id() -> str:
    """Make one identifier; see `new_ids`."""
    return new_ids(1)[0]
