"""Coverage at a glance: the people who matter most × those of us who know most of them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from acctdesk.ui.stakeholders.matrixmodel import rank_of
from acctdesk.ui.stakeholders.words import dots
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.paint import LEFT, stroke_round
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.stakeholder import Card
    from acctdesk.ui.stakeholders.study import Study

MOST_PEOPLE, MOST_OURS = 6, 3


class Coverage(QWidget):
    """A small matrix; pressing it opens the large one.

    Args:
        theme: The theme in force.
        study: The map.
    """

    pressed = Signal(str)
    """A row was pressed: the position; empty for the whole."""

    def __init__(self, theme: Theme, study: Study) -> None:
        super().__init__()
        self._theme, self._study = theme, study
        self._people: list[Card] = []
        self._ours: list[tuple[str, str]] = []
        self._ranks: dict[tuple[str, str], int] = {}
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        study.shown.connect(self._look)
        theme.changed.connect(self._retheme)
        self._look()

    def rows(self) -> list[tuple[str, ...]]:
        """What it shows: a name and the dots of each of ours."""
        return [
            (card.name, *(dots(self._ranks.get((one, card.person), 0)) for one, _n in self._ours))
            for card in self._people
        ]

    def sizeHint(self) -> QSize:
        """A heading and a line for each person."""
        return QSize(self._theme.px(240), self._line() * (len(self._people) + 1) + 4)

    def minimumSizeHint(self) -> QSize:
        """As high as it is."""
        return QSize(self._theme.px(160), self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint names and dots."""
        theme, line = self._theme, self._line()
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        whole = float(self.width())
        first = whole * (0.42 if len(self._ours) > 2 else 0.5)
        each = (whole - first) / max(len(self._ours), 1)
        painter.setFont(theme.font("caption_medium"))
        painter.setPen(theme.colour("secondary"))
        for at, (_member, name) in enumerate(self._ours):
            box = QRectF(first + at * each, 0, each - 4, line)
            short = name.split(" ")[0]
            painter.drawText(box, LEFT, theme.elide("caption_medium", short, box.width()))
        for row, texts in enumerate(self.rows(), 1):
            painter.fillRect(QRectF(0, row * line, whole, 1), theme.colour("table_line"))
            painter.setFont(theme.font("caption"))
            painter.setPen(theme.colour("text"))
            name = theme.elide("caption", texts[0], first - 6)
            painter.drawText(QRectF(0, row * line, first - 6, line), LEFT, name)
            for at, text in enumerate(texts[1:]):
                box = QRectF(first + at * each, row * line, each, line)
                painter.drawText(box, LEFT, text)
        if self.hasFocus():
            stroke_round(painter, QRectF(self.rect()), 6, theme.colour("accent"), 2)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Open the matrix at a row."""
        at = int(event.position().y() // self._line()) - 1
        self.pressed.emit(self._people[at].position if 0 <= at < len(self._people) else "")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens the matrix."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self.pressed.emit("")
        else:
            super().keyPressEvent(event)

    def _look(self) -> None:
        seen = self._study.seen
        if seen is None:
            return
        self._ranks = {(one.member, one.person): rank_of(one) for one in seen.relations}
        known: dict[str, int] = {}
        for (member, _person), rank in self._ranks.items():
            known[member] = known.get(member, 0) + rank
        ours = sorted(seen.members, key=lambda one: (-known.get(one[0], 0), one[1]))
        self._ours = ours[:MOST_OURS]
        people = {one.person: one for one in reversed(seen.cards) if one.person}
        order = sorted(people.values(), key=lambda one: -(one.power or 0))
        self._people = order[:MOST_PEOPLE]
        said = "; ".join(" ".join(row) for row in self.rows())
        self.setAccessibleName(_("Coverage, our team × theirs"))
        self.setAccessibleDescription(said)
        self._retheme()

    def _line(self) -> int:
        return self._theme.px(28)

    def _retheme(self) -> None:
        self.updateGeometry()
        self.update()
