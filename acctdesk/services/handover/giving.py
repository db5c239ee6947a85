"""Makes a parcel: one state of some accounts, read at one moment."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, select

from acctdesk.errors import Invalid, NotFound
from acctdesk.models import Account
from acctdesk.services.context import Context
from acctdesk.services.handover import keeping
from acctdesk.services.handover.belonging import Belonging
from acctdesk.services.handover.parcel import Parcel
from acctdesk.services.handover.scope import SECTIONS, Scope, columns_of
from acctdesk.services.handover.stored import LinkReads, Stored
from acctdesk.services.lanes import Job
from acctdesk.words import _
from acctdesk.workspace import schema
from acctdesk.workspace.tables import Link

Row = tuple[Any, ...]


class Giving:
    """Reads what goes along with accounts.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context
        self._tables = context.workspace.tables
        self._belonging = Belonging(self._tables)

    def counts(self, accounts: Sequence[str]) -> dict[str, int]:
        """How many records each section of some accounts has, by its code.

        Args:
            accounts: Ids of the accounts.
        """
        with self._context.workspace.read() as connection:
            reads = LinkReads(Stored(connection, self._tables))
            kinds = Counter(kind for kind, _record in self._belonging.of(accounts, reads))
        return {one.code: sum(kinds[kind] for kind in one.kinds) for one in SECTIONS}

    def parcel(self, scope: Scope, job: Job | None = None) -> Parcel:
        """One state of some accounts.

        Args:
            scope: Which, and what of them.
            job: Told the progress; may be cancelled.

        Raises:
            Invalid: No account is named.
            NotFound: One isn't there.
        """
        if not scope.accounts:
            raise Invalid(
                _("there is no account to hand over."), remedy=_("Choose at least one account.")
            )
        told = job or Job("")
        context, tables = self._context, self._tables
        with context.workspace.read() as connection:
            stored = Stored(connection, tables)
            names = dict(
                connection.execute(
                    select(Account.id, Account.name).where(Account.id.in_(scope.accounts))
                ).all()
            )
            if missing := [one for one in scope.accounts if one not in names]:
                raise NotFound(
                    _("%s of the accounts are not there any more.") % len(missing),
                    remedy=_("Choose the accounts again."),
                )
            records = keeping.kept(connection)
            columns = columns_of(tables.catalogue, scope.left_out, private=scope.private)
            members = self._belonging.of(scope.accounts, LinkReads(stored))
            told.progress(0.1)
            packing = _Packing(connection, stored, columns)
            rows = packing.rows(members, told)
            packing.give_back(rows, records, scope.accounts)
            return Parcel(
                schema=schema.HEAD,
                origin=keeping.identity(connection),
                number=stored.newest(),
                trail=stored.trail().text(),
                made=context.now().isoformat(timespec="seconds"),
                by=context.author.name,
                accounts=scope.accounts,
                names=tuple(names[one] for one in scope.accounts),
                purpose=scope.purpose,
                seen=keeping.seen_by(records, scope.accounts),
                left_out=tuple(sorted(scope.left_out)),
                private=scope.private,
                columns=columns,
                rows=rows,
                gone=self._gone(stored, records, scope.accounts, columns),
                outside=packing.outside(rows),
                note=scope.note,
            )

    def _gone(
        self,
        stored: Stored,
        records: Iterable[keeping.Kept],
        accounts: Sequence[str],
        columns: Mapping[str, Any],
    ) -> dict[str, tuple[str, ...]]:
        """What was deleted since somebody else first had any of these accounts."""
        mine = set(accounts)
        since = min((one.at for one in records if mine & set(one.accounts)), default=None)
        if since is None:
            return {}
        found = stored.deleted_since(since)
        return {kind: tuple(ids) for kind, ids in found.items() if kind in columns}


class _Packing:
    """Rows on their way into a parcel.

    Args:
        connection: Reads.
        stored: Reads rows.
        columns: By kind, the columns that go along.
    """

    def __init__(
        self, connection: Connection, stored: Stored, columns: Mapping[str, tuple[str, ...]]
    ) -> None:
        self._db, self._stored, self._columns = connection, stored, columns
        tables = stored.tables
        self._links: dict[str, list[Link]] = {kind: [] for kind in columns}
        self._hard: dict[str, list[Link]] = {kind: [] for kind in columns}
        for link in tables.links:
            if link.kind not in columns:
                continue
            self._links[link.kind].append(link)
            field = tables.catalogue.kind(link.kind).fields[link.column]
            if not link.target or field.required or field.bound:
                self._hard[link.kind].append(link)

    def rows(self, members: Iterable[tuple[str, str]], job: Job) -> dict[str, list[Row]]:
        """The rows of all records that go along, without those that can't be without another."""
        ids: dict[str, list[str]] = {kind: [] for kind in self._columns}
        for kind, record in members:
            if kind in ids:
                ids[kind].append(record)
        total, done = max(sum(map(len, ids.values())), 1), 0
        there: set[str] = set()
        found: dict[str, list[Row]] = {}
        late: list[str] = []
        for kind, wanted in ids.items():
            columns = self._columns[kind]
            rows = found[kind] = []
            for page in self._stored.pages(kind, columns, wanted):
                rows += page.values()
                done += len(page)
                job.progress(0.1 + 0.9 * done / total)
            if any(not link.target for link in self._hard[kind]):
                late.append(kind)  # a part of any record: judged when all of these are known
                continue
            self._keep(kind, rows, there)
            there.update(row[0] for row in rows)
        for kind in late:
            self._keep(kind, found[kind], there)
        return found

    def _keep(self, kind: str, rows: list[Row], there: set[str]) -> None:
        """Leave out what can't be without something that was left out."""
        columns = self._columns[kind]
        for link in self._hard[kind]:
            if link.target in self._columns:
                continue  # it goes along, or belongs to another account and is told by its name
            place = columns.index(link.column)
            rows[:] = [row for row in rows if row[place] is None or row[place] in there]

    def give_back(
        self,
        rows: Mapping[str, list[Row]],
        records: Iterable[keeping.Kept],
        accounts: Sequence[str],
    ) -> None:
        """Fill references that came to us and led to something that isn't here.

        They go back as they came, or they would look as if we had emptied them.
        """
        mine = set(accounts)
        held: dict[str, dict[tuple[str, str], str]] = {}
        for record in records:
            if record.direction == "taken" and mine & set(record.accounts):
                for kind, one, column, value in record.beside.links:
                    held.setdefault(kind, {})[one, column] = value
        for kind, links in held.items():
            if kind not in rows:
                continue
            columns = self._columns[kind]
            wanted = {one for one, _column in links}
            for at, row in enumerate(rows[kind]):
                if row[0] not in wanted:
                    continue
                made = list(row)
                for place, column in enumerate(columns):
                    if made[place] is None:
                        made[place] = links.get((row[0], column))
                rows[kind][at] = tuple(made)

    def outside(self, rows: Mapping[str, Sequence[Row]]) -> dict[str, str]:
        """Names of what these refer to and that isn't among them."""
        there = {row[0] for of in rows.values() for row in of}
        wanted: dict[str, set[str]] = {}
        for kind, of in rows.items():
            for link in self._links[kind]:
                if link.target:
                    place = self._columns[kind].index(link.column)
                    wanted.setdefault(link.target, set()).update(
                        row[place] for row in of if row[place] and row[place] not in there
                    )
        found: dict[str, str] = {}
        for kind, ids in wanted.items():
            found |= self._names(kind, ids) if ids else {}
        return found

    def _names(self, kind: str, ids: set[str]) -> dict[str, str]:
        title = self._stored.tables.catalogue.kind(kind).title
        if not title:
            return {}
        extra = ("person_id",) if kind == "position" else ()
        found: dict[str, str] = {}
        people: dict[str, str] = {}
        for page in self._stored.pages(kind, ("id", title, *extra), sorted(ids)):
            for row in page.values():
                found[row[0]] = str(row[1] or "")
                if extra and row[2]:
                    people[row[0]] = row[2]
        names = self._names("person", set(people.values())) if people else {}
        for one, person in people.items():
            found[one] = " – ".join(filter(None, (names.get(person, ""), found[one])))
        return {one: name for one, name in found.items() if name}
