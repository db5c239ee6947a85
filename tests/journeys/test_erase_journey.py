"""Somebody asks to be forgotten: what is held is exported, then they are erased, with a report."""

from __future__ import annotations

import json

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from acctdesk.ui.shell.page import Place


def test_a_person_is_exported_and_erased_from_their_page(full, tmp_path) -> None:
    desk = full.desk
    account = full.ids()[0]
    # The backup of the day is through, and knows nothing of what follows.
    full.wait(lambda: full.window.status.note.text().startswith("Last backup "))
    person, _change = desk.people.add(account, {"name": "Zoë Quist", "email": "zq@x.example"})
    for summary in ("Zoe Quist was there.", "So was Zoë Quist’s deputy."):
        values = {"type": "call", "day": "2026-03-02", "subject": "Call", "summary": summary}
        desk.interactions.log(account, values, [person])
    desk.workspace.back_up()
    full.window.go(Place("people", {"person": person}))
    full.wait(lambda: full.window.page("people").front().head.name.text() == "Zoë Quist")
    head = full.window.page("people").front().head
    held, _line, erase = head.menu.actions()
    full.answers.files.append(tmp_path / "held.json")
    held.trigger()
    full.wait((tmp_path / "held.json").exists)
    assert json.loads((tmp_path / "held.json").read_text())["person"]["name"] == "Zoë Quist"

    erase.trigger()
    page = full.window.page("erase")
    full.wait(page.erase_button.isEnabled)
    assert page.head.title.text() == "Erase Zoë Quist for good?"
    model = page.mentions.model
    assert (model.rowCount(), model.left()) == (2, frozenset())
    assert not page.mentions.all.isEnabled()
    page.mentions.grid.setFocus()
    page.mentions.grid.setCurrentIndex(model.index(1, 1))
    QTest.keyClick(page.mentions.grid, Qt.Key.Key_Space)
    [left] = model.left()
    full.answers.refuses = True
    QTest.mouseClick(page.erase_button, Qt.MouseButton.LeftButton)
    assert full.answers.asked[-1][0] == "Erase Zoë Quist for good?"
    assert desk.records.get("person", person).title == "Zoë Quist"
    full.answers.refuses = False
    QTest.mouseClick(page.erase_button, Qt.MouseButton.LeftButton)
    full.wait(page.save_button.isVisible)
    assert page.head.title.text() == "Erased Zoë Quist"
    summaries = {one.id: one["summary"] for one in desk.records.get_many(
        "interaction", [one.id for one in desk.interactions.of_account(account)]
    )}  # fmt: skip
    kept = summaries.pop(left.split(":")[1])
    assert "Qui" in kept
    assert all("…" in one for one in summaries.values())
    assert page.drop_button.isVisible()
    QTest.mouseClick(page.drop_button, Qt.MouseButton.LeftButton)
    full.wait(lambda: not page.drop_button.isVisible())
    assert desk.workspace.backups()
    assert desk.workspace.copies_with(person) == []
    full.answers.files.append(tmp_path / "report.txt")
    QTest.mouseClick(page.save_button, Qt.MouseButton.LeftButton)
    full.wait((tmp_path / "report.txt").exists)
    assert "Texts that may name them, left as they are" in (tmp_path / "report.txt").read_text()
    # Coming back to somebody who isn't there says so.
    full.window.go(Place("people", {"person": person}))
    full.settle()
    full.window.go(Place("erase", {"person": "0" * 32}))
    full.wait(page._gone.isVisible)
