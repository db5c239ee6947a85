"""Which column of a service desk's export is what."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from acctdesk.exchange.intake.drafts import Match, Target
from acctdesk.exchange.intake.headings import normal, remembered_key
from acctdesk.exchange.intake.layout import Heading
from acctdesk.exchange.tickets.fields import (
    CLOSED,
    DESKS,
    NUMBER,
    OPENED,
    PRIORITY,
    RESOLVED,
    RESPONDED,
    STATE,
    SYNONYMS,
    TIMES,
    UPDATED,
)
from acctdesk.exchange.tickets.moments import Clock, MomentReader, order_of
from acctdesk.models.catalogue import Catalogue
from acctdesk.services.values import fold
from acctdesk.words import Lazy

_STEP = 0.05
"""How much less sure each further group of synonyms is."""
_ENOUGH = 0.5
"""Share of a column's samples that must be instants for it to be a time."""


class Vocabulary:
    """Every word that names a field of a ticket.

    Args:
        catalogue: All fields; the labels of those of tickets are words as well.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self._words: dict[str, tuple[str, str, float]] = {}
        for key, groups in SYNONYMS.items():
            for at, words in enumerate(groups):
                for word in words:
                    score = 0.97 - _STEP * at
                    self._words.setdefault(fold(word), (key, "synonym" if at else "exact", score))
        for field in catalogue.fields("ticket"):
            if field.importable and field.key in SYNONYMS:
                for word in _labels(field.label):
                    self._words[word] = (field.key, "exact", 1.0)
                for word in field.synonyms:
                    self._words.setdefault(fold(word), (field.key, "synonym", 0.85))

    def knows(self, heading: str) -> bool:
        """Whether a text is a usual heading of some field."""
        return len(heading) <= 60 and self.find(heading) is not None

    def find(self, heading: str) -> tuple[str, str, float] | None:
        """The target that a heading names, how it was found, and how sure it is."""
        words = normal(heading)
        found = self._words.get(words)
        if found is None and words.startswith("u "):
            found = self._words.get(words[2:])  # a field that somebody added to ServiceNow
        if found is None and words.startswith("custom field "):
            found = self._words.get(words[13:])  # and to Jira
        return found


def _labels(label: Lazy | str) -> Iterator[str]:
    yield fold(str(label))
    if isinstance(label, Lazy):
        yield fold(label.message)


def desk_of(headings: Sequence[str]) -> str:
    """The service desk that writes such headings; empty when they don't tell."""
    words = {normal(one) for one in headings}
    best = max(DESKS, key=lambda one: len(one[1] & words))
    return best[0] if len(best[1] & words) >= 2 else ""


def match(
    columns: Sequence[Heading],
    words: Vocabulary,
    targets: Sequence[Target],
    remembered: Mapping[str, str],
) -> tuple[Match, ...]:
    """Match the columns of an export to fields; each field is given once.

    Args:
        columns: The columns with their samples.
        words: What headings mean.
        targets: Everything that a column may go to.
        remembered: Earlier answers: `remembered_key` of a heading to a target, or to an empty text
            for a column that was left out.
    """
    offers: list[tuple[float, int, str, str]] = []
    left_out = set()
    for column in columns:
        answer = remembered.get(remembered_key(column.text))
        found = words.find(column.text)
        if answer == "":
            left_out.add(column.index)
        elif answer is not None:
            how = "exact" if found and found[0] == answer and found[1] == "exact" else "remembered"
            offers.append((1.01, column.index, answer, how))
        elif found is not None and _fits(found[0], column.samples):
            # Of two equal headings the first is meant; one without values may as well be another's.
            worth = found[2] - (0.0 if column.samples else 0.3)
            offers.append((worth, column.index, found[0], found[1]))
    chosen: dict[int, tuple[str, str, float]] = {}
    taken: set[str] = set()
    for score, index, key, how in sorted(offers, key=lambda one: (-one[0], one[1])):
        if key not in taken and index not in chosen:
            chosen[index] = (key, how, min(score, 1.0))
            taken.add(key)
    by_key = {one.key: one for one in targets}
    made = []
    for place, column in enumerate(columns):
        key, how, score = chosen.get(column.index, ("", "", 0.0))
        how = "remembered" if column.index in left_out else how
        made.append(Match(place, column.text, by_key.get(key), how, score, column.samples))
    return tuple(made)


def _fits(key: str, samples: Sequence[str]) -> bool:
    """Whether the values of a column could be what its heading says."""
    if key not in TIMES or not samples:
        return True
    orders = order_of(samples)
    read = MomentReader(Clock("UTC"), orders.pop() if orders else "")
    found, odd = read.column(list(samples))
    good = sum(one is not None for one in found) + sum(code == "year" for code in odd.values())
    blank = sum(one is None and i not in odd for i, one in enumerate(found))
    return good + blank > 0 and good >= _ENOUGH * (len(samples) - blank)


_SPEAKING = frozenset({STATE, OPENED, RESPONDED, RESOLVED, CLOSED, UPDATED, PRIORITY})
_TELLING = frozenset({STATE, RESPONDED, RESOLVED})
_SPEAKS = 0.9
"""How sure a heading must be to say by itself that a number is a ticket's."""
_SURE = 4
"""Fields of tickets from which a table is taken for one of tickets by itself."""


def looks_like_tickets(columns: Sequence[Heading], words: Vocabulary) -> bool:
    """Whether a table can only be one of tickets: a number, an opening, and how it went on.

    Args:
        columns: Its columns with their samples.
        words: What headings mean.
    """
    found = {
        said[0]: said[2]
        for one in reversed(columns)
        if (said := words.find(one.text)) is not None and _fits(said[0], one.samples)
    }
    many = len(found.keys() & _SPEAKING) + (NUMBER in found) >= _SURE
    # "Id" heads other tables as well; only tickets are answered and resolved.
    telling = _TELLING if found.get(NUMBER, 0) >= _SPEAKS else _TELLING - {STATE}
    return many and {NUMBER, OPENED} <= found.keys() and bool(found.keys() & telling)
