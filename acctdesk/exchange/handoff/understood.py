"""Cells that were edited become values of records, or it is told why not."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from acctdesk.exchange.grids.cells import MORE
from acctdesk.exchange.handoff import matching
from acctdesk.exchange.handoff.amending import Amending
from acctdesk.exchange.handoff.compared import Changed, Compared
from acctdesk.exchange.handoff.opened import CellEdit, Finding, quoted
from acctdesk.exchange.handoff.soundness import WATCHED, complaint, following
from acctdesk.exchange.handoff.values import Meant, Understanding, cleaned
from acctdesk.exchange.reading import Cell
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.words import _

_TAIL = 200
"""Letters before the end of a shortened text by which it is known that its end is untouched."""


@dataclass(slots=True)
class _Edit:
    """An edit on its way."""

    field: Field
    change: Changed
    before: Any
    after: Any


class Editing:
    """Makes the edits of cells in a parcel.

    Args:
        catalogue: The fields, with the parcel's custom ones.
        amending: The parcel.
        understanding: Reads cells.
    """

    def __init__(
        self, catalogue: Catalogue, amending: Amending, understanding: Understanding
    ) -> None:
        self._catalogue, self._amending = catalogue, amending
        self._understanding = understanding
        self.edits: list[CellEdit] = []
        self.findings: list[Finding] = []

    def make(self, compared: Compared) -> None:
        """Make the edits of a sheet."""
        by_place: dict[int, list[Changed]] = defaultdict(list)
        for one in compared.changed:
            by_place[one.place].append(one)
        for place, changes in by_place.items():
            self._record(compared, compared.written.ids[place], changes)

    def _record(self, compared: Compared, record: str, changes: Sequence[Changed]) -> None:
        kind, sheet = compared.place.page.kind, compared.place.sheet.name
        made: list[_Edit] = []
        amounts: list[tuple[_Edit, str]] = []
        for one in changes:
            if one.field.startswith("~"):
                how = _("This column only tells; the change was not taken over.")
                compared.tell(how, one.row, compared.heading(one.field), one.cell)
                continue
            field = self._catalogue.field(kind, one.field)
            before = self._amending.value(field, record)
            meant = self._meant(compared, field, before, one)
            if meant is None or self._says_the_same(compared, one, field, before, meant.value):
                continue
            edit = _Edit(field, one, before, meant.value)
            made.append(edit)
            if meant.currency:
                amounts.append((edit, meant.currency))
        for edit, currency in amounts:
            held = next((e.after for e in made if e.field.name == "currency"), None)
            if held is None:
                held = self._amending.values(kind, record).get("currency")
            if held and held != currency:
                self._refuse(compared, edit.change, _("an amount in %s") % held)
                made.remove(edit)
        if made and (problem := self._unsound(kind, record, made)):
            how = _("%s The edits of this row were not taken over.") % problem
            compared.tell(how, made[0].change.row)
            return
        follow = following(kind, self._after(kind, record, made)) if kind in WATCHED else {}
        for edit in made:
            self._amending.set(edit.field, record, edit.after)
            self.edits.append(
                CellEdit(kind, record, edit.field.name, edit.before, edit.after, sheet,
                         edit.change.row)
            )  # fmt: skip
        for name, value in follow.items():
            self._amending.set(self._catalogue.field(kind, name), record, value)

    def _after(self, kind: str, record: str, made: Sequence[_Edit]) -> dict[str, Any]:
        before = self._amending.values(kind, record)
        return {**before, **{one.field.name: one.after for one in made}}

    def _unsound(self, kind: str, record: str, made: Sequence[_Edit]) -> str:
        """Why a record can't be so; empty when it can, or when it was unsound before."""
        if kind not in WATCHED:
            return ""
        before = self._amending.values(kind, record)
        problem = complaint(kind, self._after(kind, record, made))
        return problem if problem and not complaint(kind, before) else ""

    def _refuse(self, compared: Compared, change: Changed, expected: str) -> None:
        refuse(compared, change.row, change.field, change.cell, expected)

    def _meant(self, compared: Compared, field: Field, before: Any, one: Changed) -> Meant | None:
        """What a cell means; None after it was told why it isn't taken."""
        cell = one.cell
        if isinstance(before, str) and isinstance(cell, str):
            shown = compared.written.cell(one.field, one.place)
            if isinstance(shown, str) and shown.endswith(MORE) and len(shown) < len(before):
                whole = _lengthened(cell, shown, before)
                if whole is None:
                    expected = _("the shortened text with its end as it was")
                    self._refuse(compared, one, expected)
                    return None
                return Meant(whole)
        meant = self._understanding.reader(field)(cell)
        if meant.expected:
            self._refuse(compared, one, meant.expected)
            return None
        if meant.value is None and field.required:
            self._refuse(compared, one, _("a value"))
            return None
        return meant

    @staticmethod
    def _says_the_same(
        compared: Compared, one: Changed, field: Field, before: Any, after: Any
    ) -> bool:
        """Whether a cell means what was handed over, only written in another way."""
        if after == before or (after in (None, "") and before in (None, "")):
            return True
        shower = compared.written.shower(one.field)
        shown = compared.written.cell(one.field, one.place)
        exact = field.format not in (Format.TEXT, Format.LONG_TEXT)
        return exact and matching.key(shower(after)) == matching.key(shown)


def _lengthened(cell: str, shown: str, before: str) -> str | None:
    """An edited text whose end didn't fit the cell, with that end; None where it can't be told.

    Args:
        cell: The cell as it is now.
        shown: The cell as it was written, ending in a mark for what is more.
        before: The whole text.
    """
    tail = shown[-_TAIL:]
    end = cleaned(before)[len(cleaned(shown)) - len(MORE) :]
    text = cell.rstrip()
    return text.removesuffix(MORE) + end if text.endswith(tail) else None


def refuse(
    compared: Compared, row: int, name: str, cell: Cell, expected: str, how: str = ""
) -> None:
    """Tell that a cell isn't understood, and what becomes of it."""
    how = how or _("The value stays as it was handed over.")
    compared.findings.append(
        Finding(compared.place.sheet.name, row, compared.heading(name), quoted(cell), expected, how)
    )
