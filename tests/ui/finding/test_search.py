"""The search page: typed words, filters, hits, and the way back to them."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QAbstractItemModelTester, QTest

from acctdesk.services.hits import Found, Group, Hit, Marked
from acctdesk.ui.search.model import Former, Head, HitsModel, More
from acctdesk.ui.search.places import place_of
from acctdesk.ui.search.said import told
from acctdesk.ui.shell.page import Place


def rows(bench) -> list[str]:
    model = bench.search.model
    return [str(model.index(at, 0).data()) for at in range(model.rowCount())]


def hit(kind="account", record="1", **more) -> Hit:
    return Hit(kind, record, Marked("Acme"), **more)


def test_the_model_keeps_the_rules_of_qt(qtbot) -> None:
    model = HitsModel()
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Warning)
    found = Found("x", (Group("account", (hit(), hit(record="2")), more=True), Group("person", ())))
    model.show(found)
    assert [type(model.row(at)) for at in range(model.rowCount())] == [Head, Hit, Hit, More, Head]
    assert [model.step(-1, 1), model.step(1, 2), model.step(3, 5), model.step(1, -3)] == [
        1,
        3,
        3,
        1,
    ]
    model.show_former(["one", "two"])
    assert isinstance(model.row(1), Former)
    model.show(Found(""))
    assert model.rowCount() == 0
    tester.deleteLater()


@pytest.mark.parametrize(
    ("one", "place"),
    [
        (hit("account", "a"), Place("accounts", {"account": "a"})),
        (hit("person", "p", account_id="a"), Place("people", {"person": "p"})),
        (
            hit("interaction", "i", account_id="a"),
            Place("accounts", {"account": "a", "entry": "i"}),
        ),
        (
            hit("unit", "u", account_id="a"),
            Place("accounts", {"account": "a", "tab": "units", "unit": "u"}),
        ),
        (
            hit("attachment", "f", owner_kind="person", owner_id="p"),
            Place("people", {"person": "p"}),
        ),
        (hit("member", "m"), Place("accounts", {"list": "1"})),
        (
            hit("member", "m", owner_id="a,b"),
            Place("accounts", {"list": "1", "reveal": "a,b"}),
        ),
    ],
)
def test_every_kind_has_a_place(one, place) -> None:
    assert place_of(one) == place


def test_nothing_is_said_twice() -> None:
    snippet = Marked("Acme Holding", ((0, 4),))
    beside, under = told(hit("person", account="Acme Holding", note="CIO", snippet=snippet))
    assert beside.text == "CIO · Acme Holding"
    assert [beside.text[a:b] for a, b in beside.marks] == ["Acme"]
    assert not under.text


def test_the_keys_open_it_and_hits_follow_what_is_typed(bench) -> None:
    bench.ctrl(Qt.Key.Key_F)
    assert bench.search.box.hasFocus()
    assert bench.search.empty.isVisible()
    bench.type("portal")
    assert rows(bench) == ["Accounts", "Northwind Logistics"]
    bench.qtbot.waitUntil(lambda: bench.window.topbar.title.text() == "Search: portal")
    bench.search.box.selectAll()
    bench.type("li")
    assert rows(bench) == ["People", "Li Wei"]
    bench.search.box.selectAll()
    bench.type("zzzz")
    assert bench.search.empty.isVisible()
    assert bench.search.empty.title.text() == "Nothing holds “zzzz”"


def test_enter_opens_and_back_returns_to_the_hits(bench) -> None:
    bench.ctrl(Qt.Key.Key_F)
    bench.type("north")
    bench.press(Qt.Key.Key_Down)
    bench.press(Qt.Key.Key_Return)
    assert bench.window.present_place().section == "people"  # she works at Northwind
    bench.window.back()
    bench.settle()
    assert bench.window.present_place() == Place("search", {"words": "north"})
    assert rows(bench)[:2] == ["Accounts", "Northwind Logistics"]
    bench.search.box.clear()
    bench.settle()
    assert rows(bench) == ["Searched lately", "north"]
    bench.search.open_current()
    bench.press(Qt.Key.Key_Down)
    bench.press(Qt.Key.Key_Return)
    assert bench.search.box.text() == "north"


def test_f3_leads_from_hit_to_hit_wherever_one_is(bench) -> None:
    bench.window.go(Place("search", {"words": "north"}))
    bench.settle()
    bench.press(Qt.Key.Key_Return)
    assert bench.window.present_place().section == "accounts"
    bench.press(Qt.Key.Key_F3)
    assert bench.window.present_place().section == "people"
    for _more in range(4):
        bench.press(Qt.Key.Key_F3)
    assert "last hit" in bench.window.toasts.findChildren(type(bench.search.near_text))[-1].text()


def test_a_mistyped_name_is_told_and_can_be_taken(bench) -> None:
    bench.window.go(Place("search", {"words": "Nortwind"}))
    bench.settle()
    assert bench.search.near_text.isVisible()
    assert bench.search.near_link.text() == "northwind"
    QTest.mouseClick(bench.search.near_link, Qt.MouseButton.LeftButton)
    bench.settle()
    assert bench.search.box.text() == "northwind"
    assert not bench.search.near_text.isVisible()


def test_filters_narrow_and_are_part_of_the_place(bench) -> None:
    bench.window.go(Place("search", {"words": "o"}))
    bench.settle()
    filters = bench.search.filters
    QTest.mouseClick(filters.kinds.pills["person"], Qt.MouseButton.LeftButton)
    bench.settle()
    assert {str(type(one).__name__) for one in bench.search.model.hits()} == {"Hit"}
    assert rows(bench)[0] == "People"
    filters.kinds.pills["person"].setFocus()
    bench.press(Qt.Key.Key_Right)
    assert filters.now.kind == "interaction"
    assert bench.search.empty.button.text() == "Search without filters"
    QTest.mouseClick(bench.search.empty.button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert filters.now.kind == ""
    filters.kinds.pills["person"].click()
    bench.settle()
    bench.search.open_current()
    bench.window.back()
    assert bench.window.present_place().params == {"words": "o", "kind": "person"}


def test_kinds_that_belong_together_are_offered_as_one(bench) -> None:
    desk = bench.desk
    account = desk.records.options("account")[0][0]
    for n in range(13):
        desk.promises.make(account, {"title": f"Zephyr promise {n}"})
    desk.goals.create("goal", account, {"name": "Zephyr goal"})
    bench.settle()
    bench.window.go(Place("search", {"words": "zephyr"}))
    bench.settle()
    pills = bench.search.filters.kinds.pills
    assert pills["reviews"].count() == "13+"
    assert "promise" not in pills
    pills["reviews"].click()
    bench.settle()
    assert [one for one in rows(bench) if one in ("Promises", "Goals")] == ["Promises", "Goals"]
    assert len(bench.search.model.hits()) == 14
    bench.search.filters.kinds.chosen.emit("promise")  # as the row does that shows more of it
    bench.settle()
    assert pills["reviews"].isChecked()
    assert len(bench.search.model.hits()) == 13


def test_one_account_alone_can_be_searched(bench) -> None:
    [account] = [one for one in bench.desk.records.options("account") if one[1].startswith("North")]
    bench.window.go(Place("search", {"words": "i", "only": account[0], "only_name": account[1]}))
    bench.settle()
    assert bench.search.filters.account.text() == "Only Northwind Logistics"
    assert "Li Wei" not in rows(bench)
    bench.search.filters.account.setFocus()
    bench.press(Qt.Key.Key_Delete)
    assert bench.search.filters.account is None
    assert "Li Wei" in rows(bench)


def test_archived_records_are_found_when_asked_for(bench) -> None:
    [account] = [one for one, name in bench.desk.records.options("account") if "North" in name]
    bench.desk.records.edit("account", account, {"archived": "2026-01-01"})
    bench.window.go(Place("search", {"words": "portal"}))
    bench.settle()
    assert not bench.search.model.hits()
    assert bench.search.empty.button.text() == "Search archived records too"
    QTest.mouseClick(bench.search.empty.button, Qt.MouseButton.LeftButton)
    bench.settle()
    assert [one.archived for one in bench.search.model.hits()] == [True]


def test_a_look_at_a_hit_shows_what_was_found_first_and_no_markup(bench) -> None:
    [account] = [one for one, name in bench.desk.records.options("account") if "North" in name]
    bench.desk.records.edit(
        "account", account, {"legal_name": "<b>North & Co</b>", "notes": "<img src=x> portal"}
    )
    bench.window.go(Place("search", {"words": "portal"}))
    bench.settle()
    preview = bench.search.preview
    bench.qtbot.waitUntil(lambda: preview.title.text() == "Northwind Logistics", timeout=3000)
    assert preview.isVisible()
    said = preview.body.toPlainText()
    assert said.index("<img src=x> portal") < said.index("<b>North & Co</b>")


def test_hits_follow_changes(bench) -> None:
    bench.window.go(Place("search", {"words": "portal"}))
    bench.settle()
    [account] = [one.id for one in bench.search.model.hits()]
    bench.desk.records.edit("account", account, {"name": "Southwind"})
    bench.qtbot.waitUntil(lambda: rows(bench) == ["Accounts", "Southwind"], timeout=5000)
    bench.desk.accounts.delete([account])
    bench.qtbot.waitUntil(lambda: not bench.search.model.hits(), timeout=5000)


def test_former_searches_are_kept_over_a_restart(bench) -> None:
    bench.window.go(Place("search", {"words": "portal"}))
    bench.settle()
    bench.search.open_current()
    state = bench.search.state()
    bench.search.restore({"lately": ["one", 2], "split": "no"})
    bench.search.box.clear()
    bench.search.restore(state)
    bench.window.go(Place("search"))
    assert rows(bench) == ["Searched lately", "portal"]


def test_the_mouse_opens_by_a_double_click(bench) -> None:
    bench.window.go(Place("search", {"words": "north"}))
    bench.settle()
    view = bench.search.list
    spot = view.visualRect(bench.search.model.index(1, 0)).center()
    QTest.mouseClick(view.viewport(), Qt.MouseButton.LeftButton, pos=spot)
    preview = bench.search.preview
    bench.qtbot.waitUntil(lambda: preview.title.text() == "Northwind Logistics", timeout=3000)
    QTest.mouseDClick(view.viewport(), Qt.MouseButton.LeftButton, pos=QPoint(spot))
    bench.settle()
    assert bench.window.present_place().section == "accounts"
