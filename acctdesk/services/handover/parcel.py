"""A parcel: one state of some accounts, on its way to another workspace."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any, TypeAlias

Row: TypeAlias = Sequence[Any]
"""Stored values of a record, in the order of its kind's columns."""


class Purpose(StrEnum):
    """Why accounts are handed to somebody."""

    HANDOVER = "handover"
    """For good: the other one is their manager from now on."""
    COPY = "copy"
    """For a while, such as holidays: it comes back."""
    RETURN = "return"
    """Back to whom it came from."""


@dataclass(frozen=True, slots=True)
class Page:
    """A sheet of the workbook that people read, as it was written.

    Attributes:
        kind: The kind of its records.
        name: Its name.
        fields: Names of the fields of its columns, in their order, from the second column on; a
            name that begins with "~" is told beside for the reader, and never taken over.
        headings: What the columns are headed.
        language: The language it is written in (BCP 47).
    """

    kind: str
    name: str
    fields: tuple[str, ...]
    headings: tuple[str, ...]
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Parcel:
    """One state of some accounts.

    Attributes:
        schema: Revision of the schema of the workspace that it comes from.
        origin: Id of that workspace.
        number: Number of its newest change.
        trail: Its changes until then, each by a few letters of its id; see `lineage.trail_of`.
        made: When, ISO 8601 in UTC.
        by: Name of whoever handed it over; may be empty.
        accounts: Ids of the accounts.
        names: Their names.
        purpose: Why.
        seen: By account, for other workspaces, which change of theirs had been merged last; see
            `lineage.mark`.
        left_out: Codes of the sections that were left out.
        private: Whether private notes are among it.
        columns: By kind, the columns of its rows, the id first; what isn't named here isn't told.
        rows: By kind, stored values in that order; kinds in the order of creation.
        gone: By kind, ids of records that were deleted and that the other side may have.
        outside: Names of records that these refer to and that aren't among them, by id.
        pages: The sheets that were written of it.
        note: What the giver wrote to the taker.
    """

    schema: str
    origin: str
    number: int
    trail: str = ""
    made: str = ""
    by: str = ""
    accounts: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    purpose: Purpose = Purpose.HANDOVER
    seen: Mapping[str, Mapping[str, str]] = field(default_factory=dict)
    left_out: tuple[str, ...] = ()
    private: bool = False
    columns: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    rows: Mapping[str, Sequence[Row]] = field(default_factory=dict)
    gone: Mapping[str, tuple[str, ...]] = field(default_factory=dict)
    outside: Mapping[str, str] = field(default_factory=dict)
    pages: tuple[Page, ...] = ()
    note: str = ""

    def count(self) -> int:
        """How many records there are."""
        return sum(map(len, self.rows.values()))
