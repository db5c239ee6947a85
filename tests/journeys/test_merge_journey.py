"""Two accounts are merged and parted again, and what was deleted comes back: by mouse and keys."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

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
