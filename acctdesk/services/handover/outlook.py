"""How accounts stand and what comes next, read for many of them at once, for their briefs."""

from __future__ import annotations

import datetime as dt
from collections import defaultdict
from collections.abc import Sequence
from functools import cached_property
from typing import Any

from sqlalchemy import func, select

from acctdesk.metrics.service.spans import instant
from acctdesk.metrics.service.standing import NO_DATA
from acctdesk.models import Answer, Decision, Initiative, Judged, Ticket
from acctdesk.services.context import in_parts
from acctdesk.services.handover.agreed import Row
from acctdesk.services.handover.brief import Level
from acctdesk.services.handover.ground import Ground
from acctdesk.services.parties import Parties
from acctdesk.services.service.figures import Figure, Series, figures, period_now
from acctdesk.services.service_level import (
    AVAILABILITY,
    BY_MEASUREMENTS,
    BY_TICKETS,
    SHARE,
    STANDINGS,
)

LATELY = 180
"""Days in which an answer to a survey still tells how somebody feels."""
DONE = ("resolved", "closed")
"""States of a ticket on which nothing is to be done any more."""


class Outlook:
    """Reads how some accounts stand and what comes next.

    Args:
        ground: What is known of them.
    """

    def __init__(self, ground: Ground) -> None:
        self._ground, self._db = ground, ground.db
        self._ids = list(ground.accounts)

    @cached_property
    def levels(self) -> dict[str, list[Level]]:
        """Service levels by account, those that need attention first."""
        now = self._ground.now
        return {
            account: sorted(
                (level(one, self._figure(one, now), now) for one in held),
                key=lambda one: (STANDINGS.index(one.state), one.service, one.name, one.objective),
            )
            for account, held in self._ground.agreed.series.items()
        }

    def _figure(self, series: Series, now: dt.datetime) -> Figure:
        """The figure of the running period, or of the one before where it has none yet."""
        promise = series.newest(now)
        period = period_now(promise, now)
        if promise.type in BY_MEASUREMENTS:
            # It is known already where there is something to be found.
            newest = self._ground.agreed.newest(series)
            if newest is None or newest < period.before().first:
                return Figure(promise, period, target=promise.target)
        [found] = figures(self._db, series, period, now, 1)
        if found.standing.state == NO_DATA:
            [last] = figures(self._db, series, period.before(), now, 1)
            if last.promise is not None and last.standing.state != NO_DATA:
                return last
        return found

    @cached_property
    def answers(self) -> dict[str, list[Row]]:
        """Answers to surveys of late by account, the newest of each person to each question."""
        since = self._ground.today - dt.timedelta(days=LATELY)
        found: dict[str, dict[Any, Row]] = defaultdict(dict)
        for account, rows in self._ground.of_accounts(
            Answer, Answer.day >= since.isoformat()
        ).items():
            for row in sorted(rows, key=lambda one: one["day"], reverse=True):
                # Nobody knows whether two answers without a name are of the same person.
                who = row["person_id"] or row["id"]
                found[account].setdefault((who, row["type"]), row)
        return {account: list(held.values()) for account, held in found.items()}

    @cached_property
    def named(self) -> Parties:
        """Names of whoever open promises and answers refer to, also of those who have left."""
        rows = [*self._ground.promises.values(), *self.answers.values()]
        return Parties(self._db, [row for held in rows for row in held])

    @cached_property
    def late_tickets(self) -> dict[str, list[str]]:
        """Open tickets that missed what was agreed, by account, the longest ago first."""
        accounts = {
            one: account
            for account, held in self._ground.agreed.series.items()
            for series in held
            for one in series.ids
        }
        found: dict[str, dict[str, int]] = defaultdict(dict)
        if "ticket" in self._ground.without:
            return {}
        for part in in_parts(sorted(accounts)):
            statement = select(Judged.objective_id, Judged.ticket_id, Judged.late).where(
                Judged.objective_id.in_(part),
                Judged.outcome == "open",
                Judged.late <= instant(self._ground.now),
            )
            for objective, ticket, late in self._db.execute(statement):
                its = found[accounts[objective]]
                its[ticket] = min(int(late or 0), its.get(ticket, int(late or 0)))
        return {
            account: sorted(its, key=lambda one: (its[one], one)) for account, its in found.items()
        }

    @cached_property
    def open_tickets(self) -> dict[str, int]:
        """How many tickets are open, by account; 0 where all are done, none without any."""
        if "ticket" in self._ground.without:
            return {}
        state: Any = Ticket.state
        count = func.count().filter(state.is_(None) | state.not_in(DONE))
        statement = (
            select(Ticket.account_id, count)
            .where(Ticket.account_id.in_(self._ids))
            .group_by(Ticket.account_id)
        )
        return {one: int(n) for one, n in self._db.execute(statement)}

    @cached_property
    def decisions(self) -> dict[str, list[Row]]:
        """Decisions that are wanted, by account."""
        return self._ground.of_accounts(Decision, Decision.state == "wanted")

    @cached_property
    def initiatives(self) -> dict[str, list[Row]]:
        """Initiatives that are planned or run, by account."""
        return self._ground.of_accounts(Initiative, Initiative.state.in_(("planned", "running")))


def level(series: Series, figure: Figure, now: dt.datetime) -> Level:
    """A service level as a brief tells it.

    Args:
        series: The objective with its versions.
        figure: Its figure.
        now: The present moment.
    """
    promise = figure.promise or series.newest(now)
    by_share = promise.type == AVAILABILITY or promise.type in BY_TICKETS
    period = figure.period
    return Level(
        objective=promise.id,
        name=promise.values["name"],
        service=promise.service.get("name", ""),
        type=promise.type,
        unit=SHARE if by_share else promise.values["unit"] or "",
        target=figure.target if figure.target is not None else promise.target,
        value=figure.value,
        state=figure.standing.state,
        period=period.kind,
        first=period.first.isoformat(),
        last=(period.after - dt.timedelta(days=1)).isoformat(),
        running=now < period.end,
    )


def needing(levels: Sequence[Level], state: str) -> list[Level]:
    """The service levels of one state."""
    return [one for one in levels if one.state == state]
