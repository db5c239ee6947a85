"""What a picture is made of: a handful of frozen shapes, whoever paints them.

A scene knows nothing of people, accounts or secrets, and nothing of Qt. Whatever draws makes shapes
of what it was given; `svg` writes them to a file, the window and the PDF writer paint them. A later
shape lies over an earlier one. Colours are "#rrggbb".
"""

from __future__ import annotations

import enum
from dataclasses import dataclass
from typing import NamedTuple, TypeAlias

from acctdesk.drawing.geometry import Point, Rect


@dataclass(frozen=True, slots=True)
class Ink:
    """How a shape is filled and outlined.

    Args:
        fill: Colour inside; None for nothing.
        stroke: Colour of the outline; None for none.
        width: Of the outline, in pixels.
        dash: Lengths of strokes and gaps in turn, in pixels; empty for a solid line.
        opacity: From 0 (not seen) to 1.
    """

    fill: str | None = None
    stroke: str | None = None
    width: float = 1.0
    dash: tuple[float, ...] = ()
    opacity: float = 1.0


class Move(NamedTuple):
    """Begin a new line at a point."""

    to: Point


class Line(NamedTuple):
    """Go on straight."""

    to: Point


class Curve(NamedTuple):
    """Go on in a curve that leaves and arrives in the direction of `by`."""

    by: Point
    to: Point


class Close(NamedTuple):
    """Go back to where the line began."""


Step: TypeAlias = Move | Line | Curve | Close


class Anchor(enum.Enum):
    """Which part of a text stands at its point."""

    START = "start"
    MIDDLE = "middle"
    END = "end"


@dataclass(frozen=True, slots=True)
class Box:
    """A rectangle.

    Args:
        rect: Where.
        ink: How it looks.
        radius: Of its corners, in pixels.
    """

    rect: Rect
    ink: Ink
    radius: float = 0.0


@dataclass(frozen=True, slots=True)
class Oval:
    """The ellipse that fills a rectangle; a circle in a square."""

    rect: Rect
    ink: Ink


@dataclass(frozen=True, slots=True)
class Path:
    """A line, or what it encloses."""

    steps: tuple[Step, ...]
    ink: Ink


@dataclass(frozen=True, slots=True)
class Text:
    """One line of words, drawn as they are: whoever makes the scene has cut them to fit.

    Args:
        at: The point on the baseline at which the anchor stands.
        words: What is written.
        size: Of the font, in pixels.
        colour: Of the letters.
        weight: 400 regular, 500 medium, 600 semibold.
        anchor: Which part of the text stands at the point.
        angle: Turned clockwise around the point, in degrees.
        opacity: From 0 (not seen) to 1.
    """

    at: Point
    words: str
    size: float
    colour: str
    weight: int = 400
    anchor: Anchor = Anchor.START
    angle: float = 0.0
    opacity: float = 1.0


@dataclass(frozen=True, slots=True)
class Picture:
    """A photo that fills a rectangle; what sticks out is cut off.

    Args:
        rect: Where.
        data: The file's content.
        kind: "image/png" or "image/jpeg".
        round: Whether only the ellipse that fills the rectangle is shown.
    """

    rect: Rect
    data: bytes
    kind: str
    round: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """Shapes that belong together.

    Args:
        shapes: From back to front.
        title: What they are, for who can't see them and for who points at them.
    """

    shapes: tuple[Shape, ...]
    title: str = ""


Shape: TypeAlias = Box | Oval | Path | Text | Picture | Group


@dataclass(frozen=True, slots=True)
class Scene:
    """A whole picture.

    Args:
        bounds: What is to be seen of it.
        shapes: From back to front.
        title: What it shows, in a few words.
        description: What it shows, for who can't see it.
        background: Its colour; None for none.
        fonts: Families of fonts to use, the first that is there.
    """

    bounds: Rect
    shapes: tuple[Shape, ...]
    title: str = ""
    description: str = ""
    background: str | None = None
    fonts: tuple[str, ...] = ("Inter", "Segoe UI", "Helvetica", "Arial", "sans-serif")
