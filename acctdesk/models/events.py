"""A ticket's history as its one column keeps it: compact JSON, and back."""

from __future__ import annotations

import datetime as dt
from itertools import pairwise

import orjson

from acctdesk.metrics.service.clock import CLOSED, OPENED, RESOLVED, STAGES
from acctdesk.metrics.service.spans import moment
from acctdesk.metrics.service.swift import Known, run


def dump(events: Known) -> str | None:
    """Events as they are stored, in order of time; nothing for none.

    Events of one moment keep their order, turned round where the whole list runs from the newest to
    the oldest. An event that says what the one before said is left out.

    Args:
        events: In the file's order.
    """
    if not events:
        return None
    held = list(events)
    if any(a[0] > b[0] for a, b in pairwise(held)):
        if all(a[0] >= b[0] for a, b in pairwise(held)):
            held.reverse()
        held.sort(key=lambda one: one[0])
    opened = next((at for at, stage, _said in held if stage == OPENED), None)
    # As the clock reads them: whatever else is written for the moment of the opening follows it.
    held.sort(key=lambda one: (one[0], one[0] == opened and one[1] != OPENED))
    kept: list[tuple[int, str, str]] = []
    before: tuple[str, str] | None = None
    for at, stage, said in held:
        if (stage, said) != before:
            kept.append((at, stage, said))
            before = (stage, said)
    return orjson.dumps(kept).decode()


def read(text: str | None) -> Known:
    """Stored events as they were read, for whoever takes many of them apart."""
    found: Known = orjson.loads(text) if text else ()
    return found


def load(text: str | None) -> list[tuple[int, str, str]]:
    """Stored events, in order of time."""
    return [(at, stage, said) for at, stage, said in read(text)]


def told(events: Known) -> dict[str, object]:
    """What a ticket's columns say of its events.

    Returns:
        "state", and the moments "opened", "responded", "resolved" and "closed", None for not yet.
    """
    done = run(events)
    last = max(events, key=lambda one: one[0])[1] if events else None
    state = last
    if done.closed is not None:
        state = CLOSED
    elif done.resolved is not None:
        state = RESOLVED
    elif last in (RESOLVED, CLOSED):
        state = OPENED
    return {
        "state": state,
        "opened": _moment(done.opened),
        "responded": _moment(done.responded),
        "resolved": _moment(done.resolved),
        "closed": _moment(done.closed),
    }


def _moment(at: int | None) -> dt.datetime | None:
    return None if at is None else moment(at)


def corrected(events: Known, stage: str, at: int | None) -> list[tuple[int, str, str]]:
    """Events in which a stage came at another moment, as somebody corrected it by hand.

    Args:
        events: In order of time.
        stage: "opened", "responded", "resolved" or "closed".
        at: When it came; None for never.
    """
    same = [one for one in events if one[1] == stage]
    # The first opening and response count, and the last resolution.
    chosen = (same[0] if stage in STAGES[:2] else same[-1]) if same else None
    rest = [(one[0], one[1], one[2]) for one in events if one is not chosen]
    if at is None:
        return [one for one in rest if one[1] != stage]
    made = (at, stage, str(chosen[2]) if chosen else "")
    return sorted([*rest, made], key=lambda one: (one[0], one[1] != OPENED))
