"""An exported list that is imported again changes nothing."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from acctdesk.compose import Desk
from acctdesk.models.catalogue import Format
from acctdesk.services.catalogue import closed_list
from acctdesk.services.view import ListView
from tests.effort import tries
from tests.exchange.grids.conftest import Out
from tests.exchange.grids.test_cells import HOSTILE

WORDS = (
    *HOSTILE, "Total", "a\nb", "a  b", "AcctDesk account id", "#sum", "a,b;c\td", '"quoted"',
    "2026-05", "1.234", "TRUE", "Ä ü ß", "李", "x" * 1100, "a\x01b", "a\r\nb", "-", "#REF!",
    "\u2028",
)  # fmt: skip
lines = st.one_of(
    st.sampled_from(WORDS),
    st.text(st.characters(exclude_categories=("Cs",)), min_size=1, max_size=25),
).filter(lambda text: bool(text.strip()))
names = lines.map(lambda text: text[:60])
days = st.dates(dt.date(1800, 1, 1), dt.date(2199, 12, 31)).map(dt.date.isoformat)
dates = st.one_of(days, days.map(lambda day: day[:7]), days.map(lambda day: day[:4]))
amounts = st.decimals(min_value=-(10**12) + 1, max_value=10**12 - 1, places=6)


def codes(desk: Desk, kind: str, name: str) -> st.SearchStrategy[str]:
    return st.sampled_from([code for code, _label in closed_list(desk.fields.field(kind, name))])


CUSTOM = {
    "=Text": Format.TEXT, "Long": Format.LONG_TEXT, "Number": Format.NUMBER,
    "Share": Format.PERCENT, "Fee": Format.MONEY, "Day": Format.DATE, "Tick": Format.CHECK,
    "Pick": Format.CHOICE, "Link": Format.URL, "Telefon": Format.TEXT, "Kunde": Format.TEXT,
}  # fmt: skip
"""Custom fields, some of them named so that any other file would have them matched elsewhere."""
PICKS = ("a", "A+", "A++", "n/a", "1.0", "x, y")


def defined(desk: Desk, kind: str) -> dict[str, str]:
    held = {str(one.label): one.name for one in desk.fields.of(kind) if one.custom}
    for label, form in CUSTOM.items():
        if label not in held:
            held[label] = desk.custom_fields.define(kind, label, form, PICKS)[0]
    return held


def customs(fields: dict[str, str]) -> dict[str, st.SearchStrategy[Any]]:
    kinds: dict[Format, st.SearchStrategy[Any]] = {
        Format.NUMBER: amounts, Format.PERCENT: amounts, Format.MONEY: amounts,
        Format.DATE: dates, Format.CHECK: st.booleans(), Format.CHOICE: st.sampled_from(PICKS),
    }  # fmt: skip
    return {fields[label]: kinds.get(form, lines) for label, form in CUSTOM.items()}


def accounts(desk: Desk) -> st.SearchStrategy[dict[str, Any]]:
    fields = {
        "legal_name": lines, "sector": lines, "tier": codes(desk, "account", "tier"),
        "phase": codes(desk, "account", "phase"), "rag": codes(desk, "account", "rag"),
        "annual_value": amounts, "currency": codes(desk, "account", "currency"),
        "renewal_date": dates, "client_since": dates, "postal_code": lines, "email": lines,
        "size": st.integers(-(10**9), 10**9), "country": codes(desk, "account", "country"),
        "time_zone": codes(desk, "account", "time_zone"),
        "language": codes(desk, "account", "language"), "website": lines, "phone": lines,
        "tags": st.lists(lines, max_size=3).map(tuple), "notes": lines, "archived": dates,
        **customs(defined(desk, "account")),
    }  # fmt: skip
    return st.fixed_dictionaries({"name": names}, optional=fields)


def people(desk: Desk) -> st.SearchStrategy[dict[str, Any]]:
    fields = {
        "given_name": lines, "family_name": lines, "salutation": lines, "email": lines,
        "other_email": lines, "phone": lines, "mobile": lines, "notes": lines,
        "language": codes(desk, "person", "language"), **customs(defined(desk, "person")),
    }  # fmt: skip
    return st.fixed_dictionaries({"name": names}, optional=fields)


def content_of(desk: Desk, kind: str) -> dict[str, dict[str, Any]]:
    from acctdesk.services.view import ListQuery

    ids = desk.listing.ids(ListQuery(kind, archived=True))
    return {one.id: dict(one.values) for one in desk.listing.page(kind, ids)}


def assert_nothing_changes(desk: Desk, kind: str, suffix: str, folder: Path) -> None:
    out = Out(desk, folder)
    before, newest = content_of(desk, kind), desk.imports.seen()
    path = out.write(ListView(kind, archived=True), suffix)
    found = out.bring_back(path).findings
    counts = found.accounts if kind == "account" else found.people
    assert not found.differences
    assert not found.questions
    assert (counts.created, counts.updated, counts.unchanged) == (0, 0, len(before))
    assert desk.imports.seen() == newest
    assert content_of(desk, kind) == before


ROUND = settings(max_examples=tries(8, 60), suppress_health_check=list(HealthCheck))


@pytest.mark.slow
@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
@pytest.mark.parametrize("kind", ["account", "person"])
def test_whatever_is_kept_comes_back_unharmed(
    shared_desk: Desk, kind: str, suffix: str, tmp_path: Path
) -> None:
    desk = shared_desk

    @ROUND
    @given(st.data())
    def holds(data: st.DataObject) -> None:
        drawn = accounts(desk) if kind == "account" else people(desk)
        made: list[str] = []
        try:
            for values in data.draw(st.lists(drawn, min_size=1, max_size=8)):
                if kind == "account" and made and data.draw(st.booleans()):
                    values = {**values, "parent_id": data.draw(st.sampled_from(made))}
                made.append(desk.records.create(kind, values)[0])
            assert_nothing_changes(desk, kind, suffix, tmp_path)
        finally:
            desk.records.delete(kind, made)

    holds()


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_names_that_several_records_share_stay_with_their_own(desk, tmp_path, suffix) -> None:
    """Two owners, two parents and two accounts of one name: the list shows the name alone."""
    create = desk.records.create
    owners = [create("member", {"name": name})[0] for name in ("Jo Ode", "Jo Ode", "Ode, Jo")]
    parents = [create("account", {"name": "Acme", "sector": sector})[0] for sector in "ab"]
    for owner in owners:
        for parent in parents:
            create("account", {"name": "Twin", "owner_id": owner, "parent_id": parent})
    create("account", {"name": "=Twin", "owner_id": create("member", {"name": "j@x.example"})[0]})
    assert_nothing_changes(desk, "account", suffix, tmp_path)
    assert len(desk.records.options("member")) == 4


@pytest.mark.parametrize("suffix", ["xlsx", "csv"])
def test_an_amount_without_currency_gets_none_from_its_neighbours(desk, tmp_path, suffix) -> None:
    for number in range(5):
        desk.records.create(
            "account", {"name": f"Euro {number}", "annual_value": Decimal(7), "currency": "EUR"}
        )
    desk.records.create("account", {"name": "Nobody said", "annual_value": Decimal(5)})
    assert_nothing_changes(desk, "account", suffix, tmp_path)


def test_the_cells_of_a_workbook_hold_the_texts_to_the_letter(desk, out) -> None:
    texts = [text for text in WORDS if text.strip() and text != "a\r\nb"]
    for number, text in enumerate(texts):
        desk.records.create("account", {"name": f"{number:03}", "notes": text})
    rows = out.cells(out.write(ListView("account")))
    at = rows[0].index("Internal notes")
    assert [row[at] for row in rows[1:]] == texts


# --- lists that were worked on ---------------------------------------------------------------


def rewritten(path: Path, change: Any) -> Path:
    """A workbook as a spreadsheet saves it after somebody worked on it."""
    import openpyxl

    book = openpyxl.load_workbook(path)
    change(book.worksheets[0])
    book.save(path)
    return path


@pytest.fixture
def three(desk: Desk) -> list[str]:
    return [
        desk.records.create("account", {"name": name, "tier": "B", "city": "Bonn"})[0]
        for name in ("Acme Ltd", "Globex", "Initech")
    ]


def column(sheet: Any, heading: str) -> int:
    return next(cell.column for cell in sheet[1] if cell.value == heading)


def test_changes_made_in_a_spreadsheet_come_back(desk, out, three) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(2, column(sheet, "Name")).value = "Acme GmbH"
        sheet.cell(3, column(sheet, "Tier")).value = "A"
        sheet.cell(4, column(sheet, "Renewal date")).value = dt.date(2027, 1, 31)
        sheet.cell(4, column(sheet, "City")).value = None

    found = out.bring_back(rewritten(out.write(ListView("account")), change)).findings
    assert (found.accounts.created, found.accounts.updated) == (0, 3)
    held = content_of(desk, "account")
    assert [held[one]["name"] for one in three] == ["Acme GmbH", "Globex", "Initech"]
    assert held[three[1]]["tier"] == "A"
    assert (held[three[2]]["renewal_date"], held[three[2]]["city"]) == ("2027-01-31", "Bonn")


def test_rows_in_another_order_keep_their_records(desk, out, three) -> None:
    def change(sheet: Any) -> None:
        rows = [[cell.value for cell in row] for row in sheet.iter_rows(min_row=2)]
        for at, row in enumerate(reversed(rows), 2):
            for place, value in enumerate(row, 1):
                sheet.cell(at, place).value = value
        sheet.cell(2, column(sheet, "Name")).value = "Renamed"

    out.bring_back(rewritten(out.write(ListView("account")), change))
    assert [content_of(desk, "account")[one]["name"] for one in three] == [
        "Acme Ltd", "Globex", "Renamed",
    ]  # fmt: skip


def test_a_copied_row_becomes_a_record_of_its_own(desk, out, three) -> None:
    def change(sheet: Any) -> None:
        for place in range(1, sheet.max_column + 1):
            sheet.cell(5, place).value = sheet.cell(2, place).value
        sheet.cell(5, column(sheet, "Name")).value = "Hooli"

    found = out.bring_back(rewritten(out.write(ListView("account")), change)).findings
    assert (found.accounts.created, found.accounts.updated) == (1, 0)
    names = sorted(one["name"] for one in content_of(desk, "account").values())
    assert names == ["Acme Ltd", "Globex", "Hooli", "Initech"]


def test_a_new_row_and_a_new_column_are_taken_as_from_any_file(desk, out, three) -> None:
    def change(sheet: Any) -> None:
        sheet.cell(5, column(sheet, "Name")).value = "Hooli"
        place = sheet.max_column + 1
        sheet.cell(1, place).value = "Ansprechpartner"
        sheet.cell(2, place).value = "Jana Ode"

    found = out.bring_back(rewritten(out.write(ListView("account")), change)).findings
    assert (found.accounts.created, found.accounts.updated, found.people.created) == (1, 0, 1)


def test_the_list_of_another_workspace_is_matched_by_name(desk, out, three, tmp_path) -> None:
    from acctdesk.compose import create_desk

    path = out.write(ListView("account"))
    with create_desk(tmp_path / "other.acctdesk") as other:
        there = Out(other, tmp_path)
        other.records.create("account", {"name": "Globex", "tier": "D"})
        found = there.bring_back(path).findings.accounts
        assert (found.created, found.updated) == (2, 1)


def test_every_column_is_known_exactly_and_the_page_about_it_is_left_out(desk, out, three) -> None:
    from acctdesk.exchange.roster.importer import RosterImport

    desk.custom_fields.define("account", "Kunde", Format.TEXT)
    run = RosterImport(desk.imports)
    run.open([out.write(ListView("account"))])
    try:
        first, about = run.draft().sheets
        assert first.taken
        assert {one.match.how for one in first.columns} == {"exact"}
        goes = {one.heading.text: one.target.key if one.target else "" for one in first.columns}
        assert goes["Kunde"].startswith("custom:")
        assert goes["Last contact"] == ""  # worked out, never entered
        assert not about.taken
        assert "exported list" in about.reason
    finally:
        run.close()
