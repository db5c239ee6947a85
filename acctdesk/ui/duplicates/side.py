"""Two records side by side: choose what is kept, merge them, or keep them apart."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.duplicates.models import ChoiceModel, conflicts
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import CheckBox
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.low import unfold_when_low
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _, _n, number

if TYPE_CHECKING:
    from acctdesk.services.merging import Comparison

NARROWEST = 120
"""No record's column gets narrower, in pixels at 100 %."""
_CHOOSE = (Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter)


class ChoiceGrid(GridView):
    """The values side by side; a click, Space or Enter ticks one."""

    chosen = Signal(int, str)
    """Row, and "first" or "second"."""

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(theme, name, selection="cells")
        self.clicked.connect(self._choose)
        self.head.setSectionsClickable(False)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Enter tick the current value."""
        if event.key() in _CHOOSE and not event.modifiers():
            self._choose(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _choose(self, index: QModelIndex) -> None:
        if index.isValid() and index.column() > 0:
            self.chosen.emit(index.row(), "first" if index.column() == 1 else "second")


class SidePanel(Card):
    """Compares two records and says what merging them does.

    Args:
        theme: The theme in force.
        able: Whether records may be changed.
    """

    merge_wanted = Signal()
    """Make one of the two, as chosen."""
    apart_wanted = Signal()
    """They are not the same."""
    swap_wanted = Signal()
    """The other one is to stay."""

    def __init__(self, theme: Theme, *, able: bool) -> None:
        super().__init__(theme, flush=True)
        self._theme = theme
        self.model = ChoiceModel(self)
        self.grid = ChoiceGrid(theme, _("Values side by side"))
        self.grid.setModel(self.model)
        unfold_when_low(theme, self.grid)
        self.grid.chosen.connect(self.model.choose)
        self.grid.set_empty(
            EmptyState(
                theme, "check", _("Nothing differs"), _("Both say the same; merging loses nothing.")
            )
        )
        self.same = CheckBox(theme, _("Show what is equal"))
        self.same.toggled.connect(self._show_same)
        self.add(self.grid, 1)
        self.add(Line(theme))
        foot = QWidget()
        room = QVBoxLayout(foot)
        room.setContentsMargins(Space.CARD, Space.CONTROL, Space.CARD, Space.CONTROL)
        self._moves = ElidedLabel(theme, "", "caption", "secondary")
        self._hint = Label(theme, "", "caption", "secondary", wrap=True)
        room.addWidget(self._hint)
        room.addWidget(self._moves)
        room.addWidget(self.same)
        verbs = QWidget()
        flow = FlowLayout(verbs, Space.CONTROL, to_right=True)
        self.apart = Button(theme, _("Not the same"))
        self.swap = Button(theme, _("Keep the other"), icon="arrow-left-right")
        self.merge = Button(theme, _("Merge"), "primary", icon="merge")
        for button, signal in (
            (self.apart, self.apart_wanted),
            (self.swap, self.swap_wanted),
            (self.merge, self.merge_wanted),
        ):
            button.setEnabled(able)
            button.clicked.connect(signal.emit)
            flow.addWidget(button)
        row = QHBoxLayout()
        row.addWidget(verbs, 1)
        room.addLayout(row)
        self.add(foot)

    def show_comparison(self, found: Comparison, kinds: Mapping[str, str]) -> None:
        """Show two records.

        Args:
            found: The two.
            kinds: What a person calls several of a kind.
        """
        self.model.show(found)
        moved = [f"{kinds[kind]} {number(n)}" for kind, n in found.moves.items() if kind in kinds]
        name = found.second.title
        self._moves.set_text(
            _("Moves to it: {what}").format(what=" · ".join(moved))
            if moved
            else _("Nothing hangs on “%s”.") % name
        )
        self._hint.setText(
            _n("{n} field differs. The dot marks what is kept: click the other value to keep it;"
               " tags and notes can keep both.",
               "{n} fields differ. The dot marks what is kept: click another value to keep it;"
               " tags and notes can keep both.",
               sum(map(conflicts, found.differences)))
        )  # fmt: skip
        self._fit()
        if self.model.rowCount():
            self.grid.setCurrentIndex(self.model.index(0, 1))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let both records be seen side by side."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        grid = self.grid
        first = max(grid.sizeHintForColumn(0), grid.head.sectionSizeHint(0))
        room = (grid.viewport().width() - first) // 2
        grid.fit_columns(max(room * 100 // self._theme.text_scale, NARROWEST))

    def _show_same(self, on: bool) -> None:
        self.model.show_same(on)
        self._fit()
