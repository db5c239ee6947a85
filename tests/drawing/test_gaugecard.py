"""A gauge as shapes: the mark at its place, the state by shape and word, nothing over the card."""

from __future__ import annotations

import re

import pytest

from acctdesk.clientview import Gauge
from acctdesk.drawing.gaugecard import HEIGHT, LEAST, gauge_card, state_shapes
from acctdesk.drawing.geometry import Point, Rect, around
from acctdesk.drawing.inter import Inter
from acctdesk.drawing.look import Look
from acctdesk.drawing.scene import Anchor, Box, Group, Line, Move, Path, Scene, Text
from acctdesk.drawing.svg import to_svg

MEASURE = Inter()
CARD = Rect(10.0, 20.0, LEAST, HEIGHT)


def gauge(at: float | None = 97.0, tone: str = "good", **more: object) -> Gauge:
    told: dict[str, object] = {
        "name": "Priority 1 tickets resolved within the time that was promised",
        "note": "A service with a long name · 7 May 2026 – 6 May 2027", "value": "97 %",
        "target": "95 %", "margin": "+2 pt", "state": "Met", "tone": tone, "foot": "1 of 2 left",
        "low": 80.0, "high": 100.0, "low_text": "80 %", "high_text": "100 %", "at": at,
        "mark": 95.0, "trend": (None, 90.0, 91.0, None, 97.0),
    }  # fmt: skip
    return Gauge(**{**told, **more})  # type: ignore[arg-type]


def texts(group: Group) -> list[Text]:
    return [one for one in group.shapes if isinstance(one, Text)]


def box_of(one: Text) -> Rect:
    wide = MEASURE.width(one.words, one.size, one.weight)
    share = {Anchor.START: 0.0, Anchor.MIDDLE: 0.5, Anchor.END: 1.0}[one.anchor]
    return Rect(one.at.x - wide * share, one.at.y - one.size * 0.75, wide, one.size * 0.9)


@pytest.mark.parametrize("at", [None, -5.0, 80.0, 94.9, 95.0, 99.0, 100.0, 400.0])
@pytest.mark.parametrize("mark", [None, 80.0, 81.0, 95.0, 99.5, 100.0])
def test_words_neither_leave_the_card_nor_overlap(at: float | None, mark: float | None) -> None:
    card = gauge_card(gauge(at, mark=mark, state="Breached"), CARD, Look(), MEASURE)
    boxes = [box_of(one) for one in texts(card)]
    whole = around(boxes)
    assert CARD.x <= whole.x
    assert CARD.y <= whole.y
    assert whole.right <= CARD.right
    assert whole.bottom <= CARD.bottom
    for number, one in enumerate(boxes):
        assert not [other for other in boxes[:number] if one.overlaps(other)]


def middle(path: Path) -> Point:
    spots = [step.to for step in path.steps if isinstance(step, Move | Line)]
    return around(Rect(one.x, one.y, 0.0, 0.0) for one in spots).middle


def test_the_value_stands_at_its_place_and_the_target_at_its() -> None:
    shapes = gauge_card(gauge(85.0, mark=90.0), CARD, Look(), MEASURE).shapes
    track = next(one for one in shapes if isinstance(one, Box) and one.rect.height == 10.0)
    tick = next(one for one in shapes if isinstance(one, Box) and one.rect.width == 2.0)
    value = shapes[-2] if isinstance(shapes[-2], Path) else shapes[-1]
    assert isinstance(value, Path)
    assert tick.rect.middle.x == pytest.approx(track.rect.x + track.rect.width * 0.5)
    assert middle(value).x == pytest.approx(track.rect.x + track.rect.width * 0.25)
    # Off the scale it stands at the end, never beyond it.
    off = gauge_card(gauge(10.0), CARD, Look(), MEASURE).shapes
    last = [one for one in off if isinstance(one, Path)][-1]
    assert middle(last).x == pytest.approx(track.rect.x)


def test_every_state_has_a_shape_of_its_own_beside_its_word() -> None:
    seen = set()
    for tone in ("good", "warn", "bad", "none"):
        (sign, word), wide = state_shapes(
            gauge(tone=tone, state=tone), Point(0.0, 20.0), Look(), MEASURE
        )
        assert isinstance(word, Text)
        assert word.words == tone
        assert word.colour == Look().text
        assert wide > MEASURE.width(tone, 12.0, 500)
        seen.add(re.sub(r"#\w+", "", repr(sign)))
    assert len(seen) == 4


def test_without_a_figure_no_mark_is_drawn_and_the_words_say_so() -> None:
    card = gauge_card(gauge(None, "none", value="No data", margin=""), CARD, Look(), MEASURE)
    known = gauge_card(gauge(97.0), CARD, Look(), MEASURE)
    assert "No data" in [one.words for one in texts(card)]
    assert len(card.shapes) < len(known.shapes)


def test_it_is_written_as_svg_too() -> None:
    svg = to_svg(Scene(CARD, (gauge_card(gauge(), CARD, Look(), MEASURE),))).decode()
    assert "97 %" in svg
    assert "<title>" in svg
