"""Views of a list: what is shown of which records, in what order, and how.

Plain values without a database; `acctdesk.services.views` keeps them, `acctdesk.services.listing`
answers their queries.
"""

from __future__ import annotations

# Not orjson: the first list waits for what is imported here, and needs json anyway.
import json
from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from dataclasses import field as attribute
from typing import Any, Literal

from acctdesk.services.filters import (
    Condition,
    Match,
    Op,
    condition_from_json,
    fields_of,
    fitting,
    from_json,
    to_json,
)
from acctdesk.services.query import ListQuery, Sort

__all__ = [
    "BUILTIN", "HOWS", "ROW_HEIGHTS", "TONES", "Column", "How", "ListQuery", "ListView", "Mark",
    "RowHeight", "Sort", "Tone",
]  # fmt: skip

RowHeight = Literal["compact", "normal", "tall"]
Tone = Literal["good", "warn", "bad", "info"]
How = Literal["sum", "average", "median", "min", "max", "count", "empty", "distinct"]

ROW_HEIGHTS: tuple[RowHeight, ...] = ("compact", "normal", "tall")
TONES: tuple[Tone, ...] = ("good", "warn", "bad", "info")
HOWS: tuple[How, ...] = (
    "sum", "average", "median", "min", "max", "count", "empty", "distinct"
)  # fmt: skip
"""What a summary row can tell of a column; "count" counts the filled cells."""


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a view.

    Attributes:
        field: Field name.
        width: Pixels at 100 %; 0 leaves it to the list.
        pinned: Whether it stays in sight when the list is scrolled sideways.
    """

    field: str
    width: int = 0
    pinned: bool = False


@dataclass(frozen=True, slots=True)
class Mark:
    """A condition that makes cells stand out.

    Attributes:
        field: Field name.
        op: How it compares.
        value: What with; see `Condition`.
        tone: What it means.
        whole_row: Whether the whole row is marked, not only the field's cell.
    """

    field: str
    op: Op
    value: Any = None
    tone: Tone = "info"
    whole_row: bool = False

    @property
    def condition(self) -> Condition:
        """The condition it marks."""
        return Condition(self.field, self.op, self.value)


@dataclass(frozen=True, slots=True)
class ListView:
    """A view of a list, saved or not.

    Attributes:
        kind: The kind of record.
        id: Its id; "" before it is saved; built-in ones have ids that start with "builtin:".
        name: What a person calls it.
        columns: The columns in order; none for the list's usual ones.
        sort: The order.
        group: Fields to group by, the outermost first.
        where: The filter.
        words: Typed words it is narrowed to as well.
        row_height: How tall rows are.
        summary: What the summary row tells, by field.
        marks: What stands out.
        tree: Whether records stand beneath their parents.
        archived: Whether archived records are shown as well.
    """

    kind: str
    id: str = ""
    name: str = ""
    columns: tuple[Column, ...] = ()
    sort: tuple[Sort, ...] = ()
    group: tuple[str, ...] = ()
    where: Match | None = None
    words: str = ""
    row_height: RowHeight = "normal"
    summary: Mapping[str, How] = attribute(default_factory=dict)
    marks: tuple[Mark, ...] = ()
    tree: bool = False
    archived: bool = False

    @property
    def builtin(self) -> bool:
        """Whether AcctDesk brings it: it can be copied, but not changed."""
        return self.id.startswith(BUILTIN)

    def query(self, words: str | None = None) -> ListQuery:
        """What it asks for.

        Args:
            words: Words typed instead of its own.
        """
        return ListQuery(
            self.kind,
            self.words if words is None else words,
            sort=self.sort,
            where=self.where,
            group=self.group,
            archived=self.archived,
        )

    def fitting(self, names: Collection[str]) -> ListView:
        """The same without fields that are not there (any more).

        Args:
            names: The fields there are.
        """
        return replace(
            self,
            columns=tuple(one for one in self.columns if one.field in names),
            sort=tuple(one for one in self.sort if one.field in names),
            group=tuple(one for one in self.group if one in names),
            where=fitting(self.where, names),
            summary={name: how for name, how in self.summary.items() if name in names},
            marks=tuple(one for one in self.marks if one.field in names),
        )

    def fields(self) -> tuple[str, ...]:
        """Every field it speaks of, each once."""
        return tuple(
            dict.fromkeys(
                [one.field for one in self.columns]
                + [one.field for one in self.sort]
                + [*self.group, *fields_of(self.where), *self.summary]
                + [one.field for one in self.marks]
            )
        )

    def same_look(self, other: ListView) -> bool:
        """Whether another view shows the same, whatever its name."""
        return replace(self, id="", name="") == replace(other, id="", name="")

    def to_json(self) -> str:
        """Its definition as JSON; name, kind and id are kept beside it."""
        made: dict[str, Any] = {
            "columns": [
                {"field": one.field, "width": one.width, "pinned": one.pinned}
                for one in self.columns
            ],
            "sort": [{"field": one.field, "descending": one.descending} for one in self.sort],
            "group": list(self.group),
            "where": None if self.where is None else to_json(self.where),
            "words": self.words,
            "row_height": self.row_height,
            "summary": dict(self.summary),
            "marks": [
                {**to_json(one.condition), "tone": one.tone, "whole_row": one.whole_row}
                for one in self.marks
            ],
            "tree": self.tree,
            "archived": self.archived,
        }
        return json.dumps(made, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, kind: str, definition: str, *, id: str = "", name: str = "") -> ListView:
        """A view from its definition; what isn't known or doesn't fit is left out.

        Args:
            kind: The kind of record.
            definition: JSON that `to_json` made.
            id: Its id.
            name: Its name.
        """
        try:
            held = json.loads(definition)
        except ValueError:
            held = {}
        if not isinstance(held, dict):
            held = {}
        where = held.get("where")
        height, summary = held.get("row_height"), held.get("summary")
        return cls(
            kind,
            id,
            name,
            columns=tuple(
                Column(one["field"], _whole(one.get("width")), bool(one.get("pinned")))
                for one in _described(held, "columns")
            ),
            sort=tuple(
                Sort(one["field"], bool(one.get("descending"))) for one in _described(held, "sort")
            ),
            group=tuple(one for one in _listed(held, "group") if isinstance(one, str)),
            where=from_json(where) if isinstance(where, dict) else None,
            words=held["words"] if isinstance(held.get("words"), str) else "",
            row_height=height if height in ROW_HEIGHTS else "normal",
            summary={name: how for name, how in summary.items() if how in HOWS}
            if isinstance(summary, dict)
            else {},
            marks=tuple(_marks(held)),
            tree=bool(held.get("tree")),
            archived=bool(held.get("archived")),
        )


BUILTIN = "builtin:"
"""How the ids of built-in views begin."""


def _listed(held: Mapping[str, Any], name: str) -> list[Any]:
    found = held.get(name)
    return found if isinstance(found, list) else []


def _described(held: Mapping[str, Any], name: str) -> list[dict[str, Any]]:
    return [
        one
        for one in _listed(held, name)
        if isinstance(one, dict) and isinstance(one.get("field"), str)
    ]


def _whole(value: Any) -> int:
    return max(0, value) if isinstance(value, int) else 0


def _marks(held: Mapping[str, Any]) -> list[Mark]:
    found = []
    for one in _described(held, "marks"):
        condition = condition_from_json(one)
        if condition is not None and one.get("tone") in TONES:
            op = Op(condition.op)
            found.append(
                Mark(condition.field, op, condition.value, one["tone"], bool(one.get("whole_row")))
            )
    return found
