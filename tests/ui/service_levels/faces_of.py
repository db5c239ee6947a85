"""Faces for tests: what gauges say, without a workspace."""

from __future__ import annotations

from dataclasses import replace

from acctdesk.drawing.gaugeaxis import axis_of
from acctdesk.ui.widgets.gauge import Face
from acctdesk.ui.widgets.status import Status

TREND = (0.98, 0.97, None, 0.96, 0.97, 0.955, 0.96, 0.95, 0.96, 0.955, 0.96, 0.95, 0.954)


def face(id: str = "a", value: float | None = 0.954, target: float | None = 0.95) -> Face:
    """A gauge at risk, or without data."""
    known = value is not None
    return Face(
        id=id,
        title=f"P1 response ≤ 15 min {id}",
        line="Northwind Logistics · Order portal",
        status=Status.RISK if known else Status.NO_DATA,
        value=value,
        figure="95.4 %" if known else "",
        margin="+0.4 pt" if known else "",
        target=target,
        target_words="target 95",
        axis=axis_of(value, target, share=True),
        ends=("85", "100 %"),
        foot="1 miss left of 5 · November",
        reason="" if known else "Nothing was due yet",
        trend=TREND,
    )


def many(count: int) -> list[Face]:
    """Gauges of all kinds, in turn."""
    kinds = (face(), face(value=0.6), face(value=None), replace(face(), status=Status.BREACHED))
    return [replace(kinds[at % 4], id=f"{at:03}", title=f"Objective {at}") for at in range(count)]
