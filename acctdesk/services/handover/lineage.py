"""What two workspaces know of each other, and with that what they had in common last.

Each workspace counts its changes. A parcel says which state of its workspace it holds, and which
state of every other workspace had been merged into that. Of each workspace that something came
from, the last state that was merged is kept. One of these two is what a new parcel is compared
with: the newer one by cause, never by clock. Parcels may come twice, late, or never.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from acctdesk.services.handover.threeway import Rows


@dataclass(frozen=True, slots=True)
class Parcel:
    """One state of some records, on its way to another workspace.

    Attributes:
        origin: The workspace it comes from.
        number: Number of that workspace's newest change.
        rows: The records.
        seen: For other workspaces, the number of their newest change that had been merged.
    """

    origin: str
    number: int
    rows: Rows
    seen: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Received:
    """What was merged last from another workspace.

    Attributes:
        number: Number of that workspace's newest change then.
        at: Number of our change that merged it.
        rows: The records as they were there.
    """

    number: int
    at: int
    rows: Rows


def common(
    parcel: Parcel, here: str, last: Received | None, past: Callable[[int], Rows]
) -> Rows | None:
    """What both workspaces had in common last.

    Args:
        parcel: What came.
        here: The workspace it came to.
        last: What was merged last from where it comes from.
        past: Tells our records as they were after the change with a number.

    Returns:
        None when the parcel holds nothing that hasn't been merged; no rows when both never had
        anything in common.
    """
    if parcel.origin == here:
        # It has come back unchanged; what it held is in our own past.
        return None
    if last is not None and parcel.number <= last.number:
        return None
    known = parcel.seen.get(here)
    if known is not None and (last is None or known >= last.at):
        # They have merged a state of ours that held what we had from them.
        return past(known)
    if last is not None:
        return last.rows
    return {} if known is None else past(known)
