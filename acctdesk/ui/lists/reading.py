"""What a list reads, each answer in one go: plain functions for the read lane."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.filters import fields_of
from acctdesk.services.look import Options
from acctdesk.services.outline import Totals
from acctdesk.services.query import ListQuery
from acctdesk.services.record import Record
from acctdesk.services.standpoint import Standpoint
from acctdesk.services.view import How, ListView
from acctdesk.ui.desk import Desk
from acctdesk.ui.lists.cells import Marks
from acctdesk.ui.lists.rows import Branching, Grouped, Rows
from acctdesk.ui.lists.spec import ListSpec
from acctdesk.ui.lists.store import Made, made_of

if TYPE_CHECKING:
    from acctdesk.ui.widgets.cell import Cell
    from acctdesk.ui.widgets.sketch import RowLook, Sketch

SIGHT = 48
"""Records read with a list: more than a window shows."""


@dataclass(frozen=True, slots=True)
class Question:
    """What a list wants to know.

    Attributes:
        spec: Which list.
        view: The view in force, typed words included.
        sight: How many rows are in sight.
        shown: The columns that are shown.
        top: The first row in sight.
        changed: Records to read again.
        known: The records that needn't be read again.
        closed: Groups whose rows aren't shown.
        folded: Records whose branches aren't shown.
        options: Whether the choices for references are wanted.
        rows: What the list shows so far.
        look: How its rows are painted; None where they aren't painted ahead.
        made: The cells of records that are known, as the window keeps them.
        marks: What stands out.
        pictured: The rows of which there are pictures.
    """

    spec: ListSpec
    view: ListView
    sight: int
    shown: tuple[str, ...]
    top: int = 0
    changed: frozenset[str] = frozenset()
    known: Collection[str] = ()
    closed: frozenset[tuple[Any, ...]] = frozenset()
    folded: frozenset[str] = frozenset()
    options: bool = True
    rows: Rows | None = None
    look: RowLook | None = None
    made: Mapping[str, dict[str, Cell]] = field(default_factory=dict)
    marks: Marks | None = None
    pictured: frozenset[int] = frozenset()


@dataclass(slots=True)
class Answer:
    """What a list shows.

    Attributes:
        fields: The fields of the kind, the person's own included.
        rows: Which record or head stands in which row.
        records: Those in sight, and those that changed.
        cells: Their cells.
        count: How many records the list has; -1 while only its beginning is known.
        total: How many there are without a filter; -1 while nobody asked.
        options: Ids and names by kind; None where they are typed. Nothing when not asked for.
        sums: Sums of the spec's amount by currency.
        totals: What the summary row tells.
        standpoint: What relative values refer to; None while that isn't known.
        tags: The tags in use.
        sketches: Pictures of rows in sight; and how those are painted.
        early: Whether it was had before the services were there: it is read once more then.
    """

    fields: tuple[Field, ...]
    rows: Rows
    records: list[Record] = field(default_factory=list)
    cells: Made = field(default_factory=Made)
    count: int = -1
    total: int = -1
    options: Mapping[str, Options | None] = field(default_factory=dict)
    sums: Mapping[str, Decimal] = field(default_factory=dict)
    totals: Totals = field(default_factory=dict)
    standpoint: Standpoint | None = None
    tags: tuple[str, ...] = ()
    sketches: Sequence[Sketch] = ()
    look: RowLook | None = None
    early: bool = False


def early(desk: Desk, question: Question) -> Answer:
    """Read a list by what is quickest while the services load."""
    query = question.view.query()
    look = desk.looks.look(question.spec.wish(query), first=question.top, count=SIGHT)
    names = _names(look.fields, question.shown)
    return Answer(
        look.fields,
        Rows(look.ids),
        look.records,
        made_of(look.records, names),
        len(look.ids),
        look.total,
        look.options,
        look.sums,
        early=look.early,
    )


def beginning(desk: Desk, question: Question) -> Answer:
    """The first records of a flat list, which answer a keystroke."""
    view, kind = question.view, question.spec.kind
    fields = desk.fields.of(kind)
    query = view.query().fitting({one.name for one in fields})
    head = desk.listing.head(query, SIGHT)
    answer = Answer(fields, Rows(head.ids), count=len(head.ids) if head.complete else -1)
    _fill(desk, question, answer)
    return answer


def whole(desk: Desk, question: Question) -> Answer:
    """A list with everything around it."""
    spec, kind = question.spec, question.spec.kind
    fields = desk.fields.of(kind)
    view = question.view.fitting({one.name for one in fields})
    query = view.query()
    amount: dict[str, How] = {spec.sum_of: "sum"} if spec.sum_of else {}
    how: dict[str, How] = dict(view.summary) or amount
    rows: Rows
    if view.tree and spec.tree:
        tree = desk.listing.tree(query, how)
        rows = Branching(tree.ids, tree.depth, dict(tree.totals), tree.context, question.folded)
    elif view.group:
        outline = desk.listing.outline(query, how)
        rows = Grouped(outline.ids, outline.groups, question.closed)
    else:
        rows = Rows(desk.listing.listed(query))
    answer = Answer(fields, rows)
    if isinstance(rows, Branching) or question.changed:
        rows.index()
    if question.rows is not None:
        # The window would have to stop for it.
        rows.same_shape(question.rows)
    context = rows.context if isinstance(rows, Branching) else ()
    answer.count = len(rows.ids) - len(context)
    answer.total = _total(desk, kind, view.archived)
    told = desk.listing.summary(query, {**view.summary})
    answer.totals = told
    if amount:
        same = view.summary.get(spec.sum_of) == "sum"
        answer.sums = (told if same else desk.listing.summary(query, amount))[spec.sum_of]
    answer.standpoint = desk.listing.standpoint()
    if question.options:
        answer.options = _options(desk, spec, answer.total)
        tagged = (one.name for one in fields if one.format is Format.TAGS)
        answer.tags = tuple(one for name in tagged for one in desk.tags.known(kind, name))
    _fill(desk, question, answer)
    return answer


def page(
    desk: Desk, kind: str, ids: list[str], fields: Collection[Field], marks: Marks
) -> tuple[list[Record], Made]:
    """Records that came into sight, and their cells."""
    records = desk.looks.page(kind, ids)
    return records, made_of(records, tuple(fields), marks)


def needed(view: ListView, shown: Iterable[str]) -> tuple[str, ...]:
    """The fields a list speaks of."""
    return tuple(dict.fromkeys([*shown, *view.group, *fields_of(view.where)]))


def _fill(desk: Desk, question: Question, answer: Answer) -> None:
    """Read the records in sight that aren't known, and those that changed."""
    rows = answer.rows
    top = max(min(question.top, len(rows) - question.sight), 0)
    last = min(top + question.sight, len(rows)) - 1
    wanted = [
        one for one in rows.near(top, last) if one in question.changed or one not in question.known
    ]
    wanted += [one for one in question.changed if one in question.known]
    answer.records = desk.listing.page(question.spec.kind, list(dict.fromkeys(wanted)))
    answer.cells = made_of(answer.records, _names(answer.fields, question.shown), question.marks)
    if question.look is not None:
        from acctdesk.ui.widgets.sketch import sketched

        fresh = answer.cells.cells
        seen = (fresh.get(one) or question.made.get(one) for one in rows.near(top, last))
        contents = [one for one in seen if one is not None]
        answer.look = question.look
        answer.sketches = sketched(question.look, contents, question.pictured)


def _names(fields: Iterable[Field], names: Collection[str]) -> tuple[Field, ...]:
    return tuple(one for one in fields if one.name in names)


def _total(desk: Desk, kind: str, archived: bool) -> int:
    return desk.listing.count(ListQuery(kind, archived=archived))


def _options(desk: Desk, spec: ListSpec, total: int) -> dict[str, Options | None]:
    return {
        kind: tuple(desk.records.options(kind)) if not most or total <= most else None
        for kind, most in spec.offered
    }
