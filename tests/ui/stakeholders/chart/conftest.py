"""A chart on an open workspace, with hands to work on it."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from pytestqt.qtbot import QtBot

from acctdesk.ui.stakeholders.chart.view import OrgChart
from acctdesk.ui.stakeholders.study import Study
from acctdesk.ui.theme.theme import Theme
from tests.ui.opened import Open
from tests.ui.stakeholders.chart.hands import Hands


@pytest.fixture
def account(opened: Open) -> str:
    made, _change = opened.desk.accounts.create({"name": "Northwind"})
    return made


@pytest.fixture
def hands(opened: Open, account: str, theme: Theme, qtbot: QtBot) -> Iterator[Hands]:
    study = Study(opened.desk, opened.tasks, opened.undo)  # type: ignore[arg-type]
    chart = OrgChart(theme, study)
    qtbot.addWidget(chart)
    chart.resize(1100, 760)
    chart.show()
    chart.activateWindow()
    chart.stage.setFocus()
    study.set_account(account)
    opened.settle()
    made = Hands(chart, opened, account)
    study.made.connect(chart.edit_name)
    yield made
    made.settle()
    study.deleteLater()
