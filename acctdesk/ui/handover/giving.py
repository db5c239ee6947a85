"""Handing accounts over, step by step: a page, not a window of its own, whose draft survives."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QUrl, Signal
from PySide6.QtGui import QDesktopServices, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.ui.handover import giving_work, said
from acctdesk.ui.handover.giving_draft import GivingDraft
from acctdesk.ui.handover.giving_fixing import Fixing
from acctdesk.ui.handover.giving_steps import GivingSteps
from acctdesk.ui.handover.giving_writing import Writing
from acctdesk.ui.handover.steps import Step
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.shell.page import Place
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.footer import Footer
from acctdesk.ui.widgets.pieces import Steps, clear
from acctdesk.ui.widgets.toast import announce
from acctdesk.ui.widgets.trouble import Trouble
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.handover.giving_done import Result
    from acctdesk.ui.handover.giving_session import GivingSession
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo


class Giving(QWidget):
    """The five steps, and what follows them.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and the writing.
        undo: Offers to undo what is mended on the way.
        session: The hand-over.
    """

    left = Signal()
    """The list of hand-overs is wanted."""
    record_wanted = Signal(str)
    """The checklist of a hand-over is wanted: its id."""

    def __init__(
        self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo, session: GivingSession
    ) -> None:
        super().__init__()
        self._shell, self._desk, self._tasks = shell, desk, tasks
        self.session = session
        self.writing = Writing(shell, desk, tasks, self)
        self.fixing = Fixing(self, shell, desk, tasks, undo)
        self.step = Step.ACCOUNTS
        theme = shell.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        self.steps = Steps(
            theme, _("Hand over"),
            (_("Accounts"), _("Content"), _("Readiness"), _("Preview"), _("Export")),
        )  # fmt: skip
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
        self.parts = GivingSteps(theme, self.session, tasks, self._stack, self.footer)
        self._stack.setCurrentWidget(self.parts.accounts)
        self._wired: set[Step] = set()
        self._wire()
        self._refresh_foot()

    def _wire(self) -> None:
        session, writing = self.session, self.writing
        self.steps.chosen.connect(self._on_step)
        session.changed.connect(self._refresh_foot)
        session.offered.connect(self._refresh_foot)
        session.judged.connect(self._refresh_foot)
        session.failed.connect(self.show_trouble)
        writing.progressed.connect(lambda share: self.parts.export.progress.set_share(share))
        writing.written.connect(self._on_written)
        writing.failed.connect(self._on_failed)
        writing.undone.connect(self._on_undone)

    def _wire_step(self, step: Step) -> None:
        """Give the buttons of a step their meaning, once it is made."""
        if step in self._wired:
            return
        self._wired.add(step)
        parts = self.parts
        if step is Step.READINESS:
            ready = parts.ready
            ready.fix_wanted.connect(lambda line: self.fixing.mend(line, ready.share))
        elif step is Step.EXPORT:
            export, done = parts.export, parts.done
            export.place_wanted.connect(self._choose_place)
            export.stop_wanted.connect(self.writing.cancel)
            done.checklist.clicked.connect(self._to_record)
            done.folder.clicked.connect(self._open_folder)
            done.undo.clicked.connect(self.writing.undo)
            done.another.clicked.connect(self.restart)
            self._tasks.work(
                self, giving_work.can_keep, lambda able: export.set_can_keep(able=able)
            )

    @property
    def result(self) -> Result | None:
        """What was handed over and is shown; None while one prepares."""
        return self.writing.result

    # -- what the page asks ----------------------------------------------------------------

    def refresh(self) -> None:
        """Read again what is shown."""
        if self.result is None and not self.writing.under_way:
            self.session.refresh(self.step)

    def begin(self, draft: GivingDraft) -> None:
        """Hand over some accounts; another hand-over that was being prepared is put aside.

        Args:
            draft: What is decided already; without accounts one goes on with what there is.
        """
        if self.writing.under_way:
            return
        if self.result is not None:
            self.restart()
        held = self.session.draft
        if not draft.accounts or set(draft.accounts) == set(held.accounts):
            return
        names = self.session.names()
        self.session.put(draft if held.accounts else held.with_accounts(draft))
        self.go_to(Step.ACCOUNTS)
        if held.accounts:
            self._offer_back(_("Put aside: the hand-over of %s") % said.accounts(names), held)

    def resume(self) -> None:
        """Go on where one stopped."""
        wanted = self.session.draft.step if self.session.draft.accounts else 0
        self.go_to(Step(min(max(wanted, 0), Step.EXPORT)))

    def restart(self) -> None:
        """Begin anew."""
        self.writing.forget()
        if self.parts.made("export"):
            self.parts.export.forget_password()
        self.session.put(GivingDraft())
        self.go_to(Step.ACCOUNTS)

    def put_aside(self) -> None:
        """Forget the draft and leave; Undo brings it back."""
        held = self.session.draft
        self.restart()
        self.left.emit()
        if held.begun:
            self._offer_back(_("Discarded the hand-over that was being prepared"), held)

    def _offer_back(self, words: str, held: GivingDraft) -> None:
        """Say that a draft was put aside, and how it comes back."""

        def undo() -> None:
            self.session.put(held)
            self.resume()
            self._shell.go(Place("handover", {"give": ""}))

        self._shell.toast(words, undo=undo)

    def start(self) -> QWidget:
        """What has the keyboard first."""
        return self.parts.done.start() if self.result else self.parts.of(self.step).start()

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return (self._stack, self.footer)

    # -- going from step to step -----------------------------------------------------------

    def go_to(self, step: Step) -> None:
        """Show a step."""
        self.step = step
        self.show_trouble(None)
        shown = self.parts.of(step)
        self._wire_step(step)
        shown.follow()
        self.steps.set_current(step)
        self._stack.setCurrentWidget(shown)
        self.session.enter(step)
        if step != self.session.draft.step:
            self.session.decide(step=int(step))
        self._refresh_foot()
        if self.isVisible():
            shown.start().setFocus(Qt.FocusReason.OtherFocusReason)

    def _on_step(self, step: int) -> None:
        if self.result is None and not self.writing.under_way and step < self.step:
            self.go_to(Step(step))

    def _refresh_foot(self) -> None:
        foot, step = self.footer, self.step
        able = not self._desk.read_only
        chosen = bool(self.session.draft.accounts) and able
        closed = "" if able else _("This workspace is read-only: no record can be kept.")
        others = ((_("Discard"), self.put_aside),) if self.session.draft.begun else ()
        if self.result is not None or self.writing.under_way:
            foot.show_deeds("", None)
        elif step is Step.ACCOUNTS:
            foot.show_deeds(
                closed or ("" if chosen else _("Tick at least one account.")),
                (_("Continue"), lambda: self.go_to(Step.CONTENT)),
                enabled=chosen, back=self.left.emit, others=others,
            )  # fmt: skip
        elif step is Step.EXPORT:
            foot.show_deeds(
                closed,
                (_("Hand over"), self.hand_over),
                enabled=chosen, back=lambda: self.go_to(Step.PREVIEW), others=others,
            )  # fmt: skip
        else:
            foot.show_deeds(
                self.parts.ready.sentence() if step is Step.READINESS else "",
                (_("Continue"), lambda: self.go_to(Step(step + 1))),
                enabled=chosen, back=lambda: self.go_to(Step(step - 1)), others=others,
            )  # fmt: skip

    def show_trouble(self, problem: Problem | None) -> None:
        """Say what went wrong; None withdraws it."""
        clear(self._room)
        self._trouble.setVisible(problem is not None)
        if problem is not None:
            trouble = Trouble(self._shell.theme, problem)
            self._room.addWidget(trouble)
            announce(self, trouble.accessibleName())

    # -- the writing, and what follows -----------------------------------------------------

    def _choose_place(self) -> None:
        patterns = _("Workbooks") + " (*.xlsx)"
        found = self._shell.ask.save_file(_("Hand over"), patterns, self.parts.export.path())
        if found is not None:
            path = found if found.suffix.lower() == ".xlsx" else Path(f"{found}.xlsx")
            self.session.decide(file=str(path))

    def hand_over(self) -> None:
        """Write the workbook and keep the record."""
        export, session = self.parts.export, self.session
        password = export.password()
        if password is None or self.writing.under_way:
            return
        self.show_trouble(None)
        export.begin()
        self.writing.begin(
            giving_work.Order(
                session.draft, session.names(), export.path(), password, export.keeps()
            )
        )
        self._refresh_foot()

    def _on_written(self, result: Result) -> None:
        from acctdesk.ui.handover.giving_done import headline

        self.parts.export.end()
        self.parts.export.forget_password()
        self.session.put(GivingDraft())
        self.parts.done.show_result(result)
        self._stack.setCurrentWidget(self.parts.done)
        self._refresh_foot()
        if self.isVisible():
            self.start().setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, headline(result))

    def _on_failed(self, problem: Problem | None) -> None:
        self.parts.export.end()
        self._refresh_foot()
        if problem is None:
            self._shell.toast(_("Stopped. Nothing was handed over."))
        self.show_trouble(problem)

    def _on_undone(self) -> None:
        if self.result is not None:
            words = _("The workbook still lies at %s.") % self.result.path
            self.parts.done.show_result(self.result, words)
            self.parts.done.another.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self, _("Record undone"))

    def _to_record(self) -> None:
        record = self.result.record if self.result is not None else ""
        self.restart()
        self.record_wanted.emit(record)

    def _open_folder(self) -> None:
        if self.result is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(self.result.path.parent)))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on; on a button it presses it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            # A list of proposals leaves the window with an old answer to who has the keyboard.
            focus = QApplication.focusWidget() or self.window().focusWidget()
            if isinstance(focus, QAbstractButton) and self.isAncestorOf(focus):
                focus.click()
                return
            if not isinstance(focus, QPlainTextEdit) and self.result is None:
                self.footer.press()
                return
        super().keyPressEvent(event)
