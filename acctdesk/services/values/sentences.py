"""Problems in words: what a field expected, and what a person can do about it."""

from __future__ import annotations

from acctdesk.models.catalogue import Field
from acctdesk.services.values.cell import Cell, as_text, tidy
from acctdesk.words import _, lazy

_EXPECTED = {
    "date": lazy("a date"),
    "date_order": lazy("a date whose day and month can be told apart"),
    "moment": lazy("a day and a time"),
    "number": lazy("a number"),
    "whole_number": lazy("a whole number"),
    "decimal_mark": lazy("a number whose decimal mark is clear"),
    "thousandths": lazy("an amount with at most two decimals, as the rest of the column"),
    "too_large": lazy("a smaller number"),
    "percent": lazy("a percentage"),
    "email": lazy("an e-mail address"),
    "phone": lazy("a phone number"),
    "url": lazy("a web address"),
    "check": lazy("yes or no"),
    "country": lazy("a country"),
    "language": lazy("a language"),
    "currency": lazy("a currency"),
    "time_zone": lazy("a time zone"),
    "too_long": lazy("a shorter text"),
    "cell_error": lazy("a value"),
    "reference": lazy("a record that exists"),
}

_REMEDIES = {
    "date": lazy("Write it as year-month-day, such as 2026-10-14."),
    "date_order": lazy("Choose day-month or month-day."),
    "moment": lazy("Write both, such as 2026-10-14 09:30."),
    "number": lazy("Write one number, such as 1200.50."),
    "whole_number": lazy("Write a number without decimals, such as 1200."),
    "decimal_mark": lazy("Choose whether the point or the comma marks the decimals."),
    "thousandths": lazy("Say whether thousands are meant, such as 610000."),
    "too_large": lazy("Check the number; it is too large to be kept."),
    "percent": lazy("Write it with its sign, such as 12 %."),
    "email": lazy("Write one address, such as name@company.com."),
    "phone": lazy("Write one number with its digits, such as +44 20 7946 0958."),
    "url": lazy("Write one address, such as www.company.com."),
    "check": lazy("Write yes or no."),
    "country": lazy("Write the country's name or its two-letter code."),
    "language": lazy("Write the language's name or its code, such as de."),
    "currency": lazy("Write the three-letter code, such as EUR."),
    "time_zone": lazy("Write a place, such as Europe/Berlin."),
    "too_long": lazy("Shorten the text."),
    "cell_error": lazy("Mend the formula in the file, or type the value."),
    "reference": lazy("Choose one, or create it first."),
}

_MOST_NAMED = 8


def expectation(problem: str, field: Field) -> tuple[str, str]:
    """Say what a field wanted, in the language in force.

    Args:
        problem: A code of `Parsed.problem`.
        field: The field the cell was for.

    Returns:
        What was expected ("a date"), and what to do about it.
    """
    if problem == "choice":
        labels = [str(choice.label) for choice in field.choices]
        named = ", ".join(labels[:_MOST_NAMED])
        expected = _("one of: %s") % (f"{named} …" if len(labels) > _MOST_NAMED else named)
        remedy = _("Choose what it stands for.")
    elif problem == "out_of_range" and field.within:
        expected = _("a whole number from %s to %s") % field.within
        remedy = _("Write how much it is on this scale.")
    else:
        expected = str(_EXPECTED.get(problem, "")) or _("another value")
        remedy = str(_REMEDIES.get(problem, "")) or _("Check the value.")
    return expected, remedy


def describe(problem: str, field: Field, found: Cell) -> tuple[str, str]:
    """Say a problem in the language in force.

    Args:
        problem: A code of `Parsed.problem`.
        field: The field the cell was for.
        found: The cell.

    Returns:
        What was expected and found ("expected a date, found “03/04/25”"), and what to do about it.
    """
    expected, remedy = expectation(problem, field)
    shown = tidy(as_text(found))
    shown = f"{shown[:59]}…" if len(shown) > 60 else shown
    return _("expected %(expected)s, found “%(found)s”") % {
        "expected": expected,
        "found": shown,
    }, remedy
