"""The roster import: what holds while it runs, over several files, and what it leaves."""

from __future__ import annotations

from pathlib import Path

import pytest

from acctdesk.errors import Cancelled, FileProblem
from acctdesk.exchange.roster.importer import RosterImport
from acctdesk.services.lanes import Job


def test_the_check_writes_nothing(bench) -> None:
    before = bench.desk.imports.seen()
    bench.check([["Name", "Owner", "X"], ["Acme", "Tom", "1"]], columns={"X": "keep"})
    assert bench.desk.imports.seen() == before
    assert bench.accounts() == {}
    assert bench.desk.records.count("member") == 0
    assert bench.desk.records.count("custom_field") == 0


def test_a_cancelled_import_leaves_everything_as_it_was(bench) -> None:
    run = RosterImport(bench.desk.imports)
    run.open([bench.file([["Name"], *([f"Firm {n:05d} of many"] for n in range(6000))])])
    run.check()
    job = Job("import")
    job._watch = lambda one: one.cancel()  # stop at the first sign of progress
    with pytest.raises(Cancelled):
        run.apply(job)
    run.close()
    assert bench.accounts() == {}
    assert bench.desk.imports.seen() == 0


def test_undo_after_a_restart_spares_what_was_edited(bench, tmp_path: Path) -> None:
    from acctdesk.compose import open_desk

    bench.take([["Company", "Contact"], ["Acme", "Jana Ode"], ["Globex", "Kari Lund"]])
    acme = bench.accounts()["Acme"]["_id"]
    bench.desk.records.edit("account", acme, {"city": "Bonn"})
    imported = bench.desk.history.recent()[1]
    path = bench.desk.path
    bench.desk.close()
    with open_desk(path) as again:
        done = again.history.revert(imported.id)
        assert [(k.title, k.why) for k in done.kept] == [("Acme", "edited")]
        assert again.records.count("account") == 1
        assert again.records.count("person") == 0


def test_a_change_after_the_check_is_taken_into_account(bench) -> None:
    run = RosterImport(bench.desk.imports)
    run.open([bench.file([["Name", "City"], ["Acme", "Bonn"]])])
    run.check()
    bench.desk.accounts.create({"name": "Acme"})
    run.apply()
    run.close()
    assert bench.accounts()["Acme"]["city"] == "Bonn"
    assert bench.desk.records.count("account") == 1


def test_a_sheet_without_names_is_refused(bench) -> None:
    run = RosterImport(bench.desk.imports)
    run.open([bench.file([["Colour", "Weight"], ["red", "12"]])])
    with pytest.raises(FileProblem, match="names of companies"):
        run.check()
    run.close()


def test_a_pasted_block_is_imported(bench) -> None:
    run = RosterImport(bench.desk.imports)
    run.paste("Client\tTier\r\nAcme\tA\r\n")
    run.check()
    run.apply()
    run.close()
    assert bench.accounts()["Acme"]["tier"] == "A"


def test_hidden_sheets_are_named_and_not_taken(bench, tmp_path: Path) -> None:
    import openpyxl

    book = openpyxl.Workbook()
    book.active.append(["Client"])
    book.active.append(["Acme"])
    secret = book.create_sheet("Old")
    secret.append(["Client"])
    secret.append(["Globex"])
    secret.sheet_state = "hidden"
    path = tmp_path / "book.xlsx"
    book.save(path)
    run = RosterImport(bench.desk.imports)
    run.open([path])
    sheets = run.draft().sheets
    assert [(s.name, s.taken) for s in sheets] == [("Sheet", True), ("Old", False)]
    assert any("Old" in note for note in run.files[0].notes)
    run.close()
    bench.take([path], sheets=["Sheet", "Old"])
    assert set(bench.accounts()) == {"Acme", "Globex"}


def test_sheets_of_one_name_in_two_files_are_answered_apart(bench, tmp_path: Path) -> None:
    import openpyxl

    paths = []
    for number, order in enumerate(("dmy", "mdy")):
        book = openpyxl.Workbook()
        book.active.append(["Client", "Client since"])
        book.active.append([f"Acme {order}", "03/04/2025"])
        paths.append(tmp_path / f"{number}.xlsx")
        book.save(paths[-1])
    bench.take(
        paths,
        date_order={"0.xlsx:Sheet!Client since": "dmy", "1.xlsx:Sheet!Client since": "mdy"},
    )
    assert bench.accounts()["Acme dmy"]["client_since"] == "2025-04-03"
    assert bench.accounts()["Acme mdy"]["client_since"] == "2025-03-04"


def test_rejected_rows_are_saved_with_the_reason(bench, tmp_path: Path) -> None:
    import openpyxl

    from acctdesk.exchange.intake.rejects import save_rejected

    run = RosterImport(bench.desk.imports)
    run.open([bench.file([["Name", "Website"], ["Acme", ""], ["", "=1+1"], ["", "ulm.example"]])])
    checked = run.check()
    out = tmp_path / "rejected.xlsx"
    assert save_rejected(checked, out) == 2
    run.close()
    page = openpyxl.load_workbook(out).worksheets[0]
    rows = list(page.iter_rows(values_only=True))
    assert rows[0] == ("Reason", "Row", "Name", "Website")
    assert rows[1][1:] == (3, None, "=1+1")
    assert "name of a company" in str(rows[1][0])
