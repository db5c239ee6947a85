"""What differs on one sheet of a hand-over from what was written: cells, rows that came and went.

A hundred thousand rows are compared a block of a column at a time, by comparing lists; only cells
that differ are looked at one by one, and only those that say something else are told.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from acctdesk.exchange.handoff import matching
from acctdesk.exchange.handoff.compared import NEVER, Changed, Compared, Loose, Written
from acctdesk.exchange.handoff.locating import Place
from acctdesk.exchange.handoff.opened import quoted
from acctdesk.exchange.reading import Cell, Chunk
from acctdesk.words import _


def compare(
    place: Place, written: Written, title: str, account: str, check: Callable[[], None]
) -> Compared:
    """Compare a sheet with what was written.

    Args:
        place: The sheet.
        written: What was written on it.
        title: The column that names a record; empty for none.
        account: The column that says where it belongs; empty for none.
        check: Called for every block of rows; may raise to stop.
    """
    reading = _Reading(place, written)
    for chunk in place.sheet.chunks():
        check()
        reading.take(chunk)
    telling = [one for one in (title, account) if one in place.columns] if title else []
    if telling[:1] != [title]:
        telling = []
    return reading.finished(telling)


class _Reading:
    """Takes in the rows of a sheet."""

    def __init__(self, place: Place, written: Written) -> None:
        self.found = Compared(place, written, findings=list(place.findings))
        self.names = [name for name in place.page.fields if name in place.columns]
        self.rows = array("l", bytes(array("l").itemsize * len(written.ids)))
        self.loose: list[Loose] = []
        self.copies: list[Loose] = []
        self.told: set[int] = set()

    def take(self, chunk: Chunk) -> None:
        """Compare a block of rows."""
        place = self.found.place
        skip = max(0, place.first - chunk.first_row)
        count = chunk.rows - skip
        if count <= 0:
            return
        columns = [column[skip:] for column in chunk.columns] if skip else chunk.columns
        first = chunk.first_row + skip
        for at, head in place.unknown.items():
            if at not in self.told and any(cell is not None for cell in columns[at]):
                self.told.add(at)
                how = _("This column isn't known: its cells were not looked at.")
                self.found.tell(how, 0, head)
        ids = columns[place.ids] if place.ids is not None else [None] * count
        self._rows(columns, ids, first, count)

    def _rows(
        self, columns: Sequence[list[Cell]], ids: Sequence[Cell], first: int, count: int
    ) -> None:
        at, places = self._known(columns, ids, first)
        if not places:
            return
        pick = itemgetter(*places) if len(places) > 1 else lambda column: (column[places[0]],)
        whole = len(at) == count
        for name in self.names:
            now = columns[self.found.place.columns[name]]
            here = now if whole else [now[one] for one in at]
            self._cells(name, list(pick(self.found.written.column(name))), here, places)

    def _known(
        self, columns: Sequence[list[Cell]], ids: Sequence[Cell], first: int
    ) -> tuple[list[int], list[int]]:
        """Which rows of a block are records; the others are put aside."""
        index = self.found.written.index
        at: list[int] = []
        places: list[int] = []
        for i, one in enumerate(ids):
            place = index.get(one) if type(one) is str else None
            if place is None and type(one) is str:
                place = index.get(one.strip())
            if place is not None and not self.rows[place]:
                self.rows[place] = first + i
                at.append(i)
                places.append(place)
                continue
            cells = {name: columns[self.found.place.columns[name]][i] for name in self.names}
            if place is not None:
                self.copies.append(Loose(first + i, cells, str(one), place))
            elif any(matching.key(cell) is not None for cell in cells.values()):
                self.loose.append(Loose(first + i, cells, quoted(one)))
        return at, places

    def _cells(
        self,
        name: str,
        before: Sequence[Any],
        now: Sequence[Cell],
        places: Sequence[int],
    ) -> None:
        """Compare a block of a column; most often one look is enough."""
        if before == now:
            return
        changed, cell = self.found.changed, self.found.written.cell
        for place, was, found in zip(places, before, now, strict=True):
            if was != found and not matching.alike(cell(name, place), found):
                changed.append(Changed(place, name, found, self.rows[place]))

    # -- when all rows were seen -----------------------------------------------------------

    def finished(self, telling: Sequence[str]) -> Compared:
        """Say what the differences mean."""
        found = self.found
        gone = [place for place, row in enumerate(self.rows) if not row]
        self._moved()
        self._sorted_apart()
        self._copied()
        lost = bool(found.written.ids) and len(gone) == len(found.written.ids)
        keep = found.place.ids is None or (lost and bool(self.loose))
        if keep:
            found.tell(_("The hidden ids are gone: rows were known by what they say."))
        found.telling = list(telling)
        gone = self._recognised(gone, telling)
        if not keep:
            found.removed += gone
        self._cleared()
        found.added += self.loose
        found.added.sort(key=lambda one: one.row)
        return found

    def _by_place(self) -> dict[int, list[Changed]]:
        by_place: dict[int, list[Changed]] = defaultdict(list)
        for one in self.found.changed:
            by_place[one.place].append(one)
        return by_place

    def _now(self, place: int, changes: Sequence[Changed]) -> dict[str, Cell]:
        """The cells of a record's row as they are now."""
        cells = self.found.written.row(place, self.names)
        cells.update((one.field, one.cell) for one in changes)
        return cells

    def _moved(self) -> None:
        """Put rows back to their ids where the sheet was sorted and the hidden column wasn't."""
        # A row that stands beside another's id differs in more than one cell.
        least = min(2, len(self.names))
        by_place = {at: one for at, one in self._by_place().items() if len(one) >= least}
        if len(by_place) < 2:
            return
        written, names = self.found.written, self.names
        homes = matching.one_to_one(
            {
                place: matching.signature(self._now(place, changes), names)
                for place, changes in by_place.items()
            },
            {place: matching.signature(written.row(place, names), names) for place in by_place},
        )
        if len(homes) < 2 or 2 * len(homes) < len(by_place):
            return
        self.found.tell(
            _("The sheet was sorted without its hidden ids: rows were known by what they say.")
        )
        at = {place: self.rows[place] for place in by_place}
        for row_place, home in homes.items():
            self.rows[home] = at[row_place]
        left = {
            place: self._now(place, changes)
            for place, changes in by_place.items()
            if place not in homes
        }
        open_ = sorted(set(by_place) - set(homes.values()))
        self.found.changed = [one for one in self.found.changed if one.place not in by_place]
        if len(left) == 1 and len(open_) == 1:
            ((place, cells),) = left.items()
            self._compare_again(open_[0], cells, at[place])
            return
        for place, cells in left.items():
            how = _("The row isn't known any more: its edits were not taken over.")
            self.found.tell(how, at[place], "", cells.get(names[0]))

    def _compare_again(self, place: int, cells: Mapping[str, Cell], row: int) -> None:
        self.rows[place] = row
        for name in self.names:
            if not matching.alike(self.found.written.cell(name, place), cells[name]):
                self.found.changed.append(Changed(place, name, cells[name], row))

    def _sorted_apart(self) -> None:
        """Leave a column out that was sorted by itself: its cells stand beside other records."""
        by_field: dict[str, list[Changed]] = defaultdict(list)
        for one in self.found.changed:
            by_field[one.field].append(one)
        for name, changes in by_field.items():
            if len(changes) < 3:
                continue
            order = sorted((row, at) for at, row in enumerate(self.rows) if row)
            now = {one.place: one.cell for one in changes}
            before = [self.found.written.cell(name, at) for _row, at in order]
            after = [now.get(at, was) for (_row, at), was in zip(order, before, strict=True)]
            at_all = [i for i, (_row, at) in enumerate(order) if at in now]
            if matching.sorted_apart(before, after, at_all):
                how = _("The column was sorted by itself; its values stay as they were.")
                self.found.tell(how, 0, self.found.heading(name))
                self.found.changed = [one for one in self.found.changed if one.field != name]

    def _copied(self) -> None:
        """Tell a copied row from the one it was copied from: the one that was edited is new."""
        if not self.copies:
            return
        by_place = self._by_place()
        for copy in self.copies:
            place = copy.copy_of
            as_written = all(
                matching.alike(self.found.written.cell(name, place), copy.cells[name])
                for name in self.names
            )
            changes = by_place.get(place)
            if as_written and not changes:
                how = _("The row is a copy without a difference and was not taken over.")
                self.found.tell(how, copy.row)
                continue
            if as_written and changes:
                cells = self._now(place, changes)
                copy = Loose(self.rows[place], cells, copy.claims, place)
                self.found.changed = [one for one in self.found.changed if one.place != place]
                by_place.pop(place)
            self.found.tell(_("The row is a copy that was edited: it is taken as new."), copy.row)
            self.loose.append(copy)

    def _recognised(self, gone: list[int], telling: Sequence[str]) -> list[int]:
        """Find records among the rows without ids; what is left of them is gone."""
        rows = {n: one.cells for n, one in enumerate(self.loose) if one.copy_of == NEVER}
        if not rows:
            return gone
        written, names = self.found.written, self.names
        known = matching.recognised(
            rows, gone, lambda place: written.row(place, names), names, telling
        )
        for number, place in known.items():
            self._compare_again(place, self.loose[number].cells, self.loose[number].row)
        self.loose = [one for n, one in enumerate(self.loose) if n not in known]
        for one in self.loose:
            if one.claims and one.copy_of == NEVER:
                self.found.tell(_("The row's id isn't known: it is taken as new."), one.row)
        taken = set(known.values())
        return [place for place in gone if place not in taken]

    def _cleared(self) -> None:
        """Take a row whose cells were all cleared for one that was removed."""
        for place, changes in self._by_place().items():
            if len(changes) < 2 or any(matching.key(one.cell) is not None for one in changes):
                continue
            cells = self._now(place, changes)
            if all(matching.key(cell) is None for cell in cells.values()):
                self.found.removed.append(place)
                self.found.changed = [one for one in self.found.changed if one.place != place]
        self.found.removed.sort()
