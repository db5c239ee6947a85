"""What a search says of the records it found: names, whose they are, and where the words stand."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import BindParameter, Connection, Select, bindparam, select

from acctdesk.models import (
    Account,
    Assignment,
    Base,
    CustomValue,
    Interaction,
    Meeting,
    Position,
    Service,
)
from acctdesk.models import Unit as BusinessUnit
from acctdesk.models.catalogue import Field, Format
from acctdesk.services import marks
from acctdesk.services.context import Context, in_parts
from acctdesk.services.hits import Hit, Marked
from acctdesk.workspace.folding import fold, writings

_BESIDE: dict[str, tuple[str, ...]] = {
    "account": ("archived",),
    "person": ("archived",),
    "interaction": ("account_id", "type", "day"),
    "attachment": ("record_kind", "record_id"),
    "unit": ("account_id",),
    "member": (),
    "meeting": ("account_id", "type", "starts"),
    "promise": ("account_id", "state", "due"),
    "goal": ("account_id", "state", "due"),
    "decision": ("account_id", "state", "due"),
    "risk": ("account_id", "state", "due"),
    "initiative": ("account_id", "state", "begins"),
    "answer": ("account_id", "type", "day"),
    "ticket": ("account_id", "title", "opened"),
    "outage": ("service_id", "begins"),
}
"""What is read of a kind beside the texts that are searched."""
_NOTES = ("type", "state")
_DAYS = ("day", "starts", "due", "begins", "opened")
_JOINT = " · "
NAMED = 3
"""Accounts of somebody of our team that are named."""


@dataclass(slots=True)
class _Post:
    """Where somebody works, as texts of the fields that say so."""

    accounts: list[tuple[str, str]] = field(default_factory=list)
    texts: list[tuple[Field, str]] = field(default_factory=list)
    title: str = ""


class Telling:
    """Makes hits of ids.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def hits(
        self,
        connection: Connection,
        kind: str,
        ids: Sequence[str],
        parts: Sequence[str],
        number: str = "",
    ) -> tuple[Hit, ...]:
        """The hits for some records, in their order; those that are gone are left out.

        Args:
            connection: A read connection.
            kind: Their kind.
            ids: Which.
            parts: The folded words that were looked for.
            number: The digits that were looked for, if they are a phone number's.
        """
        if not ids:
            return ()
        fields = self._texts(kind)
        rows = self._rows(connection, kind, ids, fields)
        customs = self._customs(connection, kind, list(rows))
        posts = self._posts(connection, list(rows)) if kind == "person" else {}
        owners = self._owners(connection, kind, rows)
        made = []
        title = self._context.catalogue.kind(kind).title
        for one in ids:
            row = rows.get(one)
            if row is None:
                continue
            post = posts.get(one, _Post())
            said = row[title] or (row.get("survey") if kind == "answer" else "")
            name = marks.marked(str(said or ""), parts)
            texts = [(each, _said(row[each.name])) for each in fields if each.name != title]
            where, snippet = _place(
                name, [*post.texts, *texts, *customs.get(one, ())], parts, number
            )
            account_id, account = owners.get(one, ("", ""))
            owner = row.get("record_id") or ""
            if kind == "member":
                owner, account_id = account_id, ""
            if post.accounts:
                account_id = post.accounts[0][0]
                account = _JOINT.join(dict.fromkeys(known for _id, known in post.accounts))
            made.append(
                Hit(
                    kind, one, name, account, account_id, where, snippet,
                    note=post.title or _note(kind, row),
                    day=str(next(filter(None, map(row.get, _DAYS)), ""))[:10],
                    owner_kind=row.get("record_kind") or "",
                    owner_id=owner,
                    archived=bool(row.get("archived")),
                )
            )  # fmt: skip
        return tuple(made)

    def _texts(self, kind: str) -> list[Field]:
        names = self._context.workspace.tables.searched(kind)
        return [self._context.catalogue.field(kind, name) for name in names]

    def _rows(
        self, connection: Connection, kind: str, ids: Sequence[str], fields: Sequence[Field]
    ) -> dict[str, dict[str, Any]]:
        names = tuple(dict.fromkeys(["id", *(one.name for one in fields), *_BESIDE[kind]]))
        statement = _texts_of(kind, names)
        found: dict[str, dict[str, Any]] = {}
        for part in in_parts(ids):
            for row in connection.execute(statement, {"ids": part}):
                found[row[0]] = dict(zip(names, row, strict=True))
        return found

    def _customs(
        self, connection: Connection, kind: str, ids: Sequence[str]
    ) -> dict[str, list[tuple[Field, str]]]:
        known = {one.name: one for one in self._context.catalogue.fields(kind) if one.custom}
        found: dict[str, list[tuple[Field, str]]] = {}
        if not known:
            return found
        for part in in_parts(ids):
            for record, name, text in connection.execute(_CUSTOMS, {"ids": part}):
                if name in known:
                    found.setdefault(record, []).append((known[name], str(text)))
        return found

    def _posts(self, connection: Connection, people: Sequence[str]) -> dict[str, _Post]:
        field_of = self._context.catalogue.field
        title, account, unit = (
            field_of("position", name) for name in ("title", "account_id", "unit_id")
        )
        found: dict[str, _Post] = {}
        for part in in_parts(people):
            for row in connection.execute(_POSTS, {"ids": part}):
                person, called, account_id, name, department, ended = row
                post = found.setdefault(str(person), _Post())
                if not ended or not post.accounts:
                    post.accounts.append((account_id, name))
                    post.title = post.title or called or ""
                said = ((title, called or ""), (account, name), (unit, department or ""))
                post.texts += [(one, text) for one, text in said if text]
        return found

    def _owners(
        self, connection: Connection, kind: str, rows: Mapping[str, Mapping[str, Any]]
    ) -> dict[str, tuple[str, str]]:
        """Account id and name of what belongs to one."""
        account_of: dict[str, str] = {}
        if kind == "member":
            return self._teams(connection, list(rows))
        if kind == "attachment":
            on: dict[str, list[str]] = {}
            for row in rows.values():
                on.setdefault(row["record_kind"], []).append(row["record_id"])
            above = {one: one for one in on.get("account", ())}
            owners: Any = (("interaction", Interaction), ("unit", BusinessUnit),
                           ("meeting", Meeting))  # fmt: skip
            for owner, table in owners:
                for part in in_parts(on.get(owner, [])):
                    statement = select(table.id, table.account_id).where(table.id.in_(part))
                    above.update((r[0], r[1]) for r in connection.execute(statement))
            for part in in_parts(on.get("person", [])):
                held = select(Position.person_id, Position.account_id).where(
                    Position.person_id.in_(part), Position.ended.is_(None)
                )
                above.update((str(r[0]), r[1]) for r in connection.execute(held))
            for one, row in rows.items():
                account_of[one] = above.get(row["record_id"], "")
        elif kind == "outage":
            services = {row["service_id"] for row in rows.values()}
            of: dict[str, str] = {}
            for part in in_parts(sorted(services)):
                held = select(Service.id, Service.account_id).where(Service.id.in_(part))
                of.update((r[0], r[1]) for r in connection.execute(held))
            account_of = {one: of.get(row["service_id"], "") for one, row in rows.items()}
        elif "account_id" in _BESIDE[kind]:
            account_of = {one: row["account_id"] for one, row in rows.items()}
        names: dict[str, str] = {}
        for part in in_parts(sorted({one for one in account_of.values() if one})):
            names.update((r[0], r[1]) for r in connection.execute(_NAMES, {"ids": part}))
        return {one: (held, names.get(held, "")) for one, held in account_of.items()}

    @staticmethod
    def _teams(connection: Connection, members: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Ids, parted by commas, and some names of the accounts that our people look after."""
        held: dict[str, dict[str, str]] = {}
        for part in in_parts(members):
            for statement in (_OWNED, _ASSIGNED):
                for member, account, name in connection.execute(statement, {"ids": part}):
                    held.setdefault(str(member), {})[account] = name
        made = {}
        for member, accounts in held.items():
            names = sorted(accounts.values(), key=fold)
            more = [f"+{len(names) - NAMED}"] if len(names) > NAMED else []
            made[member] = (",".join(accounts), _JOINT.join(names[:NAMED] + more))
        return made


# Made once: the database library takes longer to make a statement than to ask it.
_IDS: BindParameter[Any] = bindparam("ids", expanding=True)
_CUSTOMS = select(CustomValue.record_id, CustomValue.field_id, CustomValue.text).where(
    CustomValue.record_id.in_(_IDS), CustomValue.text.is_not(None)
)
_NAMES = select(Account.id, Account.name).where(Account.id.in_(_IDS))
_OWNED = (
    select(Account.owner_id, Account.id, Account.name)
    .where(Account.owner_id.in_(_IDS), Account.archived.is_(None))
    .limit(200)
)
_ASSIGNED = (
    select(Assignment.member_id, Account.id, Account.name)
    .join(Account, Account.id == Assignment.account_id)
    .where(Assignment.member_id.in_(_IDS), Account.archived.is_(None))
    .limit(200)
)
_POSTS = (
    select(
        Position.person_id, Position.title, Account.id, Account.name, BusinessUnit.name,
        Position.ended,
    )
    .join(Account, Account.id == Position.account_id)
    .outerjoin(BusinessUnit, BusinessUnit.id == Position.unit_id)
    .where(Position.person_id.in_(_IDS))
    .order_by(Position.ended.is_not(None), Account.name)
)  # fmt: skip


@functools.cache
def _texts_of(kind: str, names: tuple[str, ...]) -> Select[Any]:
    table = Base.metadata.tables[kind]
    return select(*(table.c[name] for name in names)).where(table.c.id.in_(_IDS))


def _note(kind: str, row: Mapping[str, Any]) -> str:
    """What is said beside a name that doesn't say it: what a ticket is about, a type, a state."""
    if kind == "ticket":
        return str(row["title"] or "")
    return next(filter(None, map(row.get, _NOTES)), "")


def _said(value: Any) -> str:
    """A value as a text to be searched."""
    if isinstance(value, tuple):
        return ", ".join(map(str, value))
    return str(value) if value else ""


def _place(
    name: Marked, texts: Sequence[tuple[Field, str]], parts: Sequence[str], number: str
) -> tuple[Field | None, Marked]:
    """The field that says what the name doesn't, and the part of it worth showing."""
    missing = [part for part in parts if not marks.find(name.text, (part,))]
    if not missing:
        return None, Marked()
    best: tuple[int, Field, str, tuple[tuple[int, int], ...]] | None = None
    for one, text in texts:
        if not text:
            continue
        held = sum(bool(marks.find(text, (part,))) for part in missing)
        found = marks.find(text, parts) if held else ()
        if number and one.format is Format.PHONE:
            # Its digits decide, whatever parts them here and there.
            spans = (marks.find_digits(text, written) for written in writings(number))
            dialled = next((each for each in spans if each), ())
            held, found = (len(missing), dialled) if dialled else (held, found)
        if held and (best is None or held > best[0]):
            best = held, one, text, found
    if best is None:
        return None, Marked()
    return best[1], marks.excerpt(best[2], best[3])
