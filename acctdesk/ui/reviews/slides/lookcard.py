"""How decks look, as a card of the settings."""

from __future__ import annotations

import itertools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QBoxLayout,
    QHBoxLayout,
    QLineEdit,
    QSizePolicy,
    QVBoxLayout,
    QWidget,
)

from acctdesk.ui.reviews.slides.looks import (
    Look,
    choose_accent,
    choose_logo,
    choose_template,
    forget,
    read_look,
)
from acctdesk.ui.tasks import Latest
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.fields import ValidatedField
from acctdesk.ui.widgets.status import Status, StatusLabel
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

if TYPE_CHECKING:
    from PySide6.QtGui import QResizeEvent

    from acctdesk.errors import Problem
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.shell.page import Shell
    from acctdesk.ui.tasks import Tasks
    from acctdesk.ui.theme.theme import Theme

NARROW = 480
"""Width at 100 % below which buttons stand beneath their words."""
_LEFT, _RIGHT = Qt.AlignmentFlag.AlignLeft, Qt.AlignmentFlag.AlignRight
_CHECKED = (Status.MET, Status.RISK, Status.BREACHED)


class Row(QWidget):
    """A name, what is chosen, and the buttons that choose.

    Args:
        theme: The theme in force.
        name: What is chosen.
        verb: Words of the button that chooses.
    """

    def __init__(self, theme: Theme, name: str, verb: str) -> None:
        super().__init__()
        self._theme = theme
        self.value = Label(theme, "", "caption", "secondary", wrap=True)
        self.choose = Button(theme, verb, icon="folder-open")
        self.choose.setAccessibleDescription(name)
        self.drop = Button(theme, _("Remove"), "quiet", icon="x")
        self.drop.setAccessibleDescription(name)
        self.words = QVBoxLayout()
        self.words.setSpacing(0)
        self.words.addWidget(Label(theme, name, "medium", wrap=True))
        self.words.addWidget(self.value)
        buttons = QHBoxLayout()
        for one in (self.choose, self.drop):
            # As wide as their words: what is left over is for what was found.
            one.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
            buttons.addWidget(one)
        self._row = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._row.setContentsMargins(0, Space.TIGHT, 0, Space.TIGHT)
        self._row.setSpacing(Space.CARD)
        self._row.addLayout(self.words, 1)
        self._row.addLayout(buttons)
        self._buttons = buttons

    def show_value(self, words: str, *, chosen: bool, able: bool) -> None:
        """Say what is chosen.

        Args:
            words: What.
            chosen: Whether there is something to remove.
            able: Whether it can be changed.
        """
        self.value.setText(words)
        self.drop.setVisible(chosen)
        self.drop.setEnabled(able)
        self.choose.setEnabled(able)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side, or beneath each other."""
        super().resizeEvent(event)
        narrow = self.width() < self._theme.px(NARROW)
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._row.direction():
            self._row.setDirection(way)
            self._row.setAlignment(self._buttons, _LEFT if narrow else _RIGHT)


class LookCard(Card):
    """Template, logo and colour of every deck.

    Args:
        shell: The window.
        desk: The open workspace.
        tasks: Runs reads and commands.
        join: Takes two changes as one step of undo; see `Undo.join`.
    """

    def __init__(
        self,
        shell: Shell,
        desk: Desk,
        tasks: Tasks,
        join: Callable[[str, str], object] | None = None,
    ) -> None:
        super().__init__(shell.theme, _("Presentation"))
        self._shell, self._desk, self._tasks, self._join = shell, desk, tasks, join
        self._latest = Latest(tasks, self)
        theme = shell.theme
        self.template = Row(theme, _("Template of decks"), _("Choose a presentation…"))
        self.checked: StatusLabel | None = None
        self.logo = Row(theme, _("Our logo"), _("Choose a picture…"))
        self.accent = QLineEdit()
        self.accent.setPlaceholderText("#0B5CAD")
        self.accent.setMaximumWidth(theme.px(140))
        self.accent_field = ValidatedField(
            theme, _("Colour of decks"), self.accent,
            help=_("Of lines, charts and titles, as #RRGGBB."),
        )  # fmt: skip
        self.problem = Label(theme, "", "caption", "danger", wrap=True)
        self.problem.hide()
        for one in (self.template, self.logo, self.accent_field, self.problem):
            self.add(one)
        self.template.choose.clicked.connect(self._choose_template)
        self.logo.choose.clicked.connect(self._choose_logo)
        self.template.drop.clicked.connect(lambda: self._forget("TEMPLATE"))
        self.logo.drop.clicked.connect(lambda: self._forget("LOGO"))
        self.accent.editingFinished.connect(self._on_accent)
        self._show(Look())

    def refresh(self) -> None:
        """Read what is chosen."""
        self._latest.read(lambda: read_look(self._desk), self._show, self._refuse)

    # -- inside ----------------------------------------------------------------------------

    def _show(self, look: Look) -> None:
        able = not self._desk.read_only
        self._look = look
        self.template.show_value(look.said, chosen=bool(look.template), able=able)
        if self.checked is not None:
            self.checked.hide()
            self.checked.deleteLater()
            self.checked = None
        if look.template:
            at = 0 if look.complete else 2 if look.broken else 1
            self.checked = StatusLabel(self._theme, _CHECKED[at], look.word, "caption")
            self.template.words.addWidget(self.checked, 0, _LEFT)
        logo = look.logo or _("None")
        self.logo.show_value(logo, chosen=bool(look.logo), able=able)
        if not self.accent.hasFocus():
            self.accent.setText(look.accent)
        self.accent.setReadOnly(not able)

    def _choose_template(self) -> None:
        path = self._shell.ask.open_file(_("Choose a template"), _("Presentations (*.pptx *.potx)"))
        if path is not None:
            self._write(lambda: choose_template(self._desk, path))

    def _choose_logo(self) -> None:
        path = self._shell.ask.open_file(_("Choose a logo"), _("Pictures (*.png *.jpg *.jpeg)"))
        if path is not None:
            self._write(lambda: choose_logo(self._desk, path))

    def _forget(self, name: str) -> None:
        def task() -> Sequence[Change]:
            from acctdesk.services.review import branding

            return forget(self._desk, getattr(branding, name))

        self._write(task)

    def _on_accent(self) -> None:
        typed = self.accent.text().strip()
        if typed.lower().lstrip("#") == self._look.accent.lstrip("#"):
            self.accent_field.set_problem("")
            return

        def refuse(problem: Problem) -> None:
            self.accent_field.set_problem(str(problem))

        self._write(lambda: choose_accent(self._desk, typed), refuse)

    def _write(
        self,
        task: Callable[[], Sequence[Change]],
        refuse: Callable[[Problem], object] | None = None,
    ) -> None:
        def done(changes: Sequence[Change]) -> None:
            self.problem.hide()
            self.accent_field.set_problem("")
            for first, second in itertools.pairwise(changes):
                if self._join is not None:
                    self._join(first.id, second.id)
            self.refresh()

        if not self._desk.read_only:
            self._tasks.write(self, task, done, refuse or self._refuse)

    def _refuse(self, problem: Problem) -> None:
        self.problem.setText(str(problem))
        self.problem.show()
