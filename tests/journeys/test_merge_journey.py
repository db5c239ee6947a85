"""Two accounts are merged and parted again, and what was deleted comes back: by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from sqlalchemy import text

from acctdesk.services.query import ListQuery
from acctdesk.ui.shell.places import Place
from tests.services.making import Book

LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def twice(full):
    """A book in which one client stands twice, once with a person and a late colleague."""
    desk = full.desk
    first, _change = desk.accounts.create(
        {"name": "Zephyr Marine", "city": "Bergen", "website": "https://zephyr.example"}
    )
    second, _change = desk.accounts.create(
        {"name": "Zephyr Marine AS", "tier": "A", "website": "https://www.zephyr.example"}
    )
    desk.people.add(second, {"name": "Liv Strand"}, title="CIO")
    full.settle()
    return full, first, second


def test_two_accounts_are_merged_and_parted_again(twice) -> None:
    full, first, second = twice
    before = Book(full.desk).content()
    full.window.action_set.action("duplicates.show").trigger()
    page = full.window.page("duplicates")
    full.wait(lambda: page.side.isVisible())
    assert page.pairs.currentIndex().data() == "Zephyr Marine · Zephyr Marine AS"
    # The name of the other one is kept: a click on it.
    name = page.side.model.index(0, 2)
    assert name.data() == "Zephyr Marine AS"
    QTest.mouseClick(
        page.side.grid.viewport(), LEFT, pos=page.side.grid.visualRect(name).center()
    )  # fmt: skip
    QTest.mouseClick(page.side.merge, LEFT)
    full.wait(lambda: second not in full.desk.listing.ids(_query()))
    merged = full.record(first)
    assert (merged["name"], merged["city"], merged["tier"]) == ("Zephyr Marine AS", "Bergen", "A")
    assert [one.name for one in full.desk.people.at(first)] == ["Liv Strand"]
    full.wait(lambda: page.model.rowCount() == 0)
    QTest.keyClick(full.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    full.wait(lambda: second in full.desk.listing.ids(_query()))
    assert Book(full.desk).content() == before


def test_what_is_not_the_same_is_not_offered_again(twice) -> None:
    full, _first, _second = twice
    full.window.go(Place("duplicates"))
    page = full.window.page("duplicates")
    full.wait(lambda: page.side.isVisible())
    QTest.mouseClick(page.side.apart, LEFT)
    full.wait(lambda: page.model.rowCount() == 0)


def test_a_deleted_account_comes_back_from_the_trash(twice) -> None:
    full, _first, second = twice
    before = Book(full.desk).content()
    full.desk.accounts.delete([second])
    full.window.action_set.action("trash.show").trigger()
    page = full.window.page("trash")
    full.wait(lambda: page.model.rowCount() == 2)
    QTest.keyClicks(page.box, "zephyr")
    full.wait(lambda: page.model.rowCount() == 1)
    assert not page.restore_button.isEnabled()
    spot = page.grid.visualRect(page.model.index(0, 0)).center()
    QTest.mouseClick(page.grid.viewport(), LEFT, pos=spot)
    QTest.mouseClick(page.restore_button, LEFT)
    full.wait(lambda: page.model.rowCount() == 0)
    assert Book(full.desk).content() == before


def _query() -> ListQuery:
    return ListQuery("account")


def test_the_trash_asks_before_it_purges_and_offers_what_is_old(full) -> None:
    names = {one.title: one.id for one in full.desk.records.get_many("account", full.ids())}
    full.desk.accounts.delete([names["Client 00"]])
    full.desk.accounts.delete([names["Client 01"], names["Client 02"]])
    with full.desk.workspace.transaction() as connection:
        connection.execute(
            text("UPDATE change SET at = '2020-01-01 00:00:00.000000' WHERE label LIKE 'Delete%'"
                 " AND seq = (SELECT max(seq) FROM change) - 1")
        )  # fmt: skip
        connection.get_transaction().commit()
    full.settle()
    full.window.action_set.action("trash.show").trigger()
    page = full.window.page("trash")
    full.wait(lambda: page.model.rowCount() == 3)
    assert page.old.text() == "1 record was deleted more than 30 days ago."
    assert page.offer.isVisible()
    answers = full.answers
    answers.asked.clear()
    answers.refuses = True
    QTest.mouseClick(page.empty_button, Qt.MouseButton.LeftButton)
    full.settle()
    [(title, words)] = answers.asked
    assert title == "Purge 3 records?"
    assert "their history" in words
    assert "can't be undone" in words
    assert page.model.rowCount() == 3
    answers.refuses = False
    QTest.mouseClick(page.purge_old_button, Qt.MouseButton.LeftButton)
    full.wait(lambda: page.model.rowCount() == 2)
    assert answers.asked[-1][0] == "Purge “Client 00”?"
    assert not page.offer.isVisible()
    page.grid.selectRow(0)
    QTest.mouseClick(page.purge_button, Qt.MouseButton.LeftButton)
    full.wait(lambda: page.model.rowCount() == 1)
    page.box.setText("nothing is called so")
    full.wait(lambda: page.model.rowCount() == 0)
    QTest.mouseClick(page.empty_button, Qt.MouseButton.LeftButton)
    full.wait(lambda: full.desk.trash.deleted() == [])
    full.wait(lambda: not page.empty_button.isEnabled())
    # What is left can be undone as ever.
    assert len(full.ids()) == 37


def test_rows_that_were_selected_are_merged_pair_by_pair(full) -> None:
    page, grid = full.accounts, full.accounts.grid
    full.window.go(Place("accounts"))
    full.settle()
    ids = full.ids()[:3]
    action = full.window.action_set.action("account.merge")
    assert not full.window.action_set.action("person.merge").isEnabled()
    grid.selectRow(0)
    action.trigger()
    full.settle()
    assert full.window.present_place().section == "accounts"  # one alone can't be merged
    page.reveal(tuple(ids))
    full.wait(lambda: len(page.selected()) == 3)
    menu = full.window.action_set.context_menu("accounts.row", full.window)
    assert action in menu.actions()
    grid.setFocus()
    action.trigger()
    full.wait(lambda: full.window.present_place().section == "duplicates")
    twins = full.window.page("duplicates")
    full.wait(lambda: twins.side.isVisible() and twins.side.model.comparison is not None)
    found = twins.side.model.comparison
    assert (found.first.id, found.second.id) == (ids[0], ids[1])
    QTest.mouseClick(twins.side.merge, LEFT)
    full.wait(lambda: twins.side.model.comparison.second.id == ids[2])
    assert twins.side.model.comparison.first.id == ids[0]
    assert twins.side.isVisible()
    QTest.mouseClick(twins.side.merge, LEFT)
    full.wait(lambda: not {ids[1], ids[2]} & set(full.desk.listing.ids(_query())))
    QTest.keyClick(full.window, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    full.wait(lambda: ids[2] in full.desk.listing.ids(_query()))
