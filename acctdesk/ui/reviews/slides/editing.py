"""What the form of a slide shows, and its preview: read, laid out and painted on a lane."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from acctdesk.clientview import Slide
from acctdesk.errors import NotFound
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.clientview import Deck
    from acctdesk.services.meeting import Meeting, SlideTold
    from acctdesk.services.review.choosing import Choices
    from acctdesk.ui.desk import Desk

TEXTS = ("title", "subtitle", "body", "outlook", "deck_notes", "speaker_notes")
"""Fields of a slide that are typed."""
NO_SLIDE = Slide("", "")


@dataclass(frozen=True, slots=True)
class Draft:
    """A slide as the form shows it.

    Attributes:
        meeting: The review.
        told: The slide.
        label: What its block is called.
        made: Title and subtitle that the block makes itself.
        choices: What the block can be told.
        order: Ids of all slides of the review, in order.
        first: Number of its first picture among those that are shown, from 1.
        count: How many slides are shown.
        speaks: Speaker minutes of the other slides that are shown.
        agenda: Minutes of the agenda.
        empty: Whether the block has nothing to show.
    """

    meeting: Meeting
    told: SlideTold
    label: str
    made: tuple[str, str]
    choices: Choices
    order: tuple[str, ...]
    first: int
    count: int
    speaks: int
    agenda: int
    empty: bool = False

    @property
    def values(self) -> Mapping[str, Any]:
        """The fields as they are kept."""
        told = self.told
        return {
            **{name: getattr(told, name) for name in TEXTS},
            "hidden": told.hidden, "minutes": told.minutes, "options": dict(told.options),
        }  # fmt: skip

    @property
    def frozen(self) -> bool:
        """Whether the review was held, so that its slides stay as they are."""
        return self.meeting.frozen is not None


@dataclass(frozen=True, slots=True)
class Sketch:
    """One picture of a slide as it would be.

    Attributes:
        picture: The picture; None where there is nothing to show.
        slide: What stands on it, to be read out.
        at: Which of its pictures this is, from 0.
        count: How many there are: what doesn't fit, and prepared details, take further ones.
        is_detail: Whether it is a prepared detail.
    """

    picture: QImage | None
    slide: Slide = NO_SLIDE
    at: int = 0
    count: int = 0
    is_detail: bool = False


def read_draft(desk: Desk, meeting: str, slide: str) -> Draft:
    """Read a slide and what its block can be told; for a lane.

    Raises:
        NotFound: There is no such slide or review.
        Invalid: The review is an internal one.
    """
    from acctdesk.ui.reviews.slides.reading import read_seen

    detail = desk.meetings.detail(meeting)
    told = next((one for one in detail.slides if one.id == slide), None)
    if told is None:
        raise NotFound(
            _("this slide isn't there any more."), remedy=_("Go back, or undo its removal.")
        )
    seen = read_seen(desk, meeting)
    shown = next((one for one in seen.shown if one.id == slide), None)
    plain = desk.decks.sketch(meeting, slide, {"title": "", "subtitle": ""}).deck.slides
    made = (plain[0].title, plain[0].subtitle) if plain else ("", "")
    speaks = sum(one.minutes or 0 for one in detail.slides if not one.hidden and one.id != slide)
    return Draft(
        detail.meeting, told, shown.label if shown else told.block, made,
        desk.decks.choices(meeting), tuple(one.id for one in detail.slides),
        shown.first if shown else 1, max(seen.count, 1), speaks,
        sum(one.minutes for one in detail.agenda), shown is not None and shown.empty,
    )  # fmt: skip


def sketched(desk: Desk, draft: Draft, values: Mapping[str, Any], at: int, size: QSize) -> Sketch:
    """Make a picture of a slide as it would be with what is typed; for a lane.

    Args:
        desk: The open workspace.
        draft: The slide.
        values: All its fields as they stand in the form.
        at: Which of its pictures, from 0; the last where there are fewer.
        size: In pixels of the screen.
    """
    from acctdesk.drawing.slides import more_scene, paginate, slide_scene
    from acctdesk.ui.presenting.pictures import painted
    from acctdesk.ui.presenting.talk import slide_of, steps_of
    from acctdesk.ui.widgets.shapes import Fonts

    built = desk.decks.sketch(draft.meeting.id, draft.told.id, values)
    deck = paginate(built.deck)
    steps = steps_of(deck)
    if not steps:
        return Sketch(None)
    at = min(max(at, 0), len(steps) - 1)
    step = steps[at]
    fonts = Fonts(("Inter",))
    placed = _placed(deck, draft)
    number = step.slide + (draft.first if placed is not deck else 1)
    if step.detail:
        scene = more_scene(placed, number, step.detail, fonts)
    else:
        scene = slide_scene(placed, number, fonts)
    return Sketch(
        painted(scene, size, fonts), slide_of(deck, step), at, len(steps), bool(step.detail)
    )


def _placed(deck: Deck, draft: Draft) -> Deck:
    """The deck among as many slides as there are beside it, so that its number is right."""
    if draft.told.hidden:
        return deck
    before = (NO_SLIDE,) * (draft.first - 1)
    behind = (NO_SLIDE,) * max(draft.count - len(before) - len(deck.slides), 0)
    return replace(deck, slides=(*before, *deck.slides, *behind))
