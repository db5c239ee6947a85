"""Roster import from the file to the finished change."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from acctdesk.errors import FileProblem
from acctdesk.exchange.intake.answers import PEOPLE, ROSTER
from acctdesk.exchange.intake.checked import Checked
from acctdesk.exchange.intake.drafts import Draft, Target
from acctdesk.exchange.intake.importer import Import
from acctdesk.exchange.roster.checking import check
from acctdesk.exchange.roster.draft import propose, targets
from acctdesk.services.imports import Imports
from acctdesk.words import _


class RosterImport(Import):
    """One import of a roster under way. Close it when it is done or dropped.

    Args:
        imports: The workspace's side.
        home: Name of the account whose organisation the files are, unless the answers name one:
            every row is somebody there, whatever else it says. Empty for a roster of many accounts.
    """

    def __init__(self, imports: Imports, home: str = "") -> None:
        super().__init__(imports)
        self._home = home

    @property
    def home(self) -> str:
        """Name of the account whose organisation the files are; empty for a roster."""
        return self.answers.account or self._home

    def draft(self) -> Draft:
        """Which sheets and columns would be taken, by the answers so far."""
        said = self.answers.kind
        people = bool(self.home) or said == PEOPLE
        draft = propose(
            self.files,
            self.answers,
            self.imports.context.catalogue,
            self.imports.remembered("column"),
            "person" if people else "",
        )
        taken = draft.taken()
        alone = bool(taken) and all(sheet.subject == "person" for sheet in taken)
        if people or (alone and said != ROSTER):
            return replace(draft, kind=PEOPLE, people=True)
        return draft

    def targets(self) -> list[Target]:
        """Everything that a column may go to, in the order it is offered."""
        return targets(self.imports.context.catalogue)

    def examine(self, progress: Callable[[float], None]) -> Checked:
        """Check everything, writing nothing.

        Raises:
            FileProblem: No sheet looks like a roster.
            Invalid: The account whose organisation it is may be one that exists or a new one.
            Cancelled: The person stopped it.
        """
        draft = self.draft()
        if not draft.taken():
            raise FileProblem(
                _("no sheet has a column with the names of companies or people."),
                where=draft.title,
                remedy=_("Say which column holds the name, or choose another sheet."),
            )
        return check(draft, self.imports, home=self.home, progress=progress)
