"""Taking a hand-over workbook over, against openpyxl reading the same file.

Run: python -m benchmarks.handover_taking [tickets] [people]

200 accounts with so many tickets and people. "Into an empty workspace" reads the file in its own
process, compares every cell with what was written, compares with what is here, and writes all of
it as one change with journal and search index. "Back" is the same workbook from a colleague who
has it, with a thousand edits, into a workspace where as many others were edited. Processor time,
children counted; memory is that of all processes together.
"""

from __future__ import annotations

import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.handover_reading import BARE, make, run

MEMORY_MIB = 500
START = """
import sys
from pathlib import Path
from acctdesk.compose import create_desk, open_desk
from acctdesk.exchange.handoff.courier import Options, hand_over, open_handover, take_over
from acctdesk.services.handover.scope import Scope
from acctdesk.services.handover.threeway import Side
from acctdesk.services.query import ListQuery
folder = Path(sys.argv[1]).parent
"""
TAKE = """
with create_desk(folder / "there.acctdesk") as desk:
    opening = open_handover(desk, folder / "given.xlsx")
    taken, _documents = take_over(desk, opening, {})
    print(opening.taking.count())
"""
EDIT = """
def edit(name, first):
    with open_desk(folder / name) as desk:
        tickets = desk.listing.ids(ListQuery("ticket"))[first : first + 1000]
        with desk.context.write("Edit") as unit:
            for one in tickets:
                unit.update("ticket", one, {"assignee": name})
            unit.commit()
edit("there.acctdesk", 0)
edit("here.acctdesk", 900)
with open_desk(folder / "there.acctdesk") as desk:
    accounts = tuple(desk.listing.ids(ListQuery("account")))
    hand_over(desk, Scope(accounts, private=True), folder / "back.xlsx")
"""
BACK = """
with open_desk(folder / "here.acctdesk") as desk:
    opening = open_handover(desk, folder / "back.xlsx")
    choices = {(one.key, one.field): Side.THEIRS for one in opening.taking.clashes}
    take_over(desk, opening, choices)
    print(opening.taking.count(), len(choices))
"""


def prepare(folder: Path, tickets: int, people: int) -> None:
    """A workspace that holds all of it, and the workbook that it gave."""
    from acctdesk.compose import create_desk
    from acctdesk.exchange.handoff.courier import hand_over
    from acctdesk.services.handover.scope import Scope

    with create_desk(folder / "here.acctdesk") as desk:
        parcel = make(tickets, people)
        desk.handovers.take(desk.handovers.compare(parcel), {})
        hand_over(desk, Scope(parcel.accounts, private=True), folder / "given.xlsx")


def measure(
    tickets: int = 100_000, people: int = 20_000
) -> Iterator[tuple[str, float, float, str]]:
    """Figures for the whole report: name, value, limit, note."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        prepare(folder, tickets, people)
        bare, _memory, _none = run(BARE, folder / "given.xlsx")
        ours, memory, said = run(START + TAKE, folder / "given.xlsx")
        run(START + EDIT, folder / "given.xlsx")
        alone, _memory, _none = run(BARE, folder / "back.xlsx")
        back, again, told = run(START + BACK, folder / "back.xlsx")
    note = f"{ours:.1f} s against {bare:.1f} s, {said} records"
    yield "taken into an empty workspace / openpyxl", ours / bare, 1.0, note
    yield "taken into an empty workspace, memory MiB", memory, MEMORY_MIB, "all processes"
    differing, _space, clashes = told.partition(" ")
    note = f"{back:.1f} s against {alone:.1f} s, {differing} records differ, {clashes} clash"
    yield "given back and merged / openpyxl", back / alone, 1.0, note
    yield "given back and merged, memory MiB", again, MEMORY_MIB, "all processes"


if __name__ == "__main__":
    for name, value, limit, note in measure(*map(int, sys.argv[1:])):
        print(f"{name}: {value:.2f} (limit {limit}) {note}", flush=True)
