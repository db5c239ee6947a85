"""A file on its way in: which sheets are taken, and which column goes where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from acctdesk.exchange.intake.answers import ROSTER, Answers
from acctdesk.exchange.intake.layout import Heading, Layout
from acctdesk.exchange.reading import Sheet, TableFile

if TYPE_CHECKING:
    from acctdesk.exchange.roster.own import Own


@dataclass(frozen=True)
class Target:
    """Where the values of a column go.

    Attributes:
        key: The field ("account.name", "position.title"), the id that another system uses
            ("account.#id", "person.#id"), or a person's own field ("custom:" and its id).
        group: Which of several contacts beside each other ("Contact 2 name"); 0 where there is one.
        label: What a person calls it.
    """

    key: str
    group: int
    label: str

    @property
    def code(self) -> str:
        """The target as it is remembered: "person.email", or "person.email@2" for a contact."""
        return f"{self.key}@{self.group}" if self.group else self.key


@dataclass(frozen=True)
class Match:
    """A column and the field it was taken for.

    Attributes:
        column: Its place among the headings, from 0.
        heading: Its heading.
        target: Where its values go; None when that is open or it is left out.
        how: "exact" (the field's name), "synonym" (another name of it), "remembered" (as last
            time), "guess" (similar words, or the values), empty when it is unmatched.
        score: How sure it is, 0 to 1.
        samples: Some of its values.
    """

    column: int
    heading: str
    target: Target | None
    how: str
    score: float
    samples: tuple[str, ...]


@dataclass(frozen=True)
class ColumnDraft:
    """A column and what becomes of it.

    Attributes:
        heading: Its heading and samples.
        match: What it was taken for by itself.
        target: Where it goes now; None when it is left out or kept.
        keep: Whether it is kept as a custom field.
        mode: What it does to existing records: "overwrite", "fill" or "leave".
        clear: Whether its blanks erase.
        answered: Whether a person decided where it goes.
    """

    heading: Heading
    match: Match
    target: Target | None
    keep: bool
    mode: str
    clear: bool
    answered: bool


@dataclass(frozen=True)
class SheetDraft:
    """A sheet and what becomes of it.

    Attributes:
        place: Its place in the draft.
        name: How answers call it: the sheet's name, with its file's when two have the same.
        file: The file it is in.
        sheet: The sheet.
        layout: Where its table is.
        columns: Its columns.
        taken: Whether its rows are imported.
        reason: Why it isn't, in words.
        own: What tells that it is a list we exported; None for any other sheet.
    """

    place: int
    name: str
    file: TableFile
    sheet: Sheet
    layout: Layout
    columns: tuple[ColumnDraft, ...]
    taken: bool
    reason: str
    own: Own | None = None

    def targets(self) -> set[str]:
        """The target keys of its columns."""
        return {column.target.key for column in self.columns if column.target}

    @property
    def subject(self) -> str:
        """What a row is about: "account", "person", "mixed" or "ticket"."""
        targets = self.targets()
        if "ticket.number" in targets:
            return "ticket"
        person = any(key.startswith(("person.", "position.")) for key in targets)
        if person:
            return "mixed" if "account.name" in targets else "person"
        return "account"

    def row_count(self) -> int:
        """How many rows there are from the first one with values."""
        return max(0, self.sheet.rows - self.layout.first_data_row + 1)


@dataclass(frozen=True)
class StateDraft:
    """A word for a state of tickets, and what becomes of it.

    Attributes:
        word: As the file has it.
        rows: How many rows have it.
        stage: What it means for a ticket's clock; None when rows with it are passed over.
        how: "exact" (a usual word), "guess", "ask" (it waits, but for ourselves or for a supplier
            of ours: worked on unless the person says that it pauses), "unknown" (likewise),
            "remembered", or "answered".
    """

    word: str
    rows: int
    stage: str | None
    how: str


@dataclass(frozen=True)
class Draft:
    """Everything that is about to be imported.

    Attributes:
        files: The files.
        sheets: Their sheets, in the order of the files.
        answers: The decisions it was made with.
        people: Whether some sheet lists people, or may once it is said whose they are.
        kind: What the files are: "roster", "people" or "tickets".
        rows: For tickets, what a row is: "ticket" or "event".
        zone: For tickets, the time zone in which they tell their times.
        states: For tickets, the words for their states.
    """

    files: tuple[TableFile, ...]
    sheets: tuple[SheetDraft, ...]
    answers: Answers
    people: bool = False
    kind: str = ROSTER
    rows: str = ""
    zone: str = ""
    states: tuple[StateDraft, ...] = ()

    def taken(self) -> list[SheetDraft]:
        """The sheets that are imported: accounts first, so that people find theirs."""
        order = {"account": 0, "mixed": 1, "person": 2, "ticket": 3}
        return sorted((s for s in self.sheets if s.taken), key=lambda s: order[s.subject])

    @property
    def title(self) -> str:
        """What the import is called: the names of its files."""
        names = [file.name for file in self.files]
        return ", ".join(names[:2]) + (f" +{len(names) - 2}" if len(names) > 2 else "")


def said(answers: Mapping[str, str], sheet: str, heading: str) -> str | None:
    """An answer about a column: under "Sheet!Heading", or under the heading alone."""
    found = answers.get(f"{sheet}!{heading}")
    return answers.get(heading) if found is None else found
