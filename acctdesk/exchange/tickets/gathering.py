"""The rows of all sheets gathered into tickets."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from acctdesk.exchange.intake.answers import EVENT
from acctdesk.exchange.intake.drafts import SheetDraft
from acctdesk.exchange.tickets.fields import (
    CLOSED,
    OPENED,
    RESOLVED,
    RESPONDED,
    UPDATED,
)
from acctdesk.exchange.tickets.folding import Event, Ticket, of_events, of_row
from acctdesk.exchange.tickets.problems import Told
from acctdesk.exchange.tickets.reading import Values

_STAGES = {OPENED: "opened", RESPONDED: "responded", RESOLVED: "resolved", CLOSED: "closed"}


class Gathered:
    """Tickets of one sheet on their way to become tickets of the account.

    Attributes:
        sheet: The sheet.
        told: Takes what is odd.
        tickets: The tickets, in the order in which the file names them.
        rejected: Places of rows that can't be taken.
        events: How many events were taken.
    """

    def __init__(self, sheet: SheetDraft, told: Told, values: Values) -> None:
        self.sheet, self.told, self.values = sheet, told, values
        self.tickets: list[Ticket] = []
        self.rejected: list[int] = []
        self.events = 0

    def gather(self, rows: str, stages: Mapping[str, str | None]) -> None:
        """Fold the rows.

        Args:
            rows: What a row is: "ticket" or "event".
            stages: Word for a state to its stage; None for one that is passed over.
        """
        by_number: dict[str, list[int]] = {}
        for at, number in enumerate(self.values.numbers):
            if number is None:
                self.told.nameless(self.values.rows[at])
                self.rejected.append(at)
            else:
                held = by_number.get(number)
                if held is None:
                    by_number[number] = [at]
                else:
                    held.append(at)
        if rows == EVENT:
            self._events(by_number, stages)
        else:
            self._rows(by_number, stages)

    # -- one row an event --------------------------------------------------------------------

    def _events(self, by_number: Mapping[str, list[int]], stages: Mapping[str, str | None]) -> None:
        values = self.values
        none: list[Any] = [None] * len(values.rows)
        times = {key: values.times.get(key, none) for key in (*_STAGES, UPDATED)}
        opened, updated = times[OPENED], times[UPDATED]
        others = [
            (times[key], stage) for key, stage in _STAGES.items()
            if key != OPENED and key in values.times
        ]  # fmt: skip
        answers = [one for one in others if one[1] == "responded"]
        texts = [(key.partition(".")[2], column) for key, column in values.texts.items()]
        meant = [stages.get(word) if word is not None else None for word in values.states]
        triples: list[Event | None] = [
            (at, stage, word or "") if at is not None and stage is not None else None
            for at, stage, word in zip(updated, meant, values.states, strict=True)
        ]
        words = values.states
        for number, places in by_number.items():
            told = [one for at in places if (one := triples[at]) is not None]
            begun = _last(opened, places)
            first = places[0]
            said = words[first] if meant[first] == "opened" else None
            rest = others if not told else answers
            history = of_events(
                begun, said or "", told, [(_last(column, places), stage) for column, stage in rest]
            )
            if not history:
                self.rejected += places
                self.told.timeless((values.rows[at] for at in places), event=True)
                continue
            self.events += len(places)
            self._tell_blind(places, updated, begun)
            self._add(number, places, history, texts)

    def _tell_blind(self, places: list[int], updated: list[Any], begun: int | None) -> None:
        """Events without a time of their own aren't taken, which is told."""
        if None not in [updated[at] for at in places]:
            return
        blind = [at for at in places if updated[at] is None]
        self.events -= len(blind)
        if begun is None or len(places) > 1:
            self.told.timeless((self.values.rows[at] for at in blind), event=True)
            self.rejected += blind

    # -- one row a ticket --------------------------------------------------------------------

    def _rows(self, by_number: Mapping[str, list[int]], stages: Mapping[str, str | None]) -> None:
        values = self.values
        texts = [(key.partition(".")[2], column) for key, column in values.texts.items()]
        for number, places in by_number.items():
            at = places[-1]
            if len(places) > 1:
                for one in places[1:]:
                    self.told.twice(number, values.rows[one], values.rows[places[0]])
            times = {
                stage: values.times[key][at]
                for key, stage in _STAGES.items()
                if key in values.times
            }
            word = values.states[at]
            updated = values.times[UPDATED][at] if UPDATED in values.times else None
            stage = stages.get(word) if word is not None else None
            history, notes = of_row(times, stage, word or "", updated, values.paused[at])
            if not history:
                self.rejected += places
                self.told.timeless((values.rows[one] for one in places), event=False)
                continue
            for note in notes:
                self.told.ticket(note, number, values.rows[at])
            self.events += len(history)
            made = self._add(number, places, history, texts)
            made.notes = notes
            made.dated = frozenset(stage for stage, at in times.items() if at is not None)

    def _add(
        self,
        number: str,
        places: list[int],
        history: list[Event],
        texts: Iterable[tuple[str, list[str | None]]],
    ) -> Ticket:
        if history[0][1] != "opened" and any(one[1] == "opened" for one in history):
            self.told.ticket("earlier", number, self.values.rows[places[0]])
        found = {}
        for name, column in texts:
            value = column[places[-1]]
            if value is None and len(places) > 1:
                value = _last(column, places)
            if value is not None:
                found[name] = value
        made = Ticket(number, places, history, found)
        self.tickets.append(made)
        return made


def _last(column: list[Any], places: list[int]) -> Any:
    """What the last row says that says anything."""
    value = column[places[-1]]
    if value is not None or len(places) == 1:
        return value
    return next((column[at] for at in reversed(places) if column[at] is not None), None)
