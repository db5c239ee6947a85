"""A small hand-over, written and read back without a workspace; and edits as Excel makes them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import openpyxl

from acctdesk.exchange.handoff import layout
from acctdesk.exchange.handoff.opened import Opened
from acctdesk.exchange.handoff.packing import pack
from acctdesk.exchange.handoff.reading import read_handover
from acctdesk.exchange.handoff.rows import Contents
from acctdesk.exchange.handoff.writing import Book, write_handover
from acctdesk.exchange.reading import Chunk, Sheet, TableFile
from acctdesk.models import read_catalogue
from acctdesk.services.handover.parcel import Parcel
from acctdesk.workspace.schema import HEAD
from acctdesk.workspace.tables import Tables

WHEN = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)
TABLES = Tables()


def ident(name: str) -> str:
    """An id that a name has in every test."""
    return name.encode().hex().ljust(32, "0")[:32]


def parcel(records: Mapping[str, Sequence[Mapping[str, Any]]], **more: Any) -> Parcel:
    """A parcel of Python values; an id is its name, see `ident`."""
    columns: dict[str, tuple[str, ...]] = {}
    rows: dict[str, list[list[Any]]] = {}
    for kind in TABLES.kinds:
        if kind not in records:
            continue
        columns[kind] = TABLES.columns(kind)
        stored = [TABLES.store(kind, one) for one in records[kind]]
        rows[kind] = [[one.get(name) for name in columns[kind]] for one in stored]
    accounts = [str(one["id"]) for one in records.get("account", ())]
    told = {"schema": HEAD, "origin": ident("here"), "number": 7, "by": "Ann", **more}
    return Parcel(
        accounts=tuple(accounts),
        names=tuple(str(one["name"]) for one in records.get("account", ())),
        columns=columns,
        rows=rows,
        **told,
    )


def small() -> Parcel:
    """Two accounts with people, posts, tickets, promises, and a field of one's own."""
    a, b, ann, bob, me = map(ident, ("acme", "beta", "ann", "bob", "me"))
    colour, hours = ident("colour"), ident("hours")
    opened = dt.datetime(2026, 10, 14, 9, 30, tzinfo=dt.UTC)
    return parcel(
        {
            "member": [{"id": me, "name": "Mia Meyer", "role": "account_manager"}],
            "custom_field": [
                {"id": colour, "of_kind": "account", "label": "Colour", "format": "text",
                 "audience": "internal", "position": 1},
                {"id": hours, "of_kind": "account", "label": "Hours", "format": "number",
                 "audience": "internal", "position": 2},
            ],
            "person": [
                {"id": ann, "name": "Ann Ault", "phone": "+49 30 1234567", "tags": ("golf", "vip")},
                {"id": bob, "name": "Bob Braun", "email": "bob@acme.example"},
            ],
            "account": [
                {"id": a, "name": "Acme", "tier": "A", "owner_id": me, "annual_value": 125_000,
                 "currency": "EUR", "client_since": "2019", "country": "DE", "size": 1200,
                 "renewal_date": "2027-01-31", "notes": "First line\nsecond line"},
                {"id": b, "name": "Beta", "tier": "B", "annual_value": 9_900, "currency": "USD"},
            ],
            "custom_value": [
                {"id": ident("value"), "field_id": colour, "record_id": a, "text": "blue"}
            ],
            "position": [
                {"id": ident("post1"), "person_id": ann, "account_id": a, "title": "CIO",
                 "started": "2021-05", "power": 3, "buying_roles": ("champion", "coach")},
                {"id": ident("post2"), "person_id": bob, "account_id": a, "title": "Buyer",
                 "manager_id": ident("post1"), "parked": True},
                {"id": ident("post3"), "person_id": bob, "account_id": b, "title": "Adviser"},
            ],
            "promise": [
                {"id": ident("promise"), "account_id": a, "title": "Test report", "side": "ours",
                 "made": "2026-09-01", "due": "2026-12-01", "state": "open", "agreed": False,
                 "member_id": me, "person_id": ann},
            ],
            "ticket": [
                {"id": ident(f"ticket{n}"), "account_id": a if n % 3 else b,
                 "number": f"INC{n:04}", "title": f"Printer {n} is out of ink", "priority": "P3",
                 "state": ("opened", "resolved")[n % 2], "opened": opened + dt.timedelta(hours=n),
                 "resolved": opened + dt.timedelta(days=n, seconds=n) if n % 2 else None}
                for n in range(12)
            ],
        }
    )  # fmt: skip


def write(given: Parcel, folder: Path, *, language: str = "en", password: str = "") -> Path:
    """A workbook of a parcel."""
    path = folder / "handover.xlsx"
    book = Book(given, read_catalogue(), language=language)
    write_handover(book, path, when=WHEN, password=password)
    return path


def edited(path: Path, edit: Callable[[Any], object]) -> Path:
    """The workbook after somebody changed it by openpyxl, beside the first."""
    book = openpyxl.load_workbook(path)
    edit(book)
    made = path.with_name("edited.xlsx")
    book.save(made)
    return made


def reread(path: Path, edit: Callable[[Any], object]) -> Opened:
    """What is read from a workbook after it was edited."""
    return read_handover(edited(path, edit))


def column(sheet: Any, field: str) -> int:
    """The column of a field, from 1, by the hidden first row."""
    return 1 + [cell.value for cell in sheet[1]].index(field)


def row(sheet: Any, record: str) -> int:
    """The row of a record, from 1, by the hidden first column."""
    return 1 + [cell.value for cell in sheet["A"]].index(record)


def cell(sheet: Any, record: str, field: str) -> Any:
    """The cell of a record's field."""
    return sheet.cell(row(sheet, record), column(sheet, field))


# -- the same without a file, for tests that try many workbooks -----------------------------

Grid = list[list[Any]]


def grids(given: Parcel) -> dict[str, Grid]:
    """The cells of a workbook's sheets by name, as they are written."""
    catalogue = layout.described(read_catalogue(), given)
    contents = Contents(catalogue, given)
    pages = layout.pages(catalogue, given)
    found: dict[str, Grid] = {}
    for page in pages:
        columns = [contents.shown(page, name) for name in page.fields]
        rows = [
            [record, *(one[at] for one in columns)] for at, record in enumerate(contents.ids(page))
        ]
        found[page.name] = [list(layout.keys(page)), ["Record", *page.headings], *rows]
    found["AcctDesk data"] = [[one] for one in pack(replace(given, pages=pages))]
    return found


def table(sheets: Mapping[str, Grid]) -> TableFile:
    """Sheets as they come from the reading process."""

    def source(grid: Grid) -> Callable[[], Iterator[Chunk]]:
        def chunks() -> Iterator[Chunk]:
            width = max((len(one) for one in grid), default=0)
            for start in range(0, len(grid), 5):
                block = [[*one, *[None] * (width - len(one))] for one in grid[start : start + 5]]
                yield Chunk(start + 1, [list(map(_plain, one)) for one in zip(*block, strict=True)])

        return chunks

    return TableFile(
        "handover.xlsx",
        sheets=tuple(
            Sheet(name, hidden=name == "AcctDesk data", rows=len(grid),
                  columns=max((len(one) for one in grid), default=0), source=source(grid))
            for name, grid in sheets.items()
        ),
    )  # fmt: skip


def _plain(cell: Any) -> Any:
    """A cell as the reading process tells it."""
    if cell == "":
        return None
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < 2**53:
        return int(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date()
    return cell


def at(grid: Grid, record: str, field: str) -> tuple[int, int]:
    """Where the cell of a record's field stands on a sheet."""
    rows = [one[0] for one in grid]
    return rows.index(record), grid[0].index(field)
