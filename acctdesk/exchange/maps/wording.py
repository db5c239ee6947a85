"""What the codes of a map are called."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Mapping
from typing import Protocol

from acctdesk.drawing.look import Kind
from acctdesk.services.catalogue import Fields, closed_list
from acctdesk.words import Lazy, _, date, lazy

Word = Callable[[str, str, str], str]
"""Says a code of a field in words: kind, field, code."""

TIES: Mapping[Kind, Lazy] = {
    Kind.REPORTS: lazy("reports to"),
    Kind.DOTTED: lazy("dotted line"),
    Kind.INFLUENCE: lazy("influences"),
    Kind.CONFLICT: lazy("conflict"),
}
"""What stands beside a line of each kind."""

QUADRANTS: Mapping[str, Lazy] = {
    "manage_closely": lazy("Manage closely"),
    "keep_satisfied": lazy("Keep satisfied"),
    "keep_informed": lazy("Keep informed"),
    "monitor": lazy("Monitor"),
}
"""What each quadrant of power and interest asks for."""


class HasFields(Protocol):
    """What has the field catalogue; see `acctdesk.compose.Desk`."""

    @property
    def fields(self) -> Fields:
        """The field catalogue."""


def speaker(source: HasFields) -> Word:
    """What says codes in words, each looked up once.

    Args:
        source: The open workspace.
    """
    lists: dict[tuple[str, str], dict[str, str]] = {}

    def word(kind: str, name: str, code: str) -> str:
        if (kind, name) not in lists:
            lists[kind, name] = dict(closed_list(source.fields.field(kind, name)))
        return lists[kind, name].get(code, code)

    return word


def as_of(day: dt.date) -> str:
    """Says of which day a map is."""
    return _("As of %s") % date(day)
