"""What a client may see: frozen shapes of plain text, and nothing else.

`services` makes them from released fields; whatever presents, draws or exports for a client takes
these alone, so that it can't show what it was never given. No shape holds an id, a code, a number
that isn't a text by then, or a reference to anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A line or a paragraph.

    Attributes:
        text: What it says.
        role: "title", "heading" or "body".
    """

    text: str
    role: str = "body"


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


Part = Text | Table | Tree | Contact
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
            if isinstance(part, Text):
                yield part.text
            elif isinstance(part, Table):
                yield from part.headings
                for row in part.rows:
                    yield from row
            elif isinstance(part, Contact):
                yield from part.texts()
            else:
                for node in part.nodes:
                    yield from node.lines
