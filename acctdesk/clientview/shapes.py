"""The shapes a client's view is put together of, and the view itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from acctdesk.clientview.figures import Dots, Figure, Gauge, Roadmap, Series, Stack


@dataclass(frozen=True, slots=True)
class Text:
    """A line or a paragraph.

    Attributes:
        text: What it says.
        role: "title", "heading", "caption" of the shape that follows, or "body".
    """

    text: str
    role: str = "body"

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield self.text


@dataclass(frozen=True, slots=True)
class Table:
    """Rows beneath headings.

    Attributes:
        headings: One a column.
        rows: The cells, as many a row as there are headings.

    Raises:
        ValueError: A row has another number of cells.
    """

    headings: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    def __post_init__(self) -> None:
        if any(len(row) != len(self.headings) for row in self.rows):
            raise ValueError("a row has more or fewer cells than there are headings")

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield from self.headings
        for row in self.rows:
            yield from row


@dataclass(frozen=True, slots=True)
class Node:
    """One card of a tree.

    Attributes:
        lines: What stands on it, the name first.
        above: Place of the node above it among the tree's; -1 for a root.
    """

    lines: tuple[str, ...]
    above: int = -1


@dataclass(frozen=True, slots=True)
class Tree:
    """Cards beneath one another.

    Attributes:
        nodes: Each before those beneath it, siblings in their order.

    Raises:
        ValueError: A node stands beneath one that comes later.
    """

    nodes: tuple[Node, ...]

    def __post_init__(self) -> None:
        if any(not -1 <= node.above < at for at, node in enumerate(self.nodes)):
            raise ValueError("a node stands beneath one that comes later")

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        for node in self.nodes:
            yield from node.lines


@dataclass(frozen=True, slots=True)
class Contact:
    """How somebody is reached. What isn't known, or isn't released, is empty.

    Attributes:
        name: Who.
        given: First name.
        family: Last name.
        salutation: "Dr", "Ms".
        organisation: Where they work.
        unit: The part of it.
        title: Job title.
        emails: Addresses.
        phones: Numbers, each after "work", "cell" or "voice".
        language: BCP 47 tag.
    """

    name: str
    given: str = ""
    family: str = ""
    salutation: str = ""
    organisation: str = ""
    unit: str = ""
    title: str = ""
    emails: tuple[str, ...] = ()
    phones: tuple[tuple[str, str], ...] = ()
    language: str = ""

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield from (self.name, self.given, self.family, self.salutation, self.organisation)
        yield from (
            self.unit,
            self.title,
            *self.emails,
            *(said for one in self.phones for said in one),
        )
        yield self.language


@dataclass(frozen=True, slots=True)
class Quote:
    """What somebody at the client said and lets us repeat.

    Attributes:
        text: Their words.
        by: Who said it, and where they stand.
    """

    text: str
    by: str = ""

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield from (self.text, self.by)


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture from a file.

    Attributes:
        data: The file's content.
        kind: "image/png" or "image/jpeg".
        alt: What it shows, for who can't see it.
    """

    data: bytes
    kind: str
    alt: str

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield self.alt


Part = (
    Text
    | Table
    | Tree
    | Contact
    | Gauge
    | Series
    | Figure
    | Quote
    | Picture
    | Stack
    | Dots
    | Roadmap
)
"""What a view is put together of."""


@dataclass(frozen=True, slots=True)
class View:
    """Something to be shown to a client.

    Attributes:
        title: What it is.
        parts: What it shows, in order.
    """

    title: Text
    parts: tuple[Part, ...]

    def texts(self) -> Iterator[str]:
        """Every text in it, in order: all that a client can read."""
        for part in (self.title, *self.parts):
            yield from part.texts()
