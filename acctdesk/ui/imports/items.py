"""What needs the person, one thing at a time; no widgets here."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import IntEnum, StrEnum
from typing import TYPE_CHECKING

from acctdesk.services.catalogue import Field

if TYPE_CHECKING:
    from acctdesk.exchange.intake.drafts import ColumnDraft
    from acctdesk.exchange.intake.findings import Group


class Level(IntEnum):
    """How much something needs the person; sorts."""

    QUESTION = 0
    """The import waits for the answer."""
    PROBLEM = 1
    """A value or row can't be taken as it is."""
    NOTICE = 2
    """Good to know."""


class Repair(StrEnum):
    """How something is mended."""

    DATE_ORDER = "date_order"
    DECIMAL = "decimal"
    CHOICE = "choice"
    TEXT = "text"
    DUPLICATE = "duplicate"
    SIMILAR = "similar"
    EXISTING = "existing"
    ROWS = "rows"
    """In the rows themselves."""
    NONE = "none"


@dataclass(frozen=True)
class Item:
    """One thing on the list of what needs the person.

    Attributes:
        key: The same for the same thing in the next check.
        level: How much it needs the person.
        repair: How it is mended.
        title: What it is.
        note: What to do.
        short: A few words for the problem column.
        sheet: Its sheet's place in the draft; -1 for none.
        rows: Row numbers, in order.
        group: What the check found; None for what is counted only.
        column: The column it is about; None for whole rows.
        field: The field the column goes to.
        choices: What may be chosen: value and words.
    """

    key: tuple[str, ...]
    level: Level
    repair: Repair
    title: str
    note: str
    short: str
    sheet: int = -1
    rows: Sequence[int] = ()
    group: Group | None = None
    column: ColumnDraft | None = None
    field: Field | None = None
    choices: tuple[tuple[object, str], ...] = ()
