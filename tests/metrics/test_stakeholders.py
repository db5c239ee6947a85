"""Worked examples of the definitions: quadrants, cadences, and the five gaps."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from acctdesk.metrics import stakeholders as metric
from acctdesk.metrics.stakeholders import Bond, BusinessUnit, Gap, Stakeholder, gaps
from acctdesk.models import stakeholder as kept

DAY = dt.date(2026, 10, 14)


def ago(days: int) -> dt.date:
    return DAY - dt.timedelta(days)


@pytest.mark.parametrize(
    ("power", "interest", "quadrant", "cadence"),
    [
        (9, 8, "manage_closely", "weekly"), (5, 5, "manage_closely", "weekly"),
        (9, 4, "keep_satisfied", "monthly"), (5, 0, "keep_satisfied", "monthly"),
        (4, 9, "keep_informed", "fortnightly"), (0, 5, "keep_informed", "fortnightly"),
        (4, 4, "monitor", "quarterly"), (0, 0, "monitor", "quarterly"),
        (None, 9, None, None), (9, None, None, None),
    ],
)  # fmt: skip
def test_quadrants_and_what_they_ask_for(
    power: int | None, interest: int | None, quadrant: str | None, cadence: str | None
) -> None:
    assert metric.quadrant(power, interest) == quadrant
    assert metric.suggested_cadence(power, interest) == cadence


def test_codes_are_those_that_are_kept() -> None:
    """Metrics know no tables: that both use the same words is seen to here."""
    assert tuple(one.code for one in kept.STRENGTHS) == metric.STRENGTHS
    assert tuple(one.code for one in kept.STANDINGS) == metric.STANDINGS
    assert tuple(one.code for one in kept.BUYING_ROLES) == metric.ROLES
    assert set(metric.CADENCE_DAYS) == {one.code for one in kept.CADENCES}
    assert set(metric.QUADRANT_CADENCE.values()) == set(metric.CADENCE_DAYS)


def test_strength_and_standing_have_an_order() -> None:
    ranks = [metric.strength_rank(one) for one in ("none", "brief", "multiple", "in_depth")]
    assert ranks == [0, 1, 2, 3]
    assert metric.strength_rank(None) == metric.strength_rank("") == 0
    assert [metric.standing_rank(one) for one in ("vendor", "trusted_advisor", "")] == [0, 3, None]
    # Two who met, though nobody said how well they know each other, know each other briefly.
    assert Bond("mara", "jana", last_contact=DAY).rank == 1
    assert Bond("mara", "jana", "none", last_contact=DAY).rank == 0
    assert Bond("mara", "jana").rank == 0


def only(rule: str, *given: object) -> list[Gap]:
    return [one for one in gaps(*given, DAY).found if one.rule == rule]  # type: ignore[arg-type]


def test_an_empty_map_says_nothing() -> None:
    found = gaps([], [], [], DAY)
    assert found.found == ()
    assert found.unjudged == dict.fromkeys(metric.RULES, "no_people")


def test_what_has_nothing_to_go_by_is_told_with_the_reason() -> None:
    found = gaps([Stakeholder("p1", "jana", roles=("economic_buyer",), status="left"),
                  Stakeholder("p2", "rui", roles=("coach",))], [], [], DAY)  # fmt: skip
    assert found.unjudged == {
        "known_to_one": "no_key_people", "untouched": "no_cadence",
        "unit_without_contact": "no_units", "single_threaded": "no_relationships",
    }  # fmt: skip
    # Who left decides nothing any more.
    assert [one.rule for one in found.found] == ["no_decision_maker"]


def test_no_decision_maker() -> None:
    jana = Stakeholder("p1", "jana", roles=("champion",))
    [gap] = only("no_decision_maker", [jana], [], [])
    assert gap.action == "identify_decision_maker"
    assert (gap.positions, gap.people) == ((), ())
    assert gap.facts == {
        "unfilled": ("economic_buyer", "technical_buyer", "user_buyer", "coach"), "people": 1,
    }  # fmt: skip
    hole = Stakeholder("p2", roles=("economic_buyer",), status="unknown")
    [gap] = only("no_decision_maker", [jana, hole], [], [])
    assert (gap.positions, gap.people) == (("p2",), ())
    found = Stakeholder("p2", "anna", roles=("economic_buyer",))
    assert only("no_decision_maker", [jana, found], [], []) == []


def test_a_key_person_known_to_one_of_us() -> None:
    people = [
        Stakeholder("p1", "jana", power=9), Stakeholder("p2", "anna", power=2, roles=("champion",)),
        Stakeholder("p3", "rui", power=8), Stakeholder("p4", "li", power=4),
        Stakeholder("p5", "ole", power=6),
    ]  # fmt: skip
    bonds = [
        Bond("mara", "jana", "in_depth"), Bond("tom", "jana", "brief"),
        Bond("mara", "anna", "multiple"), Bond("tom", "anna", "none"),
        Bond("mara", "li", "brief"), Bond("tom", "ole", last_contact=DAY),
    ]  # fmt: skip
    found = only("known_to_one", people, bonds, [])
    assert [(one.people, one.members, one.action) for one in found] == [
        (("rui",), (), "make_contact"),
        (("ole",), ("tom",), "find_second_sponsor"),
        (("anna",), ("mara",), "find_second_sponsor"),
    ]  # fmt: skip
    assert found[0].facts == {"known_by": 0, "power": 8, "roles": ()}


def test_untouched_for_longer_than_the_cadence() -> None:
    people = [
        Stakeholder("p1", "jana", power=9, interest=9, last_contact=ago(7)),
        Stakeholder("p2", "anna", power=9, interest=9, last_contact=ago(8)),
        Stakeholder("p3", "rui", power=9, interest=9, cadence="quarterly", last_contact=ago(92)),
        Stakeholder("p4", "li", power=1, interest=1, last_contact=ago(93)),
        Stakeholder("p5", "ole", cadence="fortnightly"),
        Stakeholder("p6", "kim"),
        Stakeholder("p7", "pat", power=9, interest=9, status="left"),
        Stakeholder("p8", "uma", power=1, interest=9, last_contact=ago(34)),
    ]
    found = only("untouched", people, [], [])
    assert [(one.people[0], one.facts["days"], one.facts["over"]) for one in found] == [
        ("ole", None, None), ("uma", 34, 20), ("anna", 8, 1), ("li", 93, 1),
    ]  # fmt: skip
    assert {one.action for one in found} == {"schedule_contact"}
    assert found[0].facts["own"] is True
    assert found[2].facts == {
        "cadence": "weekly", "own": False, "last_contact": ago(8), "days": 8, "over": 1,
    }  # fmt: skip


def test_of_two_posts_of_one_person_the_tighter_cadence_holds() -> None:
    people = [Stakeholder("p1", "jana", cadence="monthly", last_contact=ago(10)),
              Stakeholder("p2", "jana", cadence="weekly", last_contact=ago(10))]  # fmt: skip
    [gap] = only("untouched", people, [], [])
    assert (gap.positions, gap.facts["over"]) == (("p2",), 3)


def test_a_business_unit_with_no_contact() -> None:
    units = [BusinessUnit("it"), BusinessUnit("ops", "it"), BusinessUnit("hr"),
             BusinessUnit("legal"), BusinessUnit("sites")]  # fmt: skip
    people = [
        Stakeholder("p1", "jana", unit="ops"), Stakeholder("p2", "rui", unit="hr"),
        Stakeholder("p3", "anna", unit="legal", last_contact=ago(400)),
    ]  # fmt: skip
    bonds = [Bond("mara", "jana", "brief"), Bond("mara", "rui", "none")]
    found = only("unit_without_contact", people, bonds, units)
    assert [(one.units, one.facts, one.action) for one in found] == [
        (("hr",), {"people": 1}, "find_contact_in_unit"),
        (("sites",), {"people": 0}, "find_contact_in_unit"),
    ]


def test_an_account_that_hangs_on_one_relationship() -> None:
    people = [Stakeholder("p1", "jana"), Stakeholder("p2", "rui")]
    one = [Bond("mara", "jana", "in_depth"), Bond("tom", "rui", "brief")]
    [gap] = only("single_threaded", people, one, [])
    assert (gap.people, gap.members, gap.positions) == (("jana",), ("mara",), ("p1",))
    assert gap.facts == {"strength": "in_depth", "known": 2}
    assert gap.action == "build_second_relationship"
    assert only("single_threaded", people, [one[0], Bond("tom", "rui", "multiple")], []) == []
    # Two brief acquaintances are little, and yet two.
    brief = [Bond("mara", "jana", "brief"), Bond("tom", "rui", "brief")]
    assert only("single_threaded", people, brief, []) == []
    [gap] = only("single_threaded", people, brief[:1], [])
    assert gap.people == ("jana",)
    # A relationship with somebody who isn't at this account carries nothing here.
    away = [one[0], Bond("tom", "stranger", "in_depth")]
    assert len(only("single_threaded", people, away, [])) == 1


def test_the_graph_library_waits_until_a_way_is_asked_for() -> None:
    code = (
        "import sys, acctdesk.metrics.departures, acctdesk.metrics.stakeholders\n"
        "print('networkx' in sys.modules)"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"
