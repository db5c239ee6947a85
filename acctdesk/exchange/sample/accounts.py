"""The clients: as they were when the book was set up, and what changed since."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from acctdesk.exchange.sample.custom import custom_values
from acctdesk.exchange.sample.making import START, Event, Making, load
from acctdesk.exchange.sample.team import TEAMS
from acctdesk.workspace import Unit
from acctdesk.workspace.folding import fold

_APART = {"parent", "owner", "host", "model", "qbr", "base", "story"}
"""Entries of an account's data that are no fields."""


def host(data: dict[str, Any]) -> str:
    """An account's domain, under a top-level domain that no one can own."""
    given = data.get("host") or re.sub(r"[^a-z0-9]+", "-", fold(data["name"])).strip("-")
    return f"{given}.example"


def joined(data: dict[str, Any]) -> int | None:
    """The day an account was added after the set-up; None when it was there at once."""
    since = data["client_since"]
    # The paper is signed some days before the service starts.
    return since - 12 if isinstance(since, int) and since > START else None


def field_values(making: Making, data: dict[str, Any]) -> dict[str, Any]:
    """Data of an account, or a later change of it, as values of its fields."""
    values = {name: value for name, value in data.items() if name not in _APART}
    for name in ("renewal_date", "client_since"):
        if name in values:
            values[name] = making.days.date(values[name])
    if "annual_value" in values:
        values["annual_value"] = Decimal(values["annual_value"])
    for name in ("goals", "plan", "notes"):
        if name in values:
            values[name] = making.days.told(values[name])
    if "tags" in values:
        values["tags"] = tuple(values["tags"])
    return values


def first_values(making: Making, data: dict[str, Any], zones: dict[str, str]) -> dict[str, Any]:
    """Everything an account had on the day it was added."""
    return {
        **field_values(making, {**data, **data.get("base", {})}),
        "time_zone": data.get("time_zone") or zones[data["country"]],
        "website": f"https://www.{host(data)}",
        "email": f"office@{host(data)}",
        "owner_id": making.members[data.get("owner", "Mara Klein")],
        "parent_id": making.accounts[data["parent"]] if "parent" in data else None,
        **custom_values(making, data),
    }


def add_account(making: Making, unit: Unit, data: dict[str, Any], zones: dict[str, str]) -> None:
    """Add an account and its team inside a unit."""
    checked = making.records.checked("account", first_values(making, data, zones))
    account = making.records.insert(unit, "account", checked)
    making.accounts[data["name"]] = account
    team = [(data.get("owner", "Mara Klein"), "account_manager"), *TEAMS[data["tier"]]]
    for name, role in team:
        values = {"account_id": account, "member_id": making.members[name], "role": role}
        unit.insert("assignment", making.records.checked("assignment", values))


def account_events(making: Making) -> Iterator[Event]:
    """What changed at the accounts since."""
    for data in load("accounts"):
        for days, changes in data.get("story", ()):
            yield Event(days, functools.partial(_edit, making, data["name"], changes))


def _edit(making: Making, name: str, changes: dict[str, Any]) -> None:
    making.account_service.edit([making.accounts[name]], field_values(making, changes))
