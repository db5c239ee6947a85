"""Where in a workbook the sheets of a hand-over are now, and where on them its columns.

A sheet is known by its hidden first row, wherever it was moved and whatever it is called; so is a
column. Where that row is gone the headings have to do.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field

from acctdesk.exchange.grids.headings import key
from acctdesk.exchange.handoff.layout import FIRST, MARK, known_columns
from acctdesk.exchange.handoff.opened import Finding, quoted
from acctdesk.exchange.reading import Cell, Sheet
from acctdesk.services.handover.parcel import Page
from acctdesk.words import _

_LOOK = FIRST + 8
"""Rows at the top of a sheet that are looked at."""
_LEAST = 2
"""Headings by which a sheet is known at least."""


@dataclass(frozen=True, slots=True)
class Place:
    """A sheet of the hand-over where it is now.

    Attributes:
        page: The sheet as it was written.
        sheet: The sheet as it is.
        ids: The column of the ids, from 0; None where it is gone.
        columns: The columns of fields, from 0.
        unknown: Headings of columns that aren't known, by column.
        first: The first row of records, from 1.
        findings: What is to be told of it.
    """

    page: Page
    sheet: Sheet
    ids: int | None
    columns: Mapping[str, int]
    unknown: Mapping[int, str]
    first: int
    findings: list[Finding] = field(default_factory=list)


@dataclass(slots=True)
class _Seen:
    """The top of one sheet.

    Attributes:
        sheet: The sheet.
        head: Its first rows.
        keys: Place of the hidden row that names the columns, from 0; -1 where it is gone.
        kind: What that row says the sheet is.
    """

    sheet: Sheet
    head: list[list[Cell]]
    keys: int = -1
    kind: str = ""


def has_mark(sheet: Sheet) -> bool:
    """Whether a sheet says that a hand-over wrote it."""
    return bool(_seen(sheet).kind)


def locate(
    pages: Iterable[Page], sheets: Iterable[Sheet], ids: Mapping[str, AbstractSet[str]]
) -> tuple[list[Place], list[Finding]]:
    """Find the sheets of a hand-over.

    Args:
        pages: The sheets as they were written.
        sheets: The sheets that are there now, without the one that holds the exact content.
        ids: By kind, the ids of the records.

    Returns:
        Those that were found, and what is to be told of the others.
    """
    open_ = {page.kind: page for page in pages}
    findings: list[Finding] = []
    found: dict[str, _Seen] = {}
    bare: list[_Seen] = []
    for one in map(_seen, sheets):
        if not one.kind:
            bare.append(one)
        elif one.kind in open_:
            other = found.get(one.kind)
            if other is not None and one.sheet.name == open_[one.kind].name:
                found[one.kind], one = one, other
            elif other is None:
                found[one.kind] = one
                continue
            findings.append(_whole(one.sheet.name, _("It is a copy and was not looked at.")))
    for one in bare:
        page = _page_by_heads(one, [p for kind, p in open_.items() if kind not in found])
        if page is not None:
            found[page.kind] = one
        elif one.sheet.rows:
            findings.append(
                _whole(one.sheet.name, _("It isn't part of the hand-over and was not looked at."))
            )
    for kind, page in open_.items():
        if kind not in found:
            findings.append(
                _whole(
                    page.name, _("The sheet is gone. Its records stay as they were handed over.")
                )
            )
    return [_placed(open_[kind], one, ids.get(kind, frozenset())) for kind, one in found.items()], (
        findings
    )


def _whole(sheet: str, how: str) -> Finding:
    return Finding(sheet, 0, "", "", "", how)


def _seen(sheet: Sheet) -> _Seen:
    seen = _Seen(sheet, sheet.head(_LOOK))
    for at, row in enumerate(seen.head):
        if any(isinstance(cell, str) and cell.strip().startswith(MARK) for cell in row):
            seen.keys, seen.kind = at, known_columns(row)[0]
            break
    return seen


def _page_by_heads(one: _Seen, pages: Sequence[Page]) -> Page | None:
    """The page whose headings a sheet has: most of them, and its name before others."""
    best: tuple[int, Page] | None = None
    for page in pages:
        count = max((_known(row, page) for row in one.head), default=0)
        if count < _LEAST or 2 * count < len(page.headings):
            continue
        count += len(page.headings) * (one.sheet.name == page.name)
        if best is None or count > best[0]:
            best = count, page
    return best[1] if best else None


def _known(row: Sequence[Cell], page: Page) -> int:
    """How many of a page's headings stand in a row."""
    heads = {key(one) for one in page.headings}
    return len(heads & {key(cell) for cell in row})


def _placed(page: Page, one: _Seen, ids: AbstractSet[str]) -> Place:
    head = one.head
    columns: dict[str, int] = {}
    id_column: int | None = None
    keyed: Sequence[Cell] = ()
    if one.keys >= 0:
        keyed = head[one.keys]
        columns = {f: at for f, at in known_columns(keyed)[1].items() if f in page.fields}
        id_column = next(
            at for at, c in enumerate(keyed) if isinstance(c, str) and c.strip().startswith(MARK)
        )
        heads_at = one.keys + 1
    else:
        heads_at = max(range(len(head)), key=lambda at: _known(head[at], page))
        id_column = _column_of_ids(head, ids)
    # Where the row of headings was deleted, records begin at once.
    heads: Sequence[Cell] = head[heads_at] if heads_at < len(head) else ()
    first = heads_at + 2
    if id_column is not None and id_column < len(heads) and heads[id_column] in ids:
        heads, first = (), heads_at + 1
    place = Place(page, one.sheet, id_column, columns, {}, first)
    return _with_heads(place, keyed, heads)


def _column_of_ids(head: Sequence[Sequence[Cell]], ids: AbstractSet[str]) -> int | None:
    """The column in which records' ids stand."""
    for row in head:
        for at, cell in enumerate(row):
            if isinstance(cell, str) and cell in ids:
                return at
    return None


def _with_heads(place: Place, keyed: Sequence[Cell], heads: Sequence[Cell]) -> Place:
    """Add the columns that only their headings tell, and say which ones aren't known."""
    page, sheet = place.page, place.sheet
    columns = dict(place.columns)
    by_head = {key(head): name for name, head in zip(page.fields, page.headings, strict=True)}
    unknown: dict[int, str] = {}
    for at in range(sheet.columns):
        if at == place.ids or at in columns.values():
            continue
        said = keyed[at] if at < len(keyed) else None
        head = heads[at] if at < len(heads) else None
        name = by_head.get(key(head), "") if said is None else ""
        if name and name not in columns:
            columns[name] = at
        else:
            unknown[at] = quoted(head) or quoted(said) or _letters(at)
    for name, head in zip(page.fields, page.headings, strict=True):
        if name not in columns and not name.startswith("~"):
            how = _("The column is gone. Its values stay as they were handed over.")
            place.findings.append(Finding(sheet.name, 0, head, "", "", how))
    return Place(page, sheet, place.ids, columns, unknown, place.first, place.findings)


def _letters(column: int) -> str:
    """A column as a spreadsheet calls it: 0 is "A", 26 is "AA"."""
    letters = ""
    column += 1
    while column:
        column, rest = divmod(column - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
