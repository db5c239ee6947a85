"""How long it takes to understand a roster of 100,000 rows and 15 columns, cell by cell.

Run: python benchmarks/values.py [rows]
"""

from __future__ import annotations

import datetime as dt
import random
import statistics
import sys
import time
from collections.abc import Callable
from typing import Any

from acctdesk.models import read_catalogue
from acctdesk.services.values import Hints, parse_column

CHUNK = 2_000
RUNS = 5

_SECTORS = ["Retail", "Banking", "Insurance", "Pharma", "Energy", "Public sector", "Media"]
_COUNTRIES = ["Germany", "FR", "Österreich", "UK", "United States", "Schweiz", "Polska", "Italia"]
_CITIES = ["Berlin", "Paris", "Wien", "London", "New York", "Zürich", "Warszawa", "Milano"]
_TIERS = ["A", "B", "C", "Tier 1", "key account"]


def roster(rows: int, *, typed: bool) -> dict[str, list[Any]]:
    """Columns of a roster as they come from a workbook (typed) or from a CSV file (all text)."""
    r = random.Random(7)
    first = dt.datetime(2012, 1, 1)  # noqa: DTZ001 - a cell has no zone
    days = [first + dt.timedelta(days=r.randrange(5000)) for _ in range(rows)]
    ends = [day + dt.timedelta(days=730) for day in days]
    money = [r.randrange(5_000, 3_000_000) + r.choice((0, 0, 0.5, 0.25)) for _ in range(rows)]
    size = [r.randrange(5, 50_000) for _ in range(rows)]

    def each(make: Callable[[int], Any]) -> list[Any]:
        return [make(i) for i in range(rows)]

    columns: dict[str, list[Any]] = {
        "account.name": each(lambda i: f"Société Nordwind {i}"),
        "account.legal_name": each(lambda i: f"Nordwind {i} Systems GmbH & Co. KG"),
        "account.sector": each(lambda i: r.choice(_SECTORS)),
        "account.tier": each(lambda i: r.choice(_TIERS)),
        "account.annual_value": money,
        "account.client_since": days,
        "account.renewal_date": ends,
        "account.size": size,
        "account.street": each(lambda i: f"Hauptstraße {i % 977}" if i % 40 else " "),
        "account.city": each(lambda i: r.choice(_CITIES)),
        "account.country": each(lambda i: r.choice(_COUNTRIES)),
        "account.website": each(lambda i: f"https://www.nordwind-{i}.example.com/en"),
        "person.name": each(lambda i: f"Jana Müller-{i}"),
        "person.email": each(lambda i: f"jana.mueller{i}@nordwind-{i}.com" if i % 30 else None),
        "person.phone": each(lambda i: f"+49 30 {1_000_000 + i} {i % 97:02}" if i % 20 else None),
    }
    if not typed:
        columns["account.annual_value"] = [f"{value:,.2f} €" for value in money]
        columns["account.client_since"] = [day.strftime("%d.%m.%Y") for day in days]
        columns["account.renewal_date"] = [day.strftime("%Y-%m-%d") for day in ends]
        columns["account.size"] = [f"{value:,}" for value in size]
    return columns


def measure(columns: dict[str, list[Any]], hints: Hints) -> dict[str, tuple[float, int]]:
    """Seconds and problems of each column, read in chunks as the importer does."""
    catalogue = read_catalogue()
    found = {}
    for key, cells in columns.items():
        field = catalogue.field(*key.split("."))
        chunks = [cells[i : i + CHUNK] for i in range(0, len(cells), CHUNK)]
        cache: dict[Any, Any] = {}
        problems = 0
        start = time.perf_counter()
        for chunk in chunks:
            _values, remarks = parse_column(field, chunk, hints, cache)
            problems += sum(bool(said.problem) for _i, said in remarks)
        found[key] = (time.perf_counter() - start, problems)
    return found


def main() -> None:
    rows = int(sys.argv[1]) if len(sys.argv) > 1 else 100_000
    for typed in (True, False):
        columns = roster(rows, typed=typed)
        hints = Hints(decimal=".", default_region="DE")
        runs = [measure(columns, hints) for _ in range(RUNS)]
        print(f"\n{rows:,} rows as {'a workbook' if typed else 'CSV'} gives them, ms")
        print(f"  {'':24}{'first':>8}{'median':>8}   problems")
        for key, (first, problems) in runs[0].items():
            middle = statistics.median(run[key][0] for run in runs)
            print(f"  {key:24}{first * 1000:8.0f}{middle * 1000:8.0f}   {problems}")
        totals = [sum(seconds for seconds, _problems in run.values()) for run in runs]
        print(f"  {'all':24}{totals[0] * 1000:8.0f}{statistics.median(totals) * 1000:8.0f}")


if __name__ == "__main__":
    main()
