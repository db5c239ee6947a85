"""Folding: text as people compare it, without case and diacritics."""

from __future__ import annotations

import functools
import re
import unicodedata

# Letters that decomposition leaves whole, though people type them without.
_LETTERS = str.maketrans({"ß": "ss", "ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i"})
_FOREIGN = re.compile(r"[^\x00-\x7f]+")


def fold(words: str) -> str:
    """Text without case and diacritics: "Müller" and "MULLER" become "muller"."""
    words = words.lower()
    return words if words.isascii() else _FOREIGN.sub(_plain, words)


def fold_or_none(words: str | None) -> str | None:
    """`fold` for the database, where a value may be missing."""
    return None if words is None else fold(str(words))


def _plain(found: re.Match[str]) -> str:
    return _fold_letters(found[0])


@functools.lru_cache(maxsize=4096)
def _fold_letters(letters: str) -> str:
    plain = unicodedata.normalize("NFKD", letters.casefold().translate(_LETTERS))
    return "".join(letter for letter in plain if not unicodedata.combining(letter)).casefold()


def digits(number: str) -> tuple[str, list[int]]:
    """The digits of a phone number, and where each stands; an optional "(0)" isn't dialled.

    Args:
        number: A phone number as it was written.
    """
    dialled = number.replace("(0)", "   ")
    places = [place for place, sign in enumerate(dialled) if sign in "0123456789"]
    return "".join(dialled[place] for place in places), places


def bare(number: str) -> str:
    """A phone number without what parts its digits, and without the "(0)" one doesn't dial."""
    return number.replace("(0)", "").translate(_PARTING)


def writings(number: str) -> tuple[str, ...]:
    """A phone number's digits as others may write it: as it is, without prefix, the end alone.

    Args:
        number: A bare number; empty gives nothing.
    """
    plain = number.lstrip("0")
    end = plain[-_SUBSCRIBER:] if len(plain) > _SUBSCRIBER else ""
    return tuple(dict.fromkeys(one for one in (number, plain, end) if len(one) >= 4))


_SUBSCRIBER = 7
"""Digits at the end of a phone number that tell it from others, whatever stands before them."""
_PARTING = str.maketrans("", "", " +-()/.\t\u00a0\u2010\u2011\u2012\u2013")
