"""The widgets of the four steps, each made when it is first needed."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer

from acctdesk.ui.imports.file_step import FileStep
from acctdesk.ui.imports.session import Session
from acctdesk.ui.imports.steps import Step
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.pieces import chain, stops

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from acctdesk.ui.imports.check_step import CheckStep
    from acctdesk.ui.imports.done_step import DoneStep
    from acctdesk.ui.imports.match_step import MatchStep

Made = TypeVar("Made", bound="QWidget")

SOON = 150
"""Milliseconds after which a further step is made, so that nobody waits for it later."""


class Rooms(QObject):
    """Makes the steps, one in a turn: all at once would hold the window up for too long.

    Args:
        theme: The theme in force.
        session: The import.
        tasks: Fetches rows and comparisons.
        stack: Shows them.
        foot: Follows the step that is shown, for Tab.
        wire: Gives the buttons of the last step their meaning.
    """

    def __init__(
        self,
        theme: Theme,
        session: Session,
        tasks: Tasks,
        stack: FrontStack,
        foot: QWidget,
        wire: Callable[[DoneStep], object],
    ) -> None:
        super().__init__(session)
        self._foot, self._wire = foot, wire
        self._theme, self._session, self._tasks, self._stack = theme, session, tasks, stack
        self._prepared = False
        self._soon = QTimer(self, interval=SOON)
        self._soon.timeout.connect(self._make_next)

    @cached_property
    def file(self) -> FileStep:
        """Step 1."""
        return self._shown(FileStep(self._theme, self._session, self._tasks))

    @cached_property
    def match(self) -> MatchStep:
        """Step 2."""
        from acctdesk.ui.imports.match_step import MatchStep

        return self._shown(MatchStep(self._theme, self._session))

    @cached_property
    def check(self) -> CheckStep:
        """Step 3."""
        from acctdesk.ui.imports.check_step import CheckStep

        return self._shown(CheckStep(self._theme, self._session, self._tasks, self._foot))

    @cached_property
    def done(self) -> DoneStep:
        """Step 4."""
        from acctdesk.ui.imports.done_step import DoneStep

        made = self._shown(DoneStep(self._theme, self._session))
        self._wire(made)
        return made

    def of(self, step: Step) -> QWidget:
        """The widget of a step."""
        found: QWidget = getattr(self, _NAMES[step])
        return found

    def made(self, step: Step) -> bool:
        """Whether a step's widget is there already."""
        return _NAMES[step] in self.__dict__

    def prepare(self) -> None:
        """Make what isn't there yet, a step in a turn; what that needs loads on another thread."""
        if not self._prepared:
            self._prepared = True
            self._tasks.work(self, _load, lambda _loaded: self._soon.start())

    def _make_next(self) -> None:
        left = [step for step in Step if not self.made(step)]
        if left:
            self.of(left[0])
        if len(left) < 2:
            self._soon.stop()

    def _shown(self, step: Made) -> Made:
        self._stack.addWidget(step)
        if self._foot.window() is step.window():
            # Made later than the foot, it would come after it for Tab.
            chain(_last(step), stops(self._foot))
        return step


def _load() -> None:
    """Load the modules of the later steps; for a worker's thread."""
    for name in ("match_step", "check_step", "done_step"):
        importlib.import_module(f"acctdesk.ui.imports.{name}")


def _last(widget: QWidget) -> QWidget:
    """The last widget within another that Tab comes to; it has just been made as a whole."""
    last, following = widget, widget.nextInFocusChain()
    while following is not None and widget.isAncestorOf(following):
        last, following = following, following.nextInFocusChain()
    return last


_NAMES = {Step.FILE: "file", Step.MATCH: "match", Step.CHECK: "check", Step.IMPORT: "done"}
