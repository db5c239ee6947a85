"""A hand-over workbook comes back as it was written, or is refused whole."""

from __future__ import annotations

import datetime as dt
import zipfile
from collections.abc import Callable
from dataclasses import replace
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from acctdesk.errors import Cancelled, FileProblem, PasswordNeeded
from acctdesk.exchange.handoff.packing import pack
from acctdesk.exchange.handoff.reading import (
    is_handover,
    open_handover,
    read_handover,
)
from acctdesk.exchange.reading import read_table
from acctdesk.services.handover.parcel import Page, Parcel
from tests.exchange.handoff.handing import (
    Grid,
    cell,
    edited,
    grids,
    ident,
    parcel,
    reread,
    row,
    small,
    table,
    write,
)

ACME, FIFTH = ident("acme"), ident("ticket5")

NASTY = (
    "=1+1", "+49 30 1", "-5", "@here", "=cmd|' /C calc'!A0", "\tindented", "tab\there", " blanks ",
    "line\nbreak", "line\r\nbreak", "old\rMac", "\n", "\t", " ", "😀🏳️‍🌈", "שלום עולם", "مرحبا",
    "e\u0301", "é", "\u200f", "\ufeffmark", "\u00a0", "a\u2028b", "\x01\x07bell", "\x0bfeed",
    "007", "0049301", "1e5", "1,5", "1.234,50", "TRUE", "Yes", "#REF!", "#N/A", "2019-05",
    "2026-10-14", "14.10.2026", "12:30", "'quoted", "''", '"', "_x0041_", "_x000D_", "&amp;<b>",
    "n/a", "-", "null", "x" * 32_767, "y" * 40_000, "😀" * 20_000, "[1] 50 %", "http://a.b/?c=d",
    "mailto:a@b.example", "\ud800", "\ufffe", "000000000000000000000000000001", "1" * 30,
)  # fmt: skip


def tickets(texts: list[str]) -> Any:
    """A parcel whose texts are these."""
    texts = [one.encode("utf-8", "replace").decode() for one in texts]
    return parcel(
        {
            "account": [{"id": ACME, "name": "Acme", "notes": texts[0] if texts else None}],
            "ticket": [
                {"id": ident(f"t{n}"), "account_id": ACME, "number": one or "?", "title": one}
                for n, one in enumerate(texts)
            ],
        }
    )


def unedited(given_: Any, folder: Path) -> None:
    found = read_handover(write(given_, folder))
    assert not found.edited, (found.edits, found.added, found.removed)
    assert not found.findings, [str(one) for one in found.findings]
    assert replace(found.parcel, pages=()) == given_


def test_nasty_texts_come_back_without_an_edit(tmp_path: Path) -> None:
    unedited(tickets(list(NASTY)), tmp_path)


@given(st.lists(st.text(max_size=30), min_size=20, max_size=60))
@settings(max_examples=3)
def test_any_texts_come_back_without_an_edit(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str]
) -> None:
    unedited(tickets(texts), tmp_path_factory.mktemp("texts"))


def test_numbers_days_and_moments_come_back_without_an_edit(tmp_path: Path) -> None:
    numbers = [0, 1, -1, "0.000001", "-0.000001", "0.1", "0.333333", "1234567.891234",
               "8999999999999.999999", "-8999999999999", "123456789012.123456", "1e12"]  # fmt: skip
    days = ["1066", "1875-05-03", "1899-12-31", "1900-01-01", "1900-02-28", "1900-03-01", "2019",
            "2019-05", "2019-05-03", "2199-12-31", "9999-12-31", "soon"]  # fmt: skip
    moments = [
        "1875-05-03 12:00:07", "1900-03-01 00:00", "2026-10-14 00:00", "2026-10-14 09:30",
        "2026-10-14 09:30:59.999999", "2026-10-14 23:59:59", "2199-01-01 00:00:01",
    ]  # fmt: skip
    told = parcel(
        {
            "account": [
                {"id": ident(f"a{n}"), "name": f"A{n}", "annual_value": Decimal(value),
                 "renewal_date": day, "currency": "EUR", "country": "XX", "size": n * 10**8}
                for n, (value, day) in enumerate(zip(numbers, days, strict=True))
            ],
            "ticket": [
                {"id": ident(f"t{n}"), "account_id": ident("a0"), "number": "INC1", "opened": one}
                for n, one in enumerate(dt.datetime.fromisoformat(f"{m}+00:00") for m in moments)
            ],
        }
    )  # fmt: skip
    unedited(told, tmp_path)


def test_a_workbook_of_another_language_is_understood(tmp_path: Path) -> None:
    path = write(small(), tmp_path, language="de")

    def edit(book: Any) -> None:
        for sheet in book.worksheets:
            if sheet["A1"].value == "acctdesk:account":
                cell(sheet, ACME, "country").value = "Österreich"
                cell(sheet, ACME, "annual_value").value = "1.250,5 EUR"
                cell(sheet, ACME, "client_since").value = "01.02.2020"

    found = read_handover(path)
    assert not found.edited
    found = reread(path, edit)
    assert not found.findings, [str(one) for one in found.findings]
    assert {one.field: one.after for one in found.edits} == {
        "country": "AT",
        "annual_value": 1_250_500_000,
        "client_since": "2020-02-01",
    }


def test_edits_made_by_another_library_are_seen(tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        sheet = book["Tickets"]
        cell(sheet, FIFTH, "title").value = "Other"
        cell(sheet, FIFTH, "closed").value = dt.datetime.fromisoformat("2026-12-01 08:00")
        sheet.delete_rows(row(sheet, ident("ticket6")))
        sheet.append([None, "Acme", "INC9999", "New"])

    found = reread(write(small(), tmp_path), edit)
    assert not found.findings
    assert {(one.field, one.before, one.after) for one in found.edits} == {
        ("title", "Printer 5 is out of ink", "Other"),
        ("closed", None, "2026-12-01T08:00:00.000000Z"),
    }
    assert [one.title for one in found.added] == ["INC9999"]
    assert [one.title for one in found.removed] == ["INC0006"]
    assert found.path == tmp_path / "edited.xlsx"


def test_a_text_too_long_for_its_cell_keeps_its_end(tmp_path: Path) -> None:
    long = "word " * 8_000
    told = tickets([long])
    path = write(told, tmp_path)

    def edit(change: Callable[[str], str]) -> Callable[[Any], None]:
        def made(book: Any) -> None:
            found = cell(book["Accounts"], ACME, "notes")
            found.value = change(found.value)

        return made

    found = reread(path, edit(lambda text: "First " + text[:-9_000] + text[-8_000:]))
    (one,) = found.edits
    assert one.after == ("First " + long[: 32_767 - 9_000] + long[32_767 - 8_000 :]).strip()
    found = reread(path, edit(lambda text: text[:100]))
    assert not found.edited
    assert "the shortened text with its end as it was" in str(found.findings[0])


# -- locked and refused --------------------------------------------------------------------------


def test_a_locked_workbook_needs_its_password(tmp_path: Path) -> None:
    path = write(small(), tmp_path, password="secret")
    with pytest.raises(PasswordNeeded):
        read_handover(path)
    with pytest.raises(PasswordNeeded) as wrong:
        read_handover(path, password="other")
    assert wrong.value.wrong
    found = read_handover(path, password="secret")
    assert found.encrypted
    assert not found.edited


def test_only_a_hand_over_is_taken_for_one(tmp_path: Path) -> None:
    path = write(small(), tmp_path)
    with read_table(path) as opened:
        assert is_handover(opened)
        assert not open_handover(opened).encrypted
    other = edited(path, lambda book: book.remove(book["AcctDesk data"]))
    with read_table(other) as opened:
        assert not is_handover(opened)
    plain = tmp_path / "plain.csv"
    plain.write_text("name,city\nAcme,Berlin\n")
    with pytest.raises(FileProblem, match="isn't a hand-over workbook"):
        read_handover(plain)


def _altered(cells: Grid) -> None:
    text = cells[4][0]
    cells[4][0] = text[:100] + ("A" if text[100] != "A" else "B") + text[101:]


def _short(cells: Grid) -> None:
    cells[4][0] = cells[4][0][:-40]


def _set(place: int, text: str) -> Callable[[Grid], None]:
    def change(cells: Grid) -> None:
        cells[place][0] = text

    return change


@pytest.mark.parametrize(
    ("damage", "said"),
    [
        (_set(0, ""), "hidden sheet with the exact content is missing"),
        (_altered, "altered"),
        (_short, "incomplete"),
        (lambda cells: cells.pop(), "incomplete"),
        (_set(2, "0" * 64), "altered"),
        (_set(3, "9"), "incomplete"),
        (_set(1, "99"), "newer AcctDesk"),
        (lambda cells: cells.clear(), "hidden sheet with the exact content is missing"),
    ],
    ids=["no mark", "altered", "cut", "row gone", "digest", "count", "newer", "emptied"],
)
def test_a_damaged_package_is_refused_whole(damage: Callable[[Grid], Any], said: str) -> None:
    sheets = grids(small())
    damage(sheets["AcctDesk data"])
    with pytest.raises(FileProblem, match=said) as refused:
        open_handover(table(sheets))
    assert refused.value.where == "handover.xlsx"
    assert refused.value.remedy


def test_a_workbook_whose_exact_content_was_deleted_is_refused_whole(tmp_path: Path) -> None:
    with pytest.raises(FileProblem, match="hidden sheet with the exact content") as refused:
        reread(write(small(), tmp_path), lambda book: book.remove(book["AcctDesk data"]))
    assert refused.value.where == "edited.xlsx"


def test_a_truncated_file_is_refused(tmp_path: Path) -> None:
    path = write(small(), tmp_path)
    path.write_bytes(path.read_bytes()[:-3_000])
    with pytest.raises(FileProblem, match="damaged"):
        read_handover(path)


def test_a_file_whose_part_is_damaged_is_refused(tmp_path: Path) -> None:
    path = write(small(), tmp_path)
    with zipfile.ZipFile(path) as packed:
        info = max(packed.infolist(), key=lambda one: one.compress_size)
    raw = bytearray(path.read_bytes())
    middle = info.header_offset + 200 + info.compress_size // 2
    raw[middle : middle + 8] = bytes(8)
    path.write_bytes(bytes(raw))
    with pytest.raises(FileProblem):
        read_handover(path)


def test_a_newer_schema_is_refused_and_an_older_one_is_not() -> None:
    sheets = grids(replace(small(), schema="9999"))
    with pytest.raises(FileProblem, match="newer AcctDesk"):
        open_handover(table(sheets))
    assert not open_handover(table(grids(replace(small(), schema="0006")))).edited


def test_it_can_be_stopped() -> None:
    with pytest.raises(Cancelled):
        open_handover(table(grids(small())), cancelled=lambda: True)


def test_progress_is_told_to_the_end(tmp_path: Path) -> None:
    parts: list[float] = []
    read_handover(write(small(), tmp_path), progress=parts.append)
    assert parts == sorted(parts)
    assert parts[-1] == 1.0


def _forged(**changes: Any) -> Callable[[Parcel], Parcel]:
    return lambda told: replace(told, **changes)


def _field(value: str, name: str) -> Callable[[Parcel], Parcel]:
    def change(told: Parcel) -> Parcel:
        place = told.columns["custom_field"].index(name)
        rows = [[*row] for row in told.rows["custom_field"]]
        rows[0][place] = value
        return replace(told, rows={**told.rows, "custom_field": rows})

    return change


@pytest.mark.parametrize(
    "change",
    [
        _forged(columns={"account": ("name", "id")}),
        _forged(columns={"nothing": ("id",)}, rows={}),
        _forged(rows={"account": [["1"]]}),
        _forged(rows={"account": [5]}),
        _forged(columns={"account": ("id", "name")}, rows={"account": [["1", "A"], ["1", "B"]]}),
        _forged(columns={"account": ("id", "size")}, rows={"account": [["1", "many"]]}),
        _forged(columns={"account": ("id", "tags")}, rows={"account": [["1", "golf"]]}),
        _forged(pages=(Page("account", "A", ("name",), ("Name",), "../../evil"),)),
        _forged(pages=(Page("account", "A", ("name",), ()),)),
        _forged(accounts=(5,)),
        _forged(by=7),
        _forged(outside={"1": None}),
        _field("reference", "format"),
        _field("everybody", "audience"),
    ],
    ids=["no id", "kind", "short", "no row", "twice", "number", "tags", "language", "headings",
         "accounts", "by", "outside", "format", "audience"],
)  # fmt: skip
def test_what_somebody_packed_on_purpose_is_refused(change: Callable[[Parcel], Parcel]) -> None:
    told = change(replace(small(), pages=()))
    with pytest.raises(FileProblem, match=r"altered|incomplete"):
        open_handover(table({"AcctDesk data": [[one] for one in pack(told)]}))
