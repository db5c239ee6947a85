"""What one cell of a grid shows, asked of the model once and kept while it is in sight."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Literal, Protocol, cast

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QPersistentModelIndex

from acctdesk.ui.widgets.roles import (
    Align,
    AlignRole,
    BandRole,
    CellRole,
    Kind,
    PendingRole,
    ProblemRole,
    RowMarkRole,
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
        indent: Place in a tree: 1 at its top, one more below each parent; 0 outside trees.
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

    @property
    def is_plain(self) -> bool:
        """Whether it shows words and nothing else."""
        return not (
            self.status or self.extra or self.pending or self.problem or self.tags or self.mark
            or self.indent or self.branch is not None or self.share is not None
        )  # fmt: skip


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


class QuickModel(Protocol):
    """A model that answers a painter at once, without the way through Qt's indexes and roles."""

    def quick_cell(self, row: int, column: int) -> Cell:
        """What a cell shows."""

    def band(self, row: int) -> Band | None:
        """The head of a group in a row; None for an ordinary row."""

    def row_mark(self, row: int) -> Mark:
        """Tone of the mark on a whole row."""

    def row_content(self, row: int) -> object:
        """Stands for all that a row shows, and is another object once that changes.

        None where nobody can say so: such a row is painted anew each time.
        """


class ByRoles:
    """Answers a painter from any model's roles.

    Args:
        model: The model.
        kind: Tells how a column is painted.
    """

    def __init__(self, model: QAbstractItemModel, kind: Callable[[int], Kind]) -> None:
        self._model, self._kind = model, kind

    def quick_cell(self, row: int, column: int) -> Cell:
        """What a cell shows."""
        return cell_at(self._model.index(row, column), self._kind(column))

    def band(self, row: int) -> Band | None:
        """The head of a group in a row; None for an ordinary row."""
        found: Band | None = self._model.index(row, 0).data(BandRole)
        return found

    def row_mark(self, row: int) -> Mark:
        """Tone of the mark on a whole row."""
        return cast("Mark", self._model.index(row, 0).data(RowMarkRole) or "")

    def row_content(self, row: int) -> object:
        """Roles don't say when they change."""


def quick(model: QAbstractItemModel, kind: Callable[[int], Kind]) -> QuickModel:
    """What a painter asks: the model itself where it can answer, else its roles."""
    if hasattr(model, "quick_cell"):
        return cast("QuickModel", model)
    return ByRoles(model, kind)


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
