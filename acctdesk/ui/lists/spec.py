"""What a list is, said as data: a page for another kind of record is a declaration."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import SignalInstance
from PySide6.QtWidgets import QWidget

from acctdesk.services.look import Wish
from acctdesk.services.query import ListQuery
from acctdesk.ui.desk import Change, Desk
from acctdesk.ui.shell.places import Place
from acctdesk.words import Lazy


class Said(Protocol):
    """What a list says about its records, in whole sentences."""

    def count(self, n: int) -> str:
        """How many they are: "43 accounts"."""

    def part(self, shown: int, n: int) -> str:
        """How many of how many: "5 of 43 accounts"."""

    def deleted(self, n: int) -> str:
        """That several were deleted."""

    def archived(self, n: int) -> str:
        """That several were archived."""

    def restored(self, n: int) -> str:
        """That several were taken out of the archive."""

    def sums(self, amounts: str) -> str:
        """What the amounts beneath the list are."""


class Inspecting(Protocol):
    """A widget that shows and edits what is selected."""

    open_requested: SignalInstance

    def set_records(self, ids: Sequence[str]) -> None:
        """Show these records."""


@dataclass(frozen=True, slots=True)
class Words:
    """The fixed words of a list.

    Attributes:
        title: Its heading.
        find: What the box for words says.
        new: Words of the button that adds a record; heading of the small form.
        add: Words of the form's button.
        none: What is said while there are no records.
        hint: What to do about it.
        no_match: What is said when none fits.
        reminder: What to do about that.
        field: What is said beside the form for a field of one's own.
    """

    title: Lazy
    find: Lazy
    new: Lazy
    add: Lazy
    none: Lazy
    hint: Lazy
    no_match: Lazy
    reminder: Lazy
    field: Lazy


@dataclass(frozen=True, slots=True)
class ListSpec:
    """A list of one kind of record.

    Attributes:
        kind: The kind.
        section: Id of the section it stands in.
        icon: Lucide's name, for the list without records.
        words: What it says.
        said: What it says about numbers of records.
        quick: Fields that the filter offers first.
        open: The place that shows one record.
        create: Makes a record of a name; its id and the change.
        delete: Deletes records.
        sum_of: The amount summed beneath the list; empty for none.
        offered: Kinds that references are chosen from, each with the number of the list's own
            records up to which they are; 0 for any number.
        follows: Kinds whose changes show in this list, beside its own.
        tree: The field that holds a record's parent; empty where there is none.
        contexts: Names of the context menus of a row.
    """

    kind: str
    section: str
    icon: str
    words: Words
    said: Said
    quick: tuple[str, ...]
    open: Callable[[str], Place]
    create: Callable[[Desk, str], tuple[str, Change | None]]
    delete: Callable[[Desk, Sequence[str]], Change | None]
    sum_of: str = ""
    offered: tuple[tuple[str, int], ...] = ()
    follows: frozenset[str] = frozenset()
    tree: str = ""
    contexts: tuple[str, ...] = ()

    def wish(self, query: ListQuery) -> Wish:
        """What a page reads at first."""
        return Wish(query, self.sum_of, self.offered)


InspectorFactory = Callable[[], QWidget]
"""Makes the inspector of a list, an `Inspecting` widget, when it is first asked for."""
