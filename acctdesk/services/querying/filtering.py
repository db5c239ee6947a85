"""Filters as SQL: every condition becomes an expression that is true or false, never unknown.

Dates keep their precision as text: "2026-05" stands for all of May. Its first day is compared by
cutting the other side short ("2026-05" is not before 1 May), its last by filling it up, so that a
plain index over the text still serves.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from sqlalchemy import ColumnElement, Table, and_, false, func, literal, not_, or_, select, true

from acctdesk.errors import Invalid
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.filters import NUMERIC, TEXTUAL, Condition, Match, Op
from acctdesk.services.querying.columns import elsewhere, own
from acctdesk.services.spans import Days, add_months
from acctdesk.services.standpoint import Standpoint
from acctdesk.words import _
from acctdesk.workspace.bulk import folded, has_tag
from acctdesk.workspace.folding import fold
from acctdesk.workspace.tables import Tables

Yes = ColumnElement[bool]

_OPPOSITE = {Op.IS_NOT: Op.IS, Op.NOT_IN: Op.IN, Op.NOT_CONTAINS: Op.CONTAINS}
"""Comparisons that hold whenever their opposite doesn't, so also for an empty field."""


class Filtering:
    """Makes SQL of filters over one kind.

    Args:
        tables: The tables.
        catalogue: Every field, the person's own included.
        kind: The kind of record.
        standpoint: What relative values refer to.
        few: Whether only a few records are looked at: values kept elsewhere are then looked up
            for each record, instead of being selected as a whole.
    """

    def __init__(
        self,
        tables: Tables,
        catalogue: Catalogue,
        kind: str,
        standpoint: Standpoint,
        *,
        few: bool = False,
    ) -> None:
        self._tables, self._catalogue, self._kind = tables, catalogue, kind
        self._standpoint, self._few = standpoint, few
        self._table: Table = tables.table(kind)

    def match(self, where: Match | Condition) -> Yes:
        """A filter as an expression over the kind's table.

        Raises:
            Invalid: A value doesn't fit its field.
            KeyError: There is no such field.
            ValueError: There is no such comparison.
        """
        if isinstance(where, Condition):
            return self._condition(where)
        parts = [self.match(part) for part in where.parts]
        if not parts:
            return true()
        if where.mode == "all":
            return and_(*parts)
        return or_(*parts) if where.mode == "any" else not_(or_(*parts))

    def _condition(self, condition: Condition) -> Yes:
        field = self._catalogue.field(self._kind, condition.field)
        op = Op(condition.op)
        if op is Op.EMPTY or (op is Op.IS and condition.value is None):
            return not_(self._filled(field))
        if op is Op.NOT_EMPTY or (op is Op.IS_NOT and condition.value is None):
            return self._filled(field)
        if field.format is Format.CHECK and op in (Op.IS, Op.IS_NOT):
            # A tick that was never set is as good as one that was taken away.
            ticked = self._over(field, lambda column: column.is_(True))
            return ticked if (op is Op.IS) is bool(condition.value) else not_(ticked)
        if op in _OPPOSITE:
            return not_(self._positive(field, _OPPOSITE[op], condition.value))
        return self._positive(field, op, condition.value)

    def _filled(self, field: Field) -> Yes:
        if field.format in TEXTUAL:
            return self._over(field, lambda column: and_(column.is_not(None), column != ""))
        return self._over(field, lambda column: column.is_not(None))

    def _positive(self, field: Field, op: Op, value: Any) -> Yes:
        """A comparison that an empty field never fulfils."""
        if op is not Op.IN:
            test = self._test(field, op, value)
            return self._over(field, test)
        values = tuple(value or ())
        listed = [one for one in values if one is not None]
        found = self._over(field, self._test(field, op, listed)) if listed else false()
        return or_(found, not_(self._filled(field))) if len(listed) < len(values) else found

    def _over(self, field: Field, test: Callable[[Any], Yes]) -> Yes:
        """A test of the field's column, false where there is no value."""
        if own(field):
            column = self._table.c[field.name]
            return and_(column.is_not(None), test(column))
        record, column, which = elsewhere(field)
        rows = which.where(column.is_not(None), test(column))
        if self._few:
            return rows.where(record == self._table.c.id).correlate(self._table).exists()
        return self._table.c.id.in_(rows)

    def _test(self, field: Field, op: Op, value: Any) -> Callable[[Any], Yes]:
        form = field.format
        try:
            if form is Format.DATE:
                return self._date(op, value)
            if form in NUMERIC:
                return _number(field, op, value)
            if form is Format.TAGS:
                return _tags(op, value)
            if form is Format.REFERENCE:
                return self._reference(field, op, value)
            return _text(op, value) if form in TEXTUAL else _code(op, value)
        except (TypeError, AttributeError, ValueError) as error:
            raise Invalid(
                _("this does not fit %s.") % field.label,
                field=field.name,
                remedy=_("Choose another comparison or value."),
            ) from error

    def _date(self, op: Op, value: Any) -> Callable[[Any], Yes]:
        if op is Op.IN:
            tests = [self._date(Op.IS, one) for one in value]
            return lambda column: or_(*(test(column) for test in tests))
        days = self._standpoint.days(value)
        match op:
            case Op.IS | Op.WITHIN:
                return lambda column: and_(_not_before(column, days.first), _ends(column, days))
            case Op.UNDER:
                before = _end(_day_before(days.first))
                return lambda column: _last(column) <= before
            case Op.AT_MOST:
                return lambda column: _ends(column, days)
            case Op.OVER:
                return lambda column: column > days.last.isoformat()
            case Op.AT_LEAST:
                return lambda column: _not_before(column, days.first)
        raise ValueError(op)

    def _reference(self, field: Field, op: Op, value: Any) -> Callable[[Any], Yes]:
        if op is Op.IS:
            return lambda column: column == self._standpoint.member(value)
        if op is Op.IN:
            members = [self._standpoint.member(one) for one in value]
            return lambda column: column.in_(members)
        target = self._tables.table(field.target)
        title = target.c[self._catalogue.kind(field.target).title]
        # Not correlated: a kind may refer to itself.
        named = select(target.c.id).where(folded(title, _part(op, value))).correlate(None)
        return lambda column: column.in_(named)


def _part(op: Op, value: Any) -> Callable[[Any], Yes]:
    """A test of a folded text."""
    word = fold(value)
    if op is Op.CONTAINS:
        return lambda text: text.contains(word, autoescape=True)
    if op is Op.STARTS:
        return lambda text: text.startswith(word, autoescape=True)
    raise ValueError(op)


def _text(op: Op, value: Any) -> Callable[[Any], Yes]:
    if op is Op.IS:
        word = fold(value)
        return lambda column: folded(column, lambda text: text == word)
    if op is Op.IN:
        words = [fold(one) for one in value]
        return lambda column: folded(column, lambda text: text.in_(words))
    test = _part(op, value)
    return lambda column: folded(column, test)


def _code(op: Op, value: Any) -> Callable[[Any], Yes]:
    if op is Op.IS:
        return lambda column: column == value
    if op is Op.IN:
        return lambda column: column.in_(list(value))
    raise ValueError(op)


def _tags(op: Op, value: Any) -> Callable[[Any], Yes]:
    if op is Op.CONTAINS:
        part = fold(value)
        return lambda column: has_tag(column, part=part)
    if op in (Op.IS, Op.IN):
        words = [fold(one) for one in ([value] if isinstance(value, str) else value)]
        return lambda column: has_tag(column, exact=words)
    raise ValueError(op)


def _number(field: Field, op: Op, value: Any) -> Callable[[Any], Yes]:
    def fits(one: Any) -> Any:
        if isinstance(one, bool) or not isinstance(one, (int, Decimal)):
            raise TypeError(one)
        whole = field.format is Format.INTEGER and isinstance(one, Decimal) and not field.custom
        return float(one) if whole else one

    if op is Op.IN:
        numbers = [fits(one) for one in value]
        return lambda column: column.in_(numbers)
    number = fits(value)
    match op:
        case Op.IS:
            return lambda column: column == number
        case Op.UNDER:
            return lambda column: column < number
        case Op.AT_MOST:
            return lambda column: column <= number
        case Op.OVER:
            return lambda column: column > number
        case Op.AT_LEAST:
            return lambda column: column >= number
    raise ValueError(op)


# -- dates that keep their precision -------------------------------------------------------


def _last(column: Any) -> Any:
    """The last day of what a date stands for, in a form that is compared with `_end`."""
    return column + func.substr(literal("-99-99"), func.length(column) - 3)


def _end(day: dt.date | None) -> str:
    """A day as `_last` writes it: the end of a month or a year is the end of the vague one too."""
    if day is None:
        return ""
    text = day.isoformat()
    if day == dt.date.max or add_months(day.replace(day=1), 1).toordinal() == day.toordinal() + 1:
        text = f"{text[:7]}-99"
    return f"{text[:4]}-99-99" if text.endswith("-12-99") else text


def _ends(column: Any, days: Days) -> Yes:
    found: Yes = _last(column) <= _end(days.last)
    return found


def _not_before(column: Any, day: dt.date | None) -> Yes:
    """Whether the first day of what a date stands for is a day or after it."""
    if day is None:
        return true()
    text = day.isoformat()
    text = text[:4] if text.endswith("-01-01") else text[:7] if text.endswith("-01") else text
    found: Yes = column >= text
    return found


def _day_before(day: dt.date | None) -> dt.date | None:
    if day is None or day == dt.date.min:
        return None
    return day - dt.timedelta(days=1)
