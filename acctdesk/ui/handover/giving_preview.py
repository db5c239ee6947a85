"""Step 4: what the workbook will hold, and the brief as it will read."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from acctdesk.ui.handover.said import SEVERITIES
from acctdesk.ui.theme.tokens import Size, Space
from acctdesk.ui.widgets.badge import Badge
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.cell import Cell
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.fields import CheckBox, ComboBox
from acctdesk.ui.widgets.grid import GridView
from acctdesk.ui.widgets.layouts import KeyValueList
from acctdesk.ui.widgets.pieces import Column as Scrolled
from acctdesk.ui.widgets.pieces import Tall, clear
from acctdesk.ui.widgets.roles import Kind
from acctdesk.ui.widgets.status import Status, StatusLabel
from acctdesk.ui.widgets.tabled import EMPTY, Column, Row, Table, TableModel
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, number

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from acctdesk.ui.handover.giving_session import GivingSession
    from acctdesk.ui.handover.reading import BriefLine, BriefPage
    from acctdesk.ui.theme.theme import Theme

WIDE = 860
"""Width at 100 % from which the brief stands beside the contents."""
LEAST = 260
"""Height at 100 % that the brief keeps."""
AT_ONCE = 4
"""Lines of the brief that are made in a turn."""
_STATUS = {"high": Status.BREACHED, "medium": Status.RISK, "low": Status.NO_DATA}


class Paper(Scrolled):
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
        self._parts: list[Callable[[], None]] = []
        self._turn = QTimer(self, interval=0)
        self._turn.timeout.connect(self._add_next)
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
        self.sheets = GridView(theme, _("Sheets of the workbook"))
        self.model = TableModel(self)
        self.sheets.setModel(self.model)
        self.sheets.head.setSectionsClickable(False)
        self.sheets.set_empty(EmptyState(theme, "table-2", _("Counting what goes along")))
        card.add(self.sheets, 1)
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
        self.pdf.setChecked(self._session.draft.brief)
        self.left_out.setText(self._missing())
        self.model.show_table(self._table())
        self.sheets.fit_columns()

    def _table(self) -> Table:
        """The sheets, in their order; nothing until they are counted."""
        contents = self._session.contents
        if contents is None:
            return EMPTY
        rows = [(_("Cover, brief and team"), "")]
        rows += [(name, number(count)) for name, count in contents.sheets]
        if "history" not in self._session.draft.left_out:
            rows.append((_("History"), ""))
        return Table(
            (
                Column("sheet", _("Sheet"), Kind.NAME),
                Column("records", _("Records"), Kind.NUMBER),
            ),
            tuple(Row(name, (Cell(name), Cell(count))) for name, count in rows),
        )

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
        """Show the brief of an account, a part in a turn: all at once would hold the window up."""
        if not 0 <= at < len(self._pages):
            return
        page, theme = self._pages[at], self._theme
        self._shown = page.account
        clear(self._column.body)
        self._column.body.addWidget(Label(theme, page.name, "subtitle", wrap=True))
        self._column.verticalScrollBar().setValue(0)
        self._parts = [
            lambda: self._add_facts(page.facts),
            *self._lines(_("Top things to know"), page.top),
            *self._lines(_("Who matters"), page.people),
            *self._lines(_("What is open"), page.promises),
            *self._lines(_("Next dates"), page.dates),
            lambda: self._column.body.addStretch(1),
        ]
        self._turn.start()

    def _add_next(self) -> None:
        if self._parts:
            self._parts.pop(0)()
        if not self._parts:
            self._turn.stop()

    def _add_facts(self, facts: Sequence[tuple[str, str]]) -> None:
        if facts:
            shown = KeyValueList(self._theme, 120)
            for name, value in facts:
                shown.add(name, value)
            self._column.body.addWidget(shown)

    def _lines(self, title: str, lines: Sequence[BriefLine]) -> list[Callable[[], None]]:
        """What adds a part of the brief, a few lines in a turn."""

        def add(first: int) -> None:
            body, theme = self._column.body, self._theme
            if not first:
                body.addSpacing(Space.CONTROL)
                body.addWidget(Label(theme, title, "strong"))
            for line in lines[first : first + AT_ONCE]:
                body.addWidget(_brief_line(theme, line))

        return [functools.partial(add, first) for first in range(0, len(lines), AT_ONCE)]

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The brief stands beneath where there is no room beside."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= self._theme.px(WIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._sides.setDirection(across if wide else down)
        self._column.setMinimumHeight(self._theme.px(LEAST))


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
