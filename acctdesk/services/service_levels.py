"""Service levels: read as gauges with all that is behind them; what they follow from, changed.

What was promised stands in agreements, what happened in tickets, outages and measurements; the
rules between them are those of `acctdesk.metrics.service`, told in docs/service-levels.md.
"""

from __future__ import annotations

import datetime as dt
from decimal import Decimal

from sqlalchemy import Connection, select

from acctdesk.clientview import View
from acctdesk.errors import Invalid, NotFound
from acctdesk.metrics.service.clock import RESOLUTION, RESPONSE, course, judge
from acctdesk.metrics.service.clock import Event as ClockEvent
from acctdesk.metrics.service.ledger import ledger, outage_ledger
from acctdesk.metrics.service.periods import Period, period_at
from acctdesk.metrics.service.spans import moment
from acctdesk.metrics.service.swift import Known, with_pauses
from acctdesk.models import Objective, Outage, Ticket
from acctdesk.models.events import load
from acctdesk.models.terms import read_tiers
from acctdesk.services.context import Context
from acctdesk.services.records import Records
from acctdesk.services.releasing import Gate
from acctdesk.services.service.agreeing import Agreeing
from acctdesk.services.service.alerting import alerts
from acctdesk.services.service.counting import MonthTotal, month_totals
from acctdesk.services.service.detailing import Behind, causes, score_lines
from acctdesk.services.service.figures import Series, anchor_of, day_of, period_from
from acctdesk.services.service.gauging import Reading, credit_lines, gauge, gauges, read, series_of
from acctdesk.services.service.reading import agreements, concerned, tickets_by_id, tickets_of
from acctdesk.services.service.releasing import released_levels
from acctdesk.services.service.tickets import Ticketing
from acctdesk.services.service_detail import Burn, Detail, LedgerTold
from acctdesk.services.service_level import Alert, Gauge, Panel
from acctdesk.services.service_terms import AgreementTold, TicketTold
from acctdesk.words import _
from acctdesk.workspace import Committed
from acctdesk.workspace.promises import Promise, read_promises


class ServiceLevels(Agreeing, Ticketing):
    """Queries over service levels, and commands on what they follow from.

    Args:
        context: The open workspace.
        records: The generic part.
    """

    def __init__(self, context: Context, records: Records) -> None:
        self._context, self._records = context, records

    # -- gauges ----------------------------------------------------------------------------

    def in_use(self) -> bool:
        """Whether anything was promised to anybody."""
        with self._context.workspace.read() as connection:
            return connection.execute(select(Objective.id).limit(1)).first() is not None

    def panel(self, account: str = "") -> Panel:
        """The objectives that hold, each in its running period, what needs attention first.

        Args:
            account: Only of this account; of all when empty.
        """
        now = self._context.now()
        accounts = [account] if account else None
        with self._context.workspace.read() as connection:
            return Panel(tuple(gauges(read(connection, now, accounts=accounts))), now)

    def gauge(self, objective: str, first: dt.date | None = None) -> Gauge:
        """One objective in a period; its credit as if it were the only one under a cap.

        Args:
            objective: Objective id.
            first: A day of the period; the running one when not given.

        Raises:
            NotFound: There is no such objective.
        """
        with self._context.workspace.read() as connection:
            reading = self._reading(connection, objective, first)
        return gauge(reading, reading.credit(reading.last))

    def detail(self, objective: str, first: dt.date | None = None) -> Detail:
        """One objective in a period, with everything behind it.

        Args:
            objective: Objective id.
            first: A day of the period; the running one when not given.

        Raises:
            NotFound: There is no such objective.
        """
        now = self._context.now()
        with self._context.workspace.read() as connection:
            series = self._series(connection, objective)
            period = self._period(series, first)
            at = min(now, period.end - dt.timedelta(microseconds=1))
            all_of_account = read_promises(connection, accounts=[series.versions[-1].account])
            others = {
                one.versions[-1].series: period_at(
                    held.values["period"], at, held.zone, anchor_of(held)
                )
                for one in series_of(all_of_account)
                if (held := one.newest(at))
            }
            name = series.versions[-1].series
            ids = [one.id for one in all_of_account]
            readings = read(connection, now, objectives=ids, last={**others, name: period})
            readings = [
                one
                for one in readings
                if one.last.promise is not None or one.promise.series == name
            ]
            [mine] = [one for one in readings if one.promise.series == name]
            lines = credit_lines(readings, name)
            told = next(one for one in gauges(readings) if one.series == name)
            behind = Behind(connection, mine)
            siblings = [
                one.promise
                for one in readings
                if one.promise.agreement["id"] == mine.promise.agreement["id"]
            ]
            breaches = behind.breaches()
            weighted, why = behind.user_weighted()
            return Detail(
                told,
                behind.burn(),
                behind.durations(RESPONSE, siblings),
                behind.durations(RESOLUTION, siblings),
                breaches,
                causes(breaches),
                score_lines(connection, readings),
                lines,
                tuple((one.below, one.share) for one in read_tiers(mine.promise.values["tiers"])),
                weighted,
                why,
            )

    def course(self, objective: str) -> tuple[Burn, ...]:
        """How the allowance of an objective was used in the running period, in steps.

        Args:
            objective: Objective id.

        Returns:
            From the period's begin until now; empty for a figure without an allowance.

        Raises:
            NotFound: There is no such objective.
        """
        now = self._context.now()
        with self._context.workspace.read() as connection:
            series = self._series(connection, objective)
            name = series.versions[-1].series
            readings = read(connection, now, objectives=[one.id for one in series.versions])
            [mine] = [one for one in readings if one.promise.series == name]
            return Behind(connection, mine).burn()

    def periods(self, objective: str, first: dt.date, last: dt.date) -> tuple[dt.date, ...]:
        """The first days of an objective's periods that touch some days, the earliest first.

        Args:
            objective: Objective id.
            first: First day.
            last: Last day.

        Raises:
            NotFound: There is no such objective.
        """
        with self._context.workspace.read() as connection:
            series = self._series(connection, objective)
        found = []
        day = first
        while day <= last:
            period = self._period(series, day)
            found.append(period.first)
            day = period.after
        return tuple(found)

    def measured(self, account: str = "") -> tuple[MonthTotal, ...]:
        """Measurements put together by account and month, whatever they are about.

        Args:
            account: Only of this account; of all when empty.
        """
        with self._context.workspace.read() as connection:
            return month_totals(connection, account)

    def alerts(self, account: str = "") -> tuple[Alert, ...]:
        """What asks for a look: budgets used to 50, 80 or 100 %, breaches that are foreseen.

        Args:
            account: Only of this account; of all when empty.
        """
        now = self._context.now()
        with self._context.workspace.read() as connection:
            found = read(connection, now, accounts=[account] if account else None)
            return alerts(connection, found)

    # -- ledgers ---------------------------------------------------------------------------

    def ledger(self, objective: str, record: str) -> LedgerTold:
        """Every moment of a ticket or an outage, whether it counted, and if not, why not.

        Args:
            objective: Objective id; of its versions, the one in force when the ticket was opened.
                Empty for one that the ticket or outage falls under, of several the resolution.
            record: Id of the ticket or the outage.

        Raises:
            NotFound: There is no such objective, ticket or outage; or it falls under none.
        """
        with self._context.workspace.read() as connection:
            objective = objective or concerned(connection, record)
            series = self._series(connection, objective)
            ticket = tickets_by_id(connection, [record]).get(record)
            if ticket is not None:
                held = connection.execute(select(Ticket.events).where(Ticket.id == record))
                return self._of_ticket(series, ticket, load(held.scalar()))
            table = Outage.__table__
            row = connection.execute(select(table).where(table.c.id == record)).first()
        if row is None:
            raise NotFound(_("this ticket or outage is not there any more."), remedy=_("Go back."))
        promise = series.at(row.begins) or series.versions[-1]
        left_out = promise.left_out(row.service_id)
        end = row.ends or max(self._context.now(), row.begins)
        told = outage_ledger(row.begins, end, promise.calendar, left_out)
        return LedgerTold(
            promise.id, promise.values["name"], "outage", record, "", row.summary or "",
            promise.calendar.zone, "availability", "", told.total("counted"), None, None, (), told,
        )  # fmt: skip

    def _of_ticket(self, series: Series, ticket: TicketTold, known: Known) -> LedgerTold:
        opened = ticket.opened or self._context.now()
        promise = series.at(opened) or series.versions[-1]
        if promise.pauses:
            known = with_pauses(known, promise.pauses)
        found = course(
            (ClockEvent(moment(at), stage, said) for at, stage, said in known),
            self._context.now(),
        )
        clock = RESPONSE if promise.type == RESPONSE else RESOLUTION
        left_out = promise.left_out(ticket.service)
        minutes = promise.values["minutes"]
        target = None if minutes is None else dt.timedelta(minutes=minutes)
        verdict = judge(found, promise.calendar, target or dt.timedelta(), left_out, clock)
        return LedgerTold(
            promise.id, promise.values["name"], "ticket", ticket.id, ticket.number, ticket.title,
            promise.calendar.zone, clock, verdict.outcome if target is not None else "",
            verdict.counted, target, verdict.due if target is not None else None, verdict.notes,
            ledger(found, promise.calendar, left_out, clock),
        )  # fmt: skip

    # -- what was agreed, and tickets ------------------------------------------------------

    def agreements(self, account: str = "") -> tuple[AgreementTold, ...]:
        """Agreements with their versions and objectives.

        Args:
            account: Only of this account; of all when empty.
        """
        with self._context.workspace.read() as connection:
            return agreements(connection, [account] if account else None)

    def tickets(self, account: str, words: str = "", limit: int = 500) -> tuple[TicketTold, ...]:
        """The tickets of an account, the newest first.

        Args:
            account: Account id.
            words: Only those whose number or title holds these words.
            limit: How many at most.
        """
        with self._context.workspace.read() as connection:
            return tickets_of(connection, account, words, limit)

    def ticket(self, ticket: str) -> TicketTold:
        """One ticket.

        Raises:
            NotFound: It isn't there.
        """
        with self._context.workspace.read() as connection:
            found = tickets_by_id(connection, [ticket]).get(ticket)
        if found is None:
            raise NotFound(
                _("this ticket is not there any more."),
                remedy=_("Undo its deletion, or go back."),
            )
        return found

    # -- credits ---------------------------------------------------------------------------

    def issue(
        self,
        objective: str,
        first: dt.date,
        state: str = "issued",
        amount: Decimal | None = None,
        currency: str = "",
        day: str | None = None,
    ) -> Committed | None:
        """Write down the credit of a period: confirmed, issued or agreed.

        Args:
            objective: Objective id.
            first: A day of the period.
            state: "confirmed", "issued" or "agreed".
            amount: What was given; what was worked out when not given.
            currency: ISO code; that of the charge when empty.
            day: When; today when not given.

        Raises:
            Invalid: A value doesn't fit, or nothing was worked out.
            NotFound: There is no such objective.
        """
        told = self.gauge(objective, first)
        if amount is None or not currency:
            if told.credit is None:
                raise Invalid(
                    _("no credit was worked out for this period."),
                    field="amount",
                    remedy=_("Write an amount and its currency."),
                )
            amount = told.credit.amount if amount is None else amount
            currency = currency or told.credit.currency
        return self.write_credit(objective, told.period.first, amount, currency, state, day)

    # -- for the client --------------------------------------------------------------------

    LEDGERS = 40
    """Ledgers that are released at most: those of what missed last."""

    def released(self, account: str, first: dt.date | None = None) -> View:
        """The service levels of an account as its client may see them.

        Only objectives flagged so; credits only once they were issued or agreed.

        Args:
            account: Account id.
            first: A day of the period; the running one when not given.

        Raises:
            NotFound: There is no such account.
        """
        name = self._records.get("account", account).title
        safe = [one for one in self.panel(account).gauges if one.client_safe]
        safe.sort(key=lambda one: (one.kind, one.name.casefold()))
        details = [self.detail(one.objective, first) for one in safe]
        # What was safe under another version need not have been so then.
        details = [one for one in details if one.gauge.client_safe]
        missed = [(one.gauge.objective, each) for one in details for each in one.breaches]
        ledgers = [self.ledger(one, each.record) for one, each in missed[: self.LEDGERS]]
        return released_levels(name, details, ledgers, Gate(self._context.catalogue))

    # -- reading ---------------------------------------------------------------------------

    def _series(self, connection: Connection, objective: str) -> Series:
        found = series_of(read_promises(connection, objectives=[objective]))
        if not found:
            raise NotFound(
                _("this objective is not there any more."),
                remedy=_("Undo its deletion, or go back."),
            )
        return found[0]

    def _period(self, series: Series, first: dt.date | None) -> Period:
        now = self._context.now()
        promise: Promise = series.newest(now)
        if first is not None:
            promise = series.on(first) or promise
        return period_from(promise, first or day_of(now, promise.zone))

    def _reading(self, connection: Connection, objective: str, first: dt.date | None) -> Reading:
        series = self._series(connection, objective)
        last = {series.versions[-1].series: self._period(series, first)}
        [found] = read(connection, self._context.now(), objectives=series.ids, last=last)
        return found
