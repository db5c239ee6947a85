"""What a workbook holds beside plain rows: groups, branches, sums, and the page about it."""

from __future__ import annotations

import re
import zipfile
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from acctdesk.errors import Cancelled, FileProblem
from acctdesk.exchange.grids import content as content_module
from acctdesk.exchange.grids.content import Request
from acctdesk.exchange.grids.exporting import export_grid, file_name
from acctdesk.services.filters import Condition, Match, Op, Relative
from acctdesk.services.lanes import Job
from acctdesk.services.view import Column, ListView, Mark, Sort
from tests.exchange.grids.conftest import WHEN

COLUMNS = tuple(
    Column(name, pinned=name == "name")
    for name in ("name", "tier", "annual_value", "size", "renewal_date", "client_since", "tags")
)


@pytest.fixture
def six(desk: Any) -> list[str]:
    rows = [
        ("Acme", "A", 100, "EUR", 10, "2026-04-01"),
        ("Acme North", "A", 50, "USD", 20, "2026-05"),
        ("Globex", "B", Decimal("10.5"), "EUR", 30, "2027-01-01"),
        ("Hooli", "B", None, None, None, None),
        ("Initech", None, 7, None, 50, "2026-06-01"),
        ("=Umbrella", "B", 1, "EUR", 60, "1890-01-01"),
    ]
    made: list[str] = []
    for name, tier, value, currency, size, renewal in rows:
        values = {"name": name, "tier": tier, "annual_value": value, "currency": currency,
                  "size": size, "renewal_date": renewal}  # fmt: skip
        if name == "Acme North":
            values["parent_id"] = made[0]
        made.append(desk.records.create("account", values)[0])
    return made


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def rows(sheet: Any) -> list[tuple[Any, ...]]:
    return [tuple(cell.value for cell in row) for row in sheet.iter_rows()]


def test_types_are_kept(desk, out, six) -> None:
    sheet = opened(out.write(ListView("account", columns=COLUMNS))).worksheets[0]
    by_name = {row[1].value: row for row in sheet.iter_rows(min_row=2)}
    acme = by_name["Acme"]
    assert (acme[3].value, acme[3].number_format) == (100, "[$EUR] #,##0")
    assert by_name["Globex"][3].number_format == "[$EUR] #,##0.00"
    assert by_name["Initech"][3].number_format == "#,##0"
    assert acme[5].is_date
    assert by_name["Acme North"][5].value == "2026-05"
    assert by_name["=Umbrella"][5].value == "1890-01-01"
    assert by_name["=Umbrella"][1].data_type == "s"
    assert [row.value for row in acme].count(None) == 2  # client since and tags: blank, not ""


def test_the_head_is_frozen_filtered_and_wide_enough(desk, out, six) -> None:
    sheet = opened(out.write(ListView("account", columns=COLUMNS))).worksheets[0]
    assert sheet.freeze_panes == "C2"
    assert sheet.auto_filter.ref == "A1:H7"
    assert sheet.column_dimensions["A"].hidden
    assert sheet.column_dimensions["B"].width > len("Acme North")
    assert sheet.print_title_rows == "$1:$1"
    own = ListView("account", columns=(Column("name", width=300), Column("tier", width=60)))
    widths = opened(out.write(own)).worksheets[0].column_dimensions
    assert widths["B"].width > 4 * widths["C"].width > 0


def test_groups_have_heads_with_sums_and_can_be_folded(desk, out, six) -> None:
    view = ListView(
        "account", columns=COLUMNS, group=("tier",), sort=(Sort("name"),),
        summary={"annual_value": "sum", "size": "average", "name": "count"},
    )  # fmt: skip
    sheet = opened(out.write(view)).worksheets[0]
    found = rows(sheet)
    heads = [row for row in found if row[0] == "#group"]
    assert [row[1] for row in heads] == ["Tier: A (2)", "Tier: B (3)", "Tier: nothing (1)"]
    # Two currencies are told apart and never added up.
    assert [row[3] for row in heads] == ["€ 100 · $ 50", 11.5, 7]
    assert [row[4] for row in heads] == [15, 45, 50]
    levels = [sheet.row_dimensions[at].outlineLevel for at in range(2, 11)]
    assert levels == [0, 1, 1, 0, 1, 1, 1, 0, 1]
    assert not sheet.sheet_properties.outlinePr.summaryBelow
    sums = [row for row in found if row[0] == "#sum"]
    assert [row[3] for row in sums] == [111.5, 50, 7]
    assert sums[0][1] == 6
    last = list(sheet.iter_rows())[-3]
    assert last[3].number_format == '"Σ "[$EUR] #,##0.00'
    assert last[4].number_format == '"Ø "#,##0'


def test_a_tree_shows_branches_with_their_totals(desk, out, six) -> None:
    view = ListView("account", columns=COLUMNS, tree=True, summary={"size": "sum"})
    sheet = opened(out.write(view)).worksheets[0]
    names = [row[1] for row in rows(sheet)[1:]]
    at = names.index("Acme")
    assert names[at : at + 3] == ["Acme", "With all beneath it", "Acme North"]
    assert rows(sheet)[at + 2][4] == 30
    assert sheet.row_dimensions[at + 4].outlineLevel == 1
    assert sheet.cell(at + 4, 2).alignment.indent == 1


def test_grouped_lists_come_back_as_well(desk, out, six) -> None:
    for more in ({"group": ("tier", "tags")}, {"tree": True}):
        view = ListView("account", columns=COLUMNS, summary={"annual_value": "sum"}, **more)
        found = out.check(out.write(view)).findings
        assert (found.accounts.unchanged, found.accounts.created, found.accounts.updated) == (
            6,
            0,
            0,
        )
        assert not found.groups


def test_the_page_about_it_tells_what_the_list_is(desk, out, six) -> None:
    where = Match(
        "all",
        (
            Condition("tier", Op.IN, ("A", "B")),
            Match("any", (Condition("renewal_date", Op.WITHIN, Relative(90)),
                          Condition("name", Op.CONTAINS, "e"))),
        ),
    )  # fmt: skip
    view = ListView(
        "account", name="Key accounts", columns=COLUMNS, where=where, sort=(Sort("size", True),)
    )
    book = opened(out.write(view, words=" acme "))
    assert book.sheetnames == ["Key accounts", "About"]
    told = {row[0]: row[1] for row in rows(book["About"]) if row[0]}
    assert told["Records"] == "2 accounts"
    assert told["Words"] == "acme"
    assert told["Filter"] == (
        "Tier is one of “A”, “B” and (Renewal date is within the next 90 days or Name contains “e”)"
    )
    assert told["Order"] == "Employees (largest first)"
    assert told["Exported"].startswith("4 Mar 2026")
    assert told["Annual value"] == "Money, in the currency of its row"


def test_a_filter_names_what_it_refers_to(desk, out, six) -> None:
    where = Match("all", (Condition("parent_id", Op.IS, six[0]),))
    book = opened(out.write(ListView("account", columns=COLUMNS, where=where)))
    told = {row[0]: row[1] for row in rows(book["About"]) if row[0]}
    assert told["Filter"] == "Parent account is Acme"


def test_only_the_selected_records_leave(desk, out, six) -> None:
    path = out.write(ListView("account", columns=COLUMNS, sort=(Sort("name", True),)),
                     ids=(six[0], six[2]))  # fmt: skip
    assert [row[1] for row in rows(opened(path).worksheets[0])[1:]] == ["Globex", "Acme"]


def test_no_cell_is_a_formula_and_no_text_is_markup(desk, out) -> None:
    hostile = ["=1+1", "+1", "-1", "@a", "<r><t>x</t></r>", "<r>&</r>", "<r></c><f>1+1</f></r>"]
    for text in hostile:
        desk.records.create("account", {"name": text, "notes": f"{text}\n{text}"})
    path = out.write(ListView("account"))
    with zipfile.ZipFile(path) as archive:
        parts = b"".join(archive.read(name) for name in archive.namelist())
        assert not re.search(rb"<f[ >]", parts)
        assert not [name for name in archive.namelist() if "external" in name.lower()]
    cells = out.cells(path)
    assert sorted(str(row[1]) for row in cells[1:]) == sorted(hostile)


def test_an_empty_list_is_a_sheet_with_headings(desk, out) -> None:
    sheet = opened(out.write(ListView("person"))).worksheets[0]
    assert sheet.max_row == 1
    assert sheet["B1"].value == "Name"


# --- long work, and what can go wrong --------------------------------------------------------


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_cancelling_leaves_the_file_of_before_and_nothing_else(
    desk, out, six, suffix, monkeypatch
) -> None:
    monkeypatch.setattr(content_module, "PAGE", 2)
    path = out.write(ListView("account"), suffix)
    before = path.read_bytes()
    shares: list[float] = []

    def watch(job: Job) -> None:
        shares.append(job.share)
        if len(shares) == 2:
            job.cancel()

    with pytest.raises(Cancelled):
        out.write(ListView("account", sort=(Sort("size"),)), suffix, Job("Export", watch))
    assert path.read_bytes() == before
    assert [one.name for one in path.parent.iterdir() if "list" in one.name] == [path.name]
    assert shares == sorted(shares)


def test_progress_reaches_the_end_of_the_rows(desk, out, six, monkeypatch) -> None:
    monkeypatch.setattr(content_module, "PAGE", 2)
    shares: list[float] = []
    out.write(ListView("account"), "csv", Job("Export", lambda job: shares.append(job.share)))
    assert shares[-1] == 1
    assert len(shares) == 3


def test_a_folder_that_is_none_is_told(desk, out, six) -> None:
    request = out.request(ListView("account"))
    with pytest.raises(FileProblem, match="can't be written"):
        export_grid(desk, request, out.folder / "gone" / "list.xlsx", WHEN)
    shares: list[float] = []
    job = Job("Export", lambda job: shares.append(job.share))
    with pytest.raises(FileProblem):
        export_grid(desk, request, out.folder / "gone" / "list.xlsx", WHEN, job)
    assert not shares  # told before the work, not after it
    with pytest.raises(FileProblem, match="ends in"):
        export_grid(desk, request, out.folder / "list.pdf", WHEN)


def test_more_rows_than_a_sheet_holds_are_refused_before_anything_is_written(
    desk, out, six, monkeypatch
) -> None:
    from acctdesk.exchange.grids import workbook

    monkeypatch.setattr(workbook, "MOST", 5)
    with pytest.raises(FileProblem, match="holds 5 rows"):
        out.write(ListView("account"))
    assert not (out.folder / "list.xlsx").exists()


def test_a_record_deleted_meanwhile_is_left_out(desk, out, six) -> None:
    from acctdesk.exchange.grids.content import Content
    from acctdesk.exchange.grids.workbook import write_workbook

    content = Content(desk, Request(ListView("account"), ("name",), "List"))
    desk.records.delete("account", [six[2]])
    path = out.folder / "late.xlsx"
    assert write_workbook(content, path, WHEN) == 5
    assert "Globex" not in [row[1] for row in rows(opened(path).worksheets[0])]


def test_file_names_are_fit_for_every_system() -> None:
    day = WHEN.date()
    assert file_name("Key accounts", day) == "Key accounts 2026-03-04.xlsx"
    assert file_name('A/B: "c" <d>|e?*\\..', day, ".csv") == "A B c d e 2026-03-04.csv"
    assert file_name(" . ", day) == "List 2026-03-04.xlsx"


def test_a_disk_that_fills_up_while_packing_is_told(desk, out, six, monkeypatch) -> None:
    def full(*_args: object, **_more: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(zipfile.ZipFile, "write", full)
    with pytest.raises(FileProblem, match="No space left"):
        out.write(ListView("account"))
    assert not list(out.folder.glob("*list*"))


# --- marks -----------------------------------------------------------------------------------

MARKS = (
    Mark("annual_value", Op.OVER, Decimal(60), "good", whole_row=True),
    Mark("size", Op.EMPTY, None, "bad"),
    Mark("tier", Op.IS, "B", "warn"),
    Mark("rag", Op.EMPTY, None, "info", whole_row=False),  # not shown, so nothing is marked by it
)


def shown(sheet: Any) -> dict[str, dict[str, Any]]:
    """Cells by the name of their account and the heading of their column."""
    heads = [cell.value for cell in sheet[1]]
    return {row[1].value: dict(zip(heads, row, strict=False)) for row in sheet.iter_rows(min_row=2)}


def test_marks_show_as_grounds_signs_and_edges(desk, out, six) -> None:
    view = ListView("account", columns=COLUMNS, marks=MARKS)
    book = opened(out.write(view))
    cells = shown(book.worksheets[0])
    acme, hooli = cells["Acme"], cells["Hooli"]
    # The whole row has the ground, also where it is blank; the sign stands at the value itself.
    assert {cell.fill.fgColor.rgb for head, cell in acme.items() if "id" not in head} == {
        "FFDEEDF5"
    }
    value = acme["Annual value"]
    assert (value.value, value.number_format) == (100, '"✓ "[$EUR] #,##0')
    assert value.border.left.style == "thin"
    assert acme["Name"].number_format == "General"
    # A blank cell can't show a sign: its edge tells, and how heavy it is.
    size = hooli["Employees"]
    assert (size.value, size.fill.fgColor.rgb, size.border.left.style) == (
        None, "FFF5E3DE", "thick",
    )  # fmt: skip
    assert (hooli["Tier"].value, hooli["Tier"].number_format) == ("B", '"▲ "@')
    assert cells["Initech"]["Name"].fill.fill_type is None
    told = [(row[0], row[1]) for row in rows(book["About"]) if row[0] and "Marked" in row[0]]
    assert told == [
        ("Marked ✓", "Annual value is more than 60 (good, whole row)"),
        ("Marked ✕", "Employees is empty (act)"),
        ("Marked ▲", "Tier is “B” (watch)"),
    ]


def test_the_first_cell_has_the_sign_of_a_row_whose_reason_is_not_shown(desk, out, six) -> None:
    view = ListView(
        "account", columns=(Column("name"), Column("size")),
        marks=(Mark("tier", Op.IS, "A", "warn", whole_row=True),),
    )  # fmt: skip
    acme = shown(opened(out.write(view)).worksheets[0])["Acme"]
    assert acme["Name"].number_format == '"▲ "@'
    assert acme["Employees"].fill.fgColor.rgb == "FFEEE8DE"
    assert acme["Employees"].number_format == "#,##0"


def test_of_marks_on_one_cell_the_first_counts_as_in_the_grid(desk, out, six) -> None:
    marks = (
        Mark("size", Op.OVER, 15, "bad"),
        Mark("size", Op.OVER, 5, "good", whole_row=True),
        Mark("size", Op.WITHIN, "nonsense", "info"),
    )
    cells = shown(
        opened(out.write(ListView("account", columns=COLUMNS, marks=marks))).worksheets[0]
    )
    assert cells["Globex"]["Employees"].number_format == '"✕ "#,##0'
    assert cells["Globex"]["Name"].number_format == '"✓ "@'
    assert cells["Acme"]["Employees"].number_format == '"✓ "#,##0'
    assert cells["Acme"]["Name"].number_format == "General"


def test_marked_lists_come_back_unharmed(desk, out, six) -> None:
    everything = (*MARKS, Mark("renewal_date", Op.NOT_EMPTY, None, "info", whole_row=True))
    for more in ({}, {"group": ("tier",)}, {"tree": True}, {"row_height": "tall"}):
        path = out.write(ListView("account", columns=COLUMNS, marks=everything, **more))
        found = out.check(path).findings
        assert (found.accounts.unchanged, found.accounts.created, found.accounts.updated) == (
            6, 0, 0,
        )  # fmt: skip


def test_a_marked_branch_keeps_its_place_and_its_sign(desk, out, six) -> None:
    marks = (Mark("name", Op.CONTAINS, "north", "info"),)
    view = ListView("account", columns=COLUMNS, tree=True, marks=marks)
    north = shown(opened(out.write(view)).worksheets[0])["Acme North"]["Name"]
    assert (north.alignment.indent, north.number_format) == (1, '"● "@')
