"""Sheets that were sorted, moved, copied, cut and pasted are understood, or it is told."""

from __future__ import annotations

import copy
from collections.abc import Callable
from typing import Any

import pytest

from acctdesk.exchange.handoff.opened import Opened
from acctdesk.exchange.handoff.reading import open_handover
from tests.exchange.handoff.handing import Grid, at, grids, ident, parcel, small, table

PARCEL = small()
WRITTEN = grids(PARCEL)
ACME, BETA, ANN, BOB = map(ident, ("acme", "beta", "ann", "bob"))
FIFTH, SIXTH = ident("ticket5"), ident("ticket6")


def read(change: Callable[[dict[str, Grid]], object]) -> Opened:
    sheets = copy.deepcopy(WRITTEN)
    change(sheets)
    return open_handover(table(sheets))


def put(grid: Grid, record: str, field: str, cell: Any) -> None:
    row, column = at(grid, record, field)
    grid[row][column] = cell


def told(found: Opened) -> str:
    return "\n".join(map(str, found.findings))


def edits(found: Opened) -> set[tuple[str, str, Any]]:
    return {(one.record, one.field, one.after) for one in found.edits}


def row_of(grid: Grid, **cells: Any) -> list[Any]:
    row = [None] * len(grid[0])
    for field, cell in cells.items():
        row[grid[0].index(field)] = cell
    return row


# -- sheets and columns ------------------------------------------------------------------------


def test_a_sheet_that_was_renamed_is_known() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        sheets["My tickets"] = sheets.pop("Tickets")
        put(sheets["My tickets"], FIFTH, "title", "Other")

    found = read(change)
    assert edits(found) == {(FIFTH, "title", "Other")}
    assert found.edits[0].sheet == "My tickets"
    assert not found.findings


def test_a_sheet_that_was_removed_deletes_nothing() -> None:
    found = read(lambda sheets: sheets.pop("Tickets"))
    assert not found.edited
    assert told(found) == ("Tickets: The sheet is gone. Its records stay as they were handed over.")


def test_a_copy_of_a_sheet_and_a_sheet_of_ones_own_are_told() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        sheets["Tickets (2)"] = copy.deepcopy(sheets["Tickets"])
        put(sheets["Tickets (2)"], FIFTH, "title", "In the copy")
        sheets["Notes"] = [["my notes"]]

    found = read(change)
    assert not found.edited
    assert "Tickets (2): It is a copy and was not looked at." in told(found)
    assert "Notes: It isn't part of the hand-over and was not looked at." in told(found)


@pytest.mark.parametrize("gone", [1, 2], ids=["hidden row", "both rows"])
def test_a_sheet_without_its_hidden_row_is_known_by_its_headings(gone: int) -> None:
    def change(sheets: dict[str, Grid]) -> None:
        tickets = sheets["Tickets"]
        put(tickets, FIFTH, "title", "Other")
        put(tickets, SIXTH, "state", "Closed")
        if gone == 2:
            tickets[1][3] = "What it is about"
        del tickets[0]

    found = read(change)
    if gone == 1:
        assert edits(found) == {(FIFTH, "title", "Other"), (SIXTH, "state", "closed")}
        assert not found.findings
    else:
        assert edits(found) == {(SIXTH, "state", "closed")}
        assert "What it is about: This column isn't known: its cells were not looked" in told(found)
        assert "Title: The column is gone. Its values stay" in told(found)
    assert not found.removed


def test_a_row_of_headings_that_was_deleted_hides_no_record() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        put(sheets["Tickets"], ident("ticket0"), "title", "Other")
        del sheets["Tickets"][1]

    found = read(change)
    assert edits(found) == {(ident("ticket0"), "title", "Other")}
    assert not found.removed


def test_columns_that_came_or_went_are_told() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        tickets = sheets["Tickets"]
        place = tickets[0].index("title")
        for number, row in enumerate(tickets):
            del row[place]
            row.append([None, "Mine", "note"][min(number, 2)])

    found = read(change)
    assert not found.edited
    assert "Tickets, Title: The column is gone. Its values stay as they were" in told(found)
    assert "Tickets, Mine: This column isn't known: its cells were not looked at." in told(found)


# -- rows ----------------------------------------------------------------------------------------


def test_rows_that_were_copied_and_edited_are_new() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        tickets = sheets["Tickets"]
        original = next(row for row in tickets if row[0] == FIFTH)
        tickets.insert(tickets.index(original), [*original])
        put(tickets, FIFTH, "number", "INC7777")  # the first of the two
        tickets.append([*next(row for row in tickets if row[0] == SIXTH)])

    found = read(change)
    assert not found.edits
    assert not found.removed
    assert [(one.kind, one.title) for one in found.added] == [("ticket", "INC7777")]
    assert "The row is a copy that was edited: it is taken as new." in told(found)
    assert "The row is a copy without a difference and was not taken over." in told(found)


def test_a_row_that_lost_its_id_is_still_that_record() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        put(sheets["Tickets"], FIFTH, "title", "Other")
        for record in (FIFTH, SIXTH):
            put(sheets["Tickets"], record, "acctdesk:ticket", None)

    found = read(change)
    assert edits(found) == {(FIFTH, "title", "Other")}
    assert not found.added
    assert not found.removed


def test_without_any_ids_nothing_counts_as_removed() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        tickets = sheets["Tickets"]
        put(tickets, FIFTH, "title", "Other")
        del tickets[-1]
        for row in tickets:
            del row[0]

    found = read(change)
    assert edits(found) == {(FIFTH, "title", "Other")}
    assert not found.added
    assert not found.removed
    assert "The hidden ids are gone: rows were known by what they say." in told(found)


def test_a_sheet_sorted_without_its_hidden_ids_is_put_back() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        tickets = sheets["Tickets"]
        put(tickets, FIFTH, "title", "Other")
        ids = [row[0] for row in tickets[2:]]
        cells = sorted((row[1:] for row in tickets[2:]), key=lambda row: str(row[2]), reverse=True)
        tickets[2:] = [[one, *row] for one, row in zip(ids, cells, strict=True)]

    found = read(change)
    assert edits(found) == {(FIFTH, "title", "Other")}
    assert "was sorted without its hidden ids" in told(found)


def test_a_column_sorted_by_itself_is_left_alone() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        tickets = sheets["Tickets"]
        place = tickets[0].index("number")
        cells = sorted((row[place] for row in tickets[2:]), reverse=True)
        for row, cell in zip(tickets[2:], cells, strict=True):
            row[place] = cell
        put(tickets, FIFTH, "state", "Closed")

    found = read(change)
    assert edits(found) == {(FIFTH, "state", "closed")}
    assert "Number: The column was sorted by itself" in told(found)


def test_a_row_whose_cells_were_cleared_is_removed() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        row = next(row for row in sheets["Tickets"] if row[0] == FIFTH)
        row[1:] = [None] * (len(row) - 1)

    found = read(change)
    assert [one.record for one in found.removed] == [FIFTH]
    assert not found.edits


def test_what_belongs_to_a_removed_row_goes_along() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        sheets["People"][2:] = [row for row in sheets["People"][2:] if row[0] != ANN]

    found = read(change)
    assert [(one.kind, one.title) for one in found.removed] == [("person", "Ann Ault")]
    assert found.parcel.gone == {"person": (ANN,), "position": (ident("post1"),)}
    columns = found.parcel.columns
    (promise,) = found.parcel.rows["promise"]
    assert promise[columns["promise"].index("person_id")] is None
    post = next(row for row in found.parcel.rows["position"] if row[0] == ident("post2"))
    assert post[columns["position"].index("manager_id")] is None


def test_a_removed_account_stays_among_those_that_were_handed_over() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        put(sheets["Tickets"], ident("ticket3"), "title", "Other")
        sheets["Accounts"][2:] = [row for row in sheets["Accounts"][2:] if row[0] != BETA]

    found = read(change)
    assert found.parcel.accounts == (ACME, BETA)
    assert BETA in found.parcel.gone["account"]
    assert len(found.parcel.gone["ticket"]) == 4
    assert not found.edits
    assert "It went with what it belongs to, whose row was removed." in told(found)


# -- added rows ----------------------------------------------------------------------------------


def test_an_added_person_works_where_the_row_says() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        people = sheets["People"]
        people.append(row_of(people, **{"name": "Carl Cox", "~account": "Beta, Gamma"}))

    found = read(change)
    assert [(one.kind, one.title) for one in found.added] == [
        ("person", "Carl Cox"), ("position", "Carl Cox"),
    ]  # fmt: skip
    post = found.parcel.rows["position"][-1]
    assert post[1:3] == [found.added[0].record, BETA]
    assert "No account of this workbook is called so." in told(found)


def test_an_added_row_that_lacks_something_is_told_and_so_is_what_needs_it() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        people, posts, promises = (sheets[n] for n in ("People", "Positions", "Promises"))
        people.append(row_of(people, given_name="Carl"))
        posts.append(row_of(posts, title="Chief"))
        promises.append(row_of(promises, title="No day", side="Ours", account_id="Acme"))
        promises.append(
            row_of(promises, title="Fine", side="ours", account_id="Acme", made="2026-01-01",
                   due="soon", person_id="Nobody")
        )  # fmt: skip

    found = read(change)
    assert [(one.kind, one.title) for one in found.added] == [("promise", "Fine")]
    added = dict(
        zip(found.parcel.columns["promise"], found.parcel.rows["promise"][-1], strict=True)
    )
    assert (added["state"], added["due"], added["person_id"]) == ("open", None, None)
    said = told(found)
    assert "People, row 5: Name is missing. The row was not taken over." in said
    assert "Positions, row 6: Account is missing. The row was not taken over." in said
    assert "Promises, row 4: Made on is missing. The row was not taken over." in said
    assert "Due: expected a date, found “soon”. The cell was left blank." in said
    assert "found “Nobody”. The cell was left blank." in said


def test_an_added_row_is_the_same_record_whenever_it_is_read() -> None:
    def change(sheets: dict[str, Grid], state: str = "Closed") -> None:
        tickets = sheets["Tickets"]
        for _copy in range(2):
            new = row_of(tickets, account_id="Acme", number="X1", state=state)
            tickets.insert(5 if state == "Closed" else 2, new)
        put(sheets["Accounts"], BETA, ident("colour"), "red")

    first, second = read(change), read(change)
    assert len({one.record for one in first.added}) == 2
    assert first.parcel.rows == second.parcel.rows
    later = read(lambda sheets: change(sheets, "Resolved"))
    assert {one.record for one in later.added} == {one.record for one in first.added}


def test_an_id_that_nobody_knows_is_a_new_row() -> None:
    def change(sheets: dict[str, Grid]) -> None:
        tickets = sheets["Tickets"]
        tickets.append(
            row_of(tickets, **{"acctdesk:ticket": "f" * 32, "account_id": "Acme", "number": "X1"})
        )

    found = read(change)
    assert [one.title for one in found.added] == ["X1"]
    assert found.added[0].record != "f" * 32
    assert "The row's id isn't known: it is taken as new." in told(found)


def test_the_only_account_need_not_be_named() -> None:
    one = parcel(
        {
            "account": [{"id": ACME, "name": "Acme"}],
            "ticket": [{"id": FIFTH, "account_id": ACME, "number": "INC5"}],
        }
    )
    sheets = grids(one)
    sheets["Tickets"].append(row_of(sheets["Tickets"], number="INC6"))
    found = open_handover(table(sheets))
    assert found.parcel.rows["ticket"][-1][1] == ACME
    assert not found.findings


def test_what_is_only_told_beside_is_not_taken() -> None:
    found = read(lambda sheets: put(sheets["People"], BOB, "~account", "Gamma"))
    assert not found.edited
    assert "This column only tells; the change was not taken over." in told(found)
