"""What one cell of a grid shows, asked of the model once and kept while it is in sight."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, cast

from PySide6.QtCore import QModelIndex, QPersistentModelIndex

from acctdesk.ui.widgets.roles import (
    Align,
    AlignRole,
    CellRole,
    Kind,
    PendingRole,
    ProblemRole,
    SecondaryRole,
    ShareRole,
    StatusRole,
    TagsRole,
    ToneRole,
)

if TYPE_CHECKING:
    from acctdesk.ui.widgets.status import Status

Index = QModelIndex | QPersistentModelIndex
Mark = Literal["", "good", "warn", "bad", "info"]
_DISPLAY = 0  # Qt.ItemDataRole.DisplayRole as a plain number: cheaper in a loop.
_CHECK = 10  # Qt.ItemDataRole.CheckStateRole


@dataclass(slots=True)
class Cell:
    """What a cell shows.

    Attributes:
        text: The words.
        status: A glyph before them.
        extra: Grey words beneath (``Kind.TWO_LINE``) or after them.
        tone: As `ToneRole` says.
        pending: The value is on its way to the workspace.
        problem: What is wrong with the last entry.
        tags: The pills of ``Kind.TAGS``.
        share: The filled part of a ``Kind.PROGRESS`` bar.
        ticked: Whether the box of ``Kind.CHECK`` is ticked; None paints no box.
        align: Where the words stand; None as the kind has it.
        mark: Tone of a conditional mark: an edge, a glyph and a tint.
        indent: Steps below the top of a tree.
        branch: Whether what is below is shown; None where nothing is below.
    """

    text: str = ""
    status: Status | None = None
    extra: str = ""
    tone: str = ""
    pending: bool = False
    problem: str = ""
    tags: tuple[str, ...] = ()
    share: float | None = None
    ticked: bool | None = None
    align: Align | None = None
    mark: Mark = ""
    indent: int = 0
    branch: bool | None = None


@dataclass(frozen=True, slots=True)
class Band:
    """The head of a group of rows; it reaches over all columns.

    Attributes:
        label: What the rows have in common, in words.
        count: How many they are, in words.
        level: 0 for the outermost groups.
        open: Whether its rows are shown.
        sums: Figures of the group by model column, in words.
    """

    label: str
    count: str
    level: int = 0
    open: bool = True
    sums: Mapping[int, str] = field(default_factory=dict)


def cell_at(index: Index, kind: Kind) -> Cell:
    """Ask a model what a cell shows: at once where it can say so, else role by role.

    Args:
        index: The cell.
        kind: How its column is painted; decides which roles are asked for.
    """
    data = index.data
    whole = data(CellRole)
    if whole is not None:
        return cast("Cell", whole)
    cell = Cell()
    cell.problem = str(data(ProblemRole) or "")
    if kind == Kind.TAGS:
        cell.tags = cast("tuple[str, ...]", data(TagsRole) or ())
        return cell
    if kind == Kind.CHECK:
        state = data(_CHECK)
        cell.ticked = getattr(state, "value", state) == 2
        return cell
    value = data(_DISPLAY)
    cell.text = "" if value is None else str(value)
    if kind == Kind.TIER:
        return cell
    if kind == Kind.STATUS:
        cell.status = data(StatusRole) or None
    elif kind == Kind.PROGRESS:
        cell.share = data(ShareRole)
    cell.extra = str(data(SecondaryRole) or "")
    cell.tone = str(data(ToneRole) or "")
    cell.pending = bool(data(PendingRole))
    cell.align = data(AlignRole)
    return cell
