"""Measures reading against bare calamine on one file, each in turn and in the same run.

Usage: python benchmarks/reading.py [FILE.xlsx] [--rounds N]

Without a file it writes one of 100,000 rows and 15 columns (texts, numbers, dates, money, shares)
to a temporary folder first. The targets: read_table at most 1.5 times bare `iter_rows`, walking
all chunks at most 0.25 times, and the window's memory at most 100 MiB above where it was.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import statistics
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil
import xlsxwriter

from acctdesk.exchange.reading import read_table

BARE = """
import sys, time, python_calamine
start = time.perf_counter()
book = python_calamine.load_workbook(sys.argv[1])
rows = 0
for number in range(len(book.sheet_names)):
    for row in book.get_sheet_by_index(number).iter_rows():
        rows += 1
print(time.perf_counter() - start)
"""


def make(path: Path, rows: int = 100_000) -> None:
    """Write a roster of that many rows and 15 columns."""
    pick = random.Random(1)
    book = xlsxwriter.Workbook(str(path), {"constant_memory": True})
    sheet = book.add_worksheet("Roster")
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    share = book.add_format({"num_format": "0.0%"})
    euro = book.add_format({"num_format": "[$€-407] #,##0.00"})
    sheet.write_row(0, 0, [f"Heading {column}" for column in range(15)])
    first = dt.date(2020, 1, 1)
    for row in range(1, rows + 1):
        city = pick.choice(["Berlin", "Lyon", "Leeds", ""])
        sheet.write_row(row, 0, [f"A-{row:06}", f"Account {row}", city, f"u{row}@example.com"])
        sheet.write_row(row, 4, [pick.random() * 1e5, row, pick.choice(["Open", "Closed"])])
        sheet.write_string(row, 7, f"+49 30 {row:07}")
        sheet.write_datetime(row, 8, first + dt.timedelta(days=row % 2000), day)
        sheet.write_datetime(row, 9, first + dt.timedelta(days=row % 900), day)
        sheet.write_number(row, 10, pick.random(), share)
        sheet.write_number(row, 11, round(pick.random() * 1e6, 2), euro)
        sheet.write_row(row, 12, [row % 7, f"Note {row % 100}", bool(row % 2)])
    book.close()


class Watch:
    """The most memory a process used while the block ran, in MiB."""

    def __init__(self, *, children: bool) -> None:
        self.most = 0.0
        self._children = children
        self._stop = threading.Event()
        self._thread = threading.Thread(target=self._run)

    def _run(self) -> None:
        me = psutil.Process()
        while not self._stop.wait(0.01):
            try:
                seen = me.children() if self._children else [me]
                self.most = max([self.most, *(p.memory_info().rss / 2**20 for p in seen)])
            except psutil.Error:
                continue

    def __enter__(self) -> Watch:
        self._thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self._stop.set()
        self._thread.join()


def bare(path: Path) -> float:
    """Seconds that calamine alone takes, in a fresh process, without the process's start."""
    done = subprocess.run(
        [sys.executable, "-c", BARE, str(path)], check=True, capture_output=True, text=True
    )
    return float(done.stdout)


def _children() -> float:
    """Processor time of all ended child processes, in seconds."""
    times = os.times()
    return times.children_user + times.children_system


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("file", nargs="?", type=Path)
    parser.add_argument("--rounds", type=int, default=5)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = given.file or Path(folder) / "roster.xlsx"
        if given.file is None:
            make(path)
        measure(path, given.rounds)


def measure(path: Path, rounds: int) -> None:
    """Measure in turn and print medians and ratios."""
    alone: list[float] = []
    reading: list[float] = []
    walking: list[float] = []
    alone_busy: list[float] = []
    reading_busy: list[float] = []
    before = psutil.Process().memory_info().rss / 2**20
    with Watch(children=False) as window, Watch(children=True) as child:
        for _ in range(rounds):
            busy = _children()
            alone.append(bare(path))
            alone_busy.append(_children() - busy)
            busy = _children()
            start = time.perf_counter()
            with read_table(path) as table:
                reading.append(time.perf_counter() - start)
                reading_busy.append(_children() - busy)
                start = time.perf_counter()
                rows = sum(chunk.rows for sheet in table.sheets for chunk in sheet.chunks())
                walking.append(time.perf_counter() - start)
    base, read, walk = map(statistics.median, (alone, reading, walking))
    each = [read / bare for read, bare in zip(reading, alone, strict=True)]
    print(f"rows                    {rows:,}")
    print(f"bare calamine           {base:.2f} s")
    print(f"read_table              {read:.2f} s   {read / base:.2f} x (target 1.50)")
    print(f"  each round            {', '.join(f'{ratio:.2f}' for ratio in each)}")
    busy_base, busy = statistics.median(alone_busy), statistics.median(reading_busy)
    if busy_base:  # Windows doesn't tell; elsewhere it is steadier than the clock on a busy machine
        print(
            f"  processor time        {busy:.2f} s, {busy / busy_base:.2f} x of {busy_base:.2f} s"
        )
    print(f"all chunks              {walk:.2f} s   {walk / base:.2f} x (target 0.25)")
    print(f"memory of this process  {window.most - before:+.0f} MiB (target +100)")
    print(f"memory of the reader    {child.most:.0f} MiB")


if __name__ == "__main__":
    main()
