"""A meeting as a calendar entry (iCalendar, RFC 5545) that every calendar takes."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from acctdesk.clientview import Table, Text, View
from acctdesk.exchange.atomic import replacing
from acctdesk.exchange.maps.contactcards import escaped, folded


def write_entry(
    view: View,
    path: Path,
    *,
    uid: str,
    starts: dt.datetime,
    minutes: int,
    place: str = "",
    cancelled: bool = False,
    now: dt.datetime,
) -> None:
    """Write a meeting as a calendar entry.

    Args:
        view: Its title is the entry's; its texts and tables are the description.
        path: The file, replaced as a whole.
        uid: Names the meeting; the same for every entry of it, so that a new one takes its place.
        starts: When it starts.
        minutes: How long it takes.
        place: Where; may be empty.
        cancelled: Whether it will not be held.
        now: The moment it is written; a later entry replaces an earlier one.

    Raises:
        Problem: The file can't be written.
    """
    made = to_entry(
        view, uid=uid, starts=starts, minutes=minutes, place=place, cancelled=cancelled, now=now
    )
    with replacing(path) as part:
        part.write_bytes(made)


def to_entry(
    view: View,
    *,
    uid: str,
    starts: dt.datetime,
    minutes: int,
    place: str = "",
    cancelled: bool = False,
    now: dt.datetime,
) -> bytes:
    """A meeting as the bytes of a calendar entry; see `write_entry`."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//AcctDesk//AcctDesk//EN",
        # Published, not requested: who opens it puts it in their own calendar, and answers nobody.
        "METHOD:PUBLISH",
        "BEGIN:VEVENT",
        f"UID:{escaped(uid)}",
        f"DTSTAMP:{_moment(now)}",
        # Minutes since the year 2000: a later entry has a greater number.
        f"SEQUENCE:{max(int((now - _EPOCH).total_seconds()) // 60, 0)}",
        f"DTSTART:{_moment(starts)}",
        f"DTEND:{_moment(starts + dt.timedelta(minutes=minutes))}",
        f"SUMMARY:{escaped(view.title.text)}",
    ]
    if place:
        lines.append(f"LOCATION:{escaped(place)}")
    description = "\n".join(_description(view))
    if description:
        lines.append(f"DESCRIPTION:{escaped(description)}")
    lines.append(f"STATUS:{'CANCELLED' if cancelled else 'CONFIRMED'}")
    lines += ["END:VEVENT", "END:VCALENDAR"]
    return "".join(folded(line) for line in lines).encode("utf-8")


_EPOCH = dt.datetime(2000, 1, 1, tzinfo=dt.UTC)


def _moment(at: dt.datetime) -> str:
    return f"{at.astimezone(dt.UTC):%Y%m%dT%H%M%SZ}"


def _description(view: View) -> Iterator[str]:
    for part in view.parts:
        if isinstance(part, Text):
            yield part.text
        elif isinstance(part, Table):
            for row in part.rows:
                yield " · ".join(one for one in row if one)
