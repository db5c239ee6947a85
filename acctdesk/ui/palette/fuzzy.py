"""How well typed letters fit a command: in order, rather at the beginnings of words."""

from __future__ import annotations

import functools
from dataclasses import dataclass

from acctdesk.services.marks import find, fold
from acctdesk.services.names import BEGINS, EXACT, INSIDE, WORD

SCATTERED = INSIDE + 2
"""The letters are there in order, each run of them at the beginning of a word."""


@dataclass(frozen=True, slots=True)
class Fit:
    """How a text fits.

    Attributes:
        rank: As for names in memory, from `EXACT` to `SCATTERED`; the lower, the better.
        marks: The letters that were found.
    """

    rank: int
    marks: tuple[tuple[int, int], ...]


def fit(typed: str, text: str) -> Fit | None:
    """How typed letters fit a text; None when they don't.

    Args:
        typed: Folded letters, words parted by blanks.
        text: A label such as "Open workspace…".
    """
    words = typed.split()
    if not words:
        return Fit(INSIDE, ())
    label = _label(text)
    held = label.held
    if all(word in held for word in words):
        marks = find(text, words)
        if held == typed:
            return Fit(EXACT, marks)
        if held.startswith(typed):
            return Fit(BEGINS, marks)
        starts = all(_begins_word(held, word) for word in words)
        return Fit(WORD if starts else INSIDE, marks)
    letters = typed.replace(" ", "")
    # Most labels have no word that begins so, and are done with here.
    scattered = _runs(letters, label, 0) if letters[0] in label.initials else None
    return Fit(SCATTERED, scattered) if scattered else None


def _begins_word(held: str, word: str) -> bool:
    at = held.find(word)
    while at > 0 and held[at - 1].isalnum():
        at = held.find(word, at + 1)
    return at >= 0


@dataclass(frozen=True, slots=True)
class _Label:
    """A label as letters are compared with it.

    Attributes:
        held: The whole, folded.
        letters: Folded, letter by letter, so that places are those of the label itself.
        starts: Where words begin.
        initials: The letters there.
    """

    held: str
    letters: tuple[str, ...]
    starts: tuple[int, ...]
    initials: frozenset[str]


@functools.lru_cache(maxsize=1024)
def _label(text: str) -> _Label:
    """Kept, because the same commands are compared with every letter that is typed."""
    letters = tuple(fold(letter)[:1] or " " for letter in text)
    starts = tuple(
        place
        for place, letter in enumerate(letters)
        if letter.isalnum() and (not place or not letters[place - 1].isalnum())
    )
    return _Label(fold(text), letters, starts, frozenset(letters[place] for place in starts))


def _runs(typed: str, label: _Label, first: int) -> tuple[tuple[int, int], ...] | None:
    """Runs of letters that each begin a word, as "ow" does in "Open workspace"."""
    if not typed:
        return ()
    held = label.letters
    for at in range(first, len(label.starts)):
        place, run = label.starts[at], 0
        while run < len(typed) and place + run < len(held) and held[place + run] == typed[run]:
            run += 1
        # The longest run first; a shorter one where the rest wouldn't fit otherwise.
        for length in range(run, 0, -1):
            rest = _runs(typed[length:], label, at + 1)
            if rest is not None:
                return ((place, place + length), *rest)
    return None
