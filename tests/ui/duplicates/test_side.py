"""Two records side by side in little room."""

from __future__ import annotations

import pytest

from acctdesk.ui.duplicates.side import SidePanel


@pytest.mark.parametrize("scale", [100, 150])
def test_both_records_are_seen_however_long_their_notes(opened, theme, qtbot, scale):
    theme.set_text_scale(scale)
    book = opened.book
    left = book.account("Acme", notes="Renewal needs the board in its January meeting. " * 3)
    right = book.account("Acme S.A.", notes="Met at the fair; wants a second opinion. " * 3)
    panel = SidePanel(theme, able=True)
    qtbot.addWidget(panel)
    panel.resize(500 * scale // 100, 400)
    panel.show()
    panel.show_comparison(opened.desk.merging.compare("account", left, right), {})
    head, port = panel.grid.head, panel.grid.viewport()
    assert head.length() <= port.width()
    panel.resize(900 * scale // 100, 400)
    assert head.length() == port.width()
    assert panel._moves.text() == "Nothing hangs on “Acme S.A.”."
