"""Folding: text as people compare it, without case and diacritics."""

from __future__ import annotations

import unicodedata

# Letters that decomposition leaves whole, though people type them without.
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})


def fold(words: str) -> str:
    """Text without case and diacritics: "Müller" and "MULLER" become "muller"."""
    if words.isascii():
        return words.lower()
    plain = unicodedata.normalize("NFKD", words.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def fold_or_none(words: str | None) -> str | None:
    """`fold` for the database, where a value may be missing."""
    return None if words is None else fold(str(words))
