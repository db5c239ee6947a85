"""Charts of a client's numbers: honest scales, labels that can be read, gaps that stay gaps."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.clientview import Line as Told
from acctdesk.clientview import Series
from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.inter import Inter
from acctdesk.drawing.look import Look
from acctdesk.drawing.scene import Anchor, Box, Line, Move, Path, Text
from acctdesk.drawing.serieschart import chart_shapes, elapsed, shown, ticks

MEASURE = Inter()
RECT = Rect(30.0, 40.0, 500.0, 236.0)


def series(
    shape: str, *lines: Told, labels: tuple[str, ...] | None = None, unit: str = "%"
) -> Series:
    labels = labels or tuple(f"Period {one}" for one in range(len(lines[0].values)))
    return Series("Title", "Note", shape, "Period", labels, lines, unit)


def line(role: str, *values: float | None) -> Told:
    return Told(role, role, values, tuple("" if one is None else f"{one:g}" for one in values))


def drawn(one: Series) -> tuple[list[Text], list[Path], list[Box]]:
    shapes = chart_shapes(one, RECT, Look(), MEASURE).shapes
    return (
        [each for each in shapes if isinstance(each, Text)],
        [each for each in shapes if isinstance(each, Path)],
        [each for each in shapes if isinstance(each, Box)],
    )


@given(st.floats(-1e6, 1e6), st.floats(0, 1e6), st.booleans())
def test_a_scale_holds_what_it_is_for_and_is_round(low: float, span: float, whole: bool) -> None:
    found = ticks(low, low + span, whole=whole)
    room = max(abs(low), span, 1.0) * 1e-6
    assert found.low <= low + room
    assert found.high >= low + span - room
    assert 2 <= len(found.values) <= 8
    digits = f"{found.step:e}".split("e")[0].rstrip("0").rstrip(".")
    assert whole or digits in ("1", "2", "2.5", "5")
    if whole:
        assert found.step == int(found.step) >= 1


def test_periods_before_anything_was_known_are_left_out() -> None:
    told = series(
        "trend", line("actual", None, None, 96.0, None, 97.0), line("target", *[95.0] * 5)
    )
    assert shown(told).labels == ("Period 2", "Period 3", "Period 4")
    assert shown(told).lines[0].values == (96.0, None, 97.0)
    # Of one period alone there is still something beside it.
    alone = series("trend", line("actual", None, None, 96.0), line("target", 95.0, 95.0, 95.0))
    assert len(shown(alone).labels) == 2


def test_a_gap_stays_a_gap() -> None:
    told = series("trend", line("actual", 96.0, 95.0, None, 94.0, 97.0))
    _texts, paths, _boxes = drawn(told)
    [actual] = [one for one in paths if one.ink.width == 2.0 and len(one.steps) > 2]
    assert [type(one) for one in actual.steps] == [Move, Line, Move, Line]


def test_an_allowance_stands_at_its_time_and_goes_down_in_steps() -> None:
    told = series("budget", line("actual", 4.0, 3.0, 3.0), line("even", 4.0, 3.0, 1.0), unit="min")
    assert elapsed(told) == (0.0, 0.25, 0.75)
    _texts, paths, _boxes = drawn(told)
    [actual] = [one for one in paths if one.ink.width == 2.0 and len(one.steps) > 2]
    spots = [step.to for step in actual.steps if isinstance(step, Move | Line)]
    assert all(one.x == other.x or one.y == other.y for one, other in zip(spots, spots[1:]))  # noqa: B905, RUF007
    wide = spots[-1].x - spots[0].x
    assert (spots[1].x - spots[0].x) / wide == pytest.approx(1 / 3)
    assert elapsed(series("trend", line("even", 4.0, 1.0))) is None


def test_bars_begin_at_nought_and_are_as_high_as_their_counts() -> None:
    told = series("spread", line("actual", 5.0, 0.0, 10.0), unit="tickets")
    texts, _paths, boxes = drawn(told)
    bars = [one.rect for one in boxes if one.rect.width > 20]
    assert len(bars) == 2
    assert bars[0].bottom == pytest.approx(bars[1].bottom)
    assert bars[0].height * 2 == pytest.approx(bars[1].height)
    assert {"5", "10"} <= {one.words for one in texts}


@pytest.mark.parametrize("count", [1, 2, 5, 13, 40, 120])
def test_labels_dont_overlap_and_the_last_is_there(count: int) -> None:
    labels = tuple(f"7 May {2026 + one} – 6 May {2027 + one}" for one in range(count))
    told = series("trend", line("actual", *[float(one) for one in range(count)]), labels=labels)
    texts, _paths, _boxes = drawn(told)
    found = [one for one in texts if one.words.startswith("7 May")]
    assert labels[-1] in {one.words for one in found}
    spans = sorted(
        (one.at.x - wide / 2, one.at.x + wide / 2)
        for one in found
        if (wide := MEASURE.width(one.words, one.size, one.weight))
    )
    assert all(one[1] < other[0] for one, other in zip(spans, spans[1:]))  # noqa: B905, RUF007
    assert spans[-1][1] <= RECT.right + 0.5


def test_nothing_known_is_still_a_chart() -> None:
    texts, _paths, _boxes = drawn(series("trend", line("actual", None, None)))
    assert any(one.words == "Title" for one in texts)
    assert all(one.anchor in Anchor for one in texts)
