"""What if somebody leaves: what goes with them, and the way to whoever comes after them."""

from __future__ import annotations

import functools
from collections.abc import Sequence
from decimal import Decimal
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSizePolicy, QVBoxLayout, QWidget

from acctdesk.services.stakeholder import Card, Leaving
from acctdesk.ui.stakeholders.words import dots
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.theme.tokens import Space
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.fields import CheckBox
from acctdesk.ui.widgets.layouts import Popover
from acctdesk.ui.widgets.text import Label
from acctdesk.words import _, _n, money, number, percent

if TYPE_CHECKING:
    from PySide6.QtGui import QShowEvent

    from acctdesk.metrics.departures import Successor
    from acctdesk.ui.stakeholders.study import Study

MOST = 3
"""Ways that are told."""


class LeavingPart(QWidget):
    """What would be lost with the chosen card.

    Args:
        theme: The theme in force.
        study: The map.
    """

    def __init__(self, theme: Theme, study: Study) -> None:
        super().__init__()
        self._theme, self._study = theme, study
        self._card = ""
        self._successors: tuple[str, ...] | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(Space.CONTROL)
        self.title = Label(theme, "", "strong", wrap=True)
        self.text = Label(theme, "", "caption", "secondary", wrap=True)
        self.ways = Label(theme, "", "caption", wrap=True)
        self.counted = Label(theme, "", "caption", "secondary", wrap=True)
        self.choose = Button(theme, _("Choose successors…"), "link")
        self.choose.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.choose.clicked.connect(self._ask)
        for one in (self.title, self.text, self.ways, self.counted):
            column.addWidget(one)
        column.addWidget(self.choose, 0, Qt.AlignmentFlag.AlignLeft)
        study.chosen.rested.connect(self.look)
        study.shown.connect(self.look)
        self.hide()

    def look(self) -> None:
        """Ask what would be lost, when it is seen."""
        study = self._study
        card = study.card(study.chosen.current)
        # Of a past day nobody leaves any more.
        wanted = card is not None and not card.is_placeholder and study.day is None
        self.setVisible(wanted)
        if card is None or not wanted:
            self._card = ""
            return
        if card.position != self._card:
            self._card, self._successors = card.position, None
        if self.isVisible():
            known = [
                one for one in self._successors or () if study.card(one) is not None
            ]  # fmt: skip
            study.leaving(
                card.position, known or None, functools.partial(self._show, card.position)
            )

    def showEvent(self, event: QShowEvent) -> None:
        """Ask, where it was hidden when somebody was chosen."""
        super().showEvent(event)
        self.look()

    def _show(self, position: str, found: Leaving) -> None:
        card = self._study.card(position)
        if card is None or position != self._card:
            return
        self.title.setText(_("If %s leaves") % card.label)
        self.text.setText(" · ".join(self._losses(found)))
        ways = [one for one in found.loss.successors if one.way is not None][:MOST]
        lines = [self._way(one, found) for one in ways]
        if lines:
            head = _n("Best way to a successor:", "Best ways to successors:", len(lines))
            self.ways.setText("\n".join([head, *lines]))
        elif found.loss.successors:
            self.ways.setText(_("Nobody of us knows a way to a successor."))
        else:
            self.ways.setText(_("Nobody stands beneath or beside them, and nobody above."))
        self.counted.setText(self._basis(found))

    def _losses(self, found: Leaving) -> list[str]:
        loss, word = found.loss, self._study.word
        roles = [word("position", "buying_roles", one) for one in loss.lost_roles]
        said = [_("%s lost") % ", ".join(roles)] if roles else []
        if loss.orphans:
            said.append(_n("{n} report orphaned", "{n} reports orphaned", len(loss.orphans)))
            if loss.branch > len(loss.orphans):
                said.append(_("%s beneath them in all") % number(loss.branch))
        if loss.exposed:
            known = ", ".join(
                f"{found.labels.get(one.member, '')} {dots(one.rank)}" for one in loss.exposed
            )
            said.append(_("relationships gone: %s") % known)
        if loss.revenue is not None:
            said.append(_("%s exposed") % money(loss.revenue.quantize(Decimal(1)), found.currency))
        return said or [_("Nothing we know of is lost")]

    def _basis(self, found: Leaving) -> str:
        loss = found.loss
        if loss.reason == "no_revenue":
            return _("No revenue is shown: the account has no annual value.")
        if loss.share is None:
            return _("No revenue is shown: no relationship is recorded.")
        return _(
            "Exposed is the annual value times their share of the strength of all our "
            "relationships here (brief 1, multiple 2, in depth 3): %s."
        ) % percent(loss.share)

    @staticmethod
    def _way(one: Successor, found: Leaving) -> str:
        if one.way is None:
            return ""
        names = [found.labels.get(at, "") or _("Unknown") for at in one.way.positions]
        return " → ".join([found.labels.get(one.way.member, ""), *names])

    # -- other successors ------------------------------------------------------------------

    def _ask(self) -> None:
        study = self._study
        if study.seen is None:
            return
        others = [
            one for one in study.seen.cards
            if one.position != self._card and not one.is_placeholder
        ]  # fmt: skip
        popover = SuccessorsPopover(self._theme, others, self._successors or (), self)
        popover.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        popover.keep.clicked.connect(lambda: self.set_successors(popover.chosen()))
        popover.keep.clicked.connect(popover.close)
        popover.open_under(self.choose)

    def set_successors(self, positions: Sequence[str]) -> None:
        """Say who may come after them; nobody takes those who stand near again."""
        self._successors = tuple(positions) or None
        self.look()


class SuccessorsPopover(Popover):
    """Everybody on the map, to be ticked.

    Args:
        theme: The theme in force.
        cards: Who can be chosen.
        ticked: Positions that are ticked at first.
        parent: The widget it belongs to.
    """

    def __init__(
        self, theme: Theme, cards: Sequence[Card], ticked: Sequence[str], parent: QWidget
    ) -> None:
        super().__init__(theme, _("Choose successors"), parent)
        from PySide6.QtWidgets import QFrame, QScrollArea

        self.body.addWidget(Label(theme, _("Who may come after them?"), "strong"))
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        self.boxes: dict[str, CheckBox] = {}
        for card in cards:
            words = f"{card.name}, {card.title}" if card.title else card.name
            box = CheckBox(theme, words)
            box.setChecked(card.position in ticked)
            self.boxes[card.position] = box
            column.addWidget(box)
        column.addStretch(1)
        area.setWidget(inner)
        area.setMinimumSize(theme.px(280), min(len(cards) * theme.px(30) + 8, theme.px(280)))
        self.body.addWidget(area)
        self.keep = Button(theme, _("Look for ways"), "primary")
        self.body.addWidget(self.keep, 0, Qt.AlignmentFlag.AlignRight)

    def chosen(self) -> list[str]:
        """Positions that are ticked."""
        return [one for one, box in self.boxes.items() if box.isChecked()]
