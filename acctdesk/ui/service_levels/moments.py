"""Moments as they are typed into forms: a day and a time of the computer's own zone."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from acctdesk.errors import Invalid
from acctdesk.ui.entry import typed
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.catalogue import Field

_TIME = re.compile(r"[\sT,]*(\d{1,2})[:.h](\d{2})(?:[:.](\d{2}))?\s*$")


def read_moment(field: Field, day_field: Field, text: str, today: dt.date) -> dt.datetime | None:
    """The moment that somebody typed, in UTC; None for nothing.

    Args:
        field: Where it was typed.
        day_field: A field of days: says how days are written.
        text: Such as "14 Oct 2026 09:30", "fri 9:30", "2026-10-14"; without a time it is midnight.
        today: The day it is.

    Raises:
        Invalid: It can't be read.
    """
    text = text.strip()
    if not text:
        return None
    found = _TIME.search(text)
    day_text, clock = text, dt.time()
    if found:
        day_text = text[: found.start()]
        try:
            clock = dt.time(int(found[1]), int(found[2]), int(found[3] or 0))
        except ValueError as error:
            raise _refusal(field, text) from error
    try:
        read = typed(day_field, day_text or "today", today)[day_field.name]
        day = dt.date.fromisoformat(str(read))
    except (Invalid, ValueError) as error:
        raise _refusal(field, text) from error
    return dt.datetime.combine(day, clock).astimezone(dt.UTC)


def _refusal(field: Field, text: str) -> Invalid:
    return Invalid(
        _("“%s” is no day with a time.") % text,
        where=str(field.label),
        field=field.name,
        remedy=_("Write it like 14 Oct 2026 09:30."),
    )
