"""Stops at the slides of a review: their card, the form of one, the blocks, and how decks look."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QApplication, QScrollArea

from acctdesk.ui.reviews.slides.card import SlidesCard
from touring.camera import Stop, Tour

SECTION = "reviews"


def _card(tour: Tour) -> tuple[str, SlidesCard]:
    """The card of slides of the next review that has a sponsor, in its planner."""
    coming = tour.program.desk.meetings.coming()
    named = [one for one in coming if "Northwind" in one.account_name] or list(coming)
    review = named[0].id
    tour.go(SECTION, review=review)
    card = tour.program.window.page(SECTION).view.slides
    tour.wait(lambda: card.seen is not None and card.gallery.is_done, "slides")
    return review, card


def strip(tour: Tour) -> None:
    """All slides in small, one chosen."""
    _review, card = _card(tour)
    card.strip.choose(card.strip.thumbs[min(4, len(card.strip.thumbs) - 1)].key)
    card.strip.focus_current()
    tour.settle()
    above = card.parentWidget()
    while above is not None and not isinstance(above, QScrollArea):
        above = above.parentWidget()
    if isinstance(above, QScrollArea):
        above.verticalScrollBar().setValue(card.mapTo(above.widget(), QPoint(0, 0)).y())
    tour.settle()


def blocks(tour: Tour) -> None:
    """The blocks to choose from."""
    strip(tour)
    _card(tour)[1].open_blocks()
    tour.settle()


def form(block: str) -> Callable[[Tour], None]:
    """The form of a slide beside its picture."""

    def reach(tour: Tour) -> None:
        review, card = _card(tour)
        found = [one for one in card.seen.shown if one.block == block] if card.seen else []
        if not found:
            return
        tour.go("slide", meeting=review, slide=found[0].id)
        page = tour.program.window.page("slide")
        tour.wait(lambda: page.preview.sheet.accessibleDescription() != "", "a preview")

    return reach


def check(tour: Tour) -> None:
    """The check before presenting, as the program shows it."""
    review, _held = _card(tour)
    tour.go("present", meeting=review)
    page = tour.program.window.page("present")
    tour.wait(lambda: page.preflight is not None, "the check")
    tour.rest(0.5)


def look(tour: Tour) -> None:
    """How decks look, in the settings."""
    tour.go("settings", card="decks")
    tour.settle()


def leave(tour: Tour) -> None:
    for popup in QApplication.topLevelWidgets():
        if popup.isVisible() and popup is not tour.program.window:
            popup.close()
    tour.go(SECTION)


STOPS = (
    Stop("slides", strip, SECTION),
    Stop("slides-blocks", blocks, SECTION, leave=leave, again=True),
    Stop("slide-gauges", form("gauges"), SECTION, leave=leave),
    Stop("slide-roadmap", form("roadmap"), SECTION, leave=leave),
    Stop("slides-check", check, SECTION, leave=leave),
    Stop("settings-decks", look, leave=leave),
)
