"""A table some of whose columns are chosen from lists, with room for their chevrons."""

from __future__ import annotations

from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.grid import GridView

CHEVRON = 14
"""Pixels at 100 % that a chevron takes beside the words."""


class ChoiceGrid(GridView):
    """A table with chevrons.

    Args:
        theme: The theme in force.
        name: Accessible name.
        chosen: The columns that are chosen from lists.
    """

    def __init__(self, theme: Theme, name: str, chosen: tuple[int, ...]) -> None:
        self._chosen, self._px = chosen, theme.px
        super().__init__(theme, name, selection="cells")

    def sizeHintForColumn(self, column: int) -> int:
        """What the rows in sight need, with their chevrons."""
        wide = super().sizeHintForColumn(column)
        return wide + self._px(CHEVRON) if column in self._chosen and wide > 0 else wide
