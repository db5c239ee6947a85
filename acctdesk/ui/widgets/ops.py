"""What a laid out cell is made of: texts and pictures, each at its place."""

from __future__ import annotations

from typing import Literal, NamedTuple

from PySide6.QtGui import QPixmap

from acctdesk.ui.theme.tokens import Role, TypeName

PAD = 12
"""Room between a column's edge and its words at 100 %, in pixels."""
STEP = 18
"""Room for one step of a tree, or for its arrow, at 100 %, in pixels."""
EDGE = 3
"""Width of the coloured edge of a mark, in pixels."""
MARKS: dict[str, tuple[str, Role]] = {
    "good": ("circle-check", "met"),
    "warn": ("triangle-alert", "risk_outline"),
    "bad": ("circle-x", "breached"),
    "info": ("info", "accent"),
}
"""Icon and colour of a mark's tone: the shape tells what the colour tells."""


class Op(NamedTuple):
    """One thing to paint, from the cell's upper left corner.

    Attributes:
        x: From the left, in whole pixels, so that equal texts look the same everywhere.
        y: Base line of a text, top of a picture.
        text: The words; empty for a picture.
        style: Their style.
        colour: Their colour.
        picture: What else to paint.
        italic: Whether the words are slanted.
        on: The colour of a picture the words stand on; empty where they stand on the cell's ground.
    """

    x: int
    y: int
    text: str = ""
    style: TypeName = "body"
    colour: Role = "text"
    picture: QPixmap | None = None
    italic: bool = False
    on: Role | Literal[""] = ""


Layout = list[Op]
