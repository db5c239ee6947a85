"""The palette: what it offers, in which order, and how it is driven by keys and mouse."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QSettings, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QAbstractItemModelTester, QTest
from PySide6.QtWidgets import QMenu

from acctdesk.services.names import BEGINS, EXACT, INSIDE, WORD
from acctdesk.ui.palette.entries import Entry, Group, commands
from acctdesk.ui.palette.fuzzy import SCATTERED, fit
from acctdesk.ui.palette.grouping import read
from acctdesk.ui.palette.model import PaletteModel
from acctdesk.ui.palette.palette import Palette
from acctdesk.ui.palette.recents import Recents
from acctdesk.ui.search.places import place_of
from acctdesk.ui.shell.actions import duplicate_shortcuts
from acctdesk.ui.shell.page import Place
from acctdesk.ui.shell.window import MainWindow


def titles(bench) -> list[str]:
    return [entry.title for entry in bench.palette.model.entries()]


def rows(bench) -> list[str]:
    model = bench.palette.model
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


@pytest.mark.parametrize(
    ("typed", "text", "rank", "marked"),
    [
        ("undo", "Undo", EXACT, ["Undo"]),
        ("open", "Open workspace…", BEGINS, ["Open"]),
        ("work", "Open workspace…", WORD, ["work"]),
        ("space", "Open workspace…", INSIDE, ["space"]),
        ("work open", "Open workspace…", WORD, ["Open", "work"]),
        ("ow", "Open workspace…", SCATTERED, ["O", "w"]),
        ("opwo", "Open workspace…", SCATTERED, ["Op", "wo"]),
        ("muller", "Müller", EXACT, ["Müller"]),
    ],
)
def test_letters_fit_a_command(typed, text, rank, marked) -> None:
    found = fit(typed, text)
    assert found is not None
    assert (found.rank, [text[a:b] for a, b in found.marks]) == (rank, marked)


@pytest.mark.parametrize(("typed", "text"), [("pn", "Open"), ("xyz", "Undo"), ("od", "Undo it")])
def test_letters_that_begin_no_word_do_not_fit(typed, text) -> None:
    assert fit(typed, text) is None


def test_a_sign_says_what_is_wanted() -> None:
    assert (read("> un").kinds, read("> un").words, read("> un").commands) == ((), "un", True)
    assert (read("@li").kinds, read("@li").commands) == (("person",), False)
    assert read("li").kinds == ("account", "person")


def test_the_model_keeps_the_rules_of_qt(qtbot) -> None:
    model = PaletteModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    entry = Entry("a", "A", lambda: None)
    off = Entry("b", "B", lambda: None, enabled=False)
    for groups in ([Group("One", (entry, off)), Group("None", ())], [], [Group("Two", (entry,))]):
        model.show(groups)
    model.show([Group("One", (off, entry)), Group("Two", (entry,))])
    assert [model.step(-1, 1), model.step(2, 1), model.step(4, 1), model.step(2, -1)] == [
        2,
        4,
        2,
        4,
    ]
    assert model.step(2, 8, around=False) == 4
    tester.deleteLater()


def test_every_action_that_can_be_seen_is_in_the_palette(bench) -> None:
    actions = bench.window.action_set
    for spec in actions.specs():
        actions.on(spec.id, lambda: None)  # as if everything were built
    offered = {entry.key for entry in commands(actions)}
    assert offered == {f"action:{spec.id}" for spec in actions.specs() if spec.palette}
    # Nothing is in a menu that isn't such an action.
    known = {actions.action(spec.id) for spec in actions.specs()}
    menus = bench.window.menuBar().findChildren(QMenu)
    loose = [
        action.text()
        for menu in menus
        for action in menu.actions()
        if action not in known and not action.isSeparator()
    ]
    assert not loose
    assert not [
        one for one in bench.window.actions() if isinstance(one, QAction) and one not in known
    ]
    # Context menus only repeat, and no key has two meanings.
    assert all(spec.menu for spec in actions.specs())
    assert not duplicate_shortcuts(actions.specs())


def test_the_keys_open_it_and_esc_gives_the_keyboard_back(bench) -> None:
    page = bench.window.page("accounts")
    page.setFocus()
    bench.ctrl(Qt.Key.Key_K)
    assert bench.palette.isVisible()
    assert bench.palette.box.hasFocus()
    bench.press(Qt.Key.Key_Escape)
    assert not bench.palette.isVisible()
    assert page.hasFocus()


def test_three_letters_of_a_name_lead_to_a_person(bench) -> None:
    bench.ctrl(Qt.Key.Key_K)
    bench.type("ode")
    assert titles(bench)[0] == "Jana Ode"
    bench.press(Qt.Key.Key_Return)
    assert not bench.palette.isVisible()
    place = bench.window.present_place()
    assert place.section == "people"
    assert bench.desk.records.get("person", place.params["person"]).title == "Jana Ode"


def test_enter_waits_for_the_names_of_what_was_typed(bench) -> None:
    bench.ctrl(Qt.Key.Key_K)
    bench.palette._patience.setInterval(20_000)  # whatever else the machine has to do
    for letter in "muller":
        QTest.keyClicks(bench.palette.box, letter)
    QTest.keyClick(bench.palette.box, Qt.Key.Key_Return)  # before any answer could come
    bench.settle()
    assert bench.window.present_place().section == "accounts"
    account = bench.window.present_place().params["account"]
    assert bench.desk.records.get("account", account).title == "Müller & Söhne"


def test_signs_narrow_to_commands_and_people(bench) -> None:
    bench.ctrl(Qt.Key.Key_K)
    bench.type(">und")
    assert titles(bench) == ["Undo"]
    bench.press(Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: bench.done == ["undo"])
    bench.ctrl(Qt.Key.Key_K)
    bench.type("@li")
    assert titles(bench)[0] == "Li Wei"
    assert "Northwind Logistics" not in titles(bench)


def test_a_mistyped_name_and_a_search_of_everything_are_offered(bench) -> None:
    bench.ctrl(Qt.Key.Key_K)
    bench.type("nortwind")
    assert "Accounts with nearly this name" in rows(bench)
    assert titles(bench)[0] == "Northwind Logistics"
    assert titles(bench)[-1] == "Search everything for “nortwind”"
    bench.press(Qt.Key.Key_Up)  # round to the last
    bench.press(Qt.Key.Key_Return)
    assert bench.window.present_place() == Place("search", {"words": "nortwind"})
    assert bench.search.box.text() == "nortwind"


def test_a_command_that_begins_so_comes_before_names_that_only_hold_it(bench) -> None:
    bench.desk.accounts.create({"name": "The Undo Company"})
    bench.ctrl(Qt.Key.Key_K)
    bench.type("undo")
    assert titles(bench)[:2] == ["Undo", "The Undo Company"]
    bench.palette.box.clear()
    bench.type("north")
    assert titles(bench)[0] == "Northwind Logistics"


def test_settings_are_found_by_their_names(bench) -> None:
    bench.ctrl(Qt.Key.Key_K)
    bench.type("appear")
    assert "Appearance" in titles(bench)
    bench.press(Qt.Key.Key_Return)
    assert bench.window.present_place() == Place("settings", {"card": "look"})


def test_what_was_chosen_comes_first_the_next_time_and_pins_before_it(bench) -> None:
    for words in ("ode", ">und"):
        bench.ctrl(Qt.Key.Key_K)
        bench.type(words)
        bench.press(Qt.Key.Key_Return)
    bench.qtbot.waitUntil(lambda: bool(bench.done))
    bench.ctrl(Qt.Key.Key_K)
    bench.settle()
    assert rows(bench)[:3] == ["Recent", "Undo", "Jana Ode"]
    bench.press(Qt.Key.Key_Down)
    bench.press(Qt.Key.Key_P, Qt.KeyboardModifier.AltModifier)
    assert rows(bench)[:4] == ["Pinned", "Jana Ode", "Recent", "Undo"]
    again = Recents(bench.settings, str(bench.desk.path))
    assert [one.split(":")[0] for one in again.pinned] == ["person"]
    elsewhere = Recents(bench.settings, "another")
    assert not elsewhere.pinned
    # A record that is gone is offered no more, and comes back when it does.
    person = bench.desk.listing.ids(_people())[0]
    bench.desk.records.delete("person", [person])
    bench.palette.leave()
    bench.palette._records.clear()
    bench.ctrl(Qt.Key.Key_K)
    bench.settle()
    assert rows(bench)[:2] == ["Recent", "Undo"]


def _people():
    from acctdesk.services.listing import ListQuery, Sort

    return ListQuery("person", sort=(Sort("name"),))


def test_an_account_that_was_opened_counts_as_recent(bench) -> None:
    [account, *_rest] = bench.desk.listing.ids(_people().__class__("account", words="north"))
    bench.window.go(Place("accounts", {"account": account}))
    bench.ctrl(Qt.Key.Key_K)
    bench.settle()
    assert rows(bench)[:2] == ["Recent", "Northwind Logistics"]


def test_the_mouse_chooses_too_and_a_click_beside_closes(bench) -> None:
    bench.ctrl(Qt.Key.Key_K)
    bench.type("ode")
    view = bench.palette.list
    spot = view.visualRect(bench.palette.model.index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    bench.settle()
    assert bench.window.present_place().section == "people"
    bench.ctrl(Qt.Key.Key_K)
    QTest.mouseClick(bench.palette, Qt.MouseButton.LeftButton, pos=QPoint(3, 3))
    assert not bench.palette.isVisible()


def test_what_cannot_be_done_is_shown_last_and_not_run(bench) -> None:
    action = bench.window.action_set.action("undo")
    action.setEnabled(False)
    bench.ctrl(Qt.Key.Key_K)
    bench.type(">und")
    assert titles(bench) == ["Undo"]
    bench.press(Qt.Key.Key_Return)
    assert bench.palette.isVisible()
    assert not bench.done


def test_without_a_workspace_it_offers_commands(theme, qtbot, tmp_path) -> None:
    settings = QSettings(str(tmp_path / "w.ini"), QSettings.Format.IniFormat)
    window = MainWindow(theme, [], settings)
    qtbot.addWidget(window)
    palette = Palette(window, [], place_of)
    window.action_set.on("lock", lambda: None)
    window.show()
    palette.enter()
    QTest.keyClicks(palette.box, "lock")
    assert [entry.title for entry in palette.model.entries()] == ["Lock workspace"]
    QTest.keyClicks(palette.box, "qqq")
    assert palette.hint.text() == "No command fits “lockqqq”."
    palette.leave()
