"""The top things to know of an account: what hurts, what comes due, who stands against us.

Each code is one kind of news; its params are values of the sentence that says it. Where several
records make the same news, the worst are told and the last of them says how many more there are.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from typing import Any

from acctdesk.metrics.handover import rhythm
from acctdesk.metrics.satisfaction import CES, CSAT, NPS
from acctdesk.metrics.service.standing import AT_RISK, BREACHED
from acctdesk.metrics.stakeholders import DECIDES
from acctdesk.services.handover.agreed import Row
from acctdesk.services.handover.brief import (
    HIGH,
    LOW,
    MEDIUM,
    MOST_THINGS,
    SEVERITIES,
    Thing,
)
from acctdesk.services.handover.ground import ENDED, Ground, Post
from acctdesk.services.handover.outlook import Outlook, needing
from acctdesk.services.parties import day_of
from acctdesk.services.promise import OURS

LEVEL_BREACHED = "level_breached"
TICKETS_LATE = "tickets_late"
PROMISE_OVERDUE = "promise_overdue"
HEALTH = "health"
RENEWAL = "renewal"
RENEWAL_PASSED = "renewal_passed"
AGREEMENT_ENDS = "agreement_ends"
AGAINST = "against"
LEAVING = "leaving"
RISK = "risk"
DETRACTOR = "detractor"
LEVEL_AT_RISK = "level_at_risk"
NO_CONTACT = "no_contact"
UNMET = "unmet"
NO_DECISION_MAKER = "no_decision_maker"
CODES = (
    LEVEL_BREACHED, TICKETS_LATE, PROMISE_OVERDUE, HEALTH, RENEWAL, RENEWAL_PASSED,
    AGREEMENT_ENDS, AGAINST, LEAVING, RISK, DETRACTOR, LEVEL_AT_RISK, NO_CONTACT, UNMET,
    NO_DECISION_MAKER,
)  # fmt: skip
"""What can be news, in the order in which it is told among news of the same severity."""

AHEAD, SOON = 180, 60
"""Days before a contract ends or is renewed from which it is news, and bad news."""
UNHAPPY = {NPS: 6, CSAT: 2, CES: 3}
"""The best answer to each question that is still a bad one: a detractor's, dissatisfied, hard."""
_WEIGHT: Mapping[Any, int] = {"low": 1, "medium": 2, "high": 3}


def things(ground: Ground, outlook: Outlook, account: str) -> tuple[Thing, ...]:
    """The top things to know of an account, at most `MOST_THINGS`.

    Args:
        ground: What is known of accounts, this one among them.
        outlook: How they stand.
        account: Account id.
    """
    row = ground.accounts[account]
    found = [
        *_levels(outlook, account),
        *_promises(ground, outlook, account),
        *_health(row),
        *_ends(ground, row),
        *_people(ground, row),
        *_risks(ground, account),
        *_answers(ground, outlook, account),
    ]
    return _top(found)


def _top(found: Iterable[Thing]) -> tuple[Thing, ...]:
    """The worst of each code first, then the second ones while there is room."""
    by_code: dict[str, list[Thing]] = {}
    for one in sorted(found, key=_order):
        by_code.setdefault(one.code, []).append(one)
    taken: list[Thing] = []
    depth = 0
    while len(taken) < MOST_THINGS and any(len(held) > depth for held in by_code.values()):
        layer = [held[depth] for held in by_code.values() if len(held) > depth]
        taken += sorted(layer, key=_order)[: MOST_THINGS - len(taken)]
        depth += 1
    for code, held in by_code.items():
        told = [place for place, one in enumerate(taken) if one.code == code]
        if told and len(held) > len(told):
            last = taken[told[-1]]
            more = len(held) - len(told)
            taken[told[-1]] = replace(last, params={**last.params, "more": more})
    return tuple(sorted(taken, key=_order))


def _order(one: Thing) -> tuple[int, int]:
    return SEVERITIES.index(one.severity), CODES.index(one.code)


def _levels(outlook: Outlook, account: str) -> Iterator[Thing]:
    held = outlook.levels.get(account, [])
    for state, code, severity in (
        (BREACHED, LEVEL_BREACHED, HIGH),
        (AT_RISK, LEVEL_AT_RISK, MEDIUM),
    ):
        for one in needing(held, state):
            params = {
                "name": one.name, "service": one.service, "value": one.value,
                "target": one.target, "unit": one.unit, "type": one.type, "first": one.first,
                "last": one.last, "running": one.running, "period": one.period, "state": one.state,
            }  # fmt: skip
            yield Thing(code, params, severity, ("objective", one.objective))
    late = outlook.late_tickets.get(account, [])
    if late:
        yield Thing(TICKETS_LATE, {"n": len(late)}, HIGH, ("ticket", late[0]))


def _promises(ground: Ground, outlook: Outlook, account: str) -> Iterator[Thing]:
    for row in ground.promises.get(account, ()):
        due = day_of(row["due"])
        if due is None or due >= ground.today:
            continue
        ours = row["side"] == OURS
        owner = outlook.named.member(row) if ours else outlook.named.person(row)
        params = {
            "title": row["title"], "side": row["side"], "owner": owner.name if owner else "",
            "due": row["due"], "days": (ground.today - due).days,
        }  # fmt: skip
        yield Thing(PROMISE_OVERDUE, params, HIGH if ours else MEDIUM, ("promise", row["id"]))


def _health(row: Row) -> Iterator[Thing]:
    if row["rag"] in ("red", "amber"):
        severity = HIGH if row["rag"] == "red" else MEDIUM
        params = {"rag": row["rag"], "reason": row["rag_reason"] or ""}
        yield Thing(HEALTH, params, severity, ("account", row["id"]))


def _ends(ground: Ground, row: Row) -> Iterator[Thing]:
    if row["phase"] == ENDED:
        return
    renewal = day_of(row["renewal_date"])
    if renewal is not None:
        days = (renewal - ground.today).days
        params = {"day": row["renewal_date"], "days": abs(days)}
        behind = ("account", row["id"])
        if days < 0:
            yield Thing(RENEWAL_PASSED, params, MEDIUM, behind)
        elif days <= AHEAD:
            yield Thing(RENEWAL, params, HIGH if days <= SOON else MEDIUM, behind)
    for one in ground.agreed.agreements.get(row["id"], ()):
        until = one["until"] if one["until"] != "9999" else None
        last = day_of(until)
        if last is not None and (days := (last - ground.today).days) <= AHEAD:
            params = {"name": one["name"], "day": until, "days": days}
            severity = HIGH if days <= SOON else MEDIUM
            yield Thing(AGREEMENT_ENDS, params, severity, ("agreement", one["id"]))


def _people(ground: Ground, row: Row) -> Iterator[Thing]:
    account = row["id"]
    there = ground.there[account]
    for one in there:
        params = {"name": one.person["name"], "title": one.title}
        behind = ("position", one.held.position)
        against = _against(one)
        if against:
            stance = {"attitude": one.attitude, "blocks": "blocker" in one.held.roles}
            yield Thing(AGAINST, {**params, **stance}, against, behind)
        if one.held.is_key and one.held.status == "leaving":
            yield Thing(LEAVING, params, HIGH, behind)
        known = any(bond.rank for bond in ground.bonds.get(one.held.person, ()))
        if one.held.is_key and not known:
            yield Thing(UNMET, params, MEDIUM, behind)
    if there and not any(DECIDES in one.held.roles for one in there):
        yield Thing(NO_DECISION_MAKER, {}, LOW, ("account", account))
    if row["phase"] == ENDED or "interaction" in ground.without:
        return
    allowed = rhythm(ground.stakeholders[account])
    last = day_of(ground.figures.get(account, {}).get("last_contact"))
    days = None if last is None else (ground.today - last).days
    if days is None or days > allowed:
        params = {"day": last.isoformat() if last else "", "days": days, "allowed": allowed}
        # A few days over a tight cadence are soon made good.
        severity = LOW if days is not None and days <= 2 * allowed else MEDIUM
        yield Thing(NO_CONTACT, params, severity, ("account", account))


def _against(one: Post) -> str:
    """How bad it is that somebody stands against us; empty where they don't."""
    if one.attitude == "opponent" or "blocker" in one.held.roles:
        return HIGH if one.held.is_key else MEDIUM
    return MEDIUM if one.attitude == "sceptic" and one.held.is_key else ""


def _risks(ground: Ground, account: str) -> Iterator[Thing]:
    def weight(row: Row) -> int:
        # What nobody has judged may well be bad.
        size = _WEIGHT.get(row["likelihood"], 2) * _WEIGHT.get(row["impact"], 2)
        return 10 if row["state"] == "occurred" else size

    for row in sorted(ground.risks.get(account, ()), key=lambda one: (-weight(one), one["id"])):
        size = weight(row)
        severity = HIGH if size >= 6 else MEDIUM if size >= 3 else LOW
        params = {
            "name": row["name"], "likelihood": row["likelihood"] or "",
            "impact": row["impact"] or "", "state": row["state"],
            "response": row["response"] or "",
        }  # fmt: skip
        yield Thing(RISK, params, severity, ("risk", row["id"]))


def _answers(ground: Ground, outlook: Outlook, account: str) -> Iterator[Thing]:
    bad = [row for row in outlook.answers.get(account, ()) if row["score"] <= UNHAPPY[row["type"]]]

    def share(row: Row) -> float:
        return float(row["score"]) / (UNHAPPY[row["type"]] + 1)

    keys = {one.held.person for one in ground.there[account] if one.held.is_key}
    newest = sorted(bad, key=lambda row: row["day"], reverse=True)
    for row in sorted(newest, key=lambda row: (row["person_id"] not in keys, share(row))):
        person = outlook.named.person(row) if row["person_id"] else None
        params = {
            "name": person.name if person else "", "type": row["type"], "score": row["score"],
            "day": row["day"], "comment": row["comment"] or "",
        }  # fmt: skip
        severity = HIGH if row["person_id"] in keys else MEDIUM
        yield Thing(DETRACTOR, params, severity, ("answer", row["id"]))
