"""What was decided of the conflicts of a hand-over; no widgets here.

A decision belongs to the two values that were seen. When one of them is another now, it is open
again: nobody ever decided about that one.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from acctdesk.services.handover.threeway import Clash, Key, Side

At = tuple[Key, str]
"""A record and a field of it; an empty field stands for the record as a whole."""


class Decisions:
    """Whose value is kept, conflict by conflict.

    Args:
        clashes: What has to be decided, those of a record behind each other.
    """

    def __init__(self, clashes: Sequence[Clash] = ()) -> None:
        self._of: dict[Key, tuple[Clash, ...]] = {}
        self._places: dict[Key, int] = {}
        self._choices: dict[At, Side] = {}
        self._total = 0
        self.renew(clashes)

    def renew(self, clashes: Sequence[Clash]) -> None:
        """Take other conflicts; what was decided holds where both values are still the same."""
        before = {(one.key, one.field): one for of in self._of.values() for one in of}
        grouped: dict[Key, list[Clash]] = {}
        choices: dict[At, Side] = {}
        for one in clashes:
            grouped.setdefault(one.key, []).append(one)
            at = (one.key, one.field)
            held = before.get(at)
            seen = held is not None and held.ours == one.ours and held.theirs == one.theirs
            if seen and at in self._choices:
                choices[at] = self._choices[at]
        self._of = {key: tuple(of) for key, of in grouped.items()}
        self._places = {key: place for place, key in enumerate(self._of)}
        self._choices, self._total = choices, len(clashes)

    # -- asking ----------------------------------------------------------------------------

    @property
    def choices(self) -> Mapping[At, Side]:
        """Whose value is kept, as far as it was decided."""
        return self._choices

    @property
    def total(self) -> int:
        """How many conflicts there are."""
        return self._total

    @property
    def open(self) -> int:
        """How many wait for a decision."""
        return self._total - len(self._choices)

    @property
    def keys(self) -> Sequence[Key]:
        """The records with conflicts, in their order."""
        return tuple(self._of)

    def of(self, key: Key) -> Sequence[Clash]:
        """The conflicts of a record."""
        return self._of.get(key, ())

    def choice(self, key: Key, field: str) -> Side | None:
        """Whose value is kept; None while that is open."""
        return self._choices.get((key, field))

    def open_of(self, key: Key) -> int:
        """How many conflicts of a record wait for a decision."""
        return sum((key, one.field) not in self._choices for one in self.of(key))

    def side_of(self, key: Key) -> Side | None:
        """Whose values are kept of a record; None where one is open, or each side keeps some."""
        sides = {self._choices.get((key, one.field)) for one in self.of(key)}
        return sides.pop() if len(sides) == 1 else None

    def next_open(self, after: Key | None = None) -> Key | None:
        """The next record with an open conflict, from the top again at the end; None for none."""
        if not self.open:
            return None
        keys = self.keys
        start = self._places.get(after, -1) + 1 if after is not None else 0
        for key in (*keys[start:], *keys[:start]):
            if self.open_of(key):
                return key
        return None

    def place_of(self, key: Key) -> int:
        """The place of a record among those with conflicts; -1 for one without."""
        return self._places.get(key, -1)

    def open_kinds(self) -> dict[str, int]:
        """How many conflicts are open, by kind."""
        return dict(Counter(key[0] for key, _field in self._open()))

    def open_fields(self) -> dict[tuple[str, str], int]:
        """How many conflicts are open, by kind and field."""
        return dict(Counter((key[0], field) for key, field in self._open()))

    # -- deciding --------------------------------------------------------------------------

    def decide(self, key: Key, field: str, side: Side) -> None:
        """Keep one side's value."""
        if any(one.field == field for one in self.of(key)):
            self._choices[key, field] = side

    def decide_open(self, side: Side, kind: str = "", field: str | None = None) -> list[At]:
        """Keep one side's value of all that are open.

        Args:
            side: Whose.
            kind: Only of records of this kind.
            field: Only of this field.

        Returns:
            What was decided by that.
        """
        made = [
            at
            for at in self._open()
            if (not kind or at[0][0] == kind) and (field is None or at[1] == field)
        ]
        self._choices.update(dict.fromkeys(made, side))
        return made

    def reopen(self, places: Iterable[At] | None = None) -> None:
        """Leave conflicts open again; all of them unless some are named."""
        if places is None:
            self._choices.clear()
            return
        for at in places:
            self._choices.pop(at, None)

    def _open(self) -> Iterator[At]:
        for key, of in self._of.items():
            for one in of:
                if (key, one.field) not in self._choices:
                    yield key, one.field
