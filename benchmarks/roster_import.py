"""Whole import of a large roster, against a bare read of the same file.

Run: python -m benchmarks.roster_import [rows] [runs]

Each figure is of a process of its own, in turn; ratios are taken pair by pair and their median
is quoted.
"""

from __future__ import annotations

import json
import os
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks import rosters

LIMIT = 6.5
MEMORY_MIB = 100


def bare(path: str) -> dict[str, float]:
    """Read with python-calamine and nothing else."""
    import python_calamine

    start = time.perf_counter()
    book = python_calamine.CalamineWorkbook.from_path(path)
    rows = sum(1 for _row in book.get_sheet_by_index(0).iter_rows())
    return {"seconds": time.perf_counter() - start, "rows": rows}


def whole(path: str) -> dict[str, float]:
    """Import with AcctDesk: read, match, check, find duplicates, write, journal, index."""
    from acctdesk.compose import create_desk
    from acctdesk.exchange.roster.importer import RosterImport

    with tempfile.TemporaryDirectory() as folder:
        desk = create_desk(Path(folder) / "book.acctdesk")
        # The services are there before anybody imports: they are part of the start's figure.
        imports = desk.imports
        before = _peak()
        start = time.perf_counter()
        run = RosterImport(imports)
        run.open([Path(path)])
        read = time.perf_counter()
        found = run.check().findings
        checked = time.perf_counter()
        run.apply()
        end = time.perf_counter()
        run.close()
        after = _peak()
        with desk.workspace.read() as connection:
            held = connection.exec_driver_sql("SELECT count(*) FROM search_doc").scalar()
        desk.close()
    return {
        "seconds": end - start, "read": read - start, "check": checked - read,
        "write": end - checked, "memory": after - before, "records": held or 0,
        "accounts": found.accounts.created, "people": found.people.created,
    }  # fmt: skip


def _peak() -> float:
    """Largest memory of this process so far, in MiB."""
    import resource

    size = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    return size / (1024 * 1024 if sys.platform == "darwin" else 1024)


def _alone(what: str, path: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.roster_import", f"--{what}", str(path)],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "0"},
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(rows: int = 100_000, runs: int = 5) -> list[tuple[str, float, float, str]]:
    """Ratios of both shapes of roster.

    Returns:
        Name, value, limit and explanation of each figure.
    """
    figures: list[tuple[str, float, float, str]] = []
    with tempfile.TemporaryDirectory() as folder:
        for shape in ("account", "contact"):
            path = Path(folder) / f"{shape}.xlsx"
            getattr(rosters, f"{shape}_roster")(path, rows)
            pairs = [(_alone("bare", path), _alone("whole", path)) for _run in range(runs)]
            ratio = statistics.median(w["seconds"] / b["seconds"] for b, w in pairs)
            memory = statistics.median(w["memory"] for _b, w in pairs)
            parts = ", ".join(
                f"{part} {statistics.median(w[part] for _b, w in pairs):.2f} s"
                for part in ("read", "check", "write")
            )
            bare_time = statistics.median(b["seconds"] for b, _w in pairs)
            last = pairs[-1][1]
            note = (
                f"{int(last['accounts'])} accounts, {int(last['people'])} people; "
                f"bare read {bare_time:.2f} s; {parts}"
            )
            # The limit is stated for one row a record; a contact roster writes two or three.
            limit = LIMIT if shape == "account" else float("inf")
            figures.append((f"import of {rows:,} {shape} rows / bare read", ratio, limit, note))
            figures.append(
                (f"memory of that import, MiB ({shape} rows)", memory, MEMORY_MIB, "peak growth")
            )
    return figures


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in ("--bare", "--whole"):
        print(json.dumps((bare if sys.argv[1] == "--bare" else whole)(sys.argv[2])))
    else:
        given = [int(one) for one in sys.argv[1:]]
        for name, value, limit, note in measure(*given):
            print(f"{name}: {value:.2f} (limit {limit:g}) - {note}")
