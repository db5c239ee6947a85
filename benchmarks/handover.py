"""Writing a hand-over workbook, against XlsxWriter alone writing the same cells.

Run: python -m benchmarks.handover [tickets] [people] [runs]

200 accounts with so many tickets and people. XlsxWriter alone has every cell in memory already,
knows its type, and writes in constant memory as well; the hand-over makes the names and cells from
stored values, puts them in order, offers lists, and packs the exact content beside them. Each
figure is processor time of a process of its own, in turn; ratios are taken pair by pair and their
median is quoted. Memory is that of the whole
process, with the parcel in it.
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

from benchmarks.roster_import import _peak

LIMIT = 1.5
MEMORY_MIB = 500
WHEN = dt.datetime(2026, 11, 23, 9, 30, tzinfo=dt.UTC)


def prepare(folder: str, tickets: int, people: int) -> None:
    """Make a parcel, and the cells that its workbook has."""
    from acctdesk.exchange.handoff import layout
    from acctdesk.exchange.handoff.packing import pack
    from acctdesk.exchange.handoff.rows import Contents
    from acctdesk.models import read_catalogue
    from benchmarks.handover_reading import make

    parcel = make(tickets, people)
    catalogue = layout.described(read_catalogue(), parcel)
    contents = Contents(catalogue, parcel)
    sheets = []
    for page in layout.pages(catalogue, parcel):
        columns = [contents.shown(page, name) for name in page.fields]
        rows = list(zip(contents.ids(page), *columns, strict=True))
        sheets.append((page.name, [layout.keys(page), ("Record", *page.headings), *rows]))
    sheets.append(("Packed", [(one,) for one in pack(parcel)]))
    (Path(folder) / "parcel.pickle").write_bytes(pickle.dumps(parcel))
    (Path(folder) / "cells.pickle").write_bytes(pickle.dumps(sheets))


def bare(folder: str) -> dict[str, float]:
    """Write the same cells with XlsxWriter and nothing else."""
    import xlsxwriter

    sheets = pickle.loads((Path(folder) / "cells.pickle").read_bytes())
    start = time.process_time()
    book = xlsxwriter.Workbook(Path(folder) / "bare.xlsx", {"constant_memory": True})
    look = book.add_format({"valign": "top"})
    day = book.add_format({"num_format": "d mmm yyyy", "valign": "top"})
    moment = book.add_format({"num_format": "d mmm yyyy hh:mm", "valign": "top"})
    whole = book.add_format({"num_format": "0", "valign": "top"})
    for name, rows in sheets:
        sheet = book.add_worksheet(name)
        for at, row in enumerate(rows):
            for place, value in enumerate(row):
                if value is None:
                    continue
                if isinstance(value, str):
                    sheet.write_string(at, place, value, look)
                elif isinstance(value, dt.datetime):
                    sheet.write_datetime(at, place, value, moment)
                elif isinstance(value, dt.date):
                    sheet.write_datetime(at, place, value, day)
                else:
                    sheet.write_number(at, place, value, whole)
    book.close()
    return {"seconds": time.process_time() - start, "memory": _peak()}


def whole(folder: str) -> dict[str, float]:
    """Write the hand-over."""
    from acctdesk.exchange.handoff.writing import Book, write_handover
    from acctdesk.models import read_catalogue

    parcel = pickle.loads((Path(folder) / "parcel.pickle").read_bytes())
    book = Book(parcel, read_catalogue())
    start = time.process_time()
    write_handover(book, Path(folder) / "whole.xlsx", when=WHEN)
    return {"seconds": time.process_time() - start, "memory": _peak()}


def _alone(folder: str, what: str) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.handover", what, folder],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "0"},
    )  # fmt: skip
    told: dict[str, float] = json.loads(done.stdout)
    return told


def measure(
    tickets: int = 100_000, people: int = 20_000, runs: int = 3
) -> list[tuple[str, float, float, str]]:
    """Figures for the whole report: name, value, limit, note."""
    with tempfile.TemporaryDirectory() as folder:
        prepare(folder, tickets, people)
        pairs = [(_alone(folder, "--bare"), _alone(folder, "--whole")) for _run in range(runs)]
        size = (Path(folder) / "whole.xlsx").stat().st_size / 2**20
    ratio = statistics.median(ours["seconds"] / alone["seconds"] for alone, ours in pairs)
    spent = statistics.median(ours["seconds"] for _bare, ours in pairs)
    memory = max(ours["memory"] for _bare, ours in pairs)
    told = f"{tickets} tickets, {people} people, {spent:.1f} s, {size:.1f} MiB on disk"
    return [
        ("hand-over written / XlsxWriter alone", ratio, LIMIT, told),
        ("hand-over written, memory MiB", memory, MEMORY_MIB, "the whole process"),
    ]


def main(arguments: list[str]) -> None:
    """Measure, or be one of the processes that are measured."""
    if arguments[:1] in (["--bare"], ["--whole"]):
        done: Any = bare if arguments[0] == "--bare" else whole
        print(json.dumps(done(arguments[1])))
        return
    for name, value, limit, note in measure(*map(int, arguments)):
        print(f"{name}: {value:.2f} (limit {limit}) {note}")


if __name__ == "__main__":
    main(sys.argv[1:])
