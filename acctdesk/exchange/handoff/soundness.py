"""Whether the fields of an edited record fit together, where nothing could work otherwise."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from typing import Any

from acctdesk.errors import Invalid
from acctdesk.services.service.fitting import check, month_number
from acctdesk.words import _
from acctdesk.workspace.tables import Tables

_CHECKED = frozenset({"calendar", "objective", "exclusion", "outage", "agreement_version"})
_ONE_OF = {"attendee": ("person_id", "member_id"), "participant": ("person_id", "member_id")}
WATCHED = _CHECKED | _ONE_OF.keys() | {"measurement"}
"""Kinds whose records may be unfit as a whole."""


@functools.cache
def _tables() -> Tables:
    return Tables()


def complaint(kind: str, stored: Mapping[str, Any]) -> str:
    """What is wrong with a record as a whole, as a sentence; empty for nothing.

    Args:
        kind: Its kind.
        stored: Its stored values by column.
    """
    pair = _ONE_OF.get(kind)
    if pair and all(name in stored for name in pair):
        if sum(bool(stored[name]) for name in pair) != 1:
            return _("One person is needed here, of them or of us.")
        return ""
    if kind == "measurement" and not following(kind, stored):
        return _("A measurement needs its day.")
    if kind not in _CHECKED:
        return ""
    try:
        known = set(_tables().columns(kind))
        values = {name: value for name, value in stored.items() if name in known}
        check(kind, _tables().load(kind, values))
    except Invalid as bad:
        what = bad.what[:1].upper() + bad.what[1:]
        return what if what.endswith(".") else f"{what}."
    return ""


def following(kind: str, stored: Mapping[str, Any]) -> dict[str, Any]:
    """Values that the program keeps beside others of the same record, and that follow from them.

    Args:
        kind: Its kind.
        stored: Its stored values by column.
    """
    day = stored.get("day")
    if kind != "measurement" or not day:
        return {}
    try:
        return {"month": month_number(str(day))}
    except Invalid:
        return {}
