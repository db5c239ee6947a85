"""Every code of a brief and of readiness has its words, and every gap a place to mend it."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from fractions import Fraction
from typing import Any

import pytest

from acctdesk.exchange.handoff import fixing, wording
from acctdesk.metrics.handover import CODES, WEIGHTS, Check
from acctdesk.services.handover import things
from acctdesk.services.handover.brief import HIGH, Coming, Ours, Thing, Who
from acctdesk.services.handover.briefs import TOLD
from acctdesk.services.handover.readiness import AccountReadiness
from acctdesk.ui.account.tabs import TABS
from acctdesk.ui.people.person import TABS as PERSON_TABS

LEVEL = {
    "name": "First response", "service": "Desk", "value": Decimal("0.846"),
    "target": Decimal("0.9"), "unit": "share", "type": "response", "first": "2026-11-01",
    "last": "2026-11-30", "running": True, "period": "month",
}  # fmt: skip
PERSON = {"name": "Ann Lee", "title": "CFO"}
SAID: dict[str, tuple[dict[str, Any], str]] = {
    "level_breached": (
        {**LEVEL, "state": "breached", "more": 2},
        "First response is breached: 84.6 %, promised 90 % (Desk · Nov 2026 so far · and 2 more)",
    ),
    "level_at_risk": (
        {**LEVEL, "state": "at_risk", "value": None, "running": False},
        "First response is at risk: no figure, promised 90 % (Desk · Nov 2026)",
    ),
    "tickets_late": ({"n": 3}, "3 open tickets are past the time agreed"),
    "promise_overdue": (
        {"title": "Report", "side": "ours", "owner": "", "due": "2026-11-20", "days": 1},
        "Our promise “Report” is 1 day overdue (nobody is named · due 20 Nov 2026)",
    ),
    "health": ({"rag": "red", "reason": "Two outages"}, "Health is red (Two outages)"),
    "renewal": ({"day": "2026-12", "days": 38}, "Up for renewal in 38 days (Dec 2026)"),
    "renewal_passed": (
        {"day": "2026-11-20", "days": 3},
        "The renewal date passed 3 days ago (20 Nov 2026)",
    ),
    "agreement_ends": (
        {"name": "SLA", "day": "2026-11-24", "days": 1},
        "“SLA” ends in 1 day (24 Nov 2026)",
    ),
    "against": (
        {**PERSON, "attitude": "sceptic", "blocks": True},
        "Ann Lee is a sceptic and can block (CFO)",
    ),
    "leaving": (PERSON, "Ann Lee is leaving (CFO)"),
    "risk": (
        {"name": "Flood", "likelihood": "low", "impact": "high", "state": "open", "response": ""},
        "Risk: Flood (likelihood low, impact high · no response yet)",
    ),
    "detractor": (
        {"name": "", "type": "csat", "score": 2, "day": "2026-11-05", "comment": "Slow\nagain"},
        "Somebody gave 2 of 5 (CSAT) (“Slow again” · 5 Nov 2026)",
    ),
    "no_contact": (
        {"day": "2026-11-12", "days": 11, "allowed": 7},
        "No contact for 11 days (wanted every 7 days · last on 12 Nov 2026)",
    ),
    "unmet": ({**PERSON, "title": ""}, "None of us knows Ann Lee"),
    "no_decision_maker": ({}, "It isn't known who decides"),
}


def check(code: str, *, met: bool = False, count: int = 1, kind: str = "account") -> Check:
    records = () if met else tuple((kind, f"id{n}") for n in range(count))
    return Check(code, met, 0 if met else count, records, WEIGHTS[code], max(count, 1))


def test_every_thing_to_know_is_tried_here() -> None:
    assert set(SAID) == set(things.CODES)


@pytest.mark.parametrize("code", things.CODES)
def test_a_thing_to_know_is_a_sentence(code: str) -> None:
    params, said = SAID[code]
    assert wording.thing_line(Thing(code, params, HIGH, ("account", "acme"))) == said


def test_long_words_of_others_are_cut_at_a_word() -> None:
    params = {"rag": "amber", "reason": "word " * 100}
    _news, detail = wording.thing(Thing("health", params, HIGH, ("account", "acme")))
    assert len(detail) <= wording.LONGEST + 1
    assert detail.endswith("word…")


def test_every_fact_has_a_name_and_is_said() -> None:
    assert set(wording.FACTS) == set(TOLD)
    assert wording.fact("rag", ("amber", "Late")) == ("Health", "Amber: Late")
    assert wording.fact("annual_value", (Decimal(90_000), "EUR")) == ("Annual value", "€ 90,000")
    assert wording.fact("city", ("", "CZ")) == ("Place", "Czechia")
    assert wording.fact("language", "pt-BR") == ("Language", "Portuguese")
    assert wording.fact("renewal_date", "2027-03") == ("Renewal date", "Mar 2027")
    assert wording.fact("sector", "Energy") == ("Sector", "Energy")


def test_people_are_told_by_what_they_are() -> None:
    who = Who("p", "q", "Ann", roles=("economic_buyer", "champion"), status="leaving",
              attitude="mentor", email="a@b.example", phone="1")  # fmt: skip
    assert wording.roles_of(who) == "Economic buyer, champion, leaving"
    assert wording.attitude_of(who) == "Mentor"
    assert wording.contact_of(who) == "a@b.example · 1"
    ours = Ours("m", "Mara", ("owner", "account_manager"))
    assert wording.roles_of_ours(ours) == "Owner, account manager"


@pytest.mark.parametrize(
    ("kind", "first", "running", "said"),
    [
        ("week", "2026-11-23", True, "Week from 23 Nov 2026"),
        ("month", "2026-11-01", True, "Nov 2026 so far"),
        ("quarter", "2026-10-01", False, "Q4 2026"),
        ("contract_year", "2026-05-07", True, "Year to 30 Nov 2026"),
    ],
)
def test_a_period_is_named(kind: str, first: str, running: bool, said: str) -> None:
    assert wording.period_of(kind, first, "2026-11-30", running=running) == said


@pytest.mark.parametrize(
    ("code", "params", "said"),
    [
        ("renewal", {}, "Up for renewal"),
        ("agreement", {"name": "SLA"}, "“SLA” ends"),
        ("review", {"name": "QBR", "type": "qbr"}, "QBR"),
        ("promise", {"name": "Report", "side": "ours"}, "Ours: Report"),
        ("promise", {"name": "Access", "side": "theirs"}, "Theirs: Access"),
        ("step", {"name": "Call {back}"}, "Next step: Call {back}"),
        ("begins", {"name": "Move"}, "“Move” begins"),
    ],
)
def test_a_coming_day_is_named(code: str, params: dict[str, str], said: str) -> None:
    day = dt.date(2026, 12, 1).isoformat()
    assert wording.coming(Coming(day, code, params, ("account", "acme"))) == said


# -- readiness -----------------------------------------------------------------------------------


@pytest.mark.parametrize("code", CODES)
def test_every_check_is_asked_and_missed_in_words(code: str) -> None:
    assert fixing.asks(check(code))
    assert fixing.said(check(code, met=True)) == ""
    one, two = fixing.said(check(code)), fixing.said(check(code, count=2))
    assert one
    assert two.startswith("2 ") or two == one


def test_readiness_is_told_in_a_line() -> None:
    checks = (check("sponsor"), check("promise_dates", count=2, kind="promise"))
    account = AccountReadiness("acme", "Acme", Fraction(6, 7), checks)
    assert fixing.summary(account) == "Readiness 86 %: no sponsor, 2 promises without a date"
    more = AccountReadiness("acme", "Acme", Fraction(0), (*checks, check("goals"), check("owner")))
    assert fixing.summary(more).endswith(
        "no owner, no sponsor, 2 promises without a date and 1 more"
    )
    whole = AccountReadiness("acme", "Acme", Fraction(1), (check("owner", met=True),))
    assert fixing.summary(whole) == "Readiness 100 %"


def test_nearly_ready_is_not_ready() -> None:
    nearly = AccountReadiness("acme", "Acme", Fraction(999, 1000), ())
    assert fixing.score(nearly) == "99 %"


KINDS = {
    "contact_data": "person", "known": "position", "agreements": "agreement",
    "measured": "objective", "promise_dates": "promise", "promise_owners": "promise",
    "overdue_told": "promise", "step_dates": "interaction", "risks": "risk",
    "own_fields": "custom_field",
}  # fmt: skip


@pytest.mark.parametrize("code", CODES)
def test_every_gap_is_mended_at_a_place_of_the_window(code: str) -> None:
    found = fixing.fix_of(check(code, kind=KINDS.get(code, "account")), "acme")
    assert found is not None
    assert fixing.fix_of(check(code, met=True), "acme") is None
    if found.section == "people":
        assert found.params["person"] == "id0"
        assert found.params["tab"] in PERSON_TABS
    else:
        assert found.section == "accounts"
        assert found.params["account"] == "acme"
        assert found.params.get("tab", TABS[0]) in TABS
    if code in KINDS:
        assert "id0" in (*found.params.values(), found.field)
