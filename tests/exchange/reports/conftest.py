"""A view as it is released to a client, without a workspace behind it."""

from __future__ import annotations

import pytest

from acctdesk.clientview import Gauge, Line, Series, Table, Text, View

HEADINGS = ("Objective", "Target", "Actual", "Variance", "State", "Rests on")


def gauge(name: str, tone: str, at: float | None, **more: object) -> Gauge:
    state = {"good": "Met", "warn": "At risk", "bad": "Breached", "none": "No data"}[tone]
    told: dict[str, object] = {
        "name": name, "note": "Service desk · Oct 2026",
        "value": "No data" if at is None else f"{at} %", "target": "95 %",
        "margin": "" if at is None else f"{'+' if at >= 95 else '−'}{abs(at - 95):g} pt",
        "state": state, "tone": tone, "foot": "1 of 2 allowed misses left",
        "low": 80.0, "high": 100.0, "low_text": "80 %", "high_text": "100 %",
        "at": at, "mark": 95.0, "trend": (None, 96.0, None, 94.0, at),
    }  # fmt: skip
    return Gauge(**{**told, **more})  # type: ignore[arg-type]


def row(one: Gauge, rests_on: str) -> tuple[str, ...]:
    return (one.name, one.target, one.value if one.at is not None else "", one.margin, one.state,
            rests_on)  # fmt: skip


def trend(name: str) -> Series:
    labels = tuple(f"{one} 2026" for one in ("Jun", "Jul", "Aug", "Sep", "Oct"))
    lines = (
        Line(
            "Actual", "actual", (None, 96.0, None, 94.0, 97.5), ("", "96 %", "", "94 %", "97.5 %")
        ),
        Line("Target", "target", (90.0, 90.0, 95.0, 95.0, 95.0), ("90 %",) * 2 + ("95 %",) * 3),
    )
    return Series(f"Trend of {name}", "% by period", "trend", "Period", labels, lines, "%")


def budget() -> Series:
    labels = ("1 Oct", "9 Oct", "25 Oct")
    lines = (
        Line("Left", "actual", (4.0, 3.0, 3.0), ("4", "3", "3")),
        Line("Even use", "even", (4.0, 3.0, 1.0), ("4", "3", "1")),
    )
    return Series("Allowance", "misses left of 4", "budget", "Time", labels, lines, "misses")


def causes() -> Series:
    lines = (
        Line("Missed", "actual", (3.0, 1.0), ("3", "1")),
        Line("Cumulative share", "cumulative", (75.0, 100.0), ("75 %", "100 %")),
    )
    return Series("Causes", "Tickets that missed", "causes", "Cause", ("Network", "=1+1"), lines,
                  "tickets")  # fmt: skip


def spread() -> Series:
    lines = (Line("Tickets", "actual", (5.0, 0.0, 2.0), ("5", "0", "2")),)
    return Series("Time to resolve", "7 tickets", "spread", "Minutes", ("0–60", "60–120", "≥ 120"),
                  lines, "tickets")  # fmt: skip


@pytest.fixture
def view() -> View:
    gauges = (
        gauge("Resolved in time", "good", 97.5),
        gauge("First response", "bad", 85.0),
        gauge("Rating", "none", None),
    )
    score = Table(HEADINGS, tuple(row(one, str(n)) for n, one in enumerate(gauges, 12)))
    missed = ("Ticket", "Title", "Due")
    ledger = ("From", "To", "Lasted", "Kind", "Why")
    return View(
        Text("Service levels of Acme & Sons", "title"),
        (
            *gauges,
            Text("Scorecard", "heading"), score,
            Text("Resolved in time", "heading"), trend("Resolved in time"), budget(), spread(),
            causes(),
            Text("What missed", "caption"),
            Table(missed, (("0017", "=HYPERLINK(1)", "9 Oct"), ("T2", "<r>odd</r>", "25 Oct"))),
            Text("First response", "heading"), trend("First response"),
            Text("What missed", "caption"), Table(missed, (("T3", "Disk full", "3 Oct"),)),
            Text("Ledgers", "heading"),
            Text("Ledger: 0017", "caption"),
            Table(ledger, (("8 Oct", "9 Oct", "1 h", "Counted", ""),)),
            Text("Ledger: T3", "caption"),
            Table(ledger, (("2 Oct", "3 Oct", "2 h", "Paused", "Waiting for the client"),)),
        ),
    )  # fmt: skip
