"""Where one stands: what a filter means by "today", "this quarter" and "me"."""

from __future__ import annotations

import datetime as dt
from dataclasses import dataclass
from typing import Any

from acctdesk.services.filters import ME
from acctdesk.services.spans import Days, Relative, Span, days_of, period


@dataclass(frozen=True, slots=True)
class Standpoint:
    """The day, the fiscal year and the person that relative values refer to.

    Attributes:
        today: The day it is.
        fiscal_month: The month in which the fiscal year starts, 1 to 12.
        me: My member id; "" before anybody said who they are.
    """

    today: dt.date
    fiscal_month: int = 1
    me: str = ""

    def days(self, value: Any) -> Days:
        """The days that the value of a condition on a date means.

        Args:
            value: A `Span`, a `Relative`, or ISO 8601 text of a year, a month or a day.

        Raises:
            ValueError: It is none of these.
        """
        if isinstance(value, (Span, Relative)):
            return days_of(value, self.today, self.fiscal_month)
        if not isinstance(value, str):
            raise ValueError(value)
        return period(value)

    def member(self, value: Any) -> Any:
        """The id that the value of a condition on a reference means."""
        return self.me if value == ME else value
