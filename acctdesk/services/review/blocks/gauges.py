"""A few objectives as gauges, each beside its target."""

from __future__ import annotations

from acctdesk.clientview import Slide
from acctdesk.services.review.blocks.scorecard import finding, notes, source
from acctdesk.services.review.levels import attention
from acctdesk.services.review.said import period_words
from acctdesk.services.review.stock import Block, Material
from acctdesk.services.service.releasing import released_gauge
from acctdesk.words import _, lazy

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
                _("Gauges"), finding(shown), subtitle,
                gauges, source(material), notes=notes(shown),
            ),
        )  # fmt: skip
