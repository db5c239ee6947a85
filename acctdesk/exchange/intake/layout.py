"""Finding the table in a sheet: where its headings are, and where its rows begin.

Rosters come with titles above the table, blank rows, two rows of headings with merged cells, and
sometimes with no headings at all. Every row near the top is scored for how much it looks like
headings of what stands beneath it, and the best one wins when it is good enough.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

from acctdesk.services.values import Cell, fold, is_blank, tidy
from acctdesk.services.values.cell import as_text
from acctdesk.services.values.evidence import is_number, is_value
from acctdesk.words import _

Row = Sequence[Cell]

_LOOKED_AT = 80
"""Rows from the top that are looked at."""

_CANDIDATES = 30
"""Filled rows that may hold the headings."""

_BELOW = 20
"""Rows beneath a candidate that are compared with it."""

_ENOUGH = 0.5
"""Score from which a row is taken for headings."""

_SAMPLES = 5
_LONGEST = 200
"""Characters of a heading or a sample that are shown."""


class SheetLike(Protocol):
    """What is needed of a sheet; merged areas are (first row, first column, last row, last column)
    with rows from 1 and columns from 0.
    """  # noqa: D205

    @property
    def columns(self) -> int:
        """How many columns it has."""

    @property
    def merged(self) -> Sequence[tuple[int, int, int, int]]:
        """Its merged areas."""

    def head(self, n: int) -> Sequence[Row]:
        """Its first rows."""


@dataclass(frozen=True, slots=True)
class Heading:
    """A column of the table.

    Attributes:
        index: Its place in the sheet, from 0.
        text: Its heading, unlike any other in the table.
        samples: A few of its values as text, each once.
    """

    index: int
    text: str
    samples: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Layout:
    """Where the table is.

    Attributes:
        header_rows: Numbers of the rows that hold its headings, from 1; none when it has none.
        first_data_row: Number of its first row of values, from 1.
        columns: Its columns, from left to right.
    """

    header_rows: tuple[int, ...]
    first_data_row: int
    columns: tuple[Heading, ...]


def _nothing_known(text: str) -> bool:
    return False


def find_layout(
    sheet: SheetLike,
    *,
    known: Callable[[str], bool] = _nothing_known,
    header_row: int | None = None,
) -> Layout:
    """Find the table in a sheet.

    Args:
        sheet: The sheet.
        known: Whether a text is the usual heading of some field; see `matching.known_headings`.
        header_row: Number of the row that a person says holds the headings, 0 for none; None when
            it is to be found.
    """
    rows = [list(row) for row in sheet.head(max(_LOOKED_AT, (header_row or 0) + _BELOW))]
    filled = [i for i, row in enumerate(rows) if any(not is_blank(cell) for cell in row)]
    if not filled:
        return Layout((), 1, ())
    merged = [area for area in sheet.merged if area[0] <= len(rows)]
    if header_row is None:
        best, score = _best(rows, filled[:_CANDIDATES], merged, known)
        header = best if score >= _ENOUGH else -1
    else:
        header = header_row - 1
    if header < 0:
        return _layout(sheet, rows, (), filled[0], {})
    header_rows, groups = _header_rows(rows, header, merged)
    data = next((i for i in filled if i > header_rows[-1]), header_rows[-1] + 1)
    return _layout(sheet, rows, header_rows, data, groups)


def _layout(
    sheet: SheetLike,
    rows: Sequence[Row],
    header_rows: tuple[int, ...],
    data: int,
    groups: dict[int, str],
) -> Layout:
    width = max(sheet.columns, max(map(len, rows)))
    texts: list[str] = []
    for column in range(width):
        text = _text(rows[header_rows[-1]], column) if header_rows else ""
        group = groups.get(column, "")
        joined = text if fold(text).startswith(fold(group) or "\n") else f"{group} {text}".strip()
        texts.append(joined or _("Column %s") % column_letters(column))
    columns = tuple(
        Heading(column, text, _samples(rows[data:], column))
        for column, text in enumerate(_distinct(texts))
    )
    return Layout(tuple(i + 1 for i in header_rows), data + 1, columns)


def _text(row: Row, column: int) -> str:
    cell = row[column] if column < len(row) else None
    return "" if is_blank(cell) else tidy(as_text(cell))[:_LONGEST].rstrip()


def _distinct(texts: Sequence[str]) -> list[str]:
    """The texts, those that repeat numbered from the second on."""
    seen: dict[str, int] = {}
    taken = {text.casefold() for text in texts}
    found = []
    for text in texts:
        count = seen[text.casefold()] = seen.get(text.casefold(), 0) + 1
        name = text
        while count > 1 and (name == text or name.casefold() in taken):
            name = f"{text} ({count})"
            count += 1
        if name != text:
            seen[text.casefold()] = count - 1
        taken.add(name.casefold())
        found.append(name)
    return found


def _samples(rows: Sequence[Row], column: int) -> tuple[str, ...]:
    found: dict[str, None] = {}
    for row in rows:
        text = _text(row, column)
        if text:
            found.setdefault(text)
        if len(found) == _SAMPLES:
            break
    return tuple(found)


def column_letters(index: int) -> str:
    """The letters over a column in a spreadsheet: 0 is "A", 26 is "AA"."""
    letters = ""
    index += 1
    while index:
        index, rest = divmod(index - 1, 26)
        letters = chr(65 + rest) + letters
    return letters


def _best(
    rows: Sequence[Row],
    candidates: Sequence[int],
    merged: Sequence[tuple[int, int, int, int]],
    known: Callable[[str], bool],
) -> tuple[int, float]:
    """The row that looks most like headings, and its score."""
    best, score = -1, -1.0
    for place, row in enumerate(candidates):
        # Of two equal rows the upper one holds the headings.
        found = _score(rows, row, candidates, merged, known) - 0.01 * place
        if found > score:
            best, score = row, found
    return best, score


def _score(
    rows: Sequence[Row],
    index: int,
    candidates: Sequence[int],
    merged: Sequence[tuple[int, int, int, int]],
    known: Callable[[str], bool],
) -> float:
    """How much a row looks like the headings of the rows beneath it; 1 is a clear case."""
    row = rows[index]
    below = [rows[i] for i in range(index + 1, min(len(rows), index + 1 + _BELOW)) if any(rows[i])]
    own = {c: row[c] for c in range(len(row)) if not is_blank(row[c])}
    used = {c for under in below for c in range(len(under)) if not is_blank(under[c])}
    width = len(used | own.keys())
    cover = len(own) / width
    if cover < 0.4 or (width > 1 and len(own) < 2):
        return 0.0
    if any(a == index + 1 and right - left + 1 >= width for a, left, _b, right in merged):
        return 0.0  # a title over the whole table
    labels = {c: tidy(as_text(cell)) for c, cell in own.items() if _is_label(own, c)}
    if not labels:
        return 0.0
    named = sum(known(text) for text in labels.values()) / len(own)
    if not below:
        # Headings without rows: only their words tell.
        return 0.3 + named
    odd = 1 - len(labels) / len(own)
    unlike, like = _contrast(labels, below)
    apart = len({text.casefold() for text in labels.values()}) / len(labels)
    long = sum(len(text) > 60 for text in labels.values()) / len(labels)
    start = 0.55 if width > 1 or unlike else 0.3
    return (
        start * cover
        + 0.6 * unlike
        + 0.9 * named
        + 0.1 * apart
        - 1.2 * odd
        - 0.9 * like
        - 0.5 * long
        # Beneath other filled rows headings are rarer: a blank row or a title comes before them.
        - (0.15 if index - 1 in candidates and _is_like(rows[index - 1], row) else 0.0)
    )


def _is_label(own: dict[int, Cell], column: int) -> bool:
    """Whether a cell of a row may be a heading; years may be, beside words."""
    cell = own[column]
    if isinstance(cell, str) and not is_value(cell):
        return True
    if not any(isinstance(other, str) and not is_value(other) for other in own.values()):
        return False
    text = as_text(cell)
    years = [as_text(c) for c in own.values() if re.fullmatch(r"(?:19|20)\d\d", as_text(c))]
    return text in years and len(years) > 1 and len(set(years)) == len(years)


def _contrast(labels: dict[int, str], below: Sequence[Row]) -> tuple[float, float]:
    """The share of columns whose values are of another sort than the label, and of those where
    the label is one of the values.
    """  # noqa: D205
    unlike = like = 0
    for column, label in labels.items():
        values = [
            under[column] for under in below if column < len(under) and not is_blank(under[column])
        ]
        if not values:
            continue
        unlike += sum(map(is_value, values)) >= 0.6 * len(values)
        like += any(isinstance(v, str) and fold(v) == fold(label) for v in values)
    return unlike / len(labels), like / len(labels)


def _is_like(above: Row, row: Row) -> bool:
    """Whether two rows are filled alike, cell for cell, with the same sorts of cells."""
    pairs = [(a, b) for a, b in zip(above, row, strict=False) if not (is_blank(a) and is_blank(b))]
    same = sum(not is_blank(a) and not is_blank(b) and is_value(a) == is_value(b)
               for a, b in pairs)  # fmt: skip
    return bool(pairs) and same >= 0.7 * len(pairs)


def _header_rows(
    rows: Sequence[Row], header: int, merged: Sequence[tuple[int, int, int, int]]
) -> tuple[tuple[int, ...], dict[int, str]]:
    """The rows of headings, and the words of the upper one over each column."""
    if _spans(header, merged) and header + 1 < len(rows) and _is_under(rows, header, merged):
        header += 1
    above = header - 1
    if above < 0 or all(is_blank(cell) for cell in rows[above]):
        return (header,), {}
    spans = _spans(above, merged)
    texts = {c: _text(rows[above], c) for c in range(len(rows[above])) if _text(rows[above], c)}
    if any(is_value(rows[above][c]) for c in texts):
        return (header,), {}
    width = sum(not is_blank(cell) for cell in rows[header])
    if spans and not any(right - left + 1 >= width and width > 1 for left, right in spans):
        groups = dict(texts)
        for left, right in spans:
            if left in texts:
                groups.update(dict.fromkeys(range(left, right + 1), texts[left]))
        return (above, header), groups
    groups = _spread(rows, above, header, texts)
    return ((above, header), groups) if groups else ((header,), {})


def _spans(row: int, merged: Sequence[tuple[int, int, int, int]]) -> list[tuple[int, int]]:
    """Columns that merged cells of a row reach over, where it is more than one."""
    return [
        (left, right) for first, left, _last, right in merged if first == row + 1 and right > left
    ]


def _is_under(
    rows: Sequence[Row], header: int, merged: Sequence[tuple[int, int, int, int]]
) -> bool:
    """Whether the row beneath holds headings under the merged ones of this row."""
    under = rows[header + 1]
    covered = {c for left, right in _spans(header, merged) for c in range(left, right + 1)}
    filled = [c for c in range(len(under)) if not is_blank(under[c])]
    down = {c for first, left, last, right in merged if first == header + 1 and last > first
            for c in range(left, right + 1)}  # fmt: skip
    own = {c for c in range(len(rows[header])) if not is_blank(rows[header][c])}
    return (
        len(covered & set(filled)) >= 2
        and not any(is_value(under[c]) for c in filled)
        and not (own - covered - down) & set(filled)
    )


def _spread(rows: Sequence[Row], above: int, header: int, texts: dict[int, str]) -> dict[int, str]:
    """Words of an upper row without merged cells, spread to the right; empty when it is a title.

    Such a row belongs to the headings when it fills their gaps or tells equal ones apart.
    """
    under = rows[header]
    width = max(len(under), len(rows[above]))
    gaps = [c for c in texts if not _text(under, c)]
    names = [fold(_text(under, c)) for c in range(width) if _text(under, c)]
    if not gaps and len(set(names)) == len(names):
        return {}
    groups: dict[int, str] = {}
    current = ""
    for column in range(width):
        current = texts.get(column, current)
        groups[column] = current
    joined = [fold(f"{groups[c]} {_text(under, c)}") for c in range(width) if _text(under, c)]
    if gaps and len(texts) > 1:
        return groups
    return groups if len(set(joined)) == len(joined) and texts.keys() != {0} else {}


_TOTALS = frozenset(
    {
        "total", "totals", "sum", "grand total", "subtotal", "sub total", "overall", "summe",
        "gesamt", "gesamtsumme", "zwischensumme", "insgesamt", "somme", "total general",
        "total général", "suma", "totale", "totaal", "razem", "ogółem", "average", "mean",
        "durchschnitt", "mittelwert", "moyenne", "count", "anzahl",
    }
)  # fmt: skip
_TOTAL_WORDS = frozenset(map(fold, _TOTALS))
_COUNTED = re.compile(
    r"(?: (?:of|all|the|aller|der|number))* "
    r"(?:accounts|clients|customers|contacts|rows|records|entries|kunden|zeilen|eur|usd|gbp|chf)$"
)
"""What may be counted or summed behind such a word ("Total accounts", "Total EUR")."""

_COMPANY = "total"
"""The one of these words that is also the name of a well-known company."""


def is_total_row(cells: Row) -> bool:
    """Whether a row sums up the others ("Total", 12, 1,200,000) and is no record.

    Args:
        cells: The row.
    """
    filled = [cell for cell in cells if not is_blank(cell)]
    if not filled or not isinstance(filled[0], str):
        return False
    text = tidy(filled[0])
    words = fold(re.sub(r"[\d.,:()=]+", " ", text))
    head = next((word for word in (words, _COUNTED.sub("", words)) if word in _TOTAL_WORDS), "")
    if not head:
        return False
    numbers = [c for c in filled[1:] if not isinstance(c, str) or is_number(tidy(c))]
    if len(numbers) < len(filled) - 1:
        return False
    if numbers:
        return True
    # Alone it is a total when it couldn't be a name: "Total: 12", "Grand total", "Summe".
    return head != _COMPANY or text.casefold() != _COMPANY
