"""What follows a hand-over: where the file is, what to do next, and taking the record back."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.handover import said
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.pieces import IconMark, Tall, clear
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _

if TYPE_CHECKING:
    from pathlib import Path

    from acctdesk.ui.theme.theme import Theme


@dataclass(frozen=True, slots=True)
class Result:
    """A hand-over that was written.

    Attributes:
        change: Id of the change that keeps its record.
        record: Id of the record; empty where it isn't known.
        names: Names of the accounts.
        peer: To whom; may be empty.
        path: The workbook.
        documents: What lies beside it with the documents; None for nothing.
        brief: The brief as a PDF; None for none.
        records: How many records it holds.
        locked: Whether it is locked.
    """

    change: str
    record: str
    names: tuple[str, ...]
    peer: str
    path: Path
    documents: Path | None
    brief: Path | None
    records: int
    locked: bool


class DoneStep(QWidget):
    """A calm summary with what to do next.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        card = Card(theme)
        self._lines = QVBoxLayout()
        self._lines.setSpacing(Space.CONTROL)
        card.body.addLayout(self._lines)
        deeds = QWidget()
        flow = FlowLayout(deeds, Space.CONTROL + 2)
        self.checklist = Button(theme, _("Show the checklist"), "primary", icon="circle-check")
        self.folder = Button(theme, _("Open the folder"), icon="folder-open")
        self.undo = Button(theme, _("Undo the record"), icon="undo-2")
        self.another = Button(theme, _("Hand over more"), icon="arrow-left-right")
        for one in (self.checklist, self.folder, self.undo, self.another):
            flow.addWidget(one)
        card.body.addSpacing(Space.CONTROL)
        card.add(deeds)
        card.body.addStretch(1)
        column.addWidget(card, 1)

    def start(self) -> QWidget:
        """What has the keyboard first."""
        return self.checklist

    def show_result(self, result: Result, undone: str = "") -> None:
        """Show what was handed over.

        Args:
            result: The hand-over.
            undone: What taking its record back did, in words; empty while it stands.
        """
        theme = self._theme
        clear(self._lines)
        head = Tall()
        row = QHBoxLayout(head)
        row.setContentsMargins(0, 0, 0, Space.TIGHT)
        row.setSpacing(Space.CARD_GAP)
        icon = "undo-2" if undone else "circle-check"
        row.addWidget(IconMark(theme, icon, "accent", 28), 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        title = _("Record undone") if undone else headline(result)
        self.setAccessibleName(title)
        words.addWidget(Label(theme, title, "subtitle", wrap=True))
        words.addWidget(Label(theme, undone or str(result.path), tone="secondary", wrap=True))
        row.addLayout(words, 1)
        self._lines.addWidget(head)
        for number, text in enumerate(() if undone else next_steps(result), start=1):
            self._lines.addWidget(_numbered(theme, number, text))
        for button in (self.undo, self.checklist):
            button.setVisible(not undone)


def _numbered(theme: Theme, number: int, text: str) -> QWidget:
    made = Tall()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.CONTROL)
    row.addWidget(Label(theme, f"{number}."), 0, Qt.AlignmentFlag.AlignTop)
    row.addWidget(Label(theme, text, wrap=True), 1)
    return made


def headline(result: Result) -> str:
    """What was handed over, in one sentence."""
    names = said.accounts(result.names)
    if result.peer:
        return _("{accounts} handed over to {name}").format(accounts=names, name=result.peer)
    return _("%s handed over") % names


def next_steps(result: Result) -> list[str]:
    """What is to be done now, a sentence each."""
    whom = result.peer or _("your colleague")
    words = {"name": whom, "file": result.path.name}
    found = [_("Send {file} to {name}.").format(**words)]
    if result.documents is not None:
        found[0] = _("Send {file} to {name}, with the documents in {documents}.").format(
            **words, documents=result.documents.name
        )
    if result.locked:
        found.append(_("Give {name} the password separately from the file.").format(name=whom))
    found.append(
        _("{name} opens it with “Take over a workbook…”.").format(name=whom)
        if result.peer
        else _("They open it with “Take over a workbook…”.")
    )
    found.append(_("Tick what is done on the checklist of this hand-over."))
    return found
