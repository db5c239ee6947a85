"""Names of services in a file: put to those of the account, or made when somebody says so."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from acctdesk.exchange.tickets.folding import Ticket
from acctdesk.exchange.tickets.problems import Told
from acctdesk.models import new_id
from acctdesk.services.imports import Inserts
from acctdesk.services.values import fold
from acctdesk.words import _

ADD = "+"
"""Meaning of a name: the account gets a service that is called so."""


class Naming:
    """Finds the service a name means.

    Args:
        account: Account id.
        known: Ids and names of its services.
        answers: Folded name to the id it means, `ADD`, or None for none.
    """

    def __init__(
        self, account: str, known: Sequence[tuple[str, str]], answers: Mapping[str, Any]
    ) -> None:
        self._account, self._answers = account, answers
        self._known = {fold(title): one for one, title in known}
        self._offered = sorted(known, key=lambda one: one[1].casefold())
        self._made: dict[str, tuple[str, str]] = {}

    def place(self, tickets: Sequence[Ticket], rows: Sequence[int], told: Told) -> None:
        """Put ids of services in place of their names; those that aren't known are told.

        Args:
            tickets: The tickets of a sheet, whose value is a name.
            rows: Row numbers of the sheet.
            told: Takes what isn't known.
        """
        missing: dict[str, list[int]] = {}
        for ticket in tickets:
            name = ticket.values.pop("service_id", None)
            if name is None:
                continue
            key = fold(name)
            meant = self._meant(key, name)
            if meant:
                ticket.values["service_id"] = meant
            elif key not in self._answers:
                missing.setdefault(name, []).append(rows[ticket.rows[-1]])
        for name, where in missing.items():
            told.service(name, where, ((ADD, _("Add “%s”") % name), *self._offered))

    def _meant(self, key: str, name: str) -> str | None:
        answer = self._answers.get(key)
        if answer == ADD and key not in self._known:
            return self._made.setdefault(key, (new_id(), name))[0]
        return answer if answer and answer != ADD else self._known.get(key)

    def inserts(self) -> list[Inserts]:
        """The services that are made."""
        rows: list[tuple[Any, ...]] = [
            (record, self._account, name) for record, name in self._made.values()
        ]
        return [Inserts("service", ("id", "account_id", "name"), rows)] if rows else []
