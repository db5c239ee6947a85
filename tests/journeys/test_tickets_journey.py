"""Tickets come in through the import page: recognised, named, mapped, mended, written, undone."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication

from acctdesk.ui.imports.match_model import TARGET
from acctdesk.ui.imports.states import MEANS, WORD
from acctdesk.ui.imports.steps import Step
from acctdesk.ui.shell.page import Place
from acctdesk.ui.starting import Options
from tests.journeys.test_import_journey import LEFT, card, drop, idle, import_page, press

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]
UCI = Path(__file__).parents[2] / "../shared/data/uci_incidents_sample/incident_event_log.csv"
LOG = """number,incident_state,opened_at,sys_updated_at
INC1,New,4/5/2026 09:00,4/5/2026 09:05
INC1,Awaiting Vendor,4/5/2026 09:00,4/5/2026 10:00
INC1,-100,4/5/2026 09:00,4/5/2026 11:00
INC1,Resolved,4/5/2026 09:00,14/5/2026 12:00
,New,5/5/2026 09:00,5/5/2026 09:05
INC2,New,5/5/2026 09:00,5/5/2026 09:05
"""


def tickets(desk) -> dict[str, list[str]]:
    """Number to the stages of every ticket."""
    from acctdesk.models.events import load

    table = desk.workspace.tables.table("ticket")
    with desk.workspace.read() as connection:
        rows = connection.execute(table.select()).all()
    return {row.number: [one[1] for one in load(row.events)] for row in rows}


def begin(start, folders, path: Path | None):
    book = folders.data / "Book.acctdesk"
    from acctdesk.compose import create_desk

    with create_desk(book) as desk:
        for name in ("Acme", "Globex"):
            desk.accounts.create({"name": name})
    run = start(Options(workspace=book))
    run.window.go(Place("import"))
    page = import_page(run)
    if path is not None:
        drop(page, path)
        run.wait(lambda: not page.session.empty and idle(run))
    return run, page, book


def name_account(run, page, qtbot, words: str) -> None:
    line = page.file.whose.line
    qtbot.mouseClick(line, LEFT)
    qtbot.keyClicks(line, words)
    run.wait(lambda: page.session.answers.account != "" and idle(run))


def cell(grid, row: int, column: int):
    return grid.visualRect(grid.model().index(row, column)).center()


def test_a_log_is_dropped_mapped_mended_imported_and_undone_after_a_restart(
    start, folders, qtbot, tmp_path
):
    path = tmp_path / "export.csv"
    path.write_text(LOG, "utf-8")
    run, page, book = begin(start, folders, path)
    what = page.file.what
    assert (what.kind.value(), what.rows.value(), what.zone.value()) == ("tickets", "event", "UTC")
    # Whose they are must be said first.
    assert not page.footer.primary.isEnabled()
    name_account(run, page, qtbot, "globex")
    assert page.footer.primary.isEnabled()

    press(qtbot, page.footer, "Continue")
    assert page.step is Step.MATCH
    states = page.match.states
    assert states.isVisible()
    words = [states.model.index(row, WORD).data() for row in range(states.model.rowCount())]
    assert set(words[:2]) == {"Awaiting Vendor", "-100"}
    # By keys: the state of a pause is said to be one.
    row = words.index("Awaiting Vendor")
    states.grid.setFocus()
    states.grid.setCurrentIndex(states.model.index(row, MEANS))
    qtbot.keyClick(states.grid, Qt.Key.Key_F2)
    editor = states.grid.viewport().focusWidget() or QGuiApplication.focusObject()
    qtbot.keyClicks(editor, "Pau")
    qtbot.keyClick(editor, Qt.Key.Key_Return)
    run.wait(lambda: idle(run) and states.model.index(row, MEANS).data() == "Paused")

    press(qtbot, page.footer, "Check")
    run.wait(lambda: page.session.view is not None and idle(run))
    titles = [one.title for one in page.session.view.items]
    assert not any("Awaiting Vendor" in one for one in titles)
    assert "The number of a ticket is missing" in titles
    unknown = card(page, "-100")
    unknown.box.set_value("responded")
    qtbot.mouseClick(unknown.apply_button, LEFT)
    run.wait(lambda: idle(run) and not any("-100" in i.title for i in page.session.view.items))
    assert page.session.view.rejected == 1
    press(qtbot, page.footer, "Import 2 tickets")
    run.wait(lambda: page.result is not None)
    assert tickets(run.desk) == {
        "INC1": ["opened", "paused", "responded", "resolved"], "INC2": ["opened"],
    }  # fmt: skip

    run = start(Options(workspace=book))
    undo = run.window.action_set.action("undo")
    run.wait(lambda: undo.isEnabled())
    assert "Import 2 tickets" in undo.text()
    qtbot.keyClick(run.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    run.wait(lambda: not tickets(run.desk))


def test_what_a_file_is_can_be_switched_and_a_column_sent_elsewhere(
    start, folders, qtbot, tmp_path
):
    path = tmp_path / "odd.csv"
    path.write_text("Fall,Wann,Zustand\n1,2026-05-04 09:00,Neu\n2,2026-05-05 09:00,Neu\n", "utf-8")
    run, page, _book = begin(start, folders, path)
    what = page.file.what
    assert what.kind.value() == "roster"
    assert not what.rows.isVisible()
    what.kind.setFocus()
    qtbot.keyClicks(what.kind, "Tickets")
    run.wait(lambda: page.session.draft.kind == "tickets" and idle(run))
    run.wait(what.rows.isVisible)
    name_account(run, page, qtbot, "acme")
    # The one sheet has no number yet: tick it, so that its columns can be matched.
    [row] = page.file._rows.values()
    qtbot.mouseClick(row.tick, LEFT)
    run.wait(lambda: page.footer.primary.isEnabled() and idle(run))
    press(qtbot, page.footer, "Continue")
    grid, model = page.match.grid, page.match.model
    for heading, wanted in (("Fall", "ticket.number"), ("Wann", "ticket.opened")):
        at = next(i for i in range(model.rowCount()) if model.index(i, 0).data() == heading)
        assert model.setData(model.index(at, TARGET), wanted)
        run.wait(lambda: idle(run))
    qtbot.mouseClick(grid.viewport(), LEFT, pos=cell(grid, 0, 0))
    press(qtbot, page.footer, "Check")
    run.wait(lambda: page.session.view is not None and idle(run))
    press(qtbot, page.footer, "Import 2 tickets")
    run.wait(lambda: page.result is not None)
    assert set(tickets(run.desk)) == {"1", "2"}
    press(qtbot, page.done, "Undo import")
    run.wait(lambda: not tickets(run.desk))


@pytest.mark.skipif(not UCI.is_file(), reason="the incident log beside the project isn't here")
def test_the_real_log_comes_in_and_again_changes_nothing(start, folders, qtbot):
    run, page, _book = begin(start, folders, UCI)
    name_account(run, page, qtbot, "acme")
    press(qtbot, page.footer, "Continue")
    press(qtbot, page.footer, "Check")
    run.wait(lambda: page.session.view is not None and idle(run))
    press(qtbot, page.footer, "Import 32 tickets")
    run.wait(lambda: page.result is not None)
    assert len(tickets(run.desk)) == 32
    press(qtbot, page.done, "Import another")
    drop(page, UCI)
    run.wait(lambda: not page.session.empty and idle(run))
    name_account(run, page, qtbot, "acme")
    page.go_to(Step.CHECK)
    run.wait(lambda: page.session.view is not None and idle(run))
    assert not page.footer.primary.isEnabled()
    assert "in this workspace already" in page.footer.said.text()


def test_a_service_that_the_file_names_is_made_with_the_tickets(start, folders, qtbot, tmp_path):
    path = tmp_path / "export.csv"
    path.write_text(
        "Ticket ID,Subject,Status,Created at,Solved at,Service\n"
        "7,Printer,Solved,2026-05-04 09:00,2026-05-04 11:00,Mail\n"
        "8,Phone,Solved,2026-05-04 09:00,2026-05-04 12:00,Mail\n", "utf-8",
    )  # fmt: skip
    run, page, _book = begin(start, folders, path)
    name_account(run, page, qtbot, "acme")
    press(qtbot, page.footer, "Continue")
    run.wait(lambda: page.session.view is not None and idle(run))
    offered = card(page, "Mail")
    offered.box.setFocus()
    qtbot.keyClicks(offered.box, "Add")
    assert offered.box.currentText() == "Add “Mail”"
    qtbot.mouseClick(offered.apply_button, LEFT)
    run.wait(lambda: idle(run) and not any("Mail" in i.title for i in page.session.view.items))
    press(qtbot, page.footer, "Import 2 tickets")
    run.wait(lambda: page.result is not None)
    acme = next(one for one, name in run.desk.records.options("account") if name == "Acme")
    [(service, name)] = run.desk.imports.services(acme)
    assert name == "Mail"
    assert {one.service for one in run.desk.service_levels.tickets(acme)} == {service}
