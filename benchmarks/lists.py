"""Lists as a grid asks for them, on the read lane: 10,000 accounts and 100,000 people.

Run: python -m benchmarks.lists [accounts] [people] [runs]

A filter is typed keystroke by keystroke, in the order by name and in another one. Every column is
sorted and grouped by for the first time since the list changed: nothing of it is kept yet. Times
are from asking until the answer is there; whole lists are told as the grid takes them, not written
out.
"""

from __future__ import annotations

import json
import random
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from benchmarks import book

if TYPE_CHECKING:
    from acctdesk.compose import Desk
    from acctdesk.services.catalogue import Field

KEY_MS, SORT_MS, GROUP_MS = 40, 150, 200
MANY = 2_000
"""Groups that a person can still look through."""
QUERIES = 30
"""Filters typed of each kind."""


def typed(desk: Desk, kind: str, rng: random.Random) -> list[str]:
    """What people type: beginnings of names, words inside them, two words, numbers, slips."""
    from acctdesk.services.query import ListQuery

    ids = desk.listing.ids(ListQuery(kind))
    records = desk.listing.page(kind, rng.sample(ids, QUERIES))
    shapes: list[Callable[[str], str]] = [
        lambda name: name[:6],
        lambda name: name.split()[-1][:5],
        lambda name: f"{name.split()[0]} {name.split()[1][:3]}",
        lambda name: name[2:7].strip(),
        lambda name: f"{name[:3]}qx",
    ]
    return [shapes[i % len(shapes)](one.title) for i, one in enumerate(records)]


def in_lane(desk: Desk, ask: Callable[[], Any]) -> float:
    """Milliseconds until the read lane has answered."""
    start = time.perf_counter()
    desk.lanes.read(ask).result()
    return (time.perf_counter() - start) * 1000


def keystrokes(desk: Desk, kind: str, rng: random.Random) -> Iterator[tuple[float, float]]:
    """Milliseconds of each key of each filter: to the first rows, and then to the whole list."""
    from acctdesk.services.query import ListQuery, Sort

    for at, words in enumerate(typed(desk, kind, rng)):
        sort = (Sort("email"),) if at % 3 == 2 else ()
        for end in range(1, len(words) + 1):
            query = ListQuery(kind, words[:end], sort=sort)
            head = in_lane(desk, lambda query=query: desk.listing.head(query))  # type: ignore[misc]
            yield head, in_lane(desk, lambda query=query: desk.listing.listed(query))  # type: ignore[misc]


def conditions(desk: Desk, kind: str, rng: random.Random) -> Iterator[tuple[float, float]]:
    """Milliseconds to the beginning of a newly filtered list, and to the whole of it."""
    from acctdesk.services.filters import Condition, Every, Match, Op, Relative, Toward
    from acctdesk.services.query import ListQuery

    for number in range(QUERIES):
        city = rng.choice(("Ber", "Lee", "Zür", "Osl"))
        parts: list[Condition | Match] = {
            "account": [
                Condition("tier", Op.IN, tuple(rng.sample("ABCD", 2))),
                Condition("renewal_date", Op.WITHIN, Relative(30 + number)),
                Condition("annual_value", Op.OVER, 1000 * number),
                Condition("city", Op.CONTAINS, city),
                Condition("tags", Op.IS, rng.choice(book.TAGS)),
                Match("none", (Condition("last_contact", Op.WITHIN,
                                         Relative(number, Every.DAYS, Toward.LAST)),)),
            ],
            "person": [
                Condition("language", Op.IN, tuple(rng.sample(("de", "nl", "en", "fr"), 2))),
                Condition("name", Op.CONTAINS, f"{number}"),
                Condition("email", Op.STARTS, rng.choice(("ann", "kari", "björn"))),
                Condition("title", Op.IS, rng.choice(book.TITLES)),
                Match("none", (Condition("last_contact", Op.WITHIN,
                                         Relative(number, Every.DAYS, Toward.LAST)),)),
            ],
        }[kind]  # fmt: skip
        where = Match("all", tuple(rng.sample(parts, 1 + number % 2)))
        query = ListQuery(kind, where=where)
        head = in_lane(desk, lambda query=query: desk.listing.head(query))  # type: ignore[misc]
        yield head, in_lane(desk, lambda query=query: desk.listing.listed(query))  # type: ignore[misc]


def columns(desk: Desk, kind: str) -> tuple[Field, ...]:
    """Every field that a list can be sorted by."""
    return desk.fields.of(kind)


def each_column(
    desk: Desk, kind: str, runs: int, *, group: bool
) -> dict[str, tuple[float, int, float]]:
    """Each column sorted or grouped by for the first time.

    Returns:
        By its label: milliseconds to the first rows of a sort or to all groups, how many groups,
        and the milliseconds more to the whole order.
    """
    from acctdesk.services.query import ListQuery, Sort

    found: dict[str, tuple[float, int, float]] = {}
    for field in columns(desk, kind):
        times, wholes = [], []
        for _run in range(runs):
            # The list is shown by name; nothing of the column is known yet.
            desk.listing.forget()
            desk.listing.listed(ListQuery(kind))
            if group:
                query = ListQuery(kind, group=(field.name,))
                times.append(in_lane(desk, lambda query=query: desk.listing.outline(query)))  # type: ignore[misc]
            else:
                query = ListQuery(kind, sort=(Sort(field.name),))
                times.append(in_lane(desk, lambda query=query: desk.listing.head(query)))  # type: ignore[misc]
                wholes.append(in_lane(desk, lambda query=query: desk.listing.ids(query)))  # type: ignore[misc]
        groups = len(desk.listing.outline(query, {}).groups) if group else 0
        whole = statistics.median(wholes) if wholes else 0
        found[str(field.label)] = statistics.median(times), groups, whole
    return found


def work(accounts: int, people: int, runs: int) -> dict[str, Any]:
    """Measure in this process."""
    from acctdesk.compose import open_desk
    from acctdesk.services.query import ListQuery

    rng = random.Random(5)
    found: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "book.acctdesk"
        book.make(path, accounts, people).close()
        with open_desk(path) as desk:
            for kind in ("account", "person"):
                first = in_lane(desk, lambda kind=kind: desk.listing.listed(ListQuery(kind)))  # type: ignore[misc]
                texts = in_lane(desk, lambda kind=kind: desk.listing.prepare(kind))  # type: ignore[misc]
                keys = list(keystrokes(desk, kind, rng))
                heads = list(conditions(desk, kind, rng))
                found[kind] = {
                    "first": first,
                    "texts": texts,
                    "keys": [head for head, _whole in keys],
                    "lists": [whole for _head, whole in keys],
                    "heads": [head for head, _whole in heads],
                    "wholes": [whole for _head, whole in heads],
                    "sorts": each_column(desk, kind, runs, group=False),
                    "groups": each_column(desk, kind, runs, group=True),
                }
            tree = [
                in_lane(desk, lambda: desk.listing.tree(ListQuery("account"))) for _run in range(5)
            ]
            found["tree"] = statistics.median(tree)
    return found


def percentile(times: list[float], share: float = 0.95) -> float:
    """The time that a share of the keystrokes keeps to."""
    return sorted(times)[min(len(times) - 1, int(len(times) * share))]


def measure(
    runs: int = 5, accounts: int = 10_000, people: int = 100_000
) -> list[tuple[str, float, float, str]]:
    """Times in milliseconds.

    Args:
        runs: Repeats of each sort and group.
        accounts: How many accounts.
        people: How many people.

    Returns:
        Name, value, limit and explanation of each figure.
    """
    done = subprocess.run(
        [sys.executable, "-m", "benchmarks.lists", "--work", str(accounts), str(people), str(runs)],
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    found = json.loads(done.stdout.splitlines()[-1])
    figures: list[tuple[str, float, float, str]] = []
    for kind, many in (("account", f"{accounts:,} accounts"), ("person", f"{people:,} people")):
        part = found[kind]
        keys, heads = part["keys"], part["heads"]
        figures.append((
            f"filter keystroke to the first rows, {many}, ms", percentile(keys), KEY_MS,
            f"95th percentile of {len(keys)}; median {statistics.median(keys):.1f},"
            f" largest {max(keys):.1f}; the whole list {percentile(part['lists']):.1f} more",
        ))  # fmt: skip
        figures.append((
            f"new condition to the first rows, {many}, ms", percentile(heads), KEY_MS,
            f"95th percentile of {len(heads)}; the whole list"
            f" {percentile(part['wholes']):.1f} more",
        ))  # fmt: skip
        for name, limit in (("sorts", SORT_MS), ("groups", GROUP_MS)):
            times: dict[str, float] = {
                label: time
                for label, (time, groups, _whole) in part[name].items()
                if groups <= MANY
            }
            worst = max(times, key=times.__getitem__)
            more = max(whole for _time, _groups, whole in part[name].values())
            what = {
                "sorts": "sort by any column to its first rows",
                "groups": f"group, up to {MANY:,} groups",
            }[name]
            figures.append((
                f"{what}, {many}, ms", times[worst], limit,
                f"slowest is {worst}; median of {len(times)} columns"
                f" {statistics.median(times.values()):.1f}"
                + (f"; the whole order {more:.1f} more at most" if more else ""),
            ))  # fmt: skip
        label, (slowest, groups, _whole) = max(part["groups"].items(), key=lambda one: one[1][0])
        figures.append((
            f"group by any column, {many}, ms", slowest, float("inf"),
            f"slowest is {label} with {groups:,} groups",
        ))  # fmt: skip
        figures.append((
            f"first list, {many}, ms", part["first"], float("inf"),
            f"its texts for filtering {part['texts']:.1f} ms more, before the first key",
        ))  # fmt: skip
    figures.append(
        (f"tree with totals, {accounts:,} accounts, ms", found["tree"], float("inf"), "median")
    )
    return figures


if __name__ == "__main__":
    if sys.argv[1:2] == ["--work"]:
        print(json.dumps(work(*(int(one) for one in sys.argv[2:5]))))
    else:
        given = [int(one) for one in sys.argv[1:]]
        figures = measure(*(given[2:3] or [5]), *given[:2])
        for name, value, limit, note in figures:
            print(f"{name}: {value:.1f} (limit {limit:g}) - {note}")
