"""From what was entered into a field to the values a command gets; reads, so for other threads."""

from __future__ import annotations

from typing import Any

from acctdesk.errors import Invalid, Problem
from acctdesk.services.catalogue import Field, Format
from acctdesk.services.query import ListQuery
from acctdesk.ui.desk import Desk
from acctdesk.ui.entry import CLOSED, typed
from acctdesk.words import _


def values_of(desk: Desk, field: Field, value: object) -> dict[str, Any]:
    """The values a command gets for an entry.

    Args:
        desk: The open workspace.
        field: The field it was entered into.
        value: A code or id chosen from a list, or the text as it was typed.

    Raises:
        Invalid: It can't be read, or names no record.
    """
    if not isinstance(value, str):
        return {field.name: value}
    if field.format is Format.REFERENCE:
        return {field.name: _named(desk, field, value)}
    if field.format in CLOSED and any(value == one.code for one in field.choices):
        return {field.name: value}
    return typed(field, value, desk.context.today())


def _named(desk: Desk, field: Field, text: str) -> str | None:
    """The record that a text names: its id, or the name of exactly one."""
    text = text.strip()
    if not text:
        return None
    options = desk.listing.page(field.target, [text])
    if options:
        return text
    found = desk.listing.page(
        field.target, desk.listing.ids(ListQuery(field.target, words=text))[:50]
    )
    exact = [one for one in found if one.title.casefold() == text.casefold()]
    fitting = exact or found
    if len(fitting) == 1:
        return fitting[0].id
    what = _("“%s” is the name of several.") if fitting else _("there is nobody called “%s”.")
    if field.target == "account" and not fitting:
        what = _("there is no account called “%s”.")
    raise Invalid(
        what % text,
        where=str(field.label),
        field=field.name,
        remedy=_("Type more of the name, or add it first."),
    )


def complaint(problem: Problem) -> str:
    """A problem beside the field it is about: what is wrong, and the remedy.

    Args:
        problem: Its place is plain there and left out.
    """
    what = problem.what[:1].upper() + problem.what[1:]
    stop = "" if what.endswith((".", "!", "?")) else "."
    return f"{what}{stop} {problem.remedy}".strip()
