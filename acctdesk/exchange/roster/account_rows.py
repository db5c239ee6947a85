"""The account side of a check: which account each row is about, and what it says about it."""

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
from acctdesk.exchange.roster.block import Block, Column, SheetReader
from acctdesk.exchange.roster.keys import Keys
from acctdesk.exchange.roster.own import OWN
from acctdesk.exchange.roster.parents import Parents
from acctdesk.exchange.roster.shared import Desk, id_keys
from acctdesk.services.values import company_key, domain_of, email_key, phone_key
from acctdesk.words import _

NONE, LEFT_OUT = -1, -2
"""Instead of a place in the directory: the row names no account; it is left out or waits."""


class AccountRows:
    """Takes the rows of all sheets in turn.

    Args:
        desk: The tools of the check.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._signatures = array("q")
        self._rows = array("I")
        self._sheets: list[SheetReader] = []
        self._current: dict[int, dict[str, Any]] = {}
        self._counted: dict[int, int] = {}
        self._parents = Parents(desk)
        self._columns: list[tuple[int, Column]] = []

    def open(self, reader: SheetReader) -> None:
        """Begin a sheet."""
        self._reader = reader
        self._columns = [(i, c) for i, c in enumerate(reader.columns) if c.kind == "account"]
        self._named = {c.name: i for i, c in self._columns}
        self._fates = self._desk.findings.fates[reader.draft.place][0]
        self._lone = reader.draft.subject == "account"
        self._plain = [(i, c) for i, c in self._columns if c.name not in ("#id", OWN, "parent_id")]
        mine = self._desk.imports.context.author.id
        self._owner = mine if "owner_id" not in self._named else None

    def take(self, block: Block) -> list[int]:
        """Take a block of rows.

        Returns:
            For each row the place of its account in the directory, or NONE or LEFT_OUT.
        """
        if not self._columns:
            return [NONE] * len(block.rows)
        if "owner_id" in self._named:
            at = self._named["owner_id"]
            member = self._desk.member
            block.values[at] = [None if v is None else member(v) for v in block.values[at]]
        refs: list[int] = []
        fresh: list[int] = []
        held: list[int] = []
        again: list[int] = []
        known = self._desk.accounts.known
        for i, keys in enumerate(self._keys(block)):
            ref, new = self._place(block.rows[i], keys)
            refs.append(ref)
            if new:
                fresh.append(i)
            elif ref >= known:
                again.append(i)
            elif ref >= 0:
                held.append(i)
        signatures = self._sign(block)
        self._plan_new(block, refs, fresh, signatures)
        self._complete(block, refs, again, signatures)
        self._compare(block, refs, held)
        above = self._named.get("parent_id")
        if above is not None:
            self._parents.note(self._reader, above, block, refs)
        return refs

    def _column(self, block: Block, name: str) -> list[Any]:
        at = self._named.get(name)
        return [None] * len(block.rows) if at is None else block.values[at]

    def _keys(self, block: Block) -> list[Keys]:
        names, mails = self._column(block, "name"), self._column(block, "email")
        sites = self._column(block, "website")
        return [
            Keys(
                outer,
                name or "",
                company_key(name) if name else "",
                email_key(mail) if mail else "",
                (domain_of(site) if site else "") or (domain_of(mail) if mail else ""),
                phone_key(phone) if phone else "",
                country or "",
                own or "",
            )
            for outer, name, mail, site, phone, country, own in zip(
                id_keys(self._column(block, "#id")),
                names,
                mails,
                sites,
                self._column(block, "phone"),
                self._column(block, "country"),
                self._column(block, OWN),
                strict=True,
            )
        ]

    # -- who it is -------------------------------------------------------------------------

    def _place(self, row: int, keys: Keys) -> tuple[int, bool]:
        """The place of a row's account, and whether it is new."""
        if not (keys.name or keys.id or keys.email or keys.domain or keys.own):
            return self._nobody(row, keys)
        accounts = self._desk.accounts
        found, verdict = self._desk.decided(self._reader, row, accounts.find(keys))
        if verdict == SKIP:
            self._fare(row, SKIPPED)
            self._desk.findings.accounts.skipped += 1
            self._desk.findings.accounts.read += 1
            return LEFT_OUT, False
        if verdict == "ask":
            self._desk.ask(self._reader, row, "account", keys.name, found)
            self._fare(row, ASKED)
            return LEFT_OUT, False
        if found.ref >= 0:
            if accounts.exists(found.ref):
                names = keys.name, accounts.names[found.ref], accounts.ids[found.ref]
                self._desk.merged.take(
                    "account", self._reader, row, found, names,
                    self._desk.decision(self._reader, row), repeats=not self._lone,
                )  # fmt: skip
            accounts.learn(found.ref, Keys(keys.id, "", "", keys.email, keys.domain, keys.phone))
            return found.ref, False
        if not keys.name:
            return self._unknown(row, keys)
        ref = accounts.add(keys)
        self._rows.append(row)
        self._sheets.append(self._reader)
        return ref, True

    def _nobody(self, row: int, keys: Keys) -> tuple[int, bool]:
        if self._lone:
            self._reject(row, keys.name)
        return NONE, False

    def _unknown(self, row: int, keys: Keys) -> tuple[int, bool]:
        """A row that names an account only by an id or address nobody has."""
        if self._lone:
            self._reject(row, keys.id or keys.email or keys.domain)
            return NONE, False
        column = next((c for _i, c in self._columns if c.name == "#id"), self._columns[0][1])
        self._desk.findings.add(
            (str(self._reader.draft.place), column.heading, "account", keys.id or keys.email),
            row,
            lambda: Group(
                self._reader.draft.file.name,
                self._reader.draft.name,
                column.heading,
                "account",
                "account.#id",
                keys.id or keys.email or keys.domain,
                _("the id of an account in these files or in the workspace"),
                _("Import the accounts together with their people, or mend the id. The person is"
                  " taken without an account."),
            ),
        )  # fmt: skip
        return NONE, False

    def _reject(self, row: int, found: str) -> None:
        self._fare(row, REJECTED)
        counts = self._desk.findings.accounts
        counts.read += 1
        counts.rejected += 1
        heading = next((c.heading for _i, c in self._columns if c.name == "name"), "")
        self._desk.findings.add(
            (str(self._reader.draft.place), "no_identity", "account"),
            row,
            lambda: Group(
                self._reader.draft.file.name,
                self._reader.draft.name,
                heading,
                "no_identity",
                "account.name",
                found,
                _("the name of a company"),
                _("Fill in the name; without it the row can't be taken."),
            ),
        )

    def _fare(self, row: int, fate: int) -> None:
        if not self._fates[row] or fate == UPDATED:
            self._fates[row] = fate

    # -- what it says ----------------------------------------------------------------------

    def _sign(self, block: Block) -> list[int]:
        """One number for what each row says, so that equal repeats cost nothing."""
        said = [block.values[i] for i, _column in self._columns]
        return [hash(row) for row in zip(*said, strict=True)]

    def _plan_new(
        self, block: Block, refs: list[int], fresh: list[int], signatures: list[int]
    ) -> None:
        if not fresh:
            return
        desk = self._desk
        ids = [desk.accounts.ids[refs[i]] for i in fresh]
        columns: list[str] = ["id"]
        values: list[list[Any]] = [ids]
        customs: list[tuple[str, list[Any]]] = []
        for at, column in self._plain:
            picked = [block.values[at][i] for i in fresh]
            if column.field is not None and column.field.custom:
                customs.append((column.name, picked))
            else:
                columns.append(column.name)
                values.append(picked)
        if self._owner is not None:
            columns.append("owner_id")
            values.append([self._owner] * len(fresh))
        if block.currencies:
            self._fill_currency(block, fresh, columns, values)
        for name in desk.later_columns:
            # Later rows, and the parents found at the end, complete these.
            if name not in columns:
                columns.append(name)
                values.append([None] * len(fresh))
        desk.plan.add("account", columns, list(zip(*values, strict=True)))
        self._plan_customs(ids, customs)
        self._plan_ids(block, fresh, ids)
        for i in fresh:
            self._signatures.append(signatures[i])
            self._fates[block.rows[i]] = NEW
        counts = desk.findings.accounts
        counts.read += len(fresh)
        counts.created += len(fresh)

    def _fill_currency(
        self, block: Block, fresh: list[int], columns: list[str], values: list[list[Any]]
    ) -> None:
        named = [block.currencies.get(i) for i in fresh]
        if "currency" in columns:
            at = columns.index("currency")
            values[at] = [v or n for v, n in zip(values[at], named, strict=True)]
        else:
            columns.append("currency")
            values.append(named)

    def _plan_customs(self, ids: list[str], customs: list[tuple[str, list[Any]]]) -> None:
        fields = self._desk.imports.context.catalogue.kind("account").fields
        for name, picked in customs:
            self._desk.plan_custom(name, fields.get(name), ids, picked)

    def _plan_ids(self, block: Block, picked: list[int], ids: list[str]) -> None:
        if "#id" not in self._named:
            return
        outer = block.values[self._named["#id"]]
        self._desk.plan_ids("account", ids, [outer[i] for i in picked])

    def _complete(
        self, block: Block, refs: list[int], again: list[int], signatures: list[int]
    ) -> None:
        """Take what a further row says about an account that an earlier row brought."""
        counts = self._desk.findings.accounts
        for i in again:
            ref, row = refs[i], block.rows[i]
            if self._lone:
                counts.read += 1
                counts.skipped += 1
                self._fare(row, SKIPPED)
            else:
                self._fare(row, UNCHANGED)
            if self._signatures[ref - self._desk.accounts.known] == signatures[i]:
                continue
            pairs = [
                (column, block.values[at][i]) for at, column in self._plain
                if column.name != "name"
            ]  # fmt: skip
            self._desk.claims.add("account", self._desk.accounts.ids[ref], self._reader, row, pairs)

    def _compare(self, block: Block, refs: list[int], held: list[int]) -> None:
        """Compare rows with the accounts that exist."""
        desk = self._desk
        wanted = {refs[i] for i in held} - self._current.keys()
        if wanted:
            found = desk.imports.current("account", [desk.accounts.ids[ref] for ref in wanted])
            self._current |= {ref: found[desk.accounts.ids[ref]] for ref in wanted}
        outer = self._named.get("#id")
        owned = self._column(block, OWN)
        for i in held:
            ref, row = refs[i], block.rows[i]
            current = self._current[ref]
            if outer is not None and block.values[outer][i] is not None:
                desk.learn_id("account", ref, str(block.values[outer][i]))
            offered = [
                (column, block.values[at][i], at in block.blank and i in block.blank[at])
                for at, column in self._plain
                if owned[i]
                or not (column.name == "name" and _same_name(block.values[at][i], current))
            ]
            changed = desk.compare(
                self._reader, "account", desk.accounts.ids[ref], current["name"], current,
                offered, row,
            )  # fmt: skip
            if i in block.currencies and not current.get("currency"):
                current["currency"] = block.currencies[i]
                desk.plan.update(
                    "account", desk.accounts.ids[ref], {"currency": block.currencies[i]}
                )
                changed = True
            self._count_held(ref, row, changed)

    def _count_held(self, ref: int, row: int, changed: bool) -> None:
        counts = self._desk.findings.accounts
        fate = UPDATED if changed else UNCHANGED
        self._fare(row, fate)
        before = self._counted.get(ref)
        only_named = set(self._named) <= {"#id", OWN}
        if before is None and not only_named:
            counts.read += 1
            self._counted[ref] = fate
            counts.updated += changed
            counts.unchanged += not changed
        elif before is not None and self._lone:
            counts.read += 1
            counts.skipped += 1
        if before == UNCHANGED and changed:
            self._counted[ref] = UPDATED
            counts.updated += 1
            counts.unchanged -= 1

    # -- what is known at the end ----------------------------------------------------------

    def finish(self) -> None:
        """Resolve what could not be known before all rows were read."""
        self._parents.resolve(self)
        self._desk.claims.settle("account")
        self._point_out_similar()

    def current(self, ref: int) -> dict[str, Any]:
        """The present values of an account that exists."""
        return self._current[ref]

    def changed(self, ref: int, reader: SheetReader, row: int) -> None:
        """Count an account as changed after its row was taken."""
        self._fates = self._desk.findings.fates[reader.draft.place][0]
        self._count_held(ref, row, changed=True)

    def _point_out_similar(self) -> None:
        """Name new accounts that are nearly called like others."""
        desk = self._desk
        for new, other, score in desk.accounts.similar():
            reader = self._sheets[new - desk.accounts.known]
            row = self._rows[new - desk.accounts.known]
            name, held = desk.accounts.names[new], desk.accounts.names[other]
            if desk.decision(reader, row) or "*" in desk.answers.duplicates:
                continue
            desk.findings.add(
                (str(reader.draft.place), "similar", str(row)),
                row,
                lambda reader=reader, name=name, held=held, score=score: Group(
                    reader.draft.file.name,
                    reader.draft.name,
                    "",
                    "similar",
                    "account",
                    name,
                    _("a company that is not nearly called like “%(name)s” (%(score)s %% alike)")
                    % {"name": held, "score": score},
                    _("Both are created. Mend the name in one of the rows if they are the same."),
                    detail=("", held, score),
                ),
            )


def _same_name(value: Any, current: dict[str, Any]) -> bool:
    """Whether a name only differs by its legal form or spelling; then the present one stays."""
    return value is None or company_key(value) == company_key(current["name"])
