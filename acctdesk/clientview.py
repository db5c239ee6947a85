"""What a client may see: frozen shapes of plain text, and nothing else.

`services` makes them from released fields; whatever presents, draws or exports for a client takes
these alone, so that it can't show what it was never given. No shape holds an id, one of our codes,
or a reference to anything else, and numbers only where something is drawn from them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Text:
    """A line or a paragraph.

    Attributes:
        text: What it says.
        role: "title", "heading", "caption" of the shape that follows, or "body".
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


@dataclass(frozen=True, slots=True)
class Gauge:
    """A figure on a scale, beside its target.

    Attributes:
        name: What it is called.
        note: What it is about: service and period.
        value: The figure in words; "No data" for none.
        target: What was promised, in words; empty for nothing.
        margin: How far it is from that, in words.
        state: How it stands, in words.
        tone: "good", "warn", "bad" or "none": how the state is marked beside its word.
        foot: What is left of the allowance, or why there is no figure.
        low: Lower end of the scale.
        high: Upper end.
        low_text: The lower end in words.
        high_text: The upper end.
        at: The figure on the scale; None for none, and it may lie outside.
        mark: The target on the scale; None for none.
        trend: The figures of the periods up to this one; None where there was none.
    """

    name: str
    note: str
    value: str
    target: str
    margin: str
    state: str
    tone: str
    foot: str
    low: float
    high: float
    low_text: str
    high_text: str
    at: float | None
    mark: float | None
    trend: tuple[float | None, ...] = ()

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield from (self.name, self.note, self.value, self.target, self.margin, self.state)
        yield from (self.foot, self.low_text, self.high_text)


@dataclass(frozen=True, slots=True)
class Line:
    """One line, or one row of bars, of a chart.

    Attributes:
        name: What it is called.
        role: "actual", "target", "even", "projected" or "cumulative": how it is drawn.
        values: A number for each label of its chart; None for none.
        texts: The same in words.
    """

    name: str
    role: str
    values: tuple[float | None, ...]
    texts: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Series:
    """Numbers to be drawn as a chart, or read as a table.

    Attributes:
        title: What the chart shows.
        note: Unit, period and source.
        shape: "trend", "budget", "spread" or "causes".
        heading: What the labels are: "Period".
        labels: One for each place.
        lines: What is drawn.
        unit: Of the values; "%" for shares that are given as percentages.

    Raises:
        ValueError: A line has more or fewer values than there are labels.
    """

    title: str
    note: str
    shape: str
    heading: str
    labels: tuple[str, ...]
    lines: tuple[Line, ...]
    unit: str = ""

    def __post_init__(self) -> None:
        for one in self.lines:
            if not len(one.values) == len(one.texts) == len(self.labels):
                raise ValueError("a line has more or fewer values than there are labels")

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield from (self.title, self.note, self.heading, self.unit, *self.labels)
        for one in self.lines:
            yield one.name
            yield from one.texts


Part = Text | Table | Tree | Contact | Gauge | Series
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
            elif isinstance(part, Contact | Gauge | Series):
                yield from part.texts()
            else:
                for node in part.nodes:
                    yield from node.lines
