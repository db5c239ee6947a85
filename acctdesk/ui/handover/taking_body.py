"""What a workbook would do, to be looked through: chips, rows, and the record that is chosen."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.services.handover.threeway import Key
from acctdesk.ui.handover.conflict_bar import ConflictBar
from acctdesk.ui.handover.conflict_hanging import Hanging, hanging
from acctdesk.ui.handover.conflict_panel import RecordPanel
from acctdesk.ui.handover.conflict_rules import reopen, rule
from acctdesk.ui.handover.matched_panel import MatchedPanel
from acctdesk.ui.handover.taking_chips import FINDINGS, MATCHED, Chips, choices
from acctdesk.ui.handover.taking_findings import FindingsPanel
from acctdesk.ui.handover.taking_lines import LinesModel
from acctdesk.ui.handover.taking_overview import Line, edited_lines
from acctdesk.ui.handover.taking_said import (
    CLASH,
    EDITED,
    WAITING,
    Values,
)
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.tasks import Latest
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import ComboBox
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.low import unfold_when_low
from acctdesk.ui.widgets.pieces import stops
from acctdesk.ui.widgets.sides import Sides
from acctdesk.ui.widgets.text import ElidedLabel
from acctdesk.ui.widgets.toast import announce
from acctdesk.words import _, _n

if TYPE_CHECKING:
    from acctdesk.ui.handover.taking_session import TakingSession
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks

SETTLES = 40
"""Milliseconds that the current row rests before its record is shown."""
WIDEST = 300
"""Width at 100 % that no column gets wider than by its content alone."""


class TakingBody(QWidget):
    """Shows what would happen, and lets conflicts be decided.

    Args:
        shell: The window.
        session: The workbook.
        tasks: Reads.
    """

    laid_out = Signal()
    """There are new widgets, which Tab would reach last in the window."""

    def __init__(self, shell: Shell, session: TakingSession, tasks: Tasks) -> None:
        super().__init__()
        self._shell, self._session, self._tasks = shell, session, tasks
        theme = self._theme = shell.theme
        self._values: Values | None = None
        self._edited: tuple[Line, ...] = ()
        self._round = 0
        self._wanted: Key | None = None
        self._goes = False
        self._hanging = Latest(tasks, self)
        self._rest = QTimer(self, singleShot=True, interval=SETTLES)
        self._rest.timeout.connect(self._show_current)
        able = not session.desk.read_only
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        top = QHBoxLayout()
        top.setSpacing(Space.CONTROL)
        self.chips = Chips(theme)
        self.chips.chosen.connect(self._choose)
        top.addWidget(self.chips, 1)
        self.kinds = ComboBox(theme, _("Kind of records"))
        self.kinds.currentIndexChanged.connect(lambda _at: self._show_rows())
        top.addWidget(self.kinds, 0, Qt.AlignmentFlag.AlignTop)
        column.addLayout(top)
        self.bar = ConflictBar(theme, able=able)
        self.bar.next_wanted.connect(self.next_conflict)
        self.bar.ruled.connect(functools.partial(rule, shell, session))
        self.bar.reopened.connect(functools.partial(reopen, shell, session))
        column.addWidget(self.bar)
        self._stack = FrontStack()
        self._stack.addWidget(self._build_list(tasks, able=able))
        # Made when they are first wanted; most workbooks need neither.
        self._matched: MatchedPanel | None = None
        self._findings: FindingsPanel | None = None
        column.addWidget(self._stack, 1)
        session.compared.connect(self.refresh)
        session.decided.connect(self._on_decided)

    def _build_list(self, tasks: Tasks, *, able: bool) -> Sides:
        theme = self._theme
        self.card = Card(theme, _("What differs"), flush=True)
        self.note = ElidedLabel(theme, "", "caption", "secondary")
        self.card.head.addWidget(self.note)
        self.model = LinesModel(tasks, self._session.decisions, self)
        self.grid = GridView(theme, _("Records that differ"))
        self.grid.set_two_lines(True)
        self.grid.setModel(self.model)
        self.grid.head.setSectionsClickable(False)
        unfold_when_low(theme, self.grid)
        self.grid.selectionModel().currentChanged.connect(lambda *_both: self._rest.start())
        self.grid.open_requested.connect(self._on_open)
        self.model.counted.connect(self._on_counted)
        self.model.arrived.connect(lambda: self.grid.fit_columns(WIDEST))
        self.model.dataChanged.connect(self._on_data)
        self.card.add(self.grid, 1)
        self.panel = RecordPanel(theme, able=able)
        self.panel.decided.connect(
            lambda kind, record, field, side: self._session.decide(((kind, record), field), side)
        )
        self.panel.wanted.connect(lambda kind, record: self.reveal((kind, record)))
        self.sides = Sides(theme, "taking-sides", self.card, self.panel, turned=True)
        return self.sides

    @property
    def matched(self) -> MatchedPanel:
        """What is taken for the same."""
        if self._matched is None:
            session = self._session
            made = self._matched = MatchedPanel(self._theme, able=not session.desk.read_only)
            made.parted.connect(lambda one, apart: session.keep_apart(one, apart=apart))
            self._stack.addWidget(made)
        return self._matched

    @property
    def findings(self) -> FindingsPanel:
        """What was edited in the workbook and not understood."""
        if self._findings is None:
            self._findings = FindingsPanel(self._shell, self._tasks)
            self._stack.addWidget(self._findings)
        return self._findings

    def stops(self) -> list[QWidget]:
        """The widgets that Tab goes to, as one reads."""
        parts = (self.chips, self.kinds, self.bar, self.card, self.panel)
        made = [one for one in (*parts, self._matched, self._findings) if one is not None]
        return [one for part in made for one in stops(part)]

    # -- showing a comparison --------------------------------------------------------------

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        front = self._stack.currentWidget()
        if front is self.sides:
            return (self.chips, self.grid, self.panel)
        return (self.chips, front) if front is not None else (self.chips,)

    def refresh(self) -> None:
        """Show the newest comparison; where one was stays, as far as it is still there."""
        opening = self._session.opening
        if opening is None:
            return
        self._values = Values(self._session.desk.fields.catalogue, opening.taking)
        self._edited = ()
        self._round += 1
        self._wanted = self._current()
        self._show_kinds()
        self._offer(self.chips.current)
        self._choose(self.chips.current)
        self.bar.show_decisions(self._session.decisions, self._values)
        self._look_for_edits()

    def reset(self) -> None:
        """Another workbook is coming: forget where one was."""
        self._round += 1
        self._edited, self._wanted = (), None
        self.chips.set_current("")
        self.model.show(None, self._session.decisions, None)
        self.panel.show_nothing()

    def _show_kinds(self) -> None:
        kind, values = self.kinds.value(), self._values
        kinds = self._session.overview.kinds
        self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(_("All kinds"), "")
        for one, count in kinds.items():
            if values is not None and count:
                self.kinds.addItem(values.plural(one), one)
        self.kinds.set_value(kind if kind in kinds else "")
        self.kinds.blockSignals(False)
        self.kinds.updateGeometry()

    def _offer(self, current: str) -> None:
        session, opening = self._session, self._session.opening
        if opening is None:
            return
        matched = opening.taking.matched
        found = choices(
            session.overview,
            len(self._edited),
            len(matched) if matched or session.apart else None,
            len(opening.opened.findings),
        )
        self.chips.show_choices(found, current)
        self.laid_out.emit()

    def _choose(self, code: str) -> None:
        front: QWidget = self.sides
        opening, values = self._session.opening, self._values
        if code == MATCHED and opening is not None and values is not None:
            front = self.matched
            self.matched.show_matches(opening.taking.matched, self._session.apart.values(), values)
        elif code == FINDINGS and opening is not None:
            front = self.findings
            self.findings.show_findings(opening.opened.findings, opening.opened.path)
        self._stack.setCurrentWidget(front)
        if front is not self.sides:
            self.laid_out.emit()
        self.kinds.setVisible(front is self.sides and code != EDITED and self.kinds.count() > 2)
        if front is self.sides:
            self._show_rows()

    def _show_rows(self) -> None:
        session, opening = self._session, self._session.opening
        if opening is None:
            return
        code = self.chips.current
        if code == EDITED:
            self.model.show_lines(self._edited, session.decisions)
        else:
            kind = str(self.kinds.value() or "")
            self.model.show(opening.taking, session.decisions, self._values, kind, code)

    def _on_counted(self, count: int) -> None:
        self.note.set_text(_n("{n} row", "{n} rows", count))
        self.panel.setVisible(bool(count))
        if not count:
            self.grid.set_empty(self._nothing())
            self.panel.show_nothing()
            return
        row = self.model.row_of(self._wanted) if self._wanted is not None else -1
        index = self.model.index(max(row, 0), 0)
        self.grid.setCurrentIndex(index)
        self.grid.scrollTo(index)
        self._rest.start()

    def _nothing(self) -> EmptyState:
        opening = self._session.opening
        if opening is None or not opening.taking.nothing_new:
            empty = EmptyState(
                self._theme, "search", _("No such record"), _("None of this kind is among these."),
                _("Show all kinds"),
            )  # fmt: skip
            empty.pressed.connect(lambda: self.kinds.set_value(""))
            return empty
        said = (
            _("This workbook was taken over before, and nothing in it was edited since.")
            if opening.taking.compared.known
            else _("Everything it holds is here already, just the same.")
        )
        return EmptyState(self._theme, "circle-check", _("Nothing new"), said)

    def _look_for_edits(self) -> None:
        """Find what was edited in the workbook; of very many records that takes its time."""
        opening, values, round_ = self._session.opening, self._values, self._round
        if opening is None or values is None or not opening.opened.edited:
            return

        def found(lines: tuple[Line, ...]) -> None:
            if round_ == self._round and lines:
                self._edited = lines
                self._offer(self.chips.current)

        taking = opening.taking
        work = functools.partial(edited_lines, taking, values, lambda: round_ == self._round)
        self._tasks.work(self, work, found)

    # -- one record ------------------------------------------------------------------------

    def _current(self) -> Key | None:
        one = self.panel.one
        return (one.kind, one.record) if one is not None else None

    def _show_current(self) -> None:
        line = self.model.line(self.grid.currentIndex().row())
        if line is None or self._values is None:
            return
        one = line.one
        self._wanted = None
        if self._in_panel() and not self._goes:
            # What has the keyboard goes with the record that was shown.
            self.grid.setFocus(Qt.FocusReason.OtherFocusReason)
        self.panel.show_record(one, self._session.decisions, self._values)
        self.laid_out.emit()
        if self._goes:
            self._goes = False
            self.panel.focus_open(self._session.decisions)
        opening = self._session.opening
        if one.what in (CLASH, WAITING) and opening is not None:
            key: Key = (one.kind, one.record)
            read = functools.partial(
                hanging, self._session.desk, opening.taking, self._session.decisions,
                self._values, key,
            )  # fmt: skip
            self._hanging.read(read, lambda found: self._on_hanging(key, found))

    def _on_hanging(self, key: Key, found: Hanging) -> None:
        if key == self._current():
            self.panel.show_hanging(found)

    def _on_data(self, first: QModelIndex, last: QModelIndex) -> None:
        row = self.grid.currentIndex().row()
        line = self.model.line(row)
        waits = line is not None and line.one is not self.panel.one
        if first.row() <= row <= last.row() and waits:
            self._rest.start()

    def _on_open(self, _index: QModelIndex) -> None:
        self._goes = True
        self._rest.start()

    def reveal(self, key: Key, *, focus: bool = False) -> None:
        """Show a record with a conflict, whatever the list showed."""
        self._goes = focus
        row = self.model.row_of(key) if self._stack.currentWidget() is self.sides else -1
        if row < 0:
            self._wanted = key
            self.kinds.blockSignals(True)
            self.kinds.set_value("")
            self.kinds.blockSignals(False)
            self._choose(self.chips.set_current(CLASH))
            return
        index = self.model.index(row, 0)
        self.grid.setCurrentIndex(index)
        self.grid.scrollTo(index)
        self._rest.start()

    # -- deciding --------------------------------------------------------------------------

    def next_conflict(self) -> None:
        """Go to the next open conflict: in the record that is shown, else in the next one."""
        decisions, here = self._session.decisions, self._current()
        shown = self._stack.currentWidget() is self.sides
        if shown and here is not None and decisions.open_of(here) and not self._in_choice():
            self.panel.focus_open(decisions)
            return
        key = decisions.next_open(here)
        if key is None:
            announce(self, _("No conflict is open"))
        elif key == here and shown:
            self.panel.focus_open(decisions)
        else:
            self.reveal(key, focus=True)

    def _in_panel(self) -> bool:
        focus = self.window().focusWidget()
        return focus is not None and self.panel.isAncestorOf(focus)

    def _in_choice(self) -> bool:
        """Whether the keyboard is in a conflict of the record that is shown."""
        focus = self.window().focusWidget()
        return any(
            focus is not None and one.isAncestorOf(focus) for one in self.panel.choices.values()
        )

    def _on_decided(self) -> None:
        decisions = self._session.decisions
        self.bar.show_decisions(decisions, self._values)
        self.model.retell()
        self.panel.retell(decisions)
