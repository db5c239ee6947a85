"""The line beneath the grid: how many accounts, and their value by currency."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from PySide6.QtWidgets import QHBoxLayout, QWidget

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.text import ElidedLabel, Label
from acctdesk.words import _, _n, money, number


class Footer(QWidget):
    """Count and sums of what the list shows.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
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
        if shown == total:
            text = _n("{n} account", "{n} accounts", total)
        else:
            text = _n("{shown} of {n} account", "{shown} of {n} accounts", total)
        self.count.setText(text.replace("{shown}", number(shown)))

    def set_sums(self, sums: Mapping[str, Decimal]) -> None:
        """Say the annual value for each currency; they are never added up."""
        amounts = " · ".join(money(amount, code) for code, amount in sums.items())
        self.sums.set_text(_("%s a year") % amounts if amounts else "")

    def _retheme(self) -> None:
        self._row.setContentsMargins(self._theme.px(12), self._theme.px(8), self._theme.px(12), 4)
