"""What the journal keeps, as one reads it: labels of changes, and values of fields."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.catalogue import closed_list
from acctdesk.words import _, _n, current_locale, date, moment, money, number, percent

if TYPE_CHECKING:
    from acctdesk.workspace import Label


def say(label: Label, catalogue: Catalogue) -> str:
    """What a change is called: "Edit City", "Delete 3 accounts".

    Args:
        label: The change's label.
        catalogue: Names the kinds.
    """
    params = dict(label.params)
    code = str(params.get("kind", ""))
    kinds = {kind.name: kind for kind in catalogue.kinds()}
    kind = kinds.get(code)
    many = int(params.get("n", 1) or 1)
    if many > 1 and kind is not None:
        counted = _n("{n}", "{n}", many)
        plural = _in_sentence(str(kind.plural))
        if label.message.startswith("Delete"):
            return _("Delete {n} {kind}").format(n=counted, kind=plural)
        if label.message.startswith("Archive"):
            return _("Archive {n} {kind}").format(n=counted, kind=plural)
        if label.message.startswith("Take"):
            return _("Take {n} {kind} back into use").format(n=counted, kind=plural)
        if label.message.startswith("Edit"):
            return _("Edit {fields} of {n} {kind}").format(
                fields=params.get("fields", ""), n=counted, kind=plural
            )
    if kind is not None:
        params["kind"] = _in_sentence(str(kind.label))
    try:
        return _(label.message).format(**params).strip()
    except (KeyError, IndexError, ValueError):
        # A label from a newer version, or a translation with a slip: better as it is than none.
        return label.message


def say_step(label: Label, mode: str, catalogue: Catalogue) -> str:
    """What a change is called; an undo or redo says of what.

    Args:
        label: The change's label.
        mode: "do", "undo" or "redo".
        catalogue: Names the kinds.
    """
    said = say(label, catalogue)
    if mode == "undo":
        return _("Undo: %s") % said
    return _("Redo: %s") % said if mode == "redo" else said


def in_words(field: Field, value: Any) -> str:
    """A value as one reads it; empty for none.

    Args:
        field: Its field.
        value: A Python value; of a reference the name of what it refers to, of a date perhaps only
            the month.
    """
    if value is None or value == ():
        return ""
    if field.format in _PLAIN:
        return str(value)
    if field.format is Format.CHECK:
        return _("yes") if value else _("no")
    if field.format is Format.DATE:
        return date(str(value))
    if field.format is Format.MOMENT:
        return moment(value)
    if field.format is Format.PERCENT:
        return percent(value)
    if field.format is Format.MONEY:
        return money(value, "")
    if field.format in (Format.NUMBER, Format.INTEGER):
        return number(value)
    if field.format is Format.TAGS and not isinstance(value, str):
        named = {one.code: str(one.label) for one in field.choices}
        return ", ".join(named.get(one, one) for one in value)
    if field.format is Format.CHOICE:
        return next((str(one.label) for one in field.choices if one.code == value), str(value))
    if field.format in _LISTED:
        return _listed(field.format, current_locale()).get(str(value), str(value))
    return str(value)


_PLAIN = frozenset({Format.TEXT, Format.LONG_TEXT, Format.REFERENCE, Format.EMAIL, Format.PHONE})
_LISTED = frozenset({Format.COUNTRY, Format.CURRENCY, Format.LANGUAGE, Format.TIME_ZONE})


@functools.lru_cache(maxsize=32)
def _listed(form: Format, tag: str) -> Mapping[str, str]:
    """Labels of a list that the locale names; made once, as a history names them many times."""
    return dict(closed_list(Field(kind="", name="", label="", format=form)))


def _in_sentence(word: str) -> str:
    return word[:1].lower() + word[1:]
