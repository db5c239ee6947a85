"""Readiness: how far an account is ready to be handed to a colleague.

The program's own definition: readiness is the share of weighted checks that are met, of those that
apply. A check is met when nothing is behind it, and tells the records that are. What an account
doesn't have, such as service levels, isn't asked of it. Everything here takes plain values, days
included, and answers with codes and values, never with sentences.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from acctdesk.metrics.stakeholders import CADENCE_DAYS, DECIDES, Bond, Stakeholder

OWNER = "owner"
DECISION_MAKER = "decision_maker"
SPONSOR = "sponsor"
CONTACT_DATA = "contact_data"
KNOWN = "known"
GOALS = "goals"
RENEWAL = "renewal"
AGREEMENTS = "agreements"
MEASURED = "measured"
PROMISE_DATES = "promise_dates"
PROMISE_OWNERS = "promise_owners"
OVERDUE_TOLD = "overdue_told"
STEP_DATES = "step_dates"
IN_TOUCH = "in_touch"
REVIEW = "review"
RISKS = "risks"
OWN_FIELDS = "own_fields"

WEIGHTS = {
    OWNER: 3,
    DECISION_MAKER: 3,
    SPONSOR: 2,
    CONTACT_DATA: 2,
    KNOWN: 2,
    GOALS: 2,
    RENEWAL: 2,
    AGREEMENTS: 2,
    MEASURED: 2,
    PROMISE_DATES: 2,
    PROMISE_OWNERS: 2,
    OVERDUE_TOLD: 1,
    STEP_DATES: 1,
    IN_TOUCH: 2,
    REVIEW: 1,
    RISKS: 1,
    OWN_FIELDS: 1,
}
"""The checks in the order in which they are shown, with their weights: 3 for what nobody can take
over without, 2 for what is missed within weeks, 1 for what is good to have."""
CODES = tuple(WEIGHTS)

Behind = tuple[str, str]
"""A record: its kind and id."""


@dataclass(frozen=True, slots=True)
class Check:
    """One thing that is to be known or done before an account is handed over.

    Attributes:
        code: One of `CODES`.
        met: Whether nothing is behind it.
        count: How many records don't meet it.
        records: Those records, the most important first; the account itself where something is
            missing that no record stands for.
        weight: How much it counts.
        of: How many records were looked at.
    """

    code: str
    met: bool
    count: int
    records: tuple[Behind, ...]
    weight: int
    of: int


def share_met(checks: Iterable[Check]) -> Fraction | None:
    """Sum of the weights of the checks that are met / sum of all weights.

    Args:
        checks: Those that apply.

    Returns:
        0 to 1; None where no check applies.
    """
    held = list(checks)
    whole = sum(one.weight for one in held)
    return Fraction(sum(one.weight for one in held if one.met), whole) if whole else None


CHAMPION = "champion"
"""The buying role of a sponsor: who sells for us inside the client."""
RARELY = CADENCE_DAYS["quarterly"]
"""Days that may pass between two contacts with an account of which nothing else is said."""
MEASURED_DAYS = {"week": 7, "month": 31, "quarter": 92, "contract_year": 366}
"""Days between two figures of an objective, by its period, the longest there are."""
GRACE = 14
"""Days that figures may be late."""


@dataclass(frozen=True, slots=True)
class Item:
    """A record of which one thing is asked.

    Attributes:
        id: Its id.
        met: Whether it has what is asked.
    """

    id: str
    met: bool


@dataclass(frozen=True, slots=True)
class OpenPromise:
    """A promise of either side that is still to be kept.

    Attributes:
        id: Its id.
        due: Until when; None for no day.
        owned: Whether somebody of the side that promised is named.
        told: Whether a word stands beside it: a note, or evidence.
    """

    id: str
    due: dt.date | None
    owned: bool
    told: bool


@dataclass(frozen=True, slots=True)
class Objective:
    """An objective that holds.

    Attributes:
        id: Its id.
        period: "week", "month", "quarter" or "contract_year".
        since: First day on which it holds; nothing is to be measured before.
        measured: Newest day of which there are figures; None for none.
    """

    id: str
    period: str
    since: dt.date
    measured: dt.date | None


@dataclass(frozen=True, slots=True)
class Facts:
    """What the readiness of an account follows from.

    Attributes:
        today: The day.
        account: Account id.
        ended: Whether it is no client any more; nothing is then to come.
        managers: How many members own it or are its account manager.
        stakeholders: The posts that weren't left.
        reachable: People with an e-mail address or a phone number.
        bonds: Who of us knows whom of theirs.
        aims: Whether goals or a plan of the client are written down.
        renewal: Whether it is known when the contract is renewed.
        agreements: Agreements; asked for a day on which they begin.
        objectives: Service levels that hold.
        promises: Those still to be kept.
        steps: Open next steps of the contact log; asked for a day until when.
        last_contact: Day of the last contact with the account; None for never.
        reviews: How many reviews are planned from today on.
        risks: Open risks; asked for a response.
        own_fields: Fields of one's own that accounts have; asked for a value.
    """

    today: dt.date
    account: str
    ended: bool = False
    managers: int = 0
    stakeholders: tuple[Stakeholder, ...] = ()
    reachable: frozenset[str] = frozenset()
    bonds: tuple[Bond, ...] = ()
    aims: bool = False
    renewal: bool = False
    agreements: tuple[Item, ...] = ()
    objectives: tuple[Objective, ...] = ()
    promises: tuple[OpenPromise, ...] = ()
    steps: tuple[Item, ...] = ()
    last_contact: dt.date | None = None
    reviews: int = 0
    risks: tuple[Item, ...] = ()
    own_fields: tuple[Item, ...] = ()


def readiness(facts: Facts) -> tuple[Check, ...]:
    """What is known and done of an account and what isn't, in the order of `CODES`.

    By check, what it asks, of what (n is `Check.of`), and when it doesn't apply:

    - owner: an owner, or an account manager on the team; always, n = 1.
    - decision_maker: an economic buyer who is there; always, n = 1.
    - sponsor: a champion who is there; always, n = 1.
    - contact_data: an e-mail address or a phone number; of key people, not without any.
    - known: one of us who knows them, by a relationship or a contact together; of key people,
      not without any.
    - goals: the client's goals, their plan, or a live goal; always, n = 1.
    - renewal: the renewal date; n = 1, not of clients that have ended.
    - agreements: the day on which the contract begins; of agreements, not without any.
    - measured: figures no older than a period and `GRACE` days; of service levels that hold, not
      without any.
    - promise_dates, promise_owners: a day until when, somebody of the side that promised; of open
      promises of both sides, not without any.
    - overdue_told: a word why; of promises that are overdue, not without any.
    - step_dates: a day until when; of open next steps, not without any.
    - in_touch: a contact with the account no longer ago than its `rhythm`; n = 1, not of clients
      that have ended.
    - review: a review that is planned; n = 1, not of clients that have ended.
    - risks: a response; of open risks, not without any.
    - own_fields: a value; of the fields of one's own that accounts have, not without any.

    Key people are those who are there and decide, champion us or have power from 5 of 10 on.

    Args:
        facts: What it follows from; see `Facts` for where each is read.
    """
    there = [one for one in facts.stakeholders if one.is_there]
    keys = sorted(
        {one.person: one for one in there if one.is_key}.values(),
        key=lambda one: (DECIDES not in one.roles, -(one.power or 0), one.position),
    )
    known = {one.person for one in facts.bonds if one.rank > 0}
    made = [
        _one(facts, OWNER, met=facts.managers > 0),
        _role(facts, DECISION_MAKER, DECIDES),
        _role(facts, SPONSOR, CHAMPION),
        _of(CONTACT_DATA, "person", (Item(one.person, one.person in facts.reachable)
                                     for one in keys)),
        _of(KNOWN, "position", (Item(one.position, one.person in known) for one in keys)),
        _one(facts, GOALS, met=facts.aims),
        None if facts.ended else _one(facts, RENEWAL, met=facts.renewal),
        _of(AGREEMENTS, "agreement", facts.agreements),
        _of(MEASURED, "objective", (Item(one.id, is_measured(one, facts.today))
                                    for one in facts.objectives)),
        *_promises(facts),
        _of(STEP_DATES, "interaction", facts.steps),
        None if facts.ended else _one(facts, IN_TOUCH, met=_in_touch(facts)),
        None if facts.ended else _one(facts, REVIEW, met=facts.reviews > 0),
        _of(RISKS, "risk", facts.risks),
        _of(OWN_FIELDS, "custom_field", facts.own_fields),
    ]  # fmt: skip
    return tuple(one for one in made if one is not None)


def is_measured(objective: Objective, today: dt.date) -> bool:
    """Whether an objective has figures that are no older than a period and `GRACE` days.

    What was agreed so lately that there needn't be any yet counts as measured.

    Args:
        objective: The objective.
        today: The day.
    """
    newest = max(objective.since, objective.measured or objective.since)
    return (today - newest).days <= MEASURED_DAYS[objective.period] + GRACE


def _one(facts: Facts, code: str, *, met: bool) -> Check:
    """A check of the account itself."""
    behind = () if met else (("account", facts.account),)
    return Check(code, met, len(behind), behind, WEIGHTS[code], 1)


def _of(code: str, kind: str, items: Iterable[Item]) -> Check | None:
    """A check of records; None where there are none."""
    held = list(items)
    if not held:
        return None
    behind = tuple((kind, one.id) for one in held if not one.met)
    return Check(code, not behind, len(behind), behind, WEIGHTS[code], len(held))


def _role(facts: Facts, code: str, role: str) -> Check:
    """Whether somebody who is there has a buying role; behind it stand posts that wait for one."""
    having = [one for one in facts.stakeholders if role in one.roles]
    if any(one.is_there for one in having):
        return _one(facts, code, met=True)
    waiting = tuple(("position", one.position) for one in having)
    return Check(code, False, 1, waiting or (("account", facts.account),), WEIGHTS[code], 1)


def _promises(facts: Facts) -> Sequence[Check | None]:
    held = facts.promises
    overdue = [one for one in held if one.due is not None and one.due < facts.today]
    return (
        _of(PROMISE_DATES, "promise", (Item(one.id, one.due is not None) for one in held)),
        _of(PROMISE_OWNERS, "promise", (Item(one.id, one.owned) for one in held)),
        _of(OVERDUE_TOLD, "promise", (Item(one.id, one.told) for one in overdue)),
    )


def _in_touch(facts: Facts) -> bool:
    last = facts.last_contact
    return last is not None and (facts.today - last).days <= rhythm(facts.stakeholders)


def rhythm(stakeholders: Iterable[Stakeholder]) -> int:
    """Days that may pass between two contacts with an account.

    The tightest cadence of its key people, their own or what their quadrant asks for; `RARELY`
    where none has one.

    Args:
        stakeholders: The posts that weren't left.
    """
    cadences = (one.due_cadence for one in stakeholders if one.is_there and one.is_key)
    return min((CADENCE_DAYS[one] for one in cadences if one is not None), default=RARELY)
