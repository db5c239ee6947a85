"""A hundred thousand short texts in one piece, looked through by the interpreter's own search."""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate

from acctdesk.workspace.folding import fold

PIECE = 1 << 17
"""Bytes cut into words at a time: a longer cut would hold the window up."""
_WORDS = re.compile(rb"[^\s\d,;.:()\"'/&+-]{3,}")


class Lines:
    """Texts, folded, one a line.

    Args:
        texts: The texts.

    Attributes:
        text: All lines, each between line ends.
        starts: Where each begins, behind the end of the one before; one more for the end.
    """

    def __init__(self, texts: Sequence[str]) -> None:
        lines = _folded(texts)
        whole = "\n".join(["", *lines, ""])
        self.text = whole.encode()
        # Folded, most writings are plain letters, of which each is one byte.
        sizes = map(len, lines if whole.isascii() else (line.encode() for line in lines))
        self.starts = array("Q", accumulate((size + 1 for size in sizes), initial=1))

    def line(self, place: int) -> bytes:
        """One line."""
        return self.text[self.starts[place] : self.starts[place + 1] - 1]

    def holding(self, pattern: bytes) -> Iterator[int]:
        """Places of the lines that hold a pattern, in order.

        Args:
            pattern: Folded bytes; one that begins with a line's end wants the beginning of lines.
        """
        text, starts = self.text, self.starts
        shift = 1 if pattern.startswith(b"\n") else 0
        at = text.find(pattern)
        while at >= 0:
            place = bisect_right(starts, at + shift) - 1
            yield place
            at = text.find(pattern, starts[place + 1] - 1)

    def words(self) -> set[bytes]:
        """Every word of three letters and more, without numbers."""
        found: set[bytes] = set()
        text, at = self.text, 0
        while at < len(text):
            end = text.find(b"\n", min(at + PIECE, len(text) - 1))
            end = len(text) if end < 0 else end + 1
            found.update(_WORDS.findall(text[at:end]))
            at = end
        return found


class Packed:
    """Ids side by side in one text: a hundred thousand single ones would take five times as much.

    Args:
        ids: The ids.
    """

    def __init__(self, ids: Sequence[str]) -> None:
        self._ends = array("I", accumulate(map(len, ids)))
        self._text = "".join(ids)

    def __len__(self) -> int:
        return len(self._ends)

    def __getitem__(self, place: int) -> str:
        return self._text[self._ends[place - 1] if place else 0 : self._ends[place]]


def _folded(texts: Sequence[str]) -> list[str]:
    """Texts folded all at once, which costs a fifth of folding each."""
    whole = "\n".join(texts)
    if whole.count("\n") != max(0, len(texts) - 1) or "\t" in whole or "  " in whole:
        return [" ".join(fold(text).split()) for text in texts]
    return fold(whole).split("\n") if texts else []
