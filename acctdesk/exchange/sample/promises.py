"""Service levels of some clients: what was promised, and a year of what came of it."""

from __future__ import annotations

import datetime as dt
import functools
import random
from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Any
from zoneinfo import ZoneInfo

from acctdesk.exchange.sample.making import START, Event, Making, load
from acctdesk.metrics.service.spans import instant
from acctdesk.services.service_terms import TicketRow
from acctdesk.workspace.daysoff import keep_days

WRITTEN = START + 12
"""Day on which what was promised was written down."""

YEAR = 380
"""Days back from which tickets and measurements are known."""

_DECIMALS = ("target", "warning")
_MINUTE = 60_000_000


class Promises:
    """Writes down what was promised, and puts tickets, outages and measurements in.

    Args:
        making: The sample.
        seed: Decides what is left to chance; apart from the rest, which stays as it is.
    """

    def __init__(self, making: Making, seed: int) -> None:
        self._making = making
        self._levels = making.service_levels
        self._data: dict[str, Any] = load("service")
        # Chance decides small things of invented tickets; nothing depends on its strength.
        self._rng = random.Random(f"service {seed}")  # noqa: S311
        self._calendars: dict[str, str] = {}
        self._services: dict[tuple[str, str], str] = {}
        self._agreements: dict[str, str] = {}

    def events(self) -> Iterator[Event]:
        """When agreements were written down, and when tickets and the rest came in."""
        yield Event(WRITTEN, self._write)
        for one in self._data["accounts"]:
            begins = max(one["begins"] + 1, WRITTEN)
            yield Event(begins, functools.partial(self._agree, one))
            if "version" in one:
                yield Event(one["version"][0] - 2, functools.partial(self._again, one))
            yield Event(-1, functools.partial(self._happen, one))

    # -- what was promised -----------------------------------------------------------------

    def _write(self) -> None:
        held = load("holidays")
        # Known beforehand: asking the library takes longer than the rest of the sample.
        with self._making.workspace.transaction() as connection:
            for place, days in held["places"].items():
                keep_days(connection, place, held["edition"], days)
            connection.commit()
        with self._making.context.write("Add working calendars") as unit:
            for key, values in self._data["calendars"].items():
                self._calendars[key] = unit.insert("calendar", values)
            unit.commit()

    def _agree(self, data: Mapping[str, Any]) -> None:
        name, account = data["account"], self._making.accounts[data["account"]]
        currency = self._making.records.get("account", account)["currency"]
        begins = self._making.days.date(data["begins"])
        with self._making.context.write("Add agreement {name}", name=data["agreement"]) as unit:
            for key, one in data["services"].items():
                self._services[name, key] = unit.insert(
                    "service",
                    {
                        "account_id": account, "name": one["name"], "currency": currency,
                        "monthly_charge": Decimal(one["monthly_charge"]),
                        "users": one.get("users"), "calendar_id": self._calendars[one["calendar"]],
                    },
                )  # fmt: skip
            made = unit.insert(
                "agreement",
                {
                    "account_id": account, "name": data["agreement"], "begins": begins,
                    "reference": data["reference"] or None, "currency": currency,
                    "cap": Decimal(data["cap"]) if "cap" in data else None,
                },
            )  # fmt: skip
            version = unit.insert("agreement_version", {"agreement_id": made, "valid_from": begins})
            for one in data["objectives"]:
                unit.insert("objective", self._objective(name, version, one))
            self._agreements[name] = made
            unit.commit()

    def _objective(self, account: str, version: str, one: Mapping[str, Any]) -> dict[str, Any]:
        values = {
            key: value
            for key, value in one.items()
            if key not in ("service", "calendar", "values", "source")
        }
        values |= {name: Decimal(one[name]) for name in _DECIMALS if name in one}
        values["version_id"] = version
        if "service" in one:
            values["service_id"] = self._services[account, one["service"]]
        if "calendar" in one:
            values["calendar_id"] = self._calendars[one["calendar"]]
        return values

    def _again(self, data: Mapping[str, Any]) -> None:
        """A new version, in which some of it is promised otherwise."""
        days, note, changes = data["version"]
        agreement = self._agreements[data["account"]]
        first = self._making.days.date(days)
        version, _change = self._levels.add_version(agreement, first, note)
        [told] = [one for one in self._levels.agreements() if one.id == agreement]
        [its] = [one for one in told.versions if one.id == version]
        for one in its.objectives:
            if one.name in changes:
                news = {name: Decimal(value) for name, value in changes[one.name].items()}
                self._levels.edit("objective", one.id, news)

    # -- what came of it -------------------------------------------------------------------

    def _happen(self, data: Mapping[str, Any]) -> None:
        name, account = data["account"], self._making.accounts[data["account"]]
        self._outages(name, data)
        self._measurements(account, data)
        rows: list[TicketRow] = []
        for key, how in data["tickets"].items():
            service = self._services[name, key]
            zone = self._data["calendars"][data["services"][key]["calendar"]]["zone"]
            rows += self._tickets(how, service, ZoneInfo(zone))
        if rows:
            self._levels.put_tickets(account, rows)

    def _outages(self, name: str, data: Mapping[str, Any]) -> None:
        if not data["outages"] and not data["exclusions"]:
            return
        with self._making.context.write("Add outages of {name}", name=name) as unit:
            for key, days, minutes, users, cause, summary in data["outages"]:
                begin = self._moment(days, 9 * 60 + self._rng.randrange(300))
                unit.insert(
                    "outage",
                    {
                        "service_id": self._services[name, key], "begins": begin,
                        "ends": begin + dt.timedelta(minutes=minutes), "users": users,
                        "cause": cause, "summary": summary,
                    },
                )  # fmt: skip
            for key, days, minutes, kind, reason, by in data["exclusions"]:
                begin = self._moment(days, 60)
                unit.insert(
                    "exclusion",
                    {
                        "agreement_id": self._agreements[name], "type": kind, "reason": reason,
                        "service_id": self._services[name, key], "begins": begin,
                        "ends": begin + dt.timedelta(minutes=minutes), "approved_by": by or None,
                        "approved_on": self._making.days.date(days - 10) if by else None,
                    },
                )  # fmt: skip
            unit.commit()

    def _moment(self, days: int, minutes: int) -> dt.datetime:
        day = dt.datetime.combine(self._making.days.workday(days), dt.time(), dt.UTC)
        return day + dt.timedelta(minutes=minutes)

    def _measurements(self, account: str, data: Mapping[str, Any]) -> None:
        newest: dict[str, str] = {}
        for agreement in self._levels.agreements(account):
            newest |= {one.name: one.id for one in agreement.versions[0].objectives}
        for one in data["objectives"]:
            values: Sequence[float] = one.get("values", ())
            days = [-2 - 29 * (len(values) - 1 - at) for at in range(len(values))]
            rows = [
                (self._making.days.workday(day).isoformat(), Decimal(str(value)))
                for day, value in zip(days, values, strict=True)
            ]
            self._levels.measure(newest[one["name"]], rows, one.get("source", ""))

    # -- tickets ---------------------------------------------------------------------------

    def _tickets(self, how: Mapping[str, Any], service: str, zone: ZoneInfo) -> Iterator[TicketRow]:
        count, urgent = how["count"], how.get("p1", False)
        missed = set(range(2, count, max(count // how["misses"], 1))) if urgent else set()
        for at in range(count):
            # The urgent ones all lie within the contract's year, the others over the whole time.
            back = 195 if urgent else YEAR
            days = -back + at * (back - 2) // count
            still = at >= count - how["open"]
            opened = self._opened(-self._rng.randrange(1, 4) if still else days, zone)
            late = at in missed if urgent else self._rng.random() < how["slow"]
            title = self._rng.choice(self._data["urgent" if urgent else "titles"])
            yield TicketRow(
                f"{how['prefix']}{24000 + at * 37}",
                self._filled(title),
                "P1" if urgent else self._rng.choice(("P2", "P3", "P3")),
                self._cause(),
                service,
                self._rng.choice(self._data["people"]),
                "Service desk",
                self._urgent(opened, late)
                if urgent
                else self._history(opened, how, late, still=still),
            )

    def _opened(self, days: int, zone: ZoneInfo) -> int:
        day = self._making.days.workday(days)
        minute = 8 * 60 + 30 + self._rng.randrange(7 * 60)
        local = dt.datetime(day.year, day.month, day.day, minute // 60, minute % 60, tzinfo=zone)
        return instant(local)

    def _urgent(self, opened: int, late: bool) -> tuple[tuple[int, str, str], ...]:
        minutes = self._rng.randrange(260, 420) if late else self._rng.randrange(35, 225)
        answer = opened + self._rng.randrange(3, 20) * _MINUTE
        done = opened + minutes * _MINUTE
        return (
            (opened, "opened", "New"), (answer, "responded", "In progress"),
            (done, "resolved", "Resolved"), (done + 1440 * _MINUTE, "closed", "Closed"),
        )  # fmt: skip

    def _history(
        self, opened: int, how: Mapping[str, Any], late: bool, *, still: bool
    ) -> tuple[tuple[int, str, str], ...]:
        slow_answer = self._rng.random() < how["late"]
        answer = self._rng.randrange(95, 300) if slow_answer else self._rng.randrange(2, 27)
        at = opened + answer * _MINUTE
        events = [(opened, "opened", "New"), (at, "responded", "In progress")]
        if self._rng.random() < 0.3:
            at += self._rng.randrange(20, 90) * _MINUTE
            events.append((at, "paused", "Waiting for customer"))
            if still:
                return tuple(events)
            at += self._rng.randrange(60, 1500) * _MINUTE
            events.append((at, "responded", "In progress"))
        elif not late and not still and self._rng.random() < 0.45:
            # The first answer solves it.
            return (events[0], (at, "resolved", "Resolved"), (at + 5, "closed", "Closed"))
        if still:
            return tuple(events)
        # So many days that no weekend makes up for it.
        at += (
            self._rng.randrange(7, 12) * 1440 if late else self._rng.randrange(10, 200)
        ) * _MINUTE
        events.append((at, "resolved", "Resolved"))
        if self._rng.random() < 0.06 and not late:
            at += self._rng.randrange(30, 200) * _MINUTE
            events.append((at, "reopened", "Reopened"))
            at += self._rng.randrange(10, 90) * _MINUTE
            events.append((at, "resolved", "Resolved"))
        now = instant(dt.datetime.combine(self._making.days.today, dt.time(), dt.UTC))
        return tuple(one for one in events if one[0] < now)

    def _filled(self, text: str) -> str:
        thing, place = (self._rng.choice(self._data[key]) for key in ("things", "places"))
        said = text.format(thing=thing, place=place)
        return said[:1].upper() + said[1:]

    def _cause(self) -> str:
        names, weights = zip(*self._data["causes"], strict=True)
        return str(self._rng.choices(names, weights)[0])
