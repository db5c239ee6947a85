"""The check of tickets: all files against themselves and the workspace, writing nothing."""

from __future__ import annotations

from array import array
from collections.abc import Callable
from typing import Any

from acctdesk.exchange.intake.answers import FILL, LEAVE
from acctdesk.exchange.intake.checked import Checked
from acctdesk.exchange.intake.drafts import Draft, SheetDraft
from acctdesk.exchange.intake.findings import (
    NEW,
    REJECTED,
    UNCHANGED,
    UPDATED,
    Difference,
    Findings,
)
from acctdesk.exchange.intake.headings import remembered_key
from acctdesk.exchange.tickets.draft import Proposer
from acctdesk.exchange.tickets.fields import SERVICE, STATE
from acctdesk.exchange.tickets.folding import Event, Ticket, completed, merged, stored
from acctdesk.exchange.tickets.gathering import Gathered
from acctdesk.exchange.tickets.home import Home
from acctdesk.exchange.tickets.matching import desk_of
from acctdesk.exchange.tickets.moments import Clock
from acctdesk.exchange.tickets.naming import Naming
from acctdesk.exchange.tickets.plan import TicketPlan
from acctdesk.exchange.tickets.problems import Told
from acctdesk.exchange.tickets.reading import read_values
from acctdesk.models import new_id, new_ids
from acctdesk.models.events import load
from acctdesk.models.events import told as course_of
from acctdesk.services.imports import HeldTicket, Imports, Inserts
from acctdesk.services.values import fold
from acctdesk.words import _, _n

COLUMN, VALUE, ZONE = "ticket column", "value", "ticket zone"
"""Topics of what is remembered: headings, words, and the zone of an account's files."""

_FIELDS = ("title", "priority", "category", "service_id", "assignee", "source")
_MOMENTS = ("state", "opened", "responded", "resolved", "closed")
_COLUMNS = ("id", "account_id", "number", *_FIELDS, *_MOMENTS, "events")


class TicketFindings(Findings):
    """What a check of tickets found.

    Attributes:
        events: How many events were taken.
        open: How many tickets are neither resolved nor closed.
    """

    def __init__(self) -> None:
        super().__init__(("ticket",))
        self.events = 0
        self.open = 0


def check(
    draft: Draft,
    proposer: Proposer,
    imports: Imports,
    home: Home,
    progress: Callable[[float], None] = lambda share: None,
) -> Checked:
    """Check a draft of tickets as a whole.

    Args:
        draft: What is about to be imported.
        proposer: Made the draft; it holds the columns.
        imports: Answers what the workspace holds.
        home: The account.
        progress: Told how far it is, 0 to 1; may raise to stop.
    """
    return _Run(draft, proposer, imports, home, progress).run()


class _Run:
    """One check."""

    def __init__(
        self,
        draft: Draft,
        proposer: Proposer,
        imports: Imports,
        home: Home,
        progress: Callable[[float], None],
    ) -> None:
        self._draft, self._proposer, self._imports = draft, proposer, imports
        self._home, self._progress = home, progress
        self._findings = TicketFindings()
        self._plan = TicketPlan()
        self._dropped = {one.word for one in draft.states if one.stage is None}
        self._new: list[tuple[Any, ...]] = []
        self._account = home.account
        self._seen: dict[str, int] = {}
        self._placed = 0

    def run(self) -> Checked:
        self._plan.seen = self._imports.seen()
        if not self._account:
            self._account = new_id()
            owner = self._imports.context.author.id
            row = (self._account, self._home.name, owner)
            self._plan.inserts.append(Inserts("account", ("id", "name", "owner_id"), [row]))
        answered = self._draft.answers.words.get(SERVICE, {})
        self._naming = Naming(self._account, self._home.services, answered)
        sheets = self._draft.taken()
        for done, sheet in enumerate(sheets):
            self._sheet(sheet, _part(self._progress, done, len(sheets)))
        if self._new or self._plan.updates:
            self._plan.inserts += self._naming.inserts()
        if self._new:
            self._plan.inserts.append(Inserts("ticket", _COLUMNS, self._new))
        elif not self._plan.updates:
            self._plan.inserts.clear()
        self._finish(sheets)
        self._progress(1.0)
        return Checked(self._draft, self._plan, self._findings)

    def _sheet(self, sheet: SheetDraft, progress: Callable[[float], None]) -> None:
        told = Told(self._findings, sheet, self._draft.zone)
        columns = self._proposer.columns(sheet)
        progress(0.1)
        values = read_values(sheet, columns, self._draft.answers, Clock(self._draft.zone), told)
        progress(0.4)
        found = Gathered(sheet, told, values)
        found.gather(self._draft.rows, {one.word: one.stage for one in self._draft.states})
        progress(0.6)
        self._tell_states(found)
        if SERVICE in values.texts:
            self._naming.place(found.tickets, values.rows, told)
        desk = desk_of([one.heading.text for one in sheet.columns])
        [fates] = self._findings.open_sheet(sheet.place, sheet.sheet.rows)
        rows = values.rows
        for at in found.rejected:
            fates[rows[at]] = REJECTED
        counts = self._findings.counts["ticket"]
        counts.rejected += len(set(found.rejected))
        self._findings.events += found.events
        self._placed += sum("paused_placed" in one.notes for one in found.tickets)
        ids = new_ids(len(found.tickets))
        for at, (ticket, record) in enumerate(zip(found.tickets, ids, strict=True)):
            if desk:
                ticket.values.setdefault("source", desk)
            fate = self._take(ticket, record, sheet)
            for place in ticket.rows:
                if not fates[rows[place]]:
                    fates[rows[place]] = fate
            if at % 2000 == 0:
                progress(0.6 + 0.4 * at / len(found.tickets))

    # -- one ticket --------------------------------------------------------------------------

    def _take(self, ticket: Ticket, record: str, sheet: SheetDraft) -> int:
        counts = self._findings.counts["ticket"]
        earlier = self._seen.get(ticket.number)
        if earlier is not None:
            # Another file, or another sheet, told of it before.
            self._complete(earlier, ticket)
            return NEW
        held = self._home.tickets.get(ticket.number)
        counts.read += 1
        if held is not None:
            return self._update(held, ticket, sheet)
        self._seen[ticket.number] = len(self._new)
        counts.created += 1
        self._new.append(self._row(record, ticket.number, ticket.values, ticket.events))
        return NEW

    def _row(
        self, record: str, number: str, values: dict[str, Any], events: list[Event]
    ) -> tuple[Any, ...]:
        course = course_of(events)
        get = values.get
        return (
            record, self._account, number, *[get(name) for name in _FIELDS],
            *[course[name] for name in _MOMENTS], stored(events),
        )  # fmt: skip

    def _complete(self, place: int, ticket: Ticket) -> None:
        row = dict(zip(_COLUMNS, self._new[place], strict=True))
        values = {name: row[name] for name in _FIELDS if row[name] is not None} | ticket.values
        events = merged(load(row["events"]), ticket.events, self._dropped)
        self._new[place] = self._row(row["id"], ticket.number, values, events)

    def _update(self, held: HeldTicket, ticket: Ticket, sheet: SheetDraft) -> int:
        counts = self._findings.counts["ticket"]
        planned = self._plan.updates.get(held.id, {})
        values = {**held.values, **planned}
        modes = {one.target.key: one.mode for one in sheet.columns if one.target}
        changes: dict[str, Any] = {}
        for name, value in ticket.values.items():
            mode = modes.get(f"ticket.{name}")
            keep = mode == LEAVE or (mode == FILL and values.get(name) is not None)
            keep = keep or (name == "source" and mode is None and values.get(name) is not None)
            if not keep and values.get(name) != value:
                changes[name] = value
        before = load(planned.get("events", held.events))
        if self._draft.rows == "event":
            events = merged(before, ticket.events, self._dropped)
        else:
            events = completed(before, ticket.events, ticket.dated)
        course = course_of(events)
        self._findings.open += course["resolved"] is None
        written = stored(events)
        if written != planned.get("events", held.events):
            changes |= {**course, "events": written}
        if not changes:
            counts.unchanged += not planned
            return UNCHANGED
        counts.updated += not planned
        self._plan.updates.setdefault(held.id, {}).update(changes)
        self._tell_changes(sheet, ticket, held, changes)
        return UPDATED

    def _tell_changes(
        self, sheet: SheetDraft, ticket: Ticket, held: HeldTicket, changes: dict[str, Any]
    ) -> None:
        shown = self._findings.differences
        row = self._proposer.columns(sheet).rows[ticket.rows[-1]]
        before = {**course_of(load(held.events)), **held.values}
        for name, after in changes.items():
            known = len(shown) < self._findings.MOST_DIFFERENCES
            if known and name != "events" and before.get(name) != after:
                shown.append(
                    Difference(
                        sheet.place, row, "ticket", held.id, ticket.number, f"ticket.{name}",
                        before.get(name), after,
                    )
                )  # fmt: skip

    # -- words -------------------------------------------------------------------------------

    def _tell_states(self, found: Gathered) -> None:
        unsure = {one.word: one for one in self._draft.states if one.how in ("ask", "unknown")}
        if not unsure:
            return
        rows: dict[str, array[int]] = {word: array("I") for word in unsure}
        for row, word in zip(found.values.rows, found.values.states, strict=True):
            if word in rows:
                rows[word].append(row)
        for word, where in rows.items():
            if where:
                found.told.state(unsure[word], where)

    def _one(self) -> str:
        """The number of the only ticket that is written."""
        if self._new:
            return str(self._new[0][_COLUMNS.index("number")])
        ids = {one.id: number for number, one in self._home.tickets.items()}
        return ids[next(iter(self._plan.updates))]

    # -- the end -----------------------------------------------------------------------------

    def _finish(self, sheets: list[SheetDraft]) -> None:
        found, plan, answers = self._findings, self._plan, self._draft.answers
        ends = _COLUMNS.index("resolved")
        found.open += sum(row[ends] is None for row in self._new)
        if self._draft.rows == "event":
            found.notes.append(
                _("A row is an event: %(events)s were folded into %(tickets)s.")
                % {
                    "events": _n("{n} event", "{n} events", found.events),
                    "tickets": _n("{n} ticket", "{n} tickets", found.counts["ticket"].read),
                }
            )
        placed = self._placed
        if placed:
            found.notes.append(
                _n("The file says how long {n} ticket waited, not when: the wait is put right "
                   "before its end.",
                   "The file says how long {n} tickets waited, not when: the waits are put right "
                   "before their ends.", placed)
            )  # fmt: skip
        written = found.counts["ticket"].created + found.counts["ticket"].updated
        plan.label, plan.params = "Import {n} tickets", {"n": written, "file": self._draft.title}
        if written == 1:
            plan.label = "Import the ticket {number}"
            plan.params = {"number": self._one(), "file": self._draft.title}
        columns = {
            remembered_key(one.heading.text): one.target.key if one.target else ""
            for sheet in sheets
            for one in sheet.columns
            if one.answered
        }
        # What was only guessed, and imported so, was looked at: it isn't asked again.
        words = {
            f"{STATE}|{fold(one.word)}": one.stage or ""
            for one in self._draft.states
            if one.how in ("guess", "ask", "unknown")
        }
        words |= {
            f"{STATE}|{fold(word)}": str(meant or "")
            for word, meant in answers.words.get(STATE, {}).items()
        }
        plan.learned = {COLUMN: columns, VALUE: words}
        if answers.zone:
            plan.learned[ZONE] = {fold(self._home.name): answers.zone}


def _part(progress: Callable[[float], None], done: int, of: int) -> Callable[[float], None]:
    return lambda share: progress((done + share) / of)
