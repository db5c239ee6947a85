"""What a cell could mean that can be read in more than one way."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from acctdesk.services.catalogue import Field, Format
from acctdesk.services.values import Hints, date_orders, parser
from acctdesk.words import _, date, number

if TYPE_CHECKING:
    from acctdesk.exchange.intake.findings import Group

ORDERS = ("dmy", "mdy", "ymd")


def orders(group: Group) -> tuple[str, ...]:
    """The orders of day and month that fit the example of a question."""
    fitting = date_orders([group.found])
    return tuple(order for order in ORDERS if order in fitting) or ORDERS[:2]


def readings(group: Group, about: Field | None) -> str:
    """What the example of a question could mean: "03/04/25 could be 3 Apr 2025 or 4 Mar 2025"."""
    said: list[str] = []
    if group.code == "date_order":
        # Of a moment the day alone is in doubt.
        day = Field("", "", "", Format.DATE)
        for order in orders(group):
            value = parser(day, Hints(date_order=order))(group.found).value
            said += [date(str(value))] if value else []
    elif about is not None:
        for mark in (",", "."):
            amount: Any = parser(about, Hints(decimal=mark))(group.found).value
            said += [number(amount)] if amount is not None else []
    if len(set(said)) < 2:
        return ""
    return _("%(found)s could be %(one)s or %(other)s") % {
        "found": group.found, "one": said[0], "other": said[1]
    }  # fmt: skip
