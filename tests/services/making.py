"""Short ways to fill a workspace and to look at all of it."""

from __future__ import annotations

from typing import Any

from sqlalchemy import select

from acctdesk.compose import Desk


class Book:
    """Short ways to fill a desk and to look at all of it.

    Args:
        desk: The desk.
    """

    def __init__(self, desk: Desk) -> None:
        self.desk = desk

    def account(self, name: str, **values: Any) -> str:
        made, _change = self.desk.accounts.create({"name": name, **values})
        return made

    def person(self, account: str, name: str, **post: Any) -> tuple[str, str]:
        """A person with a position; their ids."""
        person, _change = self.desk.people.add(account, {"name": name}, **post)
        [position] = self.ids("position", person_id=person, account_id=account)
        return person, position

    def ids(self, kind: str, **where: str) -> list[str]:
        table = self.desk.workspace.tables.table(kind)
        statement = select(table.c.id)
        for name, value in where.items():
            statement = statement.where(table.c[name] == value)
        with self.desk.workspace.read() as connection:
            return list(connection.scalars(statement))

    def content(self) -> dict[str, dict[str, dict[str, Any]]]:
        """Every row of every kind that has any."""
        workspace = self.desk.workspace
        found: dict[str, dict[str, dict[str, Any]]] = {}
        with workspace.read() as connection:
            for kind in workspace.tables.kinds:
                rows = connection.execute(select(workspace.tables.table(kind)))
                found[kind] = {row.id: dict(row._mapping) for row in rows}
        return {kind: rows for kind, rows in found.items() if rows}
