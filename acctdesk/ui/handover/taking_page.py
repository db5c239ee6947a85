"""The page on which accounts are taken over: from a workbook to one change that can be undone."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QKeyEvent
from PySide6.QtWidgets import QAbstractButton, QVBoxLayout, QWidget

from acctdesk.errors import Problem
from acctdesk.ui.handover.taking_busy import Busy
from acctdesk.ui.handover.taking_gate import Gate
from acctdesk.ui.handover.taking_head import TakingHead
from acctdesk.ui.handover.taking_said import open_conflicts
from acctdesk.ui.handover.taking_session import TakingSession
from acctdesk.ui.handover.taking_state import Result, State
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.shell.page import Crumb, Page, Params, Place, Shell
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.footer import Footer
from acctdesk.ui.widgets.pieces import Tall, chain, clear, stops
from acctdesk.ui.widgets.toast import announce
from acctdesk.ui.widgets.trouble import Progress, Trouble
from acctdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtCore import QUrl

    from acctdesk.ui.desk import Desk
    from acctdesk.ui.handover.taking_body import TakingBody
    from acctdesk.ui.handover.taking_done import TakingDone
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.undo import Undo

SECTION = "takeover"


class TakingPage(Page):
    """Takes accounts over.

    Places: ``file`` (a path) opens a workbook; none shows what was in front.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs the work.
        undo: Takes back and offers to.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks, undo: Undo) -> None:
        super().__init__(shell)
        self.setObjectName("takeover")
        self.setAccessibleName(_("Take over a workbook"))
        self.setAcceptDrops(True)
        self._desk, self._tasks, self._undo = desk, tasks, undo
        self.session = TakingSession(desk, tasks, self)
        self._body: TakingBody | None = None
        self._done: TakingDone | None = None
        self._build()
        session = self.session
        session.changed.connect(self._refresh)
        session.compared.connect(self._on_compared)
        session.decided.connect(self._refresh_foot)
        session.stopped.connect(self._on_stopped)
        session.taken.connect(self._on_taken)
        self._refresh()

    def _build(self) -> None:
        theme = self.theme
        column = QVBoxLayout(self)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, Space.CARD)
        column.setSpacing(Space.CARD_GAP)
        self.head = TakingHead(theme)
        column.addWidget(self.head)
        self._trouble = Tall()
        self._troubles = QVBoxLayout(self._trouble)
        self._troubles.setContentsMargins(0, 0, 0, 0)
        self._trouble.hide()
        column.addWidget(self._trouble)
        self.progress = Progress(theme, self.session.cancel)
        self.progress.hide()
        column.addWidget(self.progress)
        Busy(self.shell, self.session, self.progress)
        self._stack = FrontStack()
        self.gate = Gate(theme)
        self.gate.choose_wanted.connect(self.choose)
        self.gate.unlocked.connect(self.session.unlock)
        self._stack.addWidget(self.gate)
        column.addWidget(self._stack, 1)
        self.footer = Footer(theme)
        column.addWidget(self.footer)

    @property
    def body(self) -> TakingBody:
        """What the workbook would do."""
        if self._body is None:
            from acctdesk.ui.handover.taking_body import TakingBody

            self._body = TakingBody(self.shell, self.session, self._tasks)
            self._stack.addWidget(self._body)
            self._body.laid_out.connect(self._chain)
        return self._body

    @property
    def done(self) -> TakingDone:
        """What was taken over."""
        if self._done is None:
            from acctdesk.ui.handover.taking_done import TakingDone

            made = self._done = TakingDone(self.theme)
            made.show_accounts.clicked.connect(self._show_accounts)
            made.checklist.clicked.connect(self._show_record)
            made.undo.clicked.connect(self.take_back)
            made.again.clicked.connect(self.session.look_again)
            made.another.clicked.connect(self.choose)
            self._stack.addWidget(made)
            self._chain()
        return self._done

    # -- what the window asks --------------------------------------------------------------

    def title(self) -> str:
        """What the top bar says."""
        return _("Take over a workbook")

    def breadcrumb(self) -> tuple[Crumb, ...]:
        """The way to the hand-overs that were made."""
        return (Crumb(_("Hand-over"), Place("handover", {"home": "1"})),)

    def activated(self, params: Params) -> None:
        """Open the workbook that a place names; else show what was in front."""
        file = params.get("file", "")
        if file:
            self.open(Path(file))
            # Coming back must not read it anew.
            self.shell.replace_place(Place(SECTION))

    def refresh(self) -> None:
        """Catch up with what changed here meanwhile."""
        self.session.catch_up()

    def heightForWidth(self, width: int) -> int:
        """What is needed, rather than what would be nice: the window's frame scrolls from there."""
        room = self.layout()
        return room.minimumHeightForWidth(width) if room is not None else -1

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        if self.session.state is State.OPEN and self._body is not None:
            return (*self._body.panes(), self.footer)
        return (self._stack, self.footer)

    def showEvent(self, event: object) -> None:
        """Catch up with what changed while another page was in front."""
        self._stale = True
        super().showEvent(event)  # type: ignore[arg-type]

    # -- doing -----------------------------------------------------------------------------

    def open(self, path: Path, password: str | None = None) -> None:
        """Open a workbook; another one is put aside.

        Args:
            path: The file.
            password: Its password, where that is known already.
        """
        if self._body is not None:
            self._body.reset()
        self.session.open(path, password)

    def choose(self) -> None:
        """Ask for a workbook."""
        path = self.session.path
        found = self.shell.ask.open_file(
            _("Take over a workbook"), _("Workbooks") + " (*.xlsx *.ods)",
            path.parent if path is not None else None,
        )  # fmt: skip
        if found is not None:
            self.open(found)

    def take(self) -> None:
        """Take it over."""
        self.session.take()

    def take_back(self) -> None:
        """Take back what was taken over, in one step."""
        self.session.undo(self._show_trouble)

    def put_aside(self) -> None:
        """Close the workbook; nothing was written."""
        path, choices = self.session.path, dict(self.session.decisions.choices)
        self.session.close()
        if self._body is not None:
            self._body.reset()
        if path is not None and choices:
            self.shell.toast(
                _("Put aside; nothing was written"),
                undo=lambda: self.open(path),
                action=_("Reopen"),
            )
        self.gate.empty.button.setFocus(Qt.FocusReason.OtherFocusReason)

    # -- what the session tells ------------------------------------------------------------

    def _refresh(self) -> None:
        session, state = self.session, self.session.state
        if state in (State.OPEN, State.TAKING, State.DONE) and session.opening is not None:
            self.head.show_opening(session.opening)
        else:
            self.head.show_nothing(session.path.name if session.path is not None else "")
        self._show_trouble(session.problem if state is State.OPEN else None)
        if state is State.EMPTY:
            self.gate.show_empty()
        elif state is State.READING:
            self.gate.show_waiting()
            # Made while the workbook is read, not when everything is to be shown at once.
            QTimer.singleShot(0, self, lambda: self.body)
        elif state is State.LOCKED:
            self.gate.show_locked(wrong=session.wrong)
        elif state is State.REFUSED and session.problem is not None:
            self.gate.show_refused(session.problem)
            announce(self, str(session.problem))
        elif state is State.DONE and session.result is not None and session.opening is not None:
            self.done.show_result(session.result, session.opening.taking.parcel)
            if session.result.undone:
                announce(self, session.result.undone)
        if state in (State.OPEN, State.TAKING):
            self._stack.setCurrentWidget(self.body)
            self.body.setEnabled(state is State.OPEN)
        elif state is State.DONE:
            self._stack.setCurrentWidget(self.done)
        else:
            self._stack.setCurrentWidget(self.gate)
        self._refresh_foot()

    def _on_compared(self) -> None:
        self.gate.forget()
        self.body.refresh()
        focus = self.window().focusWidget()
        if focus is None or not focus.isVisible() or not self.isAncestorOf(focus):
            self.body.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        announce(self, self.footer.said.text())

    def _on_stopped(self) -> None:
        self.shell.toast(_("Stopped. Nothing was taken over."))

    def _on_taken(self, result: Result) -> None:
        from acctdesk.ui.handover.taking_done import headline

        opening = self.session.opening
        if opening is None:
            return
        said = headline(result, opening.taking.parcel)
        self.done.show_accounts.setFocus(Qt.FocusReason.OtherFocusReason)
        self.shell.toast(said, undo=self.take_back if result.change else None)

    def _show_trouble(self, problem: Problem | None) -> None:
        clear(self._troubles)
        self._trouble.setVisible(problem is not None)
        if problem is not None:
            trouble = Trouble(self.theme, problem)
            self._troubles.addWidget(trouble)
            self._trouble.fit()
            announce(self, trouble.accessibleName())

    def _refresh_foot(self) -> None:
        session, foot = self.session, self.footer
        state = session.state
        foot.setVisible(state in (State.OPEN, State.TAKING))
        if state is not State.OPEN or session.opening is None:
            foot.show_deeds("", None)
            return
        if session.opening.taking.nothing_new:
            foot.show_deeds(
                _("There is nothing to take over."),
                (_("Open account"), self._show_accounts),
                back=self.put_aside,
            )
            foot.back.set_text(_("Close"))
            return
        foot.show_deeds(
            self._why_not() or _("It becomes one step that can be undone, also tomorrow."),
            (_("Take over"), self.take),
            enabled=session.ready,
            back=self.put_aside,
        )
        foot.back.set_text(_("Put aside"))

    def _why_not(self) -> str:
        """Why it can't be taken over now; empty when it can."""
        session = self.session
        if self._desk.read_only:
            return _("The workspace is open read-only: nothing can be taken over.")
        if session.comparing:
            return _("Comparing again with what is here…")
        open_ = session.decisions.open
        if open_:
            return _("%s: say for each which side is kept.") % open_conflicts(open_)
        return ""

    def _show_accounts(self) -> None:
        session = self.session
        accounts: tuple[str, ...] = ()
        if session.result is not None:
            accounts = session.result.accounts
        elif session.opening is not None:
            taking = session.opening.taking
            accounts = tuple(taking.compared.names.get(one, one) for one in taking.parcel.accounts)
        if len(accounts) == 1:
            self.shell.go(Place("accounts", {"account": accounts[0]}))
        else:
            self.shell.go(Place("accounts", {"reveal": ",".join(accounts)}))

    def _show_record(self) -> None:
        result = self.session.result
        if result is not None:
            self.shell.go(Place("handover", {"record": result.record}))

    def _chain(self) -> None:
        """Let Tab go as one reads, whenever parts were made."""
        body = self._body.stops() if self._body is not None else []
        done = stops(self._done) if self._done is not None else []
        chain(stops(self.gate)[-1], [*body, *done, *stops(self.footer)])

    # -- keys and drops --------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """F8 goes to the next conflict, Enter presses the button it is on."""
        if self.session.state is State.OPEN and event.key() == Qt.Key.Key_F8:
            self.body.next_conflict()
            return
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            focus = self.window().focusWidget()
            if isinstance(focus, QAbstractButton) and self.isAncestorOf(focus):
                focus.click()
                return
        super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take a workbook."""
        if _dropped(event.mimeData().urls()) is not None:
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open it."""
        path = _dropped(event.mimeData().urls())
        if path is not None:
            event.acceptProposedAction()
            self.open(path)


def _dropped(urls: list[QUrl]) -> Path | None:
    """The first file among what is dropped; None for none."""
    return next((Path(url.toLocalFile()) for url in urls if url.isLocalFile()), None)
