"""The stakeholder map: read for any day, judged, and changed, each command as one change."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from acctdesk.clientview import View
from acctdesk.errors import Invalid
from acctdesk.metrics.departures import Line, Way, leaving, way_to
from acctdesk.metrics.stakeholders import Bond, BusinessUnit, Stakeholder, gaps
from acctdesk.models import Account, Position
from acctdesk.services.branches import Branches, missing
from acctdesk.services.context import Context
from acctdesk.services.maps import differences, read_map
from acctdesk.services.people import People
from acctdesk.services.posts import Posts
from acctdesk.services.records import Records
from acctdesk.services.releasing import Gate, released_map
from acctdesk.services.stakeholder import Leaving, StakeholderMap, Step, Thin
from acctdesk.services.ties import Ties
from acctdesk.words import _
from acctdesk.workspace import Committed, Label


class Stakeholders:
    """Queries over the map of an account, and commands on its reporting lines.

    Args:
        context: The open workspace.
        records: The generic part.
        people: Makes people and business units.

    Attributes:
        posts: Commands on single posts: who holds them, what is said of them.
        ties: Commands on what joins people: ties between posts, relationships with us.
    """

    def __init__(self, context: Context, records: Records, people: People) -> None:
        self._context, self._records = context, records
        self.posts = Posts(context, records, people)
        self.ties = Ties(context, records)

    # -- queries ---------------------------------------------------------------------------

    def map(self, account: str, day: dt.date | None = None) -> StakeholderMap:
        """The map as it is now, or as it was on a day; see `as_of`.

        Raises:
            NotFound: There is no such account.
        """
        return self.as_of(account, day or self._context.today())

    def as_of(self, account: str, day: dt.date) -> StakeholderMap:
        """The map as the workspace knew it at the end of a day, by its journal.

        Contacts are those of the log as it is now, up to that day: an entry that was written later
        tells of its day all the same.

        Args:
            account: Account id.
            day: The day; today and later days show what stands now.

        Raises:
            NotFound: There is no such account.
        """
        self._records.get("account", account)
        after = None
        if day < self._context.today():
            midnight = dt.datetime.combine(day + dt.timedelta(days=1), dt.time())
            after = midnight.astimezone(dt.UTC)
        workspace = self._context.workspace
        with workspace.read() as connection:
            return read_map(connection, workspace.tables, account, day, after)

    def released(self, account: str, day: dt.date | None = None) -> View:
        """The map as the client may see it: names, titles, units and reporting lines.

        Args:
            account: Account id.
            day: As of which day; now when not given.

        Raises:
            NotFound: There is no such account.
        """
        seen = self.map(account, day)
        return released_map(seen, Gate(self._context.catalogue))

    def difference(self, account: str, from_day: dt.date, to_day: dt.date) -> tuple[Step, ...]:
        """Who joined, left, moved, warmed or cooled between the ends of two days.

        Raises:
            NotFound: There is no such account.
        """
        return differences(self.as_of(account, from_day), self.as_of(account, to_day))

    def gaps(self, account: str, day: dt.date | None = None) -> Thin:
        """Where an account is thin, by the five rules.

        Args:
            account: Account id.
            day: As of which day; now when not given.

        Raises:
            NotFound: There is no such account.
        """
        return self.judge(self.map(account, day))

    @staticmethod
    def judge(seen: StakeholderMap) -> Thin:
        """Where an account is thin, of a map that has been read."""
        units = [BusinessUnit(one, parent) for one, _name, parent in seen.units]
        found = gaps(_stakeholders(seen), _bonds(seen), units, seen.day)
        return Thin(found.found, found.unjudged, labels(seen))

    def leaving(self, position: str, successors: Sequence[str] | None = None) -> Leaving:
        """What is lost when whoever holds a post leaves, and the way to who comes after them.

        Args:
            position: The post.
            successors: Posts whose holders may follow; when not given, those beneath and beside
                them and their manager.

        Raises:
            NotFound: The post, or a successor's, isn't on the map.
        """
        with self._context.workspace.read() as connection:
            row = connection.execute(
                select(Account.id, Account.annual_value, Account.currency)
                .join(Position, Position.account_id == Account.id)
                .where(Position.id == position)
            ).first()
        if row is None:
            raise missing(_("this post is not there any more."))
        account, currency = str(row[0]), row[2]
        revenue: Any = row[1]  # a Decimal, by the column's type
        seen = self.map(account)
        if {position, *(successors or ())} - seen.by_id.keys():
            raise missing(_("this post is not on the map any more."))
        lines = [Line(one.start, one.end, one.type, one.strength) for one in seen.ties]
        loss = leaving(position, _stakeholders(seen), _bonds(seen), lines, revenue, successors)
        return Leaving(loss, currency or "" if revenue is not None else "", labels(seen))

    @staticmethod
    def way(seen: StakeholderMap, position: str, but: Sequence[str] = ()) -> Way | None:
        """The shortest way from one of us to a post of a map that has been read.

        Args:
            seen: The map.
            position: The post.
            but: Ids of those of us with whom it must not begin.
        """
        lines = [Line(one.start, one.end, one.type, one.strength) for one in seen.ties]
        return way_to(position, _stakeholders(seen), _bonds(seen), lines, but)

    # -- reporting lines -------------------------------------------------------------------

    def reparent(
        self, positions: Sequence[str], manager: str | None, at: int | None = None
    ) -> Committed | None:
        """Let posts report to another, their branches with them.

        Args:
            positions: The posts; one that stands beneath another of them stays beneath it.
            manager: The post they report to from now on; None makes them roots.
            at: Place among the others beneath the manager, 0 being the first; None for the end.

        Returns:
            The change, or None when nothing differs.

        Raises:
            Invalid: The line would lead back to where it starts, or to another account.
            NotFound: One isn't there.
        """
        with self._context.write("Move {name} to the top", name="") as unit:
            branches = self._branches(unit, positions)
            moved = branches.topmost(positions)
            if manager is not None:
                for one in moved:
                    branches.check_manager(one, manager)
            unit.retitle(_moving(branches, moved, manager))
            branches.put(moved, manager, at)
            return unit.commit()

    def order(self, position: str, at: int) -> Committed | None:
        """Give a post a place among those with the same manager.

        Args:
            position: The post.
            at: Its place, 0 being the first.

        Raises:
            NotFound: It isn't there.
        """
        with self._context.write("Order {name}", name="") as unit:
            branches = self._branches(unit, [position])
            row = branches.row(position)
            unit.retitle(Label("Order {name}", {"name": branches.name(position)}))
            if row["parked"]:
                raise Invalid(
                    _("who is parked has no place among others."),
                    where=branches.name(position),
                    remedy=_("Say whom they report to first."),
                )
            branches.put([position], row["manager_id"], at)
            return unit.commit()

    def park(self, positions: Sequence[str]) -> Committed | None:
        """Put posts beside the map until it is known where they belong; branches go with them.

        Raises:
            Invalid: They belong to several accounts.
            NotFound: One isn't there.
        """
        with self._context.write("Park {name}", name="") as unit:
            branches = self._branches(unit, positions)
            parked = branches.topmost(positions)
            unit.retitle(_counted(branches, parked, "Park {name}", "Park {n} people"))
            for one in parked:
                values = {"manager_id": None, "parked": True, "place": None}
                branches.change(one, {**values, "shift_x": None, "shift_y": None})
            return unit.commit()

    def remove(self, positions: Sequence[str]) -> Committed | None:
        """Take posts off the map; who reported to them reports to whom they reported to.

        A person of whom nothing else is known goes with their post.

        Raises:
            Invalid: They belong to several accounts.
            NotFound: One isn't there.
        """
        with self._context.write("Remove {name} from the map", name="") as unit:
            branches = self._branches(unit, positions)
            gone = list(dict.fromkeys(positions))
            label = ("Remove {name} from the map", "Remove {n} people from the map")
            unit.retitle(_counted(branches, gone, *label))
            for one in gone:
                branches.lift(one)
            people = [str(branches.row(one)["person_id"] or "") for one in gone]
            self._context.delete_all(unit, "position", gone)
            for person in dict.fromkeys(people):
                if person and self.posts.is_unknown(unit, person):
                    self._context.delete_all(unit, "person", [person])
            return unit.commit()

    # -- the drawing -----------------------------------------------------------------------

    def shift(self, shifts: Mapping[str, tuple[int, int]]) -> Committed | None:
        """Keep cards where they were put by hand.

        Args:
            shifts: By position, how far to the right and down of its place in the tidy layout.

        Raises:
            Invalid: They belong to several accounts.
            NotFound: One isn't there.
        """
        with self._context.write("Move the card of {name}", name="") as unit:
            branches = self._branches(unit, list(shifts))
            label = ("Move the card of {name}", "Move {n} cards")
            unit.retitle(_counted(branches, list(shifts), *label))
            for one, (right, down) in shifts.items():
                branches.change(one, {"shift_x": right or None, "shift_y": down or None})
            return unit.commit()

    def tidy(self, account: str) -> Committed | None:
        """Put all cards back to where the tidy layout has them.

        Returns:
            The change, or None when none was moved by hand.
        """
        with self._context.write("Tidy up the map") as unit:
            moved = select(Position.id).where(
                Position.account_id == account,
                Position.shift_x.is_not(None) | Position.shift_y.is_not(None),
            )
            for one in unit.connection.scalars(moved).all():
                unit.update("position", one, {"shift_x": None, "shift_y": None})
            return unit.commit()

    def _branches(self, unit: Any, positions: Sequence[str]) -> Branches:
        """The reporting lines around some posts of one account."""
        if not positions:
            raise Invalid(_("nobody is chosen."), remedy=_("Choose somebody on the map."))
        branches = Branches.around(unit, positions[0], self._context.today())
        for one in positions:
            branches.row(one)
        return branches


def labels(seen: StakeholderMap) -> dict[str, str]:
    """Names of everything on a map, by id."""
    found = {one: name for one, name, _parent in seen.units} | dict(seen.members)
    for card in seen.cards:
        found[card.position] = card.label
        if card.person:
            found[card.person] = card.name
    return found


def _stakeholders(seen: StakeholderMap) -> list[Stakeholder]:
    return [
        Stakeholder(
            one.position, one.person, one.unit, one.manager, one.power, one.interest, one.roles,
            one.status, one.cadence, one.last_contact,
        )
        for one in seen.cards
    ]  # fmt: skip


def _bonds(seen: StakeholderMap) -> list[Bond]:
    return [
        Bond(one.member, one.person, one.strength, one.now, one.wanted, one.last_contact)
        for one in seen.relations
    ]


def _moving(branches: Branches, moved: Sequence[str], manager: str | None) -> Label:
    if manager is None:
        return _counted(branches, moved, "Move {name} to the top", "Move {n} people to the top")
    label = _counted(branches, moved, "Move {name} under {other}", "Move {n} people under {other}")
    return Label(label.message, {**label.params, "other": branches.name(manager)})


def _counted(branches: Branches, positions: Sequence[str], one: str, many: str) -> Label:
    """The label of a change of one post by its name, or of several by how many they are."""
    if len(positions) == 1:
        return Label(one, {"name": branches.name(positions[0])})
    return Label(many, {"n": len(positions)})
