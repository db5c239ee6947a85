"""The header of grids: quiet words, a sort arrow, a menu to choose columns."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QPainter
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets.cells import PAD
from acctdesk.ui.widgets.roles import Align, AlignRole, Kind, KindRole, default_align
from acctdesk.words import _

_FLAGS = {
    Align.LEFT: int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
    Align.CENTRE: int(Qt.AlignmentFlag.AlignCenter),
    Align.RIGHT: int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
}
NARROWEST = 48
"""No column gets narrower, in pixels at 100 %."""
ARROW = 14
"""Room kept for the sort arrow, in pixels at 100 %."""


class GridHeader(QHeaderView):
    """The horizontal header of a grid.

    Args:
        theme: The theme in force.
        parent: The grid.
    """

    changed = Signal()
    """A column was hidden or shown through the menu."""

    def __init__(self, theme: Theme, parent: QTableView) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(_("Columns"))
        # The card behind has round corners; the header must not paint over them.
        self.viewport().setAutoFillBackground(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self._retheme()
        theme.changed.connect(self._retheme)

    def column_menu(self) -> QMenu:
        """A menu that hides and shows columns; the first visible one stays."""
        menu = QMenu(self)
        visible = self.count() - self.hiddenSectionCount()
        for at in range(self.count()):
            logical = self.logicalIndex(at)
            action = menu.addAction(self._words(logical))
            action.setCheckable(True)
            hidden = self.isSectionHidden(logical)
            action.setChecked(not hidden)
            action.setEnabled(hidden or visible > 1)
            action.toggled.connect(lambda on, column=logical: self._show_column(column, on))
        return menu

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Offer the columns."""
        menu = self.column_menu()
        menu.exec(event.globalPos())
        menu.deleteLater()

    def sectionSizeFromContents(self, logical: int) -> QSize:
        """Room for words and arrow."""
        words = self._theme.metrics("caption_medium").horizontalAdvance(self._words(logical))
        return QSize(round(words) + 2 * self._theme.px(PAD) + self._theme.px(ARROW), self.height())

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Paint one column's head."""
        theme = self._theme
        px = theme.px
        model = self.model()
        side = Qt.Orientation.Horizontal
        kind = model.headerData(logical, side, KindRole) or Kind.TEXT
        said = model.headerData(logical, side, AlignRole)
        align = default_align(Kind(kind)) if said is None else Align(said)
        painter.fillRect(rect.left(), rect.bottom(), rect.width(), 1, theme.colour("hairline"))
        sorted_here = self.isSortIndicatorShown() and self.sortIndicatorSection() == logical
        words = rect.adjusted(px(PAD), 0, -px(PAD), 0)
        style = "caption_strong" if sorted_here else "caption_medium"
        painter.setFont(theme.font("caption_strong" if sorted_here else "caption_medium"))
        painter.setPen(theme.colour("text" if sorted_here else "secondary"))
        metrics = theme.metrics("caption_strong" if style == "caption_strong" else "caption_medium")
        arrow = px(ARROW) if sorted_here else 0
        shown = metrics.elidedText(
            self._words(logical), Qt.TextElideMode.ElideRight, words.width() - arrow
        )
        if sorted_here:
            down = self.sortIndicatorOrder() == Qt.SortOrder.DescendingOrder
            wide = metrics.horizontalAdvance(shown)
            if align == Align.RIGHT:
                words.setRight(words.right() - arrow)
                x = float(words.right() + px(2))
            elif align == Align.CENTRE:
                x = words.center().x() + wide / 2 + px(2)
            else:
                x = words.left() + wide + px(3)
            picture = theme.pixmap(
                "arrow-down" if down else "arrow-up", "text", 12, self.devicePixelRatioF()
            )
            painter.drawPixmap(QPointF(x, rect.top() + (rect.height() - px(12)) / 2), picture)
        painter.drawText(words, _FLAGS[align], shown)

    def _words(self, logical: int) -> str:
        return str(self.model().headerData(logical, Qt.Orientation.Horizontal) or "")

    def _show_column(self, column: int, on: bool) -> None:
        self.setSectionHidden(column, not on)
        self.changed.emit()

    def _retheme(self) -> None:
        self.setFixedHeight(self._theme.px(Size.HEADER))
        self.setMinimumSectionSize(self._theme.px(NARROWEST))
        self.viewport().update()
