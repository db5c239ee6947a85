"""Whatever is done to a map, all its views show the same people and the same lines."""

from __future__ import annotations

import random
from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from acctdesk.ui.stakeholders.chart.view import OrgChart
from acctdesk.ui.stakeholders.matrix import Matrix
from acctdesk.ui.stakeholders.outline import Outline
from acctdesk.ui.stakeholders.quadrants import Quadrants
from acctdesk.ui.stakeholders.study import Study
from acctdesk.ui.theme.theme import Theme
from tests.effort import tries
from tests.ui.opened import Open
from tests.ui.settling import until

COMMANDS = 200
"""Commands of one sequence."""
EACH = 10
"""After how many of them the views are compared."""
NAMES = ("Ada", "Björn", "Chen", "Dolores", "Ewa", "Farid", "Greta", "Hugo")
ATTITUDES = ("mentor", "supporter", "neutral", "sceptic", "opponent", None)


class Chance:
    """Does to a map what comes to its mind."""

    def __init__(self, study: Study, member: str, seed: int) -> None:
        self._study, self._member = study, member
        self._rng = random.Random(seed)
        self.done: dict[str, int] = {}

    def act(self) -> None:
        """Do one thing, often one that can't be."""
        cards = [] if self._study.seen is None else [c.position for c in self._study.seen.cards]
        doings: list[Callable[[list[str]], None]] = [
            self.reparent, self.order, self.step, self.park, self.shift, self.rename,
            self.edit, self.weigh, self.connect, self.tie, self.relate, self.fold, self.remove,
        ]  # fmt: skip
        weights = [8, 3, 3, 3, 4, 2, 4, 4, 5, 3, 3, 2, 2]
        few = len(cards) < 25
        doing = self.add
        if cards and self._rng.random() > (0.3 if few else 0.1):
            doing = self._rng.choices(doings, weights)[0]
        self.done[doing.__name__] = self.done.get(doing.__name__, 0) + 1
        doing(cards)

    def one(self, cards: list[str]) -> str:
        return self._rng.choice(cards)

    def some(self, cards: list[str]) -> list[str]:
        return self._rng.sample(cards, min(len(cards), self._rng.choice((1, 1, 1, 2, 3))))

    def add(self, cards: list[str]) -> None:
        anchor = self.one(cards) if cards and self._rng.random() < 0.9 else None
        side = self._rng.choice(("below", "below", "beside", "above"))
        name = f"{self._rng.choice(NAMES)} {self._rng.randrange(1000)}"
        placeholder = self._rng.random() < 0.2
        self._study.add(
            side, anchor, name=None if placeholder else name, title="Lead" if placeholder else None
        )

    def reparent(self, cards: list[str]) -> None:
        manager = self.one(cards) if self._rng.random() < 0.85 else None
        self._study.reparent(self.some(cards), manager, self._rng.choice((None, 0, 1)))

    def order(self, cards: list[str]) -> None:
        self._study.order(self.one(cards), self._rng.randrange(4))

    def step(self, cards: list[str]) -> None:
        self._study.step(self.one(cards), self._rng.choice((-1, 1)))

    def park(self, cards: list[str]) -> None:
        self._study.park(self.some(cards))

    def shift(self, cards: list[str]) -> None:
        self._study.shift(
            {one: (self._rng.randrange(-300, 300), self._rng.randrange(90))
             for one in self.some(cards)}
        )  # fmt: skip
        if self._rng.random() < 0.2:
            self._study.tidy()

    def rename(self, cards: list[str]) -> None:
        one = self.one(cards)
        card = self._study.card(one)
        if card is not None and card.is_placeholder and self._rng.random() < 0.5:
            self._study.fill(one, name=f"{self._rng.choice(NAMES)} Late")
        else:
            self._study.rename(one, f"{self._rng.choice(NAMES)} Again")

    def edit(self, cards: list[str]) -> None:
        self._study.edit(self.some(cards), {"attitude": self._rng.choice(ATTITUDES)})

    def weigh(self, cards: list[str]) -> None:
        values = [self._rng.choice((None, *range(11))) for _value in range(2)]
        self._study.weigh(self.one(cards), *values)

    def connect(self, cards: list[str]) -> None:
        kind = self._rng.choice(("dotted", "influence", "conflict"))
        self._study.connect_cards(self.one(cards), self.one(cards), kind)

    def tie(self, _cards: list[str]) -> None:
        ties = self._study.seen.ties if self._study.seen is not None else ()
        if ties and self._rng.random() < 0.5:
            self._study.disconnect_cards([self._rng.choice(ties).id])
        elif ties:
            strength = self._rng.choice((None, 1, 2, 3))
            self._study.edit_tie(self._rng.choice(ties).id, {"strength": strength})

    def relate(self, cards: list[str]) -> None:
        card = self._study.card(self.one(cards))
        if card is not None and card.person:
            strength = self._rng.choice(("none", "brief", "multiple", "in_depth"))
            self._study.relate(self._member, card.person, {"strength": strength})

    def fold(self, cards: list[str]) -> None:
        self._study.chosen.fold(self.one(cards))

    def remove(self, cards: list[str]) -> None:
        self._study.remove(self.some(cards))


class Views:
    """All views of one study."""

    def __init__(self, theme: Theme, study: Study, qtbot: QtBot) -> None:
        self._study = study
        self.chart, self.outline = OrgChart(theme, study), Outline(theme, study)
        self.grid, self.matrix = Quadrants(theme, study), Matrix(theme, study)
        for view in (self.chart, self.outline, self.grid, self.matrix):
            self._open(view, qtbot)

    @staticmethod
    def _open(view: QWidget, qtbot: QtBot) -> None:
        qtbot.addWidget(view)
        view.resize(1000, 700)
        view.show()

    def hold_the_same(self) -> None:
        """The cards and lines of each are those of the map."""
        # Ties of many are looked for on another thread, a moment later.
        until(lambda: not self.chart.tying.waiting)
        seen = self._study.seen
        assert seen is not None
        cards = {one.position for one in seen.cards}
        # The grid: marks on the plane and names in the list beside it, each once.
        order = self.grid.plane.order()
        assert len(order) == len(set(order))
        assert set(order) == cards
        placed = {one for one in order if one in self.grid.plane._places}
        assert placed == {
            one.position for one in seen.cards if None not in (one.power, one.interest)
        }
        # The matrix: everybody who is known by name, once.
        rows = [self.matrix.model.person(row) for row in range(self.matrix.model.rowCount())]
        people = [one.person for one in rows if one is not None]
        assert len(people) == len(set(people))
        assert set(people) == {one.person for one in seen.cards if one.person}
        self._lines(cards)

    def _lines(self, cards: set[str]) -> None:
        seen = self._study.seen
        assert seen is not None
        model = self.outline.model
        lines = [line for row in range(model.rowCount()) if (line := model.line(row)) is not None]
        listed = [line.card.position for line in lines]
        assert len(listed) == len(set(listed))
        above: list[str] = []
        told: set[tuple[str, str]] = set()
        for line in lines:
            above = [*above[: line.depth], line.card.position]
            if line.depth:
                told.add((above[line.depth - 1], line.card.position))
        stage = self.chart.stage
        assert set(stage.cards.items) == set(listed) <= cards
        if not self._study.chosen.folds:
            assert set(listed) == cards
            assert told == {(c.manager, c.position) for c in seen.cards if c.manager}
        assert self.chart.tying.reporting == told
        # A tie is drawn unless a fold hides both its ends in one card.
        layout, numbers = stage.plan.layout, stage.plan.numbers
        wanted = {
            tie.id for tie in seen.ties
            if layout.stands_for(numbers[tie.start]) != layout.stands_for(numbers[tie.end])
        }  # fmt: skip
        assert {one.tie.id for one in stage.ties.drawn()} == wanted


def settle(opened: Open) -> None:
    """Wait until nothing is read or written any more, without sleeping meanwhile."""
    for _round in range(2):
        until(lambda: not opened.tasks.busy)
        QApplication.processEvents()


def content(opened: Open) -> dict[str, Any]:
    return opened.book.content()


@pytest.mark.parametrize(("seed", "burst", "back"), tries(
    [(1, 1, COMMANDS), (5, 10, 30)],
    [(1, 1, COMMANDS), (2, 5, 30), (3, 5, 30), (4, 5, 30), (5, 10, 30)],
))  # fmt: skip
def test_two_hundred_commands_leave_all_views_alike_and_can_be_taken_back(
    opened: Open, theme: Theme, qtbot: QtBot, seed: int, burst: int, back: int
) -> None:
    """In bursts, as of somebody quicker than the workspace; all, or the last, are taken back."""
    account, _change = opened.desk.accounts.create({"name": "Northwind"})
    [member] = opened.book.ids("member")[:1]
    study = Study(opened.desk, opened.tasks, opened.undo)  # type: ignore[arg-type]
    views = Views(theme, study, qtbot)
    study.set_account(account)
    settle(opened)
    chance = Chance(study, member, seed)
    for at in range(COMMANDS):
        if at == COMMANDS - back:
            settle(opened)
            begun, first, before = content(opened), opened.desk.history.next_undo(), study.seen
        chance.act()
        if at % burst == burst - 1:
            settle(opened)
        if at % EACH == EACH - 1:
            views.hold_the_same()
    assert len(chance.done) == 14, chance.done
    assert not opened.problems
    study.chosen.fold_all(())
    settle(opened)
    views.hold_the_same()
    ended, last = content(opened), study.seen
    steps = 0
    while opened.desk.history.next_undo() != first:
        assert opened.desk.history.undo().change is not None
        steps += 1
    settle(opened)
    assert steps > back / 2
    assert content(opened) == begun
    assert study.seen is not None
    assert study.seen.cards == before.cards  # type: ignore[union-attr]
    views.hold_the_same()
    for _step in range(steps):
        opened.desk.history.redo()
    settle(opened)
    assert content(opened) == ended
    assert study.seen.cards == last.cards  # type: ignore[union-attr]
    study.chosen.fold_all(())
    settle(opened)
    views.hold_the_same()
    study.deleteLater()
