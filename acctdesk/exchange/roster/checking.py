"""The check: a whole roster against itself and the workspace, writing nothing.

Rows are read block by block; who each is about is looked up in the directories; new records go
into the plan at once, further rows about the same record complete it, and rows about records that
exist are compared field by field. What the check leaves is the plan, and everything it found.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from acctdesk.errors import Invalid
from acctdesk.exchange.intake.answers import Answers
from acctdesk.exchange.intake.checked import Checked
from acctdesk.exchange.intake.drafts import Draft, SheetDraft
from acctdesk.exchange.intake.findings import Findings
from acctdesk.exchange.intake.headings import remembered_key
from acctdesk.exchange.intake.plan import PlanFile
from acctdesk.exchange.roster.account_rows import NONE, AccountRows
from acctdesk.exchange.roster.block import SheetReader
from acctdesk.exchange.roster.directory import Accounts, People
from acctdesk.exchange.roster.keys import Keys
from acctdesk.exchange.roster.person_rows import PersonRows
from acctdesk.exchange.roster.shared import Desk
from acctdesk.models.catalogue import Field
from acctdesk.services.imports import Imports
from acctdesk.services.settings import HOME_COUNTRY, Settings
from acctdesk.services.values import company_key, fold
from acctdesk.words import _


def check(
    draft: Draft,
    imports: Imports,
    *,
    home: str = "",
    progress: Callable[[float], None] = lambda share: None,
) -> Checked:
    """Check a draft as a whole.

    Args:
        draft: What is about to be imported.
        imports: Answers what the workspace holds.
        home: Name of the account whose organisation it is; empty for a roster.
        progress: Told how far it is, 0 to 1; may raise to stop.

    Raises:
        Invalid: The account at home may be one that exists or a new one.
    """
    run = _Run(draft, imports, home, progress)
    return run.run()


class _Run:
    """One check."""

    def __init__(
        self, draft: Draft, imports: Imports, home: str, progress: Callable[[float], None]
    ) -> None:
        self._draft, self._imports, self._home, self._progress = draft, imports, home, progress
        self._findings = Findings()
        self._plan = PlanFile()
        self._answers = self._with_remembered(draft.answers)

    def _with_remembered(self, answers: Answers) -> Answers:
        """Answers completed by the words that earlier imports learned."""
        words = {name: dict(known) for name, known in answers.words.items()}
        for key, target in self._imports.remembered("value").items():
            name, _bar, word = key.partition("|")
            words.setdefault(name, {}).setdefault(word, target or None)
        return replace(answers, words=words)

    def run(self) -> Checked:
        context = self._imports.context
        self._plan.seen = self._imports.seen()
        accounts, people = Accounts(), People()
        accounts.load(self._imports.accounts())
        places = {record: ref for ref, record in enumerate(accounts.ids)}
        sheets = self._draft.taken()
        if any(sheet.subject != "account" for sheet in sheets):
            people.load(self._imports.people(), places)
        desk = Desk(self._imports, self._plan, self._findings, accounts, people, self._answers)
        account_rows, person_rows = AccountRows(desk), PersonRows(desk)
        at_home = self._at_home(desk) if self._home else NONE
        region = Settings(context).get(HOME_COUNTRY)
        total = sum(sheet.row_count() for sheet in sheets) or 1
        done = 0
        readers = [
            SheetReader(sheet, self._answers, context.catalogue, self._findings, region)
            for sheet in sheets
        ]
        desk.foresee([column for reader in readers for column in reader.columns])
        for reader in readers:
            sheet = reader.draft
            reader.settle()
            self._keep_fields(reader.kept)
            self._findings.open_sheet(sheet.place, sheet.sheet.rows)
            account_rows.open(reader)
            person_rows.open(reader)
            for block in reader.blocks():
                refs = [at_home] * len(block.rows) if self._home else account_rows.take(block)
                person_rows.take(block, refs)
                done += len(block.rows)
                self._progress(0.95 * done / total)
        account_rows.finish()
        person_rows.finish()
        self._plan.finish()
        self._label(sheets)
        self._progress(1.0)
        return Checked(self._draft, self._plan, self._findings)

    def _at_home(self, desk: Desk) -> int:
        """The place of the account whose organisation it is; it is planned when it is new."""
        keys = Keys("", self._home, company_key(self._home))
        found = desk.accounts.find(keys)
        if found.ask:
            raise Invalid(
                _("no account is called so; “%s” nearly is.") % desk.accounts.names[found.ref],
                where=self._home,
                remedy=_("Write its name as it is, or add the new account first."),
            )
        if found.ref >= 0:
            desk.home = desk.accounts.ids[found.ref]
            return found.ref
        made = desk.accounts.add(keys)
        owner = self._imports.context.author.id
        desk.home = desk.accounts.ids[made]
        row = (desk.home, self._home, owner)
        self._plan.add("account", ("id", "name", "owner_id"), [row])
        self._findings.accounts.read += 1
        self._findings.accounts.created += 1
        return made

    def _keep_fields(self, kept: list[Field]) -> None:
        held = len([f for f in self._imports.context.catalogue.fields("account") if f.custom])
        columns = ("id", "of_kind", "label", "format", "audience", "position")
        self._plan.add(
            "custom_field",
            columns,
            [
                (one.name, one.kind, str(one.label), str(one.format), str(one.audience), held + i)
                for i, one in enumerate(kept)
            ],
        )

    def _label(self, sheets: list[SheetDraft]) -> None:
        found = self._findings
        self._plan.label = "Import {file}"
        self._plan.params = {
            "file": self._draft.title,
            "accounts": found.accounts.created + found.accounts.updated,
            "people": found.people.created + found.people.updated,
        }
        columns = {
            remembered_key(column.heading.text): column.target.code if column.target else ""
            for sheet in sheets
            for column in sheet.columns
            if column.answered and not column.keep
        }
        words = {
            f"{name}|{fold(word)}": "" if meant is None else str(meant)
            for name, known in self._draft.answers.words.items()
            for word, meant in known.items()
        }
        self._plan.learned = {"column": columns, "value": words}
