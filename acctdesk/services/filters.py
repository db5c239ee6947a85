"""Filters: conditions on fields, put together by all, any and none.

Plain values without a database, so that a page can hold and change a filter before the database
library is loaded. `acctdesk.services.querying` turns them into queries.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation
from enum import StrEnum
from typing import Any, Literal

from acctdesk.errors import Problem
from acctdesk.models.catalogue import Field, Format
from acctdesk.services.spans import LONGEST_REACH, Every, Relative, Span, Toward
from acctdesk.words import lazy

__all__ = [
    "CODED", "ME", "NUMERIC", "OP_LABELS", "TEXTUAL", "Condition", "Every", "FilterProblem",
    "Match", "Op", "Relative", "Span", "Toward", "condition_from_json", "conditions_of",
    "fields_of", "fitting", "from_json", "moves", "op_label", "ops_for",
    "to_json",
]  # fmt: skip

ME = "@me"
"""Stands for my own member id as the value of a condition on a team member."""


class FilterProblem(Problem):
    """A filter that was typed can't be understood; says what and where."""


class Op(StrEnum):
    """How a condition compares.

    Text is compared without case and diacritics. A date that is only a month or a year stands for
    all its days: it is within a range when all of it is, before a day when all of it is before.
    An empty field fulfils only EMPTY and the negative ones (IS_NOT, NOT_IN, NOT_CONTAINS).
    """

    IS = "is"
    IS_NOT = "is_not"
    IN = "in"
    NOT_IN = "not_in"
    CONTAINS = "contains"
    NOT_CONTAINS = "not_contains"
    STARTS = "starts"
    EMPTY = "empty"
    NOT_EMPTY = "not_empty"
    UNDER = "under"
    AT_MOST = "at_most"
    OVER = "over"
    AT_LEAST = "at_least"
    WITHIN = "within"


@dataclass(frozen=True, slots=True)
class Condition:
    """One condition of a filter.

    Attributes:
        field: Field name.
        op: How it compares; an `Op` or its text.
        value: What to compare with: a Python value of the field's format; a tuple of them for IN
            and NOT_IN, where None stands for an empty field; for dates also a `Span` or `Relative`;
            for a REFERENCE an id, or `ME`; text for CONTAINS and STARTS, which look at the name a
            REFERENCE shows. Nothing for EMPTY and NOT_EMPTY.
    """

    field: str
    op: Op | str
    value: Any = None


Mode = Literal["all", "any", "none"]


@dataclass(frozen=True, slots=True)
class Match:
    """Conditions and further matches put together.

    Attributes:
        mode: Whether all parts, any of them, or none must hold. Without parts it leaves nothing
            out.
        parts: The parts.
    """

    mode: Mode = "all"
    parts: tuple[Condition | Match, ...] = ()


TEXTUAL = frozenset({Format.TEXT, Format.LONG_TEXT, Format.EMAIL, Format.PHONE, Format.URL})
"""Formats whose values are free text."""
NUMERIC = frozenset({Format.INTEGER, Format.NUMBER, Format.PERCENT, Format.MONEY})
"""Formats whose values are numbers."""
CODED = frozenset(
    {Format.CHOICE, Format.COUNTRY, Format.CURRENCY, Format.LANGUAGE, Format.TIME_ZONE}
)
"""Formats whose values are codes of a closed list."""

_BLANK = (Op.EMPTY, Op.NOT_EMPTY)
_LISTED = (Op.IS, Op.IS_NOT, Op.IN, Op.NOT_IN)
_PARTS = (Op.CONTAINS, Op.NOT_CONTAINS, Op.STARTS)
_SIZES = (Op.UNDER, Op.AT_MOST, Op.OVER, Op.AT_LEAST)


def ops_for(field: Field) -> tuple[Op, ...]:
    """The comparisons a field can have, the most usual first."""
    if field.format is Format.CHECK:
        return (Op.IS,)
    if field.format in NUMERIC:
        return (Op.IS, Op.IS_NOT, *_SIZES, *_BLANK)
    if field.format is Format.DATE:
        return (Op.WITHIN, Op.IS, Op.IS_NOT, *_SIZES, *_BLANK)
    if field.format in CODED:
        return (*_LISTED, *_BLANK)
    if field.format is Format.TAGS and field.choices:
        return (*_LISTED, *_BLANK)
    if field.format is Format.TAGS:
        return (Op.IS, Op.IS_NOT, Op.IN, Op.NOT_IN, Op.CONTAINS, Op.NOT_CONTAINS, *_BLANK)
    if field.format is Format.REFERENCE:
        return (*_LISTED, *_PARTS, *_BLANK)
    return (*_PARTS, *_LISTED, *_BLANK)


OP_LABELS = {
    Op.IS: lazy("is"),
    Op.IS_NOT: lazy("is not"),
    Op.IN: lazy("is one of"),
    Op.NOT_IN: lazy("is none of"),
    Op.CONTAINS: lazy("contains"),
    Op.NOT_CONTAINS: lazy("doesn't contain"),
    Op.STARTS: lazy("starts with"),
    Op.EMPTY: lazy("is empty"),
    Op.NOT_EMPTY: lazy("is not empty"),
    Op.UNDER: lazy("is less than"),
    Op.AT_MOST: lazy("is at most"),
    Op.OVER: lazy("is more than"),
    Op.AT_LEAST: lazy("is at least"),
    Op.WITHIN: lazy("is within"),
}
"""What a person calls each comparison; of dates see `op_label`."""

_DATE_LABELS = {
    Op.UNDER: lazy("is before"),
    Op.AT_MOST: lazy("is on or before"),
    Op.OVER: lazy("is after"),
    Op.AT_LEAST: lazy("is on or after"),
}


def op_label(op: Op, field: Field) -> str:
    """What a person calls a comparison of this field: a date is "before", not "less than"."""
    if field.format is Format.DATE and op in _DATE_LABELS:
        return str(_DATE_LABELS[op])
    return str(OP_LABELS[op])


# -- walking -------------------------------------------------------------------------------


def conditions_of(where: Match | Condition | None) -> Iterator[Condition]:
    """Every condition of a filter, in order."""
    if isinstance(where, Condition):
        yield where
    elif where is not None:
        for part in where.parts:
            yield from conditions_of(part)


def fields_of(where: Match | Condition | None) -> tuple[str, ...]:
    """The fields a filter looks at, each once."""
    return tuple(dict.fromkeys(one.field for one in conditions_of(where)))


def moves(where: Match | Condition | None) -> bool:
    """Whether a filter means something else tomorrow, or to somebody else."""
    return any(
        isinstance(value, (Span, Relative)) or value == ME
        for one in conditions_of(where)
        for value in (one.value if isinstance(one.value, (tuple, list)) else (one.value,))
    )


def fitting(where: Match | None, names: Collection[str]) -> Match | None:
    """A filter without the conditions on fields that are not there (any more).

    Args:
        where: The filter.
        names: The fields there are.
    """
    if where is None:
        return None
    parts: list[Condition | Match] = []
    for part in where.parts:
        if isinstance(part, Condition):
            if part.field in names:
                parts.append(part)
        elif (kept := fitting(part, names)) is not None:
            parts.append(kept)
    return Match(where.mode, tuple(parts)) if parts else None


# -- JSON ----------------------------------------------------------------------------------


def to_json(where: Match | Condition) -> dict[str, Any]:
    """A filter as plain values for JSON; `from_json` brings it back."""
    if isinstance(where, Match):
        return {"mode": where.mode, "parts": [to_json(part) for part in where.parts]}
    made: dict[str, Any] = {"field": where.field, "op": str(where.op)}
    if where.value is not None:
        made["value"] = _plain(where.value)
    return made


def from_json(stored: Mapping[str, Any]) -> Match:
    """A filter from plain values.

    What a newer program wrote and this one doesn't know (a comparison, a range) is left out, so
    that a view still opens.
    """
    return _match(stored) or Match()


def condition_from_json(stored: Any) -> Condition | None:
    """One condition from plain values; None when this program doesn't know it."""
    if not isinstance(stored, Mapping) or not isinstance(stored.get("field"), str):
        return None
    try:
        return Condition(stored["field"], Op(stored["op"]), _value(stored.get("value")))
    except (KeyError, ValueError, TypeError, InvalidOperation):
        return None


def _match(stored: Any) -> Match | None:
    if not isinstance(stored, Mapping) or stored.get("mode") not in ("all", "any", "none"):
        return None
    parts: list[Condition | Match] = []
    for part in stored.get("parts") or ():
        found = _match(part) or condition_from_json(part)
        if found is not None:
            parts.append(found)
    return Match(stored["mode"], tuple(parts))


def _plain(value: Any) -> Any:
    match value:
        case Span():
            return {"span": value.value}
        case Relative():
            return {"n": value.n, "unit": value.unit.value, "direction": value.direction.value}
        case Decimal():
            return {"decimal": str(value)}
        case tuple() | list():
            return [_plain(one) for one in value]
        case _:
            return value


def _value(stored: Any) -> Any:
    if isinstance(stored, list):
        return tuple(_value(one) for one in stored)
    if not isinstance(stored, Mapping):
        return stored
    if "span" in stored:
        return Span(stored["span"])
    if "decimal" in stored:
        return Decimal(stored["decimal"])
    n = int(stored["n"])
    if not 0 <= n <= LONGEST_REACH:
        raise ValueError(n)
    return Relative(n, Every(stored["unit"]), Toward(stored["direction"]))
