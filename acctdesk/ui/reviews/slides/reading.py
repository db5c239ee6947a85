"""What the card of slides shows: read in one go, on the lane of reads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from acctdesk.clientview import Deck
from acctdesk.errors import Invalid

if TYPE_CHECKING:
    from acctdesk.services.meeting import Meeting, SlideTold
    from acctdesk.services.review.decks import Built
    from acctdesk.ui.desk import Desk


@dataclass(frozen=True, slots=True)
class Shown:
    """One block of slides as a thumbnail.

    Attributes:
        id: Id of its record; empty for one that nobody chose.
        block: Code of the block.
        label: What the block is called.
        name: What its first slide is called.
        picture: Its first slide among `Seen.pictures`; -1 for one without.
        first: Number of its first slide among those that are shown, from 1.
        count: How many slides it makes.
        hidden: Whether it is left out.
        minutes: How long one speaks to it; 0 for nothing said.
    """

    id: str
    block: str
    label: str
    name: str
    picture: int
    first: int
    count: int
    hidden: bool = False
    minutes: int = 0

    @property
    def empty(self) -> bool:
        """Whether the block has nothing to show."""
        return self.picture < 0


@dataclass(frozen=True, slots=True)
class Seen:
    """The slides of a review.

    Attributes:
        meeting: The review.
        shown: Its blocks in their order, hidden ones too.
        pictures: Of each picture the deck it is drawn from and its place there, from 0.
        count: How many slides are shown.
        speaks: Minutes of all speakers.
        agenda: Minutes of the agenda.
        frozen: Whether it was held: its slides stay as they were.
        usual: Whether nobody chose slides yet.
        why_not: Why there are no slides at all; empty where there are.
    """

    meeting: Meeting
    shown: tuple[Shown, ...] = ()
    pictures: tuple[tuple[Deck, int], ...] = ()
    count: int = 0
    speaks: int = 0
    agenda: int = 0
    frozen: bool = False
    usual: bool = False
    why_not: str = ""


def read_seen(desk: Desk, meeting: str) -> Seen:
    """Read the slides of a review; for a lane.

    Raises:
        NotFound: There is no such review.
    """
    detail = desk.meetings.detail(meeting)
    agenda = sum(one.minutes for one in detail.agenda)
    seen = Seen(detail.meeting, agenda=agenda)
    try:
        if detail.meeting.frozen is not None or not detail.slides:
            return _as_built(seen, desk.decks.build(meeting), frozen=bool(detail.meeting.frozen))
        return _as_told(seen, desk.decks.sketch(meeting), detail.slides)
    except Invalid as problem:
        return replace(seen, why_not=problem.what)


def _as_built(seen: Seen, built: Built, *, frozen: bool) -> Seen:
    """A deck that was frozen, or that nobody put together: a thumbnail a slide."""
    from acctdesk.drawing.slides import paginate

    deck = paginate(built.deck)
    shown = tuple(
        Shown("", "", one.name, one.name, at, at + 1, 1) for at, one in enumerate(deck.slides)
    )
    pictures = tuple((deck, at) for at in range(len(deck.slides)))
    return replace(
        seen, shown=shown, pictures=pictures, count=len(shown), frozen=frozen, usual=not frozen
    )


def _as_told(seen: Seen, built: Built, told: Sequence[SlideTold]) -> Seen:
    """Slides as somebody chose them: a thumbnail a block."""
    from acctdesk.drawing.slides import origins, paginate
    from acctdesk.services.review.blocks import block

    hidden = {one.id for one in told if one.hidden}
    by_row = {one.id: one for one in told}
    visible = [at for at, row in enumerate(built.rows) if row not in hidden]
    before = replace(built.deck, slides=tuple(built.deck.slides[at] for at in visible))
    deck = paginate(before)
    pages: dict[str, list[int]] = {}
    for page, origin in enumerate(origins(before)):
        pages.setdefault(built.rows[visible[origin]], []).append(page)
    pictures: list[tuple[Deck, int]] = [(deck, at) for at in range(len(deck.slides))]
    shown = []
    upto = 0
    for one in told:
        maker = block(one.block)
        label = str(maker.label) if maker else one.block
        at, count = pages.get(one.id, [-1])[0], len(pages.get(one.id, ()))
        name = deck.slides[at].name if at >= 0 else one.title or label
        # One without pages has the number that it would have.
        first = upto + 1
        upto += count
        if one.id in hidden:
            mine = tuple(
                slide for slide, row in zip(built.deck.slides, built.rows, strict=True)
                if row == one.id
            )  # fmt: skip
            if mine:
                at, count, name = len(pictures), len(mine), mine[0].name
                pictures.append((replace(built.deck, slides=mine), 0))
        shown.append(
            Shown(one.id, one.block, label, name, at, first, count, one.hidden, one.minutes or 0)
        )
    speaks = sum(by_row[one.id].minutes or 0 for one in shown if not one.hidden)
    return replace(
        seen, shown=tuple(shown), pictures=tuple(pictures), count=len(deck.slides), speaks=speaks
    )
