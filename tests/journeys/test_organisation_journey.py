"""An organisation comes in through the import page: whose it is, who is missing, what circles."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from acctdesk.compose import create_desk
from acctdesk.ui.imports.page import ImportPage
from acctdesk.ui.imports.steps import Step
from acctdesk.ui.shell.page import Place
from acctdesk.ui.starting import Options
from tests.journeys.test_import_journey import drop, idle, import_page, press

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]

ROWS = """Id,Name,Title,Manager ID
1,Anna Boss,CEO,
2,Jana Ode,CIO,1
3,Rui Faria,Operations,2
4,Li Na,CFO,9
5,Kim Ost,Ring,6
6,Piet West,Ring,5
2,Jana Again,CIO,1
"""


def titles(page) -> list[str]:
    return [one.title for one in page.session.view.items]


def outline(desk, account: str) -> list[str]:
    depth: dict[str, int] = {}
    found = []
    for card in desk.stakeholders.map(account).cards:
        depth[card.position] = depth.get(card.manager, -1) + 1
        found.append("  " * depth[card.position] + (card.name or f"({card.title})"))
    return found


def begin(start, folders, path: Path):
    book = folders.data / "Book.acctdesk"
    with create_desk(book) as desk:
        for name in ("Acme", "Acme Nord", "Globex"):
            desk.accounts.create({"name": name})
    run = start(Options(workspace=book))
    run.window.go(Place("import"))
    page = import_page(run)
    drop(page, path)
    run.wait(lambda: not page.session.empty and idle(run))
    return run, page


def test_an_organisation_is_named_checked_imported_and_undone(start, folders, qtbot, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text(ROWS, "utf-8")
    run, page = begin(start, folders, path)
    whose = page.file.whose
    assert whose.isVisible()
    whose.line.setFocus()
    qtbot.keyClicks(whose.line, "globex")
    run.wait(lambda: page.session.answers.account != "" and idle(run))
    assert "works there" in whose.note.text()
    assert page.session.draft.sheets[0].subject == "person"

    press(qtbot, page.footer, "Continue")
    if page.step is Step.MATCH:
        press(qtbot, page.footer, "Check")
    run.wait(lambda: page.session.view is not None and idle(run))
    view = page.session.view
    said = titles(page)
    assert "“9” is a manager, but not listed" in said
    assert "The id “2” is there twice" in said
    assert sum("leads in a circle" in one for one in said) == 2
    rows = {row: [view.items[at].short for at in places]
            for row, places in view.sheets[0].items.items()}  # fmt: skip
    assert rows[5] == ["Placeholder"]
    assert {6, 7, 8} < set(rows)
    [lines] = [one for one in view.items if one.title == "Reporting lines"]
    assert lines.note == "3 at the top · 3 levels · 1 placeholder · 1 circle left out"

    press(qtbot, page.footer, "Import")
    run.wait(lambda: page.result is not None)
    globex = {name: one for one, name in run.desk.records.options("account")}["Globex"]
    assert outline(run.desk, globex) == [
        "(9)", "  Li Na", "Anna Boss", "  Jana Ode", "    Rui Faria", "Piet West", "  Kim Ost",
    ]  # fmt: skip
    press(qtbot, page.done, "Undo")
    run.wait(lambda: not outline(run.desk, globex))


def test_an_account_that_is_new_and_a_decision_that_is_taken_back(start, folders, qtbot, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("Name,Title,Manager\nRui Faria,Ops,Jana Ode\nJana Ode,CIO,\n", "utf-8")
    run, page = begin(start, folders, path)
    whose = page.file.whose
    whose.line.setFocus()
    qtbot.keyClicks(whose.line, "Neue Werft")
    qtbot.keyClick(whose.line, Qt.Key.Key_Tab)
    run.wait(lambda: page.session.answers.account == "Neue Werft" and idle(run))
    assert "made if it is new" in whose.note.text()
    whose.line.clear()
    run.wait(lambda: page.session.answers.account == "" and idle(run))
    whose.line.setFocus()
    qtbot.keyClicks(whose.line, "Neue Werft")
    qtbot.keyClick(whose.line, Qt.Key.Key_Tab)
    run.wait(lambda: page.session.answers.account == "Neue Werft" and idle(run))
    # What was decided is there after a restart.
    assert b"Neue Werft" in page.session.kept().answers.to_json()
    page.go_to(Step.CHECK)
    run.wait(lambda: page.session.view is not None and idle(run))
    press(qtbot, page.footer, "Import 3 records")
    run.wait(lambda: page.result is not None)
    made = {name: one for one, name in run.desk.records.options("account")}["Neue Werft"]
    assert outline(run.desk, made) == ["Jana Ode", "  Rui Faria"]
    page.restart()
    assert page.session.answers.account == ""
    assert whose.line.text() == ""


def test_a_list_of_accounts_is_not_asked_whose_people_it_holds(start, folders, tmp_path):
    path = tmp_path / "accounts.csv"
    path.write_text("Name,City,Tier\nNeue Werft AG,Kiel,A\n", "utf-8")
    _run, page = begin(start, folders, path)
    assert not page.file.whose.isVisible()


SALES = Path(__file__).parents[2] / "../shared/data/maven_crm/sales_teams.csv"


@pytest.mark.skipif(not SALES.is_file(), reason="the sales teams aren't here")
def test_a_real_organisation_of_a_sales_department(start, folders, qtbot):
    """35 people under 6 managers, none of whom is listed."""
    run, page = begin(start, folders, SALES)
    session = page.session
    for heading, target in (
        ("sales_agent", "person.name"), ("manager", "position.manager_id"),
        ("regional_office", "position.unit_id"),
    ):  # fmt: skip
        session.answer("columns", heading, target)
        run.wait(lambda: idle(run))
    whose = page.file.whose
    assert whose.isVisible()
    whose.line.setFocus()
    qtbot.keyClicks(whose.line, "acme")
    run.wait(lambda: idle(run) and whose.line.popup.isVisible())
    qtbot.keyClicks(whose.line, " nord")
    run.wait(lambda: session.answers.account.casefold() == "acme nord" and idle(run))
    page.go_to(Step.CHECK)
    run.wait(lambda: session.view is not None and idle(run))
    assert sum("but not listed" in one for one in titles(page)) == 6
    covered = {row for one in session.view.items if one.short == "Placeholder" for row in one.rows}
    assert len(covered) == 35
    press(qtbot, page.footer, "Import 35 records")
    run.wait(lambda: page.result is not None)
    held = {name: one for one, name in run.desk.records.options("account")}
    assert set(held) == {"Acme", "Acme Nord", "Globex"}
    lines = outline(run.desk, held["Acme Nord"])
    assert len(lines) == 41
    assert sum(not line.startswith(" ") for line in lines) == 6


def test_from_the_map_the_account_is_chosen_already(start, folders, tmp_path):
    path = tmp_path / "people.csv"
    path.write_text("Name,Title,Manager\nRui Faria,Ops,Jana Ode\nJana Ode,CIO,\n", "utf-8")
    file = folders.data / "Book.acctdesk"
    with create_desk(file) as desk:
        desk.settings.introduce("Ann Keeler")
        account, _change = desk.accounts.create({"name": "Acme Nord"})
    run = start(Options(workspace=file))
    run.window.go(Place("accounts", {"account": account, "tab": "stakeholders"}))
    run.settle()
    run.wait(lambda: run.account.stakeholders.study.seen is not None)
    run.settle()
    run.window.action_set.action("map.import").trigger()
    run.settle()
    page = run.window.findChild(ImportPage)
    run.wait(lambda: page is not None and page.isVisible())
    assert page.session.answers.account == "Acme Nord"
    page.open([path])
    run.wait(lambda: idle(run) and page.session.draft is not None)
    assert page.session.answers.account == "Acme Nord"
    assert page.file.whose.line.text() == "Acme Nord"
    page.go_to(Step.CHECK)
    run.wait(lambda: page.session.view is not None and idle(run))
    [go] = [one for one in page.footer.findChildren(QAbstractButton)
            if one.text().startswith("Import ") and one.isVisible()]  # fmt: skip
    go.click()
    run.wait(lambda: page.result is not None)
    assert outline(run.desk, account) == ["Jana Ode", "  Rui Faria"]
