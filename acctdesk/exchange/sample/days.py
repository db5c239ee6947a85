"""Days of the sample, all counted from today, so that it looks alive whenever it is made."""

from __future__ import annotations

import datetime as dt
import re

_IN_TEXT = re.compile(r"\{([+-]\d+)\}")
_MONTHS = ["Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"]


class Days:
    """Dates relative to today.

    Args:
        today: The day the sample is made for.
    """

    def __init__(self, today: dt.date) -> None:
        self.today = today

    def date(self, given: int | list[int]) -> str:
        """A date as a field holds it.

        Args:
            given: Days from today; or years ago, with a month and a day where those are known.
        """
        if isinstance(given, int):
            return (self.today + dt.timedelta(days=given)).isoformat()
        year, *rest = given
        return "-".join([f"{self.today.year - year:04d}", *(f"{part:02d}" for part in rest)])

    def workday(self, days: int) -> dt.date:
        """A day so many days from today; a weekend moves away from today to a working day."""
        day = self.today + dt.timedelta(days=days)
        while day.weekday() >= 5:
            day += dt.timedelta(days=1 if days > 0 else -1)
        return day

    def told(self, text: str) -> str:
        """A note whose ``{-12}`` and ``{+5}`` are replaced by days such as "3 Nov"."""

        def day(found: re.Match[str]) -> str:
            when = self.workday(int(found[1]))
            return f"{when.day} {_MONTHS[when.month - 1]}"

        return _IN_TEXT.sub(day, text)


class Clock:
    """The clock of the workspace while its past is written; it moves on with every change.

    Args:
        start: Where it stands at first, UTC.
    """

    def __init__(self, start: dt.datetime) -> None:
        self._now = start

    def __call__(self) -> dt.datetime:
        """The present moment of the story."""
        self._now += dt.timedelta(seconds=40)
        return self._now

    def set(self, day: dt.date, minute: int) -> None:
        """Move on to a minute of a day; never back.

        Args:
            day: The day.
            minute: Minutes since midnight, UTC.
        """
        moment = dt.datetime.combine(day, dt.time(tzinfo=dt.UTC)) + dt.timedelta(minutes=minute)
        self._now = max(self._now, moment)
