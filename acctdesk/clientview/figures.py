"""Shapes that are drawn from numbers: gauges, charts, answers and road maps."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass


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


@dataclass(frozen=True, slots=True)
class Figure:
    """One number in large letters.

    Attributes:
        value: The number in words: "99.93 %".
        name: What it is.
        note: Of which time, on how many it rests.
        tone: "good", "warn", "bad" or "none".
    """

    value: str
    name: str
    note: str = ""
    tone: str = "none"

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield from (self.value, self.name, self.note)


@dataclass(frozen=True, slots=True)
class Share:
    """A part of a whole.

    Attributes:
        name: What it is called.
        count: How many.
        text: The same in words, with its share.
        tone: "good", "warn", "bad" or "none".
    """

    name: str
    count: int
    text: str
    tone: str


@dataclass(frozen=True, slots=True)
class Stack:
    """Shares of one whole, side by side: promoters, passives and detractors.

    Attributes:
        name: What was asked.
        note: How many answered, and when.
        shares: The parts, in their order.
    """

    name: str
    note: str
    shares: tuple[Share, ...]

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield from (self.name, self.note)
        for one in self.shares:
            yield from (one.name, one.text)


@dataclass(frozen=True, slots=True)
class Dots:
    """Single answers on a scale, where they are too few for a score.

    Attributes:
        name: What was asked.
        note: How many answered, and when.
        low: Lower end of the scale.
        high: Upper end.
        at: Each answer.
    """

    name: str
    note: str
    low: int
    high: int
    at: tuple[int, ...]

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield from (self.name, self.note)


@dataclass(frozen=True, slots=True)
class Stretch:
    """Something planned, on a road map.

    Attributes:
        name: What.
        note: Who, or what comes of it.
        when: From when to when, in words.
        state: How it stands, in words; empty for nothing to say.
        tone: "good", "warn", "bad" or "none".
        begins: Where it begins on the axis, in labels from 0.
        ends: Where it ends; the same for a single day.
    """

    name: str
    note: str
    when: str
    state: str
    tone: str
    begins: float
    ends: float


@dataclass(frozen=True, slots=True)
class Roadmap:
    """What is planned, along an axis of time.

    Attributes:
        labels: The parts of the axis, each one wide: months or quarters.
        stretches: What is planned, one a row.
        now: Today on the axis; None where it lies outside.
    """

    labels: tuple[str, ...]
    stretches: tuple[Stretch, ...]
    now: float | None = None

    def texts(self) -> Iterator[str]:
        """Every text in it."""
        yield from self.labels
        for one in self.stretches:
            yield from (one.name, one.note, one.when, one.state)
