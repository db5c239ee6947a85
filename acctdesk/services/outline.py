"""What a list answers beside its records: groups, a tree, totals. Plain values."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

Totals = Mapping[str, Mapping[str, Any]]
"""By field and currency, what a summary tells: an amount for each currency, never added up, "" for
amounts without one; of any other field one value under ""."""


@dataclass(frozen=True, slots=True)
class Head:
    """The beginning of a list.

    Attributes:
        ids: Its first records in order; all of them when it is complete.
        complete: Whether there are no more.
    """

    ids: list[str]
    complete: bool


@dataclass(frozen=True, slots=True)
class GroupHead:
    """The head of a group of records that stand side by side.

    Attributes:
        level: 0 for the outermost group.
        value: What its records have in common, as a Python value; None for an empty field; of
            dates the month ("2026-05"), or the year of those that tell no month.
        label_value: What to show for it: the name for a reference, otherwise the value.
        start: Its first record, as a place in the outline's ids.
        count: How many records it has.
        sums: What the summary tells of them.
    """

    level: int
    value: Any
    label_value: Any
    start: int
    count: int
    sums: Totals = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole list in order with its groups.

    Attributes:
        ids: The records in display order.
        groups: The heads in display order, an outer one before those inside it.
    """

    ids: Sequence[str]
    groups: tuple[GroupHead, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """A list in which records stand beneath their parents.

    Attributes:
        ids: The records in display order, each after its parent.
        depth: For each, how many stand above it.
        totals: For each record that has others beneath it, what the summary tells of it together
            with all of them.
        context: Records that don't fulfil the filter, and are there because of one that does.
    """

    ids: list[str]
    depth: list[int]
    totals: Mapping[str, Totals] = field(default_factory=dict)
    context: frozenset[str] = frozenset()
