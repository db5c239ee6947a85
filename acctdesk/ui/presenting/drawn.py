"""Slides as `drawing.slides` lays them out; its modules load when the first is wanted."""

from __future__ import annotations

from dataclasses import replace

from acctdesk.clientview import Deck
from acctdesk.drawing.look import Measure
from acctdesk.drawing.scene import Scene
from acctdesk.ui.presenting.talk import Cue, Talk


def draw_slide(deck: Deck, slide: int, detail: int, measure: Measure) -> Scene:
    """Lay a slide or a detail out; see `acctdesk.ui.presenting.pictures.Draw`."""
    from acctdesk.drawing.slides import more_scene, slide_scene

    if detail:
        return more_scene(deck, slide + 1, detail, measure)
    return slide_scene(deck, slide + 1, measure)


def parted(talk: Talk) -> Talk:
    """The talk with slides whose parts don't fit parted into several, each with its cue.

    Takes a while: for a lane, not for the window's thread. Done once, before `Preflight` is made.

    Args:
        talk: As it was put together.
    """
    from acctdesk.drawing.slides import origins, paginate

    deck = paginate(talk.deck)
    cues: list[Cue] = []
    before = -1
    for origin in origins(talk.deck):
        cue = talk.cue(origin)
        # The time is that of all parts together: it is told with the first.
        cues.append(cue if origin != before else replace(cue, minutes=0))
        before = origin
    return replace(talk, deck=deck, cues=tuple(cues))
