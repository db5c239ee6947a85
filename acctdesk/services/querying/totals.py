"""What a summary tells of some records: sums, averages, counts - amounts for each currency."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from acctdesk.models.catalogue import Field, Format
from acctdesk.models.stored import UNIT, scaled, tick, words
from acctdesk.services.filters import NUMERIC
from acctdesk.services.outline import Totals
from acctdesk.services.view import How

COUNTING: tuple[How, ...] = ("count", "empty", "distinct")


def hows_for(field: Field) -> tuple[How, ...]:
    """What a summary can tell of a field, the most usual first."""
    if field.format in NUMERIC:
        adding: tuple[How, ...] = () if field.format is Format.PERCENT else ("sum",)
        return (*adding, "average", "median", "min", "max", *COUNTING)
    return ("min", "max", *COUNTING) if field.format is Format.DATE else COUNTING


@dataclass(frozen=True, slots=True)
class Teller:
    """Tells of one field.

    Attributes:
        field: The field.
        how: What is told.
        values: Its stored values by place.
        currencies: The currencies of the records by place; None where it isn't an amount.
    """

    field: Field
    how: How
    values: Sequence[Any]
    currencies: Sequence[str | None] | None

    def tell(self, places: Iterable[int]) -> Mapping[str, Any]:
        """What the records at some places come to, by currency."""
        values = self.values
        if self.how in COUNTING:
            held = [values[place] for place in places]
            if self.how == "empty":
                return {"": sum(one is None for one in held)}
            filled = [one for one in held if one is not None]
            return {"": len(set(filled)) if self.how == "distinct" else len(filled)}
        if self.currencies is None:
            numbers = [values[place] for place in places if values[place] is not None]
            return {"": self._told(numbers)} if numbers else {}
        currencies = self.currencies
        by: dict[str, list[int]] = {}
        for place in places:
            value = values[place]
            if value is not None:
                by.setdefault(currencies[place] or "", []).append(value)
        # The currency of most records first, amounts without one last.
        order = sorted(by, key=lambda code: (not code, -len(by[code]), code))
        return {code: self._told(by[code]) for code in order}

    def _told(self, held: list[Any]) -> Any:
        match self.how:
            case "min":
                found = min(held)
            case "max":
                found = max(held)
            case "sum":
                found = sum(held)
            case "median":
                held.sort()
                half = len(held) // 2
                found = held[half] if len(held) % 2 else _mean(held[half - 1 : half + 1])
            case _:
                found = _mean(held)
        if not _is_scaled(self.field):
            return found
        return found / UNIT if isinstance(found, Decimal) else scaled(found)


def _mean(held: Sequence[int]) -> Decimal | int:
    whole, rest = divmod(sum(held), len(held))
    return Decimal(sum(held)) / len(held) if rest else whole


def _is_scaled(field: Field) -> bool:
    return field.format in NUMERIC and (field.format is not Format.INTEGER or field.custom)


def all_told(tellers: Sequence[Teller], places: Sequence[int]) -> Totals:
    """What several tellers tell of the same records."""
    return {one.field.name: one.tell(places) for one in tellers}


def loader(field: Field) -> Callable[[Any], Any]:
    """Makes Python values of a field's stored ones."""
    if _is_scaled(field):
        return scaled
    if field.format is Format.TAGS:
        return words
    return tick if field.format is Format.CHECK else _same


def _same(value: Any) -> Any:
    return value
