"""Handing over from a workspace, against XlsxWriter alone writing the very cells that came out.

Run: python -m benchmarks.handover_export [tickets] [people]

200 accounts with so many tickets and people are taken into a workspace and handed over again:
reading them, the brief, the history of them all, names, sheets and the exact content. What is in
the workbook then is read, and written by XlsxWriter alone, in constant memory, each cell with a
format. Both are processor time of a process of its own; memory is that of the whole process.
"""

from __future__ import annotations

import json
import pickle
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from benchmarks.handover import LIMIT, MEMORY_MIB, bare
from benchmarks.roster_import import _peak


def prepare(folder: str, tickets: int, people: int) -> None:
    """Make the workspace."""
    from acctdesk.compose import create_desk
    from benchmarks.handover_reading import make

    with create_desk(Path(folder) / "book.acctdesk") as desk:
        desk.handovers.take(desk.handovers.compare(make(tickets, people)), {})


def whole(folder: str) -> dict[str, Any]:
    """Hand all accounts over."""
    from acctdesk.compose import open_desk
    from acctdesk.exchange.handoff.courier import hand_over
    from acctdesk.services.handover.scope import Scope
    from acctdesk.services.query import ListQuery

    with open_desk(Path(folder) / "book.acctdesk") as desk:
        accounts = tuple(desk.listing.ids(ListQuery("account")))
        start = time.process_time()
        given = hand_over(desk, Scope(accounts), Path(folder) / "given.xlsx")
        spent = time.process_time() - start
    return {"seconds": spent, "memory": _peak(), "records": given.written.records}


def cells(folder: str) -> None:
    """Keep what is in the workbook, as its cells are typed."""
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_path(str(Path(folder) / "given.xlsx"))
    found = []
    for name in book.sheet_names:
        rows = book.get_sheet_by_name(name).to_python(skip_empty_area=False)
        found.append((name, [[None if cell == "" else cell for cell in row] for row in rows]))
    (Path(folder) / "cells.pickle").write_bytes(pickle.dumps(found))


def measure(
    tickets: int = 100_000, people: int = 20_000
) -> Iterator[tuple[str, float, float, str]]:
    """Figures for the whole report: name, value, limit, note."""

    def run(what: str, *more: str) -> dict[str, Any]:
        command = [sys.executable, "-m", __spec__.name, f"--{what}", folder, *more]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        found: dict[str, Any] = json.loads(done.stdout or "null") or {}
        return found

    with tempfile.TemporaryDirectory() as folder:
        run("prepare", str(tickets), str(people))
        ours = run("whole")
        run("cells")
        alone = run("bare")
    seconds, bare_seconds, records = ours["seconds"], alone["seconds"], ours["records"]
    note = f"{seconds:.1f} s against {bare_seconds:.1f} s, {records:,} records"
    name = "handed over from the workspace"
    yield f"{name} / XlsxWriter alone", seconds / bare_seconds, LIMIT, note
    yield f"{name}, memory MiB", ours["memory"], MEMORY_MIB, "the whole process"


if __name__ == "__main__":
    if len(sys.argv) > 2 and sys.argv[1].startswith("--"):
        steps = {"--whole": whole, "--bare": bare, "--cells": cells}
        if sys.argv[1] == "--prepare":
            prepare(sys.argv[2], *map(int, sys.argv[3:]))
        else:
            print(json.dumps(steps[sys.argv[1]](sys.argv[2])))
    else:
        for name, value, limit, note in measure(*map(int, sys.argv[1:])):
            print(f"{name}: {value:.2f} (limit {limit}) {note}", flush=True)
