"""What is presented, and what only the presenter sees beside it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from acctdesk.clientview import Deck, Slide


class Step(NamedTuple):
    """One picture of a presentation.

    Attributes:
        slide: Place of the slide among the deck's, from 0.
        detail: 0 for the slide itself, else which of its prepared details, from 1.
    """

    slide: int
    detail: int = 0


@dataclass(frozen=True, slots=True)
class Cue:
    """What the presenter has beside a slide; shown on the second screen, nowhere else.

    Attributes:
        notes: What to say. Internal.
        minutes: How long it may take; 0 where nobody said.
    """

    notes: str = ""
    minutes: int = 0


@dataclass(frozen=True, slots=True)
class Talk:
    """A deck, and what belongs to presenting it.

    Attributes:
        deck: What the client sees.
        cues: One a slide, in the deck's order; missing ones say nothing.
        withheld: Kinds of what the deck leaves out, in words, and how many of each. Never values.
        warnings: What is missing or doubtful, each a sentence.
        taken: The minutes as written so far.
    """

    deck: Deck
    cues: tuple[Cue, ...] = ()
    withheld: tuple[tuple[str, int], ...] = ()
    warnings: tuple[str, ...] = ()
    taken: str = ""

    def cue(self, slide: int) -> Cue:
        """What the presenter has beside a slide."""
        return self.cues[slide] if 0 <= slide < len(self.cues) else Cue()

    @property
    def minutes(self) -> int:
        """How long the whole may take; 0 where nobody said."""
        return sum(one.minutes for one in self.cues)


def steps_of(deck: Deck) -> tuple[Step, ...]:
    """Everything a deck can show, each slide before its details."""
    return tuple(
        Step(at, detail)
        for at, slide in enumerate(deck.slides)
        for detail in range(len(slide.more) + 1)
    )


def slide_of(deck: Deck, step: Step) -> Slide:
    """The slide, or the detail, of a step."""
    slide = deck.slides[step.slide]
    return slide.more[step.detail - 1] if step.detail else slide


def lines_of(slide: Slide) -> tuple[str, ...]:
    """What stands on a slide, to be read out: without its notes and details."""
    found = [slide.title, slide.subtitle]
    for part in slide.parts:
        found.extend(part.texts())
    return tuple(dict.fromkeys(one for one in (*found, slide.source) if one))
