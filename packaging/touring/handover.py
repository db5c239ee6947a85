"""Stops at handing over: what was handed over, and the steps of a new hand-over."""

from __future__ import annotations

import tempfile
from collections.abc import Callable
from pathlib import Path

from acctdesk.ui.handover.page import HandoverPage
from acctdesk.ui.handover.steps import Step
from touring.camera import EMPTY, Stop, Tour

SECTION = "handover"
NOTE = "Ring the CIO before Friday: she expects a word on the exit plan."


def page(tour: Tour) -> HandoverPage:
    found = tour.program.window.page(SECTION)
    assert isinstance(found, HandoverPage)
    return found


def listing(tour: Tour) -> None:
    """What was handed over; two hand-overs are made for it."""
    desk = tour.program.desk
    if not desk.handovers.records():
        from acctdesk.services.handover.parcel import Purpose
        from acctdesk.services.handover.scope import Scope

        ids = [one for one, _name in desk.records.options("account")]
        for accounts, purpose, peer in (
            (ids[:1], Purpose.COPY, "Tomasz Zieliński"),
            (ids[1:4], Purpose.HANDOVER, "Yuki Tanabe"),
        ):
            parcel = desk.handovers.parcel(Scope(tuple(accounts), purpose=purpose, note=NOTE))
            desk.handovers.given(parcel, peer=peer, file="Hand-over 2026.xlsx")
        record = desk.handovers.records()[0]
        desk.handovers.tick(record.steps[0].id)
        desk.handovers.add_step(record.id, "Hand over the badge for the data centre")
    tour.go(SECTION, home="1")
    tour.rest(0.5)


def empty(tour: Tour) -> None:
    tour.go(SECTION, home="1")


def step(wanted: Step) -> Callable[[Tour], None]:
    """A step of a hand-over of three accounts."""

    def reach(tour: Tour) -> None:
        ids = [one for one, _name in tour.program.desk.records.options("account")]
        tour.go(SECTION, give=",".join(ids[:3]))
        giving = page(tour).giving
        giving.session.decide(peer="Yuki Tanabe", note=NOTE, brief=True)
        giving.go_to(wanted)
        tour.rest(1.0)
        if wanted is Step.EXPORT:
            giving.parts.export.locked.setChecked(True)
            tour.settle()

    return reach


def done(tour: Tour) -> None:
    """What follows."""
    step(Step.EXPORT)(tour)
    giving = page(tour).giving
    giving.parts.export.locked.setChecked(False)
    folder = Path(tempfile.mkdtemp())
    giving.session.decide(file=str(folder / "Hand-over.xlsx"), brief=False)
    giving.hand_over()
    tour.wait(lambda: giving.result is not None, "the workbook")
    tour.settle()


def leave(tour: Tour) -> None:
    page(tour).giving.restart()
    tour.go(SECTION, home="1")


STOPS = (
    Stop("handover-accounts", step(Step.ACCOUNTS), SECTION, leave=leave),
    Stop("handover-content", step(Step.CONTENT), SECTION, leave=leave),
    Stop("handover-readiness", step(Step.READINESS), SECTION, leave=leave),
    Stop("handover-preview", step(Step.PREVIEW), SECTION, leave=leave),
    Stop("handover-export", step(Step.EXPORT), SECTION, leave=leave),
    Stop("handover", listing, SECTION),
    Stop("handover-done", done, SECTION, leave=leave),
    Stop("handover-empty", empty, SECTION, EMPTY),
)
