"""The day and the hour of a review as they are typed."""

from __future__ import annotations

import datetime as dt
import re
from typing import TYPE_CHECKING

from acctdesk.errors import Invalid
from acctdesk.ui.entry import typed
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.desk import Desk

_TIME = re.compile(r"[\sT,]*(\d{1,2})[:.h](\d{2})\s*$")
MORNING = dt.time(10)
"""When a review begins of which only the day is typed."""


def read_start(desk: Desk, text: str, field: str = "starts") -> dt.datetime:
    """When a review starts, in UTC, as somebody typed it on the computer's own clock.

    Args:
        desk: The open workspace: says how days are written, and what day it is.
        text: Such as "4 Dec 2026 10:00", "fri 9:30", "2026-12-04"; without a time it is ten.
        field: The field that is to blame.

    Raises:
        Invalid: It can't be read, or nothing was typed.
    """
    text = text.strip()
    found = _TIME.search(text)
    day_text, clock = (text[: found.start()], MORNING) if found else (text, MORNING)
    try:
        if found:
            clock = dt.time(int(found[1]), int(found[2]))
        days = desk.fields.field("promise", "due")
        read = typed(days, day_text, desk.context.today())[days.name]
        day = dt.date.fromisoformat(str(read))
    except (Invalid, ValueError) as error:
        raise Invalid(
            _("“%s” is no day with a time.") % text if text else _("the day is missing."),
            field=field,
            remedy=_("Write it like 4 Dec 2026 10:00."),
        ) from error
    return dt.datetime.combine(day, clock).astimezone(dt.UTC)
