"""Handing accounts over, step by step: a page, not a window of its own, whose draft survives."""

from __future__ import annotations

import importlib
from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QPlainTextEdit, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.services.lanes import Job
from acctdesk.ui.handover import giving_work
from acctdesk.ui.handover.giving_accounts import AccountsStep
from acctdesk.ui.handover.giving_draft import GivingDraft
from acctdesk.ui.handover.giving_session import GivingSession
from acctdesk.ui.handover.steps import Step
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.running import Running
from acctdesk.ui.shell.page import Place
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.footer import Footer
from acctdesk.ui.widgets.pieces import Steps, chain, clear, stops
from acctdesk.ui.widgets.toast import announce
from acctdesk.ui.widgets.trouble import Trouble
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.exchange.handoff.fixing import Fix
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.handover.giving_content import ContentStep
    from acctdesk.ui.handover.giving_done import DoneStep, Result
    from acctdesk.ui.handover.giving_export import ExportStep
    from acctdesk.ui.handover.giving_preview import PreviewStep
    from acctdesk.ui.handover.giving_ready import ReadyStep
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks

    _Steps = AccountsStep | ContentStep | ReadyStep | PreviewStep | ExportStep

_Made = TypeVar("_Made", bound=QWidget)
TICK = 100
"""Milliseconds between two looks at how far the writing is."""
_LATER = ("giving_content", "giving_ready", "giving_preview", "giving_export", "giving_done")


class Giving(QWidget):
    """The five steps, and what follows them.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and the writing.
    """

    left = Signal()
    """The list of hand-overs is wanted."""
    record_wanted = Signal(str)
    """The checklist of a hand-over is wanted: its id."""

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self.session = GivingSession(desk, tasks, self)
        self._running = Running(shell, tasks, self)
        self.step = Step.ACCOUNTS
        self.result: Result | None = None
        self._job: Job | None = None
        self._clock = QTimer(self, interval=TICK)
        self._clock.timeout.connect(self._tell_share)
        theme = shell.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        self.steps = Steps(
            theme, _("Hand over"),
            (_("Accounts"), _("Content"), _("Readiness"), _("Preview"), _("Export")),
        )  # fmt: skip
        self.steps.chosen.connect(self._on_step)
        column.addWidget(self.steps)
        self._trouble = QWidget()
        self._room = QVBoxLayout(self._trouble)
        self._room.setContentsMargins(0, 0, 0, 0)
        self._trouble.hide()
        column.addWidget(self._trouble)
        self._stack = FrontStack()
        column.addWidget(self._stack, 1)
        self.footer = Footer(theme)
        column.addWidget(self.footer)
        self.accounts = self._add(AccountsStep(theme, self.session))
        session = self.session
        session.changed.connect(self._refresh_foot)
        session.offered.connect(self._refresh_foot)
        session.judged.connect(self._refresh_foot)
        session.failed.connect(self.show_trouble)
        tasks.work(self, _load, lambda _done: None)
        self._refresh_foot()

    # -- the steps, each made when it is first wanted --------------------------------------

    @cached_property
    def content(self) -> ContentStep:
        """Step 2."""
        from acctdesk.ui.handover.giving_content import ContentStep

        return self._add(ContentStep(self._shell.theme, self.session))

    @cached_property
    def ready(self) -> ReadyStep:
        """Step 3."""
        from acctdesk.ui.handover.giving_ready import ReadyStep

        made = self._add(ReadyStep(self._shell.theme, self.session))
        made.fix_wanted.connect(self._fix)
        return made

    @cached_property
    def preview(self) -> PreviewStep:
        """Step 4."""
        from acctdesk.ui.handover.giving_preview import PreviewStep

        return self._add(PreviewStep(self._shell.theme, self.session))

    @cached_property
    def export(self) -> ExportStep:
        """Step 5."""
        from acctdesk.ui.handover.giving_export import ExportStep

        made = self._add(ExportStep(self._shell.theme, self.session, self._cancel))
        made.place_wanted.connect(self._choose_place)
        self._tasks.work(self, giving_work.can_keep, lambda able: made.set_can_keep(able=able))
        return made

    @cached_property
    def done(self) -> DoneStep:
        """What follows."""
        from acctdesk.ui.handover.giving_done import DoneStep

        made = self._add(DoneStep(self._shell.theme))
        made.checklist.clicked.connect(self._to_record)
        made.folder.clicked.connect(self._open_folder)
        made.undo.clicked.connect(self._undo)
        made.another.clicked.connect(self.restart)
        return made

    def _add(self, step: _Made) -> _Made:
        self._stack.addWidget(step)
        # Made later than the foot, it would come after it for Tab.
        inside = stops(step)
        if inside:
            chain(inside[-1], stops(self.footer))
        return step

    def _of(self, step: Step) -> _Steps:
        makers: dict[Step, Callable[[], _Steps]] = {
            Step.ACCOUNTS: lambda: self.accounts,
            Step.CONTENT: lambda: self.content,
            Step.READINESS: lambda: self.ready,
            Step.PREVIEW: lambda: self.preview,
            Step.EXPORT: lambda: self.export,
        }
        return makers[step]()

    # -- what the page asks ----------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is shown."""
        if self.result is None and self._job is None:
            self.session.refresh(self.step)

    def begin(self, accounts: tuple[str, ...]) -> None:
        """Hand over some accounts; what was decided of others stays decided.

        Args:
            accounts: Their ids; none leaves those that were chosen.
        """
        if self._job is not None:
            return
        if self.result is not None:
            self.restart()
        if accounts and set(accounts) != set(self.session.draft.accounts):
            self.session.decide(accounts=accounts)
            self.go_to(Step.ACCOUNTS)

    def resume(self) -> None:
        """Go on where an earlier start stopped."""
        wanted = self.session.draft.step
        self.go_to(Step(min(max(wanted, 0), Step.EXPORT)))

    def restart(self) -> None:
        """Begin anew."""
        self.result = None
        if "export" in self.__dict__:
            self.export.forget_password()
        self.session.put(GivingDraft())
        self.go_to(Step.ACCOUNTS)

    def put_aside(self) -> None:
        """Forget the draft and leave; Undo brings it back."""
        held = self.session.draft
        self.restart()
        self.left.emit()
        if held.begun:

            def undo() -> None:
                self.session.put(held)
                self.resume()
                self._shell.go(Place("handover", {"give": ""}))

            self._shell.toast(_("Discarded the hand-over that was being prepared"), undo=undo)

    def start(self) -> QWidget:
        """What has the keyboard first."""
        if self.result is not None:
            return self.done.start()
        return self._of(self.step).start()

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return (self._stack, self.footer)

    # -- going from step to step -----------------------------------------------------------

    def go_to(self, step: Step) -> None:
        """Show a step."""
        self.step = step
        self.show_trouble(None)
        shown = self._of(step)
        follow = getattr(shown, "follow", None)
        if callable(follow):
            follow()
        self.steps.set_current(step)
        self._stack.setCurrentWidget(shown)
        self.session.enter(step)
        if step != self.session.draft.step:
            self.session.decide(step=int(step))
        self._refresh_foot()
        if self.isVisible():
            shown.start().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_step(self, step: int) -> None:
        if self.result is None and self._job is None and step < self.step:
            self.go_to(Step(step))

    def _refresh_foot(self) -> None:
        foot, step = self.footer, self.step
        chosen = len(self.session.draft.accounts)
        discard = ((_("Discard"), self.put_aside),) if self.session.draft.begun else ()
        if self.result is not None or self._job is not None:
            foot.show_deeds("", None)
        elif step is Step.ACCOUNTS:
            foot.show_deeds(
                "" if chosen else _("Tick at least one account."),
                (_("Continue"), lambda: self.go_to(Step.CONTENT)),
                enabled=bool(chosen), back=self.left.emit, others=discard,
            )  # fmt: skip
        elif step is Step.EXPORT:
            able = not self._desk.read_only
            said = "" if able else _("This workspace is read-only: no record can be kept.")
            foot.show_deeds(
                said, (_("Hand over"), self.hand_over), enabled=able and bool(chosen),
                back=lambda: self.go_to(Step.PREVIEW), others=discard,
            )  # fmt: skip
        else:
            said = self.ready.sentence() if step is Step.READINESS else ""
            foot.show_deeds(
                said, (_("Continue"), lambda: self.go_to(Step(step + 1))), enabled=bool(chosen),
                back=lambda: self.go_to(Step(step - 1)), others=discard,
            )  # fmt: skip

    def show_trouble(self, problem: Problem | None) -> None:
        """Say what went wrong; None withdraws it."""
        clear(self._room)
        self._trouble.setVisible(problem is not None)
        if problem is not None:
            trouble = Trouble(self._shell.theme, problem)
            self._room.addWidget(trouble)
            announce(self, trouble.accessibleName())

    def _fix(self, fix: Fix) -> None:
        """Go where something missing is mended, with a way back at hand."""
        self._shell.go(Place(fix.section, dict(fix.params)))
        self._shell.toast(
            _("Come back when it is mended: the hand-over waits."),
            undo=lambda: self._shell.go(Place("handover")),
            action=_("Back to the hand-over"),
        )

    # -- the writing -----------------------------------------------------------------------

    def _choose_place(self) -> None:
        patterns = _("Workbooks") + " (*.xlsx)"
        found = self._shell.ask.save_file(_("Hand over"), patterns, self.export.path())
        if found is not None:
            path = found if found.suffix.lower() == ".xlsx" else Path(f"{found}.xlsx")
            self.session.decide(file=str(path))

    def hand_over(self) -> None:
        """Write the workbook and keep the record."""
        password = self.export.password()
        if password is None or self._job is not None:
            return
        session = self.session
        order = giving_work.Order(
            session.draft, session.names(), self.export.path(), password, self.export.keeps()
        )
        desk = self._desk
        self.show_trouble(None)
        self.export.begin()
        self._job = self._running.change(
            _("Handing over"),
            lambda job: giving_work.hand_over(desk, order, job),
            self._on_done,
            self._on_failed,
        )
        self._clock.start()
        self._refresh_foot()

    def _cancel(self) -> None:
        if self._job is not None:
            self._job.cancel()

    def _tell_share(self) -> None:
        if self._job is not None:
            self.export.progress.set_share(self._job.share)

    def _over(self) -> None:
        self._job = None
        self._clock.stop()
        self.export.end()

    def _on_done(self, result: Result) -> None:
        from acctdesk.ui.handover.giving_done import headline

        self._over()
        self.export.forget_password()
        self.result = result
        self.session.put(GivingDraft())
        self.done.show_result(result)
        self._stack.setCurrentWidget(self.done)
        self.steps.set_current(Step.EXPORT)
        self._refresh_foot()
        if self.isVisible():
            self.done.start().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, headline(result))

    def _on_failed(self, problem: Problem | None) -> None:
        self._over()
        self._refresh_foot()
        if problem is None:
            self._shell.toast(_("Stopped. Nothing was handed over."))
        else:
            self.show_trouble(problem)

    # -- what follows ----------------------------------------------------------------------

    def _to_record(self) -> None:
        record = self.result.record if self.result is not None else ""
        self.restart()
        self.record_wanted.emit(record)

    def _open_folder(self) -> None:
        if self.result is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.result.path.parent)))

    def _undo(self) -> None:
        result = self.result
        if result is None or not result.change:
            return

        def done(_gone: bool) -> None:
            if self.result is result:
                words = _("The workbook still lies at %s.") % result.path
                self.done.show_result(result, words)
                self.done.another.setFocus(Qt.FocusReason.OtherFocusReason)
                announce(self, _("Record undone"))

        desk, change = self._desk, result.change
        self._tasks.write(
            self, lambda: giving_work.take_back(desk, change), done, self.show_trouble
        )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; on a button it presses it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.window().focusWidget()
            if isinstance(focus, QAbstractButton) and self.isAncestorOf(focus):
                focus.click()
                return
            if not isinstance(focus, QPlainTextEdit) and self.result is None:
                self.footer.press()
                return
        super().keyPressEvent(event)


def _load() -> None:
    """Load the modules of the later steps; for a worker's thread."""
    for name in _LATER:
        importlib.import_module(f"acctdesk.ui.handover.{name}")
