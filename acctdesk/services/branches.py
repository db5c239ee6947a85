"""The reporting lines of one account while a change is at work on them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import select

from acctdesk.errors import Invalid, NotFound
from acctdesk.models import Person, Position
from acctdesk.services.maps import has_ended, sibling_key
from acctdesk.words import _
from acctdesk.workspace import Unit


class Branches:
    """Posts of an account inside a unit of work: who stands above whom, and in which order.

    Args:
        unit: The unit of work.
        account: Account id.
        day: Posts that were left by then have no place among siblings.
    """

    def __init__(self, unit: Unit, account: str, day: dt.date) -> None:
        self._unit, self.account, self._day = unit, account, day
        columns = (
            Position.id, Position.person_id, Position.manager_id, Position.title, Position.place,
            Position.parked, Position.ended, Position.unit_id, Person.name,
        )  # fmt: skip
        statement = (
            select(*columns)
            .outerjoin(Person, Person.id == Position.person_id)
            .where(Position.account_id == account)
        )
        self._rows = {row.id: dict(row._mapping) for row in unit.connection.execute(statement)}

    @classmethod
    def around(cls, unit: Unit, position: str, day: dt.date) -> Branches:
        """The posts of the account that a post belongs to.

        Raises:
            NotFound: There is no such post.
        """
        return cls(unit, str(unit.get("position", position)["account_id"]), day)

    def row(self, position: str) -> Mapping[str, Any]:
        """A post.

        Raises:
            Invalid: It is at another account.
            NotFound: There is none.
        """
        if position in self._rows:
            return self._rows[position]
        other = self._unit.get("position", position)
        raise Invalid(
            _("this is a post at another account."),
            where=str(other["title"] or ""),
            remedy=_("Choose somebody on the same map; who changes employer gets a new post."),
            field="manager_id",
        )

    def name(self, position: str) -> str:
        """What a post is called: who holds it, or its title."""
        row = self.row(position)
        return str(row["name"] or row["title"] or _("Unknown"))

    def add(self, values: Mapping[str, Any], name: str) -> str:
        """Make a post; its place and parking are kept here as well."""
        made = self._unit.insert("position", {**values, "account_id": self.account})
        blank = dict.fromkeys(
            ("person_id", "manager_id", "title", "place", "parked", "ended", "unit_id")
        )
        self._rows[made] = {**blank, **values, "id": made, "name": name}
        return made

    def change(self, position: str, values: Mapping[str, Any]) -> None:
        """Change a post."""
        self._unit.update("position", position, values)
        held = self._rows[position]
        held.update({name: value for name, value in values.items() if name in held})

    def remove(self, position: str) -> None:
        """Forget a post that was deleted."""
        del self._rows[position]

    def below(self, manager: str | None) -> list[str]:
        """The posts beneath one, in their order; the roots that aren't parked for None."""
        found = [
            row for row in self._rows.values()
            if row["manager_id"] == manager
            and not has_ended(row, self._day)
            and not (manager is None and row["parked"])
        ]  # fmt: skip
        found.sort(key=lambda row: sibling_key(row, row["name"] or ""))
        return [row["id"] for row in found]

    def reports(self, position: str) -> list[str]:
        """All posts that report to one, those that were left included."""
        return [one for one, row in self._rows.items() if row["manager_id"] == position]

    def above(self, position: str | None) -> list[str]:
        """A post and those above it, the nearest first."""
        found: dict[str, None] = {}
        while position is not None and position in self._rows and position not in found:
            found[position] = None
            position = self._rows[position]["manager_id"]
        return list(found)

    def topmost(self, positions: Iterable[str]) -> list[str]:
        """The chosen posts without those that move along with another of them."""
        chosen = dict.fromkeys(positions)
        for one in chosen:
            self.row(one)
        return [one for one in chosen if not set(self.above(one)[1:]) & chosen.keys()]

    def check_manager(self, position: str, manager: str) -> None:
        """Refuse a manager who can't be one.

        Raises:
            Invalid: They are the same, or the manager stands beneath the post, or at another
                account, or left.
            NotFound: There is no such post.
        """
        self.row(position)
        row = self.row(manager)
        where = self.name(position)
        if manager == position:
            raise Invalid(
                _("nobody reports to themselves."),
                where=where,
                remedy=_("Choose somebody else."),
                field="manager_id",
            )
        if position in self.above(manager):
            raise Invalid(
                _("%s stands beneath them; the line would lead back to where it starts.")
                % self.name(manager),
                where=where,
                remedy=_("Move %s out of this branch first.") % self.name(manager),
                field="manager_id",
            )
        if has_ended(row, self._day):
            raise Invalid(
                _("%s has left this post.") % self.name(manager),
                where=where,
                remedy=_("Choose somebody who is in post."),
                field="manager_id",
            )

    def lift(self, position: str) -> None:
        """Let who reports to a post report to its manager, in its place."""
        row = self.row(position)
        manager = row["manager_id"]
        present = self.below(position)
        siblings = self.below(manager)
        at = siblings.index(position) + 1 if position in siblings else None
        for one in self.reports(position):
            if one not in present:
                self.change(one, {"manager_id": manager})
        if manager is None and row["parked"]:
            # Beneath who is parked nobody stood on the map.
            for one in present:
                self.change(one, {"manager_id": None, "parked": True, "place": None})
        else:
            self.put(present, manager, at)

    def put(self, positions: Sequence[str], manager: str | None, at: int | None = None) -> None:
        """Stand posts beneath a manager, or as roots, one after the other.

        Args:
            positions: The posts; they have been checked.
            manager: The manager; None makes them roots.
            at: Place among the siblings that aren't moved, 0 being the first; None for the end.
        """
        moved = set(positions)
        siblings = [one for one in self.below(manager) if one not in moved]
        at = len(siblings) if at is None else max(0, min(at, len(siblings)))
        order = [*siblings[:at], *positions, *siblings[at:]]
        for one in positions:
            values: dict[str, Any] = {"manager_id": manager, "parked": None}
            if self._rows[one]["manager_id"] != manager or self._rows[one]["parked"]:
                # Where it was moved by hand meant its old place.
                values |= {"shift_x": None, "shift_y": None}
            self.change(one, values)
        for place, one in enumerate(order):
            if self._rows[one]["place"] != place:
                self.change(one, {"place": place})


def missing(what: str) -> NotFound:
    """Something on a map that isn't there any more."""
    return NotFound(what, remedy=_("Undo its deletion, or reload the map."))
