"""Large text on a small window: popovers, refused values and the preview stay readable."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from acctdesk.services.filters import Op
from acctdesk.services.query import Sort
from acctdesk.services.view import Mark
from acctdesk.ui.starting import Options
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.ui.widgets.layouts import Popover

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support")
SMALL = (960, 600)


@pytest.fixture
def list_page(start, sample_there):
    found = start(Options(sample=True))
    found.wait(lambda: found.accounts.model.rowCount() > 20)
    found.window.resize(*SMALL)
    found.program.preferences.set_text_scale(200)
    found.go(list="1")
    yield found, found.accounts
    for popup in QApplication.topLevelWidgets():
        if isinstance(popup, Popover):
            popup.close()
    found.program.preferences.set_text_scale(100)


def opened() -> Popover:
    (popup,) = [
        one
        for one in QApplication.topLevelWidgets()
        if isinstance(one, Popover) and one.isVisible()
    ]
    return popup


def inside(inner: QWidget, outer: QWidget) -> bool:
    box = QRect(inner.mapToGlobal(QPoint(0, 0)), inner.size())
    return QRect(outer.mapToGlobal(QPoint(0, 0)), outer.size()).contains(box)


def test_the_order_is_read_in_whole_words(list_page):
    found, page = list_page
    steps = (Sort("tier"), Sort("annual_value", True), Sort("name"))
    page.view_state.change(sort=steps)
    page.tools.open_sort()
    found.settle()
    popup = opened()
    assert inside(popup, found.window)
    combos = popup.findChildren(ComboBox)
    assert len(combos) == 2 * len(steps)
    for combo in combos:
        assert combo.width() >= combo.sizeHint().width(), combo.currentText()
    assert inside(popup.add, popup)
    assert inside(combos[0], popup)


def test_many_marks_scroll_and_what_ends_them_stays_in_sight(list_page):
    found, page = list_page
    names = ("tier", "phase", "rag", "city", "country", "sector")
    page.view_state.change(marks=tuple(Mark(name, Op.NOT_EMPTY, None, "warn") for name in names))
    page.tools.open_marks()
    found.settle()
    popup = opened()
    assert inside(popup, found.window)
    assert inside(popup.more, popup)
    bar = popup.part.verticalScrollBar()
    assert bar.maximum() > 0
    QTest.mouseClick(popup.more, Qt.MouseButton.LeftButton)
    found.settle()
    assert len(popup.rows) == len(names) + 1
    assert bar.value() > 0, "what was added is in sight"
    assert popup.rows[-1].row.field.visibleRegion().boundingRect().height() > 20
    assert inside(popup, found.window)
    assert not popup.part.horizontalScrollBar().maximum()


def test_a_refused_date_is_shown_whole_beside_its_cross(list_page):
    found, page = list_page
    found.program.preferences.set_text_scale(100)
    found.settle()
    column = page.model.column("renewal_date")
    page.model.setData(page.model.index(2, column), "some day")
    found.wait(lambda: bool(page.model.problems()))

    def fits() -> bool:
        return page.grid.columnWidth(column) >= page.grid.sizeHintForColumn(column)

    assert fits()
    found.window.resize(1000, 600)
    found.settle()
    assert fits()


def test_a_page_in_the_preview_can_be_read(list_page):
    found, page = list_page
    ways_out = page.tools.exporting
    ways_out.print()
    found.wait(lambda: bool(ways_out.preview and ways_out.preview.view.image))
    preview = ways_out.preview
    preview.resize(920, 560)
    found.settle()
    view = preview.view
    assert view._box().width() > 0.6 * view.width()
    assert view._box().height() > view.height()
    assert preview.print_button.isVisible()
    assert not preview.close_button.isVisible()
    top = view._box().top()
    QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert view._box().top() < top
    assert view.page == 0
    for _press in range(6):
        QTest.keyClick(preview, Qt.Key.Key_PageDown)
    assert view.page > 0
    QTest.keyClick(preview, Qt.Key.Key_Home)
    assert (view.page, view._box().top()) == (0, top)
    preview.reject()
