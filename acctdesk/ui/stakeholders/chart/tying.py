"""Finds the lines of a plan: those of reporting at once, ties on another thread where many."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from acctdesk.drawing.routes import Route, Routes, connect
from acctdesk.drawing.routes import Tie as Wanted
from acctdesk.drawing.ties import label_size
from acctdesk.exchange.maps.wording import TIES
from acctdesk.ui.stakeholders.chart.lines import KINDS
from acctdesk.ui.stakeholders.chart.plan import Plan

if TYPE_CHECKING:
    from acctdesk.services.stakeholder import StakeholderMap, Tie
    from acctdesk.ui.stakeholders.chart.stage import Stage
    from acctdesk.ui.stakeholders.study import Study

AT_ONCE = 400
"""Ties times cards up to which ties are found at once: about 5 milliseconds."""
PAUSE = 40
"""Milliseconds after a map was shown until ties are looked for on another thread."""


class Tying(QObject):
    """Finds lines and hands them to the canvas.

    Args:
        stage: The canvas.
        study: Has another thread for what takes long.
    """

    def __init__(self, stage: Stage, study: Study) -> None:
        super().__init__(stage)
        self._stage, self._study = stage, study
        self._round = 0
        self.waiting = False
        """Whether ties are still being looked for."""
        self.reporting: frozenset[tuple[str, str]] = frozenset()
        """Each line of reporting that is drawn: manager and report."""

    def show(self, seen: StakeholderMap, plan: Plan) -> None:
        """Find the lines of a plan, and show them.

        Args:
            seen: The map.
            plan: The map as it is drawn.
        """
        self._round += 1
        known = self._round
        ties, wanted = self._wanted(seen, plan)
        if len(wanted) * len(plan.cards) <= AT_ONCE:
            routes = connect(plan.layout, wanted)
            self._set_lines(routes, plan)
            self._set_ties(routes.ties, ties)
            return
        self._set_lines(connect(plan.layout), plan)
        self._stage.ties.keep(plan)
        self.waiting = True

        def done(routes: Routes) -> None:
            if known == self._round:
                self._set_ties(routes.ties, ties)

        def begin() -> None:
            if known == self._round:
                self._study.later(lambda: connect(plan.layout, wanted), done, self)

        # Two threads at work in one interpreter hold each other up: the map is painted first.
        QTimer.singleShot(PAUSE, self, begin)

    def _set_lines(self, routes: Routes, plan: Plan) -> None:
        self._stage.set_lines(routes.trunks)
        cards = plan.cards
        self.reporting = frozenset(
            (cards[one.source].position, cards[one.target].position) for one in routes.reports
        )

    def _set_ties(self, routes: Sequence[Route | None], ties: Sequence[Tie]) -> None:
        self.waiting = False
        words = {kind: str(said) for kind, said in TIES.items()}
        self._stage.set_ties(
            [
                (tie, route, words[KINDS[tie.type]])
                for tie, route in zip(ties, routes, strict=True)
                if route is not None
            ]
        )

    def _wanted(self, seen: StakeholderMap, plan: Plan) -> tuple[list[Tie], list[Wanted]]:
        """The ties that are seen; where a fold hides an end, from who stands for it."""
        fonts = self._stage.pictures.fonts
        sizes = {kind: label_size(str(said), fonts) for kind, said in TIES.items()}
        ties: list[Tie] = []
        wanted: list[Wanted] = []
        for tie in seen.ties:
            start, end = (plan.layout.stands_for(plan.numbers[one]) for one in (tie.start, tie.end))
            if start != end:
                ties.append(tie)
                wanted.append(Wanted(start, end, sizes[KINDS[tie.type]]))
        return ties, wanted
