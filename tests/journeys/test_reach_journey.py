"""Everything can be reached: by name, by keys alone, and from the menus."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QAccessible, QAction, QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import (
    QAbstractItemView,
    QApplication,
    QMenu,
    QPlainTextEdit,
    QTextEdit,
    QWidget,
)

from acctdesk.services.filters import Condition, Match, Op
from acctdesk.services.query import Sort
from acctdesk.ui.log.sheet import LogSheet
from acctdesk.ui.palette.entries import commands
from acctdesk.ui.shell.page import Place
from acctdesk.ui.starting import Options
from acctdesk.ui.widgets.layouts import Popover

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")


@pytest.fixture
def sample(start, sample_there):
    found = start(Options(sample=True))
    found.wait(lambda: found.accounts.model.rowCount() > 20)
    return found


def places(desk) -> list[Place]:
    ids = [one for one, _name in desk.records.options("account")]
    account = max(ids, key=lambda one: len(desk.people.at(one)))
    person = desk.people.at(account)[0].person
    tabs = ("overview", "details", "people", "units", "history")
    return [
        Place("accounts", {"list": "1"}),
        *(Place("accounts", {"account": account, "tab": tab}) for tab in tabs),
        Place("accounts", {"account": account, "tab": "overview", "log": "meeting"}),
        Place("accounts", {"account": "0" * 32}),
        Place("people", {"list": "1"}),
        *(Place("people", {"person": person, "tab": tab}) for tab in ("overview", "history")),
        Place("search", {"words": "plan"}),
        *(Place(one) for one in ("import", "settings", "shortcuts", "trash", "duplicates")),
    ]


def nameless(top: QWidget) -> list[str]:
    """Widgets that take the keyboard and of which an aid could say nothing."""
    found = []
    for widget in (top, *top.findChildren(QWidget)):
        if not (widget.isVisible() and widget.focusPolicy() & Qt.FocusPolicy.TabFocus):
            continue
        if widget.focusProxy() is not None or not widget.isEnabled():
            continue
        face = QAccessible.queryAccessibleInterface(widget)
        if not face or not face.text(QAccessible.Text.Name).strip():
            found.append(f"{type(widget).__name__} in {type(widget.parentWidget()).__name__}")
    return found


def test_everything_that_takes_the_keyboard_has_a_name_on_every_page(sample) -> None:
    window = sample.window
    window.resize(1600, 1000)
    window.action_set.action("inspector").setChecked(True)
    silent: dict[str, list[str]] = {}
    for place in places(sample.desk):
        window.go(place)
        sample.settle()
        if place.params.get("list"):
            page = window.page(place.section).front()
            page.grid.setCurrentIndex(page.model.index(1, 0))
            sample.settle()
        found = nameless(window)
        if found:
            silent[str(place)] = found
    assert not silent


def test_everything_over_a_list_has_a_name(sample) -> None:
    sample.go(list="1")
    page = sample.accounts
    where = Match("all", (Condition("tier", Op.IN, ("A", "B")), Condition("city", Op.NOT_EMPTY)))
    page.view_state.change(where=where, sort=(Sort("tier"),), group=("phase",))
    sample.settle()
    seen = 0
    for name in ("list.filter", "list.sort", "list.group", "list.columns", "list.marks", "new"):
        page.run_command(name)
        sample.settle()
        for popup in QApplication.topLevelWidgets():
            if isinstance(popup, Popover) and popup.isVisible():
                seen += 1
                assert not nameless(popup), name
                popup.close()
    assert seen == 6
    sample.window.action_set.action("log").trigger()
    sample.settle()
    (sheet,) = sample.window.findChildren(LogSheet)
    assert not nameless(sheet)
    sheet.leave()
    sample.window.action_set.action("palette").trigger()
    sample.settle()
    assert not nameless(sample.program.furniture.palette)


def traps(found) -> list[QWidget]:
    """Lists, tables and texts on the page in front that take the keyboard."""
    page = found.window.page(found.window.present_place().section)
    return [
        one
        for one in page.findChildren(QWidget)
        if isinstance(one, QAbstractItemView | QTextEdit | QPlainTextEdit)
        and one.isVisible()
        and one.isEnabled()
        and one.focusPolicy() & Qt.FocusPolicy.TabFocus
    ]


@pytest.mark.parametrize("back", [False, True])
def test_tab_leaves_every_table_list_and_text(sample, back) -> None:
    window = sample.window
    window.resize(1600, 1000)
    kinds, held = set(), []
    for place in places(sample.desk):
        window.go(place)
        sample.settle()
        for one in traps(sample):
            window.activateWindow()
            one.setFocus(Qt.FocusReason.TabFocusReason)
            if isinstance(one, QAbstractItemView) and one.model() and one.model().rowCount():
                one.setCurrentIndex(one.model().index(0, 0))
            kinds.add(type(one).__name__)
            before = window.focusWidget()
            if before is not one and not one.isAncestorOf(before):
                continue
            for _press in range(3):
                QTest.keyClick(before, Qt.Key.Key_Backtab if back else Qt.Key.Key_Tab)
                before = window.focusWidget()
            if before is one or one.isAncestorOf(before):
                held.append(f"{type(one).__name__} {one.accessibleName()} at {place}")
    assert not held
    assert len(kinds) >= 6, kinds


def leaves(menu: QMenu) -> list[QAction]:
    found = []
    for action in menu.actions():
        if action.menu() is not None:
            found += leaves(action.menu())
        elif not action.isSeparator():
            found.append(action)
    return found


def test_every_action_of_the_window_is_in_the_palette(sample) -> None:
    actions = sample.window.action_set
    for place in places(sample.desk):
        # Pages bring actions of their own when they are built.
        sample.window.go(place)
        sample.settle()
    offered = {entry.key for entry in commands(actions)}
    known = {spec.id: actions.action(spec.id) for spec in actions.specs()}
    missing = [
        spec.id
        for spec in actions.specs()
        if f"action:{spec.id}" not in offered and known[spec.id].isVisible()
    ]
    assert not missing
    menus = [one.menu() for one in sample.window.menuBar().actions()]
    in_menus = {action for menu in menus if menu for action in leaves(menu)}
    assert in_menus <= set(known.values())
    assert {one for one in known.values() if one.isVisible()} <= in_menus


def shown_menu() -> QMenu:
    (menu,) = [
        one for one in QApplication.topLevelWidgets() if isinstance(one, QMenu) and one.isVisible()
    ]
    return menu


def words(menu: QMenu) -> list[str]:
    return [one.text() for one in leaves(menu)]


def test_what_a_row_offers_is_in_the_menus_too(sample) -> None:
    bar = {
        action
        for one in sample.window.menuBar().actions()
        if one.menu()
        for action in leaves(one.menu())
    }
    for section, field in (("accounts", "website"), ("people", "email")):
        sample.window.go(Place(section, {"list": "1"}))
        sample.settle()
        page = sample.window.page(section).front()
        columns = page.view_state.columns()
        if field not in {one.field for one in columns}:
            page.view_state.change(columns=(*columns, type(columns[0])(field)))
            sample.settle()
        rows = range(page.model.rowCount())
        at = page.model.column(field)
        row = next(one for one in rows if page.model.index(one, at).data())
        page.grid.setCurrentIndex(page.model.index(row, at))
        page.tools.row_menu(QPoint(300, 300))
        menu = shown_menu()
        found = leaves(menu)
        assert len(found) > 3
        assert "Open link" in [one.text() for one in found]
        assert set(found) <= bar
        menu.close()
        sample.settle()


def test_what_the_head_of_a_column_offers_is_in_the_menus_too(sample, qtbot) -> None:
    sample.go(list="1")
    page = sample.accounts
    column = page.model.column("annual_value")
    head = page.grid.head
    spot = QPoint(head.sectionViewportPosition(column) + 10, 10)
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Mouse, spot, head.viewport().mapToGlobal(spot)
    )
    QApplication.sendEvent(head.viewport(), event)
    menu = shown_menu()
    by_mouse = words(menu)
    menu.close()
    sample.settle()
    page.grid.setCurrentIndex(page.model.index(2, column))
    page.grid.setFocus()
    sample.window.action_set.action("list.column").trigger()
    menu = shown_menu()
    assert words(menu) == by_mouse
    assert "Hide column" in by_mouse
    assert QRect(QPoint(0, 0), sample.window.size()).contains(
        sample.window.mapFromGlobal(menu.pos())
    )
    menu.close()


def test_what_a_hit_offers_is_in_the_menus_too(sample) -> None:
    sample.window.go(Place("search", {"words": "plan"}))
    page = sample.window.page("search")
    sample.wait(lambda: bool(page.model.hits()))
    only = sample.window.action_set.action("search.only")
    assert only.isEnabled()
    row = next(
        at for at in range(page.model.rowCount()) if getattr(page.model.row(at), "account_id", "")
    )
    page.list.setCurrentIndex(page.model.index(row, 0))
    hit = page.model.row(row)
    page._offer(page.list.visualRect(page.list.currentIndex()).center())
    menu = shown_menu()
    name = hit.account.split(" · ")[0]
    assert [one.replace("&&", "&") for one in words(menu)] == ["Open", f"Search only {name}"]
    menu.close()
    only.trigger()
    sample.settle()
    assert page.filters.now.account == hit.account_id
    assert page.filters.now.account_name == name
    sample.go(list="1")
    assert not only.isEnabled()


def test_what_an_entry_of_the_log_offers_has_keys(sample) -> None:
    place = next(one for one in places(sample.desk) if one.params.get("tab") == "overview")
    sample.window.go(place)
    sample.settle()
    timeline = sample.account.overview.timeline
    view = timeline.view
    entry = next(one for one in timeline.model.entries() if one.next_step)
    view.show_entry(entry.id)
    spot = view.visualRect(view.currentIndex()).center()
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, spot, view.viewport().mapToGlobal(spot)
    )
    QApplication.sendEvent(view.viewport(), event)
    menu = shown_menu()
    offered = words(menu)
    menu.close()
    done: list[str] = []
    for name, wanted in (
        ("Edit", view.edit_wanted), ("Step", view.tick_wanted), ("Delete", view.delete_wanted)
    ):  # fmt: skip
        wanted.disconnect()
        wanted.connect(lambda _entry, name=name: done.append(name))
    for key in (Qt.Key.Key_Return, Qt.Key.Key_Space, Qt.Key.Key_Delete):
        QTest.keyClick(view, key)
    assert done == ["Edit", "Step", "Delete"]
    assert [one.split()[0] for one in offered] in (
        ["Edit", "Step", "Delete"], ["Edit", "Open", "Delete"],
    )  # fmt: skip
