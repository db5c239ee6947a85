"""Commands on tickets: made, corrected, and put in as a service desk tells of them."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import Any

from sqlalchemy import select

from acctdesk.errors import Invalid
from acctdesk.metrics.service.clock import STAGES
from acctdesk.metrics.service.spans import instant
from acctdesk.models import Ticket, new_ids
from acctdesk.models.events import corrected, dump, load, told
from acctdesk.services.context import Context
from acctdesk.services.records import Records
from acctdesk.services.service_terms import Event, Put, TicketRow
from acctdesk.words import _
from acctdesk.workspace import Committed, Label, Unit

MOMENTS = ("opened", "responded", "resolved", "closed")
"""The fields of a ticket that its history tells."""

_NEW = (
    "id", "account_id", "number", "title", "priority", "category", "service_id", "assignee",
    "source", "state", *MOMENTS, "events",
)  # fmt: skip
_PLAIN = ("title", "priority", "category", "service", "assignee", "source")


class Ticketing:
    """Commands on tickets, each one change.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context, self._records = context, records

    def add_ticket(
        self, account: str, values: Mapping[str, Any], events: Sequence[Event] = ()
    ) -> tuple[str, Committed | None]:
        """Make a ticket.

        Args:
            account: Account id.
            values: By field name; its number at least. The moments make a history where no events
                are given.
            events: Its history.

        Returns:
            Its id and the change.

        Raises:
            Invalid: A value doesn't fit, or the account has a ticket of this number.
        """
        number = str(values.get("number") or "").strip()
        with self._context.write("Add ticket {name}", name=number) as unit:
            unit.get("account", account)
            self._check_number(unit, account, number)
            checked = self._checked({**values, "account_id": account})
            history = [(instant(one.at), one.stage, one.said) for one in events]
            for name in MOMENTS if not events else ():
                at = checked.get(name)
                history = corrected(history, name, None if at is None else instant(at))
            checked |= self._history(history)
            return self._records.insert(unit, "ticket", checked), unit.commit()

    def edit_ticket(
        self, ticket: str, values: Mapping[str, Any], events: Sequence[Event] | None = None
    ) -> Committed | None:
        """Correct a ticket; its history follows a moment that is corrected.

        Args:
            ticket: Its id.
            values: By field name. A moment moves what the history says of it; None takes it out.
            events: The whole history anew; None leaves it.

        Returns:
            The change, or None when nothing differs.

        Raises:
            Invalid: A value doesn't fit, or another ticket has that number.
            NotFound: It isn't there.
        """
        with self._context.write("Edit ticket {name}", name="") as unit:
            held = unit.get("ticket", ticket)
            unit.retitle(Label("Edit ticket {name}", {"name": held["number"]}))
            if "number" in values and values["number"] != held["number"]:
                self._check_number(unit, held["account_id"], str(values["number"] or "").strip())
            checked = self._checked(values)
            history: Sequence[tuple[int, str, str]] = load(held["events"])
            if events is not None:
                history = [(instant(one.at), one.stage, one.said) for one in events]
            for name in MOMENTS:
                if name in checked:
                    at = checked.pop(name)
                    if at != held[name]:
                        history = corrected(history, name, None if at is None else instant(at))
            checked |= self._history(history)
            self._records.update(unit, "ticket", [ticket], checked)
            return unit.commit()

    def put_tickets(self, account: str, rows: Sequence[TicketRow]) -> Put:
        """Put tickets in as a service desk tells of them: new ones, and news of known ones.

        Args:
            account: Account id.
            rows: The tickets; of several with one number the last tells.

        Returns:
            What was done.

        Raises:
            Invalid: A number is empty, or a stage unknown.
            NotFound: There is no such account.
        """
        by_number = {one.number: one for one in rows}
        if "" in by_number:
            raise Invalid(_("a ticket has no number."), remedy=_("Give it one."))
        created: list[str] = []
        updated: list[str] = []
        unchanged: list[str] = []
        with self._context.write("Import {n} tickets", n=len(by_number)) as unit:
            unit.get("account", account)
            ids = self._numbers(unit, account)
            for number, row in by_number.items():
                if number not in ids:
                    created.append(number)
                    continue
                held = unit.get("ticket", ids[number])
                done = unit.update("ticket", ids[number], self._news(row, held))
                (updated if done else unchanged).append(number)
            made = zip(new_ids(len(created)), created, strict=True)
            unit.insert_many(
                "ticket", _NEW, [self._row(one, account, by_number[n]) for one, n in made]
            )
            change = unit.commit()
        return Put(change, tuple(created), tuple(updated), tuple(unchanged))

    def _row(self, ticket: str, account: str, row: TicketRow) -> tuple[Any, ...]:
        said = self._history(row.events)
        return (
            ticket, account, row.number, row.title or None, row.priority or None,
            row.category or None, row.service or None, row.assignee or None, row.source or None,
            *(said[name] for name in ("state", *MOMENTS, "events")),
        )  # fmt: skip

    def _news(self, row: TicketRow, held: Mapping[str, Any]) -> dict[str, Any]:
        news = {
            ("service_id" if name == "service" else name): value
            for name in _PLAIN
            if (value := getattr(row, name))
        }
        if row.events and dump(row.events) != held["events"]:
            news |= self._history(row.events)
        return news

    @staticmethod
    def _history(events: Sequence[tuple[int, str, str]]) -> dict[str, Any]:
        """What the columns say of a history."""
        if unknown := {stage for _at, stage, _said in events} - set(STAGES):
            raise Invalid(
                _("“%s” is no state that tickets can have.") % sorted(unknown)[0],
                field="events",
                remedy=_("Choose one of: %s.") % ", ".join(STAGES),
            )
        text = dump(events)
        return {**told(load(text)), "events": text}

    def _checked(self, values: Mapping[str, Any]) -> dict[str, Any]:
        checked = self._records.checked("ticket", values)
        for one in MOMENTS:
            at = checked.get(one)
            if at is not None and not dt.date(1970, 1, 1) < at.date() < dt.date(2199, 1, 1):
                raise Invalid(
                    _("a ticket's time lies between 1970 and 2199."),
                    field=one,
                    remedy=_("Leave it empty if it isn't known."),
                )
        checked.pop("state", None)
        return checked

    def _check_number(self, unit: Unit, account: str, number: str) -> None:
        if not number:
            raise Invalid(_("a ticket has no number."), field="number", remedy=_("Give it one."))
        if number in self._numbers(unit, account, number):
            raise Invalid(
                _("this account has a ticket %s already.") % number,
                field="number",
                remedy=_("Edit that one, or take another number."),
            )

    @staticmethod
    def _numbers(unit: Unit, account: str, only: str | None = None) -> dict[str, str]:
        """The account's tickets by number."""
        statement = select(Ticket.number, Ticket.id).where(Ticket.account_id == account)
        if only is not None:
            statement = statement.where(Ticket.number == only)
        return {row[0]: row[1] for row in unit.connection.execute(statement)}
