"""Words that any file can hold."""

from __future__ import annotations

import re
from dataclasses import fields, is_dataclass, replace
from typing import Any, TypeVar

Shape = TypeVar("Shape")

_FORBIDDEN = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
"""What XML 1.0 can't hold, not even escaped."""


def plain(shape: Shape) -> Shape:
    """A client's shape in which every text can be written into a file.

    Args:
        shape: A deck, a slide, a part: anything frozen that holds texts and others of its kind.
    """
    made: Any = _plain(shape)
    return made  # type: ignore[no-any-return]


def _plain(value: Any) -> Any:
    if isinstance(value, str):
        return _FORBIDDEN.sub("\ufffd", value)
    if isinstance(value, tuple):
        return tuple(map(_plain, value))
    if is_dataclass(value) and not isinstance(value, type):
        told = {one.name: getattr(value, one.name) for one in fields(value)}
        changed = {name: _plain(one) for name, one in told.items()}
        if all(changed[name] is one or changed[name] == one for name, one in told.items()):
            return value
        return replace(value, **changed)
    return value
