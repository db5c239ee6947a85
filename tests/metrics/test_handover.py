"""Readiness: each check is met, missed or not asked, and the share is that of the weights."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from fractions import Fraction

import pytest

from acctdesk.metrics.handover import (
    CODES,
    WEIGHTS,
    Check,
    Facts,
    Item,
    Objective,
    OpenPromise,
    is_measured,
    readiness,
    rhythm,
    share_met,
)
from acctdesk.metrics.stakeholders import Bond, Stakeholder

TODAY = dt.date(2026, 11, 23)
BOSS = Stakeholder("p1", "boss", power=8, interest=8, roles=("economic_buyer", "champion"))
LONG_AGO = dt.date(2020, 1, 1)

READY = Facts(
    today=TODAY,
    account="acme",
    managers=1,
    stakeholders=(BOSS,),
    reachable=frozenset({"boss"}),
    bonds=(Bond("me", "boss", "brief"),),
    aims=True,
    renewal=True,
    agreements=(Item("sla", True),),
    objectives=(Objective("up", "month", LONG_AGO, TODAY),),
    promises=(OpenPromise("report", TODAY - dt.timedelta(days=1), owned=True, told=True),),
    steps=(Item("call", True),),
    last_contact=TODAY - dt.timedelta(days=7),
    reviews=1,
    risks=(Item("flood", True),),
    own_fields=(Item("segment", True),),
)
"""An account of which everything is known and done."""


def of(facts: Facts) -> dict[str, Check]:
    return {one.code: one for one in readiness(facts)}


def test_a_ready_account_meets_every_check_in_order() -> None:
    checks = readiness(READY)
    assert tuple(one.code for one in checks) == CODES
    assert all(one.met and not one.records and one.count == 0 for one in checks)
    assert [one.weight for one in checks] == list(WEIGHTS.values())
    assert share_met(checks) == 1


def test_of_a_bare_account_only_the_account_is_asked() -> None:
    checks = of(Facts(today=TODAY, account="acme"))
    assert set(checks) == {
        "owner", "decision_maker", "sponsor", "goals", "renewal", "in_touch", "review",
    }  # fmt: skip
    assert all(one.records == (("account", "acme"),) for one in checks.values())
    assert share_met(checks.values()) == 0


def test_a_client_who_has_ended_needs_nothing_that_is_to_come() -> None:
    checks = of(Facts(today=TODAY, account="acme", ended=True))
    assert not {"renewal", "in_touch", "review"} & checks.keys()


@pytest.mark.parametrize(
    ("change", "code", "records"),
    [
        ({"managers": 0}, "owner", (("account", "acme"),)),
        ({"reachable": frozenset()}, "contact_data", (("person", "boss"),)),
        ({"bonds": ()}, "known", (("position", "p1"),)),
        ({"bonds": (Bond("me", "boss", "none"),)}, "known", (("position", "p1"),)),
        ({"aims": False}, "goals", (("account", "acme"),)),
        ({"renewal": False}, "renewal", (("account", "acme"),)),
        ({"agreements": (Item("sla", False),)}, "agreements", (("agreement", "sla"),)),
        (
            {"objectives": (Objective("up", "month", LONG_AGO, None),)},
            "measured",
            (("objective", "up"),),
        ),
        (
            {"promises": (OpenPromise("r", None, owned=True, told=False),)},
            "promise_dates",
            (("promise", "r"),),
        ),
        (
            {"promises": (OpenPromise("r", TODAY, owned=False, told=False),)},
            "promise_owners",
            (("promise", "r"),),
        ),
        (
            {"promises": (OpenPromise("r", TODAY - dt.timedelta(1), owned=True, told=False),)},
            "overdue_told",
            (("promise", "r"),),
        ),
        ({"steps": (Item("call", False),)}, "step_dates", (("interaction", "call"),)),
        ({"last_contact": None}, "in_touch", (("account", "acme"),)),
        ({"last_contact": TODAY - dt.timedelta(days=8)}, "in_touch", (("account", "acme"),)),
        ({"reviews": 0}, "review", (("account", "acme"),)),
        ({"risks": (Item("flood", False),)}, "risks", (("risk", "flood"),)),
        ({"own_fields": (Item("segment", False),)}, "own_fields", (("custom_field", "segment"),)),
    ],
)
def test_one_thing_missing_misses_its_check_alone(
    change: dict[str, object], code: str, records: tuple[tuple[str, str], ...]
) -> None:
    checks = readiness(replace(READY, **change))  # type: ignore[arg-type]
    missed = [one for one in checks if not one.met]
    assert [one.code for one in missed] == [code]
    assert missed[0].records == records
    assert missed[0].count == len(records)
    whole = sum(one.weight for one in checks)
    assert share_met(checks) == Fraction(whole - WEIGHTS[code], whole)


def test_what_is_due_today_is_not_overdue() -> None:
    due = replace(READY, promises=(OpenPromise("r", TODAY, owned=True, told=False),))
    assert "overdue_told" not in of(due)


def test_a_placeholder_waits_for_who_decides() -> None:
    waiting = Stakeholder("p2", "", roles=("economic_buyer",), status="unknown")
    gone = Stakeholder("p3", "gone", roles=("economic_buyer",), status="left")
    checks = of(replace(READY, stakeholders=(waiting, gone)))
    assert not checks["decision_maker"].met
    assert checks["decision_maker"].records == (("position", "p2"), ("position", "p3"))
    assert checks["sponsor"].records == (("account", "acme"),)


def test_key_people_are_told_the_most_important_first_and_each_once() -> None:
    strong = Stakeholder("p4", "strong", power=9)
    other_post = Stakeholder("p5", "strong", power=9)
    small = Stakeholder("p6", "small", power=1)
    facts = replace(
        READY, stakeholders=(strong, other_post, small, BOSS), bonds=(), reachable=frozenset()
    )
    checks = of(facts)
    assert checks["contact_data"].records == (("person", "boss"), ("person", "strong"))
    assert checks["known"].of == 2


def test_the_rhythm_is_the_tightest_of_key_people() -> None:
    assert rhythm([]) == 92
    assert rhythm([BOSS]) == 7
    own = replace(BOSS, cadence="monthly")
    assert rhythm([own, Stakeholder("p", "minor", power=1, interest=9)]) == 31
    assert rhythm([replace(BOSS, status="left")]) == 92


@pytest.mark.parametrize(
    ("period", "since", "measured", "found"),
    [
        ("month", LONG_AGO, TODAY - dt.timedelta(days=45), True),
        ("month", LONG_AGO, TODAY - dt.timedelta(days=46), False),
        ("week", LONG_AGO, TODAY - dt.timedelta(days=22), False),
        ("quarter", LONG_AGO, TODAY - dt.timedelta(days=100), True),
        ("contract_year", LONG_AGO, TODAY - dt.timedelta(days=300), True),
        ("month", TODAY - dt.timedelta(days=10), None, True),
    ],
)
def test_figures_may_be_a_period_and_some_days_old(
    period: str, since: dt.date, measured: dt.date | None, found: bool
) -> None:
    assert is_measured(Objective("o", period, since, measured), TODAY) is found


def test_no_checks_have_no_share() -> None:
    assert share_met(()) is None
