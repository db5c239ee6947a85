"""Rows folded into tickets: the history of each, in order and without repetitions."""

from __future__ import annotations

from bisect import insort
from collections import Counter
from collections.abc import Container, Iterable, Sequence
from dataclasses import dataclass, field
from operator import itemgetter
from typing import Any

import orjson

from acctdesk.metrics.service.clock import (
    CLOSED,
    OPENED,
    PAUSED,
    REOPENED,
    RESOLVED,
    RESPONDED,
)

Event = tuple[int, str, str]
"""An instant in microseconds since 1970 UTC, a stage, and the service desk's own word."""

ENDED = frozenset({RESOLVED, CLOSED})
ANSWERED = frozenset({RESPONDED, RESOLVED, CLOSED})
_MINUTE = 60_000_000
_instant = itemgetter(0)


@dataclass(slots=True)
class Ticket:
    """A ticket as the files tell of it.

    Attributes:
        number: Its number.
        rows: Where its rows are: places among all rows.
        events: Its history in order of time; equal states that follow each other are one.
        values: What else is known, by field of the catalogue.
        notes: Codes of what was odd: "paused_placed" (told how long it waited, not when),
            "paused_long" (told to have waited longer than it lasted), "undated" (a state whose time
            isn't known), "updated_taken" (a state taken to be as old as the last change),
            "reopened" (open, though it tells when it was resolved).
        dated: Stages whose moment a column says.
    """

    number: str
    rows: Sequence[int]
    events: list[Event]
    values: dict[str, Any] = field(default_factory=dict)
    notes: tuple[str, ...] = ()
    dated: frozenset[str] = frozenset()


def tidied(events: list[Event]) -> list[Event]:
    """Events in order of time, equal states that follow each other folded into the first.

    Those of one moment keep their order, turned round when the whole list runs from the newest to
    the oldest; but what is written for the moment of the opening follows it.
    """
    return _folded(_led(_ordered(events)))


def _ordered(events: list[Event]) -> list[Event]:
    times = [one[0] for one in events]
    ordered = sorted(times)
    if times == ordered:
        return events
    if times == ordered[::-1]:
        events = events[::-1]
    return sorted(events, key=_instant)


def _led(events: list[Event]) -> list[Event]:
    """Events in order, the opening put first in its moment."""
    begun = next((one[0] for one in events if one[1] == OPENED), None)
    others = False
    for at, stage, _said in events:
        if begun is None or at > begun:
            break
        if at < begun:
            continue
        if stage != OPENED:
            others = True
        elif others:
            return sorted(events, key=lambda one: (one[0], one[0] == begun and one[1] != OPENED))
    return events


def _folded(events: list[Event]) -> list[Event]:
    kept: list[Event] = []
    stage = said = ""
    for one in events:
        if one[1] != stage or one[2] != said:
            kept.append(one)
            _at, stage, said = one
    return kept


def stored(events: list[Event]) -> str | None:
    """A history that is tidied already, as `acctdesk.models.events.dump` writes it."""
    return orjson.dumps(events).decode() if events else None


def of_events(
    opened: int | None,
    first_said: str,
    events: list[Event],
    others: Iterable[tuple[int | None, str]] = (),
) -> list[Event]:
    """The history of a ticket whose rows are events.

    The states are followed, since they are what a ledger can show; what columns say besides of its
    resolution counts only where no state is told.

    Args:
        opened: When a column says that it was opened.
        first_said: The word of its first row, when that is of an opening.
        events: Its rows that tell a state.
        others: Further instants that columns tell, with their stages: used without states, but for
            the first response, which no state may tell.
    """
    told = bool(events)
    found = _ordered(events)
    for at, stage in others:
        if at is None or (told and stage != RESPONDED):
            continue
        if stage == RESPONDED and any(one[1] in ANSWERED and one[0] <= at for one in found):
            continue
        found = list(found)
        insort(found, (at, stage, ""), key=_instant)
    if opened is not None:
        found = [(opened, OPENED, first_said), *found]
        if len(found) > 1 and found[1][0] < opened:
            found.sort(key=_instant)
    return _folded(_led(found))


def of_row(
    times: dict[str, int | None],
    stage: str | None,
    said: str,
    updated: int | None,
    paused: float | None,
) -> tuple[list[Event], tuple[str, ...]]:
    """The history of a ticket that one row tells of.

    Args:
        times: By stage, when a column says it was reached.
        stage: What its present state means; None when no state is told.
        said: The service desk's word for it.
        updated: When the row was changed last.
        paused: Minutes that it waited.

    Returns:
        The history, and notes as in `Ticket`.
    """
    notes = []
    found = [(at, one, "") for one in _ORDER if (at := times.get(one)) is not None]
    over = any(one[1] in ENDED for one in found)
    last = max((one[0] for one in found), default=None)
    if stage in ENDED:
        if not over or (stage == CLOSED and times.get(CLOSED) is None):
            at = updated if updated is not None and (last is None or updated >= last) else None
            if at is not None:
                found.append((at, stage, said))
                notes.append("updated_taken")
            elif not over:
                notes.append("undated")
    elif stage is not None and over:
        if updated is not None and last is not None and updated > last:
            kind = stage if stage == PAUSED else REOPENED
            found.append((updated, kind, said))
        else:
            # It is worked on, so what the columns say of its end is from before.
            found = [one for one in found if one[1] not in ENDED]
        notes.append("reopened")
    elif stage is not None and stage != OPENED and all(one[1] != stage for one in found):
        if updated is not None:
            found.append((updated, stage, said))
            notes.append("updated_taken")
        else:
            notes.append("undated")
    found = [(at, one, said if one == stage and not word else word) for at, one, word in found]
    found.sort(key=_instant)
    if paused:
        notes.append(_place_pause(found, round(paused * _MINUTE), updated))
    return tidied(found), tuple(note for note in notes if note)


_ORDER = (OPENED, RESPONDED, RESOLVED, CLOSED)


def _place_pause(events: list[Event], length: int, updated: int | None) -> str:
    """Put a pause right before the end of a ticket, since the file doesn't say when it was."""
    end = next((one[0] for one in events if one[1] in ENDED), updated)
    if not events or end is None:
        return "paused_long"
    begin = end - length
    if begin < events[0][0]:
        return "paused_long"
    at = next((i for i, one in enumerate(events) if one[0] >= end), len(events))
    # What happened while it is thought to have waited stays, before the pause.
    begin = max(begin, events[at - 1][0]) if at else begin
    events.insert(at, (begin, PAUSED, ""))
    if at + 1 == len(events):
        events.append((end, RESPONDED, ""))
    return "paused_placed"


def merged(held: list[Event], told: list[Event], dropped: Container[str] = ()) -> list[Event]:
    """A history as it is kept, completed by what a log tells: both may be parts of the whole.

    What the log tells of a moment and a word stands, since the word may mean something else now.

    Args:
        held: The history that is kept.
        told: What the log tells.
        dropped: Words for states that are passed over.
    """
    if held == told or not held:
        return told
    words = {(at, stage): said for at, stage, said in held if said}
    told = [(at, stage, said or words.get((at, stage), "")) for at, stage, said in told]
    known = {(at, said) for at, _stage, said in told} | {(at, stage) for at, stage, _said in told}
    rest = [
        one
        for one in held
        if (one[0], one[2]) not in known and (one[0], one[1]) not in known and one[2] not in dropped
    ]
    return tidied(sorted([*rest, *told], key=_instant)) if rest else told


def completed(held: list[Event], told: list[Event], dated: Container[str]) -> list[Event]:
    """A history as it is kept, completed by what one row of a ticket tells.

    A moment that a column says replaces the one that is kept, where there is one only; what was
    only taken from the last change adds to the history, and is nothing new while the state lasts.

    Args:
        held: The history that is kept.
        told: What the row tells.
        dated: Stages whose moment a column says.
    """
    known = {(at, stage) for at, stage, _said in held}
    if all((at, stage) in known for at, stage, _said in told):
        return held
    often = Counter(stage for _at, stage, _said in held)
    rest = [one for one in held if not (one[1] in dated and often[one[1]] == 1)]
    new = [one for one in told if (one[0], one[1]) not in {(e[0], e[1]) for e in rest}]
    return tidied(sorted([*rest, *new], key=_instant))
