"""What a person may be called in a text: full names, former ones, addresses and numbers.

Texts are compared as people compare them, without case and diacritics, and by whole words; what is
found is told by its place in the text as it was written, so that it can be taken out there.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from acctdesk.workspace.folding import fold

BLOT = "…"
"""What stands where a name was."""
_SHORTEST = 2
"""Letters of a name below which nothing is looked for."""
EXACT = ("email", "other_email", "phone", "mobile", "other_phone")
"""Fields of a person that tell them from others where they stand in a text."""
_WORDS = re.compile(r"\w+")
_GENITIVE = "s?"
_TITLES = frozenset(
    ("dr", "prof", "mr", "mrs", "ms", "miss", "sir", "dame", "herr", "frau", "ing", "dipl", "mme",
     "mlle", "sr", "sra", "dott", "ir", "mag", "phd", "mba", "jr")
)  # fmt: skip
"""Words of a name that others leave out when they write of somebody."""


@dataclass(frozen=True, slots=True)
class Called:
    """What one person may be called.

    Attributes:
        names: Full names, as they were written.
        exact: Addresses and numbers, as they were written.
    """

    names: frozenset[str]
    exact: frozenset[str] = frozenset()
    _pattern: re.Pattern[str] | None = field(init=False, repr=False, compare=False)
    _needles: tuple[tuple[str, ...], ...] = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        """Make what looks for them."""
        alternatives: dict[str, tuple[str, ...]] = {}
        for name in sorted(self.names, key=len, reverse=True):
            words = _WORDS.findall(fold(name))
            if len("".join(words)) >= _SHORTEST:
                pattern = r"[\s,.]+".join(map(re.escape, words))
                alternatives[_bounded(pattern, words, _GENITIVE)] = _rarest(words)
        for one in sorted(self.exact, key=len, reverse=True):
            words = _WORDS.findall(fold(one))
            if len("".join(words)) >= _SHORTEST:
                alternatives[_bounded(re.escape(fold(one)), words, "")] = _rarest(words)
        found = re.compile("|".join(alternatives)) if alternatives else None
        object.__setattr__(self, "_pattern", found)
        object.__setattr__(self, "_needles", tuple(dict.fromkeys(alternatives.values())))

    def __bool__(self) -> bool:
        return self._pattern is not None

    def may_hold(self, text: str) -> bool:
        """Whether it is worth looking closer at a text, also at one that is JSON."""
        folded = fold(text)
        for words in self._needles:
            for one in words:
                if one not in folded:
                    break
            else:
                return True
        return False

    def places(self, text: str) -> list[tuple[int, int]]:
        """Where they are named: from and to, in the text as it was written."""
        # Letter by letter only where they are named: it is slow.
        if self._pattern is None or not self._pattern.search(fold(text)):
            return []
        letters = [fold(one) for one in text]
        found = list(self._pattern.finditer("".join(letters)))
        if not found:
            return []
        origin = [at for at, folded in enumerate(letters) for _each in folded]
        origin.append(len(text))
        return [(origin[one.start()], origin[one.end() - 1] + 1) for one in found]

    def without(self, text: str) -> str:
        """The text with "…" wherever they are named; the same object where they aren't."""
        places = self.places(text)
        if not places:
            return text
        kept, last = [], 0
        for start, end in places:
            kept += [text[last:start], BLOT]
            last = end
        return "".join([*kept, text[last:]])


def _rarest(words: list[str]) -> tuple[str, ...]:
    """Words that a text must hold, those first that few texts do."""
    return tuple(sorted(set(words), key=len, reverse=True))


def _bounded(pattern: str, words: list[str], ending: str) -> str:
    """Between letters of a script that parts words; elsewhere wherever it stands."""
    first, last = words[0][0], words[-1][-1]
    parted = first.lower() != first.upper() or first.isdigit()
    before = r"(?<!\w)" if parted else ""
    after = rf"{ending}(?!\w)" if last.lower() != last.upper() or last.isdigit() else ""
    return f"{before}{pattern}{after}"


def called(rows: Iterable[Mapping[str, Any]]) -> Called:
    """What somebody may be called.

    Args:
        rows: Fields of a person as they are and as they were, each row by the names of the fields.
    """
    names: set[str] = set()
    exact: set[str] = set()
    for row in rows:
        names |= set(_names(row))
        exact |= {str(row[one]).strip() for one in EXACT if row.get(one)}
    return Called(frozenset(names), frozenset(exact))


def _names(row: Mapping[str, Any]) -> Iterator[str]:
    if row.get("name"):
        yield str(row["name"]).strip()
        words = [one for one in _WORDS.findall(str(row["name"])) if fold(one) not in _TITLES]
        if len(words) > 1:
            yield " ".join(words)
            yield f"{words[0]} {words[-1]}"
            yield f"{words[-1]} {' '.join(words[:-1])}"
    given, family = (str(row.get(one) or "").strip() for one in ("given_name", "family_name"))
    if given and family:
        yield f"{given} {family}"
        yield f"{family} {given}"
