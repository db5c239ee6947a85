"""What a list shows, said in field names; plain values, so that a page can ask at once."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass, replace

from acctdesk.services.filters import Condition, Match, fitting

__all__ = ["Condition", "ListQuery", "Sort"]


@dataclass(frozen=True, slots=True)
class Sort:
    """One column of an order.

    Attributes:
        field: Field name.
        descending: Largest first; records without a value always come last.
    """

    field: str
    descending: bool = False


@dataclass(frozen=True, slots=True)
class ListQuery:
    """What a list shows.

    Attributes:
        kind: The kind of record.
        words: Typed words; a record must hold all of them, each anywhere.
        conditions: All of them must hold; the short form of `where`.
        sort: The order; the record's name decides between equals.
        where: A filter; holds together with the words and conditions.
        group: Fields to group by, the outermost first; they come before the order.
        archived: Whether archived records are listed as well.
    """

    kind: str
    words: str = ""
    conditions: tuple[Condition, ...] = ()
    sort: tuple[Sort, ...] = ()
    where: Match | None = None
    group: tuple[str, ...] = ()
    archived: bool = False

    def fitting(self, names: Collection[str]) -> ListQuery:
        """The same without fields that are not there (any more).

        Args:
            names: The fields there are.
        """
        return replace(
            self,
            conditions=tuple(one for one in self.conditions if one.field in names),
            sort=tuple(one for one in self.sort if one.field in names),
            where=fitting(self.where, names),
            group=tuple(one for one in self.group if one in names),
        )
