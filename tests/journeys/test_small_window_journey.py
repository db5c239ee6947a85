"""Large text on a small window: every page fits, and what is there can be reached."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractScrollArea, QScrollArea, QWidget

from acctdesk.ui.shell.page import Place
from acctdesk.ui.starting import Options
from acctdesk.ui.theme.theme import Mode
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card

SMALL = (960, 600)


@pytest.fixture
def sample(start, sample_there):
    found = start(Options(sample=True))
    found.wait(lambda: found.accounts.model.rowCount() > 20)
    yield found
    found.program.preferences.set_text_scale(100)
    found.program.preferences.set_mode(Mode.LIGHT)


def busiest(desk) -> str:
    ids = [one for one, _name in desk.records.options("account")]
    return max(ids, key=lambda one: len(desk.people.at(one)))


def places(desk) -> list[Place]:
    account = busiest(desk)
    person = desk.people.at(account)[0].person
    review = desk.meetings.coming()[0].id
    tabs = ("overview", "stakeholders", "reviews", "details", "people", "units", "history")
    return [
        Place("accounts", {"list": "1"}),
        *(Place("accounts", {"account": account, "tab": tab}) for tab in tabs),
        Place("people", {"list": "1"}),
        *(Place("people", {"person": person, "tab": tab}) for tab in ("overview", "history")),
        *(Place(one) for one in ("import", "settings", "search", "shortcuts", "trash")),
        Place("duplicates"),
        Place("reviews", {"list": "1"}),
        Place("reviews", {"review": review}),
    ]


def sideways(found, section: str) -> int:
    """How far the page would have to be scrolled sideways."""
    host = found.window.page(section).parentWidget().parentWidget()
    assert isinstance(host, QScrollArea)
    return host.horizontalScrollBar().maximum()


def test_no_page_is_wider_than_a_small_window(sample):
    sample.window.resize(*SMALL)
    wide = []
    for mode, scale in ((Mode.LIGHT, 100), (Mode.CONTRAST, 200)):
        sample.program.preferences.set_mode(mode)
        sample.program.preferences.set_text_scale(scale)
        for place in places(sample.desk):
            sample.window.go(place)
            sample.settle()
            if sideways(sample, place.section):
                wide.append((scale, place))
    assert not wide


def test_the_inspector_lies_over_a_page_that_would_get_too_narrow(sample):
    window = sample.window
    window.resize(*SMALL)
    sample.program.preferences.set_text_scale(200)
    sample.window.go(Place("accounts", {"list": "1"}))
    sample.settle()
    window.action_set.action("inspector").setChecked(True)
    page = sample.accounts
    page.grid.setCurrentIndex(page.model.index(3, 0))
    sample.settle()
    pane = page.inspector().window().findChild(type(window._inspector))
    sample.wait(lambda: pane.isVisible() and window._middle.indexOf(pane) < 0)
    # It covers the right part of the page and leaves the names at the left.
    assert pane.geometry().right() == window._stack.geometry().right()
    assert page.width() >= window._stack.width() - 20
    frames = [one for one in pane.findChildren(QScrollArea) if one.isVisible()]
    assert frames
    assert all(one.horizontalScrollBar().maximum() == 0 for one in frames)
    sample.program.preferences.set_text_scale(100)
    window.resize(1600, 1000)
    sample.wait(lambda: window._middle.indexOf(pane) >= 0)
    assert pane.geometry().left() > window._stack.geometry().right()


def test_a_refused_entry_has_room_for_its_reason(sample):
    sample.window.resize(*SMALL)
    sample.window.go(Place("accounts", {"account": busiest(sample.desk), "tab": "details"}))
    sample.settle()
    row = sample.account.details.rows["renewal_date"]
    row.edit()
    row.editor().setText("soon")
    QTest.keyClick(row.editor(), Qt.Key.Key_Return)
    sample.wait(lambda: bool(row.problem()))
    sample.wait(lambda: row.height() >= row.heightForWidth(row.width()))
    assert row.geometry().bottom() < row.parentWidget().height()


def test_what_a_change_did_stands_beneath_the_history_where_it_is_narrow(sample):
    sample.window.resize(*SMALL)
    place = Place("accounts", {"account": busiest(sample.desk), "tab": "history"})
    sample.window.go(place)
    sample.settle()
    history = sample.account.history
    listed = history.list.parentWidget()
    assert history.details.geometry().left() > listed.geometry().right()
    sample.program.preferences.set_text_scale(200)
    sample.settle()
    sample.wait(lambda: history.details.geometry().top() > listed.y())
    button = history.details.button
    assert button.width() >= button.sizeHint().width()


def test_the_cell_one_moves_to_comes_into_sight_with_its_page(sample):
    sample.window.resize(*SMALL)
    sample.program.preferences.set_text_scale(200)
    sample.window.go(Place("accounts", {"list": "1"}))
    sample.settle()
    grid = sample.accounts.grid
    grid.setFocus()
    grid.setCurrentIndex(sample.accounts.model.index(0, 0))
    host = sample.accounts.parentWidget()
    while not isinstance(host, QScrollArea):
        host = host.parentWidget()
    for _step in range(4):
        QTest.keyClick(grid, Qt.Key.Key_Down)
        box = grid.visualRect(grid.currentIndex())
        top = grid.viewport().mapTo(host.viewport(), box.topLeft()).y()
        end = grid.viewport().mapTo(host.viewport(), box.bottomLeft()).y()
        assert top >= 0
        assert end <= host.viewport().height()


def test_headings_grow_with_the_text_while_columns_join(sample):
    sample.window.resize(1600, 1000)
    sample.go(account=busiest(sample.desk), tab="details")
    details = sample.account.details
    sample.program.preferences.set_mode(Mode.DARK)
    sample.window.resize(*SMALL)
    sample.program.preferences.set_text_scale(200)
    sample.settle()
    cards = [one for one in details.findChildren(Card) if hasattr(one, "title")]
    assert len(cards) > 5
    size = sample.window.theme.font("strong").pixelSize()
    assert {one.title.font().pixelSize() for one in cards} == {size}


def scrolled(found) -> list[str]:
    """What can be scrolled up and down on the page in front, the page itself first."""
    host = found.window.page(found.window.present_place().section).parentWidget().parentWidget()
    parts = [host, *host.findChildren(QAbstractScrollArea)]
    return [
        type(one).__name__
        for one in parts
        if one.isVisible() and one.verticalScrollBar().maximum() > 0
    ]


ACCOUNT_TABS = ("overview", "stakeholders", "details", "people", "units", "history")


@pytest.mark.parametrize("tab", ACCOUNT_TABS)
def test_a_small_window_shows_an_account_without_scrolling_the_page(sample, tab):
    sample.window.resize(*SMALL)
    sample.go(account=busiest(sample.desk), tab=tab)
    sample.settle()
    assert "PageHost" not in scrolled(sample)


@pytest.mark.parametrize("tab", ["details", "people", "units"])
def test_with_large_text_the_page_scrolls_and_nothing_in_it(sample, tab):
    sample.window.resize(*SMALL)
    sample.program.preferences.set_text_scale(200)
    sample.go(account=busiest(sample.desk), tab=tab)
    sample.settle()
    assert scrolled(sample) == ["PageHost"]


def in_sight(page: QWidget, widget: QWidget) -> bool:
    """Whether the whole widget can be seen where the page stands."""
    host = page.parentWidget()
    top = widget.mapTo(host, widget.rect().topLeft()).y()
    return top >= 0 and top + widget.height() <= host.height() and widget.isVisible()


def test_with_large_text_the_first_screen_shows_more_than_a_name(sample):
    sample.window.resize(*SMALL)
    sample.program.preferences.set_text_scale(200)
    account = busiest(sample.desk)
    sample.go(account=account, tab="overview")
    sample.settle()
    page = sample.account
    section = sample.window.page("accounts")
    assert in_sight(section, page.head)
    assert in_sight(section, page.tabs)
    assert in_sight(section, page.box.line)
    first = page.overview.steps
    assert first.mapTo(section.parentWidget(), first.rect().topLeft()).y() > 0
    assert first.visibleRegion().boundingRect().height() > sample.window.theme.px(20)
    # What fits beside the name is shown, and nothing is cut.
    shown = [one for one in page.head._shown.values() if one.isVisible()]
    assert shown
    assert all(one.geometry().right() <= page.head.width() for one in shown)
    assert page.head.name.width() >= page.head.name.sizeHint().width()


def test_a_higher_window_shows_all_of_the_head_again(sample):
    sample.window.resize(*SMALL)
    sample.go(account=busiest(sample.desk), tab="overview")
    head = sample.account.head
    assert not head._avatar.isVisible()
    sample.window.resize(1600, 1000)
    sample.settle()
    assert head._avatar.isVisible()
    assert head.line.isVisible()
    assert all(one.isVisible() for one in head._shown.values())


def test_with_large_text_a_person_can_still_be_written_to(sample):
    sample.window.resize(*SMALL)
    sample.program.preferences.set_text_scale(200)
    person = sample.desk.people.at(busiest(sample.desk))[0].person
    sample.window.go(Place("people", {"person": person, "tab": "overview"}))
    sample.settle()
    section = sample.window.page("people")
    head = section.front().head
    buttons = [one for one in head._parts if isinstance(one, Button)]
    assert buttons
    assert in_sight(section, buttons[0])
    assert buttons[0].geometry().right() <= head.width()
    assert in_sight(section, head.name)
    assert head.height() < sample.window.theme.px(60)
    for scale in (100, 200):
        # The window keeps its size; what stands in the head doesn't.
        sample.program.preferences.set_text_scale(scale)
        sample.settle()
        assert head.height() < sample.window.theme.px(60)
