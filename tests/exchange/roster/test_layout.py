from __future__ import annotations

import csv
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.exchange.intake.layout import Layout, column_letters, find_layout, is_total_row
from acctdesk.exchange.roster.matching import known_headings
from acctdesk.models import read_catalogue
from acctdesk.services.values import Cell

KNOWN = known_headings(read_catalogue()).knows
N = None


@dataclass
class Sheet:
    """A sheet that holds its rows itself."""

    cells: Sequence[Sequence[Cell]]
    merged: Sequence[tuple[int, int, int, int]] = ()

    @property
    def columns(self) -> int:
        return max(map(len, self.cells), default=0)

    def head(self, n: int) -> Sequence[Sequence[Cell]]:
        return self.cells[:n]


def texts(layout: Layout) -> list[str]:
    return [heading.text for heading in layout.columns]


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize(
    ("cells", "merged", "rows", "first", "headings"),
    [
        pytest.param(
            [["Name", "City", "ARR"], ["Acme", "Berlin", 1], ["Globex", "Paris", 2]],
            (), (1,), 2, ["Name", "City", "ARR"], id="plain",
        ),
        pytest.param(
            [["Client list 2026"], [], ["Name", "City", "ARR"], ["A", "B", 1], ["C", "D", 2]],
            (), (3,), 4, ["Name", "City", "ARR"], id="title and blank row",
        ),
        pytest.param(
            [["Client list", N, "As of", "2026-01-01"], ["Name", "City", "ARR", "Tag"],
             ["Acme", "Berlin", 1, "x"], ["Globex", "Paris", 2, "y"]],
            (), (2,), 3, ["Name", "City", "ARR", "Tag"], id="title with date",
        ),
        pytest.param(
            [["Exported by Jana"], ["Region: DACH"], ["Status: all"], [],
             ["Kunde", "Ort", "Umsatz"], ["A", "B", 1], ["C", "D", 2]],
            (), (5,), 6, ["Kunde", "Ort", "Umsatz"], id="notes above",
        ),
        pytest.param(
            [["Clients", N, N], ["Name", "City", "ARR"], ["Acme", "Berlin", 100]],
            ((1, 0, 1, 2),), (2,), 3, ["Name", "City", "ARR"], id="merged title",
        ),
        pytest.param(
            [["Account", N, "Contact", N], ["Name", "City", "Name", "E-mail"],
             ["Acme", "Berlin", "Bob", "b@x.com"], ["Globex", "Paris", "Ann", "a@y.com"]],
            ((1, 0, 1, 1), (1, 2, 1, 3)), (1, 2), 3,
            ["Account Name", "Account City", "Contact Name", "Contact E-mail"], id="merged groups",
        ),
        pytest.param(
            [["Client", "Contact", N, "Notes"], [N, "Name", "E-mail", N],
             ["Acme", "Bob", "b@x.com", "hello"], ["Globex", "Ann", "a@y.com", "you"]],
            ((1, 0, 2, 0), (1, 1, 1, 2), (1, 3, 2, 3)), (1, 2), 3,
            ["Client", "Contact Name", "Contact E-mail", "Notes"], id="merged down and across",
        ),
        pytest.param(
            [["Our clients"], [N], ["Client", "Contact 1", N, "Contact 2", N],
             [N, "Name", "E-mail", "Name", "E-mail"],
             ["Acme", "Bob", "b@x.com", "Ann", "a@x.com"]],
            ((3, 0, 4, 0), (3, 1, 3, 2), (3, 3, 3, 4)), (3, 4), 5,
            ["Client", "Contact 1 Name", "Contact 1 E-mail", "Contact 2 Name", "Contact 2 E-mail"],
            id="title and groups of contacts",
        ),
        pytest.param(
            [[N, N, "Contact", N], ["Name", "City", "Name", "E-mail"],
             ["Acme", "Berlin", "Bob", "b@x.com"], ["Globex", "Paris", "Ann", "a@y.com"]],
            (), (1, 2), 3, ["Name", "City", "Contact Name", "Contact E-mail"],
            id="groups without merged cells",
        ),
        pytest.param(
            [["Account", 2022, 2023, 2024], ["Acme", 1, 2, 3], ["Globex", 4, 5, 6]],
            (), (1,), 2, ["Account", "2022", "2023", "2024"], id="years",
        ),
        pytest.param(
            [["Name", "Phone", "Phone", N], ["Acme", "+49 30 123456", "+49 30 123457", "x"]],
            (), (1,), 2, ["Name", "Phone", "Phone (2)", "Column D"], id="repeated and empty",
        ),
        pytest.param(
            [[N, "Name", "City"], [N, "Acme", "Berlin"], [N, "Globex", "Paris"]],
            (), (1,), 2, ["Column A", "Name", "City"], id="blank first column",
        ),
        pytest.param(
            [["Name", "City", "Sector"], ["Acme", "Berlin", "Retail"], ["Foo", "Paris", "Pharma"]],
            (), (1,), 2, ["Name", "City", "Sector"], id="nothing but text",
        ),
        pytest.param(
            [["Name\nof client", " Annual  value "], ["Acme", 5]],
            (), (1,), 2, ["Name of client", "Annual value"], id="line breaks",
        ),
        pytest.param(
            [["Acme", "Berlin", 12, "a@b.com"], ["Globex", "Paris", 14, "c@d.com"]],
            (), (), 1, ["Column A", "Column B", "Column C", "Column D"], id="no headings",
        ),
        pytest.param(
            [[N], ["Acme", "Berlin", "Retail"], ["Foo", "Paris", "Retail"],
             ["B", "Rome", "Retail"]],
            (), (), 2, ["Column A", "Column B", "Column C"], id="no headings, nothing but text",
        ),
    ],
)  # fmt: skip
def test_the_table_is_found(
    cells: list[list[Cell]],
    merged: Sequence[tuple[int, int, int, int]],
    rows: tuple[int, ...],
    first: int,
    headings: list[str],
    known: bool,
) -> None:
    sheet = Sheet(cells, merged)
    layout = find_layout(sheet, known=KNOWN) if known else find_layout(sheet)
    assert (layout.header_rows, layout.first_data_row, texts(layout)) == (rows, first, headings)


def test_an_empty_sheet_has_no_table() -> None:
    for cells in ([], [[]], [[N, ""], [" "]]):
        assert find_layout(Sheet(cells)) == Layout((), 1, ())


def test_a_single_column_needs_a_known_heading() -> None:
    names = Sheet([["Company"], ["Acme"], ["Globex"]])
    assert find_layout(names, known=KNOWN).header_rows == (1,)
    assert find_layout(Sheet([["Initech"], ["Acme"]]), known=KNOWN).header_rows == ()


def test_headings_without_rows_are_headings_when_known() -> None:
    assert find_layout(Sheet([["Company", "City"]]), known=KNOWN).header_rows == (1,)
    assert find_layout(Sheet([["Acme", "Berlin"]]), known=KNOWN).header_rows == ()


def test_a_person_may_say_where_the_headings_are() -> None:
    sheet = Sheet([["Name", "City"], ["Kunde", "Ort"], ["Acme", "Berlin"]])
    assert texts(find_layout(sheet, header_row=2)) == ["Kunde", "Ort"]
    assert find_layout(sheet, header_row=2).first_data_row == 3
    none = find_layout(sheet, header_row=0)
    assert (none.header_rows, none.first_data_row) == ((), 1)
    assert texts(none) == ["Column A", "Column B"]


def test_samples_are_a_few_different_values() -> None:
    rows: list[list[Cell]] = [["Name", "Size"], *([f"A{i // 2}", 5] for i in range(40))]
    name, size = find_layout(Sheet(rows)).columns
    assert name.samples == ("A0", "A1", "A2", "A3", "A4")
    assert size.samples == ("5",)


def test_repeated_headings_never_meet() -> None:
    sheet = Sheet([["Phone", "Phone (2)", "Phone", "phone"], ["1", "2", "3", "4"]])
    found = texts(find_layout(sheet, header_row=1))
    assert len({text.casefold() for text in found}) == 4
    assert found[:2] == ["Phone", "Phone (2)"]


FILES = {
    "maven_crm/accounts.csv": 7,
    "maven_crm/products.csv": 3,
    "maven_crm/sales_pipeline.csv": 8,
    "maven_crm/sales_teams.csv": 3,
    "salesforce_devorg/data/Account.csv": 17,
    "salesforce_devorg/data/Contact.csv": 17,
    "salesforce_devorg/data/Lead.csv": 28,
    "salesforce_devorg/data/Opportunity.csv": 19,
}


@pytest.mark.parametrize("path", FILES)
@pytest.mark.parametrize("above", [0, 3])
def test_real_exports_with_and_without_a_title(shared_data: Path, path: str, above: int) -> None:
    with (shared_data / path).open(encoding="utf-8-sig", newline="") as file:
        rows: list[list[Cell]] = [[cell or None for cell in row] for row in csv.reader(file)]
    title: list[list[Cell]] = [["Export of all records"], ["Jana Ode", N, "2026-10-14"], []]
    layout = find_layout(Sheet(title[:above] + rows), known=KNOWN)
    assert layout.header_rows == (above + 1,)
    assert layout.first_data_row == above + 2
    assert texts(layout) == rows[0]
    assert len(rows[0]) == FILES[path]
    without = find_layout(Sheet(rows[1:]), known=KNOWN)
    assert without.header_rows == ()


@pytest.mark.parametrize(
    "cells",
    [["Total", N, 5], ["Total: 12"], ["Grand total", N, "1,200"], ["Summe"], [N, "Total", 5.5],
     ["Total accounts", 12], ["Average", 3], ["TOTAL:", "€ 1.200,00"], ["Gesamtsumme", "", 7]],
)  # fmt: skip
def test_rows_that_sum_up(cells: list[Cell]) -> None:
    assert is_total_row(cells)


@pytest.mark.parametrize(
    "cells",
    [["Total", "Energy", "FR"], ["Total"], ["Acme", 1], [N, N], [], ["Sum Corp", "x"], [5, 6],
     ["Total Gas & Power", 5], ["Totally Spies", 1]],
)  # fmt: skip
def test_rows_that_are_records(cells: list[Cell]) -> None:
    assert not is_total_row(cells)


def test_column_letters() -> None:
    assert [column_letters(i) for i in (0, 5, 25, 26, 701, 702)] == [
        "A",
        "F",
        "Z",
        "AA",
        "ZZ",
        "AAA",
    ]


CELLS = st.one_of(
    st.none(), st.text(max_size=8), st.integers(), st.floats(), st.dates(), st.booleans()
)
MERGED = st.lists(
    st.tuples(st.integers(1, 6), st.integers(0, 5), st.integers(1, 8), st.integers(0, 7)).filter(
        lambda area: area[0] <= area[2] and area[1] <= area[3]
    ),
    max_size=4,
)


@given(cells=st.lists(st.lists(CELLS, max_size=6), max_size=8), merged=MERGED)
def test_any_sheet_has_distinct_headings_above_its_rows(
    cells: list[list[Cell]], merged: list[tuple[int, int, int, int]]
) -> None:
    layout = find_layout(Sheet(cells, merged))
    found = [text.casefold() for text in texts(layout)]
    assert len(set(found)) == len(found)
    assert all(found)
    assert layout.first_data_row > max(layout.header_rows, default=0)
