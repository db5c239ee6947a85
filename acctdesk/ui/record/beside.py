"""Cards and, beside them, what is read along: each scrolls by itself, or both with the page."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QScrollArea,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space

STACKED_BELOW = 820
"""Width at 100 % below which the side stands among the cards."""
LEAST = 220
"""Height at 100 % that it needs where both scroll by themselves."""
SIDE_HEIGHT = 420
"""Height at 100 % of the side among the cards."""
CARDS_SHARE, SIDE_SHARE = 5, 4


class Beside(QWidget):
    """Two parts side by side; where there is no room, the side stands among the cards.

    Args:
        theme: The theme in force.
        name: Accessible name of the cards' part.
        side: What is read along, such as a timeline.
    """

    def __init__(self, theme: Theme, name: str, side: QWidget) -> None:
        super().__init__()
        self._theme, self._side = theme, side
        self.stacked: bool | None = None
        self._whole = QHBoxLayout(self)
        self._whole.setContentsMargins(0, 0, 0, 0)
        self._whole.setSpacing(Space.CARD)
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._area.setAccessibleName(name)
        self._inner = QWidget()
        self._inner.installEventFilter(self)
        self._inner.setProperty("plane", "page")
        self._area.setWidget(self._inner)
        self.cards = QVBoxLayout(self._inner)
        self.cards.setContentsMargins(0, 0, Space.CONTROL, 0)
        self.cards.setSpacing(Space.CARD)
        # Both take what is there; asking for more would only make the page scroll as well.
        for one in (self._area, side):
            one.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        self._whole.addWidget(self._area, CARDS_SHARE)
        self._whole.addWidget(side, SIDE_SHARE)
        theme.changed.connect(self._arrange)

    def room(self) -> float:
        """Width that the cards have."""
        share = 1.0 if self.stacked else CARDS_SHARE / (CARDS_SHARE + SIDE_SHARE)
        return self.width() * share

    def arrange_cards(self) -> None:
        """Called when the cards have another width; for who puts them in columns."""

    def side_place(self) -> int:
        """At which place among the cards the side stands where there is no room beside them."""
        return self.cards.count()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or beneath each other."""
        super().resizeEvent(event)
        self._arrange()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Be as high as the cards need, where the side stands among them."""
        if watched is self._inner and event.type() == QEvent.Type.LayoutRequest:
            self._fit_height()
        return super().eventFilter(watched, event)

    def _arrange(self) -> None:
        stacked = self.width() < self._theme.px(STACKED_BELOW)
        if stacked != self.stacked:
            self.stacked = stacked
            if stacked:
                self.cards.insertWidget(self.side_place(), self._side)
            else:
                self._whole.addWidget(self._side, SIDE_SHARE)
            self._side.show()
        self._side.setMinimumHeight(self._theme.px(SIDE_HEIGHT) if stacked else 0)
        self.arrange_cards()
        self._fit_height()

    def _fit_height(self) -> None:
        high = self._theme.px(LEAST)
        if self.stacked:
            # The page scrolls then; a part that scrolls by itself within it would be a trap.
            need = self.cards.totalHeightForWidth(self._area.viewport().width())
            high = max(high, need, self.cards.minimumSize().height())
        if high != self.minimumHeight():
            self.setMinimumHeight(high)
