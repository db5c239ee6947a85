"""Names in memory: every name of a kind, found by any part of it while somebody types.

All lines stand in one piece of folded text, so that a hundred thousand of them are looked through
in a few milliseconds by the interpreter's own search, also by one letter, and in scripts that put
no spaces. A line is a name, a tab, and what else one says to mean it: a person's title and account.
"""

from __future__ import annotations

import functools
import re
from array import array
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from acctdesk.workspace.folding import fold

EXACT, BEGINS, WORD, INSIDE, BESIDE = range(5)
"""How well a line fits: it is the name, the name begins so, a word of it does, it holds it, or
only what stands beside the name does."""
ENOUGH = 3000
"""Lines looked at before the search is narrowed to beginnings: so many hold the word anyway."""
PIECE = 1 << 17
"""Bytes cut into words at a time: a longer cut would hold the window up."""
PATCHED = 4000
"""Lines that may be patched before the whole is made anew."""
_WORDS = re.compile(rb"[^\s,;.:()\"'/&+-]{3,}")


@dataclass(frozen=True, slots=True)
class Name:
    """One record as one speaks of it.

    Attributes:
        id: Its id.
        name: Its name.
        beside: What else one says to mean it.
        archived: Whether it is archived.
    """

    id: str
    name: str
    beside: str = ""
    archived: bool = False

    def line(self) -> bytes:
        """The folded line."""
        name, beside = " ".join(fold(self.name).split()), " ".join(fold(self.beside).split())
        return f"{name}\t{beside}".encode()


@dataclass(frozen=True, slots=True)
class Match:
    """A line that holds all words.

    Attributes:
        rank: How well, from `EXACT` to `BESIDE`.
        id: The record.
    """

    rank: int
    id: str


class Names:
    """All names of a kind. It never changes; `patched` makes another that shares the most.

    Args:
        names: The names, those to be found first among equals first.
    """

    def __init__(self, names: Iterable[Name]) -> None:
        self._ids: list[str] = []
        self._archived: frozenset[str] = frozenset()
        starts = array("Q")
        parts: list[bytes] = []
        archived = set()
        at = 1
        for one in names:
            line = one.line()
            starts.append(at)
            parts.append(line)
            self._ids.append(one.id)
            if one.archived:
                archived.add(one.id)
            at += len(line) + 1
        self._starts = starts
        self._text = b"\n" + b"\n".join(parts) + b"\n"
        self._archived = frozenset(archived)
        self._gone: frozenset[str] = frozenset()
        self._later: Names | None = None

    @property
    def patches(self) -> int:
        """How many lines differ from the text as it was made."""
        return len(self._gone)

    def patched(self, ids: Iterable[str], names: Sequence[Name]) -> Names:
        """The same with some records read anew.

        Args:
            ids: Which were read.
            names: Those of them that are there.
        """
        ids = set(ids)
        made = Names.__new__(Names)
        made._ids, made._starts, made._text = self._ids, self._starts, self._text
        made._archived = self._archived
        kept = list(self._later._all(ids)) if self._later is not None else []
        made._gone = self._gone | ids
        made._later = Names([*kept, *names])
        return made

    def _all(self, but: set[str]) -> Iterator[Name]:
        for place, one in enumerate(self._ids):
            if one not in but:
                start = self._starts[place]
                line = self._text[start : self._text.index(b"\n", start)].decode()
                name, _tab, beside = line.partition("\t")
                yield Name(one, name, beside, one in self._archived)

    def find(self, words: Sequence[str], limit: int, *, archived: bool = False) -> list[Match]:
        """The lines that hold all words, the best first.

        Args:
            words: Folded words, at least one.
            limit: How many at most.
            archived: Whether archived ones are found as well.
        """
        hidden = self._gone if archived else self._gone | self._archived
        found = dict(self._scan(words, limit, hidden))
        best = sorted(found, key=lambda place: (found[place], place))[:limit]
        matches = [Match(found[place][0], self._ids[place]) for place in best]
        if self._later is not None:
            matches += self._later.find(words, limit, archived=archived)
            matches.sort(key=lambda one: one.rank)
        return matches[:limit]

    def _scan(
        self, words: Sequence[str], limit: int, hidden: frozenset[str]
    ) -> Iterator[tuple[int, tuple[int, int]]]:
        """Places of lines with their rank and the sum of ranks of all words."""
        wanted = [word.encode() for word in words]
        whole = b" ".join(wanted)
        ids = self._ids
        for driver in sorted(set(wanted), key=len, reverse=True):
            seen = 0
            for place, line in self._lines(driver, ENOUGH):
                seen += 1
                if ids[place] in hidden:
                    continue
                rank = _rank(line, wanted, whole)
                if rank is not None:
                    yield place, rank
            if seen < ENOUGH:
                return  # every line with this word was seen
        # Frequent words: the best are those that begin so, which are found without the others.
        for pattern in (b"\n" + whole, b" " + whole):
            taken = 0
            for place, line in self._lines(pattern, ENOUGH):
                if ids[place] not in hidden:
                    rank = _rank(line, wanted, whole)
                    if rank is not None:
                        yield place, rank
                        taken += rank[0] <= WORD
                if taken >= limit:
                    return

    def _lines(self, pattern: bytes, most: int) -> Iterator[tuple[int, bytes]]:
        """Places and texts of the lines that hold a pattern; it may begin before the line."""
        text, starts = self._text, self._starts
        # A pattern with a line's end belongs to the line that follows.
        shift = 1 if pattern.startswith(b"\n") else 0
        at = text.find(pattern)
        while at >= 0 and most:
            place = bisect_right(starts, at + shift) - 1
            start = starts[place]
            end = text.find(b"\n", start)
            yield place, text[start:end]
            most -= 1
            at = text.find(pattern, end)

    # -- names that are nearly so ----------------------------------------------------------

    @functools.cached_property
    def _vocabulary(self) -> list[str]:
        found: set[bytes] = set()
        text, at = self._text, 0
        while at < len(text):
            end = text.find(b"\n", min(at + PIECE, len(text) - 1))
            end = len(text) if end < 0 else end + 1
            found.update(_WORDS.findall(text[at:end]))
            at = end
        return [word.decode(errors="ignore") for word in found]

    def near(self, word: str, limit: int = 4) -> list[str]:
        """Words of the names that differ from a word by a letter or two, the nearest first.

        Two letters from eight on; a word that is still being typed is compared with beginnings.

        Args:
            word: A folded word.
            limit: How many at most.
        """
        slips = 0 if len(word) < 4 else 1 if len(word) < 8 else 2
        if not slips:
            return []
        from rapidfuzz import process
        from rapidfuzz.distance import OSA

        own = self._vocabulary
        ranked: list[tuple[float, str]] = [
            (distance, one)
            for one, distance, _at in process.extract(
                word, own, scorer=OSA.distance, score_cutoff=slips, limit=limit
            )
        ]
        if not ranked:
            # A letter too many in what was typed, one too few, or another one.
            long = [one for one in own if len(one) > len(word)]
            for length in (len(word) - 1, len(word), len(word) + 1):
                cut = [one[:length] for one in long]
                ranked += [
                    (distance + 0.5, long[at])
                    for _cut, distance, at in process.extract(
                        word, cut, scorer=OSA.distance, score_cutoff=1, limit=limit
                    )
                ]
        if self._later is not None:
            ranked += [(slips, one) for one in self._later.near(word, limit)]
        # People rarely mistype the first letter.
        ranked.sort(key=lambda one: (one[0] + 0.4 * (one[1][:1] != word[:1]), one[1]))
        return list(dict.fromkeys(one for _distance, one in ranked if one != word))[:limit]


def _rank(line: bytes, words: Sequence[bytes], whole: bytes) -> tuple[int, int] | None:
    """How well a line fits, and the sum over its words; None when one is missing."""
    name_end = line.find(b"\t")
    worst = total = 0
    for word in words:
        at = line.find(word)
        if at < 0:
            return None
        if at == 0:
            rank = BEGINS
        elif at >= name_end:
            rank = BESIDE
        elif _begins_word(line, word, at, name_end):
            rank = WORD
        else:
            rank = INSIDE
        worst, total = max(worst, rank), total + rank
    if line.startswith(whole):
        worst = EXACT if name_end == len(whole) else BEGINS
    return worst, total


def _begins_word(line: bytes, word: bytes, at: int, name_end: int) -> bool:
    """Whether any occurrence in the name begins a word of it."""
    while 0 <= at < name_end:
        before = line[at - 1]
        # A byte from 128 on is part of a letter.
        if before < 128 and not chr(before).isalnum():
            return True
        at = line.find(word, at + 1)
    return False
