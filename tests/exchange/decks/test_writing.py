"""Decks as presentations: whole, editable, with everything that is said and nothing else."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import pytest
from pptx import Presentation
from pptx.enum.chart import XL_CHART_TYPE
from pptx.util import Emu

from acctdesk.clientview import Brand, Deck, Line, Part, Picture, Series, Slide, Table, Text
from acctdesk.exchange.decks.writing import write_deck
from tests import decks
from tests.exchange.decks.packages import faults, formulas, said


def written(deck: Deck, folder: Path) -> tuple[Any, Path]:
    path = folder / "deck.pptx"
    write_deck(deck, path)
    return Presentation(str(path)), path


def only(*parts: Part, **more: object) -> Deck:
    slide = Slide("Name", "What it says", "What is shown", parts, "Source: us")
    return replace(decks.review(), slides=(slide,), **more)  # type: ignore[arg-type]


def charts(book: Any) -> list[Any]:
    return [one.chart for slide in book.slides for one in slide.shapes if one.has_chart]


def words(slide: Any) -> str:
    return "\n".join(one.text_frame.text for one in slide.shapes if one.has_text_frame)


@pytest.mark.slow
@pytest.mark.parametrize(
    "deck",
    [decks.review(), decks.trying(), decks.german(), decks.hostile()],
    ids=["review", "trying", "german", "hostile"],
)
def test_nothing_in_it_would_be_repaired(deck: Deck, tmp_path: Path) -> None:
    book, path = written(deck, tmp_path)
    assert not faults(path)
    assert len(book.slides) >= len(deck.slides)
    again = tmp_path / "again.pptx"
    book.save(str(again))
    assert not faults(again)


def test_it_is_wide_and_says_what_the_deck_says(tmp_path: Path) -> None:
    book, path = written(decks.review(), tmp_path)
    assert book.slide_width * 9 == book.slide_height * 16
    all_ = "\n".join(said(path))
    for one in ("The order portal stayed above 99.9 % in every month of the quarter", "99.93 %",
                decks.SOURCE, "Prepared for Northwind Logistics", "Paul Becker",
                "They told us before we noticed.", "Move the batch window"):  # fmt: skip
        assert one in all_
    fourth = book.slides[3]
    assert fourth.slide_layout.name == "Chart and text"
    assert fourth.shapes.title.text_frame.text == decks.review().slides[3].title
    assert "4 / 9" in words(fourth)
    assert "Every service level" not in all_, "what is prepared for questions isn't left behind"


def test_no_placeholder_stays_empty(tmp_path: Path) -> None:
    book, _path = written(decks.trying(), tmp_path)
    for slide in book.slides:
        for one in slide.placeholders:
            frame = getattr(one, "text_frame", None)
            assert frame is None or frame.text.strip(), (slide.name, one.name)


def test_charts_are_the_files_own_with_their_numbers(tmp_path: Path) -> None:
    book, _path = written(only(decks.trend(), *decks.HELPED), tmp_path)
    (chart,) = charts(book)
    assert chart.chart_type in (XL_CHART_TYPE.LINE_MARKERS, XL_CHART_TYPE.LINE)
    first, second = chart.plots[0].series
    assert first.name == "Order portal"
    assert tuple(first.values) == decks.trend().lines[0].values
    assert tuple(second.values) == (99.9,) * 12
    assert list(chart.plots[0].categories) == list(decks.MONTHS)
    kinds = {
        "spread": (decks.spread(), XL_CHART_TYPE.COLUMN_CLUSTERED),
        "long": (decks.causes(long=True), XL_CHART_TYPE.BAR_CLUSTERED),
        "budget": (decks.budget(), XL_CHART_TYPE.XY_SCATTER_LINES_NO_MARKERS),
        "stack": (decks.stack(), XL_CHART_TYPE.BAR_STACKED_100),
    }
    for part, kind in kinds.values():
        book, path = written(only(part, *decks.HELPED), tmp_path)
        (chart,) = charts(book)
        assert chart.chart_type in (kind, XL_CHART_TYPE.XY_SCATTER_LINES)
        assert not faults(path)


def test_cumulative_shares_are_a_line_on_a_scale_of_their_own(tmp_path: Path) -> None:
    book, path = written(only(decks.causes()), tmp_path)
    (chart,) = charts(book)
    bars, line = chart.plots
    assert [one.name for one in bars.series] == ["Missed"]
    assert [one.name for one in line.series] == ["Cumulative share"]
    assert tuple(line.series[0].values) == (45.0, 70.0, 85.0, 95.0, 100.0)
    assert not faults(path)


def test_gaps_stay_gaps(tmp_path: Path) -> None:
    book, _path = written(only(decks.trend((99.95, None, 99.92))), tmp_path)
    assert tuple(charts(book)[0].plots[0].series[0].values) == (99.95, None, 99.92)


def test_tables_are_the_files_own(tmp_path: Path) -> None:
    book, _path = written(only(decks.actions()), tmp_path)
    slide = book.slides[0]
    assert slide.slide_layout.name == "Table"
    (table,) = [one.table for one in slide.shapes if one.has_table]
    rows = [tuple(cell.text for cell in row.cells) for row in table.rows]
    assert rows == [decks.actions().headings, *decks.actions().rows]
    assert table.first_row


def test_everything_drawn_has_an_alternative_text(tmp_path: Path) -> None:
    book, _path = written(decks.review(), tmp_path)
    for slide in book.slides:
        for one in slide.shapes:
            about = one._element._nvXxPr.cNvPr
            drawn = one.has_chart or one.has_table or one.shape_type in (6, 13)
            decoration = about.get("name") in ("Rules", "Quote", "Labels", "Names")
            if drawn and not decoration and about.get("name") != "Would you recommend us?":
                assert about.get("descr"), (slide.slide_id, about.get("name"))
    chart = next(one for one in book.slides[3].shapes if one.has_chart)
    assert "Nov 99.93 %" in chart._element._nvXxPr.cNvPr.get("descr")


def test_notes_are_those_of_the_slide(tmp_path: Path) -> None:
    book, _path = written(decks.review(), tmp_path)
    assert [one.has_notes_slide for one in book.slides] == [at == 3 for at in range(9)]
    frame = book.slides[3].notes_slide.notes_text_frame
    assert frame.text == "Planned maintenance is announced five days ahead."


def test_it_tells_of_nobody_but_who_presents(tmp_path: Path) -> None:
    book, path = written(decks.review(), tmp_path)
    core = book.core_properties
    assert (core.author, core.last_modified_by) == ("Jana Ode", "Jana Ode")
    assert core.title == "Quarterly business review · Q4 2026"
    assert core.language == "en"
    assert "docProps/app.xml" not in ZipFile(path).namelist()
    nobody, path = written(replace(decks.review(), by=""), tmp_path)
    assert nobody.core_properties.author == ""


@pytest.mark.slow
def test_no_text_is_a_formula(tmp_path: Path) -> None:
    _book, path = written(decks.hostile(), tmp_path)
    assert not formulas(path)


def test_no_text_is_markup(tmp_path: Path) -> None:
    hostile = ("=1+1", "<a:r>&amp;", '=HYPERLINK("http://x")', "a\x00b\x1bc\ud800", "<r>x</r>")
    line = Line(hostile[0], "actual", (1.0,) * 5, ("1",) * 5)
    target = Line('"<&>', "target", (2.0,) * 5, ("2",) * 5)
    series = Series(hostile[1], hostile[2], "trend", "=H", hostile, (line, target), "")
    table = Table(hostile, (hostile,))
    deck = only(Text(hostile[3], "heading"), series, table, client=hostile[1], title=hostile[2])
    _book, path = written(deck, tmp_path)
    assert not faults(path)
    assert not formulas(path)
    all_ = said(path)
    assert "=1+1" in all_
    assert "<a:r>&amp;" in all_


def test_words_speak_the_language_of_the_deck(tmp_path: Path) -> None:
    _book, path = written(decks.german(), tmp_path)
    with ZipFile(path) as archive:
        slide = archive.read("ppt/slides/slide2.xml").decode()
        assert 'lang="de"' in slide
        assert 'lang="en' not in slide
        chart = next(name for name in archive.namelist() if name.startswith("ppt/charts/chart"))
        assert b'<c:lang val="de"/>' in archive.read(chart)


def test_from_right_to_left_is_said_so(tmp_path: Path) -> None:
    _book, path = written(only(Text(decks.HEBREW), Text("left")), tmp_path)
    slide = ZipFile(path).read("ppt/slides/slide1.xml").decode()
    assert slide.count('rtl="1"') == 1


def test_connectors_hold_the_cards_they_join(tmp_path: Path) -> None:
    book, _path = written(only(decks.people()), tmp_path)
    group = next(one for one in book.slides[0].shapes if one.shape_type == 6)
    cards = {one.shape_id: one for one in group.shapes if one.has_text_frame}
    ends = [
        (int(one._element.nvCxnSpPr.cNvCxnSpPr.stCxn.get("id")),
         int(one._element.nvCxnSpPr.cNvCxnSpPr.endCxn.get("id")))
        for one in group.shapes if one.shape_type == 9
    ]  # fmt: skip
    named = [(cards[a].text_frame.text.split("\n")[0], cards[b].text_frame.text.split("\n")[0])
             for a, b in ends]  # fmt: skip
    assert ("Ines Martens", "Paul Becker") in named
    assert len(named) == 6


def test_pictures_keep_their_proportion_and_bad_ones_become_words(tmp_path: Path) -> None:
    book, _path = written(only(decks.picture(120, 480)), tmp_path)
    photo = next(one for one in book.slides[0].shapes if one.shape_type == 13)
    assert photo.height / photo.width == pytest.approx(4.0, rel=0.01)
    broken = decks.png(40, 40, (1, 2, 3))[:60]
    book, path = written(only(Picture(broken, "image/png", "The site")), tmp_path)
    assert "The site" in "\n".join(said(path))
    assert not faults(path)


def test_shapes_stay_on_the_slide(tmp_path: Path) -> None:
    book, _path = written(decks.trying(), tmp_path)
    slack = Emu(20_000)
    for number, slide in enumerate(book.slides, 1):
        for one in slide.shapes:
            assert one.left >= -slack, (number, one.name)
            assert one.top >= -slack, (number, one.name)
            assert one.left + one.width <= book.slide_width + slack, (number, one.name)
            assert one.top + one.height <= book.slide_height + slack, (number, one.name)


def test_the_brand_colours_the_theme_and_its_logos_stand_on_the_cover(tmp_path: Path) -> None:
    deck = replace(decks.review(), brand=Brand("#117755", decks.picture(), None))
    book, path = written(deck, tmp_path)
    assert b'<a:accent1><a:srgbClr val="117755"/>' in ZipFile(path).read("ppt/theme/theme1.xml")
    assert sum(one.shape_type == 13 for one in book.slides[0].shapes) == 1
