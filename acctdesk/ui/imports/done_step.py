"""Step 4: writing, and what was written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.imports.session import Result, Session
from acctdesk.ui.record.stack import FrontStack
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.line import Line
from acctdesk.ui.widgets.pieces import IconMark, clear
from acctdesk.ui.widgets.text import Label
from acctdesk.ui.widgets.trouble import Progress
from acctdesk.words import _, _n, lazy, number

if TYPE_CHECKING:
    from acctdesk.exchange.intake.findings import Counts


KINDS = {"account": lazy("Accounts"), "person": lazy("People"), "ticket": lazy("Tickets")}
"""What records of a kind are called, by kind."""


class DoneStep(QWidget):
    """The progress while it is written, then a calm summary.

    Args:
        theme: The theme in force.
        session: The import.
    """

    def __init__(self, theme: Theme, session: Session) -> None:
        super().__init__()
        self._theme = theme
        self.progress = Progress(theme, session.cancel)
        session.progressed.connect(self.progress.set_share)
        waiting = Card(theme)
        waiting.body.addStretch(1)
        waiting.body.addWidget(self.progress)
        said = Label(theme, _("Cancel leaves the workspace as it is."), "caption", "secondary")
        waiting.body.addWidget(said)
        waiting.body.addStretch(1)
        self._card = Card(theme)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.CONTROL)
        self._card.body.addLayout(self._lines)
        # Here and not in the footer: the toast that tells of the import lies over that one.
        deeds = QWidget()
        flow = FlowLayout(deeds, Space.CONTROL + 2)
        self.show_accounts = Button(theme, _("Show accounts"), "primary", icon="building-2")
        self.undo = Button(theme, _("Undo import"), icon="undo-2")
        self.another = Button(theme, _("Import another"), icon="file-input")
        self.save = Button(theme, _("Save rejected rows"), icon="download")
        self.back = Button(theme, _("Back to the check"), icon="arrow-left")
        for one in (self.show_accounts, self.undo, self.back, self.another, self.save):
            flow.addWidget(one)
        self._card.body.addSpacing(Space.CONTROL)
        self._card.body.addWidget(deeds)
        self._card.body.addStretch(1)
        self._stack = FrontStack()
        room = QVBoxLayout(self)
        room.setContentsMargins(0, 0, 0, 0)
        room.addWidget(self._stack)
        self._stack.addWidget(waiting)
        self._stack.addWidget(self._card)

    def begin(self) -> None:
        """The writing begins."""
        self.progress.begin(_("Importing"))
        self._stack.setCurrentIndex(0)

    def show_result(self, result: Result, undone: str = "") -> None:
        """Show what was written.

        Args:
            result: The import.
            undone: What its undoing did, in words; empty while it stands.
        """
        clear(self._lines)
        theme = self._theme
        head = QWidget()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, Space.TIGHT)
        row.setSpacing(Space.CARD_GAP)
        icon = "undo-2" if undone else "circle-check"
        row.addWidget(IconMark(theme, icon, "accent", 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = _("Import undone") if undone else headline(result)
        self.setAccessibleName(title)
        words.addWidget(Label(theme, title, "subtitle", wrap=True))
        words.addWidget(Label(theme, undone or result.title, tone="secondary", wrap=True))
        row.addLayout(words, 1)
        self._lines.addWidget(head)
        if not undone:
            self._lines.addWidget(self._table(result))
            for text in self._extras(result):
                self._lines.addWidget(Label(theme, text, tone="secondary", wrap=True))
        tickets = "ticket" in result.counts
        self.show_accounts.set_text(_("Show service levels") if tickets else _("Show accounts"))
        self.undo.setVisible(bool(result.change) and not undone)
        self.back.setVisible(bool(undone))
        self.save.setVisible(result.left > 0 and not undone)
        self._stack.setCurrentIndex(1)

    def _table(self, result: Result) -> QWidget:
        made = QWidget()
        grid = QGridLayout(made)
        grid.setContentsMargins(0, Space.CONTROL, 0, Space.CONTROL)
        grid.setHorizontalSpacing(Space.PAGE)
        grid.setVerticalSpacing(Space.CONTROL)
        right = Qt.AlignmentFlag.AlignRight
        kinds: list[tuple[str, Counts]] = [
            (str(KINDS[kind]), counts)
            for kind, counts in result.counts.items()
            if counts.read or kind == next(iter(result.counts))
        ]
        for at, (name, _counts) in enumerate(kinds):
            grid.addWidget(
                Label(self._theme, name, "caption_medium", "secondary"), 0, at + 1, right
            )
        grid.addWidget(Line(self._theme), 1, 0, 1, len(kinds) + 1)
        rows = (
            (_("New"), "created"), (_("Updated"), "updated"), (_("Unchanged"), "unchanged"),
            (_("Skipped"), "skipped"), (_("Not taken"), "rejected"),
        )  # fmt: skip
        for line, (name, field) in enumerate(rows, start=2):
            grid.addWidget(Label(self._theme, name), line, 0)
            for at, (kind, counts) in enumerate(kinds):
                value = Label(self._theme, number(getattr(counts, field)), "strong")
                value.setAccessibleName(f"{kind}, {name}: {getattr(counts, field)}")
                grid.addWidget(value, line, at + 1, right)
        grid.setColumnStretch(len(kinds) + 1, 1)
        grid.setColumnMinimumWidth(0, self._theme.px(120))
        return made

    @staticmethod
    def _extras(result: Result) -> list[str]:
        said = []
        if result.members:
            names = ", ".join(result.members[:4]) + (" …" if len(result.members) > 4 else "")
            said.append(
                _n("{n} new member of your team: ", "{n} new members of your team: ",
                   len(result.members)) + names
            )  # fmt: skip
        if result.fields:
            said.append(
                _n("{n} new custom field: ", "{n} new custom fields: ", len(result.fields))
                + ", ".join(result.fields[:6])
            )
        said.append(_("One step to undo, also tomorrow: here, with Ctrl+Z, or in the history."))
        return said


def headline(result: Result) -> str:
    """What was written, in one sentence."""
    if not result.change:
        return _("Nothing had to be changed")
    written = {kind: one.created + one.updated for kind, one in result.counts.items()}
    if not any(written.values()):
        return _("Imported %s") % result.title
    said = [counted(kind, many) for kind, many in written.items() if many]
    return _("Imported %s") % _(" and ").join(said)


def counted(kind: str, many: int) -> str:
    """How many records of a kind, in words."""
    if kind == "account":
        return _n("{n} account", "{n} accounts", many)
    if kind == "person":
        return _n("{n} person", "{n} people", many)
    return _n("{n} ticket", "{n} tickets", many)
