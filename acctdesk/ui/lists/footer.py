"""The line beneath a list: how many records, and their amounts by currency."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QWidget

from acctdesk.ui.lists.spec import ListSpec
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import money


class Footer(QWidget):
    """Count and sums of what the list shows.

    Args:
        theme: The theme in force.
        spec: Which list.
    """

    def __init__(self, theme: Theme, spec: ListSpec) -> None:
        super().__init__()
        self._theme, self._spec = theme, spec
        self._row = QHBoxLayout(self)
        self._row.setSpacing(Space.CARD_GAP)
        self.count = Label(theme, "", "caption_strong")
        self.sums = ElidedLabel(theme, "", "caption", "secondary")
        self._row.addWidget(self.count)
        self._row.addWidget(self.sums, 1)
        self._retheme()
        theme.changed.connect(self._retheme)

    def set_count(self, shown: int, total: int) -> None:
        """Say how many are shown of how many."""
        said = self._spec.said
        self.count.setText(said.count(total) if shown == total else said.part(shown, total))

    def set_sums(self, sums: Mapping[str, Decimal]) -> None:
        """Say the amount for each currency; they are never added up."""
        amounts = " · ".join(money(amount, code) for code, amount in sums.items())
        self.sums.set_text(self._spec.said.sums(amounts) if amounts else "")

    def _retheme(self) -> None:
        self._row.setContentsMargins(self._theme.px(12), self._theme.px(8), self._theme.px(12), 4)
