"""Names in memory: every name of a kind, found by any part of it while somebody types.

All lines stand in one piece of folded text, so that a hundred thousand of them are looked through
in a few milliseconds by the interpreter's own search, also by one letter, and in scripts that put
no spaces. Beside a name stands what else one says to mean it, such as a person's title; the
accounts where people work are kept once, with who works there.
"""

from __future__ import annotations

import functools
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from acctdesk.services.lines import Lines, Packed

EXACT, BEGINS, WORD, INSIDE, BESIDE = range(5)
"""How well a line fits: it is the name, the name begins so, a word of it does, it holds it, or
only what stands beside the name does."""
FEW = 400
"""Lines that are looked at one by one; of more, those that begin so are looked for."""
ENOUGH = 1000
"""Lines looked at at most where several words must be in one."""
REMEMBERED = 64
"""Words for which it is remembered what is near them."""
PATCHED = 4000
"""Lines that may be patched before the whole is made anew."""


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


@dataclass(frozen=True, slots=True)
class Match:
    """A line that holds all words.

    Attributes:
        rank: How well, from `EXACT` to `BESIDE`.
        id: The record.
    """

    rank: int
    id: str


@dataclass(frozen=True, slots=True)
class Belonging:
    """What several records belong to, such as the accounts of people.

    Attributes:
        names: The name of each.
        members: By its place in `names`, the places of the records that belong to it.
    """

    names: Sequence[str] = ()
    members: Mapping[int, Sequence[int]] | None = None


class Names:
    """All names of a kind. It never changes; `patched` makes another that shares the most.

    Args:
        ids: The records, those to be found first among equals first.
        names: Their names.
        beside: What else one says to mean each.
        archived: Ids of those that are archived.
        belonging: What they belong to; its names are searched as if they stood beside theirs.
    """

    def __init__(
        self,
        ids: Sequence[str],
        names: Sequence[str],
        beside: Sequence[str],
        archived: Iterable[str] = (),
        belonging: Belonging | None = None,
    ) -> None:
        self._ids = Packed(ids)
        self._names, self._beside = Lines(names), Lines(beside)
        self._archived = frozenset(archived)
        self._groups = Lines(belonging.names if belonging else ())
        self._members: Mapping[int, Sequence[int]] = (belonging and belonging.members) or {}
        self._home, self._more = _homes(len(ids), self._members)
        self._gone: frozenset[str] = frozenset()
        self._patch: dict[str, Name] = {}
        self._later: Names | None = None
        self._asked: dict[str, list[str]] = {}

    @classmethod
    def of(cls, names: Iterable[Name]) -> Names:
        """The names of a few records."""
        rows = list(names)
        return cls(
            [one.id for one in rows],
            [one.name for one in rows],
            [one.beside for one in rows],
            [one.id for one in rows if one.archived],
        )

    @property
    def patches(self) -> int:
        """How many lines differ from the text as it was made."""
        return len(self._gone)

    def patched(self, ids: Iterable[str], names: Iterable[Name]) -> Names:
        """The same with some records read anew.

        Args:
            ids: Which were read.
            names: Those of them that are there.
        """
        ids = set(ids)
        made = Names.__new__(Names)
        made.__dict__.update(self.__dict__)
        made._gone = self._gone | ids
        made._patch = {one: name for one, name in self._patch.items() if one not in ids}
        made._patch.update((one.id, one) for one in names)
        made._later = Names.of(made._patch.values())
        made._asked = {}
        return made

    def find(self, words: Sequence[str], limit: int, *, archived: bool = False) -> list[Match]:
        """The lines that hold all words, the best first.

        Args:
            words: Folded words, at least one.
            limit: How many at most.
            archived: Whether archived ones are found as well.
        """
        hidden = self._gone if archived else self._gone | self._archived
        wanted = list(dict.fromkeys(word.encode() for word in words))
        ranks: dict[int, tuple[int, int]] = {}
        for place in self._places(wanted, limit, hidden, ranks):
            if place not in ranks and self._ids[place] not in hidden:
                ranks[place] = self._rank(place, wanted)
        best = sorted(ranks, key=lambda place: (ranks[place], place))[:limit]
        matches = [Match(ranks[place][0], self._ids[place]) for place in best]
        if self._later is not None:
            matches += self._later.find(words, limit, archived=archived)
            matches.sort(key=lambda one: one.rank)
        return matches[:limit]

    def _places(
        self,
        wanted: Sequence[bytes],
        limit: int,
        hidden: frozenset[str],
        ranks: Mapping[int, tuple[int, int]],
    ) -> Iterator[int]:
        """Places of lines that hold all words; stops where the best are enough.

        Args:
            wanted: The words.
            limit: How many are enough.
            hidden: Ids that don't count.
            ranks: How well the places fit that were handed out before.
        """

        def enough(rank: int) -> bool:
            return sum(held[0] <= rank for held in ranks.values()) >= limit

        names, whole = self._names, b" ".join(wanted)
        drivers = sorted(wanted, key=len, reverse=True)
        several = len(drivers) > 1
        most = ENOUGH if several else FEW
        # The longest word is the rarest as a rule: where few lines hold it, these are all there is.
        some = list(islice(names.holding(drivers[0]), most))
        if len(some) == most:
            # Many hold it: the best begin so, and a search of its own finds these at once.
            for pattern, rank in ((b"\n", BEGINS), (b" ", WORD), (b"-", WORD)):
                taken = 0
                for place in names.holding(pattern + whole):
                    yield place
                    taken += self._ids[place] not in hidden
                    if taken >= limit:
                        break
                if enough(rank):
                    return
        for driver in drivers:
            others = [word for word in wanted if word != driver]
            held = some if driver is drivers[0] else islice(names.holding(driver), most)
            seen = 0
            for place in self._among(held, others):
                seen += 1
                if place >= 0:
                    yield place
            if enough(INSIDE):
                return
            taken = 0
            for place in self._among(islice(self._near_by(driver), most + limit), others):
                seen += 1
                if place >= 0:
                    yield place
                    # These all fit equally well: the first of them will do.
                    taken += self._ids[place] not in hidden
                    if taken >= limit:
                        return
            if seen < most:
                return  # every line with this word was seen

    def _near_by(self, word: bytes) -> Iterator[int]:
        """Places of those beside whose name a word stands."""
        yield from self._beside.holding(word)
        for group in self._groups.holding(word):
            yield from self._members.get(group, ())

    def _among(self, places: Iterable[int], words: Sequence[bytes]) -> Iterator[int]:
        """Each place where all words stand in or beside the name, and -1 for each other."""
        if not words:
            yield from places
            return
        # Asked of thousands of lines with a letter: nothing is cut out or called in vain.
        name, name_at = self._names.text, self._names.starts
        said, said_at = self._beside.text, self._beside.starts
        for place in places:
            begin, end = name_at[place], name_at[place + 1]
            for word in words:
                if (
                    name.find(word, begin, end) < 0
                    and said.find(word, said_at[place], said_at[place + 1]) < 0
                    and not self._belongs(place, word)
                ):
                    yield -1
                    break
            else:
                yield place

    def _belongs(self, place: int, word: bytes) -> bool:
        """Whether a word stands in the name of what a record belongs to."""
        home = self._home[place] if self._home else -1
        if home < 0:
            return False
        groups, at = self._groups.text, self._groups.starts
        if groups.find(word, at[home], at[home + 1]) >= 0:
            return True
        return any(word in self._groups.line(group) for group in self._more.get(place, ()))

    def _rank(self, place: int, wanted: Sequence[bytes]) -> tuple[int, int]:
        """How well a line that holds all words fits, and the sum over the words."""
        name = self._names.line(place)
        whole = b" ".join(wanted)
        if name.startswith(whole):
            return (EXACT if name == whole else BEGINS), 0
        ranks = [_rank(name, word) for word in wanted]
        return max(ranks), sum(ranks)

    # -- names that are nearly so ----------------------------------------------------------

    def prepare(self) -> None:
        """Gather the words that slips are compared with now, rather than at the first slip."""
        self.knows("")

    def knows(self, word: str) -> bool:
        """Whether any word of the names holds some letters.

        Args:
            word: Folded letters.
        """
        if word in self._spelled:
            return True
        return self._later is not None and self._later.knows(word)

    @functools.cached_property
    def _spelled(self) -> str:
        return "\n".join(self._vocabulary)

    @functools.cached_property
    def _vocabulary(self) -> list[str]:
        found = self._names.words() | self._beside.words() | self._groups.words()
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
        # While the next word is typed, this one stays.
        found = self._asked.get(word)
        if found is None:
            if len(self._asked) >= REMEMBERED:
                self._asked.clear()
            found = self._asked[word] = self._nearest(word, slips, limit)
        return found[:limit]

    def _nearest(self, word: str, slips: int, limit: int) -> list[str]:
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
            first = word[0]
            long = [one for one in own if one[0] == first and len(one) > len(word)]
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


def _homes(
    count: int, members: Mapping[int, Sequence[int]]
) -> tuple[array[int], dict[int, list[int]]]:
    """For each place the first group it belongs to, -1 for none; and for some places further ones.

    Args:
        count: How many places there are.
        members: The places of each group.
    """
    home = array("i", [-1]) * (count if members else 0)
    more: dict[int, list[int]] = {}
    for group, places in members.items():
        for place in places:
            if home[place] < 0:
                home[place] = group
            else:
                more.setdefault(place, []).append(group)
    return home, more


def _rank(name: bytes, word: bytes) -> int:
    """How well a word fits a name."""
    at = name.find(word)
    if at == 0:
        return BEGINS
    if at < 0:
        return BESIDE
    while at > 0:
        before = name[at - 1]
        # A byte from 128 on is part of a letter.
        if before < 128 and not chr(before).isalnum():
            return WORD
        at = name.find(word, at + 1)
    return INSIDE
