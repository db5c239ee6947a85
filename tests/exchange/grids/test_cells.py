"""Single cells: what is written says the value, and says it to anybody."""

from __future__ import annotations

import csv
import datetime as dt
import io
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.exchange.grids.book import sheet_name
from acctdesk.exchange.grids.cells import LONGEST, cut, plain, text_cell, workbook_cell
from acctdesk.exchange.grids.headings import headings, id_heading, kind_of
from acctdesk.exchange.grids.text import guarded, unguarded
from acctdesk.exchange.reading.dialect import Dialect, detect
from acctdesk.models.catalogue import Field, Format
from acctdesk.services.values import Hints, parse_column

HOSTILE = (
    "=1+1", "+49 30 123", "-2", "@SUM(A1)", "\t=1", "\r=1", " =1", "'=1", "''@x", "＝1", "'", "'t",
    "=cmd|' /C calc'!A0", "007", "1e5", "<r>x</r>", "_x0041_", "#group", "n/a",
)  # fmt: skip
texts = st.one_of(st.sampled_from(HOSTILE), st.text(max_size=30))


def field(form: Format) -> Field:
    return Field(kind="account", name="x", label="X", format=form)


@given(texts)
def test_a_guarded_text_starts_no_formula_and_comes_back(text: str) -> None:
    safe = guarded(text)
    assert unguarded(safe) == text
    assert safe.lstrip()[:1] not in ("=", "+", "-", "@", "＝", "＋", "－", "＠")
    assert safe[:1] not in ("\t", "\r", "\n")


@given(texts)
def test_a_text_that_starts_no_formula_stays_as_it_is(text: str) -> None:
    if text[:1].isalnum():
        assert guarded(text) == text == unguarded(text)


amounts = st.decimals(
    min_value=-(10**12) + 1, max_value=10**12 - 1, places=6, allow_nan=False, allow_infinity=False
)


@given(amounts)
def test_an_amount_is_written_so_that_no_reader_doubts_its_point(value: Decimal) -> None:
    text = plain(value)
    assert Decimal(text) == value
    for form in (Format.MONEY, Format.NUMBER):
        [again], remarks = parse_column(field(form), [text], Hints(), {})
        assert again == value
        assert not [one for _i, one in remarks if one.problem]


@given(st.integers(min_value=-(2**31) + 1, max_value=2**31 - 1))
def test_a_whole_number_comes_back(value: int) -> None:
    [again], _remarks = parse_column(
        field(Format.INTEGER), [text_cell(field(Format.INTEGER))(value)], Hints(), {}
    )
    assert again == value


@given(st.decimals(min_value=-1000, max_value=1000, places=6))
def test_a_share_comes_back_from_text(value: Decimal) -> None:
    cell = text_cell(field(Format.PERCENT))(value)
    [again], _remarks = parse_column(field(Format.PERCENT), [cell], Hints(), {})
    assert again == value


def test_dates_are_real_where_all_spreadsheets_agree() -> None:
    cell = workbook_cell(field(Format.DATE))
    assert cell("2026-03-04") == dt.date(2026, 3, 4)
    assert cell("1900-03-01") == dt.date(1900, 3, 1)
    # 1900 was no leap year, and half of the spreadsheets don't know.
    assert cell("1900-02-28") == "1900-02-28"
    assert (cell("2026-03"), cell("2026"), cell(None)) == ("2026-03", "2026", None)


@given(st.integers(min_value=LONGEST - 3, max_value=LONGEST + 3), st.sampled_from("aé𝄞"))
def test_a_text_too_long_for_a_cell_is_cut_and_says_so(length: int, letter: str) -> None:
    text = letter * length
    short = cut(text)
    units = len(short.encode("utf-16-le")) // 2
    assert units <= LONGEST
    assert short == text or (short.endswith("…") and units >= LONGEST - 1)


def test_fields_of_one_name_have_headings_apart() -> None:
    labels = ["Name", "name", "Name (2)", "AcctDesk account id", "A  B", "a b", "=1"]
    fields = [
        Field(kind="account", name=str(i), label=label, format=Format.TEXT)
        for i, label in enumerate(labels)
    ]
    found = headings(fields)
    assert found["0"] == "Name"
    assert len({one.casefold() for one in found.values()}) == len(labels)
    assert not any(kind_of(one) for one in found.values())
    # Which columns a list shows changes nothing.
    assert headings(fields) == found


@pytest.mark.parametrize("mark", [",", ";", "\t"])
def test_our_text_files_are_told_by_their_first_heading(mark: str) -> None:
    cells = "a;b;c;d\te|f,g h:i"
    rows = f"1{mark}'{cells}'\n" * 9 if mark not in cells else f'1{mark}"{cells}"\n' * 9
    for heading in (id_heading("account"), f'"{id_heading("person")}"'):
        assert detect(f"{heading}{mark}Name\n{rows}") == Dialect(mark, '"', "")


@given(st.text(max_size=60))
def test_any_title_names_a_sheet(title: str) -> None:
    name = sheet_name(title, "About")
    assert 0 < len(name) <= 31
    assert not set(name) & set("[]:*?/\\")
    assert not name.startswith("'")
    assert not name.endswith("'")
    assert name.casefold() not in ("about", "history")


def test_the_guard_is_for_texts_and_not_for_numbers(out, desk) -> None:
    from acctdesk.services.view import Column, ListView

    desk.records.create(
        "account", {"name": "=Acme", "annual_value": Decimal(-5), "phone": "+49 30 1234567"}
    )
    columns = tuple(map(Column, ("name", "annual_value", "phone")))
    path: Path = out.write(ListView("account", columns=columns), "csv")
    assert path.read_bytes().startswith(b"\xef\xbb\xbf")
    rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8-sig"))))
    assert rows[1][1:] == ["'=Acme", "-5", "'+49 30 1234567"]
