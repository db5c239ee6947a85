"""Rows of a client as that client may see them: released fields, of rows that their rule releases.

What isn't released is not read, but for the flag that decides. A block asks a row for a field by
its name; of one that isn't released it gets what it gets of an empty one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Connection, Table, and_, func, not_, or_, select

from acctdesk.models import Base
from acctdesk.models.catalogue import Catalogue, Field, Format
from acctdesk.services.releasing import Gate


@dataclass(frozen=True, slots=True)
class Rule:
    """What decides about a row, beside the audience of its fields.

    Attributes:
        flag: The tick that releases it.
        only: The fields it releases; the whole row when empty.
    """

    flag: str
    only: frozenset[str] = frozenset()


RULES: Mapping[str, Rule] = {
    "promise": Rule("agreed"),
    "goal": Rule("agreed"),
    "decision": Rule("client_safe"),
    "risk": Rule("client_safe"),
    "initiative": Rule("client_safe"),
    "answer": Rule("may_quote", frozenset({"comment", "person_id"})),
}
"""Kinds whose rows a client sees only where they are flagged so."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row as a client may see it.

    Attributes:
        id: Its id; never shown.
        kind: Its kind.
        values: Released fields by name.
        words: The same as texts: choices by their labels, people and team members by their names.
        whole: Whether its own rule released all of it.
    """

    id: str
    kind: str
    values: Mapping[str, Any]
    words: Mapping[str, str]
    whole: bool = True

    def __getitem__(self, name: str) -> Any:
        return self.values.get(name)

    def text(self, name: str) -> str:
        """A field in words; empty when it is, or isn't released."""
        return self.words.get(name, "")

    def lines(self, name: str) -> tuple[str, ...]:
        """The lines of a long text that say something."""
        return tuple(one.strip() for one in self.text(name).splitlines() if one.strip())


class Rows:
    """Reads released rows.

    Args:
        connection: A read connection.
        catalogue: Says which fields are released.
        account: The client whose rows they are.
    """

    def __init__(self, connection: Connection, catalogue: Catalogue, account: str) -> None:
        self._db, self._catalogue, self._account = connection, catalogue, account
        self._gate = Gate(catalogue)
        self._names: dict[str, dict[str, str]] = {}

    def of(self, kind: str, **where: str) -> tuple[Row, ...]:
        """Released rows of a kind, in the order they were made.

        Args:
            kind: A kind with an account; of others the conditions must make sure whose rows
                they are.
            **where: Further conditions, a column and its value each.
        """
        table = self._table(kind)
        released = [one for one in self._fields(kind) if self._gate.lets(one.key)]
        rule = RULES.get(kind)
        columns: list[Any] = [table.c.id, *(table.c[one.name] for one in released)]
        if rule is not None:
            columns.append(table.c[rule.flag].label("_released"))
        statement = select(*columns).where(*self._conditions(table, where)).order_by(table.c.id)
        if rule is not None and not rule.only:
            statement = statement.where(table.c[rule.flag])
        found = []
        for row in self._db.execute(statement):
            told = row._mapping
            whole = rule is None or bool(told["_released"])
            shown = [
                one for one in released if whole or (rule is not None and one.name not in rule.only)
            ]
            values = {one.name: told[one.name] for one in shown if told[one.name] is not None}
            words = {
                one.name: self._said(one, values[one.name]) for one in shown if one.name in values
            }
            found.append(Row(row.id, kind, values, words, whole))
        return tuple(found)

    def held_back(self, kind: str) -> int:
        """How many rows of a kind the account has that their own rule doesn't release.

        A row counts only where it has something that the rule keeps.
        """
        rule, table = RULES[kind], self._table(kind)
        kept = [table.c[one].is_not(None) for one in sorted(rule.only)]
        flag = table.c[rule.flag]
        statement = (
            select(func.count())
            .select_from(table)
            .where(*self._conditions(table, {}), or_(flag.is_(None), not_(flag)))
        )
        if kept:
            statement = statement.where(or_(*kept))
        return int(self._db.execute(statement).scalar() or 0)

    def people(self) -> Mapping[str, str]:
        """Names of who has or had a post at the account, by person id.

        Whoever only has one elsewhere isn't named, whatever refers to them.
        """
        if "person" not in self._names:
            person, post = self._table("person"), self._table("position")
            statement = (
                select(person.c.id, person.c.name)
                .where(post.c.person_id == person.c.id, post.c.account_id == self._account)
                .distinct()
            )
            self._names["person"] = self._read_names("person.name", statement)
        return self._names["person"]

    def members(self) -> Mapping[str, str]:
        """Names of our own people, by member id."""
        if "member" not in self._names:
            member = self._table("member")
            statement = select(member.c.id, member.c.name)
            self._names["member"] = self._read_names("member.name", statement)
        return self._names["member"]

    def titles(self, people: Collection[str]) -> Mapping[str, str]:
        """Titles at the account by person id, the newest post's."""
        if not self._gate.lets("position.title"):
            return {}
        post = self._table("position")
        statement = (
            select(post.c.person_id, post.c.title)
            .where(and_(post.c.account_id == self._account, post.c.person_id.in_(list(people))))
            .order_by(post.c.ended.is_not(None).desc(), post.c.started, post.c.id)
        )
        return {one: title or "" for one, title in self._db.execute(statement)}

    # -- reading ---------------------------------------------------------------------------

    def _read_names(self, key: str, statement: Any) -> dict[str, str]:
        if not self._gate.lets(key):
            return {}
        return {row[0]: row[1] for row in self._db.execute(statement)}

    @staticmethod
    def _table(kind: str) -> Table:
        return Base.metadata.tables[kind]

    def _fields(self, kind: str) -> list[Field]:
        held = self._catalogue.kind(kind).fields.values()
        return [one for one in held if not one.custom and not one.computed and one.name != "id"]

    def _conditions(self, table: Table, where: Mapping[str, str]) -> list[Any]:
        told = [table.c[name] == value for name, value in where.items()]
        if "account_id" in table.c:
            told.append(table.c.account_id == self._account)
        return told

    def _said(self, field: Field, value: Any) -> str:
        if field.format is Format.REFERENCE:
            if field.target == "person":
                return self.people().get(value, "")
            return self.members().get(value, "") if field.target == "member" else ""
        if field.choices:
            labels = {one.code: str(one.label) for one in field.choices}
            return labels.get(value, "")
        return value if isinstance(value, str) else ""
