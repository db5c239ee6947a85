"""What depends on how a conflict about a whole record is decided; read on another thread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from acctdesk.words import number

if TYPE_CHECKING:
    from acctdesk.services.handover.taking import Taking
    from acctdesk.services.handover.threeway import Key
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.handover.conflict_decisions import Decisions
    from acctdesk.ui.handover.taking_said import Values

MOST_NAMED = 3
"""Records that a sentence names before it only counts."""


@dataclass(frozen=True, slots=True)
class Hanging:
    """What depends on a record.

    Attributes:
        here: What hangs on it here and goes with it, in words; empty for nothing.
        there: What came and waits for it, in words; empty for nothing.
        needs: For what waits itself: the records it waits for, and their names.
    """

    here: str = ""
    there: str = ""
    needs: tuple[tuple[Key, str], ...] = ()


def hanging(desk: Desk, taking: Taking, decisions: Decisions, values: Values, key: Key) -> Hanging:
    """What depends on a record, or for what it waits.

    Args:
        desk: The open workspace.
        taking: What was compared.
        decisions: Knows the records with conflicts.
        values: Names kinds.
        key: The record.
    """
    waiting = taking.compared.merged.waiting
    needs = next((one.needed for one in waiting if one.step.key == key), ())
    return Hanging(
        _named(desk, _on(taking, key), values),
        _counted([one.step.key for one in waiting if key in one.needed], values),
        tuple((one, _title(taking, decisions, one)) for one in needs),
    )


def _on(taking: Taking, key: Key) -> list[Key]:
    """Records here that refer to one that is deleted there."""
    ours = taking.compared.ours
    if key not in ours or key in taking.compared.theirs:
        return []
    return [one for one, row in ours.items() if one != key and key[1] in row.values()]


def _named(desk: Desk, keys: Sequence[Key], values: Values) -> str:
    """Records by their names, as far as they have any and are few; the others are counted."""
    found, others = [], list(keys)
    if len(keys) <= MOST_NAMED:
        for key in keys:
            rows = desk.records.get_many(key[0], [key[1]])
            if rows and rows[0].title:
                found.append(f"{rows[0].title} ({values.singular(key[0])})")
                others.remove(key)
    return ", ".join(part for part in (*found, _counted(others, values)) if part)


def _counted(keys: Sequence[Key], values: Values) -> str:
    counts = Counter(kind for kind, _record in keys)
    return ", ".join(
        f"{number(n)} {values.plural(kind) if n > 1 else values.singular(kind)}".lower()
        for kind, n in counts.items()
    )


def _title(taking: Taking, decisions: Decisions, key: Key) -> str:
    place = decisions.place_of(key)
    if place < 0:
        return ""
    found = taking.differences(what="clash", start=place, count=1)
    return found[0].title if found else ""
