"""Two charts beneath the gauges: how the one that is looked at came to stand as it does."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QShowEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.ui.service_levels import reading
from acctdesk.ui.service_levels.chartgrid import ChartGrid
from acctdesk.ui.tasks import Latest
from acctdesk.ui.theme.tokens import Space

if TYPE_CHECKING:
    from acctdesk.drawing.charting import Chart
    from acctdesk.services.service_level import Gauge
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.widgets.tabled import Table

STILL = 300
"""Milliseconds for which one gauge is looked at before its charts are drawn."""


class Beneath(QWidget):
    """The trend of a gauge, and the use of its allowance where it has one.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Reads and draws.
    """

    period_wanted = Signal(str, str)
    """An objective and the first day of a period in which it is to be looked at."""

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._desk = desk
        self._read = Latest(tasks, self)
        self._gauge: Gauge | None = None
        self._now: dt.datetime | None = None
        self._shown: Gauge | None = None
        self.charts = ChartGrid(shell, tasks)
        self.charts.picked.connect(self._pick)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, Space.TIGHT, 0, 0)
        column.addWidget(self.charts)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(STILL)
        self._later.timeout.connect(self._fill)

    def look_at(self, gauge: Gauge | None, now: dt.datetime) -> None:
        """Show the charts of another gauge in a moment; none at once."""
        self._gauge, self._now = gauge, now
        if gauge is None:
            self._later.stop()
            self._shown = None
            self.charts.prepare(())
        elif gauge != self._shown and self.isVisible():
            self._later.start()

    def showEvent(self, event: QShowEvent) -> None:
        """Draw what came while nobody looked."""
        super().showEvent(event)
        if self._gauge is not None and self._gauge != self._shown:
            self._later.start()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing is drawn that nobody sees."""
        super().hideEvent(event)
        self._later.stop()
        self._read.drop()

    def _fill(self) -> None:
        gauge, now = self._gauge, self._now
        if gauge is not None and now is not None:
            task = functools.partial(reading.courses, self._desk, gauge, now)
            self._read.read(task, functools.partial(self._show, gauge), lambda _problem: None)

    def _show(self, gauge: Gauge, found: dict[str, tuple[Chart, Table]]) -> None:
        self._shown = gauge
        self.charts.show_charts(
            {name: one[0] for name, one in found.items()},
            {name: one[1] for name, one in found.items()},
        )

    def _pick(self, _name: str, key: str) -> None:
        if key and self._shown is not None:
            self.period_wanted.emit(self._shown.objective, key)
