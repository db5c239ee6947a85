"""What words of a scene fill, measured: for telling that none leave the slide or cover others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.inter import Inter
from acctdesk.drawing.scene import Anchor, Group, Scene, Shape, Text

MEASURE = Inter()
_SHARES = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}


def written(shapes: Sequence[Shape]) -> Iterator[Text]:
    for one in shapes:
        if isinstance(one, Text):
            yield one
        elif isinstance(one, Group):
            yield from written(one.shapes)


def titles(shapes: Sequence[Shape]) -> Iterator[str]:
    for one in shapes:
        if isinstance(one, Group):
            if one.title:
                yield one.title
            yield from titles(one.shapes)


def box(text: Text) -> Rect:
    wide = MEASURE.width(text.words, text.size, text.weight)
    left = text.at.x - wide * _SHARES[text.anchor]
    return Rect(left, text.at.y - text.size * 0.74, wide, text.size * 0.96)


def faults(scene: Scene, *, least: float = 22.0) -> list[str]:
    """What is wrong with the words of a scene: too small, over the rim, or over one another."""
    told = list(written(scene.shapes))
    boxes = [box(one) for one in told]
    found = [f"{one.words!r} is {one.size:.1f}" for one in told if one.size < least - 0.01]
    rim = scene.bounds.grown(-40.0)
    for one, place in zip(told, boxes, strict=True):
        beside = place.x < rim.x or place.right > rim.right
        if beside or place.y < rim.y or place.bottom > rim.bottom:
            found.append(f"{one.words!r} leaves the slide: {place}")
    for at, place in enumerate(boxes):
        found += [
            f"{told[at].words!r} covers {told[other].words!r}"
            for other in range(at + 1, len(boxes))
            if place.grown(-0.6).overlaps(boxes[other])
        ]
    return found
