"""A deck as it was shown: written as JSON, read again without loss, compared with another.

The JSON names each shape and its attributes, and leaves out what is empty. A shape that gets an
attribute later reads older decks with that attribute's default.
"""

from __future__ import annotations

import base64
import functools
import types
import typing
from collections.abc import Callable, Mapping, Sequence
from dataclasses import MISSING, fields, is_dataclass
from typing import Any, TypeVar

import orjson

from acctdesk.clientview import Deck
from acctdesk.errors import FileProblem
from acctdesk.words import _

FORMAT = 1
"""What the JSON is written as; raised when older programs couldn't read it."""
_KIND = "is"
"""Key of a shape's name, where several may stand."""
_Shape = TypeVar("_Shape")


def freeze(deck: Deck) -> str:
    """A deck as compact JSON.

    Args:
        deck: The deck; its numbers are finite.

    Raises:
        ValueError: A number is not finite: it would come back as nothing.
    """
    return orjson.dumps({"format": FORMAT, "deck": _written(deck)}).decode()


def thaw(text: str) -> Deck:
    """A deck from its JSON.

    Raises:
        FileProblem: It isn't one, or a newer program wrote it.
    """
    try:
        held = orjson.loads(text)
        written = held["format"]
        if not isinstance(written, int) or written > FORMAT:
            raise FileProblem(
                _("this deck was kept by a newer AcctDesk."), remedy=_("Update AcctDesk.")
            )
        return _read(Deck, held["deck"])
    except (ValueError, KeyError, TypeError, AttributeError) as error:
        raise FileProblem(
            _("this deck can't be read."), remedy=_("Restore it from a backup.")
        ) from error


def changed(deck: Deck, texts: Callable[[str], str]) -> Deck:
    """A deck with every text put through a function; pictures and numbers stay.

    Args:
        deck: The deck.
        texts: Makes a text of a text.
    """
    made: Deck = _mapped(deck, texts)
    return made


def _mapped(value: Any, texts: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return texts(value)
    if isinstance(value, tuple):
        return tuple(_mapped(one, texts) for one in value)
    if is_dataclass(value):
        names = [one.name for one in fields(value) if one.name not in FIXED]
        same = {one.name: getattr(value, one.name) for one in fields(value)}
        return type(value)(  # type: ignore[misc]
            **same | {name: _mapped(same[name], texts) for name in names}
        )
    return value


FIXED = frozenset({"accent", "layout", "language", "role", "tone", "shape", "kind"})
"""Attributes whose texts are codes of the shapes, read by nobody."""


# -- writing -------------------------------------------------------------------------------


def _written(value: Any) -> Any:
    if value is None or isinstance(value, str | bool | int):
        return value
    if isinstance(value, float):
        if value - value != 0:
            raise ValueError("a number of a deck is not finite")
        return value
    if isinstance(value, bytes):
        return base64.b64encode(value).decode()
    if isinstance(value, tuple):
        return [_written(one) for one in value]
    told = {_KIND: type(value).__name__}
    for one in fields(value):
        held = getattr(value, one.name)
        # What is empty by default is left out; another default might be another one some day.
        empty = held is None or held == "" or held == ()
        if not (empty and one.default is not MISSING and held == one.default):
            told[one.name] = _written(held)
    return told


# -- reading -------------------------------------------------------------------------------


def _read(shape: type[_Shape], held: Mapping[str, Any]) -> _Shape:
    hints = _hints(typing.cast(typing.Hashable, shape))
    return shape(**{name: _value(hints[name], one) for name, one in held.items() if name in hints})


@functools.cache
def _hints(shape: typing.Hashable) -> Mapping[str, Any]:
    return typing.get_type_hints(shape)


def _value(hint: Any, held: Any) -> Any:
    origin = typing.get_origin(hint)
    if origin is tuple:
        inner = typing.get_args(hint)
        if inner[-1] is Ellipsis:
            return tuple(_value(inner[0], one) for one in held)
        return tuple(_value(of, one) for of, one in zip(inner, held, strict=True))
    if origin in (typing.Union, types.UnionType):
        return _one_of(typing.get_args(hint), held)
    if is_dataclass(hint):
        return _read(typing.cast(type, hint), held)
    if hint is bytes:
        return base64.b64decode(held, validate=True)
    if hint is float and isinstance(held, int) and not isinstance(held, bool):
        return held
    if not isinstance(held, hint):
        raise TypeError(f"{held!r} is no {hint.__name__}")
    return held


def _one_of(hints: Sequence[Any], held: Any) -> Any:
    if held is None and types.NoneType in hints:
        return None
    rest = [one for one in hints if one is not types.NoneType]
    if len(rest) == 1:
        return _value(rest[0], held)
    return _value({one.__name__: one for one in rest}[held[_KIND]], held)
