"""What a grid asks its model for.

A model answers the standard roles (display, edit, tooltip, check state) and these. `KindRole`
and `ColumnRole` are asked of the header once a column; all others of each cell. A role a
model doesn't know is answered with None and costs nothing more.

====================  ==========================================================================
Role                  Answer
====================  ==========================================================================
`KindRole`            header: a `Kind`; how the column's cells are painted (default ``Kind.TEXT``)
`ColumnRole`          header: ``str``; the column's stable name, under which its state is kept
`StatusRole`          a `Status`; the glyph before the text
`SecondaryRole`       ``str``; grey words beneath (``Kind.TWO_LINE``) or after the text (others)
`PendingRole`         ``bool``; the value is on its way to the workspace: grey and italic
`ProblemRole`         ``str``; what is wrong with the value; a cross, and the tooltip
`AlignRole`           ``Align``; overrides the kind's own
`ToneRole`            ``"text"``, ``"secondary"``, ``"danger"`` or ``"accent"``
`ShareRole`           ``float`` 0…1; the filled part of a ``Kind.PROGRESS`` bar
`TagsRole`            ``tuple[str, ...]``; the chips of ``Kind.TAGS``
`ChoicesRole`         ``tuple[tuple[object, str], ...]``; value and words offered while editing
`EditorRole`          an `Editor`; which editor opens (default: choice if choices, else line)
`SortRole`            the native value; models sort on it and tests read it
`RecordRole`          whatever identifies the row's record, for the page
`CellRole`            a `acctdesk.ui.widgets.cell.Cell`: all of the above in one answer
`BandRole`            first column: a `Band` where the row is the head of a group
`BranchRole`          ``bool``; whether the rows below this one are shown; None for a leaf
`RowMarkRole`         first column: tone of a mark on the whole row
`LinkRole`            ``str``; what Ctrl and a click opens: an address, ``mailto:``, ``tel:``
`TypedRole`           ``bool``; words that are not on the list of choices are handed over as typed,
                      so that the model can say why they can't be kept
`HintRole`            ``str``; what to type, shown while the editor is empty
====================  ==========================================================================
"""

from __future__ import annotations

from enum import IntEnum, StrEnum

_FIRST = 0x0100 + 100  # Qt.ItemDataRole.UserRole, without loading Qt's enums.

KindRole = _FIRST
StatusRole = _FIRST + 1
SecondaryRole = _FIRST + 2
PendingRole = _FIRST + 3
ProblemRole = _FIRST + 4
AlignRole = _FIRST + 5
ToneRole = _FIRST + 6
ShareRole = _FIRST + 7
TagsRole = _FIRST + 8
ChoicesRole = _FIRST + 9
EditorRole = _FIRST + 10
SortRole = _FIRST + 11
RecordRole = _FIRST + 12
ColumnRole = _FIRST + 13
CellRole = _FIRST + 14
BandRole = _FIRST + 15
BranchRole = _FIRST + 16
RowMarkRole = _FIRST + 17
LinkRole = _FIRST + 18
TypedRole = _FIRST + 19
HintRole = _FIRST + 20


class Kind(StrEnum):
    """How the cells of a column are painted."""

    TEXT = "text"
    NAME = "name"
    """The record's name: medium weight."""
    TWO_LINE = "two_line"
    """Text over grey words; needs rows of 44 px or more."""
    NUMBER = "number"
    """To the right, with equal figures; money too."""
    DATE = "date"
    TIER = "tier"
    """One or two letters in a pill, centred."""
    STATUS = "status"
    AVATAR = "avatar"
    PROGRESS = "progress"
    TAGS = "tags"
    CHECK = "check"


class Align(IntEnum):
    """Where a cell's words stand."""

    LEFT = 0
    CENTRE = 1
    RIGHT = 2


class Editor(StrEnum):
    """Which editor opens in a cell."""

    LINE = "line"
    CHOICE = "choice"
    DATE = "date"
    """Free text, read by the page: "14 Oct", "+30", "fri"."""
    TEXT = "text"
    """Several lines; Ctrl+Enter commits."""
    TICK = "tick"
    """No editor: Space, Enter and a click turn it over."""
    TAGS = "tags"
    """A line of words with commas that completes each word from those in use."""


def default_align(kind: Kind) -> Align:
    """Where the words of a kind stand unless `AlignRole` says otherwise."""
    if kind == Kind.NUMBER:
        return Align.RIGHT
    return Align.CENTRE if kind in (Kind.TIER, Kind.CHECK) else Align.LEFT
