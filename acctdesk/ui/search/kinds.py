"""The row of kinds: one is chosen, and each says how much was found of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QAbstractButton, QButtonGroup, QLayout, QSizePolicy

from acctdesk.services.hits import KINDS, MANY
from acctdesk.ui.search.said import count, kind_title
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Role
from acctdesk.ui.widgets.paint import CENTRE, fill_round, stroke_round
from acctdesk.words import _, lazy

if TYPE_CHECKING:
    from acctdesk.services.hits import Group
    from acctdesk.words import Lazy

EVERYTHING = ""
TOGETHER: dict[str, tuple[Lazy, tuple[str, ...]]] = {
    "reviews": (
        lazy("Reviews"),
        ("meeting", "promise", "goal", "decision", "risk", "initiative", "answer"),
    ),
    "tickets": (lazy("Tickets"), ("ticket", "outage")),
}
"""Kinds that are offered as one, so that the row stays short and nothing in it moves."""


def kinds_of(name: str) -> tuple[str, ...]:
    """The kinds that are looked through for what was chosen: one, or those offered as one."""
    return TOGETHER[name][1] if name in TOGETHER else (name,)


def offered(kind: str) -> str:
    """What stands for a kind in the row."""
    return next((name for name, (_label, kinds) in TOGETHER.items() if kind in kinds), kind)


def counts_of(groups: Iterable[Group]) -> dict[str, str]:
    """How much was found, in words, by what stands for it in the row."""
    found: dict[str, tuple[int, bool]] = {}
    for group in groups:
        hits, more = found.get(offered(group.kind), (0, False))
        found[offered(group.kind)] = (hits + len(group.hits), more or group.more)
    return {name: count(hits, more=more) for name, (hits, more) in found.items()}


class KindPill(QAbstractButton):
    """One kind, and how much was found of it.

    Args:
        theme: The theme in force.
        words: The kind.
    """

    stepped = Signal(int)
    """Left or right was pressed: the neighbour is wanted."""

    def __init__(self, theme: Theme, words: str) -> None:
        super().__init__()
        self._theme = theme
        self._words, self._count = words, ""
        self._roomy = False
        self._size: QSize | None = None
        self.setCheckable(True)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.set_count("")
        theme.changed.connect(self._retheme)

    def count(self) -> str:
        """How much was found, in words."""
        return self._count

    def set_count(self, count: str) -> None:
        """Say how much was found."""
        if count == self._count and self.accessibleName():
            return
        self._count = count
        self.setAccessibleName(f"{self._words} {count}".strip())
        if self._size is not None and self._wanted() != self._size:
            self._resize()
        self.update()

    def make_room(self) -> None:
        """Keep room for a count from now on, so that counts that come and go move nothing."""
        if not self._roomy:
            self._roomy = True
            self._resize()

    def sizeHint(self) -> QSize:
        """As wide as its words."""
        if self._size is None:
            self._size = self._wanted()
        return self._size

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pill."""
        theme = self._theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect())
        chosen = self.isChecked()
        ground: Role = "selection" if chosen else "hover" if self.underMouse() else "surface"
        fill_round(painter, box, box.height() / 2, theme.colour(ground))
        line: Role = "accent" if chosen or self.hasFocus() else "control_line"
        width = 2 if self.hasFocus() else 1
        stroke_round(painter, box, box.height() / 2, theme.colour(line), width)
        painter.setFont(theme.font("caption_strong" if chosen else "caption_medium"))
        painter.setPen(theme.colour("text" if chosen or self._count else "secondary"))
        painter.drawText(box, CENTRE, self._text())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right lead to the neighbour."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if step:
            self.stepped.emit(step)
        else:
            super().keyPressEvent(event)

    def _text(self, said: str = "") -> str:
        said = said or self._count
        return f"{self._words}  {said}" if said else self._words

    def _wanted(self) -> QSize:
        advance = self._theme.metrics("caption_medium").horizontalAdvance
        width = advance(self._text())
        if self._roomy:
            width = max(width, advance(self._text(count(MANY, more=True))))
        return QSize(round(width) + 2 * self._theme.px(12), self._theme.px(28))

    def _resize(self) -> None:
        self._size = None
        self.updateGeometry()

    def _retheme(self) -> None:
        self._resize()
        self.update()


class KindRow(QObject):
    """All kinds, of which one is chosen; arrows go from one to the next.

    Args:
        theme: The theme in force.
        row: Where they stand.
        parent: Its owner.
    """

    chosen = Signal(str)
    """Another kind was chosen; empty is everything."""

    def __init__(self, theme: Theme, row: QLayout, parent: QObject) -> None:
        super().__init__(parent)
        self._group = QButtonGroup(self)
        self._sparing = False
        self.pills: dict[str, KindPill] = {}
        for kind in dict.fromkeys((EVERYTHING, *map(offered, KINDS))):
            pill = KindPill(theme, _title(kind))
            pill.clicked.connect(lambda _on=False, name=kind: self.chosen.emit(name))
            pill.stepped.connect(self._step)
            self._group.addButton(pill)
            self.pills[kind] = pill
            row.addWidget(pill)
        self.set_current(EVERYTHING)

    def current(self) -> str:
        """The chosen kind; empty for everything."""
        return next(kind for kind, pill in self.pills.items() if pill.isChecked())

    def set_current(self, kind: str) -> None:
        """Choose a kind, or those offered as one; no signal is sent."""
        self.pills.get(offered(kind), self.pills[EVERYTHING]).setChecked(True)

    def set_counts(self, counts: Mapping[str, str]) -> None:
        """Say how much was found of each kind; of those not named nothing is said."""
        for kind, pill in self.pills.items():
            if kind:
                pill.set_count(counts.get(kind, ""))
        self._spare()

    def make_room(self) -> None:
        """Keep room for counts from now on."""
        for kind, pill in self.pills.items():
            if kind:
                pill.make_room()

    def set_sparing(self, on: bool) -> None:
        """Show only what was found, as where large text leaves little room."""
        if on != self._sparing:
            self._sparing = on
            self._spare()

    def _spare(self) -> None:
        for kind, pill in self.pills.items():
            needed = not self._sparing or not kind or pill.isChecked() or bool(pill.count())
            if pill.isHidden() == needed:
                pill.setVisible(needed)

    def _step(self, by: int) -> None:
        kinds = [kind for kind, pill in self.pills.items() if not pill.isHidden()]
        at = max(0, min(kinds.index(self.current()) + by, len(kinds) - 1))
        if kinds[at] != self.current():
            self.set_current(kinds[at])
            self.pills[kinds[at]].setFocus()
            self.chosen.emit(kinds[at])


def _title(name: str) -> str:
    if name in TOGETHER:
        return str(TOGETHER[name][0])
    return kind_title(name) if name else _("Everything")
