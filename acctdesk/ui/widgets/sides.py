"""Two cards side by side with a seam to drag; one over the other where it is narrow."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtGui import QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSplitter, QSplitterHandle, QVBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space

BESIDE, BOTH_WIDE = 720, 1000
"""Width from which the two stand side by side, at 100 %; the second where both are wide."""


class Grip(QSplitterHandle):
    """What is dragged. It paints nothing: the cards' own edges are line enough.

    A style sheet of its own would say the same, but Qt works out the look of everything within
    anew for each: half the time of making a step.
    """

    def paintEvent(self, event: QPaintEvent) -> None:
        """Leave it as the page is."""


class Seam(QSplitter):
    """A splitter whose handles can't be seen."""

    def createHandle(self) -> QSplitterHandle:
        """One more handle."""
        return Grip(self.orientation(), self)


class Sides(QWidget):
    """A narrower and a wider part.

    Args:
        theme: The theme in force.
        name: Object name of the seam.
        left: The narrower part.
        right: The wider part.
        turned: Whether the left part is the wider one.
    """

    def __init__(
        self, theme: Theme, name: str, left: QWidget, right: QWidget, *, turned: bool = False
    ) -> None:
        super().__init__()
        self._theme, self._left, self._right, self._turned = theme, left, right, turned
        # Until somebody drags the seam, it follows the width of the window.
        self._dragged = False
        self.seam = Seam(Qt.Orientation.Horizontal)
        self.seam.setObjectName(name)
        self.seam.setHandleWidth(Space.CARD)
        self.seam.setChildrenCollapsible(False)
        self.seam.addWidget(left)
        self.seam.addWidget(right)
        self.seam.setStretchFactor(0, int(turned))
        self.seam.setStretchFactor(1, int(not turned))
        self.seam.splitterMoved.connect(self._on_dragged)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.seam)
        self.fit()
        theme.changed.connect(self.fit)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose between beside and beneath."""
        super().resizeEvent(event)
        self.fit()

    def fit(self) -> None:
        """Place the two anew, as when one has more or less in it."""
        px = self._theme.px
        beside = self.width() >= px(BOTH_WIDE if self._turned else BESIDE)
        way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        self._left.setMinimumWidth(px(280) if beside else 0)
        self._right.setMinimumWidth(px(320) if beside else 0)
        # Never less than what is within needs: it would be laid over itself.
        within = self._left.layout()
        least = within.minimumSize().height() if within is not None else 0
        self._left.setMinimumHeight(0 if beside else max(px(220), least))
        if way != self.seam.orientation():
            self.seam.setOrientation(way)
        if beside and not self._dragged:
            narrow = min(px(400), max(px(300), int(self.width() * 0.3)))
            if self._turned:
                narrow = min(px(480), max(px(320), int(self.width() * 0.36)))
            sizes = [narrow, max(self.width() - narrow, 1)]
            self.seam.setSizes(sizes[::-1] if self._turned else sizes)

    def _on_dragged(self) -> None:
        self._dragged = True
