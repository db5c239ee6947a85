"""One map as it is read for all its views: `acctdesk.ui.stakeholders.study` adds the gestures."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Callable, Mapping, Sequence
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject, Signal

from acctdesk.ui.stakeholders.chosen import Chosen
from acctdesk.ui.tasks import Latest, Tasks
from acctdesk.words import _

if TYPE_CHECKING:
    from acctdesk.metrics.departures import Way
    from acctdesk.services.catalogue import Field
    from acctdesk.services.stakeholder import Card, Leaving, StakeholderMap, Step, Thin
    from acctdesk.ui.desk import Change, Desk
    from acctdesk.ui.undo import Undo

T = TypeVar("T")

KINDS = {"account", "person", "position", "unit", "assignment", "member"}
KINDS |= {"tie", "relationship", "interaction", "participant"}
"""Records whose changes show on a map."""


class Seeing(QObject):
    """The map of one account as all its views see it.

    Args:
        desk: The open workspace.
        tasks: Runs reads and commands.
        undo: Offers to undo what was done.
        parent: Its owner.

    Attributes:
        chosen: Who is chosen, and which branches are folded.
        seen: The map as it was read last; None before.
        thin: Its gaps; None before.
        badges: Words beside the names of some cards, by position; call `badge` to change them.
    """

    shown = Signal()
    """There is another map to show: `seen` and `thin` are new."""
    refused = Signal(str, str)
    """Why a gesture can't be, and the position it was about; the view shows it beside the card."""
    made = Signal(str)
    """A card was added, and is on the map now: its name can be typed."""
    failed = Signal(object)
    """The map can't be read: a `Problem`."""

    def __init__(self, desk: Desk, tasks: Tasks, undo: Undo, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._desk, self._tasks, self._undo = desk, tasks, undo
        self._latest, self._departures = Latest(tasks, self), Latest(tasks, self)
        self._steps = Latest(tasks, self)
        self._account = ""
        self._day: dt.date | None = None
        self._awaited: tuple[str, bool] | None = None
        self._added = ("", "")
        """The card that was added last and asked for its name, and the change that did it."""
        self._awake, self._stale = True, False
        self._undone: frozenset[str] = frozenset()
        self.chosen = Chosen(self)
        self.seen: StakeholderMap | None = None
        self.thin: Thin | None = None
        self.badges: Mapping[str, str] = {}
        tasks.changed.connect(self._on_change)

    # -- what is seen ----------------------------------------------------------------------

    @property
    def account(self) -> str:
        """Id of the account."""
        return self._account

    @property
    def day(self) -> dt.date | None:
        """The day as of which it is seen; None for now."""
        return self._day

    @property
    def able(self) -> bool:
        """Whether the map can be changed: not in a workspace that is read only, nor in the past."""
        return not self._desk.read_only and self._day is None and self.seen is not None

    @property
    def today(self) -> dt.date:
        """The day it is."""
        return self._desk.context.today()

    def card(self, position: str) -> Card | None:
        """A card of the map; None when there is none of this position."""
        return self.seen.by_id.get(position) if self.seen is not None else None

    def field(self, kind: str, name: str) -> Field:
        """The description of a field."""
        return self._desk.fields.field(kind, name)

    def word(self, kind: str, name: str, code: str) -> str:
        """A code of a field in words; the code itself when the list has no such entry."""
        choices = self._desk.fields.field(kind, name).choices
        return next((str(one.label) for one in choices if one.code == code), code)

    def badge(self, badges: Mapping[str, str]) -> None:
        """Show words beside the names of some cards, by position."""
        if badges != self.badges:
            self.badges = dict(badges)
            if self.seen is not None:
                self.shown.emit()

    def colleagues(self, done: Callable[[list[tuple[str, str]]], object]) -> None:
        """Ask for the ids and names of all our people."""
        self._tasks.read(self, lambda: list(self._desk.records.options("member")), done)

    def accounts(self, done: Callable[[list[tuple[str, str]]], object]) -> None:
        """Ask for the ids and names of all accounts."""
        self._tasks.read(self, lambda: list(self._desk.records.options("account")), done)

    def ways(
        self,
        sought: Sequence[tuple[str, Sequence[str]]],
        done: Callable[[dict[str, Way | None]], object],
    ) -> None:
        """Look for the shortest ways from us to posts.

        Args:
            sought: Each post, and the ids of those of us with whom the way must not begin.
            done: Gets the way by post.
        """
        seen, way = self.seen, self._desk.stakeholders.way
        if seen is not None:
            self._tasks.work(self, lambda: {to: way(seen, to, but) for to, but in sought}, done)

    def leaving(
        self, position: str, successors: Sequence[str] | None, done: Callable[[Leaving], object]
    ) -> None:
        """Ask what is lost when somebody leaves; only the newest question is answered.

        Args:
            position: Their post.
            successors: Posts whose holders may follow; None for those who stand near.
            done: Gets the answer.
        """
        stakeholders = self._desk.stakeholders
        # Who was removed meanwhile isn't asked about any more.
        self._departures.read(
            lambda: stakeholders.leaving(position, successors), done, lambda _problem: None
        )

    def difference(
        self, since: dt.date, until: dt.date, done: Callable[[tuple[Step, ...]], object]
    ) -> None:
        """Ask what became of the people between the ends of two days; of the newest question."""
        account, stakeholders = self._account, self._desk.stakeholders
        self._steps.read(lambda: stakeholders.difference(account, since, until), done)

    def label(self, name: str) -> str:
        """What a field of a post or a relationship is called."""
        if name in ("strength", "now", "wanted"):
            return str(self.field("relationship", name).label)
        named = {"manager": "manager_id", "unit": "unit_id"}
        return str(self.field("position", named.get(name, name)).label)

    def later(self, task: Callable[[], T], done: Callable[[T], object], receiver: QObject) -> None:
        """Work something out on another thread, for a view that lives until it is done.

        Args:
            task: Touches neither widgets nor the workspace.
            done: Gets what it returned, on the window's thread, if the receiver is still there.
            receiver: The view.
        """
        self._tasks.work(receiver, task, done)

    def set_account(self, account: str) -> None:
        """See the map of an account, as it is now."""
        if account != self._account:
            self._account, self._day = account, None
            self.seen = self.thin = None
            self.badges = {}
            self.chosen.clear()
            self.chosen.fold_all(())
            self.refresh()

    def set_day(self, day: dt.date | None) -> None:
        """See the map as of a day; None, today and later days are now."""
        if day is not None and day >= self.today:
            day = None
        if day != self._day:
            self._day = day
            self.refresh()

    def set_awake(self, awake: bool) -> None:
        """Say whether somebody looks at it; unseen it reads nothing until somebody does."""
        self._awake = awake
        if awake and self._stale:
            self.refresh()

    def refresh(self) -> None:
        """Read the map again."""
        account, day = self._account, self._day
        self._stale = not self._awake
        if not account or self._stale:
            return

        def read() -> tuple[StakeholderMap, Thin]:
            stakeholders = self._desk.stakeholders
            seen = stakeholders.map(account, day)
            return seen, stakeholders.judge(seen)

        self._latest.read(read, functools.partial(self._show, account, day), self.failed.emit)

    def _show(self, account: str, day: dt.date | None, found: tuple[StakeholderMap, Thin]) -> None:
        if (account, day) != (self._account, self._day):
            return
        self.seen, self.thin = found
        self.chosen.settle(self.seen)
        awaited = self._awaited
        if awaited is not None and awaited[0] in self.seen.by_id:
            self._awaited = None
            self.chosen.reveal(self.seen, awaited[0])
            self.chosen.choose([awaited[0]])
        elif self._undone:
            # What was taken back, or done again, is shown where it is.
            again = [
                one.position for one in found[0].cards
                if one.position in self._undone or one.person in self._undone
            ]  # fmt: skip
            for one in again:
                self.chosen.reveal(self.seen, one)
            if again:
                self.chosen.choose(again)
        self._undone = frozenset()
        self.shown.emit()
        if awaited is not None and awaited[0] in self.seen.by_id and awaited[1]:
            self.made.emit(awaited[0])

    def _on_change(self, change: Change) -> None:
        if self._account and not KINDS.isdisjoint(change.touched):
            if change.mode != "do":
                for kind in ("position", "person"):
                    self._undone |= change.touched.get(kind) or frozenset()
            self.refresh()

    # -- questions that a gesture asks before it is made ------------------------------------

    def why_not(self, positions: Sequence[str], manager: str | None) -> str:
        """Why posts can't report to another, for who drags them over it; empty when they can.

        Args:
            positions: The posts.
            manager: The post they would report to; None for the top.
        """
        if self.seen is None or manager is None:
            return ""
        card = self.seen.by_id.get(manager)
        if card is None:
            return _("This card isn't on the map any more.")
        above: set[str] = set()
        while card is not None and card.position not in above:
            above.add(card.position)
            card = self.seen.by_id.get(card.manager)
        names = {"other": self.seen.by_id[manager].label}
        if manager in positions:
            return _("%(other)s can't report to themselves.") % names
        for one in positions:
            if one in above:
                names["name"] = self.seen.by_id[one].label
                return (
                    _("%(other)s reports to %(name)s already, so %(name)s can't report to them.")
                    % names
                )
        return ""

    def may_change(self, about: str) -> bool:
        """Whether the map can be changed; says why not beside a card when it can't."""
        if not self.able:
            self.refused.emit(
                _("This workspace is read only.")
                if self._desk.read_only
                else _("The map of a past day can't be changed. Go back to today first."),
                about,
            )
        return self.able
