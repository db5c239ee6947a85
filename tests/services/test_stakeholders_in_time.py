"""Stakeholders: where a map is thin, and what it was."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest

from acctdesk.errors import NotFound
from tests.services.charting import Chart, backdate
from tests.services.charting import chart as chart
from tests.services.conftest import DAY

# --- judging ---------------------------------------------------------------------------------


def test_gaps_name_people_and_units(chart: Chart) -> None:
    mara, jana = chart.member("Mara"), chart.person(chart.jana)
    chart.who.posts.weigh(chart.jana, 9, 9)
    chart.who.ties.relate(mara, jana, {"strength": "multiple"})
    found = chart.who.gaps(chart.account)
    told = [(one.rule, [found.labels[each] for each in (*one.people, *one.units)])
            for one in found.gaps]  # fmt: skip
    assert told == [
        ("no_decision_maker", []), ("known_to_one", ["Jana Ode"]), ("untouched", ["Jana Ode"]),
        ("unit_without_contact", ["Finance"]), ("single_threaded", ["Jana Ode"]),
    ]  # fmt: skip
    assert found.unjudged == {}


def test_what_is_lost_when_somebody_leaves(chart: Chart) -> None:
    pytest.importorskip("networkx", reason="the environment is older than the lock: make dev")
    mara = chart.member("Mara")
    chart.who.posts.edit([chart.jana], {"buying_roles": ("champion",)})
    chart.who.ties.relate(mara, chart.person(chart.jana), {"strength": "in_depth"})
    chart.who.ties.relate(mara, chart.person(chart.rui), {"strength": "brief"})
    found = chart.who.leaving(chart.jana)
    assert found.loss.lost_roles == ("champion",)
    assert [found.labels[one] for one in found.loss.orphans] == ["Rui Faria", "CISO"]
    assert (found.loss.revenue, found.currency) == (Decimal(315_000), "EUR")
    first = found.loss.successors[0]
    assert first.way is not None
    assert (found.labels[first.position], found.labels[first.way.member]) == ("Rui Faria", "Mara")
    with pytest.raises(NotFound):
        chart.who.leaving("f" * 32)


def test_the_map_as_it_was_and_what_became_of_it(chart: Chart) -> None:
    mara = chart.member("Mara")
    jana, li = chart.person(chart.jana), chart.person(chart.li)
    chart.who.posts.edit([chart.jana, chart.li], {"attitude": "neutral"})
    chart.who.ties.relate(mara, li, {"strength": "multiple"})
    first = dt.date(2026, 1, 10)
    backdate(chart, first)
    then = chart.map
    chart.who.posts.edit([chart.jana], {"attitude": "supporter"})
    chart.who.reparent([chart.rui], chart.li)
    chart.who.posts.rename(chart.anna, "Anna Bosse")
    chart.who.ties.connect(chart.jana, chart.li, "conflict")
    second = dt.date(2026, 2, 10)
    backdate(chart, second)
    chart.who.remove([chart.jana])
    chart.who.ties.relate(mara, li, {"strength": "brief"})
    chart.add("Zoe New", anchor=chart.anna)
    backdate(chart, dt.date(2026, 2, 20))

    was = chart.who.as_of(chart.account, first)
    assert (was.cards, was.ties, was.relations) == (then.cards, then.ties, then.relations)
    assert chart.who.as_of(chart.account, first - dt.timedelta(1)).cards == ()
    assert chart.who.as_of(chart.account, DAY) == chart.map
    between = chart.who.as_of(chart.account, second)
    assert between.by_id[chart.jana].person == jana
    assert between.by_id[chart.anna].name == "Anna Bosse"
    assert [one.type for one in between.ties] == ["conflict"]

    def steps(start: dt.date, end: dt.date) -> list[tuple[str, str, Any]]:
        found = chart.who.difference(chart.account, start, end)
        return [(one.what, one.label, dict(one.fields)) for one in found]

    assert steps(first, second) == [
        ("moved", "Rui Faria", {"manager": ("Jana Ode", "Li Na")}),
        ("warmed", "Jana Ode", {"attitude": ("neutral", "supporter")}),
    ]
    assert steps(second, DAY) == [
        ("joined", "Zoe New", {}),
        ("left", "Jana Ode", {}),
        ("moved", "CISO", {"manager": ("Jana Ode", "Anna Bosse")}),
        ("cooled", "Li Na", {"strength": ("multiple", "brief")}),
    ]
    assert steps(DAY, DAY) == []


def test_another_post_is_a_move_and_another_holder_is_two_people(chart: Chart) -> None:
    backdate(chart, dt.date(2026, 1, 10))
    chart.who.posts.edit([chart.rui], {"ended": "2026-02-01"})
    made, _change = chart.who.posts.add(
        chart.account, person=chart.person(chart.rui), title="CISO", anchor=chart.anna
    )
    zoe, _change = chart.desk.records.create("person", {"name": "Zoe New"})
    chart.desk.records.edit("position", chart.li, {"person_id": zoe})
    backdate(chart, dt.date(2026, 2, 1))
    found = chart.who.difference(chart.account, dt.date(2026, 1, 10), DAY)
    assert [(one.what, one.label) for one in found] == [
        ("joined", "Zoe New"), ("left", "Li Na"), ("moved", "Rui Faria"),
    ]  # fmt: skip
    assert found[2].position == made
