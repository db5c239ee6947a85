"""What an account loses when somebody leaves, and the best way to whoever comes after them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from acctdesk.metrics.stakeholders import Bond, Stakeholder

BOND_STEPS = {1: 4, 2: 2, 3: 1}
"""How far it is from one of us to somebody, by the rank of the bond: brief is a long way."""

TIE_STEPS = {1: 4, 2: 2, 3: 1}
"""How far it is along a tie by its strength; a tie of unsaid strength is of the middle one."""

REPORTING_STEPS = 2
"""How far it is from a report to their manager, or back."""


@dataclass(frozen=True, slots=True)
class Line:
    """A tie between two posts.

    Attributes:
        start: Position id.
        end: Position id.
        type: "dotted", "influence" or "conflict".
        strength: 1 to 3; None for nothing said.
    """

    start: str
    end: str
    type: str
    strength: int | None = None


@dataclass(frozen=True, slots=True)
class Way:
    """A way from one of us to a post, over people who know each other.

    Attributes:
        member: Id of ours, with whom it begins.
        positions: The posts on it, the successor's last.
        steps: How far it is: the sum of its steps, 1 being an in-depth relationship.
    """

    member: str
    positions: tuple[str, ...]
    steps: int


@dataclass(frozen=True, slots=True)
class Successor:
    """Somebody who may come after the one who leaves.

    Attributes:
        position: Id of the post.
        person: Id of who holds it; empty for a placeholder.
        way: The shortest way to them; None when there is none.
    """

    position: str
    person: str
    way: Way | None


@dataclass(frozen=True, slots=True)
class Departure:
    """What would be lost.

    Attributes:
        position: Id of the post that is left.
        lost_roles: Buying roles that nobody else in post has.
        shared_roles: Buying roles that somebody else has as well.
        orphans: Posts that report to it.
        branch: How many posts stand beneath it altogether.
        exposed: The relationships that go, the strongest first.
        share: Their part of all the strength of our relationships with the account, 0 to 1; None
            when there are no relationships.
        revenue: Yearly revenue that hangs on them: `share` of the account's; None with a reason.
        reason: Why there is no revenue: "no_revenue" or "no_relationships"; else empty.
        successors: Whoever may come after them, the nearest to us first.
    """

    position: str
    lost_roles: tuple[str, ...]
    shared_roles: tuple[str, ...]
    orphans: tuple[str, ...]
    branch: int
    exposed: tuple[Bond, ...]
    share: Decimal | None
    revenue: Decimal | None
    reason: str
    successors: tuple[Successor, ...]


def leaving(
    position: str,
    stakeholders: Sequence[Stakeholder],
    bonds: Sequence[Bond],
    lines: Iterable[Line],
    revenue: Decimal | None,
    successors: Iterable[str] | None = None,
) -> Departure:
    """What an account loses when whoever holds a post leaves.

    Args:
        position: The post.
        stakeholders: All posts on the map.
        bonds: Who of us knows whom of theirs.
        lines: The ties between posts; a conflict is no way to anybody.
        revenue: What the account is worth a year, in its own currency.
        successors: Posts whose holders may come after them; when not given, those who report to
            them, those beside them, and their manager.

    Raises:
        KeyError: The post isn't among the stakeholders.
    """
    by_id = {one.position: one for one in stakeholders}
    goes = by_id[position]
    others = [one for one in stakeholders if one.is_there and one.person != goes.person]
    kept_roles = {role for one in others for role in one.roles}
    orphans = tuple(one.position for one in stakeholders if one.manager == position)
    there = {one.person for one in stakeholders if one.is_there}
    carried = [one for one in bonds if one.rank > 0 and one.person in there | {goes.person}]
    exposed = [one for one in carried if goes.person and one.person == goes.person]
    whole = sum(one.rank for one in carried)
    share = Decimal(sum(one.rank for one in exposed)) / whole if whole else None
    reason = "no_revenue" if revenue is None else "" if whole else "no_relationships"
    if successors is None:
        successors = _near(goes, stakeholders)
    candidates = [by_id[one] for one in dict.fromkeys(successors) if one != position]
    return Departure(
        position,
        tuple(role for role in goes.roles if role not in kept_roles),
        tuple(role for role in goes.roles if role in kept_roles),
        orphans,
        _branch(position, stakeholders),
        tuple(sorted(exposed, key=lambda one: (-one.rank, one.member))),
        share,
        revenue * share if revenue is not None and share is not None else None,
        reason,
        _reached(goes, candidates, stakeholders, carried, list(lines)),
    )


def way_to(
    position: str,
    stakeholders: Sequence[Stakeholder],
    bonds: Iterable[Bond],
    lines: Iterable[Line],
    but: Iterable[str] = (),
) -> Way | None:
    """The shortest way from one of us to a post, over people who know each other.

    Args:
        position: The post.
        stakeholders: All posts on the map.
        bonds: Who of us knows whom of theirs.
        lines: The ties between posts; a conflict is no way to anybody.
        but: Ids of those of us with whom the way must not begin: another one is to get there.

    Raises:
        KeyError: The post isn't among the stakeholders.
    """
    target = {one.position: one for one in stakeholders}[position]
    left_out = set(but)
    carried = [one for one in bonds if one.rank > 0 and one.member not in left_out]
    nobody = Stakeholder("")
    return _reached(nobody, [target], stakeholders, carried, list(lines))[0].way


def _near(goes: Stakeholder, stakeholders: Sequence[Stakeholder]) -> list[str]:
    below = [one.position for one in stakeholders if one.manager == goes.position]
    beside = [
        one.position for one in stakeholders
        if goes.manager and one.manager == goes.manager and one.position != goes.position
    ]  # fmt: skip
    known = {one.position for one in stakeholders}
    return [*below, *beside, *([goes.manager] if goes.manager in known else [])]


def _branch(position: str, stakeholders: Iterable[Stakeholder]) -> int:
    beneath: dict[str, list[str]] = {}
    for one in stakeholders:
        beneath.setdefault(one.manager, []).append(one.position)
    seen: set[str] = set()
    waiting = list(beneath.get(position, ()))
    while waiting:
        one_below = waiting.pop()
        if one_below not in seen:
            seen.add(one_below)
            waiting += beneath.get(one_below, ())
    return len(seen - {position})


def _reached(
    goes: Stakeholder,
    candidates: Sequence[Stakeholder],
    stakeholders: Sequence[Stakeholder],
    bonds: Iterable[Bond],
    lines: Iterable[Line],
) -> tuple[Successor, ...]:
    """The candidates with the shortest way to each, which never leads over who is gone."""
    if not candidates:
        return ()
    # Not when this module is loaded: only who asks for a way waits for the library.
    import networkx as nx

    graph = _graph(nx, goes, stakeholders, bonds, lines)
    steps, ways = nx.single_source_dijkstra(graph, _US, weight="steps")
    found = []
    for one in candidates:
        way = None
        if (path := ways.get(("theirs", one.position))) is not None:
            member, *over = [name for _side, name in path[1:]]
            way = Way(member, tuple(over), steps["theirs", one.position])
        found.append(Successor(one.position, one.person, way))
    power = {one.position: one.power or 0 for one in candidates}
    far = 10**9
    found.sort(
        key=lambda one: (one.way.steps if one.way else far, -power[one.position], one.position)
    )
    return tuple(found)


_US = ("us", "")


def _graph(
    nx: Any,
    goes: Stakeholder,
    stakeholders: Sequence[Stakeholder],
    bonds: Iterable[Bond],
    lines: Iterable[Line],
) -> Any:
    """We, those of us who know somebody, and the posts that stay; edges as far as they are.

    A person who goes takes all their posts at the account along. Edges are added in a settled
    order, so that of two ways of one length always the same is found.
    """
    stays = [
        one
        for one in sorted(stakeholders, key=lambda one: one.position)
        if one.position != goes.position
        and one.status != "left"
        and not (goes.person and one.person == goes.person)
    ]
    posts: dict[str, list[str]] = {}
    for one in stays:
        if one.person:
            posts.setdefault(one.person, []).append(one.position)
    graph = nx.Graph()
    graph.add_node(_US)
    graph.add_nodes_from(("theirs", one.position) for one in stays)

    def join(first: tuple[str, str], second: tuple[str, str], steps: int) -> None:
        held = graph.get_edge_data(first, second)
        if held is None or steps < held["steps"]:
            graph.add_edge(first, second, steps=steps)

    for bond in sorted(bonds, key=lambda one: (one.member, one.person)):
        for post in posts.get(bond.person, ()):
            join(_US, ("ours", bond.member), 0)
            join(("ours", bond.member), ("theirs", post), BOND_STEPS[bond.rank])
    ids = {one.position for one in stays}
    for one in stays:
        if one.manager in ids:
            join(("theirs", one.position), ("theirs", one.manager), REPORTING_STEPS)
    for line in sorted(lines, key=lambda one: (one.start, one.end, one.type)):
        if line.type != "conflict" and {line.start, line.end} <= ids and line.start != line.end:
            steps = TIE_STEPS[line.strength or 2]
            join(("theirs", line.start), ("theirs", line.end), steps)
    return graph
