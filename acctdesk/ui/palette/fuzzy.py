"""How well typed letters fit a command: in order, rather at the beginnings of words."""

from __future__ import annotations

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
    marks = find(text, words)
    held = fold(text)
    if all(word in held for word in words):
        if held == typed:
            return Fit(EXACT, marks)
        if held.startswith(typed):
            return Fit(BEGINS, marks)
        starts = all(_begins_word(held, word) for word in words)
        return Fit(WORD if starts else INSIDE, marks)
    scattered = _scattered(typed.replace(" ", ""), text)
    return Fit(SCATTERED, scattered) if scattered else None


def _begins_word(held: str, word: str) -> bool:
    at = held.find(word)
    while at > 0 and held[at - 1].isalnum():
        at = held.find(word, at + 1)
    return at >= 0


def _scattered(letters: str, text: str) -> tuple[tuple[int, int], ...]:
    """Runs of letters that each begin a word, as "ow" does in "Open workspace"."""
    held = [fold(letter)[:1] or " " for letter in text]
    starts = [
        place
        for place, letter in enumerate(held)
        if letter.isalnum() and (not place or not held[place - 1].isalnum())
    ]
    return _runs(letters, held, starts, 0) or ()


def _runs(
    letters: str, held: list[str], starts: list[int], first: int
) -> tuple[tuple[int, int], ...] | None:
    if not letters:
        return ()
    for at in range(first, len(starts)):
        place, run = starts[at], 0
        while run < len(letters) and place + run < len(held) and held[place + run] == letters[run]:
            run += 1
        # The longest run first; a shorter one where the rest wouldn't fit otherwise.
        for length in range(run, 0, -1):
            rest = _runs(letters[length:], held, starts, at + 1)
            if rest is not None:
                return ((place, place + length), *rest)
    return None
