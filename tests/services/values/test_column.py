# ruff: noqa: DTZ001 - a cell has no zone
from __future__ import annotations

import datetime as dt
import time
from decimal import Decimal

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from acctdesk.models import Choice, Field, Format
from acctdesk.services.values import (
    Cell,
    Hints,
    Parsed,
    date_orders,
    decimal_marks,
    is_blank,
    parse_column,
    parser,
)

FIELDS = {
    format: Field(
        "account",
        format.value,
        format.value,
        format,
        choices=(Choice("A", "Alpha", ("first",)), Choice("B", "Beta")),
    )
    for format in Format
}

_LIKELY = [
    None, "", " ", "-", "n/a", "Acme", "Acme ", "  Acme", "A  B", "A|B", "|", "A\nB", "#REF!",
    "# 1", "Err:502", "Edge", "a@b.com", "A@B.com", "a@b.com\n", "a..b@c.de", "a@-b.de", "a@b-.de",
    "a@b",
    "+49 30 123456", "12 34 5", "123456", "1234567890123456", "12345678901234567", "0047 22 33 44",
    "www.acme.com", "www.Acme.com", "https://a.b/c d", "http://a-.de", "a.b", "1,234", "1.234",
    "1,234.50", "1.234,50", "12", "12.5", "0,123", "007", "1,234 €", "€ 5", "€ 1,234.50", "$5",
    "5 EUR", "-5", "12345,678", "1,23", "9999999999999", "99999999999999", "3000000000",
    "1,200.300",
    "2019-01-02", "03/04/25", "2019", "43529", "Mar 2019", "Germany", "DE", "yes", "a; b", "Alpha",
    "first", "\x00", "\ud800", "\u00a0", "x" * 1001, "é" * 3, True, False, 0, 1, 1.0, 1.5, -0.0,
    0.1, 1e300, 2**31, 10**13, 10**30, float("nan"), float("inf"), 1 / 3, 43529, 43529.5,
    dt.date(2020, 1, 2), dt.datetime(2020, 1, 2, 3), dt.date(1500, 1, 1), dt.time(8),
]  # fmt: skip

CELLS = st.one_of(
    st.sampled_from(_LIKELY),
    st.text(max_size=30),
    st.text("0123456789.,-+ ()/€$%kKMaEe'", max_size=14),
    st.text("0123456789./-: APMjanfebär", max_size=14),
    st.text("ab1.@-_|\n ", max_size=14),
    st.integers(),
    st.floats(),
    st.booleans(),
    st.dates(),
    st.datetimes(),
    st.times(),
)
HINTS = st.builds(
    Hints,
    date_order=st.sampled_from(["", "dmy", "mdy", "ymd"]),
    decimal=st.sampled_from(["", ",", "."]),
    default_region=st.sampled_from(["", "DE", "US"]),
    percent=st.booleans(),
    pad=st.sampled_from([0, 0, 5]),
    words=st.sampled_from([{}, {}, {"acme": "A", "12": None}]),
)
_TYPES: dict[Format, tuple[type, ...]] = {
    Format.INTEGER: (int,),
    Format.NUMBER: (Decimal,),
    Format.MONEY: (Decimal,),
    Format.PERCENT: (Decimal,),
    Format.CHECK: (bool,),
    Format.TAGS: (tuple,),
}


@given(format=st.sampled_from(Format), cell=CELLS, hints=HINTS)
def test_no_cell_breaks_the_reading(format: Format, cell: Cell, hints: Hints) -> None:
    found = parser(FIELDS[format], hints)(cell)
    if found.problem:
        assert found.value is None
    if not hints.words and found.value is not None:
        assert type(found.value) in _TYPES.get(format, (str,))
        assert found.value != ""
    if is_blank(cell) and format is not Format.CHOICE:
        assert found == Parsed(None)


@given(
    format=st.sampled_from(Format),
    chunks=st.lists(st.lists(CELLS, max_size=12), max_size=3),
    hints=HINTS,
)
@example(Format.TEXT, [["A|B", "|#", None, ""], [" a", "Err:502"]], Hints())
@example(Format.MONEY, [["1,234.50 €", None, "2.00 €"], ["€ 5"]], Hints())
@example(Format.EMAIL, [["a@b.com", None, "x", "c@d.de"], ["", "a@b.com"]], Hints())
def test_a_column_is_read_as_its_cells_are(
    format: Format, chunks: list[list[Cell]], hints: Hints
) -> None:
    if format is Format.DATE and any(
        isinstance(cell, dt.date) for chunk in chunks for cell in chunk
    ):
        return  # among real dates a bare number is a date: see test_dates
    field = FIELDS[format]
    read = parser(field, hints)
    cache: dict[object, object] = {}
    for chunk in chunks:
        values, remarks = parse_column(field, chunk, hints, cache)
        alone = [read(cell) for cell in chunk]
        assert values == [one.value for one in alone]
        assert list(map(type, values)) == [type(one.value) for one in alone]
        assert remarks == [
            (i, one) for i, one in enumerate(alone) if one.problem or one.note or one.currency
        ]


@pytest.mark.parametrize("format", list(Format))
@given(cells=st.lists(st.sampled_from(_LIKELY), min_size=1, max_size=6), data=st.data())
def test_columns_of_one_sort_are_read_as_their_cells_are(
    format: Format, cells: list[Cell], data: st.DataObject
) -> None:
    sort = data.draw(st.sampled_from([str, int, float]))
    same = [cell for cell in cells if cell is None or type(cell) is sort]
    hints = data.draw(HINTS)
    read = parser(FIELDS[format], hints)
    assert parse_column(FIELDS[format], same, hints, {})[0] == [read(c).value for c in same]


def test_currencies_and_notes_are_remarks_without_a_problem() -> None:
    values, remarks = parse_column(
        FIELDS[Format.MONEY], ["1,234.50 €", None, "2.00 €"], Hints(), {}
    )
    assert values == [Decimal("1234.50"), None, Decimal(2)]
    assert remarks == [
        (0, Parsed(Decimal("1234.50"), currency="EUR")),
        (2, Parsed(Decimal(2), currency="EUR")),
    ]


def test_equal_cells_of_other_types_are_not_mixed_up() -> None:
    values, _remarks = parse_column(FIELDS[Format.TEXT], [1, True, 1.0, "1", 1.5], Hints(), {})
    assert values == ["1", "TRUE", "1", "1", "1.5"]


def test_a_column_of_many_odd_values_does_not_fill_the_memory() -> None:
    cache: dict[object, object] = {}
    for start in range(0, 60_000, 2_000):
        cells: list[Cell] = [f"Not a date {start + i}" for i in range(2_000)]
        _values, remarks = parse_column(FIELDS[Format.CHECK], cells, Hints(), cache)
        assert len(remarks) == 2_000
    (known,) = cache.values()
    assert len(known.values) <= 24_000  # type: ignore[attr-defined]


@pytest.mark.parametrize("format", list(Format))
@pytest.mark.parametrize(
    "cell",
    ["<" + "@" * 32_000, "T" * 32_000, "a@" * 16_000, "(" * 32_000, "1," * 16_000, "a-" * 16_000,
     "a.b " * 8_000, "1 " * 16_000, "+" * 32_000, "9" * 32_000],
)  # fmt: skip
def test_a_hostile_cell_takes_no_time(format: Format, cell: str) -> None:
    start = time.process_time()
    found = parser(FIELDS[format], Hints())(cell)
    parse_column(FIELDS[format], [cell, None], Hints(), {})
    date_orders([cell])
    decimal_marks([cell])
    assert time.process_time() - start < 2
    assert found.problem or format in (Format.TAGS, Format.LONG_TEXT)
