"""The logo and the colour of one client's decks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QWidget

from acctdesk.ui.reviews.slides.looks import choose_accent, choose_client_logo
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import ValidatedField
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.errors import Problem
    from acctdesk.ui.desk import Desk
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks

WIDE = 320
"""Width at 100 %, in pixels."""


def read_client_look(desk: Desk, account: str) -> tuple[bool, str]:
    """Whether a client has a logo, and the colour of their decks; empty for the usual one."""
    from acctdesk.services.review.branding import accent_of

    names = [one.name.lower() for one in desk.attachments.of("account", account)]
    return any(one.startswith("logo.") for one in names), desk.settings.get(accent_of(account))


class ClientLook(Popover):
    """Asks for the client's logo and colour.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs commands.
        account: Account id.
        name: What the client is called.
        held: Whether there is a logo, and the colour; see `read_client_look`.
        parent: The widget it belongs to.
    """

    def __init__(
        self,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        account: str,
        name: str,
        held: tuple[bool, str],
        parent: QWidget,
    ) -> None:
        theme = shell.theme
        super().__init__(theme, _("Look of the client's decks"), parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._shell, self._desk, self._tasks, self._account = shell, desk, tasks, account
        self._owner = parent
        has_logo, self._before = held
        self.body.addWidget(Label(theme, _("Decks for %s") % name, "strong", wrap=True))
        words = _("Their logo stands on the first slide.") if has_logo else _("No logo yet.")
        self.state = Label(theme, words, "caption", "secondary", wrap=True)
        self.body.addWidget(self.state)
        self.logo = Button(theme, _("Choose a logo…"), icon="image")
        self.logo.clicked.connect(self._choose)
        self.body.addWidget(self.logo)
        self.accent = QLineEdit(self._before)
        self.accent.setPlaceholderText("#0B5CAD")
        self.field = ValidatedField(
            theme, _("Colour"), self.accent, help=_("As #RRGGBB; empty takes the usual one.")
        )
        self.body.addWidget(self.field)
        row = QHBoxLayout()
        row.addStretch(1)
        self.keep = Button(theme, _("Save"))
        self.keep.clicked.connect(self._keep)
        self.accent.returnPressed.connect(self._keep)
        row.addWidget(self.keep)
        self.body.addLayout(row)
        self.setMinimumWidth(theme.px(WIDE))

    def _choose(self) -> None:
        # A chooser of files over a popover would close it anyway.
        shell, desk, account = self._shell, self._desk, self._account
        tasks, owner = self._tasks, self._owner
        self.close()
        path = shell.ask.open_file(_("Choose a logo"), _("Pictures (*.png *.jpg *.jpeg)"))
        if path is not None:
            tasks.write(
                owner, lambda: choose_client_logo(desk, account, path), None, shell.ask.problem
            )

    def _keep(self) -> None:
        typed = self.accent.text()

        def refuse(problem: Problem) -> None:
            self.field.set_problem(str(problem))

        self._tasks.write(
            self,
            lambda: choose_accent(self._desk, typed, self._account),
            lambda _changes: self.close(),
            refuse,
        )
