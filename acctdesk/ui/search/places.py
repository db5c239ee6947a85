"""Where the window shows what was found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from acctdesk.ui.shell.places import Place

if TYPE_CHECKING:
    from acctdesk.services.hits import Hit

ICONS = {
    "account": "building-2",
    "person": "user",
    "interaction": "message-square",
    "meeting": "presentation",
    "promise": "handshake",
    "goal": "target",
    "decision": "workflow",
    "risk": "triangle-alert",
    "initiative": "calendar-days",
    "answer": "smile",
    "ticket": "inbox",
    "outage": "circle-x",
    "attachment": "paperclip",
    "unit": "network",
    "member": "users",
}
"""Lucide's name for each kind."""


OF_REVIEWS = ("promise", "goal", "decision", "risk", "initiative", "answer")
"""Kinds that are shown with the reviews of their account."""


def place_of(hit: Hit) -> Place:
    """The place that shows a hit.

    Args:
        hit: Any hit of a search.
    """
    kind, record = hit.kind, hit.id
    if kind == "attachment":
        kind, record = hit.owner_kind, hit.owner_id
    if kind == "person":
        return Place("people", {"person": record})
    if kind == "account":
        return Place("accounts", {"account": record})
    if kind == "interaction":
        return Place("accounts", {"account": hit.account_id, "entry": record})
    if kind == "unit":
        return Place("accounts", {"account": hit.account_id, "tab": "units", "unit": record})
    if kind in ("ticket", "outage"):
        return Place("service_levels", {"ledger": record})
    if kind == "meeting":
        return Place("reviews", {"review": record})
    if kind in OF_REVIEWS:
        return Place("accounts", {"account": hit.account_id, "tab": "reviews"})
    # Of our own people one wants to see where they work.
    where = {"list": "1", "reveal": hit.owner_id} if hit.owner_id else {"list": "1"}
    return Place("accounts", where)
