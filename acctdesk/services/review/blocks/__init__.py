"""The blocks that slides are made of; one more is a file here and an entry in `BLOCKS`."""

from __future__ import annotations

from acctdesk.services.review.blocks.actions import Actions
from acctdesk.services.review.blocks.agenda import Agenda
from acctdesk.services.review.blocks.chart import Chart
from acctdesk.services.review.blocks.decisions import Decisions
from acctdesk.services.review.blocks.gauges import Gauges
from acctdesk.services.review.blocks.goals import Goals
from acctdesk.services.review.blocks.incidents import Incidents
from acctdesk.services.review.blocks.map import Map
from acctdesk.services.review.blocks.next_actions import NextActions
from acctdesk.services.review.blocks.own import Own
from acctdesk.services.review.blocks.picture import PictureBlock
from acctdesk.services.review.blocks.quote import QuoteBlock
from acctdesk.services.review.blocks.risks import Risks
from acctdesk.services.review.blocks.roadmap import RoadmapBlock
from acctdesk.services.review.blocks.satisfaction import Satisfaction
from acctdesk.services.review.blocks.scorecard import Scorecard
from acctdesk.services.review.blocks.table import TableBlock
from acctdesk.services.review.blocks.title import Title
from acctdesk.services.review.blocks.value import Value
from acctdesk.services.review.stock import Block

BLOCKS: tuple[Block, ...] = (
    Title(), Agenda(), Actions(), Goals(), Scorecard(), Gauges(), Chart(), Incidents(),
    Satisfaction(), Value(), Map(), RoadmapBlock(), Risks(), Decisions(), NextActions(),
    QuoteBlock(), PictureBlock(), TableBlock(), Own(),
)  # fmt: skip
"""Every block, in the order in which a person chooses from them."""

_BY_CODE = {one.code: one for one in BLOCKS}


def block(code: str) -> Block | None:
    """A block by its code; None for one that this AcctDesk doesn't know."""
    return _BY_CODE.get(code)


def block_for(topic: str) -> str:
    """The code of the block that suits an item of an agenda; empty for none.

    Args:
        topic: The item's title, in English.
    """
    words = topic.casefold()
    for one in BLOCKS:
        if any(word in words for word in one.agenda):
            return one.code
    return ""


__all__ = ["BLOCKS", "Block", "block", "block_for"]
