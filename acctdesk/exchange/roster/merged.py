"""Rows about records that were merged away: they complete the survivor and never overrule it.

A list that was exported before a merge holds a row for each of the two. The row of the one that is
gone is as old as the list; what it says stands only where the survivor says nothing, unless the
person decides otherwise.
"""

from __future__ import annotations

from array import array

from acctdesk.exchange.intake.answers import UPDATE
from acctdesk.exchange.intake.findings import Findings, Group
from acctdesk.exchange.roster.block import SheetReader
from acctdesk.exchange.roster.keys import FORMER, MERGED, Found
from acctdesk.words import _

_SHEET = 33
"""Bits of a noted row below those of its sheet: the row's number and how it came there."""
_ROWS = (1 << _SHEET - 1) - 1


class Merged:
    """Keeps which rows came to their record by the id of a lost one, and tells it.

    Args:
        findings: Takes what is told.
        watch: Whether records have become part of others at all.
    """

    def __init__(self, findings: Findings, *, watch: bool) -> None:
        self._findings, self._watch = findings, watch
        self._gentle: set[tuple[str, int, int]] = set()
        self._called: set[tuple[str, int, int]] = set()
        self._first: dict[str, array[int]] = {}

    def fills(self, kind: str, reader: SheetReader, row: int) -> bool:
        """Whether a row only fills what the record says nothing of."""
        return bool(self._gentle) and (kind, reader.draft.place, row) in self._gentle

    def said(self, kind: str, reader: SheetReader, row: int, name: str) -> bool:
        """Whether a row may say what a field is: a former name found the record, and stays one."""
        if not self._called or not name.endswith("name") or name == "legal_name":
            return True
        return (kind, reader.draft.place, row) not in self._called

    def take(
        self,
        kind: str,
        reader: SheetReader,
        row: int,
        found: Found,
        names: tuple[str, str, str],
        decision: str,
        *,
        repeats: bool = False,
    ) -> None:
        """Take up how a row came to a record that exists.

        Args:
            kind: Kind of the record.
            reader: The sheet.
            row: Row number.
            found: The record.
            names: What the row calls it, what the workspace calls it, and its id.
            decision: What the person decided about the row; empty for nothing.
            repeats: Whether rows of this sheet may be about the same record again and again.
        """
        place = reader.draft.place
        former = found.how == FORMER
        if found.how == MERGED:
            self._called.add((kind, place, row))
        if former and decision != UPDATE:
            self._gentle.add((kind, place, row))
        if not (self._watch or reader.draft.own):
            return
        before = 0 if repeats else self._note(kind, found.ref, place, row, former=former)
        if decision:
            return
        if before and (former or reader.draft.own or before & 1):
            other = (before >> 1) & _ROWS if before >> _SHEET == place + 1 else 0
            self._tell(kind, reader, row, names, "twice", other)
        elif former:
            self._tell(kind, reader, row, names, "merged", 0, together=repeats)

    def _note(self, kind: str, ref: int, place: int, row: int, *, former: bool) -> int:
        """Note which row was the first about a record; returns the one of before, 0 for none."""
        held = self._first.setdefault(kind, array("Q"))
        if len(held) <= ref:
            held.frombytes(bytes(8 * (ref + 1 - len(held))))
        before = held[ref]
        if not before:
            held[ref] = place + 1 << _SHEET | row << 1 | former
        return before

    def _tell(
        self,
        kind: str,
        reader: SheetReader,
        row: int,
        names: tuple[str, str, str],
        code: str,
        other: int,
        *,
        together: bool = False,
    ) -> None:
        said, held, record = names
        gentle = self.fills(kind, reader, row)
        if code == "twice":
            expected = (
                _("one row about “%(name)s”; row %(row)s is about it as well")
                % {"name": held, "row": other}
                if other
                else _("one row about “%s”; another sheet has one as well") % held
            )
        else:
            expected = _(
                "a row about “%(name)s”; what this one names was merged into “%(name)s”"
            ) % {"name": held}
        remedy = (
            _("It only fills what is blank. Choose to update the record, to create another, or to"
              " skip the row.")
            if gentle
            else _("Both are taken, one after the other. Skip one of them if it is wrong.")
        )  # fmt: skip
        key = (str(reader.draft.place), code, kind, record if together else str(row))
        self._findings.add(
            key,
            row,
            lambda: Group(
                reader.draft.file.name, reader.draft.name, "", code, kind, said or held, expected,
                remedy, detail=(record, held, 100),
            ),
        )  # fmt: skip
