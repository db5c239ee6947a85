"""Whole import of a large incident log and all objectives computed, against pandas.

Run: python -m benchmarks.tickets [incidents] [runs]

What it is held against is what pandas needs to read the same file and group it by incident. Each
figure is of a process of its own, in turn; ratios are taken pair by pair and their median is
quoted.
"""

from __future__ import annotations

import csv
import datetime as dt
import json
import os
import random
import statistics
import subprocess
import sys
import tempfile
import time
from decimal import Decimal
from pathlib import Path

LIMIT = 6.0
WEEKDAYS = ("monday", "tuesday", "wednesday", "thursday", "friday")

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
    """The states an incident goes through; six events on the average."""
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


PROMISES: tuple[dict[str, object], ...] = (
    {"name": "First response", "type": "response", "minutes": 60, "target": Decimal("0.95")},
    {"name": "Critical", "type": "resolution", "minutes": 240, "priorities": ("1 - Critical",)},
    {"name": "High", "type": "resolution", "minutes": 480, "priorities": ("2 - High",)},
    {"name": "Moderate", "type": "resolution", "minutes": 1440, "priorities": ("3 - Moderate",)},
    {"name": "Low", "type": "resolution", "minutes": 2400, "priorities": ("4 - Low",)},
    {"name": "First contact", "type": "first_contact", "target": Decimal("0.3")},
    {"name": "Throughput", "type": "throughput", "target": Decimal("0.95")},
)
"""Objectives of every sort that tickets are judged by; each ticket falls under four of them."""


def bare(path: str) -> dict[str, float]:
    """Read with pandas and group by incident; loading pandas is not counted."""
    import pandas as pd

    start, spent = time.perf_counter(), _processor()
    frame = pd.read_csv(path, na_values=["?"])
    read = time.perf_counter()
    for column in ("opened_at", "sys_updated_at", "resolved_at", "closed_at"):
        frame[column] = pd.to_datetime(frame[column], format="%d/%m/%Y %H:%M")
    dates = time.perf_counter()
    grouped = frame.groupby("number").agg(
        opened=("opened_at", "first"), last=("sys_updated_at", "max"),
        state=("incident_state", "last"), events=("incident_state", "size"),
        resolved=("resolved_at", "last"), closed=("closed_at", "last"),
    )  # fmt: skip
    end = time.perf_counter()
    return {
        "seconds": end - start, "undated": end - dates + read - start, "rows": len(frame),
        "incidents": len(grouped), "processor": _processor() - spent,
    }  # fmt: skip


def whole(path: str) -> dict[str, float]:
    """Import with AcctDesk: read in the child, match, check, fold, journal, judge, read gauges."""
    from acctdesk.compose import Desk
    from acctdesk.exchange.tickets.importer import TicketImport
    from acctdesk.workspace import Workspace

    with tempfile.TemporaryDirectory() as folder:
        now = dt.datetime(2025, 12, 20, 12, tzinfo=dt.UTC)
        place = Workspace.create(Path(folder) / "book.acctdesk")
        desk = Desk(place, today=now.date, now=lambda: now)
        account = desk.accounts.create({"name": "Northwind"})[0]
        hours = dict.fromkeys(WEEKDAYS, "09:00-17:00")
        calendar = desk.service_levels.create(
            "calendar", {"name": "Office hours", "zone": "Europe/Berlin", "country": "DE", **hours}
        )[0]
        promises = [
            {"target": Decimal("0.9"), "period": "month", **one, "calendar_id": calendar}
            for one in PROMISES
        ]
        desk.service_levels.add_agreement(account, {"name": "Master"}, objectives=promises)
        start, spent = time.perf_counter(), _processor()
        run = TicketImport(desk.imports, "Northwind")
        run.open([Path(path)])
        read = time.perf_counter()
        found = run.check().findings
        checked = time.perf_counter()
        run.apply()
        written = time.perf_counter()
        panel = desk.service_levels.panel(account)
        end, used = time.perf_counter(), _processor()
        run.close()
        desk.close()
    assert len(panel.gauges) == len(PROMISES)
    assert all(one.value is not None for one in panel.gauges)
    return {
        "seconds": end - start, "read": read - start, "check": checked - read,
        "write": written - checked, "gauges": end - written, "processor": used - spent,
        "events": getattr(found, "events", 0), "tickets": found.counts["ticket"].created,
    }  # fmt: skip


def _processor() -> float:
    """Seconds of processor time of this process and of its reading process."""
    used = os.times()
    return used.user + used.system + used.children_user + used.children_system


def _alone(what: str, path: Path) -> dict[str, float]:
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.tickets", f"--{what}", str(path)],
        capture_output=True, text=True, check=True, env={**os.environ, "PYTHONHASHSEED": "0"},
    )  # fmt: skip
    found: dict[str, float] = json.loads(done.stdout.splitlines()[-1])
    return found


def measure(incidents: int = 20_000, runs: int = 5) -> list[tuple[str, float, float, str]]:
    """The ratio of an import with all objectives to reading and grouping by pandas.

    Returns:
        Name, value, limit and explanation of each figure.
    """
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "incidents.csv"
        rows = incident_log(path, incidents)
        pairs = [(_alone("bare", path), _alone("whole", path)) for _run in range(runs)]
    ratio = statistics.median(w["seconds"] / b["seconds"] for b, w in pairs)
    processor = statistics.median(w["processor"] / b["processor"] for b, w in pairs)
    undated = statistics.median(w["seconds"] / b["undated"] for b, w in pairs)
    parts = ", ".join(
        f"{part} {statistics.median(w[part] for _b, w in pairs):.2f} s"
        for part in ("read", "check", "write", "gauges")
    )
    note = (
        f"{rows:,} events of {incidents:,} tickets, {len(PROMISES)} objectives; pandas with its"
        f" dates {statistics.median(b['seconds'] for b, _w in pairs):.2f} s; {parts}"
    )
    return [
        (f"import of {rows:,} events and all objectives / pandas", ratio, LIMIT, note),
        ("the same in processor time", processor, float("inf"), "steadier on a busy machine"),
        ("the same / pandas that leaves dates as texts", undated, float("inf"), "read and grouped"),
    ]


if __name__ == "__main__":
    if len(sys.argv) == 3 and sys.argv[1] in ("--bare", "--whole"):
        print(json.dumps((bare if sys.argv[1] == "--bare" else whole)(sys.argv[2])))
    else:
        for name, value, limit, note in measure(*map(int, sys.argv[1:])):
            print(f"{name}: {value:.2f} (limit {limit:g}) - {note}")
