"""What a check found: problems by repair, questions, and how each row fares."""

from __future__ import annotations

import dataclasses
from array import array
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

BLANK, NEW, UPDATED, UNCHANGED, SKIPPED, REJECTED, ASKED = range(7)
"""How a row fares, for each kind of record."""

FATES = ("blank", "created", "updated", "unchanged", "skipped", "rejected", "asked")


@dataclass(slots=True)
class Group:
    """Problems that one repair mends: the same value in the same column.

    Attributes:
        file: File name.
        sheet: Sheet name.
        column: Heading; empty when the row as a whole is meant.
        code: What stands in the way; see `Parsed.problem`, or "no_identity", "parent", "account",
            "duplicate", "similar", "disagree", "merged", "twice", "cycle", "several",
            "duplicate_id".
        field: Key of the field the column is matched to; empty for whole rows.
        found: The cell as it reads.
        expected: What was expected and found, in words.
        remedy: What to do about it, in words.
        suggestion: A likely value.
        rows: Row numbers as a spreadsheet shows them.
        asks: Whether the import waits for an answer.
        detail: For a possible duplicate: the record's id, its name and how alike (percent).
        was: For a possible duplicate: whether it is called like what was merged into that record.
        choices: What it may mean, where the field has no list of its own: answer and words.
    """

    file: str
    sheet: str
    column: str
    code: str
    field: str
    found: str
    expected: str
    remedy: str
    suggestion: Any = None
    rows: array[int] = dataclasses.field(default_factory=lambda: array("I"))
    asks: bool = False
    detail: tuple[str, str, int] | None = None
    was: bool = False
    choices: tuple[tuple[str, str], ...] = ()


@dataclass(slots=True)
class Counts:
    """How many records of one kind fared how.

    Attributes:
        read: How many the files hold.
        created: New ones.
        updated: Existing ones that change.
        unchanged: Existing ones that don't.
        skipped: Repeats inside the files, and rows a person left out.
        rejected: Rows without a usable identity.
    """

    read: int = 0
    created: int = 0
    updated: int = 0
    unchanged: int = 0
    skipped: int = 0
    rejected: int = 0

    def as_json(self) -> dict[str, int]:
        """The counts by name."""
        return {
            "read": self.read,
            "created": self.created,
            "updated": self.updated,
            "unchanged": self.unchanged,
            "skipped": self.skipped,
            "rejected": self.rejected,
        }


@dataclass(slots=True)
class Difference:
    """One field of an existing record that a row would change.

    Attributes:
        sheet: Sheet's place in the draft.
        row: Row number.
        kind: Kind of the record.
        record: Its id.
        name: Its name.
        field: Field key.
        before: Present value.
        after: New value.
    """

    sheet: int
    row: int
    kind: str
    record: str
    name: str
    field: str
    before: Any
    after: Any


@dataclass(slots=True)
class Hole:
    """A manager who isn't at the account, and for whom a placeholder stands.

    Attributes:
        name: What the files call them.
        sheet: Place in the draft of the sheet that names them first.
        rows: Rows there that name them.
        more: Rows of other sheets that do.
    """

    name: str
    sheet: int
    rows: list[int]
    more: int = 0


@dataclass(frozen=True, slots=True)
class Organisation:
    """The reporting lines that an import leaves behind.

    Attributes:
        roots: Posts that report to nobody.
        depth: Levels of posts, a root being the first.
        placeholders: Posts that nobody is known to hold.
        cycles: Circles that the files would have made; each was opened at its last row.
        holes: Whom the files name as managers, and who aren't at the account.
    """

    roots: int = 0
    depth: int = 0
    placeholders: int = 0
    cycles: int = 0
    holes: tuple[Hole, ...] = ()

    def as_json(self) -> dict[str, int]:
        """The counts by name."""
        return {
            "roots": self.roots,
            "depth": self.depth,
            "placeholders": self.placeholders,
            "cycles": self.cycles,
        }


class Findings:
    """Collects what a check finds, in little memory: equal problems share one group.

    Args:
        kinds: The kinds of records that the files bring.
    """

    MOST_DIFFERENCES = 20_000
    """Differences kept for showing; the rest are counted."""

    def __init__(self, kinds: Sequence[str] = ("account", "person")) -> None:
        self.groups: dict[tuple[str, ...], Group] = {}
        self.counts: dict[str, Counts] = {kind: Counts() for kind in kinds}
        self.fates: dict[int, tuple[bytearray, ...]] = {}
        self.differences: list[Difference] = []
        self.new_members: list[str] = []
        self.new_units = 0
        self.notes: list[str] = []
        self.organisation: Organisation | None = None
        self.matched: dict[tuple[int, int], tuple[str, str, int]] = {}

    def add(self, key: tuple[str, ...], row: int, make: Any) -> Group:
        """Count a row in the group of a problem.

        Args:
            key: What makes problems equal.
            row: Row number.
            make: Makes the group when it is the first.
        """
        group = self.groups.get(key)
        if group is None:
            group = self.groups[key] = make()
        if not group.rows or group.rows[-1] != row:
            group.rows.append(row)
        return group

    @property
    def accounts(self) -> Counts:
        """How accounts fared; only for files that bring some."""
        return self.counts["account"]

    @property
    def people(self) -> Counts:
        """How people fared; only for files that bring some."""
        return self.counts["person"]

    @property
    def rejected(self) -> int:
        """How many rows can't be taken."""
        return sum(one.rejected for one in self.counts.values())

    def open_sheet(self, sheet: int, rows: int) -> tuple[bytearray, ...]:
        """The fates of a sheet's rows, by row number, for each kind of record."""
        self.fates[sheet] = tuple(bytearray(rows + 1) for _kind in self.counts)
        return self.fates[sheet]

    @property
    def questions(self) -> list[Group]:
        """What the import waits for."""
        return [group for group in self.groups.values() if group.asks]

    def problems(self) -> Iterator[dict[str, object]]:
        """Every problem row by row, as `--json` prints it."""
        for group in self.groups.values():
            for row in group.rows:
                yield {
                    "file": group.file,
                    "sheet": group.sheet,
                    "row": row,
                    "column": group.column,
                    "found": group.found,
                    "expected": group.expected,
                    "remedy": group.remedy,
                }
