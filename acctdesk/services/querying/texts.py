"""The folded texts that records are found by, and what holds a word."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from typing import TYPE_CHECKING, Any

from acctdesk.services.querying import parting

if TYPE_CHECKING:
    import numpy as np

_PARTING = "\x1f"
_REST = rb"[^\x1f]*"
"""What follows in the same text, where a word may stand once more."""
_SAMPLE = 500
"""Texts looked at to tell whether many hold a word."""
_SHARE = 4
"""One in so many, and they are many."""
_PATIENCE = 5000
"""Texts that hold one word and are asked for the others."""


@dataclass(frozen=True, slots=True)
class _Laid:
    """All texts one after the other: a word that few hold is found without asking each of them.

    Attributes:
        whole: The texts as bytes.
        ends: Where each of them ends.
    """

    whole: bytes
    ends: np.ndarray[Any, np.dtype[Any]]


class Texts:
    """The folded texts of a kind's records.

    Args:
        texts: By place.
        laid: The same, or as they were before some of them changed.
        changed: The places of those.
    """

    def __init__(
        self,
        texts: Sequence[str],
        laid: _Laid | None = None,
        changed: Collection[int] = (),
    ) -> None:
        self._texts, self._laid, self._changed = texts, laid, frozenset(changed)

    @classmethod
    def read(cls, texts: Sequence[str]) -> Texts:
        """The texts as the database gave them, ready to be searched.

        Args:
            texts: By place.
        """
        # Copied one after the other in memory: going through them is twice as fast.
        joined = _PARTING.join(texts)
        parts = joined.split(_PARTING)
        made = cls(parts if len(parts) == len(texts) else texts)
        made._lay(joined)
        return made

    def __len__(self) -> int:
        return len(self._texts)

    def listed(self) -> list[str]:
        """All of them, to be changed as one likes."""
        return list(self._texts)

    def patched(self, fresh: Mapping[int, str]) -> Texts:
        """The texts after some of them became others.

        Args:
            fresh: What they are now, by place.
        """
        made = self.listed()
        for place, text in fresh.items():
            made[place] = text
        return Texts(made, self._laid, self._changed | fresh.keys())

    def ready(self) -> None:
        """Make sure that finding a word that few hold is quick; short lists are quick enough."""
        if self._laid is None or self._changed:
            self._lay(_PARTING.join(self._texts))

    def _lay(self, joined: str) -> None:
        if len(self) < parting.LONG:
            return
        import numpy as np

        whole = joined.encode(errors="surrogatepass")
        ends = np.flatnonzero(np.frombuffer(whole, dtype=np.uint8) == ord(_PARTING))
        if len(ends) == len(self) - 1:
            self._laid = _Laid(whole, np.append(ends, len(whole)))
            self._changed = frozenset()

    def having(self, found: Sequence[int], word: str) -> Sequence[int]:
        """Those of some places whose texts hold a folded word.

        Args:
            found: Rising.
            word: The word.
        """
        texts = self._texts
        # All of them need no looking up.
        if found != range(len(texts)):
            return [place for place in found if word in texts[place]]
        if self._laid is not None and len(word) > 1 and not self._is_frequent(word):
            return self._searched(self._laid, word)
        made = [place for place, text in enumerate(texts) if word in text]
        return made if len(made) < len(texts) else range(len(texts))

    def _is_frequent(self, word: str) -> bool:
        part = self._texts[:: len(self._texts) // _SAMPLE]
        return _SHARE * sum(word in text for text in part) > len(part)

    def foremost(self, words: Sequence[str], limit: int) -> list[int] | None:
        """The first places whose texts hold some folded words, found without going further.

        Args:
            words: The words, the rarest first as far as that is known.
            limit: How many places are wanted.

        Returns:
            None when that may take long.
        """
        if self._laid is None:
            return None
        texts, (rarest, *others) = self._texts, words
        found: list[int] = []
        for looked, place in enumerate(self._each(self._laid, rarest)):
            if looked == _PATIENCE:
                return None
            if all(word in texts[place] for word in others):
                found.append(place)
                if len(found) == limit:
                    break
        return found

    def _each(self, laid: _Laid, word: str) -> Iterator[int]:
        """Each place whose text holds a word, as far as somebody wants to know."""
        rows = (bisect_left(laid.ends, hit) for hit in _hits(laid.whole, word))
        if not self._changed:
            return rows
        fresh = sorted(one for one in self._changed if word in self._texts[one])
        return merge((row for row in rows if row not in self._changed), fresh)

    def _searched(self, laid: _Laid, word: str) -> Sequence[int]:
        import numpy as np

        hits = np.fromiter(_hits(laid.whole, word), dtype=np.int64)
        rows = np.searchsorted(laid.ends, hits)
        if not self._changed:
            return array("i", rows.astype(np.int32).tobytes())
        held = set(rows.tolist()) - self._changed
        return sorted(held.union(one for one in self._changed if word in self._texts[one]))


def _hits(whole: bytes, word: str) -> Iterator[int]:
    """Where a word stands for the first time in each text that holds it."""
    # A byte of one letter is never a part of another's in UTF-8.
    sought = re.escape(word.encode(errors="surrogatepass")) + _REST
    return (hit.start() for hit in re.finditer(sought, whole))
