"""What all views of a map share beside its content: who is chosen, folded away, searched for."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

if TYPE_CHECKING:
    from acctdesk.services.stakeholder import StakeholderMap


class Chosen(QObject):
    """The choice of cards, in the order in which they were chosen.

    Args:
        parent: Its owner.
    """

    changed = Signal()
    """Other cards are chosen, or another of them is the current one."""
    rested = Signal()
    """The same, once no button is held any more: for what is told beside the map."""
    folded = Signal()
    """Other branches are folded away."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._cards: dict[str, None] = {}
        self._current = ""
        self._folds: frozenset[str] = frozenset()
        self._held = self._owed = False

    @property
    def cards(self) -> tuple[str, ...]:
        """The positions that are chosen."""
        return tuple(self._cards)

    @property
    def current(self) -> str:
        """The position that keys go on from; empty for none."""
        return self._current

    @property
    def folds(self) -> frozenset[str]:
        """Positions whose branches are folded away."""
        return self._folds

    def choose(self, cards: Iterable[str], current: str | None = None) -> None:
        """Choose cards in place of those that are.

        Args:
            cards: Positions.
            current: The one that keys go on from; the last of them when not given.
        """
        chosen = dict.fromkeys(cards)
        if current is None:
            current = next(reversed(chosen), "")
        if list(chosen) != list(self._cards) or current != self._current:
            self._cards, self._current = chosen, current
            self.changed.emit()
            self._owed = self._held
            if not self._held:
                self.rested.emit()

    def hold(self) -> None:
        """A button is held, perhaps to drag: what is told of the chosen waits."""
        self._held = True

    def let_go(self) -> None:
        """No button is held any more."""
        owed, self._held, self._owed = self._owed, False, False
        if owed:
            self.rested.emit()

    def toggle(self, card: str) -> None:
        """Choose a card beside the others, or leave it out."""
        rest = [one for one in self._cards if one != card]
        self.choose(rest if card in self._cards else [*rest, card], card)

    def clear(self) -> None:
        """Choose nobody."""
        self.choose(())

    def fold(self, card: str, on: bool | None = None) -> None:
        """Fold the branch of a card away, or show it again.

        Args:
            card: Position.
            on: Whether it is folded; the other way round than it is when not given.
        """
        if on is None:
            on = card not in self._folds
        self.fold_all(self._folds | {card} if on else self._folds - {card})

    def fold_all(self, cards: Iterable[str]) -> None:
        """Fold exactly the branches of these cards."""
        folds = frozenset(cards)
        if folds != self._folds:
            self._folds = folds
            self.folded.emit()

    def reveal(self, seen: StakeholderMap, card: str) -> None:
        """Unfold whatever hides a card."""
        above: set[str] = set()
        one = seen.by_id.get(card)
        while one is not None and one.manager and one.manager not in above:
            above.add(one.manager)
            one = seen.by_id.get(one.manager)
        self.fold_all(self._folds - above)

    def settle(self, seen: StakeholderMap) -> None:
        """Forget cards that aren't on the map any more."""
        there = seen.by_id
        self.fold_all(one for one in self._folds if one in there)
        if any(one not in there for one in self._cards) or (
            self._current and self._current not in there
        ):
            left = [one for one in self._cards if one in there]
            self.choose(left, self._current if self._current in there else None)
