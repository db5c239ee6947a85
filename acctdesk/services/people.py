"""People at the clients, with the positions they hold."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import select

from acctdesk.errors import Invalid
from acctdesk.models import Account, Member, Person, Position
from acctdesk.models import Unit as BusinessUnit
from acctdesk.models.account import Assignment
from acctdesk.services.context import Context
from acctdesk.services.records import Records
from acctdesk.words import _
from acctdesk.workspace import Committed, Unit
from acctdesk.workspace.folding import fold


@dataclass(frozen=True, slots=True)
class Contact:
    """A person at an account, as lists show them.

    Attributes:
        person: Person id.
        position: Position id.
        name: Full name.
        title: Job title.
        unit: Business unit's name.
        email: E-mail address.
        phone: Phone, or mobile where there is none.
        language: BCP 47 tag.
        ended: When they left the position; empty while they hold it.
    """

    person: str
    position: str
    name: str
    title: str
    unit: str
    email: str
    phone: str
    language: str
    ended: str


@dataclass(frozen=True, slots=True)
class Teammate:
    """One of our people on an account's team.

    Attributes:
        assignment: Assignment id.
        member: Member id.
        name: Name.
        role: Code of the role at this account; their general role where it has none.
        email: E-mail address.
    """

    assignment: str
    member: str
    name: str
    role: str
    email: str


class People:
    """Commands and queries over people.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records

    def at(self, account: str) -> list[Contact]:
        """The people at an account, those who left last."""
        statement = (
            select(
                Person.id, Position.id, Person.name, Position.title, BusinessUnit.name,
                Person.email, Person.phone, Person.mobile, Person.language, Position.ended,
            )
            .join(Position, Position.person_id == Person.id)
            .outerjoin(BusinessUnit, BusinessUnit.id == Position.unit_id)
            .where(Position.account_id == account)
        )  # fmt: skip
        with self._context.workspace.read() as connection:
            rows = connection.execute(statement).all()
        found = [
            Contact(
                r[0], r[1], r[2], r[3] or "", r[4] or "", r[5] or "", r[6] or r[7] or "",
                r[8] or "", r[9] or "",
            )
            for r in rows
        ]  # fmt: skip
        return sorted(found, key=lambda one: (bool(one.ended), fold(one.name)))

    def positions(self, people: Sequence[str]) -> dict[str, list[dict[str, str | None]]]:
        """Where people work: by person, account, title and business unit, present posts first."""
        found: dict[str, list[dict[str, str | None]]] = {}
        statement = (
            select(
                Position.person_id, Position.account_id, Account.name, Position.title,
                BusinessUnit.name, Position.started, Position.ended,
            )
            .join(Account, Account.id == Position.account_id)
            .outerjoin(BusinessUnit, BusinessUnit.id == Position.unit_id)
            .where(Position.person_id.in_(people))
            .order_by(Position.ended.nulls_first(), Account.name)
        )  # fmt: skip
        names = ("account_id", "account", "title", "unit", "started", "ended")
        with self._context.workspace.read() as connection:
            for person, *post in connection.execute(statement):
                found.setdefault(str(person), []).append(dict(zip(names, post, strict=True)))
        return found

    def team(self, account: str) -> list[Teammate]:
        """Our people on an account's team."""
        statement = (
            select(Assignment.id, Member.id, Member.name, Assignment.role, Member.role,
                   Member.email)
            .join(Member, Member.id == Assignment.member_id)
            .where(Assignment.account_id == account)
        )  # fmt: skip
        with self._context.workspace.read() as connection:
            found = [
                Teammate(r[0], r[1], r[2], r[3] or r[4] or "", r[5] or "")
                for r in connection.execute(statement)
            ]
        return sorted(found, key=lambda one: fold(one.name))

    def add(
        self,
        account: str,
        person: Mapping[str, Any],
        *,
        title: str | None = None,
        unit: str | None = None,
    ) -> tuple[str, Committed | None]:
        """Add a person with a position at an account, as one change.

        Args:
            account: Where.
            person: Values of the person.
            title: Their job title.
            unit: Name of their business unit; made when it is new.

        Returns:
            The person's id and the change.

        Raises:
            Invalid: The name is missing or a value doesn't fit.
        """
        values = self._records.checked("person", person)
        if not values.get("name"):
            raise Invalid(_("the name is missing."), field="name", remedy=_("Fill it in."))
        post = self._records.checked("position", {"title": title})
        with self._context.write("Add {kind} {name}", kind="person", name=values["name"]) as work:
            made = self._records.insert(work, "person", values)
            work.insert(
                "position",
                {
                    "person_id": made,
                    "account_id": account,
                    "unit_id": self.unit(work, account, unit) if unit else None,
                    **post,
                },
            )
            return made, work.commit()

    def remove(self, account: str, people: Sequence[str]) -> Committed | None:
        """Take people off an account, as one change.

        A person who also holds or held a position elsewhere stays there; others go with all that
        is known of them, and come back by undo.
        """
        name = self._records.get("person", people[0]).title if len(people) == 1 else ""
        with self._context.write(
            "Delete {kind} {name}", kind="person", name=name, n=len(people)
        ) as work:
            rows = work.connection.execute(
                select(Position.id, Position.person_id, Position.account_id).where(
                    Position.person_id.in_(people)
                )
            ).all()
            elsewhere = {row[1] for row in rows if row[2] != account}
            posts = [row[0] for row in rows if row[1] in elsewhere and row[2] == account]
            self._context.delete_all(work, "position", posts)
            self._context.delete_all(
                work, "person", [one for one in people if one not in elsewhere]
            )
            return work.commit()

    def edit_position(self, position: str, values: Mapping[str, Any]) -> Committed | None:
        """Change a position; a unit is given by its name and made when it is new.

        Raises:
            Invalid: A value doesn't fit.
        """
        values = dict(values)
        with self._context.write("Edit {fields}", kind="position", fields=_("Position"), n=1) as w:
            if "unit_id" in values:
                name = values.pop("unit_id")
                account = w.get("position", position)["account_id"]
                values["unit_id"] = self.unit(w, account, name) if name else None
            checked = self._records.checked("position", values)
            self._records.check_links(w, "position", [position], checked)
            w.update("position", position, checked)
            return w.commit()

    def unit(self, work: Unit, account: str, name: str) -> str:
        """The id of an account's business unit of this name, made when it is new."""
        held = work.connection.execute(
            select(BusinessUnit.id, BusinessUnit.name).where(BusinessUnit.account_id == account)
        ).all()
        wanted = name.strip().casefold()
        for record, known in held:
            if known.strip().casefold() == wanted:
                return str(record)
        return work.insert("unit", {"account_id": account, "name": name.strip()})
