"""The few words of ours that a client may read or hear, and how time is told."""

from __future__ import annotations

from acctdesk.words import _, lazy, number

WINDOW = lazy("AcctDesk – Client view")
"""Title of the client's window, whoever the client is."""
BLACK = lazy("Black screen")
OVERVIEW = lazy("All slides")
GO_ON = lazy("B goes on · Esc leaves")
BROKEN = lazy("This slide can't be shown.")
OWN = (WINDOW, BLACK, OVERVIEW, GO_ON, BROKEN)
"""All that the client's window says by itself, beside `place` and `clock`."""


def place(slide: int, count: int, detail: int = 0) -> str:
    """Where one is, in words.

    Args:
        slide: From 1.
        count: How many there are.
        detail: Which detail of it; 0 for the slide itself.
    """
    said = _("Slide {at} of {count}").format(at=number(slide), count=number(count))
    if detail:
        said = _("{slide}, detail {detail}").format(slide=said, detail=number(detail))
    return said


def clock(seconds: float) -> str:
    """A span as minutes and seconds: "12:05"; with hours from one on."""
    whole = max(int(seconds), 0)
    hours, rest = divmod(whole, 3600)
    minutes, left = divmod(rest, 60)
    return f"{hours}:{minutes:02}:{left:02}" if hours else f"{minutes}:{left:02}"
