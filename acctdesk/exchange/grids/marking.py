"""What stands out in a list that leaves: the conditional marks of its view, record by record.

Each condition is asked once for the whole list; a record then costs one look into a dictionary,
and records with the same marks share the answer.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as attribute

from acctdesk.errors import Invalid
from acctdesk.exchange.grids.wording import Titles, filter_words
from acctdesk.models.catalogue import Field
from acctdesk.services.filters import Match
from acctdesk.services.query import ListQuery
from acctdesk.services.view import Mark, Tone
from acctdesk.words import _, lazy

TONE_WORDS = {
    "good": lazy("good"),
    "warn": lazy("watch"),
    "bad": lazy("act"),
    "info": lazy("note"),
}
"""What a tone means, for somebody who sees no colours."""


@dataclass(frozen=True, slots=True)
class Tones:
    """How the marks of a record show.

    Attributes:
        row: Tone of its whole row; empty for none.
        cells: Tones of single cells by field; they count more than the row's.
        signs: Where the sign of a tone stands, by field: at the cells that are marked, and where
            none of them is shown, at the first cell of the row.
    """

    row: Tone | None = None
    cells: Mapping[str, Tone] = attribute(default_factory=dict)
    signs: Mapping[str, Tone] = attribute(default_factory=dict)

    def of(self, name: str) -> Tone | None:
        """Tone of the ground of a field's cell."""
        return self.cells.get(name, self.row)


PLAIN = Tones()
"""A record without marks."""


class Marking:
    """The marks of a list.

    Args:
        kind: The records' kind.
        marks: The marks; of those that hold for a cell the first counts.
        shown: The fields that are shown, in order.
        find: Answers which records a query names.
    """

    def __init__(
        self,
        kind: str,
        marks: Sequence[Mark],
        shown: Sequence[str],
        find: Callable[[ListQuery], Sequence[str]],
    ) -> None:
        self._marks: list[Mark] = []
        self._shown = tuple(shown)
        self._held: dict[str, int] = {}
        self._made: dict[int, Tones] = {0: PLAIN}
        for mark in marks:
            if not mark.whole_row and mark.field not in self._shown:
                continue
            try:
                found = find(ListQuery(kind, where=Match("all", (mark.condition,)), archived=True))
            except (Invalid, KeyError, TypeError, ValueError):
                # A mark of a newer program, or on a field that is of another format now.
                continue
            bit = 1 << len(self._marks)
            self._marks.append(mark)
            held = self._held
            for record in found:
                held[record] = held.get(record, 0) | bit

    @property
    def marks(self) -> Sequence[Mark]:
        """The marks that may show."""
        return self._marks

    def key(self, record: str) -> int:
        """Which marks a record has: records with the same number look the same; 0 for none."""
        return self._held.get(record, 0)

    def tones(self, key: int) -> Tones:
        """How marks show.

        Args:
            key: What `key` gave.
        """
        found = self._made.get(key)
        if found is None:
            found = self._made[key] = self._work_out(key)
        return found

    def _work_out(self, key: int) -> Tones:
        row: Tone | None = None
        cells: dict[str, Tone] = {}
        signs: dict[str, Tone] = {}
        for place, mark in enumerate(self._marks):
            if not key >> place & 1:
                continue
            if mark.field in self._shown and mark.field not in cells:
                cells[mark.field] = signs[mark.field] = mark.tone
            if mark.whole_row and row is None:
                row = mark.tone
        if row is not None and row not in signs.values() and self._shown:
            signs.setdefault(self._shown[0], row)
        return Tones(row, cells, signs)

    def words(self, fields: Mapping[str, Field], titles: Titles) -> list[tuple[Mark, str]]:
        """Each mark with what it tells: "Renewal date is within the next 30 days (watch)".

        Args:
            fields: The fields by name.
            titles: Names of records that a condition speaks of.
        """
        told = []
        for mark in self._marks:
            said = filter_words(Match("all", (mark.condition,)), fields, titles)
            pattern = (
                _("%(what)s (%(tone)s, whole row)") if mark.whole_row else _("%(what)s (%(tone)s)")
            )
            told.append((mark, pattern % {"what": said, "tone": TONE_WORDS[mark.tone]}))
        return told
