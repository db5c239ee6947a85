"""Slides for a client: what is presented, left behind as a deck, and printed."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from acctdesk.clientview.shapes import Part, Picture


@dataclass(frozen=True, slots=True)
class Slide:
    """What is shown at once.

    Attributes:
        name: Its short name, by which one finds it again: "Service levels".
        title: What it says, as a sentence.
        subtitle: What is shown, of which time.
        parts: What stands on it, the most important first.
        source: Where the figures come from, as its last line.
        layout: "title" for the first slide, "section" for one that parts others, else "content".
        notes: Paragraphs for who reads the deck later: what each figure means and rests on.
        more: Slides prepared for who asks further; they have none of their own.
    """

    name: str
    title: str
    subtitle: str = ""
    parts: tuple[Part, ...] = ()
    source: str = ""
    layout: str = "content"
    notes: tuple[str, ...] = ()
    more: tuple[Slide, ...] = ()

    def texts(self) -> Iterator[str]:
        """Every text in it: all that a client can read."""
        yield from (self.name, self.title, self.subtitle)
        for part in self.parts:
            yield from part.texts()
        yield from (self.source, *self.notes)
        for one in self.more:
            yield from one.texts()


@dataclass(frozen=True, slots=True)
class Brand:
    """How a deck looks.

    Attributes:
        accent: The one colour beside greys, "#rrggbb".
        ours: Our logo; None for none.
        theirs: The client's; None for none.
    """

    accent: str = "#0b5cad"
    ours: Picture | None = None
    theirs: Picture | None = None


@dataclass(frozen=True, slots=True)
class Deck:
    """Slides for one occasion with one client.

    Attributes:
        title: The occasion: "Quarterly business review".
        client: Name of the client.
        period: Of which time: "Q4 2026".
        day: When, in words; empty while it isn't known.
        by: Who of us presents; empty for nobody.
        language: BCP 47 tag of the language it speaks, also of its numbers and dates.
        slides: The slides, in order.
        brand: How it looks.
    """

    title: str
    client: str
    period: str
    day: str
    by: str
    language: str
    slides: tuple[Slide, ...]
    brand: Brand = Brand()

    @property
    def line(self) -> str:
        """What stands at the head of every slide."""
        return " · ".join(one for one in (self.client, self.title, self.period) if one)

    def texts(self) -> Iterator[str]:
        """Every text in it: all that a client can read."""
        yield from (self.title, self.client, self.period, self.day, self.by)
        for slide in self.slides:
            yield from slide.texts()
