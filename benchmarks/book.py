"""Makes the large workspace that lists are measured on: 10,000 accounts with 100,000 people."""

from __future__ import annotations

import datetime as dt
import random
from decimal import Decimal
from pathlib import Path

from acctdesk.compose import Desk, create_desk
from acctdesk.models.base import new_ids
from benchmarks.rosters import CITIES, FIRST, LAST, SECTORS, TITLES, names

LANGUAGES = ("de", "nl", "en", "fr", "nb", "pl", None)
COUNTRIES = ("DE", "NL", "GB", "CH", "NO", "PL")
TAGS = ("key", "24x7", "reference", "public", "nearshore", "at risk")
SCORE = "Relationship score"
HOBBY = "Speciality"


def make(path: Path, accounts: int = 10_000, people: int = 100_000) -> Desk:
    """Make the workspace; all names are different, two in five have diacritics.

    Args:
        path: Its file; must not exist.
        accounts: How many; one in ten belongs to another.
        people: How many; each has a position, and a value in two custom fields.

    Returns:
        The open desk.
    """
    rng = random.Random(11)
    desk = create_desk(path)
    desk.settings.introduce("Ann Keeler")
    score, _change = desk.custom_fields.define("person", SCORE, "number")
    hobby, _change = desk.custom_fields.define("person", HOBBY, "text")
    firms = new_ids(accounts)
    persons = new_ids(people)
    posts = new_ids(people)
    values = iter(new_ids(2 * people))
    with desk.context.write("Make a book") as unit:
        unit.insert_many(
            "member", ("id", "name"), [(one, f"Keeper {i}") for i, one in enumerate(_OURS)]
        )
        unit.insert_many(
            "account",
            ("id", "name", "legal_name", "sector", "tier", "phase", "rag", "owner_id",
             "annual_value", "currency", "renewal_date", "client_since", "size", "street",
             "postal_code", "city", "country", "website", "phone", "tags"),
            (
                (
                    firms[i], name, f"{name} ({rng.randint(100, 999)})", rng.choice(SECTORS),
                    rng.choice("ABCD"), rng.choice(("steady", "growth", "exit", "onboarding")),
                    rng.choice(("green", "amber", "red", None)), rng.choice(_OURS),
                    Decimal(rng.randint(5, 3000) * 1000), rng.choice(("EUR", "GBP", "CHF")),
                    _day(rng, 2026, 900), _day(rng, 2012, 5000), rng.randint(10, 50_000),
                    f"{rng.choice(LAST)}straat {rng.randint(1, 400)}",
                    f"{rng.randint(1000, 99999):05d}", rng.choice(CITIES), rng.choice(COUNTRIES),
                    f"www.{name.split()[0].lower()}-{i}.example", f"+49 30 {1_000_000 + i}",
                    tuple(rng.sample(TAGS, rng.randint(0, 3))),
                )
                for i, name in enumerate(names(accounts, rng))
            ),
        )  # fmt: skip
        unit.insert_many(
            "person",
            ("id", "name", "given_name", "family_name", "email", "phone", "mobile", "language"),
            (_person(rng, one, i) for i, one in enumerate(persons)),
        )
        unit.insert_many(
            "position",
            ("id", "person_id", "account_id", "title", "started"),
            (
                (posts[i], one, firms[i % accounts], rng.choice(TITLES), _day(rng, 2015, 3000))
                for i, one in enumerate(persons)
            ),
        )
        unit.insert_many(
            "custom_value",
            ("id", "field_id", "record_id", "number"),
            ((next(values), score, one, Decimal(rng.randint(0, 1000))) for one in persons),
        )
        unit.commit()
    with desk.context.write("Say who knows what") as unit:
        unit.insert_many(
            "custom_value",
            ("id", "field_id", "record_id", "text"),
            (
                (next(values), hobby, one, f"{rng.choice(SECTORS)} {rng.randint(1, 5000)}")
                for one in persons[::2]
            ),
        )
        unit.commit()
    with desk.context.write("Put accounts below others") as unit:
        for i in range(0, min(accounts, 10_000), 10):
            unit.update("account", firms[i + 1], {"parent_id": firms[i]})
        unit.commit()
    return desk


_OURS = tuple(f"{i:032x}" for i in range(1, 21))


def _person(rng: random.Random, one: str, i: int) -> tuple[str | None, ...]:
    given, family = rng.choice(FIRST), f"{rng.choice(LAST)}-{rng.choice(LAST)} {i}"
    return (
        one, f"{given} {family}", given, family,
        f"{given}.{i}@client-{i % 977}.example".lower(), f"+49 30 {1_000_000 + i}",
        f"+49 170 {1_000_000 + i}", rng.choice(LANGUAGES),
    )  # fmt: skip


def _day(rng: random.Random, year: int, days: int) -> str:
    return (dt.date(year, 1, 1) + dt.timedelta(rng.randint(0, days))).isoformat()
