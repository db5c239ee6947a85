"""What a search asks and what it answers; plain values, without the database library."""

from __future__ import annotations

import datetime as dt
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

from acctdesk.workspace.folding import bare, fold

if TYPE_CHECKING:
    from acctdesk.models.catalogue import Field

__all__ = [
    "KINDS", "NAMED", "Find", "Found", "Group", "Hit", "Marked", "Words", "read_words",
]  # fmt: skip

NAMED = ("account", "person", "unit", "member")
"""Kinds whose names are kept in memory: found by one letter, and when they are mistyped."""
KINDS = (
    "account", "person", "interaction", "meeting", "promise", "goal", "decision", "risk",
    "initiative", "answer", "ticket", "outage", "attachment", "unit", "member",
)  # fmt: skip
"""The kinds that are searched, in the order of their groups."""
MANY = 12
"""Hits of a kind that are shown unless more are asked for."""


@dataclass(frozen=True, slots=True)
class Find:
    """A question.

    Attributes:
        words: What was typed; every word must be found, each anywhere in the record, those in
            quotation marks as they stand.
        kinds: Kinds to look through; none for all of `KINDS`.
        account: Only what belongs to this account; empty for all.
        since: Only what has a date from this day on.
        until: Only what has a date up to this day.
        archived: Whether archived accounts and people are found as well.
        limit: Hits of a kind at most.
        near: Whether mistyped names are looked for when little is found.
    """

    words: str
    kinds: tuple[str, ...] = ()
    account: str = ""
    since: dt.date | None = None
    until: dt.date | None = None
    archived: bool = False
    limit: int = MANY
    near: bool = True


@dataclass(frozen=True, slots=True)
class Marked:
    """A text with the ranges that were found in it.

    Attributes:
        text: The text, on one line.
        marks: Start and end of each range, in order, not overlapping.
    """

    text: str = ""
    marks: tuple[tuple[int, int], ...] = ()


@dataclass(frozen=True, slots=True)
class Hit:
    """One record that was found.

    Attributes:
        kind: Its kind.
        id: Its id.
        title: Its name.
        account: The account it belongs to, by name; for a person those where they work.
        account_id: That account; empty where there is none.
        field: Where the words were found; None for the name itself, or several places.
        snippet: What stands there; empty when the name says it.
        note: What else tells it from others: a person's title, the code of the type of a talk, a
            review or an answer, the state of a promise and the like.
        day: ISO date of what has one.
        owner_kind: For a part such as an attachment, the kind of the record it is on.
        owner_id: And that record; for somebody of our team all their accounts, parted by commas.
        archived: Whether it is archived.
        near: Whether it was found by a name that is only nearly what was typed.
    """

    kind: str
    id: str
    title: Marked
    account: str = ""
    account_id: str = ""
    field: Field | None = None
    snippet: Marked = Marked()
    note: str = ""
    day: str = ""
    owner_kind: str = ""
    owner_id: str = ""
    archived: bool = False
    near: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """The hits of one kind, the best first.

    Attributes:
        kind: The kind.
        hits: The hits.
        more: Whether there are more than were asked for.
    """

    kind: str
    hits: tuple[Hit, ...]
    more: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """The answer.

    Attributes:
        words: What was asked.
        groups: The kinds of which anything was found, in the order of `KINDS`.
        meant: When something was found only by names near the words: those names, folded.
    """

    words: str
    groups: tuple[Group, ...] = ()
    meant: tuple[str, ...] = ()

    @property
    def count(self) -> int:
        """How many hits it holds."""
        return sum(len(group.hits) for group in self.groups)

    def hits(self) -> tuple[Hit, ...]:
        """All hits, group by group."""
        return tuple(hit for group in self.groups for hit in group.hits)


@dataclass(frozen=True, slots=True)
class Words:
    """Typed words, ready to be looked for.

    Attributes:
        parts: The folded words.
        number: When they are one phone number: its digits as they may stand in any writing.
    """

    parts: tuple[str, ...]
    number: str = ""


def read_words(text: str) -> Words:
    """The words of a search; what stands in quotation marks stays together."""
    parts = [" ".join(fold(quoted or word).split()) for quoted, word in _WORDS.findall(text)]
    parts = list(dict.fromkeys(part for part in parts if part))
    number = ""
    if _NUMBER.fullmatch(text.strip()):
        dialled = bare(text.strip())
        if len(dialled) >= 5:
            number = dialled
    return Words(tuple(parts), number)


_WORDS = re.compile(r'"([^"]+)"?|([^\s"]+)')
_NUMBER = re.compile(r"\+?[\d\s()/.\-\u2010-\u2013\u00a0]*\d")
