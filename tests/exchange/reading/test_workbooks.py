from __future__ import annotations

import datetime as dt
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acctdesk.errors import FileProblem
from acctdesk.exchange.reading import ColumnFormat, read_table
from acctdesk.exchange.reading.formats import format_of

from .making import cells, column, parts, sheet_xml, write_sheet, write_zip

MOMENT = dt.datetime.fromisoformat("2026-10-14T09:30")


def test_values_keep_their_types(tmp_path: Path) -> None:
    path = tmp_path / "types.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.append(["text", 5, 5.5, True, False, None, dt.date(2026, 10, 14)])
    sheet.append([MOMENT, dt.time(8, 15), 1e15, 0.1, "", "x", -3])
    book.save(path)
    with read_table(path) as table:
        assert table.kind == "xlsx"
        first, second = cells(table.sheets[0])
    assert first == ["text", 5, 5.5, True, False, None, dt.date(2026, 10, 14)]
    assert [type(value) for value in first[:5]] == [str, int, float, bool, bool]
    assert second == [MOMENT, dt.time(8, 15), 10**15, 0.1, None, "x", -3]
    assert type(second[6]) is int


@pytest.mark.parametrize(
    ("epoch_1904", "expected"),
    [
        (False, [dt.date(1900, 1, 1), dt.date(1900, 2, 28), dt.date(1900, 3, 1)]),
        (True, [dt.date(1904, 1, 2), dt.date(1904, 2, 29), dt.date(1904, 3, 2)]),
    ],
)
def test_both_epochs_and_the_leap_year_that_never_was(
    tmp_path: Path, epoch_1904: bool, expected: list[dt.date]
) -> None:
    path = tmp_path / "dates.xlsx"
    book = xlsxwriter.Workbook(str(path), {"date_1904": epoch_1904})
    sheet = book.add_worksheet()
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    for row, serial in enumerate((1, 59, 61)):
        sheet.write_number(row, 0, serial, day)
    book.close()
    with read_table(path) as table:
        assert column(table.sheets[0]) == expected


def test_a_duration_is_text_as_excel_shows_it_and_a_time_stays_a_time(tmp_path: Path) -> None:
    path = tmp_path / "spans.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_number(0, 0, 26.5 / 24, book.add_format({"num_format": "[h]:mm:ss"}))
    sheet.write_number(0, 1, 0.5, book.add_format({"num_format": "[h]:mm:ss"}))
    sheet.write_number(0, 2, 0.5, book.add_format({"num_format": "hh:mm"}))
    book.close()
    with read_table(path) as table:
        assert cells(table.sheets[0]) == [["26:30:00", "12:00:00", dt.time(12)]]


def test_rows_keep_their_true_number_and_blank_edges_go(tmp_path: Path) -> None:
    path = tmp_path / "edges.xlsx"
    book = openpyxl.Workbook()
    sheet = book.active
    sheet["B3"] = "Title"
    sheet["B7"] = "Name"
    sheet["C7"] = "Tier"
    sheet["B5000"] = "last"
    for row in range(5001, 5050):
        sheet.cell(row, 9).number_format = "0.00"
    book.save(path)
    with read_table(path) as table:
        found = table.sheets[0]
        assert (found.rows, found.columns) == (5000, 3)
        assert column(found, 1)[2] == "Title"
        assert found.head(7)[6] == [None, "Name", "Tier"]
        assert found.head(2) == [[None] * 3] * 2
        filled = [
            chunk.first_row + index
            for chunk in found.chunks()
            for index, value in enumerate(chunk.columns[1])
            if value is not None
        ]
    assert filled == [3, 7, 5000]


def test_error_cells_are_their_text(tmp_path: Path) -> None:
    path = tmp_path / "errors.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, ["Value", "Note"])
    sheet.write_formula(1, 0, "=1/0", None, "#DIV/0!")
    sheet.write_formula(2, 0, "=NA()", None, "#N/A")
    sheet.write_string(2, 1, "kept")
    book.close()
    with read_table(path) as table:
        assert cells(table.sheets[0])[1:] == [["#DIV/0!", None], ["#N/A", "kept"]]


def test_formulas_give_their_stored_value_or_are_told(tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "formulas.xlsx",
        '<row r="1"><c r="A1"><f>1+1</f><v>2</v></c>'
        '<c r="B1" t="str"><f>&quot;&quot;</f><v></v></c></row>',
    )
    with read_table(path) as table:
        assert cells(table.sheets[0]) == [[2]]
        assert table.notes == ()
    plain = openpyxl.Workbook()
    plain.active["A1"] = "=1+1"
    plain.active["A2"] = "=SUM(A1)"
    plain.active["A3"] = 3
    plain.save(path)
    with read_table(path) as table:
        assert column(table.sheets[0]) == [None, None, 3]
        assert [note for note in table.notes if note.startswith("2 formulas have no stored")]


def test_hidden_sheets_merged_cells_and_charts(tmp_path: Path) -> None:
    path = tmp_path / "sheets.xlsx"
    book = xlsxwriter.Workbook(str(path))
    shown = book.add_worksheet("Shown")
    shown.merge_range("B2:D3", "wide")
    book.add_worksheet("Empty")
    hidden = book.add_worksheet("Hidden")
    hidden.write(0, 0, 1)
    hidden.hide()
    very = book.add_worksheet("Very")
    very.very_hidden()
    chart = book.add_chart({"type": "bar"})
    chart.add_series({"values": "=Hidden!$A$1:$A$1"})
    book.add_chartsheet("Chart").set_chart(chart)
    book.close()
    with read_table(path) as table:
        assert [(s.name, s.hidden, s.rows) for s in table.sheets] == [
            ("Shown", False, 2),
            ("Empty", False, 0),
            ("Hidden", True, 1),
            ("Very", True, 0),
        ]
        assert table.sheets[0].merged == ((2, 1, 3, 3),)
        assert list(table.sheets[1].chunks()) == []
        assert table.notes[0] == "2 hidden sheets: Hidden, Very"
        assert any("left out: Chart" in note for note in table.notes)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("0.0%", ColumnFormat(percent=True)),
        ("00000", ColumnFormat(pad=5)),
        ("@", ColumnFormat(is_text=True)),
        ("€ #,##0.00", ColumnFormat(currency="EUR")),
        ("#,##0.00 [$€-407]", ColumnFormat(currency="EUR")),
        ("[$CHF] #,##0.00", ColumnFormat(currency="CHF")),
        ("_-[$£-809]* #,##0.00_-;-[$£-809]* #,##0.00_-", ColumnFormat(currency="GBP")),
        ('_("$"* #,##0.00_);_("$"* (#,##0.00)', ColumnFormat(currency="USD")),
        ("[$$-1009]#,##0", ColumnFormat(currency="CAD")),
        ("#,##0.00\\ [$kr-41D]", ColumnFormat(currency="SEK")),
        ('#,##0.00 "PLN"', ColumnFormat(currency="PLN")),
        ("[$-409]d-mmm-yy", ColumnFormat()),
        ('[Red]0.00 "units"', ColumnFormat()),
        ("0", ColumnFormat()),
        ("General", ColumnFormat()),
        ("yyyy-mm-dd", ColumnFormat()),
    ],
)  # fmt: skip
def test_number_formats(code: str, expected: ColumnFormat) -> None:
    assert format_of(code) == expected


def test_columns_know_how_they_are_shown(tmp_path: Path) -> None:
    path = tmp_path / "formats.xlsx"
    book = xlsxwriter.Workbook(str(path))
    sheet = book.add_worksheet()
    codes = ["0.00%", "00000", "#,##0.00 [$€-407]", "@", "0.00", "0%"]
    made = [book.add_format({"num_format": code}) for code in codes]
    sheet.write_row(0, 0, ["Share", "Id", "Value", "Text", "Plain", "Few"], made[3])
    for row in range(1, 300):
        for index in (0, 1, 2, 4):
            sheet.write_number(row, index, row, made[index])
        sheet.write_string(row, 3, "007", made[3])
    sheet.write_number(2, 5, 1, made[5])
    book.close()
    with read_table(path) as table:
        assert table.sheets[0].formats == {
            0: ColumnFormat(percent=True),
            1: ColumnFormat(pad=5),
            2: ColumnFormat(currency="EUR"),
            3: ColumnFormat(is_text=True),
            5: ColumnFormat(percent=True),
        }


def test_a_cell_in_the_last_corner_is_read_sparsely(tmp_path: Path) -> None:
    path = write_sheet(
        tmp_path / "corner.xlsx",
        '<row r="1"><c r="A1"><v>1</v></c></row>'
        '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>',
    )
    assert path.stat().st_size < 2_000
    with read_table(path) as table:
        sheet = table.sheets[0]
        assert (sheet.rows, sheet.columns) == (1_048_576, 16_384)
        first, last = sheet.chunks()
    assert (first.first_row, first.rows, first.columns[0]) == (1, 1, [1])
    assert (last.first_row, last.rows, last.columns[-1]) == (1_048_576, 1, [7])


@pytest.mark.slow
def test_a_reader_that_aborts_gives_way_to_the_second(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    # Blank cells make the part too large to be looked through, so calamine meets the corner.
    rows = "".join(f'<row r="{n}"><c r="A{n}" s="0"/></row>' for n in range(2, 120_000))
    path = write_sheet(
        tmp_path / "abort.xlsx",
        f'<row r="1"><c r="A1"><v>1</v></c></row>{rows}'
        '<row r="1048576"><c r="XFD1048576"><v>7</v></c></row>',
    )
    with read_table(path) as table:
        assert (table.sheets[0].rows, table.sheets[0].columns) == (1_048_576, 16_384)
        assert any("slower reader" in note for note in table.notes)


def test_a_sheet_that_breaks_off_is_refused(tmp_path: Path) -> None:
    content = dict(parts(sheet_xml('<row r="1"><c r="A1"><v>1</v></c></row>')))
    content["xl/worksheets/sheet1.xml"] = content["xl/worksheets/sheet1.xml"][:-30]
    path = write_zip(tmp_path / "broken.xlsx", content)
    with pytest.raises(FileProblem, match="Data"):
        read_table(path)


def test_prefixed_and_single_quoted_xml(tmp_path: Path) -> None:
    xml = (
        "<?xml version='1.0'?><x:worksheet xmlns:x='http://schemas.openxmlformats.org/"
        "spreadsheetml/2006/main'><x:sheetData><x:row r='1'><x:c r='A1' t='e'><x:v>#N/A</x:v>"
        "</x:c><x:c r='B1'><x:v>2</x:v></x:c></x:row></x:sheetData></x:worksheet>"
    )
    path = write_zip(tmp_path / "prefix.xlsx", {**parts(""), "xl/worksheets/sheet1.xml": xml})
    with read_table(path) as table:
        assert cells(table.sheets[0]) == [["#N/A", 2]]


_TEXT = st.text(
    st.characters(codec="utf-8", exclude_categories=("Cc", "Cs"), exclude_characters="_\uffff"),
    max_size=20,
).map(str.strip)  # fmt: skip
_CELL = st.one_of(
    st.none(),
    st.booleans(),
    st.integers(-(10**12), 10**12),
    st.integers(-(10**9), 10**9).map(lambda n: n // 100 if n % 100 == 0 else n / 100),
    _TEXT.filter(lambda text: bool(text) and not text.startswith("=")),
    st.dates(dt.date(1900, 3, 1), dt.date(9999, 12, 31)),
)


@settings(
    max_examples=20, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rows=st.lists(st.lists(_CELL, min_size=1, max_size=5), min_size=1, max_size=6))
def test_what_openpyxl_writes_comes_back(tmp_path: Path, rows: list[list[object]]) -> None:
    path = tmp_path / "round.xlsx"
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in rows:
        sheet.append(row)
    book.save(path)
    with read_table(path) as table:
        found = cells(table.sheets[0])
        width = table.sheets[0].columns
    padded = [(row + [None] * 5)[:width] for row in rows]
    while padded and not any(value is not None for value in padded[-1]):
        padded.pop()
    assert found == padded
    assert [[type(v) for v in row] for row in found] == [[type(v) for v in row] for row in padded]
