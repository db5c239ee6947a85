"""Changes in words, for a list and for a look at one; without a window."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from acctdesk.services.catalogue import Catalogue, Field
from acctdesk.services.marks import find, fold
from acctdesk.ui.entry import in_words
from acctdesk.words import _, date, locale, moment

if TYPE_CHECKING:
    from acctdesk.services.history import FieldChange, HistoryEntry, HistoryHit, RowChange

LONG = 160
"""Letters of a value in a list; its look shows the rest."""

Marks = tuple[tuple[int, int], ...]


@dataclass(frozen=True, slots=True)
class Shown:
    """A change as a list shows it.

    Attributes:
        entry: The change.
        day: The day it was made, here.
        time: The time of day.
        what: What it is called.
        brief: Who made it, and what was before and after.
        what_marks: Where in `what` the words stand that were looked for.
        brief_marks: Where they stand in `brief`.
        icon: Lucide's name of a picture for it.
    """

    entry: HistoryEntry
    day: dt.date
    time: str
    what: str
    brief: str
    what_marks: Marks = ()
    brief_marks: Marks = ()
    icon: str = "pencil"


def shown(hits: Iterable[HistoryHit], catalogue: Catalogue, words: str) -> list[Shown]:
    """Changes as a list shows them.

    Args:
        hits: The changes.
        catalogue: Names kinds and fields.
        words: What was looked for.
    """
    wanted = fold(words).split()
    made = []
    for hit in hits:
        entry = hit.entry
        what = called(entry, catalogue)
        said = (entry.author or _("Nobody yet"), _did(hit, catalogue))
        brief = " · ".join(one for one in said if one)
        time = moment(entry.at).rpartition(", ")[2]
        made.append(
            Shown(
                entry, entry.at.astimezone().date(), time, what, brief,
                find(what, wanted), find(brief, wanted), _icon(hit),
            )
        )  # fmt: skip
    return made


def called(entry: HistoryEntry, catalogue: Catalogue) -> str:
    """What a change is called; an undo says of what."""
    from acctdesk.services.historical_words import say_step

    return say_step(entry.label, entry.mode, catalogue)


def day_words(day: dt.date, today: dt.date) -> str:
    """A day as a heading: "Today, 4 Mar 2026", "Wednesday, 4 Mar 2026"."""
    from babel.dates import format_date

    if day == today:
        return _("Today, %s") % date(day)
    if day == today - dt.timedelta(days=1):
        return _("Yesterday, %s") % date(day)
    return f"{format_date(day, 'EEEE', locale=locale())}, {date(day)}"


def who_when(entry: HistoryEntry) -> str:
    """Who made a change, and when."""
    return f"{entry.author or _('Nobody yet')}, {moment(entry.at)}"


def head_of(row: RowChange, catalogue: Catalogue) -> str:
    """What a record is, and what happened to it: "Acme · Account added"."""
    kind = str(catalogue.kind(row.kind).label)
    what = {"insert": _("%s added"), "delete": _("%s deleted")}.get(row.op, "%s") % kind
    return f"{row.title} · {what}" if row.title else what


def line_of(one: FieldChange, op: str, catalogue: Catalogue) -> str:
    """One field in a line: "City: Ulm → Bonn"; empty when there is nothing to be told."""
    before, after = (value_words(one, value, catalogue) for value in (one.before, one.after))
    if op == "insert":
        return f"{one.label}: {after}" if after else ""
    if op == "delete":
        return f"{one.label}: {before}" if before else ""
    return f"{one.label}: {before or '–'} → {after or '–'}"


def value_words(one: FieldChange, value: object, catalogue: Catalogue) -> str:
    """A value before or after, as a person reads it; empty for none."""
    kind, _dot, name = one.field.partition(".")
    field = Field(kind, name or kind, one.label, one.format)
    if name:
        field = catalogue.kind(kind).fields.get(name) or field
    if value is None or value == ():
        return ""
    return in_words(field, value, title=str(value))


def copied(entry: HistoryEntry, rows: Sequence[RowChange], catalogue: Catalogue) -> str:
    """A change as text for the clipboard."""
    lines = [called(entry, catalogue), who_when(entry)]
    for row in rows:
        lines.append(head_of(row, catalogue))
        told = (line_of(one, row.op, catalogue) for one in row.fields)
        lines += [f"  {line}" for line in told if line]
    return "\n".join(lines)


def _did(hit: HistoryHit, catalogue: Catalogue) -> str:
    """What a change did, as far as a line holds it."""
    if not hit.rows:
        return ""
    row = hit.rows[0]
    names = list(dict.fromkeys(one.title for one in hit.rows if one.title))
    several = hit.more or len(hit.rows) > 1
    if row.op != "update" and several:
        if len(names) > 1:
            return ", ".join(names[:3]) + (", …" if hit.more or len(names) > 3 else "")
        return _("%s and more") % head_of(row, catalogue)
    lines = (line_of(one, row.op, catalogue) for one in row.fields)
    told = [" ".join(line.split())[:LONG] for line in lines if line]
    said = "; ".join([*told[:3], "…"] if len(told) > 3 else told)
    named = ": ".join(one for one in (row.title, said) if one)
    return _("%s and more") % named if several else named


def _icon(hit: HistoryHit) -> str:
    mode = hit.entry.mode
    if mode in ("undo", "redo"):
        return f"{mode}-2"
    if hit.entry.label.message.startswith("Import"):
        return "file-input"
    ops = {row.op for row in hit.rows}
    if ops == {"insert"}:
        return "plus"
    return "trash-2" if ops == {"delete"} else "pencil"
