"""What values are sorted by: folded texts, names of what is referred to, places in closed lists."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from itertools import compress, count
from operator import not_
from typing import Any

from acctdesk.models.catalogue import Field
from acctdesk.services.catalogue import closed_list
from acctdesk.workspace.folding import fold

_PARTING = "\x1f"
"""Parts texts while they are folded together; folding leaves it what it is."""


@dataclass(frozen=True, slots=True)
class Key:
    """What the values of a column are sorted by.

    Attributes:
        of: Gives it for a value; None for a value that has no place.
        of_all: Gives it for all values of a column, with None among them.
        beyond: Tells first letters of values that surely come after some key, or before it when
            the largest come first; without it, nothing is known before the key is.
        folds: Whether it is the value without case and diacritics.
    """

    of: Callable[[Any], Any]
    of_all: Callable[[Sequence[Any]], Sequence[Any]]
    beyond: Callable[[Any, bool], frozenset[str]] | None = None
    folds: bool = False


def folded(texts: Sequence[str | None]) -> Sequence[str | None]:
    """Texts without case and diacritics, folded together where that comes to the same.

    Args:
        texts: Texts; None stays what it is.
    """
    try:
        text, filled = _PARTING.join(texts), texts  # type: ignore[arg-type]
    except TypeError:
        # Asking each whether it is a text takes longer than joining them.
        filled = [one for one in texts if one is not None]
        text = _PARTING.join(filled)  # type: ignore[arg-type]
    made = text.lower().split(_PARTING) if text.isascii() else _folded_apart(filled)
    if len(made) != len(filled):
        return [None if one is None else fold(one) for one in texts]
    if filled is texts:
        return made
    each = iter(made)
    return [None if one is None else next(each) for one in texts]


def _folded_apart(texts: Sequence[Any]) -> list[str]:
    """Texts folded together, those of nothing but ASCII by themselves, which is quickest."""
    others = list(compress(count(), map(not_, map(str.isascii, texts))))
    plain = list(texts)
    for at in others:
        plain[at] = ""
    made = _PARTING.join(plain).lower().split(_PARTING)
    parts = fold(_PARTING.join([texts[at] for at in others])).split(_PARTING)
    if len(parts) != len(others) or len(made) != len(texts):
        return []
    for at, one in zip(others, parts, strict=True):
        made[at] = one
    return made


def beyond_letters(bound: str, descending: bool) -> frozenset[str]:
    """The letters that no text up to some folded one begins with.

    Args:
        bound: The folded text.
        descending: Whether it is about the texts from there on.
    """
    first = bound[:1]
    # Other letters than those of ASCII may be folded to any.
    plain = frozenset(map(chr, range(128)))
    if descending:
        return frozenset(one for one in plain if one.lower() < first)
    return frozenset(one for one in plain if one.lower() > first)


def keyed(values: Sequence[Any], key: Callable[[Any], Any]) -> Sequence[Any]:
    """What values are sorted by, each different one asked for once.

    Args:
        values: Stored values.
        key: Gives None for one that has no place.
    """
    memo = {value: None if value is None else key(value) for value in set(values)}
    return [memo[value] for value in values]


def one_by_one(key: Callable[[Any], Any]) -> Key:
    """The key of values that are asked for one by one."""
    return Key(key, lambda values: keyed(values, key))


def _itself(value: Any) -> Any:
    return value


AS_IT_IS = Key(_itself, _itself)
"""Values that have been made ready for sorting before."""
FOLDED = Key(fold, folded, beyond_letters, folds=True)
"""Texts, as people sort them."""


def _month(value: str) -> str:
    return value[:7]


MONTHLY = one_by_one(_month)
"""Dates, put together by month."""


@functools.lru_cache(maxsize=64)
def _codes(field: Field, _locale: str) -> dict[str, int]:
    return {code: at for at, (code, _label) in enumerate(closed_list(field))}


def coded(field: Field, locale: str) -> Key:
    """Codes of a closed list, by where they stand in it.

    Args:
        field: The field.
        locale: The language in force, whose names order some lists.
    """
    return one_by_one(_codes(field, locale).get)
