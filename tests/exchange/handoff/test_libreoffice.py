"""A hand-over workbook that LibreOffice opened, edited and saved comes back with exactly that."""

from __future__ import annotations

import shutil
import subprocess
from html import escape
from pathlib import Path
from typing import Any

import pytest

from acctdesk.exchange.handoff.reading import read_handover
from tests.exchange.handoff.handing import cell, edited, ident, row, small, write
from tests.exchange.handoff.test_reading import NASTY, tickets

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
pytestmark = [
    pytest.mark.slow,
    pytest.mark.skipif(OFFICE is None, reason="LibreOffice isn't installed here"),
]

MACRO = """
Sub Edit(source As String, target As String)
  Dim hidden(0) As New com.sun.star.beans.PropertyValue
  hidden(0).Name = "Hidden"
  hidden(0).Value = True
  book = StarDesktop.loadComponentFromURL(source, "_blank", 0, hidden())
  sheet = book.Sheets.getByName("Tickets")
  last = 2
  Do While sheet.getCellByPosition(0, last + 1).String <> ""
    last = last + 1
  Loop
  columns = 1
  Do While sheet.getCellByPosition(columns + 1, 0).String <> ""
    columns = columns + 1
  Loop

  ' Sorted by number, the last first.
  Dim by(0) As New com.sun.star.table.TableSortField
  by(0).Field = 2
  by(0).IsAscending = False
  Dim how(1) As New com.sun.star.beans.PropertyValue
  how(0).Name = "SortFields"
  how(0).Value = by()
  how(1).Name = "ContainsHeader"
  how(1).Value = False
  sheet.getCellRangeByPosition(0, 2, columns, last).sort(how())

  ' A cell changed, a date typed, a cell cleared; a row added.
  sheet.getCellByPosition(3, 2).String = "Changed in Calc"
  sheet.getCellByPosition(8, 3).FormulaLocal = "2026-11-02 08:15"
  sheet.getCellByPosition(4, 4).String = ""
  sheet.getCellByPosition(1, last + 1).String = "Beta"
  sheet.getCellByPosition(2, last + 1).String = "INC8888"
  sheet.getCellByPosition(7, last + 1).String = "Closed"

  ' A row removed on another sheet.
  book.Sheets.getByName("Positions").Rows.removeByIndex(4, 1)

  Dim kept(0) As New com.sun.star.beans.PropertyValue
  kept(0).Name = "FilterName"
  kept(0).Value = "Calc MS Excel 2007 XML"
  book.storeToURL(target, kept())
  book.close(True)
  StarDesktop.terminate()
End Sub
"""
MODULE = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE script:module PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "module.dtd">
<script:module xmlns:script="http://openoffice.org/2000/script" script:name="Module1"
 script:language="StarBasic">%s</script:module>
"""
LIBRARY = """<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE library:library PUBLIC "-//OpenOffice.org//DTD OfficeDocument 1.0//EN" "library.dtd">
<library:library xmlns:library="http://openoffice.org/2000/library" library:name="Standard"
 library:readonly="false" library:passwordprotected="false">
 <library:element library:name="Module1"/>
</library:library>
"""


class Office:
    """LibreOffice with a home of its own."""

    def __init__(self, home: Path) -> None:
        self._home = home

    def run(self, *arguments: str) -> None:
        assert OFFICE is not None
        subprocess.run(
            [OFFICE, "--headless", "--norestore", f"-env:UserInstallation={self._home.as_uri()}",
             *arguments],
            capture_output=True, timeout=240, check=False,
        )  # fmt: skip

    def convert(self, path: Path, ending: str, folder: str) -> Path:
        made = path.parent / folder / f"{path.stem}.{ending}"
        self.run("--convert-to", ending, "--outdir", str(made.parent), str(path))
        return made

    def teach(self, macro: str) -> None:
        folder = self._home / "user" / "basic" / "Standard"
        folder.mkdir(parents=True, exist_ok=True)
        (folder / "Module1.xba").write_text(MODULE % escape(macro))
        (folder / "script.xlb").write_text(LIBRARY)


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Office:
    folder = tmp_path_factory.mktemp("office")
    office = Office(folder / "home")
    plain = folder / "plain.csv"
    plain.write_text("a,b\n1,2\n")
    if not office.convert(plain, "xlsx", "out").exists():
        pytest.skip("LibreOffice is installed here without its spreadsheets (Calc)")
    return office


def test_saved_as_other_formats_nothing_seems_edited(office: Office, tmp_path: Path) -> None:
    ods = office.convert(write(tickets(list(NASTY)), tmp_path), "ods", "ods")
    for other in (ods, office.convert(ods, "xlsx", "back")):
        found = read_handover(other)
        assert not found.edited, (other, found.edits)
        assert not found.findings, [str(one) for one in found.findings]


def test_edits_are_seen_through_another_format(office: Office, tmp_path: Path) -> None:
    def edit(book: Any) -> None:
        cell(book["Accounts"], ident("acme"), "annual_value").value = 0.1 + 0.2
        cell(book["Positions"], ident("post2"), "parked").value = None
        book["Tickets"].delete_rows(row(book["Tickets"], ident("ticket6")))
        book["Tickets"].append([None, "Acme", "INC9999", "New"])
        book.move_sheet("Tickets", -3)

    found = read_handover(office.convert(edited(write(small(), tmp_path), edit), "ods", "ods"))
    assert not found.findings, [str(one) for one in found.findings]
    assert {(one.field, one.after) for one in found.edits} == {
        ("annual_value", 300_000), ("parked", None),
    }  # fmt: skip
    assert [one.title for one in found.added] == ["INC9999"]
    assert [one.title for one in found.removed] == ["INC0006"]


def test_what_was_done_in_calc_is_what_is_seen(office: Office, tmp_path: Path) -> None:
    path = write(small(), tmp_path)
    made = tmp_path / "calc.xlsx"
    office.teach(MACRO)
    office.run(f'macro:///Standard.Module1.Edit("{path.as_uri()}","{made.as_uri()}")')
    found = read_handover(made)
    assert not found.findings, [str(one) for one in found.findings]
    assert {(one.record, one.field, one.after) for one in found.edits} == {
        (ident("ticket11"), "title", "Changed in Calc"),
        (ident("ticket10"), "opened", "2026-11-02T08:15:00.000000Z"),
        (ident("ticket9"), "priority", None),
    }
    assert [(one.kind, one.title) for one in found.added] == [("ticket", "INC8888")]
    assert [(one.kind, one.record) for one in found.removed] == [("position", ident("post3"))]
    new = dict(zip(found.parcel.columns["ticket"], found.parcel.rows["ticket"][-1], strict=True))
    assert (new["account_id"], new["state"]) == (ident("beta"), "closed")
