"""The pages of a report: everything the view says, on paper, nothing over the rim or each other."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from acctdesk.clientview import Line, Series, Table, Text, View
from acctdesk.drawing.inter import Inter
from acctdesk.drawing.scene import Anchor, Box, Group, Scene, Shape
from acctdesk.drawing.scene import Text as Written
from acctdesk.errors import FileProblem
from acctdesk.exchange.reports.exporting import export_report
from acctdesk.exchange.reports.pages import A4, report_pages
from acctdesk.exchange.reports.reading import Cover, read_report
from acctdesk.ui.printing.scenes import write_pages
from tests.exchange.maps.reading import pdf_texts

COVER = Cover("Oct 2026", "2 Nov 2026", "Ann Keeler")


def written(shapes: Sequence[Shape]) -> Iterator[Written]:
    for one in shapes:
        if isinstance(one, Written):
            yield one
        elif isinstance(one, Group):
            yield from written(one.shapes)


def words(scene: Scene) -> list[str]:
    return [one.words for one in written(scene.shapes)]


def test_a_view_is_put_in_order(view: View) -> None:
    report = read_report(view)
    assert report.states == 4
    assert [one.heading for one in report.sections] == [
        "Resolved in time", "First response", "Ledgers",
    ]  # fmt: skip
    assert [len(one.charts) for one in report.sections] == [4, 1, 0]
    assert [one.caption for one in report.sections[2].tables] == ["Ledger: 0017", "Ledger: T3"]


def test_a_chart_without_a_figure_is_left_out(view: View) -> None:
    line = Line("Actual", "actual", (None, None), ("", ""))
    target = Line("Target", "target", (90.0, 90.0), ("90 %", "90 %"))
    blank = Series("Trend", "", "trend", "Period", ("Sep", "Oct"), (line, target), "%")
    report = read_report(View(view.title, (Text("Rating", "heading"), blank)))
    assert report.sections == ()


def test_the_first_page_is_a_summary_then_come_charts_and_tables(view: View) -> None:
    pages = report_pages(view, COVER, Inter())
    first = words(pages[0])
    for said in ("Service levels of Acme & Sons", "Oct 2026", "Resolved in time", "97.5 %",
                 "Breached", "Scorecard", "Rests on", f"Page 1 of {len(pages)}"):  # fmt: skip
        assert said in first
    assert "Trend of Resolved in time" in words(pages[1])
    assert "Service levels of Acme & Sons · Oct 2026" in words(pages[1])
    whole = [one for page in pages for one in words(page)]
    for said in ("Causes", "What missed", "Disk full", "Ledger: 0017", "Waiting for the client"):
        assert said in whole


def test_everything_lies_on_the_paper(view: View) -> None:
    measure = Inter()
    for page in report_pages(view, COVER, measure):
        assert (page.bounds.width, page.bounds.height) == A4
        for one in written(page.shapes):
            wide = measure.width(one.words, one.size, one.weight)
            left = (
                one.at.x - wide * {Anchor.START: 0, Anchor.MIDDLE: 0.5, Anchor.END: 1}[one.anchor]
            )
            assert left >= 40, one
            assert left + wide <= A4[0] - 40, one
            assert 20 < one.at.y < A4[1] - 20, one
            assert one.size >= 12


def test_a_long_table_goes_on_with_its_headings(view: View) -> None:
    rows = tuple((str(one), "word " * (one % 40)) for one in range(120))
    many = View(view.title, (Text("All", "heading"), Table(("Number", "Said"), rows)))
    pages = report_pages(many, COVER, Inter())
    assert len(pages) > 3
    for page in pages:
        assert {"Number", "Said"} <= set(words(page))
    said = [one for page in pages for one in words(page)]
    assert [one for one in said if one.isdecimal()] == [str(one) for one in range(120)]


def test_cards_and_rows_dont_lie_over_each_other(view: View) -> None:
    gauges = [one for one in view.parts if not isinstance(one, Text | Table)][:3]
    many = View(view.title, tuple(gauges) * 7)
    for page in report_pages(many, COVER, Inter()):
        cards = [group.shapes[0] for group in page.shapes if isinstance(group, Group)]
        boxes = [one.rect for one in cards if isinstance(one, Box)]
        assert boxes
        for at, one in enumerate(boxes):
            assert one.bottom < A4[1] - 40
            assert not any(one.overlaps(other) for other in boxes[:at])


def test_a_pdf_has_its_pages_and_text_that_is_text(
    view: View, tmp_path: Path, qapp: object
) -> None:
    path = tmp_path / "report.pdf"
    assert export_report(view, COVER, path, write_pages) == 3
    pages = report_pages(view, COVER, Inter())
    data = path.read_bytes()
    assert data.count(b"/Type /Page\n") == len(pages)
    said = "\n".join(pdf_texts(path))
    for page in pages:
        for one in words(page):
            # A blank is named like a tab by Qt.
            assert one.replace("\u00a0", " ").replace("\u202f", " ") in said.replace(
                "\u00a0", " "
            ).replace("\u202f", " "), one


def test_nothing_released_is_said(tmp_path: Path) -> None:
    empty = View(Text("Service levels of Acme", "title"), (Text("Scorecard", "heading"),
                 Table(("Objective", "State"), ())))  # fmt: skip
    [page] = report_pages(empty, COVER, Inter())
    assert "No objective is released for this client." in words(page)


def test_other_endings_are_refused(view: View, tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match=r"\.doc"):
        export_report(view, COVER, tmp_path / "a.doc", write_pages)
    assert list(tmp_path.iterdir()) == []
