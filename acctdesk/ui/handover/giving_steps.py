"""The widgets of the five steps and of what follows, each made when it is first wanted."""

from __future__ import annotations

import importlib
from functools import cached_property
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, QTimer
from PySide6.QtWidgets import QWidget

from acctdesk.ui.handover.giving_accounts import AccountsStep
from acctdesk.ui.handover.steps import Step
from acctdesk.ui.widgets.pieces import chain, stops

if TYPE_CHECKING:
    from acctdesk.ui.handover.giving_content import ContentStep
    from acctdesk.ui.handover.giving_done import DoneStep
    from acctdesk.ui.handover.giving_export import ExportStep
    from acctdesk.ui.handover.giving_preview import PreviewStep
    from acctdesk.ui.handover.giving_ready import ReadyStep
    from acctdesk.ui.handover.giving_session import GivingSession
    from acctdesk.ui.record.stack import FrontStack
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.theme.theme import Theme

    AnyStep = AccountsStep | ContentStep | ReadyStep | PreviewStep | ExportStep

Made = TypeVar("Made", bound=QWidget)
SOON = 150
"""Milliseconds after which a further step is made."""
_LATER = ("giving_content", "giving_ready", "giving_preview", "giving_export", "giving_done")


class GivingSteps(QObject):
    """Makes the steps.

    Args:
        theme: The theme in force.
        session: The hand-over.
        tasks: Loads the modules of the later steps.
        stack: Shows them.
        foot: Follows the step that is shown, for Tab.
    """

    def __init__(
        self,
        theme: Theme,
        session: GivingSession,
        tasks: Tasks,
        stack: FrontStack,
        foot: QWidget,
    ) -> None:
        super().__init__(session)
        self._theme, self._session, self._stack, self._foot = theme, session, stack, foot
        self._soon = QTimer(self, interval=SOON)
        self._soon.timeout.connect(self._make_next)
        tasks.work(self, _load, lambda _loaded: self._soon.start())

    @cached_property
    def accounts(self) -> AccountsStep:
        """Step 1."""
        return self._add(AccountsStep(self._theme, self._session))

    @cached_property
    def content(self) -> ContentStep:
        """Step 2."""
        from acctdesk.ui.handover.giving_content import ContentStep

        return self._add(ContentStep(self._theme, self._session))

    @cached_property
    def ready(self) -> ReadyStep:
        """Step 3."""
        from acctdesk.ui.handover.giving_ready import ReadyStep

        return self._add(ReadyStep(self._theme, self._session))

    @cached_property
    def preview(self) -> PreviewStep:
        """Step 4."""
        from acctdesk.ui.handover.giving_preview import PreviewStep

        return self._add(PreviewStep(self._theme, self._session))

    @cached_property
    def export(self) -> ExportStep:
        """Step 5."""
        from acctdesk.ui.handover.giving_export import ExportStep

        return self._add(ExportStep(self._theme, self._session))

    @cached_property
    def done(self) -> DoneStep:
        """What follows."""
        from acctdesk.ui.handover.giving_done import DoneStep

        return self._add(DoneStep(self._theme))

    def _make_next(self) -> None:
        """Make a step that isn't there yet, one in a turn, so that nobody waits for it later."""
        left = [step for step in Step if not self.made(_NAMES[step])]
        if left:
            self.of(left[0])
        if len(left) < 2:
            self._soon.stop()

    def made(self, name: str) -> bool:
        """Whether a step's widget is there already."""
        return name in self.__dict__

    def of(self, step: Step) -> AnyStep:
        """The widget of a step."""
        found: AnyStep = getattr(self, _NAMES[step])
        return found

    def _add(self, step: Made) -> Made:
        self._stack.addWidget(step)
        # Made later than the foot, it would come after it for Tab.
        inside = stops(step)
        if inside and step.window() is self._foot.window():
            chain(inside[-1], stops(self._foot))
        return step


_NAMES = {
    Step.ACCOUNTS: "accounts",
    Step.CONTENT: "content",
    Step.READINESS: "ready",
    Step.PREVIEW: "preview",
    Step.EXPORT: "export",
}


def _load() -> None:
    """Load the modules of the later steps; for a worker's thread."""
    for name in _LATER:
        importlib.import_module(f"acctdesk.ui.handover.{name}")
