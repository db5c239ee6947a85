"""The row beneath a list that tells what its columns come to."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QHelpEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QToolTip, QWidget

from acctdesk.services.outline import Totals
from acctdesk.services.view import How
from acctdesk.ui.lists.figures import at_length, briefly, figures, how_label
from acctdesk.ui.lists.model import ListModel
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.ops import PAD
from acctdesk.ui.widgets.places import Slot
from acctdesk.ui.widgets.roles import Align, default_align
from acctdesk.words import _

HEIGHT = 46
"""Of the row at 100 %, in pixels: what is told in grey, the figure beneath."""


class SummaryRow(QWidget):
    """Figures under the columns they are of; hidden while the view tells none.

    Args:
        theme: The theme in force.
        grid: The grid it lies under.
        model: Behind the grid.
    """

    def __init__(self, theme: Theme, grid: GridView, model: ListModel) -> None:
        super().__init__()
        self._theme, self._grid, self._model = theme, grid, model
        self._told: dict[int, tuple[How, tuple[str, ...]]] = {}
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(_("Summary"))
        self.hide()
        head = grid.head
        for signal in (head.sectionResized, head.sectionMoved, grid.columns_changed):
            signal.connect(self.update)
        grid.horizontalScrollBar().valueChanged.connect(self.update)
        theme.changed.connect(self.updateGeometry)

    def show_totals(self, summary: Mapping[str, How], totals: Totals) -> None:
        """Show what the view tells.

        Args:
            summary: What is told, by field.
            totals: What it comes to.
        """
        fields = self._model.fields()
        self._told = {
            self._model.column(name): (how, self._words(name, how, totals))
            for name, how in summary.items()
            if self._model.column(name) >= 0
        }
        self.setVisible(bool(self._told))
        said = (at_length(fields[at], how, words) for at, (how, words) in self._told.items())
        self.setAccessibleDescription("; ".join(said))
        self.update()

    def words(self, name: str) -> tuple[str, ...]:
        """What is told of a field; empty when nothing is."""
        return self._told.get(self._model.column(name), ("count", ()))[1]

    def sizeHint(self) -> QSize:
        """Two lines high."""
        return QSize(200, self._theme.px(HEIGHT))

    def event(self, event: QEvent) -> bool:
        """Tell at length what the pointer is on."""
        if event.type() == QEvent.Type.ToolTip and isinstance(event, QHelpEvent):
            slot = self._slot_at(event.pos().x())
            if slot is not None and slot.column in self._told:
                how, words = self._told[slot.column]
                text = at_length(self._model.fields()[slot.column], how, words)
                QToolTip.showText(event.globalPos(), text.replace("<", "&lt;"), self)
            return True
        return super().event(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the figures where their columns are."""
        theme = self._theme
        painter = QPainter(self)
        painter.fillRect(self.rect(), theme.colour("page"))
        painter.fillRect(0, 0, self.width(), 1, theme.colour("hairline"))
        places = self._grid.places()
        painter.save()
        painter.setClipRect(places.edge, 0, self.width(), self.height())
        for slot in places.loose:
            self._paint_one(painter, slot)
        painter.restore()
        for slot in places.pinned:
            self._paint_one(painter, slot)

    def _paint_one(self, painter: QPainter, slot: Slot) -> None:
        told = self._told.get(slot.column)
        if told is None:
            return
        how, words = told
        theme, px = self._theme, self._theme.px
        field = self._model.fields()[slot.column]
        kind = self._grid.cell_delegate.kind(self._model, slot.column)
        right = default_align(kind) == Align.RIGHT
        edge = Qt.AlignmentFlag.AlignRight if right else Qt.AlignmentFlag.AlignLeft
        flags = int(edge | Qt.AlignmentFlag.AlignVCenter)
        box = QRectF(slot.x + px(PAD), px(6), slot.width - 2 * px(PAD), px(16))
        painter.setFont(theme.font("caption"))
        painter.setPen(theme.colour("secondary"))
        label = theme.elide("caption", how_label(how, field), box.width())
        painter.drawText(box, flags, label)
        painter.setFont(theme.font("caption_strong"))
        painter.setPen(theme.colour("text"))
        figure = theme.elide("caption_strong", briefly(words) or "–", box.width())
        painter.drawText(box.translated(0, px(17)), flags, figure)

    def _words(self, name: str, how: How, totals: Totals) -> tuple[str, ...]:
        field = self._model.fields()[self._model.column(name)]
        return figures(field, how, totals.get(name, {}))

    def _slot_at(self, x: int) -> Slot | None:
        places = self._grid.places()
        for slot in (*places.pinned, *places.loose):
            if slot.x <= x < slot.x + slot.width:
                return slot
        return None
