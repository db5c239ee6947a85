"""What stands over the columns of an exported list, so that import knows each one again.

A heading is the field's label. Where two fields of a kind are called the same, the later ones get
a number, always by the order of the catalogue and never by what a list happens to show: the same
workspace reads its own headings back without a guess.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from acctdesk.models.catalogue import Field
from acctdesk.services.values.cell import tidy

LONGEST = 120
"""Characters of a heading; more of a label is left out."""

_ID = re.compile(r"AcctDesk ([a-z_]{1,40}) id")


def id_heading(kind: str) -> str:
    """The heading over the ids of a kind's records; the same in every language.

    Args:
        kind: The kind's code.
    """
    return f"AcctDesk {kind} id"


def kind_of(heading: object) -> str:
    """The kind whose ids stand under a heading; empty when it is another heading."""
    found = _ID.fullmatch(heading.strip()) if isinstance(heading, str) else None
    return found[1] if found else ""


def headings(fields: Iterable[Field]) -> dict[str, str]:
    """A heading of its own for each field.

    Args:
        fields: All fields of a kind that a person sees, in the catalogue's order.

    Returns:
        Field name to heading.
    """
    taken: set[str] = set()
    found: dict[str, str] = {}
    for field in fields:
        text = tidy(str(field.label))[:LONGEST].rstrip() or field.name
        name, number = text, 1
        while key(name) in taken or kind_of(name):
            number += 1
            name = f"{text} ({number})"
        taken.add(key(name))
        found[field.name] = name
    return found


def key(heading: object) -> str:
    """The form in which two headings are the same: no case, no extra spaces."""
    return tidy(heading).casefold() if isinstance(heading, str) else ""
