"""Tickets held against promises: what is kept of each, whatever the present moment is."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from acctdesk.metrics.service.spans import SECOND
from acctdesk.metrics.service.swift import Run, hold_all, run, with_pauses
from acctdesk.models.events import read
from acctdesk.models.ticket import NO_PERIOD
from acctdesk.workspace.promises import Promise

BY_TICKETS = ("response", "resolution", "first_contact", "throughput")
"""The types of objectives that judge tickets."""


def judge(
    tickets: Iterable[tuple[Any, ...]], promises: Sequence[Promise]
) -> dict[tuple[str, str], tuple[Any, ...]]:
    """Holds tickets of one account against its promises.

    Args:
        tickets: Rows of id, account, service, priority and events.
        promises: Promises that judge tickets.

    Returns:
        By objective and ticket, the rows of `Judged`.
    """
    rows = list(tickets)
    # A history is let go as soon as it is folded: so many lists at once keep the collector busy.
    plain = [run(read(row[4])) for row in rows]
    found: dict[tuple[str, str], tuple[Any, ...]] = {}
    for one in promises:
        since, until = one.begins
        service, priorities = one.values["service_id"], one.priorities
        chosen = [
            at
            for at, (row, ticket) in enumerate(zip(rows, plain, strict=True))
            if ticket.opened is not None
            and since <= ticket.opened < until
            and (service is None or row[2] == service)
            and (not priorities or (row[3] or "").casefold() in priorities)
        ]
        runs = [_run(rows[at][4], one) if one.pauses else plain[at] for at in chosen]
        for at, row in zip(chosen, _rows(one, runs, [rows[at][2] for at in chosen]), strict=True):
            if row is not None:
                ticket = rows[at][0]
                found[one.id, ticket] = (one.id, row[0], ticket, *row[1:])
    return found


def _run(history: str | None, promise: Promise) -> Run:
    return run(with_pauses(read(history), promise.pauses))


def _rows(
    promise: Promise, runs: Sequence[Run], services: Sequence[str | None]
) -> list[tuple[Any, ...] | None]:
    """What is kept of each ticket beside its ids: at, outcome, late, spent."""
    if promise.type == "throughput":
        return [
            (one.opened, "open" if one.resolved is None else "met", one.resolved, None)
            for one in runs
        ]
    if promise.type == "first_contact":
        return [
            None
            if one.resolved is None
            else (one.resolved, "met" if one.first_contact else "missed", None, None)
            for one in runs
        ]
    minutes = promise.values["minutes"]
    if minutes is None:
        return [None] * len(runs)
    made: list[tuple[Any, ...] | None] = [None] * len(runs)
    # Exclusions may be of one service alone: tickets of each are held together.
    groups: dict[str, list[int]] = {}
    apart = any(of for of, _exclusion in promise.exclusions)
    for at, service in enumerate(services):
        groups.setdefault((service or "") if apart else "", []).append(at)
    for service, places in groups.items():
        held = hold_all(
            [runs[at] for at in places],
            promise.calendar,
            60 * SECOND * int(minutes),
            promise.taken(service),
            promise.type,
        )
        for at, one in zip(places, held, strict=True):
            if one is not None:
                due = NO_PERIOD if one.due is None else one.due
                made[at] = (due, one.outcome, one.late, one.spent)
    return made
