"""Step 5: where the workbook goes, whether it is locked, and the writing itself."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QStandardPaths, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from acctdesk.ui.handover import said
from acctdesk.ui.handover.giving_draft import NONE, ZIP
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, IconButton
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.fields import CheckBox, ValidatedField
from acctdesk.ui.widgets.pieces import IconMark
from acctdesk.ui.widgets.text import Label
from acctdesk.ui.widgets.trouble import Progress
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.ui.handover.giving_session import GivingSession
    from acctdesk.ui.theme.theme import Theme

LONG = 360
"""Width at 100 % of the lines for passwords."""


class ExportStep(QWidget):
    """The place, the password, and how far the writing is.

    Args:
        theme: The theme in force.
        session: The hand-over.
    """

    place_wanted = Signal()
    """Another place for the workbook is wanted."""
    stop_wanted = Signal()
    """The writing is to be stopped."""

    def __init__(self, theme: Theme, session: GivingSession) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self.can_keep: bool | None = None
        """Whether this system keeps passwords; None while nobody knows."""
        self._stack = FrontStack()
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self._stack)
        self._asked = QWidget()
        column = QVBoxLayout(self._asked)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CARD_GAP)
        column.addWidget(self._file())
        column.addWidget(self._password())
        column.addStretch(1)
        self._stack.addWidget(self._asked)
        self.progress = Progress(theme, self.stop_wanted.emit)
        waiting = Card(theme)
        waiting.body.addStretch(1)
        waiting.add(self.progress)
        waiting.add(
            Label(theme, _("Cancel leaves no record of a hand-over."), "caption", "secondary")
        )
        waiting.body.addStretch(1)
        self._stack.addWidget(waiting)
        session.changed.connect(self.follow)
        session.offered.connect(self.follow)
        theme.changed.connect(self._fit)
        self._fit()

    def start(self) -> QWidget:
        """What has the keyboard first."""
        return self.choose

    # -- building --------------------------------------------------------------------------

    def _file(self) -> Card:
        theme = self._theme
        card = Card(theme, _("The workbook"))
        row = QHBoxLayout()
        row.setSpacing(Space.CARD_GAP)
        row.addWidget(
            IconMark(theme, "file-spreadsheet", "accent", 28), 0, Qt.AlignmentFlag.AlignTop
        )
        words = QVBoxLayout()
        words.setSpacing(0)
        self.name = Label(theme, "", "strong", wrap=True)
        self.folder = Label(theme, "", "caption", "secondary", wrap=True)
        self.beside = Label(theme, "", "caption", "secondary", wrap=True)
        for one in (self.name, self.folder, self.beside):
            words.addWidget(one)
        row.addLayout(words, 1)
        self.choose = Button(theme, _("Choose place…"), icon="folder-open")
        self.choose.clicked.connect(self.place_wanted.emit)
        row.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignTop)
        card.body.addLayout(row)
        return card

    def _password(self) -> Card:
        theme = self._theme
        card = Card(theme, _("Password"))
        self.locked = CheckBox(theme, _("Lock the workbook with a password"))
        self.locked.toggled.connect(lambda _on: self._show_fields())
        card.add(self.locked)
        self._fields = QWidget()
        column = QVBoxLayout(self._fields)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        self.first, self.second = QLineEdit(), QLineEdit()
        self._first = ValidatedField(
            theme, _("Password"), self.first, self._check_first,
            help=_("Give it to your colleague separately from the file."),
        )  # fmt: skip
        self._second = ValidatedField(theme, _("The same again"), self.second, self._check_second)
        self.eye = IconButton(theme, "eye", _("Show the password"), checkable=True)
        self.eye.toggled.connect(self._reveal)
        for field, further in ((self._first, self.eye), (self._second, None)):
            row = QHBoxLayout()
            row.setSpacing(Space.CONTROL)
            row.addWidget(field)
            if further is not None:
                # In line with the editor, which stands beneath its label.
                box = QVBoxLayout()
                box.setSpacing(4)
                box.addWidget(Label(theme, ""))
                box.addWidget(further)
                box.addStretch(1)
                row.addLayout(box)
            row.addStretch(1)
            column.addLayout(row)
        self.keep = CheckBox(theme, _("Keep it in this system's keyring"))
        column.addWidget(self.keep)
        self._kept = Label(theme, "", "caption", "secondary", wrap=True)
        column.addWidget(self._kept)
        card.add(self._fields)
        self._reveal(on=False)
        self._show_fields()
        return card

    # -- what is decided -------------------------------------------------------------------

    def path(self) -> Path:
        """Where the workbook goes: as it was chosen, or as it is proposed."""
        draft = self._session.draft
        if draft.path is not None:
            return draft.path
        home = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        folder = Path(home) if home and Path(home).is_dir() else Path.home()
        today = self._session.desk.context.today()
        return said.free(folder / said.file_name(self._session.names(), today))

    def password(self) -> str | None:
        """The password, empty for none; None when it can't be taken yet, which is then told."""
        if not self.locked.isChecked():
            return ""
        for field in (self._first, self._second):
            if not field.validate():
                field.editor.setFocus(Qt.FocusReason.OtherFocusReason)
                return None
        return self.first.text()

    def keeps(self) -> bool:
        """Whether the password is kept in the system's keyring."""
        return self.locked.isChecked() and self.keep.isEnabled() and self.keep.isChecked()

    def forget_password(self) -> None:
        """Empty the lines for passwords."""
        for line in (self.first, self.second):
            line.clear()
        self.locked.setChecked(False)
        self.eye.setChecked(False)

    def _check_first(self, text: str) -> str:
        return "" if text.strip() else _("Type a password, or take the tick away")

    def _check_second(self, text: str) -> str:
        return "" if text == self.first.text() else _("The two are not the same")

    # -- showing ---------------------------------------------------------------------------

    def follow(self) -> None:
        """Show what was decided."""
        draft = self._session.draft
        path = self.path()
        self.name.setText(path.name)
        self.folder.setText(_("In %s") % path.parent)
        parts = []
        counts = self._session.counts or {}
        if (
            "documents" not in draft.left_out
            and counts.get("documents")
            and (draft.documents != NONE)
        ):
            parts.append(
                _("the documents as a zip archive")
                if draft.documents == ZIP
                else _("a folder with the documents")
            )
        if draft.brief:
            parts.append(_("the brief as a PDF"))
        self.beside.setText(_("Beside it: %s") % ", ".join(parts) if parts else "")
        self.beside.setVisible(bool(parts))

    def set_can_keep(self, *, able: bool) -> None:
        """Say whether this system keeps passwords."""
        self.can_keep = able
        self.keep.setEnabled(able)
        self._kept.setText(
            _("Then you needn't type it when the workbook comes back to this computer.")
            if able
            else _("This computer has no safe place for passwords.")
        )

    def begin(self) -> None:
        """The writing begins."""
        self.progress.begin(_("Writing the workbook"))
        self._stack.setCurrentIndex(1)

    def end(self) -> None:
        """It is over: the place and the password can be chosen again."""
        self._stack.setCurrentIndex(0)

    def _show_fields(self) -> None:
        self._fields.setVisible(self.locked.isChecked())

    def _reveal(self, on: bool) -> None:
        mode = QLineEdit.EchoMode.Normal if on else QLineEdit.EchoMode.Password
        for line in (self.first, self.second):
            line.setEchoMode(mode)
        words = _("Hide the password") if on else _("Show the password")
        self.eye.set_icon("eye-off" if on else "eye", words)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Be no wider than there is room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        px = self._theme.px
        # What stands beside it is cut nowhere.
        room = self.width() - 2 * Space.CARD - Space.CONTROL - self.eye.width()
        for field in (self._first, self._second):
            field.setFixedWidth(max(min(px(LONG), room), px(160)))
