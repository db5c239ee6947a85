"""Decks made by hand: every part there is, and what upsets whoever draws them.

`review` is what a good quarter looks like; `trying` is all that goes wrong: names of sixty letters,
fifteen figures, nothing measured, one value, names written from right to left.
"""

from __future__ import annotations

import struct
import zlib
from dataclasses import replace

from acctdesk.clientview import (
    Brand,
    Contact,
    Deck,
    Dots,
    Figure,
    Gauge,
    Line,
    Node,
    Part,
    Picture,
    Quote,
    Roadmap,
    Series,
    Share,
    Slide,
    Stack,
    Stretch,
    Table,
    Text,
    Tree,
)

MONTHS = ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov")
LONG = "Availability of the order portal and its delivery interfaces"
HEBREW = "נועה בן־דוד"
ARABIC = "أحمد عبد الرحمن"
SOURCE = "Source: monitoring of the order portal, 1 Dec 2025 – 30 Nov 2026"


def png(width: int, height: int, colour: tuple[int, int, int]) -> bytes:
    """A picture of one colour."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        sum_ = zlib.crc32(kind + data)
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", sum_)

    row = b"\0" + bytes(colour) * width
    head = struct.pack(">IIBBBBB", width, height, 8, 2, 0, 0, 0)
    return (b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head)
            + chunk(b"IDAT", zlib.compress(row * height)) + chunk(b"IEND", b""))  # fmt: skip


def picture(width: int = 320, height: int = 180, alt: str = "The new standby site") -> Picture:
    return Picture(png(width, height, (0x5B, 0x7F, 0xA6)), "image/png", alt)


def trend(
    values: tuple[float | None, ...] = (
        99.95, 99.97, 99.92, 99.96, 99.91, 99.99, 99.93, 99.94, 99.96, 99.92, 99.95, 99.93,
    ),
    target: float = 99.9, name: str = "Order portal", title: str = "Availability by month",
) -> Series:  # fmt: skip
    labels = MONTHS[: len(values)]
    texts = tuple("" if one is None else f"{one:g} %" for one in values)
    lines = (
        Line(name, "actual", values, texts),
        Line("Agreed", "target", (target,) * len(values), (f"{target:g} %",) * len(values)),
    )
    return Series(title, "% of agreed service time", "trend", "Month", labels, lines, "%")


def compared() -> Series:
    names = ("Order portal", "Warehouse", "Service desk", "Customer data platform", "Network")
    lines = tuple(
        Line(name, "actual", tuple(99.2 + (at * 7 + n * 3) % 8 / 10 for n in range(6)),
             tuple(f"{99.2 + (at * 7 + n * 3) % 8 / 10:.1f} %" for n in range(6)))
        for at, name in enumerate(names)
    )  # fmt: skip
    return Series("Availability of all services", "%", "trend", "Month", MONTHS[:6], lines, "%")


def budget() -> Series:
    left = (43.0, 43.0, 38.0, 38.0, 22.0, 21.0)
    even = tuple(43.0 * (1 - one / 5) for one in range(6))
    lines = (
        Line("Minutes left", "actual", left, tuple(f"{one:g} min" for one in left)),
        Line("Even use", "even", even, tuple(f"{one:.0f} min" for one in even)),
    )
    labels = ("1 Nov", "7 Nov", "13 Nov", "19 Nov", "25 Nov", "30 Nov")
    return Series("Allowance in November", "minutes of downtime left of 43", "budget", "Day",
                  labels, lines, "min")  # fmt: skip


def spread() -> Series:
    counts = (42.0, 118.0, 87.0, 31.0, 9.0, 2.0)
    labels = ("0–30", "30–60", "60–120", "120–240", "240–480", "≥ 480")
    lines = (Line("Tickets", "actual", counts, tuple(f"{one:g}" for one in counts)),)
    return Series("Time to resolve", "289 tickets", "spread", "Minutes", labels, lines, "tickets")


def causes(long: bool = False) -> Series:
    labels = ("Network", "Certificates", "Disk space", "Release", "Other")
    if long:
        labels = tuple(f"{one}: waiting for somebody else to confirm the change" for one in labels)
    lines = (
        Line("Missed", "actual", (9.0, 5.0, 3.0, 2.0, 1.0), ("9", "5", "3", "2", "1")),
        Line("Cumulative share", "cumulative", (45.0, 70.0, 85.0, 95.0, 100.0),
             ("45 %", "70 %", "85 %", "95 %", "100 %")),
    )  # fmt: skip
    return Series("Causes of missed tickets", "20 tickets", "causes", "Cause", labels, lines,
                  "tickets")  # fmt: skip


def gauge(
    name: str = "Availability", tone: str = "good", at: float | None = 99.93, **more: object
) -> Gauge:
    state = {"good": "Met", "warn": "At risk", "bad": "Breached", "none": "No data"}[tone]
    told: dict[str, object] = {
        "name": name, "note": "Order portal · November 2026",
        "value": "No data" if at is None else f"{at:g} %", "target": "99.9 %",
        "margin": "" if at is None else f"{at - 99.9:+.2f} pt".replace("-", "−"),
        "state": state, "tone": tone, "foot": "21 of 43 minutes left",
        "low": 99.0, "high": 100.0, "low_text": "99 %", "high_text": "100 %",
        "at": at, "mark": 99.9, "trend": (99.95, None, 99.91, 99.96, at),
    }  # fmt: skip
    return Gauge(**{**told, **more})  # type: ignore[arg-type]


def gauges(count: int, name: str = "") -> tuple[Gauge, ...]:
    names = ("Availability", "First response", "Resolution", "Satisfaction", "Change success",
             "Backlog", "Reopened", "First contact", "Batch in time", "Data quality",
             "Restore test", "Patches", "Onboarding", "Pick-up", "Invoices")  # fmt: skip
    tones = ("good", "good", "warn", "good", "bad")
    return tuple(
        gauge(name or names[at % len(names)], tones[at % 5], 99.4 + (at * 7 % 6) / 10)
        for at in range(count)
    )


def scorecard(count: int, name: str = "") -> Table:
    headings = ("Objective", "Target", "Actual", "Variance", "State", "Rests on")
    rows = tuple(
        (one.name, one.target, one.value, one.margin, one.state, "289 tickets")
        for one in gauges(count, name)
    )
    return Table(headings, rows)


def actions(count: int = 6) -> Table:
    what = (
        "Move the batch window",
        "Second line for the warehouse",
        "Agree the release calendar",
        "Restore test with the finance team",
        "New contact for invoices",
        "Rehearse failover",
    )
    rows = tuple(
        (what[at % 6], ("Jana Ode", "M. Hartmann", "S. Okafor")[at % 3],
         f"{at % 27 + 1} Dec 2026", ("Kept", "Late", "Open")[at % 3])
        for at in range(count)
    )  # fmt: skip
    return Table(("Action", "Owner", "Due", "State"), rows)


def people(names: tuple[str, ...] = ()) -> Tree:
    told = names or ("Ines Martens", "Paul Becker", "Aylin Demir", "Tom Vos", "Sara Lind",
                     "Jo Fischer", "Mia Novak")  # fmt: skip
    posts = ("Chief information officer", "Head of operations", "Head of applications",
             "Service manager", "Network lead", "Product owner", "Release manager")  # fmt: skip
    above = (-1, 0, 0, 1, 1, 2, 2)
    return Tree(
        tuple(
            Node((one, posts[at % 7]), above[at] if at < 7 else (at - 7) % 7)
            for at, one in enumerate(told)
        )
    )


def roadmap(count: int = 5) -> Roadmap:
    told = (
        ("Warm standby for the order portal", "Failover in minutes", "Jan – Mar 2027", "On track"),
        ("New release calendar", "No change on market days", "Dec 2026 – Jan 2027", "Agreed"),
        ("Warehouse scanners replaced", "", "Mar – Jun 2027", "At risk"),
        ("Service desk in Polish", "For 140 people in Łódź", "Apr – May 2027", "Planned"),
        ("Exit of the old reporting server", "", "Jun – Jul 2027", ""),
    )
    spans = ((1.0, 4.0), (0.0, 2.0), (3.0, 7.0), (4.0, 6.0), (6.0, 8.0))
    tones = ("good", "good", "warn", "none", "none")
    stretches = tuple(Stretch(*told[at % 5], tones[at % 5], *spans[at % 5]) for at in range(count))
    labels = ("Dec", "Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul")
    return Roadmap(labels, stretches, 0.4)


def stack() -> Stack:
    return Stack("Would you recommend us?", "22 answers, October 2026", (
        Share("Promoters", 12, "12 (55 %)", "good"),
        Share("Passives", 6, "6 (27 %)", "none"),
        Share("Detractors", 4, "4 (18 %)", "bad"),
    ))  # fmt: skip


def dots() -> Dots:
    return Dots("Would you recommend us?", "5 answers: too few for a score", 0, 10,
                (9, 10, 7, 9, 3))  # fmt: skip


HELPED = (
    Text("What helped", "heading"), Text("Database failover moved to a warm standby in August"),
    Text("What comes next", "heading"),
    Text("Release window agreed for January, no downtime planned"),
)  # fmt: skip


def review() -> Deck:
    """A quarterly review of nine slides with everything a good quarter has."""
    said = "Availability by month, agreed service time, planned maintenance excluded"
    scores = Slide("Scorecard", "Every service level", "November 2026", (scorecard(8),), SOURCE)
    return Deck(
        "Quarterly business review", "Northwind Logistics", "Q4 2026", "4 December 2026",
        "Jana Ode", "en",
        (
            Slide("Title", "Quarterly business review", "Northwind Logistics", layout="title"),
            Slide("Agenda", "Half of the hour looks forward", "60 minutes", (
                Table(("", "Topic", "Who", "Minutes"), (
                    ("1", "What we promised last time", "Jana Ode", "10"),
                    ("2", "Service levels and incidents", "Sam Okafor", "18"),
                    ("3", "Value and satisfaction", "Jana Ode", "10"),
                    ("4", "Road map and risks", "Ines Martens", "15"),
                    ("5", "Decisions and actions", "All", "7"),
                )),
            )),
            Slide("Promises", "Four of six promises were kept in time", "Since 3 September",
                  (actions(),)),
            Slide("Order portal", "The order portal stayed above 99.9 % in every month of the"
                  " quarter", said, (
                      trend(title=said),
                      Figure("99.93 %", "in November, 21 minutes of 43 used", "", "good"),
                      *HELPED,
                  ), SOURCE, notes=("Planned maintenance is announced five days ahead.",),
                  more=(scores,)),
            Slide("Service levels", "Five of six service levels were met", "November 2026",
                  gauges(6), SOURCE),
            Slide("People", "Who decides with us", "", (people(),)),
            Slide("Satisfaction", "More would recommend us than in spring", "", (
                stack(), Quote("They told us before we noticed.", "Paul Becker, operations"),
            )),
            Slide("Road map", "The standby is ready before the spring peak", "", (roadmap(),)),
            Slide("Decisions", "Two decisions we need today", "", (
                Text("Release window", "heading"),
                Text("Every second Thursday, 20:00 to 22:00, from January on."),
                Text("Standby site", "heading"),
                Text("Order the second line now, or accept four hours of recovery until June."),
            )),
        ),
        Brand("#0b5cad", picture(400, 120, "Our logo"), picture(200, 200, "Northwind")),
    )  # fmt: skip


def trying() -> Deck:
    """Everything that upsets whoever draws a deck."""
    sixty = LONG[:60]
    one = trend((None,) * 5 + (99.93,))
    none = trend((None, None, None))
    slides: tuple[tuple[str, tuple[Part, ...]], ...] = (
        ("Fifteen figures", gauges(15)),
        ("Fifteen figures with long names", gauges(15, sixty)),
        ("Six figures with long names", gauges(6, sixty)),
        ("A scorecard of fifteen with long names", (scorecard(15, sixty),)),
        ("No data", (none, Figure("No data", "in November", ""))),
        ("Gauges without data", tuple(gauge(sixty, "none", None) for _n in range(3))),
        ("One value", (one, *HELPED)),
        ("Many lines", (compared(), Figure("99.4 %", "on average", "of five services", "warn"))),
        ("Two charts", (spread(), causes())),
        ("Four charts", (trend(), budget(), spread(), causes(long=True))),
        ("Causes with long names", (causes(long=True), *HELPED)),
        ("From right to left", (people((HEBREW, ARABIC, "Tom Vos")),
                                Text("החלטות", "heading"),
                                Text("חלון השחרור: כל יום חמישי שני, 20:00 עד 22:00."))),
        ("People with long names", (people((sixty,) * 7),)),
        ("Forty people", (people(tuple(f"Person {at} {sixty[:20]}" for at in range(40))),)),
        ("A long table", (Text("Actions of the year", "caption"), actions(40))),
        ("A road map of twelve", (roadmap(12),)),
        ("Few answers", (dots(), Quote(" ".join([LONG] * 6), "Somebody who speaks long"))),
        ("Much text", (Text("Everything", "heading"), *(Text(" ".join([LONG] * 9)),) * 6)),
        ("A picture", (picture(), *HELPED)),
        ("A tall picture", (picture(120, 480),)),
        ("A picture that can't be read", (Picture(b"odd", "image/png", sixty), *HELPED)),
        ("Contacts", (Contact(sixty, title="Service manager", organisation="Northwind",
                              emails=("a.very.long.address.of.somebody@northwind-logistics.example",),
                              phones=(("work", "+49 40 1234567"),)),
                      Contact(HEBREW, title="Head", phones=(("cell", "+972 3 1234567"),)))),
        ("Nothing", ()),
        ("Figures", (Figure("4 of 6", "promises kept", "since September", "warn"),
                     Figure("€ 84,000", "saved", "by the new batch window", "good"),
                     Figure("3", "breaches", "in twelve months", "bad"))),
        (" ".join([LONG] * 3), (trend(), gauge(), *HELPED)),
    )  # fmt: skip
    return Deck(
        LONG, "Donaudampfschifffahrtsgesellschaft Nord-Ost mbH & Co. KGaA " + LONG[:20],
        "Q4 2026", "4 December 2026", "Jana Ode", "en",
        (
            Slide("Title", LONG, sixty, layout="title"),
            *(Slide(title[:40], title, sixty, parts, SOURCE, notes=(sixty,))
              for title, parts in slides),
            Slide("Section", " ".join([LONG] * 2), sixty, layout="section"),
        ),
        Brand("#ffd400", picture(40, 400), picture(900, 90)),
    )  # fmt: skip


def german() -> Deck:
    """The review as a client in Germany gets it."""
    return replace(review(), language="de")


def hostile() -> Deck:
    """Words that mean something to a file, numbers that no scale likes, and parts of nothing."""
    said = ("=1+1", "<a:r>&amp;", '=HYPERLINK("http://x")', "a\x00b\x1bc\ud800", "<r>x</r>", "",
            f"{HEBREW} 12%", "x" * 5000)  # fmt: skip
    line = Line(said[0], "actual", (1.0, None, -3.0, 1e9, 0.0, None, 2.0, 2.5), said)
    target = Line('"<&>', "target", (2.0,) * 8, said)
    parts: list[Part] = []
    for shape in ("trend", "spread", "causes", "budget"):
        parts.append(Series(said[1], said[2], shape, "=H", said, (line, target), "%"))
        parts.append(Series("", "", shape, "", (), ()))
    parts += [
        Table(said, (said,)), Table((), ()), Table(("", ""), (("a", "b"),)),
        Tree(()), Tree((Node(()), Node(said, 0))),
        Roadmap((), ()), Roadmap(said, (Stretch(*said[:4], "warn", -3.0, 99.0),), 3.0),
        Stack("", "", ()), Stack(said[1], "", (Share("<", 0, "0", "bad"),)),
        Dots("", "", 0, 0, ()), Dots("a", "b", 0, 10**9, (5, 7)),
        Figure(*said[:3]), Quote(*said[1:3]), Contact(said[3], emails=said),
        Picture(b"", "image/png", ""), gauge(said[1], low=5.0, high=1.0),
        gauge("", "none", None, value="", trend=()),
    ]  # fmt: skip
    slides = tuple(
        Slide(said[at % 8], said[(at + 1) % 8], said[(at + 2) % 8], (part,), said[2], notes=said)
        for at, part in enumerate(parts)
    )
    return replace(
        review(),
        slides=(*slides, Slide("All", "All", "", tuple(parts))),
        client=said[3], title=said[1], by=said[0], period=said[2],
    )  # fmt: skip
