"""Export of a long list as a workbook, against XlsxWriter alone writing the same cells.

Run: python -m benchmarks.grid_export [rows] [runs]

XlsxWriter alone has every cell in memory already, knows its type, and writes in constant memory
as well; the export reads the records, formats them, and tells the progress. Each figure is of a
process of its own, in turn; ratios are taken pair by pair and their median is quoted.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import pickle
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from benchmarks import rosters
from benchmarks.roster_import import _peak

LIMIT = 1.3
MEMORY_MIB = 100
FIELDS = (
    "name", "legal_name", "sector", "tier", "annual_value", "currency", "renewal_date",
    "client_since", "size", "street", "postal_code", "city", "country", "website", "phone",
)  # fmt: skip
EPOCH = dt.date(1899, 12, 30)


def prepare(folder: str, rows: int) -> None:
    """Make a workspace with so many accounts, and the cells that its export has."""
    from acctdesk.compose import create_desk
    from acctdesk.exchange.grids.cells import workbook_cell
    from acctdesk.exchange.roster.importer import RosterImport

    roster = Path(folder) / "roster.xlsx"
    rosters.account_roster(roster, rows)
    with create_desk(Path(folder) / "book.acctdesk") as desk:
        run = RosterImport(desk.imports)
        run.open([roster])
        run.check()
        run.apply()
        run.close()
        content = _content(desk)
        columns = [(content.place(one.name), workbook_cell(one)) for one in content.fields]
        money = content.place("currency")
        cells: list[tuple[Any, ...]] = [
            (row[0], *(cell(row[place]) for place, cell in columns), row[money])
            for page in content.pages()
            for row in page
        ]
        marking = _content(desk, marked=True).marking
        keys = [marking.key(row[0]) for row in cells]
        seen = {key: marking.tones(key) for key in set(keys)}
        tones = {
            key: [(one.of(name) or "", one.signs.get(name, "")) for name in FIELDS]
            for key, one in seen.items()
        }
    (Path(folder) / "cells.pickle").write_bytes(pickle.dumps(cells))
    (Path(folder) / "tones.pickle").write_bytes(pickle.dumps((keys, tones)))


def _content(desk: Any, *, marked: bool = False) -> Any:
    from acctdesk.exchange.grids.content import Content, Request
    from acctdesk.services.view import ListView

    view = ListView("account", marks=_marks() if marked else ())
    return Content(desk, Request(view, FIELDS, "All accounts"))


def _marks() -> Any:
    """Marks as somebody has them: whole rows by their worth, dates that are near, what lacks."""
    from decimal import Decimal

    from acctdesk.services.filters import Op
    from acctdesk.services.view import Mark

    return (
        Mark("annual_value", Op.OVER, Decimal(500_000), "good", whole_row=True),
        Mark("renewal_date", Op.UNDER, "2027-01-01", "warn"),
        Mark("phone", Op.EMPTY, None, "bad"),
    )


def bare(folder: str) -> dict[str, float]:
    """Write the same cells with XlsxWriter and nothing else."""
    import xlsxwriter

    rows = pickle.loads((Path(folder) / "cells.pickle").read_bytes())
    before = _peak()
    start = time.perf_counter()
    book = xlsxwriter.Workbook(Path(folder) / "bare.xlsx", {"constant_memory": True})
    day = book.add_format({"num_format": "d mmm yyyy", "align": "left"})
    whole = book.add_format({"num_format": "#,##0"})
    money: dict[str, Any] = {}
    sheet = book.add_worksheet()
    for place, name in enumerate(("id", *FIELDS)):
        sheet.write_string(0, place, name)
    for at, row in enumerate(rows, 1):
        for place, value in enumerate(row[:-1]):
            if value is None:
                continue
            if isinstance(value, str):
                sheet.write_string(at, place, value)
            elif isinstance(value, dt.date):
                sheet.write_number(at, place, (value - EPOCH).days, day)
            elif FIELDS[place - 1] == "annual_value":
                code = row[-1]
                look = money.get(code)
                if look is None:
                    look = money[code] = book.add_format({"num_format": f"[${code}] #,##0"})
                sheet.write_number(at, place, value, look)
            else:
                sheet.write_number(at, place, value, whole)
    book.close()
    return {"seconds": time.perf_counter() - start, "memory": _peak() - before}


def bare_marked(folder: str) -> dict[str, float]:
    """The same with the looks of marks, which are known beforehand."""
    import xlsxwriter

    rows = pickle.loads((Path(folder) / "cells.pickle").read_bytes())
    keys, tones = pickle.loads((Path(folder) / "tones.pickle").read_bytes())
    before = _peak()
    start = time.perf_counter()
    book = xlsxwriter.Workbook(Path(folder) / "bare.xlsx", {"constant_memory": True})
    made: dict[tuple[str, str, str], Any] = {}

    def look(tone: tuple[str, str], pattern: str) -> Any:
        found = made.get((*tone, pattern))
        if found is None:
            found = made[(*tone, pattern)] = book.add_format(
                {"num_format": pattern or "@"} | ({"bg_color": "#DEEDF5"} if tone[0] else {})
                | ({"left": 2} if tone[1] else {})
            )  # fmt: skip
        return found

    sheet = book.add_worksheet()
    for place, name in enumerate(("id", *FIELDS)):
        sheet.write_string(0, place, name)
    for at, (row, key) in enumerate(zip(rows, keys, strict=True), 1):
        sheet.write_string(at, 0, row[0])
        for place, (value, tone) in enumerate(zip(row[1:-1], tones[key], strict=True), 1):
            marked = any(tone)
            if value is None:
                if marked:
                    sheet.write_blank(at, place, None, look(tone, ""))
            elif isinstance(value, str):
                sheet.write_string(at, place, value, look(tone, "") if marked else None)
            elif isinstance(value, dt.date):
                sheet.write_number(at, place, (value - EPOCH).days, look(tone, "d mmm yyyy"))
            elif FIELDS[place - 1] == "annual_value":
                sheet.write_number(at, place, value, look(tone, f"[${row[-1]}] #,##0"))
            else:
                sheet.write_number(at, place, value, look(tone, "#,##0"))
    book.close()
    return {"seconds": time.perf_counter() - start, "memory": _peak() - before}


def whole(folder: str, suffix: str = ".xlsx", marked: str = "") -> dict[str, float]:
    """Export with AcctDesk: list, read, format, write."""
    from acctdesk.compose import open_desk
    from acctdesk.exchange.grids.content import Request
    from acctdesk.exchange.grids.exporting import export_grid
    from acctdesk.services.lanes import Job
    from acctdesk.services.view import ListView

    with open_desk(Path(folder) / "book.acctdesk", read_only=True) as desk:
        desk.prepare()
        before = _peak()
        start = time.perf_counter()
        rows = export_grid(
            desk,
            Request(ListView("account", marks=_marks() if marked else ()), FIELDS, "All accounts"),
            Path(folder) / f"whole{suffix}",
            dt.datetime.now(dt.UTC),
            Job("Export"),
        )
        end = time.perf_counter()
    return {"seconds": end - start, "memory": _peak() - before, "rows": rows}


def _alone(what: str, *arguments: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.grid_export", f"--{what}", *arguments],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "0"},
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(rows: int = 100_000, runs: int = 5) -> list[tuple[str, float, float, str]]:
    """The ratio of export and bare writing, the memory of an export, and text for comparison.

    Returns:
        Name, value, limit and explanation of each figure.
    """
    with tempfile.TemporaryDirectory() as folder:
        _alone("prepare", folder, str(rows))
        pairs = [(_alone("bare", folder), _alone("whole", folder)) for _run in range(runs)]
        text = _alone("whole", folder, ".csv")
        marked = [
            _alone("whole", folder, ".xlsx", "marked")["seconds"]
            / _alone("bare-marked", folder)["seconds"]
            for _run in range(max(1, runs // 2))
        ]
    ratio = statistics.median(ours["seconds"] / theirs["seconds"] for theirs, ours in pairs)
    seconds = [
        statistics.median(one["seconds"] for one in side) for side in zip(*pairs, strict=True)
    ]
    memory = statistics.median(ours["memory"] for _theirs, ours in pairs)
    note = (
        f"{int(pairs[-1][1]['rows'])} rows of {len(FIELDS) + 1} columns; bare {seconds[0]:.2f} s,"
        f" export {seconds[1]:.2f} s, as .csv {text['seconds']:.2f} s"
    )
    return [
        (f"export of {rows:,} rows / bare XlsxWriter", ratio, LIMIT, note),
        (
            "the same with three marks / bare XlsxWriter",
            statistics.median(marked),
            LIMIT,
            "bare writes the same looks",
        ),
        ("memory of that export, MiB", memory, MEMORY_MIB, "peak growth"),
    ]


if __name__ == "__main__":
    given = sys.argv[1:]
    if given and given[0] == "--prepare":
        prepare(given[1], int(given[2]))
        print(json.dumps({}))
    elif given and given[0] in ("--bare", "--bare-marked", "--whole"):
        ways = {"--bare": bare, "--bare-marked": bare_marked, "--whole": whole}
        print(json.dumps(ways[given[0]](*given[1:])))
    else:
        for name, value, limit, note in measure(*map(int, given)):
            print(f"{name}: {value:.2f} (limit {limit:g}) - {note}")
