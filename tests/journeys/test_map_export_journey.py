"""A map leaves the window: the client's first, ours on purpose, each as a whole file."""

from __future__ import annotations

import pytest
from PySide6.QtCore import Qt

from acctdesk.services.query import ListQuery
from acctdesk.ui.stakeholders.exporting import ExportButton
from tests.exchange.maps.reading import pdf_texts, svg_texts

pytestmark = [
    pytest.mark.qt_log_ignore("This plugin does not support"),
    pytest.mark.qt_log_ignore("propagateSizeHints"),
]
LEFT = Qt.MouseButton.LeftButton


@pytest.fixture
def mapped(full):
    """The tab with the map of an account of two people."""
    desk = full.desk
    account = desk.listing.ids(ListQuery("account", words="Client 07"))[0]
    top, _change = desk.stakeholders.posts.add(account, name="Jana Ode", title="CIO")
    desk.stakeholders.posts.add(account, anchor=top, name="Marc Visser", title="CFO")
    desk.records.edit("position", top, {"attitude": "opponent", "power": 9, "interest": 7})
    full.go(account=account, tab="stakeholders")
    full.wait(lambda: full.account.findChild(ExportButton) is not None)
    [button] = full.account.findChildren(ExportButton)
    full.wait(button.isEnabled)
    return full, button


def test_a_pdf_for_the_client_and_a_drawing_for_us(mapped, qtbot, tmp_path):
    run, button = mapped
    path = tmp_path / "client.pdf"
    run.answers.files.append(path)
    qtbot.mouseClick(button, LEFT)
    qtbot.mouseClick(button.menu_shown.formats[".pdf"], LEFT)
    run.wait(path.exists)
    said = pdf_texts(path)
    assert {"Jana Ode", "Marc Visser", "Organisation of Client 07"} < set(said)
    assert not any("Opponent" in one or "Internal" in one for one in said)
    assert run.answers.asked[-1][0] == "Export for the client"

    # By the action, as menu and palette call it, and with the keyboard alone.
    path = tmp_path / "ours.svg"
    run.answers.files.append(path)
    run.window.action_set.action("map.export").trigger()
    menu = button.menu_shown
    assert menu.isVisible()
    qtbot.keyClick(menu.audience, Qt.Key.Key_Right)
    menu.formats[".svg"].setFocus()
    qtbot.keyClick(menu.formats[".svg"], Qt.Key.Key_Space)
    run.wait(path.exists)
    assert {"Internal", "Opponent", "Jana Ode"} < set(svg_texts(path))
    assert run.answers.asked[-1][0] == "Export as internal"
