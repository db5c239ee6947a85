"""One column of an order."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Step:
    """One column of an order, or of the groups that come before it.

    Attributes:
        field: Field name.
        descending: Largest first; records without a value come last.
        coarse: Whether values are put together as groups put them: dates by month.
    """

    field: str
    descending: bool = False
    coarse: bool = False
