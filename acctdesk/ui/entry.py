"""Values of fields as a person sees and types them, the same in grids and in forms."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from acctdesk.errors import Invalid
from acctdesk.services.catalogue import Field, Format, closed_list
from acctdesk.services.record import Record
from acctdesk.ui.widgets.roles import Editor, Kind
from acctdesk.ui.widgets.status import Status
from acctdesk.words import _, current_locale, date, locale, moment, money, number, percent

if TYPE_CHECKING:
    from acctdesk.services.values import Hints

CLOSED = frozenset(
    {Format.CHOICE, Format.COUNTRY, Format.LANGUAGE, Format.CURRENCY, Format.TIME_ZONE}
)
"""Formats whose values are on a list."""

Choices = tuple[tuple[object, str], ...]

_HEALTH = {"green": Status.MET, "amber": Status.RISK, "red": Status.BREACHED}


def status_of(field: Field, value: object) -> Status | None:
    """The glyph of a health value; None for fields that aren't a health."""
    if field.key != "account.rag":
        return None
    return _HEALTH.get(str(value), Status.NO_DATA)


def currency_of(field: Field, record: Record) -> str:
    """The currency that the amounts of a record are in; empty when nobody has said."""
    return str(record["currency"] or "") if field.format is Format.MONEY else ""


def in_words(field: Field, value: Any, *, title: str = "", currency: str = "") -> str:
    """A value as it is shown; empty for none.

    Args:
        field: Its field.
        value: A Python value as `Format` describes it.
        title: For a reference, the name of what it refers to.
        currency: For an amount, its ISO 4217 code.
    """
    if value is None or value == ():
        return _("No data") if field.key == "account.rag" else ""
    form = field.format
    if form is Format.REFERENCE:
        return title
    if form in CLOSED:
        return _labels(field, current_locale()).get(value, str(value))
    if form is Format.MONEY:
        return money(Decimal(value), currency)
    if form is Format.PERCENT:
        return percent(Decimal(value))
    if form in (Format.NUMBER, Format.INTEGER):
        return number(value)
    if form is Format.DATE:
        return date(str(value))
    if form is Format.MOMENT:
        return moment(value)
    if form is Format.CHECK:
        return _("Yes") if value else _("No")
    if form is Format.TAGS:
        return ", ".join(tag_words(field, value))
    return str(value)


def cell(field: Field, record: Record) -> str:
    """What a grid shows of a record in a field: one line."""
    text = in_words(
        field,
        record[field.name],
        title=record.titles.get(field.name, ""),
        currency=currency_of(field, record),
    )
    return " ".join(text.split()) if "\n" in text else text


def to_edit(field: Field, value: Any, *, title: str = "", currency: str = "") -> str:
    """A value as it stands in a line to be edited; typing it again gives the same value."""
    if value is None or value == ():
        return ""
    form = field.format
    if form is Format.REFERENCE:
        return title
    if form is Format.MONEY:
        return f"{_plain(value)} {currency}".strip()
    if form is Format.PERCENT:
        return f"{_plain(Decimal(value) * 100)} %"
    if form in (Format.NUMBER, Format.INTEGER):
        return _plain(value)
    if form is Format.MOMENT:
        return f"{value.astimezone():%Y-%m-%d %H:%M}"
    if form is Format.TAGS:
        return ", ".join(tag_words(field, value))
    return str(value)


def tag_words(field: Field, tags: Iterable[str]) -> tuple[str, ...]:
    """Tags as they are shown: by their labels where they are of a closed list."""
    if not field.choices:
        return tuple(tags)
    labels = {one.code: str(one.label) for one in field.choices}
    return tuple(labels.get(one, one) for one in tags)


def typed(field: Field, text: str, today: dt.date) -> dict[str, Any]:
    """What a typed text means: the values to hand to a command.

    An amount with a currency's sign also says the record's currency.

    Args:
        field: The field it was typed into.
        text: What was typed; blank empties the field.
        today: The day it is, for "fri" and "+30".

    Raises:
        Invalid: It can't be read; says what was expected, and how to write it.
    """
    from acctdesk.services.values import describe, parse_typed

    if not text.strip():
        return {field.name: () if field.format is Format.TAGS else None}
    found = parse_typed(field, text, habits(current_locale()), today)
    if found.problem:
        what, remedy = describe(found.problem, field, text)
        raise Invalid(what, where=str(field.label), remedy=remedy, field=field.name)
    values: dict[str, Any] = {field.name: found.value}
    if found.currency and field.format is Format.MONEY and not field.custom:
        values["currency"] = found.currency
    return values


def choices_of(field: Field) -> Choices:
    """Value and words of a closed list, with nothing first unless it is required."""
    if field.format is Format.CHECK:
        listed: tuple[tuple[object, str], ...] = ((True, _("Yes")), (False, _("No")))
    elif field.format in CLOSED:
        listed = closed_list(field)
    else:
        return ()
    return listed if field.required else ((None, ""), *listed)


def editor_of(field: Field) -> Editor:
    """Which editor opens for a field; references to few records are choices instead."""
    if field.format in CLOSED or field.format is Format.CHECK:
        return Editor.CHOICE
    if field.format is Format.LONG_TEXT:
        return Editor.TEXT
    return Editor.DATE if field.format is Format.DATE else Editor.LINE


def kind_of(field: Field) -> Kind:
    """How a grid paints a field's column."""
    if field.key in _KINDS:
        return _KINDS[field.key]
    return _FORMAT_KINDS.get(field.format, Kind.TEXT)


def hint_of(field: Field) -> str:
    """What to type into a field, shown while it is empty; for fields that take short forms."""
    hints = {
        Format.DATE: _("14 Oct 2026, fri, +30"),
        Format.MOMENT: _("14 Oct 2026 09:30"),
        Format.MONEY: _("1200 EUR"),
        Format.TAGS: _("one, another"),
        Format.PERCENT: "12 %",
    }
    return hints.get(field.format, "")


@functools.lru_cache(maxsize=4)
def habits(tag: str) -> Hints:
    """How people who use a locale write dates and numbers.

    Args:
        tag: BCP 47 tag.
    """
    from acctdesk.services.values import Hints

    here = locale()
    pattern = here.date_formats["short"].pattern.lower()
    order = "".join(sorted({"d", "m", "y"} & set(pattern), key=pattern.index))
    return Hints(
        date_order=order if order in ("dmy", "mdy", "ymd") else "",
        decimal=str(here.number_symbols["latn"]["decimal"]),
        default_region=here.territory or "",
    )


def _labels(field: Field, tag: str) -> Mapping[object, str]:
    if field.format is Format.CHOICE:
        return {one.code: str(one.label) for one in field.choices}
    return _listed(field.format, tag)


@functools.lru_cache(maxsize=32)
def _listed(form: Format, tag: str) -> Mapping[object, str]:
    probe = Field(kind="", name="", label="", format=form)
    return dict(closed_list(probe))


def _plain(value: Any) -> str:
    decimal = Decimal(value)
    text = f"{decimal.normalize():f}"
    mark = habits(current_locale()).decimal
    return text.replace(".", mark)


_KINDS = {"account.name": Kind.NAME, "account.tier": Kind.TIER, "account.rag": Kind.STATUS}
_FORMAT_KINDS = {
    Format.INTEGER: Kind.NUMBER,
    Format.NUMBER: Kind.NUMBER,
    Format.PERCENT: Kind.NUMBER,
    Format.MONEY: Kind.NUMBER,
    Format.DATE: Kind.DATE,
    Format.MOMENT: Kind.DATE,
    Format.TAGS: Kind.TAGS,
}
