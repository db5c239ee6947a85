"""A sheet of tickets as values: numbers, instants, states and texts, column by column."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from acctdesk.exchange.intake.answers import Answers
from acctdesk.exchange.intake.drafts import SheetDraft, said
from acctdesk.exchange.tickets.columns import Columns
from acctdesk.exchange.tickets.draft import place_of
from acctdesk.exchange.tickets.fields import NUMBER, PAUSED, SERVICE, STATE, TEXTS, TIMES
from acctdesk.exchange.tickets.moments import Clock, MomentReader, order_of
from acctdesk.exchange.tickets.problems import Told
from acctdesk.services.values.cell import BLANKS, Cell, as_text, is_error, tidy
from acctdesk.services.values.numbers import read_number

_LONGEST = 1_000
"""Characters that are kept of a text."""


@dataclass(frozen=True)
class Values:
    """A sheet as values; every list has one for each row.

    Attributes:
        rows: Row numbers as a spreadsheet shows them.
        numbers: Numbers of tickets; None where there is none.
        times: By target, instants.
        states: Words for states, tidied; None where there is none.
        texts: By target, texts; services as the file calls them.
        paused: Minutes that tickets waited.
    """

    rows: Sequence[int]
    numbers: list[str | None]
    times: dict[str, list[int | None]]
    states: list[str | None]
    texts: dict[str, list[str | None]]
    paused: list[float | None]


def read_values(
    sheet: SheetDraft, columns: Columns, answers: Answers, clock: Clock, told: Told
) -> Values:
    """Read the columns of a sheet.

    Args:
        sheet: The sheet.
        columns: Its columns.
        answers: What was decided.
        clock: Knows the zone in which its times are told.
        told: Takes what can't be read.
    """
    places = place_of(sheet)
    blank: list[Any] = [None] * columns.size
    mended = _mended(sheet, columns, answers)

    def cells(key: str) -> list[Cell]:
        held = columns.cells.get(places.get(key, -1))
        if held is None:
            return blank
        fixes = mended.get(told.heading(key))
        if fixes:
            held = list(held)
            for at, text in fixes.items():
                held[at] = text or None
        return held

    raw = {key: cells(key) for key in TIMES if key in places}
    orders = _orders(raw, sheet, answers, told)
    times = {}
    for key, held in raw.items():
        times[key], odd = MomentReader(clock, orders[key]).column(held)
        for at, code in odd.items():
            told.time(key, code, tidy(as_text(held[at])), columns.rows[at])
    return Values(
        columns.rows,
        _texts(cells(NUMBER)),
        times,
        _texts(cells(STATE)),
        {key: _texts(cells(key)) for key in (*TEXTS, SERVICE) if key in places},
        _minutes(cells(PAUSED), columns, told) if PAUSED in places else blank,
    )


def _mended(sheet: SheetDraft, columns: Columns, answers: Answers) -> dict[str, dict[int, str]]:
    """Cells that were mended: heading to place of the row to text."""
    found: dict[str, dict[int, str]] = {}
    if answers.cells:
        at = {row: place for place, row in enumerate(columns.rows)}
        for where, text in answers.cells.items():
            name, row, heading = [*where.split("!", 2), "", ""][:3]
            if name == sheet.name and row.isdigit() and int(row) in at:
                found.setdefault(heading, {})[at[int(row)]] = text
    return found


def _orders(
    raw: dict[str, list[Cell]], sheet: SheetDraft, answers: Answers, told: Told
) -> dict[str, str]:
    """The order of day and month in each column of times; empty where only a person can tell.

    One export writes all its times alike: what one column proves, or a person said of it, holds
    for those that leave it open.
    """
    found: dict[str, str] = {}
    for key, cells in raw.items():
        order = said(answers.date_orders, sheet.name, told.heading(key))
        if not order:
            orders = order_of(set(cells))
            order = orders.pop() if len(orders) == 1 else ""
        found[key] = order
    proved = set(found.values()) - {""}
    if len(proved) == 1:
        [order] = proved
        found = dict.fromkeys(found, order)
    return found


def _texts(cells: list[Cell]) -> list[str | None]:
    return _each(cells, _text)


def _text(cell: Cell) -> str | None:
    text = tidy(as_text(cell))
    return None if text in BLANKS or is_error(text) else text[:_LONGEST]


def _each(cells: list[Cell], read: Callable[[Cell], Any]) -> list[Any]:
    """Each distinct cell read once."""
    known: dict[Any, Any] = {cell: read(cell) for cell in set(cells) if cell is not None}
    known[None] = None
    return [known[cell] for cell in cells]


def _minutes(cells: list[Cell], columns: Columns, told: Told) -> list[float | None]:
    found: list[float | None] = []
    for at, cell in enumerate(cells):
        value: float | None = None
        if isinstance(cell, int | float) and not isinstance(cell, bool):
            value = float(cell)
        elif cell is not None and (text := _text(cell)) is not None:
            value = _read_minutes(text)
            if value is None:
                told.minutes(PAUSED, text, columns.rows[at])
        found.append(value if value is not None and value >= 0 else None)
    return found


def _read_minutes(text: str) -> float | None:
    """Minutes from "90", "1:30" (hours and minutes) or "01:30:00"."""
    parts = text.split(":")
    if len(parts) in (2, 3) and all(part.isdecimal() for part in parts):
        hours, minutes, seconds = (*map(int, parts), 0)[:3]
        return hours * 60 + minutes + seconds / 60
    read = read_number(text)
    return float(read.value) if read is not None else None
