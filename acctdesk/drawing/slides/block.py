"""What stands on a slide: blocks that know how high they must be, and draw themselves."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from acctdesk.clientview import Part
from acctdesk.drawing.geometry import Rect
from acctdesk.drawing.scene import Shape

Parts = tuple[Part, ...]
Halves = tuple[Parts, Parts]
"""What fits on a slide, and what goes on the next."""


class Block(Protocol):
    """Something that is drawn in one rectangle.

    Attributes:
        parts: What it shows.
        greedy: Whether it grows with the room there is.
    """

    @property
    def parts(self) -> Parts:
        """What it shows."""

    @property
    def greedy(self) -> bool:
        """Whether it grows with the room there is."""

    def least(self, width: float) -> float:
        """Height it needs so that everything can be read, in pixels.

        Args:
            width: How wide it is.
        """

    def liked(self, width: float) -> float:
        """Height at which it looks as it should, in pixels.

        Args:
            width: How wide it is.
        """

    def split(self, width: float, height: float) -> Halves | None:
        """Part it in what fits and what is left; None where it can't be parted.

        Args:
            width: How wide it is.
            height: How high the first half may be.
        """

    def shapes(self, rect: Rect) -> Iterator[Shape]:
        """Draw it.

        Args:
            rect: Where; at least as high as `least` says.
        """


@dataclass(frozen=True, slots=True)
class Placed:
    """A block and where it stands."""

    block: Block
    rect: Rect


def evenly(count: int, fitting: int) -> int:
    """How many of some things go on the first slide, so that the last isn't nearly empty.

    Args:
        count: How many there are.
        fitting: How many fit on one slide.
    """
    slides = -(-count // max(fitting, 1))
    return -(-count // slides)


def fitting(count: int, fits: Callable[[int], bool]) -> int:
    """The most of some things that fit, where more of them take more room; 0 for none.

    Args:
        count: How many there are.
        fits: Whether so many fit.
    """
    low, high = 0, count
    while low < high:
        half = (low + high + 1) // 2
        if fits(half):
            low = half
        else:
            high = half - 1
    return low
