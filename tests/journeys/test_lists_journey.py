"""A list made one's own, as somebody does it: by mouse and keys, through the real window."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit
from pytestqt.qtbot import QtBot

from acctdesk.services.filters import Condition, Match, Op
from acctdesk.ui.starting import Options
from tests.journeys.hands import (
    KEY,
    LEFT,
    bands,
    choose,
    click,
    drag,
    head_spot,
    press,
    typed,
)

# The offscreen platform says so whenever a popup opens.
pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


def test_a_view_is_built_saved_and_there_after_a_restart(
    full, start: Callable[..., object], qtbot: QtBot
) -> None:
    page = full.accounts
    # A condition: the first offered field is the tier; its value is chosen by its letter.
    click(qtbot, page.bar.filter)
    builder = page.tools.popover
    qtbot.waitUntil(builder.isVisible)
    row = builder.root.parts[0]
    assert row.field.currentText() == "Tier"
    row.editor.begin()
    typed(qtbot, "A")
    press(qtbot, KEY.Key_Return)
    full.wait(lambda: page.view_state.view.where is not None)
    builder.close()
    full.wait(lambda: page.model.rowCount() == 10)
    assert [one.text() for one in page.filters.chips] == ["Tier is A"]
    # Largest first: two clicks on the head.
    view = page.grid.head.viewport()
    qtbot.mouseClick(view, LEFT, pos=head_spot(page, "annual_value"))
    full.settle()
    qtbot.mouseClick(view, LEFT, pos=head_spot(page, "annual_value"))
    full.wait(lambda: full.names()[0] == "Client 36")
    # Groups.
    click(qtbot, page.bar.group)
    click(qtbot, page.tools.popover.add)
    combo = page.tools.popover.combos[0]
    combo.setFocus()
    qtbot.keyClicks(combo, "Phase")
    qtbot.keyClick(combo, KEY.Key_Return)
    combo.activated.emit(combo.currentIndex())
    page.tools.popover.close()
    full.wait(lambda: bool(bands(page)))
    assert bands(page) == [("Onboarding", "10 accounts")]
    # A column goes, another is pulled wider.
    click(qtbot, page.bar.columns)
    chooser = page.tools.popover
    qtbot.keyClicks(chooser.search, "owner")
    qtbot.keyClick(chooser.search, KEY.Key_Return)
    chooser.close()
    full.wait(lambda: "owner_id" not in page.columns.shown())
    edge = head_spot(page, "phase", edge=True)
    before = page.grid.head.sectionSize(page.model.column("phase"))
    drag(qtbot, view, edge, edge + QPoint(40, 0))
    wide = page.grid.head.sectionSize(page.model.column("phase"))
    assert wide > before + 20
    assert page.view_state.dirty
    assert "unsaved changes" in page.bar.view.accessibleName()
    # Saved under a name, by keys.
    click(qtbot, page.bar.view)
    choose(qtbot, page.bar.view.menu(), "Save as new view…")
    qtbot.waitUntil(lambda: page.tools.prompt is not None and page.tools.prompt.isVisible())
    qtbot.keyClicks(page.tools.prompt.line, "Key accounts")
    qtbot.keyClick(page.tools.prompt.line, KEY.Key_Return)
    full.wait(lambda: page.view_state.base.name == "Key accounts" and not page.view_state.dirty)
    saved, shown = page.view(), page.columns.shown()
    names = full.names()[1:]

    again = start(Options(workspace=full.desk.path))
    again.wait(lambda: again.accounts.model.rowCount() == 11)
    page = again.accounts
    again.wait(lambda: len(page.tools.views) > 6)
    assert page.bar.view.accessibleName() == "View: Key accounts"
    assert not page.view_state.dirty
    assert page.view() == saved
    assert page.columns.shown() == shown
    assert again.names()[1:] == names
    assert page.grid.head.sectionSize(page.model.column("phase")) == wide
    # Another view and back; the first is as it was saved.
    click(qtbot, page.bar.view)
    choose(qtbot, page.bar.view.menu(), "All accounts")
    again.wait(lambda: page.model.rowCount() == 40)
    assert page.filters.chips == []
    click(qtbot, page.bar.view)
    choose(qtbot, page.bar.view.menu(), "Key accounts")
    again.wait(lambda: page.model.rowCount() == 11)
    assert page.view() == saved
    # Undone like anything else: the view is gone, what it showed stays.
    again.window.action_set.action("undo").trigger()
    again.wait(lambda: all(one.name != "Key accounts" for one in page.tools.views))
    assert page.model.rowCount() == 11
    assert page.view_state.base.name == "All accounts"
    assert page.view_state.dirty


def test_groups_close_and_open_by_mouse_and_arrows(full, qtbot: QtBot) -> None:
    page = full.accounts
    tester = QAbstractItemModelTester(
        page.model, QAbstractItemModelTester.FailureReportingMode.Warning
    )
    page.view_state.change(group=("tier", "phase"))
    full.wait(lambda: len(bands(page)) == 8)
    assert bands(page)[:2] == [("Tier: A", "10 accounts"), ("Onboarding", "10 accounts")]
    assert page.model.rowCount() == 48
    box = page.grid.visualRect(page.model.index(0, page.model.column("name")))
    qtbot.mouseClick(page.grid.viewport(), LEFT, pos=box.center())
    full.settle()
    assert page.model.rowCount() == 37
    page.grid.setFocus()
    qtbot.keyClick(page.grid, KEY.Key_Right)
    assert page.model.rowCount() == 48
    qtbot.keyClick(page.grid, KEY.Key_Down)
    qtbot.keyClick(page.grid, KEY.Key_Left)
    assert page.model.rowCount() == 38
    # What is closed stays closed when the list is read again.
    full.desk.accounts.edit([full.ids()[30]], {"city": "Oslo"})
    full.settle()
    assert page.model.rowCount() == 38
    qtbot.keyClick(page.grid, KEY.Key_Return)
    assert page.model.rowCount() == 48
    page.view_state.change(group=())
    full.wait(lambda: page.model.rowCount() == 40)
    assert tester.model() is page.model


def test_a_tree_shows_parents_above_their_own_and_what_they_come_to(full, qtbot: QtBot) -> None:
    page = full.accounts
    ids = full.ids()
    full.desk.accounts.edit([ids[2], ids[5]], {"parent_id": ids[0]})
    page.view_state.change(tree=True)
    full.wait(lambda: full.names()[:4] == ["Client 00", "Client 02", "Client 05", "Client 01"])
    total = page.model.quick_cell(0, page.model.column("annual_value")).extra
    assert total == "Σ € 307,000"
    name = page.model.index(0, page.model.column("name"))
    box = page.grid.visualRect(name)
    qtbot.mouseClick(page.grid.viewport(), LEFT, pos=QPoint(box.left() + 14, box.center().y()))
    full.settle()
    assert full.names()[:2] == ["Client 00", "Client 01"]
    page.grid.setCurrentIndex(name)
    page.grid.setFocus()
    qtbot.keyClick(page.grid, KEY.Key_Right)
    assert full.names()[1] == "Client 02"


def test_a_choice_that_is_not_on_the_list_is_told_and_kept_to_go_on(full, qtbot: QtBot) -> None:
    from acctdesk.ui.widgets.roles import ProblemRole

    page = full.accounts
    index = page.model.index(0, page.model.column("phase"))
    page.grid.setCurrentIndex(index)
    page.grid.setFocus()
    qtbot.keyClick(page.grid, KEY.Key_F2)
    line = page.grid.findChild(QLineEdit)
    line.selectAll()
    qtbot.keyClicks(line, "Hibernating")
    qtbot.keyClick(line, KEY.Key_Return)
    full.wait(lambda: bool(index.data(ProblemRole)))
    assert "Hibernating" in index.data(ProblemRole)
    assert index.data() == "Onboarding"
    assert index.data(Qt.ItemDataRole.EditRole) == "Hibernating"


def test_a_filter_too_deep_to_edit_is_kept(full) -> None:
    page = full.accounts
    deep = Match("none", (Condition("phase", Op.IS, "exit"),))
    inner = Match("any", (Condition("tier", Op.IS, "A"), deep))
    where = Match("all", (Condition("country", Op.NOT_EMPTY), inner))
    page.view_state.change(where=where)
    full.settle()
    page.tools.open_filter()
    builder = page.tools.popover
    assert builder.root.match() == where
    builder.root.parts[0].removed.emit()
    full.settle()
    assert page.view_state.view.where == Match("all", (inner,))
    builder.close()


def test_a_field_of_ones_own_is_a_column_at_once(full, qtbot: QtBot) -> None:
    page = full.accounts
    click(qtbot, page.bar.columns)
    click(qtbot, page.tools.popover.new)
    prompt = page.tools.prompt
    qtbot.waitUntil(prompt.isVisible)
    qtbot.keyClicks(prompt.line, "Mood")
    prompt.kind.setCurrentIndex(prompt.kind.findText("Choice"))
    qtbot.mouseClick(prompt.add, LEFT)
    assert prompt.isVisible(), "a choice needs its choices"
    for words in ("Sunny", "Rainy", "Sunny"):
        qtbot.keyClicks(prompt.entries, words)
        qtbot.keyClick(prompt.entries, KEY.Key_Return)
    qtbot.mouseClick(prompt.add, LEFT)
    full.wait(lambda: str(page.columns_shown()[-1].label) == "Mood")
    field = page.columns_shown()[-1]
    assert [one.label for one in field.choices] == ["Sunny", "Rainy"]
    index = page.model.index(1, page.model.column(field.name))
    page.grid.setCurrentIndex(index)
    page.grid.setFocus()
    qtbot.keyClick(page.grid, KEY.Key_F2)
    line = page.grid.findChild(QLineEdit)
    qtbot.keyClicks(line, "rai")
    qtbot.keyClick(line, KEY.Key_Return)
    full.wait(lambda: full.record(full.ids()[1])[field.name] == "Rainy")
    page.view_state.change(group=(field.name,))
    full.wait(lambda: bands(page) == [("Rainy", "1 account"), ("No mood", "39 accounts")])
