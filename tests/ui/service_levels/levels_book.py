"""A workspace with service levels: one account, objectives of each kind, tickets, outages."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from acctdesk.compose import Desk
from acctdesk.services.service_terms import TicketRow

NOW = dt.datetime(2026, 3, 20, 12, 0, tzinfo=dt.UTC)  # a Friday
WEEK = ("monday", "tuesday", "wednesday", "thursday", "friday")


def moment(day: int, hour: int, minute: int = 0) -> dt.datetime:
    """A moment of March 2026, UTC."""
    return dt.datetime(2026, 3, day, hour, minute, tzinfo=dt.UTC)


def micros(at: dt.datetime) -> int:
    """A moment in microseconds since 1970."""
    return int(at.timestamp()) * 1_000_000


def ticket(
    number: str, opened: dt.datetime, minutes: int, *, cause: str = "", priority: str = "P1"
) -> TicketRow:
    """A ticket that was answered after five minutes and resolved after so many."""
    events = [
        (micros(opened), "opened", "New"),
        (micros(opened + dt.timedelta(minutes=5)), "responded", "Active"),
        (micros(opened + dt.timedelta(minutes=minutes)), "resolved", "Resolved"),
    ]
    return TicketRow(number, title=f"Printer {number}", priority=priority, category=cause,
                     events=tuple(events))  # fmt: skip


class Levels:
    """The workspace, and the ids of what is in it.

    Args:
        desk: An empty desk whose moment is `NOW`.
    """

    def __init__(self, desk: Desk, name: str = "Northwind") -> None:
        self.desk, levels = desk, desk.service_levels
        self.account, _change = desk.accounts.create({"name": name})
        hours = dict.fromkeys(WEEK, "09:00-17:00")
        self.calendar, _change = levels.create(
            "calendar", {"name": "Office hours", "zone": "UTC", **hours}
        )
        self.service, _change = levels.create(
            "service",
            {"account_id": self.account, "name": "Portal", "monthly_charge": Decimal(1000),
             "currency": "EUR", "users": 100},
        )  # fmt: skip
        shared = {"period": "month", "zone": "UTC", "client_safe": True}
        self.agreement, _change = levels.add_agreement(
            self.account,
            {"name": "Managed services"},
            None,
            [
                {"name": "Resolution", "type": "resolution", "minutes": 240,
                 "target": Decimal("0.8"), "calendar_id": self.calendar, **shared},
                {"name": "Availability", "type": "availability", "service_id": self.service,
                 "target": Decimal("0.999"), "tiers": "99.9 10", **shared},
                {"name": "Satisfaction", "type": "satisfaction", "target": Decimal("4.2"),
                 "unit": "of 5", "direction": "up", **shared},
            ],
        )  # fmt: skip
        rows = [ticket(f"INC{at}", moment(2 + at, 10), 60) for at in range(4)]
        rows.append(ticket("INC9", moment(9, 10), 300, cause="Vendor"))
        levels.put_tickets(self.account, rows)
        levels.create(
            "outage",
            {"service_id": self.service, "begins": moment(10, 3), "ends": moment(10, 3, 20),
             "summary": "Portal was slow", "cause": "Release"},
        )  # fmt: skip

    def objective(self, name: str) -> str:
        """Id of an objective by its name."""
        panel = self.desk.service_levels.panel(self.account)
        return next(one.objective for one in panel.gauges if one.name == name)

    def ticket_id(self, number: str) -> str:
        """Id of a ticket by its number."""
        found = self.desk.service_levels.tickets(self.account)
        return next(one.id for one in found if one.number == number)
