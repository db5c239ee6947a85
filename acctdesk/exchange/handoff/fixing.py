"""Readiness in words: what each check asks, what is missing, and where one mends it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from acctdesk.metrics import handover as asked
from acctdesk.metrics.handover import Check
from acctdesk.services.handover.readiness import AccountReadiness
from acctdesk.words import Lazy, _, _n, lazy, percent

MOST_NAMED = 3
"""Missing things that a sentence lists before it only counts."""

ASKED: Mapping[str, Lazy] = {
    asked.OWNER: lazy("An owner or account manager is named"),
    asked.DECISION_MAKER: lazy("It is known who decides"),
    asked.SPONSOR: lazy("A sponsor is known"),
    asked.CONTACT_DATA: lazy("Key people can be reached"),
    asked.KNOWN: lazy("One of us knows every key person"),
    asked.GOALS: lazy("The client's goals or plan are written down"),
    asked.RENEWAL: lazy("The renewal date is known"),
    asked.AGREEMENTS: lazy("Agreements have a date"),
    asked.MEASURED: lazy("Service levels have recent figures"),
    asked.PROMISE_DATES: lazy("Open promises have a date"),
    asked.PROMISE_OWNERS: lazy("Open promises have an owner"),
    asked.OVERDUE_TOLD: lazy("Overdue promises say why"),
    asked.STEP_DATES: lazy("Next steps have a date"),
    asked.IN_TOUCH: lazy("The last contact is recent enough"),
    asked.REVIEW: lazy("The next review is planned"),
    asked.RISKS: lazy("Risks have a response"),
    asked.OWN_FIELDS: lazy("Your own fields are filled in"),
}
"""What each check asks for."""

_MISSING: Mapping[str, Callable[[int], str]] = {
    asked.OWNER: lambda n: _("no owner"),
    asked.DECISION_MAKER: lambda n: _("nobody who decides"),
    asked.SPONSOR: lambda n: _("no sponsor"),
    asked.CONTACT_DATA: lambda n: _n(
        "{n} key person without contact data", "{n} key people without contact data", n
    ),
    asked.KNOWN: lambda n: _n(
        "{n} key person none of us knows", "{n} key people none of us knows", n
    ),
    asked.GOALS: lambda n: _("no goals or plan"),
    asked.RENEWAL: lambda n: _("no renewal date"),
    asked.AGREEMENTS: lambda n: _n(
        "{n} agreement without a date", "{n} agreements without a date", n
    ),
    asked.MEASURED: lambda n: _n(
        "{n} service level without recent figures", "{n} service levels without recent figures", n
    ),
    asked.PROMISE_DATES: lambda n: _n(
        "{n} promise without a date", "{n} promises without a date", n
    ),
    asked.PROMISE_OWNERS: lambda n: _n(
        "{n} promise without an owner", "{n} promises without an owner", n
    ),
    asked.OVERDUE_TOLD: lambda n: _n(
        "{n} overdue promise without a reason", "{n} overdue promises without a reason", n
    ),
    asked.STEP_DATES: lambda n: _n(
        "{n} next step without a date", "{n} next steps without a date", n
    ),
    asked.IN_TOUCH: lambda n: _("no recent contact"),
    asked.REVIEW: lambda n: _("no review planned"),
    asked.RISKS: lambda n: _n("{n} risk without a response", "{n} risks without a response", n),
    asked.OWN_FIELDS: lambda n: _n("{n} own field empty", "{n} own fields empty", n),
}


@dataclass(frozen=True, slots=True)
class Fix:
    """Where one mends what is missing: a place of the window, as its pages understand it.

    Attributes:
        section: Id of the page.
        params: What it is to show.
        field: The field to fill in; empty where there is none.
    """

    section: str
    params: Mapping[str, str]
    field: str = ""


def said(check: Check) -> str:
    """What is missing: "2 promises without a date"; empty for a check that is met."""
    return "" if check.met else _MISSING[check.code](check.count)


def asks(check: Check) -> str:
    """What a check asks for: "Open promises have a date"."""
    return str(ASKED[check.code])


def score(one: AccountReadiness) -> str:
    """How far an account is ready: "86 %", and 100 % only where nothing is missing."""
    whole = 100 if one.share == 1 else min(round(one.share * 100), 99)
    return percent(Decimal(whole) / 100, 0)


def summary(one: AccountReadiness) -> str:
    """An account's readiness in a line: "Readiness 86 %: no sponsor, 2 promises without a date"."""
    head = _("Readiness %s") % score(one)
    words = [said(check) for check in one.missing]
    if not words:
        return head
    listed = ", ".join(words[:MOST_NAMED])
    rest = len(words) - MOST_NAMED
    if rest > 0:
        listed = _("{names} and {n} more").format(names=listed, n=rest)
    return _("{readiness}: {missing}").format(readiness=head, missing=listed)


_FIELDS = {asked.OWNER: "owner_id", asked.GOALS: "goals", asked.RENEWAL: "renewal_date"}
_ON_MAP = (asked.DECISION_MAKER, asked.SPONSOR, asked.KNOWN)


def fix_of(check: Check, account: str) -> Fix | None:
    """Where one mends a check; None where it is met.

    Args:
        check: The check.
        account: Whose it is.
    """
    if check.met:
        return None
    code, (kind, record) = check.code, check.records[0]
    here = {"account": account}
    if code in _FIELDS:
        return Fix("accounts", {**here, "tab": "details"}, _FIELDS[code])
    if code == asked.OWN_FIELDS:
        return Fix("accounts", {**here, "tab": "details"}, record)
    if code in _ON_MAP:
        params = {**here, "tab": "stakeholders"}
        return Fix("accounts", {**params, "position": record} if kind == "position" else params)
    if code == asked.CONTACT_DATA:
        return Fix("people", {"person": record, "tab": "overview"}, "email")
    if code == asked.AGREEMENTS:
        params = {**here, "tab": "service_levels", "form": kind, "record": record}
        return Fix("accounts", params, "begins")
    if code == asked.MEASURED:
        return Fix("accounts", {**here, "tab": "service_levels", "objective": record})
    if code == asked.STEP_DATES:
        return Fix("accounts", {**here, "entry": record}, "next_step_due")
    if code == asked.IN_TOUCH:
        return Fix("accounts", {**here, "log": "call"})
    # Reviews, and what is shown with them: promises and risks.
    return Fix("accounts", {**here, "tab": "reviews", **_shown(kind, record)})


def _shown(kind: str, record: str) -> dict[str, str]:
    return {} if kind == "account" else {kind: record}
