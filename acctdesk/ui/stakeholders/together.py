"""Marks between power and interest that stand for several people: painted, and listed."""

from __future__ import annotations

import functools
from collections.abc import Collection, Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QRectF
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QMenu, QWidget

from acctdesk.ui.stakeholders.gathering import Gathered
from acctdesk.ui.stakeholders.marking import Marker
from acctdesk.ui.stakeholders.words import standing
from acctdesk.words import _n

if TYPE_CHECKING:
    from acctdesk.services.stakeholder import Card
    from acctdesk.ui.stakeholders.study import Study


class Together:
    """Who shares a mark with whom.

    Args:
        study: The map.
        marker: Paints.
    """

    def __init__(self, study: Study, marker: Marker) -> None:
        self._study, self._marker = study, marker
        self._found = Gathered({}, {})
        self._group: dict[str, tuple[str, ...]] = {}
        self.menu: QMenu | None = None
        """The list that was opened last."""

    def set_found(self, found: Gathered) -> None:
        """Say who shares a mark, and where it is."""
        self._found = found
        self._group = {one: them for them in found.groups.values() for one in them}

    def group(self, position: str) -> tuple[str, ...]:
        """Those who share a mark with somebody, themselves among them; nobody for who has one."""
        return self._group.get(position, ())

    def words(self, position: str) -> str:
        """How many share a mark, in words; empty for nobody."""
        count = len(self.group(position))
        return _n("{n} person: press for the list", "{n} people: press for the list", count) \
            if count else ""  # fmt: skip

    def paint(self, painter: QPainter, chosen: Collection[str]) -> None:
        """Paint the marks."""
        for first, them in self._found.groups.items():
            box = QRectF(*self._found.places[first])
            self._marker.count(painter, box, len(them), on=any(one in chosen for one in them))

    def open(
        self,
        over: QWidget,
        position: str,
        moved: Mapping[str, tuple[int | None, int | None]],
    ) -> None:
        """List those who share a mark, to choose one of them.

        Args:
            over: What the list opens over.
            position: One of them.
            moved: Power and interest of those whose change isn't kept yet.
        """
        rect = self._found.places[position]
        cards: list[Card] = [
            card for one in self.group(position) if (card := self._study.card(one)) is not None
        ]
        if self.menu is not None:
            self.menu.deleteLater()
        menu = QMenu(over)
        for card in cards:
            power, interest = moved.get(card.position, (card.power, card.interest))
            words = standing(card, power, interest).replace("&", "&&")
            choose = functools.partial(self._study.chosen.choose, [card.position])
            menu.addAction(words, choose)
        self.menu = menu
        menu.popup(over.mapToGlobal(QPoint(round(rect.x), round(rect.bottom) + 2)))
