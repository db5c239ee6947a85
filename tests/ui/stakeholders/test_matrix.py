"""Our people × theirs: what the cells say, and that keys and the pointer change them."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from acctdesk.ui.stakeholders.matrix import Matrix
from acctdesk.ui.stakeholders.study import Study
from acctdesk.ui.theme.theme import Theme
from tests.ui.opened import Open

popping = pytest.mark.qt_log_ignore("raise", "grabbing the keyboard", "propagateSizeHints")


class Shown:
    def __init__(self, opened: Open, theme: Theme) -> None:
        self.opened, desk = opened, opened.desk
        account, _change = desk.accounts.create({"name": "Northwind"})
        self.tara = desk.records.create("member", {"name": "Tara Lind"})[0]
        self.milan = desk.records.create("member", {"name": "Milan Kos"})[0]
        desk.accounts.assign(account, self.tara, None)
        posts = desk.stakeholders.posts
        self.jana, _change = posts.add(account, name="Jana Ode", title="CIO")
        posts.add(account, title="Head of data")
        self.study = Study(desk, opened.tasks, opened.undo)  # type: ignore[arg-type]
        self.study.set_account(account)
        opened.settle()
        self.view = Matrix(theme, self.study)
        opened.settle()
        self.view.resize(900, 500)
        self.view.show()
        self.grid, self.model = self.view.grid, self.view.model

    def at(self, row: int, column: int) -> None:
        self.grid.setCurrentIndex(self.model.index(row, column))

    def press(self, key: Qt.Key) -> None:
        QTest.keyClick(self.grid, key)
        self.opened.settle()

    def cell(self, row: int, column: int) -> tuple[str, str]:
        cell = self.model.quick_cell(row, column)
        return cell.text, cell.extra

    def relation(self) -> dict[str, object]:
        found = self.study.seen.relations  # type: ignore[union-attr]
        return {name: getattr(found[0], name) for name in ("strength", "now", "wanted", "note")}


@pytest.fixture
def shown(opened: Open, theme: Theme, qtbot: QtBot) -> Iterator[Shown]:
    made = Shown(opened, theme)
    qtbot.addWidget(made.view)
    with qtbot.waitExposed(made.view):
        made.view.activateWindow()
    yield made
    made.study.deleteLater()


def test_digits_say_how_well_two_know_each_other(shown: Shown, qtmodeltester: ModelTester) -> None:
    assert shown.model.rowCount() == 1
    assert shown.cell(0, 0) == ("Jana Ode", "CIO")
    shown.at(0, 1)
    assert shown.study.chosen.current == shown.jana
    assert shown.cell(0, 1) == ("○○○ None", "")
    shown.press(Qt.Key.Key_2)
    assert shown.cell(0, 1) == ("●●○ Multiple", "")
    qtmodeltester.check(shown.model)
    shown.opened.desk.history.undo()
    shown.opened.settle()
    assert shown.cell(0, 1) == ("○○○ None", "")


@popping
def test_enter_asks_for_everything_and_keeps_it_as_one_change(shown: Shown) -> None:
    shown.at(0, 1)
    QTest.keyClick(shown.grid, Qt.Key.Key_Return)
    popover = shown.view.popover
    assert popover.isVisible()
    popover.strength.set_value("in_depth")
    popover.now.set_value("vendor")
    popover.wanted.set_value("trusted_advisor")
    popover.note.setText("Met at the fair")
    QTest.mouseClick(popover.keep, Qt.MouseButton.LeftButton)
    shown.opened.settle()
    assert not popover.isVisible()
    assert shown.relation() == {
        "strength": "in_depth", "now": "vendor", "wanted": "trusted_advisor",
        "note": "Met at the fair",
    }  # fmt: skip
    assert shown.cell(0, 1) == ("●●● In-depth", "Vendor → Trusted advisor")
    shown.opened.desk.history.undo()
    shown.opened.settle()
    assert shown.study.seen.relations == ()  # type: ignore[union-attr]


def test_one_of_ours_gets_a_column_without_anything_being_written(shown: Shown) -> None:
    newest = shown.opened.desk.history.next_undo()
    shown.view.menu.aboutToShow.emit()
    names = [one.text() for one in shown.view.menu.actions()]
    assert "Milan Kos" in names
    assert "Tara Lind" not in names
    columns = shown.model.columnCount()
    shown.view.menu.actions()[names.index("Milan Kos")].trigger()
    assert shown.model.columnCount() == columns + 1
    assert shown.opened.desk.history.next_undo() == newest
    shown.press(Qt.Key.Key_1)
    assert shown.cell(0, columns)[0] == "●○○ Brief"
    assert (shown.milan, "Milan Kos") in shown.study.seen.members  # type: ignore[union-attr]
