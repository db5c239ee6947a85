"""What is lost with somebody, and the way to whoever comes after them."""

from __future__ import annotations

import random
from decimal import Decimal

import pytest

from acctdesk.metrics.departures import Line, leaving, way_to
from acctdesk.metrics.stakeholders import Bond, Stakeholder

pytest.importorskip("networkx", reason="the environment is older than the lock: make dev")

# ceo ── cio ── ops, sec ; cfo beside cio; "hole" is a placeholder beneath cio
PEOPLE = [
    Stakeholder("ceo", "anna", power=10, roles=("economic_buyer",)),
    Stakeholder("cio", "jana", manager="ceo", power=9, roles=("champion", "technical_buyer")),
    Stakeholder("cfo", "li", manager="ceo", power=8, roles=("economic_buyer",)),
    Stakeholder("ops", "rui", manager="cio", power=4, roles=("technical_buyer",)),
    Stakeholder("sec", "ole", manager="cio", power=6),
    Stakeholder("hole", manager="cio", status="unknown"),
]
BONDS = [
    Bond("mara", "jana", "in_depth"), Bond("tom", "jana", "multiple"), Bond("tom", "rui", "brief"),
]  # fmt: skip


def test_roles_reports_relationships_and_revenue() -> None:
    found = leaving("cio", PEOPLE, BONDS, [], Decimal(420_000))
    assert found.lost_roles == ("champion",)
    assert found.shared_roles == ("technical_buyer",)
    assert found.orphans == ("ops", "sec", "hole")
    assert found.branch == 3
    assert [(one.member, one.rank) for one in found.exposed] == [("mara", 3), ("tom", 2)]
    # Ranks 3 and 2 of 3 + 2 + 1: five sixths of 420,000.
    assert found.share is not None
    assert round(found.share, 4) == Decimal("0.8333")
    assert found.revenue is not None
    assert round(found.revenue) == 350_000
    assert found.reason == ""
    assert leaving("ceo", PEOPLE, BONDS, [], Decimal(1)).branch == 5


def test_without_figures_there_is_a_reason() -> None:
    assert leaving("cio", PEOPLE, BONDS, [], None).reason == "no_revenue"
    found = leaving("cio", PEOPLE, [], [], Decimal(5))
    assert (found.share, found.revenue, found.reason) == (None, None, "no_relationships")


def test_the_way_to_a_successor_goes_over_who_stays() -> None:
    found = leaving("cio", PEOPLE, BONDS, [], None)
    # Only Rui is known; the others stood beneath or beside the one who is gone.
    ways = {one.position: one.way for one in found.successors}
    assert set(ways) == {"ops", "sec", "hole", "cfo", "ceo"}
    assert ways["ops"] is not None
    assert (ways["ops"].member, ways["ops"].positions, ways["ops"].steps) == ("tom", ("ops",), 4)
    assert [one.position for one in found.successors] == ["ops", "ceo", "cfo", "sec", "hole"]
    assert {one for one, way in ways.items() if way is None} == {"cfo", "ceo", "sec", "hole"}


def test_the_way_to_anybody_may_have_to_begin_with_another_of_us() -> None:
    way = way_to("cfo", PEOPLE, BONDS, [])
    assert way is not None
    assert (way.member, way.positions) == ("mara", ("cio", "ceo", "cfo"))
    other = way_to("cfo", PEOPLE, BONDS, [], but=("mara",))
    assert other is not None
    assert (other.member, other.positions) == ("tom", ("cio", "ceo", "cfo"))
    assert way_to("cfo", PEOPLE, BONDS, [], but=("mara", "tom")) is None


def test_influence_is_a_way_and_conflict_is_none() -> None:
    lines = [Line("ops", "sec", "influence", 3), Line("ops", "hole", "conflict", 3),
             Line("sec", "cfo", "dotted", None)]  # fmt: skip
    found = leaving("cio", PEOPLE, BONDS, lines, None)
    ways = {one.position: one.way for one in found.successors}
    assert ways["hole"] is None
    for post, over, steps in (
        ("sec", ("ops", "sec"), 5),
        ("cfo", ("ops", "sec", "cfo"), 7),
        ("ceo", ("ops", "sec", "cfo", "ceo"), 9),
    ):
        way = ways[post]
        assert way is not None
        assert (way.member, way.positions, way.steps) == ("tom", over, steps)
    assert [one.position for one in found.successors] == ["ops", "sec", "cfo", "ceo", "hole"]


def test_successors_can_be_named() -> None:
    found = leaving("cio", PEOPLE, BONDS, [], None, ["sec", "cio", "sec"])
    assert [one.position for one in found.successors] == ["sec"]
    with pytest.raises(KeyError):
        leaving("nobody", PEOPLE, BONDS, [], None)


def test_of_two_ways_of_one_length_always_the_same_is_found() -> None:
    people = [Stakeholder("top", "t"), *(Stakeholder(f"p{i}", f"q{i}", manager="top")
                                         for i in range(8))]  # fmt: skip
    bonds = [Bond(f"m{i}", f"q{i}", "multiple") for i in range(1, 8)]
    shuffled = random.Random(7)
    seen = set()
    for _each in range(20):
        shuffled.shuffle(people)
        shuffled.shuffle(bonds)
        [found] = leaving("p0", people, bonds, [], None, ["top"]).successors
        seen.add(found.way)
    assert len(seen) == 1
