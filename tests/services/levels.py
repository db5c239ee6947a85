"""An account with a contract, in a few words, for tests of service levels."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

from acctdesk.compose import Desk
from acctdesk.metrics.service.spans import instant
from acctdesk.services.service_level import Gauge
from acctdesk.services.service_terms import TicketRow

NOW = dt.datetime(2026, 11, 23, 11, tzinfo=dt.UTC)
"""A Monday, noon in Prague."""

OFFICE = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "09:00-17:00")


def at(text: str) -> dt.datetime:
    """A moment in UTC: "2026-11-02 08:00"."""
    return dt.datetime.fromisoformat(text).replace(tzinfo=dt.UTC)


def row(number: str, *events: tuple[str, str], **said: Any) -> TicketRow:
    """A ticket: its events as stage and moment."""
    told = tuple((instant(at(moment)), stage, stage.title()) for stage, moment in events)
    return TicketRow(number, events=told, **said)


class Contract:
    """An account with a calendar, a service and an agreement.

    Args:
        desk: The desk, whose clock stands at `NOW`.
        objectives: Fields of the objectives, beside name, period and service.
    """

    def __init__(self, desk: Desk, *objectives: dict[str, Any], name: str = "Acme") -> None:
        self.desk, self.levels = desk, desk.service_levels
        self.account, _change = desk.accounts.create({"name": name, "currency": "EUR"})
        self.calendar, _change = self.levels.create(
            "calendar", {"name": "Office", "zone": "Europe/Prague", **OFFICE}
        )
        self.service, _change = self.levels.create(
            "service",
            {
                "account_id": self.account, "name": "ERP", "currency": "EUR", "users": 100,
                "monthly_charge": Decimal(10_000), "calendar_id": self.calendar,
            },
        )  # fmt: skip
        wanted = [
            {"name": f"Objective {n}", "period": "month", "service_id": self.service, **one}
            for n, one in enumerate(objectives, 1)
        ]
        self.agreement, _change = self.levels.add_agreement(
            self.account, {"name": "SLA"}, "2026-01-01", wanted
        )

    def put(self, *rows: TicketRow) -> None:
        """Put tickets in, all of the one service."""
        its = [
            TicketRow(
                one.number, one.title, one.priority, one.category, one.service or self.service,
                one.assignee, one.source, one.events,
            )
            for one in rows
        ]  # fmt: skip
        self.levels.put_tickets(self.account, its)

    def many(self, count: int, missed: int) -> None:
        """Tickets of November, of which some miss four hours by one."""
        self.put(
            *(
                row(f"T{n}", ("opened", "2026-11-03 08:00"),
                    ("resolved", "2026-11-03 13:00" if n < missed else "2026-11-03 09:00"))
                for n in range(count)
            )
        )  # fmt: skip

    @property
    def gauge(self) -> Gauge:
        """The one gauge there is."""
        [found] = self.levels.panel(self.account).gauges
        return found

    def ticket(self, number: str) -> str:
        """The id of a ticket."""
        return next(one.id for one in self.levels.tickets(self.account) if one.number == number)


RESOLUTION: dict[str, Any] = {"type": "resolution", "minutes": 240, "target": Decimal("0.9")}
UPTIME: dict[str, Any] = {"type": "availability", "target": Decimal("0.99")}
