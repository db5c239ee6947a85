"""A record as services hand it out: plain values, detached from the database."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Record:
    """One record, detached from the database.

    Attributes:
        kind: Its kind.
        id: Its id.
        values: Python values by field, custom fields under their ids.
        titles: For each reference that is set, the name of what it refers to.
    """

    kind: str
    id: str
    values: Mapping[str, Any]
    titles: Mapping[str, str]

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    @property
    def title(self) -> str:
        """Its name."""
        names = ("name", "title", "subject", "label")
        return str(next(filter(None, map(self.values.get, names)), ""))
