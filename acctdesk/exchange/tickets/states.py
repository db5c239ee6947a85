"""What the words of service desks for a state mean for a ticket's clock."""

from __future__ import annotations

import re

from acctdesk.metrics.service.clock import (
    CLOSED,
    OPENED,
    PAUSED,
    REOPENED,
    RESOLVED,
    RESPONDED,
)
from acctdesk.services.values import fold

WORDS: dict[str, tuple[str, ...]] = {
    OPENED: (
        "opened", "open", "new", "neu", "offen", "to do", "todo", "created", "logged", "registered",
        "submitted", "received", "unassigned", "backlog", "erstellt", "eröffnet", "zu erledigen",
        "selected for development", "waiting for support", "waiting for triage", "queued",
        "awaiting assignment", "waiting for assignment",
    ),
    RESPONDED: (
        "responded", "active", "in progress", "work in progress", "wip", "assigned", "acknowledged",
        "accepted", "investigating", "under investigation", "in bearbeitung", "in arbeit",
        "zugewiesen", "triage", "in review", "escalated", "with agent", "processing", "in queue",
        "customer responded", "working", "doing", "started", "angenommen", "eskaliert",
        "awaiting agent", "waiting for agent",
    ),
    PAUSED: (
        "paused", "on hold", "hold", "pending", "suspended", "stopped", "wartend", "pausiert",
        "angehalten", "zurückgestellt", "rückfrage", "waiting", "awaiting", "deferred",
        "waiting on",
    ),
    RESOLVED: (
        "resolved", "solved", "done", "fixed", "completed", "complete", "gelöst", "erledigt",
        "behoben", "fertig", "fulfilled",
    ),
    CLOSED: (
        "closed", "cancelled", "canceled", "geschlossen", "abgeschlossen", "archived", "storniert",
        "withdrawn", "rejected", "declined", "duplicate",
    ),
    REOPENED: ("reopened", "re opened", "wieder geöffnet", "wiedereröffnet", "erneut geöffnet"),
}  # fmt: skip

_MEANT = {fold(word): stage for stage, words in WORDS.items() for word in words}
_BEGINS = re.compile(r"(?:awaiting|waiting|pending|on hold|hold|paused|warte\w*|wait)\b")
_OURS = re.compile(
    r"\b(?:problem|vendor|supplier|third party|3rd party|provider|change|lieferant|hersteller"
    r"|dienstleister|partner|development|engineering|internal|intern|deployment|release)\b"
)


def stage_of(word: str) -> tuple[str, str]:
    """What a state means, as far as it can be told.

    Args:
        word: The service desk's word.

    Returns:
        A stage and how it was found: "exact" (a usual word), "guess" (it begins like a pause),
        "ask" (it waits, but for ourselves or a supplier of ours, which pauses no clock unless the
        agreement says so), or "unknown"; the last two are worked on.
    """
    folded = fold(word)
    known = _MEANT.get(folded)
    if known:
        return known, "exact"
    if _BEGINS.match(folded):
        return (RESPONDED, "ask") if _OURS.search(folded) else (PAUSED, "guess")
    return RESPONDED, "unknown"
