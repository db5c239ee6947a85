"""Charts of service levels: what is said in them, where it stands, and the files they become."""

from __future__ import annotations

import itertools
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.drawing.burnchart import BurnChart
from acctdesk.drawing.charting import Chart, ChartLook, apart, steps_between
from acctdesk.drawing.paretochart import ParetoChart
from acctdesk.drawing.rendering import draw, write
from acctdesk.drawing.spreadchart import SpreadChart, bins
from acctdesk.drawing.trendchart import TrendChart

LOOK = ChartLook()
MONTHS = tuple("NDJFMAMJJASON")
TREND = TrendChart(
    "P1 response drifted down", "share of tickets, %", MONTHS,
    (0.98, 0.97, 0.98, 0.97, 0.97, 0.96, None, 0.96, 0.96, 0.955, 0.96, 0.945, 0.954),
    (0.94,) * 5 + (0.95,) * 8, tuple(f"tip {at}" for at in range(13)),
    tuple(f"key {at}" for at in range(13)), (False,) * 11 + (True, False), "95.4 %", "target 95 %",
    tuple((at / 100, f"{at}") for at in range(90, 101, 2)),
)  # fmt: skip
BURN = BurnChart(
    "Half of the budget is left", "minutes of 43", 43.2, ((0, 43.2), (0.3, 30.0), (0.6, 21.5)),
    ("a", "b", "c"), 12.0, ((0, "1"), (0.5, "15"), (1, "30")), "", "projected 12 min left",
    "even use",
)  # fmt: skip
MINUTES = (5.0, 30.0, 60.0, 61.0, 130.0, 470.0, 480.0, 481.0)
SPREAD = SpreadChart(
    "Half within 1 h 35 min", "working time", MINUTES,
    ((95.5, "median", False), (480.4, "90 %", False), (480.0, "8 h promised", True)),
    ((0, "0 h"), (240, "4 h")), tuple((a, b, n, str(n)) for a, b, n in bins(MINUTES, 480)),
)  # fmt: skip
PARETO = ParetoChart(
    "Two causes make most of it", "11 misses", ("Vendor " * 9, "Monitoring", "Night"), (5, 3, 1),
    ("5 · 56 %", "3 · 89 %", "1 · 100 %"), ("a", "b", "c"), ("x", "y", "z"),
)  # fmt: skip
SAID = ("95.4 %", "target 95 %", "projected 12 min left", "even use")
CHARTS = (TREND, BURN, SPREAD, PARETO)


@pytest.fixture
def drawing() -> None:
    pytest.importorskip("matplotlib", reason="charts are drawn by matplotlib, which isn't here")


@pytest.mark.parametrize("chart", CHARTS, ids=lambda one: type(one).__name__)
def test_a_chart_becomes_a_picture_with_places(drawing: None, chart: Chart) -> None:
    found = draw(chart, LOOK, 640, 360, 2)
    assert (found.width, found.height) == (1280, 720)
    assert len(found.pixels) == 1280 * 720 * 4
    assert found.hits
    assert all(0 <= one.x <= 640 and 0 <= one.y <= 360 for one in found.hits)


def test_a_place_is_where_the_value_is_drawn(drawing: None) -> None:
    found = draw(TREND, LOOK, 640, 360)
    last = found.hits[-1]
    assert (last.words, last.key) == ("tip 12", "key 12")
    assert len(found.hits) == 12, "the period without a value has no place"
    at = 4 * (round(last.y) * found.width + round(last.x))
    assert tuple(found.pixels[at : at + 3]) == (0x00, 0x72, 0xB2)


@pytest.mark.parametrize(("width", "height", "scale"), [(640, 360, 1.0), (420, 300, 2.0)])
@pytest.mark.parametrize("chart", CHARTS, ids=lambda one: type(one).__name__)
def test_words_never_lie_over_words_nor_leave_the_picture(
    drawing: None, chart: Chart, width: int, height: int, scale: float
) -> None:
    from acctdesk.drawing import rendering

    look = ChartLook(scale=scale)
    with rendering._figure(chart, look, (width, height), 72) as (figure, plane, _hits):
        rendering._write(figure, plane.words, (width, height))
        from matplotlib.backends.backend_agg import FigureCanvasAgg

        renderer = FigureCanvasAgg(figure).get_renderer()
        texts = [one for one in (*figure.texts, *figure.axes[0].texts) if one.get_text()]
        boxes = [(one.get_text(), one.get_window_extent(renderer)) for one in texts]
    for at, (words, box) in enumerate(boxes):
        assert box.x0 >= -1, words
        assert box.x1 <= width + 1, words
        for other, beside in boxes[at + 1 :]:
            apart_by = max(box.x0 - beside.x1, beside.x0 - box.x1, box.y0 - beside.y1,
                           beside.y0 - box.y1)  # fmt: skip
            # Boxes hold the descent of letters that the words may not have.
            assert apart_by > -3 * scale, (words, other)


@pytest.mark.parametrize("chart", CHARTS, ids=lambda one: type(one).__name__)
def test_words_can_be_left_to_whoever_shows_the_chart(drawing: None, chart: Chart) -> None:
    """Lines, marks and places are the same; the words come with it, and aren't in the picture."""
    whole, bare = draw(chart, LOOK, 640, 360), draw(chart, LOOK, 640, 360, written=False)
    assert whole.hits == bare.hits
    assert not whole.words
    assert chart.title in [one.text for one in bare.words]
    assert all(0 <= one.x <= 640 and 0 <= one.y <= 360 for one in bare.words)
    title = slice(4 * 640 * 16, 4 * 640 * 30)
    assert len(set(bare.pixels[title])) == 1, "nothing is written where the title stands"
    assert len(set(whole.pixels[title])) > 1


def test_labels_at_the_right_of_a_chart_lie_over_no_line(drawing: None) -> None:
    """The sketch had "projected" across the dotted line."""
    from acctdesk.drawing import rendering

    for chart in (TREND, BURN):
        with rendering._figure(chart, LOOK, (640, 360), 72) as (figure, plane, _hits):
            rendering._write(figure, plane.words, (640, 360))
            from matplotlib.backends.backend_agg import FigureCanvasAgg

            axes = figure.axes[0]
            renderer = FigureCanvasAgg(figure).get_renderer()
            said = [one for one in figure.texts if one.get_text() in SAID]
            edge = axes.transData.transform((axes.get_xlim()[1], 0))[0]
            assert len(said) == 2
            assert all(one.get_window_extent(renderer).x0 >= edge - 1 for one in said)


@pytest.mark.parametrize("suffix", [".png", ".svg", ".pdf"])
def test_a_chart_is_written_whole_and_the_same_twice(
    drawing: None, tmp_path: Path, suffix: str
) -> None:
    first, second = tmp_path / f"a{suffix}", tmp_path / f"b{suffix}"
    write(TREND, LOOK, first, 640, 360)
    write(TREND, LOOK, second, 640, 360)
    assert first.read_bytes() == second.read_bytes()
    assert sorted(one.name for one in tmp_path.iterdir()) == [first.name, second.name]
    if suffix == ".svg":
        assert "P1 response drifted down" in first.read_text(encoding="utf-8")


def test_settings_of_matplotlib_stay_as_they_were(drawing: None) -> None:
    import matplotlib

    before = dict(matplotlib.rcParams)
    draw(BURN, LOOK, 320, 240)
    assert dict(matplotlib.rcParams) == before


def test_nothing_to_show_is_drawn_too(drawing: None) -> None:
    blank = TrendChart("t", "n", MONTHS, (None,) * 13, (None,) * 13, ("",) * 13, ("",) * 13)
    assert draw(blank, LOOK, 320, 240).hits == ()
    spent = BurnChart("t", "n", 0.0, ((0.0, 0.0), (0.5, -9.0)), ("", ""), -500.0, ())
    assert len(draw(spent, LOOK, 320, 240).hits) == 2
    assert draw(SpreadChart("t", "n", (), (), (), ()), LOOK, 320, 240).hits == ()
    assert draw(ParetoChart("t", "n", (), (), (), (), ()), LOOK, 320, 240).hits == ()


def test_a_bar_ends_at_the_promise_and_what_is_exactly_on_it_is_before_it() -> None:
    found = bins(MINUTES, 480)
    assert sum(n for _a, _b, n in found) == len(MINUTES)
    edge = next(at for at, (_a, b, _n) in enumerate(found) if b == 480)
    assert sum(n for _a, _b, n in found[: edge + 1]) == 7
    assert bins((), 480) == []


@given(st.lists(st.floats(0, 1e6), min_size=1), st.none() | st.floats(1, 1e5))
def test_every_duration_is_in_one_bar(minutes: list[float], target: float | None) -> None:
    found = bins(sorted(minutes), target)
    assert sum(n for _a, _b, n in found) == len(minutes)
    assert len(found) <= 19
    assert all(a < b for a, b, _n in found)


@given(st.lists(st.floats(0, 500), max_size=6), st.floats(1, 40))
def test_labels_are_moved_apart_and_keep_their_order(places: list[float], gap: float) -> None:
    found = apart(places, gap)
    order = sorted(range(len(places)), key=lambda at: places[at])
    for first, second in itertools.pairwise(order):
        assert found[second] - found[first] >= gap - 1e-6


def test_lines_across_stand_at_round_numbers() -> None:
    assert steps_between(0, 43.2) == [0, 10, 20, 30, 40]
    assert steps_between(-7, 12) == [-5, 0, 5, 10]
    assert steps_between(3, 3) == [3]
