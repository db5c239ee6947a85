"""Slides that are wanted: which blocks, with what was written for them; and those that are made."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

from acctdesk.clientview import Slide, Text
from acctdesk.services.meeting import SlideTold
from acctdesk.services.review.blocks.chart import worth_a_chart
from acctdesk.services.review.rows import Row
from acctdesk.services.review.stock import Block, Stock, paragraphs
from acctdesk.words import _

USUAL = (
    "title", "scorecard", "gauges", "chart", "chart", "incidents", "satisfaction", "value", "goals",
    "roadmap", "risks", "decisions", "next_actions",
)  # fmt: skip
"""Blocks of a deck for which nobody has chosen any."""
CHART, OBJECTIVE, NO_OBJECTIVE = "chart", "objective", "none"


@dataclass(frozen=True, slots=True)
class Made:
    """One slide of a deck, and what only we know of it.

    Attributes:
        slide: The slide.
        row: Id of the slide's record, several slides of which may be one; empty for a usual one.
        notes: What is said to it; for the second screen alone.
        minutes: How long one speaks to it; None for nothing said.
    """

    slide: Slide
    row: str = ""
    notes: str = ""
    minutes: int | None = None


@dataclass(frozen=True)
class Wanted:
    """A slide that is to be made.

    Attributes:
        code: Code of its block.
        told: Its record, with what only we know; None for a usual one.
        options: What the block is told.
    """

    code: str
    told: SlideTold | None = None
    options: Mapping[str, Any] = field(default_factory=dict)


USUAL_SLIDES = tuple(Wanted(one) for one in USUAL)


def with_charts(wanted: Sequence[Wanted], stock: Stock) -> list[Wanted]:
    """Charts for which nobody chose an objective get one each, what needs attention first.

    There are no more of them than objectives with figures: the same one twice says nothing. What is
    hidden takes none from what is shown.

    Args:
        wanted: All slides.
        stock: Everything released.
    """
    shown = [one for one in wanted if not (one.told and one.told.hidden)]
    taken = {one.options.get(OBJECTIVE) for one in shown if one.code == CHART}
    free = [
        one.gauge.objective for one in worth_a_chart(stock.levels.all) if not taken & set(one.ids)
    ]
    unsaid = [one for one in wanted if one.code == CHART and not one.options.get(OBJECTIVE)]
    unsaid.sort(key=lambda one: one not in shown)
    given = {id(one): at for at, one in enumerate(unsaid)}
    found = []
    for one in wanted:
        if (at := given.get(id(one))) is not None:
            objective = free[at] if at < len(free) else NO_OBJECTIVE
            one = replace(one, options={**one.options, OBJECTIVE: objective})
        found.append(one)
    return found


def typed_over(row: Row, stock: Stock, values: Mapping[str, Any]) -> Row:
    """The texts of a slide with those that are typed just now; only what may be released.

    Args:
        row: The texts that are kept.
        stock: Everything released.
        values: What is typed: fields by name.
    """
    told = {
        name: str(value or "")
        for name, value in values.items()
        if name != "options" and stock.gate.lets(f"slide.{name}")
    }
    return replace(row, values={**row.values, **told}, words={**row.words, **told})


def written(slide: Slide, text: Row, maker: Block, options: Mapping[str, Any]) -> Slide:
    """A slide with what a person has written for it.

    Args:
        slide: As its block made it.
        text: What was written.
        maker: The block.
        options: What it was told.
    """
    parts = slide.parts
    if not maker.writes:
        parts += paragraphs(text.lines("body"))
        if outlook := text.lines("outlook"):
            parts += (Text(_("What comes next"), "heading"), *paragraphs(outlook))
    return replace(
        slide,
        title=text.text("title").strip() or slide.title,
        subtitle=text.text("subtitle").strip() or slide.subtitle,
        parts=parts,
        notes=(*slide.notes, *text.lines("deck_notes")),
        more=slide.more if options.get("detail", True) else (),
    )
