"""Reads every file of the folders given and tells how each went, as a Markdown table.

Usage: python benchmarks/corpora.py FOLDER [FOLDER …]

Passwords that a corpus documents are given with ``--password NAME=PASSWORD``.
"""

from __future__ import annotations

import argparse
import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path

from acctdesk.errors import FileProblem
from acctdesk.exchange.reading import read_table

IGNORED = {"SOURCE.txt", "LICENSE", "NOTICE", "LICENSE-MIT.md", "Dialect_annotations.txt"}


@dataclass(frozen=True)
class Outcome:
    """How one file went."""

    path: Path
    opened: bool
    cells: int
    seconds: float
    text: str


def files(folders: list[Path]) -> Iterator[Path]:
    """The files of the folders and their subfolders, without licences."""
    for folder in folders:
        yield from (
            path
            for path in sorted(folder.rglob("*"))
            if path.is_file() and path.name not in IGNORED
        )


def read(path: Path, password: str | None = None) -> Outcome:
    """Read one file wholly."""
    start = time.perf_counter()
    try:
        with read_table(path, password=password) as table:
            cells = sum(
                value is not None
                for sheet in table.sheets
                for chunk in sheet.chunks()
                for column in chunk.columns
                for value in column
            )
            text = " ".join(table.notes)
            return Outcome(path, True, cells, time.perf_counter() - start, text)
    except FileProblem as refused:
        text = f"{refused.what} {refused.remedy}"
        return Outcome(path, False, 0, time.perf_counter() - start, text)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("folders", nargs="+", type=Path)
    parser.add_argument("--password", action="append", default=[], metavar="NAME=PASSWORD")
    parser.add_argument("--notes", action="store_true", help="list the notes of opened files too")
    given = parser.parse_args()
    passwords = dict(item.split("=", 1) for item in given.password)
    print("| folder | files | opened | refused | cells | slowest, s |")
    print("|---|--:|--:|--:|--:|--:|")
    everything: list[Outcome] = []
    with ThreadPoolExecutor(2) as pool:
        for folder in given.folders:
            found = list(pool.map(lambda p: read(p, passwords.get(p.name)), files([folder])))
            everything += found
            counts = Counter(outcome.opened for outcome in found)
            cells = sum(outcome.cells for outcome in found)
            slowest = max((outcome.seconds for outcome in found), default=0.0)
            print(
                f"| {folder.name} | {len(found)} | {counts[True]} | {counts[False]} "
                f"| {cells:,} | {slowest:.2f} |"
            )
    print("\n| refused | why |\n|---|---|")
    for outcome in everything:
        if not outcome.opened:
            print(f"| {outcome.path.name} | {outcome.text} |")
    if given.notes:
        print("\n| opened | cells | notes |\n|---|--:|---|")
        for outcome in everything:
            if outcome.opened and outcome.text:
                print(f"| {outcome.path.name} | {outcome.cells:,} | {outcome.text} |")


if __name__ == "__main__":
    main()
