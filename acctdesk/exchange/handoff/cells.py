"""A stored value as the cell that shows it on a sheet of a hand-over workbook.

What is shown is for people: it may be rounded, cut, or in words. What is packed is exact. Reading a
workbook back compares each cell with what would be shown today: only a cell that differs was
edited, and only such a one has to be understood.

How each format is shown:

- texts as they are, a line break as one, without what no workbook holds, cut where they are too
  long; nothing is a blank cell;
- numbers, shares and amounts as numbers with 15 digits, amounts in the currency of their row;
- a day as a date, a month or a year alone and what is before March 1900 as ISO 8601 text;
- a moment as day and time in UTC, to the second; its heading says so;
- a tick as "Yes" or "No";
- a closed list by its labels, tags parted by commas;
- a reference by the name of its record, see `naming.Names`.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias

from acctdesk.exchange.grids.cells import FIRST_DAY, LISTED, cut, labels, workbook_cell
from acctdesk.exchange.handoff.naming import Names
from acctdesk.models.catalogue import Field, Format
from acctdesk.models.stored import UNIT, words
from acctdesk.words import _

Cell: TypeAlias = str | float | dt.date | None
"""What stands in a cell: a text, a number, a day, a moment (naive, in UTC), or nothing."""

Shower: TypeAlias = Callable[[Any], Cell]
"""Turns the stored values of one field into cells."""

SCALED = frozenset({Format.NUMBER, Format.PERCENT, Format.MONEY})
"""Formats that are stored in millionths."""

_EXACT = 1e9
"""Below it a number with millionths has no more than 15 digits."""

_UNHELD = re.compile("[\x00-\x08\x0b-\x1f\ud800-\udfff\ufffe\uffff]")
"""What XML doesn't hold, and the line ends that programs write as they like."""

_LINE_ENDS = re.compile("\r\n?")


def shown(field: Field, value: Any, names: Names) -> Cell:
    """One value as its cell; for many of a field, see `shower`.

    Args:
        field: Its field.
        value: What is stored.
        names: Names of the records it may refer to.
    """
    return shower(field, names)(value)


def shower(field: Field, names: Names, said: Mapping[str, str] | None = None) -> Shower:
    """What turns the stored values of a field into cells, in the language that is spoken now.

    Args:
        field: The field.
        names: Names of the records it may refer to.
        said: Labels of its closed list by code, where they aren't today's: those that a workbook
            was written with, see `choices`.
    """
    form = field.format
    if form is Format.REFERENCE:
        of_kind = names.of_kind(field.target)
        return lambda value: of_kind.get(value) or (value or None)
    if form in SCALED:
        return _share_of_unit
    if form is Format.INTEGER:
        return workbook_cell(field)
    if form is Format.DATE:
        return _day
    if form is Format.MOMENT:
        return _moment
    if form is Format.CHECK or form in LISTED or form is Format.TAGS:
        known = dict(said) if said is not None else choices(field)
        if form is Format.TAGS:
            return lambda value: _tags(value, known)
        if form is Format.CHECK:
            yes, no = known.get("1"), known.get("0")
            return lambda value: None if value is None else yes if value else no
        return lambda value: None if value is None else known.get(value) or text(value)
    return text


def choices(field: Field) -> dict[str, str]:
    """Codes and labels of what one chooses from, in the language that is spoken now.

    Args:
        field: A field; a tick's codes are "1" and "0". Nothing for what is no closed list.
    """
    if field.format is Format.CHECK:
        return {"1": _("Yes"), "0": _("No")}
    return labels(field)


def text(value: Any) -> str | None:
    """A text as a cell holds it; None for an empty one."""
    if value is None or value == "":
        return None
    found = value if type(value) is str else str(value)
    if _UNHELD.search(found):
        found = _UNHELD.sub("", _LINE_ENDS.sub("\n", found))
    return cut(found) or None


def _share_of_unit(value: int | None) -> float | None:
    if value is None:
        return None
    number = value / UNIT
    # Spreadsheets keep 15 digits; a longer number is brought to them here and not by chance.
    return number if -_EXACT < number < _EXACT else float(f"{number:.15g}")


def _day(value: str | None) -> Cell:
    if not value:
        return None
    if len(value) == 10:
        try:
            day = dt.date.fromisoformat(value)
        except ValueError:
            return text(value)
        if day >= FIRST_DAY:
            return day
    return text(value)


def _moment(value: str | None) -> Cell:
    if not value:
        return None
    try:
        found = dt.datetime.fromisoformat(value[:19])
    except ValueError:
        return text(value)
    return found if found.date() >= FIRST_DAY else value[:19].replace("T", " ")


def _tags(value: str | None, known: Mapping[str, str]) -> str | None:
    if not value:
        return None
    return text(", ".join([known.get(one, one) for one in words(value)]))
