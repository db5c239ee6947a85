"""The import page: from files to accounts in four steps, with a draft that survives leaving."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, Qt
from PySide6.QtGui import (
    QDragEnterEvent,
    QDragLeaveEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
)
from PySide6.QtWidgets import (
    QAbstractButton,
    QVBoxLayout,
    QWidget,
)

from acctdesk.errors import FileProblem, Problem
from acctdesk.ui.imports.busy import Busy
from acctdesk.ui.imports.choosing import choose
from acctdesk.ui.imports.finished import Finished
from acctdesk.ui.imports.footing import Ways, show_ways
from acctdesk.ui.imports.handed import HandedOver, TakeOver
from acctdesk.ui.imports.rooms import Rooms
from acctdesk.ui.imports.said import count_badges, draft_note
from acctdesk.ui.imports.session import ImportDesk, Result, Session
from acctdesk.ui.imports.sheets import chosen_sheets, match_needed
from acctdesk.ui.imports.steps import Step
from acctdesk.ui.imports.top import Top
from acctdesk.ui.imports.unfinished import Unfinished
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.shell.page import Page, Params, Place, Shell
from acctdesk.ui.tasks import Tasks
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.footer import Footer
from acctdesk.ui.widgets.toast import announce
from acctdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from acctdesk.ui.imports.check_step import CheckStep
    from acctdesk.ui.imports.done_step import DoneStep
    from acctdesk.ui.imports.match_step import MatchStep


class ImportPage(Page):
    """Imports rosters.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs the work and brings results back.
        take_over: Leads to where a hand-over workbook is taken over; None offers that not.
    """

    def __init__(
        self, shell: Shell, desk: ImportDesk, tasks: Tasks, take_over: TakeOver | None = None
    ) -> None:
        super().__init__(shell)
        self.setObjectName("import")
        self.setAccessibleName(_("Import"))
        self.setAcceptDrops(True)
        self._desk, self._tasks, self._take_over = desk, tasks, take_over
        self.session = Session(desk, tasks, self)
        self.step = Step.FILE
        self._build()
        self.unfinished = Unfinished(
            shell, self.session, tasks, self.file, lambda: self.step, self.restart, self.go_to
        )
        self.finished = Finished(
            shell, self, self.session, tasks, lambda: self.done, self._show_trouble
        )
        self.finished.changed.connect(self._refresh_foot)
        self._wire()
        self._go(Step.FILE)

    @property
    def result(self) -> Result | None:
        """The import that was written and is shown; None while there is none."""
        return self.finished.result

    def _build(self) -> None:
        theme = self.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, Space.CARD)
        column.setSpacing(Space.CARD_GAP)
        top = Top(theme, self.session.cancel)
        self.steps, self.progress, self._note = top.steps, top.progress, top.note
        self._show_kind = top.show_kind
        self._trouble, self._show_trouble = top.trouble, top.show_trouble
        column.addWidget(top)
        Busy(self.shell, self.session, self.progress)
        self._stack = FrontStack()
        self.footer = Footer(theme)
        self._rooms = Rooms(
            theme, self.session, self._tasks, self._stack, self.footer, self._wire_done
        )
        self.file = self._rooms.file
        self._checking = EmptyState(
            theme, "search", _("Checking every row"),
            _("Nothing is written before you have seen the result."),
        )  # fmt: skip
        self._stack.addWidget(self._checking)
        column.addWidget(self._stack, 1)
        column.addWidget(self.footer)

    def _wire(self) -> None:
        session = self.session
        self.file.choose.connect(self.choose_files)
        self.file.paste.connect(self.paste)
        self.file.take_over.connect(self._hand_on)
        self.file.preview.pasted.connect(lambda _block: self.paste())
        self.steps.chosen.connect(self._on_step)
        session.draft_changed.connect(self._on_draft)
        session.checked.connect(self._on_checked)
        session.check_failed.connect(self._on_check_failed)
        session.busy_changed.connect(self._refresh_foot)
        session.stopped.connect(self._on_stopped)
        session.apply_failed.connect(self._on_apply_failed)
        closing = getattr(self.shell, "closing", None)
        if closing is not None:
            closing.connect(self.discard)

    def _wire_done(self, step: DoneStep) -> None:
        step.show_accounts.clicked.connect(self._show_imported)
        step.undo.clicked.connect(lambda: self.finished.undo())
        step.back.clicked.connect(self._check_again)
        step.another.clicked.connect(self.restart)
        step.save.clicked.connect(self.finished.save_rejected)

    def _show_imported(self) -> None:
        tickets = self.result is not None and "ticket" in self.result.counts
        self.shell.go(Place("service_levels" if tickets else "accounts"))

    @property
    def match(self) -> MatchStep:
        """Step 2."""
        return self._rooms.match

    @property
    def check(self) -> CheckStep:
        """Step 3."""
        return self._rooms.check

    @property
    def done(self) -> DoneStep:
        """Step 4."""
        return self._rooms.done

    # -- the page --------------------------------------------------------------------------

    def activated(self, params: Params) -> None:
        """Open the files that were dropped on the window, when it brought some.

        Args:
            params: Under "files" their paths: a list, or one text with a path a line; under
                "file" a single one. Under "account" the name of the account whose people the
                file lists that is chosen next.
        """
        whose, session = params.get("account"), self.session
        if isinstance(whose, str) and whose and self.step is Step.FILE:
            answers = replace(session.answers, account=whose)
            if session.draft is not None:
                session.set_answers(answers)
            else:
                session.answers = answers
                session.decided.emit()
        brought: object = params.get("files") or params.get("file")
        if isinstance(brought, str):
            brought = brought.splitlines()
        if isinstance(brought, Sequence):
            self.open([Path(str(one)) for one in brought if str(one).strip()])

    def heightForWidth(self, width: int) -> int:
        """What is needed, rather than what would be nice: the window's frame scrolls from there."""
        room = self.layout()
        return room.minimumHeightForWidth(width) if room is not None else -1

    def showEvent(self, event: QShowEvent) -> None:
        """Make the further steps once this one is seen."""
        super().showEvent(event)
        self._rooms.prepare()

    def panes(self) -> tuple[QWidget, ...]:
        """Steps, content, footer."""
        checking = self.step is Step.CHECK
        middle = (self.check.needs, self.check.rows) if checking else (self._stack,)
        return (*middle, self.footer)

    def run_command(self, action_id: str) -> bool:
        """Do what a standard action means here: "paste" takes the clipboard's table."""
        if action_id == "paste" and self.step is Step.FILE:
            self.paste()
            return True
        return False

    def open(self, paths: Sequence[Path]) -> None:
        """Add files to the import; a finished one is put aside."""
        if paths and self.session.doing != "apply":
            if self.step is Step.IMPORT:
                self.restart()
            self._go(Step.FILE)
            if not self.unfinished.take_up(paths):
                self.session.open(list(paths))

    def choose_files(self) -> None:
        """Ask which files to read."""
        self.open(choose(self.shell, self.session))

    def paste(self) -> None:
        """Take the table, or the files, on the clipboard."""
        if not self._take(QGuiApplication.clipboard().mimeData()):
            self._show_trouble(
                FileProblem(
                    _("the clipboard holds no table."),
                    remedy=_("Copy the cells in Excel, headings included, and paste again."),
                )
            )

    def _hand_on(self, handed: HandedOver) -> None:
        """Leave a hand-over workbook out, and go where it is taken over."""
        for refusal in [one for one in self.session.refusals if one.problem is handed]:
            self.session.forget(refusal)
        if self._take_over is not None:
            self._take_over(handed.path, handed.password)

    def restart(self) -> None:
        """Put everything aside and begin anew."""
        self.finished.forget()
        if self._rooms.made(Step.CHECK):
            self.check.reset()
        self.session.restart()
        self._go(Step.FILE)
        if self.isVisible():
            self._hold_focus()

    def discard(self) -> None:
        """Let go of the files, as when the window closes; the next start offers to go on."""
        self.unfinished.keeper.flush()
        self.session.discard()

    # -- going from step to step -----------------------------------------------------------

    def _go(self, step: Step) -> None:
        self.step = step
        if step in (Step.FILE, Step.MATCH):
            self.session.unchecked()
        if step is Step.MATCH:
            self.match.refresh()
        self.steps.set_current(step)
        self._show_trouble(None)
        waits = step is Step.CHECK and self.session.view is None
        self._stack.setCurrentWidget(self._checking if waits else self._rooms.of(step))
        self._refresh_foot()

    def _on_step(self, step: int) -> None:
        if self.session.doing != "apply" and self.result is None and step < self.step:
            self._go(Step(step))

    def _continue(self) -> None:
        look = self.step is Step.FILE and match_needed(self.session)
        self.go_to(Step.MATCH if look else Step.CHECK)

    def go_to(self, step: Step) -> None:
        """Go to the matching, or check everything and show what was found."""
        if step is Step.CHECK:
            self.session.check()
        self._go(step)
        if step is Step.MATCH:
            self.match.grid.setFocus(Qt.FocusReason.OtherFocusReason)

    def _import(self) -> None:
        self._go(Step.IMPORT)
        self.done.begin()
        self.session.apply()

    def _check_again(self) -> None:
        """Mend what was wrong with an import that was taken back; the decisions still hold."""
        self.finished.forget()
        self.unfinished.keeper.claim()
        self.go_to(Step.CHECK)
        self.footer.back.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hold_focus(self) -> None:
        """Keep the keyboard on the page when what had it is gone; it must not stray to a toast."""
        on = (
            self.footer.primary if self.footer.primary.isEnabled() else self.file.more.choose_button
        )
        (self.file.first_stop() or on).setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh_foot(self) -> None:
        session, view = self.session, self.session.view
        self._note.set_text(draft_note(session) if self.result is None else "")
        self.steps.set_counts(
            count_badges(self.theme, view) if view and self.step is Step.CHECK else []
        )
        ways = Ways(
            self._continue, lambda: self._go(Step(self.step - 1)), self.restart, self._import,
            self.finished.save_rejected,
        )  # fmt: skip
        show_ways(self.footer, session, self.step, ways, read_only=self._desk.read_only)

    # -- what the session tells ------------------------------------------------------------

    def _on_draft(self) -> None:
        self._show_kind(self.session.draft.kind if self.session.draft else "")
        if self.session.empty and self.step is not Step.FILE:
            self._go(Step.FILE)
        self._refresh_foot()
        if self.step is Step.FILE and self.file.lost_focus:
            self._hold_focus()

    def _on_checked(self) -> None:
        if self.step is Step.IMPORT:
            # The workspace was changed meanwhile, and something must be decided first.
            self._go(Step.CHECK)
        if self.step is not Step.CHECK:
            return
        first = self._stack.currentWidget() is self._checking
        self.check.refresh()
        self._stack.setCurrentWidget(self.check)
        self._show_trouble(None)
        self._refresh_foot()
        if first:
            self.check.focus_first(self.footer.primary)
        announce(self, self.footer.said.text())

    def _on_check_failed(self, problem: Problem) -> None:
        if self.step is Step.CHECK:
            self._go(Step.MATCH if chosen_sheets(self.session) else Step.FILE)
        self._show_trouble(problem)

    def _on_stopped(self, kind: str) -> None:
        if kind == "check" and self.session.view is None and not self.session.doing:
            self._go(Step.MATCH)
        elif kind == "apply":
            self._go(Step.CHECK)
            self.shell.toast(_("Import stopped. The workspace is as it was."))
        self._refresh_foot()

    def _on_apply_failed(self, problem: Problem) -> None:
        self._go(Step.CHECK)
        self._show_trouble(problem)

    # -- keys and drops --------------------------------------------------------------------

    def event(self, event: QEvent) -> bool:
        """Claim Ctrl+V for the files before the window's own action takes it."""
        claimed = (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and event.matches(QKeySequence.StandardKey.Paste)
            and self.step is Step.FILE
        )
        if claimed:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on, Ctrl+V takes the clipboard."""
        if event.matches(QKeySequence.StandardKey.Paste) and self.run_command("paste"):
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.window().focusWidget()
            if isinstance(focus, QAbstractButton) and self.isAncestorOf(focus):
                focus.click()
            elif self.step is Step.IMPORT:
                self.done.show_accounts.click()
            else:
                self.footer.press()
            return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take files and tables."""
        held = event.mimeData()
        if any(url.isLocalFile() for url in held.urls()) or held.hasText():
            event.acceptProposedAction()
            self._set_hot(True)

    def dragLeaveEvent(self, event: QDragLeaveEvent) -> None:
        """They went elsewhere."""
        self._set_hot(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Open the files, or take the table."""
        self._set_hot(False)
        event.acceptProposedAction()
        self._take(event.mimeData())

    def _take(self, held: QMimeData | None) -> bool:
        """Take files or a table; whether there is one."""
        if held is None:
            return False
        files = [Path(url.toLocalFile()) for url in held.urls() if url.isLocalFile()]
        if files:
            self.open(files)
        elif held.text().strip() and self.session.doing != "apply":
            if self.step is Step.IMPORT:
                self.restart()
            self._go(Step.FILE)
            self.session.paste(held.text())
        return bool(files or held.text().strip())

    def _set_hot(self, hot: bool) -> None:
        self.file.empty.set_hot(hot)
        self.file.more.set_hot(hot)
