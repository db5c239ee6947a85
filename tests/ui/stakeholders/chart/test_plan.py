"""Where cards stand and what a drop means, without a window."""

from __future__ import annotations

import datetime as dt
import random
from collections.abc import Sequence

import pytest

from acctdesk.drawing.geometry import Point
from acctdesk.services.stakeholder import Card, StakeholderMap
from acctdesk.ui.stakeholders.chart import ways
from acctdesk.ui.stakeholders.chart.drops import Kind, Load, find_drop
from acctdesk.ui.stakeholders.chart.looking import matches
from acctdesk.ui.stakeholders.chart.plan import Plan, make_plan

STILL = Point(0, 0)


def card(
    position: str, manager: str = "", *, parked: bool = False, shift: tuple[int, int] | None = None
) -> Card:
    return Card(
        position, f"p{position}", position.title(), "", "", "", manager, None, None, "", (), "",
        "", "", shift, parked, None,
    )  # fmt: skip


def plan_of(cards: Sequence[Card], folds: Sequence[str] = ()) -> Plan:
    seen = StakeholderMap("a", "A", dt.date(2026, 3, 4), tuple(cards), (), (), (), ())
    return make_plan(seen, folds)


@pytest.fixture
def plan() -> Plan:
    """Ann with Bob and Cy; Dee beneath Bob; Eve parked with Fay beneath her."""
    return plan_of(
        [
            card("ann"), card("bob", "ann"), card("dee", "bob"), card("cy", "ann"),
            card("eve", parked=True), card("fay", "eve", parked=True),
        ]
    )  # fmt: skip


def at(plan: Plan, position: str, across: float = 0.5, down: float = 0.5) -> Point:
    place = plan.place(position)
    assert place is not None
    return Point(place.x + place.width * across, place.y + place.height * down)


def allowed(_positions: Sequence[str], _manager: str | None) -> str:
    return ""


def random_cards(rng: random.Random, count: int) -> list[Card]:
    """A map in the order services give: managers first, who is parked last."""
    split = rng.randint(1, count)
    found: list[Card] = []
    for number in range(count):
        parked = number >= split
        start, end = (split, number) if parked else (0, number)
        manager = ""
        if end > start and rng.random() < 0.8:
            manager = f"c{rng.randrange(start, end)}"
        moved = (rng.randrange(-200, 200), rng.randrange(-40, 200))
        shift = moved if rng.random() < 0.1 and not parked else None
        found.append(card(f"c{number}", manager, parked=parked, shift=shift))
    return found


@pytest.mark.parametrize("seed", range(12))
def test_no_card_lies_on_another_and_each_is_found_where_it_stands(seed: int) -> None:
    rng = random.Random(seed)
    cards = random_cards(rng, rng.choice((1, 5, 30, 120)))
    folds = [one.position for one in cards if rng.random() < 0.1]
    plan = plan_of(cards, folds)
    shown = dict(plan.shown())
    places = list(shown.values())
    assert not any(one.overlaps(two) for n, one in enumerate(places) for two in places[:n])
    for position, place in shown.items():
        assert plan.at(place.middle) == position
    # Hidden are exactly those beneath a fold, and each fold knows how many they are.
    hidden = {one.position for one in cards} - shown.keys()
    beneath = {two for one in folds for two in plan.branch(one) if two != one}
    assert hidden == beneath
    assert plan.folded == {
        one: len(plan.branch(one)) - 1 for one in folds if len(plan.branch(one)) > 1
    }
    zone = plan.zone
    assert (zone is not None) == any(one.parked for one in cards)
    for one in cards:
        place = shown.get(one.position)
        if zone is not None and place is not None and one.shift is None:
            assert zone.holds(place.middle) == one.parked


def test_arrows_go_along_lines_and_rows(plan: Plan) -> None:
    steps = {
        ("ann", ways.DOWN): "bob", ("bob", ways.RIGHT): "cy", ("cy", ways.LEFT): "bob",
        ("dee", ways.UP): "bob", ("bob", ways.DOWN): "dee", ("ann", ways.UP): "ann",
        ("eve", ways.DOWN): "fay", ("eve", ways.LEFT): "eve", ("nobody", ways.LEFT): "ann",
    }  # fmt: skip
    assert {step: ways.way(plan, *step) for step in steps} == steps
    # From the last of them on to who stands next in the row.
    cards = [card("a"), card("b", "a"), card("c", "b"), card("d", "a"), card("e", "d")]
    assert ways.way(plan_of(cards), "c", ways.RIGHT) == "e"
    # In a column, down goes on.
    team = [card("a"), *(card(f"t{n}", "a") for n in range(6))]
    assert plan_of(team).hung == {f"t{n}" for n in range(6)}
    assert ways.way(plan_of(team), "t2", ways.DOWN) == "t3"


def test_each_place_means_one_thing(plan: Plan) -> None:
    load = Load.of(plan, ["cy"])
    drop = find_drop(plan, load, at(plan, "dee"), STILL, allowed)
    assert (drop.kind, drop.manager) == (Kind.ONTO, "dee")
    drop = find_drop(plan, load, at(plan, "bob", 0.1), STILL, allowed)
    assert (drop.kind, drop.manager, drop.at) == (Kind.BESIDE, "ann", 0)
    drop = find_drop(plan, load, at(plan, "dee", 1.05), STILL, allowed)
    assert (drop.kind, drop.manager, drop.at) == (Kind.BESIDE, "bob", 1)
    assert drop.mark is not None
    assert plan.zone is not None
    corner = Point(plan.zone.x + 4, plan.zone.y + 4)
    assert find_drop(plan, load, corner, STILL, allowed).kind is Kind.PARK
    far = Point(-500, -500)
    by = Point(-163.0, 90.0)
    drop = find_drop(plan, load, far, by, allowed)
    assert (drop.kind, dict(drop.shifts)) == (Kind.SHIFT, {"cy": (-160, 88)})
    assert find_drop(plan, load, far, Point(3, 4), allowed).kind is Kind.NOTHING
    drop = find_drop(plan, load, at(plan, "dee"), by, allowed, free=True)
    assert drop.kind is Kind.SHIFT


def test_who_is_parked_goes_back_or_to_the_top(plan: Plan) -> None:
    load = Load.of(plan, ["eve", "fay"])
    assert load.moved == ("eve",)
    assert load.branch == {"eve", "fay"}
    assert find_drop(plan, load, Point(-500, -500), STILL, allowed).kind is Kind.ROOT
    assert find_drop(plan, load, at(plan, "cy"), STILL, allowed).manager == "cy"
    assert plan.zone is not None
    corner = Point(plan.zone.x + 4, plan.zone.y + 4)
    assert find_drop(plan, load, corner, STILL, allowed).kind is Kind.NOTHING
    # Out of a parked branch, beside it, is parked for itself.
    alone = Load.of(plan, ["fay"])
    assert find_drop(plan, alone, corner, STILL, allowed).kind is Kind.PARK


def test_a_drop_that_cant_be_says_why(plan: Plan) -> None:
    load = Load.of(plan, ["bob"])
    drop = find_drop(plan, load, at(plan, "dee"), STILL, lambda _moved, to: f"not {to}")
    assert drop.why == "not dee"
    # Over its own old place a card is only moved.
    drop = find_drop(plan, load, at(plan, "bob"), Point(40, 0), lambda *_both: "never")
    assert (drop.kind, drop.why) == (Kind.SHIFT, "")


def test_words_find_beginnings_of_words_whatever_their_accents() -> None:
    cards = [
        Card(n, n, name, title, "", unit, "", None, None, "", (), "", "", "", None, False, None)
        for n, name, title, unit in (
            ("1", "Björn Weiß", "CIO", ""), ("2", "Anna Bjork", "", "Legal"), ("3", "Li", "", ""),
        )
    ]  # fmt: skip
    assert [one.position for one in matches(cards, "bjor")] == ["1", "2"]
    assert [one.position for one in matches(cards, "BJÖRN c")] == ["1"]
    assert [one.position for one in matches(cards, "leg ann")] == ["2"]
    assert matches(cards, "jorn") == matches(cards, " ") == []
