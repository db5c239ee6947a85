"""A workspace without a record: what each list shows, and what it leaves out."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton

from acctdesk.compose import create_desk
from acctdesk.ui.shell.page import Place
from acctdesk.ui.starting import Options
from acctdesk.ui.widgets.empty import EmptyState

OFF, AS_NEEDED = Qt.ScrollBarPolicy.ScrollBarAlwaysOff, Qt.ScrollBarPolicy.ScrollBarAsNeeded


@pytest.fixture
def bare(start, folders):
    path = folders.data / "Bare.acctdesk"
    with create_desk(path) as desk:
        desk.settings.introduce("Jana Ode", "jana@firm.example")
    return start(Options(workspace=path))


def test_a_list_without_records_has_no_sums_and_nothing_beyond_its_edge(bare):
    bare.window.resize(960, 600)
    bare.go(list="1")
    page = bare.accounts
    assert page.grid.horizontalScrollBarPolicy() == OFF
    assert page.summary.isHidden()
    bare.desk.accounts.create({"name": "Helvetia Medtech", "annual_value": 1000})
    bare.wait(lambda: page.model.rowCount() == 1)
    assert page.grid.horizontalScrollBarPolicy() == AS_NEEDED
    assert page.summary.isVisible()
    page.filters.box.setText("no such client")
    bare.wait(lambda: page.model.rowCount() == 0)
    # Other columns than those in sight may be what hides the row.
    assert page.grid.horizontalScrollBarPolicy() == AS_NEEDED
    assert page.summary.isHidden()


@pytest.mark.parametrize("section", ["accounts", "people", "trash", "duplicates"])
def test_a_list_without_records_says_what_to_do(bare, section):
    bare.window.go(Place(section, {"list": "1"}))
    bare.settle()
    page = bare.window.page(section)
    shown = [one for one in page.findChildren(EmptyState) if one.isVisible()]
    (empty,) = [one for one in shown if one.parent().objectName() != "Inspector"]
    assert empty.title.text()
    assert empty.text.text()
    assert [one.text() for one in empty.findChildren(QPushButton) if one.isVisible()]
