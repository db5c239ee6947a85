"""The list of what needs the person, first things first."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from acctdesk.ui.imports.cards import ItemCard
from acctdesk.ui.imports.findings import Overview
from acctdesk.ui.imports.items import Item
from acctdesk.ui.theme.theme import Theme
from acctdesk.ui.widgets.buttons import Button
from acctdesk.ui.widgets.cards import Card
from acctdesk.ui.widgets.empty import EmptyState
from acctdesk.ui.widgets.pieces import Column, chain, clear, stops
from acctdesk.words import _, _n

BATCH = 16
"""Cards that are shown at once; the rest wait behind "and N more"."""


class Needs(Card):
    """A card for each thing; those that are still there after a check stay the same widgets.

    Args:
        theme: The theme in force.
    """

    chosen = Signal(object)
    """The rows of an `Item` are to be shown."""
    answered = Signal(object, str, object)
    """The person decided: the `Item`, what kind of answer, and the answer."""
    compare = Signal(object)
    """Two records are to be shown side by side."""

    def __init__(self, theme: Theme) -> None:
        super().__init__(theme, _("What needs you"), _("grouped by repair"), flush=True)
        self._theme = theme
        self._items: tuple[Item, ...] = ()
        self._alike = 0
        self._shown = BATCH
        self.cards: dict[tuple[str, ...], ItemCard] = {}
        self.current: tuple[str, ...] = ()
        self.list = Column(_("What needs you"))
        self._nothing = EmptyState(
            theme, "circle-check", _("Nothing needs you"), _("Every row can be taken as it is.")
        )
        self._more = Button(theme, "", "quiet")
        self._more.clicked.connect(self._show_more)
        self.add(self.list, 1)
        self.add(self._nothing, 1)
        self.add(self._more)

    def set_checking(self, checking: bool) -> None:
        """Tell whether a newer check is under way."""
        self.note.setText(_("checking…") if checking else _("grouped by repair"))

    def show_view(self, view: Overview) -> None:
        """Show a check; focus and typed text stay where they are."""
        self._items, self._alike = view.items, view.duplicates()
        self._fill()

    def reset(self) -> None:
        """Forget everything."""
        self._items, self._shown, self.current = (), BATCH, ()
        self.cards.clear()
        clear(self.list.body)

    def choose(self, key: tuple[str, ...]) -> None:
        """Tint a card."""
        self.current = key
        for one, card in self.cards.items():
            card.set_current(one == key)

    def focus_first(self) -> bool:
        """Go to the first card; whether there is one."""
        first = next(iter(self.cards.values()), None)
        if first is not None:
            first.setFocus(Qt.FocusReason.OtherFocusReason)
        return first is not None

    def last_stop(self) -> QWidget:
        """The last place that Tab comes to."""
        last = next(reversed(self.cards.values()), None)
        return stops(last)[-1] if last is not None else self.list

    def _show_more(self) -> None:
        self._shown += BATCH
        self._fill()

    def _fill(self) -> None:
        shown = self._items[: self._shown]
        before = list(self.cards)
        inside = self.window().focusWidget()
        focus = next(
            (
                key
                for key, card in self.cards.items()
                if inside is not None and (card is inside or card.isAncestorOf(inside))
            ),
            None,
        )
        wanted = {item.key for item in shown}
        gone = [card for key, card in self.cards.items() if key not in wanted]
        body = self.list.body
        for one in self.cards.values():
            # A card whose item is only taken keeps the height it had.
            body.removeWidget(one)
        while body.count():
            body.takeAt(0)
        cards: dict[tuple[str, ...], ItemCard] = {}
        above: QWidget = self.list
        for item in shown:
            card = self.cards.get(item.key) or self._new_card(item)
            card.update_item(item)
            cards[item.key] = card
            body.addWidget(card)
            card.show()
            card.set_alike(self._alike)
            inner = stops(card)
            chain(above, inner)
            above = inner[-1]
        body.addStretch(1)
        self.cards = cards
        rest = len(self._items) - len(shown)
        self._more.setVisible(rest > 0)
        self._more.set_text(_n("and {n} more", "and {n} more", rest))
        self._nothing.setVisible(not self._items)
        self.list.setVisible(bool(self._items))
        if focus is not None and focus not in cards and cards:
            # What had the focus is mended: go on with the next one.
            later = [key for key in before[before.index(focus) :] if key in cards]
            cards[later[0] if later else next(iter(cards))].setFocus(
                Qt.FocusReason.OtherFocusReason
            )
        for card in gone:
            card.hide()
            card.deleteLater()
        self.choose(self.current if self.current in cards else ())

    def _new_card(self, item: Item) -> ItemCard:
        card = ItemCard(self._theme, item, self._alike)
        card.chosen.connect(self.chosen)
        card.answered.connect(self.answered)
        card.compare.connect(self.compare)
        return card
