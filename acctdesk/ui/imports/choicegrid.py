"""A table some of whose columns are chosen from lists, with room for their chevrons."""

from __future__ import annotations

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.grid import GridView

CHEVRON = 14
"""Pixels at 100 % that a chevron takes beside the words."""
ENOUGH = 170
"""Pixels at 100 % that a column that may be cut off asks for; it gets more where there is more."""


class ChoiceGrid(GridView):
    """A table with chevrons.

    Args:
        theme: The theme in force.
        name: Accessible name.
        chosen: The columns that are chosen from lists.
        short: A column that is cut off rather than that the table scrolls sideways; -1 for none.
    """

    def __init__(
        self, theme: Theme, name: str, chosen: tuple[int, ...], *, short: int = -1
    ) -> None:
        self._chosen, self._px, self._short = chosen, theme.px, short
        super().__init__(theme, name, selection="cells")

    def sizeHintForColumn(self, column: int) -> int:
        """What the rows in sight need, with their chevrons."""
        wide = super().sizeHintForColumn(column)
        if column == self._short:
            return min(wide, self._px(ENOUGH))
        return wide + self._px(CHEVRON) if column in self._chosen and wide > 0 else wide
