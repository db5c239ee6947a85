"""From objectives to what their gauges say."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import TYPE_CHECKING

from acctdesk.drawing.gaugeaxis import axis_of
from acctdesk.services.service_level import SHARE
from acctdesk.ui.service_levels import said
from acctdesk.ui.widgets.gauge import Face
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.services.service_level import Gauge


def face_of(gauge: Gauge, now: dt.datetime, *, alone: bool = False) -> Face:
    """What a gauge says.

    Args:
        gauge: The objective in its period.
        now: The present moment.
        alone: Whether only one account is shown, whose name needn't be said.
    """
    value = None if gauge.value is None else float(gauge.value)
    target = None if gauge.target is None else float(gauge.target)
    axis = axis_of(value, target, share=gauge.unit == SHARE, down=gauge.direction == "down",
                   most=said.most_of(gauge.unit))  # fmt: skip
    ends = (said.bare(_exact(axis.low), gauge.unit), _end(_exact(axis.high), gauge.unit))
    names = ("" if alone else gauge.account_name, gauge.service_name)
    return Face(
        id=gauge.objective,
        title=gauge.name,
        line=" · ".join(filter(None, names)) or gauge.agreement_name,
        status=said.STATUS[gauge.standing],
        value=value,
        figure=said.figure(gauge.value, gauge.unit, gauge.target),
        margin=said.margin(gauge.margin, gauge.unit, gauge.target),
        target=target,
        target_words=_target_words(gauge),
        axis=axis,
        ends=ends,
        foot=" · ".join(filter(None, (foot(gauge), said.period(gauge.period, now)))),
        reason=said.reason(gauge.reason) if value is None else "",
        trend=tuple(None if one.value is None else float(one.value) for one in gauge.trend),
    )


def _end(value: Decimal, unit: str) -> str:
    return said.bare(value, unit) if said.most_of(unit) else said.promise(value, unit)


def _exact(end: float) -> Decimal:
    return Decimal(str(round(end, 9)))


def _target_words(gauge: Gauge) -> str:
    if gauge.target is None:
        return ""
    words = said.bare(gauge.target, gauge.unit)
    return (_("at most %s") if gauge.direction == "down" else _("target %s")) % words


def foot(gauge: Gauge) -> str:
    """What is left, and whether it will do: the words beneath a gauge."""
    parts = [said.left(gauge)]
    if gauge.value is not None and not parts[0]:
        parts = [said.basis(gauge)]
    if gauge.value is None and gauge.open:
        parts = [_n("{n} open ticket", "{n} open tickets", gauge.open)]
    if gauge.projected_breach and gauge.standing != "breached":
        parts.append(_("misses it at this pace"))
    return ", ".join(filter(None, parts))
