"""Where in a text the words of a search stand, and the part of it worth showing.

Searching compares folded texts; what is marked is the text as it was written. So the folding is
done letter by letter here, and each folded letter remembers where it came from.
"""

from __future__ import annotations

from collections.abc import Sequence

from acctdesk.services.hits import Marked
from acctdesk.workspace.folding import digits, fold

__all__ = ["LENGTH", "excerpt", "find", "find_digits", "fold", "marked"]

LENGTH = 120
"""Letters of an excerpt."""
BEFORE = 36
"""Letters of it before the first word found."""


def find(text: str, words: Sequence[str]) -> tuple[tuple[int, int], ...]:
    """The ranges of a text that hold folded words, joined where they touch.

    Args:
        text: Any text.
        words: Folded words.
    """
    if text.isascii():
        folded, origin = text.lower(), None
    else:
        folded, origin = _folded(text)
    spans = []
    for word in words:
        at = folded.find(word) if word else -1
        while at >= 0:
            spans.append((at, at + len(word)))
            at = folded.find(word, at + len(word))
    if origin is not None:
        spans = [(origin[start], origin[end - 1] + 1) for start, end in spans]
    return _joined(spans)


def find_digits(text: str, number: str) -> tuple[tuple[int, int], ...]:
    """The range of a phone number that holds a row of digits, whatever parts them.

    Args:
        text: A phone number as it was written.
        number: Digits alone.
    """
    held, origin = digits(text)
    at = held.find(number) if number else -1
    return () if at < 0 else ((origin[at], origin[at + len(number) - 1] + 1),)


def excerpt(text: str, marks: Sequence[tuple[int, int]]) -> Marked:
    """One line around the first mark.

    Args:
        text: The whole text.
        marks: Ranges found in it.
    """
    if not marks:
        return Marked(_line(text[: LENGTH + 1])[:LENGTH], ())
    first = marks[0][0]
    start = max(0, first - BEFORE)
    if start:
        # Begin with a whole word where one begins nearby.
        space = text.find(" ", start, first)
        start = space + 1 if space >= 0 else start
    end = min(len(text), max(start + LENGTH, marks[0][1]))
    inside = [(max(a, start), min(b, end)) for a, b in marks if b > start and a < end]
    head, tail = "… " if start else "", " …" if end < len(text) else ""
    shift = len(head) - start
    said = head + _line(text[start:end])
    return Marked(
        (said.rstrip() if tail else said) + tail,
        tuple((a + shift, b + shift) for a, b in inside),
    )


def marked(text: str, words: Sequence[str]) -> Marked:
    """A short text with all its marks."""
    text = _line(text)
    return Marked(text, find(text, words))


def _line(text: str) -> str:
    """On one line, letter for letter, so that places stay right."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _folded(text: str) -> tuple[str, list[int]]:
    parts: list[str] = []
    origin: list[int] = []
    for place, letter in enumerate(text):
        plain = fold(letter)
        parts.append(plain)
        origin += [place] * len(plain)
    return "".join(parts), origin


def _joined(spans: list[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    made: list[tuple[int, int]] = []
    for start, end in sorted(spans):
        if made and start <= made[-1][1]:
            made[-1] = (made[-1][0], max(end, made[-1][1]))
        else:
            made.append((start, end))
    return tuple(made)
