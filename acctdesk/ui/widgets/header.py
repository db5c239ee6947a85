"""The header of grids: quiet words, a sort arrow, a menu to choose columns."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QMouseEvent, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QHeaderView, QMenu, QTableView

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Size
from acctdesk.ui.widgets.autofit import ARROW
from acctdesk.ui.widgets.ops import PAD
from acctdesk.ui.widgets.pinned import Pins
from acctdesk.ui.widgets.places import Slot
from acctdesk.ui.widgets.roles import Align, AlignRole, Kind, KindRole, default_align
from acctdesk.words import _

_FLAGS = {
    Align.LEFT: int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter),
    Align.CENTRE: int(Qt.AlignmentFlag.AlignCenter),
    Align.RIGHT: int(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter),
}
GRIP = 4
"""How near one has to be to an edge to drag it, in pixels."""
NARROWEST = 48
"""No column gets narrower, in pixels at 100 %."""


class GridHeader(QHeaderView):
    """The horizontal header of a grid.

    Args:
        theme: The theme in force.
        parent: The grid.
    """

    changed = Signal()
    """A column was hidden or shown through the menu."""

    widths_chosen = Signal()
    """Somebody dragged the edge of a column and let go."""

    def __init__(self, theme: Theme, parent: QTableView, pins: Pins) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        self._theme = theme
        self._pins = pins
        self._menu: Callable[[int], QMenu] = lambda _column: self.column_menu()
        self.held = False
        """Whether the mouse is held down on it."""
        self._dragged = False
        self._pulled: Slot | None = None
        self._painted: tuple[object, ...] = ()
        self._picture = QPixmap()
        self._widths: dict[str, float] = {}
        self.setSectionsMovable(True)
        self.setSectionsClickable(True)
        self.setHighlightSections(False)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(_("Columns"))
        # The card behind has round corners; the header must not paint over them.
        self.viewport().setAutoFillBackground(False)
        self.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        self.sectionResized.connect(self._on_resized)
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_menu(self, menu: Callable[[int], QMenu]) -> None:
        """Offer another menu than the columns at a right click.

        Args:
            menu: Makes it for a model column; -1 beside the columns.
        """
        self._menu = menu

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
        """Offer what one can do with a column."""
        menu = self._menu(self.logicalIndexAt(self._pins.point_below(event.pos())))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(event.globalPos())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Remember that widths and order are in somebody's hands now."""
        self.held, self._dragged = True, False
        self._pulled = self._edge_at(round(event.position().x()))
        if self._pulled is None:
            super().mousePressEvent(self._below(event))

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag a column or its edge, also where it is pinned."""
        x = round(event.position().x())
        if self.held and self._pulled is not None:
            # Qt doesn't follow the mouse to where it believes the column scrolled.
            self.resizeSection(self._pulled.column, max(x - self._pulled.x, NARROWEST))
            return
        if not self.held and self._edge_at(x) is not None:
            self.setCursor(Qt.CursorShape.SplitHCursor)
            return
        super().mouseMoveEvent(self._below(event))

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Tell of widths that were dragged."""
        if self._pulled is None:
            super().mouseReleaseEvent(self._below(event))
        self.held, self._pulled = False, None
        if self._dragged:
            self._dragged = False
            self.widths_chosen.emit()

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Fit a column whose edge is double clicked."""
        super().mouseDoubleClickEvent(self._below(event))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the heads; pinned ones over those that scrolled beneath them.

        Every new list has Qt paint them anew; as they hardly ever differ, they are a picture.
        """
        look = self._look()
        if look != self._painted:
            self._painted, self._picture = look, self._draw()
        QPainter(self.viewport()).drawPixmap(0, 0, self._picture)

    def _look(self) -> tuple[object, ...]:
        """All that the heads hang on."""
        places = self._pins.places()
        sort = (self.isSortIndicatorShown(), self.sortIndicatorSection(), self.sortIndicatorOrder())
        heads = tuple(
            (self._words(slot.column), self._align(slot.column))
            for slot in (*places.loose, *places.pinned)
        )
        view = self.viewport()
        return places, heads, sort, view.size(), view.devicePixelRatioF()

    def _draw(self) -> QPixmap:
        ratio, size = self.devicePixelRatioF(), self.viewport().size()
        picture = QPixmap(size * ratio)
        picture.setDevicePixelRatio(ratio)
        # The card behind shows through.
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        places = self._pins.places()
        for slot in places.loose:
            self.paintSection(painter, QRect(slot.x, 0, slot.width, self.height()), slot.column)
        if places.scrolled:
            painter.fillRect(0, 0, places.edge, self.height(), self._theme.colour("surface"))
        for slot in places.pinned:
            self.paintSection(painter, QRect(slot.x, 0, slot.width, self.height()), slot.column)
        if places.scrolled:
            line = self._theme.colour("control_line")
            painter.fillRect(places.edge, 0, 1, self.height(), line)
        painter.end()
        return picture

    def _align(self, logical: int) -> Align:
        side = Qt.Orientation.Horizontal
        kind = self.model().headerData(logical, side, KindRole) or Kind.TEXT
        said = self.model().headerData(logical, side, AlignRole)
        return default_align(Kind(kind)) if said is None else Align(said)

    def sectionSizeFromContents(self, logical: int) -> QSize:
        """Room for words and arrow."""
        # As wide as when the list is sorted by it.
        words = self._words(logical)
        wide = self._widths.get(words)
        if wide is None:
            # Qt asks with every new list.
            wide = self._theme.metrics("caption_strong").horizontalAdvance(words)
            self._widths[words] = wide
        return QSize(round(wide) + 2 * self._theme.px(PAD) + self._theme.px(ARROW), self.height())

    def paintSection(self, painter: QPainter, rect: QRect, logical: int) -> None:
        """Paint one column's head."""
        theme = self._theme
        px = theme.px
        align = self._align(logical)
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

    def _below(self, event: QMouseEvent) -> QMouseEvent:
        """The same event where the section under it really lies."""
        where = event.position()
        x = self._pins.below(round(where.x()))
        if x == round(where.x()):
            return event
        return QMouseEvent(
            event.type(),
            QPointF(x, where.y()),
            event.globalPosition(),
            event.button(),
            event.buttons(),
            event.modifiers(),
        )

    def _edge_at(self, x: int) -> Slot | None:
        """The pinned column whose edge is at a place; None while nothing lies beneath them."""
        places = self._pins.places()
        near = (one for one in places.pinned if abs(one.x + one.width - x) <= GRIP)
        return next(near, None) if places.scrolled else None

    def _on_resized(self, _column: int, _old: int, new: int) -> None:
        self._dragged |= self.held and new > 0

    def _retheme(self) -> None:
        self.setFixedHeight(self._theme.px(Size.HEADER))
        self.setMinimumSectionSize(self._theme.px(NARROWEST))
        self._painted = ()
        self._widths.clear()
        self.viewport().update()
