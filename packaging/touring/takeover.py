"""Stops at taking accounts over: the way to a workbook, what it would do, and what was done."""

from __future__ import annotations

import datetime as dt
import tempfile
import uuid
from dataclasses import replace
from pathlib import Path

from acctdesk.services.handover.threeway import Side
from acctdesk.ui.handover.taking_page import TakingPage
from acctdesk.ui.handover.taking_state import State
from touring.camera import EMPTY, Stop, Tour

SECTION = "takeover"
NOTE = "Thank you for standing in. Their CFO wants the draft before Christmas."


def page(tour: Tour) -> TakingPage:
    found = tour.program.window.page(SECTION)
    assert isinstance(found, TakingPage)
    return found


def empty(tour: Tour) -> None:
    tour.go(SECTION)
    page(tour).put_aside()


def workbook(tour: Tour) -> Path:
    """A workbook as a colleague would send it: of another workspace, with other values."""
    from acctdesk.exchange.handoff.writing import Book, write_handover
    from acctdesk.services.handover.parcel import Purpose
    from acctdesk.services.handover.scope import Scope

    desk = tour.program.desk
    ids = [one for one, _name in desk.records.options("account")][:2]
    parcel = desk.handovers.parcel(Scope(tuple(ids), purpose=Purpose.RETURN, note=NOTE))
    rows = {kind: [list(row) for row in of] for kind, of in parcel.rows.items()}
    for kind, field, values in (
        ("account", "city", ("Ulm", "Trieste")),
        ("account", "rag_reason", ("Their CFO left; the interim one wants to see all contracts.",)),
        ("person", "phone", ("+41 44 555 01 99", "+41 44 555 01 22", "+41 44 555 01 77")),
    ):
        at = parcel.columns[kind].index(field)
        for row, value in zip(rows[kind], values, strict=False):
            row[at] = value
    rows["promise"][0][0] = uuid.uuid4().hex
    changed = replace(parcel, origin=uuid.uuid4().hex, by="Tomasz Zieliński", rows=rows)
    path = Path(tempfile.mkdtemp()) / "Back from Tomasz.xlsx"
    write_handover(Book(changed, desk.fields.catalogue), path, when=dt.datetime.now(dt.UTC))
    return path


def differing(tour: Tour) -> None:
    tour.go(SECTION, file=str(workbook(tour)))
    tour.wait(lambda: page(tour).session.state is State.OPEN, "the workbook")
    tour.rest(0.5)
    page(tour).body.next_conflict()
    tour.rest(0.3)


def done(tour: Tour) -> None:
    """The workbook of the stop before is taken over, and put back afterwards."""
    if page(tour).session.opening is None:
        differing(tour)
    page(tour).session.decide_open(Side.THEIRS)
    page(tour).take()
    tour.wait(lambda: page(tour).session.state is State.DONE, "the take-over")
    tour.rest(0.3)


def undone(tour: Tour) -> None:
    page(tour).take_back()
    tour.settle()


STOPS: tuple[Stop, ...] = (
    Stop("takeover-empty", empty, "handover", EMPTY),
    Stop("takeover-differs", differing, "handover"),
    Stop("takeover-done", done, "handover", leave=undone),
)
