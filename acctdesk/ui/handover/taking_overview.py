"""What a hand-over comes to, counted and put into words on another thread."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from acctdesk.ui.handover.conflict_decisions import Clashes
from acctdesk.ui.handover.taking_said import (
    CHANGED,
    CLASH,
    DELETED,
    NEW,
    WAITING,
    Values,
    about,
    summary,
)

if TYPE_CHECKING:
    from acctdesk.services.handover.taking import Difference, KindCount, Taking

PART = 500
"""Records that are looked at together."""


@dataclass(frozen=True, slots=True)
class Line:
    """A row, in words as far as they don't depend on decisions.

    Attributes:
        one: What differs.
        about: What it is, and where it belongs.
        summary: What differs, shortly.
    """

    one: Difference
    about: str
    summary: str


@dataclass(frozen=True, slots=True)
class Overview:
    """How much there is of what.

    Attributes:
        total: How many records differ.
        of: How many become what; see `Difference.what`.
        kinds: How many of each kind.
        counts: The same as `Taking.counts`.
        clashes: What has to be decided.
    """

    total: int = 0
    of: Mapping[str, int] = field(default_factory=dict)
    kinds: Mapping[str, int] = field(default_factory=dict)
    counts: tuple[KindCount, ...] = ()
    clashes: Clashes = field(default_factory=Clashes)


def overview(taking: Taking) -> Overview:
    """Count what a hand-over comes to."""
    counts = taking.counts
    of = {
        NEW: sum(one.added for one in counts),
        DELETED: sum(one.deleted for one in counts),
        CLASH: sum(one.clashes for one in counts),
        WAITING: taking.count(what=WAITING),
        CHANGED: taking.count(what=CHANGED),
    }
    kinds = {one.kind: one.added + one.changed + one.deleted + one.clashes for one in counts}
    return Overview(sum(kinds.values()), of, kinds, counts, Clashes(taking.clashes))


def lines(
    taking: Taking, values: Values, kind: str, what: str, start: int, count: int
) -> tuple[Line, ...]:
    """Some of what differs, in words; see `Taking.differences`."""
    return tuple(
        Line(one, about(one), summary(one, values))
        for one in taking.differences(kind, what, start, count)
    )


def edited_lines(taking: Taking, values: Values, wanted: Callable[[], bool]) -> tuple[Line, ...]:
    """What differs and was edited in the workbook; only kinds of which something was are read.

    Args:
        taking: What was compared.
        values: Puts values into words.
        wanted: Whether the answer still matters; asked now and then.
    """
    found: list[Line] = []
    for kind, records in taking.compared.edits.items():
        left, start, total = len(records), 0, taking.count(kind)
        while left and start < total and wanted():
            for one in lines(taking, values, kind, "", start, PART):
                if one.one.edited:
                    found.append(one)
                    left -= 1
            start += PART
    return tuple(found)
