"""Goals: how much of the way from where it began to the target is done."""

from __future__ import annotations

from decimal import Decimal


def progress(
    baseline: Decimal | None,
    target: Decimal | None,
    current: Decimal | None,
    written: Decimal | None = None,
) -> Decimal | None:
    """Share of the way that is done, from 0 to 1, whichever way it leads.

    Args:
        baseline: Where it began; without it the way begins at 0.
        target: Where it is to be.
        current: Where it is.
        written: What somebody wrote down; holds only where the figures don't say it.

    Returns:
        None where neither figures nor anybody say it, or where the way has no length.
    """
    if target is None or current is None:
        return written
    begin = Decimal() if baseline is None else baseline
    if target == begin:
        return written
    share = (current - begin) / (target - begin)
    return min(max(share, Decimal()), Decimal(1))
