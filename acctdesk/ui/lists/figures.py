"""What a summary comes to, in words."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.view import How
from acctdesk.ui.entry import in_words
from acctdesk.words import _, _n, lazy, money, number

HOW_LABELS = {
    "sum": lazy("Sum"),
    "average": lazy("Average"),
    "median": lazy("Median"),
    "min": lazy("Smallest"),
    "max": lazy("Largest"),
    "count": lazy("Filled"),
    "empty": lazy("Empty"),
    "distinct": lazy("Different"),
}
"""What a person calls what a summary tells."""

_DATES = {"min": lazy("Earliest"), "max": lazy("Latest")}
COUNTING = ("count", "empty", "distinct")


def how_label(how: How, field: Field) -> str:
    """What a person calls what is told of a field: a date is the earliest, not the smallest."""
    if field.format is Format.DATE and how in _DATES:
        return str(_DATES[how])
    return str(HOW_LABELS[how])


def figures(field: Field, how: How, told: Mapping[str, Any]) -> tuple[str, ...]:
    """What a summary tells of a field, in words: one text for each currency.

    Args:
        field: The field.
        how: What is told.
        told: Values by currency; "" where there is none.
    """
    if how in COUNTING:
        return tuple(number(value) for value in told.values())
    if field.format is Format.MONEY:
        return tuple(
            money(_cents(value), code) for code, value in told.items() if value is not None
        )
    return tuple(in_words(field, value) for value in told.values() if value is not None)


def briefly(words: tuple[str, ...]) -> str:
    """The first figure, and how many more there are."""
    if len(words) < 2:
        return "".join(words)
    return _n("{first} +{n}", "{first} +{n}", len(words) - 1).replace("{first}", words[0])


def at_length(field: Field, how: How, words: tuple[str, ...]) -> str:
    """All figures, with what they are: for a tip, and for those who hear the list."""
    return _("{field}, {how}: {figures}").format(
        field=field.label, how=how_label(how, field).lower(), figures=" · ".join(words) or "–"
    )


def _cents(value: Any) -> Any:
    """An average to the cent."""
    return round(value, 2) if hasattr(value, "as_tuple") else value
