"""What a list shows, ready to be written: fields, lines page by page, and what it is about."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from decimal import Decimal
from typing import Any, Protocol, TypeAlias

from acctdesk.exchange.grids.headings import headings, id_heading
from acctdesk.models.catalogue import Field, Format, Kind
from acctdesk.services.catalogue import Fields
from acctdesk.services.listing import Listing
from acctdesk.services.record import Record
from acctdesk.services.records import Records
from acctdesk.services.view import How, ListView

PAGE = 2_000
"""Records read at once: enough that reading costs little, few enough to hold."""


class Source(Protocol):
    """What is used of an open workspace."""

    @property
    def fields(self) -> Fields:
        """The field catalogue."""

    @property
    def listing(self) -> Listing:
        """Answers list queries."""

    @property
    def records(self) -> Records:
        """Reads records of any kind."""


@dataclass(frozen=True, slots=True)
class Request:
    """Which list is wanted.

    Attributes:
        view: The list's view.
        fields: Field names of the columns that are shown, in order.
        title: What the list is called.
        words: Words typed into the filter, instead of the view's own.
        ids: Only these of its records, in the list's order; empty for all.
        notes: Further lines that tell about the export: label and text.
    """

    view: ListView
    fields: tuple[str, ...]
    title: str
    words: str | None = None
    ids: tuple[str, ...] = ()
    notes: tuple[tuple[str, str], ...] = ()


Sums: TypeAlias = Mapping[str, Any]
"""What was made of fields: a number, a date, a count; of amounts a Decimal by currency."""


@dataclass(frozen=True, slots=True)
class Head:
    """The head of a group.

    Attributes:
        start: Place of its first record among all.
        level: 0 for the outermost.
        field: What is grouped by.
        value: What the group's records have in common, in words; empty for nothing.
        count: How many records it has.
        sums: What was made of its fields.
    """

    start: int
    level: int
    field: Field
    value: str
    count: int
    sums: Sums = attribute(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: a record, or the head of a group.

    Attributes:
        level: How deep it stands: beneath group heads, or beneath parents.
        record: The record; None for a head.
        head: The head; None for a record.
    """

    level: int
    record: Record | None = None
    head: Head | None = None


class Content:
    """A list ready to be written.

    Args:
        source: The open workspace.
        request: Which list.
    """

    def __init__(self, source: Source, request: Request) -> None:
        self._source = source
        self.request = request
        self.kind: Kind = source.fields.kind(request.view.kind)
        every = source.fields.of(request.view.kind)
        known = {one.name: one for one in every}
        self.fields: tuple[Field, ...] = tuple(
            known[name] for name in request.fields if name in known
        )
        self.headings = headings(every)
        self.id_heading = id_heading(self.kind.name)
        self.view = request.view.fitting(known)
        self.query = self.view.query(request.words)
        self.ids: Sequence[str] = ()
        self.heads: tuple[Head, ...] = ()
        self.depth: Sequence[int] = ()
        self.sums: Sums = {}
        self._read()

    def _read(self) -> None:
        listing = self._source.listing
        wanted = set(self.request.ids)
        if wanted:
            self.ids = [one for one in listing.ids(self.query) if one in wanted]
            return
        self.ids = listing.ids(self.query)

    @property
    def hows(self) -> Mapping[str, How]:
        """What the sums at the end tell, by field."""
        shown = {one.name for one in self.fields}
        return {name: how for name, how in self.view.summary.items() if name in shown}

    @property
    def levels(self) -> int:
        """How many levels lines can stand at beneath the first."""
        return max((head.level + 1 for head in self.heads), default=max(self.depth, default=0))

    def pages(self) -> Iterator[list[Record]]:
        """The records in order, some at a time; one that was deleted meanwhile is left out."""
        for start in range(0, len(self.ids), PAGE):
            yield self.page(start, PAGE)

    def page(self, start: int, count: int) -> list[Record]:
        """Some of the records.

        Args:
            start: Place of the first.
            count: How many at most.
        """
        return self._source.listing.page(self.kind.name, self.ids[start : start + count])

    def lines(self, told: Callable[[int], None]) -> Iterator[Line]:
        """Heads and records in order.

        Args:
            told: Told now and then how many records have passed.
        """
        heads = iter(self.heads)
        head = next(heads, None)
        place, level = 0, 0
        for start in range(0, len(self.ids), PAGE):
            told(start)
            records = {one.id: one for one in self.page(start, PAGE)}
            for one in self.ids[start : start + PAGE]:
                while head is not None and head.start <= place:
                    yield Line(head.level, head=head)
                    level, head = head.level + 1, next(heads, None)
                if one in records:
                    yield Line(self.depth[place] if self.depth else level, records[one])
                place += 1
        told(len(self.ids))

    def title_of(self, kind: str, record: str) -> str:
        """The name of a record that the filter speaks of; its id when it is gone."""
        found = self._source.records.get_many(kind, [record])
        return found[0].title if found else record


def amounts(value: Any) -> Mapping[str, Decimal] | None:
    """The sums by currency of an amount; None when it is no such thing."""
    return value if isinstance(value, Mapping) else None


def is_amount(field: Field, how: str) -> bool:
    """Whether a sum is an amount of money and so is told for each currency."""
    return field.format is Format.MONEY and how in ("sum", "average", "median", "min", "max")
