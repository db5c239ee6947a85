"""The page of one review: agenda, last actions, goals, decisions, new actions, minutes."""

from __future__ import annotations

import functools
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QMenu, QVBoxLayout, QWidget

from acctdesk.services.meeting import CANCELLED, HELD, INTERNAL, PLANNED
from acctdesk.ui.reviews import lines, said
from acctdesk.ui.reviews.agendacard import AgendaCard
from acctdesk.ui.reviews.heldcard import HeldCard
from acctdesk.ui.reviews.linescard import LinesCard
from acctdesk.ui.reviews.minutescard import MinutesCard
from acctdesk.ui.reviews.scorecard import ScoreCard
from acctdesk.ui.reviews.side import SidePanel
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button, MenuButton
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.heads import PageHeader
from acctdesk.words import Lazy, _, _n, lazy

if TYPE_CHECKING:
    from collections.abc import Callable

    from acctdesk.ui.reviews.reading import Kept, Sheet
    from acctdesk.ui.reviews.slides.card import SlidesCard
    from acctdesk.ui.theme.theme import Theme

WIDE = 760
"""Width at 100 % from which two cards stand side by side."""
GAP = Space.CARD_GAP + 4
LISTS: dict[str, tuple[Lazy, Lazy, Lazy]] = {
    "last": (lazy("What we promised last time"), lazy("Nothing was promised before."), lazy("")),
    "goals": (
        lazy("Goals and progress"), lazy("No goals of the client yet."), lazy("Add a goal…"),
    ),
    "decisions": (
        lazy("Decisions"), lazy("No decision is wanted."), lazy("Add a decision that is wanted…"),
    ),
    "actions": (
        lazy("New actions"), lazy("Nothing was promised at this review yet."),
        lazy("Add an action of ours…"),
    ),
    "roadmap": (lazy("Road map"), lazy("Nothing on the road map yet."), lazy("Add an initiative…")),
    "risks": (lazy("Risks"), lazy("No open risks."), lazy("Add a risk…")),
}  # fmt: skip
"""The cards of lines: heading, what is said of none, what is added."""
ADDED = {
    "goals": "goal", "decisions": "decision", "actions": "promise", "roadmap": "initiative",
    "risks": "risk",
}  # fmt: skip
"""Kind of what is added in a card."""
MENU: tuple[tuple[str, Lazy, str], ...] = (
    ("edit", lazy("Edit the review…"), "pencil"),
    ("invitation", lazy("Draft invitation"), "mail"),
    ("calendar", lazy("Calendar entry (.ics)…"), "calendar"),
    ("numbers", lazy("Numbers (.xlsx)…"), "file-spreadsheet"),
    ("hold", lazy("Mark as held"), "check"),
    ("agree", lazy("Agree the new actions with the client"), "handshake"),
    ("pre_read", lazy("Pre-read has gone out"), "check"),
    ("rehearsed", lazy("Slides were rehearsed"), "check"),
    ("cancel", lazy("Cancel the review"), "x"),
    ("plan_again", lazy("Plan it again"), "rotate-ccw"),
)
"""What else can be done with a review."""
CARDS = {
    "agenda_fits": "agenda", "forward": "agenda", "carried_over": "last", "rehearsed": "slides",
    "answers": "scores", "template": "slides",
}  # fmt: skip
"""Where what isn't ready is mended, by its code."""


class Planner(QWidget):
    """One review.

    Args:
        theme: The theme in force.
        able: Whether anything can be changed.
        slides: The card of its slides; None where there is none.
    """

    act_wanted = Signal(str)
    """Something is to be done with the review: a name of `MENU`, "hold", "deck", "pdf", "present",
    "follow_up" or "next"."""

    def __init__(self, theme: Theme, *, able: bool, slides: SlidesCard | None = None) -> None:
        super().__init__()
        self._theme, self._able = theme, able
        self.sheet: Sheet | None = None
        self._columns = 0
        self._steps: list[Callable[[], object]] = []
        self._turns = QTimer(self)
        self._turns.setInterval(0)
        self._turns.timeout.connect(self._step)
        self.head = PageHeader(theme, "", " ")
        self.deck = Button(theme, _("Deck .pptx"), icon="file-input")
        self.pdf = Button(theme, "PDF", icon="file-text")
        self.hold = Button(theme, _("Mark as held"), icon="check")
        self.present = Button(theme, _("Check and present"), "primary", icon="monitor-play")
        menu = QMenu()
        self.acts = {}
        for name, words, icon in MENU:
            action = menu.addAction(theme.icon(icon), str(words))
            action.triggered.connect(lambda _on=False, name=name: self.act_wanted.emit(name))
            self.acts[name] = action
        self.more = MenuButton(theme, _("More"), menu, "quiet")
        for button, name in (
            (self.more, ""), (self.hold, "hold"), (self.deck, "deck"), (self.pdf, "pdf"),
            (self.present, "present"),
        ):  # fmt: skip
            self.head.add(button)
            if name:
                button.clicked.connect(lambda _on=False, name=name: self.act_wanted.emit(name))
        self.held = HeldCard(theme)
        self.held.follow_up_wanted.connect(lambda: self.act_wanted.emit("follow_up"))
        self.held.next_wanted.connect(lambda: self.act_wanted.emit("next"))
        self.agenda = AgendaCard(theme, able=able)
        self.lists = {
            name: LinesCard(theme, str(title), str(empty), able=able, add=str(add))
            for name, (title, empty, add) in LISTS.items()
        }
        self.scores = ScoreCard(theme, able=able)
        self.minutes = MinutesCard(theme, able=able)
        self.slides = slides
        self.side = SidePanel(theme, able=able, close=True)
        self.inline = SidePanel(theme, able=able)
        self._aside = Card(theme)
        self._aside.setParent(self)
        self._aside.add(self.inline)
        self._grid = QGridLayout()
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(GAP)
        self._grid.setVerticalSpacing(GAP)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(GAP)
        column.addWidget(self.head)
        column.addWidget(self.held)
        column.addLayout(self._grid)
        column.addStretch(1)
        self.held.hide()
        self.cards: dict[str, QWidget] = {
            "agenda": self.agenda, "last": self.lists["last"], "side": self._aside,
            **({"slides": slides} if slides is not None else {}),
            "actions": self.lists["actions"], "decisions": self.lists["decisions"],
            "minutes": self.minutes, "goals": self.lists["goals"], "scores": self.scores,
            "roadmap": self.lists["roadmap"], "risks": self.lists["risks"],
        }  # fmt: skip
        self._aside.hide()
        self._arrange(2)
        theme.changed.connect(self._retheme)

    # -- what is shown ---------------------------------------------------------------------

    def show_sheet(self, sheet: Sheet) -> None:
        """Show a review: the agenda at once; the cards of another one follow, each in its turn."""
        fresh = self.sheet is None or self.sheet.meeting.id != sheet.meeting.id
        self.sheet = sheet
        meeting = sheet.meeting
        self.head.set_title(said.headline(meeting))
        place = _("{when} · {place}").format(when=said.when(meeting), place=meeting.place)
        when = place if meeting.place else said.when(meeting)
        self.head.set_note(f"{meeting.account_name} · {when}")
        self.agenda.show_agenda(sheet.told, sheet.me)
        self.minutes.show_minutes(meeting.id, meeting.client_minutes, sheet.draft)
        self._offer()
        self._steps = [
            functools.partial(self.panel().show_sheet, sheet),
            *(functools.partial(self._fill, name) for name in self.lists),
            lambda: self.scores.show_scores(sheet.scores),
            *(functools.partial(one.show_sheet, sheet) for one in (self.side, self.inline)),
        ]
        if fresh:
            # Nothing of the review before stays in sight meanwhile.
            for card in self.lists.values():
                card.clear()
            for panel in (self.side, self.inline):
                panel.clear()
            self._turns.start()
        else:
            self.finish()

    @property
    def is_filled(self) -> bool:
        """Whether all of the review is shown."""
        return not self._steps

    def finish(self) -> None:
        """Show all of the review now."""
        while self._steps:
            self._step()

    def _step(self) -> None:
        if self._steps:
            self._steps.pop(0)()
        if not self._steps:
            self._turns.stop()

    def _fill(self, name: str) -> None:
        """Fill one of the cards of lines."""
        sheet, card = self.sheet, self.lists[name]
        if sheet is None:
            return
        if name == "last":
            told = [lines.promise(one) for one in sheet.last.promises]
            card.show_lines(told, said.counted(sheet.last.tally))
        elif name == "actions":
            told = [lines.promise(one, owner=True) for one in sheet.made.promises]
            card.show_lines(told, said.counted(sheet.made.tally))
        elif name == "decisions":
            wanted = sum(one.state == "wanted" for one in sheet.decisions)
            told = [lines.decision(one) for one in sheet.decisions]
            card.show_lines(told, _n("{n} wanted", "{n} wanted", wanted) if wanted else "")
        elif name == "goals":
            card.show_lines([lines.goal(one) for one in sheet.goals])
        elif name == "risks":
            card.show_lines([lines.risk(one) for one in sheet.risks])
        else:
            card.show_lines([lines.initiative(one) for one in sheet.initiatives])

    def show_kept(self, kept: Kept | None) -> None:
        """Show what the client doesn't get, and what has changed; None while it is being told."""
        for panel in (self.side, self.inline):
            panel.show_kept(kept)
        self.held.show_kept(kept)

    def _offer(self) -> None:
        """Offer what can be done with a review in its state."""
        if self.sheet is None:
            return
        meeting = self.sheet.meeting
        planned, held = meeting.state == PLANNED, meeting.state == HELD
        outside = meeting.type != INTERNAL
        self.held.setVisible(held)
        self.held.follow_up.setVisible(outside)
        self.held.next.setVisible(self._able)
        # Before its day it is one of many things; from then on the one that is to be done.
        due = planned and self._able and meeting.day <= self.sheet.today
        self.hold.setVisible(due)
        for button in (self.deck, self.pdf, self.present):
            button.setVisible(outside and self.slides is not None)
        offered = {
            "edit": self._able, "invitation": outside and not held,
            "calendar": outside and not held,
            "hold": planned and self._able and not due,
            "agree": self._able and any(not one.agreed for one in self.sheet.made.promises),
            "numbers": outside and self.slides is not None, "pre_read": self._able and planned,
            "rehearsed": self._able and planned, "cancel": self._able and planned,
            "plan_again": self._able and meeting.state == CANCELLED,
        }  # fmt: skip
        for name, action in self.acts.items():
            action.setVisible(offered[name])

    def show_aside(self, *, inline: bool) -> None:
        """Say whether readiness and participants stand on the page itself."""
        if self._aside.isHidden() == inline:
            self._aside.setVisible(inline)
            self._arrange(self._columns)

    def panel(self) -> SidePanel:
        """Readiness and participants where they are seen."""
        return self.inline if not self._aside.isHidden() else self.side

    def card_of(self, code: str) -> QWidget | None:
        """The card in which something that isn't ready is mended; None when it is elsewhere."""
        return self.cards.get(CARDS.get(code, ""))

    def panes(self) -> tuple[QWidget, ...]:
        """What F6 goes through."""
        return (self.head, *(one for one in self.cards.values() if not one.isHidden()))

    # -- inside ----------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two cards side by side where there is room."""
        super().resizeEvent(event)
        self._fit(event.size().width())

    def _retheme(self) -> None:
        self._fit(self.width())

    def _fit(self, width: int) -> None:
        columns = 2 if width >= self._theme.px(WIDE) else 1
        if columns != self._columns:
            self._arrange(columns)

    def _arrange(self, columns: int) -> None:
        self._columns = columns
        for card in self.cards.values():
            self._grid.removeWidget(card)
        row = column = 0
        for name, card in self.cards.items():
            if name == "side" and self._aside.isHidden():
                continue
            whole = columns == 1 or name in ("slides", "minutes", "side")
            if whole and column:
                row, column = row + 1, 0
            self._grid.addWidget(card, row, column, 1, columns if whole else 1)
            column += columns if whole else 1
            if column >= columns:
                row, column = row + 1, 0
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)
