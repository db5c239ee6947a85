"""What a list shows, ready to be written: fields, lines page by page, and what it is about."""

from __future__ import annotations

import functools
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute
from typing import Protocol

from acctdesk.exchange.grids.headings import headings, id_heading
from acctdesk.exchange.grids.marking import Marking
from acctdesk.exchange.grids.wording import in_words
from acctdesk.models.catalogue import Field, Kind
from acctdesk.services.catalogue import Fields
from acctdesk.services.extracts import Extracts, Row
from acctdesk.services.listing import Listing
from acctdesk.services.outline import GroupHead, Totals, Tree
from acctdesk.services.records import Records
from acctdesk.services.view import How, ListView
from acctdesk.words import _, number

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
    def extracts(self) -> Extracts:
        """Reads some fields of very many records."""

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


@dataclass(frozen=True, slots=True)
class Head:
    """A line that tells of several records: the head of a group, or the total of a branch.

    Attributes:
        start: Place of the record that it stands before.
        level: How deep it stands, 0 for the outermost.
        words: What it says: "Tier: A (12)".
        sums: What was made of its fields.
    """

    start: int
    level: int
    words: str
    sums: Totals = attribute(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a list: a record, or the head of a group.

    Attributes:
        level: How deep it stands: beneath group heads, or beneath parents.
        row: The record's values, see `Content.place`; None for a head.
        head: The head; None for a record.
    """

    level: int
    row: Row | None = None
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
        further = [name for name in (self.kind.title, "currency") if name in self.kind.fields]
        names = dict.fromkeys([*(one.name for one in self.fields), *further])
        self._places = {name: place for place, name in enumerate(names, 1)}
        self._extract = source.extracts.of(self.kind.name, list(names))
        self.headings = headings(every)
        self.id_heading = id_heading(self.kind.name)
        self.view = request.view.fitting(known)
        self.query = self.view.query(request.words)
        self.ids: Sequence[str] = ()
        self.heads: tuple[Head, ...] = ()
        self.depth: Sequence[int] = ()
        self.sums: Totals = {}
        self.count = len(request.ids)
        self._read()

    def _read(self) -> None:
        listing, told = self._source.listing, self.hows or None
        if self.request.ids:
            wanted = set(self.request.ids)
            self.ids = [one for one in listing.ids(self.query) if one in wanted]
            return
        if self.view.tree and self._has_parents():
            tree = listing.tree(self.query, told)
            self.ids, self.depth, self.count = tree.ids, tree.depth, len(tree.ids)
            self.count -= len(tree.context)
            self.heads = tuple(self._branches(tree))
        else:
            outline = listing.outline(self.query, told)
            self.ids, self.count = outline.ids, len(outline.ids)
            self.heads = tuple(map(self._group, outline.groups))
        self.sums = listing.summary(self.query, self.hows)

    def _has_parents(self) -> bool:
        return any(one.target == self.kind.name for one in self.kind.fields.values())

    def _group(self, head: GroupHead) -> Head:
        field = self.kind.fields[self.query.group[head.level]]
        value = in_words(field, head.label_value) or _("nothing")
        said = f"{field.label}: {value} ({number(head.count)})"
        return Head(head.start, head.level, said, head.sums)

    def _branches(self, tree: Tree) -> Iterator[Head]:
        """What a record comes to together with all beneath it, right behind it."""
        for place, (record, depth) in enumerate(zip(tree.ids, tree.depth, strict=True)):
            if record in tree.totals:
                said = _("With all beneath it")
                yield Head(place + 1, depth + 1, said, tree.totals[record])

    @property
    def hows(self) -> Mapping[str, How]:
        """What the sums at the end tell, by field."""
        shown = {one.name for one in self.fields}
        return {name: how for name, how in self.view.summary.items() if name in shown}

    @property
    def levels(self) -> int:
        """How many levels lines can stand at beneath the first."""
        return max((one.level + 1 for one in self.heads), default=max(self.depth, default=0))

    def place(self, name: str) -> int:
        """Where the value of a field stands in the rows of records; 0, the id, for any other.

        There are the fields that are shown, the one that names a record, and its currency.
        """
        return self._places.get(name, 0)

    @functools.cached_property
    def marking(self) -> Marking:
        """What stands out; asked for once, when something is about to show it."""
        shown = [one.name for one in self.fields]
        return Marking(self.kind.name, self.view.marks, shown, self._source.listing.ids)

    # -- what there is ---------------------------------------------------------------------

    def pages(self) -> Iterator[list[Row]]:
        """The records in order, some at a time; one that was deleted meanwhile is left out."""
        for start in range(0, len(self.ids), PAGE):
            yield self._extract.rows(self.ids[start : start + PAGE])

    @functools.cached_property
    def _head_lines(self) -> list[int]:
        return [head.start + place for place, head in enumerate(self.heads)]

    @property
    def line_count(self) -> int:
        """How many lines there are, heads among them."""
        return len(self.ids) + len(self.heads)

    def records_in(self, start: int, count: int) -> int:
        """How many of some lines are records.

        Args:
            start: The first of them, from 0.
            count: How many they are.
        """
        marks = self._head_lines
        return count - (bisect_left(marks, start + count) - bisect_left(marks, start))

    def line_of(self, record: str) -> int:
        """The line of a record, from 0; -1 when it isn't listed."""
        try:
            place = self.ids.index(record)
        except ValueError:
            return -1
        return place + bisect_right(self.heads, place, key=lambda head: head.start)

    def lines(self, start: int, count: int) -> list[Line]:
        """Some of the lines; a record that was deleted meanwhile is left out.

        Args:
            start: The first of them, from 0.
            count: How many at most.
        """
        marks = self._head_lines
        at = bisect_left(marks, start)
        wanted: list[int] = []
        made: list[Line | int] = []
        for number_ in range(start, min(start + count, self.line_count)):
            if at < len(marks) and marks[at] == number_:
                made.append(Line(self.heads[at].level, head=self.heads[at]))
                at += 1
            else:
                made.append(number_ - at)
                wanted.append(number_ - at)
        ids = [self.ids[place] for place in wanted]
        rows = {row[0]: row for row in self._extract.rows(ids)}
        beneath = len(self.query.group) if self.heads and not self.depth else 0
        return [
            one
            if isinstance(one, Line)
            else Line(self.depth[one] if self.depth else beneath, rows[self.ids[one]])
            for one in made
            if isinstance(one, Line) or self.ids[one] in rows
        ]

    def title_of(self, kind: str, record: str) -> str:
        """The name of a record that the filter speaks of; its id when it is gone."""
        found = self._source.records.get_many(kind, [record])
        return found[0].title if found else record
