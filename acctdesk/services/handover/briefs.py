"""Briefs: what a colleague has to know of the accounts they take over, gathered in one go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Sequence
from typing import Any

from acctdesk.services.context import Context, in_parts
from acctdesk.services.handover.agreed import Row
from acctdesk.services.handover.brief import (
    MOST_DATES,
    MOST_LEVELS,
    MOST_PEOPLE,
    MOST_PROMISES,
    AccountBrief,
    Brief,
    Coming,
    Ours,
    Owed,
    Who,
)
from acctdesk.services.handover.ground import Ground, Post
from acctdesk.services.handover.outlook import Outlook
from acctdesk.services.handover.scope import SECTIONS
from acctdesk.services.handover.things import things
from acctdesk.services.parties import day_of
from acctdesk.services.promise import OURS
from acctdesk.workspace.folding import fold

OWNER = "owner"
"""Stands among the roles of a team for who owns the account."""
TOLD = (
    "tier", "phase", "rag", "annual_value", "renewal_date", "client_since", "sector", "size",
    "city", "language", "people", "open_tickets", "last_contact", "goals", "plan", "aims",
)  # fmt: skip
"""Facts of an account, in the order in which they are shown."""


class Briefs:
    """Makes briefs of accounts.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, accounts: Sequence[str], left_out: Collection[str] = ()) -> Brief:
        """The briefs of accounts, in their order; those that aren't there are left out.

        Args:
            accounts: Account ids.
            left_out: Codes of sections that aren't handed over; nothing is told of them.
        """
        without = {kind for one in SECTIONS if one.code in left_out for kind in one.kinds}
        today = self._context.today()
        found: list[AccountBrief] = []
        with self._context.workspace.read() as connection:
            for part in in_parts(list(dict.fromkeys(accounts))):
                ground = Ground(connection, part, today, self._context.now(), without)
                outlook = Outlook(ground)
                found += [_brief(ground, outlook, one) for one in ground.accounts]
        return Brief(tuple(found), today)


def _brief(ground: Ground, outlook: Outlook, account: str) -> AccountBrief:
    row = ground.accounts[account]
    there = ground.there[account]
    levels = outlook.levels.get(account, [])
    promises = ground.promises.get(account, [])
    cut = {
        "who": len(there) - MOST_PEOPLE,
        "levels": len(levels) - MOST_LEVELS,
        "promises": len(promises) - MOST_PROMISES,
    }
    return AccountBrief(
        account=account,
        name=row["name"],
        facts=tuple(_facts(ground, outlook, row)),
        top=things(ground, outlook, account),
        team=tuple(_team(ground, row)),
        who=tuple(_who(ground, one) for one in there[:MOST_PEOPLE]),
        levels=tuple(levels[:MOST_LEVELS]),
        promises=tuple(_owed(ground, outlook, one) for one in promises[:MOST_PROMISES]),
        dates=_dates(ground, outlook, row),
        more={what: count for what, count in cut.items() if count > 0},
    )


def _facts(ground: Ground, outlook: Outlook, row: Row) -> Iterator[tuple[str, Any]]:
    account = row["id"]
    figures = ground.figures.get(account, {})
    values: dict[str, Any] = {
        **{name: row[name] for name in TOLD if name in row},
        "rag": (row["rag"], row["rag_reason"] or "") if row["rag"] else None,
        "annual_value": (row["annual_value"], row["currency"] or "")
        if row["annual_value"] is not None
        else None,
        "city": (row["city"] or "", row["country"] or "") if row["city"] or row["country"] else "",
        "people": len(ground.there[account]) or None,
        "open_tickets": outlook.open_tickets.get(account),
        "last_contact": figures.get("last_contact"),
        "aims": tuple(
            one["name"]
            for one in sorted(
                ground.goals.get(account, ()), key=lambda one: (one["due"] or "9999", one["id"])
            )
        ),
    }
    for name in TOLD:
        if values[name] not in (None, "", ()):
            yield name, values[name]


def _team(ground: Ground, row: Row) -> Iterable[Ours]:
    roles: dict[str, list[str]] = {}
    if row["owner_id"]:
        roles[row["owner_id"]] = [OWNER]
    for one in ground.team.get(row["id"], ()):
        its = roles.setdefault(one["member_id"], [])
        if one["role"] and one["role"] not in its:
            its.append(one["role"])
    made = [
        Ours(one, held["name"], tuple(its), held["email"] or "", held["phone"] or "")
        for one, its in roles.items()
        if (held := ground.members.get(one))
    ]
    return sorted(made, key=lambda one: (OWNER not in one.roles, not one.roles, fold(one.name)))


def _who(ground: Ground, one: Post) -> Who:
    person, held = one.person, one.held
    bonds = ground.bonds.get(held.person, ())
    last = held.last_contact
    return Who(
        person=held.person,
        position=held.position,
        name=person["name"],
        title=one.title,
        roles=held.roles,
        attitude=one.attitude,
        status=held.status,
        email=person["email"] or person["other_email"] or "",
        phone=person["mobile"] or person["phone"] or person["other_phone"] or "",
        prefers=person["contact_preference"] or "",
        ours=tuple(
            ground.members[bond.member]["name"]
            for bond in bonds
            if bond.rank and bond.member in ground.members
        ),
        last_contact=last.isoformat() if last else "",
    )


def _owed(ground: Ground, outlook: Outlook, row: Row) -> Owed:
    member, person = outlook.named.member(row), outlook.named.person(row)
    owner, to = (member, person) if row["side"] == OURS else (person, member)
    due = day_of(row["due"])
    return Owed(
        promise=row["id"],
        title=row["title"],
        side=row["side"],
        owner=owner.name if owner else "",
        to=to.name if to else "",
        made=row["made"],
        due=row["due"] or "",
        late=max((ground.today - due).days, 0) if due else 0,
    )


def _dates(ground: Ground, outlook: Outlook, row: Row) -> tuple[Coming, ...]:
    """What comes next, by day; of days of the same date in the order in which they are listed."""
    account = row["id"]
    found: list[Coming] = []

    def add(day: str | None, code: str, kind: str, record: str, **params: Any) -> None:
        last = day_of(day)
        if day and last is not None and last >= ground.today:
            found.append(Coming(day, code, params, (kind, record)))

    add(row["renewal_date"], "renewal", "account", account)
    for one in ground.agreed.agreements.get(account, ()):
        until = one["until"] if one["until"] != "9999" else None
        add(until, "agreement", "agreement", one["id"], name=one["name"])
    for one in ground.reviews.get(account, ()):
        day = one["starts"].astimezone().date().isoformat()
        add(day, "review", "meeting", one["id"], name=one["title"], type=one["type"])
    for one in ground.promises.get(account, ()):
        add(one["due"], "promise", "promise", one["id"], name=one["title"], side=one["side"])
    for one in ground.steps.get(account, ()):
        add(one["next_step_due"], "step", "interaction", one["id"], name=one["next_step"])
    for one in outlook.decisions.get(account, ()):
        add(one["due"], "decision", "decision", one["id"], name=one["title"])
    for one in ground.goals.get(account, ()):
        add(one["due"], "goal", "goal", one["id"], name=one["name"])
    for one in ground.risks.get(account, ()):
        add(one["due"], "risk", "risk", one["id"], name=one["name"])
    for one in outlook.initiatives.get(account, ()):
        add(one["begins"], "begins", "initiative", one["id"], name=one["name"])
        add(one["ends"], "ends", "initiative", one["id"], name=one["name"])
    found.sort(key=lambda one: day_of(one.day) or ground.today)
    return tuple(found[:MOST_DATES])
