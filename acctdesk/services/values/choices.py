"""Closed lists, ticks and tags."""

from __future__ import annotations

import re
from collections.abc import Callable

from acctdesk.models.catalogue import Field
from acctdesk.services.values.cell import Hints, Parsed, fold
from acctdesk.services.values.places import nearest
from acctdesk.words import Lazy

_YES_WORDS = """
    yes y true t 1 x xx ok on ja j wahr oui o vrai si s verdadero vero tak prawda ✓ ✔ ☑ ✅ • sim
"""
_YES = frozenset(_YES_WORDS.split())
_NO_WORDS = """
    no n false f 0 off nein falsch non faux falso nee onwaar nie falsz ✗ ✘ ☐ ❌ nao
"""
_NO = frozenset(_NO_WORDS.split())


def choice_words(field: Field) -> dict[str, str]:
    """Every word that names a choice of a field, folded, to the choice's code.

    Codes win over labels and labels over synonyms, so that a list may use any word once.
    """
    found: dict[str, str] = {}
    for choice in field.choices:
        found.setdefault(fold(choice.code), choice.code)
    for choice in field.choices:
        labels = [str(choice.label)]
        if isinstance(choice.label, Lazy):
            labels.append(choice.label.message)
        for label in labels:
            found.setdefault(fold(label), choice.code)
    for choice in field.choices:
        for synonym in choice.synonyms:
            found.setdefault(fold(synonym), choice.code)
    return found


def choice_reader(field: Field) -> Callable[[str, Hints], Parsed]:
    """The reader of one tidied line for a CHOICE."""
    words = choice_words(field)

    def read(text: str, hints: Hints) -> Parsed:
        word = fold(text)
        if word in words:
            return Parsed(words[word])
        # "1.0" is how a spreadsheet's number 1 may arrive.
        if word.endswith(" 0") and word[:-2] in words:
            return Parsed(words[word[:-2]])
        near = nearest(word, words) if len(word) > 2 else None
        return Parsed(None, "choice", suggestion=near)

    return read


def choices_reader(field: Field) -> Callable[[str, Hints], Parsed]:
    """The reader of a tidied cell for TAGS of a closed list: a tuple of codes.

    A cell with a word that isn't on the list is a problem as a whole: half of an answer may mean
    the opposite of it.
    """
    one_of = choice_reader(field)

    def read(text: str, hints: Hints) -> Parsed:
        codes: set[object] = set()
        for word in read_tags(text):
            found = one_of(word, hints)
            if found.value is None:
                return found
            codes.add(found.value)
        return Parsed(tuple(sorted(map(str, codes))) or None)

    return read


def read_check(text: str, hints: Hints) -> Parsed:
    """Read a tick: yes or no in the languages of our rosters, or a mark.

    Args:
        text: One tidied line, not blank.
        hints: Not used; every reader takes them.
    """
    word = fold(text)
    if word in _YES:
        return Parsed(True)
    if word in _NO:
        return Parsed(False)
    return Parsed(None, "check")


_TAG_MARKS = re.compile(r"[,;|\n]")


def read_tags(text: str) -> tuple[str, ...]:
    """Split a cell into words, sorted and without repeats, as the database keeps them."""
    found: dict[str, str] = {}
    for part in _TAG_MARKS.split(text):
        tag = " ".join(part.split()).lstrip("#").strip()
        if tag:
            found.setdefault(tag.casefold(), tag)
    return tuple(sorted(found.values(), key=str.casefold))
