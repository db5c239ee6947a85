"""One map under study: read once for all its views, and every gesture on it as one command.

The org chart, the grid, the outline, the matrix and the panels beside them hold no people of their
own. They show `Study.seen`, paint again on `shown`, and turn what somebody does into one of the
gestures here. A gesture runs on the lane of commands; the change bus brings the new map to all of
them, whoever made the change.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, Any

from acctdesk.ui.entering import complaint
from acctdesk.ui.stakeholders.seeing import Seeing
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.errors import Problem
    from acctdesk.ui.desk import Change


class Study(Seeing):
    """The map of one account, and what can be done with it; see `Seeing` for what is read."""

    # -- gestures: each is one change, and one step of undo ----------------------------------

    def add(
        self,
        side: str = "below",
        anchor: str | None = None,
        *,
        name: str | None = None,
        title: str | None = None,
        person: str | None = None,
        unit: str | None = None,
        values: Mapping[str, Any] | None = None,
        asks: bool = False,
    ) -> None:
        """Add a card; it is chosen, and `made` tells when its name can be typed.

        Args:
            side: "above", "below" or "beside" the anchor.
            anchor: Position; None for the top of the map.
            name: Name of somebody new; with neither name nor person it is a placeholder.
            title: Job title.
            person: Id of somebody who is known already.
            unit: Name of the business unit.
            values: Further fields of the post.
            asks: Whether to ask for the name, as is done anyway when none is given.
        """
        account = self._account
        unnamed = asks or not (name or title or person)

        def task() -> tuple[str, Change | None]:
            return self._desk.stakeholders.posts.add(
                account, anchor=anchor, side=side, name=name, title=title, person=person,
                unit=unit, values=values,
            )  # fmt: skip

        def done(made: tuple[str, Change | None]) -> None:
            position, change = made
            self._added = (position, change.id if unnamed and change is not None else "")
            self._await(position, named=unnamed)

        self._run(task, anchor or "", done)

    def reparent(
        self, positions: Sequence[str], manager: str | None, at: int | None = None
    ) -> None:
        """Let posts report to another, branches with them; refused visibly where that can't be."""
        why = self.why_not(positions, manager)
        if why:
            self.refused.emit(why, positions[0])
            return
        stakeholders = self._desk.stakeholders
        self._run(lambda: stakeholders.reparent(positions, manager, at), positions[0])

    def order(self, position: str, at: int) -> None:
        """Give a post a place among those with the same manager, 0 being the first."""
        self._run(lambda: self._desk.stakeholders.order(position, at), position)

    def step(self, position: str, by: int) -> None:
        """Move a post before or behind its neighbour among those with the same manager."""
        card = self.card(position)
        if card is None or card.parked or self.seen is None:
            return
        beside = [one.position for one in self.seen.below.get(card.manager, ())]
        at = beside.index(position) + by
        if 0 <= at < len(beside):
            self.order(position, at)

    def park(self, positions: Sequence[str]) -> None:
        """Put posts beside the map."""
        self._run(lambda: self._desk.stakeholders.park(positions), positions[0])

    def remove(self, positions: Sequence[str]) -> None:
        """Take posts off the map; Undo is offered."""
        if not positions:
            return
        card = self.card(positions[0])
        if len(positions) == 1 and card is not None:
            words = _("Removed %s from the map") % (card.label or _("Unknown"))
        else:
            words = _("Removed %d people from the map") % len(positions)

        def done(change: Change | None) -> None:
            self._undo.offer(words, change)

        self._run(lambda: self._desk.stakeholders.remove(positions), positions[0], done)

    def shift(self, shifts: Mapping[str, tuple[int, int]]) -> None:
        """Keep cards where they were put by hand: by position, how far from their tidy place."""
        if shifts:
            self._run(lambda: self._desk.stakeholders.shift(shifts), next(iter(shifts)))

    def tidy(self) -> None:
        """Put all cards back to where the tidy layout has them; Undo is offered."""
        account = self._account

        def done(change: Change | None) -> None:
            words = _("Tidied up the map") if change else _("The map is tidy already")
            self._undo.offer(words, change)

        self._run(lambda: self._desk.stakeholders.tidy(account), "", done)

    def rename(self, position: str, name: str) -> None:
        """Rename whoever holds a post; of a placeholder the title.

        A card that was added without a word gets somebody of this name.
        """
        card = self.card(position)
        if card is not None and not card.label:
            self.fill(position, name=name)
            return
        self._name(lambda: self._desk.stakeholders.posts.rename(position, name), position)

    def fill(self, position: str, *, name: str | None = None, person: str | None = None) -> None:
        """Say who holds a placeholder."""
        posts = self._desk.stakeholders.posts
        self._name(lambda: posts.fill(position, name=name, person=person), position)

    def introduce(self, position: str, name: str, title: str) -> None:
        """Say who holds a post and what they are, as one step; a blank name leaves who it is."""
        card, posts = self.card(position), self._desk.stakeholders.posts
        if card is not None and (title != card.title or (name and name != card.name)):
            self._name(lambda: posts.introduce(position, name, title), position)

    def _name(self, task: Callable[[], Change | None], position: str) -> None:
        """Say who somebody is; of who was added just before it is one step with that."""
        added, first = self._added

        def named() -> tuple[str, Change | None]:
            newest = self._desk.history.next_undo() if position == added and first else None
            return newest.id if newest is not None else "", task()

        def done(found: tuple[str, Change | None]) -> None:
            before, change = found
            if change is not None and before and before == first:
                self._undo.join(first, change.id)
                self._added = ("", "")

        self._run(named, position, done)

    def edit(self, positions: Sequence[str], values: Mapping[str, Any]) -> None:
        """Change fields of posts: attitude, roles, title, power and the like."""
        if positions:
            posts = self._desk.stakeholders.posts
            self._run(lambda: posts.edit(positions, values), positions[0])

    def weigh(self, position: str, power: int | None, interest: int | None) -> None:
        """Say how much power and interest somebody has, 0 to 10."""
        self._run(lambda: self._desk.stakeholders.posts.weigh(position, power, interest), position)

    def change_employer(self, position: str, account: str, title: str | None = None) -> None:
        """Give whoever holds a post one at another account; Undo is offered."""
        card = self.card(position)
        words = _("Moved %s to another account") % (card.label if card else "")
        posts = self._desk.stakeholders.posts

        def done(made: tuple[str, Change | None]) -> None:
            self._undo.offer(words, made[1])

        self._run(lambda: posts.change_employer(position, account, title=title), position, done)

    def connect_cards(
        self, start: str, end: str, type: str, strength: int | None = None, note: str | None = None
    ) -> None:
        """Draw a line from one card to another: "dotted", "influence" or "conflict"."""
        ties = self._desk.stakeholders.ties
        self._run(lambda: ties.connect(start, end, type, strength, note), start)

    def edit_tie(self, tie: str, values: Mapping[str, Any]) -> None:
        """Change the type, strength or note of a line."""
        self._run(lambda: self._desk.stakeholders.ties.edit_tie(tie, values), "")

    def disconnect_cards(self, ties: Sequence[str]) -> None:
        """Take lines away."""
        if ties:
            self._run(lambda: self._desk.stakeholders.ties.disconnect(ties), "")

    def relate(self, member: str, person: str, values: Mapping[str, Any]) -> None:
        """Say how well one of us knows one of theirs: "strength", "now", "wanted", "note"."""
        self._run(lambda: self._desk.stakeholders.ties.relate(member, person, values), "")

    def _await(self, position: str, *, named: bool) -> None:
        """Choose a card as soon as it is on the map."""
        self._awaited = (position, named)
        self.refresh()

    def _run(
        self, task: Callable[[], Any], about: str, done: Callable[[Any], object] | None = None
    ) -> None:
        if self.may_change(about):
            self._tasks.write(self, task, done, functools.partial(self._refuse, about))

    def _refuse(self, about: str, problem: Problem) -> None:
        self.refused.emit(complaint(problem), about)
