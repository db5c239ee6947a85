"""Alerts: objectives whose allowance is used to a notice, or will be exceeded at this pace."""

from __future__ import annotations

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal

from sqlalchemy import Connection

from acctdesk.metrics.service.standing import AT_RISK, BREACHED
from acctdesk.services.service.detailing import Behind, reached_at
from acctdesk.services.service.gauging import Reading, gauges
from acctdesk.services.service_level import MINUTES, Alert, Gauge

LEVELS = ("100", "projected", "80", "50")
"""The most urgent first."""


def alerts(connection: Connection, readings: Sequence[Reading]) -> tuple[Alert, ...]:
    """The alerts of running periods, the most urgent first.

    Args:
        connection: A read connection.
        readings: The objectives.
    """
    by_series = {one.promise.series: one for one in readings}
    found = []
    for one in gauges(readings):
        level = _level(one)
        if level:
            since = _since(connection, by_series[one.series], one, int(level))
            found.append(Alert(one, level, since))
        if one.projected_breach and level != "100":
            found.append(Alert(one, "projected", None))
    return tuple(sorted(found, key=lambda one: (LEVELS.index(one.level), one.gauge.attention)))


def _level(one: Gauge) -> str:
    if one.notice:
        return str(one.notice)
    # A measured figure has no allowance to use up: it is missed, or near it.
    return {BREACHED: "100", AT_RISK: "80"}.get(one.standing, "") if not one.budget else ""


def _since(
    connection: Connection, reading: Reading, one: Gauge, percent: int
) -> dt.datetime | None:
    if one.allowed is None:
        return None
    burn = Behind(connection, reading).burn()
    return reached_at(burn, max(one.allowed, Decimal()), percent, gliding=one.budget == MINUTES)
