"""A chart on its card: copied, saved, or turned into a table of its numbers."""

from __future__ import annotations

import functools
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRect, Qt, Signal
from PySide6.QtGui import QGuiApplication, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QMenu, QVBoxLayout, QWidget

from acctdesk.ui.service_levels.chartview import CORNER, HEIGHT, ChartView, image_of, light
from acctdesk.ui.service_levels.written import tell_written
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets.buttons import IconButton
from acctdesk.ui.widgets.gauge import paint_card
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.tabled import EMPTY, Table, TableModel
from acctdesk.ui.widgets.text import ElidedLabel
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.drawing.charting import Chart, Drawn
    from acctdesk.ui.service_levels.inturn import InTurn
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks

FORMATS = ((".png", "PNG (*.png)"), (".svg", "SVG (*.svg)"), (".pdf", "PDF (*.pdf)"))
"""What a chart is saved as."""
WIDTH, HIGH = 960, 540
"""Size in pixels of a chart that leaves the window."""


class ChartCard(QWidget):
    """A card with one chart.

    Args:
        shell: The window.
        tasks: Draws and writes what leaves the window.
        turns: Draws what is seen.
    """

    picked = Signal(str)
    """The key of a place of the chart, or of a row of its numbers."""

    def __init__(self, shell: Shell, tasks: Tasks, turns: InTurn) -> None:
        super().__init__()
        self._shell, self._tasks = shell, tasks
        theme: Theme = shell.theme
        self._theme = theme
        self._folder: Path | None = None
        self.view = ChartView(theme, turns)
        self.view.picked.connect(self.picked)
        self.view.drawn.connect(self._on_drawn)
        self.model = TableModel(self)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(2, 2, 2, 2)
        self._column.setSpacing(0)
        self._column.addWidget(self.view)
        # Says the finding where the chart, which says it itself, isn't shown.
        self.title = ElidedLabel(theme, "", "strong")
        self.title.setParent(self)
        self.title.hide()
        self.more = IconButton(theme, "ellipsis", _("More about the chart"))
        self.more.setParent(self)
        self.more.clicked.connect(self._open_menu)
        theme.changed.connect(self._retheme)
        self._retheme()

    @functools.cached_property
    def grid(self) -> GridView:
        """The numbers; made when they are first wanted."""
        made = GridView(self._theme, _("Numbers: %s") % self.title.text())
        made.setModel(self.model)
        made.open_requested.connect(lambda index: self._open(index.row()))
        made.setFixedHeight(self._theme.px(HEIGHT - CORNER - 10))
        made.hide()
        self._column.addWidget(made)
        return made

    def _has_grid(self) -> bool:
        return "grid" in vars(self)

    def set_chart(self, chart: Chart, numbers: Table) -> None:
        """Show a chart.

        Args:
            chart: What is drawn.
            numbers: The same as a table.
        """
        self.view.set_chart(chart)
        fresh = self.model.table == EMPTY
        self.model.show_table(numbers)
        if self._has_grid():
            self.grid.setAccessibleName(_("Numbers: %s") % chart.title)
            if fresh:
                self.grid.fit_columns()
        self.title.set_text(chart.title)
        self.more.set_icon("ellipsis", _("More about “%s”") % chart.title)

    def clear(self) -> None:
        """Show an empty card until a chart comes."""
        self.show_table(False)
        self.view.clear()

    def table_shown(self) -> bool:
        """Whether the numbers are shown instead of the chart."""
        return self._has_grid() and not self.grid.isHidden()

    def show_table(self, on: bool) -> None:
        """Show the numbers, or the chart."""
        if on == self.table_shown():
            return
        self.grid.setVisible(on)
        self.view.setVisible(not on)
        self.title.setVisible(on)
        if on:
            self.grid.fit_columns()
        self._place()

    def menu(self) -> QMenu:
        """What can be done with the chart."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        numbers = menu.addAction(_("Numbers as a table"))
        numbers.setCheckable(True)
        numbers.setChecked(self.table_shown())
        numbers.triggered.connect(lambda on: self.show_table(on))
        menu.addSeparator()
        able = not self.view.problem()
        copy = menu.addAction(self._theme.icon("copy"), _("Copy as picture"), self.copy)
        copy.setEnabled(able)
        for suffix, pattern in FORMATS:
            words = _("Save as %s…") % suffix[1:].upper()
            action = menu.addAction(words)
            action.setEnabled(able)
            action.triggered.connect(
                lambda _on=False, suffix=suffix, pattern=pattern: self.save(suffix, pattern)
            )
        return menu

    def copy(self) -> None:
        """Put the chart on the clipboard as a picture."""
        chart = self.view.chart()
        if chart is None:
            return

        def work() -> Drawn:
            from acctdesk.drawing.rendering import draw

            return draw(chart, light(), WIDTH, HIGH, 2)

        def done(drawn: Drawn) -> None:
            QGuiApplication.clipboard().setImage(image_of(drawn))
            self._shell.toast(_("Copied the chart as a picture"))

        self._tasks.work(self, work, done)

    def save(self, suffix: str, pattern: str) -> None:
        """Ask where, and write the chart to a file.

        Args:
            suffix: ".png", ".svg" or ".pdf".
            pattern: Of the file chooser.
        """
        chart = self.view.chart()
        if chart is None:
            return
        name = "".join(one if one.isalnum() or one in " -–" else " " for one in chart.title)
        proposal = (self._folder or Path.home()) / f"{' '.join(name.split())[:80]}{suffix}"
        path = self._shell.ask.save_file(_("Save the chart"), pattern, proposal)
        if path is None:
            return
        self._folder = path.parent
        if path.suffix.lower() != suffix:
            path = path.with_name(path.name + suffix)

        def work() -> None:
            from acctdesk.drawing.rendering import write

            write(chart, light(), path, WIDTH, HIGH)

        def done(_nothing: None) -> None:
            tell_written(self._shell, _("Saved %s") % path.name, path)

        self._tasks.work(self, work, done)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the card."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        paint_card(painter, self._theme, self.rect().toRectF())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the button in its corner."""
        super().resizeEvent(event)
        self._place()

    def _place(self) -> None:
        edge = self._theme.px(Size.CONTROL)
        self.more.setGeometry(QRect(self.width() - edge - 8, 8, edge, edge))
        self.more.raise_()
        line = self._theme.line("strong")
        self.title.setGeometry(16, 8 + (edge - line) // 2, max(self.width() - edge - 40, 0), line)
        top = self.more.height() + 12 if self.table_shown() else 2
        layout = self.layout()
        if layout is not None:
            layout.setContentsMargins(2, top, 2, 2)

    def _open_menu(self) -> None:
        self.menu().popup(self.more.mapToGlobal(QPoint(0, self.more.height())))

    def _open(self, row: int) -> None:
        key = self.model.key(row)
        if key:
            self.picked.emit(key)

    def _on_drawn(self) -> None:
        if self.view.problem() and not self.table_shown():
            # What can't be drawn can still be read.
            self.show_table(True)

    def _retheme(self) -> None:
        if self._has_grid():
            self.grid.setFixedHeight(self._theme.px(HEIGHT - CORNER - 10))
        self._place()
        self.update()
