"""Accounts: what is special about them beyond being records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from acctdesk.errors import Invalid
from acctdesk.models import Account, Position
from acctdesk.services.context import Context, in_parts
from acctdesk.services.records import Records
from acctdesk.words import _
from acctdesk.workspace import Committed, Unit


class Accounts:
    """Commands and queries over accounts.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context = context
        self._records = records

    def create(self, values: Mapping[str, Any]) -> tuple[str, Committed | None]:
        """Make an account; it is mine unless the values say whose it is.

        Raises:
            Invalid: A value doesn't fit, or the name is missing.
        """
        mine = {"owner_id": self._context.author.id} if self._context.author.id else {}
        return self._records.create("account", {**mine, **values})

    def edit(self, ids: Sequence[str], values: Mapping[str, Any]) -> Committed | None:
        """Change fields of accounts as one change.

        Raises:
            Invalid: A value doesn't fit, or an account would become its own ancestor.
        """
        parent = values.get("parent_id")
        if parent:
            chain = self.ancestors(parent)
            for record in ids:
                if record == parent or record in chain:
                    raise Invalid(
                        _("an account can't stand above itself."),
                        field="parent_id",
                        remedy=_("Choose a parent outside its own subsidiaries."),
                    )
        return self._records.edit_many("account", ids, values)

    def ancestors(self, account: str) -> list[str]:
        """The accounts above one, nearest first."""
        found: list[str] = []
        with self._context.workspace.read() as connection:
            current: str | None = account
            while current is not None:
                current = connection.execute(
                    select(Account.parent_id).where(Account.id == current)
                ).scalar()
                if current is None or current in found:
                    break
                found.append(current)
        return found

    def children(self, account: str) -> list[tuple[str, str]]:
        """Ids and names of the accounts right below one."""
        return self._records.options("account", parent_id=account)

    def delete(self, ids: Sequence[str]) -> Committed | None:
        """Delete accounts with their units, team, positions, and the people who are only there.

        Undo brings all of it back.
        """
        name = self._records.get("account", ids[0]).title if len(ids) == 1 else ""
        with self._context.write("Delete {kind} {name}", kind="account", name=name,
                                 n=len(ids)) as unit:  # fmt: skip
            self._context.delete_all(unit, "person", self._only_at(unit, ids))
            self._context.delete_all(unit, "account", ids)
            return unit.commit()

    @staticmethod
    def _only_at(unit: Unit, accounts: Sequence[str]) -> list[str]:
        """The people who have or had posts at these accounts and nowhere else."""
        people: dict[str, None] = {}
        for part in in_parts(accounts):
            here = select(Position.person_id).where(
                Position.account_id.in_(part), Position.person_id.is_not(None)
            )
            people.update(dict.fromkeys(unit.connection.scalars(here)))
        leaving = set(accounts)
        for part in in_parts(list(people)):
            posts = select(Position.person_id, Position.account_id)
            for person, account in unit.connection.execute(
                posts.where(Position.person_id.in_(part))
            ):
                if account not in leaving:
                    people.pop(str(person), None)
        return list(people)

    # -- team ------------------------------------------------------------------------------

    def assign_new(self, account: str, name: str) -> Committed | None:
        """Put a new colleague on an account's team: the member and the assignment as one change.

        Raises:
            Invalid: The name is empty.
        """
        values = self._records.checked("member", {"name": name})
        with self._context.write("Change the account team") as unit:
            member = unit.insert("member", values)
            unit.insert("assignment", {"account_id": account, "member_id": member})
            return unit.commit()

    def assign(self, account: str, member: str, role: str | None) -> Committed | None:
        """Put one of our people on an account's team, or change their role there."""
        values = self._records.checked("assignment", {"role": role, "member_id": member})
        with self._context.write("Change the account team") as unit:
            table = unit.tables.table("assignment")
            held = unit.connection.scalars(
                select(table.c.id).where(table.c.account_id == account, table.c.member_id == member)
            ).first()
            if held is None:
                unit.insert("assignment", {**values, "account_id": account})
            else:
                unit.update("assignment", held, values)
            return unit.commit()
