"""Filters, orders and groups in words."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.filters import ME, Condition, Every, Match, Op, Relative, Span, Toward
from acctdesk.services.filters import op_label as label_of_op
from acctdesk.services.query import Sort
from acctdesk.services.spans import SPAN_LABELS
from acctdesk.ui.entry import in_words
from acctdesk.words import _, _n

Names = Callable[[Field, object], str]
"""The name of what a reference refers to; empty when it isn't known."""

FEW = 4
"""Values named one by one; of more only the number is said."""


def nobody(_field: Field, _value: object) -> str:
    """A `Names` that knows none."""
    return ""


def say_relative(value: Relative) -> str:
    """A range counted from today: "next 90 days"."""
    n = value.n
    ahead = {
        Every.DAYS: lambda: _n("next day", "next {n} days", n),
        Every.WEEKS: lambda: _n("next week", "next {n} weeks", n),
        Every.MONTHS: lambda: _n("next month", "next {n} months", n),
        Every.QUARTERS: lambda: _n("next quarter", "next {n} quarters", n),
        Every.YEARS: lambda: _n("next year", "next {n} years", n),
    }
    back = {
        Every.DAYS: lambda: _n("last day", "last {n} days", n),
        Every.WEEKS: lambda: _n("last week", "last {n} weeks", n),
        Every.MONTHS: lambda: _n("last month", "last {n} months", n),
        Every.QUARTERS: lambda: _n("last quarter", "last {n} quarters", n),
        Every.YEARS: lambda: _n("last year", "last {n} years", n),
    }
    return (ahead if value.direction is Toward.NEXT else back)[value.unit]()


def say_value(field: Field, value: Any, names: Names = nobody) -> str:
    """One value of a condition."""
    if value is None:
        return _("empty")
    if isinstance(value, Span):
        return str(SPAN_LABELS[value])
    if isinstance(value, Relative):
        return say_relative(value)
    if value == ME:
        return _("me")
    if field.format is Format.REFERENCE:
        return names(field, value) or str(value)
    return in_words(field, value)


def listed(parts: Sequence[str], last: str) -> str:
    """Parts one after the other: "A, B or C"."""
    if len(parts) < 2:
        return "".join(parts)
    return ", ".join(parts[:-1]) + last + parts[-1]


def say_condition(condition: Condition, field: Field, names: Names = nobody) -> str:
    """A condition as a short sentence: "Tier is A or B"."""
    op, value = Op(condition.op), condition.value
    if op in (Op.EMPTY, Op.NOT_EMPTY):
        return f"{field.label} {label_of_op(op, field)}"
    if op in (Op.IN, Op.NOT_IN):
        values = value if isinstance(value, tuple | list) else (value,)
        words = [say_value(field, one, names) for one in values]
        if len(words) > FEW:
            rest = len(words) - FEW + 1
            words = [*words[: FEW - 1], _n("{n} other", "{n} others", rest)]
        op = Op.IS if op is Op.IN else Op.IS_NOT
        last = _(" or ") if op is Op.IS else _(" nor ")
        return f"{field.label} {label_of_op(op, field)} {listed(words, last)}"
    if field.format is Format.CHECK:
        yes = bool(value) is (op is Op.IS)
        said = _("%s is ticked") if yes else _("%s isn't ticked")
        return said % field.label
    return f"{field.label} {label_of_op(op, field)} {say_value(field, value, names)}"


def say_match(where: Match, fields: Mapping[str, Field], names: Names = nobody) -> str:
    """A filter in one line; conditions on fields that are gone are left out."""
    parts = []
    for one in where.parts:
        if isinstance(one, Match):
            parts.append(f"({say_match(one, fields, names)})")
        elif one.field in fields:
            parts.append(say_condition(one, fields[one.field], names))
    last = _(" and ") if where.mode == "all" else _(" or ")
    words = listed(parts, last)
    return _("none of: %s") % words if where.mode == "none" else words


def say_order(sort: Iterable[Sort], group: Iterable[str], fields: Mapping[str, Field]) -> str:
    """The order of a list: "grouped by tier, sorted by annual value, largest first"."""
    said = []
    groups = [_lower(fields[name]) for name in group if name in fields]
    if groups:
        said.append(_("grouped by %s") % _(", then ").join(groups))
    steps = [
        (_("%s (falling)") if one.descending else "%s") % _lower(fields[one.field])
        for one in sort
        if one.field in fields
    ]
    if steps:
        said.append(_("sorted by %s") % _(", then ").join(steps))
    return ", ".join(said)


def _lower(field: Field) -> str:
    """A field's name within a sentence; one that is all capitals stays so."""
    words = str(field.label)
    return words if words.isupper() or words[1:2].isupper() else words[:1].lower() + words[1:]
