"""Service levels: a million measurements put together, and one ticket of 20,000 corrected.

Run: python -m benchmarks.service [measurements] [tickets] [runs]

Times are processor time of the thread that asks. The pass that the aggregate is held against reads
the index that covers account, month, objective and value, in the same run. A corrected ticket is
told from the command to the record of its gauge, with all that the commit judges anew.
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from acctdesk.compose import Desk

RATIO, ONE_MS, CHANGE_MS, PANEL_MS = 5, 0.1, 100, 400
ACCOUNTS, OBJECTIVES, MONTHS = 400, 3, 24
NOW = dt.datetime(2026, 11, 23, 10, tzinfo=dt.UTC)
TIMES = 50
"""Runs of what is too short to be timed alone."""
_HOUR = 3_600_000_000


def spent(act: Callable[[], Any]) -> float:
    """Milliseconds of processor time."""
    begin = time.thread_time()
    act()
    return (time.thread_time() - begin) * 1000


def measured(desk: Desk, count: int) -> None:
    """Measurements over accounts, objectives and months."""
    from acctdesk.models import new_ids
    from acctdesk.workspace.judging import Judging

    rng = random.Random(1)
    accounts = [desk.accounts.create({"name": f"Account {n}"})[0] for n in range(ACCOUNTS)]
    promised = []
    for one in accounts:
        its = [
            {"name": f"Figure {n}", "type": "custom", "period": "month", "target": Decimal(50)}
            for n in range(OBJECTIVES)
        ]
        desk.service_levels.add_agreement(one, {"name": "SLA"}, None, its)
        [told] = desk.service_levels.agreements(one)
        promised += [(one, each.id) for each in told.versions[0].objectives]

    def rows() -> Iterator[tuple[Any, ...]]:
        for at, one in enumerate(new_ids(count)):
            account, objective = promised[at % len(promised)]
            month = 12 * 2025 + rng.randrange(MONTHS)
            day = f"{month // 12}-{month % 12 + 1:02}-{rng.randrange(1, 29):02}"
            yield one, objective, account, day, month, rng.randrange(100_000_000)

    with desk.workspace.transaction() as connection:
        connection.exec_driver_sql(
            "INSERT INTO measurement (id, objective_id, account_id, day, month, value)"
            " VALUES (?, ?, ?, ?, ?, ?)",
            list(rows()),
        )
        Judging(connection).rebuild()
        connection.commit()


def ticketed(desk: Desk, count: int) -> tuple[str, list[str]]:
    """An account with many tickets; the account and objectives that judge them all."""
    from acctdesk.metrics.service.spans import instant
    from acctdesk.services.service_terms import TicketRow

    rng = random.Random(2)
    account, _change = desk.accounts.create({"name": "Busy"})
    hours = dict.fromkeys(("monday", "tuesday", "wednesday", "thursday", "friday"), "08:00-18:00")
    calendar, _change = desk.service_levels.create(
        "calendar", {"name": "Office", "zone": "Europe/Prague", **hours}
    )
    kinds = [("response", 60), ("resolution", 480), ("resolution", 2400), ("first_contact", None)]
    promised = [
        {"name": f"{kind} {n}", "type": kind, "minutes": minutes, "target": Decimal("0.9"),
         "period": "month", "calendar_id": calendar}
        for n, (kind, minutes) in enumerate(kinds)
    ]  # fmt: skip
    desk.service_levels.add_agreement(account, {"name": "SLA"}, None, promised)
    first = instant(NOW - dt.timedelta(days=390))
    rows = []
    for n in range(count):
        at = first + n * 389 * 24 * _HOUR // count
        answer = at + rng.randrange(5, 120) * _HOUR // 60
        events = [(at, "opened", "New"), (answer, "responded", "Active")]
        if n % 3 == 0:
            events += [(answer + _HOUR, "paused", "Waiting"), (answer + 3 * _HOUR, "responded", "")]
        done = answer + rng.randrange(4, 40) * _HOUR
        events += [(done, "resolved", "Done"), (done + 24 * _HOUR, "closed", "Closed")]
        rows.append(TicketRow(f"T{n}", f"Ticket {n}", events=tuple(events)))
    desk.service_levels.put_tickets(account, rows)
    return account, [one.objective for one in desk.service_levels.panel(account).gauges]


def measure(
    measurements: int = 1_000_000, tickets: int = 20_000, runs: int = 9
) -> list[tuple[str, float, float, str]]:
    """Figures for `python -m benchmarks`.

    Args:
        measurements: How many.
        tickets: How many.
        runs: How often each is measured.
    """
    from acctdesk.compose import Desk
    from acctdesk.workspace import Workspace

    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.acctdesk"
        with Desk(Workspace.create(path), today=NOW.date, now=lambda: NOW) as desk:
            measured(desk, measurements)
            account, objectives = ticketed(desk, tickets)
            passes, whole, single = aggregates(desk, account, runs)
            changes = corrections(desk, account, objectives, runs)
            panels = [spent(lambda: desk.service_levels.panel(account)) for _run in range(runs)]
    one_pass, all_of_it = statistics.median(passes), statistics.median(whole)
    change, panel = statistics.median(changes), statistics.median(panels)
    return [
        ("measurements by account and month", all_of_it / one_pass, RATIO,
         f"{all_of_it:.0f} ms of {measurements:,}, one pass {one_pass:.0f} ms"),
        ("one account's months, ms of SQL", statistics.median(single), ONE_MS, "kept sums"),
        ("a ticket corrected until its gauge is told, ms", change, CHANGE_MS,
         f"of {tickets:,} tickets, {len(objectives)} objectives; longest {max(changes):.0f} ms"),
        ("panel of an account with many tickets, ms", panel, PANEL_MS,
         f"{tickets:,} tickets, 13 periods of {len(objectives)} objectives"),
    ]  # fmt: skip


def aggregates(desk: Desk, account: str, runs: int) -> tuple[list[float], list[float], list[float]]:
    """Milliseconds of a pass over the index, of the aggregate, and of one account's SQL."""
    passes, whole, single = [], [], []
    some = desk.service_levels.measured()[0].account
    one = "SELECT month, sum(n), sum(total) FROM monthly WHERE account_id = ? GROUP BY month"
    for _run in range(runs):
        with desk.workspace.bare() as raw:
            over = (
                "SELECT sum(length(account_id) + month + value) FROM measurement"
                " INDEXED BY ix_measurement_account_month"
            )
            passes.append(spent(lambda raw=raw, over=over: raw.execute(over).fetchall()))
            asked = spent(
                lambda raw=raw: [raw.execute(one, (some,)).fetchall() for _time in range(TIMES)]
            )
            single.append(asked / TIMES)
        whole.append(spent(desk.service_levels.measured))
    return passes, whole, single


def corrections(desk: Desk, account: str, objectives: list[str], runs: int) -> list[float]:
    """Milliseconds from the correction of a ticket to the record of its gauge."""
    levels = desk.service_levels
    tickets = levels.tickets(account, limit=10 * runs)

    def correct(at: int) -> None:
        told = tickets[at]
        assert told.resolved is not None
        levels.edit_ticket(told.id, {"resolved": told.resolved + dt.timedelta(minutes=at + 1)})
        levels.gauge(objectives[at % len(objectives)])

    correct(0)
    return [spent(lambda at=at: correct(at)) for at in range(1, 3 * runs)]  # type: ignore[misc]


if __name__ == "__main__":
    for line in measure(*map(int, sys.argv[1:])):
        print(line)
