"""Makes the sample: a book of clients with a year of history behind it."""

from __future__ import annotations

import datetime as dt
import functools
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from acctdesk.exchange.sample.accounts import account_events, add_account, joined
from acctdesk.exchange.sample.custom import add_custom_fields
from acctdesk.exchange.sample.days import Clock, Days
from acctdesk.exchange.sample.making import START, Event, Making, load
from acctdesk.exchange.sample.people import Cast, people_events
from acctdesk.exchange.sample.promises import Promises
from acctdesk.exchange.sample.reviews import Reviews
from acctdesk.exchange.sample.stakes import Stakes
from acctdesk.exchange.sample.talks import Log
from acctdesk.exchange.sample.team import add_team
from acctdesk.workspace import Label, Workspace


def make_sample(path: Path, *, today: dt.date | None = None, seed: int = 20260101) -> None:
    """Make a workspace with invented clients, people and history.

    Everybody and everything in it is made up; addresses end in ``.example`` and phone numbers are
    of ranges reserved for fiction, or missing where a country reserves none. For a day and a seed
    the content is always the same, only the ids differ.

    Args:
        path: The file to make; must not exist.
        today: The day its dates are spread around; the computer's own when not given.
        seed: Decides what is left to chance.

    Raises:
        WorkspaceProblem: The file exists, or can't be written; nothing is left behind.
    """
    days = Days(today or dt.datetime.now().astimezone().date())
    clock = Clock(dt.datetime.combine(days.workday(START), dt.time(8, 5), dt.UTC))
    # Chance decides small things of invented people; nothing depends on its strength.
    rng = random.Random(seed)  # noqa: S311
    workspace = Workspace.create(path, clock=clock)
    try:
        with workspace:
            _fill(Making(workspace, days, clock, rng), seed)
    except BaseException:
        for name in (path.name, f"{path.name}-wal", f"{path.name}-shm"):
            path.with_name(name).unlink(missing_ok=True)
        raise


def _fill(making: Making, seed: int) -> None:
    accounts: list[dict[str, Any]] = load("accounts")
    data: dict[str, Any] = load("posts")
    cast = Cast(making, data)
    add_team(making)
    add_custom_fields(making)
    _import(making, cast, [one for one in accounts if joined(one) is None], data["zones"])
    events = [
        *_arrivals(making, cast, accounts, data["zones"]),
        *account_events(making),
        *people_events(making, data),
        *Log(making, accounts, data).events(),
        *Stakes(making, accounts, data, seed).events(),
        *Promises(making, seed).events(),
        *Reviews(making).events(),
    ]
    for event in sorted(events, key=lambda one: one.days):
        making.clock.set(making.days.workday(event.days), making.rng.randint(7 * 60, 15 * 60))
        event.act()


def _import(
    making: Making, cast: Cast, accounts: list[dict[str, Any]], zones: dict[str, str]
) -> None:
    """The roster with which the book began, as one change."""
    counts: dict[str, int] = {"accounts": len(accounts), "people": 0}
    with making.context.write("Import {file}", file="Client roster.xlsx") as unit:
        for one in accounts:
            add_account(making, unit, one, zones)
            counts["people"] += cast.add(unit, one)
        unit.retitle(Label(unit.label.message, {**unit.label.params, **counts}))
        unit.commit()


def _arrivals(
    making: Making, cast: Cast, accounts: list[dict[str, Any]], zones: dict[str, str]
) -> Iterator[Event]:
    """Clients won since, each with its people."""
    for one in accounts:
        days = joined(one)
        if days is not None:
            yield Event(days, functools.partial(_arrive, making, cast, one, zones))


def _arrive(making: Making, cast: Cast, data: dict[str, Any], zones: dict[str, str]) -> None:
    with making.context.write("Add {kind} {name}", kind="account", name=data["name"]) as unit:
        add_account(making, unit, data, zones)
        cast.add(unit, data)
        unit.commit()
