"""One objective, closely: its figures, its charts, and the rows behind them."""

from __future__ import annotations

import datetime as dt
import functools
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.record.explained import Explained
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.service_levels import said, tables
from acctdesk.ui.service_levels.chartgrid import ChartGrid
from acctdesk.ui.service_levels.meanings import figures
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.steps import TabBar
from acctdesk.ui.widgets.tabled import TableModel
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

if TYPE_CHECKING:
    from decimal import Decimal

    from acctdesk.services.service_detail import Detail
    from acctdesk.services.service_level import Gauge
    from acctdesk.ui.service_levels.reading import Closer
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks

ROWS = ("breaches", "scorecard", "credits")


class DetailPart(QWidget):
    """An objective in a period.

    Args:
        shell: The window.
        tasks: Draws the charts.
        able: Whether anything can be changed.
    """

    period_wanted = Signal(str)
    """First day of a period that is to be shown; empty for the running one."""
    ledger_wanted = Signal(str)
    """Id of a ticket or outage whose ledger is to be shown."""
    objective_wanted = Signal(str)
    """Id of another objective that is to be shown."""
    edit_wanted = Signal(str)
    """Id of the objective that is to be edited."""
    measure_wanted = Signal(object)
    """Measurements are to be typed or pasted, beneath a widget."""
    glanced = Signal()
    """The first chart of a glance is there."""
    credit_wanted = Signal(str, object)
    """First day of a period whose credit is to be written down, beneath a widget."""

    def __init__(self, shell: Shell, tasks: Tasks, *, able: bool) -> None:
        super().__init__()
        self._able = able
        theme = self._theme = shell.theme
        self._detail: Detail | None = None
        self.head = PageHeader(theme, _("Objective"), " ")
        self.back = IconButton(theme, "chevron-left", _("Period before"))
        self.on = IconButton(theme, "chevron-right", _("Period after"))
        self.period = Label(theme, "", "medium")
        self.measure = Button(theme, _("Add measurements"), icon="plus")
        self.edit = Button(theme, _("Edit"), icon="pencil")
        self.edit.setAccessibleName(_("Edit the objective"))
        steps = QWidget()
        row = QHBoxLayout(steps)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(Space.TIGHT)
        for step in (self.back, self.period, self.on):
            row.addWidget(step)
        for one in (steps, self.measure, self.edit):
            self.head.add(one)
        self.figures: dict[str, Explained] = {}
        self._figures = Card(theme)
        inner = QWidget()
        self._flow = FlowLayout(inner, Space.PAGE)
        self._figures.add(inner)
        self.charts = ChartGrid(shell, tasks)
        self.charts.picked.connect(self._on_picked)
        self.charts.drawn.connect(self._on_drawn)
        self.tabs = TabBar(theme, _("Rows"), (_("Breaches"), _("Scorecard"), _("Credits")))
        self.tabs.chosen.connect(lambda at: self.show_rows(ROWS[at]))
        self._stack = FrontStack()
        self.grids: dict[str, GridView] = {}
        for name, empty in (
            ("breaches", _("Nothing missed its target")),
            ("scorecard", _("No objective yet")),
            ("credits", _("No credit is owed or was given")),
        ):
            self._make_grid(name, empty)
        card = self._below = Card(theme, flush=True)
        top = QHBoxLayout()
        top.setContentsMargins(Space.CARD, 0, Space.CARD, 0)
        top.addWidget(self.tabs)
        card.body.addLayout(top)
        card.add(self._stack)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP + 4)
        column.addWidget(self.head)
        column.addWidget(self._figures)
        column.addWidget(self.charts)
        column.addWidget(card)
        column.addStretch(1)
        self.back.clicked.connect(lambda: self._step(-1))
        self.on.clicked.connect(lambda: self._step(1))
        self.edit.clicked.connect(self._edit)
        self.measure.clicked.connect(lambda: self.measure_wanted.emit(self.measure))
        self.edit.setVisible(able)
        self._retheme()
        theme.changed.connect(self._retheme)

    def _make_grid(self, name: str, empty: str) -> None:
        grid = GridView(self._theme, empty)
        model = TableModel(self)
        grid.setModel(model)
        grid.set_empty(EmptyState(self._theme, "circle-check", empty))
        grid.set_unfolded(True)
        grid.open_requested.connect(lambda index: self._open(name, index.row()))
        self.grids[name] = grid
        self._stack.addWidget(grid)

    def model(self, name: str) -> TableModel:
        """The rows of a table: "breaches", "scorecard" or "credits"."""
        return cast("TableModel", self.grids[name].model())

    def detail(self) -> Detail | None:
        """What is shown; None before anything was read."""
        return self._detail

    def show_detail(self, found: Closer) -> None:
        """Show what was read."""
        detail = found.detail
        fresh = self._detail is None or self._detail.gauge.series != detail.gauge.series
        self._detail = detail
        gauge = detail.gauge
        self._show_head(gauge)
        self._show_figures(gauge, found.now, detail.user_weighted)
        self.charts.show_charts(found.charts, tables.numbers_of(detail))
        self._show_rows(detail)
        self._below.show()
        if fresh:
            for grid in self.grids.values():
                grid.fit_columns()
            self.show_rows("breaches" if detail.breaches else "scorecard")

    def glance(self, gauge: Gauge, now: dt.datetime) -> bool:
        """Show what is known of an objective before the rest is read: head, figures and trend.

        Args:
            gauge: In the running period.
            now: The moment it is of.

        Returns:
            Whether its first chart is being drawn; `glanced` is told once it is there.
        """
        from acctdesk.ui.service_levels import chartwords

        if self._detail is not None and self._detail.gauge.series == gauge.series:
            return False
        self._detail = None
        self._below.hide()
        self._show_head(gauge)
        self._show_figures(gauge, now)
        # The course of a budget will stand beside the trend.
        names = ("trend", "burn") if gauge.budget and gauge.allowed else ("trend",)
        self.charts.prepare(names)
        for name in names:
            self.charts.cards[name].clear()
        trend = self.charts.cards["trend"]
        trend.set_chart(chartwords.trend(gauge), tables.trend(gauge))
        return trend.view.is_awaited()

    def show_rows(self, name: str) -> None:
        """Show one of the tables."""
        self.tabs.set_current(ROWS.index(name))
        self._stack.setCurrentWidget(self.grids[name])

    def panes(self) -> tuple[QWidget, ...]:
        """Head, figures, charts and tables."""
        return (self.head, self._figures, *self.charts.cards.values(), self._stack)

    # -- inside ----------------------------------------------------------------------------

    def _show_head(self, gauge: Gauge) -> None:
        self.head.set_title(gauge.name)
        note = (gauge.account_name, gauge.service_name, gauge.agreement_name)
        self.head.set_note(" · ".join(filter(None, note)))
        self.period.setText(said.period(gauge.period))
        self.period.setAccessibleName(_("Period: %s") % said.period(gauge.period))
        self.on.setEnabled(gauge.period.ended)
        by_hand = gauge.kind in ("quality", "satisfaction", "custom")
        self.measure.setVisible(by_hand and self._able)

    def _show_figures(
        self, gauge: Gauge, now: dt.datetime, weighted: Decimal | None = None
    ) -> None:
        told = figures(gauge, now, weighted)
        names = [one.name for one in told]
        if names != list(self.figures):
            for gone in self.figures.values():
                self._flow.removeWidget(gone)
                gone.hide()
                gone.deleteLater()
            self.figures = {}
            for name in names:
                made = Explained(self._theme)
                made.rows_wanted.connect(functools.partial(self._show_rows_of, name))
                self._flow.addWidget(made)
                self.figures[name] = made
        for one in told:
            tone = "danger" if one.alarm else "text"
            self.figures[one.name].set_value(one.value, one.meaning, note=one.note, tone=tone)  # type: ignore[arg-type]

    def _show_rows_of(self, name: str) -> None:
        self.show_rows("credits" if name == "credit" else "breaches")
        self.grids[ROWS[self.tabs.current()]].setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_picked(self, name: str, key: str) -> None:
        if name == "trend":
            self.period_wanted.emit(key)
        elif name == "causes":
            self._show_rows_of(name)

    def _on_drawn(self) -> None:
        if self._detail is None:
            self.glanced.emit()

    def _show_rows(self, detail: Detail) -> None:
        zone = detail.gauge.period.zone
        self.model("breaches").show_table(tables.breaches(detail.breaches, zone))
        self.model("scorecard").show_table(tables.scorecard(detail.scorecard))
        self.model("credits").show_table(tables.credits(detail.credits))

    def _open(self, name: str, row: int) -> None:
        key = self.model(name).key(row)
        if not key:
            return
        if name == "breaches":
            self.ledger_wanted.emit(key)
        elif name == "scorecard":
            self.objective_wanted.emit(key)
        elif self._able:
            self.credit_wanted.emit(key, self.grids[name])

    def _step(self, by: int) -> None:
        if self._detail is None:
            return
        period = self._detail.gauge.period
        day = dt.timedelta(days=1)
        other = period.first - day if by < 0 else period.last + day
        self.period_wanted.emit(other.isoformat())

    def _edit(self) -> None:
        if self._detail is not None:
            self.edit_wanted.emit(self._detail.gauge.objective)

    def _retheme(self) -> None:
        self.period.setMinimumWidth(self._theme.px(110))
        self.period.setAlignment(Qt.AlignmentFlag.AlignCenter)
