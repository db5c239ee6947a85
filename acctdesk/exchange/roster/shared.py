"""What the account side and the person side of a check share."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from acctdesk.exchange.intake.answers import CREATE, FILL, LEAVE, SKIP, UPDATE, Answers
from acctdesk.exchange.intake.findings import Difference, Findings, Group
from acctdesk.exchange.intake.plan import PlanFile
from acctdesk.exchange.roster.block import Column, SheetReader
from acctdesk.exchange.roster.directory import Accounts, People
from acctdesk.exchange.roster.keys import MERGED, Found
from acctdesk.exchange.roster.merged import Merged
from acctdesk.exchange.roster.own import Own, says_the_same
from acctdesk.models import new_id, new_ids
from acctdesk.models.catalogue import Field
from acctdesk.services.imports import Imports
from acctdesk.services.records import typed
from acctdesk.services.values import email_key, fold, id_key, person_key
from acctdesk.words import _


class Desk:
    """The tools of one check.

    Args:
        imports: Answers what the workspace holds.
        plan: Takes the writes.
        findings: Takes what is found.
        accounts: Who is who among accounts.
        people: Who is who among people.
        answers: What was decided.

    Attributes:
        home: Id of the account whose organisation the files are; empty for a roster.
        managed: Whether any sheet says whom people report to, or may have said so before.
    """

    def __init__(
        self,
        imports: Imports,
        plan: PlanFile,
        findings: Findings,
        accounts: Accounts,
        people: People,
        answers: Answers,
    ) -> None:
        self.imports, self.plan, self.findings = imports, plan, findings
        self.accounts, self.people, self.answers = accounts, people, answers
        self.home = ""
        self.managed = False
        self.claims = Claims(self)
        self.merged = Merged(findings, watch=accounts.merged or people.merged)
        self.later_columns: tuple[str, ...] = ("parent_id",)
        self.later_person_columns: tuple[str, ...] = ()
        self._customs: dict[tuple[str, str], Any] = {}
        self._members: dict[str, str] | None = None
        self._names: dict[str, str] = {}
        self._units: dict[tuple[str, str], str] | None = None

    def decision(self, reader: SheetReader, row: int) -> str:
        """What a person decided about a row: a decision, or empty."""
        if not self.answers.duplicates:
            return ""
        return self.answers.duplicates.get(f"{reader.draft.name}!{row}", "")

    def decided(self, reader: SheetReader, row: int, found: Found) -> tuple[Found, str]:
        """A row's record after the person's decision.

        Returns:
            The record (none for a new one), and "ask" when a decision is still needed, "skip"
            when the row is left out, or empty.
        """
        answer = self.decision(reader, row)
        if found.ask and not answer:
            answer = self.answers.duplicates.get("*", "")
        if answer == SKIP:
            return found, SKIP
        if answer == CREATE:
            return Found(-1), ""
        if found.ask and answer != UPDATE:
            return found, "ask"
        return found, ""

    def ask(self, reader: SheetReader, row: int, kind: str, name: str, found: Found) -> None:
        """Note that a row may be a record that exists and must be decided."""
        directory = self.accounts if kind == "account" else self.people
        held = directory.names[found.ref]
        record = directory.ids[found.ref]
        key = (str(reader.draft.place), "duplicate", kind, str(row))
        counts = self.findings.accounts if kind == "account" else self.findings.people
        if key not in self.findings.groups:
            # Left out as long as nobody has decided.
            counts.read += 1
            counts.skipped += 1
        how = {
            "email": _("the same e-mail address"),
            "domain": _("the same web domain"),
            "phone": _("the same phone number"),
            "name": _("the same name"),
            MERGED: _("“%s” was merged into it") % name,
        }.get(found.how, _("nearly the same name"))
        self.findings.add(
            key,
            row,
            lambda: Group(
                reader.draft.file.name,
                reader.draft.name,
                "",
                "duplicate",
                kind,
                name,
                _("a record that is surely new or surely “%(name)s” (%(how)s, %(score)s %% alike)")
                % {"name": held, "how": how, "score": found.score},
                _("Choose to update it, to create another, or to skip the row."),
                asks=True,
                detail=(record, held, found.score),
                was=found.how == MERGED,
            ),
        )

    # -- our team and business units -------------------------------------------------------

    def member(self, name: str) -> str:
        """The id of one of our people by name or e-mail; planned anew when unknown."""
        if self._members is None:
            self._members = {}
            for record, known, email in self.imports.members():
                self._names[record] = known
                self._members[email_key(known) or person_key(known)] = record
                if email:
                    self._members[email_key(email)] = record
        key = email_key(name) or person_key(name)
        found = self._members.get(key)
        if found is None:
            found = self._members[key] = new_id()
            is_mail = "@" in name
            self.plan.add(
                "member", ("id", "name", "email"), [(found, name, name if is_mail else None)]
            )
            self.findings.new_members.append(name)
        return found

    def unit(self, account: str, name: str) -> str:
        """The id of an account's business unit by name; planned anew when unknown."""
        if self._units is None:
            self._units = {
                (owner, fold(known)): record for record, owner, known in self.imports.units()
            }
        key = (account, fold(name))
        found = self._units.get(key)
        if found is None:
            found = self._units[key] = new_id()
            self.plan.add("unit", ("id", "account_id", "name"), [(found, account, name)])
            self.findings.new_units += 1
        return found

    # -- what stands beside a record -------------------------------------------------------

    def foresee(self, columns: list[Column]) -> None:
        """Say which columns any sheet has, since a later sheet may complete an earlier row."""
        self.managed = bool(self.home) or any(c.name == "manager_id" for c in columns)
        for kind in ("account", "person"):
            names = {
                c.name for c in columns
                if c.kind == kind and c.name[:1] != "#" and not (c.field and c.field.custom)
            }  # fmt: skip
            if kind == "account":
                shared = {"phone", "email", "language", "notes"} & {
                    c.name for c in columns if c.kind == "person"
                }
                self.later_columns = tuple(sorted(names | shared | {"parent_id"}))
            else:
                self.later_person_columns = tuple(sorted(names))

    def plan_custom(
        self, name: str, field: Field | None, ids: list[str], values: list[Any]
    ) -> None:
        """Plan the values of a custom field on new records.

        Args:
            name: The field's id.
            field: The field; None for one that this import makes, which holds text.
            ids: Record ids.
            values: A value a record; None where there is none.
        """
        rows = []
        for record, value in zip(ids, values, strict=True):
            if value is not None and (record, name) not in self._customs:
                columns = typed(field, value) if field else {"text": value}
                self._customs[record, name] = value
                rows.append(
                    (
                        new_id(), name, record, columns.get("text"), columns.get("number"),
                        columns.get("tick"),
                    )
                )  # fmt: skip
        self.plan.add(
            "custom_value", ("id", "field_id", "record_id", "text", "number", "tick"), rows
        )

    def custom(self, record: str, name: str) -> Any:
        """A planned custom value."""
        return self._customs.get((record, name))

    def plan_ids(self, kind: str, ids: list[str], outer: list[Any]) -> None:
        """Plan the names that another system uses for new records."""
        pairs = [(record, str(value)) for record, value in zip(ids, outer, strict=True) if value]
        fresh = new_ids(len(pairs))
        self.plan.add(
            "external_id",
            ("id", "of_kind", "record_id", "source", "value"),
            [
                (one, kind, record, _source(value), value)
                for one, (record, value) in zip(fresh, pairs, strict=True)
            ],
        )

    def learn_id(self, kind: str, ref: int, value: str) -> None:
        """Plan the name another system uses for a record that exists, unless it is known."""
        directory = self.accounts if kind == "account" else self.people
        if directory.names_id(ref, id_key(value)):
            return
        directory.note_id(ref, id_key(value))
        self.plan_ids(kind, [directory.ids[ref]], [value])

    # -- comparing -------------------------------------------------------------------------

    def compare(
        self,
        reader: SheetReader,
        kind: str,
        record: str,
        name: str,
        current: dict[str, Any],
        offered: list[tuple[Column, Any, bool]],
        row: int,
    ) -> bool:
        """Plan the changes that a row makes to an existing record.

        A row about a record that was merged into it only fills blanks.

        Args:
            reader: The sheet.
            kind: Kind of the record.
            record: Its id.
            name: Its name, for showing.
            current: Its present values; completed by what is planned.
            offered: Column, value, and whether a blank erases here.
            row: Row number.

        Returns:
            Whether anything changes.
        """
        changes: dict[str, Any] = {}
        fills = self.merged.fills("account" if kind == "account" else "person", reader, row)
        for column, value, erase in offered:
            held = current.get(column.name)
            held = held if held != () else None
            if isinstance(value, tuple):
                value = tuple(sorted(value, key=str.casefold))
            if value is None and not erase:
                continue
            if not self.merged.said(kind, reader, row, column.name):
                continue
            if value == held or column.draft.mode == LEAVE:
                continue
            if reader.draft.own and self._says_the_same(reader.draft.own, column, held, value):
                continue
            if (fills or column.draft.mode == FILL) and held is not None:
                continue
            changes[column.name] = value
            self._differ(reader, kind, record, name, column, held, value, row)
        if changes:
            current.update(changes)
            self.plan.update(kind, record, changes)
        return bool(changes)

    def _says_the_same(self, own: Own, column: Column, held: Any, value: Any) -> bool:
        """Whether a cell of an exported list says no more than that nothing was changed."""
        if column.field is None or held is None:
            return False
        if column.name == "owner_id":
            # Of two colleagues with one name the list shows the name alone.
            return person_key(self._names.get(held, "")) == person_key(self._names.get(value, "-"))
        return says_the_same(own, column.field, column.hints, held, value)

    def _differ(
        self,
        reader: SheetReader,
        kind: str,
        record: str,
        name: str,
        column: Column,
        before: Any,
        after: Any,
        row: int,
    ) -> None:
        kept = self.findings.differences
        if len(kept) < Findings.MOST_DIFFERENCES:
            key = f"{column.kind}.{column.name}"
            kept.append(Difference(reader.draft.place, row, kind, record, name, key, before, after))


class Claims:
    """What further rows say about a record that an earlier row planned.

    The first row's values stand; blanks are filled; what disagrees is told, never dropped in
    silence.
    """

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._claims: dict[str, dict[str, list[tuple[SheetReader, int, Mapping[str, Any]]]]] = {}
        self._headings: dict[tuple[int, str], str] = {}

    def add(
        self,
        kind: str,
        record: str,
        reader: SheetReader,
        row: int,
        pairs: list[tuple[Column, Any]],
    ) -> None:
        """Note what a further row says."""
        said = {}
        for column, value in pairs:
            if value is not None:
                said[column.name] = value
                self._headings[reader.draft.place, column.name] = column.heading
        if said:
            held = self._claims.setdefault(kind, {}).setdefault(record, [])
            held.append((reader, row, said))

    def settle(self, kind: str) -> None:
        """Compare the claims with the planned rows, fill their blanks and tell disagreements."""
        claims = self._claims.pop(kind, {})
        if not claims:
            return
        for columns, row in self._desk.plan.planned(kind):
            if row[0] in claims:
                first = dict(zip(columns, row, strict=True))
                for reader, number, said in claims[row[0]]:
                    self._settle(kind, row[0], first, reader, number, said)

    def _settle(
        self,
        kind: str,
        record: str,
        first: dict[str, Any],
        reader: SheetReader,
        row: int,
        said: Mapping[str, Any],
    ) -> None:
        for name, value in said.items():
            custom = name not in self._desk.imports.context.workspace.tables.columns(kind)
            held = self._desk.custom(record, name) if custom else first.get(name)
            if custom and held is None:
                field = self._desk.imports.context.catalogue.kind(kind).fields.get(name)
                self._desk.plan_custom(name, field, [record], [value])
            elif held in (None, ()):
                first[name] = value
                self._desk.plan.patch(kind, record, {name: value})
            elif str(held) != str(value) and fold(str(held)) != fold(str(value)):
                self._disagree(kind, reader, row, name, held, value, first)

    def _disagree(
        self,
        kind: str,
        reader: SheetReader,
        row: int,
        name: str,
        held: Any,
        value: Any,
        first: dict[str, Any],
    ) -> None:
        heading = self._headings[reader.draft.place, name]
        who = str(first.get("name") or "")
        key = (str(reader.draft.place), heading, "disagree", str(first["id"]), fold(str(value)))
        self._desk.findings.add(
            key,
            row,
            lambda: Group(
                reader.draft.file.name,
                reader.draft.name,
                heading,
                "disagree",
                f"{kind}.{name}",
                str(value),
                _("“%(held)s”, as an earlier row says of %(who)s") % {"held": held, "who": who},
                _("The first value is kept. Mend one of the rows if it is wrong."),
            ),
        )


def _source(value: str) -> str:
    """The system an id is of, as far as its shape tells."""
    return "salesforce" if len(value) in (15, 18) and id_key(value)[:15].isalnum() else "file"


def id_keys(values: list[Any]) -> list[str]:
    """Ids of another system in the form in which two are the same."""
    return [id_key(value) if value is not None else "" for value in values]
