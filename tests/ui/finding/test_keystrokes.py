"""What a letter costs: what is painted, laid out and told while somebody types."""

from __future__ import annotations

from collections import Counter

import pytest
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from acctdesk.services.hits import Found, Group, Hit, Marked
from acctdesk.ui.palette.entries import Entry
from acctdesk.ui.palette.entries import Group as Entries
from acctdesk.ui.palette.model import PaletteModel
from acctdesk.ui.search.model import HitsModel
from acctdesk.ui.shell.page import Place


class Seen(QObject):
    """Counts events of widgets."""

    def __init__(self, *widgets: QWidget) -> None:
        super().__init__()
        self.widgets = widgets
        self.counts: Counter[tuple[QObject, QEvent.Type]] = Counter()
        for one in widgets:
            one.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        self.counts[watched, event.type()] += 1
        return False

    def of(self, widget: QWidget, kind: QEvent.Type) -> int:
        return self.counts[widget, kind]


@pytest.fixture
def many(bench):
    """Enough accounts that a list of them is full."""
    for at in range(20):
        bench.desk.accounts.create({"name": f"Lenar Works {at:02}", "notes": f"lend {at}"})
    return bench


def test_typing_in_the_palette_paints_nothing_beneath_it(many) -> None:
    bench, palette = many, many.palette
    bench.ctrl(Qt.Key.Key_K)
    bench.type("l")
    page, top, viewport = (
        bench.window.page("accounts"), bench.window.topbar, palette.list.viewport(),
    )  # fmt: skip
    seen = Seen(page, top, viewport, palette)
    before = palette.card.height()
    bench.type("enar")
    bench.type(" works 03")  # the card shrinks
    assert palette.card.height() < before
    assert seen.of(viewport, QEvent.Type.Paint) >= 1
    assert seen.of(palette, QEvent.Type.Paint) >= 1
    assert seen.of(page, QEvent.Type.Paint) == 0
    assert seen.of(top, QEvent.Type.Paint) == 0


def test_the_palette_looks_the_same_with_and_without_a_picture_of_what_is_beneath(many) -> None:
    bench, palette = many, many.palette
    bench.ctrl(Qt.Key.Key_K)
    bench.type("lenar")
    assert palette.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    held = palette.grab().toImage()
    corner = palette.card.geometry().topLeft()
    for point in (corner, corner - corner / 2, palette.rect().center()):
        assert held.pixelColor(point).alpha() == 255
    # Another size: the picture fits no longer, and what is beneath is painted again.
    bench.window.resize(bench.window.width() - 40, bench.window.height())
    bench.settle()
    assert not palette.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    palette.leave()
    bench.ctrl(Qt.Key.Key_K)
    assert palette.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
    palette.leave()
    assert not palette.testAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)


def test_the_letter_is_there_before_the_search_begins(many, monkeypatch) -> None:
    bench = many
    asked: list[str] = []
    finding = bench.desk.finding
    search = finding.search

    def spy(find):
        asked.append(find.words)
        return search(find)

    monkeypatch.setattr(finding, "search", spy)
    bench.ctrl(Qt.Key.Key_K)
    for letter in "lenar":
        QTest.keyClicks(bench.palette.box, letter)
    assert bench.palette.box.text() == "lenar"
    assert not asked
    bench.settle()
    assert asked[-1] == "lenar"
    bench.palette.leave()
    bench.window.go(Place("search"))
    bench.settle()
    asked.clear()
    QTest.keyClicks(bench.search.box, "works")
    assert not asked
    bench.settle()
    assert asked[-1] == "works"
    # What is cleared before the search began isn't searched any more.
    asked.clear()
    QTest.keyClicks(bench.search.box, "s")
    bench.search.box.clear()
    bench.settle()
    assert not asked
    assert bench.search.empty.isVisible()


def test_rows_that_stay_are_not_shown_anew(qtbot) -> None:
    palette, hits = PaletteModel(), HitsModel()
    done: list[str] = []

    def entry(name: str, what: str) -> Entry:
        return Entry("a", name, lambda: done.append(what))

    palette.show([Entries("One", (entry("Undo", "old"),))])
    with qtbot.assertNotEmitted(palette.modelReset):
        palette.show([Entries("One", (entry("Undo", "new"),))])
    # They look alike, but what they do is what was shown last.
    shown = palette.entry(1)
    assert shown is not None
    shown.run()
    assert done == ["new"]
    with qtbot.waitSignal(palette.modelReset):
        palette.show([Entries("One", (entry("Redo", "new"),))])
    with qtbot.waitSignal(palette.modelReset):
        palette.show([Entries("One", (entry("Redo", "new"),))], ["a"])
    found = Found("x", (Group("account", (Hit("account", "1", Marked("Acme", ((0, 1),))),)),))
    hits.show(found)
    with qtbot.assertNotEmitted(hits.modelReset):
        hits.show(found)
    more = Found("x", (Group("account", (Hit("account", "1", Marked("Acme", ((0, 2),))),)),))
    with qtbot.waitSignal(hits.modelReset):
        hits.show(more)


def test_counts_and_hits_that_come_and_go_move_nothing(many) -> None:
    bench = many
    bench.window.go(Place("search", {"words": "l"}))
    bench.settle()
    page = bench.search
    places = [pill.geometry() for pill in page.filters.kinds.pills.values()]
    split = page.preview.geometry()
    seen = Seen(page, page.list, page.preview, page.filters)
    bench.type("enar")
    page.box.clear()
    bench.settle()
    assert page.empty.isVisible()
    bench.type("zz")
    assert page.empty.isVisible()
    assert not page.list.isVisible()
    page.box.clear()
    bench.type("lend 7")
    assert page.list.isVisible()
    assert not page.empty.isVisible()
    assert [pill.geometry() for pill in page.filters.kinds.pills.values()] == places
    assert page.preview.geometry() == split
    for one in (page, page.list, page.preview, page.filters):
        assert seen.of(one, QEvent.Type.Resize) == 0, one


def test_what_was_found_is_told_when_the_hands_rest_and_once(many, monkeypatch) -> None:
    bench = many
    said: list[str] = []
    monkeypatch.setattr("acctdesk.ui.search.page.announce", lambda _box, text: said.append(text))
    bench.window.go(Place("search"))
    bench.settle()
    QTest.keyClicks(bench.search.box, "lenar")
    title = bench.window.topbar.title
    bench.qtbot.waitUntil(lambda: said == ["More than 12 hits"], timeout=3000)
    assert title.text() == "Search: lenar"
    told = bench.window.status.selection.text()
    assert told == "More than 12 hits"
    # Going from hit to hit tells of the hit, not of all of them again.
    bench.press(Qt.Key.Key_Down)
    bench.qtbot.wait(250)
    assert said.count("More than 12 hits") == 1
    assert any(text.startswith("Lenar Works 01") for text in said)


def test_keys_of_the_list_do_not_reach_the_line(many) -> None:
    bench, palette = many, many.palette
    bench.ctrl(Qt.Key.Key_K)
    bench.type("lenar")
    first = palette.list.currentIndex().row()
    bench.press(Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is palette.box
    assert palette.list.currentIndex().row() == first + 1
    bench.press(Qt.Key.Key_Backtab, Qt.KeyboardModifier.ShiftModifier)
    assert palette.list.currentIndex().row() == first
    bench.press(Qt.Key.Key_Left)
    bench.type("x")
    assert palette.box.text() == "lenaxr"
