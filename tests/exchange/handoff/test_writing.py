"""A hand-over workbook as somebody with a spreadsheet finds it, and as the program reads it."""

from __future__ import annotations

import datetime as dt
import re
import zipfile
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest

from acctdesk.errors import Cancelled, FileProblem, Invalid
from acctdesk.exchange.handoff import wording, writing
from acctdesk.exchange.handoff.packing import unpack
from acctdesk.exchange.handoff.writing import Book, write_handover
from acctdesk.models import read_catalogue
from acctdesk.services.handover.brief import (
    HIGH,
    AccountBrief,
    Brief,
    Coming,
    Level,
    Ours,
    Owed,
    Thing,
    Who,
)
from acctdesk.services.handover.parcel import Parcel, Purpose
from acctdesk.services.historical_lines import HistoryLine
from acctdesk.services.lanes import Job
from tests.exchange.handoff.handing import WHEN, cell, ident, parcel, small, write

NASTY = (
    "=1+1", '=HYPERLINK("http://x.example")', "+49 30 1234567", "-5", "@SUM(A1)", "\ttab",
    "a\r\nb", "\U0001f600 ملاحظة", "007", "1e5", "TRUE", "2026-10-14", "http://x.example",
    "'quoted", "<r><t>markup</t></r>", "_x0041_", "x" * 40_000, "\x00\x07\ufffe", "  spaced  ",
)  # fmt: skip


def opened(path: Path) -> Any:
    return openpyxl.load_workbook(path)


def texts(sheet: Any) -> list[str]:
    return [str(one.value) for row in sheet.iter_rows() for one in row if one.value is not None]


@pytest.fixture(scope="module")
def plain(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write(small(), tmp_path_factory.mktemp("plain"))


def test_the_sheets_that_people_see_come_in_reading_order(plain: Path) -> None:
    book = opened(plain)
    assert [one.title for one in book if one.sheet_state == "visible"] == [
        "Cover", "Accounts", "People", "Positions", "Our team", "Promises", "Tickets",
    ]  # fmt: skip
    assert book.active.title == "Cover"
    assert book["Lists"].sheet_state == "hidden"
    assert book["AcctDesk data"].sheet_state == "veryHidden"


def test_the_exact_content_is_packed_with_the_sheets_that_were_written(plain: Path) -> None:
    sheet = opened(plain)["AcctDesk data"]
    assert all(one[0].data_type == "s" for one in sheet.iter_rows())
    found = unpack([one[0].value for one in sheet.iter_rows()])
    assert [page.name for page in found.pages][:2] == ["Accounts", "People"]
    assert replace(found, pages=()) == replace(
        small(), rows={kind: [list(row) for row in rows] for kind, rows in small().rows.items()}
    )


def test_a_sheet_of_records_is_typed_headed_and_filtered(plain: Path) -> None:
    sheet = opened(plain)["Accounts"]
    assert sheet["A1"].value == "acctdesk:account"
    assert sheet.row_dimensions[1].hidden
    assert sheet.column_dimensions["A"].hidden
    assert sheet["B2"].value == "Name"
    assert sheet.freeze_panes == "C3"
    assert sheet.auto_filter.ref.startswith("A2:")
    assert sheet.print_title_rows == "$2:$2"
    assert sheet.page_setup.orientation == "landscape"
    assert (sheet.page_setup.paperSize, sheet.page_setup.fitToHeight) == (9, 0)
    acme = ident("acme")
    value = cell(sheet, acme, "annual_value")
    assert (value.value, value.number_format) == (125_000, "[$EUR] #,##0_)")
    assert cell(sheet, ident("beta"), "annual_value").number_format == "[$USD] #,##0_)"
    assert cell(sheet, acme, "renewal_date").is_date
    assert cell(sheet, acme, "client_since").value == "2019"
    assert cell(sheet, acme, "owner_id").value == "Mia Meyer"
    notes = cell(sheet, acme, "notes")
    assert (notes.value, notes.alignment.wrap_text) == ("First line\nsecond line", True)
    assert sheet.row_dimensions[notes.row].height == 30
    opened_at = cell(opened(plain)["Tickets"], ident("ticket0"), "opened")
    assert opened_at.value == dt.datetime(2026, 10, 14, 9, 30, tzinfo=dt.UTC).replace(tzinfo=None)
    assert opened_at.number_format == "d mmm yyyy hh:mm"


def test_columns_that_say_nothing_are_hidden_and_not_left_out(plain: Path) -> None:
    sheet = opened(plain)["Accounts"]
    by_field = {one.value: one.column_letter for one in sheet[1]}
    assert sheet.column_dimensions[by_field["legal_name"]].hidden
    assert not sheet.column_dimensions[by_field["tier"]].hidden


def test_cells_are_chosen_from_lists(plain: Path) -> None:
    book = opened(plain)
    sheet = book["Accounts"]
    lists = {str(one.sqref): one for one in sheet.data_validations.dataValidation}
    column = {one.value: one.column_letter for one in sheet[1]}
    tier = lists[f"{column['tier']}3:{column['tier']}504"]
    assert (tier.type, tier.errorStyle or "stop") == ("list", "stop")
    place = re.fullmatch(r"'Lists'!\$(\w+)\$(\d+):\$\w+\$(\d+)", tier.formula1)
    assert place is not None
    offered = [
        book["Lists"][f"{place[1]}{row}"].value for row in range(int(place[2]), int(place[3]) + 1)
    ]
    assert offered == ["A", "B", "C", "D"]
    owner = lists[f"{column['owner_id']}3:{column['owner_id']}504"]
    assert owner.errorStyle == "warning"
    assert not any(column["notes"] in one for one in lists)


def test_what_is_internal_says_so_on_the_sheet_on_paper_and_on_the_cover(plain: Path) -> None:
    book = opened(plain)
    assert "Internal" in book["Accounts"].oddFooter.left.text
    assert "Internal" in book["Cover"].oddFooter.left.text
    cover = texts(book["Cover"])
    assert cover[cover.index("Accounts", cover.index("What is inside")) + 3] == "▲ Internal"
    only = opened(write(parcel({"calendar": [
        {"id": ident("c"), "name": "Always", "zone": "Europe/Paris"}]}), plain.parent))  # fmt: skip
    assert "Internal" not in (only["Calendars"].oddFooter.left.text or "")
    assert "○ Client may see it" in texts(only["Cover"])
    assert only["Calendars"].sheet_properties.tabColor.rgb != "FFB02A00"


@pytest.fixture(scope="module")
def nasty(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Parcel]:
    accounts = [
        {"id": ident(f"n{n}"), "name": f"{n} {value}"[:60], "legal_name": value, "notes": value,
         "rag_reason": value, "annual_value": Decimal(n)}
        for n, value in enumerate(NASTY)
    ]  # fmt: skip
    given = parcel({"account": accounts}, note="=1+1\n@me", by="=cmd")
    return write(given, tmp_path_factory.mktemp("nasty")), given


def test_no_cell_is_a_formula_whatever_a_text_begins_with(nasty: tuple[Path, Parcel]) -> None:
    path, _given = nasty
    with zipfile.ZipFile(path) as package:
        for name in package.namelist():
            if name.startswith("xl/worksheets/"):
                written = package.read(name).decode()
                assert "<f>" not in written
                assert "<f " not in written
    sheet = opened(path)["Accounts"]
    shown = {one.value for row in sheet.iter_rows(min_row=3) for one in row}
    assert {"=1+1", "+49 30 1234567", "@SUM(A1)", "007", "TRUE", "'quoted"} <= shown
    # openpyxl tells an escape as it is written; spreadsheets show what was meant.
    assert "_x005F_x0041_" in shown
    assert "<r><t>markup</t></r>" in shown
    assert "a\nb" in shown
    assert "x" * 32_766 + "…" in shown
    assert not any(one.hyperlink for row in sheet.iter_rows() for one in row)


def test_what_a_sheet_does_not_hold_is_packed_as_it_is(nasty: tuple[Path, Parcel]) -> None:
    path, given = nasty
    packed = [one[0].value for one in opened(path)["AcctDesk data"].iter_rows()]
    found = unpack(packed)
    assert [list(row) for row in found.rows["account"]] == [
        list(row) for row in given.rows["account"]
    ]
    assert (found.note, found.by) == ("=1+1\n@me", "=cmd")


def test_a_cover_tells_what_it_is_about(tmp_path: Path) -> None:
    given = small()
    given = replace(
        given, purpose=Purpose.COPY, left_out=("tickets", "log"), private=True, note="Be kind."
    )
    path = tmp_path / "handover.xlsx"
    book = Book(given, read_catalogue(), to="Bo", documents="2 documents in “x” beside it")
    written = write_handover(book, path, when=WHEN)
    assert written.sheets[0] == "Cover"
    assert written.records == sum(
        len(rows) for kind, rows in given.rows.items() if not kind.startswith("custom")
    )
    cover = texts(opened(path)["Cover"])
    assert "Hand-over of 2 accounts" in cover
    for name, words in (
        ("From", "Ann"),
        ("To", "Bo"),
        ("Made", "23 Nov 2026, 09:30 UTC"),
        ("Accounts", "Acme, Beta"),
        ("Left out", "Tickets, Contact log"),
        ("Private notes", "They are in this workbook."),
        ("Documents", "2 documents in “x” beside it"),
        ("Note from Ann", "Be kind."),
    ):
        assert cover[cover.index(name) + 1] == words
    cells = [one for row in opened(path)["Cover"].iter_rows() for one in row]
    links = [one.hyperlink.location for one in cells if one.hyperlink]
    assert links[:2] == ["'Accounts'!A1", "'People'!A1"]


def test_a_cover_of_many_accounts_counts_the_rest(tmp_path: Path) -> None:
    many = [{"id": ident(f"a{n}"), "name": f"Account {n:02}"} for n in range(15)]
    cover = texts(opened(write(parcel({"account": many}), tmp_path))["Cover"])
    assert cover[cover.index("Accounts") + 1].endswith("Account 11, and 3 more")


def test_who_does_what_is_told_at_a_glance(tmp_path: Path) -> None:
    a, b, mia, tom = map(ident, ("acme", "beta", "mia", "tom"))
    given = parcel(
        {
            "member": [{"id": mia, "name": "Mia"}, {"id": tom, "name": "Tom"}],
            "account": [{"id": b, "name": "Beta"}, {"id": a, "name": "Acme"}],
            "assignment": [
                {"id": ident("s1"), "account_id": a, "member_id": mia, "role": "delivery"},
                {"id": ident("s2"), "account_id": a, "member_id": mia, "role": "technical"},
                {"id": ident("s3"), "account_id": b, "member_id": mia},
                {"id": ident("s4"), "account_id": b, "member_id": tom, "role": "legal"},
            ],
        }
    )
    sheet = opened(write(given, tmp_path))["Who does what"]
    rows = [[one.value for one in row][1:] for row in sheet.iter_rows(min_row=2)]
    assert rows == [
        ["Account", "Mia", "Tom"],
        ["Acme", "Delivery, Technical", None],
        ["Beta", "on the team", "Legal"],
    ]


def test_what_changed_is_told_line_by_line(tmp_path: Path) -> None:
    lines = [
        HistoryLine(WHEN, "Ann", "Acme", "Account", "Acme", "Edit City", "City", "=old", "new"),
        HistoryLine(WHEN, "", "Acme", "Person", "Bo", "Add Bo", "", "", "Name: Bo", done="Added"),
    ]
    path = tmp_path / "handover.xlsx"
    write_handover(Book(small(), read_catalogue(), history=lines), path, when=WHEN)
    sheet = opened(path)["What changed"]
    assert sheet["A1"].value == "acctdesk:history"
    rows = [[one.value for one in row][1:] for row in sheet.iter_rows(min_row=3)]
    naive = WHEN.replace(tzinfo=None)
    assert rows == [
        [naive, "Ann", "Acme", "Account", "Acme", "Edit City", "City", "=old", "new"],
        [naive, None, "Acme", "Person", "Bo", "Add Bo", "Added", None, "Name: Bo"],
    ]
    assert sheet["I3"].data_type == "s"


def test_the_brief_tells_each_account_on_its_own_page(tmp_path: Path) -> None:
    full = AccountBrief(
        ident("acme"), "Acme",
        facts=(("tier", "A"), ("annual_value", (Decimal(9), "EUR")), ("goals", "Grow")),
        top=(Thing("leaving", {"name": "Bo", "title": "CIO", "more": 2}, HIGH, ("person", "1")),),
        team=(Ours("1", "Mia", ("owner", "delivery"), "mia@us.example"),),
        who=(Who("1", "2", "Bo", "CIO", ("champion",), "sceptic", ours=("Mia",)),
             Who("3", "4", "Cy")),
        levels=(Level("1", "Uptime", "Mail", "availability", "share", Decimal("0.99"),
                      Decimal("0.95"), "breached", "month", "2026-11-01", "2026-11-30", True),),
        promises=(Owed("1", "Report", "ours", "Mia", "Bo", "2026-09-01", "2026-11-01", 22),
                  Owed("2", "List", "theirs")),
        dates=(Coming("2026-12-01", "promise", {"name": "Report", "side": "ours"}, ("a", "1")),),
        more={"who": 3},
    )  # fmt: skip
    brief = Brief((full, AccountBrief(ident("beta"), "Beta")), WHEN.date())
    path = tmp_path / "handover.xlsx"
    written = write_handover(Book(small(), read_catalogue(), brief), path, when=WHEN)
    assert written.sheets[1] == "Brief"
    sheet = opened(path)["Brief"]
    told = texts(sheet)
    for words in (
        "✕ Act now", "Bo is leaving", "CIO · and 2 more", "known to Mia", "known to none of us",
        "and 3 more", "Uptime\nNov 2026 so far", wording.attained(full.levels[0]), "✕ Breached",
        "1 Nov 2026\n✕ 22 days late", "nobody is named", "no date", "Ours: Report", "Grow",
        "Owner, delivery", "Nothing asks for attention.",
    ):  # fmt: skip
        assert words in told, words
    assert [one.id for one in sheet.row_breaks.brk] == [told_row(sheet, "Beta") - 1]
    assert sheet.page_setup.orientation == "portrait"


def told_row(sheet: Any, words: str) -> int:
    return next(one.row for row in sheet.iter_rows() for one in row if one.value == words)


def test_a_workbook_speaks_the_language_it_is_asked_to(tmp_path: Path) -> None:
    path = write(small(), tmp_path, language="de")
    book = opened(path)
    sheet = next(one for one in book if one["A1"].value == "acctdesk:account")
    assert cell(sheet, ident("acme"), "country").value == "Deutschland"
    data = next(one for one in book if one.sheet_state == "veryHidden")
    assert {page.language for page in unpack([row[0].value for row in data.rows]).pages} == {"de"}


def test_a_password_locks_all_of_it(tmp_path: Path) -> None:
    path = write(small(), tmp_path, password="correct horse")
    assert path.read_bytes()[:4] == b"\xd0\xcf\x11\xe0"
    assert not zipfile.is_zipfile(path)
    import msoffcrypto

    with path.open("rb") as file, (tmp_path / "open.xlsx").open("wb") as out:
        office = msoffcrypto.OfficeFile(file)
        office.load_key(password="correct horse", verify_password=True)
        office.decrypt(out, verify_integrity=True)
    assert opened(tmp_path / "open.xlsx")["Accounts"]["B3"].value == "Acme"
    with pytest.raises(Invalid, match="longer"):
        write(small(), tmp_path, password="x" * 300)
    assert sorted(one.name for one in tmp_path.iterdir()) == ["handover.xlsx", "open.xlsx"]


def test_whoever_stops_it_keeps_the_file_of_before(tmp_path: Path) -> None:
    path = tmp_path / "handover.xlsx"
    path.write_bytes(b"before")
    shares: list[float] = []

    def watch(job: Job) -> None:
        shares.append(job.share)
        if job.share > 0.5:
            job.cancel()

    with pytest.raises(Cancelled):
        write_handover(Book(small(), read_catalogue()), path, when=WHEN, job=Job("", watch))
    assert path.read_bytes() == b"before"
    assert [one.name for one in tmp_path.iterdir()] == ["handover.xlsx"]
    assert shares == sorted(shares)


def test_a_place_that_cannot_be_written_and_a_sheet_that_is_full_are_told(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with pytest.raises(FileProblem, match="can't be written"):
        write(small(), tmp_path / "gone")
    monkeypatch.setattr(writing, "MOST", 5)
    with pytest.raises(FileProblem, match="holds 5 rows, and there are more Tickets"):
        write(small(), tmp_path)
    assert not list(tmp_path.iterdir())
