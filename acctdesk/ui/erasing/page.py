"""The page on which a person is erased: what goes, what stays, which texts; then the report."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from acctdesk.errors import NotFound, Problem
from acctdesk.ui.erasing.exporting import export_held, proposal
from acctdesk.ui.erasing.parts import CopiesCard, LinesCard, MentionsCard
from acctdesk.ui.running import Running
from acctdesk.ui.shell.page import Page, Params, Place, Shell
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from acctdesk.exchange.erased import Lines
    from acctdesk.services.erasing import Erased, Plan
    from acctdesk.services.lanes import Job
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.tasks import Tasks

Found = tuple["Plan", "list[Lines]", list[tuple[str, str]], dict[str, tuple[str, str, str]]]
"""A plan, its lines, those of the backups, and where each text stands."""
_WIDEST = 860
"""A line of the report longer than this is hard to follow; pixels at 100 %."""
_NARROW = 860
"""Width at 100 % below which everything stands in one column."""
_REPORTS = "Text (*.txt);;Excel (*.xlsx)"


class ErasingPage(Page):
    """Erases one person; `Place("erase", {"person": id})` leads here.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
    """

    def __init__(self, shell: Shell, desk: Desk, tasks: Tasks) -> None:
        super().__init__(shell)
        self._desk, self._tasks = desk, tasks
        self._person = ""
        self._plan: Plan | None = None
        self._done: Erased | None = None
        self._busy = False
        self._asking: Job | None = None
        self._running = Running(shell, tasks, self)
        self._build()
        tasks.changed.connect(self._on_change)

    # -- what the window asks --------------------------------------------------------------

    def title(self) -> str:
        """What the top bar says."""
        return _("Erase for good")

    def activated(self, params: Params) -> None:
        """Show what erasing the person would do."""
        person = params.get("person", "")
        if person and person != self._person and not self._busy:
            self._person, self._plan, self._done = person, None, None
            self.copies.drop.setChecked(False)
            self._tell()
            self.mark_stale()

    def refresh(self) -> None:
        """Work the plan out again, unless it is done already."""
        person = self._person
        if not person or self._done is not None or self._busy:
            return
        if self._asking is not None:
            self._asking.cancel()
        from acctdesk.services.lanes import Job

        job = self._asking = Job("")
        desk = self._desk

        def read() -> Found:
            from acctdesk.exchange.erased import copy_lines, plan_lines
            from acctdesk.exchange.person_data import place

            plan, catalogue = desk.erasing.plan(person, job), desk.fields.catalogue
            places = {one.key: place(one, catalogue) for one in plan.mentions}
            return plan, plan_lines(plan, catalogue), copy_lines(plan.copies), places

        self._tasks.work(self, read, lambda found: self._show(person, *found), self._miss)

    def panes(self) -> tuple[QWidget, ...]:
        """The buttons, and the texts."""
        return (self.head, self.mentions.grid)

    def subject(self) -> tuple[str, str]:
        """Kind and id of what the page is about."""
        return ("person", self._person)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """What goes and what stays stand side by side where there is room."""
        super().resizeEvent(event)
        narrow = self.width() < self.theme.px(_NARROW)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(down if narrow else across)

    # -- commands --------------------------------------------------------------------------

    def export(self) -> None:
        """Write what is held on the person into a file."""
        if self._plan is not None:
            export_held(self.shell, self._desk, self._running, self._person, self._plan.name)

    def erase(self) -> None:
        """Erase the person, after asking."""
        plan = self._plan
        if plan is None or self._busy or self._desk.read_only:
            return
        leave, drop = self.mentions.model.left(), self.copies.drop.isChecked()
        text = _("This can't be undone. A new backup is made afterwards.")
        if plan.copies and drop:
            text += " " + _("The backups that know them are deleted then.")
        elif plan.copies:
            text += " " + _("The older ones still know them until they go.")
        title, verb = _("Erase %s for good?") % plan.name, _("Erase for good")
        if not self.shell.ask.confirm(title, text, verb, danger=True):
            return
        self._set_busy(True)
        person, desk = self._person, self._desk

        def command(job: Job) -> Erased:
            return desk.erasing.erase(person, leave, job, drop_copies=drop)

        def failed(problem: Problem | None) -> None:
            self._set_busy(False)
            if problem is not None:
                self._tasks.problem.emit(problem)
                return
            self.shell.toast(_("Stopped. Nothing was erased."))

        self._running.change(_("Erasing"), command, self.show_report, failed)

    def drop_copies(self) -> None:
        """Delete the backups that still know the person, after asking."""
        done, desk = self._done, self._desk
        if done is None or not done.copies:
            return
        count = len(done.copies)
        if not self.shell.ask.confirm(
            _n("Delete {n} backup?", "Delete {n} backups?", count),
            _("What only these hold of anybody is gone for good. The new backup stays."),
            _n("Delete {n} backup", "Delete {n} backups", count),
            danger=True,
        ):
            return
        self._tasks.write(self, lambda: desk.erasing.without_copies(done), self.show_report)

    def save(self) -> None:
        """Write the report into a file."""
        done = self._done
        if done is None:
            return
        name = _("Erased on request")
        path = self.shell.ask.save_file(
            _("Save the report"), _REPORTS, proposal(self._desk, name, ".txt")
        )
        if path is None:
            return
        target = path if path.suffix else path.with_suffix(".txt")
        desk = self._desk

        def work(_job: Job) -> Path:
            from acctdesk.exchange.erased import write_report

            write_report(done, desk.fields.catalogue, target)
            return target

        self._running.run(
            _("Writing the report"), work, lambda made: self.shell.toast(_("Saved %s") % made.name)
        )

    # -- building --------------------------------------------------------------------------

    def _build(self) -> None:
        theme = self.theme
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self._all = QStackedWidget()
        outer.addWidget(self._all)
        body = QWidget()
        body.setProperty("plane", "page")
        column = QVBoxLayout(body)
        column.setContentsMargins(Space.PAGE, 20, Space.PAGE, 20)
        column.setSpacing(Space.CARD_GAP)
        self.head = PageHeader(theme, "", _("Looking through everything that is held…"))
        self.cancel_button = Button(theme, _("Cancel"))
        self.cancel_button.clicked.connect(self._leave)
        self.export_button = Button(theme, _("Export what is held…"), icon="download")
        self.export_button.clicked.connect(self.export)
        self.erase_button = Button(theme, _("Erase for good…"), "danger", icon="trash-2")
        self.erase_button.clicked.connect(self.erase)
        self.save_button = Button(theme, _("Save the report…"), "primary", icon="save")
        self.save_button.clicked.connect(self.save)
        self.people_button = Button(theme, _("Show all people"))
        self.people_button.clicked.connect(self._to_people)
        for one in (
            self.cancel_button, self.export_button, self.erase_button, self.people_button,
            self.save_button,
        ):  # fmt: skip
            self.head.add(one)
        column.addWidget(self.head)
        self._plan_part = QWidget()
        plan = QVBoxLayout(self._plan_part)
        plan.setContentsMargins(0, 0, 0, 0)
        plan.setSpacing(Space.CARD_GAP)
        self._pair = QHBoxLayout()
        self._pair.setSpacing(Space.CARD_GAP)
        self.goes = LinesCard(theme, _("Goes"))
        self.stays = LinesCard(
            theme,
            _("Stays, without them"),
            _("A talk keeps everybody else, a promise its words, an answer its score and day."),
        )
        self._pair.addWidget(self.goes, 1)
        self._pair.addWidget(self.stays, 1)
        plan.addLayout(self._pair)
        self.mentions = MentionsCard(theme)
        plan.addWidget(self.mentions, 1)
        self.copies = CopiesCard(theme)
        plan.addWidget(self.copies)
        column.addWidget(self._plan_part)
        self._report_part = QWidget()
        self._reports = QVBoxLayout(self._report_part)
        self._reports.setContentsMargins(0, 0, 0, 0)
        self._reports.setSpacing(Space.CARD_GAP)
        told = QHBoxLayout()
        told.addWidget(self._report_part, 1)
        told.addStretch(0)
        column.addLayout(told)
        self._fit()
        theme.changed.connect(self._fit)
        column.addStretch(1)
        self._gone = EmptyState(
            theme, "user", _("There is nobody to erase"),
            _("They were erased, purged or merged, or belong to another workspace."),
            _("Show all people"),
        )  # fmt: skip
        self._gone.pressed.connect(self._to_people)
        self._all.addWidget(body)
        self._all.addWidget(self._gone)
        self._tell()

    def _fit(self) -> None:
        self._report_part.setMaximumWidth(self.theme.px(_WIDEST))

    # -- inside ----------------------------------------------------------------------------

    def _show(
        self,
        person: str,
        plan: Plan,
        lines: list[Lines],
        copies: list[tuple[str, str]],
        places: dict[str, tuple[str, str, str]],
    ) -> None:
        if person != self._person or self._done is not None:
            return
        self._asking, self._plan = None, plan
        self._all.setCurrentIndex(0)
        self.head.set_title(_("Erase %s for good?") % plan.name)
        self.head.set_note(_("Nothing brings them back. See what goes, and decide text by text."))
        by_heading = {one.heading: one.rows for one in lines}
        self.goes.show_rows(by_heading.get(_("Goes"), ()))
        stays = by_heading.get(_("Stays, without them"), ())
        self.stays.show_rows(stays)
        self.stays.setVisible(bool(stays))
        self.mentions.show_mentions(plan.mentions, places, [name for _kind, name in plan.alike])
        self.mentions.setVisible(bool(plan.mentions))
        self.copies.show_copies(copies)
        self.copies.setVisible(bool(copies))
        self._tell()

    def show_report(self, done: Erased) -> None:
        """Show what was erased in the place of the plan.

        Args:
            done: The report.
        """
        from acctdesk.exchange.erased import report_lines

        self._busy, self._done, self._plan = False, done, None
        self.head.set_title(_("Erased %s") % done.name)
        self.head.set_note(
            _("With their history and the search index; the file was written anew.")
            if not done.problems
            else _("Not everything could be finished: see below.")
        )
        while (item := self._reports.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        for one in report_lines(done, self._desk.fields.catalogue):
            card = LinesCard(self.theme, one.heading)
            card.show_rows(one.rows)
            self._reports.addWidget(card)
        # Nothing older goes while there is no newer one without them.
        self.drop_button = Button(self.theme, _("Delete older backups now…"), icon="trash-2")
        self.drop_button.clicked.connect(self.drop_copies)
        line = QWidget()
        FlowLayout(line, Space.CONTROL).addWidget(self.drop_button)
        # Now that it has a parent: before, it would be a window of its own for a moment.
        self._reports.addWidget(line)
        line.setVisible(bool(done.copies) and done.backup is not None)
        self._tell()
        self.save_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def _miss(self, problem: Problem) -> None:
        if isinstance(problem, NotFound):
            self._plan = None
            self._all.setCurrentWidget(self._gone)
            self._gone.button.setFocus(Qt.FocusReason.OtherFocusReason)
        else:
            self._tasks.problem.emit(problem)

    def _set_busy(self, busy: bool) -> None:
        self._busy = busy
        self._tell()

    def _tell(self) -> None:
        """Show what there is, and let be done what can be done."""
        done, able = self._done is not None, self._plan is not None and not self._busy
        if not done and self._plan is None:
            self._all.setCurrentIndex(0)
            self.head.set_title(_("Erase for good"))
            self.head.set_note(_("Looking through everything that is held…"))
        self._plan_part.setVisible(self._plan is not None)
        self._report_part.setVisible(done)
        for one in (self.cancel_button, self.export_button, self.erase_button):
            one.setVisible(not done)
        for one in (self.save_button, self.people_button):
            one.setVisible(done)
        self.cancel_button.setEnabled(not self._busy)
        self.export_button.setEnabled(able)
        self.erase_button.setEnabled(able and not self._desk.read_only)
        self.mentions.able(not self._busy)
        self.copies.drop.setEnabled(not self._busy)

    def _leave(self) -> None:
        self.shell.go(Place("people", {"person": self._person}))

    def _to_people(self) -> None:
        self.shell.go(Place("people", {"list": "1"}))

    def _on_change(self, change: Change) -> None:
        if self._person and change.touched:
            self.mark_stale()
