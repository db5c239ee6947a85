"""The lines of a printed list in words; read on a lane, painted on any thread."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal, Protocol

from acctdesk.exchange.grids.content import Content, Line
from acctdesk.exchange.grids.looks import MARKS
from acctdesk.exchange.grids.marking import PLAIN, Tones
from acctdesk.exchange.grids.wording import filter_words, sort_words
from acctdesk.services.catalogue import Audience, Field, Format
from acctdesk.services.view import How, Tone
from acctdesk.ui.entry import in_words, status_of
from acctdesk.ui.widgets.status import Status
from acctdesk.words import _, _n, date, number

NUMERIC = frozenset({Format.INTEGER, Format.NUMBER, Format.PERCENT, Format.MONEY})


@dataclass(frozen=True, slots=True)
class Cell:
    """A printed cell.

    Attributes:
        text: What it says; several lines where the value has them.
        status: The glyph before it.
        mark: Tone of the sign of a mark before all that.
        ground: Tone of its ground.
    """

    text: str
    status: Status | None = None
    mark: Tone | None = None
    ground: Tone | None = None


Sort = Literal["record", "head", "sum"]


@dataclass(frozen=True, slots=True)
class Printed:
    """A printed line.

    Attributes:
        sort: A record, the head of a group, or sums.
        cells: One for each column.
        level: How deep it stands.
        ground: Tone of the whole line.
    """

    sort: Sort
    cells: tuple[Cell, ...]
    level: int = 0
    ground: Tone | None = None


@dataclass(frozen=True, slots=True)
class Column:
    """A printed column.

    Attributes:
        label: What stands over it.
        right: Whether its values stand to the right.
        long: Whether its values are texts that may be cut.
        width: What the person gave it, in pixels; 0 for nothing.
    """

    label: str
    right: bool
    long: bool
    width: int = 0


class Printable(Protocol):
    """What pages are made of: lines under headings, some at a time; any thread may ask."""

    columns: tuple[Column, ...]
    """What stands over the lines."""

    @property
    def count(self) -> int:
        """How many lines there are."""

    @property
    def title(self) -> str:
        """What stands over all of it."""

    @property
    def confidential(self) -> bool:
        """Whether something is shown that a client may not see."""

    @property
    def lines_each(self) -> int:
        """How many lines a long text may take."""

    def notes(self) -> tuple[str, ...]:
        """What is said beneath the title."""

    def read(self, start: int, count: int) -> list[Printed]:
        """Some of the lines."""


class Lines:
    """The lines of a list, some at a time.

    Args:
        content: The list.
        first: Its first line that is printed.
        count: How many of its lines are printed; None for all, with the sums at the end.
    """

    def __init__(self, content: Content, first: int = 0, count: int | None = None) -> None:
        self._content = content
        self._first = first
        self._sums: Sequence[Printed] = ()
        if count is None:
            count = content.line_count - first
            self._sums = tuple(self._sum_lines())
        self._own = max(0, min(count, content.line_count - first))
        widths = {one.field: one.width for one in content.view.columns}
        self.columns = tuple(
            Column(
                content.headings[one.name],
                one.format in NUMERIC,
                one.format in (Format.TEXT, Format.LONG_TEXT, Format.TAGS, Format.URL),
                widths.get(one.name, 0),
            )
            for one in content.fields
        )

    @property
    def count(self) -> int:
        """How many lines there are."""
        return self._own + len(self._sums)

    @property
    def title(self) -> str:
        """What the list is called."""
        return self._content.request.title

    @property
    def confidential(self) -> bool:
        """Whether something is shown that a client may not see."""
        return any(one.audience is not Audience.CLIENT for one in self._content.fields)

    @property
    def lines_each(self) -> int:
        """How many lines a long text may take."""
        return 3 if self._content.view.row_height == "tall" else 1

    def notes(self) -> tuple[str, ...]:
        """What there is to say about the list: how many, which, in what order."""
        content = self._content
        fields = dict(content.kind.fields)
        label, plural = str(content.kind.label), str(content.kind.plural)
        kinds = plural if content.count != 1 else label
        counted = f"{number(content.count)} {kinds[:1].lower()}{kinds[1:]}"
        shown = content.records_in(self._first, self._own)
        part = shown < len(content.ids)
        said = [_("%(n)s of %(all)s") % {"n": number(shown), "all": counted} if part else counted]
        if content.request.ids:
            said.append(_("selected"))
        if content.query.words.strip():
            said.append(f"“{content.query.words.strip()}”")
        if words := filter_words(content.view.where, fields, content.title_of):
            said.append(words)
        if words := sort_words(content.view.sort, fields):
            said.append(_("by %s") % words)
        if marks := content.marking.words(fields, content.title_of):
            said.append(_("marked: %s") % _(", ").join(words for _mark, words in marks))
        if content.query.archived:
            said.append(_("archived ones included"))
        return tuple(said)

    def read(self, start: int, count: int) -> list[Printed]:
        """Some of the lines.

        Args:
            start: The first of them, from 0.
            count: How many at most.
        """
        made: list[Printed] = []
        if start < self._own:
            wanted = min(count, self._own - start)
            lines = self._content.lines(self._first + start, wanted)
            made = [self._printed(line) for line in lines]
        after = max(0, start - self._own)
        rest = start + count - self._own
        return [*made, *(self._sums[after:rest] if rest > 0 else ())]

    def _printed(self, line: Line) -> Printed:
        content = self._content
        if line.head is not None:
            cells = [
                Cell(_told(one, content.hows.get(one.name, "sum"), line.head.sums.get(one.name)))
                for one in content.fields
            ]
            return Printed("head", (Cell(line.head.words), *cells[1:]), line.head.level)
        row: Sequence[Any] = line.row or ()
        currency = str(row[content.place("currency")] or "") if content.place("currency") else ""
        tones = content.marking.tones(content.marking.key(row[0])) if row else PLAIN
        return Printed(
            "record",
            tuple(
                _cell(one, row[content.place(one.name)], currency, tones) for one in content.fields
            ),
            line.level if content.depth else 0,
            tones.row,
        )

    def _sum_lines(self) -> Iterator[Printed]:
        content = self._content
        told = [
            [
                f"{MARKS[content.hows[one.name]]} {words}"
                for words in _each(one, content.hows[one.name], content.sums.get(one.name))
            ]
            if one.name in content.hows
            else []
            for one in content.fields
        ]
        for at in range(max(map(len, told), default=0)):
            yield Printed("sum", tuple(Cell(one[at] if at < len(one) else "") for one in told))


def _cell(field: Field, value: Any, currency: str, tones: Tones) -> Cell:
    mark, ground = tones.signs.get(field.name), tones.cells.get(field.name)
    if field.format is Format.REFERENCE:
        return Cell(str(value or ""), None, mark, ground)
    code = currency if field.format is Format.MONEY else ""
    return Cell(in_words(field, value, currency=code), status_of(field, value), mark, ground)


def _told(field: Field, how: How, told: Mapping[str, Any] | None) -> str:
    words = " · ".join(_each(field, how, told))
    # A sum is what one expects there; anything else says what it is.
    return f"{MARKS[how]} {words}" if words and how != "sum" else words


def _each(field: Field, how: How, told: Mapping[str, Any] | None) -> list[str]:
    found = [(code, value) for code, value in (told or {}).items() if value is not None]
    if how in ("count", "empty", "distinct"):
        return [number(value) for _code, value in found]
    return [in_words(field, value, currency=code) for code, value in found]


def printed_on(day: dt.date) -> str:
    """The day as it stands on a page."""
    return date(day)


def page_words(page: int, pages: int) -> str:
    """Which page it is: "Page 3 of 12"."""
    return _("Page {page} of {pages}").format(page=number(page), pages=number(pages))


def pages_words(pages: int) -> str:
    """How many pages there are."""
    return _n("{n} page", "{n} pages", pages)
