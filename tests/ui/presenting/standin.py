"""A talk to present, and slides drawn by a few lines, for tests of what presents them."""

from __future__ import annotations

from acctdesk.clientview import Deck, Line, Series, Slide, Text
from acctdesk.drawing.geometry import Point, Rect
from acctdesk.drawing.look import Measure
from acctdesk.drawing.scene import Box, Group, Ink, Scene
from acctdesk.drawing.scene import Text as Words
from acctdesk.ui.presenting.talk import Cue, Step, Talk, slide_of

NAMES = ("Title", "Agenda", "Service levels", "Roadmap", "Decisions", "Actions")
TOKEN = "zqx-token"
"""Stands in everything a client must not see."""


def make_deck(count: int = 4, *, more: int = 2) -> Deck:
    """A deck whose third slide has details."""
    series = Series(
        "Availability", "By month", "trend", "Month", ("Sep", "Oct", "Nov"),
        (Line("Availability", "actual", (99.9, 99.7, 99.95), ("99.9 %", "99.7 %", "99.95 %")),),
        "%",
    )  # fmt: skip
    details = tuple(
        Slide(f"Cause {at + 1}", f"Cause {at + 1} in detail", parts=(Text(f"Because {at + 1}"),))
        for at in range(more)
    )
    slides = [
        Slide(
            NAMES[at % len(NAMES)],
            f"What is said on slide {at + 1}",
            "In the third quarter",
            (Text(f"Body {at + 1}"), *((series,) if at == 2 else ())),
            source="Source: monitoring",
            notes=("A paragraph for who reads the deck later",),
            more=details if at == 2 else (),
        )
        for at in range(count)
    ]
    return Deck("Quarterly business review", "Northwind Logistics", "Q4 2026", "4 Dec 2026",
                "Jana Ode", "en", tuple(slides))  # fmt: skip


def make_talk(count: int = 4, *, more: int = 2, warnings: tuple[str, ...] = ()) -> Talk:
    """A talk with notes that only the presenter may see."""
    cues = tuple(Cue(f"{TOKEN} note {at + 1}", 5) for at in range(count))
    kept = (("Internal notes", 4), ("Opportunities", 2), ("Quotes without permission", 1))
    return Talk(make_deck(count, more=more), cues, kept, warnings, f"{TOKEN} minutes")


def draw(deck: Deck, slide: int, detail: int, measure: Measure) -> Scene:
    """Title, lines and, where there is a series, a bar a value that says it."""
    shown = slide_of(deck, Step(slide, detail))
    shapes: list[object] = [
        Words(Point(115, 100), deck.line, 22, "#57606a"),
        Words(Point(115, 190), shown.title, 54, "#1b1f24", 600),
        Words(Point(115, 250), shown.subtitle, 28, "#57606a"),
        Words(Point(115, 1010), shown.source, 20, "#57606a"),
    ]
    for at, part in enumerate(shown.parts):
        if isinstance(part, Text):
            shapes.append(Words(Point(115, 340 + 60 * at), part.text, 34, "#1b1f24"))
        if isinstance(part, Series):
            (line,) = part.lines
            bars = [
                Group(
                    (Box(Rect(300 + 300 * n, 900 - 4 * value, 160, 4 * value), Ink("#0072b2")),),
                    f"{label}: {said}",
                )
                for n, (label, value, said) in enumerate(
                    zip(part.labels, line.values, line.texts, strict=True)
                )
            ]
            shapes.append(Group(tuple(bars), part.title))
    return Scene(Rect(0, 0, 1920, 1080), tuple(shapes), shown.title, background="#ffffff")
