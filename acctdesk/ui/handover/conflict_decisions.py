"""What was decided of the conflicts of a hand-over; no widgets here.

A decision belongs to the two values that were seen. When one of them is another now, it is open
again: nobody ever decided about that one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

from acctdesk.services.handover.threeway import Clash, Key, Side

At = tuple[Key, str]
"""A record and a field of it; an empty field stands for the record as a whole."""


class Clashes:
    """Conflicts by record; made on another thread, since there may be very many.

    Args:
        clashes: What has to be decided, those of a record behind each other.
    """

    def __init__(self, clashes: Sequence[Clash] = ()) -> None:
        grouped: dict[Key, list[Clash]] = {}
        self.at: dict[At, Clash] = {}
        """Each by its record and field."""
        for one in clashes:
            grouped.setdefault(one.key, []).append(one)
            self.at[one.key, one.field] = one
        self.of: dict[Key, list[Clash]] = grouped
        """Those of each record."""
        self.keys = tuple(grouped)
        """The records, in their order."""
        self.places: dict[Key, tuple[int, int]] = {}
        """The place of each record among all, and among those of its kind."""
        counts: Counter[str] = Counter()
        for place, key in enumerate(self.keys):
            self.places[key] = (place, counts[key[0]])
            counts[key[0]] += 1


class Decisions:
    """Whose value is kept, conflict by conflict.

    Args:
        clashes: What has to be decided.
    """

    def __init__(self, clashes: Clashes | None = None) -> None:
        self._clashes = Clashes()
        self._choices: dict[At, Side] = {}
        self._open: dict[At, None] = {}
        self.renew(clashes or Clashes())

    def renew(self, clashes: Clashes) -> None:
        """Take other conflicts; what was decided holds where both values are still the same."""
        before = self._clashes
        self._clashes = clashes
        held = {at: side for at, side in self._choices.items() if _same(before, clashes, at)}
        self._choices, self._open = held, dict.fromkeys(clashes.at)
        for at in held:
            del self._open[at]

    # -- asking ----------------------------------------------------------------------------

    @property
    def choices(self) -> Mapping[At, Side]:
        """Whose value is kept, as far as it was decided."""
        return self._choices

    @property
    def total(self) -> int:
        """How many conflicts there are."""
        return len(self._clashes.at)

    @property
    def open(self) -> int:
        """How many wait for a decision."""
        return len(self._open)

    @property
    def keys(self) -> Sequence[Key]:
        """The records with conflicts, in their order."""
        return self._clashes.keys

    def of(self, key: Key) -> Sequence[Clash]:
        """The conflicts of a record."""
        return self._clashes.of.get(key, ())

    def choice(self, key: Key, field: str) -> Side | None:
        """Whose value is kept; None while that is open."""
        return self._choices.get((key, field))

    def open_of(self, key: Key) -> int:
        """How many conflicts of a record wait for a decision."""
        return sum((key, one.field) in self._open for one in self.of(key))

    def side_of(self, key: Key) -> Side | None:
        """Whose values are kept of a record; None where one is open, or each side keeps some."""
        sides = {self._choices.get((key, one.field)) for one in self.of(key)}
        return sides.pop() if len(sides) == 1 else None

    def next_open(self, after: Key | None = None) -> Key | None:
        """The next record with an open conflict, from the top again at the end; None for none."""
        if not self._open:
            return None
        keys = self.keys
        start = self.place_of(after) + 1 if after is not None else 0
        for at in range(len(keys)):
            key = keys[(start + at) % len(keys)]
            if self.open_of(key):
                return key
        return None

    def place_of(self, key: Key, *, in_kind: bool = False) -> int:
        """The place of a record among those with conflicts; -1 for one without.

        Args:
            key: The record.
            in_kind: Whether only those of its kind count.
        """
        return self._clashes.places.get(key, (-1, -1))[in_kind]

    def open_fields(self) -> dict[tuple[str, str], int]:
        """How many conflicts are open, by kind and field."""
        return dict(Counter((key[0], field) for key, field in self._open))

    # -- deciding --------------------------------------------------------------------------

    def decide(self, key: Key, field: str, side: Side) -> None:
        """Keep one side's value."""
        if (key, field) in self._clashes.at:
            self._choices[key, field] = side
            self._open.pop((key, field), None)

    def decide_open(self, side: Side, kind: str = "", field: str | None = None) -> list[At]:
        """Keep one side's value of all that are open.

        Args:
            side: Whose.
            kind: Only of records of this kind.
            field: Only of this field.

        Returns:
            What was decided by that.
        """
        if kind or field is not None:
            made = [
                at
                for at in self._open
                if (not kind or at[0][0] == kind) and (field is None or at[1] == field)
            ]
            for at in made:
                del self._open[at]
        else:
            made = list(self._open)
            self._open.clear()
        self._choices.update(dict.fromkeys(made, side))
        return made

    def reopen(self, places: Iterable[At] | None = None) -> None:
        """Leave conflicts open again; all of them unless some are named."""
        if places is None:
            self._choices.clear()
        else:
            for at in places:
                self._choices.pop(at, None)
        self._open = {at: None for at in self._clashes.at if at not in self._choices}


def _same(before: Clashes, now: Clashes, at: At) -> bool:
    """Whether both values of a conflict are what they were."""
    held, found = before.at.get(at), now.at.get(at)
    return (
        held is not None
        and found is not None
        and (held.ours, held.theirs) == (found.ours, found.theirs)
    )
