"""Gestures of an outline: to one side is to another manager."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.stakeholders.study import Study


def indent(study: Study, positions: Sequence[str]) -> None:
    """Let posts report to whoever stands before the first of them."""
    card = study.card(positions[0]) if positions else None
    if card is None or study.seen is None:
        return
    beside = [one.position for one in study.seen.below.get(card.manager, ())]
    moved = set(positions)
    at = beside.index(card.position) if card.position in beside else 0
    before = [one for one in beside[:at] if one not in moved]
    if before:
        study.chosen.fold(before[-1], on=False)
        study.reparent(positions, before[-1])
    else:
        words = _("Nobody stands before %s to report to.") % (card.label or _("Unknown"))
        study.refused.emit(words, card.position)


def outdent(study: Study, positions: Sequence[str]) -> None:
    """Let posts report to their manager's manager, right behind their manager."""
    card = study.card(positions[0]) if positions else None
    if card is None or study.seen is None:
        return
    above = study.card(card.manager)
    if above is None:
        words = _("%s stands at the top already.") % (card.label or _("Unknown"))
        study.refused.emit(words, card.position)
        return
    beside = [one.position for one in study.seen.below.get(above.manager, ())]
    at = beside.index(above.position) + 1 if above.position in beside else None
    study.reparent(positions, above.manager or None, at)
