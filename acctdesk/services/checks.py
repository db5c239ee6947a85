"""Whether a value fits the field it is meant for."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from acctdesk.errors import Invalid
from acctdesk.models.catalogue import Field, Format
from acctdesk.words import _

LONGEST = 32_767
"""Characters a text may have: what a cell of a workbook holds."""

TOO_LARGE = Decimal(10) ** 12
"""Amounts from here on are taken for a slip: they leave no room for millionths in 64 bits."""


def check_value(field: Field, value: Any) -> Any:
    """A Python value that fits its field.

    Args:
        field: The field.
        value: The value; a blank text is None.

    Raises:
        Invalid: It doesn't fit: a code that isn't on the list, a wrong type, a text too long.
    """
    if isinstance(value, str):
        value = value if field.format is Format.LONG_TEXT else value.strip()
        if not value.strip():
            value = None
    if value is None or value == ():
        if field.required:
            raise Invalid(
                _("%s can't be empty.") % field.label, field=field.name, remedy=_("Fill it in.")
            )
        return () if field.format is Format.TAGS else None
    expected: Any = {
        Format.INTEGER: int,
        Format.NUMBER: (Decimal, int),
        Format.PERCENT: (Decimal, int),
        Format.MONEY: (Decimal, int),
        Format.CHECK: bool,
        Format.MOMENT: dt.datetime,
        Format.TAGS: (tuple, list, set, frozenset),
    }.get(field.format, str)
    if not isinstance(value, expected) or (isinstance(value, bool) and expected is not bool):
        raise Invalid(_("this does not fit %s.") % field.label, field=field.name)
    _check_listed(field, value)
    if isinstance(value, dt.datetime) and value.tzinfo is None:
        raise ValueError("a moment without a time zone")
    if isinstance(value, str) and len(value) > LONGEST:
        raise Invalid(
            _("this text is longer than %s characters.") % LONGEST,
            field=field.name,
            remedy=_("Shorten it."),
        )
    if isinstance(value, Decimal) and not value.is_finite():
        raise Invalid(_("this does not fit %s.") % field.label, field=field.name)
    if isinstance(value, (int, Decimal)) and not -TOO_LARGE < value < TOO_LARGE:
        raise Invalid(_("this number is too large."), field=field.name)
    if field.within and isinstance(value, int) and not field.within[0] <= value <= field.within[1]:
        least, most = field.within
        raise Invalid(
            _("%(field)s goes from %(least)s to %(most)s, not to %(value)s.")
            % {"field": field.label, "least": least, "most": most, "value": value},
            field=field.name,
            remedy=_("Write a whole number from %(least)s to %(most)s.")
            % {"least": least, "most": most},
        )
    return tuple(value) if field.format is Format.TAGS else value


def _check_listed(field: Field, value: Any) -> None:
    """Refuse what is not on a field's closed list."""
    if not field.choices:
        return
    codes = {one.code for one in field.choices}
    several = field.format is Format.TAGS
    if not several and field.format is not Format.CHOICE:
        return
    for one in value if several else (value,):
        if one not in codes:
            raise Invalid(
                _("“%(value)s” is not on the list of %(field)s.")
                % {"value": one, "field": field.label},
                field=field.name,
                remedy=_("Choose one of: %s.") % ", ".join(str(c.label) for c in field.choices),
            )
