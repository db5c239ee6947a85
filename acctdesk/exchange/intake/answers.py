"""What a person decided about files: by clicks on the page, or in an answers file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import orjson

from acctdesk.errors import FileProblem
from acctdesk.services.values import fold
from acctdesk.words import _

FILL, OVERWRITE, LEAVE = "fill", "overwrite", "leave"
MODES = (OVERWRITE, FILL, LEAVE)
"""What a column does to a record that exists: replaces, fills blanks, or nothing."""

UPDATE, CREATE, SKIP = "update", "create", "skip"
DECISIONS = (UPDATE, CREATE, SKIP)
"""What to do with a row that may be a record that exists."""

ROSTER, PEOPLE, TICKETS = "roster", "people", "tickets"
KINDS = (ROSTER, PEOPLE, TICKETS)
"""What files may be: accounts and people, the organisation of one account, or its tickets."""

TICKET, EVENT = "ticket", "event"
ROWS = (TICKET, EVENT)
"""What a row of tickets may be."""

KEEP = "keep"
"""Target of a column that is kept as a custom field."""


@dataclass(frozen=True)
class Answers:
    """Decisions; what isn't decided is found out, and asked where it stays ambiguous.

    Attributes:
        sheets: Names of the sheets to take; empty takes those that look like rosters.
        header_rows: Sheet name to the number of its heading row.
        columns: Heading to a target key ("account.city"), "keep" for a custom field, or "" for
            leaving the column out.
        modes: Heading to what it does to existing records.
        clear: Headings whose blank cells erase.
        date_orders: Heading to "dmy", "mdy" or "ymd".
        decimals: Heading to "," or ".".
        words: Field key to folded word to the value it means; None leaves the field as it is.
        cells: "Sheet!row!heading" to the text that stands there instead.
        duplicates: "Sheet!row" to "update", "create" or "skip"; "*" decides all others that may
            be a record that exists.
        account: Name of the account whose organisation the files are: every row is somebody there,
            whatever else it says. Empty for a roster of many accounts. For tickets: whose they are.
        kind: What the files are, one of `KINDS`; empty when that is to be found out.
        zone: Time zone in which tickets tell their times; empty takes that of the workspace.
        rows: What a row of tickets is: "ticket" or "event"; empty when that is to be found out.
    """

    sheets: tuple[str, ...] = ()
    header_rows: Mapping[str, int] = field(default_factory=dict)
    columns: Mapping[str, str] = field(default_factory=dict)
    modes: Mapping[str, str] = field(default_factory=dict)
    clear: frozenset[str] = frozenset()
    date_orders: Mapping[str, str] = field(default_factory=dict)
    decimals: Mapping[str, str] = field(default_factory=dict)
    words: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    cells: Mapping[str, str] = field(default_factory=dict)
    duplicates: Mapping[str, str] = field(default_factory=dict)
    account: str = ""
    kind: str = ""
    zone: str = ""
    rows: str = ""

    def with_entry(self, topic: str, key: str, value: Any) -> Answers:
        """These answers and one more.

        Args:
            topic: Name of one of the mappings.
            key: Its key; for words "field key|word".
            value: The decision.
        """
        if topic == "words":
            name, _bar, word = key.partition("|")
            held = {**self.words, name: {**self.words.get(name, {}), fold(word): value}}
            return replace(self, words=held)
        entries: Any = {topic: {**getattr(self, topic), key: value}}
        return replace(self, **entries)

    def to_json(self) -> bytes:
        """As an answers file."""
        return orjson.dumps(
            {
                "sheets": self.sheets,
                "header_rows": self.header_rows,
                "columns": self.columns,
                "modes": self.modes,
                "clear": sorted(self.clear),
                "date_order": self.date_orders,
                "decimal": self.decimals,
                "words": self.words,
                "cells": self.cells,
                "duplicates": self.duplicates,
                "account": self.account,
                "kind": self.kind,
                "zone": self.zone,
                "rows": self.rows,
            },
            option=orjson.OPT_INDENT_2,
        )


_NAMES = {"date_order": "date_orders", "decimal": "decimals"}
_ALLOWED = {
    "modes": MODES,
    "date_orders": ("dmy", "mdy", "ymd"),
    "decimals": (",", "."),
    "duplicates": DECISIONS,
}


def read_answers(path: Path) -> Answers:
    """Read an answers file.

    Args:
        path: A JSON object; see `Answers` for its keys ("date_order" and "decimal" in singular).

    Raises:
        FileProblem: It can't be read, isn't JSON, or holds what no question asks.
    """
    try:
        raw = orjson.loads(path.read_bytes())
    except OSError as error:
        raise FileProblem(
            _("the answers can't be read (%s).") % error.strerror, where=path.name
        ) from error
    except orjson.JSONDecodeError as error:
        raise FileProblem(
            _("the answers are not JSON (%s).") % error,
            where=path.name,
            remedy=_('Write one object, such as {"date_order": {"Client since": "dmy"}}.'),
        ) from error
    return parse_answers(raw, path.name)


def parse_answers(raw: Any, where: str = "") -> Answers:
    """Answers from a decoded JSON object.

    Raises:
        FileProblem: It holds what no question asks.
    """
    if not isinstance(raw, dict):
        raise FileProblem(_("the answers are not one JSON object."), where=where)
    made: dict[str, Any] = {}
    known = set(Answers.__dataclass_fields__)
    for key, value in raw.items():
        name = _NAMES.get(key, key)
        if name not in known:
            raise FileProblem(
                _("there is no question “%s”.") % key,
                where=where,
                remedy=_("Use: %s.") % ", ".join(sorted(known)),
            )
        made[name] = _checked(name, key, value, where)
    return Answers(**made)


def _checked(name: str, key: str, value: Any, where: str) -> Any:
    if name == "sheets":
        return tuple(str(one) for one in (value if isinstance(value, list) else [value]))
    if name in ("account", "zone"):
        return str(value or "").strip()
    if name in ("kind", "rows"):
        _allow(key, value or "", ("", *(KINDS if name == "kind" else ROWS)), where)
        return value or ""
    if name == "clear":
        return frozenset(str(one) for one in (value if isinstance(value, list) else [value]))
    if not isinstance(value, dict):
        raise FileProblem(_("“%s” is not an object.") % key, where=where)
    if name == "words":
        return {
            one: {fold(word): meant for word, meant in words.items()}
            for one, words in value.items()
        }
    for answer in value.values():
        if name in _ALLOWED:
            _allow(key, answer, _ALLOWED[name], where)
    if name == "columns":
        return {heading: meant or "" for heading, meant in value.items()}
    return value


def _allow(key: str, answer: Any, allowed: Sequence[str], where: str) -> None:
    if answer not in allowed:
        raise FileProblem(
            _("“%(found)s” is no answer to “%(key)s”.") % {"found": answer, "key": key},
            where=where,
            remedy=_("Use one of: %s.") % ", ".join(filter(None, allowed)),
        )
