"""Step 4: what the workbook will hold, and the brief as it will read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.handover.said import SEVERITIES
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.fields import CheckBox, ComboBox
from acctdesk.ui.widgets.layouts import KeyValueList
from acctdesk.ui.widgets.pieces import Column, Tall, clear
from acctdesk.ui.widgets.status import Status, StatusLabel
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, number

if TYPE_CHECKING:
    from collections.abc import Sequence

    from acctdesk.ui.handover.giving_session import GivingSession
    from acctdesk.ui.handover.reading import BriefLine, BriefPage
    from acctdesk.ui.theme.theme import Theme

WIDE = 860
"""Width at 100 % from which the brief stands beside the contents."""
LEAST = 260
"""Height at 100 % that the brief keeps."""
_STATUS = {"high": Status.BREACHED, "medium": Status.RISK, "low": Status.NO_DATA}


class Paper(Column):
    """Words to be read that scroll by keys as well; a ring shows when they have the keyboard.

    Args:
        theme: The theme in force.
        name: Accessible name.
    """

    def __init__(self, theme: Theme, name: str) -> None:
        super().__init__(name)
        self._theme = theme
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.body.setContentsMargins(2, 0, Space.CONTROL, Space.TIGHT)
        self._retheme()
        theme.changed.connect(self._retheme)

    def _retheme(self) -> None:
        ring = f"2px solid {self._theme.colour('accent').name()}; border-radius: {Size.RADIUS}px"
        self.setStyleSheet(
            "Paper { border: 2px solid transparent; margin: 0 -4px; } "
            f"Paper:focus {{ border: {ring}; }}"
        )


class PreviewStep(QWidget):
    """Sheets with counts and what is left out; the brief of one account at a time.

    Args:
        theme: The theme in force.
        session: The hand-over.
    """

    def __init__(self, theme: Theme, session: GivingSession) -> None:
        super().__init__()
        self._theme, self._session = theme, session
        self._pages: Sequence[BriefPage] = ()
        self._shown = ""
        self._sides = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._sides.setContentsMargins(0, 0, 0, 0)
        self._sides.setSpacing(Space.CARD_GAP)
        self._sides.addWidget(self._book(), 2)
        self._sides.addWidget(self._paper(), 3)
        session.filled.connect(self.follow)
        session.changed.connect(self.follow)
        session.briefed.connect(self._on_briefed)
        theme.changed.connect(self._fit)
        self._fit()

    def start(self) -> QWidget:
        """What has the keyboard first."""
        return self.pdf

    def _book(self) -> Card:
        theme = self._theme
        card = Card(theme, _("The workbook"))
        card.head.addWidget(Badge(theme, _("Internal"), icon="lock"))
        card.add(
            Label(
                theme,
                _("Every sheet is marked “Internal”: it is for your colleague, never for the "
                  "client."),
                tone="secondary", wrap=True,
            )
        )  # fmt: skip
        self._sheets = Paper(theme, _("Sheets of the workbook"))
        self._list = self._sheets.body
        self._list.setSpacing(Space.TIGHT)
        card.add(self._sheets, 1)
        self.left_out = Label(theme, "", tone="secondary", wrap=True)
        card.add(self.left_out)
        self.pdf = CheckBox(theme, _("Save the brief as a PDF as well"))
        self.pdf.toggled.connect(lambda on: self._session.decide(brief=on))
        card.add(self.pdf)
        return card

    def _paper(self) -> Card:
        theme = self._theme
        self._card = Card(theme, _("The brief"))
        self.which = ComboBox(theme, _("Account"))
        self.which.currentIndexChanged.connect(lambda at: self._open(at))
        self._card.head.addWidget(self.which)
        self.which.hide()
        self._column = Paper(theme, _("The brief"))
        self._column.body.setSpacing(Space.CONTROL)
        self._column.body.addWidget(Label(theme, _("Reading…"), tone="secondary"))
        self._card.add(self._column, 1)
        return self._card

    # -- the workbook ----------------------------------------------------------------------

    def follow(self) -> None:
        """Show what was decided and counted."""
        session, draft = self._session, self._session.draft
        self.pdf.setChecked(draft.brief)
        clear(self._list)
        contents = session.contents
        if contents is None:
            self._list.addWidget(Label(self._theme, _("Counting…"), tone="secondary"))
        else:
            self._add_line(_("Cover, brief and team"), "")
            for name, count in contents.sheets:
                self._add_line(name, number(count))
            if "history" not in draft.left_out:
                self._add_line(_("History"), "")
        self._list.addStretch(1)
        self.left_out.setText(self._missing())

    def _add_line(self, words: str, count: str) -> None:
        line = QWidget()
        row = QHBoxLayout(line)
        row.setContentsMargins(0, 0, 0, 0)
        row.addWidget(Label(self._theme, words), 1)
        row.addWidget(Label(self._theme, count, tone="secondary"))
        line.setAccessibleName(f"{words}: {count}" if count else words)
        self._list.addWidget(line)

    def _missing(self) -> str:
        """What stays here, in a sentence."""
        draft, offer = self._session.draft, self._session.offer
        labels = offer.sections if offer is not None else ()
        names = [label for code, label in labels if code in draft.left_out]
        if not draft.private:
            names.append(_("private notes"))
        return _("Stays here: %s.") % ", ".join(names) if names else _("Nothing stays here.")

    # -- the brief -------------------------------------------------------------------------

    def _on_briefed(self) -> None:
        self._pages = self._session.briefs or ()
        names = [page.name for page in self._pages]
        self.which.blockSignals(True)
        self.which.clear()
        for page in self._pages:
            self.which.addItem(page.name, page.account)
        at = next((n for n, page in enumerate(self._pages) if page.account == self._shown), 0)
        self.which.setCurrentIndex(at)
        self.which.blockSignals(False)
        self.which.setVisible(len(names) > 1)
        self._open(at)

    def _open(self, at: int) -> None:
        if not 0 <= at < len(self._pages):
            return
        page, theme = self._pages[at], self._theme
        self._shown = page.account
        body = self._column.body
        clear(body)
        body.addWidget(Label(theme, page.name, "subtitle", wrap=True))
        if page.facts:
            facts = KeyValueList(theme, 120)
            for name, value in page.facts:
                facts.add(name, value)
            body.addWidget(facts)
        self._add_part(_("Top things to know"), page.top)
        self._add_part(_("Who matters"), page.people)
        self._add_part(_("What is open"), page.promises)
        self._add_part(_("Next dates"), page.dates)
        body.addStretch(1)
        self._column.verticalScrollBar().setValue(0)

    def _add_part(self, title: str, lines: Sequence[BriefLine]) -> None:
        if not lines:
            return
        theme, body = self._theme, self._column.body
        body.addSpacing(Space.CONTROL)
        body.addWidget(Label(theme, title, "strong"))
        for line in lines:
            body.addWidget(_brief_line(theme, line))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The brief stands beneath where there is no room beside."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= self._theme.px(WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if wide else down)
        for part in (self._column, self._sheets):
            part.setMinimumHeight(self._theme.px(LEAST))


def _brief_line(theme: Theme, line: BriefLine) -> QWidget:
    made = Tall()
    row = QHBoxLayout(made)
    row.setContentsMargins(0, 0, 0, 0)
    row.setSpacing(Space.CONTROL)
    top = Qt.AlignmentFlag.AlignTop
    if line.mark in SEVERITIES:
        mark: QWidget = StatusLabel(theme, _STATUS[line.mark], str(SEVERITIES[line.mark]))
        mark.setMinimumWidth(theme.px(84))
        row.addWidget(mark, 0, top)
    elif line.mark:
        day = Label(theme, line.mark, tone="secondary")
        day.setMinimumWidth(theme.px(92))
        row.addWidget(day, 0, top)
    words = QVBoxLayout()
    words.setSpacing(0)
    words.addWidget(Label(theme, line.head, wrap=True))
    if line.detail:
        words.addWidget(Label(theme, line.detail, "caption", "secondary", wrap=True))
    row.addLayout(words, 1)
    made.setAccessibleName(", ".join(one for one in (line.mark, line.head, line.detail) if one))
    return made
