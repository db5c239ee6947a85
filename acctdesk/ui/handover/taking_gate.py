"""What stands there before a workbook is open: the way to one, its password, why it is refused."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QAbstractButton,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from acctdesk.errors import Problem
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import ValidatedField
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.pieces import IconMark, Tall, clear
from acctdesk.ui.widgets.text import Label
from acctdesk.ui.widgets.trouble import Trouble
from acctdesk.words import _

WIDE = 360
"""Width of the line for the password at 100 %."""


class Gate(Card):
    """Leads to a workbook.

    Args:
        theme: The theme in force.
    """

    choose_wanted = Signal()
    """A workbook is to be chosen."""
    unlocked = Signal(str)
    """A password was given."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, flush=True)
        self._theme = theme
        self._stack = FrontStack()
        self.add(self._stack, 1)
        self.empty = EmptyState(
            theme,
            "file-input",
            _("Drop a hand-over workbook here"),
            _("You see what it would do, and decide what both sides changed, before anything is"
              " written."),
            _("Choose a workbook…"),
            primary=True,
        )  # fmt: skip
        self.empty.pressed.connect(self.choose_wanted)
        self._stack.addWidget(self.empty)
        self._lock = self._locked()
        self._stack.addWidget(self._lock)
        self._refused = QWidget()
        column = QVBoxLayout(self._refused)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CARD_GAP)
        holder = Tall()
        self._room = QVBoxLayout(holder)
        self._room.setContentsMargins(0, 0, 0, 0)
        column.addWidget(holder)
        self.other = Button(theme, _("Choose another workbook…"), "primary", icon="folder-open")
        self.other.clicked.connect(self.choose_wanted.emit)
        column.addWidget(self.other, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self._stack.addWidget(self._refused)
        self._waits = EmptyState(
            theme, "search", _("Reading it, and comparing with what is here"),
            _("Nothing is written before you have seen the result."),
        )  # fmt: skip
        self._stack.addWidget(self._waits)
        self._fit()
        theme.changed.connect(self._fit)

    def _locked(self) -> QWidget:
        theme = self._theme
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(Space.PAGE, Space.PAGE, Space.PAGE, Space.PAGE)
        column.setSpacing(Space.CONTROL)
        head = QHBoxLayout()
        head.setSpacing(Space.CONTROL)
        head.addWidget(IconMark(theme, "lock", "accent"), 0, Qt.AlignmentFlag.AlignTop)
        head.addWidget(Label(theme, _("This workbook is locked"), "strong", wrap=True), 1)
        column.addLayout(head)
        said = _("Whoever handed it over knows its password. You can paste it.")
        column.addWidget(Label(theme, said, tone="secondary", wrap=True))
        self.line = QLineEdit()
        self.line.setEchoMode(QLineEdit.EchoMode.Password)
        self.line.returnPressed.connect(self._unlock)
        self.field = ValidatedField(theme, _("Password"), self.line)
        column.addWidget(self.field)
        deeds = QWidget()
        flow = FlowLayout(deeds, Space.CONTROL)
        self.open = Button(theme, _("Unlock"), "primary", icon="lock-open")
        self.open.clicked.connect(self._unlock)
        self.eye = IconButton(theme, "eye", _("Show the password"), checkable=True)
        self.eye.toggled.connect(self._reveal)
        self.elsewhere = Button(theme, _("Choose another workbook…"))
        self.elsewhere.clicked.connect(self.choose_wanted.emit)
        for one in (self.open, self.eye, self.elsewhere):
            flow.addWidget(one)
        column.addWidget(deeds)
        column.addStretch(1)
        self.field.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        return made

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button it is on, and nothing elsewhere.

        In the line for the password it has unlocked already, and what has the focus then may be
        Cancel.
        """
        if event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            super().keyPressEvent(event)
            return
        focus = self.window().focusWidget()
        if isinstance(focus, QAbstractButton) and self.isAncestorOf(focus):
            focus.click()

    # -- what is shown ---------------------------------------------------------------------

    def show_empty(self) -> None:
        """Ask for a workbook."""
        self._forget_password()
        self._stack.setCurrentWidget(self.empty)

    def show_waiting(self) -> None:
        """Say that it is being read."""
        self._stack.setCurrentWidget(self._waits)

    def show_locked(self, *, wrong: bool) -> None:
        """Ask for the password.

        Args:
            wrong: Whether one was given that didn't open it.
        """
        self._stack.setCurrentWidget(self._lock)
        said = _("This isn't its password. Upper and lower case count.")
        self.field.set_problem(said if wrong else "")
        self.line.selectAll()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def show_refused(self, problem: Problem) -> None:
        """Say why it isn't taken."""
        self._forget_password()
        clear(self._room)
        self._room.addWidget(Trouble(self._theme, problem))
        self._stack.setCurrentWidget(self._refused)
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def forget(self) -> None:
        """The workbook is open: the password isn't needed any more."""
        self._forget_password()

    def _forget_password(self) -> None:
        self.line.clear()
        self.eye.setChecked(False)

    def _unlock(self) -> None:
        if self.line.text():
            self.unlocked.emit(self.line.text())
        else:
            self.field.set_problem(_("Type or paste the password"))

    def _reveal(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        self.line.setEchoMode(mode)
        words = _("Hide the password") if on else _("Show the password")
        self.eye.set_icon("eye-off" if on else "eye", words)

    def _fit(self) -> None:
        self.field.setMaximumWidth(self._theme.px(WIDE))
