"""A measure for tests: all letters alike, as wide as their size and weight say."""

from __future__ import annotations


class Even:
    """Letters of half their size; semibold ones a little wider."""

    def width(self, text: str, size: float, weight: int) -> float:
        return len(text) * size * (0.5 if weight < 600 else 0.55)
