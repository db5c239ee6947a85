"""What a row says about who it is, and the record it was found to be."""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

FORMER = "former"
"""How a row came to a record by the id of one that was merged into it."""

MERGED = "merged"
"""How it came there by the name of such a one."""


class Found(NamedTuple):
    """The record a row belongs to.

    Attributes:
        ref: Its place in the directory; -1 for none.
        how: "own", "id", `FORMER`, "email", "domain", "phone", "name", `MERGED`, or "" for none.
        score: How alike, in percent.
        ask: Whether it is only possible and must be asked.
    """

    ref: int
    how: str = ""
    score: int = 0
    ask: bool = False

    @property
    def sure(self) -> bool:
        """Whether it is a record beyond doubt."""
        return self.ref >= 0 and not self.ask


NOBODY = Found(-1)


@dataclass(slots=True)
class Keys:
    """What a row says about who it is; empty texts where it says nothing. `own` is our own id."""

    id: str = ""
    name: str = ""
    key: str = ""
    email: str = ""
    domain: str = ""
    phone: str = ""
    country: str = ""
    own: str = ""
