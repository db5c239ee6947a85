"""Whatever is edited in a hand-over workbook is seen as exactly that, and nothing else is."""

from __future__ import annotations

import copy
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acctdesk.exchange.handoff.opened import Opened
from acctdesk.exchange.handoff.reading import open_handover
from tests.exchange.handoff.handing import Grid, at, grids, ident, small, table

PARCEL = small()
WRITTEN = grids(PARCEL)
NAMES = [name for name in WRITTEN if name != "AcctDesk data"]
ACME, BETA, ANN, MIA = map(ident, ("acme", "beta", "ann", "me"))

# What may be typed into a field, and what is stored then.
TYPED: dict[str, dict[str, list[tuple[Any, Any]]]] = {
    "Accounts": {
        "name": [("Acme & Söhne", "Acme & Söhne"), ("=Acme", "=Acme")],
        "tier": [("C", "C"), ("d", "D"), (None, None)],
        "annual_value": [(1, 1_000_000), (0.5, 500_000), ("1,250.50", 1_250_500_000)],
        "currency": [("GBP", "GBP"), ("pound", "GBP")],
        "country": [("France", "FR"), ("AT", "AT")],
        "client_since": [("2020-03", "2020-03"), (2021, "2021")],
        "notes": [("one\ntwo", "one\ntwo"), (None, None)],
        ident("colour"): [("green", "green"), (7, "7")],
        ident("hours"): [(2.5, 2_500_000), (None, None)],
        "owner_id": [("Mia Meyer", MIA), ("MIA MEYER", MIA), (None, None)],
    },
    "Tickets": {
        "title": [("New title", "New title"), ("+49", "+49")],
        "state": [("Closed", "closed"), (None, None)],
        "opened": [("2026-10-15 08:00", "2026-10-15T08:00:00.000000Z"), (None, None)],
    },
    "Positions": {
        "parked": [("Yes", True), (True, True), (None, None)],
        "buying_roles": [("Coach", '["coach"]'), (None, None)],
        "manager_id": [("Ann Ault – CIO", ident("post1")), (None, None)],
    },
}


def read(sheets: dict[str, Grid]) -> Opened:
    return open_handover(table(sheets))


def fresh() -> dict[str, Grid]:
    return copy.deepcopy(WRITTEN)


def stored(kind: str, record: str, field: str) -> Any:
    columns = PARCEL.columns[kind]
    if field in columns:
        row = next(row for row in PARCEL.rows[kind] if row[0] == record)
        return row[columns.index(field)]
    places = [PARCEL.columns["custom_value"].index(n) for n in ("record_id", "field_id", "text")]
    for row in PARCEL.rows["custom_value"]:
        who, what, text = (row[place] for place in places)
        if (who, what) == (record, field):
            return text
    return None


def value(opened: Opened, kind: str, record: str, field: str) -> Any:
    row = next(row for row in opened.parcel.rows[kind] if row[0] == record)
    return row[opened.parcel.columns[kind].index(field)]


def told(opened: Opened) -> str:
    return "\n".join(map(str, opened.findings))


def test_an_untouched_workbook_has_no_edits() -> None:
    found = read(fresh())
    assert not found.edited
    assert not found.findings
    assert found.parcel.rows == PARCEL.rows


@st.composite
def edits(draw: st.DrawFn) -> tuple[dict[str, Grid], set[Any], set[str], int]:
    """Random edits: the sheets, the edits of cells, ids of rows removed, and how many added."""
    sheets = fresh()
    cells: dict[tuple[str, str], Any] = {}
    for name in draw(st.lists(st.sampled_from(list(TYPED)), unique=True)):
        grid = sheets[name]
        kind = str(grid[0][0]).removeprefix("acctdesk:")
        for record in draw(st.lists(st.sampled_from([r[0] for r in grid[2:]]), unique=True)):
            fields = draw(st.lists(st.sampled_from(list(TYPED[name])), unique=True, max_size=2))
            for field in fields:
                typed, meant = draw(st.sampled_from(TYPED[name][field]))
                row, column = at(grid, record, field)
                grid[row][column] = typed
                before = stored(kind, record, field)
                if meant != before:
                    cells[record, field] = (kind, record, field, before, meant)
    tickets = sheets["Tickets"]
    known = [row[0] for row in tickets[2:]]
    removed = set(draw(st.lists(st.sampled_from(known), unique=True, max_size=3)))
    tickets[2:] = [row for row in tickets[2:] if row[0] not in removed]
    count = draw(st.integers(0, 3))
    for number in range(count):
        row = [None] * len(tickets[0])
        for field, cell in (("account_id", "acme"), ("number", f"NEW{number}"), ("title", "x")):
            row[tickets[0].index(field)] = cell
        tickets.append(row)
    for grid in sheets.values():
        if len(grid) > 4 and grid[0][0] != "AcctDesk hand-over":
            grid[2:] = draw(st.permutations(grid[2:]))
            _move_columns(grid, draw(st.permutations(range(1, len(grid[0])))))
            for column in draw(st.lists(st.integers(1, len(grid[0]) - 1), max_size=2)):
                grid[1][column] = f"My heading {column}"
    names = draw(st.permutations(list(sheets)))
    sheets = {f"{n} (old)" if draw(st.booleans()) else n: sheets[n] for n in names}
    hidden = next(name for name, grid in sheets.items() if grid[0][0] == "AcctDesk hand-over")
    sheets["AcctDesk data"] = sheets.pop(hidden)
    return sheets, {one for one in cells.values() if one[1] not in removed}, removed, count


def _move_columns(grid: Grid, order: list[int]) -> None:
    for row in grid:
        row += [None] * (len(grid[0]) - len(row))
        row[:] = [row[0], *(row[place] for place in order)]


@given(edits())
@settings(max_examples=40)
def test_random_edits_come_back_as_exactly_these(
    made: tuple[dict[str, Grid], set[Any], set[str], int],
) -> None:
    sheets, cells, removed, added = made
    found = read(sheets)
    assert not found.findings, told(found)
    seen = {(e.kind, e.record, e.field, e.before, e.after) for e in found.edits}
    assert seen == cells
    assert {one.record for one in found.removed} == removed
    assert [one.kind for one in found.added] == ["ticket"] * added
    assert set(found.parcel.gone.get("ticket", ())) == removed
    assert len(found.parcel.rows["ticket"]) == 12 - len(removed) + added
    for kind, record, field, _before, after in cells:
        if field in PARCEL.columns[kind]:
            assert value(found, kind, record, field) == after
    # What was not edited is what was handed over, to the letter.
    touched = {record for _kind, record, *_rest in cells} | removed
    for kind, rows in PARCEL.rows.items():
        if kind != "custom_value":
            kept = {row[0]: list(row) for row in found.parcel.rows[kind]}
            assert all(kept[row[0]] == list(row) for row in rows if row[0] not in touched)


# -- cells that aren't understood ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("sheet", "field", "typed", "expected"),
    [
        ("Accounts", "renewal_date", "soon", "a date"),
        ("Accounts", "annual_value", "much", "a number"),
        ("Accounts", "annual_value", "5 USD", "an amount in EUR"),
        ("Accounts", "tier", "Z", "one of: A"),
        ("Accounts", "name", None, "a value"),
        ("Accounts", "name", "#REF!", "a value"),
        ("Accounts", "owner_id", "Nobody", "a name that this workbook knows"),
        ("Accounts", "country", "Utopia", "a country"),
        ("Accounts", "size", 1.5, "a whole number"),
    ],
)
def test_what_is_not_understood_is_told_and_stays(
    sheet: str, field: str, typed: Any, expected: str
) -> None:
    sheets = fresh()
    row, column = at(sheets[sheet], ACME, field)
    sheets[sheet][row][column] = typed
    found = read(sheets)
    assert not found.edited
    (one,) = found.findings
    assert expected in one.expected
    assert (one.sheet, one.row, one.column) == (sheet, row + 1, sheets[sheet][1][column])
    assert "stays as it was handed over" in str(one)


def test_an_amount_may_come_with_its_new_currency() -> None:
    sheets = fresh()
    for field, typed in (("annual_value", "5 USD"), ("currency", "USD")):
        row, column = at(sheets["Accounts"], ACME, field)
        sheets["Accounts"][row][column] = typed
    found = read(sheets)
    assert {(e.field, e.after) for e in found.edits} == {
        ("annual_value", 5_000_000), ("currency", "USD"),
    }  # fmt: skip


def test_a_name_may_mean_a_person_that_was_added_or_renamed() -> None:
    sheets = fresh()
    people, posts = sheets["People"], sheets["Positions"]
    row = [None] * len(people[0])
    row[people[0].index("name")] = "Carl Cox"
    people.append(row)
    at_name = at(people, ANN, "name")
    people[at_name[0]][at_name[1]] = "Ann Archer"
    for record, name in (("post2", "Carl Cox"), ("post3", "ann archer")):
        place = at(posts, ident(record), "person_id")
        posts[place[0]][place[1]] = name
    found = read(sheets)
    (carl,) = found.added
    assert not found.findings
    assert value(found, "position", ident("post2"), "person_id") == carl.record
    assert value(found, "position", ident("post3"), "person_id") == ANN


def test_an_unfit_row_keeps_all_its_values() -> None:
    sheets = fresh()
    accounts = sheets["Accounts"]
    place = at(accounts, BETA, "name")
    accounts[place[0]][place[1]] = None
    before = value(read(fresh()), "account", BETA, "name")
    assert value(read(sheets), "account", BETA, "name") == before == "Beta"
