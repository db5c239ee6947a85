"""An import of files that say themselves what they are: a roster, or tickets."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from acctdesk.exchange.intake.answers import PEOPLE, ROSTER, TICKETS
from acctdesk.exchange.intake.checked import Checked
from acctdesk.exchange.intake.drafts import Draft, Target
from acctdesk.exchange.intake.importer import Import
from acctdesk.exchange.intake.layout import find_layout
from acctdesk.exchange.reading import TableFile
from acctdesk.exchange.roster.importer import RosterImport
from acctdesk.exchange.tickets.importer import TicketImport
from acctdesk.exchange.tickets.matching import Vocabulary, looks_like_tickets
from acctdesk.services.imports import Imports

_MOST = 20
"""Sheets of a file that are looked into."""


class FileImport(Import):
    """One import under way, whatever its files hold; close it when it is done or dropped.

    A further kind of import is one more entry of `kinds`.

    Args:
        imports: The workspace's side.
    """

    def __init__(self, imports: Imports) -> None:
        super().__init__(imports)
        roster = RosterImport(imports)
        self.kinds: Mapping[str, Import] = {
            ROSTER: roster,
            PEOPLE: roster,
            TICKETS: TicketImport(imports),
        }
        self._words = Vocabulary(imports.context.catalogue)
        self._known: dict[int, tuple[TableFile, str]] = {}

    @property
    def kind(self) -> str:
        """What the files are: as the person says, else as one of them tells."""
        if self.answers.kind:
            return self.answers.kind
        found = [self._kind_of(file) for file in self.files]
        return TICKETS if TICKETS in found else ROSTER

    def _kind_of(self, file: TableFile) -> str:
        known = self._known.get(id(file))
        if known is not None and known[0] is file:
            return known[1]
        kind = ROSTER
        for sheet in file.sheets[:_MOST]:
            if sheet.rows and not sheet.hidden:
                layout = find_layout(sheet, known=self._words.knows)
                if looks_like_tickets(layout.columns, self._words):
                    kind = TICKETS
                    break
        self._known[id(file)] = (file, kind)
        return kind

    def _chosen(self) -> Import:
        made = self.kinds[self.kind]
        made.files, made.answers = self.files, self.answers
        return made

    def draft(self) -> Draft:
        """Which sheets and columns would be taken, by the answers so far."""
        return self._chosen().draft()

    def targets(self) -> list[Target]:
        """Everything that a column may go to, in the order it is offered."""
        return self._chosen().targets()

    def examine(self, progress: Callable[[float], None]) -> Checked:
        """Check everything, writing nothing; see the kinds."""
        return self._chosen().examine(progress)

    def drop(self, file: TableFile) -> None:
        """Leave a file out again."""
        self._known.pop(id(file), None)
        super().drop(file)

    def close(self) -> None:
        """Forget the files and the plan."""
        for one in self.kinds.values():
            one.files = []
            one.close()
        super().close()
