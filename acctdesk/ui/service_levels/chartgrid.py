"""Charts side by side where there is room, drawn in turn."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QWidget

from acctdesk.ui.service_levels.chartcard import ChartCard
from acctdesk.ui.service_levels.inturn import InTurn
from acctdesk.ui.theme.tokens import Space

if TYPE_CHECKING:
    from acctdesk.drawing.charting import Chart
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.widgets.tabled import Table

WIDE = 720
"""Width at 100 % from which two charts stand side by side."""
SHOWN = ("trend", "burn", "response", "resolution", "causes")
"""Names of the charts there may be, in order."""


class ChartGrid(QWidget):
    """Cards of charts, two in a row where there is room; one that is left over has a row alone.

    Args:
        shell: The window.
        tasks: Draws.
    """

    picked = Signal(str, str)
    """A place of a chart: the chart's name and the key of the place."""
    drawn = Signal()
    """A chart has been drawn, or can't be."""

    def __init__(self, shell: Shell, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._tasks = shell, tasks
        self._theme = shell.theme
        self.cards: dict[str, ChartCard] = {}
        self._turns = InTurn(tasks, self)
        self._places: list[tuple[int, int, int]] = []
        self._placed: list[int] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setSpacing(Space.CARD_GAP + 4)
        self._theme.changed.connect(self._arrange)

    def prepare(self, names: Sequence[str]) -> None:
        """Make room for these charts and no others; those there were stay.

        Args:
            names: Of `SHOWN`.
        """
        for name in [one for one in self.cards if one not in names]:
            card = self.cards.pop(name)
            self._grid.removeWidget(card)
            card.hide()
            card.deleteLater()
        for name in names:
            if name not in self.cards:
                made = self.cards[name] = ChartCard(self._shell, self._tasks, self._turns)
                made.picked.connect(lambda key, name=name: self.picked.emit(name, key))
                made.view.drawn.connect(self.drawn)
        self._arrange()

    def show_charts(self, charts: Mapping[str, Chart], numbers: Mapping[str, Table]) -> None:
        """Show charts, and no others.

        Args:
            charts: By name.
            numbers: The same as tables, by name.
        """
        self.prepare([*charts])
        for name, chart in charts.items():
            self.cards[name].set_chart(chart, numbers[name])

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Charts side by side where there is room."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = 2 if self.width() >= self._theme.px(WIDE) else 1
        cards = [self.cards[one] for one in SHOWN if one in self.cards]
        wanted = [(at // columns, at % columns, 1) for at in range(len(cards))]
        if len(cards) % columns:
            # Beside the last one nothing stands.
            wanted[-1] = (len(cards) // columns, 0, columns)
        if wanted == self._places and [id(one) for one in cards] == self._placed:
            return
        self._places, self._placed = wanted, [id(one) for one in cards]
        for card, (row, column, wide) in zip(cards, wanted, strict=True):
            self._grid.removeWidget(card)
            self._grid.addWidget(card, row, column, 1, wide)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
