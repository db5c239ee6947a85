"""Keys that belong to lists, fields, maps and the palette themselves and can't be changed."""

from __future__ import annotations

from typing import NamedTuple

from acctdesk.words import Lazy, lazy


class Fixed(NamedTuple):
    """One key that is always the same.

    Attributes:
        label: What it does.
        keys: Portable key sequences.
    """

    label: Lazy
    keys: tuple[str, ...]


FIXED: tuple[tuple[Lazy, tuple[Fixed, ...]], ...] = (
    (
        lazy("In lists"),
        (
            Fixed(lazy("Edit the cell, or open where it can't be edited"), ("Return",)),
            Fixed(lazy("Replace what the cell holds"), ("A … Z",)),
            Fixed(lazy("Keep an entry and go down"), ("Return",)),
            Fixed(lazy("Leave an entry as it was"), ("Esc",)),
            Fixed(lazy("Empty the selected cells"), ("Del",)),
            Fixed(lazy("Go to the edge of a block"), ("Ctrl+Arrows",)),
            Fixed(lazy("Extend the selection"), ("Shift+Arrows",)),
            Fixed(lazy("Select whole rows"), ("Shift+Space",)),
            Fixed(lazy("Select everything"), ("Ctrl+A",)),
            Fixed(lazy("First and last column"), ("Home", "End")),
            Fixed(lazy("Fold and unfold a group or branch"), ("Left", "Right")),
            Fixed(lazy("Leave the list"), ("Tab",)),
        ),
    ),
    (
        lazy("In fields"),
        (
            Fixed(lazy("Keep a text of several lines"), ("Ctrl+Return",)),
            Fixed(lazy("Put the former text back"), ("Esc",)),
            Fixed(lazy("Open a choice"), ("Alt+Down",)),
        ),
    ),
    (
        lazy("In the org chart"),
        (
            Fixed(lazy("Neighbours, manager, first report"), ("Arrows",)),
            Fixed(lazy("Choose more cards"), ("Shift+Arrows",)),
            Fixed(lazy("Move among those with the same manager"), ("Ctrl+Left", "Ctrl+Right")),
            Fixed(lazy("Fold and unfold the branch"), ("Ctrl+Up", "Ctrl+Down")),
            Fixed(lazy("Name the card in its place"), ("A … Z",)),
            Fixed(lazy("Add below, beside, above"), ("Ins", "Shift+Return", "Ctrl+Shift+Up")),
            Fixed(lazy("Connect with somebody"), ("C",)),
            Fixed(lazy("Park beside the map"), ("P",)),
            Fixed(lazy("Take off the map"), ("Del",)),
            Fixed(lazy("Show the whole map"), ("0",)),
            Fixed(lazy("Move the map while dragging"), ("Space",)),
            Fixed(lazy("First card"), ("Home",)),
        ),
    ),
    (
        lazy("In the outline of a map"),
        (
            Fixed(
                lazy("Report to who stands before, or to the manager's manager"),
                ("Alt+Right", "Alt+Left"),
            ),
            Fixed(lazy("Move before or behind the neighbour"), ("Alt+Up", "Alt+Down")),
            Fixed(lazy("Add below, beside, above"), ("Ins", "Shift+Return", "Ctrl+Shift+Up")),
            Fixed(lazy("Take off the map"), ("Del",)),
        ),
    ),
    (
        lazy("Between power and interest"),
        (
            Fixed(lazy("More or less power"), ("Up", "Down")),
            Fixed(lazy("More or less interest"), ("Right", "Left")),
            Fixed(lazy("Choose the next person"), ("PgDown", "PgUp", "Ctrl+Arrows")),
            Fixed(lazy("Show the details"), ("Return",)),
        ),
    ),
    (
        lazy("In the matrix of our people and theirs"),
        (
            Fixed(lazy("How well they know each other"), ("0 … 3",)),
            Fixed(lazy("Say what they are to each other"), ("Return",)),
        ),
    ),
    (
        lazy("Among the slides of a review"),
        (
            Fixed(lazy("Choose"), ("Arrows",)),
            Fixed(lazy("Move before or behind the neighbour"), ("Alt+Left", "Alt+Right")),
            Fixed(lazy("Write it"), ("Return",)),
            Fixed(lazy("Hide it, or show it again"), ("H",)),
            Fixed(lazy("Remove it"), ("Del",)),
        ),
    ),
    (
        lazy("In the palette and the search"),
        (
            Fixed(lazy("Choose"), ("Up", "Down")),
            Fixed(lazy("Open or do it"), ("Return",)),
            Fixed(lazy("Pin to the top of the palette"), ("Alt+P",)),
            Fixed(lazy("Only commands"), (">",)),
            Fixed(lazy("Only people"), ("@",)),
            Fixed(lazy("Close"), ("Esc",)),
        ),
    ),
)
"""What each place does with its own keys, by place."""


def owner_of(keys: str) -> Lazy | None:
    """What a key sequence always does, if it is one that belongs to lists or fields.

    Args:
        keys: A portable key sequence.
    """
    for _place, rows in FIXED:
        for row in rows:
            if keys in row.keys:
                return row.label
    return None
