"""The person side of a check: who each row is about, and where they work."""

from __future__ import annotations

from array import array
from typing import Any

from acctdesk.exchange.intake.answers import SKIP
from acctdesk.exchange.intake.findings import (
    ASKED,
    NEW,
    REJECTED,
    SKIPPED,
    UNCHANGED,
    UPDATED,
    Group,
)
from acctdesk.exchange.roster.account_rows import LEFT_OUT, NONE
from acctdesk.exchange.roster.block import Block, Column, SheetReader
from acctdesk.exchange.roster.contactgroup import ContactGroup, same_name
from acctdesk.exchange.roster.keys import Keys
from acctdesk.exchange.roster.managers import Managers
from acctdesk.exchange.roster.own import OWN
from acctdesk.exchange.roster.shared import Desk, id_keys
from acctdesk.models import new_ids
from acctdesk.services.values import email_key, person_key
from acctdesk.words import _

POST = ("title", "unit_id", "started", "ended")
"""Fields of a position that every new one gets; others where a column brings them."""


class PersonRows:
    """Takes the rows of all sheets in turn.

    Args:
        desk: The tools of the check.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._signatures = array("q")
        self._current: dict[int, dict[str, Any]] = {}
        self._posts: dict[tuple[str, str], dict[str, Any]] = {}
        self._counted: dict[int, int] = {}
        self._groups: list[ContactGroup] = []
        self._managers = Managers(desk, self.changed)

    def open(self, reader: SheetReader) -> None:
        """Begin a sheet."""
        self._reader = reader
        self._fates = self._desk.findings.fates[reader.draft.place][1]
        people = [(i, c) for i, c in enumerate(reader.columns) if c.kind in ("person", "position")]
        numbers = sorted({c.group for _i, c in people})
        # With "Contact 1" and "Contact 2", a column without a number belongs to the first.
        if len(numbers) > 1 and numbers[0] == 0:
            for _i, column in people:
                column.group = column.group or numbers[1]
            numbers = numbers[1:]
        self._groups = [
            ContactGroup([(i, c) for i, c in people if c.group == number], len(numbers) == 1)
            for number in numbers
        ]

    def take(self, block: Block, accounts: list[int]) -> None:
        """Take a block of rows.

        Args:
            block: The rows.
            accounts: For each row the place of its account, or NONE or LEFT_OUT.
        """
        for group in self._groups:
            _Taking(self, group, block, accounts).run()

    def finish(self) -> None:
        """Resolve what could not be known before all rows were read."""
        self._desk.claims.settle("person")
        self._desk.claims.settle("position")
        self._managers.resolve()

    def changed(self, ref: int, reader: SheetReader, row: int) -> None:
        """Count a person who exists as changed after their row was taken."""
        if ref in self._counted:
            self._desk.findings.fates[reader.draft.place][1][row] = UPDATED
        if self._counted.get(ref) == UNCHANGED:
            self._counted[ref] = UPDATED
            self._desk.findings.people.updated += 1
            self._desk.findings.people.unchanged -= 1


class _Taking:
    """One block and one contact group on their way into the plan."""

    def __init__(
        self, rows: PersonRows, group: ContactGroup, block: Block, accounts: list[int]
    ) -> None:
        self._rows, self._group, self._block, self._accounts = rows, group, block, accounts
        self._desk = rows._desk
        self._reader = rows._reader
        self._counts = rows._desk.findings.people
        self._names = group.full_names(block)

    def _column(self, kind: str, name: str) -> list[Any]:
        return self._group.column(self._block, kind, name)

    def run(self) -> None:
        """Take every row."""
        mails = self._column("person", "email")
        outer = id_keys(self._column("person", "#id"))
        owned = self._column("person", OWN)
        refs: list[int] = []
        fresh: list[int] = []
        again: list[int] = []
        held: list[int] = []
        known = self._desk.people.known
        for i, name in enumerate(self._names):
            if self._accounts[i] == LEFT_OUT or not (name or outer[i] or owned[i]):
                refs.append(self._without_name(i))
                continue
            if self._desk.home and outer[i] and self._is_repeated(i, outer[i]):
                refs.append(LEFT_OUT)
                continue
            mail = mails[i]
            keys = Keys(
                outer[i],
                name or "",
                person_key(name) if name else "",
                email_key(mail) if mail else "",
                own=owned[i] or "",
            )
            ref, new = self._place(i, keys)
            refs.append(ref)
            if new:
                fresh.append(i)
            elif ref >= known:
                again.append(i)
            elif ref >= 0:
                held.append(i)
        self._plan_new(refs, fresh)
        self._complete(refs, again)
        self._compare(refs, held)
        if self._group.manager >= 0:
            managers = self._rows._managers
            managers.note(self._reader, self._group.manager, self._block, refs, self._accounts)

    # -- who it is -------------------------------------------------------------------------

    def _place(self, i: int, keys: Keys) -> tuple[int, bool]:
        people, account, row = self._desk.people, self._accounts[i], self._block.rows[i]
        found, verdict = self._desk.decided(self._reader, row, people.find(keys, account))
        if verdict == SKIP:
            self._counts.read += 1
            self._counts.skipped += 1
            self._fare(row, SKIPPED)
            return LEFT_OUT, False
        if verdict == "ask":
            self._desk.ask(self._reader, row, "person", keys.name, found)
            self._fare(row, ASKED)
            return LEFT_OUT, False
        if found.ref >= 0:
            if people.exists(found.ref):
                self._desk.merged.take(
                    "person", self._reader, row, found,
                    (keys.name, people.names[found.ref], people.ids[found.ref]),
                    self._desk.decision(self._reader, row),
                    repeats=account >= 0 and not people.is_at(found.ref, account),
                )  # fmt: skip
            people.learn(found.ref, Keys(keys.id, "", "", keys.email))
            return found.ref, False
        if not keys.name:
            self._reject(row, keys.id)
            return NONE, False
        ref = people.add(keys)
        if account >= 0:
            people.place(ref, account)
        return ref, True

    def _is_repeated(self, i: int, outer: str) -> bool:
        """Whether a row of an organisation has the id of an earlier one; it isn't taken then."""
        row = self._block.rows[i]
        text = str(self._column("person", "#id")[i])
        if not self._rows._managers.repeats(self._reader, row, outer, text):
            return False
        self._counts.read += 1
        self._counts.rejected += 1
        self._fare(row, REJECTED)
        return True

    def _without_name(self, i: int) -> int:
        """A row that names nobody: nothing, or values that would be lost in silence."""
        if self._accounts[i] == LEFT_OUT:
            return LEFT_OUT
        said = [(c, self._block.values[at][i]) for at, c in self._group.columns]
        said = [(c, value) for c, value in said if value is not None]
        if not said:
            if self._accounts[i] == NONE and self._group.only and self._says_something(i):
                self._reject(self._block.rows[i], "")
            return NONE
        record = self._accounts[i]
        for column, value in said:
            shared = record >= 0 and column.name in ("phone", "email", "language", "notes")
            if not shared or not self._offer_account(record, column, value, i):
                self._reject(self._block.rows[i], str(value), column)
        return NONE

    def _says_something(self, i: int) -> bool:
        """Whether any matched cell of a row has a value, though none says whom it is about."""
        return any(values[i] is not None for values in self._block.values)

    def _offer_account(self, ref: int, column: Column, value: Any, i: int) -> bool:
        """A phone or address beside no person belongs to the company."""
        desk = self._desk
        if desk.accounts.exists(ref) or any(c.kind == "account" and c.name == column.name
                                            for c in self._reader.columns):  # fmt: skip
            return False
        desk.claims.add(
            "account", desk.accounts.ids[ref], self._reader, self._block.rows[i], [(column, value)]
        )
        return True

    def _reject(self, row: int, found: str, column: Column | None = None) -> None:
        if column is None:
            self._fare(row, REJECTED)
            self._counts.read += 1
            self._counts.rejected += 1
        heading = column.heading if column else self._name_heading()
        self._desk.findings.add(
            (str(self._reader.draft.place), "no_identity", "person", heading, found),
            row,
            lambda: Group(
                self._reader.draft.file.name,
                self._reader.draft.name,
                heading,
                "no_identity",
                "person.name",
                found,
                _("the name of a person"),
                _("Fill in the name; without it the person can't be taken."),
            ),
        )

    def _name_heading(self) -> str:
        for _i, column in self._group.columns:
            if column.name in ("name", "family_name", "given_name"):
                return column.heading
        return ""

    def _fare(self, row: int, fate: int) -> None:
        fates = self._rows._fates
        if not fates[row] or fate == UPDATED:
            fates[row] = fate

    # -- what it says ----------------------------------------------------------------------

    def _plan_new(self, refs: list[int], fresh: list[int]) -> None:
        if not fresh:
            return
        desk, block = self._desk, self._block
        ids = [desk.people.ids[refs[i]] for i in fresh]
        columns: list[str] = ["id", "name"]
        values: list[list[Any]] = [ids, [self._names[i] for i in fresh]]
        fields = desk.imports.context.catalogue.kind("person").fields
        for at, column in self._group.plain:
            picked = [block.values[at][i] for i in fresh]
            if column.field is not None and column.field.custom:
                desk.plan_custom(column.name, fields.get(column.name), ids, picked)
            elif column.name != "name":
                columns.append(column.name)
                values.append(picked)
        for name in desk.later_person_columns:
            if name not in columns:
                columns.append(name)
                values.append([None] * len(fresh))
        desk.plan.add("person", columns, list(zip(*values, strict=True)))
        outer = self._group.named.get(("person", "#id"))
        if outer is not None:
            desk.plan_ids("person", ids, [block.values[outer][i] for i in fresh])
        self._plan_posts(refs, [i for i in fresh if self._accounts[i] >= 0])
        self._counts.read += len(fresh)
        self._counts.created += len(fresh)
        for i in fresh:
            self._rows._signatures.append(self._signature(i))
            self._fare(block.rows[i], NEW)

    def _plan_posts(self, refs: list[int], picked: list[int]) -> None:
        """Plan the positions of new people, and further positions of others."""
        picked = [i for i in picked if not self._fills(refs[i], i)]
        desk = self._desk
        where = [desk.accounts.ids[self._accounts[i]] for i in picked]
        values: list[list[Any]] = [
            new_ids(len(picked)),
            [desk.people.ids[refs[i]] for i in picked],
            where,
        ]
        if desk.managed:
            self._rows._managers.made(*values)
        names = [*POST, *(c.name for _i, c in self._group.post if c.name not in POST)]
        for name in names:
            said = self._column("position", name)
            values.append([said[i] for i in picked])
        at = 3 + POST.index("unit_id")
        values[at] = [
            None if unit is None else desk.unit(account, unit)
            for unit, account in zip(values[at], where, strict=True)
        ]
        if desk.managed:
            names.append("manager_id")  # known only when all rows were read
            values.append([None] * len(picked))
        desk.plan.add(
            "position",
            ("id", "person_id", "account_id", *names),
            list(zip(*values, strict=True)),
        )

    def _fills(self, ref: int, i: int) -> bool:
        """Whether a new post is one that was a placeholder; then that is completed."""
        desk = self._desk
        if not desk.managed:
            return False
        account, person = desk.accounts.ids[self._accounts[i]], desk.people.ids[ref]
        called = [self._names[i], *(self._column("person", one)[i] for one in ("#id", "email"))]
        said = {column.name: self._block.values[at][i] for at, column in self._group.post}
        if said.get("unit_id") is not None:
            said["unit_id"] = desk.unit(account, said["unit_id"])
        return self._rows._managers.fill((person, account), filter(None, called), said)

    def _signature(self, i: int) -> int:
        said = [self._block.values[at][i] for at, _column in self._group.columns]
        return hash((self._accounts[i], *said))

    def _complete(self, refs: list[int], again: list[int]) -> None:
        """Take what a further row says about a person that an earlier row brought."""
        desk = self._desk
        further: list[int] = []
        for i in again:
            ref, row = refs[i], self._block.rows[i]
            self._counts.read += 1
            self._counts.skipped += 1
            self._fare(row, SKIPPED)
            if self._accounts[i] >= 0 and not desk.people.is_at(ref, self._accounts[i]):
                desk.people.place(ref, self._accounts[i])
                further.append(i)
            if self._rows._signatures[ref - desk.people.known] == self._signature(i):
                continue
            pairs = [
                (column, self._block.values[at][i])
                for at, column in self._group.plain
                if column.name != "name"
            ]
            desk.claims.add("person", desk.people.ids[ref], self._reader, row, pairs)
        self._plan_posts(refs, further)

    def _compare(self, refs: list[int], held: list[int]) -> None:
        """Compare rows with the people that exist."""
        desk, rows, block = self._desk, self._rows, self._block
        wanted = {refs[i] for i in held} - rows._current.keys()
        if wanted:
            ids = [desk.people.ids[ref] for ref in wanted]
            found = desk.imports.current("person", ids)
            rows._current |= {ref: found[desk.people.ids[ref]] for ref in wanted}
            rows._posts |= desk.imports.positions(ids)
        outer = self._group.named.get(("person", "#id"))
        owned = self._column("person", OWN)
        further: list[int] = []
        for i in held:
            ref, row = refs[i], block.rows[i]
            current, record = rows._current[ref], desk.people.ids[ref]
            if outer is not None and block.values[outer][i] is not None:
                desk.learn_id("person", ref, str(block.values[outer][i]))
            offered = [
                (column, block.values[at][i], at in block.blank and i in block.blank[at])
                for at, column in self._group.plain
                if owned[i]
                or not (column.name == "name" and same_name(block.values[at][i], current))
            ]
            changed = desk.compare(
                self._reader, "person", record, current["name"], current, offered, row
            )
            changed |= self._compare_post(i, ref, row, further)
            self._count_held(ref, row, changed)
        self._plan_posts(refs, further)

    def _compare_post(self, i: int, ref: int, row: int, further: list[int]) -> bool:
        desk, rows = self._desk, self._rows
        if self._accounts[i] < 0:
            return False
        record, account = desk.people.ids[ref], desk.accounts.ids[self._accounts[i]]
        post = rows._posts.get((record, account))
        if post is None:
            if desk.people.is_at(ref, self._accounts[i]):
                return False
            desk.people.place(ref, self._accounts[i])
            further.append(i)
            return True
        offered = []
        for at, column in self._group.post:
            value = self._block.values[at][i]
            if column.name == "unit_id" and value is not None:
                value = desk.unit(account, value)
            erase = at in self._block.blank and i in self._block.blank[at]
            offered.append((column, value, erase))
        name = rows._current[ref]["name"]
        return desk.compare(self._reader, "position", post["id"], name, post, offered, row)

    def _count_held(self, ref: int, row: int, changed: bool) -> None:
        fate = UPDATED if changed else UNCHANGED
        self._fare(row, fate)
        self._counts.read += 1
        before = self._rows._counted.get(ref)
        if before is None:
            self._rows._counted[ref] = fate
            self._counts.updated += changed
            self._counts.unchanged += not changed
            return
        self._counts.skipped += 1
        if before == UNCHANGED and changed:
            self._rows._counted[ref] = UPDATED
            self._counts.updated += 1
            self._counts.unchanged -= 1
