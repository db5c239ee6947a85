"""Whether a filter holds for one record that has been read: what marks in a grid go by.

The same rules as `acctdesk.services.querying.filtering`, over Python values; a test holds the two
to the same answers.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from acctdesk.models.catalogue import Field, Format
from acctdesk.services.filters import NUMERIC, Condition, Match, Op
from acctdesk.services.record import Record
from acctdesk.services.spans import period
from acctdesk.services.standpoint import Standpoint
from acctdesk.workspace.folding import fold

_OPPOSITE = {Op.IS_NOT: Op.IS, Op.NOT_IN: Op.IN, Op.NOT_CONTAINS: Op.CONTAINS}


def holds(
    where: Match | Condition, record: Record, fields: Mapping[str, Field], standpoint: Standpoint
) -> bool:
    """Whether a record fulfils a filter.

    Args:
        where: The filter.
        record: The record, with the names of what it refers to.
        fields: The fields of its kind by name.
        standpoint: What relative values refer to.

    Raises:
        KeyError: There is no such field.
        TypeError, ValueError: A value doesn't fit its field.
    """
    if isinstance(where, Condition):
        return _condition(where, record, fields[where.field], standpoint)
    results = (holds(part, record, fields, standpoint) for part in where.parts)
    if not where.parts:
        return True
    if where.mode == "all":
        return all(results)
    return any(results) if where.mode == "any" else not any(results)


def _condition(condition: Condition, record: Record, field: Field, standpoint: Standpoint) -> bool:
    op, wanted = Op(condition.op), condition.value
    value = record[field.name]
    blank = value is None or value in ("", ())
    if op is Op.EMPTY or (op is Op.IS and wanted is None):
        return blank
    if op is Op.NOT_EMPTY or (op is Op.IS_NOT and wanted is None):
        return not blank
    if field.format is Format.CHECK and op in (Op.IS, Op.IS_NOT):
        return (bool(value) is bool(wanted)) is (op is Op.IS)
    if op in _OPPOSITE:
        return not _condition(
            Condition(field.name, _OPPOSITE[op], wanted), record, field, standpoint
        )
    if op is Op.IN:
        return any(
            _condition(Condition(field.name, Op.IS, one), record, field, standpoint)
            for one in wanted or ()
        )
    if blank:
        return False
    if field.format is Format.DATE:
        return _date(op, value, wanted, standpoint)
    if field.format in NUMERIC:
        return _number(op, value, wanted)
    if field.format is Format.TAGS:
        return any(_text(op, word, wanted) for word in value)
    if field.format is Format.REFERENCE:
        if op is Op.IS:
            return bool(value == standpoint.member(wanted))
        return _text(op, record.titles.get(field.name, ""), wanted)
    if op is Op.IS and field.format not in _FOLDED:
        return bool(value == wanted)
    return _text(op, str(value), wanted)


_FOLDED = {Format.TEXT, Format.LONG_TEXT, Format.EMAIL, Format.PHONE, Format.URL}


def _text(op: Op, text: str, wanted: Any) -> bool:
    held, sought = fold(text), fold(wanted)
    match op:
        case Op.IS:
            return held == sought
        case Op.CONTAINS:
            return sought in held
        case Op.STARTS:
            return held.startswith(sought)
    raise ValueError(op)


def _number(op: Op, value: Any, wanted: Any) -> bool:
    match op:
        case Op.IS:
            return bool(value == wanted)
        case Op.UNDER:
            return bool(value < wanted)
        case Op.AT_MOST:
            return bool(value <= wanted)
        case Op.OVER:
            return bool(value > wanted)
        case Op.AT_LEAST:
            return bool(value >= wanted)
    raise ValueError(op)


def _date(op: Op, value: str, wanted: Any, standpoint: Standpoint) -> bool:
    """The held date and the wanted days are both stretches of days."""
    held, days = period(value), standpoint.days(wanted)
    first, begins = days.first, held.first
    begun = first is None or (begins is not None and begins >= first)
    match op:
        case Op.IS | Op.WITHIN:
            return begun and held.last <= days.last
        case Op.UNDER:
            return first is not None and held.last < first
        case Op.AT_MOST:
            return held.last <= days.last
        case Op.OVER:
            return begins is not None and begins > days.last
        case Op.AT_LEAST:
            return begun
    raise ValueError(op)
