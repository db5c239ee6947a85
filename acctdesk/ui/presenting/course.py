"""Where one is in a deck, whether the screen is black, and how long each slide was shown."""

from __future__ import annotations

import time
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from acctdesk.clientview import Deck, Slide
from acctdesk.ui.presenting.talk import Step, slide_of, steps_of


class Course(QObject):
    """The way through a deck.

    Args:
        deck: What is gone through; it has a slide at least.
        through: Whether details are gone through as well, as one does to check them; else they are
            only shown when one asks for them.
        parent: Its owner.

    Raises:
        ValueError: The deck has no slides.
    """

    moved = Signal()
    """Another slide or detail is shown."""
    blanked = Signal(bool)
    """The screen turned black, or shows the slide again."""
    finished = Signal()
    """The last slide was reached, for the first time."""

    def __init__(self, deck: Deck, *, through: bool = False, parent: QObject | None = None) -> None:
        super().__init__(parent)
        if not deck.slides:
            raise ValueError("a deck without slides can't be presented")
        self._deck, self._through = deck, through
        self._steps = steps_of(deck)
        self._step = Step(0)
        self._black = False
        self._seen: set[Step] = set()
        self._finished = False
        self._visit()

    @property
    def deck(self) -> Deck:
        """What is gone through."""
        return self._deck

    @property
    def step(self) -> Step:
        """Where one is."""
        return self._step

    @property
    def slide(self) -> Slide:
        """The slide, or detail, that is shown."""
        return slide_of(self._deck, self._step)

    @property
    def black(self) -> bool:
        """Whether nothing is shown."""
        return self._black

    @property
    def seen(self) -> frozenset[Step]:
        """What was shown already."""
        return frozenset(self._seen)

    @property
    def is_finished(self) -> bool:
        """Whether the last slide was reached."""
        return self._finished

    def following(self) -> Step | None:
        """What comes next; None at the end."""
        at = self._steps.index(self._step)
        for one in self._steps[at + 1 :]:
            if self._through or not one.detail:
                return one
        return None

    def before(self) -> Step | None:
        """What came before; None at the beginning. From a detail that is its slide."""
        if self._step.detail and not self._through:
            return Step(self._step.slide)
        at = self._steps.index(self._step)
        for one in reversed(self._steps[:at]):
            if self._through or not one.detail:
                return one
        return None

    def deeper(self) -> Step | None:
        """The next detail prepared for the slide; None when there is no further one."""
        found = Step(self._step.slide, self._step.detail + 1)
        return found if found in self._steps else None

    def forward(self) -> None:
        """Show what comes next; at the end, stay."""
        self._go(self.following())

    def back(self) -> None:
        """Show what came before."""
        self._go(self.before())

    def first(self) -> None:
        """Show the first slide."""
        self.go(Step(0))

    def last(self) -> None:
        """Show the last slide, or its last detail where details are gone through."""
        self.go(self._steps[-1] if self._through else Step(len(self._deck.slides) - 1))

    def down(self) -> None:
        """Show more detail, where it was prepared."""
        self._go(self.deeper())

    def up(self) -> None:
        """Show less detail."""
        if self._step.detail:
            self._go(Step(self._step.slide, self._step.detail - 1))

    def turn(self) -> None:
        """From a slide to its first detail, from any detail back to its slide."""
        self._go(Step(self._step.slide) if self._step.detail else self.deeper())

    def go(self, step: Step) -> None:
        """Show a slide or detail; one that isn't there changes nothing."""
        self._go(step if step in self._steps else None)

    def blank(self) -> None:
        """Show nothing."""
        if not self._black:
            self._black = True
            self.blanked.emit(True)

    def resume(self) -> None:
        """Show the slide again."""
        if self._black:
            self._black = False
            self.blanked.emit(False)

    def _go(self, step: Step | None) -> None:
        if step is not None and step != self._step:
            self._step = step
            self._visit()
            self.moved.emit()

    def _visit(self) -> None:
        self._seen.add(self._step)
        end = self._steps[-1] if self._through else Step(len(self._deck.slides) - 1)
        if self._step == end and not self._finished:
            self._finished = True
            self.finished.emit()


class Stopwatch:
    """Counts how long each slide was shown.

    Args:
        now: Tells seconds that only grow.
    """

    def __init__(self, now: Callable[[], float] = time.monotonic) -> None:
        self._now = now
        self._spent: dict[int, float] = {}
        self._begun = self._since = now()
        self._at: int | None = None

    def begin(self) -> None:
        """Begin anew."""
        self._spent.clear()
        self._begun = self._since = self._now()
        self._at = None

    def show(self, slide: int | None) -> None:
        """From now on a slide is shown; None for none."""
        now = self._now()
        if self._at is not None:
            self._spent[self._at] = self._spent.get(self._at, 0.0) + now - self._since
        self._at, self._since = slide, now

    def spent(self, slide: int) -> float:
        """For how many seconds a slide was shown so far."""
        running = self._now() - self._since if slide == self._at else 0.0
        return self._spent.get(slide, 0.0) + running

    def total(self) -> float:
        """Seconds since the beginning, black or not."""
        return self._now() - self._begun
