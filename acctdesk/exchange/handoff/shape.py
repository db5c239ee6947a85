"""Whether an unpacked parcel has the shape of one, so that everybody behind it may rely on that.

The digest tells damage; it doesn't tell who made the file. A workbook comes from outside, and what
it holds may be anything that somebody packed on purpose.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from types import NoneType
from typing import Any

from acctdesk.exchange.handoff.cells import SCALED
from acctdesk.models.catalogue import Audience, Catalogue, Field, Format
from acctdesk.models.custom import CUSTOM_FORMATS
from acctdesk.models.stored import words
from acctdesk.services.handover.parcel import Parcel

_FORMATS = frozenset(str(one.code) for one in CUSTOM_FORMATS)
_LANGUAGE = re.compile(r"[A-Za-z]{2,3}(?:[-_][A-Za-z0-9]{1,8}){0,4}")
_NUMBERS: frozenset[type] = frozenset({int, NoneType})
_TICKS: frozenset[type] = frozenset({int, bool, NoneType})
_TEXTS: frozenset[type] = frozenset({str, NoneType})
_SCALARS: frozenset[type] = frozenset({str, int, float, bool, NoneType})


def is_whole(catalogue: Catalogue, parcel: Parcel) -> bool:
    """Whether the rows of a parcel are rows of known kinds, with values of their types.

    Args:
        catalogue: The fields as the program knows them.
        parcel: What was unpacked.
    """
    known = {kind.name: kind for kind in catalogue.kinds()}
    for kind, columns in parcel.columns.items():
        if kind not in known or len(set(columns)) != len(columns) or columns[:1] != ("id",):
            return False
        if not _has_shape(known[kind].fields, columns, parcel.rows.get(kind, ())):
            return False
    if not parcel.rows.keys() <= parcel.columns.keys():
        return False
    return (
        _is_told(parcel)
        and _are_customs(parcel)
        and all(
            page.kind in parcel.columns
            and len(page.fields) == len(page.headings)
            and _are_texts((page.name, *page.fields, *page.headings))
            and type(page.language) is str
            and _LANGUAGE.fullmatch(page.language) is not None
            for page in parcel.pages
        )
    )


def _is_told(parcel: Parcel) -> bool:
    """Whether what is told of the parcel as a whole is of the right types."""
    plain = (parcel.schema, parcel.origin, parcel.trail, parcel.made, parcel.by, parcel.note)
    several = (parcel.accounts, parcel.names, parcel.left_out, *parcel.gone.values())
    named = (parcel.outside, parcel.seen)
    return (
        _are_texts(plain)
        and all(_are_texts(one) for one in several)
        and len(parcel.names) == len(parcel.accounts)
        and all(isinstance(one, dict) and _are_texts((*one,)) for one in named)
        and _are_texts((*parcel.outside.values(),))
    )


def _are_customs(parcel: Parcel) -> bool:
    """Whether custom fields are of types that one may define."""
    columns = parcel.columns.get("custom_field", ())
    allowed = {"format": _FORMATS, "audience": frozenset(map(str, Audience))}
    return all(
        row[columns.index(name)] in codes
        for name, codes in allowed.items()
        if name in columns
        for row in parcel.rows.get("custom_field", ())
    )


def _are_texts(values: Sequence[Any]) -> bool:
    return all(type(one) is str for one in values)


def _has_shape(fields: Mapping[str, Field], columns: Sequence[str], rows: Sequence[Any]) -> bool:
    if not rows:
        return True
    if not set(map(type, rows)) <= {list, tuple} or set(map(len, rows)) != {len(columns)}:
        return False
    for name, column in zip(columns, zip(*rows, strict=True), strict=True):
        field = fields.get(name)
        if not set(map(type, column)) <= _types(name, field):
            return False
        if name == "id" and (len(set(column)) != len(column) or not all(column)):
            return False
        if field is not None and field.format is Format.TAGS and not _are_lists(column):
            return False
    return True


def _types(name: str, field: Field | None) -> frozenset[type]:
    if name == "id":
        return frozenset({str})
    if field is None:
        return _SCALARS
    if field.format in SCALED or field.format is Format.INTEGER:
        return _NUMBERS
    return _TICKS if field.format is Format.CHECK else _TEXTS


def _are_lists(column: Sequence[str | None]) -> bool:
    """Whether tags are lists of words."""
    try:
        return all(_are_texts(words(one)) for one in set(column))
    except (ValueError, TypeError):
        return False
