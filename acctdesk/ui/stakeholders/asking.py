"""Commands of a map that ask for somebody first: find, connect, reports to, moved elsewhere."""

from __future__ import annotations

import functools
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QWidget

from acctdesk.ui.stakeholders.picker import Entry, Picker
from acctdesk.ui.theme.theme import Theme
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.services.stakeholder import Card
    from acctdesk.ui.stakeholders.study import Study


class Asking(QObject):
    """Asks, and makes the gesture.

    Args:
        theme: The theme in force.
        study: The map.
        anchor: Where it asks: beneath this widget.
    """

    def __init__(self, theme: Theme, study: Study, anchor: QWidget) -> None:
        super().__init__(anchor)
        self._theme, self._study, self._anchor = theme, study, anchor
        self.picker: Picker | None = None
        """The picker that was opened last; for tests."""

    def find(self) -> None:
        """Ask for somebody, and choose them."""
        self._ask(_("Find on the map"), self._people(()), _("Show"), self._choose)

    def reports_to(self) -> None:
        """Ask whom the chosen report to; the first entry is nobody."""
        cards = self._study.chosen.cards
        if cards and self._study.may_change(cards[0]):
            entries: list[Entry] = [("-", _("Nobody above"), ""), *self._people(cards)]
            self._ask(
                _("%s reports to…") % self._named(), entries, _("Report to them"),
                lambda found: self._study.reparent(cards, None if found == "-" else found),
            )  # fmt: skip

    def connect_with(self) -> None:
        """Ask with whom the chosen one is connected, and how."""
        start, study = self._study.chosen.current, self._study
        if not start or not study.may_change(start):
            return
        types = [(one.code, str(one.label)) for one in study.field("tie", "type").choices]
        strengths = [(None, _("Not said")), (1, _("Weak")), (2, _("Medium")), (3, _("Strong"))]
        choices = ((_("Kind of line"), types), (_("Strength"), strengths))

        def join(end: str) -> None:
            picker = self.picker
            if picker is not None:
                kind, strength = picker.boxes[0].value(), picker.boxes[1].value()
                study.connect_cards(
                    start, end, str(kind), strength if isinstance(strength, int) else None
                )

        title = _("Connect %s with…") % self._named()
        self._ask(title, self._people((start,)), _("Connect"), join, choices)

    def moved(self) -> None:
        """Ask to which account somebody moved."""
        card, study = self._study.card(self._study.chosen.current), self._study
        if card is None or not study.may_change(card.position):
            return
        if card.is_placeholder:
            study.refused.emit(_("Nobody holds this post. Say who it is first."), card.position)
            return
        study.accounts(functools.partial(self._pick_account, card))

    def _pick_account(self, card: Card, accounts: Sequence[tuple[str, str]]) -> None:
        entries = [(one, name, "") for one, name in accounts if one != self._study.account]
        self._ask(
            _("%s works now at…") % card.label, entries, _("Move there"),
            lambda account: self._study.change_employer(card.position, account),
        )  # fmt: skip

    def _choose(self, position: str) -> None:
        if self._study.seen is not None:
            self._study.chosen.reveal(self._study.seen, position)
            self._study.chosen.choose([position])

    def _ask(
        self,
        title: str,
        entries: Sequence[Entry],
        verb: str,
        done: Callable[[str], object],
        choices: Sequence[tuple[str, Sequence[tuple[object, str]]]] = (),
    ) -> None:
        self.picker = Picker(self._theme, title, entries, verb, self._anchor, choices)
        self.picker.picked.connect(done)
        self.picker.ask(self._anchor)

    def _people(self, but: Sequence[str]) -> list[Entry]:
        seen = self._study.seen
        cards = seen.cards if seen is not None else ()
        return [
            (one.position, one.label or _("Unknown"), one.title if one.name else "")
            for one in cards
            if one.position not in but
        ]

    def _named(self) -> str:
        cards = self._study.chosen.cards
        card = self._study.card(self._study.chosen.current)
        if len(cards) > 1:
            return _("%d people") % len(cards)
        return (card.label or _("Unknown")) if card is not None else ""
