"""How the search page says what was found."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from acctdesk.services.hits import Marked
from acctdesk.words import _, _n, current_locale, date, lazy, number

if TYPE_CHECKING:
    from acctdesk.services.hits import Hit

Told = tuple[Marked, Marked]
"""What stands beside a hit's name, and what beneath."""
_TITLES = {
    "account": lazy("Accounts"),
    "person": lazy("People"),
    "interaction": lazy("Contact log"),
    "meeting": lazy("Reviews"),
    "promise": lazy("Promises"),
    "goal": lazy("Goals"),
    "decision": lazy("Decisions"),
    "risk": lazy("Risks"),
    "initiative": lazy("Initiatives"),
    "answer": lazy("Survey answers"),
    "ticket": lazy("Tickets"),
    "outage": lazy("Outages"),
    "attachment": lazy("Attachments"),
    "unit": lazy("Business units"),
    "member": lazy("Our team"),
}
_TYPES = {
    "call": lazy("Call"),
    "meeting": lazy("Meeting"),
    "email": lazy("E-mail"),
    "message": lazy("Message"),
    "note": lazy("Note"),
}


def kind_title(kind: str) -> str:
    """The heading of a kind."""
    return str(_TITLES[kind])


def count(hits: int, *, more: bool) -> str:
    """How many hits there are: "12", or "30+" where there are more."""
    return f"{number(hits)}+" if more else number(hits)


def beside(hit: Hit) -> str:
    """What stands beside a hit's name: whose it is, what, and when."""
    parts = [hit.account]
    if hit.kind == "person":
        parts.insert(0, hit.note)
    elif hit.kind == "ticket":
        parts = [hit.note, hit.account, date(hit.day) if hit.day else ""]
    elif hit.kind == "interaction":
        kind = _TYPES.get(hit.note)
        parts += [str(kind) if kind else "", date(hit.day) if hit.day else ""]
    elif hit.day:
        parts.append(date(hit.day))
    return " · ".join(part for part in parts if part)


def told(hit: Hit) -> Told:
    """What stands beside a hit's name, and what beneath: nothing twice. Kept while it is shown.

    Args:
        hit: The hit.
    """
    return _told(hit, current_locale())


@functools.lru_cache(maxsize=512)
def _told(hit: Hit, _locale: str) -> Told:
    note, found = beside(hit), hit.snippet
    if not found.text:
        return Marked(note), Marked()
    if found.text in note:
        at = note.index(found.text)
        return Marked(note, _moved(found, at)), Marked()
    head = f"{hit.field.label}: " if hit.field is not None else ""
    return Marked(note), Marked(head + found.text, _moved(found, len(head)))


def _moved(found: Marked, by: int) -> tuple[tuple[int, int], ...]:
    return tuple((start + by, end + by) for start, end in found.marks)


def summary(hits: int, *, more: bool) -> str:
    """How much was found, for the status bar and for assistive technology."""
    if not hits:
        return _("Nothing found")
    if more:
        return _("More than %s hits") % number(hits)
    return _n("{n} hit", "{n} hits", hits)


def about(hit: Hit) -> tuple[str, str]:
    """Id and name of the account that a hit is about; empty for none."""
    if hit.kind == "account":
        return hit.id, hit.title.text
    return hit.account_id, hit.account.split(" · ")[0]
