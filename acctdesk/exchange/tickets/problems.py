"""What is the matter with cells and rows of tickets, in words."""

from __future__ import annotations

from array import array
from collections.abc import Iterable

from acctdesk.exchange.intake.drafts import SheetDraft, StateDraft
from acctdesk.exchange.intake.findings import Findings, Group
from acctdesk.exchange.tickets.fields import LABELS, NUMBER, SERVICE, STATE, UPDATED
from acctdesk.services.values import fold
from acctdesk.words import _, lazy

_TIMES = {
    "date": (
        lazy("a date with a time"),
        lazy("Write it as year-month-day hours:minutes, such as 2026-10-14 09:30. The time is left"
             " out."),
    ),
    "cell_error": (
        lazy("a date with a time"),
        lazy("Mend the formula in the file, or type the moment. The time is left out."),
    ),
    "date_order": (
        lazy("a date whose day and month can be told apart"),
        lazy("Choose day-month or month-day."),
    ),
    "year": (
        lazy("a year from 1970 to 2199"),
        lazy("Write the moment, or leave the cell empty. The time is left out."),
    ),
    "gap": (
        lazy("a time that the clocks of %s showed; they were put forward then"),
        lazy("Taken as if they hadn't been. Say another time zone if the file is of one."),
    ),
    "fold": (
        lazy("a time that the clocks of %s showed once; they were put back then"),
        lazy("The earlier of the two moments is taken."),
    ),
}  # fmt: skip
_TICKETS = {
    "undated": (
        lazy("a moment for this state"),
        lazy("Match the column that says when a row was updated. The state isn't taken."),
    ),
    "updated_taken": (
        lazy("a moment for this state"),
        lazy("The file doesn't say since when; the moment of the last change is taken."),
    ),
    "reopened": (
        lazy("no moment of resolution, or a state that says resolved"),
        lazy("The state is followed: the ticket counts as worked on again."),
    ),
    "paused_long": (
        lazy("a wait no longer than the ticket lasted"),
        lazy("Correct the minutes. The wait isn't taken."),
    ),
    "earlier": (
        lazy("nothing before the ticket was opened"),
        lazy("What came earlier counts from the opening on. Check both moments."),
    ),
}


class Told:
    """Puts what is found into groups, for one sheet.

    Args:
        findings: Takes them.
        sheet: The sheet.
        zone: The time zone of its times.
    """

    def __init__(self, findings: Findings, sheet: SheetDraft, zone: str) -> None:
        self._findings, self._sheet, self._zone = findings, sheet, zone
        self._headings = {one.target.key: one.heading.text for one in sheet.columns if one.target}

    def time(self, key: str, code: str, found: str, row: int) -> None:
        """A time that can't be read, or only with a doubt."""
        asks = code == "date_order"
        whole = asks or code in ("gap", "fold")
        expected, remedy = (str(words) for words in _TIMES.get(code, _TIMES["date"]))
        if "%s" in expected:
            expected %= self._zone
        self._add(code, key, "" if whole else fold(found), row, found, expected, remedy, asks=asks)

    def minutes(self, key: str, found: str, row: int) -> None:
        """A number of minutes that can't be read."""
        expected, remedy = (
            _("a number of minutes"),
            _("Write one, such as 90. The wait isn't taken."),
        )
        self._add("number", key, fold(found), row, found, expected, remedy)

    def service(
        self, found: str, rows: Iterable[int], choices: tuple[tuple[str, str], ...]
    ) -> None:
        """A service that the account doesn't have; choices are what its name may mean."""
        remedy = _("Add it, or say which one is meant. Else the field stays empty.")
        expected = _("a service of the account")
        self._many("service", SERVICE, fold(found), rows, found, expected, remedy, choices=choices)

    def nameless(self, row: int) -> None:
        """A row without a number."""
        self._add("no_number", NUMBER, "", row, "", _("the number of a ticket"),
                  _("Type it into the row; without it the row can't be taken."))  # fmt: skip

    def timeless(self, rows: Iterable[int], *, event: bool) -> None:
        """Rows without any time."""
        key = UPDATED if event else "ticket.opened"
        expected = _("a moment when it happened") if event else _("a moment when it was opened")
        remedy = _("Type it into the row; without any the row can't be taken.")
        self._many("no_time", key, "", rows, "", expected, remedy)

    def state(self, state: StateDraft, rows: Iterable[int]) -> None:
        """A word for a state whose meaning isn't sure."""
        if state.how == "ask":
            expected = _("a word whether the clock is paused")
            remedy = _("It waits, but not for the client: the clock runs on unless you say so.")
        else:
            expected = _("a state that is known")
            remedy = _("Say what it means. Until then the ticket counts as worked on.")
        code = "waiting" if state.how == "ask" else "choice"
        self._many(code, STATE, fold(state.word), rows, state.word, expected, remedy,
                   suggestion=state.stage)  # fmt: skip

    def ticket(self, code: str, number: str, row: int) -> None:
        """Something odd about a ticket."""
        if code not in _TICKETS:
            return
        expected, remedy = (str(words) for words in _TICKETS[code])
        self._add(code, NUMBER, "", row, number, expected, remedy)

    def twice(self, number: str, row: int, first: int) -> None:
        """A ticket that has two rows where each should have one."""
        expected = _("one row a ticket; row %s has the same number") % first
        remedy = _("The later row is taken. Say that a row is an event if they are.")
        self._add("twice_number", NUMBER, "", row, number, expected, remedy)

    def heading(self, key: str) -> str:
        """The heading of a target's column; empty when it has none."""
        return self._headings.get(key, "")

    def _group(
        self, code: str, key: str, found: str, expected: str, remedy: str, *, asks: bool = False,
        suggestion: str | None = None,
    ) -> Group:  # fmt: skip
        heading = self.heading(key)
        return Group(
            self._sheet.file.name, self._sheet.name, heading, code, key, found,
            expected if heading else f"{LABELS[key]}: {expected}", remedy, suggestion, asks=asks,
        )  # fmt: skip

    def _key(self, code: str, key: str, word: str) -> tuple[str, ...]:
        return (str(self._sheet.place), self.heading(key) or key, code, word)

    def _add(
        self, code: str, key: str, word: str, row: int, found: str, expected: str, remedy: str, *,
        asks: bool = False,
    ) -> None:  # fmt: skip
        self._findings.add(
            self._key(code, key, word),
            row,
            lambda: self._group(code, key, found, expected, remedy, asks=asks),
        )

    def _many(
        self, code: str, key: str, word: str, rows: Iterable[int], found: str, expected: str,
        remedy: str, *, suggestion: str | None = None,
        choices: tuple[tuple[str, str], ...] = (),
    ) -> None:  # fmt: skip
        made = self._group(code, key, found, expected, remedy, suggestion=suggestion)
        made.choices = choices
        group = self._findings.groups.setdefault(self._key(code, key, word), made)
        group.rows = array("I", sorted({*group.rows, *rows}))
