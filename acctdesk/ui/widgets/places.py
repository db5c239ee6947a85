"""Where the columns of a grid stand."""

from __future__ import annotations

from typing import NamedTuple


class Slot(NamedTuple):
    """Where a column stands now.

    Attributes:
        column: The model column.
        x: Its left edge in the viewport.
        width: Its width.
    """

    column: int
    x: int
    width: int


class Places(NamedTuple):
    """Where the columns stand now.

    Attributes:
        loose: Those that scroll.
        pinned: Those that stay, painted over the others.
        edge: Where the pinned columns end.
        scrolled: Whether something lies beneath them.
    """

    loose: tuple[Slot, ...]
    pinned: tuple[Slot, ...]
    edge: int
    scrolled: bool
