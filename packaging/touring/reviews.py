"""Stops at reviews: the list, one that is planned, one that was held, forms, the tab."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtWidgets import QApplication

from touring.camera import EMPTY, Stop, Tour

SECTION = "reviews"


def section(tour: Tour) -> None:
    """The list of all reviews."""
    tour.go(SECTION)


def review(state: str, *, beneath: bool = False) -> Callable[[Tour], None]:
    """The page of the first review of an account with most of them, in a state."""

    def reach(tour: Tour) -> None:
        meetings = tour.program.desk.meetings
        held = meetings.coming() if state == "planned" else meetings.past()
        tour.go(SECTION, review=held[0].id)
        tour.rest(1.5)
        if beneath:
            card = tour.program.window.page(SECTION).view.planner.minutes
            card.edit.setFocus()
            tour.settle()

    return reach


def popped(what: str) -> Callable[[Tour], None]:
    """A popover over the list or a review."""

    def reach(tour: Tour) -> None:
        view = tour.program.window.page(SECTION).view
        if what == "plan":
            section(tour)
            view.run_command("reviews.plan")
        else:
            review("planned")(tour)
            planner = view.planner
            if what == "invite":
                view.acting.invite(planner.panel().invite)
            else:
                view.acting.open_form(what, "", planner.head)
        tour.settle()

    return reach


def tab(tour: Tour) -> None:
    """The tab of an account with reviews."""
    held = tour.program.desk.meetings.coming()
    tour.go("accounts", account=held[0].account, tab="reviews")


def leave(tour: Tour) -> None:
    for popup in QApplication.topLevelWidgets():
        if popup.isVisible() and popup is not tour.program.window:
            popup.close()
    tour.go(SECTION)


STOPS = (
    Stop("reviews", section, SECTION),
    Stop("review-planned", review("planned"), SECTION, leave=leave),
    Stop("review-minutes", review("planned", beneath=True), SECTION, leave=leave),
    Stop("review-held", review("held"), SECTION, leave=leave),
    Stop("review-plan", popped("plan"), SECTION, leave=leave, again=True),
    Stop("review-invite", popped("invite"), SECTION, leave=leave, again=True),
    Stop("review-promise", popped("promise"), SECTION, leave=leave, again=True),
    Stop("review-goal", popped("goal"), SECTION, leave=leave, again=True),
    Stop("review-tab", tab),
    Stop("reviews-empty", section, SECTION, EMPTY),
)
