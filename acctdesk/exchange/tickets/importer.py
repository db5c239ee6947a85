"""Import of tickets from the file to the finished change."""

from __future__ import annotations

from collections.abc import Callable
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from acctdesk.errors import FileProblem, Invalid
from acctdesk.exchange.intake.answers import EVENT
from acctdesk.exchange.intake.checked import Checked
from acctdesk.exchange.intake.drafts import Draft, Target
from acctdesk.exchange.intake.importer import Import
from acctdesk.exchange.tickets.checking import COLUMN, VALUE, ZONE, check
from acctdesk.exchange.tickets.columns import Reader
from acctdesk.exchange.tickets.draft import Proposer
from acctdesk.exchange.tickets.fields import STATE, UPDATED, targets
from acctdesk.exchange.tickets.home import home_of
from acctdesk.services.imports import Imports
from acctdesk.services.values import fold
from acctdesk.words import _

DEFAULT_ZONE = "UTC"


class TicketImport(Import):
    """One import of tickets under way. Close it when it is done or dropped.

    Args:
        imports: The workspace's side.
        account: Name of the account whose tickets they are, unless the answers name one; it may be
            a new one.
    """

    def __init__(self, imports: Imports, account: str = "") -> None:
        super().__init__(imports)
        self._named = account
        self._reader = Reader()
        self._proposer = Proposer(imports.context.catalogue, self._reader)

    @property
    def account(self) -> str:
        """Name of the account whose tickets they are."""
        return self.answers.account or self._named

    def draft(self) -> Draft:
        """Which sheets, columns and states would be taken, by the answers so far."""
        learned = {
            word: stage
            for key, stage in self.imports.remembered(VALUE).items()
            for name, _bar, word in [key.partition("|")]
            if name == STATE
        }
        return self._proposer.propose(
            self.files, self.answers, self.imports.remembered(COLUMN), learned, self._zone()
        )

    def targets(self) -> list[Target]:
        """Everything that a column may go to, in the order it is offered."""
        return targets(self.imports.context.catalogue)

    def examine(self, progress: Callable[[float], None]) -> Checked:
        """Check everything, writing nothing.

        Raises:
            FileProblem: No sheet holds tickets, or events have no time.
            Invalid: The account isn't named, may be one that exists or a new one; or there is no
                such time zone.
            Cancelled: The person stopped it.
        """
        draft = self.draft()
        try:
            ZoneInfo(draft.zone)
        except (ZoneInfoNotFoundError, ValueError, OSError):
            raise Invalid(
                _("there is no such time zone."),
                where=draft.zone,
                remedy=_("Write a place, such as Europe/Berlin."),
            ) from None
        if not draft.taken():
            raise FileProblem(
                _("no sheet has a column with numbers of tickets and one with their times."),
                where=draft.title,
                remedy=_("Say which columns hold them, or choose another sheet."),
            )
        if draft.rows == EVENT:
            for sheet in draft.taken():
                if not {STATE, UPDATED} <= sheet.targets():
                    raise FileProblem(
                        _("a row is an event, but no columns say what happened and when."),
                        where=sheet.name,
                        remedy=_("Match the state and the moment of the row, or say that a row is "
                                 "a ticket."),
                    )  # fmt: skip
        home = home_of(self.imports, self.account)
        return check(draft, self._proposer, self.imports, home, progress)

    def close(self) -> None:
        """Forget the files and the plan."""
        self._reader.forget()
        super().close()

    def _zone(self) -> str:
        """The zone that is taken when nobody says one: as last time, else the account's."""
        known = self.imports.remembered(ZONE).get(fold(self.account))
        return known or self.imports.zone(self.account) or DEFAULT_ZONE
