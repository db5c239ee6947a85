"""A list's filter and order in words, for the pages that leave the program."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from acctdesk.models.catalogue import Field, Format
from acctdesk.services.filters import ME, Condition, Match, Op, op_label
from acctdesk.services.historical_words import in_words
from acctdesk.services.spans import SPAN_LABELS, Relative, Span, Toward
from acctdesk.services.view import Sort
from acctdesk.words import _, _n

__all__ = ["Titles", "filter_words", "in_words", "sort_words"]

Titles = Callable[[str, str], str]
"""The name of a record by kind and id."""


def filter_words(where: Match | None, fields: Mapping[str, Field], titles: Titles) -> str:
    """A filter as one reads it: "Tier is A and Renewal date is within next 90 days".

    Args:
        where: The filter.
        fields: The fields by name.
        titles: Names of records that it speaks of.

    Returns:
        The sentence; empty when nothing is filtered.
    """
    return _match(where, fields, titles, outer=True) if where is not None else ""


def _match(match: Match, fields: Mapping[str, Field], titles: Titles, *, outer: bool) -> str:
    parts = []
    for part in match.parts:
        if isinstance(part, Match):
            parts.append(_match(part, fields, titles, outer=False))
        elif part.field in fields:
            parts.append(_condition(part, fields[part.field], titles))
    parts = [one for one in parts if one]
    if not parts:
        return ""
    if match.mode == "none":
        return _("none of (%s)") % _(", ").join(parts)
    joined = (_(" and ") if match.mode == "all" else _(" or ")).join(parts)
    return joined if outer or len(parts) == 1 else f"({joined})"


def _condition(one: Condition, field: Field, titles: Titles) -> str:
    op = Op(one.op)
    head = f"{field.label} {op_label(op, field)}"
    if op in (Op.EMPTY, Op.NOT_EMPTY):
        return head
    values = one.value if isinstance(one.value, (tuple, list)) else (one.value,)
    return f"{head} {_(', ').join(_value(value, field, titles) for value in values)}"


def _value(value: Any, field: Field, titles: Titles) -> str:
    if value is None:
        return _("nothing")
    if isinstance(value, Span):
        return str(SPAN_LABELS[value])
    if isinstance(value, Relative):
        return _relative(value)
    if value == ME:
        return _("me")
    if field.format is Format.REFERENCE and isinstance(value, str):
        return titles(field.target, value) or f"“{value}”"
    words = in_words(field, value)
    return f"“{words}”" if words == value else words


def _relative(span: Relative) -> str:
    units = {
        "days": ("{n} day", "{n} days"),
        "weeks": ("{n} week", "{n} weeks"),
        "months": ("{n} month", "{n} months"),
        "quarters": ("{n} quarter", "{n} quarters"),
        "years": ("{n} year", "{n} years"),
    }[span.unit.value]
    head = _("the next %s") if span.direction is Toward.NEXT else _("the last %s")
    return head % _n(*units, span.n)


def sort_words(sort: Iterable[Sort], fields: Mapping[str, Field]) -> str:
    """An order as one reads it: "Tier, Annual value (largest first)"."""
    return _(", ").join(
        _("%s (largest first)") % fields[one.field].label
        if one.descending
        else str(fields[one.field].label)
        for one in sort
        if one.field in fields
    )
