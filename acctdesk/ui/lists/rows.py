"""Which record or head of a group stands in which row: flat, grouped, or as a tree.

Plain data, worked out beside the window's thread.
"""

from __future__ import annotations

import weakref
from bisect import bisect_right
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from itertools import accumulate
from typing import Any

from acctdesk.services.outline import GroupHead, Totals
from acctdesk.services.querying.roll import Listed

Path = tuple[Any, ...]
"""What the records of a group have in common, the outermost first."""


class Rows:
    """Records one below the other.

    Args:
        ids: The records in display order.
    """

    def __init__(self, ids: Sequence[str]) -> None:
        self.ids = ids
        self._place: dict[str, int] | None = None
        self._held: tuple[weakref.ref[Rows], bool] | None = None

    def __len__(self) -> int:
        return len(self.ids)

    def index(self) -> None:
        """Work out where each record stands; takes its time for very long lists."""
        if isinstance(self.ids, Listed):
            self.ids.ready()
        elif self._place is None:
            self._place = {one: at for at, one in enumerate(self.ids)}

    def place(self, record: str) -> int:
        """Where a record stands among the records; -1 when it is none of them."""
        if isinstance(self.ids, Listed):
            return self.ids.row(record)
        self.index()
        assert self._place is not None  # noqa: S101 - made just now
        return self._place.get(record, -1)

    def record(self, row: int) -> str | None:
        """The record in a row; None where the head of a group stands."""
        return self.ids[row]

    def row_of(self, record: str) -> int:
        """The row of a record; -1 when it isn't shown."""
        return self.place(record)

    def head(self, row: int) -> Folded | None:
        """The head of a group in a row; None where a record stands."""
        return None

    def depth(self, row: int) -> int:
        """How many records stand above the one in a row."""
        return 0

    def open(self, row: int) -> bool | None:
        """Whether what is below a row is shown; None where nothing is below."""
        return None

    def totals(self, row: int) -> Totals:
        """What the record in a row comes to together with all beneath it; empty without any."""
        return {}

    def same_ids(self, other: Rows) -> bool:
        """Whether the same records stand in the same order; kept for whoever asks again.

        Two long lists take their time: ask first where nobody waits.
        """
        if self._held is None or self._held[0]() is not other:
            self._held = weakref.ref(other), self.ids == other.ids
        return self._held[1]

    def same_shape(self, other: Rows) -> bool:
        """Whether the same stands in the same rows."""
        return type(self) is type(other) and self.same_ids(other)

    def near(self, first: int, last: int) -> list[str]:
        """The records in some rows."""
        return [one for row in range(first, last + 1) if (one := self.record(row)) is not None]


@dataclass(frozen=True, slots=True)
class Folded:
    """The head of a group as it stands in a list.

    Attributes:
        head: What is known of the group.
        path: Which group it is.
        open: Whether its rows are shown.
    """

    head: GroupHead
    path: Path
    open: bool


class Grouped(Rows):
    """Records below the heads of their groups.

    Args:
        ids: The records in display order.
        heads: The heads in display order, an outer one before those inside it.
        closed: The groups whose rows aren't shown.
    """

    def __init__(
        self, ids: Sequence[str], heads: Sequence[GroupHead], closed: Collection[Path]
    ) -> None:
        super().__init__(ids)
        self.heads = heads
        self.closed = frozenset(closed)
        # Each piece is a head, or a run of records below the innermost head.
        self._pieces: list[tuple[Folded | None, int, int]] = []
        innermost = max((one.level for one in heads), default=0)
        path: list[Any] = []
        hidden = 1 << 30
        for one in heads:
            path[one.level :] = [one.value]
            if one.level > hidden:
                continue
            whole = tuple(path)
            shown = whole not in self.closed
            hidden = 1 << 30 if shown else one.level
            self._pieces.append((Folded(one, whole, shown), 0, 1))
            if shown and one.level == innermost and one.count:
                self._pieces.append((None, one.start, one.count))
        self._ends = list(accumulate(size for _head, _start, size in self._pieces))
        self._runs = [at for at, (one, _start, _size) in enumerate(self._pieces) if one is None]
        self._starts = [self._pieces[at][1] for at in self._runs]

    def __len__(self) -> int:
        return self._ends[-1] if self._ends else 0

    def record(self, row: int) -> str | None:
        """The record in a row; None where the head of a group stands."""
        at = bisect_right(self._ends, row)
        head, start, size = self._pieces[at]
        return None if head is not None else self.ids[start + row - (self._ends[at] - size)]

    def row_of(self, record: str) -> int:
        """The row of a record; -1 when it isn't shown."""
        place = self.place(record)
        run = bisect_right(self._starts, place) - 1
        if place < 0 or run < 0:
            return -1
        _head, start, size = self._pieces[self._runs[run]]
        inside = place - start
        return self._ends[self._runs[run]] - size + inside if inside < size else -1

    def head(self, row: int) -> Folded | None:
        """The head of a group in a row; None where a record stands."""
        return self._pieces[bisect_right(self._ends, row)][0]

    def open(self, row: int) -> bool | None:
        """Whether the group's rows are shown; None where a record stands."""
        head = self.head(row)
        return None if head is None else head.open

    def same_shape(self, other: Rows) -> bool:
        """Whether the same stands in the same rows; figures of heads may differ."""
        return (
            isinstance(other, Grouped)
            and self.closed == other.closed
            and self.same_ids(other)
            and [_place(one) for one in self.heads] == [_place(one) for one in other.heads]
        )

    def paths(self) -> set[Path]:
        """Every group."""
        found: set[Path] = set()
        path: list[Any] = []
        for one in self.heads:
            path[one.level :] = [one.value]
            found.add(tuple(path))
        return found

    def folded(self, closed: Collection[Path]) -> Grouped:
        """The same with other groups closed."""
        made = Grouped(self.ids, self.heads, closed)
        made._place = self._place
        return made


class Branching(Rows):
    """Records below their parents.

    Args:
        ids: The records in display order, each after its parent.
        depth: For each, how many stand above it.
        totals: What branches come to.
        context: Records that are there because of one beneath them.
        closed: The records whose branches aren't shown.
    """

    def __init__(
        self,
        ids: Sequence[str],
        depth: Sequence[int],
        totals: dict[str, Totals],
        context: Collection[str] = (),
        closed: Collection[str] = (),
    ) -> None:
        super().__init__(ids)
        self._depth, self._totals = depth, totals
        self.context = frozenset(context)
        self.closed = frozenset(closed)
        self._shown: list[int] = []
        hidden = 1 << 30
        for at, one in enumerate(ids):
            if depth[at] > hidden:
                continue
            self._shown.append(at)
            hidden = depth[at] if one in self.closed else 1 << 30

    def __len__(self) -> int:
        return len(self._shown)

    def record(self, row: int) -> str | None:
        """The record in a row."""
        return self.ids[self._shown[row]]

    def row_of(self, record: str) -> int:
        """The row of a record; -1 when it isn't shown."""
        place = self.place(record)
        at = bisect_right(self._shown, place) - 1
        return at if place >= 0 and self._shown[at] == place else -1

    def depth(self, row: int) -> int:
        """How many records stand above the one in a row."""
        return self._depth[self._shown[row]]

    def open(self, row: int) -> bool | None:
        """Whether the records below one are shown; None for a leaf."""
        place = self._shown[row]
        below = place + 1 < len(self.ids) and self._depth[place + 1] > self._depth[place]
        return self.ids[place] not in self.closed if below else None

    def same_shape(self, other: Rows) -> bool:
        """Whether the same stands in the same rows; totals may differ."""
        return (
            isinstance(other, Branching)
            and self.closed == other.closed
            and self.same_ids(other)
            and self._depth == other._depth
        )

    def totals(self, row: int) -> Totals:
        """What a record comes to together with all beneath it; empty without any."""
        return self._totals.get(self.ids[self._shown[row]], {})

    def folded(self, closed: Collection[str]) -> Branching:
        """The same with other branches closed."""
        made = Branching(self.ids, self._depth, self._totals, self.context, closed)
        made._place = self._place
        return made


def _place(head: GroupHead) -> tuple[Any, ...]:
    return head.level, head.value, head.start, head.count
