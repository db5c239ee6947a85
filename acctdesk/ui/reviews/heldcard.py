"""A review that was held: since when its figures stand, and what would be shown otherwise today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from acctdesk.ui.reviews.noted import Noted
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.status import Status
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n, moment

if TYPE_CHECKING:
    from acctdesk.services.review.differing import Difference
    from acctdesk.ui.reviews.reading import Kept
    from acctdesk.ui.theme.theme import Theme

FIRST = 6
"""Differences that are shown at once."""


class HeldCard(Card):
    """What became of a review that was held.

    Args:
        theme: The theme in force.
    """

    follow_up_wanted = Signal()
    """The mail that follows it is to be written."""
    next_wanted = Signal()
    """The next one is to be planned, or opened."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("Held"))
        self._theme = theme
        self._all = False
        self._kept: Kept | None = None
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.state = Noted(theme)
        self.add(self.state)
        self.title = Label(theme, "", "medium", wrap=True)
        self.title.hide()
        self.add(self.title)
        self._rows = QVBoxLayout()
        self._rows.setSpacing(4)
        self.body.addLayout(self._rows)
        self.more = Button(theme, "", "link")
        self.more.hide()
        row = QHBoxLayout()
        row.setSpacing(Space.CONTROL)
        row.addWidget(self.more)
        row.addStretch(1)
        self.body.addLayout(row)
        self.follow_up = Button(theme, _("Draft follow-up"), icon="mail")
        self.follow_up.clicked.connect(self.follow_up_wanted)
        self.next = Button(theme, _("Plan the next"), "quiet", icon="calendar")
        self.next.clicked.connect(self.next_wanted)
        self.head.addWidget(self.next)
        self.head.addWidget(self.follow_up)
        self.more.clicked.connect(self._show_all)

    def show_kept(self, kept: Kept | None) -> None:
        """Show what has changed since; None while it is being told."""
        self._kept = kept
        if kept is None:
            self.state.show_words(Status.MET, _("Held. Comparing with today…"))
            return
        if kept.frozen is None:
            self.state.show_words(Status.MET, _("Held. There is no frozen deck."))
        else:
            words = _("Frozen %s: its figures stay as they were shown.") % moment(kept.frozen)
            self.state.show_words(Status.MET, words)
        self._fill(kept)

    def lines(self) -> list[str]:
        """What has changed, as it is shown."""
        found = []
        for at in range(self._rows.count()):
            item = self._rows.itemAt(at)
            widget = item.widget() if item is not None else None
            if widget is not None:
                found.append(widget.accessibleName())
        return found

    def _fill(self, kept: Kept) -> None:
        while (item := self._rows.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.hide()
                widget.deleteLater()
        changed = kept.changed
        self.title.setVisible(kept.frozen is not None)
        self.title.setText(
            _n("{n} thing has changed since", "{n} things have changed since", len(changed))
            if changed
            else _("Nothing has changed since")
        )
        for one in changed if self._all else changed[:FIRST]:
            self._rows.addWidget(self._row(one))
        rest = len(changed) - FIRST
        self.more.setVisible(rest > 0 and not self._all)
        self.more.set_text(_n("Show {n} more", "Show {n} more", max(rest, 0)))

    def _row(self, one: Difference) -> QWidget:
        theme = self._theme
        box = QWidget()
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        where = f"{one.slide} · {one.what}"
        then, now = one.then or _("not there"), one.now or _("not there any more")
        words = _("Shown: {then}. Today: {now}").format(then=_short(then), now=_short(now))
        column.addWidget(Label(theme, where, "caption", "secondary", wrap=True))
        column.addWidget(Label(theme, words, wrap=True))
        box.setAccessibleName(f"{where}. {words}")
        return box

    def _show_all(self) -> None:
        self._all = True
        if self._kept is not None:
            self._fill(self._kept)


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= 120 else f"{line[:119]}…"
