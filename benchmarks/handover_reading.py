"""Measures reading a hand-over workbook back against openpyxl reading the same file.

Usage: python benchmarks/handover_reading.py [--tickets N] [--people N] [--rounds N]

It writes a workbook of 200 accounts with so many tickets and people to a temporary folder first.
The targets: `read_handover` (reading in its own process, unpacking, comparing every cell) at most
as long as openpyxl, read-only, takes for the cells alone; at most 500 MiB, the reading process
counted. Processor time, children counted: other work on the machine doesn't change it much. The
rows of the sheets stand in another order than those of the parcel, as after sorting.
"""

from __future__ import annotations

import argparse
import datetime as dt
import os
import random
import subprocess
import sys
import tempfile
import threading
from pathlib import Path
from typing import Any

import psutil

from acctdesk.exchange.handoff.reading import read_handover
from acctdesk.exchange.handoff.writing import Book, write_handover
from acctdesk.models import read_catalogue
from acctdesk.models.base import new_ids
from acctdesk.services.handover.parcel import Parcel
from acctdesk.workspace.schema import HEAD
from acctdesk.workspace.tables import Tables

BARE = """
import sys, openpyxl
book = openpyxl.load_workbook(sys.argv[1], read_only=True, data_only=True)
for sheet in book.worksheets:
    for row in sheet.iter_rows(values_only=True):
        pass
"""
READ = """
import sys
from pathlib import Path
from acctdesk.exchange.handoff.reading import read_handover
found = read_handover(Path(sys.argv[1]))
print(len(found.edits), len(found.added), len(found.removed), len(found.findings))
"""


def make(tickets: int, people: int) -> Parcel:
    """A parcel of 200 accounts with so many tickets and people."""
    pick = random.Random(1)
    tables = Tables()
    accounts, persons, members = new_ids(200), new_ids(people), new_ids(12)
    first = dt.datetime(2024, 1, 1, tzinfo=dt.UTC)
    words = ["printer", "laptop", "access", "network", "slow", "broken", "request", "mail"]

    def moment(minutes: int) -> str:
        at = first + dt.timedelta(minutes=minutes)
        return f"{at.isoformat(timespec='microseconds')[:-6]}Z"

    def rows(kind: str, made: list[dict[str, Any]]) -> list[list[Any]]:
        return [[one.get(name) for name in tables.columns(kind)] for one in made]

    found: dict[str, list[dict[str, Any]]] = {
        "member": [{"id": one, "name": f"Colleague {n}"} for n, one in enumerate(members)],
        "person": [
            {"id": one, "name": f"Person {n} of {pick.choice(words)}",
             "email": f"person{n}@client{n % 200}.example", "phone": f"+49 30 {n:07}",
             "tags": '["golf","vip"]' if n % 9 == 0 else None}
            for n, one in enumerate(persons)
        ],
        "account": [
            {"id": one, "name": f"Client {n}", "tier": pick.choice("ABCD"), "currency": "EUR",
             "annual_value": pick.randrange(10**6) * 10**4, "owner_id": pick.choice(members),
             "renewal_date": f"2027-{1 + n % 12:02}-01"}
            for n, one in enumerate(accounts)
        ],
        "position": [
            {"id": one, "person_id": persons[n], "account_id": accounts[n % 200],
             "title": f"{pick.choice(words).title()} manager", "started": "2021-05"}
            for n, one in enumerate(new_ids(people))
        ],
        "ticket": [
            {"id": one, "account_id": accounts[pick.randrange(200)], "number": f"INC{n:07}",
             "title": " ".join(pick.choices(words, k=6)), "priority": pick.choice("1234"),
             "category": pick.choice(words), "state": pick.choice(("closed", "resolved")),
             "opened": moment(n * 7), "responded": moment(n * 7 + pick.randrange(99)),
             "resolved": moment(n * 7 + 100 + pick.randrange(999)),
             "closed": moment(n * 7 + 2000), "assignee": f"Agent {n % 40}", "source": "ServiceDesk"}
            for n, one in enumerate(new_ids(tickets))
        ],
    }  # fmt: skip
    return Parcel(
        schema=HEAD, origin="0" * 32, number=1, by="Ann", accounts=tuple(accounts),
        names=tuple(f"Client {n}" for n in range(200)),
        columns={kind: tables.columns(kind) for kind in tables.kinds if kind in found},
        rows={kind: rows(kind, found[kind]) for kind in tables.kinds if kind in found},
    )  # fmt: skip


def run(code: str, path: Path) -> tuple[float, float, str]:
    """Processor seconds, most memory in MiB, children counted, and what was printed."""
    before = os.times()
    process = subprocess.Popen(
        [sys.executable, "-c", code, str(path)], stdout=subprocess.PIPE, text=True
    )
    most = [0.0]

    def watch() -> None:
        while process.poll() is None:
            try:
                one = psutil.Process(process.pid)
                seen = [one, *one.children(recursive=True)]
                most[0] = max(most[0], sum(p.memory_info().rss for p in seen) / 2**20)
            except psutil.Error:
                pass
            threading.Event().wait(0.02)

    watching = threading.Thread(target=watch)
    watching.start()
    said, _none = process.communicate()
    watching.join()
    after = os.times()
    spent = after.children_user + after.children_system
    return spent - before.children_user - before.children_system, most[0], said.strip()


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--tickets", type=int, default=100_000)
    parser.add_argument("--people", type=int, default=20_000)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--keep", type=Path, help="a folder for the workbook")
    args = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = (args.keep or Path(folder)) / "handover.xlsx"
        if not path.exists():
            parcel = make(args.tickets, args.people)
            write_handover(Book(parcel, read_catalogue()), path, when=dt.datetime.now(dt.UTC))
        print(f"{path.stat().st_size / 2**20:.1f} MiB")
        read_handover(path)  # the file is in memory from here on, for both
        for _round in range(args.rounds):
            bare, bare_memory, _nothing = run(BARE, path)
            ours, memory, said = run(READ, path)
            print(
                f"openpyxl {bare:.2f} s {bare_memory:.0f} MiB · read_handover {ours:.2f} s "
                f"{memory:.0f} MiB ({said}) · ratio {ours / bare:.2f}"
            )


if __name__ == "__main__":
    main()
