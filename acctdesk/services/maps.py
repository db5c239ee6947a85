"""Puts the map of an account together from its rows, as they are or as they were."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from typing import Any

from sqlalchemy import Connection

from acctdesk.services.bygone import Bygone, Rows, last_days
from acctdesk.services.stakeholder import Card, Relation, StakeholderMap, Step, Tie
from acctdesk.workspace.folding import fold
from acctdesk.workspace.tables import Tables

ATTITUDES = ("opponent", "sceptic", "neutral", "supporter", "mentor")
"""From the coldest to the warmest."""


def read_map(
    connection: Connection,
    tables: Tables,
    account: str,
    day: dt.date,
    after: dt.datetime | None = None,
) -> StakeholderMap:
    """Read the map of an account.

    Args:
        connection: A read connection.
        tables: The journalled tables.
        account: Account id.
        day: Posts that were left by then are not on it, nor are contacts after it.
        after: The moment to which the journal is taken back; None for what stands now.
    """
    past = Bygone(connection, tables, after)
    posts = {
        one: row
        for one, row in past.having("position", "account_id", [account]).items()
        if not has_ended(row, day)
    }
    people = past.some("person", {row["person_id"] for row in posts.values() if row["person_id"]})
    units = past.having("unit", "account_id", [account])
    ties = past.having("tie", "account_id", [account])
    relations = past.having("relationship", "person_id", people)
    alone, together = last_days(connection, people, day)
    team = past.having("assignment", "account_id", [account])
    ours = {row["member_id"] for row in (*relations.values(), *team.values())}
    members = past.some("member", ours | {member for member, _person in together})
    [found] = past.some("account", [account]).values() or [{"name": ""}]
    return StakeholderMap(
        account,
        str(found["name"]),
        day,
        ordered(posts, people, units, alone),
        tuple(
            Tie(one, row["from_id"], row["to_id"], row["type"], row["strength"], row["note"] or "")
            for one, row in sorted(ties.items())
            if row["from_id"] in posts and row["to_id"] in posts
        ),
        tuple(
            (one, row["name"])
            for one, row in sorted(members.items(), key=lambda item: (fold(item[1]["name"]), item))
        ),
        _relations(relations, together, members),
        tuple(
            (one, row["name"], row["parent_id"] or "")
            for one, row in sorted(units.items(), key=lambda item: (fold(item[1]["name"]), item[0]))
        ),
    )


def has_ended(row: Mapping[str, Any], day: dt.date) -> bool:
    """Whether a post was left by a day; one left "in 2026" counts as left all through 2026."""
    ended = row["ended"]
    return bool(ended) and ended <= day.isoformat()[: len(ended)]


def _relations(
    rows: Rows, together: Mapping[tuple[str, str], dt.date], members: Rows
) -> tuple[Relation, ...]:
    found = [
        Relation(
            one, row["member_id"], row["person_id"], row["strength"] or "", row["now"] or "",
            row["wanted"] or "", row["note"] or "",
            together.get((row["member_id"], row["person_id"])),
        )
        for one, row in rows.items()
        if row["member_id"] in members
    ]  # fmt: skip
    said = {(one.member, one.person) for one in found}
    found += [
        Relation("", member, person, "", "", "", "", day)
        for (member, person), day in together.items()
        if (member, person) not in said and member in members
    ]
    return tuple(sorted(found, key=lambda one: (one.person, one.member)))


def sibling_key(row: Mapping[str, Any], name: str) -> tuple[Any, ...]:
    """What siblings stand in the order of: their place, then by name."""
    place = row["place"]
    return (place is None, place or 0, fold(name or row["title"] or ""), row["id"])


def ordered(
    posts: Rows, people: Rows, units: Rows, contacts: Mapping[str, dt.date]
) -> tuple[Card, ...]:
    """Cards of posts, managers before those beneath, those that are parked last."""
    managers = without_loops(posts)
    below: dict[str, list[str]] = {}
    for one in posts:
        below.setdefault(managers[one], []).append(one)

    def name(one: str) -> str:
        person = people.get(posts[one]["person_id"] or "")
        return str(person["name"]) if person else ""

    cards: list[Card] = []
    waiting: list[tuple[str, bool]] = []

    def add(parts: Iterable[str], *, parked: bool = False) -> None:
        order = sorted(parts, key=lambda one: sibling_key(posts[one], name(one)), reverse=True)
        waiting.extend((one, parked) for one in order)

    roots = below.get("", [])
    add((one for one in roots if posts[one]["parked"]), parked=True)
    add(one for one in roots if not posts[one]["parked"])
    while waiting:
        one, parked = waiting.pop()
        row = posts[one]
        person = row["person_id"] if row["person_id"] in people else ""
        unit = units.get(row["unit_id"] or "")
        shifted = row["shift_x"] is not None or row["shift_y"] is not None
        cards.append(
            Card(
                one, person or "", name(one), row["title"] or "", row["unit_id"] or "",
                unit["name"] if unit else "", managers[one], row["power"], row["interest"],
                row["attitude"] or "", tuple(row["buying_roles"] or ()), row["status"] or "",
                row["cadence"] or "", row["started"] or "",
                (row["shift_x"] or 0, row["shift_y"] or 0) if shifted else None,
                parked, contacts.get(person) if person else None,
            )
        )  # fmt: skip
        add(below.get(one, ()), parked=parked)
    return tuple(cards)


def without_loops(posts: Mapping[str, Mapping[str, Any]]) -> dict[str, str]:
    """Whom each post reports to on the map; a post in a loop reports to nobody.

    Commands make no loops; rows from elsewhere may hold one, and everybody in it is still shown.
    """
    managers = {
        one: row["manager_id"] if row["manager_id"] in posts else "" for one, row in posts.items()
    }
    safe: set[str] = {""}
    for start in sorted(posts):
        path: dict[str, None] = {}
        current = start
        while current not in safe and current not in path:
            path[current] = None
            current = managers[current]
        if current in path:
            managers[current] = ""
        safe.update(path)
    return managers


# -- differences ---------------------------------------------------------------------------


def differences(before: StakeholderMap, after: StakeholderMap) -> tuple[Step, ...]:
    """What became of the people between two maps of one account.

    A person who has one post instead of another moved; they neither left nor joined.
    """
    found: list[Step] = []
    gone = {one: card for one, card in before.by_id.items() if one not in after.by_id}
    come = {one: card for one, card in after.by_id.items() if one not in before.by_id}
    filled = {card.person for card in (*gone.values(), *come.values())} - {""}
    pairs = [(before.by_id[one], card) for one, card in after.by_id.items() if one in before.by_id]
    for person in sorted(filled):
        left = [card for card in gone.values() if card.person == person]
        came = [card for card in come.values() if card.person == person]
        for old, new in zip(left, came, strict=False):
            del gone[old.position], come[new.position]
            pairs.append((old, new))
    for old, new in list(pairs):
        # Another person in the same post: one left, one joined.
        if old.person != new.person:
            pairs.remove((old, new))
            if old.person:
                gone[old.position] = old
            come[new.position] = new
    found += [_step("joined", card) for card in come.values()]
    found += [_step("left", card) for card in gone.values()]
    for old, new in pairs:
        moved = _moved(before, after, old, new)
        if moved:
            found.append(_step("moved", new, moved))
        way = _rank(new.attitude, ATTITUDES) - _rank(old.attitude, ATTITUDES)
        if old.attitude and new.attitude and way:
            what = "warmed" if way > 0 else "cooled"
            found.append(_step(what, new, {"attitude": (old.attitude, new.attitude)}))
    found += _relations_changed(before, after)
    order = ("joined", "left", "moved", "warmed", "cooled")
    return tuple(
        sorted(found, key=lambda one: (order.index(one.what), fold(one.label), one.position))
    )


def _step(what: str, card: Card, fields: Mapping[str, tuple[Any, Any]] | None = None) -> Step:
    return Step(what, card.position, card.person, card.label, fields or {})


def _rank(code: str, order: tuple[str, ...]) -> int:
    return order.index(code) if code in order else -1


def _moved(
    before: StakeholderMap, after: StakeholderMap, old: Card, new: Card
) -> dict[str, tuple[Any, Any]]:
    def above(where: StakeholderMap, card: Card) -> str:
        return where.by_id[card.manager].label if card.manager else ""

    changes: dict[str, tuple[Any, Any]] = {}
    if old.manager != new.manager:
        changes["manager"] = (above(before, old), above(after, new))
    if old.unit != new.unit:
        changes["unit"] = (old.unit_name, new.unit_name)
    if old.title != new.title:
        changes["title"] = (old.title, new.title)
    return changes


def _relations_changed(before: StakeholderMap, after: StakeholderMap) -> list[Step]:
    """Who of ours came nearer to somebody, or grew apart: by strength, then by standing."""
    from acctdesk.metrics.stakeholders import STANDINGS, STRENGTHS

    held = {(one.member, one.person): one for one in before.relations}
    posts = {card.person: card for card in reversed(after.cards)}
    fresh = {(one.member, one.person): one for one in after.relations}
    nobody = Relation("", "", "", "", "", "", "", None)
    found = []
    for pair in dict.fromkeys([*fresh, *held]):
        old, new = held.get(pair, nobody), fresh.get(pair, nobody)
        card = posts.get(pair[1])
        if card is None:
            continue
        # Nothing said of a relationship is the same as none.
        ways = (
            ("strength", max(_rank(old.strength, STRENGTHS), 0),
             max(_rank(new.strength, STRENGTHS), 0)),
            ("now", _rank(old.now, STANDINGS), _rank(new.now, STANDINGS)),
        )  # fmt: skip
        changed = {name: (getattr(old, name), getattr(new, name))
                   for name, was, is_now in ways if was != is_now}  # fmt: skip
        if changed:
            way = next(is_now - was for _name, was, is_now in ways if was != is_now)
            what = "warmed" if way > 0 else "cooled"
            found.append(Step(what, card.position, card.person, card.label, changed, pair[0]))
    return found
