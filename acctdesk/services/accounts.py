"""Accounts: what is special about them beyond being records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import func, select

from acctdesk.errors import Invalid
from acctdesk.models import Account, Position
from acctdesk.services.context import Context
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
            for account in ids:
                self._delete_people(unit, account)
                self._delete_units(unit, account)
            self._records.release(unit, "account", ids)
            self._context.delete_all(unit, "account", ids)
            return unit.commit()

    def _delete_people(self, unit: Unit, account: str) -> None:
        here = select(Position.id, Position.person_id).where(Position.account_id == account)
        rows = unit.connection.execute(here).all()
        self._records.release(unit, "position", [row[0] for row in rows])
        for person in dict.fromkeys(row[1] for row in rows):
            elsewhere = unit.connection.execute(
                select(func.count())
                .select_from(Position)
                .where(Position.person_id == person, Position.account_id != account)
            ).scalar()
            if elsewhere:
                for position, holder in rows:
                    if holder == person:
                        unit.delete("position", position)
            else:
                self._context.delete_all(unit, "person", [person])

    def _delete_units(self, unit: Unit, account: str) -> None:
        table = unit.tables.table("unit")
        units = unit.connection.scalars(
            select(table.c.id).where(table.c.account_id == account)
        ).all()
        self._records.release(unit, "unit", units)
        for one in units:
            unit.delete("unit", one)

    # -- team ------------------------------------------------------------------------------

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
