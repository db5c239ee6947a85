"""Who handed over what, when and why: the head of the page on which it is taken over."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QVBoxLayout, QWidget

from acctdesk.ui.handover.taking_said import PURPOSES, left_out, origin, title
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.flow import FlowLayout
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.ui.widgets.pieces import clear
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n, number

if TYPE_CHECKING:
    from acctdesk.exchange.handoff.courier import Opening

MOST_NAMED = 6
"""Accounts that are named; the rest are counted."""
LONGEST = 400
"""Letters of the note that are shown; all of it stands in the tooltip."""
SHORT = 60
"""Letters of an account's name that a badge shows."""


class TakingHead(QWidget):
    """The title, and what is known of the workbook.

    Args:
        theme: The theme in force.
    """

    def __init__(self, theme: Theme) -> None:
        super().__init__()
        self._theme = theme
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL - 2)
        self.header = PageHeader(theme, _("Take over a workbook"))
        column.addWidget(self.header)
        self._facts = QWidget()
        self._flow = FlowLayout(self._facts, Space.CONTROL - 2)
        column.addWidget(self._facts)
        self.note = Label(theme, "", "body", wrap=True)
        column.addWidget(self.note)
        self.beside = Label(theme, "", "caption", "secondary", wrap=True)
        column.addWidget(self.beside)
        self.show_nothing()

    def show_nothing(self, name: str = "") -> None:
        """Tell of no workbook.

        Args:
            name: Name of the file that is being read; empty for none.
        """
        self.header.set_title(_("Take over a workbook"))
        self.header.set_note(name)
        for one in (self._facts, self.note, self.beside):
            one.hide()

    def show_opening(self, opening: Opening) -> None:
        """Tell of a workbook."""
        parcel = opening.taking.parcel
        self.header.set_title(title(parcel))
        self.header.set_note(origin(parcel))
        clear(self._flow)
        for words in (str(PURPOSES[parcel.purpose]), *_named(parcel.names)):
            badge = Badge(self._theme, words if len(words) <= SHORT else f"{words[: SHORT - 1]}…")
            self._flow.addWidget(badge)
            badge.show()
        self._facts.show()
        note = " ".join(parcel.note.split())
        short = note if len(note) <= LONGEST else f"{note[: LONGEST - 1]}…"
        self.note.setText(f"“{short}”" if note else "")
        self.note.setToolTip(parcel.note if short != note else "")
        self.note.setVisible(bool(note))
        told = _beside(opening)
        self.beside.setText(told)
        self.beside.setVisible(bool(told))


def _named(names: tuple[str, ...]) -> list[str]:
    found = list(names[:MOST_NAMED])
    more = len(names) - MOST_NAMED
    if more > 0:
        found.append(_n("and {n} more", "and {n} more", more))
    return found


def _beside(opening: Opening) -> str:
    """What didn't come along, and what of documents is there."""
    said = []
    without = left_out(opening.taking.parcel)
    if without:
        said.append(_("Left out: %s") % ", ".join(without))
    if opening.found:
        said.append(
            _n("{n} document lies beside the workbook", "{n} documents lie beside the workbook",
               opening.found)
        )  # fmt: skip
    if opening.missing:
        names = ", ".join(opening.missing[:3])
        more = len(opening.missing) - 3
        if more > 0:
            names = _("{names} and {n} more").format(names=names, n=number(more))
        said.append(_("Documents that didn't come along: %s") % names)
    if opening.opened.encrypted:
        said.append(_("Opened with its password"))
    return " · ".join(said)
