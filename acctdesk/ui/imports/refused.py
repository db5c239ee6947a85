"""A file that was not taken: why, a line for its password, or the way to where it belongs."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from acctdesk.ui.imports.handed import HandedOver
from acctdesk.ui.imports.session import Refusal, Session
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.trouble import Trouble
from acctdesk.words import _


class Refused(QWidget):
    """A row of the list of files.

    Args:
        theme: The theme in force.
        session: The import.
        refusal: The file.
    """

    take_over = Signal(object)
    """It is a hand-over workbook that is to be taken over: a `HandedOver`."""

    def __init__(self, theme: Theme, session: Session, refusal: Refusal) -> None:
        super().__init__()
        self._session, self._refusal = session, refusal
        row = QHBoxLayout(self)
        row.setContentsMargins(Space.CARD, Space.CONTROL + 2, Space.CONTROL, Space.CONTROL + 2)
        row.setSpacing(Space.CONTROL)
        problem = refusal.problem
        handed = isinstance(problem, HandedOver)
        trouble = Trouble(theme, problem, icon="arrow-left-right" if handed else "")
        row.addWidget(trouble, 1)
        cross = IconButton(theme, "x", _("Leave out %s") % refusal.name)
        cross.clicked.connect(lambda: session.forget(refusal))
        row.addWidget(cross, 0, Qt.AlignmentFlag.AlignTop)
        self.password: QLineEdit | None = None
        self.take: Button | None = None
        if refusal.locked:
            self._add_password(theme, trouble)
        elif handed:
            self.take = Button(theme, _("Take over…"), icon="arrow-left-right")
            self.take.clicked.connect(lambda: self.take_over.emit(problem))
            line = QHBoxLayout()
            line.setContentsMargins(0, Space.TIGHT, 0, 0)
            line.addWidget(self.take)
            line.addStretch(1)
            trouble.lines.addLayout(line)

    def _add_password(self, theme: Theme, trouble: Trouble) -> None:
        line = QHBoxLayout()
        line.setContentsMargins(0, Space.TIGHT, 0, 0)
        line.setSpacing(Space.CONTROL)
        self.password = QLineEdit()
        self.password.setEchoMode(QLineEdit.EchoMode.Password)
        self.password.setPlaceholderText(_("Password"))
        self.password.setAccessibleName(_("Password of %s") % self._refusal.name)
        self.password.returnPressed.connect(self._open)
        self.password.setMaximumWidth(theme.px(320))
        button = Button(theme, _("Unlock"), icon="lock-open")
        button.clicked.connect(self._open)
        line.addWidget(self.password, 1)
        line.addWidget(button)
        line.addStretch(1)
        trouble.lines.addLayout(line)

    def _open(self) -> None:
        path = self._refusal.path
        if self.password is not None and path is not None and self.password.text():
            self._session.open([path], {path: self.password.text()})
