"""The workbook of a report: numbers as numbers, native charts from cells, nothing that runs."""

from __future__ import annotations

import re
from pathlib import Path
from zipfile import ZipFile

import openpyxl
import pytest
from openpyxl.workbook import Workbook

from acctdesk.clientview import Series, View
from acctdesk.drawing.serieschart import shown
from acctdesk.exchange.reports.reading import Cover
from acctdesk.exchange.reports.workbook import write_report

COVER = Cover("Oct 2026", "2 Nov 2026", "Ann Keeler")


@pytest.fixture
def path(view: View, tmp_path: Path) -> Path:
    made = tmp_path / "report.xlsx"
    assert write_report(view, COVER, made) == 3
    return made


@pytest.fixture
def book(path: Path) -> Workbook:
    return openpyxl.load_workbook(path)


def test_the_cover_says_what_it_is_and_how_each_objective_stands(book: Workbook) -> None:
    said = [[cell.value for cell in row] for row in book["Report"].iter_rows()]
    assert said[0][0] == "Service levels of Acme & Sons"
    for fact in (
        ["Period", "Oct 2026"], ["Prepared on", "2 Nov 2026"], ["Prepared by", "Ann Keeler"],
        ["First response", "✕ Breached · 85.0 % · target 95 %"],
        ["Rating", "○ No data · target 95 %"],
    ):  # fmt: skip
        assert fact in said
    # Every other sheet is named there.
    named = {row[0] for row in said}
    assert set(book.sheetnames[1:]) <= named


def test_the_scorecard_keeps_types_and_says_states_by_sign_and_word(book: Workbook) -> None:
    rows = list(book["Scorecard"].iter_rows(min_row=2))
    first, second, third = [[cell.value for cell in row] for row in rows]
    assert first == ["Resolved in time", 0.95, 0.975, 0.025, "✓ Met", 12]
    assert second == ["First response", 0.95, 0.85, -0.1, "✕ Breached", 13]
    assert third == ["Rating", 0.95, None, None, "○ No data", 14]
    assert rows[0][2].number_format == "0.00%"
    assert book["Scorecard"].freeze_panes == "B2"


def test_a_sheet_for_each_chart_with_the_numbers_it_is_drawn_from(
    book: Workbook, view: View
) -> None:
    charts = [one for one in view.parts if isinstance(one, Series)]
    pages = [page for page in book if page._charts]
    assert len(pages) == len(charts) == 5
    for page, series in zip(pages, charts, strict=True):
        series = shown(series)
        rows = list(page.iter_rows(values_only=True))
        assert [one[0] for one in rows[1:]] == list(series.labels)
        first = len(rows[0]) - len(series.lines)
        for column, line in enumerate(series.lines, first):
            told = [one[column] for one in rows[1:]]
            share = series.unit == "%" or line.role == "cumulative"
            wanted = [None if one is None else one / (100 if share else 1) for one in line.values]
            assert told == pytest.approx(wanted)
        # Every line refers to the cells of this sheet.
        [chart] = page._charts
        drawn = [one for part in chart._charts for one in part.ser]
        assert len(drawn) == len(series.lines)
        for one in drawn:
            values = one.yVal if one.yVal is not None else one.val
            assert f"'{page.title}'" in values.numRef.f
            assert values.numRef.f.endswith(f"${len(series.labels) + 1}")


def test_an_allowance_stands_at_its_time_and_a_trend_begins_where_it_is_known(
    book: Workbook,
) -> None:
    rows = list(book["Allowance · Resolved in time"].iter_rows(values_only=True))
    assert rows[0] == ("Time", "Elapsed", "Left", "Even use")
    assert [one[1] for one in rows[1:]] == [0, 0.25, 0.75]
    rows = list(book["Trend of Resolved in time"].iter_rows(values_only=True))
    assert rows[1][0] == "Jul 2026"
    assert rows[2] == ("Aug 2026", None, 0.95)


def test_breaches_and_ledgers_have_sheets_and_rows_say_what_they_belong_to(book: Workbook) -> None:
    rows = list(book["What missed"].iter_rows(values_only=True))
    assert rows[0] == ("Objective", "Ticket", "Title", "Due")
    assert [one[:2] for one in rows[1:]] == [
        ("Resolved in time", "0017"), ("Resolved in time", "T2"), ("First response", "T3"),
    ]  # fmt: skip
    rows = list(book["Ledgers"].iter_rows(values_only=True))
    assert [one[0] for one in rows] == ["About", "Ledger: 0017", "Ledger: T3"]


def test_nothing_in_it_is_a_formula_or_markup(path: Path, book: Workbook) -> None:
    for page in book:
        for row in page.iter_rows():
            assert not [cell for cell in row if cell.data_type == "f"]
    titles = [cell.value for cell in book["What missed"]["C"]]
    assert titles[1:3] == ["=HYPERLINK(1)", "<r>odd</r>"]
    with ZipFile(path) as packed:
        sheets = [one for one in packed.namelist() if one.startswith("xl/worksheets/sheet")]
        assert not [one for one in sheets if b"<f>" in packed.read(one)]


def test_every_page_is_set_up_to_be_printed(path: Path, book: Workbook) -> None:
    for page in book:
        assert page.page_setup.orientation == "landscape"
        assert page.page_setup.fitToHeight == 0
        assert page.oddHeader.left.text == "Service levels of Acme && Sons"
    assert len(set(book.sheetnames)) == len(book.sheetnames)
    assert all(len(one) <= 31 and not re.search(r"[\[\]:*?/\\]", one) for one in book.sheetnames)
