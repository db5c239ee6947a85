"""Taking accounts over: what a workbook may be, from locked to edited by hand."""

from __future__ import annotations

import time
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt

from acctdesk.errors import FileProblem, PasswordNeeded
from acctdesk.exchange.handoff import courier
from acctdesk.exchange.handoff.opened import CellEdit, Finding, Opened
from acctdesk.services.lanes import Job
from acctdesk.ui.handover.taking_head import TakingHead
from acctdesk.ui.shell.page import Place
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.badge import Badge
from tests.services.handover.sites import amended
from tests.ui.handover.taking import Bench, bench, other

__all__ = ["bench", "other"]


def test_a_locked_workbook_asks_for_its_password_in_place(bench: Bench) -> None:
    acme = bench.other.account("Acme")
    bench.files["inside"] = Opened(bench.other.pack(acme))
    bench.files["locked"] = PasswordNeeded("the workbook is locked.", where="locked.xlsx")
    bench.page.activated({"file": "locked.xlsx"})
    bench.settle()
    gate = bench.page.gate
    assert gate.line.hasFocus()
    assert gate.field.problem() == ""
    gate.open.click()
    assert gate.field.problem() == "Type or paste the password"
    gate.line.setText("wrong")
    bench.press(gate.line, Qt.Key.Key_Return)
    assert gate.field.problem().startswith("This isn't its password.")
    gate.line.setText("open sesame")
    bench.press(gate.line, Qt.Key.Key_Return)
    assert bench.session.state == "open"
    assert gate.line.text() == ""
    assert "Acme: + New" in bench.words()


def test_what_cannot_be_taken_says_why_and_nothing_else(bench: Bench) -> None:
    bench.files["bad"] = FileProblem(
        "its exact content was altered.", where="bad.xlsx", remedy="Ask for it again."
    )
    bench.page.activated({"file": "bad.xlsx"})
    bench.settle()
    assert bench.session.state == "refused"
    assert not bench.page.footer.isVisible()
    acme = bench.other.account("Acme")
    bench.files["good"] = Opened(bench.other.pack(acme))
    bench.window.files = [Path("good.xlsx")]
    bench.page.gate.other.click()
    bench.settle()
    assert bench.session.state == "open"
    bench.page.put_aside()
    assert bench.session.state == "empty"
    assert "account" not in bench.book.content()


def test_reading_and_taking_over_can_be_stopped(
    bench: Bench, monkeypatch: pytest.MonkeyPatch
) -> None:
    def forever(*_given: object, job: Job, **_more: object) -> None:
        while True:
            job.check()
            time.sleep(0.002)

    bench.bring("first", bench.other.pack(bench.other.account("Acme")))
    monkeypatch.setattr(courier, "take_over", forever)
    bench.go_on.click()
    assert (bench.session.state, bench.body.isEnabled()) == ("taking", False)
    assert bench.page.progress.isVisible()
    bench.session.close()  # nothing is put aside while it is written
    bench.session.cancel()
    bench.settle()
    assert bench.session.state == "open"
    assert bench.window.said == ["Stopped. Nothing was taken over."]
    assert "account" not in bench.book.content()
    monkeypatch.setattr(courier, "open_handover", forever)
    bench.page.activated({"file": "second.xlsx"})
    assert bench.session.label == "Reading second.xlsx"
    bench.session.cancel()
    bench.settle()
    assert bench.session.state == "empty"


def test_the_head_tells_what_came_along(bench: Bench, theme: Theme) -> None:
    names = [bench.other.account(f"Client {at}") for at in range(8)]
    parcel = bench.other.pack(*names, left_out=frozenset({"tickets"}), private=False)
    made = courier.compare(bench.desk, Opened(parcel, encrypted=True))
    head = TakingHead(theme)
    head.show_opening(replace(made, found=2, missing=("a.pdf", "b.pdf", "c.pdf", "d.pdf")))
    assert head.header.title.text() == "Take over 8 accounts"
    assert head.beside.text() == (
        "Left out: Tickets, Private notes · 2 documents lie beside the workbook · Documents that"
        " didn't come along: a.pdf, b.pdf, c.pdf and 1 more · Opened with its password"
    )
    badges = [one.text() for one in head.findChildren(Badge) if one.text()]
    assert badges == ["For good", *(f"Client {at}" for at in range(6)), "and 2 more"]


def test_nothing_new_is_said_calmly(bench: Bench) -> None:
    acme = bench.other.account("Acme")
    parcel = bench.other.pack(acme)
    bench.bring("first", parcel)
    bench.go_on.click()
    bench.settle()
    bench.bring("first", parcel)
    assert bench.chips() == ["Nothing new"]
    assert not bench.panel.isVisible()
    assert bench.page.footer.said.text() == "There is nothing to take over."
    bench.go_on.click()
    assert bench.window.places[-1] == Place("accounts", {"account": acme})


def test_what_was_edited_and_what_was_not_understood_is_told(bench: Bench, tmp_path: Path) -> None:
    acme = bench.other.account("Acme", city="Bonn")
    globex = bench.other.account("Globex")
    parcel = bench.other.pack(acme, globex)
    finding = Finding("Accounts", 7, "Client since", "soon", "a date", "It was left as it was.")
    bench.bring(
        "edited",
        amended(parcel, "account", acme, city="Ulm"),
        written=parcel,
        edits=(CellEdit("account", acme, "city", "Bonn", "Ulm", "Accounts", 5),),
        findings=(finding,),
    )
    assert bench.chips() == [
        "3 records differ", "3 new", "1 edited in the workbook", "1 not understood",
    ]  # fmt: skip
    bench.body.chips.chips[2].click()
    bench.rest()
    assert bench.words() == ["Acme: + New"]
    [city] = [one for one in bench.panel.one.fields if one.edited]
    assert (city.field, city.theirs) == ("city", "Ulm")
    bench.body.chips.chips[3].click()
    findings = bench.body.findings
    assert findings.said.text() == str(finding)
    target = tmp_path / "list.txt"
    bench.window.files = [target]
    findings.save.click()
    bench.settle()
    assert target.read_text(encoding="utf-8") == f"{finding}\n"


def test_what_is_taken_for_the_same_can_be_kept_apart(bench: Bench) -> None:
    mine = bench.book.account("Acme", city="Bonn")
    theirs = bench.other.account("Acme", city="Ulm")
    parcel = bench.other.pack(theirs)
    bench.bring("first", replace(parcel, note=""))
    assert bench.words()[0] == "Acme: 2 of 2 open"
    assert bench.chips()[-1] == "1 taken for the same"
    bench.body.chips.chips[-1].click()
    bench.body.matched.part.click()
    bench.settle()
    assert bench.chips()[-1] == "0 taken for the same"
    assert bench.session.decisions.total == 0
    assert bench.body.matched.part.text() == "Take for the same"
    bench.body.matched.press()
    bench.settle()
    assert bench.session.decisions.total == 2
    bench.body.matched.press()
    bench.settle()
    bench.go_on.click()
    bench.settle()
    assert set(bench.book.ids("account")) == {mine, theirs}
