"""One hand-over: what it was, and what is to be done before it is complete."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from acctdesk.services.handover.parcel import Purpose
from acctdesk.ui.handover import said
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.cards import Card, Meter
from acctdesk.ui.widgets.fields import CheckBox
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.pieces import clear
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.handover.handovers import HandoverRecord
    from acctdesk.services.handover.handovers import Step as HandoverStep
    from acctdesk.ui.theme.theme import Theme

NOTE = 72
"""Height of the note at 100 %."""
MOST_ACCOUNTS = 8
"""Accounts that are offered one by one before they are only counted."""


class StepRow(QWidget):
    """A step with its tick.

    Args:
        theme: The theme in force.
        step: The step.
        able: Whether anything can be changed.
    """

    ticked = Signal(bool)
    """It was done, or isn't any more."""
    removed = Signal()
    """It is to be taken away."""

    def __init__(self, theme: Theme, step: HandoverStep, *, able: bool) -> None:
        super().__init__()
        self.step = step
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 2, 0, 2)
        column.setSpacing(0)
        row = QHBoxLayout()
        row.setSpacing(Space.CONTROL)
        self.tick = CheckBox(theme, said.step_title(step))
        self.tick.setEnabled(able)
        row.addWidget(self.tick, 1)
        self.remove = IconButton(
            theme, "x", _("Remove the step “%s”") % said.step_title(step), small=True
        )
        self.remove.clicked.connect(self.removed.emit)
        self.remove.setVisible(False)
        row.addWidget(self.remove)
        self._own = able and not step.code
        column.addLayout(row)
        self.note = Label(theme, "", "caption", "secondary", wrap=True)
        column.addWidget(self.note)
        self.show_step(step)
        self.tick.toggled.connect(self.ticked.emit)
        self._theme = theme
        theme.changed.connect(self._fit)
        self._fit()

    def _fit(self) -> None:
        # In line with the words of the tick.
        self.note.setContentsMargins(self._theme.px(24) + 3, 0, 0, 0)

    def show_step(self, step: HandoverStep) -> None:
        """Show the same step as it is now."""
        self.step = step
        self.tick.blockSignals(True)
        self.tick.setChecked(bool(step.done))
        self.tick.blockSignals(False)
        words = said.step_note(step)
        self.note.setText(words)
        self.note.setHidden(not words)
        self.remove.setHidden(not self._own)
        self.tick.setAccessibleDescription(words)


class RecordPanel(Card):
    """A hand-over with its checklist.

    Args:
        theme: The theme in force.
        able: Whether anything can be changed.
    """

    ticked = Signal(str, bool)
    """Id of a step, and whether it is done now."""
    step_added = Signal(str, str)
    """Id of the hand-over, and what is to be done."""
    step_removed = Signal(str)
    """Id of a step."""
    edited = Signal(str, str, str)
    """Id of the hand-over, the field, and its new text."""
    give_back_wanted = Signal(object, str)
    """Ids of accounts that go back, and to whom."""
    account_wanted = Signal(str)
    """An account is to be shown: its id."""

    def __init__(self, theme: Theme, *, able: bool) -> None:
        super().__init__(theme)
        self._theme, self._able = theme, able
        self.record: HandoverRecord | None = None
        self.rows: list[StepRow] = []
        self.title = Label(theme, "", "subtitle", wrap=True)
        self.line = Label(theme, "", tone="secondary", wrap=True)
        self.file = Label(theme, "", "caption", "secondary", wrap=True)
        for one in (self.title, self.line, self.file):
            self.add(one)
        self._links = QWidget()
        self._flow = FlowLayout(self._links, Space.CONTROL)
        self.add(self._links)
        self.back = Button(theme, _("Give back…"), icon="undo-2")
        self.back.clicked.connect(self._give_back)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        self.body.addLayout(row)
        self.body.addSpacing(Space.CONTROL)
        self._checklist()
        self.body.addSpacing(Space.CONTROL)
        self._fields()
        self.body.addStretch(1)
        self.hide()
        theme.changed.connect(self._fit)
        self._fit()

    def _checklist(self) -> None:
        theme = self._theme
        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL)
        head.addWidget(Label(theme, _("Checklist"), "strong"))
        head.addStretch(1)
        self.told = Label(theme, "", tone="secondary")
        head.addWidget(self.told)
        self.body.addLayout(head)
        self.meter = Meter(theme, "", 0.0)
        self.add(self.meter)
        self._steps = QVBoxLayout()
        self._steps.setSpacing(0)
        self.body.addLayout(self._steps)
        self.more = QLineEdit()
        self.more.setAccessibleName(_("Add a step"))
        self.more.setPlaceholderText(_("Add a step, then Enter"))
        self.more.setVisible(False)
        self.more.returnPressed.connect(self._add_step)
        self.add(self.more)

    def _fields(self) -> None:
        theme = self._theme
        self._with = Label(theme, _("With"), "medium")
        self.peer = QLineEdit()
        self.peer.setAccessibleName(_("With"))
        self.peer.setPlaceholderText(_("Name of your colleague"))
        self._said = Label(theme, _("Note"), "medium")
        self.remark = QPlainTextEdit()
        self.remark.setAccessibleName(_("Note on this hand-over"))
        self.remark.setPlaceholderText(_("What was agreed, what is still open"))
        self.remark.setTabChangesFocus(True)
        for label, editor in ((self._with, self.peer), (self._said, self.remark)):
            label.setBuddy(editor)
            editor.setEnabled(self._able)
            editor.installEventFilter(self)
            self.add(label)
            self.add(editor)

    # -- showing ---------------------------------------------------------------------------

    def show_record(self, record: HandoverRecord | None) -> None:
        """Show a hand-over; what is being typed into the same one stays.

        Args:
            record: The hand-over; None hides the panel.
        """
        if record == self.record:
            return
        before, self.record = self.record, record
        self.setVisible(record is not None)
        if record is None:
            return
        same = before is not None and before.id == record.id
        self.setAccessibleName(said.headline(record))
        self.title.setText(said.accounts(record.names))
        self.line.setText(said.headline(record))
        self.file.setText(record.file)
        self.file.setHidden(not record.file)
        self._show_links(record)
        self._show_steps(record, same=same)
        self.more.setHidden(not self._able)
        if not (same and self.peer.hasFocus()):
            self.peer.setText(record.peer)
        if not (same and self.remark.hasFocus()) and self.remark.toPlainText() != record.note:
            self.remark.setPlainText(record.note)
        if not same:
            self.more.clear()

    def _show_links(self, record: HandoverRecord) -> None:
        clear(self._flow)
        held = list(zip(record.accounts, record.names, strict=False))
        # Names that came without ids are those of accounts that aren't here any more.
        known = held if len(record.accounts) == len(record.names) else []
        for account, name in known[:MOST_ACCOUNTS]:
            button = Button(self._theme, _("Open %s") % name, "link")
            button.clicked.connect(lambda _on=False, one=account: self.account_wanted.emit(one))
            self._flow.addWidget(button)
        self._links.setHidden(not known)
        came = record.direction == "taken" and record.purpose is not Purpose.RETURN
        self.back.setHidden(not (known and came and record.peer and self._able))

    def _show_steps(self, record: HandoverRecord, *, same: bool) -> None:
        self.told.setText(said.progress(record))
        self.meter.setAccessibleName(said.progress(record))
        self.meter.set_share(said.share_done(record))
        if same and [row.step.id for row in self.rows] == [one.id for one in record.steps]:
            for row, step in zip(self.rows, record.steps, strict=True):
                row.show_step(step)
            return
        clear(self._steps)
        self.rows = []
        last: QWidget | None = None
        for step in record.steps:
            row = StepRow(self._theme, step, able=self._able)
            row.ticked.connect(lambda on, one=step.id: self.ticked.emit(one, on))
            row.removed.connect(lambda one=step.id: self.step_removed.emit(one))
            self._steps.addWidget(row)
            self.rows.append(row)
            for stop in (row.tick, row.remove):
                if last is not None:
                    QWidget.setTabOrder(last, stop)
                last = stop
        if last is not None:
            QWidget.setTabOrder(last, self.more)

    def take_focus(self) -> None:
        """Give the first step that is to be done the keyboard."""
        first = next((row for row in self.rows if not row.step.done), None)
        target = first.tick if first is not None else self.more
        target.setFocus(Qt.FocusReason.OtherFocusReason)

    def _give_back(self) -> None:
        if self.record is not None:
            self.give_back_wanted.emit(self.record.accounts, self.record.peer)

    # -- what is entered -------------------------------------------------------------------

    def _add_step(self) -> None:
        words = self.more.text().strip()
        if words and self.record is not None:
            self.more.clear()
            self.step_added.emit(self.record.id, words)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Keep what was typed when its line is left."""
        if event.type() == QEvent.Type.FocusOut:
            self._commit(watched)
        return super().eventFilter(watched, event)

    def _commit(self, watched: QObject) -> None:
        record = self.record
        if record is None or not self._able:
            return
        if watched is self.peer and self.peer.text().strip() != record.peer:
            self.edited.emit(record.id, "peer", self.peer.text().strip())
        elif watched is self.remark and self.remark.toPlainText().strip() != record.note:
            self.edited.emit(record.id, "note", self.remark.toPlainText().strip())

    def _fit(self) -> None:
        self.remark.setFixedHeight(self._theme.px(NOTE))
