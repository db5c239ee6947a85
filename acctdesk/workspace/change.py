"""A change as it is written: who makes it, what it is called, and its rows put together."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

import orjson

Stored = dict[str, Any]
"""A row as the database holds it: values that JSON can say, NULLs left out."""

INSERT, UPDATE, DELETE = 1, 2, 3


@dataclass(frozen=True, slots=True)
class Author:
    """Who makes a change.

    Attributes:
        id: Their member id; None before anybody said who they are.
        name: Their name, kept with the change.
    """

    id: str | None = None
    name: str = ""


@dataclass(frozen=True, slots=True)
class Label:
    """What a change is called.

    Attributes:
        message: English sentence with ``{placeholders}``, translated when it is shown.
        params: What fills the placeholders: texts and numbers.
    """

    message: str
    params: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Committed:
    """What a command did; pages decide by it whether to refresh.

    Attributes:
        id: The change's id.
        label: Its label.
        touched: The ids it touched by kind; None instead of ids when there were very many.
        mode: "do", "undo" or "redo".
    """

    id: str
    label: Label
    touched: Mapping[str, frozenset[str] | None]
    mode: str = "do"


def as_json(stored: Stored | None) -> str | None:
    """Stored values as the journal keeps them."""
    return None if stored is None else orjson.dumps(stored).decode()


Entry = tuple[str, int, Stored | None, Stored | None]


def merge(earlier: Entry, later: Entry) -> Entry | None:
    """Two touches of one row in one change as a single one; None when they cancel out."""
    kind, first, before, after = earlier
    second, then_before, then_after = later[1], later[2], later[3]
    if first == INSERT:
        if second == DELETE:
            return None
        merged = {**(after or {}), **(then_after or {})}
        return kind, INSERT, None, {n: v for n, v in merged.items() if v is not None}
    if first == DELETE:
        # Deleted and put back: what differs is an update.
        names = set(before or {}) | set(then_after or {})
        old = {n: (before or {}).get(n) for n in names}
        new = {n: (then_after or {}).get(n) for n in names}
        changed = [n for n in names if old[n] != new[n]]
        if not changed:
            return None
        return kind, UPDATE, {n: old[n] for n in changed}, {n: new[n] for n in changed}
    if second == DELETE:
        whole = {**(then_before or {}), **(before or {})}
        return kind, DELETE, {n: v for n, v in whole.items() if v is not None}, None
    olds = {**(then_before or {}), **(before or {})}
    news = {**(after or {}), **(then_after or {})}
    changed = [n for n in news if olds.get(n) != news[n]]
    if not changed:
        return None
    return kind, UPDATE, {n: olds[n] for n in changed}, {n: news[n] for n in changed}
