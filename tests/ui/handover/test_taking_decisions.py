"""Decisions on conflicts: which are open, what holds when values change, rules for many."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from acctdesk.services.handover.threeway import WHOLE, Clash, Side
from acctdesk.ui.handover.conflict_decisions import Clashes, Decisions

ACME, GLOBEX, ADA = ("account", "a"), ("account", "g"), ("person", "ada")


def clash(key: tuple[str, str], field: str, ours: object = 1, theirs: object = 2) -> Clash:
    return Clash(key, field, 0, ours, theirs)


@pytest.fixture
def three() -> Decisions:
    found = [clash(ACME, "rag"), clash(ACME, "tier"), clash(GLOBEX, "rag"), clash(ADA, WHOLE)]
    return Decisions(Clashes(found))


def test_the_next_open_one_is_found_and_comes_round(three: Decisions) -> None:
    assert (three.total, three.open) == (4, 4)
    assert three.next_open() == ACME
    assert three.next_open(ACME) == GLOBEX
    assert three.next_open(ADA) == ACME
    three.decide(ACME, "rag", Side.OURS)
    assert three.next_open(ADA) == ACME  # one of its two is open still
    three.decide(ACME, "tier", Side.THEIRS)
    assert three.side_of(ACME) is None
    assert three.next_open(ADA) == GLOBEX
    three.decide(GLOBEX, "nothing of the kind", Side.OURS)
    assert three.open == 2
    three.decide_open(Side.OURS)
    assert three.next_open(ADA) is None
    assert (three.place_of(ADA), three.place_of(ADA, in_kind=True)) == (2, 0)
    assert three.place_of(("ticket", "t")) == -1


def test_rules_decide_only_what_is_open(three: Decisions) -> None:
    three.decide(ACME, "rag", Side.OURS)
    assert three.open_fields() == {("account", "tier"): 1, ("account", "rag"): 1, ("person", ""): 1}
    assert three.decide_open(Side.THEIRS, "account", "rag") == [(GLOBEX, "rag")]
    made = three.decide_open(Side.THEIRS, "account")
    assert made == [(ACME, "tier")]
    assert three.choices[ACME, "rag"] is Side.OURS
    three.reopen(made)
    assert three.open == 2
    three.reopen()
    assert three.open == 4


def test_a_decision_about_other_values_does_not_hold(three: Decisions) -> None:
    three.decide_open(Side.THEIRS)
    others = [clash(ACME, "rag"), clash(ACME, "tier", ours=7), clash(GLOBEX, "rag", theirs=7)]
    three.renew(Clashes(others))
    assert dict(three.choices) == {(ACME, "rag"): Side.THEIRS}
    # And what comes back after it was gone was never decided.
    three.renew(Clashes())
    three.renew(Clashes([clash(ACME, "rag")]))
    assert three.open == 1


@given(st.lists(st.tuples(st.sampled_from("abcd"), st.sampled_from(["x", "y", ""])), unique=True))
def test_counts_agree_whatever_is_decided(places: list[tuple[str, str]]) -> None:
    found = [clash(("account", record), field) for record, field in sorted(places)]
    made = Decisions(Clashes(found))
    for step, (record, field) in enumerate(places):
        assert made.open == len(places) - step
        assert made.open == sum(made.open_of(key) for key in made.keys)
        assert made.open == sum(made.open_fields().values())
        made.decide(("account", record), field, Side.OURS)
    assert made.open == 0
    assert made.next_open() is None
