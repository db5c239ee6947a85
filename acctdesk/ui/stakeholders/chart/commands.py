"""The commands of the map as the chart answers them."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.stakeholders.chart.view import OrgChart


class Commands:
    """Runs commands by their ids.

    Args:
        chart: The chart.
    """

    def __init__(self, chart: OrgChart) -> None:
        self._chart, self._study = chart, chart.study
        stage = chart.stage
        self._looks: dict[str, Callable[[], object]] = {
            "map.fold": self._fold,
            "map.fit": chart.fit,
            "map.zoom_in": lambda: stage.step_zoom(1),
            "map.zoom_out": lambda: stage.step_zoom(-1),
            "map.find": chart.find_bar.ask,
        }
        self._changes: dict[str, Callable[[], object]] = {
            "map.add": lambda: self._study.add("below", self._current or None),
            "map.add_above": lambda: self._add("above"),
            "map.add_below": lambda: self._add("below"),
            "map.add_beside": lambda: self._add("beside"),
            "map.placeholder": self._placeholder,
            "map.connect": lambda: chart.connect_from(self._current),
            "map.rename": lambda: chart.edit_name(self._current),
            "map.remove": self._remove,
            "map.park": self._park,
            "map.tidy": self._study.tidy,
        }

    @property
    def _current(self) -> str:
        return self._study.chosen.current

    def run(self, action_id: str) -> bool:
        """Run a command.

        Returns:
            Whether it is one of the chart's.
        """
        if self._study.seen is None:
            return False
        if action_id in self._looks:
            self._looks[action_id]()
            return True
        if action_id in self._changes:
            if self._study.may_change(self._current):
                self._changes[action_id]()
            return True
        return False

    def _add(self, side: str) -> None:
        self._study.add(side, self._current or None)

    def _placeholder(self) -> None:
        self._chart.name_role_next()
        title = _("Role to be found")
        self._study.add("below", self._current or None, title=title, asks=True)

    def _remove(self) -> None:
        tie = self._chart.selected_tie()
        if tie:
            self._study.disconnect_cards([tie])
        else:
            self._study.remove(self._study.chosen.cards)

    def _park(self) -> None:
        cards = self._chart.stage.plan.topmost(self._study.chosen.cards)
        if cards:
            self._study.park(cards)

    def _fold(self) -> None:
        for one in self._study.chosen.cards:
            if self._chart.stage.plan.below.get(one):
                self._study.chosen.fold(one)
