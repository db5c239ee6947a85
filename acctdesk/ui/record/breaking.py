"""Where a long address may break, so that a narrow pane shows all of it."""

from __future__ import annotations

import re

_LONG_PART = 16
"""Letters of a part of an address that may be too wide for a line."""


def breakable(address: str) -> str:
    """An address with places where a line may break, which by itself has none."""
    parts = re.split(r"(?<=[@/])", address)
    # A part that is very long is broken at its dots as well, and without dots anywhere.
    pieces = [
        piece
        for part in parts
        for piece in (re.split(r"(?<=\.)", part) if len(part) > _LONG_PART else [part])
    ]
    return "\u200b".join(
        "\u200b".join(piece) if len(piece) > _LONG_PART else piece for piece in pieces
    )
