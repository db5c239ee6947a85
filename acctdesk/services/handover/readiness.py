"""How far accounts are ready to be handed over, and what is missing."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from acctdesk.metrics.handover import (
    Check,
    Facts,
    Item,
    Objective,
    OpenPromise,
    readiness,
    share_met,
)
from acctdesk.services.context import Context, in_parts
from acctdesk.services.handover.agreed import Row
from acctdesk.services.handover.ground import ENDED, Ground
from acctdesk.services.parties import day_of
from acctdesk.services.promise import OURS
from acctdesk.services.service.figures import Series
from acctdesk.services.service_level import AVAILABILITY, BY_TICKETS

MANAGES = "account_manager"
"""The role on a team that stands for an owner."""
REACHED_BY = ("email", "other_email", "phone", "mobile", "other_phone")


@dataclass(frozen=True, slots=True)
class AccountReadiness:
    """How far one account is ready.

    Attributes:
        account: Account id.
        name: Its name.
        share: Weighted share of the checks that are met, 0 to 1.
        checks: Those that apply, in the order of `CODES`.
    """

    account: str
    name: str
    share: Fraction
    checks: tuple[Check, ...]

    @property
    def missing(self) -> tuple[Check, ...]:
        """The checks that aren't met, the weightiest first."""
        found = (one for one in self.checks if not one.met)
        return tuple(sorted(found, key=lambda one: -one.weight))


class Readiness:
    """Tells how far accounts are ready to be handed over.

    Args:
        context: The open workspace.
    """

    def __init__(self, context: Context) -> None:
        self._context = context

    def of(self, accounts: Sequence[str]) -> tuple[AccountReadiness, ...]:
        """The readiness of accounts, in their order; those that aren't there are left out.

        Args:
            accounts: Account ids.
        """
        found: list[AccountReadiness] = []
        with self._context.workspace.read() as connection:
            for part in in_parts(list(dict.fromkeys(accounts))):
                ground = Ground(connection, part, self._context.today(), self._context.now())
                measured = _measured(ground)
                for account, row in ground.accounts.items():
                    checks = readiness(_facts(ground, account, row, measured.get(account, ())))
                    share = share_met(checks)
                    # Some checks are asked of every account.
                    assert share is not None  # noqa: S101
                    found.append(AccountReadiness(account, row["name"], share, checks))
        return tuple(found)


def _facts(ground: Ground, account: str, row: Row, objectives: tuple[Objective, ...]) -> Facts:
    team = {one["member_id"] for one in ground.team.get(account, ()) if one["role"] == MANAGES}
    figures = ground.figures.get(account, {})
    return Facts(
        today=ground.today,
        account=account,
        ended=row["phase"] == ENDED,
        managers=len({row["owner_id"], *team} - {None}),
        stakeholders=ground.stakeholders[account],
        reachable=frozenset(
            one.held.person
            for one in ground.there[account]
            if any(one.person[name] for name in REACHED_BY)
        ),
        bonds=tuple(
            bond for one in ground.there[account] for bond in ground.bonds.get(one.held.person, ())
        ),
        aims=bool(row["goals"] or row["plan"] or ground.goals.get(account)),
        renewal=bool(row["renewal_date"]),
        agreements=tuple(
            Item(one["id"], bool(one["begins"] or one["since"]))
            for one in ground.agreed.agreements.get(account, ())
        ),
        objectives=objectives,
        promises=tuple(_promise(one) for one in ground.promises.get(account, ())),
        steps=tuple(
            Item(one["id"], bool(one["next_step_due"])) for one in ground.steps.get(account, ())
        ),
        last_contact=day_of(figures.get("last_contact")),
        reviews=len(ground.reviews.get(account, ())),
        risks=tuple(
            Item(one["id"], bool(one["response"])) for one in ground.risks.get(account, ())
        ),
        own_fields=tuple(
            Item(one, (account, one) in ground.own_values) for one in ground.own_fields
        ),
    )


def _promise(row: Row) -> OpenPromise:
    owner = row["member_id"] if row["side"] == OURS else row["person_id"]
    return OpenPromise(
        row["id"], day_of(row["due"]), bool(owner), bool(row["note"] or row["evidence"])
    )


def _measured(ground: Ground) -> Mapping[str, tuple[Objective, ...]]:
    """The service levels that hold, by account, with the newest day of which there are figures."""
    return {
        account: tuple(_objective(ground, account, one) for one in held)
        for account, held in ground.agreed.series.items()
    }


def _objective(ground: Ground, account: str, series: Series) -> Objective:
    promise = series.newest(ground.now)
    day: dt.date | None = None
    if promise.type in BY_TICKETS:
        day = ground.agreed.last_tickets.get(account)
    elif promise.type == AVAILABILITY:
        # Outages are told when they come: without any the service was up.
        day = ground.today if promise.values["service_id"] else None
    else:
        day = ground.agreed.newest(series)
    since = min(one.since for one in series.versions)
    return Objective(promise.id, promise.values["period"], since, day)
