"""Whole import of a large incident log and all objectives computed, against pandas.

Run: python -m benchmarks.tickets [incidents] [runs]

What it is held against is what pandas needs to read the same file and group it by incident. Each
figure is of a process of its own, in turn; ratios are taken pair by pair and their median is
quoted.
"""

from __future__ import annotations

import csv
import datetime as dt
import random
import sys
from pathlib import Path

EVENTS = 6
"""Events of an incident, on the average."""

HEADINGS = (
    "number", "incident_state", "active", "reassignment_count", "reopen_count", "sys_mod_count",
    "made_sla", "caller_id", "opened_by", "opened_at", "sys_created_by", "sys_created_at",
    "sys_updated_by", "sys_updated_at", "contact_type", "location", "category", "subcategory",
    "u_symptom", "cmdb_ci", "impact", "urgency", "priority", "assignment_group", "assigned_to",
    "knowledge", "u_priority_confirmation", "notify", "problem_id", "rfc", "vendor", "caused_by",
    "closed_code", "resolved_by", "resolved_at", "closed_at",
)  # fmt: skip
"""As the log of the UCI repository (Amaral, Fantinato and Peres, 2018) has them."""

PRIORITIES = ("3 - Moderate",) * 18 + ("2 - High", "4 - Low", "1 - Critical")
_WAITING = ("Awaiting User Info",) * 8 + ("Awaiting Problem", "Awaiting Vendor", "-100")


def when(at: dt.datetime) -> str:
    """d/m/yyyy hh:mm, as that log writes it."""
    return f"{at.day}/{at.month}/{at.year} {at:%H:%M}"


def incident_log(path: Path, incidents: int) -> int:
    """Write a log of one row an event: pauses, reopenings, a state of -100, some never closed.

    Args:
        path: The .csv file.
        incidents: How many incidents.

    Returns:
        How many rows it has.
    """
    rng = random.Random(5)
    first = dt.datetime(2025, 1, 1)  # noqa: DTZ001 - the log names no zone
    rows = 0
    with path.open("w", encoding="utf-8", newline="") as file:
        out = csv.writer(file)
        out.writerow(HEADINGS)
        for number in range(incidents):
            opened = first + dt.timedelta(minutes=rng.randint(0, 365 * 1440))
            states = _states(rng)
            times = [opened]
            for _state in states:
                times.append(times[-1] + dt.timedelta(minutes=rng.randint(1, 900)))
            ended = dict(zip(states, times[1:], strict=True))
            out.writerows(_rows(rng, number, opened, states, times[1:], ended))
            rows += len(states)
    return rows


def _states(rng: random.Random) -> list[str]:
    """The states an incident goes through; the average is about `EVENTS`."""
    states = ["New", *["Active"] * rng.randint(0, 2)]
    for _pause in range(rng.choice((0, 0, 1, 1, 2))):
        states += [rng.choice(_WAITING)] * rng.randint(1, 2) + ["Active"]
    if rng.random() < 0.03:
        return states
    states.append("Resolved")
    if rng.random() < 0.05:
        states += ["Active", "Resolved"]
    return [*states, "Closed"] if rng.random() < 0.98 else states


def _rows(
    rng: random.Random,
    number: int,
    opened: dt.datetime,
    states: list[str],
    times: list[dt.datetime],
    ended: dict[str, dt.datetime],
) -> list[tuple[object, ...]]:
    caller, agent = f"Caller {rng.randint(1, 5000)}", f"Resolver {rng.randint(1, 200)}"
    location, category = f"Location {rng.randint(1, 200)}", f"Category {rng.randint(1, 60)}"
    sub, symptom = f"Subcategory {rng.randint(1, 250)}", f"Symptom {rng.randint(1, 500)}"
    group, priority = f"Group {rng.randint(1, 70)}", rng.choice(PRIORITIES)
    by, made = f"Opened by {rng.randint(1, 200)}", opened + dt.timedelta(minutes=3)
    resolved = when(ended["Resolved"]) if "Resolved" in ended else "?"
    closed = when(ended["Closed"]) if "Closed" in ended else "?"
    reopened = max(0, states.count("Resolved") - 1)
    return [
        (
            f"INC{number:07}", state, str(state != "Closed").lower(), place // 3, reopened, place,
            "true", caller, by, when(opened), f"Created by {number % 150}", when(made),
            f"Updated by {rng.randint(1, 900)}", when(at), "Phone", location, category, sub,
            symptom, "?", "2 - Medium", "2 - Medium", priority, group,
            agent if place else "?", "true", "false", "Do Not Notify", "?", "?", "?", "?",
            f"code {number % 15}", agent, resolved, closed,
        )
        for place, (state, at) in enumerate(zip(states, times, strict=True))
    ]  # fmt: skip


if __name__ == "__main__":
    print(incident_log(Path(sys.argv[1]), int(sys.argv[2])))
