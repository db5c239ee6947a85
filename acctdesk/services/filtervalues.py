"""Values of a typed filter: what a word means for the field it is compared with."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Sequence
from typing import Any

from acctdesk.models.catalogue import Field, Format
from acctdesk.services.catalogue import closed_list
from acctdesk.services.filters import CODED, ME, TEXTUAL, Op
from acctdesk.services.spans import LONGEST_REACH, Every, Relative, Span, Toward
from acctdesk.services.values import Hints, parse_typed
from acctdesk.words import _
from acctdesk.workspace.folding import fold

Refuse = Callable[[str, str], Exception]
"""Makes a problem of what is wrong and how to mend it."""

_RELATIVE = re.compile(
    r"(?:the )?(last|past|next) (\d+) (day|week|month|quarter|year)s?", re.IGNORECASE
)
_AS_SPANS = {Op.IS, Op.IS_NOT, Op.WITHIN, Op.UNDER, Op.AT_MOST, Op.OVER, Op.AT_LEAST}


class Values:
    """Reads the values of a filter.

    Args:
        today: The day that "+30" or "friday" are counted from.
        resolve: Finds the ids of records by their names; None when nobody can.
    """

    def __init__(
        self, today: dt.date, resolve: Callable[[Field, str], Sequence[str]] | None
    ) -> None:
        self._today, self._resolve = today, resolve

    @property
    def resolves(self) -> bool:
        """Whether names of records are found."""
        return self._resolve is not None

    def read(self, field: Field, op: Op, text: str, refuse: Refuse) -> Any:
        """The value that a text means.

        Args:
            field: The field it is compared with.
            op: How.
            text: What was typed.
            refuse: Makes the problem when it means nothing.

        Returns:
            The value; of a reference a tuple when several records have this name.
        """
        if op in (Op.CONTAINS, Op.NOT_CONTAINS, Op.STARTS) or field.format in TEXTUAL:
            return text
        if field.format is Format.TAGS:
            return _code(field, text, refuse) if field.choices else text
        if field.format is Format.REFERENCE:
            return self._reference(field, text, refuse)
        if field.format in CODED:
            return _code(field, text, refuse)
        if field.format is Format.DATE and op in _AS_SPANS and (span := read_span(text)):
            return span
        return self._typed(field, text, refuse)

    def _typed(self, field: Field, text: str, refuse: Refuse) -> Any:
        parsed = parse_typed(field, text, Hints(), self._today)
        if parsed.value is None or parsed.problem:
            remedy = {
                Format.DATE: _("Write a date like 2026-05-03, 2026-05 or “next 90 days”."),
                Format.CHECK: _("Write yes or no."),
            }.get(field.format, _("Write a number like 1200.50."))
            raise refuse(
                _("“%(value)s” does not fit %(field)s.") % {"value": text, "field": field.label},
                remedy,
            )
        return parsed.value

    def _reference(self, field: Field, text: str, refuse: Refuse) -> Any:
        if field.target == "member" and fold(text) == "me":
            return ME
        if self._resolve is None:
            return text
        found = tuple(self._resolve(field, text))
        if not found:
            raise refuse(
                _("nothing is called “%(value)s” in %(field)s.")
                % {"value": text, "field": field.label},
                _("Use “contains” to find a part of the name."),
            )
        return found if len(found) > 1 else found[0]


def read_span(text: str) -> Span | Relative | None:
    """The range of days that a text names ("this quarter", "next 90 days"); None for no range."""
    words = " ".join(text.lower().replace("_", " ").split())
    found = _RELATIVE.fullmatch(words)
    if found is not None:
        toward = Toward.NEXT if found[1] == "next" else Toward.LAST
        return Relative(min(int(found[2]), LONGEST_REACH), Every(f"{found[3]}s"), toward)
    try:
        return Span(words.replace(" ", "_"))
    except ValueError:
        return None


def _code(field: Field, text: str, refuse: Refuse) -> str:
    listed = closed_list(field)
    word = fold(text)
    for code, label in listed:
        if word in (fold(code), fold(label)):
            return code
    shown = ", ".join(label for _code, label in listed[:12]) + ("…" if len(listed) > 12 else "")
    raise refuse(
        _("“%(value)s” is not on the list of %(field)s.") % {"value": text, "field": field.label},
        _("Choose one of: %s.") % shown,
    )
