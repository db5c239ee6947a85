"""A few objectives as gauges, each beside its target."""

from __future__ import annotations

from collections.abc import Sequence

from acctdesk.clientview import Slide
from acctdesk.metrics.service.standing import BREACHED
from acctdesk.services.review.blocks.scorecard import finding, notes, source
from acctdesk.services.review.levels import Level, attention, reached
from acctdesk.services.review.said import period_words
from acctdesk.services.review.stock import Block, Material
from acctdesk.services.service.releasing import released_gauge
from acctdesk.words import _, _n, lazy

MOST = 6
"""Gauges on one slide; more are too small across a room."""


class Gauges(Block):
    """The chosen objectives, or those that need attention first."""

    code = "gauges"
    label = lazy("Gauges")

    def slides(self, material: Material) -> tuple[Slide, ...]:
        """One slide; none without objectives."""
        levels = material.stock.levels.all
        chosen = set(material.several("objectives"))
        if chosen:
            shown = [one for one in levels if chosen & set(one.ids)][:MOST]
        else:
            first = {id(one) for one in list(attention(levels))[:MOST]}
            shown = [one for one in levels if id(one) in first]
        if not shown:
            return ()
        gauges = tuple(released_gauge(one.gauge, material.stock.gate) for one in shown)
        subtitle = _("Figure and target, %s") % period_words(material.stock.period)
        return (
            Slide(
                _("Gauges"), _finding(shown), subtitle,
                gauges, source(material), notes=notes(shown),
            ),
        )  # fmt: skip


def _finding(shown: Sequence[Level]) -> str:
    known = [one for one in shown if one.known and one.judged]
    if not known:
        return finding(shown)
    met = sum(
        reached(one.known[-1], one.gauge.direction) and one.known[-1].standing != BREACHED
        for one in known
    )
    if met == len(known):
        return _n(
            "The objective met its target in its last period",
            "All {n} objectives met their targets in their last periods",
            met,
        )
    return _n(
        "{met} of {n} objective met its target in its last period",
        "{met} of {n} objectives met their targets in their last periods",
        len(known),
    ).format(met=met)
